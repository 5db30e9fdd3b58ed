"""What a screen shows when there is nothing yet: a drawing of what will be there, and the way to it."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.painting import Align, colour, draw_frame, draw_selvedge


class CardDrawing(QWidget):
    """A card to come: frame for a photo, three lines, the selvedge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """300 x 236, smaller in the small layout."""
        factor = current().layout.factor
        return QSize(round(306 * factor), round(240 * factor))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it on its 306 x 240 grid."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 306, self.height() / 240)
        if current().rtl:
            painter.translate(306, 0)
            painter.scale(-1, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour("accent_soft")))
        painter.drawEllipse(QRectF(3, 2, 300, 236))
        painter.save()
        painter.translate(172, 116)
        painter.rotate(-5)
        draw_frame(painter, QRectF(-122, -82, 250, 164), None, "edge", radius=12, width=2)
        painter.restore()
        draw_frame(painter, QRectF(20, 35, 258, 164), "surface", "ink", radius=12, width=2.5)
        draw_frame(painter, QRectF(36, 65, 74, 98), "sunk", "edge", radius=6, width=2, dashed=True)
        paint_icon(painter, QRectF(57, 98, 32, 32), "user", colour("muted"))
        for left, top, width in ((137, 70, 124), (169, 96, 92), (149, 122, 112)):
            draw_frame(painter, QRectF(left, top, width, 11), "line", radius=5)
        draw_selvedge(painter, QRectF(36, 174, 226, 10), "accent")


class EmptyState(QWidget):
    """A drawing, one sentence, a small line, one filled button and one quiet way. Buttons are the caller's own."""

    def __init__(
        self,
        sentence: str,
        note: str = "",
        button: Button | None = None,
        quiet: Button | None = None,
        drawing: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(drawing or CardDrawing(), 0, centre)
        column.addSpacing(12)
        small = current().layout.small
        role = Role.TITLE if small else Role.DISPLAY
        if current().large_text:
            column.addWidget(Paragraph(sentence, Role.TITLE, align=Align.CENTRE))
        else:
            column.addWidget(Line(sentence, role, align=Align.CENTRE), 0, centre)
        if note:
            column.addWidget(Paragraph(note, Role.BODY, "muted", align=Align.CENTRE), 0)
        column.addSpacing(8)
        for each in (button, quiet):
            if each is not None:
                column.addWidget(each, 0, centre)
        column.addStretch(2)
