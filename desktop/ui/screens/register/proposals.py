"""Proposes what follows from earlier answers: sex and father from the relation, the paper from the age.

A proposal stands in its field, dashed, until somebody writes there; Enter passes over it, Shift+Enter goes to it. When
somebody is opened again, what is as their relation proposed it follows another relation, too."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.records.household import MemberDraft
from desktop.ui.screens.register.members import Members, others, proposal
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.walking import PASSED
from desktop.ui.widgets.chips import ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import Field
from desktop.values.vocabulary import AgeMethod, Sex

_GROWN_UP = 18
_OF_GROWN_UPS, _OF_CHILDREN = "CNIC", "CRC"


class Proposals(QObject):
    """Fills empty fields of one form; never changes what somebody wrote."""

    def __init__(self, form: PersonForm) -> None:
        """Listen to the form; `begin` says among whom the person stands."""
        super().__init__(form)
        self._form = form
        self._members: Members = ()
        self._above: MemberDraft | None = None
        self._paper_left = self._one_script = False
        self._following: set[QWidget] = set()
        self._passable: tuple[Field | ChoiceChips | DropDown, ...] = (
            form.parent_relation,
            form.parent_name,
            form.parent_latin,
            form.sex,
            form.age_method,
            form.paper,
        )
        form.related.connect(self._related)
        form.age.textEdited.connect(lambda _="": self._aged())
        for field in (form.cnic, form.number):
            field.textEdited.connect(lambda _="": self._propose_method())
        for widget in self._passable:
            if isinstance(widget, Field):
                widget.textEdited.connect(lambda _="", one=widget: self._mark(one, on=False))
            else:
                widget.chosen.connect(lambda _="", one=widget: self._mark(one, on=False))
        form.paper.chosen.connect(lambda _="": self._keep_paper())

    def begin(self, members: Members, place: int) -> None:
        """The form shows the person at `place` now; what stands in it already was answered."""
        self._members = others(members, place) if place else members  # nobody is one's own father
        self._above = members[place - 1] if 0 < place <= len(members) else None
        self._paper_left = place < len(members) and bool(members[place].id_number)
        for widget in self._passable:
            self._mark(widget, on=False)
        self._following = self._as_proposed()
        self._propose_paper()  # a kind of paper without a number is not kept, so it stood as at first again
        head = members[0] if members else MemberDraft()
        self._form.relation.set_spouse("HUSB" if head.sex is Sex.FEMALE else "WIFE")
        # where the head's name stands in one script only, the others' second script is not asked for either
        self._one_script = place > 0 and bool(head.name_as_told) and not head.name_latin
        for field in (self._form.name_latin, self._form.parent_latin):
            field.setProperty(PASSED, self._one_script)

    def _as_proposed(self) -> set[QWidget]:
        """The fields that hold what would be proposed for this relation: nobody wrote anything else there."""
        form, said = self._form, proposal(self._form.relation.value() or "", self._members)
        answers: tuple[tuple[Field | ChoiceChips | DropDown, str | None], ...] = (
            (form.sex, said.sex),
            (form.parent_relation, said.parent_relation),
            (form.parent_name, said.parent_name),
            (form.parent_latin, said.parent_latin),
        )
        return {widget for widget, answer in answers if answer and widget.value() == answer}

    def _related(self) -> None:
        """The relation was chosen."""
        form, said = self._form, proposal(self._form.relation.value() or "", self._members)
        self._choose(form.sex, said.sex)
        self._choose(form.parent_relation, said.parent_relation)
        for field, words in ((form.parent_name, said.parent_name), (form.parent_latin, said.parent_latin)):
            if not field.value() or self._is_proposed(field):
                field.set_value(words)
                self._mark(field, on=bool(said.parent_name or said.parent_latin))
        if self._one_script:
            form.parent_latin.setProperty(PASSED, True)  # noqa: FBT003 (Qt's own)

    def _aged(self) -> None:
        """Digits of the age were written."""
        digits = self._form.age.digits()
        if not digits:
            return
        self._propose_method()
        self._propose_paper()

    def _propose_paper(self) -> None:
        """Under eighteen the B-Form."""
        digits, paper = self._form.age.digits(), self._form.paper
        if digits and not self._paper_left and paper.value() in (_OF_GROWN_UPS, _OF_CHILDREN):
            child = int(digits) < _GROWN_UP
            paper.set_value(_OF_CHILDREN if child else _OF_GROWN_UPS)
            self._mark(paper, on=child)

    def _propose_method(self) -> None:
        """As of the person before; known from a paper only when a paper of this person was written."""
        method = self._above.age_method if self._above is not None else None
        if method is AgeMethod.DOCUMENT and not (self._form.cnic.value() or self._form.number.value()):
            method = AgeMethod.STATED
        if self._form.age.value() and method not in (None, AgeMethod.EVENT):
            self._choose(self._form.age_method, method)

    def _keep_paper(self) -> None:
        self._paper_left = True

    def _choose(self, row: ChoiceChips | DropDown, value: str | None) -> None:
        if row.value() is None or self._is_proposed(row):
            row.set_value(value)
            self._mark(row, on=value is not None)

    def _is_proposed(self, widget: QWidget) -> bool:
        return widget in self._following or bool(widget.property("proposed"))

    def _mark(self, widget: Field | ChoiceChips | DropDown, *, on: bool) -> None:
        self._following.discard(widget)
        widget.set_proposed(on)
        widget.setProperty(PASSED, on)
