"""Chips of a question that may be left open: the same key or press again, or Delete, takes the answer away."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.widgets.chips import ChoiceChips

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class OpenChips(ChoiceChips):
    """At most one is on, and none is an answer too; `chosen` sends an empty text when it is taken away."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take the answer away; everything else as in every row of chips."""
        if event.key() in _CLEARING and self.value() is not None:
            self._press(self.value() or "")
            return
        super().keyPressEvent(event)

    @override
    def _press(self, value: str) -> None:
        again = value == self.value()
        self.set_value(None if again else value)
        self.chosen.emit("" if again else value)
