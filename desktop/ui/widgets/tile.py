"""A tile of the home screen: what one does most, one press or one number key away."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import broken
from desktop.ui.widgets.painting import (
    colour,
    draw_frame,
    draw_key,
    draw_text,
    fitting,
    is_hovered,
    key_size,
    text_font,
    text_width,
    tight_height,
)


class Tile(QPushButton):
    """Icon, heading and one line, with the number key in the far corner; `clicked` is Qt's own signal.

    `filled` is for the one thing that this role does most. `low` is the flat answer tile (icon beside the words)
    of the duplicate and help desk screens. The key works in the whole window unless `shortcut=False`."""

    def __init__(
        self,
        heading: str,
        note: str = "",
        icon: str = "",
        key: str = "",
        filled: bool = False,
        low: bool = False,
        shortcut: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew when the pointer comes and goes
        self._heading, self._note, self._icon_name, self._key = heading, note, icon, key
        self._filled, self._low = filled, low
        self.setText(heading.replace("&", "&&"))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(note)
        if key and shortcut:
            self.setShortcut(QKeySequence(key))
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        down = QSizePolicy.Policy.Minimum if current().large_text else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, down)

    def set_note(self, note: str) -> None:
        """Show another line under the heading."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """As high as the layout says, or as the text needs."""
        heading = text_font(self._heading, Role.BODY if self._low else Role.HEADING)
        words = tight_height(heading) + tight_height(text_font(self._note, Role.SMALL))
        return QSize(current().px(200), self._height_with(words))

    @override
    def hasHeightForWidth(self) -> bool:
        """With large text its words stand in more lines."""
        return current().large_text

    @override
    def heightForWidth(self, width: int, /) -> int:
        """As high as its words need in a tile of this width."""
        role = Role.BODY if self._low else Role.HEADING
        return self._height_with(self._high(width - self._around(), role))

    @override
    def minimumSizeHint(self) -> QSize:
        """Narrow tiles shorten their second line."""
        return QSize(current().px(120), self.sizeHint().height())

    def _height_with(self, words: float) -> int:
        look = current()
        if self._low:
            return max(look.px(59 if look.layout.small else 68), round(words) + 16)
        space = 16 + 32 + 8 + 12 if look.layout.small else 20 + 32 + 16 + 14
        return max(look.wide(look.layout.tile), round(words) + look.px(space))

    def _around(self) -> float:
        """What stands beside the words."""
        look = current()
        if not self._low:
            return 2.0 * look.px(20)
        key = key_size(self._key)[0] if self._key else 0.0
        return look.px(20 + 16 + 8) + key + (look.px(24 + 12) if self._icon_name else 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        painter = QPainter(self)
        ink, note = self._draw_ground(painter)
        if self._low:
            self._draw_low(painter, ink, note)
        else:
            self._draw_high(painter, ink, note)

    def _draw_ground(self, painter: QPainter) -> tuple[str, str]:
        rect, down, over = QRectF(self.rect()), self.isDown(), is_hovered(self)
        if not self.isEnabled():
            draw_frame(painter, rect, "sunk", "line", radius=10)
            return "edge", "edge"
        if self._filled:
            draw_frame(painter, rect, "accent_down" if down else "accent_hover" if over else "accent", radius=10)
            return "on_accent", "on_accent"
        draw_frame(painter, rect, "wash" if down or over else "surface", "edge" if over else "line", radius=10)
        return "ink", "muted"

    def _draw_high(self, painter: QPainter, ink: str, note: str) -> None:
        look, small = current(), current().layout.small
        pad, top = look.px(20), look.px(16 if small else 20)
        icon = look.px(26 if small else 32)
        mark = ink if self._filled or not self.isEnabled() else "accent"
        if self._icon_name:
            place = QRectF(mirror(pad, icon, self.width(), look.rtl), top, icon, icon)
            paint_icon(painter, place, self._icon_name, colour(mark), look.rtl)
        if self._key:
            width, height = key_size(self._key)
            left = mirror(self.width() - pad - width, width, self.width(), look.rtl)
            draw_key(painter, QRectF(left, top, width, height), self._key, mark, mark)
        bottom = self.height() - look.px(10 if small else 14)
        self._draw_words(painter, pad, bottom, self.width() - 2 * pad, ink, note, Role.HEADING)

    def _draw_low(self, painter: QPainter, ink: str, note: str) -> None:
        look = current()
        pad, icon = look.px(20), look.px(24)
        mark = ink if not self.isEnabled() else "accent"
        place = QRectF(mirror(pad, icon, self.width(), look.rtl), (self.height() - icon) / 2, icon, icon)
        if self._icon_name:
            paint_icon(painter, place, self._icon_name, colour(mark), look.rtl)
        end = self.width() - look.px(16)
        if self._key:
            width, height = key_size(self._key)
            end -= width
            left = mirror(end, width, self.width(), look.rtl)
            draw_key(painter, QRectF(left, (self.height() - height) / 2, width, height), self._key, "edge", "muted")
        start = pad + icon + look.px(12) if self._icon_name else pad
        high = tight_height(text_font(self._heading, Role.BODY)) + tight_height(text_font(self._note, Role.SMALL))
        if look.large_text:
            high = self._high(end - start - look.px(8), Role.BODY)
        bottom = (self.height() + high) / 2 if self._note or look.large_text else self.height() / 2 + high / 4
        self._draw_words(painter, start, bottom, end - start - look.px(8), ink, note, Role.BODY)

    def _draw_words(
        self, painter: QPainter, x: float, bottom: float, width: float, ink: str, note: str, role: Role
    ) -> None:
        left = mirror(x, width, self.width(), current().rtl)
        for line, font, is_note in reversed(self._lines(width, role)):
            high = tight_height(font)
            tint = note if is_note else ink
            draw_text(painter, QRectF(left, bottom - high, width, high), fitting(line, font, width), font, tint)
            bottom -= high

    def _lines(self, width: float, role: Role) -> list[tuple[str, QFont, bool]]:
        """The words as they stand in so many pixels, each line with its font and whether it is of the note."""
        font, large = text_font(self._heading, role, bold=True), current().large_text
        if text_width(self._heading, font) > width:  # smaller before shorter: the heading says what the tile does
            font = text_font(self._heading, Role.BODY, bold=True)
        heading = lines_of_heading(self._heading, font, width) if role is Role.HEADING or large else (self._heading,)
        small = text_font(self._note, Role.SMALL)
        notes = broken(self._note, small, width, current().rtl) if large else [self._note]
        return [*((line, font, False) for line in heading), *((line, small, True) for line in notes if line)]

    def _high(self, width: float, role: Role) -> float:
        return sum(tight_height(font) for _, font, _ in self._lines(width, role))


def lines_of_heading(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """The text in one line, or in two where it is wider than `width`: the first holds as many words as fit."""
    words = text.split(" ")
    fits = max((n for n in range(1, len(words) + 1) if text_width(" ".join(words[:n]), font) <= width), default=1)
    return (text,) if fits >= len(words) else (" ".join(words[:fits]), " ".join(words[fits:]))
