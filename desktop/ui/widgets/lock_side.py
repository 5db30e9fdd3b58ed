"""The dark half of the lock screen, and every word that stands on that screen."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance.icons import paint_drawing
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role, make_font
from desktop.ui.widgets.line import draw_paragraph, paragraph_height
from desktop.ui.widgets.painting import colour, draw_selvedge, draw_text, text_font, text_width

_SELVEDGE = 13


@dataclass(frozen=True, slots=True)
class LockWords:
    """Every word of the lock screen. `caps_on` and `caps_off` say how capital letters are,
    `files` where the passphrases of a practice office are; empty elsewhere."""

    heading: str
    note: str
    passphrase: str
    choose: str
    unlock: str
    forgot: str
    help: str
    languages: str
    caps_on: str
    caps_off: str
    office: str
    safe: str
    files: str = ""
    name_latin: str = "Haqdar"
    name_arabic: str = "حقدار"


class LockSide(QWidget):
    """The dark half: mark, name in two scripts, office; the woven edge towards the form."""

    def __init__(self, words: LockWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words.name_latin)
        # large text needs the room beside it more
        self.setFixedWidth(round(current().layout.lock_panel / (1 + (current().scale - 1) * 0.6)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel; the letter itself is never turned round."""
        painter, look = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height, small = self.width(), self.height(), look.layout.small
        painter.fillRect(self.rect(), QColor(look.tokens.bar))
        if not small:
            self._draw_letter(painter)
        side = mirror(width - _SELVEDGE, _SELVEDGE, width, look.rtl)
        draw_selvedge(painter, QRectF(side, 0, _SELVEDGE, height), "on_bar", upright=True)
        pad = 40 if small else 64
        size = 60
        paint_drawing(painter, QRectF(mirror(pad, size, width, look.rtl), pad, size, size), "mark", colour("on_bar"))
        room = width - pad - _SELVEDGE - 12
        rest = [(text, text_font(text, Role.BODY)) for text in (self._words.office, self._words.safe) if text]
        high = sum(paragraph_height(text, font, room) for text, font in rest) + 4 * len(rest)
        y = min(height - (240 if small else 300), height - pad / 2 - high - 132)
        arabic = make_font(44, Face.NASTALIQ, 700)
        wide = text_width(self._words.name_arabic, arabic)
        draw_text(
            painter, QRectF(mirror(pad, wide, width, look.rtl), y, wide, 84), self._words.name_arabic, arabic, "on_bar"
        )
        latin = make_font(30, Face.LATIN, 600)
        wide = text_width(self._words.name_latin, latin)
        left = mirror(pad, wide, width, look.rtl)
        draw_text(painter, QRectF(left, y + 80, wide, 44), self._words.name_latin, latin, "on_bar")
        y += 132
        for text, font in rest:
            place = QRectF(mirror(pad, room, width, look.rtl), y, room, height - y)
            y += draw_paragraph(painter, place, text, font, "bar_muted") + 4

    def _draw_letter(self, painter: QPainter) -> None:
        """The large pen stroke, a little lighter than the panel, running out under the woven edge."""
        painter.save()
        painter.setClipRect(self.rect().adjusted(_SELVEDGE, 0, -_SELVEDGE, 0))
        ink = QColor(current().tokens.accent)
        ink.setAlphaF(0.28)
        pen = QPen(ink, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        painter.translate(mirror(180, 586, self.width(), current().rtl), 27)
        painter.scale(24.4, 24.4)
        painter.setPen(pen)
        path = QPainterPath(QPointF(3.7, 7.5))
        path.cubicTo(QPointF(4.6, 6), QPointF(5.8, 5.3), QPointF(7.6, 5.3))
        path.lineTo(20.2, 5.3)
        path.cubicTo(QPointF(11.9, 6.9), QPointF(6.2, 10.4), QPointF(6.2, 15))
        path.cubicTo(QPointF(6.2, 18.9), QPointF(9.4, 20.4), QPointF(13.2, 20.4))
        path.cubicTo(QPointF(16.3, 20.4), QPointF(18.7, 19.4), QPointF(20.7, 17.4))
        painter.drawPath(path)
        painter.restore()
