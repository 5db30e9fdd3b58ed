"""How large a dialog may be: the window under it stays in sight all around."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

_AROUND = 16
"""Pixels of the window that are seen around a dialog."""


def room_for(dialog: QDialog) -> QSize:
    """As large as `dialog` may become."""
    over = dialog.parentWidget()
    room = over.window().size() if over is not None else dialog.screen().availableSize()
    return room - QSize(_AROUND, _AROUND)


def within_screen(dialog: QDialog) -> None:
    """Move `dialog` as far as it takes to be seen whole, after it became larger."""
    whole, room = dialog.frameGeometry(), dialog.screen().availableGeometry()
    beyond = max(0, whole.bottom() - room.bottom())
    if beyond:
        dialog.move(whole.left(), max(room.top(), whole.top() - beyond))
