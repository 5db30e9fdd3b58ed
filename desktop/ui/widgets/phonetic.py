"""Typing Urdu or Sindhi on Latin keys: whether it is on, and what a key gives. One state for the whole program."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.appearance.look import current
from desktop.ui.widgets.keyboard_layouts import LAYOUTS, URDU, KeyLayout, key_of
from desktop.values.vocabulary import Language

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Phonetic(QObject):
    """`changed` after anything: on, off, another layout, another level, the keys shown or hidden."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Off."""
        super().__init__(parent)
        self.on = False
        self.shown = False
        self.shift = False
        self._language: Language | None = None

    @property
    def layout(self) -> KeyLayout:
        """The layout chosen, else the one of the window's language."""
        return LAYOUTS.get(self._language or current().language, URDU)

    def toggle(self) -> None:
        """On with its keys shown; when they are shown, off. Hidden keys come back first."""
        self.on = self.shown = not (self.on and self.shown)
        self._tell()

    def hide_keys(self) -> None:
        """Go on typing by sound without the picture of the keys."""
        self.shown = False
        self._tell()

    def turn_off(self) -> None:
        """Latin keys give Latin letters again."""
        self.on = self.shown = False
        self._tell()

    def choose(self, language: Language) -> None:
        """Type this language from now on."""
        self._language = language
        self._tell()

    def set_shift(self, *, held: bool) -> None:
        """Show the other level."""
        if self.shift != held:
            self.shift = held
            self._tell()

    def letter(self, event: QKeyEvent) -> str | None:
        """What a key press gives while this is on; None: the key is none of ours and does what it always does.

        A keyboard that sends letters of another script already is left alone."""
        if not self.on or event.modifiers() & _HELD:
            return None
        key = key_of(event.text())
        if key not in self.layout.letters:
            return None
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.layout.letter(key, shift=shift)

    def _tell(self) -> None:
        self.changed.emit()
        field = QApplication.focusWidget()
        if field is not None:
            field.update()


class _Held:
    """The one state; it lives as long as the application."""

    phonetic: Phonetic | None = None


def phonetic() -> Phonetic:
    """Whether and how Latin keys give other letters, for every field of the program."""
    if _Held.phonetic is None:
        _Held.phonetic = Phonetic()
    return _Held.phonetic
