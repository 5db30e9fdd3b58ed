"""What is given when an item runs out, what stays owed, and how it is settled and taken back: on the real store."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import select, update

from desktop.errors import LookFirst, NotDue, SettledLater
from desktop.models.disbursement import Owed
from desktop.models.household import Household
from desktop.records.distribution import Decision, Given, ItemDraft, ItemDue, Standing, StepDraft
from desktop.records.relief_rule import ItemRule
from desktop.usecases import distribution, households, registration, safekeeping
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import ListKind, Look, Verdict, VoidReason
from tests.factories import office
from tests.usecases.relief_office import FLOUR, OIL, Relief, ShiftedClock
from tests.usecases.relief_rows import allow, handed_over, last_content, on_hand, rows, still_owed, stock, written

SUGAR = ItemDraft("SUGAR5", (StepDraft(1, 3),))


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("owed"), clock=clock) as made:
        yield Relief(made, clock)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open-listed round of the district: four bags and one can to a family of five."""
    return relief.round()


def take_back(relief: Relief, given: Given) -> None:
    """The scanner takes an own hand-over back."""
    distribution.void(relief.office.desk(Role.SCANNER), given.disbursement, VoidReason.WRONG_COUNT)


def test_what_is_not_counted_never_runs_out(relief: Relief, standing: Standing) -> None:
    card = relief.presented(relief.cards(relief.household(5))[0].credential)
    decision = relief.decide(standing, card)
    assert (decision.verdict, decision.owed) == (Verdict.G1, ())
    relief.give(standing, card)
    assert on_hand(relief, standing) == {}


def test_a_hand_over_lowers_the_shelf_by_what_was_given(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 10, "OIL5": 10})
    card = relief.presented(relief.cards(relief.household(5))[0].credential)
    assert relief.decide(standing, card).verdict is Verdict.G1
    given = relief.give(standing, card)
    assert on_hand(relief, standing) == {"ATTA20": 6, "OIL5": 9}
    take_back(relief, given)
    assert on_hand(relief, standing) == {"ATTA20": 10, "OIL5": 10}


def test_one_item_out_is_looked_at_and_given_as_far_as_it_goes_the_rest_stays_owed(
    relief: Relief, standing: Standing
) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 0})
    code = relief.household(5)
    card = relief.presented(relief.cards(code)[0].credential)
    decision = relief.decide(standing, card)
    assert (decision.verdict, decision.looks) == (Verdict.G2, (Look.PARTIAL,))
    assert decision.items == (ItemDue("ATTA20", 3, "bag"),)
    assert decision.owed == (ItemDue("ATTA20", 1, "bag"), ItemDue("OIL5", 1, "can"))
    with pytest.raises(LookFirst):
        relief.give(standing, card, looked=False)
    given = relief.give(standing, card)
    assert given.decision.owed == decision.owed
    assert last_content(relief)["owed"] == {"ATTA20": 1, "OIL5": 1}
    assert on_hand(relief, standing) == {"ATTA20": 0, "OIL5": 0}
    assert still_owed(relief, standing, code) == {"ATTA20": 1, "OIL5": 1}


def test_what_is_owed_is_given_when_it_has_come_and_only_once(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 0})
    code = relief.household(5)
    card = relief.presented(relief.cards(code)[0].credential)
    relief.give(standing, card)
    empty = relief.decide(standing, card, Role.LEAD)
    assert (empty.verdict, empty.facts["owed"]) == (Verdict.H1, "ATTA20 1 OIL5 1")
    stock(relief, standing, {"OIL5": 5})
    oil = relief.decide(standing, card)
    assert (oil.verdict, oil.items) == (Verdict.G1, (ItemDue("OIL5", 1, "can"),))
    relief.give(standing, card, looked=False)
    assert still_owed(relief, standing, code) == {"ATTA20": 1}
    with pytest.raises(NotDue):
        relief.give(standing, card)
    stock(relief, standing, {"ATTA20": 1})
    relief.give(standing, card)
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}
    stock(relief, standing, {"ATTA20": 9, "OIL5": 9})
    assert relief.decide(standing, card).verdict is Verdict.H1


def test_owed_in_parts_is_looked_at_again_and_the_rest_stays_owed(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 1, "OIL5": 9})
    code = relief.household(5)
    card = relief.presented(relief.cards(code)[0].credential)
    relief.give(standing, card)
    stock(relief, standing, {"ATTA20": 2})
    part = relief.decide(standing, card)
    assert (part.verdict, part.looks, part.owed) == (Verdict.G2, (Look.PARTIAL,), (ItemDue("ATTA20", 1, "bag"),))
    relief.give(standing, card)
    assert still_owed(relief, standing, code) == {"ATTA20": 1}
    assert handed_over(relief, standing, code) == {"ATTA20": 3, "OIL5": 1}


