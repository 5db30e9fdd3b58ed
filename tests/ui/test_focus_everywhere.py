"""Where the keyboard is and goes: first an answer or a field, never a danger; a dialog is read as Tab walks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Inline
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.navigation import make_session
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flash import Flash
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.tile import Tile
from desktop.ui.workbench import Destination, GoHome, Workbench
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.ui.everywhere import DIALOGS, Facts, Seat, stops, written
from tests.ui.reading import named, out_of_order, walked
from tests.ui.test_bursts_everywhere import facts, sit

__all__ = ["facts", "sit"]  # fixtures


@dataclass
class Desk:
    """One window in which the pages of every role are shown one after another."""

    facts: Facts
    window: MainWindow
    frames: dict[Role, SessionFrame] = field(default_factory=dict[Role, SessionFrame])

    def show(self, role: Role, destination: Destination) -> QWidget:
        """The page, with everything in its place, and the window has the keyboard."""
        if role not in self.frames:
            bench = Workbench(self.facts.office.opened(role), Inline())
            self.frames = {role: make_session(bench)}
            bench.wanted.disconnect()
            self.window.show_content(self.frames[role])
        frame = self.frames[role]
        frame.show_page(destination)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _ in range(3):  # a page that has nothing to answer takes the keyboard a moment later
            QApplication.processEvents()
        assert self.window.isActiveWindow(), f"{destination} was in a window of its own for a moment"
        assert frame.page is not None
        return frame.page


@pytest.fixture
def look(facts: Facts, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Language], Desk]]:
    """A desk in a language; English again afterwards."""
    windows: list[MainWindow] = []

    def put_on(language: Language) -> Desk:
        apply(qapp, Look(language=language).at(QSize(1366, 768)))
        window = MainWindow()
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Desk(facts, window)

    yield put_on
    for window in windows:
        window.close()
        window.deleteLater()
    apply(qapp, Look())


def _first_focus_is_wrong(root: QWidget) -> str:
    here = root.window().focusWidget()
    if not here or isinstance(here, QScrollArea):
        return f"the keyboard is at {here}"
    if isinstance(here, Button) and here.kind is ButtonKind.DANGER:
        return f"Enter would do {here.shown_text()}"
    return ""


def _begins_wrong(page: QWidget) -> str:
    """Where a page begins that does not begin at an answer or a field, although it has one besides the way out."""
    here = QApplication.focusWidget()
    asked = [one for one in stops(page) if not _is_way_out(one)]
    if here is page and not asked:
        return ""  # nothing to answer: the page hears its keys itself
    answers = isinstance(here, (Field, QPlainTextEdit, DropDown, Chip, Button, Tile, QAbstractItemView, Notice))
    if not answers or here not in asked:
        return f"the keyboard is at {named(here)}"
    return _first_focus_is_wrong(page)


def _is_way_out(widget: QWidget) -> bool:
    head = widget.parentWidget()
    return head is not None and head.property("role") == "head" and isinstance(widget, Button)


def _letter_is_lost(page: QWidget) -> list[str]:
    """Where a letter that is nobody's key vanishes: it is in no field, and no sentence says so."""
    window = page.window()
    shown = [one for one in window.findChildren(Button) if one.isVisible()]
    keys = {one.key().toString() for one in window.findChildren(QShortcut)}
    keys |= {text for one in shown for text in (one.key(), one.shortcut().toString())}
    letter = next(one for one in "QXJWZ" if one not in keys)
    lost: list[str] = []
    for stop in [page, *stops(page)]:
        for old in window.findChildren(Flash):
            old.hide()
            old.setParent(None)
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        before = written(window)
        QTest.keyClick(stop, Qt.Key(ord(letter)))
        said = any(one.isVisible() for one in window.findChildren(Flash))
        if not said and written(window) == before:
            lost.append(f"{letter} at {named(stop)}")
    return lost


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_dialog_is_walked_as_it_is_read(language: Language, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """In both directions; each of its buttons shows its key, and Enter in a field does nothing dangerous."""
    wrong: list[str] = []
    seats = {role: sit(role) for role in {role for role, _ in DIALOGS.values()}}
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, Look(language=language).at(QSize(1366, 768)))
    for name, (role, opener) in DIALOGS.items():
        seat = seats[role]
        seat.frame.show_page(GoHome())
        seat.window.activateWindow()
        dialog = opener(facts, seat.frame.bench, seat.page)
        dialog.open()
        app.processEvents()
        if problem := _first_focus_is_wrong(dialog):
            wrong.append(f"{name}: {problem}")
        if not isinstance(dialog, QFileDialog):  # Qt's own
            wrong += [f"{name}: {each}" for each in out_of_order(walked(dialog))]
            buttons = [one for one in dialog.findChildren(Button) if one.isVisible() and one.shown_text()]
            wrong += [f"{name}: {one.shown_text()} shows no key" for one in buttons if not one.key()]
        wrong += [
            f"{name}: Enter anywhere does {one.text()}"
            for one in dialog.findChildren(QPushButton)
            if one.isDefault() and isinstance(one, Button) and one.kind is ButtonKind.DANGER
        ]
        seat.put_away()
    apply(app, Look())
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("language", list(Language))
def test_a_page_is_walked_as_it_is_read(language: Language, facts: Facts, look: Callable[[Language], Desk]) -> None:
    """Every page of every role: first an answer or a field, then all there is in its order."""
    desk, wrong = look(language), list[str]()
    for role in Role:
        for destination in facts.destinations(role):
            page = desk.show(role, destination)
            found = [_begins_wrong(page)]
            stops_of = walked(page)
            found += out_of_order(stops_of)
            found += [f"Tab never comes to {named(one)}" for one in stops(desk.window) if one not in stops_of]
            wrong += [f"{role.value} {destination}: {each}" for each in found if each]
    assert wrong == [], "\n".join(wrong)


def test_no_letter_vanishes(facts: Facts, look: Callable[[Language], Desk]) -> None:
    """Wherever the keyboard is on any page, it is in a field then, or a sentence says that nothing takes it."""
    desk, wrong = look(Language.ENGLISH), list[str]()
    for role in Role:
        for destination in facts.destinations(role):
            page = desk.show(role, destination)
            wrong += [f"{role.value} {destination}: {each}" for each in _letter_is_lost(page)]
    assert wrong == [], "\n".join(wrong)
