"""The form of one person: name, father or husband, sex, age, work, paper, phone; only name and sex are needed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import NO_DOCUMENT, MemberDraft
from desktop.reference.tables import id_types
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.photo_button import PhotoButton
from desktop.ui.screens.register.relation_choice import RelationChoice
from desktop.ui.screens.register.walking import PlainForm, hold_width
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import CodeField, Field, TextField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.line import Line
from desktop.values.problem import Problem
from desktop.values.text import script_of
from desktop.values.vocabulary import AgeMethod, ParentRelation, PhoneOwner, Sex, WorkKind
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.people import paper_short
from desktop.words.problems import say_problem

_TYPED_MOST = 12_000
"""More than any name: what is too long is said at the field, not cut silently."""
_GROWN_UP = 18


class PersonForm(QWidget):
    """`left(field in words)` when a field was left or an answer chosen, `typed` at each letter, `photo_asked`."""

    left = Signal(str)
    typed = Signal()
    photo_asked = Signal()

    def __init__(self, *, relation: bool, tight: bool = False, parent: QWidget | None = None) -> None:
        """`relation` shows the row with the relation to the head (for everybody but the first person).

        `tight` moves the rows together: the practice strip takes away the height of a small window."""
        super().__init__(parent)
        self._base = MemberDraft()
        self._touched: set[str] = set()
        small = current().layout.small
        gap = current().layout.row_gap if small else 12
        self.above, self.below = PlainForm(), PlainForm()
        self._rows: dict[str, FormRow] = {}
        self.photo = PhotoButton()
        self._make_fields(small=small, gap=gap)
        self.top = PlainForm()
        if relation:
            self._add(self.top, "relation", tr("Relation"), self.relation)
        self._add(self.above, "name", tr("Name"), self.name, self.name_latin)
        self._add(
            self.above, "parent", tr("Father, husband"), self.parent_relation, self.parent_name, self.parent_latin
        )
        self._add(self.above, "sex", tr("Sex"), self.sex)
        known = () if small or current().scale > 1.25 else (Line(tr("known from"), Role.BODY, "muted"),)
        self._add(self.below, "age", tr("Age"), self.age, *known, self.age_method, self.disability)
        self._add(self.below, "work", tr("Kind of work"), self.work)
        self._add(self.below, "id", tr("Paper"), self.paper, self.cnic, self.number, self.no_paper)
        self._add(self.below, "phone", tr("Phone"), self.phone, self.no_phone, self.owner, self.safe)
        beside = QHBoxLayout()
        beside.setSpacing(24 if not small else 16)
        beside.addWidget(self.above, 1, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().layout.row_gap)
        if relation:
            column.addWidget(self.top)
        column.addLayout(beside)
        column.addWidget(self.below)
        column.addStretch(1)
        if tight:
            column.setSpacing(3)
            for form in (self.top, self.above, self.below):
                form.set_spacing(3)
        self._connect()
        self.set_member(MemberDraft())

    # --- what is filled in -------------------------------------------------------------------------------------------

    def member(self) -> MemberDraft:
        """The person as filled in now; what the form does not show stays as it was."""
        first, second = self.name.value(), self.name_latin.value()
        if first and not second and script_of(first) == "latin":  # one field is enough, in any script
            first, second = "", first
        father, father_latin = self.parent_name.value(), self.parent_latin.value()
        if father and not father_latin and script_of(father) == "latin":
            father, father_latin = "", father
        number = self._number_field().value()
        kind = self.paper.value() or NO_DOCUMENT
        if self.no_paper.isChecked() or (not number and kind != "VOUCHED"):
            kind, number = NO_DOCUMENT, ""
        digits, sex, work = self.age.digits(), self.sex.value(), self.work.value()
        relation, method, owner = self.parent_relation.value(), self.age_method.value(), self.owner.value()
        phone = "" if self.no_phone.isChecked() else self.phone.value()
        return replace(
            self._base,
            name_as_told=first,
            name_latin=second,
            parent_name=father,
            parent_latin=father_latin,
            parent_relation=ParentRelation(relation) if relation else None,
            relation=(self.relation.value() or "") if self._shows("relation") else self._base.relation,
            sex=Sex(sex) if sex else None,
            age_years=int(digits) if digits else None,
            age_method=AgeMethod(method) if method and digits else None,
            id_type=kind,
            id_number=number,
            phone=phone,
            phone_owner=PhoneOwner(owner) if owner and phone else None,
            safe_to_call=True if phone and self.safe.isChecked() else None,
            work_kind=WorkKind(work) if work else None,
            disability=True if self.disability.isChecked() else None if self._base.disability is None else False,
            photo=self.photo.photo(),
            photo_refused=self.photo.is_refused(),
        )

    def set_member(self, member: MemberDraft) -> None:
        """Fill the form in without telling anybody."""
        self._base = member
        self._touched.clear()
        blocked = self.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.name.set_value(member.name_as_told)
        self.name_latin.set_value(member.name_latin)
        self.parent_relation.set_value(member.parent_relation)
        self.parent_name.set_value(member.parent_name)
        self.parent_latin.set_value(member.parent_latin)
        self.relation.set_value(member.relation or None)
        self.sex.set_value(member.sex)
        self.age.set_value("" if member.age_years is None else str(member.age_years))
        self.age_method.set_value(member.age_method)
        self.disability.setChecked(bool(member.disability))
        self.work.set_value(member.work_kind)
        self.no_paper.setChecked(False)
        self.paper.set_value(member.id_type if member.id_type != NO_DOCUMENT else "CNIC")
        self._paper_chosen()
        self.cnic.set_value("")
        self.number.set_value("")
        self._number_field().set_value(member.id_number)
        self.no_phone.setChecked(False)
        self.phone.set_value(member.phone)
        self.owner.set_value(member.phone_owner or PhoneOwner.OWN)
        self.safe.setChecked(bool(member.safe_to_call))
        self.photo.set_photo(member.photo, member.name_as_told or member.name_latin)
        self.photo.set_refused(refused=member.photo_refused)
        self._phone_typed()
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
        for problem in problems:
            row = _ROW_OF.get(problem.where, "")
            if row in self._rows and (everything or row in self._touched):
                sentences.setdefault(row, say_problem(problem))
        for key, row in self._rows.items():
            row.set_problem(sentences.get(key, ""))

    def focus_row(self, where: str) -> None:
        """Go to the field of a problem (``id.number``) or of a row."""
        row = self._rows.get(_ROW_OF.get(where, where))
        if row is not None:
            target = next((one for one in row.findChildren(QWidget) if _can_focus(one)), row)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """The first field has the keyboard."""
        first = self.relation if self._shows("relation") else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- building ----------------------------------------------------------------------------------------------------

    def _make_fields(self, *, small: bool, gap: int) -> None:
        self.name = TextField(tr("Name"), tr("as told"))
        self.name_latin = TextField(tr("Name in Latin letters"), tr("in Latin letters"), rtl=False)
        self.parent_name = TextField(tr("Father's or husband's name"), tr("as told"))
        self.parent_latin = TextField(
            tr("Father's or husband's name in Latin letters"), tr("in Latin letters"), rtl=False
        )
        self.parent_relation = DropDown(
            tr("Son, daughter, wife or widow of"),
            [Choice(one.value, label(one)) for one in ParentRelation],
            width=100 if small else 132,
        )
        self.relation = RelationChoice(tr("Relation to the head"))
        self.sex = ChoiceChips(tr("Sex"), [Choice(one.value, label(one)) for one in Sex], gap=gap)
        self.age = CodeField(tr("Age in years"), (3,), width=72)
        methods = {
            AgeMethod.DOCUMENT: tr("Paper"),
            AgeMethod.STATED: tr("Said"),
            AgeMethod.ESTIMATED: tr("Guess"),
        }
        self.age_method = ChoiceChips(
            tr("Age: how known"), [Choice(one.value, words) for one, words in methods.items()], gap=gap
        )
        if current().scale <= 1.25:
            hold_width(self.age_method)
        self.disability = Chip(tr("Disability"))
        kinds = {
            WorkKind.KILN: tr("Kiln"),
            WorkKind.FARM: tr("Farm"),
            WorkKind.DOMESTIC: tr("In houses"),
            WorkKind.OTHER: tr("Other work"),
        }
        self.work = ChoiceChips(tr("Kind of work"), [Choice(one.value, words) for one, words in kinds.items()], gap=gap)
        papers = [Choice(code, paper_short(code)) for code in id_types() if code != NO_DOCUMENT]
        self.paper = DropDown(tr("Kind of paper"), papers, width=120 if small else 150)
        self.cnic = CodeField(tr("Number of the paper"), (5, 7, 1), "-", width=172 if small else 200)
        self.number = TextField(tr("Number of the paper"), rtl=False, width=172 if small else 200)
        self.no_paper = Chip(tr("No paper: fine, go on"), icon="check")
        self.phone = CodeField(tr("Phone"), (4, 7), " ", placeholder="03__ _______", width=172 if small else 200)
        self.no_phone = Chip(tr("None"), icon="check")
        self.owner = DropDown(tr("Whose phone"), [Choice(one.value, label(one)) for one in PhoneOwner], width=150)
        self.safe = Chip(tr("Safe to call"))
        for field in self._text_fields():
            field.setMaxLength(_TYPED_MOST)

    def _add(self, form: PlainForm, key: str, words: str, *widgets: QWidget) -> None:
        self._rows[key] = form.add(key, words, *widgets)

    def _text_fields(self) -> tuple[Field, ...]:
        return (self.name, self.name_latin, self.parent_name, self.parent_latin, self.number)

    def _connect(self) -> None:
        for row, widgets in {
            "name": (self.name, self.name_latin),
            "parent": (self.parent_name, self.parent_latin),
            "age": (self.age,),
            "id": (self.cnic, self.number),
            "phone": (self.phone,),
        }.items():
            for field in widgets:
                field.was_left.connect(lambda _value="", one=row: self._leave(one))
                field.textChanged.connect(lambda _text="": self.typed.emit())
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
        self.no_paper.toggled.connect(self._no_paper)
        self.no_phone.toggled.connect(self._no_phone)
        self.disability.clicked.connect(lambda: self._leave("age"))
        self.safe.clicked.connect(lambda: self._leave("phone"))
        self.photo.clicked.connect(self.photo_asked)
        self.photo.removed.connect(lambda: self.set_photo(None))

    def _leave(self, row: str) -> None:
        self._touched.add(row)
        self.left.emit(_WORDS[row]())

    # --- what follows from an answer ---------------------------------------------------------------------------------

    def _sex_chosen(self, value: str) -> None:
        if value == Sex.MALE and self.parent_relation.value() is None:
            self.parent_relation.set_value(ParentRelation.SON_OF)

    def _number_field(self) -> Field:
        kind = id_types().get(self.paper.value() or "")
        return self.cnic if kind is None or kind.thirteen_digits else self.number

    def _paper_chosen(self) -> None:
        shown = self._number_field()
        for field in (self.cnic, self.number):
            field.setVisible(field is shown)

    def _no_paper(self, on: bool) -> None:
        for field in (self.cnic, self.number):
            field.set_unneeded(tr("no paper") if on else None)
        self.paper.setEnabled(not on)
        self._leave("id")

    def _no_phone(self, on: bool) -> None:
        self.phone.set_unneeded(tr("no phone") if on else None)
        self._leave("phone")

    def _phone_typed(self) -> None:
        written = bool(self.phone.value())
        self.no_phone.setVisible(not written)
        self.owner.setVisible(written)
        self.safe.setVisible(written)

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


_ROW_OF = {
    "name_as_told": "name",
    "name_latin": "name",
    "parent_name": "parent",
    "parent_latin": "parent",
    "parent_relation": "parent",
    "relation": "relation",
    "sex": "sex",
    "age": "age",
    "age.years": "age",
    "age.as_of": "age",
    "age.method": "age",
    "id.type": "id",
    "id.number": "id",
    "phone.number": "phone",
    "phone.owner": "phone",
    "work_kind": "work",
}
_WORDS = {
    "relation": lambda: tr("Relation"),
    "name": lambda: tr("Name"),
    "parent": lambda: tr("Father, husband"),
    "sex": lambda: tr("Sex"),
    "age": lambda: tr("Age"),
    "work": lambda: tr("Kind of work"),
    "id": lambda: tr("Paper"),
    "phone": lambda: tr("Phone"),
}
