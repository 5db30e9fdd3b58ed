"""A text to be read aloud: sentence after sentence behind a nuqta, as large as its place allows, in its own script."""

from collections.abc import Sequence
from math import ceil
from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, make_font
from desktop.ui.widgets.line import broken, pitch_of
from desktop.ui.widgets.painting import colour, draw_text, line_height, tight_height
from desktop.values.vocabulary import Language

_SIZES = (34, 30, 27, 24, 22, 20, 18, 17, 16, 15)
"""Pixels of a Latin text from which the largest that fits is taken; other scripts take their share of these."""
_SHARE = {Face.LATIN: 1.0, Face.NASTALIQ: 1.0, Face.NASKH: 1.05, Face.LATEEF: 1.35}
_INDENT = 26


class SpokenText(QWidget):
    """`set_text` shows sentences in one language, whatever the language of the window is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._face = Face.LATIN
        self._rtl = False
        self._heights: dict[tuple[int, int], float] = {}
        """By size of the letters and width: a layout asks for the same few many times, and breaking lines is slow."""
        self.setProperty("role", "clear")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, lines: Sequence[str], language: Language) -> None:
        """Show other sentences; a screen reader says all of them."""
        naskh = current().face is Face.NASKH
        urdu = Face.NASKH if naskh else Face.NASTALIQ
        self._lines = tuple(lines)
        self._face = {Language.URDU: urdu, Language.SINDHI: Face.LATEEF, Language.ENGLISH: Face.LATIN}[language]
        self._rtl = language is not Language.ENGLISH
        self._heights.clear()
        self.setAccessibleName(" ".join(lines))
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The sentences as they are seen."""
        return "\n".join(self._lines)

    @override
    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """The least height: that of the smallest size."""
        return ceil(self._height(self._font(_SIZES[-1]), width))

    @override
    def sizeHint(self) -> QSize:
        """As wide as a column of text."""
        return QSize(current().px(520), self.heightForWidth(current().px(520)))

    @override
    def minimumSizeHint(self) -> QSize:
        """A narrow column."""
        return QSize(current().px(260), self.heightForWidth(max(self.width(), current().px(260))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a scroll area: never lower than the smallest size needs at this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentences at the largest size at which all of them fit."""
        fits = (font for font in map(self._font, _SIZES) if self._height(font, self.width()) <= self.height())
        font = next(fits, self._font(_SIZES[-1]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spare = max(0.0, self.height() - self._height(font, self.width()))
        gap = self._gap(font) + min(spare / max(1, len(self._lines)), font.pixelSize() * 0.5)
        indent, first = current().px(_INDENT), tight_height(font)
        y, room = self._overhang(font), self.width() - indent
        left = mirror(indent, room, self.width(), self._rtl)
        for text in self._lines:
            rows = broken(text, font, room, self._rtl)
            self._nuqta(painter, y + first * 0.52, font.pixelSize() * 0.17)
            for at, row in enumerate(rows):
                place = QRectF(left, y + at * pitch_of(font), room, first)
                draw_text(painter, place, row, font, "ink", rtl=self._rtl)
            y += first + (len(rows) - 1) * pitch_of(font) + gap

    def _nuqta(self, painter: QPainter, middle: float, half: float) -> None:
        x = mirror(half + 2, 0, self.width(), self._rtl)
        painter.setPen(colour("accent"))
        painter.setBrush(colour("accent"))
        corners = [(x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle)]
        painter.drawPolygon(QPolygonF.fromList([QPointF(*corner) for corner in corners]))

    def _font(self, size: int) -> QFont:
        return make_font(round(size * _SHARE[self._face] * current().scale), self._face, 400)

    def _gap(self, font: QFont) -> float:
        return font.pixelSize() * (0.12 if self._face is Face.NASTALIQ else 0.35)

    @staticmethod
    def _overhang(font: QFont) -> float:
        """What a line standing alone needs above and below one among others."""
        return (line_height(font) - tight_height(font)) / 2

    def _height(self, font: QFont, width: int) -> float:
        """Height of all sentences in lines of `width` pixels; a look with another scale has letters of another size."""
        key = (font.pixelSize(), width)
        if key not in self._heights:
            self._heights[key] = self._measured(font, width)
        return self._heights[key]

    def _measured(self, font: QFont, width: int) -> float:
        room = max(1, width - current().px(_INDENT))
        rows = [len(broken(text, font, room, self._rtl)) for text in self._lines]
        first, pitch = tight_height(font), pitch_of(font)
        lines = sum(first + (count - 1) * pitch for count in rows)
        return lines + self._gap(font) * max(0, len(rows) - 1) + 2 * self._overhang(font)
