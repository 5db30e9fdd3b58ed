"""Programmes: the text of a programme beside what it says, read aloud and tried on a household, before it is saved."""

from pathlib import Path
from typing import override

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout

from desktop.errors import Told
from desktop.records.programme import ProgrammeDraft, ProgrammeSaved, ProgrammeView, Template
from desktop.security.chosen_files import read_chosen
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role, make_font, pixels
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.programmes.rules_panel import RulesPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import GoRounds, Workbench
from desktop.usecases import programme_rules
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText, warning_of
from desktop.words.messages import Said, say

LARGEST_FILE = 1_000_000
_QUIET_MS = 150
"""After the last key, so that not every letter of a number is complained of."""

NEW = """programme = "..."
item = [
    { code = "ATTA20", steps = [{ min_size = 1, qty = 2 }, { min_size = 4, qty = 4 }] },
    { code = "SOAP", per_person = 250, every_days = 30, tolerance = 5 },
]
"""


class ProgrammesPage(Page):
    """One text, its meaning beside it; what is saved is the next version, and rounds that were made keep theirs."""

    cares = frozenset({EntryKind.PROGRAMME_SAVED})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, tr("Programmes"))
        self.draft: ProgrammeDraft | None = None
        self._texts: dict[str, str] = {}
        self._kept = ""
        self.choice = DropDown(tr("Programme"))
        self.choice.chosen.connect(self._choose)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Rules of the programme"))
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setTabChangesFocus(True)
        self.text.setFont(make_font(pixels(Role.BODY, Face.LATIN, current().scale), Face.LATIN, 400))
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.read)
        self.text.textChanged.connect(self._timer.start)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.choice)
        column.addWidget(self.text, 1)
        self.remark = ProblemLine()
        column.addWidget(self.remark)
        self.body.addLayout(column, 1)
        self.rules = RulesPanel()
        self.body.addWidget(scrolling(self.rules), 1)
        self.save_button = Button(tr("Save the rules"), ButtonKind.PRIMARY, "device-floppy", "Ctrl S", "Ctrl+S")
        self.save_button.clicked.connect(self.save)
        rounds = Button(tr("Rounds"), ButtonKind.QUIET, "calendar-event")
        rounds.clicked.connect(lambda: self.bench.go(GoRounds()))
        read_in = Button(tr("From a file"), ButtonKind.QUIET, "file-import", "Ctrl N", "Ctrl+N")
        read_in.clicked.connect(self._ask_file)
        self.set_foot([self.save_button], [rounds, read_in])

    @override
    def entered(self) -> None:
        """Load all programmes and templates."""
        self.bench.run(lambda desk: (programme_rules.programmes(desk), programme_rules.templates()), self._show)

    @override
    def help_text(self) -> str:
        """What can be done here."""
        return tr("Write what a household gets; beside it stands how it is read aloud. Saving makes a new version.")

    def _show(self, found: tuple[tuple[ProgrammeView, ...], tuple[Template, ...]]) -> None:
        programmes, templates = found
        drafts: dict[str, tuple[str, ProgrammeDraft]] = {
            one.name: (_version(one), ProgrammeDraft(one.name, one.items)) for one in programmes if one.version
        }
        for one in templates:
            words = tr("{name}, as it is shipped", name=one.programme)
            drafts[f"\0{one.code}"] = (words, ProgrammeDraft(one.programme, one.items))
        self._texts = {key: programme_rules.text_of(draft) for key, (_, draft) in drafts.items()} | {"": NEW}
        choices = [Choice("", tr("A new programme")), *(Choice(key, words) for key, (words, _) in drafts.items())]
        now = self.choice.value()
        with QSignalBlocker(self.choice):
            self.choice.set_choices(choices)
            self.choice.set_value(now if now in self._texts else choices[min(1, len(choices) - 1)].value)
        if self.text.toPlainText() == self._kept:  # what somebody is writing stays
            self._choose(self.choice.value() or "")
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self.write(self._texts.get(key, NEW))

    def write(self, text: str) -> None:
        """Put a text in and read it at once."""
        self._kept = text
        self.text.setPlainText(text)
        self._timer.stop()
        self.read()

    def read(self) -> None:
        """What the text says now, or the first thing that it cannot mean."""
        try:
            self.draft = programme_rules.read(self.text.toPlainText().encode())
        except Told as told:
            self.draft = None
            self.rules.refuse(say(told).what)
        else:
            self.rules.show_items(self.draft.items)
        # of the text only the name is words of somebody's own
        self.remark.show_problem(warning_of(self.draft.name, FreeText.TEXT) if self.draft is not None else "")
        self.save_button.setEnabled(self.draft is not None)

    def save(self) -> None:
        """Save what is written as the next version."""
        self.read()
        draft = self.draft
        if draft is not None:
            self.bench.run(lambda desk: programme_rules.save(desk, draft), self._saved)

    def _saved(self, saved: ProgrammeSaved) -> None:
        self._kept = self.text.toPlainText()
        version = str(saved.programme.version)
        if saved.again:
            self.bench.say(NoticeKind.KNOW, Said(tr("These rules are those of version {n} already.", n=version)))
            return
        more = tr("Rounds that are made from now on take it; those that were made keep their own.")
        self.bench.say(NoticeKind.GOOD, Said(tr("Saved as version {n}.", n=version), more))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Programme file"), "", "TOML (*.toml)")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, name: str) -> None:
        self.read_file(Path(name))

    def read_file(self, file: Path) -> None:
        """Put the text of a file in; nothing is saved by that."""

        def work(_desk: Desk) -> str:
            return read_chosen(file, LARGEST_FILE).decode(errors="replace")

        self.bench.run(work, self.write)


def _version(one: ProgrammeView) -> str:
    return tr("{name}, version {n}", name=one.name, n=str(one.version))
