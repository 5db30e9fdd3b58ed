"""What two people do to an operator: remove, another role, a new passphrase; each writes the store under a new key."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.opening import change_role, remove_operator, reset_passphrase, second_person
from desktop.records.operator import OperatorView, Second
from desktop.security.passwords import propose_passphrase
from desktop.ui.appearance.texts import isolate
from desktop.ui.closing_sheet import ClosingSheet
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.workbench import Workbench
from desktop.values.permissions import Role
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.people import joined


class OperatorAct(StrEnum):
    """What is done to somebody of the office."""

    REMOVE = "remove"
    ROLE = "role"
    WORDS = "words"


@dataclass(frozen=True)
class _Words:
    heading: str
    before: str
    agree: str
    done: str


class OperatorDialog(ClosingSheet):
    """Says what will happen, asks for a role where one is needed and for the second person, and does it."""

    def __init__(self, bench: Workbench, act: OperatorAct, person: OperatorView, parent: QWidget) -> None:
        """`person` is whom the act is about."""
        self._act, self._person = act, person
        words = _words(act, isolate(person.name))
        super().__init__(bench, words.heading, words.before, parent)
        self._done = words.done
        rekeyed = tr(
            "The store is written under a new key, and this window goes to the lock screen. "
            "Close every other window of this office first."
        )
        self.inside.addWidget(Paragraph(rekeyed, tint="muted"))
        roles = [Choice(role.value, label(role)) for role in Role if role is not person.role]
        self.role = DropDown(tr("New role"), roles)
        self._form = Form()
        self._form.add("role", tr("New role"), self.role)
        self._form.setVisible(act is OperatorAct.ROLE)
        self._form.finished.connect(lambda: self.second.begin())
        self.inside.addWidget(self._form)
        self.second = SecondPerson(agree=words.agree, deliberate=True)
        mine = bench.desk.person.role
        others = [one for one in bench.opened.staff() if one.role is not mine and one.operator_id != person.id]
        self.second.set_names([Choice(one.name, joined(one.name, label(one.role))) for one in others])
        self.second.asked.connect(self._asked)
        self.inside.addWidget(self.second)
        first = self.role if act is OperatorAct.ROLE else self.second.names
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self, second_name: str, passphrase: str) -> None:
        if self._act is OperatorAct.ROLE and self.role.value() is None:
            self._form.show_problems({"role": tr("Choose the new role.")})
            self.role.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._form.show_problems({})
        opened = self._bench.opened
        fresh = propose_passphrase() if self._act is OperatorAct.WORDS else ""
        act = self._doing(fresh)
        self.change(
            lambda: act(second_person(opened, second_name, passphrase)),
            lambda _: self._done,
            self._refused,
            (self._person.name, fresh),
        )

    def _doing(self, fresh: str) -> Callable[[Second], object]:
        opened, name, role = self._bench.opened, self._person.name, self.role.value()
        match self._act:
            case OperatorAct.REMOVE:
                return lambda second: remove_operator(opened, name, second=second)
            case OperatorAct.ROLE:
                return lambda second: change_role(opened, name, Role(role or ""), second=second)
            case OperatorAct.WORDS:
                return lambda second: reset_passphrase(opened, name, fresh, second=second)

    def _refused(self, told: Told) -> None:
        self.second.refuse(say(told).shortly())


def _words(act: OperatorAct, name: str) -> _Words:
    match act:
        case OperatorAct.REMOVE:
            return _Words(
                tr("Remove {name}", name=name),
                tr("{name} can no longer unlock this office. What {name} recorded stays in the book.", name=name),
                tr("I agree: remove this person"),
                tr("{name} was removed.", name=name),
            )
        case OperatorAct.ROLE:
            return _Words(
                tr("Another role for {name}", name=name),
                tr("{name} keeps the passphrase and may then do what the new role may.", name=name),
                tr("I agree: change the role"),
                tr("{name} has the new role.", name=name),
            )
        case OperatorAct.WORDS:
            return _Words(
                tr("A new passphrase for {name}", name=name),
                tr(
                    "New words are drawn and shown afterwards. "
                    "The forgotten passphrase of {name} opens nothing any more.",
                    name=name,
                ),
                tr("I agree: give a new passphrase"),
                tr("{name} has a new passphrase.", name=name),
            )
