"""Choice chips: one press chooses, by mouse, by number key or by arrow key; no drop-down up to five choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QSizePolicy, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import latin_digits
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.flow import Flow, Wraps
from desktop.ui.widgets.line import broken, pitch_of
from desktop.ui.widgets.painting import (
    colour,
    draw_frame,
    draw_key,
    draw_text,
    is_hovered,
    key_size,
    text_font,
    text_width,
)
from desktop.words.catalogue import tr

_PAD, _GAP, _ICON = 8, 10, 18
_SPARE = 4  # Qt breaks by the advance of a word, which may be wider than its ink
_TICK = "check"
_ARROWS = {
    int(Qt.Key.Key_Right): 1,
    int(Qt.Key.Key_Down): 1,
    int(Qt.Key.Key_Left): -1,
    int(Qt.Key.Key_Up): -1,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its value, its words, and its key when it is not its place in the row."""

    value: str
    label: str
    key: str = ""


class Walked:
    """Whatever is walked through by Enter, field by field: a chip in it leaves Enter to it."""


class Chip(QCheckBox, Wraps):
    """One chip that is on or off; `toggled` is Qt's own signal. Used alone it fills a field ("not needed").

    `key` stands on a key cap before the words, `icon` is an icon's name; a tick is drawn
    only while the chip is on. Space presses it, and so does Enter where nothing is walked through by Enter."""

    def __init__(self, label: str, key: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew when the pointer comes and goes
        self._label, self._key, self._icon_name = label, key, icon
        self.setAccessibleName(label)
        self.setText(label.replace("&", "&&"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, label: str) -> None:
        """Show other words."""
        self._label = label
        self.setAccessibleName(label)
        self.setText(label.replace("&", "&&"))
        self.updateGeometry()

    def label(self) -> str:
        """The words as they are seen."""
        return self._label

    def key(self) -> str:
        """What stands on the key cap; empty for none."""
        return self._key

    @override
    def sizeHint(self) -> QSize:
        """Wide enough for the words in bold, so that choosing moves nothing."""
        return QSize(self._width_for(self._label), current().row)

    @override
    def minimumSizeHint(self) -> QSize:
        """A chip is never narrower than its longest word; the others may stand in further lines."""
        return QSize(self.least_width(), current().row)

    @override
    def least_width(self) -> int:
        """As wide as its longest word asks for."""
        return max(self._width_for(word) for word in self._label.split(" "))

    @override
    def height_in(self, width: int) -> int:
        """A row, and the pitch of its script for each further line."""
        return current().row + ceil(pitch_of(self._font(bold=True)) * (len(self._lines(width)) - 1))

    def hitButton(self, pos: object, /) -> bool:
        """The whole chip is pressed, not a box in it."""
        del pos
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a chip that stands alone; in a row or a form it goes on to the next field."""
        row = self.parentWidget()
        alone = not isinstance(row, ChoiceChips)
        if isinstance(row, ChoiceChips) and row.has_stray and event.key() == Qt.Key.Key_Space:
            event.ignore()  # a space between words that are typed into nothing chooses nobody
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not alone or self._is_walked():
                event.ignore()  # Qt would press it under some desktops (GNOME), and nobody would go on
                return
            if not event.modifiers():
                self.click()
                return
        if not alone and event.key() in _ARROWS:
            event.ignore()  # the row decides where an arrow goes; Qt's own way is blind to mirroring
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The row is left when the keyboard goes to none of its chips."""
        super().focusOutEvent(event)
        row, now = self.parentWidget(), QApplication.focusWidget()
        if isinstance(row, ChoiceChips) and (now is None or not row.isAncestorOf(now)):
            row.leave()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, then key cap or icon, then the words."""
        painter = QPainter(self)
        look, on = current(), self.isChecked()
        ground = "accent_soft" if on else "wash" if self.isDown() or is_hovered(self) else "surface"
        if not self.isEnabled():
            ground = "sunk"
        ink = "edge" if not self.isEnabled() else "accent" if on else "ink"
        proposed = on and bool(self.property("proposed"))
        edge = "accent" if on else "edge"
        draw_frame(painter, QRectF(self.rect()), ground, edge, width=2 if on else None, dashed=proposed)
        x = float(look.px(_PAD if self._key else 14))
        if self._key:
            width, height = key_size(self._key)
            left = mirror(x, width, self.width(), look.rtl)
            cap = QRectF(left, (self.height() - height) / 2, width, height)
            draw_key(painter, cap, self._key, "accent" if on else "edge", "accent" if on else "muted")
        elif self._icon_name:
            size = look.px(_ICON)
            left = mirror(x, size, self.width(), look.rtl)
            square = QRectF(left, (self.height() - size) / 2, size, size)
            if on or self._icon_name != _TICK:
                paint_icon(painter, square, self._icon_name, colour(ink), look.rtl)
            else:  # a tick says yes
                draw_frame(painter, square.adjusted(2, 2, -2, -2), ground, "edge", radius=3)
        x += self._lead()
        width = self.width() - x - look.px(8)
        lines, pitch = self._lines(self.width()), pitch_of(self._font(on))
        high = self.height() - pitch * (len(lines) - 1)
        for at, line in enumerate(lines):
            place = QRectF(mirror(x, width, self.width(), look.rtl), at * pitch, width, high)
            draw_text(painter, place, line, self._font(on), ink)

    def _is_walked(self) -> bool:
        around = self.parentWidget()
        while around is not None and not isinstance(around, Walked):
            around = around.parentWidget()
        return around is not None

    def _lines(self, width: int) -> list[str]:
        """The words as they stand in a chip of this width; in bold, so that choosing moves nothing."""
        font, room = self._font(bold=True), width - self._around()
        if text_width(self._label, font) <= room + 0.5:
            return [self._label]
        return broken(self._label, font, room + _SPARE, current().rtl)

    def _width_for(self, words: str) -> int:
        return max(44, ceil(self._around() + max(text_width(words, self._font(bold)) for bold in (False, True))))

    def _around(self) -> float:
        """What stands before and after the words."""
        pads = _PAD + 18 if self._key else 14 + 14
        return current().px(pads) + self._lead()

    def _lead(self) -> float:
        look = current()
        if self._key:
            return key_size(self._key)[0] + look.px(_GAP)
        return float(look.px(_ICON) + look.px(_GAP)) if self._icon_name else 0.0

    def _font(self, bold: bool) -> QFont:
        return text_font(self._label, Role.BODY, bold=bold)


class ChoiceChips(QWidget):
    """A row of chips of which at most one is on. `chosen(value)` is sent when a person chooses, not by `set_value`.

    One stop for the Tab key: the chosen chip, else the first. Digits of three scripts and the arrow keys choose.
    `numbered=False` leaves the number keys away. In a form the first number key of a visit chooses and further ones do
    not, since they are meant for the next field when Enter was not felt; arrows and coming back do.
    `held(sentence)` says why a key did nothing, and is empty when that is over."""

    chosen = Signal(str)
    held = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        numbered: bool = True,
        gap: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._once, self._answered, self.has_stray = False, False, False
        self._chips: dict[str, Chip] = {}
        self._keys: dict[str, str] = {}
        for number, choice in enumerate(choices, start=1):
            key = (choice.key or str(number)) if numbered else ""
            chip = Chip(choice.label, key=key, parent=self)
            chip.setAccessibleDescription(name)
            chip.clicked.connect(lambda _on=False, value=choice.value: self._press(value))
            self._chips[choice.value] = chip
            if key:
                self._keys[key.casefold()] = choice.value
        self.setAccessibleName(name)
        self.setLayout(Flow(list(self._chips.values()), gap=gap))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._value: str | None = None
        self._given: str | None = None
        self._give_one_stop()

    def value(self) -> str | None:
        """The chosen value, or None."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Choose without telling anybody; None takes the choice away."""
        self._put_on(value)
        self.take_as_given()

    def is_answered(self) -> bool:
        """Whether a person chose something else than stood here."""
        return self._value != self._given

    def take_as_given(self) -> None:
        """What is chosen was kept, or is let go."""
        self._given = self._value

    def set_proposed(self, proposed: bool) -> None:
        """Show the choice as a proposal: dashed until a person chooses."""
        self.setProperty("proposed", proposed)
        for chip in self._chips.values():
            chip.setProperty("proposed", proposed)
            chip.update()

    def answer_once(self) -> None:
        """One number key a visit from now on: the row stands in a form, with a next field that digits may be for."""
        self._once = True

    def chip(self, value: str) -> Chip:
        """The chip of a value."""
        return self._chips[value]

    def focus_chip(self) -> Chip | None:
        """The chip that the Tab key reaches."""
        return self._chips.get(self._value or "", next(iter(self._chips.values()), None))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose; arrows go to the neighbour, as it is seen, and choose it."""
        typed = latin_digits(event.text())
        value = self._keys.get(typed.casefold())
        if self._once and self._answered and typed.isdecimal() and value != self._value:
            words = self._chips[self._value].label() if self._value else ""
            self.held.emit(tr("{chosen} is chosen. Enter goes on; the arrow keys choose another.", chosen=words))
            return
        if value is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._let_go()
            self._answered = True
            self._press(value)
            self._chips[value].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        step = _ARROWS.get(event.key())
        if step is None or not self._chips:
            if typed.isalpha():
                self.has_stray = True
                self.held.emit(tr("A letter chooses nothing here: a number does. Enter goes on."))
            super().keyPressEvent(event)
            return
        self._let_go()
        if current().rtl and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        values = list(self._chips)
        here = next((at for at, name in enumerate(values) if self._chips[name].hasFocus()), 0)
        target = values[(here + step) % len(values)]
        self._press(target)
        self._chips[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The keyboard went elsewhere: the next number key that comes here chooses again."""
        self._answered = False
        self._let_go()

    def _let_go(self) -> None:
        self.has_stray = False
        self.held.emit("")

    def _put_on(self, value: str | None) -> None:
        self._value = value if value in self._chips else None
        for key, chip in self._chips.items():
            chip.setChecked(key == self._value)
        self._give_one_stop()

    def _press(self, value: str) -> None:
        self._put_on(value)
        self.chosen.emit(value)

    def _give_one_stop(self) -> None:
        stop = self.focus_chip()
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)
        if stop is not None:
            self.setFocusProxy(stop)


def hold_width(chips: ChoiceChips) -> None:
    """Keep a short row of chips on one line where other widgets stand beside it; large text may need more lines."""
    if not current().large_text:
        chips.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chips.setFixedSize(chips.sizeHint())
