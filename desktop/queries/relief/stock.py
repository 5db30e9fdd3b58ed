"""The book of a point: what lay there, came and went by item, batches by what expires soonest, what was counted.

Each change counts at its own moment, a hand-over that was taken back at the moment when it was taken back: so that
what was left yesterday is what is there this morning, whatever is taken back today.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, case, func, select

from desktop.domain.entitlement import unit_of
from desktop.domain.stock_checks import LEAVES, MISSING
from desktop.models.disbursement import Disbursement, Void
from desktop.models.movement_write import BESIDE
from desktop.models.operator import Operator
from desktop.models.place import DistributionPoint
from desktop.models.stock import StockMovement
from desktop.queries.relief import shelf
from desktop.records.stock import BatchLine, BookLine, LastCount, Movement, Outward
from desktop.values.identifiers import PointId, RoundId
from desktop.values.vocabulary import MovementKind

_BEGAN = "opening"

type Sums = dict[str, dict[str, int]]
"""Item to column of the book to what came or went."""


def book(conn: Connection, district: str, point: PointId, *, since: datetime | None = None) -> tuple[BookLine, ...]:
    """The book of a point by item, those of its round first and in their order; from `since` on, or from the beginning.

    `opening` is what lay there at `since`, together with what a first count found after it.
    """
    total = _sums(conn, district, point, None)
    period = total if since is None else _sums(conn, district, point, since)
    levels = shelf.levels(conn, district, point)
    counts = _last_counts(conn, district, point, levels)
    items = shelf.planned(conn, district, _round_of(conn, district, point))
    items += sorted(({*total, *levels}) - set(items))
    found: list[BookLine] = []
    for item in items:
        columns = dict(period.get(item, {}))
        began = columns.pop(_BEGAN, 0)
        before = _net(total.get(item, {})) - _net(period.get(item, {}))
        line = BookLine(item, unit_of(item), before + began, on_hand=levels.get(item), last_count=counts.get(item))
        found.append(replace(line, **columns))
    return tuple(found)


def net(conn: Connection, district: str, point: PointId, item: str) -> int:
    """What came less what went of one item since the beginning: what must lie there, or less than nothing when it was
    handed over before anybody counted."""
    return _net(_sums(conn, district, point, None).get(item, {}))


def batches(conn: Connection, district: str, point: PointId) -> tuple[BatchLine, ...]:
    """Batches that came, what expires soonest first; what is left of each when the soonest goes out first.

    Hand-overs name no batch: a lane takes what lies in front.
    """
    levels = shelf.levels(conn, district, point)
    came = _by_batch(conn, district, point)
    of_item: dict[str, list[tuple[str, date | None, int]]] = defaultdict(list)
    for (item, batch, expires), quantity in sorted(came.items(), key=lambda one: _soonest(one[0])):
        of_item[item].append((batch, expires, quantity))
    found: list[BatchLine] = []
    for item, lines in of_item.items():
        left = max(levels.get(item, 0), 0)
        # from the latest to expire backwards: what is on the shelf is the last that came to its end
        for batch, expires, quantity in reversed(lines):
            here = min(left, quantity)
            left -= here
            found.append(BatchLine(item, unit_of(item), batch, expires, quantity, here))
    return tuple(sorted(found, key=lambda one: _soonest((one.item, one.batch, one.expires))))


def outward(conn: Connection, district: str, point: PointId) -> tuple[Outward, ...]:
    """What left the point or went missing since it was made, beside hand-overs and releases: by kind and item.

    Of counts only what they found less than the book.
    """
    m = StockMovement.__table__.c
    amount = case((m.kind == MovementKind.COUNTED, -m.quantity), else_=m.quantity)
    rows = conn.execute(
        select(
            m.kind,
            m.item,
            func.sum(amount).label("quantity"),
            func.sum(case((m.second_id.is_(None), amount), else_=0)).label("alone"),
        )
        .where(m.district_id == district, m.point_id == point, m.kind.in_(LEAVES | MISSING))
        .where((m.kind != MovementKind.COUNTED) | (m.reason.is_not(None) & (m.quantity < 0)))
        .group_by(m.kind, m.item)
        .order_by(m.kind, m.item)
    )
    return tuple(Outward(row.kind, row.item, unit_of(row.item), row.quantity, row.alone) for row in rows)


def movements(conn: Connection, district: str, point: PointId, *, limit: int = 50) -> tuple[Movement, ...]:
    """What happened last beside hand-overs, newest first."""
    second = Operator.__table__.alias()
    rows = conn.execute(
        select(*StockMovement.__table__.c, Operator.name.label("by"), second.c.name.label("beside"))
        .join(
            Operator,
            and_(Operator.district_id == StockMovement.district_id, Operator.id == StockMovement.operator_id),
        )
        .outerjoin(
            second, and_(second.c.district_id == StockMovement.district_id, second.c.id == StockMovement.second_id)
        )
        .where(StockMovement.district_id == district, StockMovement.point_id == point)
        .order_by(StockMovement.at.desc(), StockMovement.id.desc())
        .limit(limit)
    )
    return tuple(
        Movement(
            item=row.item,
            unit=unit_of(row.item),
            kind=row.kind,
            quantity=row.quantity,
            document=row.document,
            other=row.other,
            batch=row.batch,
            reason=row.reason,
            note=row.note,
            by=row.by,
            second=row.beside or "",
            at=row.at,
        )
        for row in rows
    )


def _net(columns: Mapping[str, int]) -> int:
    return replace(BookLine("", ""), **columns).closing


def _sums(conn: Connection, district: str, point: PointId, since: datetime | None) -> Sums:
    """Every column of the book, from `since` on or from the beginning."""
    found: Sums = defaultdict(dict)
    for item, column, quantity in _changes(conn, district, point, since):
        found[item][column] = found[item].get(column, 0) + quantity
    return found


def _changes(conn: Connection, district: str, point: PointId, since: datetime | None) -> Iterator[tuple[str, str, int]]:
    for item, kind, bare, quantity in conn.execute(_moved(district, point, since)):
        # a count without a reason is a first one: nothing was in the book to differ from
        first = kind is MovementKind.BEGUN or (kind is MovementKind.COUNTED and bare)
        column = _BEGAN if first else kind.value
        yield item, column, quantity
    for item, quantity in conn.execute(_handed_over(conn, district, point, since)):
        yield item, "issued", quantity
    if since is not None:
        for item, quantity in conn.execute(_taken_back(conn, district, point, since)):
            yield item, "issued", -quantity
    for item, quantity in conn.execute(shelf.released(district, point, since)):
        yield item, "released", quantity
    for item, quantity in conn.execute(shelf.helped(district, point, since)):
        yield item, "provisional", quantity


def _moved(district: str, point: PointId, since: datetime | None) -> Select[*tuple[Any, ...]]:
    bare = StockMovement.reason.is_(None).label("bare")
    chosen = (
        select(StockMovement.item, StockMovement.kind, bare, func.sum(StockMovement.quantity))
        .where(StockMovement.district_id == district, StockMovement.point_id == point)
        .where(StockMovement.kind.not_in(BESIDE))
        .group_by(StockMovement.item, StockMovement.kind, bare)
    )
    return chosen if since is None else chosen.where(StockMovement.at >= since)


def _round_of(conn: Connection, district: str, point: PointId) -> RoundId:
    found: UUID = conn.execute(
        select(DistributionPoint.round_id).where(
            DistributionPoint.district_id == district, DistributionPoint.id == point
        )
    ).scalar_one()
    return RoundId(found)


def _handed_over(conn: Connection, district: str, point: PointId, since: datetime | None) -> Select[*tuple[Any, ...]]:
    """What stands; of a period, whatever was handed over in it."""
    chosen = shelf.handed_over(district, _round_of(conn, district, point), point)
    return shelf.not_taken_back(chosen) if since is None else chosen.where(Disbursement.at >= since)


def _taken_back(conn: Connection, district: str, point: PointId, since: datetime) -> Select[*tuple[Any, ...]]:
    return shelf.handed_over(district, _round_of(conn, district, point), point).where(Void.at >= since)


def _last_counts(conn: Connection, district: str, point: PointId, levels: Mapping[str, int]) -> dict[str, LastCount]:
    """The last count of each item; what was counted is what is there less what changed since."""
    rows = conn.execute(
        select(StockMovement.item, StockMovement.at, StockMovement.kind, StockMovement.quantity, StockMovement.reason)
        .where(
            StockMovement.district_id == district,
            StockMovement.point_id == point,
            StockMovement.kind.in_((MovementKind.COUNTED, MovementKind.BEGUN)),
        )
        .order_by(StockMovement.at, StockMovement.id)
    ).all()
    last = {row.item: row for row in rows if row.kind is MovementKind.COUNTED}
    begun = {(row.item, row.at): row.quantity for row in rows if row.kind is MovementKind.BEGUN}
    after = {at: _sums(conn, district, point, at) for at in {row.at for row in last.values()}}
    found: dict[str, LastCount] = {}
    for item, row in last.items():
        # the count itself, and what a first one begins with, lie within what changed since its moment
        since = _net(after[row.at].get(item, {})) - row.quantity - begun.get((item, row.at), 0)
        found[item] = LastCount(levels.get(item, 0) - since, 0 if row.reason is None else row.quantity, row.at)
    return found


def _by_batch(conn: Connection, district: str, point: PointId) -> dict[tuple[str, str, date | None], int]:
    came = (MovementKind.RECEIVED, MovementKind.MOVED_IN)
    rows = conn.execute(
        select(StockMovement.item, StockMovement.batch, StockMovement.expires, func.sum(StockMovement.quantity))
        .where(
            StockMovement.district_id == district,
            StockMovement.point_id == point,
            StockMovement.kind.in_(came),
        )
        .group_by(StockMovement.item, StockMovement.batch, StockMovement.expires)
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows if row[1] or row[2]}


def _soonest(key: tuple[str, str, date | None]) -> tuple[date, str, str]:
    item, batch, expires = key
    return expires or date.max, item, batch
