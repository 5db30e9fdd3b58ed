"""Remembers what the last keys wrote that were taken for a hand's, so that a scanner's can be taken out again."""

import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.scanning.wedge import Press

_MOST = 16


@dataclass(frozen=True)
class _Written:
    """One key that wrote into `field`: what stood there, where its cursor was, and what stands there since."""

    press: Press
    field: weakref.ref[QWidget]
    before: str | None
    """None where it is not known, or not to be remembered: a passphrase."""
    cursor: int
    after: str


class GivenBack:
    """Delivers keys and can undo what they wrote, as long as nobody wrote on in the same field."""

    def __init__(self) -> None:
        """Nothing was delivered yet."""
        self._written: list[_Written] = []

    def deliver(self, press: Press, key: Callable[[], None]) -> None:
        """Let `key` deliver this press, and note what it wrote."""
        was = QApplication.focusWidget()
        before, cursor = _shown(was), was.cursorPosition() if isinstance(was, QLineEdit) else 0
        key()
        now = QApplication.focusWidget()
        after = _shown(now)
        if now is None or after is None or (now is was and after == before):
            return
        known = now is was and isinstance(now, QLineEdit) and now.echoMode() is QLineEdit.EchoMode.Normal
        self._written.append(_Written(press, weakref.ref(now), before if known else None, cursor, after))
        del self._written[:-_MOST]

    def take_back(self, presses: Iterable[Press]) -> None:
        """Take out of the field what these presses wrote there."""
        wanted = set(map(id, presses))
        written = [one for one in self._written if id(one.press) in wanted]
        self._written.clear()
        if len({one.field for one in written}) != 1:
            return
        field, first = written[0].field(), written[0]
        if field is None or not isValid(field) or _shown(field) != written[-1].after:
            return
        if isinstance(field, QLineEdit) and first.before is not None:
            field.selectAll()
            field.insert(first.before)
            field.setCursorPosition(first.cursor)
            return
        for _ in written:
            rubbed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(field, rubbed)


def _shown(widget: QWidget | None) -> str | None:
    """What is seen in a field, bullets in place of a passphrase; None for anything else."""
    if isinstance(widget, QLineEdit):
        return widget.displayText()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else None