def test_only_when_everything_is_out_the_lane_stops(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 0, "OIL5": 0})
    code = relief.household(5)
    decision = relief.decide(standing, relief.typed(code.text), Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.S1, "all_out")
    with pytest.raises(NotDue):
        relief.give(standing, relief.typed(code.text))


def test_who_is_due_only_what_is_out_comes_another_day_and_the_lane_goes_on(relief: Relief) -> None:
    baby = ItemDraft("HYG", (StepDraft(1, 1),))
    standing = relief.round(items=(ItemDraft("ATTA20", (StepDraft(4, 4),)), baby))
    stock(relief, standing, {"HYG": 0, "ATTA20": 40})
    decision = relief.decide(standing, relief.typed(relief.household(2).text), Role.LEAD)
    assert (decision.verdict, decision.why, decision.point_name) == (Verdict.T1, "out_of_stock", "")
    assert relief.decide(standing, relief.typed(relief.household(5).text)).verdict is Verdict.G2


def test_what_is_given_only_while_there_is_some_is_never_owed(relief: Relief) -> None:
    while_there_is = ItemDraft("OIL5", (StepDraft(1, 2),), ItemRule(stock_limited=True))
    standing = relief.round(items=(FLOUR, while_there_is))
    stock(relief, standing, {"OIL5": 1})
    code, after = relief.household(5), relief.household(5)
    first = relief.give(standing, relief.typed(code.text))
    assert (first.decision.items[1], first.decision.owed) == (ItemDue("OIL5", 1, "can"), ())
    second = relief.give(standing, relief.typed(after.text))
    assert (len(second.decision.items), second.decision.owed) == (1, ())
    assert still_owed(relief, standing, code) == {}


def test_taking_back_ends_what_was_owed_and_lays_the_goods_back(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 1})
    code = relief.household(5)
    given = relief.give(standing, relief.typed(code.text))
    take_back(relief, given)
    assert on_hand(relief, standing) == {"ATTA20": 3, "OIL5": 1}
    assert still_owed(relief, standing, code) == {}
    stock(relief, standing, {"ATTA20": 10})
    whole = relief.give(standing, relief.typed(code.text))
    assert whole.decision.items == (ItemDue("ATTA20", 4, "bag"), ItemDue("OIL5", 1, "can"))
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}


def test_taking_back_what_settled_opens_the_line_again(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 1})
    code = relief.household(5)
    first = relief.give(standing, relief.typed(code.text))
    stock(relief, standing, {"ATTA20": 1})
    second = relief.give(standing, relief.typed(code.text))
    with pytest.raises(SettledLater) as refused:
        take_back(relief, first)
    assert refused.value.later == second.receipt
    take_back(relief, second)
    assert still_owed(relief, standing, code) == {"ATTA20": 1}
    assert on_hand(relief, standing)["ATTA20"] == 1
    again = relief.give(standing, relief.typed(code.text))
    assert again.decision.items == (ItemDue("ATTA20", 1, "bag"),)
    take_back(relief, again)
    take_back(relief, first)
    assert on_hand(relief, standing) == {"ATTA20": 4, "OIL5": 1}
    assert handed_over(relief, standing, code) == {}


def test_a_lost_answer_about_a_hand_over_in_part_tells_the_same_again(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 1})
    code, same = relief.household(5), DisbursementId(new_id())
    first = relief.give(standing, relief.typed(code.text), disbursement=same)
    stock(relief, standing, {"ATTA20": 10})
    again = relief.give(standing, relief.typed(code.text), disbursement=same)
    assert again.again
    assert (again.receipt, again.decision.items, again.decision.owed) == (
        first.receipt,
        first.decision.items,
        first.decision.owed,
    )
    assert on_hand(relief, standing)["ATTA20"] == 10


def goes_into(relief: Relief, into: HouseholdCode, gone: HouseholdCode) -> None:
    """One household becomes part of the other one, today."""
    clerk = relief.office.desk(Role.CLERK)
    households.merge(clerk, into, gone, day=local_day(clerk.clock().at))


def whole(relief: Relief) -> bool:
    """Whether every row is what the book says."""
    opened = relief.office.opened(Role.AUDITOR)
    return safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def items(decided: Decision) -> dict[str, int]:
    """What is handed over."""
    return {line.item: line.quantity for line in decided.items}


