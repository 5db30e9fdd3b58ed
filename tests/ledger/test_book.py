"""Appending to a log: line, content and signed head in one transaction, with what the next append needs."""

import time
from importlib.metadata import PackageNotFoundError

import pytest
from sqlalchemy import func, select, text, update

from desktop.errors import LogDoesNotFit
from desktop.ledger import book
from desktop.ledger.book import Edge, append, head_fingerprint, heads, last_entry
from desktop.ledger.checkpoint import fingerprint, open_note
from desktop.ledger.entry import FIRST_PREV, Draft, Second, decode, line_hash, opens
from desktop.ledger.tree import Frontier, Tree, leaf_hash
from desktop.models.ledger_entry import LedgerContent, LedgerEntry, LedgerHead
from desktop.values.entry_kind import EntryKind
from tests.ledger.books import DISTRICT, LOG, Books, given


def test_lines_are_kept_as_hashed_and_name_each_other(books: Books) -> None:
    written = books.write(5)
    with books.store.reader.begin() as conn:
        rows = conn.execute(select(LedgerEntry.seq, LedgerEntry.line, LedgerEntry.hash).order_by(LedgerEntry.seq)).all()
    prev = FIRST_PREV
    for number, (row, one) in enumerate(zip(rows, written, strict=True)):
        assert (row.seq, row.hash) == (number, leaf_hash(row.line))
        assert decode(row.line) == one.entry
        assert (one.log, one.seq, one.entry.prev) == (LOG, number, prev)
        prev = line_hash(row.line)


def test_the_head_is_signed_and_its_fingerprint_is_what_came_back(books: Books) -> None:
    last = books.write(7)[-1]
    with books.store.reader.begin() as conn:
        head = conn.execute(select(LedgerHead.size, LedgerHead.root, LedgerHead.note)).one()
        leaves = list(conn.execute(select(LedgerEntry.hash).order_by(LedgerEntry.seq)).scalars())
        assert head_fingerprint(conn, DISTRICT, LOG) == last.fingerprint
        assert head_fingerprint(conn, DISTRICT, "haqdar.pk/lodhran/desk-00/2") is None
    assert (head.size, head.root) == (7, Tree(leaves).root())
    assert last.fingerprint == fingerprint(7, head.root)
    note = open_note(head.note, LOG, books.office.desk.log.public)
    assert (note.size, note.root) == (7, head.root)


def test_content_lies_apart_with_its_salt_and_opens_the_commitment(books: Books) -> None:
    one = books.write(1)[0]
    with books.store.reader.begin() as conn:
        row = conn.execute(select(LedgerContent.seq, LedgerContent.salt, LedgerContent.content)).one()
        line = conn.execute(select(LedgerEntry.line)).scalar_one()
    assert opens(one.entry, row.salt, row.content)
    assert row.content == b'{"household":"617123400000","item":"ATTA20","quantity":2}'
    assert b"617123400000" not in line


def test_an_entry_without_content_has_no_commitment_and_all_fields_are_carried(books: Books) -> None:
    draft = Draft(
        do=EntryKind.VOIDED,
        who="w",
        role="lead",
        ref="r",
        op="o",
        was=3,
        second=Second("same-laptop", "supervisor", "s"),
    )
    with books.store.writer.begin() as conn:
        entry = append(conn, DISTRICT, LOG, draft, books.signers, books.clock()).entry
        assert conn.execute(select(func.count()).select_from(LedgerContent)).scalar_one() == 0
    assert entry.sum is None
    assert (entry.do, entry.who, entry.role, entry.ref, entry.op, entry.was) == ("void", "w", "lead", "r", "o", 3)
    assert entry.second == draft.second
    assert (entry.at, entry.boot) == ("2026-11-24T09:00:01.000Z", "0123456789abcdef")


