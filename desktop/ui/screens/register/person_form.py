"""The form of one person: name, father or husband, sex, age, work, paper, phone; only name and sex are needed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.household import NO_DOCUMENT, MemberDraft
from desktop.ui.screens.register.event_age import EventAge
from desktop.ui.screens.register.more_panel import MORE_ROWS, MorePanel
from desktop.ui.screens.register.person_fields import PersonFields
from desktop.ui.screens.register.person_rows import ROW_OF, row_words
from desktop.ui.screens.register.untouched import with_changes
from desktop.ui.two_scripts import by_script, sorts_scripts
from desktop.values.age import INFANT
from desktop.values.finding import Finding
from desktop.values.period import local_day
from desktop.values.problem import Problem
from desktop.values.vocabulary import AgeMethod, ParentRelation, PhoneOwner, Sex, WorkKind
from desktop.words.catalogue import tr
from desktop.words.people import member_name
from desktop.words.problems import say_problem

_TOGETHER = (
    frozenset(("name_as_told", "name_latin")),
    frozenset(("parent_name", "parent_latin")),
    frozenset(("id_type", "id_number")),
)
"""Fields of a person that are one answer: a name moves from one script's place to the other's as a whole."""


_TWO_SCRIPTS = ("name", "parent")


class PersonForm(PersonFields):
    """`left(field in words)` when a field was left or an answer chosen, `typed` at each letter, `photo_asked`.

    `number_moved` when the number is the husband's and goes to him, `turned` when more is asked, or no more."""

    left = Signal(str)
    typed = Signal()
    photo_asked = Signal()
    number_moved = Signal()
    turned = Signal()
    related = Signal()
    """A relation was chosen; sent before the answer is taken, so that what follows from it is part of it."""

    def __init__(self, *, relation: bool, tight: bool = False, parent: QWidget | None = None) -> None:
        """`relation` shows the row with the relation to the head (for everybody but the first person).

        `tight` moves the rows together: the practice strip takes away the height of a small window."""
        super().__init__(relation=relation, tight=tight, parent=parent)
        self._base = self._shown = MemberDraft()
        self.today = local_day(datetime.now(UTC))
        self._came_from: QWidget | None = None
        self._touched: set[str] = set()
        self.more: MorePanel | None = None
        self._husband = False
        self._connect()
        self.set_member(MemberDraft())

    # --- what is filled in -------------------------------------------------------------------------------------------

    def member(self) -> MemberDraft:
        """The person as filled in now; what nobody touched, or the form does not show, stays as it was kept."""
        return with_changes(self._base, self._shown, self._told(), _TOGETHER)

    def _told(self) -> MemberDraft:
        """The person as the fields say it."""
        first, second = by_script(self.name.value(), self.name_latin.value())
        father, father_latin = by_script(self.parent_name.value(), self.parent_latin.value())
        number = self._number_field().value()
        kind = self.paper.value() or NO_DOCUMENT
        if self.no_paper.isChecked() or (not number and kind != "VOUCHED"):
            kind, number = NO_DOCUMENT, ""
        sex, work = self.sex.value(), self.work.value()
        relation, owner = self.parent_relation.value(), self.owner.value()
        phone = "" if self.no_phone.isChecked() else self.phone.value()
        told = replace(
            self._base,
            name_as_told=first,
            name_latin=second,
            parent_name=father,
            parent_latin=father_latin,
            parent_relation=ParentRelation(relation) if relation else None,
            relation=(self.relation.value() or "") if self._shows("relation") else self._base.relation,
            sex=Sex(sex) if sex else None,
            id_type=kind,
            id_number=number,
            phone=phone,
            phone_owner=PhoneOwner(owner) if owner and phone else None,
            safe_to_call=True if phone and self.safe.isChecked() else None,
            work_kind=WorkKind(work) if work else None,
            photo=self.photo.photo(),
            photo_refused=self.photo.is_refused(),
        )
        told = self._aged(told)
        if self.more is not None:
            told = self.more.answers(told)
        infant = told.age_years is not None and told.age_years <= INFANT  # nobody is asked for what is not there yet
        nameless = not (told.name_as_told or told.name_latin)
        return replace(told, unnamed=nameless and (told.unnamed or infant))

    def _aged(self, told: MemberDraft) -> MemberDraft:
        """The age as filled in, of the day on which it was told; an age that was not touched keeps its day."""
        base, digits, method = self._base, self.age.digits(), self.age_method.value()
        years = int(digits) if digits else None
        by_event = method == AgeMethod.EVENT
        event, then = self.event_age.told() if by_event else (None, None)
        untouched = then is not None and self.event_age.is_untouched()
        same = event is base.age_event and (years == base.age_years if then is None else untouched)
        if same and base.age_then is None:
            then = None
        known = event is not None and then is not None
        return replace(
            told,
            age_years=None if known else years,
            age_method=AgeMethod(method) if method and (digits or by_event) else None,
            age_as_of=base.age_as_of if same else None,
            age_event=event,
            age_then=then if known else None,
        )

    def set_member(self, member: MemberDraft) -> None:
        """Fill the form in without telling anybody."""
        self._base = member
        self._touched.clear()
        for row in _TWO_SCRIPTS:
            self._rows[row].hold_hint("")
        blocked = self.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.name.set_value(member.name_as_told)
        self.name_latin.set_value(member.name_latin)
        self.parent_relation.set_value(member.parent_relation)
        self.parent_name.set_value(member.parent_name)
        self.parent_latin.set_value(member.parent_latin)
        self.relation.set_value(member.relation or None)
        self.sex.set_value(member.sex)
        self.age.set_value("" if member.age_years is None else str(member.age_years))
        self.age_method.set_value(AgeMethod.EVENT if member.age_event is not None else member.age_method)
        if self._event_age is not None or member.age_method is AgeMethod.EVENT or member.age_event is not None:
            self.event_age.set_from(member, self.today)
        self._follow_method()
        self.work.set_value(member.work_kind)
        self.no_paper.setChecked(False)
        self.paper.set_value(member.id_type if member.id_type != NO_DOCUMENT else "CNIC")
        self._paper_chosen()
        self.cnic.set_value("")
        self.number.set_value("")
        self._number_field().set_value(member.id_number)
        self.no_phone.setChecked(False)
        self.phone.set_value(member.phone)
        self.owner.set_value(member.phone_owner)
        self.safe.setChecked(bool(member.safe_to_call))
        self.photo.set_photo(member.photo, member.name_as_told or member.name_latin)
        self.photo.set_refused(refused=member.photo_refused)
        self._phone_typed()
        self._number_typed()
        self._came_from = None
        if self.more is not None:
            self._fill_more(member)
        self._shown = self._told()
        self.show_more(on=False)
        self.blockSignals(blocked)
        self.show_problems((), everything=False)

    def set_photo(self, photo: bytes | None) -> None:
        """Show another photo, and tell that a field was left."""
        self.photo.set_photo(photo, self.name.value() or self.name_latin.value())
        self.left.emit(tr("Photo"))

    def refuse_photo(self) -> None:
        """The person wants no photo; tell that a field was left."""
        self.photo.set_refused(refused=True)
        self.left.emit(tr("Photo"))

    def copy_from(self, above: MemberDraft) -> bool:
        """Same as above: give the field that has the keyboard the answer of `above`; False where there is none."""
        here = self.focusWidget()
        for row, fill in (
            ("parent", lambda: self._copy_parent(above)),
            ("work", lambda: self.work.set_value(above.work_kind)),
            ("phone", lambda: self._copy_phone(above)),
            ("sex", lambda: self.sex.set_value(above.sex)),
            ("relation", lambda: self.relation.set_value(above.relation or None)),
        ):
            if row in self._rows and self._rows[row].isAncestorOf(here):
                fill()
                self._leave(row)
                return True
        return False

    def show_problems(self, problems: Sequence[Problem], *, everything: bool) -> None:
        """Sentences at their fields; fields that nobody came to yet stay quiet unless `everything` is to be shown."""
        sentences: dict[str, str] = {}
        for problem in sorted(problems, key=lambda one: not one.stops):  # what stops is said first
            row = ROW_OF.get(problem.where, "")
            if row in self._rows and (everything or row in self._touched):
                sentences.setdefault(row, say_problem(problem))
        for key, row in self._rows.items():
            row.set_problem(sentences.get(key, ""))
        if self._event_age is not None and "then" not in sentences:
            self._event_age.show_found()
        somebody_elses = any(problem.code == Finding.CNIC_SEX_DIGIT for problem in problems)
        self._offer_husband(on=somebody_elses and "id" in sentences)

    def focus_row(self, where: str) -> None:
        """Go to the field of a problem (``id.number``) or of a row; what is asked behind one key is opened."""
        key = ROW_OF.get(where, where)
        if key in MORE_ROWS:
            self.show_more(on=True)
            assert self.more is not None
            self.more.focus_row(key)
            return
        row = self._rows.get(key)
        if row is not None:
            first = next((one for one in row.findChildren(QWidget) if _can_focus(one)), row)
            target = self.owner if where == "phone.owner" and self.owner.isVisibleTo(self) else first
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, row: str) -> None:
        """Go to a row that was passed by; what is wrong with it is shown from now on."""
        self._touched.add(row)
        self.focus_row(row)

    def focus_first(self) -> None:
        """The first field has the keyboard."""
        first = self.relation if self._shows("relation") else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def event_age(self) -> EventAge:
        """The rows of an age by an event; made when they are first asked for."""
        if self._event_age is None:
            made = self._event_age = EventAge(self._event_place)
            self._rows |= {"event": made.rows[0], "then": made.rows[1]}
            made.set_from(self._base, self.today)
            made.left.connect(lambda: (self._follow_method(), self._leave("age")))
            made.typed.connect(self.typed)
        return self._event_age

    # --- more about the person ---------------------------------------------------------------------------------------

    def turn_more(self) -> None:
        """F2: what is asked only where it matters, and back to the field that had the keyboard."""
        self.show_more(on=not self.is_turned)

    def show_more(self, *, on: bool) -> None:
        """Show the questions behind one key in place of the form, or the form again."""
        told = self.member()
        if self.more is None:
            if not on:
                return
            self.more = MorePanel()
            self._column.insertWidget(0, self.more, 1)
            self.more.left.connect(self.left)
            self.more.closed.connect(self.turn_more)
            self.more.hide()
        if on == self.is_turned:
            return
        if on:
            here = self.focusWidget()
            self._came_from = here if here and here.isVisible() else None
            self._fill_more(told)
        self.more.setVisible(on)
        for one in self._parts:
            one.setVisible(not on)
        if on:
            self.more.focus_first()
        elif self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    @property
    def is_turned(self) -> bool:
        """Whether the questions behind the key are shown."""
        return self.more is not None and self.more.isVisibleTo(self)

    def more_told(self) -> int:
        """How many of the questions behind the key are answered, for the button that opens them."""
        told = self.member()
        given = (told.number_seen, told.safe_times, told.intermediary, told.disability, told.washington)
        return sum(1 for one in given if one not in (None, ""))

    def _fill_more(self, told: MemberDraft) -> None:
        assert self.more is not None
        self.more.show_member(told, member_name(told), number=bool(told.id_number), phone=bool(told.phone))

    # --- building ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        sorts_scripts(self._rows["name"], self.name, self.name_latin)  # before the answer is taken
        sorts_scripts(self._rows["parent"], self.parent_name, self.parent_latin)
        for row, widgets in {
            "name": (self.name, self.name_latin),
            "parent": (self.parent_name, self.parent_latin),
            "age": (self.age,),
            "id": (self.cnic, self.number),
            "phone": (self.phone,),
        }.items():
            for field in widgets:
                field.was_left.connect(lambda _value="", one=row: self._leave(one))
                field.textEdited.connect(lambda _text="", one=row: self._rows[one].hold_hint(""))
                field.textChanged.connect(lambda _text="": self.typed.emit())
        self.age_method.chosen.connect(lambda _="": self._method_chosen())  # before the answer is taken
        self.relation.chosen.connect(lambda _="": self.related.emit())  # before the answer is taken, too
        for row, choice in {
            "relation": self.relation,
            "parent": self.parent_relation,
            "sex": self.sex,
            "age": self.age_method,
            "work": self.work,
            "phone": self.owner,
        }.items():
            choice.chosen.connect(lambda _value="", one=row: self._leave(one))
        self.sex.chosen.connect(self._sex_chosen)
        self.paper.chosen.connect(lambda _="": (self._paper_chosen(), self._leave("id")))
        self.phone.textChanged.connect(lambda _="": self._phone_typed())
        self.cnic.textChanged.connect(lambda _="": self._number_typed())
        self.number.textChanged.connect(lambda _="": self._number_typed())
        self.to_husband.clicked.connect(self.number_moved)
        self.no_paper.toggled.connect(self._no_paper)
        self.no_phone.toggled.connect(self._no_phone)
        self.safe.clicked.connect(lambda: self._leave("phone"))
        self.photo.clicked.connect(self.photo_asked)
        self.photo.removed.connect(lambda: self.set_photo(None))

    def _leave(self, row: str) -> None:
        self._touched.add(row)
        self.left.emit(row_words(row))

    # --- what follows from an answer ---------------------------------------------------------------------------------

    def _sex_chosen(self, value: str) -> None:
        if value == Sex.MALE and self.parent_relation.value() is None:
            self.parent_relation.set_value(ParentRelation.SON_OF)

    def offer_husband(self, *, on: bool) -> None:
        """Whether there is a husband to whom a number that is not this woman's could go."""
        self._husband = on

    def _offer_husband(self, *, on: bool) -> None:
        self.to_husband.setVisible(on and self._husband)

    def _method_chosen(self) -> None:
        """What was written or found in another way is no answer to this one."""
        if (self.age_method.value() == AgeMethod.EVENT) is self.age.isEnabled():
            self.age.set_value("")
        self._follow_method()

    def _follow_method(self) -> None:
        """By an event: two more rows, and the years are found by them, so that nobody can write them as well."""
        by_event = self.age_method.value() == AgeMethod.EVENT
        found = self.event_age.found() if by_event else None  # makes the rows, which the next line shows
        self._event_place.setVisible(by_event)
        if found is not None and found >= 0:
            self.age.set_value(str(found))
        elif by_event and not self.event_age.is_untouched():
            self.age.set_value("")
        self.age.setEnabled(not by_event)

    def _no_paper(self, on: bool) -> None:
        for field in (self.cnic, self.number):
            field.set_unneeded(tr("no paper") if on else None)
        self.paper.setEnabled(not on)
        self._leave("id")

    def _no_phone(self, on: bool) -> None:
        self.phone.set_unneeded(tr("no phone") if on else None)
        self._leave("phone")

    def _copy_parent(self, above: MemberDraft) -> None:
        """A child's father is the head where the head is a man, else whoever is named there."""
        self.parent_name.set_value(above.parent_name)
        self.parent_latin.set_value(above.parent_latin)
        self.parent_relation.set_value(above.parent_relation)

    def _copy_phone(self, above: MemberDraft) -> None:
        self.phone.set_value(above.phone)
        self.owner.set_value(PhoneOwner.RELATIVE)

    def _shows(self, row: str) -> bool:
        return row in self._rows


def _can_focus(widget: QWidget) -> bool:
    return bool(widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
