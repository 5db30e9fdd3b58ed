"""The Tab key goes through a dialog in the order in which it is read: as its layouts place it, in either direction."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def read_in_order(root: QWidget) -> None:
    """Give the widgets of `root` the Tab order of their layouts; a widget made early would come before its row."""
    shown = [one for one in tab_stops(root) if one.isVisibleTo(root)]  # Qt leaves the order where one is hidden
    for before, after in pairwise(shown):
        QWidget.setTabOrder(before, after)


def tab_stops(root: QWidget) -> list[QWidget]:
    """What the Tab key may reach in `root`, hidden widgets too, in the order of the layouts."""
    found = [one for one in _placed(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]
    return list(dict.fromkeys(found))


def _placed(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _placed(inner)
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _placed(widget)
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
