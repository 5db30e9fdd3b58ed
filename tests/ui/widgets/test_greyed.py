"""The key of a greyed button says why it is greyed; what is said of a key goes with the next one that acts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.flash import Flash, flash
from desktop.ui.widgets.greyed import allow

WHY = "Nobody here holds a card."


def said(window: QWidget) -> list[str]:
    """The sentences over the window."""
    return [one.sentence for one in window.findChildren(Flash) if one.isVisible()]


@pytest.fixture
def asked(english: None, qtbot: QtBot) -> Sheet:
    """A dialog with a greyed button for R, one for Ctrl+P, a greyed chip for 3, and a button for H."""
    dialog = Sheet("Which?")
    qtbot.addWidget(dialog)
    dialog.resize(700, 300)
    column = dialog.column
    assert isinstance(column, QVBoxLayout)
    replace, other = Button("Replace", key="R", shortcut="R"), Button("Print", key="Ctrl P", shortcut="Ctrl+P")
    chip, history = Chip("Photo too", key="3"), Button("History", key="H", shortcut="H")
    for widget in (replace, other, chip, history):
        column.addWidget(widget)
    allow(replace, False, WHY)
    allow(other, False)
    allow(chip, False, "First say yes.")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    history.setFocus()
    return dialog


@pytest.mark.parametrize(
    ("key", "modifier", "sentence"),
    [
        (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, WHY),
        (Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "First say yes."),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "This cannot be pressed now: Print."),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier, "Nothing here takes letters."),
    ],
)
def test_a_key_that_does_nothing_says_why(
    asked: Sheet, key: Qt.Key, modifier: Qt.KeyboardModifier, sentence: str
) -> None:
    QTest.keyClick(asked, key, modifier)
    assert said(asked) == [sentence]


def test_what_was_said_goes_with_the_next_key_that_does_something(asked: Sheet, qtbot: QtBot) -> None:
    """A whole word typed into nothing is one sentence; Tab, a shortcut and a click end it, Shift alone does not."""
    button = asked.findChildren(Button)[-1]
    for act in (
        lambda: QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab),
        lambda: QTest.keyClick(asked, Qt.Key.Key_H),
        lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton),
    ):
        QTest.keyClick(asked, Qt.Key.Key_Z)
        first = asked.findChildren(Flash)
        QTest.keyClick(asked, Qt.Key.Key_X)
        qtbot.wait(5)
        QTest.keyPress(asked, Qt.Key.Key_Shift)
        qtbot.wait(5)
        assert asked.findChildren(Flash) == first, "one sentence, shown once"
        assert len(first) == 1
        QTest.keyRelease(asked, Qt.Key.Key_Shift)
        act()
        qtbot.waitUntil(lambda: said(asked) == [])
        qtbot.waitUntil(lambda: not asked.findChildren(Flash))


def test_what_is_said_of_a_scan_outlives_a_key(asked: Sheet, qtbot: QtBot) -> None:
    """Somebody who types while a card is scanned has to read it."""
    flash(asked, "A card was scanned.")
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
    qtbot.wait(20)
    assert said(asked) == ["A card was scanned."]
