"""A small keyboard on the screen for Urdu and Sindhi: it shows which key gives which letter, and can be pressed.

While it is on, the laptop's own Latin keys give these letters too. It never takes the keyboard from a field, and it
stands where the field that is written in can be seen."""

import unicodedata
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role, make_font
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.keyboard_layouts import LAYOUTS
from desktop.ui.widgets.painting import Align, colour, draw_frame, draw_key, draw_text, key_font, key_size, text_font
from desktop.ui.widgets.phonetic import phonetic
from desktop.values.vocabulary import Language
from desktop.words.catalogue import tr

_KEY, _GAP, _PAD = 44, 4, 8
_WIDEST = 62
_BACK, _SHIFT, _SPACE, _HIDE, _OFF = "back", "shift", "space", "hide", "off"


@dataclass(frozen=True, slots=True)
class _Key:
    """One key as it lies: a Latin key's name, a language, or one of the keys that do something."""

    place: QRectF
    what: str


class ScreenKeyboard(QWidget):
    """The keys, painted. `keyboard_host` makes one for a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._keys: list[_Key] = []
        self._down: _Key | None = None
        self._sticky = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Keyboard on the screen"))
        phonetic().changed.connect(self._changed)
        self.hide()

    def key_place(self, what: str) -> QPoint:
        """The middle of a key, by the Latin key it stands for (``a``), or ``shift``, ``space``, ``back``, ``sd``."""
        return next(key.place for key in self._keys if key.what == what).center().toPoint()

    def lay_out(self, width: int) -> QSize:
        """Lay the keys into this width; gives the size that they take."""
        look, state = current(), phonetic()
        high, gap, pad = look.px(_KEY), _GAP, _PAD
        rows = [list(row) for row in state.layout.rows]
        rows[0].append(_BACK)
        rows[2].insert(0, _SHIFT)
        most = max(len(row) for row in rows)
        wide = min(look.px(_WIDEST), (width - 2 * pad - (most - 1) * gap) / most)
        whole = most * wide + (most - 1) * gap
        keys: list[_Key] = []
        y = float(pad)
        for at, row in enumerate(rows):
            x = pad + at * wide / 4 if len(row) + 0.5 <= most else float(pad)
            for what in row:
                last = what == _BACK
                right = pad + whole
                keys.append(_Key(QRectF(x, y, right - x if last else wide, high), what))
                x += wide + gap
            y += high + gap
        keys += self._last_row(pad, y, whole, high)
        self._keys = keys
        return QSize(round(whole + 2 * pad), round(y + high + pad))

    def _last_row(self, x: float, y: float, whole: float, high: float) -> list[_Key]:
        look = current()
        tab, off, hide = look.px(84), look.px(150), look.px(150)
        space = whole - 2 * tab - off - hide - 4 * _GAP
        made: list[_Key] = []
        for what, wide in (
            (Language.URDU.value, tab),
            (Language.SINDHI.value, tab),
            (_SPACE, space),
            (_HIDE, hide),
            (_OFF, off),
        ):
            made.append(_Key(QRectF(x, y, wide, high), what))
            x += wide + _GAP
        return made

    @override
    def event(self, event: QEvent) -> bool:
        """A click beside the keys goes nowhere: not to what lies under them."""
        if event.type() in (QEvent.Type.MouseButtonDblClick,) and isinstance(event, QMouseEvent):
            self.mousePressEvent(event)
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a key; the field keeps the keyboard."""
        self._down = next((key for key in self._keys if key.place.contains(event.position())), None)
        if self._down is not None:
            self._press(self._down.what)
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._down = None
        self.update()

    def _press(self, what: str) -> None:
        state = phonetic()
        if what == _SHIFT:
            self._sticky = not self._sticky
        elif what in LAYOUTS:
            state.choose(Language(what))
        elif what == _HIDE:
            state.hide_keys()
        elif what == _OFF:
            state.turn_off()
        elif what == _BACK:
            _send(Qt.Key.Key_Backspace, "\b")
        elif what == _SPACE:
            _send(Qt.Key.Key_Space, " ")
        else:
            field = QApplication.focusWidget()
            if isinstance(field, TextField):
                field.type_letter(state.layout.letter(what, shift=self._shifted()))
            self._sticky = False

    def _shifted(self) -> bool:
        return self._sticky or phonetic().shift

    def _changed(self) -> None:
        self.update()

    # --- painting ----------------------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and every key."""
        painter = QPainter(self)
        draw_frame(painter, QRectF(self.rect()), "wash", "edge", radius=8)
        for key in self._keys:
            self._paint(painter, key)

    def _paint(self, painter: QPainter, key: _Key) -> None:
        state = phonetic()
        on = (key.what == _SHIFT and self._shifted()) or key.what == state.layout.language.value
        ground = "accent_soft" if on else "line" if key is self._down else "surface"
        draw_frame(painter, key.place, ground, "accent" if on else "edge", width=2 if on else None)
        if key.what in state.layout.letters:
            self._paint_letters(painter, key)
        elif key.what in LAYOUTS:
            _draw_word(painter, key.place, LAYOUTS[Language(key.what)].name, "accent" if on else "ink")
        elif key.what == _SHIFT:
            draw_text(painter, key.place, "Shift", key_font(), "accent" if on else "muted", Align.CENTRE, rtl=False)
        elif key.what == _BACK:
            _draw_icon(painter, key.place, "arrow-left")
        elif key.what == _HIDE:
            draw_text(
                painter, key.place, tr("Hide the keys"), text_font(tr("Hide the keys"), Role.SMALL), "ink", Align.CENTRE
            )
        elif key.what == _OFF:
            self._paint_off(painter, key.place)

    def _paint_letters(self, painter: QPainter, key: _Key) -> None:
        """The letter of this level large; the Latin key in one corner, the other level in another."""
        layout, shifted = phonetic().layout, self._shifted()
        main, other = (layout.letter(key.what, shift=level) for level in (shifted, not shifted))
        place = key.place
        draw_text(
            painter,
            place.adjusted(0, 2, 0, -2),
            _visible(main),
            _letter_font(22),
            "ink",
            Align.CENTRE,
            rtl=False,
            by_ink=True,
        )
        corner = QRectF(place.left() + 4, place.top() + 1, place.width() - 8, 16)
        draw_text(painter, corner, key.what.upper(), _small_font(), "muted", Align.LEADING, rtl=False)
        if other:
            low = QRectF(place.left() + 4, place.bottom() - 20, place.width() - 8, 18)
            draw_text(painter, low, _visible(other), _letter_font(13), "muted", Align.TRAILING, rtl=False, by_ink=True)

    def _paint_off(self, painter: QPainter, place: QRectF) -> None:
        words, look = tr("Off"), current()
        cap = "Ctrl K"
        wide, high = key_size(cap)
        draw_text(painter, place.adjusted(12, 0, -12, 0), words, text_font(words, Role.SMALL), "ink")
        x = place.left() + 10 if look.rtl else place.right() - wide - 10
        draw_key(painter, QRectF(x, place.center().y() - high / 2, wide, high), cap, "edge", "muted")


def _send(key: Qt.Key, text: str) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, TextField):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _visible(letter: str) -> str:
    """A mark needs something to stand on."""
    return f"\u25cc{letter}" if letter and unicodedata.combining(letter) else letter


def _letter_font(size: int) -> QFont:
    face = Face.LATEEF if phonetic().layout.language is Language.SINDHI else Face.NASKH
    return make_font(round(size * current().scale * (1.3 if face is Face.LATEEF else 1)), face, 400)


def _small_font() -> QFont:
    return make_font(round(11 * current().scale), Face.LATIN, 400)


def _draw_word(painter: QPainter, place: QRectF, word: str, tint: str) -> None:
    draw_text(painter, place, word, make_font(round(17 * current().scale), Face.NASKH, 400), tint, Align.CENTRE)


def _draw_icon(painter: QPainter, place: QRectF, icon: str) -> None:
    size = current().px(20)
    square = QRectF(place.center().x() - size / 2, place.center().y() - size / 2, size, size)
    paint_icon(painter, square, icon, colour("ink"))
