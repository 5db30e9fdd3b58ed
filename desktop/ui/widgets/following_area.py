"""A scroll area without frame that keeps what has the keyboard in view."""

from typing import override

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is

_BELOW = 40
"""Pixels that are seen below whatever has the keyboard: a sentence at a field stands under it."""


class FollowingArea(QScrollArea):
    """A scroll area that shows whatever has the keyboard, also when the program gave it there.

    `whole`: it is as high as what it holds, since a larger area around it is scrolled in its place. `asks` is sent when
    what it holds needs another height."""

    asks = Signal()

    def __init__(self, *, whole: bool = False) -> None:
        """No frame, no keyboard of its own."""
        super().__init__()
        self._whole = whole
        self._shown: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            return
        tell_where_the_keyboard_is(self._moved)
        # also when a notice above takes room away, or a sentence under the field needs more; when all has its place
        self.verticalScrollBar().rangeChanged.connect(self._stay, Qt.ConnectionType.QueuedConnection)

    def bar(self) -> QScrollBar:
        """The bar that moves what it holds: its own, or that of the area around it."""
        around = _area_around(self) if self._whole else None
        return (around or self).verticalScrollBar()

    def bring(self, widget: QWidget) -> None:
        """Show `widget` from its top, until the keyboard goes elsewhere: something that has to be read now."""
        self._shown = widget
        self._stay()

    @override
    def hasHeightForWidth(self) -> bool:
        """As what it holds, where all of it is shown."""
        content = self.widget()
        return self._whole and content is not None and content.hasHeightForWidth()

    @override
    def heightForWidth(self, width: int, /) -> int:
        """The height of what it holds."""
        content = self.widget()
        return content.heightForWidth(width) if self._whole and content is not None else super().heightForWidth(width)

    @override
    def sizeHint(self) -> QSize:
        """All that it holds, or as much as Qt finds handy."""
        content = self.widget()
        return content.sizeHint() if self._whole and content is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """All that it holds, or a few lines."""
        content = self.widget()
        return content.minimumSizeHint() if self._whole and content is not None else super().minimumSizeHint()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds needs another height: then so does this."""
        done = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            if self._whole:
                self.updateGeometry()
            self.asks.emit()
        return done

    @Slot()
    def _stay(self) -> None:
        content, bar = self.widget(), self.verticalScrollBar()
        if content is not None and self._shown is not None and isValid(self._shown) and self._shown.isVisible():
            top = self._shown.mapTo(content, self._shown.rect().topLeft()).y()
            bar.setValue(min(top, max(bar.value(), top + self._shown.height() - self.viewport().height())))
        else:
            self._follow(QApplication.focusWidget())

    def _moved(self, now: QWidget | None) -> None:
        self._shown = None
        self._follow(now)

    def _follow(self, now: QWidget | None) -> None:
        content = self.widget()
        if content is None or now is None or not self.isAncestorOf(now):
            return
        self.ensureWidgetVisible(now, 16, 16)
        if now.height() + _BELOW < self.viewport().height():
            foot = now.mapTo(content, now.rect().bottomLeft())
            self.ensureVisible(foot.x(), foot.y(), 0, _BELOW)
        elif isinstance(now, QAbstractItemView):
            self.show_row(now)

    def show_row(self, view: QAbstractItemView) -> None:
        """Show the present row of a list that is higher than what is seen of it."""
        content, row = self.widget(), view.visualRect(view.currentIndex())
        if content is not None and row.isValid():
            place = view.viewport().mapTo(content, row.center())
            self.ensureVisible(place.x(), place.y(), 0, row.height() // 2 + 4)


def _area_around(widget: QWidget) -> FollowingArea | None:
    """The nearest area around a widget that is scrolled."""
    around = widget.parentWidget()
    while around is not None and not (isinstance(around, FollowingArea) and not around._whole):  # pyright: ignore[reportPrivateUsage]
        around = around.parentWidget()
    return around


def show_row(view: QAbstractItemView) -> None:
    """The present row of a list is another one: the area around the list shows it."""
    if (around := _area_around(view)) is not None:
        around.show_row(view)


def bring(widget: QWidget) -> None:
    """Something came that has to be read now: the area around it shows it."""
    if (around := _area_around(widget)) is not None:
        around.bring(widget)
