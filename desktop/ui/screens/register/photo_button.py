"""The photo frame of the form: press it for a photo, Delete takes the photo away; "not wanted" is an answer too."""

from typing import override

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import Align, draw_frame, draw_text, fitting, text_font
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
        self._refused = False
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
        self._photo, self._refused = photo, False
        self._frame.show()
        if photo is None:
            self._frame.clear(tr("No photo yet"))
        else:
            self._frame.set_person(name, photo)
        self.setAccessibleName(tr("Photo: take one") if photo is None else tr("Photo: take another one"))
        self.setToolTip(f"{self.accessibleName()} (F4)")

    def is_refused(self) -> bool:
        """Whether the person wants none."""
        return self._refused

    def set_refused(self, *, refused: bool) -> None:
        """The person wants no photo: that is said in the frame, so that nobody asks twice."""
        if refused:
            self.set_photo(None, "")
            self._frame.hide()
            self.setAccessibleName(tr("No photo wanted"))
        self._refused = refused
        self.update()

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
        """The frame inside paints itself; without one, the answer stands here."""
        if not self._refused:
            return
        painter, rect = QPainter(self), QRectF(self.rect())
        draw_frame(painter, rect, "sunk", "edge", dashed=True)
        words = tr("No photo wanted").split(" ")
        middle = (len(words) + 1) // 2
        lines = [" ".join(words[:middle]), " ".join(words[middle:])]
        high = rect.height() / 4
        for at, line in enumerate(lines):
            font = text_font(line, Role.SMALL)
            place = QRectF(4, high * (at + 1), rect.width() - 8, high)
            draw_text(painter, place, fitting(line, font, place.width()), font, "muted", Align.CENTRE)
