"""Enter to the next field, Shift+Enter back: over what is filled in, not over buttons and single chips beside it.

Going on passes over what the form proposed itself; going back and Tab do not."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.widgets.chips import Chip, ChoiceChips, Walked
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.tab_order import tab_stops

PASSED = "passed"
"""Property of a field that Enter passes over on the way forward."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlainForm(Form):
    """Rows whose Enter key is left to the panel around them, since a panel may hold more than one form."""

    def set_spacing(self, pixels: int) -> None:
        """Move the rows together where there is little height."""
        self._column.setSpacing(pixels)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand Enter on."""
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)


class WalkingPanel(Panel, Walked):
    """`finished` on Enter in the last field, `before` on Shift+Enter in the first one."""

    finished = Signal()
    before = Signal()

    def stops(self) -> list[QWidget]:
        """The fields in the order of the keyboard."""
        return [one for one in tab_stops(self) if can_stop(one)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() not in _ENTER or control:
            super().keyPressEvent(event)
            return
        self.walk(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _beside(self, stops: list[QWidget], here: QWidget | None, *, back: bool) -> int:
        """The place among `stops` of the neighbour of `here`, which may be a chip or a button between two of them."""
        if here in stops:
            return stops.index(here) + (-1 if back else 1)
        before = 0
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self and widget is not here:
            before += widget in stops
            widget = widget.nextInFocusChain()
        if widget is not here:
            return 0
        return before - 1 if back else before

    def walk(self, *, back: bool = False) -> None:
        """Give the keyboard to the neighbour of the field that has it."""
        stops, here = self.stops(), self.focusWidget()
        if not stops:
            return
        there = self._beside(stops, here, back=back)
        while not back and there < len(stops) and _is_passed(stops[there]):
            there += 1
        if there < 0:
            self.before.emit()
        elif there >= len(stops):
            self.finished.emit()
        else:
            reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
            stops[there].setFocus(reason)


def can_stop(widget: QWidget) -> bool:
    """Whether Enter goes to this: fields and rows of chips that are seen, not buttons and single chips."""
    if not (widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
        return False
    if isinstance(widget, Chip):
        return isinstance(widget.parentWidget(), ChoiceChips)
    return not isinstance(widget, QAbstractButton)


def _is_passed(widget: QWidget) -> bool:
    row = widget.parentWidget()
    return bool(widget.property(PASSED) or (isinstance(row, ChoiceChips) and row.property(PASSED)))
