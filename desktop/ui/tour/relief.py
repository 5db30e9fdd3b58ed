"""The tour of a relief day's papers: the card is printed; the list of a point; its day counted and closed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.practice.relief import FLOUR, MALOOK, OPEN_ROUND
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.points.day_page import COUNT, DayPage
from desktop.ui.screens.roster.roster_page import RosterPage
from desktop.ui.tour.guide import Guide
from desktop.ui.workbench import GoCards, GoDayClose, GoRoster
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason


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


def roster(guide: Guide) -> None:
    """The team lead makes the list for a point."""
    guide.frame.bench.go(GoRoster())
    page = guide.page(RosterPage)
    guide.until(lambda: page.points.present() is not None, "points are offered")
    page.points.choose(f"{OPEN_ROUND}/{MALOOK.point_code}")
    QTest.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: bool(page.pdf), "the roster is drawn")


def roster_paper(guide: Guide) -> Path:
    """The list as a paper."""
    page = guide.page(RosterPage)
    guide.true(page.pdf.startswith(b"%PDF"), "the roster is a paper")
    return guide.keep("roster.pdf", page.pdf)


def day_done(guide: Guide) -> None:
    """The team lead closes the day of the point: first what was done."""
    guide.frame.bench.go(GoDayClose(MALOOK))
    page = guide.page(DayPage)
    guide.until(lambda: page.account is not None, "the day's figures are there")


def day_count(guide: Guide) -> None:
    """Then what lies on the shelf is counted: one bag fewer than the book says, and why."""
    page = guide.page(DayPage)
    QTest.mouseClick(page.count_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: page.steps.present() == COUNT, "the shelf is to be counted")
    for row in page.shelf.rows:
        book = row.line.book
        guide.true(book is not None, "everything of the round is in the book of the point")
        QTest.keyClicks(row.field, str((book or 0) - (row.line.item == FLOUR)))
    (short,) = [row for row in page.shelf.rows if row.differs()]
    guide.choose(short.reason, DifferenceReason.TORN)
    guide.true(page.shelf.drafts() is not None, "the count can be taken")


def day_book(guide: Guide) -> None:
    """Closed: the book's line, its code, and the line to send."""
    page = guide.page(DayPage)
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    guide.second(Role.SUPERVISOR)  # a bag is missing
    guide.until(lambda: page.closed is not None and bool(page.pdf), "the day is closed and its sheet drawn")


def day_sheet_paper(guide: Guide) -> Path:
    """The day sheet as a paper."""
    page = guide.page(DayPage)
    QTest.mouseClick(page.sheets_button, Qt.MouseButton.LeftButton)
    guide.true(page.pdf.startswith(b"%PDF"), "the day sheet is a paper")
    return guide.keep("day-sheet.pdf", page.pdf)


CARDS = (
    ("print", print_card),
    ("cards", card_sheet),
)
LIST = (
    ("roster", roster),
    ("roster-paper", roster_paper),
)
DAY = (
    ("day-done", day_done),
    ("day-count", day_count),
    ("day-book", day_book),
    ("day-sheet", day_sheet_paper),
)
