"""Goal H11 at the station: whatever hand scanner and hand do together, nothing is handed over that no hand meant."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from desktop.models.disbursement import Disbursement
from desktop.records.distribution import Given
from desktop.ui.appearance.texts import latin_digits
from desktop.ui.main_window import MainWindow
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.workbench import GoStation
from desktop.usecases import distribution
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict, VoidReason
from tests.factories import TestOffice
from tests.ui.scanner.sequences import Keyboard, Sequence, Stroke, by_hand, invented, scanned
from tests.ui.screens.conftest import Enter
from tests.usecases.relief_office import Relief

FOREIGN = ["4006381333931", "77 ABC 77", "HTTP://X.ORG/A%20B", " 1 2 3 4 5 ", "012345678905"]


@dataclass
class Lane:
    """The station of a real office with a scanner, and what was meant and done at it."""

    office: TestOffice
    page: StationPage
    keyboard: Keyboard
    codes: list[HouseholdCode]
    cards: list[str]
    meant: list[HouseholdCode]
    given: list[Given]

    def strike(self, stroke: Stroke) -> None:
        """A key; a hand's Space on GIVE means the household that stands there."""
        self.keyboard.come_to(stroke)
        here = self.page.given is None and self.page.verdict.isVisible() and QApplication.activeModalWidget() is None
        decision = self.page.decision if here else None
        giving = decision is not None and decision.verdict in (Verdict.G1, Verdict.G2)
        if stroke.hand and stroke.character == " " and giving:
            assert decision is not None
            assert decision.household is not None
            self.meant.append(decision.household)
        self.keyboard.strike(stroke)

    def rows(self) -> int:
        """Hand-overs that were ever recorded."""
        with self.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
            return conn.scalar(select(func.count()).select_from(Disbursement)) or 0

    def begin_again(self) -> None:
        """Everybody can draw again, nothing stands, nothing is in view, nothing is typed."""
        for one in self.given:
            distribution.void(self.office.desk(Role.SCANNER), one.disbursement, VoidReason.PRESSED_BY_MISTAKE)
        while (sheet := QApplication.activeModalWidget()) is not None:
            sheet.close()
        self.page.wait()
        self.page.wait()  # also what was held back
        self.page.reader.forget()
        # no event loop runs around a test, and only one would take away what earlier verdicts put on the screen
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.meant.clear()
        self.given.clear()


@pytest.fixture
def lane(enter: Enter, office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lane]:
    """A lane with twelve households, their real cards, and a hand scanner as on X11."""
    relief = Relief(office)
    codes = [relief.household() for _ in range(12)]
    cards = [relief.cards(code)[0].credential for code in codes[:6]]
    page = enter(Role.SCANNER, GoStation(relief.round())).page
    assert isinstance(page, StationPage)
    assert page.lane is not None
    wedge = page.scan.findChild(WedgeFilter)
    window = page.window().windowHandle()
    assert isinstance(wedge, WedgeFilter)
    assert isinstance(window, QWindow)
    monkeypatch.setattr(wedge, "_offset", 8)
    monkeypatch.setattr(wedge, "_wait_until_deadline", no_timer)
    given: list[Given] = []
    page.lane.given.connect(given.append)
    yield Lane(office, page, Keyboard(window, wedge), codes, cards, [], given)
    page.scan.stop()


def no_timer(now_ms: float) -> None:
    """In place of the filter's own: the keyboard brings its deadlines."""


def complaints(lane: Lane, sequence: Sequence) -> list[str]:
    """What happened in one sequence that must not."""
    wrong: list[str] = []
    done = [one.decision.household for one in lane.given]
    rest = iter(lane.meant)
    if not all(household is not None and household in rest for household in done):
        wrong.append(f"gave {done}, meant {lane.meant}")
    if sequence.orderly and len(done) != len(lane.meant):
        wrong.append(f"gave {len(done)} of {len(lane.meant)} that were meant")
    if QApplication.activeModalWidget() is not None and "c" not in sequence.typed():
        wrong.append("a window was opened that no hand asked for")
    digits = lane.page.scan.box().field().digits()
    typed = latin_digits("".join(letter for letter in sequence.typed() if letter.isdigit()))
    rest_typed = iter(typed)
    if not all(digit in rest_typed for digit in digits):
        wrong.append(f"the box holds {digits}, the hand typed {typed}")
    return wrong


def play(lane: Lane, times: int, seed: int) -> tuple[list[str], int]:
    """Complaints of so many sequences, and how often a hand-over was made in them."""
    chance = random.Random(seed)
    texts = [*lane.cards, *(code.text for code in lane.codes), *(f"{code.text}101" for code in lane.codes), *FOREIGN]
    words = [" ", " ", " ", "\n", "a", "۱۲", f"{lane.codes[7].text}\n ", f"{lane.codes[8].text}\n", " \n"]
    wrong: list[str] = []
    made, before = 0, lane.rows()
    for number in range(times):
        sequence = invented(chance, texts, words)
        for stroke in sequence.strokes:
            lane.strike(stroke)
        lane.keyboard.rest(sequence)
        made += len(lane.given)
        wrong += [f"{number}: {one}" for one in complaints(lane, sequence)]
        lane.begin_again()
    if lane.rows() - before != made:
        wrong.append("the store holds other hand-overs than the lane told of")
    return wrong, made


def test_sixty_sequences_hand_over_what_a_hand_meant_and_nothing_else(lane: Lane) -> None:
    """Space is pressed on some of the verdicts; cards, barcodes with spaces and Enters of the scanner press nothing."""
    wrong, made = play(lane, 60, seed=3)
    assert wrong == []
    assert made > 5


@pytest.mark.nightly
def test_ten_thousand_sequences_hand_over_what_a_hand_meant_and_nothing_else(lane: Lane) -> None:
    """The same at length, from another seed."""
    wrong, made = play(lane, 10_000, seed=4)
    assert wrong == []
    assert made > 750


@pytest.mark.parametrize("filtered", [True, False])
def test_a_barcode_with_spaces_hands_over_only_where_nobody_stands_before_the_window(
    lane: Lane, filtered: bool
) -> None:
    """The control: a typed code stands there as GIVE, CHECK, and a barcode that begins with a space is scanned."""
    if not filtered:
        lane.page.scan.stop()
        window = lane.page.window()
        assert isinstance(window, MainWindow)
        window.bursts.keys.stop()  # without a lane the owner of bursts would take them
    strokes = [*by_hand(f"{lane.codes[7].text}\n", 0, 80), *scanned(" 1 2 3 4 5 ", 2_000, 4, "us", 2)]
    for stroke in strokes:
        lane.strike(stroke)
    lane.keyboard.rest(Sequence(strokes, [], orderly=True))
    assert lane.meant == []
    assert (lane.rows() == 0) is filtered
