"""The shape of each verdict family, drawn large, so that it is known without reading."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.tokens import AMBER
from desktop.ui.widgets.verdict_values import GROUNDS, Family

SHAPE_WIDTH, SHAPE_HEIGHT = 250.0, 170.0


def paint_shape(painter: QPainter, rect: QRectF, family: Family, rtl: bool, at_place: bool = False) -> None:
    """Draw a family's shape into a rectangle of 250 x 170 (or of that proportion). Only desk and arrow turn round."""
    ink = QColor(GROUNDS[family].ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / SHAPE_WIDTH, rect.height() / SHAPE_HEIGHT)
    if family is Family.GIVE:
        _tick(painter, ink, QPointF(38, 14), 1.0)
    elif family is Family.CHECK:
        _tick(painter, ink, QPointF(38, 2), 0.78)
        _eye(painter, QPointF(166, 122), 43)
    elif family is Family.GIVEN:
        paint_icon(painter, QRectF(45, 5, 160, 160), "hand-grab", ink.name(), stroke=1.6)
    elif family is Family.DESK:
        _desk(painter, ink, rtl)
    elif family is Family.LATER:
        paint_icon(painter, QRectF(45, 5, 160, 160), "map-pin" if at_place else "clock", ink.name(), stroke=2.0)
    elif family is Family.AGAIN:
        _frame(painter, ink)
        paint_icon(painter, QRectF(80, 40, 90, 90), "rotate-clockwise", ink.name(), stroke=1.7)
    elif family is Family.ASKING:
        paint_icon(painter, QRectF(45, 5, 160, 160), "help-circle", ink.name(), stroke=2.0)
    else:
        paint_icon(painter, QRectF(45, 5, 160, 160), "tool", ink.name(), stroke=2.0)
    painter.restore()


def _tick(painter: QPainter, ink: QColor, at: QPointF, grow: float) -> None:
    pen = QPen(ink, 27 * grow, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(10, 70), QPointF(64, 124), QPointF(164, 10)]
    painter.drawPolyline(QPolygonF([at + point * grow for point in points]))


def _eye(painter: QPainter, centre: QPointF, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(AMBER.ground))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QPen(QColor(AMBER.ink), radius * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    wide, high = radius * 0.68, radius * 0.72
    path = QPainterPath(QPointF(centre.x() - wide, centre.y()))
    path.quadTo(QPointF(centre.x(), centre.y() - high), QPointF(centre.x() + wide, centre.y()))
    path.quadTo(QPointF(centre.x(), centre.y() + high), QPointF(centre.x() - wide, centre.y()))
    painter.drawPath(path)
    painter.setBrush(QColor(AMBER.ink))
    painter.drawEllipse(centre, radius * 0.17, radius * 0.17)


def _desk(painter: QPainter, ink: QColor, rtl: bool) -> None:
    """An arrow to a desk at which somebody sits."""
    if rtl:
        painter.translate(SHAPE_WIDTH, 0)
        painter.scale(-1, 1)
    flat, mitre = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    painter.setPen(QPen(ink, 17, Qt.PenStyle.SolidLine, flat, mitre))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(0, 76), QPointF(90, 76))
    painter.drawPolyline(QPolygonF([QPointF(49, 38), QPointF(87, 76), QPointF(49, 114)]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(182, 19), 19, 19)
    body = QPainterPath(QPointF(147, 80))
    body.cubicTo(QPointF(147, 62), QPointF(162, 54), QPointF(182, 54))
    body.cubicTo(QPointF(202, 54), QPointF(217, 62), QPointF(217, 80))
    body.closeSubpath()
    painter.drawPath(body)
    painter.drawRect(QRectF(118, 83, 129, 16))
    painter.drawRect(QRectF(125, 98, 16, 69))
    painter.drawRect(QRectF(224, 98, 16, 69))


def _frame(painter: QPainter, ink: QColor) -> None:
    """A card that was not read: a dotted frame."""
    pen = QPen(ink, 6)
    pen.setDashPattern([2.2, 1.3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(10, 10, 230, 150), 14, 14)
