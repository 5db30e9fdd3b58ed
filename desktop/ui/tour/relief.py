"""The tour at the relief point: the card is printed, read and served once; the list; the day closed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.practice.office import OPEN_ROUND
from desktop.records.distribution import Standing
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.points.day_page import COUNT, DayPage
from desktop.ui.screens.roster.roster_page import RosterPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.tour.film import show_card
from desktop.ui.tour.guide import Guide, rest
from desktop.ui.workbench import GoCards, GoDayClose, GoRoster, GoStation
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict

POINT = "malook"


def print_card(guide: Guide) -> None:
    """The household's card, on a sheet of A4."""
    assert guide.code is not None
    guide.frame.bench.go(GoCards((guide.code,)))
    page = guide.page(CardsPage)
    QTest.mouseClick(page.issue_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: page.drawn is not None, "the card is drawn")
    assert page.drawn is not None
    guide.sheet = page.drawn.pdf


def card_sheet(guide: Guide) -> Path:
    """The sheet as a paper."""
    guide.true(guide.sheet.startswith(b"%PDF"), "the cards are a paper")
    return guide.keep("cards.pdf", guide.sheet)


def waiting(guide: Guide) -> None:
    """The station, before the first card."""
    guide.sign_in(Role.SCANNER)
    guide.frame.bench.go(GoStation(Standing(OPEN_ROUND, POINT, 2)))
    page = guide.page(StationPage)
    guide.until(lambda: page.round is not None, "the station is ready")
    rest(0.3)


def give(guide: Guide) -> None:
    """The card in the camera: what is due."""
    page = guide.page(StationPage)
    show_card(guide, page)
    guide.until(lambda: _verdict(page) is Verdict.G1, "the filmed card is GIVE")


def given(guide: Guide) -> None:
    """Space: it is handed over, durably."""
    page = guide.page(StationPage)
    QTest.keyClick(page.verdict, Qt.Key.Key_Space)
    guide.until(lambda: page.given is not None, "the hand-over is durable")


def second_try(guide: Guide) -> None:
    """The same card again: the help desk, and no reason."""
    page = guide.page(StationPage)
    page.wait()
    page.scan.stop()
    page.reader.forget()
    show_card(guide, page)
    guide.until(lambda: _verdict(page) is Verdict.H1, "the second try goes to the help desk")


def roster(guide: Guide) -> None:
    """The team lead makes the list for a point."""
    guide.sign_in(Role.LEAD)
    guide.frame.bench.go(GoRoster())
    page = guide.page(RosterPage)
    guide.until(lambda: page.points.present() is not None, "points are offered")
    page.points.choose(f"{OPEN_ROUND}/{POINT}")
    QTest.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: bool(page.pdf), "the roster is drawn")


def roster_paper(guide: Guide) -> Path:
    """The list as a paper."""
    page = guide.page(RosterPage)
    guide.true(page.pdf.startswith(b"%PDF"), "the roster is a paper")
    return guide.keep("roster.pdf", page.pdf)


def day_done(guide: Guide) -> None:
    """The team lead closes the day of the point: first what was done."""
    guide.frame.bench.go(GoDayClose(Standing(OPEN_ROUND, POINT)))
    page = guide.page(DayPage)
    guide.until(lambda: page.account is not None, "the day's figures are there")


def day_count(guide: Guide) -> None:
    """Then what lies on the shelf is counted."""
    page = guide.page(DayPage)
    QTest.mouseClick(page.count_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: page.steps.present() == COUNT, "the shelf is to be counted")
    for row, number in zip(page.shelf.rows, ("112", "58"), strict=False):
        QTest.keyClicks(row.field, number)


def day_book(guide: Guide) -> None:
    """Closed: the book's line, its code, and the line to send."""
    page = guide.page(DayPage)
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: page.closed is not None and bool(page.pdf), "the day is closed and its sheet drawn")


def day_sheet_paper(guide: Guide) -> Path:
    """The day sheet as a paper."""
    page = guide.page(DayPage)
    QTest.mouseClick(page.sheets_button, Qt.MouseButton.LeftButton)
    guide.true(page.pdf.startswith(b"%PDF"), "the day sheet is a paper")
    return guide.keep("day-sheet.pdf", page.pdf)


def _verdict(page: StationPage) -> Verdict | None:
    return page.decision.verdict if page.decision is not None else None


STEPS = (
    ("print", print_card),
    ("cards", card_sheet),
    ("waiting", waiting),
    ("verdict-give", give),
    ("hand-over", given),
    ("second-try", second_try),
    ("roster", roster),
    ("roster-paper", roster_paper),
    ("day-done", day_done),
    ("day-count", day_count),
    ("day-book", day_book),
    ("day-sheet", day_sheet_paper),
)
