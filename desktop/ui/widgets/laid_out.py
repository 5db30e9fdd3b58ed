"""The widgets that a layout places, and how it is emptied, without a word to the layout about its items.

An item of a layout is no QObject: PySide does not hear of its end, and what `itemAt` gave stays known at its address
for as long as the layout lives. The next object that Qt makes there is then taken for the item, and the program falls
or finds an item where it asked for a list.
"""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def laid_out(layout: QLayout) -> list[QWidget]:
    """The widgets of `layout` and of the layouts in it, in the order in which they are read."""
    parent = layout.parentWidget()
    return [] if parent is None else _among(layout, parent.findChildren(QWidget, options=_DIRECT))


def clear(layout: QLayout) -> None:
    """Take everything out; its widgets are seen no more and go with the next turn of the event loop."""
    for widget in laid_out(layout):
        widget.hide()
        layout.removeWidget(widget)
        widget.deleteLater()
    while layout.takeAt(0) is not None:
        pass  # a space


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


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
