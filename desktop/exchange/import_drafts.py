"""Rows of a foreign list become household drafts: what cannot be kept but need not be is left out and told.

A household is refused only for what the register cannot do without: a name and a sex for each, a place, consent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from desktop.domain.household_checks import problems_of
from desktop.domain.plausibility import unlikely
from desktop.exchange import cell_values
from desktop.exchange.doubts import group_places, grouping
from desktop.exchange.import_person import PersonCells, Remark
from desktop.exchange.sheets.tables import key_of
from desktop.records.household import NO_DOCUMENT, ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.imports import ImportPlan
from desktop.values.finding import Finding
from desktop.values.import_field import Grouping, ImportField
from desktop.values.kinship import HEAD
from desktop.values.problem import Problem
from desktop.values.text import fold

MOST_ROWS = 200
"""Rows of one household that are brought together; more share no hearth but a key that says nothing."""

NOT_NAMED = "not_named"
"""The code of a household of which the list counts more people than it names."""

INSISTED = "insisted"
"""The code of a text on a matter that is never kept and which is taken all the same: a name, or somebody insists."""

OTHERS = "others"
"""The code of a row that is refused because of somebody else in its household."""

_SUBMISSION_LENGTH = 76
_NO_PAPER: dict[str, Any] = {"id_type": NO_DOCUMENT, "id_number": "", "number_seen": None}
_BLANKED: dict[str, dict[str, Any]] = {
    "id.number": _NO_PAPER,
    "id.type": _NO_PAPER,
    "phone.number": {"phone": "", "phone_owner": None, "safe_to_call": None},
    "phone.owner": {"phone_owner": None},
    "age.years": {"age_years": None, "age_method": None, "age_as_of": None},
    "age.as_of": {"age_as_of": None},
    "relation": {"relation": ""},
    "parent_name": {"parent_name": ""},
    "parent_latin": {"parent_latin": ""},
    "holder": {"holder": None},
}
"""Fields that a person can do without, and what they are when their content cannot be kept."""

_HASHED = (
    "name_as_told", "name_latin", "parent_name", "parent_latin", "relation", "sex", "age_years", "id_number", "phone",
)  # fmt: skip


type Line = tuple[int, Sequence[str]]
"""A row's number in the file, and its cells."""


@dataclass(frozen=True)
class Told:
    """One household as the list tells it: the rows it stands in, the submission's name, the draft, the remarks."""

    rows: tuple[int, ...]
    submission: str
    draft: HouseholdDraft
    remarks: tuple[Remark, ...]
    stops: bool
    """Whether it cannot be registered."""
    lines: tuple[Line, ...] = ()
    """The rows themselves, for a file of those that are not taken."""
    not_named: int = 0
    """People whom the list counts and does not name."""
    phones_left: int = 0
    """Phones that the list tells and that are not kept, because nobody agreed to it."""


