"""A hand scanner outside the lane: on every page and dialog, wherever the keyboard is, it acts on nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Inline
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import make_session
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.screens.late.late_page import LatePage
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flash import Flash
from desktop.ui.workbench import Destination, GoBack, GoFind, GoHousehold, GoPairs, GoRegister, Workbench
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission, Role
from tests.factories import TestOffice
from tests.ui.everywhere import DIALOGS, Facts, Seat, dialog_classes, open_dialogs, stops, written

NONSENSE = "4006381333931"
"""A barcode of something that is sold."""


@pytest.fixture
def facts(office: TestOffice) -> Facts:
    """An office with something on every page."""
    return Facts(office)


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, facts: Facts) -> Iterator[Callable[[Role], Seat]]:
    """One window a role; nothing it wants to go to is shown."""
    apply(qapp, Look().at(QSize(1366, 768)))
    windows: list[MainWindow] = []

    def seat(role: Role) -> Seat:
        bench = Workbench(facts.office.opened(role), Inline())
        window = MainWindow()
        windows.append(window)
        window.resize(1366, 768)
        frame = make_session(bench)
        made = Seat(window, frame)
        bench.wanted.disconnect()
        bench.wanted.connect(made.wanted.append)
        window.show_content(frame)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return made

    yield seat
    for window in windows:
        window.close()
        window.deleteLater()


@dataclass
class Scanner:
    """Sends a scanner's keys to whichever window has the keyboard, with times of their own: nothing is waited for."""

    at_ms: int = 10_000
    gap: int = 3
    keys: int = field(default=0)

    def scan(self, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """A code, a key a few milliseconds after another, and its end."""
        self.at_ms += 1_000
        for character in text:
            self.press(Qt.Key(ord(character)), character)
        if end is not None:
            self.press(end, "\r" if end == Qt.Key.Key_Return else "\t")

    def scan_slowly(self, text: str, keys: WedgeFilter, gap: int) -> None:
        """The same with `gap` after the first key, which is taken for a hand's before the next one comes."""
        self.at_ms += 1_000
        self.press(Qt.Key(ord(text[0])), text[0])
        keys._late()  # pyright: ignore[reportPrivateUsage]
        self.at_ms += gap - self.gap
        for character in text[1:]:
            self.press(Qt.Key(ord(character)), character)
        self.press(Qt.Key.Key_Return, "\r")

    def press(self, key: Qt.Key, text: str, *, shift: bool = False) -> None:
        """One key, `gap` ms after the one before."""
        modal = QApplication.activeModalWidget()
        window = modal.windowHandle() if modal is not None else QApplication.focusWindow()
        assert isinstance(window, QWindow)
        self.at_ms += self.gap
        self.keys += 1
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifier, text)
            event.setTimestamp(self.at_ms)
            event.setAccepted(False)
            QCoreApplication.sendEvent(window, event)


@dataclass
class Walk:
    """Scans at every stop of what is open and notes what must not have happened."""

    facts: Facts
    seat: Seat
    opens: bool
    scanner: Scanner = field(default_factory=Scanner)
    wrong: list[str] = field(default_factory=list[str])
    stops: int = 0

    def everywhere(self, root: QWidget, name: str) -> None:
        """Each stop of `root`, and `root` itself: a card, a code, a number, and a barcode of nobody's."""
        window = root.window()
        for stop in [root, *stops(root)]:
            where = f"{name}, {type(stop).__name__} {stop.accessibleName()!r}"
            takes = _takes(stop)
            everything = isinstance(self.seat.page, LatePage)  # it listens itself, as a lane does
            for text, known in self._texts():
                stop.setFocus(Qt.FocusReason.OtherFocusReason)
                before = [
                    (one, was) for one, was in written(root) if not _takes(one) or (not everything and one is not stop)
                ]
                self.seat.wanted.clear()
                self.scanner.scan(text)
                opens = known and not takes and not everything
                self._look(where, window, before, [GoHousehold(self.facts.other)] if opens else [])
            self.stops += 1

    def _texts(self) -> list[tuple[str, bool]]:
        code = self.facts.other.text
        return [(self.facts.card, True), (code, True), (f"{code}101", True), (NONSENSE, False)]

    def _look(self, where: str, window: QWidget, before: list[tuple[QWidget, str]], wanted: list[Destination]) -> None:
        over = isinstance(window, QDialog)
        wanted = wanted if self.opens and not over else []
        if self.seat.wanted != wanted:
            self.wrong.append(f"{where}: went to {self.seat.wanted}")
        now = dict(written(window))
        if changed := [one for one, was in before if now.get(one) != was]:
            self.wrong.append(f"{where}: {[one.accessibleName() for one in changed]} written")
        modal = QApplication.activeModalWidget()
        if modal is not (window if over else None):
            self.wrong.append(f"{where}: {type(modal).__name__} instead of {type(window).__name__}")


