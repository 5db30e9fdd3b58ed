"""A clock that moved stands in amber in the bar; what the book notes by itself stands in *Check the book*."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.workbench import GoCheck
from desktop.usecases import distribution
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice
from tests.ui.screens.conftest import LARGE, Enter
from tests.usecases.relief_office import Relief, ShiftedClock

SMALL = QSize(1024, 600)


@pytest.fixture
def clock() -> ShiftedClock:
    """The desk's clock, which the test moves."""
    return ShiftedClock()


@pytest.fixture
def office(tmp_path: Path, clock: ShiftedClock) -> Iterator[TestOffice]:
    """The window's office, on that clock."""
    with factories.office(tmp_path, clock=clock) as made:
        yield made


def clock_mark(frame: SessionFrame) -> tuple[bool, str]:
    """Whether the clock's mark is amber, and its words, as they are after the next second."""
    frame._tick()  # pyright: ignore[reportPrivateUsage]
    (mark,) = [one for one in frame.strip.marks() if one.key == "clock"]
    return mark.amber, mark.words


def check_page(frame: SessionFrame) -> CheckPage:
    assert isinstance(frame.page, CheckPage)
    return frame.page


def test_a_clock_that_goes_as_it_should_is_quiet(enter: Enter, clock: ShiftedClock) -> None:
    """The control: no amber, no note, and a minute is no jump."""
    frame = enter(Role.LEAD)
    clock.by = timedelta(minutes=1)
    amber, words = clock_mark(frame)
    assert (amber, len(words)) == (False, len("11:27"))
    frame.go(GoCheck())
    assert not check_page(frame).noted.isVisible()


@pytest.mark.parametrize("by", [timedelta(days=-2), timedelta(hours=3)])
def test_it_turns_amber_in_the_second_in_which_it_moves_and_stays_so_for_the_day(
    enter: Enter, office: TestOffice, clock: ShiftedClock, by: timedelta
) -> None:
    """Before any entry, after it, in the next session too; a press on it goes to the book."""
    relief = Relief(office)
    standing = relief.round()
    frame = enter(Role.LEAD)
    assert isinstance(frame.page, HomePage)
    clock.by = by
    assert clock_mark(frame)[0]
    relief.give(standing, relief.typed(relief.household().text))
    assert clock_mark(frame)[0]
    other = enter(Role.SCANNER)
    (mark,) = [one for one in other.strip.marks() if one.key == "clock"]
    assert mark.amber, "at once, without waiting for a second"
    frame.strip.pressed.emit("clock")
    assert len(check_page(frame).noted.rows()) == 1


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_auditor_sees_what_the_book_noted_and_a_clerk_only_the_clock(
    enter: Enter, office: TestOffice, clock: ShiftedClock, size: QSize
) -> None:
    """Twelve notes fit by scrolling; each says what, when, by whom and at which line."""
    relief = Relief(office)
    standing = relief.round()
    for number in range(12):
        distribution.note_doubted(office.desk(Role.SCANNER), standing, "desk", f"FALSE {number}")
    clock.by = timedelta(days=-2)
    relief.household()
    frame = enter(Role.AUDITOR, GoCheck(), size)
    rows = check_page(frame).noted.rows()
    assert len(rows) == 13
    assert rows[0].name == "The clock was set back by 2 days"
    assert all("book line" in row.note for row in rows)
    assert check_page(frame).noted.isVisible()
    frame = enter(Role.CLERK, GoCheck(), size)
    assert [row.name for row in check_page(frame).noted.rows()] == ["The clock was set back by 2 days"]
