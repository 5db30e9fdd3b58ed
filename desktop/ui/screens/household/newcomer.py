"""Somebody who comes in: a few fields about a new person, or somebody of the register who lives nowhere now."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import FormerMember, MemberDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.kin_choices import kin_choices
from desktop.ui.screens.household.event_fields import at_the_start
from desktop.ui.two_scripts import by_script, sorts_scripts
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips, hold_width
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList
from desktop.values.kinship import contradicts, sex_of
from desktop.values.vocabulary import AgeMethod, Sex
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from desktop.words.history import former_line, person_name
from desktop.words.kept_words import FreeText
from desktop.words.people import sex_words

_WAIT_MS = 120
_MOST = 12_000
_BORN = {Sex.FEMALE.value: "DAU", Sex.MALE.value: "SON"}


class PersonFields:
    """The rows of a new person: name, father or husband, sex, age; what stands in them as a draft."""

    def __init__(self, form: Form, rows: Sequence[str], *, ages: bool) -> None:
        """Adds the rows that are wanted to the form; `ages` asks how old the person is, who else is newly born."""
        self.name = TextField(tr("Name"), tr("as told"), keeps=FreeText.NAME)
        self.latin = TextField(tr("Name in Latin letters"), tr("in Latin letters"), rtl=False, keeps=FreeText.NAME)
        self.parent = TextField(tr("Father's or husband's name"), tr("as told"), keeps=FreeText.NAME)
        self.parent_latin = TextField(
            tr("Father's or husband's name in Latin letters"), tr("in Latin letters"), rtl=False, keeps=FreeText.NAME
        )
        self.sex = ChoiceChips(
            tr("Woman, man, other"), [Choice(sex.value, sex_words(sex, None if ages else 0)) for sex in Sex]
        )
        self.age = CodeField(tr("Age"), (3,), width=72)
        for field in (self.name, self.latin, self.parent, self.parent_latin):
            field.setMaxLength(_MOST)
        if "name" in rows:
            sorts_scripts(form.add("name", tr("Name"), self.name, self.latin), self.name, self.latin)
        if "parent" in rows:
            row = form.add("parent", tr("Father, husband"), self.parent, self.parent_latin)
            sorts_scripts(row, self.parent, self.parent_latin)
        if "sex" in rows:
            hold_width(self.sex)
            aged = (Line(tr("Age"), Role.LABEL), self.age) if ages else ()
            form.add("sex", tr("Sex"), self.sex, *aged)

    def draft(self) -> MemberDraft:
        """The person as filled in."""
        told, latin = by_script(self.name.value(), self.latin.value())
        parent, parent_latin = by_script(self.parent.value(), self.parent_latin.value())
        years, sex = self.age.digits(), self.sex.value()
        return MemberDraft(
            name_as_told=told,
            name_latin=latin,
            parent_name=parent,
            parent_latin=parent_latin,
            sex=Sex(sex) if sex else None,
            age_years=int(years) if years else None,
            age_method=AgeMethod.STATED if years else None,
        )


class SearchField(QWidget):
    """People who live nowhere now: a field and what was found. `searched(text)`, `chosen(registrant)`."""

    searched = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody yet."""
        super().__init__(parent)
        self.field = TextField(tr("Whom are you looking for?"), tr("Name or father's name"), width=400, keeps=None)
        self.field.setMaxLength(200)
        self.field.keeps_nothing = True
        self.list = RowList(tr("People who live nowhere now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(at_the_start(self.field))
        column.addWidget(self.list)
        self.list.hide()
        self.setFocusProxy(self.field)
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.searched.emit(self.field.value()))
        self.field.textEdited.connect(lambda _="": self._timer.start())
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.chosen)

    def show_found(self, people: Sequence[FormerMember]) -> None:
        """Who was found, at most five; the first one is chosen."""
        rows = [
            Row(
                str(one.name.registrant),
                former_line(one),
                tr("in no household since {day}", day=day_words(one.to_day)),
                who=person_name(one.name),
                person=True,
            )
            for one in people[:5]
        ]
        self.list.set_rows(rows)
        self.list.setFixedHeight(min(self.list.sizeHint().height(), current().px(240)) if rows else 0)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.choose(rows[0].key)

    def registrant(self) -> str:
        """Who is chosen, or nobody."""
        return self.list.present() or ""

    def name(self) -> str:
        """The name of who is chosen, or nothing."""
        return next((row.who for row in self.list.rows() if row.key == self.list.present()), "")

    def focus(self) -> None:
        """The field has the keyboard."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class Follows(QObject):
    """The sex follows from the relation, and a newborn's relation from its sex, where nobody set it by hand.

    As on the form of registration: what follows is dashed. `told` when either was answered."""

    told = Signal()

    def __init__(self, sex: ChoiceChips, relation: DropDown, *, born: bool) -> None:
        """Listen to both; a newborn is a son or daughter until somebody says otherwise."""
        super().__init__(relation)
        self._sex, self._relation, self._born = sex, relation, born
        sex.chosen.connect(self._sex_told)
        relation.chosen.connect(self._relation_told)

    def contradict(self) -> bool:
        """Whether what was answered does not go together."""
        sex = self._sex.value()
        return contradicts(self._relation.value() or "", Sex(sex) if sex else None)

    def _sex_told(self, value: str) -> None:
        self._sex.set_proposed(False)
        if self._born:
            _propose(self._relation, _BORN.get(value))
        self.told.emit()

    def _relation_told(self, code: str) -> None:
        self._relation.set_proposed(False)
        _propose(self._sex, sex_of(code))
        self.told.emit()


def _propose(field: ChoiceChips | DropDown, value: str | None) -> None:
    if field.value() is None or field.property("proposed"):
        field.set_value(value)
        field.set_proposed(value is not None)


def relation_field(children: bool) -> DropDown:
    """How somebody is related to the head; a newborn is son or daughter most often."""
    first = ("SON", "DAU", "GSON", "GDAU") if children else ()
    return DropDown(tr("Relation to the head"), kin_choices(first), width=240)


def holder_chip() -> Chip:
    """Whether this person gets a card of their own."""
    return Chip(tr("gets a card of their own"), icon="id")
