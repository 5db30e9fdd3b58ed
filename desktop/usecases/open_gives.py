"""A GIVE is answered, with *given* or *not given*; one that is not is counted for its lane and day.

The row of a GIVE is working data. It goes with the envelope of its scan (`distribution.end_scan`) when it was answered;
what a lane leaves behind by a lock, a closed window or a crash becomes an entry when the lane begins again, and at the
latest when the day is closed.
"""

from desktop.models.working import note_open_give
from desktop.queries.relief import disbursements
from desktop.records.distribution import Standing
from desktop.usecases.desk import Desk
from desktop.usecases.open_give_steps import note_unanswered
from desktop.values.identifiers import DisbursementId, HouseholdCode, HouseholdId
from desktop.values.permissions import Permission


def note(desk: Desk, standing: Standing, household: HouseholdId, disbursement: DisbursementId) -> None:
    """A GIVE stands before a lane; `disbursement` is the id under which it would be handed over.

    Raises RoundUnknown, PointUnknown.
    """
    with desk.transaction(Permission.SCAN) as work:
        point = disbursements.stands(work.conn, work.district, standing)
        note_open_give(work.conn, work.district, disbursement, point, standing.lane, household)


def left_open(desk: Desk, standing: Standing) -> tuple[HouseholdCode, ...]:
    """Record every GIVE that this lane left without an answer; whose they were. Raises RoundUnknown, PointUnknown."""
    with desk.transaction(Permission.SCAN) as work:
        point = disbursements.stands(work.conn, work.district, standing)
        return note_unanswered(work, point, standing.lane)
