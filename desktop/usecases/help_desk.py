"""The help desk's queue: a lane sends a code, the help desk hears why, helps, and says what came of it.

What a lane sends is a working row without an entry: it says nothing that the register does not know. What came of the
visit is an entry, which names no household.
"""

from dataclasses import replace
from uuid import UUID

from desktop.errors import CollectorUnknown, HouseholdNotFound, VisitSettled, VisitUnknown
from desktop.models.help_desk_write import end_referral, insert_referral, resend_referral
from desktop.queries import households
from desktop.queries.relief import help_desk
from desktop.queries.relief.decisions import decided
from desktop.records.collecting import word_of
from desktop.records.distribution import Collecting, Decision, Presented, Standing
from desktop.records.help_desk import Question, Visit, VisitEnded
from desktop.scanning.reader import RefusedCode
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ReferralResult, Source, Verdict

_ANSWERS_WAIT = frozenset({ReferralResult.ASKED})
"""What is no end yet: somebody else has to answer."""
_GIVING = (Verdict.G1, Verdict.G2)


def send(
    desk: Desk,
    standing: Standing,
    presented: Presented,
    verdict: Verdict,
    *,
    collector: int | Collecting | None = None,
) -> None:
    """A lane sends somebody to the help desk; sent again while they wait, they wait once. Nothing is said of why.

    `collector`: who came in the holder's place, as it was said at the lane. Raises RoundUnknown, PointUnknown.
    """
    number = presented.number.text if presented.number else presented.household.text
    with desk.transaction(Permission.SCAN) as work:
        here = help_desk.point_of(work.conn, work.district, standing)
        waits = help_desk.sent_already(work.conn, work.district, here.point_id, number)
        if waits is not None:
            resend_referral(work.conn, work.district, waits, verdict=verdict, collects=word_of(collector))
        else:
            insert_referral(
                work.conn,
                work.district,
                point=here.point_id,
                lane=standing.lane,
                verdict=verdict,
                number=number,
                source=presented.source,
                collects=word_of(collector),
                operator=work.person.id,
                at=work.now,
            )


def send_unread(desk: Desk, standing: Standing, refused: RefusedCode) -> None:
    """A lane sends somebody whose card is none of ours, or whose signature does not hold: it names nobody.

    The help desk reads why the card was refused. Each waits for themselves. Raises RoundUnknown, PointUnknown.
    """
    with desk.transaction(Permission.SCAN) as work:
        here = help_desk.point_of(work.conn, work.district, standing)
        insert_referral(
            work.conn,
            work.district,
            point=here.point_id,
            lane=standing.lane,
            verdict=refused.verdict,
            number="",
            source=refused.source,
            collects="",
            refused=refused.why,
            operator=work.person.id,
            at=work.now,
        )


def queue(desk: Desk) -> tuple[Visit, ...]:
    """Who waits, oldest first; for whoever plans rounds also those whom the help desk asks to put on a list."""
    with desk.reading(Permission.REFUSED_WHY) as conn:
        today = local_day(desk.clock().at)
        return help_desk.waiting(conn, desk.office.district, today, asked=desk.permits(Permission.ROUNDS))


def presented_by(visit: Visit) -> Presented | None:
    """What the lane held in its hands, so that the decision can be asked anew; None for what names nobody.

    The lane verified a card's signature; the queue keeps only the number, so the key is not known any more.
    """
    if visit.household is None:
        return None
    proved = visit.number is not None and visit.source is not Source.TYPED
    return Presented(visit.household, visit.number, visit.source, kid=b"" if proved else None)


def stands_against(desk: Desk, visit: Visit) -> Decision:
    """What the lane would answer now, with the reason: for who came, the holder or somebody in the holder's place.

    What names nobody is as the lane saw it. Raises RoundUnknown, PointUnknown.
    """
    shown = presented_by(visit)
    if shown is None:
        return Decision(visit.verdict, source=visit.source, why=visit.refused)
    with desk.reading(Permission.REFUSED_WHY) as conn:

        def answer(collector: int | Collecting | None) -> Decision:
            return decided(
                conn,
                desk.office.district,
                visit.standing,
                shown,
                here=desk.here(),
                tell_why=True,
                photo=False,
                collector=collector,
            ).decision

        try:
            return answer(visit.who.how if visit.who else None)
        except CollectorUnknown:
            held = answer(None)
            # what stands against the household comes first; else it is who came
            stopped = held.verdict not in _GIVING
            return held if stopped else replace(held, verdict=Verdict.H5, looks=(), why="collector_ended")


def question(desk: Desk, code: HouseholdCode) -> Question:
    """What to ask somebody who collects for a household. Raises HouseholdNotFound."""
    with desk.reading(Permission.REFUSED_WHY) as conn:
        household = households.id_of(conn, desk.office.district, code)
        found = (
            None
            if household is None
            else help_desk.question(conn, desk.office.district, household, local_day(desk.clock().at))
        )
    if found is None:
        raise HouseholdNotFound(code=code.text)
    return found


def settle(desk: Desk, visit: UUID, result: ReferralResult) -> VisitEnded:
    """Say what came of a visit. *Asked* is no end: the supervisor answers it with another result.

    Raises VisitUnknown, VisitSettled.
    """
    with desk.transaction(Permission.REFUSED_WHY) as work:
        today = local_day(work.now)
        before = help_desk.visit(work.conn, work.district, visit, today)
        if before is None:
            raise VisitUnknown
        if before.result is not None and (before.result not in _ANSWERS_WAIT or before.result is result):
            raise VisitSettled
        ended = end_referral(
            work.conn, work.district, visit, was=before.result, result=result, operator=work.person.id, at=work.now
        )
        if not ended:
            raise VisitSettled
        work.record(EntryKind.VISIT_SETTLED, visit, {"result": result.value})
        after = help_desk.visit(work.conn, work.district, visit, today)
        assert after is not None
    return VisitEnded(after, work.entry)
