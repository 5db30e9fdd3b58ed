"""What in a draft is hardly so, and is said at its field without stopping anybody: ages, kin, papers, places, digits.

Sources: NADRA gives a CNIC from 18 on; 16 is the lowest age of marriage in any province's law. Twelve years between
parent and child is ours: below it somebody mistyped an age far more often than not.
"""

from collections.abc import Iterator
from datetime import date

from desktop.domain.person_checks import has_name, years_of
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.reference.places import DISTRICT, area, areas, is_area, is_called_area
from desktop.values.age import ADULT
from desktop.values.finding import Finding
from desktop.values.kinship import HEAD, contradicts
from desktop.values.problem import Problem, Weight

MARRIED_FROM = 16
GENERATION = 12
"""Fewest years between a parent and a child."""

_OF_GROWN_UPS = "CNIC"
_SPOUSES = frozenset(("WIFE", "COWIFE", "HUSB"))
_CHILDREN = frozenset(("SON", "DAU"))
_PARENTS = frozenset(("FATHER", "MOTHER"))
_NAMES = ("name_as_told", "name_latin", "parent_name", "parent_latin")


def unlikely(draft: HouseholdDraft, today: date) -> Iterator[Problem]:
    """Warnings only. Pure; never raises."""
    if is_area(draft.pcode) and area(draft.pcode).level == DISTRICT and _has_tehsils(draft.pcode):
        yield Problem("place.pcode", Finding.PLACE_IS_DISTRICT, Weight.WARNING)
    if is_called_area(draft.village):
        yield Problem("place.village", Finding.VILLAGE_IS_TEHSIL, Weight.WARNING)
    head = next((member for member in draft.members if member.relation == HEAD), None)
    married = any(member.relation in _SPOUSES for member in draft.members)
    for place, member in enumerate(draft.members):
        where = f"members.{place}"
        yield from _digits(where, member)
        if contradicts(member.relation, member.sex):
            yield Problem(f"{where}.sex", Finding.SEX_OF_RELATION, Weight.WARNING)
        years = years_of(member, today)
        if years is None:
            continue
        spouse = member.relation in _SPOUSES or (member is head and married)
        if spouse and years < MARRIED_FROM:
            yield Problem(f"{where}.age.years", Finding.SPOUSE_YOUNG, Weight.WARNING, {"years": str(years)})
        if years < ADULT and member.id_type == _OF_GROWN_UPS and member.id_number.strip():
            yield Problem(f"{where}.id.type", Finding.CNIC_OF_CHILD, Weight.WARNING)
        if head is not None and member is not head:
            yield from _generation(where, member.relation, years, years_of(head, today))


def _generation(where: str, relation: str, years: int, of_head: int | None) -> Iterator[Problem]:
    if of_head is None or relation not in _CHILDREN | _PARENTS:
        return
    parent, child = (of_head, years) if relation in _CHILDREN else (years, of_head)
    if parent - child < GENERATION:
        facts = {"parent": str(parent), "child": str(child)}
        yield Problem(f"{where}.age.years", Finding.PARENT_TOO_YOUNG, Weight.WARNING, facts)


def _digits(where: str, member: MemberDraft) -> Iterator[Problem]:
    for name in _NAMES if has_name(member) else _NAMES[2:]:  # a name of digits alone is missing, and stops
        if any(letter.isdigit() for letter in getattr(member, name)):
            yield Problem(f"{where}.{name}", Finding.NAME_HAS_DIGIT, Weight.WARNING)


def _has_tehsils(district: str) -> bool:
    return any(place.parent == district for place in areas().values())
