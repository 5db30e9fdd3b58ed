"""Blocks: the help desk proposes, the supervisor and somebody of another role decide and lift; never a blacklist.

Three people block a household (decisions 10: proposed by one, decided by two), so that no two can do it between them;
where the holder asks for it, the holder is the first. Two lift it.

At the lane a blocked household is sent to the help desk like everybody else, without a reason. A block has one of six
reasons, is an entry when it begins and when it ends, and *under review* lapses by itself after fourteen days.
"""

from uuid import UUID

from desktop.errors import (
    BlockedAlready,
    HouseholdClosed,
    HouseholdNotFound,
    NoProposal,
    NotBlocked,
    ProposalNeeded,
    ProposedIt,
    ReasonMissing,
)
from desktop.models.block import decide_proposal, insert_proposal, lapses_at, lift_block
from desktop.queries import blocks, households
from desktop.records.block import BlockChanged, BlockView
from desktop.records.operator import Second
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import utc_text
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import BlockReason, BlockState

NOTE_LIMIT = 200


def propose(desk: Desk, code: HouseholdCode, reason: BlockReason, note: str = "") -> BlockChanged:
    """Propose to block a household; nothing is held up until two people decide.

    Raises BlockedAlready, HouseholdClosed, HouseholdNotFound.
    """
    with desk.transaction(Permission.BLOCK_PROPOSE) as work:
        row = _proposed(work, code, reason, note)
        view = blocks.block(work.conn, work.district, row, work.now)
    return BlockChanged(view, work.entry)


def block(
    desk: Desk, code: HouseholdCode, reason: BlockReason, note: str = "", *, second: Second | None = None
) -> BlockChanged:
    """Block a household by the supervisor and a second person, because this was proposed or its holder asks for it.

    Then the holder is the one who proposes; for any other reason somebody of the staff does, and two others decide.
    Raises ProposalNeeded, ProposedIt, BlockedAlready, HouseholdClosed, HouseholdNotFound, SecondNeeded.
    """
    with desk.transaction(Permission.BLOCK, second=second) as work:
        stands = blocks.standing(work.conn, work.district, _household(work, code), work.now)
        if stands is not None and stands.state is BlockState.PROPOSED and stands.reason is reason:
            _others_than_the_proposer(work, code, stands.id, second)
            row = stands.id
        elif stands is None and reason is not BlockReason.HOLDER_ASKED:
            raise ProposalNeeded(code=code.text)
        else:
            row = _proposed(work, code, reason, note)
        _decided(work, code, row, reason, agreed=True)
        view = blocks.block(work.conn, work.district, row, work.now)
    return BlockChanged(view, work.entry)


def decide(desk: Desk, code: HouseholdCode, *, agreed: bool, second: Second | None = None) -> BlockChanged:
    """Agree to the proposal that waits, or not; two people either way, and who proposed it is none who agree.

    Raises ProposedIt, NoProposal, HouseholdNotFound, SecondNeeded.
    """
    with desk.transaction(Permission.BLOCK, second=second) as work:
        stands = blocks.standing(work.conn, work.district, _household(work, code), work.now)
        if stands is None or stands.state is not BlockState.PROPOSED:
            raise NoProposal(code=code.text)
        if agreed:
            _others_than_the_proposer(work, code, stands.id, second)
        _decided(work, code, stands.id, stands.reason, agreed=agreed)
        view = blocks.block(work.conn, work.district, stands.id, work.now)
    return BlockChanged(view, work.entry)


def lift(desk: Desk, code: HouseholdCode, reason: str, *, second: Second | None = None) -> BlockChanged:
    """End the block of a household, with the reason; two people. Raises NotBlocked, ReasonMissing, HouseholdNotFound.

    One that lapsed by itself holds no longer, so there is nothing to lift.
    """
    note = plain_name(reason, NOTE_LIMIT)
    if not note:
        raise ReasonMissing
    with desk.transaction(Permission.BLOCK, second=second) as work:
        stands = blocks.standing(work.conn, work.district, _household(work, code), work.now)
        if stands is None or not stands.holds:
            raise NotBlocked(code=code.text)
        beside = second.person.id if second else None
        if not lift_block(
            work.conn, work.district, stands.id, operator=work.person.id, second=beside, at=work.now, note=note
        ):
            raise NotBlocked(code=code.text)
        work.record(EntryKind.UNBLOCKED, stands.id, {"code": code.text, "reason": stands.reason.value, "note": note})
        view = blocks.block(work.conn, work.district, stands.id, work.now)
    return BlockChanged(view, work.entry)


def of_household(desk: Desk, code: HouseholdCode) -> tuple[BlockView, ...]:
    """Every block that a household had, newest first, for whoever proposes or decides. Raises HouseholdNotFound."""
    with desk.reading(desk.first_permitted(Permission.BLOCK, Permission.BLOCK_PROPOSE)) as conn:
        household = households.id_of(conn, desk.office.district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        return blocks.blocks_of(conn, desk.office.district, household, desk.clock().at)


def standing(desk: Desk) -> tuple[BlockView, ...]:
    """What waits for a decision, oldest first, then what is in force; what ended or lapsed is nowhere a list."""
    with desk.reading(Permission.BLOCK) as conn:
        return blocks.all_standing(conn, desk.office.district, desk.clock().at)


def _household(work: Work, code: HouseholdCode) -> UUID:
    household = households.id_of(work.conn, work.district, code)
    if household is None:
        raise HouseholdNotFound(code=code.text)
    return household


def _others_than_the_proposer(work: Work, code: HouseholdCode, row: UUID, second: Second | None) -> None:
    if blocks.proposer(work.conn, work.district, row) in {work.person.id, second.person.id if second else None}:
        raise ProposedIt(code=code.text)


def _proposed(work: Work, code: HouseholdCode, reason: BlockReason, note: str) -> UUID:
    """The row and the entry of a proposal. Raises BlockedAlready, HouseholdClosed, HouseholdNotFound."""
    state = households.state(work.conn, work.district, code)
    if state is None:
        raise HouseholdNotFound(code=code.text)
    if not state.active:
        raise HouseholdClosed(code=code.text)
    stands = blocks.standing(work.conn, work.district, state.id, work.now)
    if stands is not None:
        raise BlockedAlready(code=code.text, waits=stands.state is BlockState.PROPOSED)
    said = plain_name(note, NOTE_LIMIT)
    row = insert_proposal(
        work.conn, work.district, state.id, reason=reason, note=said, operator=work.person.id, at=work.now
    )
    work.record(EntryKind.BLOCK_PROPOSED, row, {"code": code.text, "reason": reason.value, "note": said})
    return row


def _decided(work: Work, code: HouseholdCode, row: UUID, reason: BlockReason, *, agreed: bool) -> None:
    until = lapses_at(reason, work.now) if agreed else None
    decided = decide_proposal(
        work.conn,
        work.district,
        row,
        state=BlockState.ACTIVE if agreed else BlockState.REFUSED,
        operator=work.person.id,
        second=work.second.person.id if work.second else None,
        at=work.now,
        until=until,
    )
    if not decided:
        raise NoProposal(code=code.text)
    content = {"code": code.text, "reason": reason.value}
    if until is not None:
        content["until"] = utc_text(until)
    work.record(EntryKind.BLOCKED if agreed else EntryKind.BLOCK_REFUSED, row, content)
