"""The tour at the relief point: the card is printed, read and served once; then the list that is signed on."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.practice.office import OPEN_ROUND
from desktop.records.distribution import Standing
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.roster.roster_page import RosterPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.tour.film import show_card
from desktop.ui.tour.guide import Guide, rest
from desktop.ui.workbench import GoCards, GoRoster, GoStation
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
)
