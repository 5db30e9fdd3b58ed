"""What the bar shows at its far end: devices as quiet icons, with words in amber only when somebody should act."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import override

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import as_tooltip
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import colour, draw_text, text_font, text_width
from desktop.words.catalogue import comma

_ICON, _GAP, _BETWEEN = 18, 7, 18


@dataclass(frozen=True, slots=True)
class DeviceMark:
    """One mark: icon, words beside it (may be empty), what a screen reader and the tooltip say, amber or not."""

    key: str
    icon: str
    spoken: str
    words: str = ""
    amber: bool = False


class DeviceStrip(QWidget):
    """Marks in a row. `pressed(key)` when one is clicked; F9 (the window's) opens the fix of the first amber one."""

    pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._marks: tuple[DeviceMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_marks(())

    def set_marks(self, marks: Sequence[DeviceMark]) -> None:
        """Show other marks."""
        self._marks = tuple(marks)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(comma().join(mark.spoken for mark in marks))
        self.updateGeometry()
        self.update()

    def marks(self) -> tuple[DeviceMark, ...]:
        """The marks shown."""
        return self._marks

    def wanting(self) -> DeviceMark | None:
        """The first mark that wants something, or None."""
        return next((mark for mark in self._marks if mark.amber), None)

    @override
    def sizeHint(self) -> QSize:
        """All marks in a row."""
        width = sum(width for _, width in self._places()) + current().px(_BETWEEN) * max(0, len(self._marks) - 1)
        return QSize(ceil(width), current().layout.bar)

    @override
    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks in reading order."""
        painter, look = QPainter(self), current()
        for (mark, _width), place in zip(self._places(), self._rects(), strict=True):
            tint = "warn_mark" if mark.amber else "bar_muted"
            size = look.px(_ICON)
            left = place.left() + mirror(0, size, place.width(), look.rtl)
            paint_icon(painter, QRectF(left, (self.height() - size) / 2, size, size), mark.icon, colour(tint), look.rtl)
            if mark.words:
                start = size + look.px(_GAP)
                wide = place.width() - start
                words = QRectF(place.left() + mirror(start, wide, place.width(), look.rtl), 0, wide, self.height())
                draw_text(painter, words, mark.words, text_font(mark.words, Role.SMALL), tint)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was pressed."""
        mark = self.mark_at(event.position())
        if mark is not None:
            self.pressed.emit(mark.key)

    def mark_at(self, point: QPointF) -> DeviceMark | None:
        """The mark under a point of this widget."""
        for mark, place in zip(self._marks, self._rects(), strict=True):
            if place.adjusted(-8, 0, 8, 0).contains(point):
                return mark
        return None

    @override
    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the icon under the pointer means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), as_tooltip(mark.spoken if mark else ""), self)
            return True
        return super().event(event)

    def _places(self) -> list[tuple[DeviceMark, float]]:
        look = current()
        found: list[tuple[DeviceMark, float]] = []
        for mark in self._marks:
            words = look.px(_GAP) + text_width(mark.words, text_font(mark.words, Role.SMALL)) if mark.words else 0
            found.append((mark, look.px(_ICON) + words))
        return found

    def _rects(self) -> list[QRectF]:
        look, x = current(), 0.0
        rects: list[QRectF] = []
        for _mark, width in self._places():
            rects.append(QRectF(mirror(x, width, self.width(), look.rtl), 0, width, self.height()))
            x += width + look.px(_BETWEEN)
        return rects
