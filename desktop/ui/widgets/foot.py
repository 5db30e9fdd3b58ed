"""The foot of a page: its buttons in one row, and in more rows where large text leaves no room for one."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.flow import Flow


class Foot(QFrame):
    """As high as its rows; a button is never cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._flow: Flow | None = None

    def fill(self, leading: Sequence[QWidget], trailing: Sequence[QWidget]) -> None:
        """Buttons at the leading end, the one filled button first, and others at the trailing end."""
        gutter = current().layout.gutter
        self._flow = Flow(leading, tail=trailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(gutter, 8, gutter, 8)
        column.addStretch(1)
        column.addLayout(self._flow)
        column.addStretch(1)
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
        layout = current().layout
        rows = self._flow.heightForWidth(self.width() - 2 * layout.gutter)
        self.setFixedHeight(max(layout.foot, rows + 16))
