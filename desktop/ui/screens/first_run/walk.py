"""Enter to the next field of a page, and on from the last one."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.widgets.tab_order import tab_stops

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Walk(QWidget):
    """`finished` on Enter in the last field."""

    finished = Signal()

    def stops(self) -> list[QWidget]:
        """The fields to write in, in the order of the keyboard."""
        return [one for one in tab_stops(self) if isinstance(one, QLineEdit)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the fields."""
        stops, here = self.stops(), self.focusWidget()
        if event.key() not in _ENTER or here not in stops:
            super().keyPressEvent(event)
            return
        there = stops.index(here) + (-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        if there >= len(stops):
            self.finished.emit()
        elif there >= 0:
            stops[there].setFocus(Qt.FocusReason.TabFocusReason)
