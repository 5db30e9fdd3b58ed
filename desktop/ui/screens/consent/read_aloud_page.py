"""The consent text, large, for reading aloud to those who wait; with a key that notes when it was read."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desktop.records.consent import ReadAloud
from desktop.reference.texts import consent_questions, consent_text
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page, scrolling
from desktop.ui.rights_panel import SPOKEN, language_chips
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.spoken_text import SpokenText
from desktop.ui.workbench import GoRegister, Workbench
from desktop.usecases import rights
from desktop.usecases.desk import Desk
from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import ConsentLanguage, ConsentReader, Language
from desktop.words.catalogue import tr
from desktop.words.consents import dotted
from desktop.words.labels import label


class ReadAloudPage(Page):
    """The queue hears this text only: what the law says of debt is told to each household alone."""

    def __init__(self, bench: Workbench) -> None:
        """The text in the language of the window, else Urdu."""
        super().__init__(bench, tr("Read the consent aloud"))
        self.languages = language_chips()
        self.set_head_trailing(self.languages)
        self.text = SpokenText()
        panel = Panel()
        pad = 16 if current().layout.small else 28
        column = QVBoxLayout(panel)
        column.setContentsMargins(pad, pad - 8, pad, pad - 8)
        column.addWidget(scrolling(self.text), 1)
        self.body.addWidget(panel, 1)
        self.read_button = Button(tr("Read to the group just now"), ButtonKind.PRIMARY, "volume", "Ctrl S", "Ctrl+S")
        self.volunteer_button = Button(tr("A volunteer read it"), icon="users", key="V", shortcut="V")
        self.form_button = Button(tr("Register a household"), ButtonKind.QUIET, "home-plus", "R", shortcut="R")
        self.read_line = Line("", Role.BODY, "good", bold=True, elide=True)
        self.put_above(self.read_line)
        self.read_line.hide()
        self.set_foot([self.read_button, self.volunteer_button], [self.form_button])
        self.languages.chosen.connect(self._speak)
        self.read_button.clicked.connect(lambda: self.note(ConsentReader.CLERK))
        self.volunteer_button.clicked.connect(lambda: self.note(ConsentReader.VOLUNTEER))
        self.form_button.clicked.connect(lambda: self.bench.go(GoRegister()))
        first = current().language if current().language in SPOKEN[:2] else Language.URDU
        self.languages.set_value(first.value)
        self._speak(first.value)

    @override
    def entered(self) -> None:
        """When it was read today, if it was."""
        self.bench.run(rights.read_aloud_today, self._show_read)
        self.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def help_text(self) -> str:
        """Why it is read to many and asked of each."""
        return tr(
            "Everybody who waits hears this text. The three questions are asked again at the desk, of each household."
        )

    def note(self, reader: ConsentReader) -> None:
        """It was read to the waiting group just now; the form knows it for the rest of the day."""
        language = ConsentLanguage(self.languages.value() or Language.URDU)

        def work(desk: Desk) -> ReadAloud | None:
            rights.note_read_aloud(desk, language, reader)
            return rights.read_aloud_today(desk)

        self.bench.run(work, self._show_read)

    def _show_read(self, read: ReadAloud | None) -> None:
        self.read_line.setText("" if read is None else read_today(read))
        self.read_line.setVisible(read is not None)

    def _speak(self, value: str) -> None:
        language = Language(value)
        lines = [line.text(language) for line in (*consent_text(), *consent_questions())]
        self.text.set_text(lines, language)


def read_today(read: ReadAloud) -> str:
    """When the waiting group last heard the text, and in which language."""
    at = f"{read.at.astimezone(PAKISTAN):%H:%M}"
    return dotted(tr("Read to the group today at {time}", time=at), label(read.language))
