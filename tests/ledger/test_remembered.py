"""Heads remembered outside the store: they only grow, and an older copy of the store is found out."""

from pathlib import Path

import pytest

from desktop.ledger.audit import Break
from desktop.ledger.remembered import FILE_NAME, Head, Memory, load, remember, remember_after_restore
from tests.ledger.books import LOG, Books, open_books

OTHER = "haqdar.pk/lodhran/desk-01/1"


def head(size: int) -> Head:
    """A made-up head."""
    return Head(size, bytes([size]) * 32)


def test_larger_heads_replace_smaller_ones_log_by_log(tmp_path: Path) -> None:
    assert load(tmp_path) == Memory({}, damaged=False)
    remember(tmp_path, {LOG: head(5)})
    remember(tmp_path, {LOG: head(4), OTHER: head(2)})
    assert load(tmp_path).heads == {LOG: head(5), OTHER: head(2)}
    remember(tmp_path, {LOG: head(6)})
    assert load(tmp_path).heads == {LOG: head(6), OTHER: head(2)}


def test_the_same_size_with_another_root_does_not_overwrite_the_evidence(tmp_path: Path) -> None:
    remember(tmp_path, {LOG: head(5)})
    remember(tmp_path, {LOG: Head(5, bytes(32))})
    assert load(tmp_path).heads[LOG] == head(5)


def test_only_a_restore_makes_it_smaller(tmp_path: Path) -> None:
    remember(tmp_path, {LOG: head(5)})
    remember_after_restore(tmp_path, {LOG: head(3)})
    assert load(tmp_path).heads == {LOG: head(3)}


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"\xff", b'{"heads":{},"v":1,"x":1}', b'{"heads":{"a":{"size":1,"root":"z"}},"v":1}'],
)
def test_a_damaged_file_is_told_and_mended_by_the_next_walk(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(data)
    assert load(tmp_path) == Memory({}, damaged=True)
    remember(tmp_path, {LOG: head(5)})
    assert load(tmp_path) == Memory({LOG: head(5)}, damaged=False)


def test_every_earlier_copy_of_the_store_is_found_out(books: Books, tmp_path: Path) -> None:
    """Roll back to each of the earlier states: the log is shorter than remembered."""
    for _ in range(20):
        books.write(1)
        remember(tmp_path, {log: state.head for log, state in books.audit(dict(load(tmp_path).heads)).logs.items()})
    known = dict(load(tmp_path).heads)
    assert books.audit(known).ok
    for size in range(1, 20):
        older = {LOG: Head(known[LOG].size + 20 - size, known[LOG].root)}
        assert books.audit(older).first_bad == Break(LOG, 20, "shorter")


def test_a_log_that_was_written_anew_has_another_root_at_the_remembered_size(
    books: Books, tmp_path_factory: pytest.TempPathFactory
) -> None:
    books.write(30)
    anew = open_books(tmp_path_factory.mktemp("anew"))
    anew.office = books.office
    anew.write(40)
    known = {log: state.head for log, state in books.audit().logs.items()}
    assert anew.audit(known).first_bad == Break(LOG, 29, "other_root")
    anew.store.close()


def test_a_log_of_which_nothing_is_left_is_missed(books: Books) -> None:
    assert books.audit({LOG: head(5)}).first_bad == Break(LOG, 0, "shorter")
    assert books.audit({LOG: Head(0, bytes(32))}).ok
