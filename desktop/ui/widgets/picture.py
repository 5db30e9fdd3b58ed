"""Small pictures as widgets: an icon, one of our drawings, a person's photo, a rule between two parts."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.ui.appearance.icons import paint_drawing, paint_icon
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import initials
from desktop.ui.widgets.painting import (
    colour,
    draw_frame,
    draw_initials,
    draw_photo,
    draw_selvedge,
    picture,
)


class Icon(QWidget):
    """An icon or, with `drawing`, one of our own drawings; always beside words, so a screen reader skips it."""

    def __init__(
        self, name: str, size: int = 20, tint: str = "ink", drawing: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._tint, self._drawing = name, size, tint, drawing
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, tint: str | None = None) -> None:
        """Show another icon."""
        self._name, self._tint = name, tint or self._tint
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(current().px(self._size), current().px(self._size))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        size = current().px(self._size)
        rect = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        if self._drawing:
            paint_drawing(painter, rect, self._name, colour(self._tint))
        else:
            paint_icon(painter, rect, self._name, colour(self._tint), current().rtl)


class Photo(QWidget):
    """A photo frame 3:4: the photo, else initials, else (no name either) a dashed frame with a camera.

    Not scaled by text size: it is a picture. `set_person` and `clear` change what is shown."""

    def __init__(self, width: int = 48, height: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._data, self._pixmap = "", b"", picture(None)
        self.setFixedSize(width, height)

    def set_person(self, name: str, photo: bytes | None) -> None:
        """Show a person: JPEG or PNG bytes, or None for the initials of the name."""
        self._name, self._pixmap = name, picture(photo)
        self.setAccessibleName(name)
        self.update()

    def clear(self, name: str = "") -> None:
        """Show the empty frame; `name` is what a screen reader says ("no photo yet")."""
        self._name, self._pixmap = "", None
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        letters = initials(self._name)
        if self._pixmap is not None:
            draw_photo(painter, rect, self._pixmap)
        elif letters:
            draw_initials(painter, rect, letters, self.width() // 4)
        else:
            draw_frame(painter, rect, "sunk", "edge", dashed=True)
            size = min(28.0, self.width() * 0.4)
            place = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
            paint_icon(painter, place, "camera", colour("muted"))


class Selvedge(QWidget):
    """The woven edge: a row of big and small nuqtas, `thick` pixels across."""

    def __init__(self, tint: str = "accent", thick: int = 12, upright: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._tint, self._thick, self._upright = tint, thick, upright
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((fixed, free) if upright else (free, fixed)))

    @override
    def sizeHint(self) -> QSize:
        """`thick` across, at least four pairs along."""
        return QSize(self._thick, self._thick * 8) if self._upright else QSize(self._thick * 8, self._thick)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        draw_selvedge(QPainter(self), QRectF(self.rect()), self._tint, self._upright)


class Panel(QFrame):
    """A frame with a role of the style sheet: panel, sunk, preview, bar, head, foot, rule or clear."""

    def __init__(self, role: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)


class Meter(QWidget):
    """A bar that is full to `part` of 1; `name` is what a screen reader says."""

    def __init__(self, name: str = "", part: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = part
        self.setAccessibleName(name)
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float, name: str = "") -> None:
        """Show another part of 1."""
        self._part = min(1.0, max(0.0, part))
        self.setAccessibleName(name or self.accessibleName())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and the part."""
        painter = QPainter(self)
        draw_meter(painter, QRectF(self.rect()), self._part)


def draw_meter(painter: QPainter, rect: QRectF, part: float) -> None:
    """A track 8 px high filled from the leading edge."""
    draw_frame(painter, rect, "wash", radius=rect.height() / 2)
    if part <= 0:
        return
    width = max(rect.height(), rect.width() * min(1.0, part))
    left = rect.right() - width if current().rtl else rect.left()
    draw_frame(painter, QRectF(left, rect.top(), width, rect.height()), "accent", radius=rect.height() / 2)
