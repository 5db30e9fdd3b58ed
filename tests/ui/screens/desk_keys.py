"""Real keys at whatever has the keyboard, as a clerk presses them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.second_dialog import SecondDialog
from tests.ui.keys import type_text

ENTER, ESC, TAB, DOWN, UP, PAGE_DOWN = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageDown,
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def here() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after another."""
    for key in keys:
        QTest.keyClick(here(), key, modifier)


def write(text: str) -> None:
    """Type a text of any script."""
    type_text(here(), text)


def stand_by(name: str, words: str) -> SecondDialog:
    """The second person types name and passphrase into the dialog that asks for one; gives the dialog."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SecondDialog)
    dialog.panel.names.set_value(name)
    type_text(dialog.panel.passphrase, words)
    QTest.keyClick(dialog.panel.passphrase, ENTER)
    return dialog
