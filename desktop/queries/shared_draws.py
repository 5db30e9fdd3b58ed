"""Whether the people of a household received in a round as part of another one, before a split or before a merge.

A household that split off after the old one received would otherwise be given to again, and one that took in another
that had received likewise; neither is given to silently, and neither loses its share silently: the help desk looks.
Days of events do not matter here, only what the register knew at the hand-over: its size is what was given for. What
was first is told by the book's logical clock, so that a clock that was set back gives no second share.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop.ledger.clock import next_hlc
from desktop.ledger.entry import Entry
from desktop.models.household import Membership
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
_WAYS = select(
    HouseholdEvent.registrant_id, HouseholdEvent.household_id, HouseholdEvent.change, HouseholdEvent.recorded_at
).where(
    HouseholdEvent.district_id == bindparam("district"),
    HouseholdEvent.registrant_id.in_(bindparam("people", expanding=True)),
    HouseholdEvent.household_id != bindparam("household"),
    HouseholdEvent.change.in_((HouseholdChange.LEFT, HouseholdChange.MARRIED_OUT, HouseholdChange.JOINED)),
)
"""How people came to other households one by one, and left them."""
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
    return None if _known_of(conn, district, household, order, allowed) else first


def counted_elsewhere(
    conn: Connection, district: str, round_id: UUID, household: UUID, *, allowed: datetime | None = None
) -> SharedDraw | None:
    """The first hand-over elsewhere in which people of this household were counted, when more than half of them were.

    One of them may have married; but people who left one by one a household that had received, and make up most of
    another one, would be given to again. Decision record 0015.
    """
    people = conn.scalars(
        # with a column that the index by registrant lacks, so that SQLite finds the members by their household
        select(Membership.registrant_id)
        .where(Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None))
        .order_by(Membership.place)
    ).all()
    found: dict[UUID, list[tuple[int, SharedDraw]]] = {}
    ways = conn.execute(_WAYS, {"district": district, "household": household, "people": people}).all()
    for home in {way.household_id for way in ways if way.change is not HouseholdChange.JOINED}:
        told = entries_about(conn, district, [home])
        draws = _received(conn, district, round_id, home, None, split=False)
        for way in ways if draws else ():
            if way.household_id != home or way.change is HouseholdChange.JOINED:
                continue
            until = _order(told, (EntryKind.PERSON_LEFT,), way.recorded_at)
            same = (one for one in ways if (one.household_id, one.registrant_id) == (home, way.registrant_id))
            came = (one.recorded_at for one in same if one.change is HouseholdChange.JOINED)
            begun = [_order(told, (EntryKind.PERSON_JOINED,), at) for at in came]
            since = max((one for one in begun if one <= until), default=0)
            there = [draw for draw in draws if since <= draw[0] <= until]
            if there:
                found.setdefault(way.registrant_id, []).extend(there)
    if 2 * len(found) <= len(people):
        return None
    order, first = min((draw for draws in found.values() for draw in draws), key=lambda one: one[0])
    return None if _known_of(conn, district, household, order, allowed) else replace(first, apart=True)


def _known_of(conn: Connection, district: str, household: UUID, order: int, allowed: datetime | None) -> bool:
    """Whether two people let the household draw after that hand-over."""
    if allowed is None:
        return False
    told = entries_about(conn, district, [household])
    return order <= _order(told, (EntryKind.ALLOWED,), allowed)


def _received(
    conn: Connection, district: str, round_id: UUID, household: UUID, until: int | None, *, split: bool
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
    return [(order, draw) for order, draw in found if until is None or order <= until]


def _order(told: Sequence[Entry], kinds: Sequence[EntryKind], at: datetime) -> int:
    """The logical clock of what was done at this moment; the moment itself where the book tells nothing of it."""
    begun = at.replace(microsecond=at.microsecond // 1_000 * 1_000)  # as precise as an entry tells it

    def away(entry: Entry) -> tuple[bool, timedelta]:
        """An entry is written after what it tells has begun, so one before it is another's."""
        gap = datetime.fromisoformat(entry.at) - begun
        return gap < timedelta(0), abs(gap)

    nearest = min((entry for entry in told if entry.do in kinds), key=away, default=None)
    return next_hlc(0, at) if nearest is None else nearest.hlc
