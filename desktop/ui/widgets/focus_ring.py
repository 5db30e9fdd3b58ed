"""The one sign of focus: a ring above the window that follows whatever has the keyboard."""

from typing import override

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is
from desktop.ui.widgets.painting import colour

_WIDTH, _GAP, _RADIUS = 3, 2, 9
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class FocusRing(QWidget):
    """A ring 2 px outside the focused widget of its window. Make one per window, with the window as parent.

    A widget says `setProperty("ring", "none")` when it shows the focus itself, as a verdict does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell_where_the_keyboard_is(self._follow)
        self._follow(window.focusWidget() if window.isActiveWindow() else None)

    def target(self) -> QWidget | None:
        """The widget that the ring is around, or None."""
        return self._target

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep up with a target (or its ancestors) that moves or goes away."""
        if event.type() in _FOLLOWED:
            self._place()
        elif event.type() == QEvent.Type.Destroy and watched is self._target:
            self._target = None
            self.hide()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour("focus")), _WIDTH))
        inset = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    def _follow(self, now: QWidget | None) -> None:
        window = self._window
        mine = now is not None and now is not window and window.isAncestorOf(now) and now.property("ring") != "none"
        for widget in self._chain(self._target):
            widget.removeEventFilter(self)
        self._target = now if mine else None
        for widget in self._chain(self._target):
            widget.installEventFilter(self)
        self._place()

    def _chain(self, widget: QWidget | None) -> list[QWidget]:
        """The widget and its ancestors below the window; all of them can move it. None of one that is gone."""
        found: list[QWidget] = []
        window = self._window
        while widget is not None and widget is not window and isValid(widget):
            found.append(widget)
            widget = widget.parentWidget()
        return found

    def _place(self) -> None:
        target, window = self._target, self._window
        if target is not None and not isValid(target):  # its page went away while it had the keyboard
            target = self._target = None
        if target is None or not target.isVisible():
            self.hide()
            return
        rect = self._seen(target)
        if rect.isEmpty():  # scrolled away: a ring there would be around something else
            self.hide()
            return
        reach = _WIDTH + _GAP
        self.setGeometry(rect.adjusted(-reach, -reach, reach, reach).intersected(window.rect()))
        self.show()
        self.raise_()

    def _seen(self, target: QWidget) -> QRect:
        """Where in the window the part of `target` is that its ancestors leave to be seen."""
        window = self._window
        rect = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        for widget in self._chain(target.parentWidget()):
            rect &= QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        return rect
