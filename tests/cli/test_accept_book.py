"""The verb `accept-book`: looked at first, refused for a whole memory and a cut book, done by two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.values.permissions import Role
from tests.cli.relief_line import Line
from tests.factories import office
from tests.ledger.test_remembered import SHAPES
from tests.usecases.relief_office import Relief


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Line]:
    """The command line of a practice office that is open nowhere."""
    with office(tmp_path / "made", practice=True) as made:
        made.close()
        yield Line(Relief(made), capsys, tmp_path)


def test_two_people_accept_a_book_whose_memory_was_lost(line: Line) -> None:
    heads = line.relief.office.folder / "heads.json"
    accept = ("accept-book", "--reason", "heads.json was deleted by hand")
    assert line(Role.SUPERVISOR, *accept, *line.second(Role.CONTROLLER))[0] == 1, "nothing was lost"
    heads.unlink()
    code, seen = line(Role.SUPERVISOR, "accept-book")
    assert (code, seen["lost"], seen["remembered"]) == (0, "memory_missing", seen["entries"])
    assert 0 < seen["on_last_day"] <= seen["entries"]
    assert not heads.exists(), "looking changes nothing"
    assert line(Role.SUPERVISOR, *accept)[0] == 1, "nobody beside"
    assert line(Role.CLERK, *accept, *line.second(Role.CONTROLLER))[0] == 1, "a clerk has no such right"
    code, done = line(Role.SUPERVISOR, *accept, *line.second(Role.CONTROLLER))
    assert (code, set(done["entry"])) == (0, {"log", "seq"})
    assert line(Role.AUDITOR, "check")[1]["ok"]


@pytest.mark.parametrize("shape", SHAPES)
def test_whatever_stands_in_its_place_is_broken_trust_and_two_people_may_accept(line: Line, shape: str) -> None:
    """Never *choose a file* (exit 3), which would lock everybody out with the wrong sentence."""
    heads = line.relief.office.folder / "heads.json"
    heads.unlink()
    SHAPES[shape](heads)
    code, told = line(Role.AUDITOR, "check")
    assert (code, told["first_bad"]["why"]) == (5, "memory_damaged")
    code, told = line(Role.CONTROLLER, "helpline", "list")
    assert (code, told["error"]["code"]) == (5, "book_broken")
    accept = ("accept-book", "--reason", "something else stood there", *line.second(Role.CONTROLLER))
    assert line(Role.SUPERVISOR, *accept)[0] == 0
    assert line(Role.AUDITOR, "check")[1]["ok"]


def test_a_cut_book_is_broken_trust(line: Line) -> None:
    """Exit 5, also by two."""
    folder = line.relief.office.folder
    store = folder / "office.db"
    before = store.read_bytes()
    assert line(Role.CONTROLLER, "helpline", "list")[0] == 0
    line.relief.household()
    line.relief.office.close()
    assert line(Role.CONTROLLER, "helpline", "list")[0] == 0, "the newer book is remembered"
    store.write_bytes(before)
    (folder / "heads.json").unlink()
    code, told = line(Role.SUPERVISOR, "accept-book", "--reason", "lost", *line.second(Role.CONTROLLER))
    assert (code, told["error"]["code"]) == (5, "book_not_accepted")
