"""The Tab key goes through a window in the order in which it is read: as its layouts place it, in either direction.

The order is found at each press. Qt's own is that of making: what is made late, moved or shown later would come last.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.laid_out import in_reading_order


def go_on(window: QWidget, *, back: bool = False) -> bool:
    """Give the keyboard to what is read next in `window`, or before it; for `focusNextPrevChild` of a window."""
    here = window.focusWidget() or window
    order = list(dict.fromkeys(_placed(window, here)))
    at = order.index(here)
    around = [*order[at + 1 :], *order[:at]]
    if back:
        around.reverse()
    reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
    for widget in around:
        if _is_stop(widget):
            widget.setFocus(reason)
            return True
    return False


def tab_stops(root: QWidget) -> list[QWidget]:
    """What the Tab key reaches inside `root` now, in its order."""
    return [one for one in dict.fromkeys(_placed(root)) if one is not root and _is_stop(one)]


def _is_stop(widget: QWidget) -> bool:
    reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    return bool(reached) and widget.isVisible() and widget.isEnabled()


def _placed(widget: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """The widget, what its layout places, and after that what lies in it without one (what scrolls, for one).

    What is hidden is left out, but for the place of `here`, from which the keyboard goes when it is hidden."""
    yield widget
    for one in in_reading_order(widget):
        if not one.isWindow() and (not one.isHidden() or one is here or (here and one.isAncestorOf(here))):
            yield from _placed(one, here)