def test_what_the_caller_takes_back_was_never_written(books: Books) -> None:
    books.write(2)
    with books.store.writer.connect() as conn, conn.begin() as transaction:
        append(conn, DISTRICT, LOG, given(9), books.signers, books.clock())
        transaction.rollback()
    assert books.write(1)[0].seq == 2
    assert books.audit().ok


def test_two_logs_do_not_touch_each_other(books: Books) -> None:
    books.write(3)
    other = books.write(2, "haqdar.pk/lodhran/desk-00/2-4821")
    assert [one.seq for one in other] == [0, 1]
    assert other[0].entry.prev == FIRST_PREV


def test_the_logical_clock_goes_on_when_the_wall_clock_went_back(books: Books) -> None:
    first = books.write(1)[0].entry
    books.clock.at = books.clock.at.replace(year=2016)
    second = books.write(1)[0].entry
    assert second.at < first.at
    assert second.hlc == first.hlc + 1
    assert books.audit().ok


@pytest.mark.parametrize("edge", [b"", b"x" * 39, b"x" * 41, b"x" * 40, b"x" * 200])
def test_a_damaged_head_is_not_built_upon(books: Books, edge: bytes) -> None:
    books.write(3)
    with books.tampering() as conn:
        conn.execute(update(LedgerHead).values(frontier=edge))
        with pytest.raises(LogDoesNotFit) as broken:
            append(conn, DISTRICT, LOG, given(1), books.signers, books.clock())
        assert (broken.value.log, broken.value.seq, broken.value.why) == (LOG, 3, "head")


def test_a_head_that_another_writer_moved_on_is_not_overwritten(books: Books) -> None:
    """Two writers at once: the store's lock excludes it, and the book itself too."""
    books.write(1)
    with books.tampering() as conn:
        conn.execute(
            text("CREATE TRIGGER late AFTER INSERT ON ledger_entry BEGIN UPDATE ledger_head SET size = size + 1; END")
        )
        with pytest.raises(LogDoesNotFit):
            append(conn, DISTRICT, LOG, given(1), books.signers, books.clock())


def test_the_newest_entry_and_all_heads_are_read_back(books: Books) -> None:
    with books.store.reader.begin() as conn:
        assert last_entry(conn, DISTRICT, LOG) is None
        assert heads(conn, DISTRICT) == {}
    written = books.write(3)
    with books.store.reader.begin() as conn:
        assert last_entry(conn, DISTRICT, LOG) == written[-1].entry
        found = heads(conn, DISTRICT)[LOG]
    assert fingerprint(found.size, found.root) == written[-1].fingerprint


def test_a_newest_line_that_is_no_line_is_not_believed(books: Books) -> None:
    books.write(3)
    with books.tampering() as conn:
        conn.execute(text("UPDATE ledger_entry SET line = x'7b7d' WHERE seq = 2"))
        with pytest.raises(LogDoesNotFit) as broken:
            last_entry(conn, DISTRICT, LOG)
        assert broken.value.seq == 2


def test_the_edge_is_read_as_written() -> None:
    frontier = Frontier()
    for number in range(37):
        frontier.append(leaf_hash(bytes([number])))
        edge = Edge(frontier, line_hash(bytes([number])), 2**52 + number)
        again = Edge.from_bytes(frontier.size, edge.to_bytes())
        assert (again.frontier.peaks, again.prev, again.hlc) == (frontier.peaks, edge.prev, edge.hlc)


def test_an_append_costs_little_and_no_more_in_a_long_log(books: Books) -> None:
    """0.4 ms of processor time is the aim; the test allows for a slow shared machine, but not for growth."""
    books.write(50)

    def cost() -> float:
        started = time.process_time()
        books.write(300)
        return (time.process_time() - started) / 300

    early = min(cost() for _ in range(3))
    books.write(2000)
    late = min(cost() for _ in range(3))
    assert late < 0.002
    assert late < early * 2


def test_a_program_that_was_never_installed_says_so_in_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(book, "version", absent)
    assert book._app() == "unpacked"  # pyright: ignore[reportPrivateUsage]
