"""A day at a point, read: where it stands, who ticked what, who does what, what lies on the shelf, what was done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, and_, func, select

from desktop.domain.entitlement import unit_of
from desktop.errors import LogDoesNotFit, PointNotOpen, PointUnknown, RoundUnknown
from desktop.ledger.book import head_fingerprint
from desktop.models.household import Household
from desktop.models.operator import Operator
from desktop.models.place import DistributionPoint
from desktop.models.point_day import Duty, PointCheck, PointCount, PointDay
from desktop.models.programme import Programme, Round
from desktop.models.working import Rehearsal
from desktop.queries.history import entries_about
from desktop.queries.log_lines import newest_lines
from desktop.queries.relief.shelf import levels, planned
from desktop.queries.relief.tolerances import Tolerances
from desktop.records.distribution import Standing
from desktop.records.operator import EntryRef
from desktop.records.point_day import DutyLine, PointPlace, ShelfLine
from desktop.records.stock import ItemCounted
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import OperatorId, PointId, RoundId
from desktop.values.period import PAKISTAN, midnight
from desktop.values.vocabulary import DutyKind, PointCheckKind, RoundState


@dataclass(frozen=True)
class Day:
    """One opening of a point as it stands in the store."""

    id: UUID
    day: date
    turn: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    second: str
    summary: str


@dataclass(frozen=True)
class Tick:
    """Who ticked a line, and when."""

    by: str
    at: datetime


class _Brief(msgspec.Struct):
    """What a day needs of a line of the log."""

    at: datetime
    do: str
    seq: int
    second: dict[str, str] | None = None


def place(conn: Connection, district: str, standing: Standing) -> PointPlace:
    """The point with its round. Raises RoundUnknown, PointUnknown."""
    row = conn.execute(
        select(
            DistributionPoint.id,
            DistributionPoint.code,
            DistributionPoint.name,
            DistributionPoint.open,
            DistributionPoint.lanes,
            DistributionPoint.on_day,
            DistributionPoint.hands_first,
            DistributionPoint.round_id,
            Round.code.label("round_code"),
            Round.state,
            Round.list_kind,
            Round.frozen_at,
            Programme.name.label("programme"),
        )
        .join(
            Round,
            and_(Round.district_id == DistributionPoint.district_id, Round.id == DistributionPoint.round_id),
        )
        .join(Programme, and_(Programme.district_id == Round.district_id, Programme.id == Round.programme_id))
        .where(
            Round.district_id == district,
            Round.code == standing.round_code,
            DistributionPoint.code == standing.point_code,
        )
    ).first()
    if row is None:
        known = select(Round.id).where(Round.district_id == district, Round.code == standing.round_code)
        if conn.execute(known).first() is None:
            raise RoundUnknown(code=standing.round_code)
        raise PointUnknown(round=standing.round_code, point=standing.point_code)
    return PointPlace(
        id=PointId(row.id),
        code=row.code,
        name=row.name,
        open=row.open,
        round_id=RoundId(row.round_id),
        round_code=row.round_code,
        programme=row.programme,
        state=row.state,
        list_kind=row.list_kind,
        frozen=row.frozen_at is not None,
        lanes=row.lanes,
        on_day=row.on_day,
        hands_first=row.hands_first,
    )


def rounds_with(conn: Connection, district: str, point_code: str) -> tuple[str, ...]:
    """Codes of the rounds that are open, or where a day still runs, and have a point of this code."""
    running = (
        select(PointDay.id)
        .where(
            PointDay.district_id == DistributionPoint.district_id,
            PointDay.point_id == DistributionPoint.id,
            PointDay.closed_at.is_(None),
        )
        .exists()
    )
    found = conn.execute(
        select(Round.code)
        .join(
            DistributionPoint,
            and_(DistributionPoint.district_id == Round.district_id, DistributionPoint.round_id == Round.id),
        )
        .where(
            Round.district_id == district,
            DistributionPoint.code == point_code,
            (Round.state == RoundState.OPEN) | running,
        )
        .order_by(Round.code)
    )
    return tuple(found.scalars())


def ticks(conn: Connection, district: str, point: PointId, day: date) -> dict[PointCheckKind, Tick]:
    """What was ticked for this day."""
    rows = conn.execute(
        select(PointCheck.kind, Operator.name, PointCheck.at)
        .join(Operator, and_(Operator.district_id == PointCheck.district_id, Operator.id == PointCheck.ticked_by))
        .where(PointCheck.district_id == district, PointCheck.point_id == point, PointCheck.day == day)
    )
    return {row.kind: Tick(row.name, row.at) for row in rows}


def duties(conn: Connection, district: str, point: PointId, day: date) -> tuple[DutyLine, ...]:
    """Who does what on this day, in the order of the stations; with how many households each registered that day."""
    rows = conn.execute(
        select(Duty.id, Duty.kind, Duty.lane, Duty.operator_id, Duty.name)
        .where(Duty.district_id == district, Duty.point_id == point, Duty.day == day)
        .order_by(Duty.id)
    ).all()
    made = registered(conn, district, [row.operator_id for row in rows if row.operator_id is not None], day)
    order = list(DutyKind)
    lines = [
        DutyLine(
            row.id,
            row.kind,
            row.lane,
            OperatorId(row.operator_id) if row.operator_id is not None else None,
            row.name,
            made.get(row.operator_id, 0) if row.operator_id is not None else 0,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (order.index(line.kind), line.lane or 0)))


def registered(conn: Connection, district: str, operators: Sequence[UUID], day: date) -> dict[UUID, int]:
    """How many households each of these operators registered on a local day."""
    begins = midnight(day)
    rows = conn.execute(
        select(Household.registered_by, func.count())
        .where(
            Household.district_id == district,
            Household.registered_by.in_(list(set(operators))),
            Household.registered_at >= begins,
            Household.registered_at < begins + timedelta(days=1),
        )
        .group_by(Household.registered_by)
    )
    return {row[0]: row[1] for row in rows}


def operator_named(conn: Connection, district: str, name: str) -> OperatorId | None:
    """The operator of this name who works here now, or None."""
    found = select(Operator.id).where(
        Operator.district_id == district, Operator.name == name, Operator.removed_at.is_(None)
    )
    row = conn.execute(found).first()
    return OperatorId(row.id) if row else None


def shelf(conn: Connection, district: str, at: PointPlace) -> tuple[ShelfLine, ...]:
    """Every item of the round, and whatever else is counted at the point, with what the book says lies there."""
    lying = levels(conn, district, at.id)
    codes = dict.fromkeys((*planned(conn, district, at.round_id), *sorted(lying)))
    tolerances = Tolerances(conn, district, at.id)
    return tuple(
        ShelfLine(code, unit_of(code), book := lying.get(code), tolerances.of(code, book or 0)) for code in codes
    )


def rehearsed(conn: Connection, district: str, point: PointId, day: date) -> bool:
    """Whether a card was read at this point on this day before it opened."""
    found = select(Rehearsal.at).where(
        Rehearsal.district_id == district, Rehearsal.point_id == point, Rehearsal.day == day
    )
    return conn.execute(found).first() is not None


def running(conn: Connection, district: str, point: PointId) -> Day | None:
    """The day that runs at the point now, or None."""
    return _day(conn, district, point, closed=False)


def last_closed(conn: Connection, district: str, point: PointId, *, counted: bool = False) -> Day | None:
    """The day that was closed last at the point (`counted`: of those that were counted too), or None."""
    return _day(conn, district, point, closed=True, counted=counted)


def _day(conn: Connection, district: str, point: PointId, *, closed: bool, counted: bool = False) -> Day | None:
    opener, closer, second = (Operator.__table__.alias(name) for name in ("opener", "closer", "beside"))
    days = PointDay.__table__.c
    row = conn.execute(
        select(
            days.id,
            days.day,
            days.turn,
            days.opened_at,
            days.closed_at,
            days.summary,
            opener.c.name.label("opened_by"),
            closer.c.name.label("closed_by"),
            second.c.name.label("second"),
        )
        .join(opener, and_(opener.c.district_id == days.district_id, opener.c.id == days.opened_by))
        .outerjoin(closer, and_(closer.c.district_id == days.district_id, closer.c.id == days.closed_by))
        .outerjoin(second, and_(second.c.district_id == days.district_id, second.c.id == days.close_second_id))
        .where(
            days.district_id == district,
            days.point_id == point,
            days.closed_at.is_not(None) if closed else days.closed_at.is_(None),
            *((days.summary != "",) if counted else ()),
        )
        # ids rise with time even when the wall clock was set back
        .order_by(days.id.desc())
        .limit(1)
    ).first()
    return None if row is None else _as_day(row)


def _as_day(row: Row[*tuple[Any, ...]]) -> Day:
    return Day(
        id=row.id,
        day=row.day,
        turn=row.turn,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by or "",
        second=row.second or "",
        summary=row.summary,
    )


def to_close(conn: Connection, district: str, at: PointPlace) -> Day:
    """The day that runs, else the last one when it was shut and never counted. Raises PointNotOpen."""
    day = running(conn, district, at.id)
    if day is not None:
        return day
    last = last_closed(conn, district, at.id)
    if last is None or last.closed_at is None:
        raise PointNotOpen(point=at.code, closed="")
    if last.summary:
        raise PointNotOpen(point=at.code, closed=last.closed_at.astimezone(PAKISTAN).strftime("%H:%M"))
    return last


def entry_of_close(conn: Connection, district: str, day_id: UUID) -> tuple[EntryRef, str]:
    """The entry that closed a day, with its log's fingerprint as it stands now, and how the second person agreed.

    Raises LogDoesNotFit without one.
    """
    entry = next((one for one in entries_about(conn, district, [day_id]) if one.do == EntryKind.DAY_CLOSED), None)
    head = head_fingerprint(conn, district, entry.log) if entry else None
    if entry is None or head is None:
        raise LogDoesNotFit(log="", seq=0, why="missing")
    how = entry.second.how if entry.second else ""
    return EntryRef(log=entry.log, seq=entry.seq, size=head.size, digits=" ".join(head.groups)), how


def counted(
    conn: Connection, district: str, point: PointId, day_id: UUID, *, at_close: bool
) -> tuple[ItemCounted, ...]:
    """What was counted at the opening or the close of a day of the point."""
    tolerances = Tolerances(conn, district, point)
    rows = conn.execute(
        select(PointCount.item, PointCount.book, PointCount.counted, PointCount.reason)
        .where(
            PointCount.district_id == district,
            PointCount.point_day_id == day_id,
            PointCount.at_close.is_(at_close),
        )
        .order_by(PointCount.item)
    )
    return tuple(_counted(row, tolerances) for row in rows)


def _counted(row: Row[*tuple[Any, ...]], tolerances: Tolerances) -> ItemCounted:
    """A difference always has its reason; without one the item was counted here for the first time."""
    first = row.reason is None and row.counted != row.book
    unit, tolerated = unit_of(row.item), 0 if first else tolerances.of(row.item, row.book)
    return ItemCounted(row.item, unit, row.book, row.counted, row.reason, first, tolerated)


def jumps_on(conn: Connection, district: str, log: str, begins: datetime) -> int:
    """How often the clock moved by itself on this desk since `begins`."""
    found = 0
    for brief in _backwards(conn, district, log):
        if brief.do == EntryKind.CLOCK_JUMPED:
            found += brief.at >= begins
        elif brief.at < begins - timedelta(days=1):  # a day further back: a clock that was set back is behind it
            break
    return found


def book_since(conn: Connection, district: str, log: str, seq: int) -> tuple[int, dict[str, int]]:
    """Of the lines of a log from `seq` on: clock jumps, and two-person acts by how the second person agreed."""
    jumps, seconds = 0, dict[str, int]()
    for brief in _backwards(conn, district, log):
        if brief.seq < seq:
            break
        jumps += brief.do == EntryKind.CLOCK_JUMPED
        if brief.second is not None:
            how = brief.second.get("how", "")
            seconds[how] = seconds.get(how, 0) + 1
    return jumps, seconds


def _backwards(conn: Connection, district: str, log: str) -> Iterator[_Brief]:
    """The lines of a log from the newest to the oldest."""
    decoder = msgspec.json.Decoder(_Brief)
    return (decoder.decode(line) for _, line in newest_lines(conn, district, log))
