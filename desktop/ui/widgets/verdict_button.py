"""The buttons of a verdict, on its coloured ground and on its grid."""

from math import ceil
from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate
from desktop.ui.appearance.typefaces import Face, make_font
from desktop.ui.widgets.painting import Align, draw_frame, draw_text, text_width
from desktop.ui.widgets.verdict_card import font_of
from desktop.ui.widgets.verdict_values import GROUNDS, Family, VerdictAction


class VerdictButton(QPushButton):
    """A button on the ground of a verdict: the first is filled, the others outlined."""

    def __init__(self, action: VerdictAction, family: Family, filled: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._action, self._family, self._filled = action, family, filled
        self.setText(action.label.replace("&", "&&"))
        self.setAccessibleName(action.label)
        self.setAccessibleDescription(action.cap)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the panel has the keys; Space must never press another button
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def width_wanted(self) -> int:
        """Width on the verdict's own grid, in its pixels."""
        content = text_width(self._action.label, self._font()) + 16 + self._cap_width()
        return max(342 if self._filled else 232, ceil(content) + 56)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, words and key cap."""
        painter = QPainter(self)
        factor = current().layout.factor
        painter.scale(factor, factor)
        ground = GROUNDS[self._family]
        area = QRectF(0, 0, self.width() / factor, self.height() / factor)
        fill, ink = (ground.ink, ground.ground) if self._filled else (None, ground.ink)
        draw_frame(painter, area, fill, ground.ink, radius=8, width=2)
        if self.isDown():
            draw_frame(painter, area.adjusted(4, 4, -4, -4), None, ink, radius=6, width=2)
        rtl, cap = current().rtl, self._cap_width()
        words = text_width(self._action.label, self._font())
        start = (area.width() - words - 16 - cap) / 2
        place = QRectF(mirror(start, words, area.width(), rtl), 0, words, area.height())
        draw_text(painter, place, self._action.label, self._font(), ink)
        left = mirror(start + words + 16, cap, area.width(), rtl)
        key = QRectF(left, (area.height() - 30) / 2, cap, 30)
        draw_frame(painter, key, None, ink, radius=4, width=1.5)
        draw_text(painter, key, isolate(self._action.cap), cap_font(), ink, Align.CENTRE, rtl=False)

    def _font(self) -> QFont:
        return font_of(self._action.label, 21, 22, bold=True)

    def _cap_width(self) -> float:
        return text_width(self._action.cap, cap_font()) + 20


def cap_font() -> QFont:
    """The font of key caps and codes on a verdict."""
    return make_font(14, Face.LATIN, 600)
