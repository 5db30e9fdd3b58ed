"""The list of a round: fixed in slices by two people, by criteria, taken up again, added to with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from sqlalchemy import select, update

from desktop.errors import (
    Cancelled,
    HouseholdClosed,
    HouseholdNotFound,
    ListChanged,
    ListedAlready,
    NotPermitted,
    PointsOpen,
    ReasonMissing,
    RoundFrozenAlready,
    RoundNotFrozen,
    RoundNotInState,
    SecondNeeded,
    SecondUnfit,
)
from desktop.models.household import Household
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.place import DistributionPoint
from desktop.models.programme import Listing
from desktop.records.distribution import ItemDraft, ItemDue, PointDraft, RoundDraft, RoundView, Standing, StepDraft
from desktop.records.programme import CoverageLine
from desktop.records.relief_rule import Criteria, ItemRule
from desktop.usecases import distribution, programmes, registration, rosters, round_lists
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Category, Criterion, ListKind, RosterSort, RoundState, Sex, VoidReason
from tests.factories import household, office, woman
from tests.usecases.relief_office import FLOUR, MALOOK, Relief

DIGNITY = ItemDraft("DIGNITY", (), ItemRule(per=((Category.WOMAN, 1),)))


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office of its own for each test, so that households can be counted."""
    with office(tmp_path_factory.mktemp("lists")) as made:
        yield Relief(made)


