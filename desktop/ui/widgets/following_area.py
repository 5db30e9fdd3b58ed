"""A scroll area without frame that keeps what has the keyboard in view."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is

_BELOW = 40
"""Pixels that are seen below whatever has the keyboard: a sentence at a field stands under it."""


class FollowingArea(QScrollArea):
    """A scroll area that shows whatever has the keyboard, also when the program gave it there."""

    def __init__(self) -> None:
        """No frame, no keyboard of its own."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell_where_the_keyboard_is(self._follow)
        # also when a notice above takes room away, or a sentence under the field needs more; when all has its place
        self.verticalScrollBar().rangeChanged.connect(self._stay, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _stay(self) -> None:
        self._follow(QApplication.focusWidget())

    def _follow(self, now: QWidget | None) -> None:
        content = self.widget()
        if content is None or now is None or not self.isAncestorOf(now):
            return
        self.ensureWidgetVisible(now, 16, 16)
        if now.height() + _BELOW < self.viewport().height():
            foot = now.mapTo(content, now.rect().bottomLeft())
            self.ensureVisible(foot.x(), foot.y(), 0, _BELOW)
