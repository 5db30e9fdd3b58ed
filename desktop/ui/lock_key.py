"""The key that locks the desk: one for every page and dialog, heard before whatever has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.widgets.keyboard_layouts import SINDHI, URDU

_LETTERS = {Qt.Key.Key_L.value, *(ord(layout.letter("l", shift=False)) for layout in (URDU, SINDHI))}
_PLAIN = Qt.KeyboardModifier.NoModifier


def locks(key: QKeyEvent) -> bool:
    """Whether this is Ctrl+L, under a Latin, an Urdu or a Sindhi keyboard, or F12."""
    held = key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key.key() == Qt.Key.Key_F12:
        return held == _PLAIN
    return held == Qt.KeyboardModifier.ControlModifier and key.key() in _LETTERS
