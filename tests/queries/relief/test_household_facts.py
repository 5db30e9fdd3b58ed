"""What the store counts of households is what counting them one by one gives."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.entitlement import beneath
from desktop.queries.relief import household_facts
from desktop.queries.relief.household_facts import years_before
from desktop.records.household import MemberDraft
from desktop.records.programme import Chosen
from desktop.records.relief_rule import EVERYBODY, Criteria, Facts
from desktop.usecases import registration
from desktop.values.age import years_on
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission, Role
from desktop.values.vocabulary import AgeMethod, Criterion, Sex, WorkKind
from tests.clocks import MorningClock
from tests.factories import TestOffice, household, office

PCODES = sorted(beneath(("PK617",)))
CLOCK = MorningClock()
"""It stands still, so that a run over midnight has one day."""

TODAY = CLOCK.today


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """One office for all; each test looks for the households that it registers."""
    with office(tmp_path_factory.mktemp("facts"), clock=CLOCK) as one:
        yield one


def person(relation: str, sex: Sex, age: int | None, as_of: date = TODAY, **more: object) -> MemberDraft:
    """Somebody whose age was told on a day."""
    told = MemberDraft(name_as_told="سکینہ", name_latin="Sakina", relation=relation, sex=sex)
    if age is not None:
        told = replace(told, age_years=age, age_method=AgeMethod.STATED, age_as_of=as_of)
    return replace(told, **more)  # pyright: ignore[reportArgumentType]


def registered(made: TestOffice, *members: MemberDraft) -> HouseholdCode:
    """A household of these people."""
    draft = household(*members, pcode="PK61701", village="Chak 12")
    return registration.register(made.desk(Role.CLERK), draft, different=True).household.code


def chosen(made: TestOffice, criteria: Criteria = EVERYBODY, day: date = TODAY) -> dict[str, Chosen]:
    """The households that a list made on `day` has on it, by code."""
    desk = made.desk(Role.SUPERVISOR)
    with desk.reading(Permission.ROUND_LIST) as conn:
        return {one.code: one for one in household_facts.choose(conn, desk.office.district, PCODES, criteria, day)}


def test_infants_women_and_people_with_a_disability_are_counted_by_what_was_told(made: TestOffice) -> None:
    code = registered(
        made,
        person("HEAD", Sex.FEMALE, 49),
        person("DAU", Sex.FEMALE, 12),
        person("DAU", Sex.FEMALE, 11),
        person("SON", Sex.MALE, 1),
        person("SON", Sex.MALE, 2, disability=True),
        person("SIS", Sex.FEMALE, None),
        person("MOTHER", Sex.FEMALE, 50, disability=False),
        person("OTHER", Sex.MALE, None),
    )
    assert chosen(made)[code.text].facts == Facts(8, infants=1, women=3, disabled=1, pcode="PK61701")


def test_a_lot_of_difficulty_in_one_of_the_six_questions_counts_as_a_disability(made: TestOffice) -> None:
    code = registered(made, person("HEAD", Sex.MALE, 40, washington="1131--"), person("SON", Sex.MALE, 9))
    assert chosen(made)[code.text].disabled == 1


@pytest.mark.parametrize("days", [0, 1, 200, 364, 365, 366, 367, 730, 731, 1000, 1461, 5000])
def test_ages_grow_as_the_calendar_says(made: TestOffice, days: int) -> None:
    told = TODAY - timedelta(days=3)
    ages = (0, 1, 2, 10, 11, 12, 47, 48, 49)
    code = registered(made, person("HEAD", Sex.MALE, 30, told), *(person("DAU", Sex.FEMALE, age, told) for age in ages))
    day = told + timedelta(days=days)
    grown = [years_on(age, told, day) for age in ages]
    found = chosen(made, day=day)[code.text]
    assert found.infants == sum(age < 2 for age in grown)
    assert found.women == sum(12 <= age <= 49 for age in grown)


def test_the_same_day_years_ago_is_the_28th_when_there_was_no_29th() -> None:
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)
    assert years_before(date(2028, 3, 1), 1) == date(2027, 3, 1)
    for as_of in (date(2027, 2, 28), date(2027, 3, 1)):
        day = date(2028, 2, 29)
        assert (as_of <= years_before(day, 1)) == (years_on(0, as_of, day) >= 1)


CRITERIA = {
    "woman": (
        Criteria((Criterion.LED_BY_WOMAN,)),
        [person("HEAD", Sex.FEMALE, 30)],
        [person("HEAD", Sex.MALE, 30), person("WIFE", Sex.FEMALE, 30)],
    ),
    "disability": (
        Criteria((Criterion.DISABILITY,)),
        [person("HEAD", Sex.MALE, 30), person("SON", Sex.MALE, 3, disability=True)],
        [person("HEAD", Sex.MALE, 30, disability=False)],
    ),
    "infant": (
        Criteria((Criterion.INFANT,)),
        [person("HEAD", Sex.MALE, 30), person("SON", Sex.MALE, 1)],
        [person("HEAD", Sex.MALE, 30), person("SON", Sex.MALE, 2)],
    ),
    "elderly alone": (
        Criteria((Criterion.ELDERLY_ALONE,)),
        [person("HEAD", Sex.MALE, 60), person("WIFE", Sex.FEMALE, 71)],
        [person("HEAD", Sex.MALE, 60), person("WIFE", Sex.FEMALE, 59)],
    ),
    "children alone": (
        Criteria((Criterion.CHILDREN_ALONE,)),
        [person("HEAD", Sex.MALE, 17), person("SIS", Sex.FEMALE, 3)],
        [person("HEAD", Sex.MALE, None), person("SIS", Sex.FEMALE, 3)],
    ),
    "kiln or farm": (
        Criteria((Criterion.KILN_OR_FARM,)),
        [person("HEAD", Sex.MALE, 30), person("WIFE", Sex.FEMALE, 30, work_kind=WorkKind.FARM)],
        [person("HEAD", Sex.MALE, 30, work_kind=WorkKind.DOMESTIC)],
    ),
    "size": (
        Criteria(size_at_least=3),
        [person("HEAD", Sex.MALE, 30), person("SON", Sex.MALE, 3), person("SON", Sex.MALE, 4)],
        [person("HEAD", Sex.MALE, 30), person("SON", Sex.MALE, 3)],
    ),
}


@pytest.mark.parametrize(("criteria", "meets", "does_not"), CRITERIA.values(), ids=CRITERIA.keys())
def test_who_meets_a_criterion_is_on_the_list_and_who_does_not_is_not(
    made: TestOffice, criteria: Criteria, meets: list[MemberDraft], does_not: list[MemberDraft]
) -> None:
    on, off = registered(made, *meets), registered(made, *does_not)
    found = chosen(made, criteria)
    assert on.text in found
    assert off.text not in found


def test_whoever_meets_one_of_several_is_on_the_list(made: TestOffice) -> None:
    both = Criteria((Criterion.DISABILITY, Criterion.ELDERLY_ALONE), size_at_least=30)
    old = registered(made, person("HEAD", Sex.MALE, 80))
    able = registered(made, person("HEAD", Sex.MALE, 30, disability=True))
    neither = registered(made, person("HEAD", Sex.MALE, 30))
    assert {old.text, able.text} <= set(chosen(made, both))
    assert neither.text not in chosen(made, both)


@pytest.mark.parametrize("criteria", [EVERYBODY, Criteria((Criterion.LED_BY_WOMAN,), 4)])
def test_households_counted_by_kind_are_those_counted_one_by_one(made: TestOffice, criteria: Criteria) -> None:
    registered(made, person("HEAD", Sex.FEMALE, 30), person("SON", Sex.MALE, 0))
    desk = made.desk(Role.SUPERVISOR)
    with desk.reading(Permission.ROUND_LIST) as conn:
        kinds = household_facts.facts_of_all(conn, desk.office.district, PCODES, criteria, TODAY, by_category=True)
    assert kinds == Counter(one.facts for one in chosen(made, criteria).values())


def test_where_no_rule_asks_only_people_are_counted(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    with desk.reading(Permission.ROUND_LIST) as conn:
        kinds = household_facts.facts_of_all(conn, desk.office.district, None, EVERYBODY, TODAY, by_category=False)
    assert kinds == Counter(Facts(one.size, pcode=one.pcode) for one in chosen(made).values())


def test_one_household_is_told_as_in_the_list(made: TestOffice) -> None:
    code = registered(made, person("HEAD", Sex.FEMALE, 30), person("SON", Sex.MALE, 0))
    one = chosen(made)[code.text]
    desk = made.desk(Role.SUPERVISOR)
    with desk.reading(Permission.ROUND_LIST) as conn:
        assert household_facts.facts_of(conn, desk.office.district, one.household_id, TODAY) == one
