"""In which order a person reads what is painted, and in which the Tab key goes through it."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_MOST = 200
"""Tabs after which a walk has lost its way."""


def named(widget: QWidget | None) -> str:
    """A widget as a failed test calls it."""
    if widget is None:
        return "nothing"
    place = _place(widget)
    return f"{type(widget).__name__} {widget.accessibleName()!r} at {place.x()}, {place.y()}"


def walked(root: QWidget) -> list[QWidget]:
    """What real Tab keys reach, from what has the keyboard until it is there again."""
    found: list[QWidget] = []
    for _ in range(_MOST):
        here = QApplication.focusWidget()
        if here is None or here in found:
            break
        if here is not root:
            found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


def out_of_order(stops: list[QWidget]) -> list[str]:
    """Each pair of a round of stops that is read the other way, where the round begins with what is read first."""
    firsts = [one for one in stops if all(_is_read_before(one, other) for other in stops if other is not one)]
    if not firsts:
        return [f"nothing is read first of {[named(one) for one in stops]}"] if stops else []
    at = stops.index(firsts[0])
    return [
        f"{named(one)} before {named(other)}"
        for one, other in pairwise([*stops[at:], *stops[:at]])
        if not _is_read_before(one, other)
    ]


def _is_read_before(one: QWidget, other: QWidget) -> bool:
    """Whatever holds both shows its parts from top to bottom, in a row from the leading side.

    Two panels side by side are read one after the other; so are the fields in each of them."""
    ways = [_way_to(one), _way_to(other)]
    fork = next((at for at, (a, b) in enumerate(zip(*ways, strict=False)) if a is not b), None)
    if fork is None:
        return len(ways[0]) < len(ways[1])  # what has parts is read before them
    holder, (first, then) = ways[0][fork - 1], (_place(way[fork]) for way in ways)
    if first.bottom() < then.top() or then.bottom() < first.top():
        return first.bottom() < then.top()
    rtl = holder.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return then.right() < first.left() if rtl else then.left() > first.right()


def _way_to(widget: QWidget | None) -> list[QWidget]:
    found: list[QWidget] = []
    while widget is not None:
        found.insert(0, widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return found


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
