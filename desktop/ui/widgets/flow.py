"""A layout that sets widgets side by side and begins another row when there is no more room."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.ui.appearance.layout import mirror


class Flow(QLayout):
    """Widgets in reading order, `gap` pixels apart; a row as high as its highest widget.

    Where all have room in one row, the widgets of `tail` are at its trailing end."""

    def __init__(
        self, widgets: Sequence[QWidget] = (), gap: int = 12, row_gap: int = 8, tail: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self._tail = frozenset(tail)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (*widgets, *tail):
            self.addWidget(widget)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        """Take one more item."""
        self._items.append(item)

    @override
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        """Narrower means more rows."""
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        """Height of all rows at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        """Put the widgets in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSize(self) -> QSize:
        """The widest widget alone."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        rtl = bool(parent) and parent.isRightToLeft()
        x, top, high = 0, 0, 0
        spare = rect.width() - self.sizeHint().width()
        for item in self._items:
            if item.isEmpty():
                continue
            if spare > 0 and item.widget() in self._tail:
                x, spare = x + spare, 0
            hint = item.sizeHint()
            size = QSize(min(hint.width(), max(rect.width(), item.minimumSize().width())), hint.height())
            if x > 0 and x + size.width() > rect.width():
                x, top, high = 0, top + high + self._row_gap, 0
            if move:
                left = rect.left() + round(mirror(x, size.width(), rect.width(), rtl))
                item.setGeometry(QRect(QPoint(left, rect.top() + top), size))
            x += size.width() + self._gap
            high = max(high, size.height())
        return top + high
