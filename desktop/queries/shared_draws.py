"""Whether the people of a household received in a round as part of another one, before a split or before a merge.

A household that split off after the old one received would otherwise be given to again, and one that took in another
that had received likewise; neither is given to silently, and neither loses its share silently: the help desk looks.
Days of events do not matter here, only what the register knew at the hand-over: its size is what was given for.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop.models.household_event import HouseholdEvent
from desktop.queries.station import CAME_FROM, DRAWN
from desktop.queries.verdict import SharedDraw
from desktop.values.vocabulary import HouseholdChange

_MOST_STEPS = 200
"""Households that one can come from; more than that is no family, and the lane waits for nobody."""

_SOURCES = (
    select(HouseholdEvent.other_id, HouseholdEvent.change, HouseholdEvent.recorded_at)
    .where(
        HouseholdEvent.district_id == bindparam("district"),
        HouseholdEvent.household_id == bindparam("household"),
        CAME_FROM,
    )
    .distinct()
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
            if other is None or (until is not None and at > until):
                continue  # what came to a household after these people had left it is not theirs
            before = seen.get((other, by_split))
            if before is not None and before >= at:
                continue
            seen[other, by_split] = at
            waiting.append((other, by_split, at))
            found += _received(conn, district, round_id, other, at, split=by_split)
    return min(found, key=lambda draw: draw.at, default=None)


def _received(
    conn: Connection, district: str, round_id: UUID, household: UUID, until: datetime, *, split: bool
) -> list[SharedDraw]:
    names: dict[str, Any] = {"district": district, "round_id": round_id, "household_id": household}
    return [
        SharedDraw(split, row.at, row.point, row.lane, row.receipt)
        for row in conn.execute(DRAWN, names)
        if row.at <= until
    ]
