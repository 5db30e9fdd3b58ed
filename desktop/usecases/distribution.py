"""Handing over at a distribution point: decide, give once, take back; and what a station has done today."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

from desktop.errors import (
    DisbursementUnknown,
    HouseholdNotFound,
    LookFirst,
    NotDue,
    NotPermitted,
    SettledLater,
    VoidedAlready,
)
from desktop.models import mailbox
from desktop.models.disbursement import take_back
from desktop.models.owed_write import HandedOver, lay_back, settled_later
from desktop.models.working import forget_open_give, forget_typed_misses, note_rehearsal
from desktop.models.working import note_typed_miss as remember_miss
from desktop.queries import households
from desktop.queries.relief import disbursements, help_desk
from desktop.queries.relief.clock_moves import age
from desktop.queries.relief.collectors import choices
from desktop.queries.relief.decisions import decided
from desktop.queries.relief.own_draws import went_into
from desktop.records.distribution import (
    Collecting,
    CollectorChoice,
    Counts,
    Decision,
    Given,
    Presented,
    RecentGiven,
    Standing,
    Voided,
)
from desktop.records.operator import Second
from desktop.scanning.reader import BareCode, VerifiedCard
from desktop.security import envelope
from desktop.usecases.desk import Desk
from desktop.usecases.hand_over_steps import first_result, require_hands, write_hand_over
from desktop.usecases.owed_steps import record_passed_on
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode, HouseholdId
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Source, Verdict, VoidReason

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


def decide(
    desk: Desk, standing: Standing, presented: Presented, *, collector: int | Collecting | None = None
) -> Decision:
    """The scan station's answer; nothing is written. The reason is filled in for the help desk's roles only.

    Raises RoundUnknown, PointUnknown, CollectorUnknown.
    """
    with desk.reading(_station_permission(desk)) as conn:
        return decided(
            conn,
            desk.office.district,
            standing,
            presented,
            here=desk.here(),
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
    collector: int | Collecting | None = None,
    next_card: bool = False,
    second: Second | None = None,
) -> Given:
    """Hand over what is due, once and durably; what is returned is on the disk.

    The decision is made again inside the transaction. The caller makes `disbursement` before the first try and sends
    the same one again after a lost answer: it then gets the first result with `again`. Raises NotDue (with the
    decision), LookFirst when a look is asked for and `looked` is False, SecondNeeded when this operator registered
    the household, LetByGiver when one of those at it let it draw, CollectorUnknown, RoundUnknown, PointUnknown,
    DisbursementIdTaken. `next_card`: nobody pressed a key, the next card at a lane that hands over first said so, which
    the entry tells.
    """
    with desk.transaction(Permission.GIVE, second=second) as work:
        tell_why = desk.permits(Permission.REFUSED_WHY)
        decide_inside = partial(
            decided,
            work.conn,
            work.district,
            standing,
            presented,
            here=work.here,
            tell_why=tell_why,
            photo=False,
            collector=collector,
            disbursement=disbursement,
        )
        found = decide_inside()
        if found.repeated:
            return first_result(work, found, disbursement)
        decision = found.decision
        if decision.verdict not in _GIVING:
            raise NotDue(verdict=decision.verdict, decision=decision)
        if decision.looks and not looked:
            raise LookFirst(looks=tuple(look.value for look in decision.looks))
        require_hands(work, found, Permission.GIVE)
        receipt = write_hand_over(
            work,
            presented,
            found,
            disbursement,
            lane=standing.lane,
            looked=looked,
            slot=collector if isinstance(collector, int) else None,
            next_card=next_card,
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

    A scanner does it for an own one of the last fifteen minutes, by the book's logical clock; anybody else's needs a
    lead and a second person.
    Raises DisbursementUnknown, VoidedAlready, NotPermitted, SecondNeeded.
    """
    own = desk.permits(Permission.VOID_OWN)
    with desk.transaction(Permission.VOID_OWN if own else Permission.VOID, second=second) as work:
        before = disbursements.recorded(work.conn, work.district, disbursement)
        if before is None:
            raise DisbursementUnknown
        mine = own and before.operator_id == work.person.id
        if own and not (mine and age(work.conn, work.district, work.here, disbursement) <= OWN_VOID_TIME):
            raise NotPermitted(role=work.person.role, permission=Permission.VOID)
        later = settled_later(work.conn, work.district, disbursement)
        if later is not None:
            raise SettledLater(receipt=before.receipt, later=later)
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
        row = HandedOver(disbursement, before.round_id, before.household_id, before.point_id)
        lay_back(work.conn, work.district, row, before.items)
        into = went_into(work.conn, work.district, before.household_id)
        if into is not None:  # what is open again is owed where these people are now
            record_passed_on(work, before.household_id, into)
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


def who_collects(desk: Desk, round_code: str, code: HouseholdCode) -> tuple[CollectorChoice, ...]:
    """Who may collect for a household at this moment in a holder's place. Raises RoundUnknown, HouseholdNotFound."""
    with desk.reading(_station_permission(desk)) as conn:
        district = desk.office.district
        round_id, _ = help_desk.round_of(conn, district, round_code)
        household = households.id_of(conn, district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        return choices(conn, district, round_id, household, local_day(desk.clock().at))


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


def note_doubted(desk: Desk, standing: Standing, claimed: str, text: str) -> None:
    """A card was shown whose signature does not hold under the key of ours that it names: an entry for the auditor.

    `claimed` is the desk whose key it names. The entry says where, and by a hash whether the same paper was shown
    before; whose number stood on it proves nothing and is not kept. Raises RoundUnknown, PointUnknown.
    """
    with desk.transaction(_station_permission(desk)) as work:
        at = disbursements.stands(work.conn, work.district, standing)
        content = {"lane": standing.lane, "desk": claimed, "paper": sha256(text.encode()).hexdigest()}
        work.record(EntryKind.CARD_DOUBTED, at, content)


def end_scan(
    desk: Desk,
    standing: Standing,
    household: HouseholdId | None,
    *,
    distress: bool = False,
    rehearsal: bool = False,
    answered: DisbursementId | None = None,
) -> None:
    """A scan is over, whatever came of it: exactly one envelope goes into the mailbox, and nothing into the book.

    With `distress` it says that somebody of the household seemed to be under pressure, which nothing outside of it
    shows: the same row is written at the same moment in any case. Where nobody can read it, it is padding. `rehearsal`
    ticks that a card was read here before the point opened, never whose; `answered`: the GIVE that stood here.
    """
    now, recipient = desk.clock().at, desk.recipient
    said = distress and desk.office.marks
    sealed = envelope.distress(recipient, household, local_day(now)) if said else envelope.padding(recipient)
    with desk.transaction(_station_permission(desk)) as work:
        mailbox.put(work.conn, work.district, sealed)
        if answered is not None:
            forget_open_give(work.conn, work.district, answered)
        point = disbursements.point_of(work.conn, work.district, standing) if rehearsal else None
        if point is not None:
            note_rehearsal(work.conn, work.district, point, local_day(now), now)


def _station_permission(desk: Desk) -> Permission:
    """The lane scans; the help desk, which may not scan, reads why somebody was sent to it."""
    return desk.first_permitted(Permission.SCAN, Permission.REFUSED_WHY)
