"""One person of a foreign list: cells become a member of a household draft; what is not understood is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop.exchange import cell_values
from desktop.records.household import NO_DOCUMENT, MemberDraft
from desktop.records.imports import Reason
from desktop.values.import_field import ImportField
from desktop.values.text import script_of
from desktop.values.vocabulary import AgeMethod, ParentRelation, Sex

LEFT_OUT = "left_out"
"""The code of a cell that says nothing we know: the field stays empty, the person is taken."""


PARENT_IN_NAME = "parent_in_name"
"""The code of a name with the father's in one cell, where nobody said that it is to be split."""


@dataclass(frozen=True)
class Remark:
    """Something about one row: the field without its number, the code, whether it stops, and the cell."""

    row: int
    where: str
    code: str
    stops: bool
    example: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def reason(self) -> Reason:
        """What it says of its row."""
        return Reason(self.where, self.code, self.stops, dict(self.facts))


@dataclass
class PersonCells:
    """The cells that tell of one person, asked by field."""

    row: int
    cell: Callable[[ImportField], str]
    today: date
    remarks: list[Remark]
    split: bool | None = None
    """Whether a name and a father's name in one cell are taken apart."""

    def read[T](self, field: ImportField, where: str, by: Callable[[str], T | None]) -> T | None:
        """What a cell says; None when it is blank, or says what nobody knows, which is remarked."""
        told = self.cell(field)
        if not told:
            return None
        found = by(told)
        if found is None:
            self._leave_out(where, told)
        return found

    def _leave_out(self, where: str, told: str) -> None:
        self.remarks.append(Remark(self.row, where, LEFT_OUT, stops=False, example=told[:40]))

    def member(self) -> MemberDraft:
        """The person as told."""
        told = " ".join(filter(None, (self.cell(ImportField.NAME), self.cell(ImportField.NAME_MORE))))
        told, beside = self._apart(told)
        latin, beside_latin = self._apart(self.cell(ImportField.NAME_LATIN))
        name, latin = _scripts(told, latin)
        sex = self.read(ImportField.SEX, "members.sex", cell_values.sex)
        parent, parent_latin, related = self._parent(sex, beside or beside_latin)
        years, method, as_of = self._age()
        kind, number = self._paper()
        phone = self.cell(ImportField.PHONE)
        return MemberDraft(
            name_as_told=name,
            name_latin=latin,
            parent_name=parent,
            parent_latin=parent_latin,
            parent_relation=related,
            relation=self.read(ImportField.RELATION, "members.relation", cell_values.relation) or "",
            sex=sex,
            age_years=years,
            age_method=method,
            age_as_of=as_of,
            id_type=kind,
            id_number=number,
            phone="" if phone and cell_values.says_no_number(phone) else phone,
            phone_owner=self.read(ImportField.PHONE_OWNER, "members.phone.owner", cell_values.phone_owner),
            safe_to_call=self.read(ImportField.SAFE_TO_CALL, "members.phone.safe_to_call", cell_values.yes),
            work_kind=self.read(ImportField.WORK_KIND, "members.work_kind", cell_values.work_kind),
            disability=self.read(ImportField.DISABILITY, "members.disability", cell_values.yes),
            holder=self.read(ImportField.HOLDER, "members.holder", cell_values.holder) or None,
        )

    def _apart(self, told: str) -> tuple[str, tuple[ParentRelation, str] | None]:
        """A name, and relation and parent that stood in its cell too; they are taken apart where somebody said so."""
        found = cell_values.name_and_parent(told)
        if found is None or self.split is False:
            return told, None
        if self.split is None:
            self.remarks.append(
                Remark(self.row, "members.name_as_told", PARENT_IN_NAME, stops=False, example=told[:40])
            )
            return told, None
        name, related, parent = found
        return name, (related, parent)

    def _parent(
        self, sex: Sex | None, beside: tuple[ParentRelation, str] | None
    ) -> tuple[str, str, ParentRelation | None]:
        """Father's or husband's name in both scripts, and which it is; a husband's goes before a father's.

        Words of relation before a name say which it is and are taken off; `beside` stood in the cell of the name.
        """
        either, husband, father = map(self.cell, (ImportField.PARENT, ImportField.HUSBAND, ImportField.FATHER))
        said, told = cell_values.parent_alone(husband or father or either)
        said_latin, told_latin = cell_values.parent_alone(self.cell(ImportField.PARENT_LATIN))
        said = said or said_latin
        if beside is not None and not (told or told_latin):
            said, told = beside
        name, latin = _scripts(told, told_latin)
        related = self.read(ImportField.PARENT_RELATION, "members.parent_relation", cell_values.parent_relation)
        related = related or said or (beside[0] if beside else None)
        if related is None and husband and sex is not Sex.MALE:
            related = ParentRelation.WIFE_OF
        elif related is None and father and not husband:
            related = {Sex.FEMALE: ParentRelation.DAUGHTER_OF, Sex.MALE: ParentRelation.SON_OF}.get(sex or Sex.X)
        return name, latin, related

    def _age(self) -> tuple[int | None, AgeMethod | None, date | None]:
        told = self.cell(ImportField.AGE)
        years = cell_values.age(told) if told else None
        if years is not None:
            return years, AgeMethod.STATED, self.today
        if born := self.cell(ImportField.BIRTH):
            birth = cell_values.born(born)
            if birth is not None and birth <= self.today:
                return cell_values.years_between(birth, self.today), AgeMethod.STATED, self.today
            told = told or born
        if told:
            self._leave_out("members.age.years", told)
        return None, None, None

    def _paper(self) -> tuple[str, str]:
        """Kind and number of a paper. A number without a kind is of a CNIC, by far the most frequent."""
        number = self.cell(ImportField.ID_NUMBER)
        if not number or cell_values.says_no_number(number):
            return NO_DOCUMENT, ""
        kind = self.read(ImportField.ID_TYPE, "members.id.type", cell_values.id_type)
        return ("CNIC" if kind in (None, NO_DOCUMENT) else kind), number


def _scripts(told: str, latin: str) -> tuple[str, str]:
    """A name as told and in Latin letters, whichever column each stands in."""
    if told and not latin and script_of(told) == "latin":
        return "", told
    if latin and not told and script_of(latin) != "latin":
        return latin, ""
    return told, latin
