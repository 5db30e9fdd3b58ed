"""What came of asking for one person's paper: a token, the paper with its number, not granted, not wanted."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.identity import IdentityLine, NoteDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.day_field import DayField
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.values.problem import Problem
from desktop.values.vocabulary import IdentityResult
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from desktop.words.people import joined, paper_short
from desktop.words.problems import say_problem
from desktop.words.van import identity_papers, identity_who, result_short

_ROWS = {"paper.type": "paper", "paper.number": "number"}
_PAPERS = ("CNIC", "NICOP", "CRC")


class NoteForm(Panel):
    """`finished()` on Enter in the last field."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody chosen yet."""
        super().__init__("panel", parent)
        self._name = Line("", Role.HEADING, elide=True)
        self._papers = Line("", Role.BODY, "muted", elide=True)
        self._before = Line("", Role.BODY, "accent", elide=True)
        self._code = CodeDisplay("", name=tr("Household code"))
        self._code.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choices = [Choice(result.value, result_short(result)) for result in IdentityResult]
        self.result = ChoiceChips(tr("What came of it"), choices, gap=8)
        self.token = TextField(tr("Token"), tr("as it stands on the token"), rtl=False, width=300)
        self.token.setMaxLength(60)
        papers = [Choice(code, paper_short(code)) for code in _PAPERS]
        self.paper = ChoiceChips(tr("Which paper"), papers, gap=8)
        self.number = CodeField(tr("Number of the paper"), (5, 7, 1), "-", "", 220)
        self.day = DayField(tr("Day"))
        self.form = Form()
        self.form.add("result", tr("What came of it?"), self.result)
        self._token = self.form.add("token", tr("Token"), self.token)
        self._paper = self.form.add("paper", tr("Which paper"), self.paper)
        self._number = self.form.add("number", tr("Its number"), self.number)
        self.form.add("day", tr("On"), self.day)
        self.form.finished.connect(self.finished)
        self.result.chosen.connect(self._follow)
        self._build()

    def show_person(self, line: IdentityLine, today: date) -> None:
        """One person with nothing answered yet; what came of it before stands beside the name."""
        self._name.setText(identity_who(line))
        self._code.set_code(line.household.text)
        self._papers.setText(identity_papers(line))
        before = joined(result_short(line.result), day_words(line.day), line.token) if line.result and line.day else ""
        self._before.setText(before)
        self._before.setVisible(bool(before))
        self.result.set_value(None)
        self.token.set_value(line.token)
        self.paper.set_value(line.wanted)
        self.number.set_value("")
        self.day.set_day(today)
        self.form.show_problems({})
        self._follow("")
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> NoteDraft:
        """What is answered now."""
        chosen = self.result.value()
        result = IdentityResult(chosen) if chosen else None
        applied, received = result is IdentityResult.APPLIED, result is IdentityResult.RECEIVED
        return NoteDraft(
            result=result,
            day=self.day.day(),
            token=self.token.value() if applied else "",
            paper_type=(self.paper.value() or "") if received else "",
            paper_number=self.number.digits() if received else "",
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """A sentence at each field concerned."""
        self.form.show_problems({_ROWS.get(one.where, one.where): say_problem(one) for one in problems})

    def _follow(self, chosen: str) -> None:
        """Only what belongs to the answer is asked."""
        self._token.setVisible(chosen == IdentityResult.APPLIED)
        self._paper.setVisible(chosen == IdentityResult.RECEIVED)
        self._number.setVisible(chosen == IdentityResult.RECEIVED)
        if chosen == IdentityResult.RECEIVED:
            self.form.row("number").set_hint(tr("Leave it empty when nobody could read it."))

    def _build(self) -> None:
        pad = 20 if current().layout.small else 24
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._code)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 12, pad, 16)
        column.setSpacing(2)
        column.addLayout(head)
        for line in (self._papers, self._before):
            column.addWidget(line)
        column.addSpacing(current().layout.row_gap)
        column.addWidget(self.form)
        column.addStretch(1)
