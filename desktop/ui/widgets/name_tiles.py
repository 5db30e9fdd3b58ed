"""Names of operators as tiles, of which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import initials, latin_digits
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import (
    draw_frame,
    draw_initials,
    draw_key,
    draw_text,
    fitting,
    is_hovered,
    key_size,
    text_font,
    tight_height,
)

_DIGITS = 9
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class LockName:
    """One operator to choose: key and name; who has which role is nobody's business before the unlock."""

    key: str
    name: str


class NameTile(QPushButton):
    """One name with its initials; checked when chosen."""

    def __init__(self, name: LockName, key: str = "", parent: QWidget | None = None) -> None:
        """`key` is the digit that chooses it, shown on a key cap."""
        super().__init__(parent)
        self._name, self._digit = name, key
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setText(name.name.replace("&", "&&"))
        self.setAccessibleName(name.name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """66 px high, or more when the name asks for it."""
        line = tight_height(text_font(self._name.name, Role.BODY))
        return QSize(current().px(220), round(max(current().px(60 if current().layout.small else 67), line + 10)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Long names are shortened."""
        return QSize(current().px(140), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are left to the tiles together; Qt's own way is blind to mirroring."""
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour at once."""
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover colour away at once."""
        super().leaveEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, initials and name."""
        painter, look, on = QPainter(self), current(), self.isChecked()
        ground = "accent_soft" if on else "wash" if is_hovered(self) or self.isDown() else "surface"
        edge = "accent" if on else "line"
        draw_frame(painter, QRectF(self.rect()), ground, edge, radius=8, width=2 if on else None)
        size = float(look.px(44))
        place = QRectF(mirror(12, size, self.width(), look.rtl), (self.height() - size) / 2, size, size)
        draw_initials(painter, place, initials(self._name.name), look.px(15), radius=8, strong=on)
        start = 12 + size + 12
        room = key_size(self._digit)[0] + 12 if self._digit else 0.0
        width = self.width() - start - 8 - room
        if self._digit:
            wide, high = key_size(self._digit)
            cap = QRectF(
                mirror(start + width + 8, wide, self.width(), look.rtl), (self.height() - high) / 2, wide, high
            )
            draw_key(painter, cap, self._digit, edge, "muted")
        left = mirror(start, width, self.width(), look.rtl)
        font = text_font(self._name.name, Role.BODY, bold=True)
        high = tight_height(font)
        line = QRectF(left, (self.height() - high) / 2, width, high)
        draw_text(painter, line, fitting(self._name.name, font, width), font, "ink")


class NameTiles(QWidget):
    """Names in two columns, of which at most one is chosen; arrows go from one to the next, a digit chooses.

    `chosen(key)` when a person chooses; `settled(key)` when that was a click, Enter or a digit: now the passphrase."""

    chosen = Signal(str)
    settled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setSpacing(12)
        self._tiles: dict[str, NameTile] = {}

    def set_names(self, names: Sequence[LockName]) -> None:
        """Offer names; the only one is chosen."""
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        for at, name in enumerate(names):
            tile = NameTile(name, str(at + 1) if at < _DIGITS else "")
            tile.clicked.connect(lambda _on=False, key=name.key: self._settle(key))
            self._tiles[name.key] = tile
            self._grid.addWidget(tile, at // 2, at % 2)
        if len(names) == 1:
            self.choose(names[0].key)

    def present(self) -> str:
        """Key of the chosen name; empty while none is."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a name without telling anybody."""
        for each, tile in self._tiles.items():
            tile.setChecked(each == key)

    def tile(self, key: str) -> NameTile:
        """The tile of a name."""
        return self._tiles[key]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the neighbour, as it is seen."""
        along = -1 if current().rtl else 1
        steps = {
            int(Qt.Key.Key_Right): along,
            int(Qt.Key.Key_Left): -along,
            int(Qt.Key.Key_Down): 2,
            int(Qt.Key.Key_Up): -2,
        }
        step, keys = steps.get(event.key()), list(self._tiles)
        here = next((key for key, tile in self._tiles.items() if tile.hasFocus()), "")
        digit = latin_digits(event.text())
        if here and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle(here)
            return
        if digit in "123456789"[: len(keys)] and digit and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._settle(keys[int(digit) - 1])
            return
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        at = keys.index(here or self.present()) if here or self.present() else 0
        target = keys[min(len(keys) - 1, max(0, at + step))]
        self._press(target)
        self._tiles[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _settle(self, key: str) -> None:
        self._press(key)
        self.settled.emit(key)
