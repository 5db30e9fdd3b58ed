"""Rounds: made with their programme at first use, opened, frozen by two, closed; each change is one entry."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from sqlalchemy import select

from desktop.errors import (
    NotPermitted,
    RoundExists,
    RoundFileWrong,
    RoundFrozenAlready,
    RoundNotFrozen,
    RoundNotInState,
    RoundUnknown,
    SecondNeeded,
    SecondUnfit,
)
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.programme import Programme
from desktop.records.distribution import ItemDraft, ItemDue, PointDraft, RoundDraft, StepDraft
from desktop.usecases import programmes, round_lists
from desktop.values.permissions import Role
from desktop.values.vocabulary import ListKind, RoundState
from tests.factories import office
from tests.usecases.relief_office import FLOUR, MALOOK, OIL, Relief, open_whole


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office of its own for each test, so that households can be counted."""
    with office(tmp_path_factory.mktemp("rounds")) as made:
        yield Relief(made)


def draft(code: str = "flour-3", **changes: object) -> RoundDraft:
    """A sound round."""
    values: dict[str, object] = {
        "programme": "Flood flour",
        "code": code,
        "list_kind": ListKind.OPEN,
        "areas": ("PK617",),
        "from_day": date(2026, 11, 24),
        "to_day": date(2026, 11, 30),
        "items": (FLOUR, OIL),
        "points": (PointDraft("second", "Named second", ("PK61702",)), MALOOK),
    }
    return RoundDraft(**(values | changes))  # pyright: ignore[reportArgumentType]


def kinds(relief: Relief) -> list[str]:
    """What the log says was done, oldest first."""
    with relief.office.desk(Role.SUPERVISOR).store.reader.connect() as conn, conn.begin():
        lines = conn.execute(select(LedgerEntry.line).order_by(LedgerEntry.seq)).scalars()
        return [msgspec.json.decode(line)["do"] for line in lines]


def test_a_round_is_made_in_preparation_with_its_points_in_the_order_of_the_file(relief: Relief) -> None:
    before = kinds(relief)
    made = programmes.make_round(relief.office.desk(Role.SUPERVISOR), draft())
    assert kinds(relief) == [*before, "round.made"]
    assert made.entry.seq == len(before)
    view = made.round
    assert (view.state, view.frozen, view.list_version, view.given) == (RoundState.DRAFT, False, 0, 0)
    assert [point.code for point in view.points] == ["second", "malook"]
    assert view.points[0].areas == ("PK61702",)
    assert not any(point.open for point in view.points)
    assert view.items == (FLOUR, OIL)


def test_a_programme_is_made_at_first_use_and_used_again(relief: Relief) -> None:
    desk = relief.office.desk(Role.SUPERVISOR)
    for code in ("one", "two"):
        programmes.make_round(desk, draft(code))
    with desk.store.reader.connect() as conn, conn.begin():
        assert conn.execute(select(Programme.name)).scalars().all() == ["Flood flour"]
    assert [view.code for view in programmes.rounds(desk)] == ["two", "one"]


def test_a_code_that_is_taken_and_a_draft_that_is_not_sound_leave_nothing(relief: Relief) -> None:
    desk = relief.office.desk(Role.SUPERVISOR)
    programmes.make_round(desk, draft())
    before = kinds(relief)
    with pytest.raises(RoundExists):
        programmes.make_round(desk, draft(programme="Another"))
    with pytest.raises(RoundFileWrong):
        programmes.make_round(desk, draft("new", areas=()))
    assert kinds(relief) == before
    with pytest.raises(RoundUnknown):
        programmes.round_view(desk, "new")


def test_only_a_supervisor_makes_rounds_and_everybody_sees_them(relief: Relief) -> None:
    programmes.make_round(relief.office.desk(Role.SUPERVISOR), draft())
    for role in Role:
        assert len(programmes.rounds(relief.office.desk(role))) == 1
        if role is not Role.SUPERVISOR:
            with pytest.raises(NotPermitted):
                programmes.make_round(relief.office.desk(role), draft("mine"))


