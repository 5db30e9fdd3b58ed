"""The fields of the form of one person, and where they stand; what they say and mean is the form's."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import NO_DOCUMENT
from desktop.reference.tables import id_types
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.event_age import EventAge
from desktop.ui.screens.register.photo_button import PhotoButton
from desktop.ui.screens.register.relation_choice import RelationChoice
from desktop.ui.screens.register.walking import PlainForm
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips, hold_width
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import CodeField, Field, PhoneField, TextField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.stacking import Beside
from desktop.values.vocabulary import AgeMethod, ParentRelation, PhoneOwner, Sex, WorkKind
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.labels import label
from desktop.words.people import paper_short

_TYPED_MOST = 12_000
"""More than any name: what is too long is said at the field, not cut silently."""


class PersonFields(QWidget):
    """Rows under each other, the photo beside the first ones; fields of one row show what belongs together."""

    def __init__(self, *, relation: bool, tight: bool = False, parent: QWidget | None = None) -> None:
        """`relation` shows the row with the relation to the head (for everybody but the first person).

        `tight` moves the rows together: the practice strip takes away the height of a small window."""
        super().__init__(parent)
        small = current().layout.small
        gap = current().layout.row_gap if small else 12
        self.above, self.below = PlainForm(), PlainForm()
        self._rows: dict[str, FormRow] = {}
        self.photo = PhotoButton()
        self._make_fields(small=small, gap=gap)
        self.top = PlainForm()
        if relation:
            self._add(self.top, "relation", tr("Relation"), self.relation)
        else:  # they go with this form, too: a field that belongs to nobody is never let go
            for spare in (self.top, self.relation):
                spare.setParent(self)
                spare.hide()
        self._add(self.above, "name", tr("Name"), self.name, self.name_latin)
        self._add(
            self.above, "parent", tr("Father, husband"), self.parent_relation, self.parent_name, self.parent_latin
        )
        self._add(self.above, "sex", tr("Sex"), self.sex)
        known = () if small or current().large_text else (Line(tr("known from"), Role.BODY, "muted"),)
        self._add(self.below, "age", tr("Age"), self.age, *known, self.age_method)
        self._event_place = PlainForm()  # filled when an age is first found by an event
        self._event_place.hide()
        self.below.add_widget(self._event_place)
        self._event_age: EventAge | None = None
        self._add(self.below, "work", tr("Kind of work"), self.work)
        self._add(self.below, "id", tr("Paper"), self.paper, self.cnic, self.number, self.no_paper, self.to_husband)
        self._add(self.below, "phone", tr("Phone"), self.phone, self.no_phone, self.owner, self.safe)
        beside = Beside()
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
        self._column = column
        self._parts = [*([self.top] if relation else []), self.above, self.photo, self.below]
        if tight:
            column.setSpacing(3)
            for form in (self.top, self.above, self.below, self._event_place):
                form.set_spacing(3)

    def _make_fields(self, *, small: bool, gap: int) -> None:
        self.name = TextField(tr("Name"), tr("as told"), keeps=FreeText.NAME)
        self.name_latin = TextField(tr("Name in Latin letters"), tr("in Latin letters"), rtl=False, keeps=FreeText.NAME)
        self.parent_name = TextField(tr("Father's or husband's name"), tr("as told"), keeps=FreeText.NAME)
        self.parent_latin = TextField(
            tr("Father's or husband's name in Latin letters"), tr("in Latin letters"), rtl=False, keeps=FreeText.NAME
        )
        self.parent_relation = DropDown(
            tr("Son, daughter, wife or widow of"),
            [Choice(one.value, label(one)) for one in ParentRelation],
            width=100 if small else 132,
            whole=True,
        )
        self.relation = RelationChoice(tr("Relation to the head"))
        self.sex = ChoiceChips(tr("Sex"), [Choice(one.value, label(one)) for one in Sex], gap=gap)
        self.age = CodeField(tr("Age in years"), (3,), width=72)
        methods = {
            AgeMethod.DOCUMENT: tr("Paper"),
            AgeMethod.STATED: tr("Said"),
            AgeMethod.ESTIMATED: tr("Guess"),
            AgeMethod.EVENT: tr("Event"),
        }
        self.age_method = ChoiceChips(
            tr("Age: how known"), [Choice(one.value, words) for one, words in methods.items()], gap=gap
        )
        hold_width(self.age_method)
        kinds = {
            WorkKind.KILN: tr("Kiln"),
            WorkKind.FARM: tr("Farm"),
            WorkKind.DOMESTIC: tr("In houses"),
            WorkKind.OTHER: tr("Other work"),
        }
        works = [Choice(one.value, words) for one, words in kinds.items()]
        self.work = ChoiceChips(tr("Kind of work"), works, gap=gap)
        papers = [Choice(code, paper_short(code)) for code in id_types() if code != NO_DOCUMENT]
        self.paper = DropDown(tr("Kind of paper"), papers, width=120 if small else 150, whole=True)
        self.cnic = CodeField(tr("Number of the paper"), (5, 7, 1), "-", width=172 if small else 200)
        self.number = TextField(tr("Number of the paper"), rtl=False, width=172 if small else 200, keeps=None)
        self.no_paper = Chip(tr("No paper: fine, go on"), icon="check")
        self.to_husband = Button(tr("To the husband"), ButtonKind.QUIET, "arrow-right", "F6", shortcut="F6")
        self.to_husband.hide()
        self.phone = PhoneField(tr("Phone"), width=172 if small else 200)
        self.no_phone = Chip(tr("None"), icon="check")
        owners = [Choice(one.value, label(one)) for one in PhoneOwner]
        self.owner = DropDown(tr("Whose phone"), owners, width=150, whole=True)
        self.owner.setPlaceholderText(tr("Whose?"))
        self.safe = Chip(tr("Safe to call"))
        for field in self._text_fields():
            field.setMaxLength(_TYPED_MOST)

    def _add(self, form: PlainForm, key: str, words: str, *widgets: QWidget) -> None:
        self._rows[key] = form.add(key, words, *widgets)

    def _text_fields(self) -> tuple[Field, ...]:
        return (self.name, self.name_latin, self.parent_name, self.parent_latin, self.number)

    def _number_field(self) -> Field:
        kind = id_types().get(self.paper.value() or "")
        return self.cnic if kind is None or kind.thirteen_digits else self.number

    def _paper_chosen(self) -> None:
        shown = self._number_field()
        for field in (self.cnic, self.number):
            field.setVisible(field is shown)

    def _phone_typed(self) -> None:
        written = bool(self.phone.value())
        self.no_phone.setVisible(not written)
        self.owner.setVisible(written)
        self.safe.setVisible(written)

    def _number_typed(self) -> None:
        """Beside a number nobody says that there is no paper."""
        self.no_paper.setVisible(self.no_paper.isChecked() or not self._number_field().value())
