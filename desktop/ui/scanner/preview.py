"""What the camera sees, as the decoder sees it: the luma itself, painted by Qt without a colour conversion."""

import time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.scanning.decoder import Grey
from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.look import current
from desktop.ui.widgets.painting import colour, draw_frame

_FRAMES_A_SECOND = 15  # enough to aim by; painting more only takes time from reading
_RADIUS = 8.0
_CORNER = 28.0  # length of the arms of the aiming corners


class Preview(QWidget):
    """A 16:9 frame with the live picture, or a camera icon while there is none. It shows, it is not pressed.

    `mirrored` turns the picture as a mirror does, so that a card moved to the left moves to the left on the screen.
    """

    def __init__(self, name: str, mirrored: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._mirrored = mirrored
        self._grey: Grey | None = None  # QImage does not keep the memory that it shows
        self._picture = QImage()
        self._painted_at = 0.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_frame(self, grey: Grey) -> None:
        """Show this luma, shape (height, width); frames that come too quickly are left out."""
        now = time.monotonic()
        if now - self._painted_at < 1 / _FRAMES_A_SECOND:
            return
        self._painted_at = now
        height, width = grey.shape
        self._grey = grey
        self._picture = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Turn the picture as a mirror does, or not (films are shown as they are)."""
        self._mirrored = mirrored

    def clear(self) -> None:
        """Show no picture: what a person held up is not left on the screen."""
        self._grey = None
        self._picture = QImage()
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._picture.isNull()

    def heightForWidth(self, width: int) -> int:
        """16:9."""
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        """464 pixels wide."""
        width = round(464 * current().layout.factor)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Large enough to aim by."""
        return QSize(240, 135)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with aiming corners, or the empty frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(float(self.height()), self.width() * 9 / 16)
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        if self._picture.isNull():
            draw_frame(painter, rect, "sunk", "edge", dashed=True)
            size = current().px(48)
            place = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
            paint_icon(painter, place, "camera", colour("muted"))
            return
        painter.save()
        self._paint_picture(painter, rect)
        painter.restore()
        _paint_corners(painter, rect)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        """Fill the frame with the middle of the picture."""
        shape = QPainterPath()
        shape.addRoundedRect(rect, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = max(rect.width() / self._picture.width(), rect.height() / self._picture.height())
        width, height = rect.width() / scale, rect.height() / scale
        part = QRectF((self._picture.width() - width) / 2, (self._picture.height() - height) / 2, width, height)
        if self._mirrored:
            painter.translate(2 * rect.center().x(), 0)
            painter.scale(-1, 1)
        painter.drawImage(rect, self._picture, part)


def _paint_corners(painter: QPainter, rect: QRectF) -> None:
    """Four corners in the middle: hold the card here. White on a dark line, seen on any ground."""
    inner = QRectF(0, 0, rect.width() * 0.62, rect.height() * 0.7)
    inner.moveCenter(rect.center())
    arm = min(_CORNER, inner.height() / 4)
    lines = QPainterPath()
    for corner, across, down in (
        (inner.topLeft(), arm, arm),
        (inner.topRight(), -arm, arm),
        (inner.bottomRight(), -arm, -arm),
        (inner.bottomLeft(), arm, -arm),
    ):
        lines.moveTo(corner + QPointF(0, down))
        lines.lineTo(corner)
        lines.lineTo(corner + QPointF(across, 0))
    for ink, width in ((QColor(0, 0, 0, 130), 6.0), (QColor(255, 255, 255), 3.0)):
        pen = QPen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(lines)