def test_households_and_totals_are_those_of_the_areas_and_sizes(relief: Relief) -> None:
    for people in (1, 3, 4, 6):
        relief.household(people)
    relief.household(4, pcode="PK61702")
    relief.household(4, pcode="PK61801")
    desk = relief.office.desk(Role.SUPERVISOR)
    programmes.make_round(desk, draft())
    programmes.make_round(desk, draft("cantt", areas=("PK61701",), points=(MALOOK,)))
    whole, part = programmes.round_view(desk, "flour-3"), programmes.round_view(desk, "cantt")
    assert whole.households == 5
    assert whole.totals == (ItemDue("ATTA20", 2 + 2 + 4 + 4 + 4, "bag"), ItemDue("OIL5", 5, "can"))
    assert part.households == 4


def test_a_round_opens_once_closes_once_and_stops_the_lanes_of_its_points(relief: Relief) -> None:
    desk = relief.office.desk(Role.SUPERVISOR)
    programmes.make_round(desk, draft())
    with pytest.raises(RoundNotInState):
        programmes.close_round(desk, "flour-3")
    opened = programmes.open_round(desk, "flour-3").round
    assert opened.state is RoundState.OPEN
    assert not any(point.open for point in opened.points)
    open_whole(relief.office.desk(Role.LEAD), "flour-3")
    assert all(point.open for point in programmes.round_view(desk, "flour-3").points)
    with pytest.raises(RoundNotInState):
        programmes.open_round(desk, "flour-3")
    closed = programmes.close_round(desk, "flour-3").round
    assert closed.state is RoundState.CLOSED
    assert not any(point.open for point in closed.points)
    with pytest.raises(RoundNotInState):
        round_lists.freeze_round(desk, "flour-3", second=relief.office.second(Role.LEAD))
    assert [kind for kind in kinds(relief) if kind.startswith("round.")][-3:] == [
        "round.made",
        "round.opened",
        "round.closed",
    ]


def test_a_frozen_list_must_be_fixed_by_two_people_before_it_opens(relief: Relief) -> None:
    desk = relief.office.desk(Role.SUPERVISOR)
    relief.household(4)
    programmes.make_round(desk, draft(list_kind=ListKind.FROZEN))
    with pytest.raises(RoundNotFrozen):
        programmes.open_round(desk, "flour-3")
    with pytest.raises(SecondNeeded):
        round_lists.freeze_round(desk, "flour-3", second=None)
    with pytest.raises(SecondUnfit):
        round_lists.freeze_round(desk, "flour-3", second=relief.office.second(Role.SUPERVISOR))
    frozen = round_lists.freeze_round(desk, "flour-3", second=relief.office.second(Role.LEAD)).round
    assert (frozen.frozen, frozen.list_version, frozen.households) == (True, 1, 1)
    with pytest.raises(RoundFrozenAlready):
        round_lists.freeze_round(desk, "flour-3", second=relief.office.second(Role.LEAD))
    relief.household(4)
    assert programmes.open_round(desk, "flour-3").round.households == 1


def test_an_open_list_can_be_fixed_while_the_round_is_open(relief: Relief) -> None:
    desk = relief.office.desk(Role.SUPERVISOR)
    relief.household()
    programmes.make_round(desk, draft())
    programmes.open_round(desk, "flour-3")
    frozen = round_lists.freeze_round(desk, "flour-3", second=relief.office.second(Role.LEAD)).round
    relief.household()
    assert frozen.state is RoundState.OPEN
    assert programmes.round_view(desk, "flour-3").households == 1


def test_hand_overs_that_stand_are_counted_where_they_were_made(relief: Relief) -> None:
    standing = relief.round(points=(MALOOK, PointDraft("kot", "Kot")))
    relief.give(standing, relief.typed(relief.household().text))
    view = programmes.round_view(relief.office.desk(Role.SUPERVISOR), standing.round_code)
    assert (view.given, [point.given for point in view.points]) == (1, [1, 0])


def test_an_item_nobody_is_due_has_no_total(relief: Relief) -> None:
    relief.household(2)
    desk = relief.office.desk(Role.SUPERVISOR)
    tent = ItemDraft("TENT", (StepDraft(6, 1),))
    made = programmes.make_round(desk, draft(items=(OIL, tent))).round
    assert made.totals == (ItemDue("OIL5", 1, "can"),)
