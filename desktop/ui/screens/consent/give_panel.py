"""Something is agreed to later: the question in the language in which it is asked, who answers, how it was read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.consent import ConsentGiving, PersonLine
from desktop.reference.texts import consent_questions
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.consent.withdraw_panel import named
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.spoken_text import SpokenText
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader, Language
from desktop.words.catalogue import tr
from desktop.words.labels import label

QUESTIONS = (ConsentPurpose.REGISTER, ConsentPurpose.PHOTO, ConsentPurpose.PHONE)
"""In the order of the three questions."""


class GivePanel(Panel):
    """`agreed()` when they say yes; `left()` when they do not, which is as good an answer."""

    agreed = Signal()
    left = Signal()

    def __init__(
        self,
        people: Sequence[PersonLine],
        missing: Sequence[ConsentPurpose],
        language: ConsentLanguage,
        parent: QWidget | None = None,
    ) -> None:
        """`missing` are the purposes that were not agreed to; `language` is the one of the last consent."""
        super().__init__("panel", parent)
        small = current().layout.small
        pad = 16 if small else 24
        self._ids = {str(one.registrant): one.registrant for one in people}
        self.purpose = ChoiceChips(tr("What"), [Choice(one.value, label(one)) for one in missing])
        self.who = DropDown(tr("Who says so"), [Choice(str(one.registrant), named(one)) for one in people], width=360)
        self.language = DropDown(tr("Language"), [Choice(one.value, label(one)) for one in ConsentLanguage], width=200)
        self.reader = DropDown(
            tr("How it was read"), [Choice(one.value, label(one)) for one in ConsentReader], width=240
        )
        self.purpose.set_value(missing[0].value if missing else None)
        self.who.set_value(str(people[0].registrant) if people else None)
        self.language.set_value(language.value)
        self.reader.set_value(ConsentReader.CLERK.value)
        self._form = Form()
        self._form.add("purpose", tr("What"), self.purpose)
        self._form.add("who", tr("Who says so"), self.who)
        self._form.add("language", tr("Read"), self.language, self.reader)
        self.question = SpokenText()
        self._problem = ProblemLine()
        self.agree_button = Button(tr("They agree"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        self._back = Button(tr("They do not: that is fine"), ButtonKind.QUIET, key="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 16, pad, 16)
        column.setSpacing(10 if small else 14)
        column.addWidget(Line(tr("Ask in person, in their own language"), Role.HEADING))
        column.addWidget(self._form)
        column.addWidget(self.question, 1)
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.agree_button)
        row.addStretch(1)
        row.addWidget(self._back)
        column.addLayout(row)
        self.purpose.chosen.connect(lambda _="": self._ask())
        self.language.chosen.connect(lambda _="": self._ask())
        self._form.finished.connect(self.agreed)
        self.agree_button.clicked.connect(self.agreed)
        self._back.clicked.connect(self.left)
        self._ask()

    def giving(self) -> ConsentGiving | None:
        """What is said now; None while no purpose is chosen."""
        purpose = self.purpose.value()
        if purpose is None:
            return None
        return ConsentGiving(
            purpose=ConsentPurpose(purpose),
            read_by=ConsentReader(self.reader.value() or ConsentReader.CLERK),
            language=ConsentLanguage(self.language.value() or ConsentLanguage.URDU),
            said_by=self._ids.get(self.who.value() or ""),
        )

    def focus_first(self) -> None:
        """What is asked has the keyboard."""
        self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done."""
        self._problem.show_problem(sentence)

    def _ask(self) -> None:
        purpose, told = self.purpose.value(), self.language.value() or ""
        if purpose is None:
            self.question.set_text((), Language.ENGLISH)
            return
        language = Language(told) if told in list(Language) else Language.URDU
        question = consent_questions()[QUESTIONS.index(ConsentPurpose(purpose))]
        self.question.set_text((question.text(language),), language)
