"""Names of operators as tiles, of which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import initials, latin_digits
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.following_area import FollowingArea
from desktop.ui.widgets.painting import (
    draw_frame,
    draw_initials,
    draw_key,
    draw_text,
    fitting,
    is_hovered,
    key_size,
    text_font,
    text_width,
    tight_height,
)

_COLUMNS, _DIGITS, _EDGE = 2, 9, 8
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class LockName:
    """One operator to choose: key and name; who has which role is nobody's business before the unlock."""

    key: str
    name: str


class NameTile(QPushButton):
    """One name with its initials; checked when chosen."""

    def __init__(self, name: LockName, key: str = "", parent: QWidget | None = None) -> None:
        """`key` is what chooses it, shown on a key cap."""
        super().__init__(parent)
        self._name, self._cap = name, key
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setText(name.name.replace("&", "&&"))
        self.setAccessibleName(name.name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def cap(self) -> str:
        """The key that chooses this name, as its cap shows it; empty for none."""
        return self._cap

    def set_cap(self, key: str) -> None:
        """Show another key."""
        self._cap = key
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """66 px high, or more when the name asks for it."""
        line = tight_height(text_font(self._name.name, Role.BODY))
        return QSize(current().px(220), round(max(current().wide(60 if current().layout.small else 67), line + 10)))

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
        font = text_font(self._name.name, Role.BODY, bold=True)
        room = key_size(self._cap)[0] + 8 if self._cap else 0.0
        size = float(look.wide(44))
        start = 12 + size + 12
        width = self.width() - start - 8 - room
        if text_width(self._name.name, font) > width:  # the name is needed, its initials are not
            start, width = 16, self.width() - 16 - 8 - room
        else:
            place = QRectF(mirror(12, size, self.width(), look.rtl), (self.height() - size) / 2, size, size)
            draw_initials(painter, place, initials(self._name.name), look.wide(15), radius=8, strong=on)
        if self._cap:
            wide, high = key_size(self._cap)
            left = mirror(self.width() - wide - 12, wide, self.width(), look.rtl)
            draw_key(painter, QRectF(left, (self.height() - high) / 2, wide, high), self._cap, edge, "muted")
        left = mirror(start, width, self.width(), look.rtl)
        high = tight_height(font)
        line = QRectF(left, (self.height() - high) / 2, width, high)
        draw_text(painter, line, fitting(self._name.name, font, width), font, "ink")


class NameTiles(QWidget):
    """Names in two columns, of which at most one is chosen, by arrow, Enter, a click or its digit: `chosen(key)`.

    While nobody is chosen the digit alone chooses; afterwards digits belong to a passphrase: Alt and the digit."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._tiles: dict[str, NameTile] = {}

    def set_names(self, names: Sequence[LockName]) -> None:
        """Offer names; the only one is chosen."""
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        for at, name in enumerate(names):
            tile = NameTile(name)
            tile.clicked.connect(lambda _on=False, key=name.key: self._press(key))
            self._tiles[name.key] = tile
            self._grid.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
        self.choose(names[0].key if len(names) == 1 else "")

    def every(self) -> tuple[str, ...]:
        """Keys of all names, in their order."""
        return tuple(self._tiles)

    def present(self) -> str:
        """Key of the chosen name; empty while none is."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a name, or none, without telling anybody."""
        held = "Alt " if key else ""
        for at, (each, tile) in enumerate(self._tiles.items()):
            tile.setChecked(each == key)
            tile.set_cap(f"{held}{at + 1}" if at < _DIGITS else "")

    def tile(self, key: str) -> NameTile:
        """The tile of a name."""
        return self._tiles[key]

    def focus_first(self) -> None:
        """The first name has the keyboard."""
        for tile in list(self._tiles.values())[:1]:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, event: QKeyEvent) -> bool:
        """Choose what a key names: an arrow the neighbour as it is seen, a digit its name. Whether it named one."""
        keys = list(self._tiles)
        if not keys or event.modifiers() & ~_KEYPAD:
            return False
        digit = latin_digits(event.text())
        if digit and digit in "123456789"[: len(keys)]:
            self._press(keys[int(digit) - 1])
            return True
        along = -1 if current().rtl else 1
        steps = {
            int(Qt.Key.Key_Right): along,
            int(Qt.Key.Key_Left): -along,
            int(Qt.Key.Key_Down): _COLUMNS,
            int(Qt.Key.Key_Up): -_COLUMNS,
        }
        if event.key() not in steps:
            return False
        here = self._here() or self.present()
        there = keys.index(here) + steps[event.key()] if here else 0
        self._press(keys[min(len(keys) - 1, max(0, there))])
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the name that has the keyboard."""
        here = self._here()
        if here and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(here)
        elif not self.take(event):
            super().keyPressEvent(event)

    def _here(self) -> str:
        """Key of the name that has the keyboard."""
        return next((key for key, tile in self._tiles.items() if tile.hasFocus()), "")

    def _press(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class NameArea(FollowingArea):
    """The names, scrolled where there are more than fit: who is chosen is always seen, or else who has the keyboard."""

    def __init__(self, names: NameTiles) -> None:
        super().__init__()
        self._names = names
        self.setWidget(names)
        names.chosen.connect(self.show_chosen)
        # when the area gets its place, and again when sentences below take room away
        self.verticalScrollBar().rangeChanged.connect(self.show_chosen, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def show_chosen(self) -> None:
        """Bring the chosen name into view."""
        key = self._names.present()
        if key:
            self.ensureWidgetVisible(self._names.tile(key), 0, _EDGE)

    @override
    def sizeHint(self) -> QSize:
        """One name; the rest of the room comes by stretch, up to all of them."""
        tiles = [self._names.tile(key) for key in self._names.every()]
        high = max((tile.sizeHint().height() for tile in tiles), default=0)
        return QSize(self._names.sizeHint().width(), high + 2 * _EDGE)

    @override
    def minimumSizeHint(self) -> QSize:
        """One name."""
        return QSize(self._names.minimumSizeHint().width(), self.sizeHint().height())
