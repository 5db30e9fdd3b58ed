"""What a workplace and a visit must be before they are kept: only what cannot be kept stops, everything else warns.

No number or name of a person belongs into the words about a place. Words cannot be understood by rules, so what looks
like one is said softly and kept all the same.
"""

import re
from collections.abc import Iterator
from datetime import date

from desktop.domain.person_checks import text_problems
from desktop.records.workplace import VisitDraft, WorkplaceDraft
from desktop.reference.never_kept import matter_at_work
from desktop.reference.places import is_area
from desktop.values.finding import Finding
from desktop.values.problem import Problem, Weight
from desktop.values.text import fold, western_digits

LANDMARK_LIMIT, VILLAGE_LIMIT, LICENCE_LIMIT = 160, 100, 40
MOST_MET = 2_000
"""Households met on one visit: more is a slip of the hand (a kiln houses some dozens of families)."""
OLDEST_VISIT = date(2000, 1, 1)

# a mobile, with or without 0 or country code, or thirteen digits of an identity card, however they are grouped
_NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(?:(?:\+?92|0)?3(?:[\s.\-]?\d){9}|\d(?:[\s.\-]?\d){12})(?!\d)")
_BETWEEN = frozenset(
    fold(word)
    for word in ("munshi", "jamadar", "jamedar", "zamindar", "kamdar", "منشی", "جمعدار", "زمیندار", "کامدار", "ڪامدار")
)


def workplace_problems(draft: WorkplaceDraft) -> tuple[Problem, ...]:
    """Everything wrong with a workplace draft, or worth a look."""
    return tuple(_workplace(draft))


def visit_problems(draft: VisitDraft, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a visit; `today` is the local day."""
    return tuple(_visit(draft, today))


def _workplace(draft: WorkplaceDraft) -> Iterator[Problem]:
    if draft.kind is None:
        yield Problem("kind", Finding.WORKPLACE_KIND_MISSING)
    if not draft.pcode:
        yield Problem("place.pcode", Finding.PLACE_MISSING)
    elif not is_area(draft.pcode):
        yield Problem("place.pcode", Finding.PLACE_UNKNOWN)
    yield from text_problems("place.village", draft.village, VILLAGE_LIMIT, matter=matter_at_work)
    yield from text_problems("landmark", draft.landmark, LANDMARK_LIMIT, matter=matter_at_work)
    yield from text_problems("licence", draft.licence, LICENCE_LIMIT, matter=matter_at_work)
    for where, text in (("place.village", draft.village), ("landmark", draft.landmark)):
        if _NUMBER_OF_A_PERSON.search(western_digits(text)):
            yield Problem(where, Finding.PLACE_HOLDS_NUMBER, Weight.WARNING)
        elif not _BETWEEN.isdisjoint(fold(text).split()):
            yield Problem(where, Finding.PLACE_HOLDS_PERSON, Weight.WARNING)


def _visit(draft: VisitDraft, today: date) -> Iterator[Problem]:
    if draft.day is None:
        yield Problem("day", Finding.DAY_MISSING)
    elif draft.day > today:
        yield Problem("day", Finding.DAY_FUTURE, facts={"day": draft.day.isoformat()})
    elif draft.day < OLDEST_VISIT:
        yield Problem("day", Finding.DAY_LONG_AGO, facts={"day": draft.day.isoformat()})
    if draft.households_met is None:
        yield Problem("households_met", Finding.MET_MISSING)
    elif not 0 <= draft.households_met <= MOST_MET:
        facts = {"count": str(draft.households_met), "limit": str(MOST_MET)}
        yield Problem("households_met", Finding.MET_RANGE, facts=facts)
