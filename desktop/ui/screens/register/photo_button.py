"""The photo frame of the form: press it to choose a picture, Delete takes the picture away."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.picture import Photo
from desktop.words.catalogue import tr


class PhotoButton(QAbstractButton):
    """3:4, as large as the layout says. `clicked` asks for a picture, `removed` when it is taken away."""

    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """The empty frame."""
        super().__init__(parent)
        layout = current().layout
        self.setFixedSize(layout.photo_width, layout.photo_height)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._photo: bytes | None = None
        self._frame = Photo(layout.photo_width, layout.photo_height)
        self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self.set_photo(None, "")

    def photo(self) -> bytes | None:
        """The picture shown."""
        return self._photo

    def set_photo(self, photo: bytes | None, name: str) -> None:
        """Show a picture, or the empty frame."""
        self._photo = photo
        if photo is None:
            self._frame.clear(tr("No photo yet"))
        else:
            self._frame.set_person(name, photo)
        self.setAccessibleName(tr("Photo: choose a picture") if photo is None else tr("Photo: choose another picture"))
        self.setToolTip(self.accessibleName())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, Delete takes away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._photo is not None:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame inside paints itself."""
