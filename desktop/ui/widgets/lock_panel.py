"""The lock screen: who is at the desk, the passphrase, and nothing about anybody else."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import has_arabic
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import PassphraseField, ProblemLine
from desktop.ui.widgets.following_area import FollowingArea
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.lock_side import LockSide, LockWords
from desktop.ui.widgets.name_tiles import LockName, NameArea, NameTiles
from desktop.ui.widgets.picture import Icon, Panel

_LARGE = 1.25
"""Above this text size the heading is no larger than that of other screens, and lines stand closer."""


class LockPanel(QWidget):
    """The whole lock screen. `unlock_asked(operator key, passphrase)`, `language_chosen(value)`, `forgot_asked`,
    `help_asked`. It says neither which of name and passphrase was wrong nor how many people are registered.

    A passphrase is typed for somebody: while no name is chosen its field takes nothing."""

    unlock_asked = Signal(str, str)
    language_chosen = Signal(str)
    forgot_asked = Signal()
    help_asked = Signal()

    def __init__(
        self, words: LockWords, languages: Sequence[Choice], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._named = ""
        self.names = NameTiles()
        self._area = NameArea(self.names)
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
        self._for("")

    def set_names(self, names: Sequence[LockName]) -> None:
        """Offer the operators of this office."""
        self.names.set_names(names)
        self._area.setMaximumHeight(self.names.sizeHint().height())
        self._for(self.names.present())

    def focus_first(self) -> None:
        """The keyboard is at the names while none is chosen, then at the passphrase."""
        if self.names.every() and not self.names.present():
            self.names.focus_first()
        else:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say that it did not open, or how long to wait; the passphrase is emptied, the name stays."""
        self.passphrase.clear()
        self._below.show_problem(sentence)
        self.focus_first()

    def say(self, sentence: str) -> None:
        """Show another sentence under the passphrase; what is typed and where the keyboard is stay."""
        self._below.show_problem(sentence)

    def choose(self, key: str) -> None:
        """Choose a name without telling anybody, and bring its tile into view; another name's passphrase goes."""
        self.names.choose(key)
        self._for(key)

    def set_waiting(self, waiting: bool) -> None:
        """While it is being tried, or while one has to wait, nothing can be typed."""
        for widget in (self.passphrase, self.unlock_button):
            widget.setEnabled(not waiting)
        if not waiting:
            self.focus_first()

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
        form = QVBoxLayout()
        form.setContentsMargins(margins(pad, 16, pad, 20, look.rtl))
        large = look.scale > _LARGE
        form.setSpacing(4 if large else 8)
        form.addStretch(2)
        form.addWidget(Paragraph(words.heading, Role.TITLE if large or look.layout.small else Role.DISPLAY))
        form.addWidget(Paragraph(words.note, Role.BODY, "muted"))
        if words.files:
            form.addWidget(Paragraph(words.files, Role.SMALL, "muted"))
        form.addWidget(self._area, 50)
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
        following = FollowingArea()  # large text in a low window
        following.setWidget(right)
        whole.addWidget(following, 1)

    def _ask(self) -> None:
        if not self.names.present():
            self._below.show_problem(self._words.choose)
            self.focus_first()
        elif self.passphrase.value():
            self.unlock_asked.emit(self.names.present(), self.passphrase.value())

    def _chosen(self, key: str) -> None:
        """A person chose: what is typed next is the passphrase."""
        self._for(key)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _for(self, key: str) -> None:
        """From now on a passphrase is this person's; what was typed for another name is no use."""
        if self._named != key:
            self.passphrase.clear()
        self._named = key
        self.passphrase.setReadOnly(not key)
        self._area.show_chosen()
        if self._below.text() == self._words.choose:
            self._below.show_hint(self._words.caps_off)

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
