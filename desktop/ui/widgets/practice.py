"""The strip under the bar in practice offices: it cannot be hidden and says so in two languages."""

from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.tokens import AMBER
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import draw_selvedge, draw_text, text_font, text_width

_SELVEDGE = "#7A4B00"


class PracticeStrip(QWidget):
    """The selvedge on amber with two words; `word` in the window's language, `second` in the other."""

    def __init__(self, word: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = (word, second)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """As the layout says, higher when the text size asks for it."""
        look = current()
        return QSize(look.px(400), look.px(look.layout.practice))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both words in the middle and the selvedge at both sides."""
        painter, look = QPainter(self), current()
        painter.fillRect(self.rect(), QColor(AMBER.ground))
        fonts = [text_font(text, Role.LABEL, bold=True) for text in self._words]
        widths = [text_width(text, font) for text, font in zip(self._words, fonts, strict=True)]
        gap = look.px(48)
        whole = sum(widths) + gap
        x = (self.width() - whole) / 2
        start = x
        for text, font, width in zip(self._words, fonts, widths, strict=True):
            left = mirror(x, width, self.width(), look.rtl)
            draw_text(painter, QRectF(left, 0, width, self.height()), text, font, AMBER.ink)
            x += width + gap
        edge = look.layout.gutter - 8
        length = start - look.px(40) - edge
        thick = 10.0
        for begin in (edge, self.width() - edge - length):
            if length > 40:
                draw_selvedge(painter, QRectF(begin, (self.height() - thick) / 2, length, thick), _SELVEDGE)
