"""What a person does not see whole: words that are cut, and widgets that their surroundings hide a part of."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QWidget

from desktop.ui.widgets.line import Line
from desktop.ui.widgets.painting import ink_height, text_width

_OURS = "desktop.ui."


def cut_lines(root: QWidget) -> list[str]:
    """The lines of `root` that are smaller than their ink; one that ends in an ellipsis tells the rest itself."""
    return [one.text() for one in root.findChildren(Line) if one.isVisible() and _is_cut(one)]


def cut(root: QWidget) -> list[str]:
    """Each visible widget of `root` that is smaller than it can be, or of which something hides a part."""
    found = [f"the ink of {text!r} is cut" for text in cut_lines(root)]
    for widget in _seen(root):
        found += _small(widget)
        found += _hidden(widget)
    return found


def _is_cut(line: Line) -> bool:
    if not line.text() or line.toolTip():
        return False
    font = line.line_font()
    low = sum(ink_height(line.text(), font)) > line.height() + 1
    return low or text_width(line.text(), font) > line.width() + 1


def _seen(root: QWidget) -> Iterator[QWidget]:
    for one in root.findChildren(QWidget):
        if one.isVisible() and type(one).__module__.startswith(_OURS) and one.window() is root.window():
            yield one


def _small(widget: QWidget) -> list[str]:
    """Whether a widget has less room than it asks for at the least."""
    if isinstance(widget, QHeaderView):  # its table gives it what it would like
        return []
    least, most = widget.minimumSizeHint(), widget.maximumSize()
    width = min(least.width(), most.width())
    height = min(least.height(), most.height())
    if widget.hasHeightForWidth():  # wider than it asks for, it may be lower, too
        wanted = widget.heightForWidth(widget.width())
        height = min(wanted if widget.layout() is None else min(height, wanted), most.height())
    found: list[str] = []
    if widget.width() < width:
        found.append(f"{named(widget)} is {width - widget.width()} px too narrow")
    if widget.height() < height:
        found.append(f"{named(widget)} is {height - widget.height()} px too low")
    return found


def _hidden(widget: QWidget) -> list[str]:
    """Whether a part of a widget lies beyond what holds it; a scroll area brings what is below into view."""
    rect, around = widget.rect(), widget.parentWidget()
    here = widget
    while around is not None and not here.isWindow():
        rect = QRect(rect.topLeft() + here.pos(), rect.size())
        area = around.parentWidget()
        scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is around
        room = around.rect()
        across = rect.left() < room.left() - 1 or rect.right() > room.right() + 1
        along = rect.top() < room.top() - 1 or rect.bottom() > room.bottom() + 1
        if across and not isinstance(area, QAbstractItemView):
            return [f"{named(widget)} goes {_beyond(rect, room)} beyond the side of {named(around)}"]
        if scrolls:
            return []
        if along:
            return [f"{named(widget)} goes {_beyond(rect, room)} above or below {named(around)}"]
        here, around = around, around.parentWidget()
    return []


def _beyond(rect: QRect, room: QRect) -> str:
    sides = (
        room.left() - rect.left(),
        rect.right() - room.right(),
        room.top() - rect.top(),
        rect.bottom() - room.bottom(),
    )
    return f"{max(sides)} px"


def named(widget: QWidget) -> str:
    """A widget as a failed test calls it."""
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return f"{type(widget).__name__} {words or widget.accessibleName()!r}"
