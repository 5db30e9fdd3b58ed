"""Heads remembered outside the store: they only grow, and an older copy of the store is found out."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.ledger.audit import Break
from desktop.ledger.remembered import Head, Memories, Memory
from tests.ledger.books import LOG, Books, open_books

OTHER = "haqdar.pk/lodhran/desk-01/1"


def head(size: int) -> Head:
    """A made-up head."""
    return Head(size, bytes([size]) * 32)


@pytest.fixture
def memories(tmp_path: Path) -> Memories:
    """The two memories of a folder."""
    return Memories(tmp_path, bytes(32))


def test_larger_heads_replace_smaller_ones_log_by_log(memories: Memories) -> None:
    memories.remember({LOG: head(5)}, {LOG: 5}, 3)
    memories.remember({LOG: head(4), OTHER: head(2)}, {LOG: 4}, 2)
    assert memories.load() == Memory({LOG: head(5), OTHER: head(2)}, {LOG: 5, OTHER: 0}, 3)
    memories.remember({LOG: head(6)}, {}, 4)
    assert memories.load() == Memory({LOG: head(6), OTHER: head(2)}, {LOG: 5, OTHER: 0}, 4)


def test_the_same_size_with_another_root_does_not_overwrite_the_evidence(memories: Memories) -> None:
    memories.remember({LOG: head(5)}, {}, 1)
    memories.remember({LOG: Head(5, bytes(32))}, {}, 1)
    assert memories.load().heads[LOG] == head(5)


def test_only_an_act_of_two_makes_it_smaller(memories: Memories) -> None:
    memories.remember({LOG: head(5)}, {LOG: 5}, 7)
    memories.begin_again({LOG: head(3)}, 2)
    assert memories.load() == Memory({LOG: head(3)}, {LOG: 0}, 2)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"\xff", b'{"heads":{},"keys":1,"v":2,"x":1}', b'{"heads":{"a":{"size":1,"root":"z"}},"v":2}'],
)
def test_a_damaged_memory_is_a_misfit_and_the_other_one_still_speaks(memories: Memories, data: bytes) -> None:
    memories.remember({LOG: head(5)}, {LOG: 5}, 1)
    kept = memories.first.read_bytes()
    memories.first.write_bytes(data)
    assert memories.load() == Memory({LOG: head(5)}, {LOG: 5}, 1, "memory_damaged")
    memories.first.write_bytes(kept)
    memories.second.write_bytes(data)
    assert memories.load() == Memory({LOG: head(5)}, {LOG: 5}, 1, "memory_damaged")


def folder_with_a_file(path: Path) -> None:
    """As `cp -r` of a beginner would leave it."""
    path.mkdir()
    (path / "heads.json").write_bytes(b"{}")


SHAPES: dict[str, Callable[[Path], object]] = {
    "folder": folder_with_a_file,
    "pipe": lambda path: os.mkfifo(path),
    "too large": lambda path: path.write_bytes(b" " * (17 * 1024 * 1024)),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("which", ["first", "second"])
def test_what_is_no_small_file_is_a_damaged_memory_and_makes_room_for_two_people(
    memories: Memories, shape: str, which: str
) -> None:
    memories.remember({LOG: head(5)}, {LOG: 5}, 1)
    place: Path = getattr(memories, which)
    place.unlink()
    SHAPES[shape](place)
    assert memories.load() == Memory({LOG: head(5)}, {LOG: 5}, 1, "memory_damaged")
    memories.make_room()
    memories.remember({LOG: head(6)}, {LOG: 6}, 1)
    assert memories.load() == Memory({LOG: head(6)}, {LOG: 6}, 1)
    aside = list(place.parent.glob(f"{place.name}.*.aside"))
    assert len(aside) == (shape == "folder"), "moved and never removed"


def test_a_missing_first_memory_is_a_misfit_and_a_missing_second_is_a_first_meeting(memories: Memories) -> None:
    assert memories.load().misfit == "memory_missing"
    memories.remember({LOG: head(5)}, {LOG: 5}, 1)
    kept = memories.first.read_bytes()
    memories.first.unlink()
    assert memories.load() == Memory({LOG: head(5)}, {LOG: 5}, 1, "memory_missing")
    memories.first.write_bytes(kept)
    memories.second.unlink()
    assert memories.load().misfit == ""


def test_a_first_memory_that_is_older_than_the_second_is_a_misfit(memories: Memories) -> None:
    memories.remember({LOG: head(5)}, {}, 1)
    older = memories.first.read_bytes()
    memories.remember({LOG: head(6)}, {}, 1)
    memories.first.write_bytes(older)
    assert memories.load().misfit == "memory_older"
    assert memories.load().heads[LOG] == head(6), "the newer of the two is what the store is held against"


def test_a_cut_between_the_two_is_no_alarm(memories: Memories) -> None:
    memories.remember({LOG: head(5)}, {}, 1)
    second = memories.second.read_bytes()
    memories.remember({LOG: head(6)}, {}, 2)
    memories.second.write_bytes(second)
    assert memories.load() == Memory({LOG: head(6)}, {LOG: 0}, 2)


def test_the_second_memory_is_private_and_tells_nothing(memories: Memories) -> None:
    memories.remember({LOG: head(5)}, {}, 1)
    assert memories.second.stat().st_mode & 0o777 == 0o600
    assert memories.second.parent.stat().st_mode & 0o777 == 0o700
    assert memories.folder.name not in memories.second.name + memories.second.read_text()
    assert Memories(memories.folder, bytes([1]) * 32).second != memories.second


def test_every_earlier_copy_of_the_store_is_found_out(books: Books, memories: Memories) -> None:
    """Roll back to each of the earlier states: the log is shorter than remembered."""
    for _ in range(20):
        books.write(1)
        walked = books.audit(dict(memories.load().heads))
        memories.remember({log: state.head for log, state in walked.logs.items()}, {}, 1)
    known = dict(memories.load().heads)
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