def test_what_is_owed_goes_with_those_who_are_taken_in_and_is_given_once(relief: Relief, standing: Standing) -> None:
    """Both drew before; the one that is gone is owed oil, and the other one, which got its oil, gets this one too."""
    stock(relief, standing, {"ATTA20": 40, "OIL5": 1})
    here, gone = relief.household(5), relief.household(2)
    card = relief.presented(relief.cards(here)[0].credential)
    relief.give(standing, card)
    relief.give(standing, relief.typed(gone.text))
    goes_into(relief, here, gone)
    assert (still_owed(relief, standing, gone), still_owed(relief, standing, here)) == ({}, {"OIL5": 1})
    assert relief.decide(standing, card, Role.LEAD).facts["owed"] == "OIL5 1"
    stock(relief, standing, {"OIL5": 5})
    assert items(relief.give(standing, card).decision) == {"OIL5": 1}
    with pytest.raises(NotDue):
        relief.give(standing, card)
    assert relief.decide(standing, relief.typed(gone.text)).verdict is Verdict.H5
    assert handed_over(relief, standing, here) == {"ATTA20": 4, "OIL5": 2}
    assert whole(relief)


def test_who_took_others_in_before_drawing_gets_what_those_are_owed_and_is_looked_at_for_the_rest(
    relief: Relief, standing: Standing
) -> None:
    """Its own share was shared before: two people let it draw, and what came with the others does not stand against."""
    stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
    here, gone = relief.household(5), relief.household(2)
    relief.give(standing, relief.typed(gone.text))
    goes_into(relief, here, gone)
    card = relief.presented(relief.cards(here)[0].credential)
    assert relief.decide(standing, card, Role.LEAD).why == "drew_before_merge"
    stock(relief, standing, {"OIL5": 5})
    assert items(relief.decide(standing, card)) == {"OIL5": 1}
    relief.give(standing, card)
    assert relief.decide(standing, card, Role.LEAD).why == "drew_before_merge"
    allow(relief, standing, here, 5)
    assert items(relief.give(standing, relief.typed(here.text)).decision) == {"ATTA20": 4, "OIL5": 1}
    assert relief.decide(standing, card).verdict is Verdict.H1
    assert whole(relief)


def test_two_lines_of_one_item_are_added_up_and_what_is_short_of_them_stays_owed(
    relief: Relief, standing: Standing
) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 0})
    here, gone = relief.household(5), relief.household(5)
    relief.give(standing, relief.typed(here.text))
    stock(relief, standing, {"ATTA20": 1})
    relief.give(standing, relief.typed(gone.text))
    goes_into(relief, here, gone)
    assert still_owed(relief, standing, here) == {"ATTA20": 4, "OIL5": 2}
    stock(relief, standing, {"ATTA20": 3, "OIL5": 2})
    given = relief.give(standing, relief.typed(here.text))
    assert items(given.decision) == {"ATTA20": 3, "OIL5": 2}
    assert still_owed(relief, standing, here) == {"ATTA20": 1}
    take_back(relief, given)
    assert still_owed(relief, standing, here) == {"ATTA20": 4, "OIL5": 2}
    assert whole(relief)


def test_what_a_hand_over_settled_before_is_owed_where_its_people_are_when_it_is_taken_back(
    relief: Relief, standing: Standing
) -> None:
    """Also where they went on into a third household."""
    stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
    gone, between, here = relief.household(2), relief.household(2), relief.household(2)
    relief.give(standing, relief.typed(gone.text))
    stock(relief, standing, {"OIL5": 1})
    settling = relief.give(standing, relief.typed(gone.text))
    goes_into(relief, between, gone)
    goes_into(relief, here, between)
    take_back(relief, settling)
    assert still_owed(relief, standing, here) == {"OIL5": 1}
    assert items(relief.give(standing, relief.typed(here.text)).decision) == {"OIL5": 1}
    assert whole(relief)


def test_what_is_owed_stays_with_the_old_card_when_some_go_away(relief: Relief, standing: Standing) -> None:
    """Those who left ask at the help desk; nobody is owed it twice."""
    stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
    code, clerk = relief.household(5), relief.office.desk(Role.CLERK)
    relief.give(standing, relief.typed(code.text))
    going = [one.id for one in registration.show(clerk, code).members[3:]]
    made = households.split(
        clerk, code, going, day=local_day(clerk.clock().at), second=relief.office.second(Role.SUPERVISOR)
    ).other
    assert made is not None
    stock(relief, standing, {"OIL5": 5})
    assert relief.decide(standing, relief.typed(made.code.text), Role.LEAD).why == "drew_before_split"
    assert items(relief.give(standing, relief.typed(code.text)).decision) == {"OIL5": 1}
    assert still_owed(relief, standing, made.code) == {}


