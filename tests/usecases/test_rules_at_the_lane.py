"""Rules that the lane keeps: again after so many local days, once in a programme or an event, categories, choices."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.errors import NotDue
from desktop.records.distribution import ItemDraft, ItemDue, PointDraft, RoundDraft, Standing, StepDraft
from desktop.records.relief_rule import ItemRule
from desktop.usecases import distribution, programmes, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Category, ListKind, Once, Verdict, VoidReason
from tests.factories import child, household, office, woman
from tests.usecases.relief_office import FLOUR, Relief, ShiftedClock, open_whole
from tests.usecases.relief_rows import handed_over, stock

SOAP = ItemDraft("HYG", (StepDraft(1, 2),), ItemRule(every_days=7))
KITCHEN = ItemDraft("KITCHEN", (StepDraft(1, 1),), ItemRule(once=Once.PROGRAMME))
DIGNITY = ItemDraft("DIGNITY", (), ItemRule(per=((Category.WOMAN, 1),)))


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("rules"), clock=clock) as made:
        yield Relief(made, clock)


@contextmanager
def after(relief: Relief, **gone: float) -> Generator[None]:
    """So much later."""
    relief.clock.passed = timedelta(**gone)
    try:
        yield
    finally:
        relief.clock.passed = timedelta(0)


def draws(relief: Relief, standing: Standing, code: HouseholdCode) -> dict[str, int]:
    """What is handed over now."""
    given = relief.give(standing, relief.typed(code.text))
    return {line.item: line.quantity for line in given.decision.items}


def opened(relief: Relief, code: str, programme: str, *items: ItemDraft) -> Standing:
    """An open round of a programme of its own."""
    desk = relief.office.desk(Role.SUPERVISOR)
    days = (date(2026, 11, 24), date(2026, 11, 30))
    point = PointDraft("malook", "Basti Malook")
    draft = RoundDraft(programme, code, ListKind.OPEN, ("PK617",), *days, items, (point,))
    programmes.make_round(desk, draft)
    programmes.open_round(desk, code)
    open_whole(relief.office.desk(Role.LEAD), code)
    return Standing(code, "malook")


def test_what_is_given_every_seven_days_is_due_again_on_the_seventh_local_day(relief: Relief) -> None:
    standing, code = relief.round(items=(FLOUR, SOAP)), relief.household(5)
    assert draws(relief, standing, code) == {"ATTA20": 4, "HYG": 2}
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1
    with after(relief, days=6):
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1
    with after(relief, days=7):
        assert relief.decide(standing, relief.typed(code.text)).items == (ItemDue("HYG", 2, "kit"),)
        assert draws(relief, standing, code) == {"HYG": 2}
        with pytest.raises(NotDue):
            draws(relief, standing, code)
    with after(relief, days=14):
        assert draws(relief, standing, code) == {"HYG": 2}
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "HYG": 6}


def test_days_are_those_of_pakistan(relief: Relief) -> None:
    daily = ItemDraft("HYG", (StepDraft(1, 1),), ItemRule(every_days=1))
    standing, code = relief.round(items=(daily,)), relief.household()
    now = relief.clock().at
    night = datetime(now.year, now.month, now.day, 18, 58, tzinfo=UTC) - now  # 23:58 in Karachi
    relief.clock.passed = night
    try:
        assert draws(relief, standing, code) == {"HYG": 1}
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1
        relief.clock.passed = night + timedelta(minutes=4)
        assert draws(relief, standing, code) == {"HYG": 1}
    finally:
        relief.clock.passed = timedelta(0)


def test_taking_back_gives_the_week_back(relief: Relief) -> None:
    standing, code = relief.round(items=(SOAP,)), relief.household()
    draws(relief, standing, code)
    with after(relief, days=8):
        second = relief.give(standing, relief.typed(code.text))
        distribution.void(relief.office.desk(Role.SCANNER), second.disbursement, VoidReason.WRONG_PERSON)
        assert draws(relief, standing, code) == {"HYG": 2}
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1


def test_a_week_runs_over_all_rounds_of_the_programme(relief: Relief) -> None:
    first, second = opened(relief, "soap-1", "Soap", SOAP), opened(relief, "soap-2", "Soap", SOAP)
    other = opened(relief, "soap-3", "Other soap", SOAP)
    code = relief.household()
    draws(relief, first, code)
    decision = relief.decide(second, relief.typed(code.text), Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.H1, "received")
    assert draws(relief, other, code) == {"HYG": 2}
    with after(relief, days=7):
        assert draws(relief, second, code) == {"HYG": 2}
        assert relief.decide(first, relief.typed(code.text)).verdict is Verdict.H1


def test_once_in_a_programme_is_once_and_the_rest_is_due_each_round(relief: Relief) -> None:
    first = opened(relief, "kit-1", "Kits", FLOUR, KITCHEN)
    second = opened(relief, "kit-2", "Kits", FLOUR, KITCHEN)
    code = relief.household(5)
    assert draws(relief, first, code) == {"ATTA20": 4, "KITCHEN": 1}
    assert draws(relief, second, code) == {"ATTA20": 4}
    assert draws(relief, second, relief.household(5)) == {"ATTA20": 4, "KITCHEN": 1}


def test_what_is_owed_of_the_week_before_comes_with_this_weeks(relief: Relief) -> None:
    standing, code = relief.round(items=(FLOUR, SOAP)), relief.household(5)
    stock(relief, standing, {"HYG": 1})
    assert draws(relief, standing, code) == {"ATTA20": 4, "HYG": 1}
    with after(relief, days=7):
        stock(relief, standing, {"HYG": 9})
        assert draws(relief, standing, code) == {"HYG": 3}
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "HYG": 4}


def test_a_share_by_category_counts_who_lives_there_now(relief: Relief) -> None:
    standing = relief.round(items=(FLOUR, DIGNITY))
    clerk = relief.office.desk(Role.CLERK)
    code = registration.register(
        clerk,
        household(
            woman("نادیہ", "Nadia", holder=1), woman("مریم", "Maryam", relation="SIS", holder=None), child("علی")
        ),
        different=True,
    ).household.code
    assert draws(relief, standing, code) == {"ATTA20": 2, "DIGNITY": 2}


def test_a_choice_falls_on_what_is_there(relief: Relief) -> None:
    tent = ItemDraft("TENT", (StepDraft(1, 1),), ItemRule(instead="shelter"))
    sheet = ItemDraft("TARP", (StepDraft(1, 2),), ItemRule(instead="shelter"))
    standing = relief.round(items=(tent, sheet))
    stock(relief, standing, {"TENT": 1})
    first, second = relief.household(), relief.household()
    assert draws(relief, standing, first) == {"TENT": 1}
    assert draws(relief, standing, second) == {"TARP": 2}
    for code in (first, second):
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1


def test_what_is_owed_once_is_not_given_in_another_round_as_well(relief: Relief) -> None:
    first = opened(relief, "owed-kit-1", "Owed kits", FLOUR, KITCHEN)
    second = opened(relief, "owed-kit-2", "Owed kits", FLOUR, KITCHEN)
    stock(relief, first, {"KITCHEN": 0})
    code = relief.household(5)
    assert draws(relief, first, code) == {"ATTA20": 4}
    assert draws(relief, second, code) == {"ATTA20": 4}
    stock(relief, first, {"KITCHEN": 3})
    assert draws(relief, first, code) == {"KITCHEN": 1}
    for standing in (first, second):
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1


def test_what_is_owed_of_a_week_is_not_due_again_within_it(relief: Relief) -> None:
    standing, code = relief.round(items=(FLOUR, SOAP)), relief.household(5)
    stock(relief, standing, {"HYG": 0})
    assert draws(relief, standing, code) == {"ATTA20": 4}
    stock(relief, standing, {"HYG": 20})
    assert draws(relief, standing, code) == {"HYG": 2}
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1
