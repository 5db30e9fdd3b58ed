"""The lock screen: who is at the desk, the passphrase, and nothing about anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.icons import paint_drawing
from desktop.ui.appearance.layout import margins, mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import has_arabic, initials
from desktop.ui.appearance.typefaces import Face, Role, make_font
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import PassphraseField, ProblemLine
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.painting import (
    colour,
    draw_frame,
    draw_initials,
    draw_selvedge,
    draw_text,
    fitting,
    is_hovered,
    text_font,
    text_width,
    tight_height,
)
from desktop.ui.widgets.picture import Icon, Panel

_SELVEDGE = 13
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class LockWords:
    """Every word of the lock screen. `caps_on` and `caps_off` say how capital letters stand."""

    heading: str
    note: str
    passphrase: str
    unlock: str
    forgot: str
    help: str
    languages: str
    caps_on: str
    caps_off: str
    office: str
    safe: str
    name_latin: str = "Haqdar"
    name_arabic: str = "حقدار"


@dataclass(frozen=True, slots=True)
class LockName:
    """One operator to choose: key, name, role in words."""

    key: str
    name: str
    role: str


class NameTile(QPushButton):
    """One name with its initials; checked when chosen."""

    def __init__(self, name: LockName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setText(name.name.replace("&", "&&"))
        self.setAccessibleName(f"{name.name}, {name.role}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """66 px high, or more when two lines ask for it."""
        lines = tight_height(text_font(self._name.name, Role.BODY)) + tight_height(
            text_font(self._name.role, Role.SMALL)
        )
        return QSize(current().px(220), round(max(current().px(60 if current().layout.small else 67), lines + 10)))

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
        """Draw frame, initials, name and role."""
        painter, look, on = QPainter(self), current(), self.isChecked()
        ground = "accent_soft" if on else "wash" if is_hovered(self) or self.isDown() else "surface"
        edge = "accent" if on else "line"
        draw_frame(painter, QRectF(self.rect()), ground, edge, radius=8, width=2 if on else None)
        size = float(look.px(44))
        place = QRectF(mirror(12, size, self.width(), look.rtl), (self.height() - size) / 2, size, size)
        draw_initials(painter, place, initials(self._name.name), look.px(15), radius=8, strong=on)
        start = 12 + size + 12
        width = self.width() - start - 8
        left = mirror(start, width, self.width(), look.rtl)
        name, role = text_font(self._name.name, Role.BODY, bold=True), text_font(self._name.role, Role.SMALL)
        high = tight_height(name) + tight_height(role)
        y = (self.height() - high) / 2
        for text, font, tint in ((self._name.name, name, "ink"), (self._name.role, role, "muted")):
            line = QRectF(left, y, width, tight_height(font))
            draw_text(painter, line, fitting(text, font, width), font, tint)
            y += tight_height(font)


class NameTiles(QWidget):
    """Names in two columns, of which one is chosen; arrows go from one to the next. `chosen(key)` by hand."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setSpacing(12)
        self._tiles: dict[str, NameTile] = {}

    def set_names(self, names: Sequence[LockName]) -> None:
        """Offer names; the first is chosen."""
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        for at, name in enumerate(names):
            tile = NameTile(name)
            tile.clicked.connect(lambda _on=False, key=name.key: self._press(key))
            self._tiles[name.key] = tile
            self._grid.addWidget(tile, at // 2, at % 2)
        if names:
            self.choose(names[0].key)

    def present(self) -> str:
        """Key of the chosen name; empty when there are no names."""
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
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        here = keys.index(self.present()) if self.present() else 0
        target = keys[min(len(keys) - 1, max(0, here + step))]
        self._press(target)
        self._tiles[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class LockSide(QWidget):
    """The dark half: mark, name in two scripts, office; the woven edge towards the form."""

    def __init__(self, words: LockWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words.name_latin)
        self.setFixedWidth(current().layout.lock_panel)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel; the letter itself is never turned round."""
        painter, look = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height, small = self.width(), self.height(), look.layout.small
        painter.fillRect(self.rect(), QColor(look.tokens.bar))
        if not small:
            self._draw_letter(painter)
        side = mirror(width - _SELVEDGE, _SELVEDGE, width, look.rtl)
        draw_selvedge(painter, QRectF(side, 0, _SELVEDGE, height), "on_bar", upright=True)
        pad = 40 if small else 64
        size = 60
        paint_drawing(painter, QRectF(mirror(pad, size, width, look.rtl), pad, size, size), "mark", colour("on_bar"))
        y = height - (240 if small else 300)
        arabic = make_font(44, Face.NASTALIQ, 700)
        wide = text_width(self._words.name_arabic, arabic)
        draw_text(
            painter, QRectF(mirror(pad, wide, width, look.rtl), y, wide, 84), self._words.name_arabic, arabic, "on_bar"
        )
        latin = make_font(30, Face.LATIN, 600)
        wide = text_width(self._words.name_latin, latin)
        left = mirror(pad, wide, width, look.rtl)
        draw_text(painter, QRectF(left, y + 80, wide, 44), self._words.name_latin, latin, "on_bar")
        room = width - pad - _SELVEDGE - 12
        for text, top in ((self._words.office, 134), (self._words.safe, 162)):
            font = text_font(text, Role.BODY)
            place = QRectF(mirror(pad, room, width, look.rtl), y + top, room, 28)
            draw_text(painter, place, fitting(text, font, room), font, "bar_muted")

    def _draw_letter(self, painter: QPainter) -> None:
        """The large pen stroke, a little lighter than the panel, running out under the woven edge."""
        painter.save()
        painter.setClipRect(self.rect().adjusted(_SELVEDGE, 0, -_SELVEDGE, 0))
        ink = QColor(current().tokens.accent)
        ink.setAlphaF(0.28)
        pen = QPen(ink, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        painter.translate(mirror(180, 586, self.width(), current().rtl), 27)
        painter.scale(24.4, 24.4)
        painter.setPen(pen)
        path = QPainterPath(QPointF(3.7, 7.5))
        path.cubicTo(QPointF(4.6, 6), QPointF(5.8, 5.3), QPointF(7.6, 5.3))
        path.lineTo(20.2, 5.3)
        path.cubicTo(QPointF(11.9, 6.9), QPointF(6.2, 10.4), QPointF(6.2, 15))
        path.cubicTo(QPointF(6.2, 18.9), QPointF(9.4, 20.4), QPointF(13.2, 20.4))
        path.cubicTo(QPointF(16.3, 20.4), QPointF(18.7, 19.4), QPointF(20.7, 17.4))
        painter.drawPath(path)
        painter.restore()


class LockPanel(QWidget):
    """The whole lock screen. `unlock_asked(operator key, passphrase)`, `language_chosen(value)`, `forgot_asked`,
    `help_asked`. It says neither which of name and passphrase was wrong nor how many people are registered."""

    unlock_asked = Signal(str, str)
    language_chosen = Signal(str)
    forgot_asked = Signal()
    help_asked = Signal()

    def __init__(
        self, words: LockWords, languages: Sequence[Choice], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.names = NameTiles()
        self.passphrase = PassphraseField(words.passphrase)
        self.unlock_button = Button(words.unlock, ButtonKind.PRIMARY, "lock-open", "Enter")
        self.forgot_button = Button(words.forgot, ButtonKind.QUIET)
        self.help_button = Button(words.help, ButtonKind.QUIET, "help-circle", "F1", shortcut="F1")
        self.language = ChoiceChips(words.languages, languages, numbered=False, gap=8)
        self.language.set_value(language)
        self._keyboard = Line("", Role.SMALL, "muted")
        self._keys = Icon("keyboard", 18, "muted")
        self._below = ProblemLine()
        self._build()
        self.passphrase.returnPressed.connect(self._ask)
        self.unlock_button.clicked.connect(self._ask)
        self.forgot_button.clicked.connect(self.forgot_asked)
        self.help_button.clicked.connect(self.help_asked)
        self.language.chosen.connect(self.language_chosen)
        self.names.chosen.connect(self._chosen)
        self.passphrase.textEdited.connect(self._look_at_case)
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(self._show_keyboard)
        self._show_keyboard()
        self._below.show_hint(words.caps_off)
        self.setFocusProxy(self.passphrase)

    def set_names(self, names: Sequence[LockName]) -> None:
        """Offer the operators of this office."""
        self.names.set_names(names)
        self._scroll.setMaximumHeight(self.names.sizeHint().height())

    def show_problem(self, sentence: str) -> None:
        """Say that it did not open, or how long to wait; the passphrase is emptied, the name stays."""
        self.passphrase.clear()
        self._below.show_problem(sentence)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Show another sentence under the passphrase; what is typed and where the keyboard is stay."""
        self._below.show_problem(sentence)

    def show_name(self, key: str) -> None:
        """Bring the tile of a name into view."""
        self._scroll.ensureWidgetVisible(self.names.tile(key))

    def set_waiting(self, waiting: bool) -> None:
        """While it is being tried, or while one has to wait, nothing can be typed."""
        for widget in (self.passphrase, self.unlock_button):
            widget.setEnabled(not waiting)
        if not waiting:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def message(self) -> str:
        """The sentence under the passphrase."""
        return self._below.text()

    def _build(self) -> None:
        look, words = current(), self._words
        pad = look.layout.lock_margin
        entry = QHBoxLayout()
        entry.setSpacing(12)
        entry.addWidget(self.passphrase, 1)
        entry.addWidget(self._keys)
        entry.addWidget(self._keyboard)
        press = QHBoxLayout()
        press.setSpacing(16)
        press.addWidget(self.unlock_button)
        press.addWidget(self.forgot_button)
        press.addStretch(1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.language, 1)
        bottom.addWidget(self.help_button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.names)
        scroll.setMinimumHeight(look.px(80))
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll = scroll
        form = QVBoxLayout()
        form.setContentsMargins(margins(pad, 24, pad, 24, look.rtl))
        form.setSpacing(8)
        form.addStretch(2)
        form.addWidget(Line(words.heading, Role.TITLE if look.layout.small else Role.DISPLAY, elide=True))
        form.addWidget(Line(words.note, Role.BODY, "muted", elide=True))
        form.addWidget(scroll, 50)
        form.addWidget(Line(words.passphrase, Role.LABEL))
        form.addLayout(entry)
        form.addWidget(self._below)
        form.addSpacing(4)
        form.addLayout(press)
        form.addStretch(3)
        form.addLayout(bottom)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(LockSide(words))
        right = Panel("clear")
        right.setLayout(form)
        whole.addWidget(right, 1)

    def _ask(self) -> None:
        if self.names.present() and self.passphrase.value():
            self.unlock_asked.emit(self.names.present(), self.passphrase.value())

    def _chosen(self, _key: str) -> None:
        self.passphrase.clear()

    def _look_at_case(self, text: str) -> None:
        """Qt cannot ask for Caps Lock on all systems: letters that are all capitals say the same."""
        letters = [char for char in text if char.isalpha() and not has_arabic(char)]
        loud = bool(letters) and all(char.isupper() for char in letters)
        if loud:
            self._below.show_problem(self._words.caps_on)
        else:
            self._below.show_hint(self._words.caps_off)

    def _show_keyboard(self) -> None:
        locale = QGuiApplication.inputMethod().locale()
        known = locale.language() is not QLocale.Language.C
        self._keyboard.setText(locale.name()[:2].upper() if known else "")
        self._keys.setVisible(known)
        self._keyboard.setVisible(known)
