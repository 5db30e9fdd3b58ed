"""Rules of what happens in households: days, other memberships, holder slots, and who is what to a new head."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.household_events import (
    Stay,
    free_slot,
    next_head,
    related_to,
    require_day,
    require_free,
    seen_by,
    wives_of,
)
from desktop.errors import DayBefore, DayNotYet, InHouseholdAlready
from desktop.records.household import MemberDraft
from desktop.reference.tables import relationships
from desktop.values.moment import Sight
from desktop.values.period import midnight
from desktop.values.vocabulary import Sex

TODAY, BEGAN = date(2026, 11, 26), date(2026, 3, 1)
CLERK = Sight(midnight(TODAY), exact=False)
HE, SHE = uuid4(), uuid4()


def related(relation: str, sex: Sex = Sex.FEMALE) -> MemberDraft:
    """Somebody who is this to the old head."""
    return MemberDraft(relation=relation, sex=sex)


@pytest.mark.parametrize("day", [BEGAN, date(2026, 7, 7), TODAY])
def test_an_event_is_of_today_or_of_a_day_since_it_began(day: date) -> None:
    require_day(day, CLERK, BEGAN)


def test_no_event_is_of_tomorrow_or_of_the_day_before_it_began() -> None:
    with pytest.raises(DayNotYet):
        require_day(date(2026, 11, 27), CLERK, BEGAN)
    with pytest.raises(DayBefore):
        require_day(date(2026, 2, 28), CLERK, BEGAN)


@pytest.mark.parametrize(
    ("exact", "since", "told"),
    [(False, TODAY, "2026-11-26"), (False, date(2026, 11, 5), "2026-11"), (True, date(2026, 11, 5), "2026-11-05")],
)
def test_the_refusal_names_the_day_to_whom_may_know_it(exact: bool, since: date, told: str) -> None:
    """Of a household of today everybody knows the day; of an older one only who may know when it was registered."""
    with pytest.raises(DayBefore) as refused:
        require_day(date(2026, 11, 4), replace(CLERK, exact=exact), since)
    assert (refused.value.day, refused.value.since) == ("2026-11-04", told)


days = st.integers(0, 30).map(lambda day: date.fromordinal(BEGAN.toordinal() + day))


@given(first=days, end=days | st.none(), day=days)
def test_whoever_comes_to_stay_has_left_everywhere_else(first: date, end: date | None, day: date) -> None:
    """Half-open: on the day on which somebody leaves they may come elsewhere."""
    free = end is not None and end <= day
    if free:
        require_free([Stay(first, end)], day)
    else:
        with pytest.raises(InHouseholdAlready) as refused:
            require_free([Stay(first, end)], day)
        assert refused.value.until == ("" if end is None else end.isoformat())


def test_a_slot_is_the_own_one_again_or_one_that_was_never_printed() -> None:
    printed = {1: frozenset((HE,)), 2: frozenset((SHE,))}
    assert free_slot({1}, printed, SHE) == 2
    assert free_slot({1}, printed, uuid4()) == 3
    assert free_slot(set(range(1, 10)), {}, HE) is None
    assert free_slot(set(), {slot: frozenset((SHE,)) for slot in range(1, 10)}, HE) is None
    assert free_slot(set(), {1: frozenset((HE, SHE))}, HE) == 2  # printed for two: nobody's


def test_wife_or_husband_leads_next_then_a_grown_up_then_whoever_was_told_first() -> None:
    told = [related("SON"), related("WIFE"), related("MOTHER")]
    assert next_head(told, [True, True, True]) == 1
    assert next_head(told, [True, False, True]) == 0
    assert next_head(told, [False, False, True]) == 2
    assert next_head(told, [False, False, False]) == 0


@pytest.mark.parametrize(
    ("head", "other", "wanted"),
    [
        ("WIFE", "SON", "SON"),
        ("WIFE", "MOTHER", "MIL"),
        ("HUSB", "FATHER", "FIL"),
        ("SON", "WIFE", "MOTHER"),
        ("SON", "DAU", "SIS"),
        ("SON", "MOTHER", "GMOTHER"),
        ("DAU", "BRO", "OTHER"),
        ("MOTHER", "WIFE", "DIL"),
        ("MOTHER", "FATHER", "HUSB"),
        ("FATHER", "SON", "GSON"),
        ("BRO", "SON", "NEPHEW"),
        ("SIS", "BRO", "BRO"),
        ("SON", "GSON", ""),  # an own child, or a brother's
        ("SON", "DIL", ""),  # the wife, or a brother's wife
        ("COUSIN", "SON", ""),
        ("OTHER", "NONREL", "NONREL"),
    ],
)
def test_who_somebody_is_to_a_new_head(head: str, other: str, wanted: str) -> None:
    assert seen_by(related(head), related(other)) == wanted


@pytest.mark.parametrize(
    ("head", "sex", "wanted"),
    [("WIFE", Sex.MALE, "HUSB"), ("SON", Sex.FEMALE, "MOTHER"), ("MOTHER", Sex.MALE, "SON"), ("SON", Sex.X, "")],
)
def test_who_the_old_head_is_to_a_new_one(head: str, sex: Sex, wanted: str) -> None:
    assert seen_by(related(head), related("HEAD", sex)) == wanted


def test_where_there_is_more_than_one_wife_nobody_guesses_whose_child_it_is() -> None:
    assert seen_by(related("WIFE"), related("SON"), wives=2) == ""
    assert seen_by(related("SON"), related("WIFE"), wives=2) == ""
    assert seen_by(related("WIFE"), related("MOTHER"), wives=2) == "MIL"
    assert wives_of([related("HEAD"), related("WIFE"), related("SON")]) == 1
    assert wives_of([related("HEAD"), related("COWIFE")]) == 2
    assert wives_of([related("WIFE"), related("WIFE")]) == 2


@given(st.lists(st.sampled_from(["", *relationships()]), min_size=1, max_size=8), st.data())
def test_there_is_one_head_afterwards_and_every_relation_is_in_the_list(told: list[str], data: st.DataObject) -> None:
    members = [related(relation) for relation in told]
    place = data.draw(st.integers(0, len(members) - 1))
    after = related_to(place, members, wives_of(members))
    assert after[place] == "HEAD"
    assert set(after) <= {"", *relationships()}
    if "HEAD" not in told:
        assert after.count("HEAD") == 1
