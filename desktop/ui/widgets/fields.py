"""Fields to write in: text whose direction follows what is written, and codes that are always left to right."""

from typing import override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import FIGURE_SPACE, latin_digits, reads_rtl
from desktop.ui.appearance.typefaces import Face, Role, make_font, pixels
from desktop.ui.widgets.flash import flash_no_letters
from desktop.ui.widgets.left_keyboard import leave_keyboard, take_keyboard_back
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.painting import colour, text_font
from desktop.ui.widgets.phonetic import phonetic
from desktop.ui.widgets.picture import Icon
from desktop.values.phone import shown_phone
from desktop.words.kept_words import FreeText, warning_of

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""Keys with one of these are commands, whatever letter the system gives them."""

CODE_GROUPS = (4, 4, 4)
"""How a household code is written; a field with these groups takes a scanned one."""

_MARK, _MARKED_FROM = 20, 130
"""Side of the keyboard mark in a field, and the narrowest field that shows it, in pixels at text size 100 %."""


_EDITING = {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z}


def _is_command(key: QKeyEvent) -> bool:
    """Whether the key is Ctrl and a letter that edits nothing everywhere."""
    control = key.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and Qt.Key.Key_A <= key.key() <= Qt.Key.Key_Z and key.key() not in _EDITING


class Field(QLineEdit):
    """A field of one line. `name` is what a screen reader says; the label beside it is the form's.

    `was_left(text)` is sent when the focus leaves the field, so that a draft can be kept."""

    was_left = Signal(str)

    takes_codes = False
    """Whether the code of a scanned card is written here."""

    takes_stray = True
    """Whether a letter that nothing else on the page took may be written here, when it is the only field."""

    keeps_nothing = False
    """Whether it only asks, as a search does: nobody loses anything when it is left."""

    def __init__(self, name: str, placeholder: str = "", width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept, self._hint, self._wide = "", placeholder, width
        self._given = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self.textChanged.connect(self._follow)
        self.editingFinished.connect(lambda: self.was_left.emit(self.value()))
        self._follow(self.text())

    def value(self) -> str:
        """What is written, without spaces at the ends."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Write something in; the person has not written it, but `textChanged` is sent all the same."""
        self.setText(value)
        if not self.hasFocus():
            self.setCursorPosition(0)  # a name too long for its field is seen from its beginning

    @override
    def setText(self, text: str | None, /) -> None:
        """What a program writes in is what the field was given; a person's own work is what differs from it."""
        self._given = text or ""
        super().setText(text)

    def is_written(self) -> bool:
        """Whether a person's own work stands here, or took away what did."""
        work = not (self.keeps_nothing or self.takes_codes or self.isReadOnly())
        return work and self.text() != self._given

    def take_as_given(self) -> None:
        """What stands here was kept, or is let go."""
        self._given = self.text()

    def takes(self, letter: str) -> bool:
        """Whether such a letter may stand in the field."""
        del letter
        return True

    def write_code(self, digits: str) -> None:
        """Write a scanned code in place of what stands there, as if a hand had typed it."""
        self.selectAll()
        self.insert(digits)

    def set_problem(self, problem: bool) -> None:
        """Show that something is to be looked at. It informs and never holds back."""
        if not self.is_unneeded():
            proposed = bool(self.property("proposed")) and bool(self.value())
            self._set_state("problem" if problem else "proposed" if proposed else "")

    def set_proposed(self, proposed: bool) -> None:
        """Show what stands in the field as a proposal: dashed until somebody writes there."""
        self.setProperty("proposed", proposed)
        if self.property("state") in (None, "", "proposed"):
            self._set_state("proposed" if proposed and self.value() else "")

    def set_unneeded(self, text: str | None) -> None:
        """Show the field as not needed, with a word in it; None gives it back with what was written before."""
        if text is not None:
            if not self.is_unneeded():
                self._kept = self.text()
            self._set_state("unneeded")
            self.setPlaceholderText(text)
            super().setText("")
        elif self.is_unneeded():
            self._set_state("")
            self.setPlaceholderText(self._hint)
            super().setText(self._kept)
        self.setReadOnly(text is not None)
        self._follow(self.text())

    def is_unneeded(self) -> bool:
        """True while the field is shown as not needed."""
        return self.property("state") == "unneeded"

    @override
    def event(self, event: QEvent) -> bool:
        """A shortcut of the window wins over what Qt binds Ctrl and a letter to in a field (Ctrl+E: to the end)."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_command(event):
            event.ignore()
            return False
        return super().event(event)

    @override
    def sizeHint(self) -> QSize:
        """One row high."""
        look = current()
        return QSize(look.wide(self._wide or 240), look.row)

    @override
    def minimumSizeHint(self) -> QSize:
        """One row high and wide enough for a short word."""
        look = current()
        return QSize(look.wide(min(self._wide or 96, 96)), look.row)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """One goes on writing at the end."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not self.hasSelectedText():
            self.end(False)  # noqa: FBT003 (Qt's own)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """A new text size or theme: set the font and the paddings anew."""
        super().changeEvent(event)
        take_keyboard_back(self, event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow(self.text())

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """An Enter too many goes nowhere while what was typed is tried."""
        return leave_keyboard(self) or super().focusNextPrevChild(next)

    def _follow(self, text: str) -> None:
        """Set font and direction for what is written now."""
        raise NotImplementedError

    def _set_font(self, font: QFont) -> None:
        """A font that is set already is not set again: Qt would lay everything out anew."""
        if self.font() != font:
            self.setFont(font)

    def _set_state(self, state: str) -> None:
        if self.property("state") == state:
            return
        self.setProperty("state", state)
        self.style().unpolish(self)
        self.style().polish(self)
        self._follow(self.text())  # polishing gives back the font of the empty field, which cuts Urdu
        self.update()


class TextField(Field):
    """A field for names and words: right to left as soon as what is written is. `rtl` is for the empty field;
    without it the window's own direction holds. `rtl=False` also says that Latin letters belong here.

    Elsewhere Latin keys give Urdu or Sindhi letters while `phonetic` is on; a mark in the field says so.

    `keeps` says what the text is about, and None that it is not stored (a search) or no words (a number). What is
    better not kept of a text that is stored, its row says before it is saved: `remarked` is sent when that changes."""

    remarked = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        width: int = 0,
        rtl: bool | None = None,
        parent: QWidget | None = None,
        *,
        keeps: FreeText | None = FreeText.TEXT,
    ) -> None:
        self._empty_rtl = rtl
        self.keeps = keeps
        self._remark = ""
        super().__init__(name, placeholder, width, parent)
        if keeps is not None:
            self.textChanged.connect(self._read)

    def remark(self) -> str:
        """What is better not kept of what is written; empty: nothing. It informs and never holds back."""
        return self._remark

    def _read(self, text: str) -> None:
        remark = warning_of(text, self.keeps) if self.keeps is not None else ""
        if remark != self._remark:
            self._remark = remark
            self.remarked.emit()

    @property
    def takes_letters(self) -> bool:
        """Whether Urdu and Sindhi letters belong here."""
        return self._empty_rtl is not False and not self.isReadOnly()

    def type_letter(self, letter: str) -> None:
        """Take a letter as if its key had been pressed."""
        if letter and self.takes_letters:
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While typing by sound is on, a Latin key gives its letter."""
        if not self.takes_letters:
            super().keyPressEvent(event)
            return
        state = phonetic()
        if event.key() == Qt.Key.Key_Shift:
            state.set_shift(held=True)
        letter = state.letter(event)
        if letter is None:
            super().keyPressEvent(event)
        else:
            self.type_letter(letter)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Shift was let go."""
        if event.key() == Qt.Key.Key_Shift:
            phonetic().set_shift(held=False)
        super().keyReleaseEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mark turns typing by sound on and off."""
        if self._shows_mark() and self._mark_place().adjusted(-6, -12, 6, 12).contains(event.position()):
            phonetic().toggle()
            return
        super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and in the one that has the keyboard the mark of typing by sound."""
        super().paintEvent(event)
        if self._shows_mark():
            tint = "accent" if phonetic().on else "muted"
            paint_icon(QPainter(self), self._mark_place(), "keyboard", colour(tint))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Room for the mark."""
        super().focusInEvent(event)
        self._follow(self.text())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark goes."""
        super().focusOutEvent(event)
        self._follow(self.text())

    def _shows_mark(self) -> bool:
        return self.takes_letters and self.hasFocus() and self.width() >= current().px(_MARKED_FROM)

    def _mark_place(self) -> QRectF:
        """At the end where what is written ends."""
        size = current().px(_MARK)
        left = 10 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - size - 10
        return QRectF(left, (self.height() - size) / 2, size, size)

    @override
    def _follow(self, text: str) -> None:
        look = current()
        empty = look.rtl if self._empty_rtl is None else self._empty_rtl
        shown = text or self.placeholderText()
        right = reads_rtl(shown, empty)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        face = look.face_for(shown) if right else Face.LATIN
        self._set_font(_edit_font(face))
        low = -2 if face is Face.NASTALIQ else 0  # its ink stands high in the font's box
        mark = look.px(_MARK) if self._shows_mark() else 0
        self.setTextMargins(mark if right else 0, 0, 0 if right else mark, low)


