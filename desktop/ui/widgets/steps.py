"""Where one is in a piece of work of a few parts: nuqtas with names."""

from collections.abc import Sequence
from math import ceil
from typing import override

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import colour, draw_text, nuqta, text_font, text_width

_HALF, _GAP, _RULE = 8, 6, 34


class Steps(QWidget):
    """Names of the parts; filled up to the present one, whose name is bold. It shows, it is not pressed."""

    def __init__(self, names: Sequence[str], present: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._present = present
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_present(present)

    def set_present(self, present: int) -> None:
        """Go to a part, counted from 0."""
        self._present = present
        self.setAccessibleName(self._names[present] if self._names else "")
        self.updateGeometry()
        self.update()

    def present(self) -> int:
        """The present part, counted from 0."""
        return self._present

    @override
    def sizeHint(self) -> QSize:
        """All parts with the rules between them; with large text the others are there without their names."""
        look = current()
        if look.large_text:
            widest = max((self._width(name) for name in self._names), default=0)
            marks = (2 * look.px(_HALF) + look.px(_GAP)) * len(self._names)
            return QSize(ceil(widest) + marks + 2, look.row)
        names = sum(self._width(name) for name in self._names)
        each = 2 * look.px(_HALF) + look.px(_GAP)
        rules = (look.px(_RULE) + 2 * look.px(11)) * max(0, len(self._names) - 1)
        return QSize(ceil(names + each * len(self._names) + rules) + 2, look.row)

    @override
    def minimumSizeHint(self) -> QSize:
        """Never narrower than its names."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nuqta, name and rule for each part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = current()
        x, half, middle = 0.0, float(look.px(_HALF)), self.height() / 2
        for index, name in enumerate(self._names):
            done, here = index <= self._present, index == self._present
            centre = QPointF(mirror(x, 2 * half, self.width(), look.rtl) + half, middle)
            painter.setPen(QPen(QColor(colour("accent" if done else "edge")), 1.5))
            painter.setBrush(QColor(colour("accent")) if done else Qt.BrushStyle.NoBrush)
            painter.drawPath(nuqta(centre, half - 1))
            x += 2 * half + look.px(_GAP)
            if look.large_text and not here:
                continue
            width = self._width(name)
            font = text_font(name, Role.LABEL, bold=here)
            place = QRectF(mirror(x, width, self.width(), look.rtl), 0, width, self.height())
            draw_text(painter, place, name, font, "ink" if here else "muted")
            if look.large_text:
                x += width + look.px(_GAP)
                continue
            x += width + look.px(11)
            if index < len(self._names) - 1:
                left = mirror(x, look.px(_RULE), self.width(), look.rtl)
                painter.setPen(QPen(QColor(colour("accent" if index < self._present else "line")), 1.5))
                painter.drawLine(QLineF(left, middle, left + look.px(_RULE), middle))
                x += look.px(_RULE) + look.px(11)

    def _width(self, name: str) -> float:
        return max(text_width(name, text_font(name, Role.LABEL, bold=bold)) for bold in (False, True))
