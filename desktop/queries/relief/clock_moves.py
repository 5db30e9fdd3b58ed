"""What the book says of a clock that moved by itself, and how long ago something was done whatever the clock shows."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from desktop.ledger.book import ground_of, last_entry
from desktop.ledger.clock import RESTART, Ground, Here, Reading, elapsed, jump, reading_of
from desktop.ledger.entry import Entry
from desktop.models.operator import Desk
from desktop.models.place import DistributionPoint
from desktop.models.point_day import PointDay
from desktop.queries.history import contents_at, entries_about
from desktop.values.entry_kind import EntryKind

_NEVER = timedelta.max


def unrecorded_jump(
    conn: Connection, district: str, here: Here, *, last: Entry | None = None, ground: Ground | None = None
) -> timedelta | None:
    """By how much the clock moved by itself since the jump told last, or the first entry of this start-up; else since
    the last entry of this log. Both are read unless they are given."""
    before = last or last_entry(conn, district, here.log)
    if before is None:
        return None
    ground = ground or ground_of(conn, district, here.log)
    moved = ground.moved(here.reading) if ground else None
    if moved is not None:
        return moved
    return jump(before, here.reading, serving=_restarted(before, here.reading) and _serving(conn, district))


def moved_since(
    conn: Connection, district: str, here: Here, given: Collection[UUID], allowed: tuple[UUID, datetime] | None
) -> Mapping[UUID, timedelta]:
    """By how much clocks were set forward, on the whole, since each of these hand-overs; only those with such a move.

    `allowed`: the household that two people let draw, and when: what moved before that they knew of.
    """
    moves = _moves(conn, district)
    pending = unrecorded_jump(conn, district, here)
    begun = _open_too_long(conn, district, here)
    if not moves and pending is None and begun is None:
        return {}
    refs = [*given, *([allowed[0]] if allowed else [])]
    told = entries_about(conn, district, refs)
    let = max((one for one in told if one.do == EntryKind.ALLOWED), key=lambda one: one.hlc, default=None)
    known = let.hlc if let else 0
    found: dict[UUID, timedelta] = {}
    for entry in told:
        if entry.do == EntryKind.GIVEN:
            since = [by for order, by in moves if order > max(entry.hlc, known)]
            forward = sum(since, pending or timedelta(0))
            since_when = let if let is not None and let.hlc > entry.hlc else entry
            if begun is not None and since_when.boot != here.reading.boot:
                # nothing measures what passed over restarts: of one open day never more than a restart takes
                lasted = here.now - max(begun, reading_of(since_when).at)
                forward = max(forward, lasted - RESTART)
            if forward > timedelta(0):
                found[UUID(entry.ref)] = forward
    return found


def age(conn: Connection, district: str, here: Here, disbursement: UUID) -> timedelta:
    """How long ago a hand-over was written; one that no entry tells of is older than any limit."""
    told = [one for one in entries_about(conn, district, [disbursement]) if one.do == EntryKind.GIVEN]
    latest = last_entry(conn, district, here.log)
    return elapsed(told[0], latest.hlc if latest else 0, here.reading) if told else _NEVER


def _moves(conn: Connection, district: str) -> list[tuple[int, timedelta]]:
    """Each recorded jump with its place in the book."""
    desks = conn.scalars(select(Desk.id).where(Desk.district_id == district)).all()
    told = [one for one in entries_about(conn, district, desks) if one.do == EntryKind.CLOCK_JUMPED]
    contents = contents_at(conn, district, [(one.log, one.seq) for one in told])
    return [
        (one.hlc, timedelta(seconds=msgspec.json.decode(contents[one.log, one.seq], type=dict[str, int])["seconds"]))
        for one in told
        if (one.log, one.seq) in contents
    ]


def _restarted(before: Entry, now: Reading) -> bool:
    """Whether the machine was started in between, and longer ago than a restart takes; asked before the days are."""
    return before.boot != now.boot and now.at - reading_of(before).at > RESTART


def _open_too_long(conn: Connection, district: str, here: Here) -> datetime | None:
    """Since when, by the wall clock, the day of a point is open that is longer open than a restart may take.

    Nobody serves so long: either the day was forgotten, or the clock was set forward over restarts, each of them short.
    """
    # points are few, their days are not: the index of days begins with the point
    points = select(DistributionPoint.id).where(DistributionPoint.district_id == district)
    wanted = select(func.min(PointDay.opened_at)).where(
        PointDay.district_id == district,
        PointDay.point_id.in_(points),
        PointDay.closed_at.is_(None),
        PointDay.opened_at < here.now - RESTART,
    )
    return conn.execute(wanted).scalar_one_or_none()


def _serving(conn: Connection, district: str) -> bool:
    """Whether the day of a point is open."""
    wanted = select(PointDay.id).where(PointDay.district_id == district, PointDay.closed_at.is_(None))
    return conn.execute(wanted.limit(1)).first() is not None
