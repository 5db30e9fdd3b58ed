"""What a household is due, and which places a round and its points cover."""

from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.queries.entitlements import Plan, PlanPoint, beneath, due, inside, unit_of
from desktop.queries.programmes import totals_of
from desktop.records.distribution import ItemDraft, ItemDue, StepDraft

FLOUR = ItemDraft("ATTA20", (StepDraft(1, 2), StepDraft(4, 4), StepDraft(7, 6)))
OIL = ItemDraft("OIL5", (StepDraft(1, 1),))
TENT = ItemDraft("TENT", (StepDraft(3, 1),))


@pytest.mark.parametrize(("size", "bags"), [(1, 2), (3, 2), (4, 4), (6, 4), (7, 6), (40, 6)])
def test_the_last_step_that_a_household_reaches_gives_its_amount(size: int, bags: int) -> None:
    assert due((FLOUR, OIL), size) == (ItemDue("ATTA20", bags, "bag"), ItemDue("OIL5", 1, "can"))


def test_an_item_whose_first_step_is_not_reached_is_left_out() -> None:
    assert due((TENT, OIL), 2) == (ItemDue("OIL5", 1, "can"),)
    assert due((TENT,), 0) == ()


def test_an_item_that_left_the_shipped_list_is_still_counted() -> None:
    assert unit_of("GONE1") == "piece"


@given(st.dictionaries(st.integers(0, 12), st.integers(1, 50), max_size=8))
def test_totals_are_what_adding_up_every_household_gives(sizes: dict[int, int]) -> None:
    one_by_one: Counter[str] = Counter()
    for size, households in sizes.items():
        for _ in range(households):
            for line in due((FLOUR, OIL, TENT), size):
                one_by_one[line.item] += line.quantity
    found = totals_of((FLOUR, OIL, TENT), Counter(sizes))
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
