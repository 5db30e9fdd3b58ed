"""Handing over at a distribution point: decide, give once, take back; and what a station has done today."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from desktop.errors import (
    DisbursementIdTaken,
    DisbursementUnknown,
    LookFirst,
    NotDue,
    NotPermitted,
    SecondNeeded,
    VoidedAlready,
)
from desktop.models.disbursement import HandOver, hand_over, take_back
from desktop.models.working import forget_typed_misses
from desktop.models.working import note_typed_miss as remember_miss
from desktop.queries import disbursements
from desktop.queries.decisions import Decided, decided, turns
from desktop.records.distribution import Counts, Decision, Given, Presented, RecentGiven, Standing, Voided
from desktop.records.operator import Second
from desktop.scanning.reader import BareCode, VerifiedCard
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdId
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Look, Source, Verdict, VoidReason

OWN_VOID_TIME = timedelta(minutes=15)
MISSES = 3
MISS_TIME = timedelta(minutes=5)

_GIVING = (Verdict.G1, Verdict.G2)


def presented_by(reading: VerifiedCard | BareCode) -> Presented:
    """What a reading of the reader amounts to at the station.

    A bare code counts as typed wherever it was read: a roster's row has no signature either.
    """
    if isinstance(reading, BareCode):
        number = reading.code if isinstance(reading.code, CardNumber) else None
        return Presented(reading.household, number, Source.TYPED)
    return Presented(
        household=reading.number.household,
        number=reading.number,
        source=reading.source,
        expires=datetime.fromtimestamp(reading.expires, UTC),
        kid=reading.kid,
        stolen=reading.stolen,
    )


def decide(desk: Desk, standing: Standing, presented: Presented, *, collector: int | None = None) -> Decision:
    """The scan station's answer; nothing is written. The reason is filled in for the help desk's roles only.

    Raises RoundUnknown, PointUnknown, CollectorUnknown.
    """
    with desk.reading(_station_permission(desk)) as conn:
        return decided(
            conn,
            desk.office.district,
            standing,
            presented,
            now=desk.clock().at,
            tell_why=desk.permits(Permission.REFUSED_WHY),
            photo=True,
            collector=collector,
        ).decision


def give(
    desk: Desk,
    standing: Standing,
    presented: Presented,
    *,
    disbursement: DisbursementId,
    looked: bool,
    collector: int | None = None,
    second: Second | None = None,
) -> Given:
    """Hand over what is due, once and durably; what is returned is on the disk.

    The decision is made again inside the transaction. The caller makes `disbursement` before the first try and sends
    the same one again after a lost answer: it then gets the first result with `again`. Raises NotDue (with the
    decision), LookFirst when a look is asked for and `looked` is False, SecondNeeded when this operator registered
    the household, CollectorUnknown, RoundUnknown, PointUnknown, DisbursementIdTaken.
    """
    with desk.transaction(Permission.GIVE, second=second) as work:
        tell_why = desk.permits(Permission.REFUSED_WHY)
        decide_inside = partial(
            decided,
            work.conn,
            work.district,
            standing,
            presented,
            now=work.now,
            tell_why=tell_why,
            photo=False,
            collector=collector,
            disbursement=disbursement,
        )
        found = decide_inside()
        if found.repeated:
            return _first_result(work, found, disbursement)
        decision = found.decision
        if decision.verdict not in _GIVING:
            raise NotDue(verdict=decision.verdict, decision=decision)
        if decision.looks and not looked:
            raise LookFirst(looks=tuple(look.value for look in decision.looks))
        assert found.household_id is not None
        if found.registered_by == work.person.id and second is None:
            raise SecondNeeded(permission=Permission.GIVE)
        receipt = _write(
            work, standing, presented, found, found.household_id, disbursement, looked=looked, collector=collector
        )
        if receipt is None:
            # Somebody else's hand-over won between our decision and our row: their facts are the answer.
            again = decide_inside().decision
            raise NotDue(verdict=again.verdict, decision=again)
    return Given(
        disbursement=disbursement,
        receipt=receipt,
        at=work.now,
        decision=replace(decision, verdict=Verdict.G9),
        round_code=standing.round_code,
        programme=found.programme,
        point_name=found.point_name,
        entry=work.entry,
    )


def void(desk: Desk, disbursement: DisbursementId, reason: VoidReason, *, second: Second | None = None) -> Voided:
    """Take a hand-over back, so that the household can draw again.

    A scanner does it for an own one of the last fifteen minutes; anybody else's needs a lead and a second person.
    Raises DisbursementUnknown, VoidedAlready, NotPermitted, SecondNeeded.
    """
    own = desk.permits(Permission.VOID_OWN)
    with desk.transaction(Permission.VOID_OWN if own else Permission.VOID, second=second) as work:
        before = disbursements.recorded(work.conn, work.district, disbursement)
        if before is None:
            raise DisbursementUnknown
        # The clock may have been set back since: the distance counts, not its sign.
        if own and (before.operator_id != work.person.id or abs(work.now - before.at) > OWN_VOID_TIME):
            raise NotPermitted(role=work.person.role, permission=Permission.VOID)
        taken = take_back(
            work.conn,
            work.district,
            disbursement,
            reason=reason,
            operator=work.person.id,
            second=second.person.id if second else None,
            at=work.now,
        )
        if not taken:
            raise VoidedAlready(receipt=before.receipt)
        work.record(
            EntryKind.VOIDED,
            disbursement,
            {
                "reason": reason.value,
                "receipt": before.receipt,
                "household": str(before.household_id),
                "items": {line.item: line.quantity for line in before.items},
            },
        )
    return Voided(disbursement, before.receipt, before.household, work.entry)


def counts(desk: Desk, standing: Standing) -> Counts:
    """Hand-overs of today at this point: mine, this lane's, all."""
    with desk.reading(Permission.SCAN) as conn:
        return disbursements.counts(conn, desk.office.district, standing, desk.person.id, desk.clock().at)


