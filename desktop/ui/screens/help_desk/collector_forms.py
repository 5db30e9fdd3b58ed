"""Somebody collects for a household: two questions that only who knows it can answer, or leave for one day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.distribution import CollectorChoice
from desktop.records.help_desk import ProxyDraft, Question
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.kin_choices import kin_choices
from desktop.ui.widgets.asking_panel import AskingPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.values.vocabulary import ProxyReason
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.collecting import choice_name, choice_note
from desktop.words.kept_words import FreeText
from desktop.words.labels import label
from desktop.words.people import joined


class QuestionPanel(AskingPanel):
    """`known` when both answers were right, `left` otherwise: nothing is written about a wrong answer."""

    known = Signal()
    left = Signal()

    def __init__(self, asked: Question, parent: QWidget | None = None) -> None:
        """The two questions with the register's answers."""
        super().__init__("panel", parent)
        self.known_button = Button(tr("Both are right"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        back = Button(tr("Not now"), ButtonKind.QUIET, key="Esc")
        told = tr("Ask, do not show the screen. A wrong answer is nobody’s fault: let the holder come.")
        first = tr("Who is the father or husband of {name}?", name=isolated(asked.parent_of or tr("somebody")))
        people = tr_n("{n} person", "{n} people", asked.people)
        children = tr_n("{n} child", "{n} children", asked.children)
        body: list[QWidget] = []
        for question, answer in (
            (first, asked.parent or tr("not recorded; ask for the village")),
            (tr("How many live there, and how many of them are children?"), joined(people, children)),
        ):
            body += [Paragraph(question, Role.BODY, bold=True), Line(answer, Role.HEADING, "accent", elide=True)]
        self.lay_out(tr("Two questions"), told, body, [self.known_button, back])
        self.known_button.clicked.connect(self.known)
        back.clicked.connect(self.left)

    def focus_first(self) -> None:
        """The answer has the keyboard."""
        self.known_button.setFocus(Qt.FocusReason.OtherFocusReason)


class WhoPanel(AskingPanel):
    """`chosen(one)` carries a `CollectorChoice`, or None when the holder came after all; `left` when it stays."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, choices: Sequence[CollectorChoice], parent: QWidget | None = None) -> None:
        """The holder first, then who may collect in the holder's place."""
        super().__init__("panel", parent)
        self._choices: dict[str, CollectorChoice | None] = {"": None}
        self._choices |= {str(number): one for number, one in enumerate(choices)}
        self.rows = RowList(tr("Who collects?"), RowStyle.PLAIN)
        self.rows.set_rows([_who_row(key, one) for key, one in self._choices.items()])
        self.rows.setFixedHeight(self.rows.sizeHint().height())
        self.rows.choose("")
        self.rows.opened.connect(self._choose)
        self.choose_button = Button(tr("This one collects"), ButtonKind.PRIMARY, "check", "Enter")
        self.choose_button.clicked.connect(lambda: self._choose(self.rows.present() or ""))
        back = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        back.clicked.connect(self.left)
        told = tr("It is looked up anew for whoever you choose. Nothing is written down before they draw.")
        self.lay_out(tr("Who collects?"), told, [self.rows], [self.choose_button, back])

    def focus_first(self) -> None:
        """The list has the keyboard."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self.chosen.emit(self._choices[key])


def _who_row(key: str, one: CollectorChoice | None) -> Row:
    if one is None:
        return Row(key, tr("The holder came"), tr("with the card, as on any day"), icon="user")
    name, note = choice_name(one), choice_note(one)
    return Row(key, name, "" if name == note else note, icon="users")


class ProxyForm(AskingPanel):
    """`wished()` when all is said, `left` when it is not to be done."""

    wished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody is named yet."""
        super().__init__("panel", parent)
        self.told = TextField(tr("Name as told"), keeps=FreeText.NAME)
        self.latin = TextField(tr("Name in Latin letters"), keeps=FreeText.NAME)
        self.relation = DropDown(tr("Relation"), [Choice("", tr("not told")), *kin_choices()], width=260)
        self.relation.set_value("")
        self.phone = TextField(tr("Phone"), keeps=None)
        self.reason = ChoiceChips(tr("Why not the holder?"), [Choice(one.value, label(one)) for one in ProxyReason])
        form = self._form = Form()
        form.add("name_as_told", tr("Name as told"), self.told)
        form.add("name_latin", tr("Latin letters"), self.latin)
        form.add("relation", tr("To the head"), self.relation)
        form.add("phone", tr("Phone"), self.phone)
        form.add("reason", tr("Reason"), self.reason)
        self._problem = ProblemLine()
        self.go_button = Button(tr("May collect today"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        back = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        limit = tr(
            "For today only. Above two households of a round it is looked at, above four somebody else collects."
        )
        told = "" if current().layout.small else limit
        self.lay_out(tr("Who collects today?"), told, [form, self._problem], [self.go_button, back], spacing=10)
        self.go_button.clicked.connect(self._go)
        back.clicked.connect(self.left)
        form.finished.connect(self._go)

    def draft(self) -> ProxyDraft:
        """What is written."""
        reason = self.reason.value()
        return ProxyDraft(
            self.told.value(),
            self.latin.value(),
            self.relation.value() or "",
            self.phone.value(),
            ProxyReason(reason) if reason else None,
        )

    def focus_first(self) -> None:
        """The name has the keyboard."""
        self.told.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Sentences by field."""
        self._form.show_problems(sentences)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self._problem.show_problem(sentence)

    def _go(self) -> None:
        self._problem.show_problem("")
        if not (self.told.value() or self.latin.value()):
            self._form.show_problems({"name_as_told": tr("Write the name as it is told.")})
            self.told.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.reason.value() is None:
            self._form.show_problems({"reason": tr("Choose why the holder does not come.")})
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._form.show_problems({})
            self.wished.emit()


class DeliveryForm(AskingPanel):
    """`wished()` when the reason is chosen, `left` when it is not to be done."""

    wished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No reason is chosen yet."""
        super().__init__("panel", parent)
        self.reason = ChoiceChips(tr("Reason"), [Choice(one.value, label(one)) for one in ProxyReason])
        form = self._form = Form()
        form.add("reason", tr("Reason"), self.reason)
        self.go_button = Button(tr("Serve at home"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        back = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        told = tr("In this round somebody brings it to them. They can still come themselves; it is given once.")
        self.lay_out(tr("Serve at home"), told, [form], [self.go_button, back])
        self.go_button.clicked.connect(self._go)
        back.clicked.connect(self.left)
        form.finished.connect(self._go)

    def chosen(self) -> ProxyReason | None:
        """The reason, or None while none is chosen."""
        value = self.reason.value()
        return None if value is None else ProxyReason(value)

    def focus_first(self) -> None:
        """The reason has the keyboard."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self._form.show_problems({"reason": sentence})

    def _go(self) -> None:
        if self.chosen() is None:
            self._form.show_problems({"reason": tr("Choose a reason.")})
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._form.show_problems({})
            self.wished.emit()
