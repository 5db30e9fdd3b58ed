"""A layout that sets widgets side by side and begins another row when there is no more room."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.ui.appearance.layout import mirror


class Wraps:
    """A widget whose words go on in another line where a flow has no room for them in one."""

    def least_width(self) -> int:
        """So wide that its longest word stands in one line."""
        raise NotImplementedError

    def height_in(self, width: int) -> int:
        """Height of its words over lines of this width."""
        raise NotImplementedError


class Flow(QLayout):
    """Widgets in reading order, `gap` pixels apart; a row as high as its highest widget.

    Where all have room in one row, the widgets of `tail` are at its trailing end. `fill` gives the room that a row
    leaves to those of its widgets that can use it."""

    _items: Sequence[QLayoutItem] = ()  # Qt asks once more when the collector has emptied what Python holds of this

    def __init__(
        self,
        widgets: Sequence[QWidget] = (),
        gap: int = 12,
        row_gap: int = 8,
        tail: Sequence[QWidget] = (),
        *,
        fill: bool = False,
    ) -> None:
        super().__init__()
        self._items = []
        self._heights: dict[int, int] = {}
        self._gap, self._row_gap, self._fill = gap, row_gap, fill
        self._tail = set(tail)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (*widgets, *tail):
            self.addWidget(widget)

    def put_first(self, *widgets: QWidget) -> None:
        """These come before all others."""
        others = list(self._items)
        for widget in widgets:
            self.addWidget(widget)
        self._items = [*self._items[len(others) :], *others]

    def add_tail(self, widget: QWidget) -> None:
        """One more at the trailing end."""
        self._tail.add(widget)
        self.addWidget(widget)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        """Take one more item."""
        self._items = [*self._items, item]

    @override
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Take an item out."""
        taken = self.itemAt(index)
        self._items = [one for one in self._items if one is not taken]
        return taken

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
        if width not in self._heights:  # asked a dozen times for one layout of a page
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    @override
    def invalidate(self) -> None:
        """Something in it asks for another size."""
        self._heights = {}
        super().invalidate()

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
        there = [item for item in self._items if not item.isEmpty()]
        widest = max((_least_width(item) for item in there), default=0)
        return QSize(widest, max((item.minimumSize().height() for item in there), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        rtl = bool(parent) and parent.isRightToLeft()
        top = 0
        spare = rect.width() - self.sizeHint().width()
        for row in self._rows(rect.width()):
            x, high = 0, max(_height(item, width) for item, width in row)
            left_over = rect.width() - sum(width for _, width in row) - self._gap * (len(row) - 1)
            growing = [item for item, _ in row if self._fill and item.expandingDirections() & Qt.Orientation.Horizontal]
            for item, least in row:
                if spare > 0 and item.widget() in self._tail:
                    x, spare = x + spare, 0
                width = least + (max(0, left_over) // len(growing) if item in growing else 0)
                size = QSize(width, _height(item, width))
                if move:
                    left = rect.left() + round(mirror(x, width, rect.width(), rtl))
                    _place(item, QRect(QPoint(left, rect.top() + top + (high - size.height()) // 2), size))
                x += width + self._gap
            top += high + self._row_gap
        return max(0, top - self._row_gap)

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """What stands in each row, each with its width."""
        rows: list[list[tuple[QLayoutItem, int]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if width > room:
                width = min(width, max(room, _least_width(item)))
            if not rows or x + width > room:
                rows.append([])
                x = 0
            rows[-1].append((item, width))
            x += width + self._gap
        return rows


def _least_width(item: QLayoutItem) -> int:
    widget = item.widget()
    return widget.least_width() if isinstance(widget, Wraps) else item.minimumSize().width()


def _height(item: QLayoutItem, width: int) -> int:
    """Only what has less room than it would like may need more height."""
    widget, hint = item.widget(), item.sizeHint()
    if width >= hint.width():
        return hint.height()
    if isinstance(widget, Wraps):
        return widget.height_in(width)
    return item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()


def _place(item: QLayoutItem, rect: QRect) -> None:
    """Qt makes nothing higher than it would be in one line."""
    widget = item.widget()
    if isinstance(widget, Wraps):
        widget.setGeometry(rect)
    else:
        item.setGeometry(rect)
