"""A block that holds, and what two people let a household draw, at the lane."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop.errors import NotDue
from desktop.records.distribution import ItemDue, Standing
from desktop.usecases import blocks, households, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, ListKind, Verdict
from tests.factories import office
from tests.usecases.living import Days, ids
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import allow, handed_over


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("blocks"), clock=clock) as made:
        yield Relief(made, clock)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open-listed round of the district."""
    return relief.round()


def blocked(relief: Relief, code: HouseholdCode, reason: BlockReason) -> None:
    """The help desk proposes it, the supervisor and the lead agree."""
    blocks.propose(relief.office.desk(Role.HELPDESK), code, reason)
    blocks.decide(relief.office.desk(Role.SUPERVISOR), code, agreed=True, second=relief.office.second(Role.LEAD))


@pytest.mark.parametrize("reason", list(BlockReason))
def test_a_block_sends_to_the_help_desk_which_alone_reads_the_reason(
    relief: Relief, standing: Standing, reason: BlockReason
) -> None:
    code = relief.household()
    blocked(relief, code, reason)
    at_the_desk = relief.decide(standing, relief.typed(code.text), Role.HELPDESK)
    assert (at_the_desk.verdict, at_the_desk.why, at_the_desk.facts) == (
        Verdict.H5,
        "blocked",
        {"reason": reason.value},
    )
    lane = relief.decide(standing, relief.typed(code.text))
    assert (lane.verdict, lane.why, lane.facts) == (Verdict.H5, "", {})
    with pytest.raises(NotDue):
        relief.give(standing, relief.typed(code.text))
    assert handed_over(relief, standing, code) == {}


def test_a_proposal_alone_holds_nobody_back(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    blocks.propose(relief.office.desk(Role.HELPDESK), code, BlockReason.DUPLICATE)
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.G2
    relief.give(standing, relief.typed(code.text))


def test_a_review_lapses_by_itself_and_a_lifted_block_holds_no_longer(relief: Relief, standing: Standing) -> None:
    reviewed, lifted = relief.household(), relief.household()
    blocked(relief, reviewed, BlockReason.UNDER_REVIEW)
    blocked(relief, lifted, BlockReason.MOVED)
    assert relief.decide(standing, relief.typed(reviewed.text)).verdict is Verdict.H5
    blocks.lift(relief.office.desk(Role.SUPERVISOR), lifted, "they are here", second=relief.office.second(Role.LEAD))
    assert relief.decide(standing, relief.typed(lifted.text)).verdict is Verdict.G2
    relief.clock.by = timedelta(days=14, seconds=1)
    try:
        assert relief.decide(standing, relief.typed(reviewed.text)).verdict is Verdict.G2
    finally:
        relief.clock.by = timedelta(0)


def test_who_is_not_on_a_fixed_list_draws_for_as_many_as_two_people_let(relief: Relief) -> None:
    standing = relief.round(kind=ListKind.FROZEN)
    code = relief.household(5)
    assert relief.decide(standing, relief.typed(code.text), Role.HELPDESK).why == "not_on_list"
    allow(relief, standing, code, 3)
    decision = relief.decide(standing, relief.typed(code.text))
    assert (decision.verdict, decision.items) == (Verdict.G2, (ItemDue("ATTA20", 2, "bag"), ItemDue("OIL5", 1, "can")))
    relief.give(standing, relief.typed(code.text))
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H1


def test_who_lives_outside_the_areas_draws_when_two_people_let(relief: Relief) -> None:
    standing = relief.round(areas=("PK61702",))
    code = relief.household(5)
    assert relief.decide(standing, relief.typed(code.text), Role.HELPDESK).why == "outside_areas"
    allow(relief, standing, code, 5)
    assert relief.decide(standing, relief.typed(code.text)).items[0].quantity == 4


def test_after_a_split_the_others_draw_what_two_people_say_is_still_due_and_no_more(
    relief: Relief, standing: Standing
) -> None:
    code = relief.household(6, holders=3)
    relief.give(standing, relief.typed(code.text))
    clerk = relief.office.desk(Role.CLERK)
    who = ids(registration.show(clerk, code))[1:5]
    new = households.split(clerk, code, who, day=Days().today, second=relief.office.second(Role.SUPERVISOR)).other
    assert new is not None
    assert relief.decide(standing, relief.typed(new.code.text), Role.HELPDESK).why == "drew_before_split"
    allow(relief, standing, new.code, 2)
    relief.give(standing, relief.typed(new.code.text))
    assert handed_over(relief, standing, new.code) == {"ATTA20": 2, "OIL5": 1}
    with pytest.raises(NotDue):
        relief.give(standing, relief.typed(new.code.text))


def test_a_share_that_was_let_before_the_others_drew_does_not_double_what_they_draw_after(
    relief: Relief, standing: Standing
) -> None:
    code = relief.household(4, holders=2, pcode="PK60401")
    clerk = relief.office.desk(Role.CLERK)
    gone = relief.household(2)
    allow(relief, standing, code, 4)
    relief.give(standing, relief.typed(gone.text))
    households.merge(clerk, code, gone, day=Days().today)
    assert relief.decide(standing, relief.typed(code.text), Role.HELPDESK).why == "drew_before_merge"


def test_an_allowance_lifts_no_block(relief: Relief, standing: Standing) -> None:
    code = relief.household(pcode="PK60401")
    allow(relief, standing, code, 2)
    blocked(relief, code, BlockReason.CARD_STOLEN)
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H5
