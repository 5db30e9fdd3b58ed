"""A step that several use cases do inside their transaction: GIVE screens that were left become lines of the book."""

from desktop.models.working import forget_open_give
from desktop.queries.relief import open_gives
from desktop.usecases.desk import Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, PointId


def note_unanswered(work: Work, point: PointId, lane: int | None = None) -> tuple[HouseholdCode, ...]:
    """Record each GIVE of a point, or of one lane, that was left without an answer; the households it was for."""
    found = open_gives.left(work.conn, work.district, point, lane)
    for row in found:
        forget_open_give(work.conn, work.district, row.id)
        if not row.given:
            work.record(EntryKind.GIVE_UNANSWERED, point, {"lane": row.lane, "household": str(row.household_id)})
    return tuple(HouseholdCode(row.code) for row in found if row.code is not None and not row.given)