@pytest.fixture
def in_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are written and told of two by two, so that a few households make several slices."""
    monkeypatch.setattr(round_lists, "WRITTEN_AT_ONCE", 2)
    monkeypatch.setattr(round_lists, "TOLD_EVERY", 2)
    monkeypatch.setattr(round_lists, "PAUSE", 0)


def made(relief: Relief, code: str = "winter-1", **changes: object) -> str:
    """A round by fixed list, in draft."""
    draft = RoundDraft(
        programme="Winter relief",
        code=code,
        list_kind=ListKind.FROZEN,
        areas=("PK617",),
        from_day=date(2026, 11, 24),
        to_day=date(2026, 11, 30),
        items=(FLOUR, DIGNITY),
        points=(MALOOK, PointDraft("kot", "Kot", ("PK61702",))),
    )
    programmes.make_round(relief.office.desk(Role.SUPERVISOR), replace(draft, **changes))  # pyright: ignore[reportArgumentType]
    return code


def fixed(relief: Relief, code: str, progress: round_lists.Progress = lambda done, total: None) -> RoundView:
    """The round with its list fixed by supervisor and lead."""
    desk, second = relief.office.desk(Role.SUPERVISOR), relief.office.second(Role.LEAD)
    return round_lists.freeze_round(desk, code, second=second, progress=progress).round


def listing(relief: Relief) -> list[tuple[int, int, str]]:
    """Size, women and reason of each household on any list."""
    desk = relief.office.desk(Role.SUPERVISOR)
    with desk.store.reader.connect() as conn, conn.begin():
        rows = conn.execute(select(Listing.size, Listing.women, Listing.reason).order_by(Listing.size)).all()
        return [(row.size, row.women, row.reason) for row in rows]


def said(relief: Relief) -> list[str]:
    """What the log says was done with rounds, oldest first."""
    with relief.office.desk(Role.SUPERVISOR).store.reader.connect() as conn, conn.begin():
        lines = conn.execute(select(LedgerEntry.line).order_by(LedgerEntry.seq)).scalars()
        done = [msgspec.json.decode(line)["do"] for line in lines]
    return [one for one in done if one.startswith(("round.", "list."))]


def test_a_list_of_one_slice_is_one_entry_and_keeps_what_shares_are_counted_from(relief: Relief) -> None:
    relief.household(5)
    view = fixed(relief, made(relief))
    assert listing(relief) == [(5, 1, "")]
    assert (view.households, view.list_version) == (1, 1)
    assert view.totals == (ItemDue("ATTA20", 4, "bag"), ItemDue("DIGNITY", 1, "kit"))
    assert said(relief) == ["round.made", "round.frozen"]


@pytest.mark.usefixtures("in_twos")
def test_a_long_list_is_written_in_slices_and_seen_only_when_it_is_whole(relief: Relief) -> None:
    for _ in range(5):
        relief.household(3)
    code = made(relief)
    told: list[tuple[int, int]] = []
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        seen.append(programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).list_version)

    assert fixed(relief, code, progress).households == 5
    assert told == [(0, 10), (2, 10), (4, 10), (5, 10), (7, 10), (9, 10), (10, 10)]
    assert seen == [0, 0, 0, 0, 0, 0, 1]
    assert said(relief) == ["round.made", "round.listed", "round.listed", "round.frozen"]


@pytest.mark.usefixtures("in_twos")
def test_whoever_stops_it_fixes_nothing_and_the_next_time_it_is_gone_on_with(relief: Relief) -> None:
    for _ in range(5):
        relief.household(3)
    code = made(relief)

    def stop(done: int, total: int) -> None:
        if done > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        fixed(relief, code, stop)
    desk = relief.office.desk(Role.SUPERVISOR)
    assert not programmes.round_view(desk, code).frozen
    with pytest.raises(RoundNotFrozen):
        programmes.open_round(desk, code)
    assert fixed(relief, code).households == 5
    assert len(listing(relief)) == 5


@pytest.mark.usefixtures("in_twos")
def test_a_list_that_somebody_else_wrote_meanwhile_is_not_fixed(relief: Relief) -> None:
    for _ in range(3):
        relief.household(3)
    code = made(relief)
    late: list[HouseholdCode] = []

    def another(done: int, total: int) -> None:
        if done > 3 and not late:  # after it was read: a second supervisor reads two more, and is stopped
            late.extend((relief.household(3), relief.household(3)))

            def stop(done: int, total: int) -> None:
                if done > 8:
                    raise Cancelled

            with pytest.raises(Cancelled):
                fixed(relief, code, stop)

    with pytest.raises(ListChanged):
        fixed(relief, code, another)
    assert not programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).frozen


def test_a_list_by_criteria_holds_whom_they_name_and_its_totals_show_before_it_is_fixed(relief: Relief) -> None:
    led = relief.household(3)
    other = registration.register(
        relief.office.desk(Role.CLERK),
        household(woman(relation="WIFE"), woman("راشد", "Rashid", sex=Sex.MALE, relation="HEAD", holder=None)),
        different=True,
    ).household.code
    code = made(relief, criteria=Criteria((Criterion.LED_BY_WOMAN,)))
    desk = relief.office.desk(Role.SUPERVISOR)
    before = programmes.round_view(desk, code)
    assert (before.households, before.criteria) == (1, Criteria((Criterion.LED_BY_WOMAN,)))
    after = fixed(relief, code)
    assert (after.households, after.totals) == (before.households, before.totals)
    lines = rosters.roster(desk, relief_standing(code), sort=RosterSort.CODE).lines
    assert [line.code for line in lines] == [led]
    assert other != led


def relief_standing(code: str) -> Standing:
    """At the first point of a round."""
    return Standing(code, "malook")


def test_taken_up_again_by_two_a_list_only_grows_and_is_counted_anew(relief: Relief) -> None:
    relief.household(3)
    code = made(relief, criteria=Criteria((Criterion.LED_BY_WOMAN,)))
    fixed(relief, code)
    desk, second = relief.office.desk(Role.SUPERVISOR), relief.office.second(Role.LEAD)
    gone = relief.household(6)
    added = round_lists.add_household(desk, code, gone, "  came back from the canal \n")
    assert (added.round.households, added.round.list_version) == (2, 2)
    assert added.items == (ItemDue("ATTA20", 4, "bag"), ItemDue("DIGNITY", 1, "kit"))
    with pytest.raises(SecondNeeded):
        round_lists.reopen_round(desk, code, second=None)
    with pytest.raises(SecondUnfit):
        round_lists.reopen_round(desk, code, second=relief.office.second(Role.SUPERVISOR))
    again = round_lists.reopen_round(desk, code, second=second).round
    assert (again.frozen, again.state, again.households) == (False, RoundState.DRAFT, 2)
    relief.household(2)
    whole = fixed(relief, code)
    assert (whole.households, whole.list_version) == (3, 3)
    assert listing(relief) == [(2, 1, ""), (3, 1, ""), (6, 1, "came back from the canal")]
    assert said(relief)[-3:] == ["list.added", "round.reopened", "round.frozen"]


def test_the_same_list_fixed_again_keeps_its_version(relief: Relief) -> None:
    relief.household(3)
    code = made(relief)
    fixed(relief, code)
    second = relief.office.second(Role.LEAD)
    round_lists.reopen_round(relief.office.desk(Role.SUPERVISOR), code, second=second)
    assert fixed(relief, code).list_version == 1


def test_a_list_is_not_taken_up_again_while_a_point_is_open(relief: Relief) -> None:
    relief.household(3)
    code = made(relief)
    desk, second = relief.office.desk(Role.SUPERVISOR), relief.office.second(Role.LEAD)
    with pytest.raises(RoundNotFrozen):
        round_lists.reopen_round(desk, code, second=second)
    fixed(relief, code)
    programmes.open_round(desk, code)
    with desk.store.writer.connect() as conn, conn.begin():
        conn.execute(update(DistributionPoint).where(DistributionPoint.code == "kot").values(open=True))
    with pytest.raises(PointsOpen):
        round_lists.reopen_round(desk, code, second=second)


def test_a_closed_round_keeps_its_list(relief: Relief) -> None:
    code = made(relief)
    fixed(relief, code)
    desk, second = relief.office.desk(Role.SUPERVISOR), relief.office.second(Role.LEAD)
    programmes.open_round(desk, code)
    programmes.close_round(desk, code)
    with pytest.raises(RoundNotInState):
        round_lists.reopen_round(desk, code, second=second)
    with pytest.raises(RoundNotInState):
        round_lists.add_household(desk, code, relief.household(), "late")


def test_only_a_household_of_this_office_that_is_not_listed_is_added_and_only_with_a_reason(relief: Relief) -> None:
    known = relief.household(3)
    code = made(relief)
    desk = relief.office.desk(Role.SUPERVISOR)
    later = relief.household(2)
    with pytest.raises(RoundNotFrozen):
        round_lists.add_household(desk, code, later, "late")
    fixed(relief, code)
    with pytest.raises(ReasonMissing):
        round_lists.add_household(desk, code, later, " \u200b ")
    with pytest.raises(ListedAlready):
        round_lists.add_household(desk, code, known, "again")
    with pytest.raises(HouseholdNotFound):
        round_lists.add_household(desk, code, HouseholdCode.make("617", 12345), "unknown")
    with desk.store.writer.connect() as conn, conn.begin():
        conn.execute(update(Household).where(Household.code == known.text).values(active=False))
    with pytest.raises(HouseholdClosed):
        round_lists.add_household(desk, code, known, "closed")
    assert len(listing(relief)) == 2


@pytest.mark.parametrize("role", [Role.CLERK, Role.SCANNER, Role.LEAD, Role.CONTROLLER, Role.AUDITOR])
def test_nobody_but_a_supervisor_touches_a_list(relief: Relief, role: Role) -> None:
    code, later = made(relief), relief.household()
    desk, second = relief.office.desk(role), relief.office.second(Role.SUPERVISOR)
    for act in (round_lists.freeze_round, round_lists.reopen_round):
        with pytest.raises(NotPermitted):
            act(desk, code, second=second)
    with pytest.raises(NotPermitted):
        round_lists.add_household(desk, code, later, "late")


def test_a_frozen_list_does_not_change_when_households_do(relief: Relief) -> None:
    relief.household(3)
    code = made(relief)
    before = fixed(relief, code)
    relief.household(7)
    with pytest.raises(RoundFrozenAlready):
        fixed(relief, code)
    after = programmes.round_view(relief.office.desk(Role.SUPERVISOR), code)
    assert (after.households, after.totals, after.list_version) == (1, before.totals, 1)


def test_coverage_counts_households_by_village_and_names_nobody(relief: Relief) -> None:
    served = relief.household(3, village="Chak 12")
    relief.household(3, village="Chak 12")
    relief.household(3, pcode="PK61702", village="Kot")
    standing = relief.round(points=(MALOOK,))
    given = relief.give(standing, relief.typed(served.text))
    desk = relief.office.desk(Role.SUPERVISOR)
    lines = [CoverageLine("PK61701", "Chak 12", 2, 1), CoverageLine("PK61702", "Kot", 1, 0)]
    assert list(programmes.coverage(desk, standing.round_code)) == lines
    round_lists.freeze_round(desk, standing.round_code, second=relief.office.second(Role.LEAD))
    relief.household(3, village="Late")
    assert list(programmes.coverage(desk, standing.round_code)) == lines
    relief.office.desk(Role.SCANNER)
    distribution.void(relief.office.desk(Role.SCANNER), given.disbursement, VoidReason.WRONG_PERSON)
    assert [line.given for line in programmes.coverage(desk, standing.round_code)] == [0, 0]


def test_on_a_fixed_list_a_rule_of_place_counts_only_who_lives_there(relief: Relief) -> None:
    relief.household(3, pcode="PK61701")
    relief.household(3, pcode="PK61702")
    relief.household(4, pcode="PK61702")
    there = ItemDraft("TARP", (StepDraft(1, 2),), ItemRule(areas=("PK61702",)))
    view = fixed(relief, made(relief, items=(FLOUR, there)))
    assert view.totals == (ItemDue("ATTA20", 8, "bag"), ItemDue("TARP", 4, "piece"))
