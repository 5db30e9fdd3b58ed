"""What a waiting lane shows where there is no picture: a card under the light of a scanner, in a circle."""

from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.tokens import LIGHT
from desktop.ui.widgets.painting import colour, draw_frame, draw_selvedge

SIDE = 464.0
_PAPER, _INK = "#FFFFFF", LIGHT.ink  # a card is paper in every theme
_MODULES = 33
_BESIDE_LARGE = 0.8
_EYES = ((0, 0), (_MODULES - 7, 0), (0, _MODULES - 7))


class ShowCard(QWidget):
    """A drawing only; a screen reader is told by the words beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """464 px square, 0.75 of it in the small layout; smaller beside large text, which is read instead."""
        look = current()
        side = round(SIDE * look.layout.factor * (_BESIDE_LARGE if look.large_text else 1))
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw on a 464 grid."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / SIDE, self.height() / SIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour("accent_soft")))
        painter.drawEllipse(QRectF(0, 0, SIDE, SIDE))
        _light(painter)
        _scanner(painter)
        _card(painter)


def _light(painter: QPainter) -> None:
    beam = QLinearGradient(0, 114, 0, 236)
    beam.setColorAt(0, QColor(255, 194, 10, 165))
    beam.setColorAt(1, QColor(255, 194, 10, 70))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(beam)
    painter.drawPolygon(QPolygonF([QPointF(188, 114), QPointF(276, 114), QPointF(343, 232), QPointF(121, 232)]))


def _scanner(painter: QPainter) -> None:
    dark = "bar" if current().tokens.ground == LIGHT.ground else "edge"
    draw_frame(painter, QRectF(202, 0, 60, 50), dark, radius=9)
    body = QPainterPath(QPointF(157, 30))
    body.lineTo(307, 30)
    body.quadTo(321, 31, 318, 47)
    body.lineTo(298, 114)
    body.lineTo(166, 114)
    body.lineTo(146, 47)
    body.quadTo(143, 31, 157, 30)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour(dark)))
    painter.drawPath(body)
    draw_frame(painter, QRectF(188, 108, 88, 7), "warn_mark", radius=3)


def _card(painter: QPainter) -> None:
    draw_frame(painter, QRectF(86, 230, 292, 184), _PAPER, _INK, radius=12, width=2.5)
    _code(painter, QRectF(101, 250, 144, 144))
    for top, width in ((266, 92), (290, 70), (314, 92), (338, 50)):
        draw_frame(painter, QRectF(262, top, width, 9), LIGHT.line, radius=4.5)
    draw_selvedge(painter, QRectF(262, 373, 96, 12), LIGHT.accent)


def _code(painter: QPainter, place: QRectF) -> None:
    """Squares in the manner of a code; they hold nothing."""
    size = place.width() / _MODULES
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def fill(x: float, y: float, side: float, tint: str) -> None:
        rect = QRectF(place.left() + x * size, place.top() + y * size, side * size, side * size)
        painter.fillRect(rect, QColor(tint))

    state = 7
    for row in range(_MODULES):
        for column in range(_MODULES):
            state = (state * 1103515245 + 12345) % 2**31
            if state >> 20 & 1:
                fill(column, row, 1, _INK)
    for x, y in _EYES:
        fill(x - 1 if x else x, y - 1 if y else y, 8, _PAPER)
        for inset, tint in ((0, _INK), (1, _PAPER), (2, _INK)):
            fill(x + inset, y + inset, 7 - 2 * inset, tint)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
