"""Buttons: one filled button a screen, the others outlined or quiet, each with its key on it."""

from enum import StrEnum
from math import ceil
from typing import override

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.left_keyboard import leave_keyboard, take_keyboard_back
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
)

_GAP = 9
_ICON = 20


class ButtonKind(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


class Button(QPushButton):
    """A painted push button. `icon` is an icon's name, `key` what stands on the key cap (`Ctrl P`).

    `shortcut` makes the key work in the whole window (`Ctrl+P`). Enter and Space press a focused button.
    `station` is the 64 px button of a lane. `clicked` is Qt's own signal."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon: str = "",
        key: str = "",
        shortcut: str = "",
        icon_after: bool = False,
        station: bool = False,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew when the pointer comes and goes
        self._kind, self._icon_name, self._key = kind, icon, key
        self._after, self._station = icon_after, station
        self._shown = text
        self.set_text(text)
        if shortcut:
            keys = QKeySequence(shortcut)
            assert keys.toString(), f"{shortcut} is no key that Qt knows"  # it would be heard by nobody
            self.setShortcut(keys)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    @property
    def kind(self) -> ButtonKind:
        """How much this button asks to be pressed."""
        return self._kind

    def set_text(self, text: str) -> None:
        """Show another text; it is also what a screen reader says."""
        self._shown = text
        shortcut = self.shortcut()
        self.setText(text.replace("&", "&&"))
        if not shortcut.isEmpty():  # QAbstractButton takes the shortcut away with each new text
            self.setShortcut(shortcut)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def shown_text(self) -> str:
        """The text as it is seen."""
        return self._shown

    def set_icon(self, icon: str) -> None:
        """Show another icon by name; an empty name takes it away."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def key(self) -> str:
        """What stands on the key cap; empty for none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show another key cap; it does not change which key presses the button."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Padding, icon, text and key cap; a filled button is at least 180 wide."""
        look = current()
        alone = not self._shown and not self._key
        pad = look.wide(14 if alone else 12 if self._kind is ButtonKind.QUIET else 19)
        width = ceil(self._content_width()) + 2 * pad
        if self._kind is ButtonKind.PRIMARY:
            width = max(width, look.wide(180))
        height = max(look.row, look.px(64 * look.layout.factor)) if self._station else look.row
        return QSize(max(width, 44), height)

    @override
    def minimumSizeHint(self) -> QSize:
        """A button is never narrower than its text."""
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """A second Enter on a button that works goes nowhere."""
        return leave_keyboard(self) or super().focusNextPrevChild(next)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Pressed again by who waited for it."""
        super().changeEvent(event)
        take_keyboard_back(self, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, icon, text and key cap from the leading edge, in the middle of the button."""
        painter = QPainter(self)
        ink = self._draw_ground(painter)
        look = current()
        widths = self._parts()
        room = self.width() - 2 * look.px(8)
        x = max(look.px(8), (self.width() - min(self._content_width(), room)) / 2)
        for part, width in widths:
            place = QRectF(mirror(x, width, self.width(), look.rtl), 0, width, self.height())
            if part == "icon":
                size = min(width, place.height())
                square = QRectF(place.left(), (self.height() - size) / 2, size, size)
                paint_icon(painter, square, self._icon_name, colour(ink), look.rtl)
            elif part == "key":
                cap_width, cap_height = key_size(self._key)
                cap = QRectF(place.left(), (self.height() - cap_height) / 2, cap_width, cap_height)
                draw_key(painter, cap, self._key, *self._cap_tints(ink))
            else:
                draw_text(painter, place, fitting(self._shown, self._text_font(), width), self._text_font(), ink)
            x += width + look.px(_GAP)

    def _parts(self) -> list[tuple[str, float]]:
        look = current()
        icon = [("icon", float(look.px(_ICON)))] if self._icon_name else []
        text = [("text", text_width(self._shown, self._text_font()))] if self._shown else []
        key = [("key", key_size(self._key)[0])] if self._key else []
        return text + icon + key if self._after else icon + text + key

    def _content_width(self) -> float:
        parts = self._parts()
        return sum(width for _, width in parts) + current().px(_GAP) * max(0, len(parts) - 1)

    def _text_font(self) -> QFont:
        heavy = self._kind in (ButtonKind.PRIMARY, ButtonKind.DANGER)
        role = Role.HEADING if self._station else Role.BODY
        return text_font(self._shown, role, bold=heavy or self._station)

    def _cap_tints(self, ink: str) -> tuple[str, str]:
        if not self.isEnabled() or self._kind in (ButtonKind.PRIMARY, ButtonKind.DANGER):
            return ink, ink
        return "edge", "muted"

    def _draw_ground(self, painter: QPainter) -> str:
        """Draw the frame for the present state; gives the tint of what stands on it."""
        rect = QRectF(self.rect())
        down, over = self.isDown(), is_hovered(self)
        if not self.isEnabled():
            if self._kind is not ButtonKind.QUIET:
                draw_frame(painter, rect, "sunk", "line")
            return "edge"
        if self._kind is ButtonKind.PRIMARY:
            draw_frame(painter, rect, "accent_down" if down else "accent_hover" if over else "accent")
            return "on_accent"
        ground = "wash" if down or over else "surface"
        if self._kind is ButtonKind.SECONDARY:
            draw_frame(painter, rect, ground, "ink" if over or down else "edge")
            return "ink"
        if self._kind is ButtonKind.DANGER:
            draw_frame(painter, rect, ground, "danger", width=2)
            return "danger"
        if down or over:
            draw_frame(painter, rect, "line" if down else "wash")
        return "ink"


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class KeyCap(QWidget):
    """A key cap standing alone, beside a sentence that names the key."""

    def __init__(self, name: str, tint: str = "muted", edge: str = "edge", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tint, self._edge = name, tint, edge
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """22 px high at text size 100 %."""
        width, height = key_size(self._name)
        return QSize(ceil(width), ceil(height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        draw_key(QPainter(self), QRectF(self.rect()), self._name, self._edge, self._tint)


class SureButton(Button):
    """A button for what cannot be taken back: the first press asks in its own place, the second sends `sure`.

    A double click is one press: nobody has read the question yet. It goes away when the keyboard goes elsewhere."""

    sure = Signal()

    def __init__(
        self,
        text: str,
        question: str,
        icon: str = "",
        key: str = "",
        shortcut: str = "",
        kind: ButtonKind = ButtonKind.QUIET,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, icon, key, shortcut, parent=parent)
        self._text, self._question = text, question
        self._asked = QElapsedTimer()
        self.clicked.connect(self._pressed)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nobody answered."""
        super().focusOutEvent(event)
        self.set_text(self._text)

    def _pressed(self) -> None:
        if self.shown_text() == self._question:
            if self._asked.hasExpired(QApplication.doubleClickInterval()):
                self.set_text(self._text)
                self.sure.emit()
        else:
            self._asked.start()
            self.set_text(self._question)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
