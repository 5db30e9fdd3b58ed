"""What a key that is held down may do again and again: write and move, never act.

A person who holds Enter a moment too long on the last field of a form would otherwise read nothing back and answer the
next question as well. So the repeats of a key reach only what is written in or walked through.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.widgets.fields import COMMANDS

_WAYS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_RUBBING = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
_EDITING = {Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_V}


def may_repeat(key: QKeyEvent, here: QWidget | None) -> bool:
    """Whether a repeat of a held key may go on to `here`, which has the keyboard; never to a button or a shortcut."""
    name = Qt.Key(key.key())
    if name in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return True
    if name in _WAYS:  # an arrow chooses among chips, and a page key that nothing walks through is a shortcut
        return here is not None and not isinstance(here, QAbstractButton)
    if not isinstance(here, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
        return False
    if name in _ENTERS:
        return isinstance(here, QPlainTextEdit) and not key.modifiers() & COMMANDS
    if key.modifiers() & COMMANDS and name not in _RUBBING:
        return name in _EDITING and key.modifiers() == Qt.KeyboardModifier.ControlModifier
    return name in _RUBBING or key.text().isprintable()
