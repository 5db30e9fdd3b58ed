"""Settings of this machine, at once and without a restart: language, letters, size, theme, sound, lock, devices."""

from typing import override

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.ui.appearance.look import current
from desktop.ui.devices import printer_names
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.settings.accept_dialog import AcceptDialog
from desktop.ui.screens.settings.passphrase_dialog import PassphraseDialog
from desktop.ui.screens.settings.restore_dialog import RestoreDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.picture import Panel
from desktop.ui.workbench import Workbench
from desktop.values.permissions import Permission
from desktop.words.catalogue import LANGUAGES, OWN_NAMES, tr

_SIZES = (100, 125, 150, 175, 200)
_MINUTES = (2, 5, 10, 15)
_THE_SYSTEMS = "-"


class SettingsPage(Page):
    """Each answer is kept the moment it is given."""

    keeps_at_once = True

    def __init__(self, bench: Workbench) -> None:
        """A form with the present answers."""
        super().__init__(bench, tr("Settings"))
        self.form = Form()
        settings = bench.opened.settings
        if bench.opened.broken is not None and bench.desk.permits(Permission.RESTORE):
            self._lost_memory()
        self._appearance(settings)
        self._desk(settings)
        self._own_passphrase()
        if bench.desk.permits(Permission.RESTORE):
            self._safekeeping()
        panel = Panel()
        inside = QVBoxLayout(panel)
        pad = 16 if current().layout.small else 24
        inside.setContentsMargins(pad, 16, pad, 16)
        inside.addWidget(self.form)
        inside.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(panel, 1)
        self.body.addWidget(scrolling(holder), 1)

    @override
    def entered(self) -> None:
        """The first answer has the keyboard."""
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def help_text(self) -> str:
        """Nothing has to be saved."""
        return tr("Each answer counts at once. Nothing has to be saved.")

    def _appearance(self, settings: Settings) -> None:
        self.language = ChoiceChips(tr("Language"), [Choice(one.value, OWN_NAMES[one]) for one in LANGUAGES])
        self.language.set_value(settings.language)
        self.language.chosen.connect(lambda value="": self._keep(language=value))
        self.form.add("language", tr("Language"), self.language)
        self.letters = ChoiceChips(
            tr("Urdu letters"), [Choice("nastaliq", tr("Nastaliq")), Choice("naskh", tr("Naskh, more on a screen"))]
        )
        self.letters.set_value("naskh" if settings.compact_naskh else "nastaliq")
        self.letters.chosen.connect(lambda value="": self._keep(compact_naskh=value == "naskh"))
        self.form.add("letters", tr("Urdu letters"), self.letters)
        self.text_size = ChoiceChips(tr("Text size"), [Choice(str(one), f"{one} %") for one in _SIZES])
        self.text_size.set_value(str(settings.text_percent))
        self.text_size.chosen.connect(lambda value="": self._keep(text_percent=int(value)))
        self.form.add("size", tr("Text size"), self.text_size)
        self.theme = ChoiceChips(
            tr("Colours"),
            [Choice("light", tr("Light")), Choice("dark", tr("Dark")), Choice("sun", tr("For bright sun"))],
        )
        self.theme.set_value(settings.theme)
        self.theme.chosen.connect(lambda value="": self._keep(theme=value))
        self.form.add("theme", tr("Colours"), self.theme)

    def _desk(self, settings: Settings) -> None:
        loud = [("0", tr("Off")), ("30", tr("Soft")), ("60", tr("Middle")), ("80", tr("Loud")), ("100", tr("Loudest"))]
        self.sound = ChoiceChips(tr("Sound"), [Choice(value, words) for value, words in loud])
        self.sound.set_value(min((value for value, _ in loud), key=lambda value: abs(int(value) - settings.sound)))
        self.sound.chosen.connect(lambda value="": self._keep(sound=int(value)))
        self.form.add("sound", tr("Sound"), self.sound)
        minutes = [Choice(str(one), tr("{n} minutes", n=one)) for one in _MINUTES]
        self.lock = ChoiceChips(tr("Locks by itself after"), minutes)
        self.lock.set_value(str(settings.lock_minutes))
        self.lock.chosen.connect(lambda value="": self._keep(lock_minutes=int(value)))
        self.form.add("lock", tr("Locks after"), self.lock)
        printers = [
            Choice(_THE_SYSTEMS, tr("The system's own printer")),
            *(Choice(name, name) for name in printer_names()),
        ]
        self.printer = DropDown(tr("Printer"), printers, width=380)
        self.printer.set_value(settings.printer or _THE_SYSTEMS)
        self.printer.chosen.connect(lambda value="": self._keep(printer="" if value == _THE_SYSTEMS else value))
        row = self.form.add("printer", tr("Printer"), self.printer)
        if len(printers) == 1:
            row.set_hint(tr("No printer is set up on this machine. Papers can be saved as PDF files."))
        self.prefix = TextField(tr("Hand scanner: sign before each code"), width=180, rtl=False, keeps=None)
        self.prefix.setMaxLength(8)
        self.prefix.takes_stray = False  # a sign that no scanner types would make it read no card
        self.prefix.set_value(settings.scanner_prefix)
        self.prefix.was_left.connect(self._prefix_left)
        row = self.form.add("prefix", tr("Scanner sign"), self.prefix)
        row.set_hint(tr("Only if your scanner types a sign before each code. Leave it empty if you do not know."))

    def _own_passphrase(self) -> None:
        self.passphrase = Button(tr("Change my passphrase"), ButtonKind.SECONDARY, "key", "Ctrl P", "Ctrl+P")
        self.passphrase.clicked.connect(lambda: PassphraseDialog(self.bench, self).open())
        self.form.add("passphrase", tr("Passphrase"), self.passphrase)

    def _lost_memory(self) -> None:
        """First of all, where nothing else can be done: what the red notice sends people here for."""
        self.accept = Button(tr("Accept the book as it is"), ButtonKind.SECONDARY, "notebook", "Ctrl B", "Ctrl+B")
        self.accept.clicked.connect(lambda: AcceptDialog(self.bench, self).open())
        row = self.form.add("accept", tr("The book"), self.accept)
        row.set_hint(tr("By two people, when only the memory of its newest line was lost."))

    def _safekeeping(self) -> None:
        self.restore = Button(tr("Restore a backup"), ButtonKind.SECONDARY, "database", "Ctrl R", "Ctrl+R")
        self.restore.clicked.connect(lambda: RestoreDialog(self.bench, self).open())
        row = self.form.add("restore", tr("Safekeeping"), self.restore)
        row.set_hint(tr("Two people, with a reason. The office as it is now is moved aside and not removed."))

    def _prefix_left(self, value: str) -> None:
        if value != self.bench.opened.settings.scanner_prefix:
            self._keep(scanner_prefix=value)

    def _keep(self, **changes: object) -> None:
        settings = msgspec.structs.replace(self.bench.opened.settings, **changes)
        if settings != self.bench.opened.settings:
            self.bench.settled.emit(settings)
