"""A live face in a 3:4 frame with an oval to hold it in; what is seen in the frame is what the photo will be."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.look import current
from desktop.ui.widgets.painting import colour, draw_frame

_RADIUS = 8.0
_QUALITY = 92  # of the frame that goes to the closed-off child, which encodes it once more
_OVAL = QRectF(0.22, 0.12, 0.56, 0.58)
"""Where the face belongs, in parts of the frame: as on the card, with the shoulders below."""


def framed(picture: QImage) -> QImage:
    """The middle 3:4 of a picture, as tall as it is or as wide as it is."""
    width, height = picture.width(), picture.height()
    wide = min(width, height * 3 // 4)
    tall = min(height, wide * 4 // 3)
    return picture.copy(QRect((width - wide) // 2, (height - tall) // 2, wide, tall))


def as_jpeg(picture: QImage) -> bytes:
    """The picture as JPEG bytes; empty when it cannot be encoded."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    whole = writer.write(picture.convertToFormat(QImage.Format.Format_RGB888))
    buffer.close()
    return bytes(store.data()) if whole else b""


class Framing(QWidget):
    """Shows frames mirrored, as a mirror does, and a photo that was taken as it is. It shows, it is not pressed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """The empty frame."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._picture = QImage()
        self._live = True
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def show_frame(self, picture: QImage) -> None:
        """Show a frame of the camera."""
        self._picture, self._live = framed(picture), True
        self.update()

    def show_taken(self, picture: QImage) -> None:
        """Show the photo that was taken; the guide goes."""
        self._picture, self._live = picture, False
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._picture = QImage()
        self.update()

    def has_picture(self) -> bool:
        """Whether anything is shown."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """3:4, large enough to see whether the eyes are open."""
        return QSize(360, 480)

    def minimumSizeHint(self) -> QSize:
        """Still large enough to aim by."""
        return QSize(210, 280)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in its frame, and over a live one the oval."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(float(self.width()), self.height() * 3 / 4)
        rect = QRectF(0, 0, wide, wide * 4 / 3)
        rect.moveCenter(QPointF(self.width() / 2, self.height() / 2))
        if self._picture.isNull():
            draw_frame(painter, rect, "sunk", "edge", dashed=True)
            size = current().px(48)
            place = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
            paint_icon(painter, place, "camera", colour("muted"))
            return
        shape = QPainterPath()
        shape.addRoundedRect(rect, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._live:
            painter.translate(2 * rect.center().x(), 0)
            painter.scale(-1, 1)
        painter.drawImage(rect, self._picture)
        painter.restore()
        if self._live:
            _paint_guide(painter, rect, shape)


def _paint_guide(painter: QPainter, rect: QRectF, shape: QPainterPath) -> None:
    """Darker outside the oval, a white line on a dark one along it: seen on any ground."""
    oval = QRectF(
        rect.left() + _OVAL.left() * rect.width(),
        rect.top() + _OVAL.top() * rect.height(),
        _OVAL.width() * rect.width(),
        _OVAL.height() * rect.height(),
    )
    inside = QPainterPath()
    inside.addEllipse(oval)
    painter.fillPath(shape.subtracted(inside), QColor(0, 0, 0, 80))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((QColor(0, 0, 0, 130), 5.0), (QColor(255, 255, 255), 2.5)):
        painter.setPen(QPen(ink, width))
        painter.drawEllipse(oval)
