"""Whether the people of a household received in a round as part of another one, before a split or before a merge.

A household that split off after the old one received would otherwise be given to again, and one that took in another
that had received likewise; neither is given to silently, and neither loses its share silently: the help desk looks.
Days of events do not matter here, only what the register knew at the hand-over: its size is what was given for. What
was first is told by the book's logical clock, so that a clock that was set back gives no second share.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop.ledger.clock import next_hlc
from desktop.ledger.entry import Entry
from desktop.models.household_event import HouseholdEvent
from desktop.queries.history import entries_about
from desktop.queries.station import CAME_FROM, DRAWN
from desktop.queries.verdict import SharedDraw
from desktop.values.entry_kind import EntryKind
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
_CAME = (EntryKind.HOUSEHOLD_SPLIT, EntryKind.HOUSEHOLDS_MERGED)


def shared_draw(
    conn: Connection, district: str, round_id: UUID, household: UUID, *, allowed: datetime | None = None
) -> SharedDraw | None:
    """The first such hand-over in a round, or None; also through households that came from others in their turn.

    `allowed`: when two people let this household draw; what had been handed over by then they knew of.
    """
    found: list[tuple[int, SharedDraw]] = []
    seen: dict[tuple[UUID, bool], int] = {}
    waiting: list[tuple[UUID, bool, int | None]] = [(household, False, None)]
    while waiting and len(seen) < _MOST_STEPS:
        here, split, until = waiting.pop()
        told = entries_about(conn, district, [here])
        for other, change, at in conn.execute(_SOURCES, {"district": district, "household": here}):
            by_split = split or change is HouseholdChange.SPLIT_FROM
            order = _order(told, _CAME, at)
            if other is None or (until is not None and order > until):
                continue  # what came to a household after these people had left it is not theirs
            before = seen.get((other, by_split))
            if before is not None and before >= order:
                continue
            seen[other, by_split] = order
            waiting.append((other, by_split, order))
            found += _received(conn, district, round_id, other, order, split=by_split)
    # one hand-over may be found twice, where those who split off took the old household in: they are one again
    order, first = min(found, key=lambda one: (one[0], one[1].split), default=(0, None))
    if first is not None and allowed is not None:
        told = entries_about(conn, district, [household])
        return None if order <= _order(told, (EntryKind.ALLOWED,), allowed) else first
    return first


def _received(
    conn: Connection, district: str, round_id: UUID, household: UUID, until: int, *, split: bool
) -> list[tuple[int, SharedDraw]]:
    names: dict[str, Any] = {"district": district, "round_id": round_id, "household_id": household}
    rows = conn.execute(DRAWN, names).all()
    told = entries_about(conn, district, [row.id for row in rows])
    found = [
        (
            _order([entry for entry in told if entry.ref == str(row.id)], (EntryKind.GIVEN,), row.at),
            SharedDraw(split, row.at, row.point, row.lane, row.receipt),
        )
        for row in rows
    ]
    return [(order, draw) for order, draw in found if order <= until]


def _order(told: Sequence[Entry], kinds: Sequence[EntryKind], at: datetime) -> int:
    """The logical clock of what was done at this moment; the moment itself where the book tells nothing of it."""
    entries = [entry for entry in told if entry.do in kinds]
    nearest = min(entries, key=lambda entry: abs(datetime.fromisoformat(entry.at) - at), default=None)
    return next_hlc(0, at) if nearest is None else nearest.hlc
