"""The widgets that a layout places, found without asking the layout for its items.

An item of a layout is no QObject, so PySide is not told when Qt destroys it: the wrapper that `itemAt` returned stays
registered at the item's address for as long as the layout lives. The next object that Qt makes at that address is then
mistaken for the item, and the program crashes or finds an item where it asked for a list.
"""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def laid_out(layout: QLayout) -> list[QWidget]:
    """The widgets of `layout` and of the layouts in it, in reading order."""
    parent = layout.parentWidget()
    return [] if parent is None else _among(layout, _children(parent))


def in_reading_order(widget: QWidget) -> list[QWidget]:
    """The direct children of `widget`: those that its layout places, then those that lie in it without a layout."""
    layout, children = widget.layout(), _children(widget)
    placed = _among(layout, children) if layout is not None else []
    return list(dict.fromkeys([*placed, *children]))


def clear(layout: QLayout) -> None:
    """Take everything out; its widgets are hidden now and deleted at the next turn of the event loop."""
    for widget in laid_out(layout):
        widget.hide()
        layout.removeWidget(widget)
        widget.deleteLater()
    while layout.takeAt(0) is not None:
        pass  # a space


def least_height(widget: QWidget, width: int) -> int:
    """Pixels that the layout of `widget` needs at this width when its lists and papers are as low as they can be."""
    layout = widget.layout()
    return widget.minimumSizeHint().height() if layout is None else layout.minimumHeightForWidth(width)


def _children(widget: QWidget) -> list[QWidget]:
    return widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _among(layout: QLayout, widgets: list[QWidget]) -> list[QWidget]:
    """Those of `widgets` that are in `layout`, by their places."""
    found = [(_place(layout, at), [one]) for one in widgets if (at := layout.indexOf(one)) >= 0]
    for inner in layout.children():
        if isinstance(inner, QLayout):
            found.append((_place(layout, layout.indexOf(inner)), _among(inner, widgets)))
    return [one for _, there in sorted(found, key=lambda each: each[0]) for one in there]


def _place(layout: QLayout, at: int) -> tuple[int, int]:
    """A grid has its items in the order in which they were put in, not by row and column."""
    if not isinstance(layout, QGridLayout):
        return 0, at
    row, column, _rows, _columns = cast("tuple[int, int, int, int]", layout.getItemPosition(at))
    return row, column