class Assembler:
    """Rows in, households out; rows of one household come one after the other."""

    def __init__(self, plan: ImportPlan, places: Sequence[int], today: date, district: str) -> None:
        """For rows with the cells of the columns at `places`; names of places are looked for in `district` first."""
        taken = [column for column in plan.columns if column.field is not None]
        at = {place: cell for cell, place in enumerate(places)}
        self._plan = plan
        self._today = today
        self._district = district
        self._persons = sorted({column.person for column in taken if column.person}) or [0]
        self._cells: dict[tuple[ImportField, int], int] = {
            (column.field, column.person): at[column.place] for column in taken if column.field is not None
        }
        self._seen: dict[bytes, int] = {}
        self._rows = grouping(plan)
        self._key = tuple(at[place] for place in group_places(plan))

    def households(self, lines: Iterable[Line]) -> Iterator[Told]:
        """Every household of the rows, in their order."""
        together: list[Line] = []
        key = ""
        for line in lines:
            own = key_of(line[1], self._key)
            if together and (not own or own != key or len(together) >= MOST_ROWS or self._begins(line[1])):
                yield self._told(together)
                together = []
            together.append(line)
            key = own
        if together:
            yield self._told(together)

    def _begins(self, cells: Sequence[str]) -> bool:
        """A second head of the same name at the same place: two families, not one."""
        relation = self._cells.get((ImportField.RELATION, 0))
        if self._rows is not Grouping.HEAD or relation is None:
            return False
        return cell_values.relation(cell_values.plain(cells[relation])) == HEAD

    def _told(self, lines: list[Line]) -> Told:
        remarks: list[Remark] = []
        members: list[MemberDraft] = []
        rows_of: list[int] = []
        for number, cells in lines:
            for person in self._persons:
                if not self._is_nobody(cells, person):
                    members.append(self._person(number, cells, person, remarks).member())
                    rows_of.append(number)
        draft = HouseholdDraft(
            pcode=self._place(lines, remarks),
            village=self._first(lines, ImportField.VILLAGE),
            consent=self._consent(lines),
            members=self._led(lines, members),
            told_size=self._size(lines),
        )
        missing = self._missing(lines[0][0], draft, remarks)
        phones = 0 if draft.consent.phone else sum(bool(member.phone) for member in draft.members)
        rows = tuple(number for number, _ in lines)
        submission = self._submission(lines, draft)
        draft = self._judged(draft, rows[0], rows_of, remarks)
        stopped = {remark.row for remark in remarks if remark.stops}
        if stopped:
            remarks += [Remark(row, "members", OTHERS, stops=True) for row in dict.fromkeys(rows) if row not in stopped]
        return Told(rows, submission, draft, tuple(remarks), bool(stopped), tuple(lines), missing, phones)

    def _led(self, lines: Sequence[Line], members: Sequence[MemberDraft]) -> tuple[MemberDraft, ...]:
        """Who has the head's name leads the household, where the list does not say who does."""
        head = fold(self._first(lines, ImportField.HEAD))
        if not head or any(member.relation == HEAD for member in members):
            return tuple(members)
        named = [head in (fold(member.name_as_told), fold(member.name_latin)) for member in members]
        first = named.index(True) if True in named else -1
        return tuple(
            replace(member, relation=HEAD) if place == first and not member.relation else member
            for place, member in enumerate(members)
        )

    def _size(self, lines: Sequence[Line]) -> int | None:
        """How many people the list counts; None where it does not say, or counts nobody."""
        sizes = [cell_values.count(self._first([line], ImportField.SIZE)) for line in lines]
        return max(filter(None, sizes), default=None)

    def _missing(self, row: int, draft: HouseholdDraft, remarks: list[Remark]) -> int:
        """People whom the list counts and does not name: they are said, and nobody is made up."""
        missing = draft.not_named
        if missing:
            facts = (("named", str(len(draft.members))), ("size", str(draft.told_size)))
            remarks.append(Remark(row, "members", NOT_NAMED, stops=False, facts=facts))
        return missing

    def _cell(self, cells: Sequence[str], field: ImportField, person: int) -> str:
        at = self._cells.get((field, person))
        if at is None and person:
            at = self._cells.get((field, 0))  # told once for all people of the row
        return cell_values.plain(cells[at]) if at is not None else ""

    def _person(self, row: int, cells: Sequence[str], person: int, remarks: list[Remark]) -> PersonCells:
        return PersonCells(
            row, lambda field: self._cell(cells, field, person), self._today, remarks, self._plan.split_names
        )

    def _is_nobody(self, cells: Sequence[str], person: int) -> bool:
        """No second person stands in this row; or a submission has no list of people at all."""
        told = (ImportField.NAME, ImportField.NAME_LATIN, ImportField.SEX, ImportField.AGE, ImportField.ID_NUMBER)
        here = [at for field in told if (at := self._cells.get((field, person))) is not None]
        return not any(cells[at] and not cells[at].isspace() for at in here)

    def _first(self, lines: Sequence[Line], field: ImportField) -> str:
        at = self._cells.get((field, 0))
        if at is None:
            return ""
        return next((told for _, cells in lines if (told := cell_values.plain(cells[at]))), "")

    def _place(self, lines: Sequence[Line], remarks: list[Remark]) -> str:
        told = [self._first(lines, field) for field in (ImportField.PCODE, ImportField.TEHSIL, ImportField.DISTRICT)]
        if not any(told):
            return self._plan.place
        found = cell_values.place(*told, self._district)
        if found is None:
            example = " ".join(filter(None, told))[:40]
            remarks.append(Remark(lines[0][0], "place.pcode", Finding.PLACE_UNKNOWN, stops=True, example=example))
        return found or self._plan.place

    def _consent(self, lines: Sequence[Line]) -> ConsentDraft:
        """As stated for all, or as a column says: one *no* in a household is a no, and nothing is a no."""
        stated = self._plan.consent or ConsentDraft()
        at = self._cells.get((ImportField.CONSENT, 0))
        agreed = stated.register
        if at is not None:
            said = [cell_values.yes(told) for _, cells in lines if (told := cell_values.plain(cells[at]))]
            agreed = all(said) if said else agreed
        phone = cell_values.yes(self._first(lines, ImportField.CONSENT_PHONE))
        language = cell_values.consent_language(self._first(lines, ImportField.CONSENT_LANGUAGE))
        return replace(
            stated,
            register=agreed,
            photo=False,
            phone=agreed and (stated.phone if phone is None else phone),
            language=language or stated.language,
        )

    def _submission(self, lines: Sequence[Line], draft: HouseholdDraft) -> str:
        """The submission's own name; without one, a hash of what the rows say and which time they say it."""
        own = self._first(lines, ImportField.SUBMISSION).removeprefix("uuid:").strip()
        if own:
            return f"u:{own.lower()}" if len(own) <= _SUBMISSION_LENGTH else f"u:{sha256(own.encode()).hexdigest()}"
        said = [draft.pcode, draft.village, self._first(lines, ImportField.HOUSEHOLD)]
        for member in draft.members:
            said += [str(getattr(member, name) or "") for name in _HASHED]
        digest = sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).digest()
        short = digest[:12]
        again = self._seen[short] = self._seen.get(short, -1) + 1
        return f"h:{digest.hex()}:{again}"

    def _judged(
        self, draft: HouseholdDraft, first: int, rows_of: Sequence[int], remarks: list[Remark]
    ) -> HouseholdDraft:
        """The draft without what cannot be kept, each thing remarked; stops stand in the remarks."""
        found = [one for one in problems_of(draft, self._today) if one.stops or one.code == Finding.NEVER_KEPT]
        if not self._plan.as_written and any(one.where == "place.village" and not one.stops for one in found):
            draft = replace(draft, village="")
        blanked: dict[int, dict[str, Any]] = {}
        for problem in found:
            where, number = _without_number(problem.where)
            row = rows_of[number] if number is not None else first
            if where == "place.pcode" and any(one.where == where for one in remarks):
                continue
            field = where.removeprefix("members.")
            without = _BLANKED.get(field) if number is not None else None
            if without is not None and number is not None and (problem.stops or not self._plan.as_written):
                blanked.setdefault(number, {}).update(without)
            stops = problem.stops and without is None
            if not problem.stops and (self._plan.as_written or (without is None and number is not None)):
                problem = replace(problem, code=INSISTED)
            remarks.append(_remark(row, where, problem, stops=stops, draft=draft, number=number))
        for hint in unlikely(draft, self._today):
            where, number = _without_number(hint.where)
            row = rows_of[number] if number is not None else first
            remarks.append(_remark(row, where, hint, stops=False, draft=draft, number=number))
        if not blanked:
            return draft
        members = tuple(
            replace(member, **blanked[place]) if place in blanked else member
            for place, member in enumerate(draft.members)
        )
        return replace(draft, members=members)


def _without_number(where: str) -> tuple[str, int | None]:
    """``members.3.id.number`` as ``members.id.number`` and 3."""
    parts = where.split(".")
    if len(parts) > 2 and parts[0] == "members" and parts[1].isdecimal():
        return ".".join(("members", *parts[2:])), int(parts[1])
    return where, None


def _remark(
    row: int, where: str, problem: Problem, *, stops: bool, draft: HouseholdDraft, number: int | None
) -> Remark:
    example = ""
    if number is not None:
        member = draft.members[number]
        example = {
            "members.id.number": member.id_number,
            "members.phone.number": member.phone,
            "members.age.years": "" if member.age_years is None else str(member.age_years),
        }.get(where, "")
    return Remark(row, where, problem.code, stops, example[:40], tuple(sorted(problem.facts.items())))
