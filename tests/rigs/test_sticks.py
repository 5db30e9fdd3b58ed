"""Sticks as they come: full, write-protected, with odd names, with a hundred thousand files; said clearly, and soon."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.values.permissions import Role
from tests.factories import office
from tests.rigs.counter import Answer, Counter
from tests.usecases.relief_office import Relief
from tests.usecases.test_registration_disk_full import no_file_longer_than

SECONDS = 5.0
MANY = 100_000


@pytest.fixture
def counter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Counter]:
    """The command line at an office with one household."""
    with office(tmp_path) as made:
        Relief(made).household(1)
        yield Counter(made.folder, tmp_path, capsys)


def cards(counter: Counter, target: Path | str) -> Answer:
    """Cards as a file on the stick."""
    return counter(Role.CLERK, "card", "issue", "--all", "--out", target)


def backup(counter: Counter, target: Path | str) -> Answer:
    """A backup on the stick."""
    return counter(Role.SUPERVISOR, "backup", target)


ACTS = {"cards": cards, "backup": backup}


def said_clearly(answer: Answer) -> None:
    """A sentence for each of the three questions, and the contract's code for what is bad or missing."""
    assert answer.code in (3, 4)
    assert answer.error["what"]
    assert answer.error["do"]
    assert answer.error["safe"]


@pytest.mark.parametrize("act", ACTS)
def test_a_folder_that_cannot_be_written(counter: Counter, act: str) -> None:
    began = time.monotonic()
    said_clearly(ACTS[act](counter, "/proc/stick.pdf"))
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("act", ACTS)
def test_a_stick_that_was_pulled_out(counter: Counter, tmp_path: Path, act: str) -> None:
    said_clearly(ACTS[act](counter, tmp_path / "gone" / "stick.pdf"))


@pytest.mark.parametrize("act", ACTS)
def test_a_file_where_a_folder_should_be(counter: Counter, tmp_path: Path, act: str) -> None:
    (tmp_path / "file").write_text("x")
    said_clearly(ACTS[act](counter, tmp_path / "file" / "stick.pdf"))


@pytest.mark.parametrize("act", ACTS)
def test_a_full_stick(counter: Counter, tmp_path: Path, act: str) -> None:
    """Nothing half written is left, and with room again the same act succeeds."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with no_file_longer_than(2_000):
        answer = ACTS[act](counter, stick / "file.pdf")
    said_clearly(answer)
    assert list(stick.iterdir()) == []
    assert ACTS[act](counter, stick / "file.pdf").code == 0


NAMES = (
    "کارڈ ۱۲.pdf", "a b  c.pdf", "quote'\"\".pdf", "-dash.pdf", "100%.pdf", "tab\tnewline\n.pdf", "👩‍👧.pdf", ".hidden",
    "CON", "trailing. ", "\u202egnp.pdf", "$(reboot).pdf",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("act", ACTS)
def test_an_odd_name_is_a_name(counter: Counter, tmp_path: Path, act: str, name: str) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert ACTS[act](counter, stick / name).code == 0
    assert [one.name for one in stick.iterdir()] == [name]


@pytest.mark.parametrize("act", ACTS)
def test_a_name_too_long_for_any_disk(counter: Counter, tmp_path: Path, act: str) -> None:
    said_clearly(ACTS[act](counter, tmp_path / ("ن" * 300)))


@pytest.mark.parametrize("act", ACTS)
def test_names_that_differ_in_case_only_do_not_eat_each_other(counter: Counter, tmp_path: Path, act: str) -> None:
    assert ACTS[act](counter, tmp_path / "Stick.pdf").code == 0
    first = (tmp_path / "Stick.pdf").read_bytes()
    assert ACTS[act](counter, tmp_path / "stick.PDF").code == 0
    assert (tmp_path / "Stick.pdf").read_bytes() == first


def test_a_hundred_thousand_files_beside_it(counter: Counter, tmp_path: Path) -> None:
    """No act lists the folder, so none waits for it."""
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in range(MANY):
        os.close(os.open(stick / f"{number}.jpg", os.O_WRONLY | os.O_CREAT))
    for act, do in ACTS.items():
        began = time.monotonic()
        assert do(counter, stick / f"{act}.pdf").code == 0
        assert time.monotonic() - began < SECONDS
