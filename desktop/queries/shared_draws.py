"""Whether the people of a household received in a round as part of another one, before a split or before a merge.

A household that split off after the old one received would otherwise be given to again, and one that took in another
that had received likewise; neither is given to silently, and neither loses its share silently: the help desk looks.
Days of events do not matter here, only what the register knew at the hand-over: its size is what was given for.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, or_, select

from desktop.models.disbursement import Disbursement, Void
from desktop.models.household_event import HouseholdEvent
from desktop.models.place import DistributionPoint
from desktop.queries.verdict import SharedDraw
from desktop.values.vocabulary import HouseholdChange

_MOST_STEPS = 200
"""Households that one can come from; more than that is no family, and the lane waits for nobody."""

e, d, v = HouseholdEvent.__table__.c, Disbursement.__table__.c, Void.__table__.c
p = DistributionPoint.__table__.c

CAME_FROM = or_(e.change == HouseholdChange.SPLIT_FROM, e.change == HouseholdChange.TOOK_IN)
"""Events after which people of another household are here."""

_SOURCES = (
    select(e.other_id, e.change, e.recorded_at)
    .where(e.district_id == bindparam("district"), e.household_id == bindparam("household"), CAME_FROM)
    .distinct()
)
_STANDING = (
    select(d.at, d.lane, d.receipt, p.name.label("point"))
    .select_from(Disbursement.__table__)
    .join(DistributionPoint.__table__, (p.district_id == d.district_id) & (p.id == d.point_id))
    .outerjoin(Void.__table__, (v.district_id == d.district_id) & (v.disbursement_id == d.id))
    .where(
        d.district_id == bindparam("district"),
        d.round_id == bindparam("round"),
        d.household_id == bindparam("household"),
        v.disbursement_id.is_(None),
    )
)


def shared_draw(conn: Connection, district: str, round_id: UUID, household: UUID) -> SharedDraw | None:
    """The first such hand-over in a round, or None; also through households that came from others in their turn."""
    found: list[SharedDraw] = []
    seen: dict[tuple[UUID, bool], datetime] = {}
    waiting: list[tuple[UUID, bool, datetime | None]] = [(household, False, None)]
    while waiting and len(seen) < _MOST_STEPS:
        here, split, until = waiting.pop()
        for other, change, at in conn.execute(_SOURCES, {"district": district, "household": here}):
            by_split = split or change is HouseholdChange.SPLIT_FROM
            before = seen.get((other, by_split))
            later = until is not None and at > until  # what came to a household after they had left it is not theirs
            if other is None or later or (before is not None and before >= at):
                continue
            seen[other, by_split] = at
            waiting.append((other, by_split, at))
            found += _received(conn, district, round_id, other, at, split=by_split)
    return min(found, key=lambda draw: draw.at, default=None)


def _received(
    conn: Connection, district: str, round_id: UUID, household: UUID, until: datetime, *, split: bool
) -> list[SharedDraw]:
    names: dict[str, Any] = {"district": district, "round": round_id, "household": household}
    return [
        SharedDraw(split, row.at, row.point, row.lane, row.receipt)
        for row in conn.execute(_STANDING, names)
        if row.at <= until
    ]
