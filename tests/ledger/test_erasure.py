"""An erased content leaves a line that verifies and says nothing; a content that just went is still found."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from desktop.ledger.audit import Break, audit
from desktop.ledger.book import Appended, append
from desktop.ledger.entry import Draft, decode
from desktop.ledger.erasure import ERASABLE, Place, erase, named
from desktop.security.canonical import Json
from desktop.storage import migrate
from desktop.values.entry_kind import EntryKind
from tests.ledger.books import DISTRICT, LOG, Books, open_books

SECRET = "سکینہ بی بی"


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A store of its own with the guards that a real one has."""
    made = open_books(tmp_path)
    with made.store.writer.begin() as conn:
        migrate.make_guards(conn)
    return made


def write(books: Books, conn: Connection, kind: EntryKind, content: dict[str, Json]) -> Appended:
    """One entry."""
    draft = Draft(do=kind, who="w", role="clerk", ref="r", content=content)
    return append(conn, DISTRICT, LOG, draft, books.signers, books.clock())


def registered(books: Books, count: int = 3) -> list[Appended]:
    """Registrations with a name in each."""
    with books.store.writer.begin() as conn:
        return [write(books, conn, EntryKind.HOUSEHOLD_REGISTERED, {"name": SECRET}) for _ in range(count)]


def erased(books: Books, places: list[Place], names: list[Place] | None = None) -> Appended:
    """A withdrawal carried out; `names` is what its entry says, when that is something else."""
    with books.store.writer.begin() as conn:
        told: list[Json] = [list(one) for one in named(places if names is None else names)]
        by = write(books, conn, EntryKind.WITHDRAWAL_DONE, {"erased": told})
        erase(conn, DISTRICT, by, places)
    return by


def contents(books: Books) -> list[int]:
    """Places that still have a content."""
    with books.store.reader.connect() as conn, conn.begin():
        return list(conn.execute(text("SELECT seq FROM ledger_content ORDER BY seq")).scalars())


def test_an_erased_content_is_gone_and_the_book_still_fits(books: Books) -> None:
    """Salt and content are no more; line, hash, tree and every later line stay as they were."""
    registered(books)
    erased(books, [(LOG, 1)])
    walked = books.audit()
    assert walked.ok
    assert walked.entries == 4
    assert contents(books) == [0, 2, 3]
    with books.store.reader.connect() as conn, conn.begin():
        line = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = 1")).scalar_one()
    assert decode(bytes(line)).sum is not None, "the line still commits to what it said"


def test_a_bare_deletion_is_refused_and_found(books: Books) -> None:
    """The guard annoys; who takes it away is found by the walk."""
    registered(books)
    with pytest.raises(DBAPIError, match="insert only"), books.store.writer.begin() as conn:
        conn.execute(text("DELETE FROM ledger_content WHERE seq = 1"))
    with books.tampering() as conn:
        conn.execute(text("DELETE FROM ledger_content WHERE seq = 1"))
        found = audit(conn, DISTRICT, books.office.certificates)
        assert found.first_bad == Break(LOG, 1, "content")


def test_a_deletion_with_an_account_but_without_an_entry_is_found(books: Books) -> None:
    """The row that opens the guard proves nothing: only an entry that names the place does."""
    registered(books)
    erased(books, [(LOG, 0)])
    for by in (3, 0, 99):  # a withdrawal that names another place, no withdrawal, no line at all
        with books.store.writer.connect() as conn, conn.begin() as transaction:
            account = f"INSERT INTO erased_content VALUES ('{DISTRICT}', '{LOG}', 1, '{LOG}', {by})"
            conn.execute(text(account))
            conn.execute(text("DELETE FROM ledger_content WHERE seq = 1"))
            assert audit(conn, DISTRICT, books.office.certificates).first_bad == Break(LOG, 1, "content")
            transaction.rollback()


def test_an_entry_that_names_less_than_it_erases_is_found(books: Books) -> None:
    """What a withdrawal took away without saying so was not erased by it."""
    registered(books)
    erased(books, [(LOG, 0), (LOG, 1)], names=[(LOG, 0)])
    assert books.audit().first_bad == Break(LOG, 1, "content")


def test_what_was_handed_over_can_never_be_erased(books: Books) -> None:
    """A hand-over without its content could be moved to another household unseen."""
    assert not ERASABLE & {EntryKind.GIVEN, EntryKind.VOIDED, EntryKind.WITHDRAWAL_DONE, EntryKind.CARD_ISSUED}
    with books.store.writer.begin() as conn:
        write(books, conn, EntryKind.GIVEN, {"items": {"ATTA20": 1}})
    erased(books, [(LOG, 0)])
    assert books.audit().first_bad == Break(LOG, 0, "content")


def test_only_a_withdrawal_erases(books: Books) -> None:
    """Another entry that is asked to is a bug of ours, and nothing goes."""
    registered(books)
    with books.store.writer.begin() as conn:
        by = write(books, conn, EntryKind.HOUSEHOLD_CORRECTED, {"erased": [[LOG, 0]]})
        with pytest.raises(ValueError, match="withdrawal"):
            erase(conn, DISTRICT, by, [(LOG, 0)])
    assert contents(books) == [0, 1, 2, 3]


def test_a_content_that_came_back_is_found(books: Books) -> None:
    """Somebody who kept a copy and puts it in again contradicts the book."""
    registered(books)
    with books.store.reader.connect() as conn, conn.begin():
        kept = conn.execute(text("SELECT * FROM ledger_content WHERE seq = 1")).one()
    erased(books, [(LOG, 1)])
    with books.store.writer.begin() as conn:
        row = dict(kept._mapping)  # pyright: ignore[reportPrivateUsage]
        columns = ", ".join(row)
        conn.execute(text(f"INSERT INTO ledger_content ({columns}) VALUES (:{', :'.join(row)})"), row)
    assert books.audit().first_bad == Break(LOG, 1, "stray")


def test_the_account_of_erasures_is_insert_only(books: Books) -> None:
    """Nobody makes an erasure look like a hole, or a hole like an erasure, without taking the guards away."""
    registered(books)
    erased(books, [(LOG, 1)])
    for act in ("DELETE FROM erased_content", "UPDATE erased_content SET by_seq = 0"):
        with pytest.raises(DBAPIError, match="insert only"), books.store.writer.begin() as conn:
            conn.execute(text(act))
    with books.tampering() as conn:
        conn.execute(text("DELETE FROM erased_content"))
        assert audit(conn, DISTRICT, books.office.certificates).first_bad == Break(LOG, 1, "content")


def test_a_damaged_withdrawal_excuses_nothing(books: Books) -> None:
    """When the entry that erased is itself without content, or with another one, the walk stops at what it erased."""
    registered(books)
    by = erased(books, [(LOG, 1)])
    for act in (
        f"DELETE FROM ledger_content WHERE seq = {by.seq}",
        f"UPDATE ledger_content SET content = x'7b7d' WHERE seq = {by.seq}",
        f"UPDATE ledger_content SET content = x'00' WHERE seq = {by.seq}",
        f"UPDATE ledger_entry SET line = x'00' WHERE seq = {by.seq}",
    ):
        with books.tampering() as conn:
            conn.execute(text(act))
            assert audit(conn, DISTRICT, books.office.certificates).first_bad == Break(LOG, 1, "content")
