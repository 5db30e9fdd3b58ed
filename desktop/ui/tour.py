"""The tour: the real window walks through the main job on a practice office; it keeps a picture of each screen.

Register, print, hold the printed page to the camera path, hand over, second try refused, roster, book. Keys and clicks
reach the window as a person's would; the camera is a film of the sheet that was just printed, tilted and in hand,
through the same sink, slot and thread as a live camera. A step that does not come true is told as failed.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.practice.office import KEYS, OPEN_ROUND, make_practice
from desktop.records.distribution import Standing
from desktop.scanning.decoder import Grey
from desktop.scanning.pictures import pdf_pages
from desktop.scanning.rehearsal import empty_room, hold_up, write_video
from desktop.settings import Settings
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.page import Page
from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import SAVED, WHERE
from desktop.ui.screens.roster.roster_page import RosterPage
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.workbench import GoCards, GoCheck, GoHousehold, GoRegister, GoRoster, GoRounds, GoStation
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict

HOUSEHOLDS = 40
POINT = "malook"
PLACE, VILLAGE = "PK61701", "Chak 12"
PATIENCE_SECONDS = 60.0
LARGE = QSize(1366, 768)

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class TourStep:
    """One step: its name, whether it came true, and the picture or paper it left."""

    name: str
    ok: bool
    file: str


class TouredProgram(Protocol):
    """What the tour needs of the program."""

    window: MainWindow
    frame: SessionFrame | None

    def begin(self) -> None:
        """Show the lock screen."""
        ...

    def lock(self) -> None:
        """Lock the desk."""
        ...

    def close(self) -> None:
        """End."""
        ...


type MakeProgram = Callable[[Path, Settings], TouredProgram]


class NotTrue(AssertionError):
    """Something that should have happened on the tour did not."""


def take_tour(make_program: MakeProgram, out: Path, languages: tuple[str, ...]) -> list[TourStep]:
    """Walk through the main job once in each language, each on a practice office of its own."""
    steps: list[TourStep] = []
    for language in languages:
        with tempfile.TemporaryDirectory(prefix="haqdar-tour-") as place:
            folder = Path(place) / "office"
            make_practice(folder, count=HOUSEHOLDS)
            steps += _Walk(make_program, folder, out / language, language).take()
    return steps


class _Walk:
    """One walk in one language."""

    def __init__(self, make_program: MakeProgram, folder: Path, out: Path, language: str) -> None:
        self.folder, self.out, self.language = folder, out, language
        self.steps: list[TourStep] = []
        self.code: HouseholdCode | None = None
        self.sheet = b""
        out.mkdir(parents=True, exist_ok=True)
        settings = Settings(language="ur" if language == "ur" else "en", sound=0)
        self.program = make_program(folder, settings)
        self.program.window.resize(LARGE)
        self.program.window.show()

    def take(self) -> list[TourStep]:
        """Every step in order; after the first that fails the others have nothing to stand on."""
        walk: tuple[tuple[str, Callable[[], Path | None]], ...] = (
            ("unlock", self._unlock),
            ("home", self._home),
            ("register", self._register),
            ("household", self._household),
            ("print", self._print),
            ("waiting", self._waiting),
            ("hand-over", self._give),
            ("second-try", self._second_try),
            ("roster", self._roster),
            ("rounds", self._rounds),
            ("check", self._check),
        )
        try:
            for name, step in walk:
                try:
                    file = step() or self._picture(name)
                except (NotTrue, AssertionError) as missed:
                    self._picture(f"{name}-failed")
                    self.steps.append(TourStep(f"{self.language}/{name}", ok=False, file=str(missed)))
                    break
                self.steps.append(TourStep(f"{self.language}/{name}", ok=True, file=str(file)))
        finally:
            self.program.close()
            self.program.window.close()
        return self.steps

    # --- the steps -----------------------------------------------------------------------------------------------

    def _unlock(self) -> None:
        self.program.begin()
        self._screen()

    def _home(self) -> None:
        self._sign_in(Role.CLERK)
        self._page(HomePage)
        _rest(0.4)

    def _register(self) -> None:
        frame = self._frame()
        frame.bench.go(GoRegister())
        page = self._page(RegisterPage)
        self._until(lambda: frame.bench.idle, "the form is ready")
        head, panels = page.panels.head, page.panels
        _type(panels.consent.agreed, "1")
        _type(panels.consent.photo, " ")
        _type(head.name, "سکینہ بی بی")
        _type(head.name_latin, "Sakina Bibi")
        head.parent_relation.set_value("wife_of")
        _type(head.parent_name, "رحیم بخش")
        _type(head.parent_latin, "Rahim Bux")
        _type(head.sex, "1")
        _type(head.age, "34")
        _type(head.work, "1")
        _rest(0.5)
        self._picture("register-who")
        QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
        _rest(0.3)
        QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
        self._until(lambda: page.step == WHERE, "the place is asked")
        where = panels.where
        _type(where.search, "Lahore Cantt")
        self._until(lambda: where.list.present() is not None or bool(where.list.rows()), "places are found")
        where.search.setFocus()
        QTest.keyClick(where.search, Qt.Key.Key_Return)
        self._until(lambda: where.pcode() == PLACE, "the place is chosen")
        _type(where.village, VILLAGE)
        self._picture("register-where")
        QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
        _rest(0.3)
        self._picture("register-read-back")
        QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
        self._until(lambda: page.step == SAVED and page.saved is not None, "the household is saved")
        assert page.saved is not None
        self.code = HouseholdCode(page.saved.code.code())

    def _household(self) -> None:
        assert self.code is not None
        frame = self._frame()
        frame.bench.go(GoHousehold(self.code))
        self._page(HouseholdPage)
        self._until(lambda: frame.bench.idle, "the household is shown")

    def _print(self) -> None:
        assert self.code is not None
        frame = self._frame()
        frame.bench.go(GoCards((self.code,)))
        page = self._page(CardsPage)
        self._until(lambda: frame.bench.idle, "who waits is shown")
        QTest.mouseClick(page.issue_button, Qt.MouseButton.LeftButton)
        self._until(lambda: page.drawn is not None, "the card is drawn")
        assert page.drawn is not None
        self.sheet = page.drawn.pdf
        self._keep("cards.pdf", self.sheet)
        _rest(0.3)

    def _waiting(self) -> None:
        self._sign_in(Role.SCANNER)
        self._frame().bench.go(GoStation(Standing(OPEN_ROUND, POINT, 2)))
        page = self._page(StationPage)
        self._until(lambda: page.round is not None, "the station is ready")
        _rest(0.5)

    def _give(self) -> None:
        page = self._page(StationPage)
        self._film(page)
        self._until(lambda: _verdict(page) is Verdict.G1, "the filmed card is GIVE")
        self._picture("verdict-give")
        QTest.keyClick(page.verdict, Qt.Key.Key_Space)
        self._until(lambda: page.given is not None, "the hand-over is durable")
        _rest(0.3)

    def _second_try(self) -> None:
        page = self._page(StationPage)
        page.wait()
        page.scan.stop()
        page.reader.forget()
        self._film(page)
        self._until(lambda: _verdict(page) is Verdict.H1, "the second try goes to the help desk")
        _rest(0.3)

    def _roster(self) -> None:
        self._sign_in(Role.LEAD)
        frame = self._frame()
        frame.bench.go(GoRoster())
        page = self._page(RosterPage)
        self._until(lambda: frame.bench.idle and page.points.present() is not None, "points are offered")
        page.points.choose(f"{OPEN_ROUND}/{POINT}")
        QTest.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
        self._until(lambda: bool(page.pdf), "the roster is drawn")
        self._keep("roster.pdf", page.pdf)
        _rest(0.3)

    def _rounds(self) -> None:
        self._sign_in(Role.SUPERVISOR)
        frame = self._frame()
        frame.bench.go(GoRounds())
        page = self._page(RoundsPage)
        self._until(lambda: frame.bench.idle and page.panel is not None, "the rounds are shown")

    def _check(self) -> None:
        self._sign_in(Role.AUDITOR)
        self._frame().bench.go(GoCheck())
        page = self._page(CheckPage)
        self._until(lambda: page.found is not None, "the book is walked")
        assert page.found is not None
        if not page.found.ok:
            raise NotTrue("the book fits together")
        _rest(0.3)

    # --- how a person does it ------------------------------------------------------------------------------------

    def _sign_in(self, role: Role) -> None:
        if self.program.frame is not None:
            self.program.lock()
        screen = self._screen()
        words = (self.folder / KEYS / f"{role.value}.txt").read_text(encoding="utf-8").strip()
        screen.panel.names.choose(role.value)
        screen.focus_passphrase()
        _type(screen.panel.passphrase, words)
        QTest.keyClick(screen.panel.passphrase, Qt.Key.Key_Return)
        self._until(lambda: self.program.frame is not None, f"{role.value} is let in")
        frame = self._frame()
        self._until(lambda: frame.bench.idle, "home is shown")

    def _film(self, page: StationPage) -> None:
        """Hold the back of the sheet that was just printed to the camera, tilted and in hand."""
        with tempfile.TemporaryDirectory(prefix="haqdar-film-") as place:
            film = Path(place) / "hand.avi"
            frames = [*empty_room(1, 4), *hold_up(card_back(self.sheet), 7, 1.0, 45)]
            write_video(frames, film)
            page.scan.start_film(film)
            self._until(lambda: page.decision is not None, "the card is read from the film")

    def _screen(self) -> UnlockScreen:
        found: list[UnlockScreen] = []

        def there() -> bool:
            found[:] = [one for one in self.program.window.findChildren(UnlockScreen) if one.isVisible()]
            return bool(found)

        self._until(there, "the lock screen is shown")
        return found[-1]

    def _frame(self) -> SessionFrame:
        if self.program.frame is None:
            raise NotTrue("somebody is signed in")
        return self.program.frame

    def _page(self, kind: type[P]) -> P:
        self._until(lambda: isinstance(self._frame().page, kind), f"{kind.__name__} is shown")
        page = self._frame().page
        assert isinstance(page, kind)
        return page

    def _until(self, true: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not true():
            if time.monotonic() > end:
                raise NotTrue(what)
            _rest(0.02)

    def _picture(self, name: str) -> Path:
        file = self.out / f"{len(list(self.out.glob('*.png'))) + 1:02d}-{name}.png"
        _rest(0.05)
        self.program.window.grab().save(str(file))
        return file

    def _keep(self, name: str, paper: bytes) -> None:
        (self.out / name).write_bytes(paper)


def card_back(sheet: bytes) -> Grey:
    """The first card's back on a printed A4 sheet, cut out of its second page at 200 dpi, as scissors would."""
    page: Grey = list(pdf_pages(sheet))[1]
    dots = 200 / 25.4
    width, height = round(85.6 * dots), round(53.98 * dots)
    top, left = _corner_of_code(page)
    x = max(0, left - round(6.7 * dots))
    y = max(0, top - round(6.797 * dots))
    cut = page[y : y + height, x : x + width]
    low, short = height - cut.shape[0], width - cut.shape[1]
    return np.pad(cut, ((0, low), (0, short)), constant_values=255)


def _corner_of_code(page: Grey) -> tuple[int, int]:
    """Top left corner of the largest dark square: the code."""
    closed = cv2.morphologyEx(255 - page, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [cv2.boundingRect(outline) for outline in outlines]
    square = max((box for box in boxes if 0.8 < box[2] / box[3] < 1.25), key=lambda box: box[2] * box[3])
    return square[1], square[0]


def _verdict(page: StationPage) -> Verdict | None:
    return page.decision.verdict if page.decision is not None else None


def _type(widget: QWidget, text: str) -> None:
    """One key for each letter, at the widget that is given the keyboard; QTest knows Latin keys only."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    target = widget.focusProxy() or widget
    for letter in text:
        key = Qt.Key.Key_Space if letter == " " else ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    _rest(0.02)


def _rest(seconds: float) -> None:
    """Let the window work for a while."""
    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.005)