def _takes(widget: QWidget) -> bool:
    return isinstance(widget, Field) and widget.takes_codes


def walk_pages(facts: Facts, seat: Seat, role: Role, only: tuple[Destination, ...] = ()) -> Walk:
    """Every page of a role."""
    walk = Walk(facts, seat, facts.office.desk(role).permits(Permission.SEARCH))
    settled: list[object] = []
    seat.frame.bench.settled.connect(settled.append)
    seat.frame.bench.locked.connect(lambda: settled.append("locked"))
    for destination in only or facts.destinations(role):
        seat.frame.show_page(destination)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        lines = facts.lines()
        walk.everywhere(seat.page, f"{role.value} {destination}")
        if isinstance(seat.page, PairsPage) and seat.page.list.present is not None:
            seat.page.list.opened.emit()  # there the numbers answer
            walk.everywhere(seat.page, f"{role.value} {destination}, a pair")
        if facts.lines() != lines:
            walk.wrong.append(f"{role.value} {destination}: {facts.lines() - lines} entries")
    walk.wrong += [str(one) for one in settled]
    return walk


@pytest.mark.parametrize("role", list(Role))
def test_no_page_acts_on_a_scan(role: Role, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """No entry, no letter, no button, no page but the household of the card."""
    walk = walk_pages(facts, sit(role), role)
    assert walk.wrong == []
    assert walk.stops > 10
    visited = {type(one) for each in Role for one in facts.destinations(each)}
    assert visited == set(Destination.__subclasses__()) - {GoBack}


def test_no_dialog_acts_on_a_scan(facts: Facts, sit: Callable[[Role], Seat], qtbot: QtBot) -> None:
    """Each class of dialog that the program has, and a dialog for files; none is closed by a scan."""
    assert set(DIALOGS) - {"QFileDialog"} == dialog_classes()
    for name, seat, dialog in open_dialogs(facts, sit, qtbot):
        walk = Walk(facts, seat, opens=False)
        lines = facts.lines()
        walk.everywhere(dialog, name)
        assert walk.wrong == []
        assert facts.lines() == lines
        assert dialog.findChild(Flash) is not None, f"{name} said nothing"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # a list that opens, without a display
@pytest.mark.parametrize(
    ("role", "destination"), [(Role.CLERK, GoPairs()), (Role.CLERK, GoFind("zulekha"))], ids=["pairs", "find"]
)
def test_with_the_owner_switched_off_a_scan_acts(
    role: Role, destination: Destination, facts: Facts, sit: Callable[[Role], Seat]
) -> None:
    """The control: the same walk without the filter writes or decides something."""
    seat = sit(role)
    seat.window.bursts.keys.stop()
    assert walk_pages(facts, seat, role, (destination,)).wrong != []


def test_a_field_that_takes_codes_is_written_in(facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """In Find the card's code stands in the field, and its household is in the list."""
    seat = sit(Role.CLERK)
    seat.frame.show_page(GoFind())
    Scanner().scan(facts.card, Qt.Key.Key_Tab)
    field = seat.page.findChild(Field)
    assert isinstance(field, Field)
    assert HouseholdCode(field.value()) == facts.other
    assert seat.wanted == []


@pytest.mark.parametrize("gap", [3, 70], ids=["window stalled", "machine stalled"])
def test_a_scan_that_a_stall_has_split_is_read_and_leaves_no_letter(
    gap: int, facts: Facts, sit: Callable[[Role], Seat]
) -> None:
    """A card or its code, while somebody writes a name: the name stays as it was, the household is opened."""
    seat = sit(Role.CLERK)
    scanner = Scanner()
    seat.frame.show_page(GoRegister())
    page = seat.page
    assert isinstance(page, RegisterPage)
    page.panels.head.name.setFocus()
    QTest.keyClicks(page.panels.head.name, "Sak")
    for text in (facts.card, facts.other.text):
        scanner.scan_slowly(text, seat.window.bursts.keys, gap)
        assert seat.wanted.pop() == GoHousehold(facts.other)
        assert page.panels.head.name.text() == "Sak"
    seat.frame.show_page(GoFind("sakina"))
    scanner.scan_slowly(facts.card, seat.window.bursts.keys, gap)
    field = seat.page.findChild(Field)
    assert isinstance(field, Field)
    assert HouseholdCode(field.value()) == facts.other


def test_a_pdf_is_saved_by_ctrl_e_on_every_page(facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """The same key wherever a paper is seen."""
    found: set[tuple[str, str]] = set()
    for role in (Role.CLERK, Role.LEAD, Role.SUPERVISOR):
        seat = sit(role)
        for destination in facts.destinations(role):
            seat.frame.show_page(destination)
            found |= {
                (type(seat.page).__name__, one.shortcut().toString())
                for one in seat.page.findChildren(Button)
                if one.shown_text() == "Save as PDF"
            }
    assert {key for _, key in found} == {"Ctrl+E"}
    assert len(found) >= 5
