"""Blocks: proposed by one, decided by two, for one of six reasons; a review lapses by itself, the rest until lifted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from desktop.errors import (
    BlockedAlready,
    HouseholdClosed,
    HouseholdNotFound,
    NoProposal,
    NotBlocked,
    NotPermitted,
    ProposalNeeded,
    ProposedIt,
    ReasonMissing,
    SecondNeeded,
    SecondUnfit,
)
from desktop.models.block import REVIEW, Block
from desktop.queries.history import history_of
from desktop.queries.households import id_of
from desktop.records.safekeeping import Misfit
from desktop.usecases import blocks, households, registration, safekeeping
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, BlockState, Verdict
from desktop.words.history import sentence
from desktop.words.labels import label
from tests import factories
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief, ShiftedClock


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, clock: ShiftedClock) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("blocks"), clock=clock) as made:
        yield made


@pytest.fixture
def relief(office: TestOffice, clock: ShiftedClock) -> Relief:
    return Relief(office, clock)


def agreed(office: TestOffice, code: HouseholdCode, reason: BlockReason) -> None:
    """Proposed by the help desk, agreed to by supervisor and lead."""
    blocks.propose(office.desk(Role.HELPDESK), code, reason)
    blocks.decide(office.desk(Role.SUPERVISOR), code, agreed=True, second=office.second(Role.LEAD))


def said(office: TestOffice, code: HouseholdCode) -> list[str]:
    """The household's history in sentences, newest first."""
    desk = office.desk(Role.SUPERVISOR)
    with desk.store.reader.connect() as conn:
        household = id_of(conn, desk.office.district, code)
        assert household is not None
        return [sentence(line) for line in history_of(conn, desk.office.district, household, desk.sight(), why=True)]


def misfit(office: TestOffice) -> Misfit | None:
    """The first thing that is not what the book says."""
    opened = office.opened(Role.AUDITOR)
    return safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad


def whole(office: TestOffice) -> bool:
    """Whether every row is what the book says."""
    return misfit(office) is None


@pytest.mark.parametrize("reason", list(BlockReason))
def test_each_of_six_reasons_is_proposed_decided_and_lifted(
    reason: BlockReason, relief: Relief, office: TestOffice
) -> None:
    """Each step is an entry of its own, told as a sentence on the household's page, and the book stays whole."""
    code = relief.household()
    made = blocks.propose(office.desk(Role.HELPDESK), code, reason, "two cards of one name")
    assert (made.block.state, made.block.note, made.block.proposed_by) == (
        BlockState.PROPOSED,
        "two cards of one name",
        "helpdesk",
    )
    second = office.second(Role.LEAD)
    done = blocks.decide(office.desk(Role.SUPERVISOR), code, agreed=True, second=second)
    assert (done.block.holds, done.block.decided_by, done.block.decided_with) == (True, "supervisor", "lead")
    gone = blocks.lift(office.desk(Role.SUPERVISOR), code, "it was somebody else", second=second)
    assert (gone.block.state, gone.block.lift_note, gone.block.lifted_with) == (
        BlockState.LIFTED,
        "it was somebody else",
        "lead",
    )
    lines = said(office, code)
    assert lines[0].startswith("The block of the household was lifted")
    assert lines[1].startswith("The household was blocked")
    assert lines[2].startswith("It was proposed to block the household")
    assert whole(office)


@pytest.mark.parametrize("reason", [BlockReason.UNDER_REVIEW, BlockReason.DUPLICATE])
def test_whoever_registers_reads_that_a_household_was_blocked_and_never_why(
    reason: BlockReason, relief: Relief, office: TestOffice
) -> None:
    """Neither the reason nor the day on which a review ends, on the page, in its story or after an event."""
    code = relief.household()
    agreed(office, code, reason)
    for role in (Role.CLERK, Role.HELPDESK, Role.SUPERVISOR):
        desk = office.desk(role)
        for lines in (registration.show(desk, code).history, households.story(desk, code).lines):
            told = [(line.block, line.until is not None) for line in lines[:2]]
            ends = reason is BlockReason.UNDER_REVIEW
            wanted = [(None, False)] * 2 if role is Role.CLERK else [(reason, ends), (reason, False)]
            assert told == wanted
            assert (label(reason) in sentence(lines[0])) is (role is not Role.CLERK)
    with pytest.raises(NotPermitted):
        blocks.of_household(office.desk(Role.CLERK), code)


def test_a_proposal_stops_nobody(relief: Relief, office: TestOffice) -> None:
    """Until two people decided, the household draws as before."""
    standing, code = relief.round(), relief.household()
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.MOVED)
    (card,) = relief.cards(code)
    assert relief.decide(standing, relief.presented(card.credential)).verdict is Verdict.G1