def recent(desk: Desk, standing: Standing, limit: int = 20) -> tuple[RecentGiven, ...]:
    """The last hand-overs at this point, newest first."""
    with desk.reading(Permission.SCAN) as conn:
        return disbursements.recent(conn, desk.office.district, standing, desk.person.id, limit)


def note_typed_miss(desk: Desk) -> None:
    """A typed code hit nothing. Three in five minutes become an entry for the auditor, and counting starts anew."""
    with desk.transaction(_station_permission(desk)) as work:
        remember_miss(work.conn, work.district, work.person.id, work.now)
        missed = disbursements.typed_misses(work.conn, work.district, work.person.id, work.now - MISS_TIME)
        if missed >= MISSES:
            forget_typed_misses(work.conn, work.district, work.person.id)
            work.record(EntryKind.CODES_MISSED, work.person.id, {"missed": missed})


def _station_permission(desk: Desk) -> Permission:
    """The lane scans; the help desk, which may not scan, reads why somebody was sent to it."""
    return Permission.SCAN if desk.permits(Permission.SCAN) else Permission.REFUSED_WHY


def _write(
    work: Work,
    standing: Standing,
    presented: Presented,
    found: Decided,
    household: HouseholdId,
    disbursement: DisbursementId,
    *,
    looked: bool,
    collector: int | None,
) -> int | None:
    """The rows and the entry of one hand-over; its receipt number, or None when somebody else's row stood there."""
    number, decision = presented.number, found.decision
    turn = turns(work.conn, work.district, found.round_id, household) if found.voided_before else {}
    row = HandOver(
        id=disbursement,
        round_id=found.round_id,
        point_id=found.point_id,
        lane=standing.lane,
        household_id=household,
        slot=number.slot if number else None,
        issue=number.issue if number else None,
        source=presented.source,
        looked=looked,
        operator_id=work.person.id,
        desk_id=work.office.desk_id,
        at=work.now,
    )
    receipt = hand_over(work.conn, work.district, row, decision.items, turn)
    if receipt is None:
        return None
    content: dict[str, Any] = {
        "round": str(found.round_id),
        "point": str(found.point_id),
        "lane": standing.lane,
        "household": str(household),
        "items": {line.item: line.quantity for line in decision.items},
        "receipt": receipt,
        "source": presented.source.value,
        "looked": int(looked),
    }
    if number is not None:
        content |= {"slot": number.slot, "issue": number.issue}
    if turn:
        content["turn"] = turn
    if collector is not None:
        content["collector"] = collector
    # A newer issue than the register knows is served once and noted; it kills no other card until its own entry comes.
    noted = [look.value for look in decision.looks if look in (Look.NEWER_ISSUE, Look.EXPIRED)]
    if noted:
        content["noted"] = noted
    work.record(EntryKind.GIVEN, disbursement, content)
    return receipt


def _first_result(work: Work, found: Decided, disbursement: DisbursementId) -> Given:
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
            found.decision, verdict=Verdict.G9, looks=(), items=before.items, source=before.source, why="", facts={}
        ),
        round_code=before.round_code,
        programme=before.programme,
        point_name=before.point_name,
        entry=disbursements.entry_about(work.conn, work.district, disbursement),
        again=True,
    )
