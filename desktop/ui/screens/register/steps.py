"""The three steps of the form as panels of one draft: who, people, where; fill them, read them, show their problems."""

from collections.abc import Sequence
from dataclasses import replace
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face
from desktop.ui.screens.register.consent_line import ConsentLine
from desktop.ui.screens.register.members import names_followed
from desktop.ui.screens.register.people_panel import PeoplePanel
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.read_back import ReadBackPanel
from desktop.ui.screens.register.walking import WalkingPanel
from desktop.ui.screens.register.where_panel import WherePanel
from desktop.ui.widgets.picture import Panel
from desktop.values.kinship import HEAD
from desktop.values.problem import Problem
from desktop.words.problems import say_problem

WHO, PEOPLE, WHERE, READ_BACK, SAVED = range(5)


class StepPanels(QStackedWidget):
    """The panels, and the draft that they show a part of each.

    Only the first is made at once: the others when they are asked for, or before that in a quiet moment (`make`),
    since all of them together would keep the window waiting. `made(step)` tells of each."""

    made = Signal(int)

    def __init__(self, *, practice: bool = False, parent: QWidget | None = None) -> None:
        """Nothing yet; `fill_first` makes the first step, when this stands in its place.

        Filled before, every field would be dressed once more each time that something around it finds its place."""
        super().__init__(parent)
        self._tight = current().layout.small and (practice or current().face is Face.NASTALIQ)
        self._people: PeoplePanel | None = None
        self._where: WherePanel | None = None
        self._read_back: ReadBackPanel | None = None
        self._answered = False

    def fill_first(self) -> None:
        """Make the first step: consent, and the form of the head."""
        small, tight = current().layout.small, self._tight
        self.who = WalkingPanel()
        self.addWidget(self.who)
        self.consent = ConsentLine(self.who)
        self.head = PersonForm(relation=False, tight=tight, parent=self.who)
        column = QVBoxLayout(self.who)
        pad = 16 if small else 24
        column.setContentsMargins(pad, 4 if tight else 8 if small else 16, pad, 4)
        column.setSpacing(5 if tight else 8 if small else 12)
        column.addWidget(self.consent)
        column.addWidget(Panel("rule"))
        column.addWidget(self.head, 1)
        self.consent.agreed.chosen.connect(self._consent_answered)

    @property
    def people(self) -> PeoplePanel:
        """The second step."""
        if self._people is None:
            self._people = PeoplePanel()
            self._add(self._people, PEOPLE)
        return self._people

    @property
    def where(self) -> WherePanel:
        """The third step."""
        if self._where is None:
            self._where = WherePanel()
            self._add(self._where, WHERE)
        return self._where

    @property
    def read_back(self) -> ReadBackPanel:
        """What is read aloud before saving."""
        if self._read_back is None:
            self._read_back = ReadBackPanel()
            self._add(self._read_back, READ_BACK)
        return self._read_back

    def make(self, step: int) -> QWidget:
        """The panel of a step, made now when nobody asked for it before."""
        match step:
            case 0:
                return self.who
            case 1:
                return self.people
            case 2:
                return self.where
            case _:
                return self.read_back

    def missing(self) -> int | None:
        """The first step whose panel was not made yet."""
        there = {PEOPLE: self._people, WHERE: self._where, READ_BACK: self._read_back}
        return next((step for step, panel in there.items() if panel is None), None)

    def _add(self, panel: QWidget, step: int) -> None:
        self.addWidget(panel)
        self.made.emit(step)

    @override
    def heightForWidth(self, width: int, /) -> int:
        """The height of the panel that is seen; Qt would take the highest of all."""
        seen = self.currentWidget()
        if seen is None:
            return 0
        return seen.heightForWidth(width) if seen.hasHeightForWidth() else seen.minimumSizeHint().height()

    # --- draft in, draft out -----------------------------------------------------------------------------------------

    def read(self, draft: HouseholdDraft, step: int) -> HouseholdDraft:
        """The draft with what the panel of `step` says now."""
        if step == WHO:
            head = self.head.member()
            if head.registrant is None:  # of somebody in the register an open relation stays open
                head = replace(head, relation=head.relation or HEAD)
            members = names_followed(draft.members, (head, *draft.members[1:]))
            return replace(draft, consent=self.consent.consent(), members=members)
        if step == PEOPLE and self.people.place is not None:
            members = list(draft.members)
            place, written = self.people.place, self.people.form.member()
            if place >= len(members) and written == MemberDraft():
                return draft  # nobody was written yet
            members[place : place + 1] = [written]
            return replace(draft, members=names_followed(draft.members, tuple(members)))
        if step == WHERE:
            return self.where.answers(draft)
        return draft

    def fill(self, draft: HouseholdDraft, step: int) -> None:
        """Show the part of `draft` that belongs to `step`."""
        self._show(self.make(step))
        if step == WHO:
            self.head.set_member(draft.members[0] if draft.members else MemberDraft(relation=HEAD))
            self.consent.set_consent(draft.consent, answered=self._answered)
        elif step == PEOPLE:
            self.people.show_people(draft.members)
            self.people.not_named.show_draft(draft)
        elif step == WHERE:
            self.where.show_draft(draft)

    def _show(self, panel: QWidget) -> None:
        """Only the panel that is seen says how much room is needed."""
        for at in range(self.count()):
            one = self.widget(at)
            policy = QSizePolicy.Policy.Preferred if one is panel else QSizePolicy.Policy.Ignored
            if one is not None:
                one.setSizePolicy(policy, policy)
        self.setCurrentWidget(panel)

    def answered(self, *, yes_or_no: bool) -> None:
        """Whether consent was asked already; then a draft without consent says no instead of nothing."""
        self._answered = yes_or_no

    # --- problems ----------------------------------------------------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem], step: int, *, everything: bool) -> None:
        """Sentences at the fields of the present step."""
        if step == WHO:
            self.head.show_problems(_of_member(problems, 0), everything=everything)
        elif step == PEOPLE and self.people.place is not None:
            self.people.form.show_problems(_of_member(problems, self.people.place), everything=everything)
        elif step == WHERE:
            told = [one for one in problems if everything or one.where != "place.pcode" or not one.stops]
            shown = {_row_of_place(one.where): say_problem(one) for one in reversed(told) if _is_place(one)}
            self.where.show_problems(shown)

    def focus_problem(self, problem: Problem, draft: HouseholdDraft) -> int:
        """Go to the field of a problem; gives the step it lies in."""
        parts = problem.where.split(".")
        if _is_place(problem):
            if self.currentWidget() is not self.where:  # else what was typed of a place, and names none yet, would go
                self.fill(draft, WHERE)
            self.where.focus_path(problem.where)
            return WHERE
        if parts[0] == "members" and len(parts) > 2 and int(parts[1]) > 0:
            place = int(parts[1])
            self.fill(draft, PEOPLE)
            self.people.write(place, draft.members[place])
            self.people.form.focus_row(".".join(parts[2:]))
            return PEOPLE
        self.fill(draft, WHO)
        if parts[0] == "members":
            self.head.focus_row(".".join(parts[2:]) or "name")
        else:
            self.consent.agreed.setFocus()
        return WHO

    def focus_first(self, step: int) -> None:
        """The first field of a step has the keyboard."""
        if step == WHO:
            self.consent.agreed.setFocus()
        elif step == PEOPLE:
            self.people.focus_first()
        elif step == WHERE:
            self.where.focus_first()

    def _consent_answered(self, _: str) -> None:
        self._answered = True


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """In the order of the form's steps; the check itself names the place first."""
    return sorted(problems, key=_is_place)


def _is_place(problem: Problem) -> bool:
    """Whether it is asked in the third step."""
    return problem.where.split(".")[0] in ("place", "collectors", "vouchers")


def _row_of_place(where: str) -> str:
    """The row of the third step: ``pcode``, ``village``, ``home_pcode``, ``collectors.0``."""
    parts = where.split(".")
    return parts[1] if parts[0] == "place" else ".".join(parts[:2])


def _of_member(problems: Sequence[Problem], place: int) -> list[Problem]:
    start = f"members.{place}."
    return [replace(one, where=one.where.removeprefix(start)) for one in problems if one.where.startswith(start)]