def test_a_blocked_household_is_sent_to_the_help_desk(relief: Relief, office: TestOffice) -> None:
    """The lane hears no reason, the help desk reads it; lifted, the household draws again."""
    standing, code = relief.round(), relief.household()
    (card,) = relief.cards(code)
    agreed(office, code, BlockReason.CARD_STOLEN)
    shown = relief.presented(card.credential)
    lane = relief.decide(standing, shown)
    assert (lane.verdict, lane.why, lane.facts) == (Verdict.H5, "", {})
    assert relief.decide(standing, shown, Role.HELPDESK).why == "blocked"
    blocks.lift(office.desk(Role.SUPERVISOR), code, "the card was found", second=office.second(Role.LEAD))
    assert relief.decide(standing, shown).verdict is Verdict.G1


def test_a_review_lapses_after_fourteen_days_and_can_begin_anew(
    relief: Relief, office: TestOffice, clock: ShiftedClock
) -> None:
    """It says when it ends; after that nothing is in force or to be lifted, and the household stands in no list."""
    code = relief.household()
    agreed(office, code, BlockReason.UNDER_REVIEW)
    (view,) = blocks.standing(office.desk(Role.SUPERVISOR))
    assert view.until == view.decided_at + REVIEW if view.decided_at else None
    assert view.until is not None
    day = local_day(view.until)
    assert said(office, code)[0] == (
        f"The household was blocked: Being looked at. It ends by itself on {day.day} {day:%b} {day.year}."
    )
    clock.by = REVIEW - timedelta(minutes=1)
    assert len(blocks.standing(office.desk(Role.SUPERVISOR))) == 1
    clock.by = REVIEW + timedelta(minutes=1)
    assert blocks.standing(office.desk(Role.SUPERVISOR)) == ()
    (kept,) = blocks.of_household(office.desk(Role.HELPDESK), code)
    assert (kept.lapsed, kept.holds) == (True, False)
    with pytest.raises(NotBlocked):
        blocks.lift(office.desk(Role.SUPERVISOR), code, "over", second=office.second(Role.LEAD))
    agreed(office, code, BlockReason.UNDER_REVIEW)
    assert len(blocks.standing(office.desk(Role.SUPERVISOR))) == 1
    assert whole(office)


@pytest.mark.parametrize("reason", [one for one in BlockReason if one is not BlockReason.UNDER_REVIEW])
def test_other_reasons_hold_until_they_are_lifted(
    reason: BlockReason, relief: Relief, office: TestOffice, clock: ShiftedClock
) -> None:
    code = relief.household()
    agreed(office, code, reason)
    clock.by = timedelta(days=400)
    (view,) = blocks.standing(office.desk(Role.SUPERVISOR))
    assert (view.holds, view.until) == (True, None)


def test_one_at_a_time(relief: Relief, office: TestOffice) -> None:
    """A second proposal is refused while one waits and while one is in force, and says which of the two it is."""
    code = relief.household()
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.MOVED)
    for waits in (True, False):
        with pytest.raises(BlockedAlready) as refused:
            blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.DUPLICATE)
        assert refused.value.waits is waits
        if waits:
            blocks.decide(office.desk(Role.SUPERVISOR), code, agreed=True, second=office.second(Role.LEAD))


def test_a_proposal_that_is_not_agreed_to_leaves_nothing(relief: Relief, office: TestOffice) -> None:
    """It is kept in the history, stands in no list, and a later one may be made."""
    code = relief.household()
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.DUPLICATE)
    done = blocks.decide(office.desk(Role.SUPERVISOR), code, agreed=False, second=office.second(Role.LEAD))
    assert done.block.state is BlockState.REFUSED
    assert blocks.standing(office.desk(Role.SUPERVISOR)) == ()
    assert "not agreed to" in said(office, code)[0]
    with pytest.raises(NoProposal):
        blocks.decide(office.desk(Role.SUPERVISOR), code, agreed=True, second=office.second(Role.LEAD))
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.DUPLICATE)
    assert whole(office)


def test_the_holder_may_ask_and_two_people_block_at_once(relief: Relief, office: TestOffice) -> None:
    """The supervisor with somebody beside; both acts stand in the book."""
    code = relief.household()
    done = blocks.block(
        office.desk(Role.SUPERVISOR), code, BlockReason.HOLDER_ASKED, second=office.second(Role.HELPDESK)
    )
    assert (done.block.holds, done.block.decided_with) == (True, "helpdesk")
    assert whole(office)


