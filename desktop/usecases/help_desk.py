"""The help desk's queue: a lane sends a code, the help desk hears why, helps, and says what came of it.

What a lane sends is a working row without an entry: it says nothing that the register does not know. What came of the
visit is an entry, which names no household.
"""

from uuid import UUID

from desktop.errors import HouseholdNotFound, VisitSettled, VisitUnknown
from desktop.models.help_desk_write import end_referral, insert_referral
from desktop.queries import help_desk, households
from desktop.records.distribution import Presented, Standing
from desktop.records.help_desk import Question, Visit, VisitEnded
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ReferralResult, Source, Verdict

_ANSWERS_WAIT = frozenset({ReferralResult.ASKED})
"""What is no end yet: somebody else has to answer."""


def send(desk: Desk, standing: Standing, presented: Presented, verdict: Verdict) -> None:
    """A lane sends somebody to the help desk; sent again while they wait, they wait once. Nothing is said of why.

    Raises RoundUnknown, PointUnknown.
    """
    number = presented.number.text if presented.number else presented.household.text
    with desk.transaction(Permission.SCAN) as work:
        here = help_desk.point_of(work.conn, work.district, standing)
        if help_desk.sent_already(work.conn, work.district, here.point_id, number) is None:
            insert_referral(
                work.conn,
                work.district,
                point=here.point_id,
                lane=standing.lane,
                verdict=verdict,
                number=number,
                source=presented.source,
                operator=work.person.id,
                at=work.now,
            )


def queue(desk: Desk) -> tuple[Visit, ...]:
    """Who waits, oldest first; for whoever plans rounds also those whom the help desk asks to put on a list."""
    with desk.reading(Permission.REFUSED_WHY) as conn:
        return help_desk.waiting(conn, desk.office.district, asked=desk.permits(Permission.ROUNDS))


def presented_by(visit: Visit) -> Presented:
    """What the lane held in its hands, so that the decision can be asked anew.

    The lane verified a card's signature; the queue keeps only the number, so the key is not known any more.
    """
    proved = visit.number is not None and visit.source is not Source.TYPED
    return Presented(visit.household, visit.number, visit.source, kid=b"" if proved else None)


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
        before = help_desk.visit(work.conn, work.district, visit)
        if before is None:
            raise VisitUnknown
        if before.result is not None and (before.result not in _ANSWERS_WAIT or before.result is result):
            raise VisitSettled
        end_referral(
            work.conn, work.district, visit, was=before.result, result=result, operator=work.person.id, at=work.now
        )
        work.record(EntryKind.VISIT_SETTLED, visit, {"result": result.value})
        after = help_desk.visit(work.conn, work.district, visit)
        assert after is not None
    return VisitEnded(after, work.entry)
