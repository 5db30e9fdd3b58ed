"""The lock screen: who is at the desk, a passphrase, a countdown after wrong ones; it tells nothing about anybody."""

from math import ceil
from time import monotonic
from typing import override

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.security.doorplate import Doorplate
from desktop.settings import Settings
from desktop.ui.appearance.texts import isolate
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.flash import flash_key
from desktop.ui.widgets.lock_panel import LockPanel
from desktop.ui.widgets.lock_side import LockWords
from desktop.ui.widgets.name_tiles import LockName
from desktop.ui.widgets.notice import Notice, NoticeArea, NoticeKind
from desktop.ui.widgets.practice_strip import PracticeStrip
from desktop.ui.widgets.stray_keys import is_letter, take_stray
from desktop.words.catalogue import LANGUAGES, OWN_NAMES, tr, tr_n
from desktop.words.said import Said

_ARROWS = {
    Qt.Key.Key_Up: False,
    Qt.Key.Key_Down: False,
    Qt.Key.Key_Left: True,
    Qt.Key.Key_Right: True,
}
"""Arrows that choose a name while the passphrase has the keyboard; those to the sides only while it is empty."""


class UnlockScreen(QWidget):
    """`unlock_asked(name, passphrase)` when somebody wants in, `settled(Settings)` when the language is changed."""

    unlock_asked = Signal(str, str)
    settled = Signal(object)

    def __init__(self, seen: Doorplate | None, settings: Settings, last: str = "") -> None:
        """The operators of `seen`; None when the office cannot even be read: then only a sentence is shown.

        `last` is the name of who was here before the lock, chosen already; after a start it is nobody.
        """
        super().__init__()
        self._settings = settings
        self._names = [slot.name for slot in seen.slots] if seen else []
        self.panel = LockPanel(
            _words(seen), [Choice(one.value, OWN_NAMES[one]) for one in LANGUAGES], settings.language
        )
        self.panel.set_names([LockName(slot.name, slot.name) for slot in seen.slots] if seen else [])
        self.notices = NoticeArea()
        self._until = 0.0
        self._timer = QTimer(self, interval=250)
        self._timer.timeout.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if seen is not None and seen.practice:
            column.addWidget(PracticeStrip())
        column.addWidget(self.notices)
        column.addWidget(self.panel, 1)
        self.panel.unlock_asked.connect(self.unlock_asked)
        self.panel.language_chosen.connect(self._speak)
        self.panel.forgot_asked.connect(self._forgot)
        self.panel.help_asked.connect(self._help)
        self.panel.passphrase.installEventFilter(self)
        for number, name in enumerate(self._names[:9], start=1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda one=name: self._choose(one))
        if last in self._names:
            self.panel.choose(last)

    def set_busy(self, busy: bool) -> None:
        """While a passphrase is being proved nothing can be typed."""
        self.panel.set_waiting(busy)

    def refuse(self, said: Said, wait_seconds: int = 0) -> None:
        """Show under the field why it did not open; with a wait the seconds count down and the field waits too."""
        self.panel.show_problem(said.shortly())
        if wait_seconds > 0:
            self._what, self._until = said.what, monotonic() + wait_seconds
            self.panel.set_waiting(True)
            self._count()
            self._timer.start()

    def focus_first(self) -> None:
        """The names while none is chosen, then the passphrase."""
        self.panel.focus_first()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows that the passphrase has no use for choose the name."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            sideways = _ARROWS.get(Qt.Key(event.key()))
            if sideways is not None and not (sideways and self.panel.passphrase.value()):
                return self.panel.names.take(event)
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the passphrase, whatever has the keyboard; before a name is chosen they are nobody's."""
        panel = self.panel
        if panel.names.present() or not panel.names.every():
            taken = take_stray(self, event, panel.passphrase)
        else:
            taken = panel.names.take(event) or self._name_first(event)
        if not taken:
            super().keyPressEvent(event)

    def _name_first(self, event: QKeyEvent) -> bool:
        """Signal that a letter came before a name was chosen. Whether the key was one."""
        if not is_letter(event):
            return False
        flash_key(self.window(), tr("Choose your name first."), tr("An arrow key or the number on it chooses it."))
        self.panel.focus_first()
        return True

    def _choose(self, name: str) -> None:
        self.panel.choose(name)
        self.focus_first()

    def _count(self) -> None:
        left = ceil(self._until - monotonic())
        if left > 0:
            wait = tr_n("You can try again in {n} second.", "You can try again in {n} seconds.", left)
            self.panel.say(f"{self._what} {wait}")
            return
        self._timer.stop()
        self.panel.say(tr("You can try again now."))
        self.panel.set_waiting(False)

    def _speak(self, language: str) -> None:
        self.settled.emit(msgspec.structs.replace(self._settings, language=language))

    def _forgot(self) -> None:
        self._say(
            tr("Nobody can look up a passphrase."),
            tr("The controller gives you other words, with another person of the office beside."),
        )

    def _help(self) -> None:
        self._say(
            tr("Choose your name with the arrow keys or its number, type your passphrase, press Enter."),
            tr("After five wrong ones there is a wait that grows. Nothing is lost by waiting."),
        )

    def _say(self, what: str, more: str) -> None:
        self.notices.show_notice("help", Notice(NoticeKind.KNOW, what, more))
        self.focus_first()


def _files(seen: Doorplate | None) -> str:
    """Where a person who practises finds the passphrases."""
    if seen is None or seen.passphrase_files is None:
        return ""
    folder = "\n" + isolate(str(seen.passphrase_files.absolute()))  # on a line of its own: a path reads left to right
    return tr("Practice: the passphrase of each role is a file in {folder}", folder=folder)


def _words(seen: Doorplate | None) -> LockWords:
    office = " · ".join(part for part in (seen.office_name, seen.desk_name) if part) if seen else ""
    return LockWords(
        heading=tr("Who is at the desk?"),
        note=tr("Choose your name, then type your passphrase."),
        passphrase=tr("Passphrase"),
        choose=tr("Choose your name first."),
        unlock=tr("Unlock"),
        forgot=tr("I forgot it"),
        help=tr("Help"),
        languages=tr("Language"),
        caps_on=tr("Capital letters are on"),
        caps_off=tr("Capital letters are off"),
        office=office,
        files=_files(seen),
        safe=tr("Everything stays on this laptop."),
    )