@pytest.mark.parametrize("reason", [reason for reason in BlockReason if reason is not BlockReason.HOLDER_ASKED])
def test_two_people_alone_block_nobody_who_did_not_ask(relief: Relief, office: TestOffice, reason: BlockReason) -> None:
    """Neither at once, nor by one proposing and agreeing too; with a third it is done, and against it two suffice."""
    code, supervisor = relief.household(), office.desk(Role.SUPERVISOR)
    proposer = office.second(Role.HELPDESK)
    with pytest.raises(ProposalNeeded):
        blocks.block(supervisor, code, reason, second=proposer)
    blocks.propose(office.desk(Role.HELPDESK), code, reason)
    with pytest.raises(ProposedIt):
        blocks.decide(supervisor, code, agreed=True, second=proposer)
    assert [view.state for view in blocks.standing(supervisor)] == [BlockState.PROPOSED]
    denied = blocks.decide(supervisor, code, agreed=False, second=proposer)
    assert denied.block.state is BlockState.REFUSED
    agreed(office, code, reason)
    assert blocks.lift(supervisor, code, "seen", second=proposer).block.state is BlockState.LIFTED
    assert whole(office)


def test_to_block_for_what_was_proposed_is_to_agree_to_it(relief: Relief, office: TestOffice) -> None:
    """The same reason decides the proposal that waits, by others than its proposer; another reason waits its turn."""
    code, supervisor = relief.household(), office.desk(Role.SUPERVISOR)
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.MOVED, "the house stands empty")
    with pytest.raises(BlockedAlready):
        blocks.block(supervisor, code, BlockReason.HOLDER_ASKED, second=office.second(Role.LEAD))
    with pytest.raises(ProposedIt):
        blocks.block(supervisor, code, BlockReason.MOVED, second=office.second(Role.HELPDESK))
    done = blocks.block(supervisor, code, BlockReason.MOVED, second=office.second(Role.LEAD))
    assert (done.block.holds, done.block.proposed_by, done.block.note) == (True, "helpdesk", "the house stands empty")
    with pytest.raises(BlockedAlready):
        blocks.block(supervisor, code, BlockReason.MOVED, second=office.second(Role.LEAD))
    assert whole(office)


def test_nobody_blocks_or_lifts_alone_or_with_their_like(relief: Relief, office: TestOffice) -> None:
    """The second person is of another role; the help desk only proposes, the lane not even that."""
    code = relief.household()
    supervisor = office.desk(Role.SUPERVISOR)
    with pytest.raises(SecondNeeded):
        blocks.block(supervisor, code, BlockReason.MOVED)
    with pytest.raises(SecondUnfit):
        blocks.block(supervisor, code, BlockReason.MOVED, second=office.second(Role.SUPERVISOR))
    with pytest.raises(NotPermitted):
        blocks.block(office.desk(Role.HELPDESK), code, BlockReason.MOVED, second=office.second(Role.SUPERVISOR))
    for role in (Role.SCANNER, Role.CLERK, Role.LEAD, Role.SUPERVISOR):
        with pytest.raises(NotPermitted):
            blocks.propose(office.desk(role), code, BlockReason.MOVED)
    agreed(office, code, BlockReason.MOVED)
    with pytest.raises(SecondNeeded):
        blocks.lift(supervisor, code, "came back")
    with pytest.raises(ReasonMissing):
        blocks.lift(supervisor, code, "  ", second=office.second(Role.LEAD))
    assert len(blocks.standing(supervisor)) == 1


def test_a_household_that_is_not_here_or_closed_cannot_be_blocked(relief: Relief, office: TestOffice) -> None:
    code = relief.household(1)
    view = registration.show(office.desk(Role.CLERK), code)
    desk = office.desk(Role.CLERK)
    households.death(desk, code, view.members[0].id, day=local_day(desk.clock().at), last=True)
    with pytest.raises(HouseholdClosed):
        blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.DECEASED)
    with pytest.raises(HouseholdNotFound):
        blocks.propose(office.desk(Role.HELPDESK), HouseholdCode.make("617", 9_999_999), BlockReason.DECEASED)


@pytest.mark.parametrize("change", [{"state": BlockState.ACTIVE}, {"reason": BlockReason.MOVED}, {"note": "else"}])
def test_a_block_that_was_changed_behind_the_books_back_is_found(
    change: dict[str, object], relief: Relief, office: TestOffice
) -> None:
    """Also one that only came into being there."""
    code = relief.household()
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.DUPLICATE)
    desk = office.desk(Role.SUPERVISOR)
    with desk.store.writer.connect() as conn, conn.begin():
        row = conn.scalar(select(Block.id))
        conn.execute(update(Block).where(Block.id == row).values(**change))
    found = misfit(office)
    assert found is not None
    assert found.why.startswith("stray_block")
