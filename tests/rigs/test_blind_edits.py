"""A thousand rows of a real log, five kinds of blind edit of each: all are found, and the row is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from desktop.ledger.entry import decode, line_hash
from desktop.ledger.tree import leaf_hash
from tests.ledger import test_audit
from tests.ledger.books import LOG, Books, open_books
from tests.ledger.test_audit import EDITS, walk, write_anew

ROWS = 1_000
KINDS = ("alter", "delete", "insert", "swap", "duplicate")
A_FEW = (0, 1, 63, 64, 511, 512, 998, 999)
"""First and last rows, and those beside the edges of the tree."""


@pytest.fixture
def long_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Books]:
    """A log of a thousand hand-overs; the edits know how long it is."""
    monkeypatch.setattr(test_audit, "ROWS", ROWS)
    books = open_books(tmp_path)
    books.write(ROWS)
    assert books.audit().entries == ROWS
    yield books
    assert books.audit().ok, "every edit was taken back"
    books.store.close()


def edited(books: Books, kind: str, rows: range | tuple[int, ...]) -> list[int]:
    """Rows whose edit was not found, or not where it is."""
    make, named = EDITS[kind]
    missed: list[int] = []
    for row in rows:
        with books.tampering() as conn:
            make(conn, row)
            found = walk(books, conn).first_bad
            if found is None or (found.log, found.seq) != (LOG, named(row)):
                missed.append(row)
    return missed


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_rows_of_a_thousand(long_log: Books, kind: str) -> None:
    assert edited(long_log, kind, A_FEW) == []


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_a_thousand(long_log: Books, kind: str) -> None:
    assert edited(long_log, kind, range(ROWS)) == []


def chain_fits(conn: Connection) -> bool:
    """What an audit without the signed tree would look at: each line's own hash and the line before it."""
    prev = "0" * 64
    for line, hashed in conn.execute(text("SELECT line, hash FROM ledger_entry ORDER BY seq")):
        if leaf_hash(line) != hashed or decode(line).prev != prev:
            return False
        prev = line_hash(line)
    return True


def rows_alone_fit(conn: Connection) -> bool:
    """What an audit of each row by itself would look at: no tree and no chain."""
    return all(leaf_hash(line) == hashed for line, hashed in conn.execute(text("SELECT line, hash FROM ledger_entry")))


def test_control_without_the_tree_some_are_missed(long_log: Books) -> None:
    missed: dict[str, int] = {}
    for kind in KINDS:
        for row in A_FEW:
            with long_log.tampering() as conn:
                EDITS[kind][0](conn, row)
                missed[kind] = missed.get(kind, 0) + rows_alone_fit(conn)
    assert missed["alter"] == 0
    assert all(missed[kind] == len(A_FEW) for kind in KINDS if kind != "alter")
    for row in A_FEW:
        with long_log.tampering() as conn:
            write_anew(conn, row, None)
            assert chain_fits(conn), "a chain can be written anew by anybody"
            assert not walk(long_log, conn).ok
