"""The rows and the entry of one hand-over, as every use case that hands something over writes them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.errors import DisbursementIdTaken, LetByGiver, SecondNeeded, VoidedAlready
from desktop.models.disbursement import HandOver, hand_over
from desktop.models.owed_write import HandedOver, keep_free, note_collection, owe, settle, take_off_shelf
from desktop.queries.relief import disbursements
from desktop.queries.relief.decisions import Decided, turns
from desktop.records.distribution import Given, Presented
from desktop.usecases.desk import Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Look, Verdict


@dataclass(frozen=True)
class Late:
    """What a paper sheet says of a hand-over: its number, and the local day."""

    sheet: str
    day: date


def require_hands(work: Work, found: Decided, permission: Permission) -> None:
    """Who registered a household hands over with a second person; who let it draw does not hand over at all.

    Raises SecondNeeded, LetByGiver.
    """
    present = {work.person.id, work.second.person.id if work.second else work.person.id}
    if present & found.let_by:
        raise LetByGiver
    if found.registered_by == work.person.id and work.second is None:
        raise SecondNeeded(permission=permission, why="registered")


def write_hand_over(
    work: Work,
    presented: Presented,
    found: Decided,
    disbursement: DisbursementId,
    *,
    lane: int,
    looked: bool,
    slot: int | None = None,
    late: Late | None = None,
    next_card: bool = False,
) -> int | None:
    """Write one hand-over of what was decided; its receipt number, or None when somebody else was faster.

    After None the transaction must be left, so that nothing of this stays. `slot`: a holder of the household who
    collects in another holder's place; `next_card`: the next card of the lane said that it was handed over.
    """
    assert found.household_id is not None
    number, decision = presented.number, found.decision
    raised = turns(work.conn, work.district, found.round_id, found.household_id) if found.voided_before else {}
    turn = {line.item: max(raised.get(line.item, 1), found.turns.get(line.item, 1)) for line in decision.items}
    row = HandOver(
        id=disbursement,
        round_id=found.round_id,
        point_id=found.point_id,
        lane=lane,
        household_id=found.household_id,
        slot=number.slot if number else None,
        issue=number.issue if number else None,
        source=presented.source,
        looked=looked,
        operator_id=work.person.id,
        desk_id=work.office.desk_id,
        at=work.now,
        sheet=late.sheet if late else "",
        given_on=late.day if late else None,
    )
    receipt = hand_over(work.conn, work.district, row, decision.items, turn)
    if receipt is None or not _beside(work, found, disbursement, turn):
        return None
    content = _content(found, presented, receipt, lane=lane, looked=looked)
    later = {item: at for item, at in turn.items() if at > 1}
    if later:
        content["turn"] = later
    if slot is not None:
        content["collector"] = slot
    if next_card:
        content["next_card"] = 1
    if late is not None:
        content |= {"sheet": late.sheet, "day": late.day.isoformat()}
    work.record(EntryKind.GIVEN, disbursement, content)
    return receipt


def _beside(work: Work, found: Decided, disbursement: DisbursementId, turn: dict[str, int]) -> bool:
    """The shelf, what stays owed, what is settled, who collected; False when the shelf or a line changed meanwhile."""
    assert found.household_id is not None
    row = HandedOver(disbursement, found.round_id, found.household_id, found.point_id)
    if found.counted and not take_off_shelf(work.conn, work.district, found.point_id, found.decision.items):
        return False
    lines = [(line.disbursement, line.item) for line in found.settled]
    if not settle(work.conn, work.district, disbursement, lines):
        return False
    if found.opens:
        owe(work.conn, work.district, row, found.opens, turn)
    if found.settled and not found.drew:
        keep_free(work.conn, work.district, row, turn)
    if found.collected is not None:
        note_collection(work.conn, work.district, row, found.collected)
    return True


def _content(found: Decided, presented: Presented, receipt: int, *, lane: int, looked: bool) -> dict[str, Any]:
    """What the entry says of a hand-over; who collected is told by an id, never by a name or a phone."""
    decision = found.decision
    content: dict[str, Any] = {
        "round": str(found.round_id),
        "point": str(found.point_id),
        "lane": lane,
        "household": str(found.household_id),
        "items": {line.item: line.quantity for line in decision.items},
        "receipt": receipt,
        "source": presented.source.value,
        "looked": int(looked),
    }
    if presented.number is not None:
        content |= {"slot": presented.number.slot, "issue": presented.number.issue}
    if found.opens:
        content["owed"] = {line.item: line.quantity for line in found.opens}
    if found.settled:
        content["settled"] = [f"{line.item} {line.disbursement}" for line in found.settled]
    if found.collected is not None:
        content["collected"] = found.collected.kind.value
        if found.collected.named_id is not None:
            content["named"] = str(found.collected.named_id)
    # A newer issue than the register knows is served once and noted; it kills no other card until its own entry comes.
    noted = [look.value for look in decision.looks if look in (Look.NEWER_ISSUE, Look.EXPIRED)]
    if noted:
        content["noted"] = noted
    return content


def first_result(work: Work, found: Decided, disbursement: DisbursementId) -> Given:
    """What the first try of the same hand-over gave. Raises DisbursementIdTaken (another's id), VoidedAlready."""
    before = disbursements.recorded(work.conn, work.district, disbursement)
    assert before is not None
    if before.household_id != found.household_id or before.round_id != found.round_id:
        raise DisbursementIdTaken
    if before.voided:
        raise VoidedAlready(receipt=before.receipt)
    return Given(
        disbursement=disbursement,
        receipt=before.receipt,
        at=before.at,
        decision=replace(
            found.decision,
            verdict=Verdict.G9,
            looks=(),
            items=before.items,
            owed=before.owed,
            source=before.source,
            why="",
            facts={},
        ),
        round_code=before.round_code,
        programme=before.programme,
        point_name=before.point_name,
        entry=disbursements.entry_about(work.conn, work.district, disbursement),
        again=True,
    )
