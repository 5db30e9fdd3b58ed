"""What a household is due, and which places a round and its points cover."""

from collections import Counter
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.entitlement import Plan, PlanPoint, beneath, due, inside, unit_of
from desktop.queries.relief.programmes import totals_of
from desktop.records.distribution import ItemDraft, ItemDue, StepDraft
from desktop.records.relief_rule import Facts, ItemRule, rule_content, rule_of
from desktop.security.canonical import decode_object, encode
from desktop.values.vocabulary import Category, Once

FLOUR = ItemDraft("ATTA20", (StepDraft(1, 2), StepDraft(4, 4), StepDraft(7, 6)))
OIL = ItemDraft("OIL5", (StepDraft(1, 1),))
TENT = ItemDraft("TENT", (StepDraft(3, 1),))


@pytest.mark.parametrize(("size", "bags"), [(1, 2), (3, 2), (4, 4), (6, 4), (7, 6), (40, 6)])
def test_the_last_step_that_a_household_reaches_gives_its_amount(size: int, bags: int) -> None:
    assert due((FLOUR, OIL), Facts(size)) == (ItemDue("ATTA20", bags, "bag"), ItemDue("OIL5", 1, "can"))


def test_an_item_whose_first_step_is_not_reached_is_left_out() -> None:
    assert due((TENT, OIL), Facts(2)) == (ItemDue("OIL5", 1, "can"),)
    assert due((TENT,), Facts(0)) == ()


def test_an_item_that_left_the_shipped_list_is_still_counted() -> None:
    assert unit_of("GONE1") == "piece"


def given_by(rule: ItemRule, facts: Facts) -> int:
    """How much soap the rule gives these people."""
    return sum(line.quantity for line in due((ItemDraft("SOAP", (), rule),), facts))


@pytest.mark.parametrize(
    ("rule", "facts", "amount"),
    [
        (ItemRule(per_person=250), Facts(7), 1750),
        (ItemRule(per_person=250, most=1000), Facts(7), 1000),
        (ItemRule(per_person=250, most=1000), Facts(3), 750),
        (ItemRule(per=((Category.WOMAN, 1),)), Facts(7, women=3), 3),
        (ItemRule(per=((Category.INFANT, 2), (Category.DISABLED, 5))), Facts(7, infants=2, disabled=1), 9),
        (ItemRule(per=((Category.INFANT, 2),)), Facts(7), 0),
        (ItemRule(per_person=1, areas=("PK617",)), Facts(2, pcode="PK61701"), 2),
        (ItemRule(per_person=1, areas=("PK617",)), Facts(2, pcode="PK61801"), 0),
        (ItemRule(per_person=1, areas=("PK617",)), Facts(2), 2),
        (ItemRule(per_person=1, points=("kot",)), Facts(2, point_code="kot"), 2),
        (ItemRule(per_person=1, points=("kot",)), Facts(2, point_code="malook"), 0),
        (ItemRule(per_person=1, points=("kot",)), Facts(2), 2),
    ],
)
def test_each_kind_of_rule_gives_what_it_says(rule: ItemRule, facts: Facts, amount: int) -> None:
    assert given_by(rule, facts) == amount


def test_of_a_choice_the_first_item_that_is_there_is_given_and_when_none_is_there_the_first() -> None:
    choice = ItemRule(instead="shelter")
    tent, tarp = ItemDraft("TENT", (StepDraft(4, 1),), choice), ItemDraft("TARP", (StepDraft(1, 2),), choice)
    items = (tent, OIL, tarp)
    assert [line.item for line in due(items, Facts(5))] == ["TENT", "OIL5"]
    assert [line.item for line in due(items, Facts(2))] == ["OIL5", "TARP"]
    assert [line.item for line in due(items, Facts(5), out={"TENT"})] == ["OIL5", "TARP"]
    assert [line.item for line in due(items, Facts(5), out={"TENT", "TARP"})] == ["TENT", "OIL5"]


def test_what_is_given_while_there_is_some_is_never_owed() -> None:
    soap = ItemDraft("SOAP", (), ItemRule(per_person=250, stock_limited=True))
    assert [line.item for line in due((soap, OIL), Facts(2), out={"SOAP", "OIL5"})] == ["OIL5"]


RULES = st.builds(
    ItemRule,
    per_person=st.integers(0, 99),
    per=st.lists(st.tuples(st.sampled_from(Category), st.integers(1, 9)), unique_by=lambda one: one[0]).map(tuple),
    most=st.integers(0, 99),
    every_days=st.integers(0, 99),
    once=st.sampled_from([None, *Once]),
    instead=st.sampled_from(["", "shelter"]),
    areas=st.sampled_from([(), ("PK617", "PK618")]),
    points=st.sampled_from([(), ("kot",)]),
    stock_limited=st.booleans(),
    loan=st.booleans(),
    tolerance=st.one_of(st.none(), st.integers(0, 50)),
)


@given(RULES)
def test_a_rule_comes_back_from_its_canonical_content_as_it_was(rule: ItemRule) -> None:
    kept = rule_of(decode_object(encode(rule_content(rule))))  # pyright: ignore[reportArgumentType]
    assert dict(kept.per) == dict(rule.per)
    assert replace(kept, per=()) == replace(rule, per=())


@given(st.dictionaries(st.integers(0, 12), st.integers(1, 50), max_size=8))
def test_totals_are_what_adding_up_every_household_gives(sizes: dict[int, int]) -> None:
    one_by_one: Counter[str] = Counter()
    for size, households in sizes.items():
        for _ in range(households):
            for line in due((FLOUR, OIL, TENT), Facts(size)):
                one_by_one[line.item] += line.quantity
    kinds = Counter({Facts(size): households for size, households in sizes.items()})
    found = totals_of((FLOUR, OIL, TENT), kinds)
    assert {line.item: line.quantity for line in found} == dict(one_by_one)


def test_a_district_covers_its_tehsils_and_no_others() -> None:
    covered = beneath(("PK617",))
    assert {"PK617", "PK61701", "PK61702"} <= covered
    assert "PK61801" not in covered
    assert inside(("PK61702", "PK618"), "PK61702")
    assert not inside(("PK61702",), "PK61701")


def a_plan(*points: tuple[str, tuple[str, ...]]) -> tuple[Plan, list[UUID]]:
    """A round of district PK617 with these points (name, areas)."""
    made = tuple(PlanPoint(uuid4(), name.lower(), name, areas) for name, areas in points)
    return Plan(("PK617",), (FLOUR,), made), [point.id for point in made]


def test_a_point_without_areas_serves_everybody() -> None:
    plan, (everybody, _) = a_plan(("Malook", ()), ("Kot", ("PK61702",)))
    assert plan.elsewhere(everybody, "PK61702") == ""


def test_a_point_with_areas_sends_others_to_the_point_that_names_their_place() -> None:
    plan, (city, cantt, _) = a_plan(("City", ("PK61702",)), ("Cantt", ("PK61701",)), ("All", ()))
    assert plan.elsewhere(city, "PK61702") == ""
    assert plan.elsewhere(city, "PK61701") == "Cantt"
    assert plan.elsewhere(cantt, "PK61702") == "City"
    assert plan.elsewhere(city, "PK61703") == "All"


def test_a_gap_between_the_points_is_nobodys_dead_end() -> None:
    plan, (city, cantt) = a_plan(("City", ("PK61702",)), ("Cantt", ("PK61701",)))
    assert plan.elsewhere(city, "PK61703") == ""
    assert plan.elsewhere(cantt, "PK61703") == ""