def _edit_font(face: Face) -> QFont:
    """The font inside a field; Nastaliq is 16 px there, 15 px in the 40 px row.

    Qt cuts what is written at the frame: at 17 px the bar of a kaf is gone and another word is read."""
    look = current()
    size = pixels(Role.BODY, face, look.scale)
    if face is Face.NASTALIQ:
        size = round((15 if look.layout.small else 16) * look.scale)
    return make_font(size, face, 400)


class CodeField(Field):
    """A field for digits in groups: codes, CNIC, phones, years. Always left to right, in Noto Sans.

    Digits of three scripts are taken and shown as 0-9; everything else that is typed or pasted is left out.
    `groups` are the lengths of the groups, `separator` stands between them. `completed(digits)` is sent at the
    last digit."""

    completed = Signal(str)

    def __init__(
        self,
        name: str,
        groups: tuple[int, ...] = CODE_GROUPS,
        separator: str = FIGURE_SPACE,
        placeholder: str = "",
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self._groups, self._separator = groups, separator
        self.takes_codes = groups == CODE_GROUPS
        super().__init__(name, placeholder, width, parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(self._edited)

    def digits(self) -> str:
        """The digits alone, 0-9."""
        return self._taken(self.text())

    @override
    def value(self) -> str:
        """The digits alone, 0-9."""
        return self.digits()

    @override
    def set_value(self, value: str) -> None:
        """Write digits in; they are grouped."""
        self.setText(self._grouped(self._taken(value)))

    @override
    def takes(self, letter: str) -> bool:
        """A letter is left out, and so is what people write between groups, which nobody misses."""
        return not letter.isalpha()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace after a separator takes the digit before it; a letter that is left out never vanishes."""
        if not (event.modifiers() & COMMANDS or self.takes(event.text())):
            flash_no_letters(self.window())
            return
        before = self.text()[: self.cursorPosition()]
        if event.key() == Qt.Key.Key_Backspace and not self.hasSelectedText() and before.endswith(self._separator):
            self.setCursorPosition(self.cursorPosition() - len(self._separator))
        super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        before = text[: self.cursorPosition()]
        wanted = len(self._taken(before))
        digits = self._taken(text)
        QLineEdit.setText(self, self._grouped(digits))  # a hand's, in groups
        self.setCursorPosition(self._place(wanted))
        if len(digits) >= sum(self._groups):
            self.completed.emit(digits[: sum(self._groups)])

    def _taken(self, text: str) -> str:
        """What of a text belongs into the field."""
        return "".join(char for char in latin_digits(text) if char in "0123456789")

    def _grouped(self, digits: str) -> str:
        parts: list[str] = []
        at = 0
        for length in self._groups:
            if digits[at : at + length]:
                parts.append(digits[at : at + length])
            at += length
        return self._separator.join(parts)

    def _place(self, count: int) -> int:
        """Where the cursor stands after `count` characters that were taken."""
        text = self.text()
        return next((at for at in range(len(text)) if len(self._taken(text[:at])) == count), len(text))

    @override
    def _follow(self, text: str) -> None:
        look = current()
        font = make_font(pixels(Role.BODY, Face.LATIN, look.scale) + 1, Face.LATIN, 400)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        shown = text or self.placeholderText()
        right = not text and reads_rtl(shown)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._set_font(text_font(shown, Role.BODY) if right else font)
        self.setTextMargins(0, 0, 0, look.px(4) if right else 0)


class PhoneField(CodeField):
    """A phone number: digits as 0300 1234567, or as they are typed after a plus. Nothing that was kept is cut off."""

    def __init__(self, name: str, width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(name, (4, 7), " ", placeholder="03__ _______", width=width, parent=parent)

    @override
    def value(self) -> str:
        """The number without the gaps between its groups; the plus of a country belongs to it."""
        return self._taken(self.text())

    @override
    def set_value(self, value: str) -> None:
        """Write a number in, kept as E.164 or as it was typed; `value` gives one that is read as the same number."""
        super().set_value(shown_phone(value))

    @override
    def _taken(self, text: str) -> str:
        digits = super()._taken(text)
        return f"+{digits}" if text.lstrip().startswith("+") else digits

    @override
    def _grouped(self, digits: str) -> str:
        if digits.startswith("+"):
            return digits
        return self._separator.join(filter(None, (super()._grouped(digits), digits[sum(self._groups) :])))


class PassphraseField(Field):
    """A field whose letters are not shown."""

    def __init__(self, name: str, placeholder: str = "", width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder, width, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)

    @override
    def value(self) -> str:
        """What is written, as it is: a space at the end belongs to a passphrase too."""
        return self.text()

    @override
    def _follow(self, text: str) -> None:
        del text
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFont(make_font(pixels(Role.BODY, Face.LATIN, current().scale), Face.LATIN, 400))


class ProblemLine(QWidget):
    """The sentence under a field: what is to be looked at, or a quiet hint, in as many lines as it needs.

    Empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("info-circle", 16, "warn", parent=self)
        self._line = Paragraph("", Role.SMALL, "warn")
        # its height follows its width here: a layout that asks for height by width would make every form slow
        self._line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line.setMinimumWidth(current().px(48))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._line, 1)
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Show a sentence in amber, or nothing."""
        self._show(sentence, "warn", icon=True)

    def show_hint(self, sentence: str) -> None:
        """Show a quiet hint."""
        self._show(sentence, "muted", icon=False)

    def text(self) -> str:
        """The sentence shown now."""
        return self._line.text()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, sentence: str, tint: str, *, icon: bool) -> None:
        self._line.set_tint(tint)
        self._line.setText(sentence)
        self._icon.setVisible(icon and bool(sentence))
        self.setVisible(bool(sentence))
        self._fit()

    def _fit(self) -> None:
        beside = self._icon.sizeHint().width() + 6 if self._icon.isVisibleTo(self) else 0
        self._line.setFixedHeight(self._line.heightForWidth(max(1, self.width() - beside)))
