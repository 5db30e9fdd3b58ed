"""A key that is held down writes and walks, and presses nothing: on every page of every role and in every dialog."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import SureButton
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import TextField
from desktop.ui.workbench import Destination, GoHousehold
from desktop.values.permissions import Role
from tests.ui.everywhere import Facts, Seat, open_dialogs, stops
from tests.ui.keys import hold
from tests.ui.test_bursts_everywhere import facts, sit

__all__ = ["facts", "sit"]  # fixtures

_BARE = Qt.KeyboardModifier.NoModifier


class Heard:
    """Notes every button and shortcut of `root` that is pressed."""

    def __init__(self, root: QWidget) -> None:
        self.pressed: list[str] = []
        for one in root.findChildren(QAbstractButton):
            one.clicked.connect(lambda _on=False, one=one: self.pressed.append(one.text() or type(one).__name__))
        for one in root.findChildren(QShortcut):
            one.activated.connect(lambda one=one: self.pressed.append(one.key().toString()))


def _shortcuts(root: QWidget) -> list[QKeyCombination]:
    found = {one.shortcut().toString() for one in root.findChildren(QAbstractButton)}
    for one in root.findChildren(QShortcut):
        found |= set(map(QKeySequence.toString, one.keys()))
    return [QKeySequence(text)[0] for text in sorted(found) if text]  # pyright: ignore[reportIndexIssue]


def _walk(root: QWidget, place: str) -> list[str]:
    """Hold Enter and Space at every stop, and every shortcut at the first one; what was pressed."""
    heard, wrong = Heard(root.window()), list[str]()
    for at, stop in enumerate(stops(root)):
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        here = QApplication.focusWidget()
        hold(Qt.Key.Key_Return, "\r", times=2)
        hold(Qt.Key.Key_Space, " ", times=2)
        for keys in _shortcuts(root.window()) if at == 0 else ():
            letter = chr(keys.key()).casefold() if keys.keyboardModifiers() == _BARE and keys.key() < 128 else ""
            hold(keys.key(), letter, keys.keyboardModifiers(), times=1)
        if heard.pressed:
            wrong.append(f"{place}, at {stop.accessibleName() or stop}: {heard.pressed}")
            heard.pressed.clear()
        if QApplication.focusWidget() is not here:
            wrong.append(f"{place}: the keyboard went on from {stop.accessibleName() or stop}")
    return wrong


def walk_pages(facts: Facts, seat: Seat, role: Role, places: tuple[Destination, ...] = ()) -> list[str]:
    """Every page of a role."""
    wrong: list[str] = []
    lines = facts.lines()
    for destination in places or facts.destinations(role):
        seat.frame.show_page(destination)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        wrong += _walk(seat.page, f"{role.value} {destination}")
    if seat.wanted or facts.lines() != lines:
        wrong.append(f"{role.value} went to {seat.wanted}, {facts.lines() - lines} entries")
    return wrong


@pytest.mark.parametrize("role", list(Role))
def test_no_page_acts_on_a_held_key(role: Role, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """No button, no shortcut, no entry, and the keyboard stays where it is."""
    assert walk_pages(facts, sit(role), role) == []


def test_no_dialog_acts_on_a_held_key(facts: Facts, sit: Callable[[Role], Seat], qtbot: QtBot) -> None:
    """Nor is one closed by it."""
    for name, _, dialog in open_dialogs(facts, sit, qtbot):
        if not isinstance(dialog, QFileDialog):  # Qt's own moves its keyboard by itself
            assert _walk(dialog, name) == []
        assert QApplication.activeModalWidget() is dialog


def test_with_the_owner_switched_off_a_held_key_acts(facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """The control: without the owner of keys the same walk presses buttons."""
    seat = sit(Role.CLERK)
    seat.window.bursts.keys.stop()
    assert walk_pages(facts, seat, Role.CLERK, (GoHousehold(facts.code),)) != []


def test_fields_and_lists_go_on_with_a_held_key(sit: Callable[[Role], Seat]) -> None:
    """Letters, rubbing out and arrows are what a key is held for; chips are chosen by a press."""
    seat = sit(Role.CLERK)
    holder = QWidget(seat.window)
    column = QVBoxLayout(holder)
    field, people = TextField("Name"), QListWidget()
    chips = ChoiceChips("Sex", [Choice("woman", "Woman"), Choice("man", "Man")])
    people.addItems(["1", "2", "3", "4", "5"])
    for one in (field, people, chips):
        column.addWidget(one)
    holder.show()
    field.setFocus()
    hold(Qt.Key.Key_A, "a", times=5)
    hold(Qt.Key.Key_Backspace, "\b", times=2)
    assert field.value() == "aaa"
    people.setCurrentRow(0)
    people.setFocus()
    hold(Qt.Key.Key_Down, times=3)
    assert people.currentRow() == 3
    chips.setFocus()
    hold(Qt.Key.Key_Down)
    hold(Qt.Key.Key_2, "2")
    assert chips.value() is None


def test_a_double_click_asks_and_does_not_answer(qtbot: QtBot) -> None:
    """The second press counts when somebody had the time to read the question."""
    button, sure = SureButton("Let it go", "Let it go for good?"), list[int]()
    button.sure.connect(lambda: sure.append(1))
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert button.shown_text() == "Let it go for good?"
    assert sure == []
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sure == [1]
