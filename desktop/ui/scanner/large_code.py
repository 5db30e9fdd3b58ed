"""The large field for a household code: twelve places on twelve lines, read from an arm's length."""

from typing import override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role, grown, make_font
from desktop.ui.widgets.fields import CodeField
from desktop.ui.widgets.painting import colour

GROUPS = (4, 4, 4)
_WIDTH, _HEIGHT = 520, 72
_DIGIT, _PITCH, _STROKE = 34, 34, 26
_INNER = 2  # Qt sets the text of a field so far from its frame


class LargeCodeField(CodeField):
    """520 by 72 px, smaller in the small layout; every place to come is a short line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, GROUPS, width=_WIDTH, parent=parent)
        self.setProperty("role", "code")
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        """Twelve digits, two gaps and the margins."""
        return QSize(_scaled(_WIDTH), _scaled(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        """It is not made narrower: a code is never broken."""
        return self.sizeHint()

    @override
    def event(self, event: QEvent) -> bool:
        """Letters are no digits: they stay the lane's own keys (V, M) while the keyboard stands here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text().isalpha():
            event.ignore()
            return False
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line under each place that is still to come, and a paler one under each digit."""
        super().paintEvent(event)
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        pitch = metrics.horizontalAdvance("0")
        glyph = pitch - self.font().letterSpacing()
        stroke = pitch * _STROKE / _PITCH
        y = self.height() - _scaled(20)
        left = self._start() + (glyph - stroke) / 2
        place, typed = 0, len(self.digits())
        for group in GROUPS:
            for _ in range(group):
                tint = "line" if place - place // 5 < typed else "edge"
                painter.fillRect(QRectF(left + place * pitch, y, stroke, 2), QColor(colour(tint)))
                place += 1
            place += 1

    def _start(self) -> float:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inner.left() + self.textMargins().left() + _INNER

    @override
    def _follow(self, text: str) -> None:
        font = make_font(_scaled(_DIGIT), Face.LATIN, 600)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
        digit = QFontMetricsF(font).horizontalAdvance("0")
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _scaled(_PITCH) - digit)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(font)
        self.setTextMargins(_scaled(12), 0, 0, _scaled(8))


def _scaled(length: float) -> int:
    return round(length * current().layout.factor * grown(Role.DISPLAY, current().scale))
