"""What greys under the keyboard leaves it around itself, and takes it back when it may be used again.

Qt would pass it on to the next widget, where a second Enter acts: from a button that works it went to *Back*."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

_LEFT = "left_keyboard"


def leave_keyboard(widget: QWidget) -> bool:
    """Whether `widget` greyed under the keyboard, which what is around it has now. For `focusNextPrevChild`."""
    around = _around(widget)
    if widget.isEnabled() or around is None:
        return False
    widget.setProperty(_LEFT, True)  # noqa: FBT003 (Qt's own)
    around.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def take_keyboard_back(widget: QWidget, event: QEvent) -> None:
    """`widget` may be used again: the keyboard comes back unless somebody went on with it. For `changeEvent`."""
    if event.type() == QEvent.Type.EnabledChange and widget.isEnabled() and widget.property(_LEFT):
        widget.setProperty(_LEFT, False)  # noqa: FBT003 (Qt's own)
        around = _around(widget)
        if around is not None and around.hasFocus():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)


def _around(widget: QWidget) -> QWidget | None:
    """The nearest widget around it that keeps the keyboard to itself."""
    around: QWidget | None = widget.parentWidget()
    while around is not None and around.focusProxy():
        around = around.parentWidget()
    return around