def test_a_household_that_no_list_names_is_given_what_came_with_those_who_were_listed(relief: Relief) -> None:
    gone, late = relief.household(2), "PK60101"
    standing = relief.round(kind=ListKind.FROZEN)
    here = relief.household(4, pcode=late)
    stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
    relief.give(standing, relief.typed(gone.text))
    goes_into(relief, here, gone)
    assert relief.decide(standing, relief.typed(here.text), Role.LEAD).why == "not_on_list"
    stock(relief, standing, {"OIL5": 1})
    assert items(relief.give(standing, relief.typed(here.text)).decision) == {"OIL5": 1}
    assert relief.decide(standing, relief.typed(here.text), Role.LEAD).why == "not_on_list"


def test_a_line_that_was_moved_behind_the_books_back_is_found(relief: Relief, standing: Standing) -> None:
    stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
    code, thief = relief.household(2), relief.household(2)
    relief.give(standing, relief.typed(code.text))
    moved = update(Owed).where(Owed.household_id == _id(relief, code))
    with written(relief) as conn:
        conn.execute(moved.values(household_id=_id(relief, thief)))
    opened = relief.office.opened(Role.AUDITOR)
    found = safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad
    assert found is not None
    assert found.why == "stray_owed"
    with written(relief) as conn:
        conn.execute(update(Owed).where(Owed.household_id == _id(relief, thief)).values(household_id=_id(relief, code)))


def _id(relief: Relief, code: HouseholdCode) -> UUID:
    (row,) = rows(relief, select(Household.id).where(Household.code == code.text))
    return row.id


@dataclass
class Oracle:
    """The same by plain arithmetic: a shelf, and of each household its hand-overs as a pile."""

    shelf: dict[str, int]
    due: dict[str, int]
    piles: dict[int, list[tuple[dict[str, int], dict[str, int]]]] = field(
        default_factory=dict[int, list[tuple[dict[str, int], dict[str, int]]]]
    )
    """What was given, and what was open after it."""

    def give(self, who: int) -> dict[str, int] | None:
        """What is given, None for nothing."""
        pile = self.piles.setdefault(who, [])
        wanted = pile[-1][1] if pile else self.due
        now = {item: min(qty, self.shelf[item]) for item, qty in wanted.items() if min(qty, self.shelf[item])}
        if not now:
            return None
        for item, qty in now.items():
            self.shelf[item] -= qty
        left = {item: qty - now.get(item, 0) for item, qty in wanted.items() if qty > now.get(item, 0)}
        pile.append((now, left))
        return now

    def void(self, who: int) -> None:
        """The last hand-over is taken back."""
        given, _ = self.piles[who].pop()
        for item, qty in given.items():
            self.shelf[item] += qty


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(6, 300))]
)
def test_random_histories_agree_with_plain_arithmetic_and_the_books_balance(relief: Relief, seed: int) -> None:
    random = Random(seed)
    standing = relief.round(items=(FLOUR, OIL, SUGAR))
    due = {"ATTA20": 4, "OIL5": 1, "SUGAR5": 3}
    received = {item: random.randrange(6) for item in due}
    stock(relief, standing, received)
    oracle = Oracle(dict(received), due)
    codes: list[HouseholdCode] = [relief.household(5) for _ in range(3)]
    piles: dict[int, list[Given]] = {who: [] for who in range(3)}
    for _ in range(40):
        who, act = random.randrange(3), random.random()
        if act < 0.25:
            more = {random.choice(list(due)): random.randrange(1, 4)}
            stock(relief, standing, more)
            for item, qty in more.items():
                received[item] += qty
                oracle.shelf[item] += qty
        elif act < 0.7:
            expected = oracle.give(who)
            try:
                given = relief.give(standing, relief.typed(codes[who].text))
            except NotDue:
                assert expected is None
            else:
                assert {line.item: line.quantity for line in given.decision.items} == expected
                piles[who].append(given)
        elif piles[who]:
            if len(piles[who]) > 1 and random.random() < 0.3:
                with pytest.raises(SettledLater):
                    take_back(relief, piles[who][0])
            take_back(relief, piles[who].pop())
            oracle.void(who)
        assert on_hand(relief, standing) == oracle.shelf
        out = {who: handed_over(relief, standing, codes[who]) for who in range(3)}
        for item in due:
            gone = sum(held.get(item, 0) for held in out.values())
            assert received[item] - gone == oracle.shelf[item], "the book does not balance"
            assert all(held.get(item, 0) <= due[item] for held in out.values())
        for who, pile in oracle.piles.items():
            assert still_owed(relief, standing, codes[who]) == (pile[-1][1] if pile else {})
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None
