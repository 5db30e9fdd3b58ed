"""The foot of a page: its buttons in one row, and in more rows where large text leaves no room for one. The same as a
head."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.flow import Flow


class Foot(QFrame):
    """As high as its rows, and no lower than the layout says; a button is never cut. `role` is of the style sheet."""

    def __init__(
        self, role: str = "foot", least: int | None = None, edge: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._least, self._edge = current().layout.foot if least is None else least, edge
        self._flow: Flow | None = None

    def fill(self, leading: Sequence[QWidget], trailing: Sequence[QWidget]) -> None:
        """Buttons at the leading end, the one filled button first, and others at the trailing end."""
        self._flow = Flow(leading, tail=trailing)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._flow)
        self._fit()

    def add_trailing(self, widget: QWidget) -> None:
        """One more at the trailing end."""
        if self._flow is not None:
            self._flow.add_tail(widget)
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other rows."""
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        """A button that is shown or hidden, or says something else, may take other rows."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        if self._flow is None:
            return
        gutter = current().layout.gutter
        rows = self._flow.heightForWidth(self.width() - 2 * gutter)
        high = max(self._least, rows + 2 * self._edge)
        above = (high - rows) // 2
        self._column.setContentsMargins(gutter, above, gutter, high - rows - above)
        self.setFixedHeight(high)
