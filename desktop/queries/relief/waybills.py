"""Waybills and releases by order, ready to show or print."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, select

from desktop.domain.entitlement import unit_of
from desktop.models.operator import Operator
from desktop.models.place import DistributionPoint
from desktop.models.programme import Round
from desktop.models.release import Release, ReleaseItem
from desktop.models.stock import StockMovement, Waybill, WaybillLine
from desktop.records.distribution import ItemDue
from desktop.records.stock import Awaited, Goods, ReleaseView, WaybillLineView, WaybillView
from desktop.values.identifiers import PointId
from desktop.values.text import paper_key
from desktop.values.vocabulary import MovementKind, WaybillState


def waybill(conn: Connection, district: str, number: str) -> WaybillView | None:
    """The waybill of this number."""
    row = conn.execute(_waybills(district).where(Waybill.number == number)).first()
    return None if row is None else _view(row, _lines(conn, district, [row.id]))


def awaited(conn: Connection, district: str, point: PointId | None = None) -> tuple[WaybillView, ...]:
    """Waybills whose truck was not counted yet, oldest first: those to a point, or all."""
    chosen = _waybills(district).where(Waybill.state == WaybillState.AWAITED)
    chosen = chosen if point is None else chosen.where(Waybill.point_id == point)
    rows = list(conn.execute(chosen.order_by(Waybill.made_at, Waybill.number)))
    lines = _lines(conn, district, [row.id for row in rows])
    return tuple(_view(row, lines) for row in rows)


def on_the_way(conn: Connection, district: str, point: PointId) -> tuple[Awaited, ...]:
    """Trucks to a point that were not counted yet, oldest first, with what was sent of each item."""
    found: list[Awaited] = []
    for one in awaited(conn, district, point):
        sent: dict[str, ItemDue] = {}
        for line in one.lines:
            before = sent.get(line.item)
            sent[line.item] = ItemDue(line.item, line.sent + (before.quantity if before else 0), line.unit)
        found.append(Awaited(one.number, one.day, tuple(sent.values())))
    return tuple(found)


def received_with(
    conn: Connection, district: str, point: PointId, document: str, goods: Collection[Goods]
) -> Goods | None:
    """Of these goods what was received at a point with this document before, as it was then; by item and batch."""
    asked, key = {(one.item, one.batch) for one in goods}, paper_key(document)
    rows = conn.execute(
        select(StockMovement.item, StockMovement.batch, StockMovement.quantity, StockMovement.document).where(
            StockMovement.district_id == district,
            StockMovement.point_id == point,
            StockMovement.kind == MovementKind.RECEIVED,
            StockMovement.waybill_id.is_(None),
            StockMovement.item.in_(one.item for one in goods),
        )
    )
    found = (row for row in rows if (row.item, row.batch) in asked and paper_key(row.document) == key)
    return next((Goods(row.item, row.quantity, row.batch) for row in found), None)


def releases(
    conn: Connection, district: str, *, point: PointId | None = None, order: str = ""
) -> tuple[ReleaseView, ...]:
    """Releases by order, oldest first: of a point, or under one order number."""
    second = Operator.__table__.alias()
    chosen = (
        select(
            Release.id,
            Release.order_number,
            Release.authority,
            Release.reason,
            Release.at,
            Operator.name.label("by"),
            second.c.name.label("beside"),
        )
        .join(Operator, and_(Operator.district_id == Release.district_id, Operator.id == Release.operator_id))
        .join(second, and_(second.c.district_id == Release.district_id, second.c.id == Release.second_id))
        .where(Release.district_id == district)
        .order_by(Release.at, Release.id)
    )
    chosen = chosen if point is None else chosen.where(Release.point_id == point)
    key = paper_key(order)
    rows = [row for row in conn.execute(chosen) if not order or paper_key(row.order_number) == key]
    goods: dict[UUID, list[Goods]] = defaultdict(list)
    for one in conn.execute(
        select(ReleaseItem)
        .with_only_columns(ReleaseItem.release_id, ReleaseItem.item, ReleaseItem.quantity)
        .where(ReleaseItem.district_id == district, ReleaseItem.release_id.in_([row.id for row in rows]))
        .order_by(ReleaseItem.item)
    ):
        goods[one.release_id].append(Goods(one.item, one.quantity))
    return tuple(
        ReleaseView(
            row.id, row.order_number, row.authority, row.reason, row.by, row.beside, row.at, tuple(goods[row.id])
        )
        for row in rows
    )


def _waybills(district: str) -> Select[*tuple[Any, ...]]:
    receiver = Operator.__table__.alias()
    return (
        select(
            *Waybill.__table__.c,
            Round.code.label("round_code"),
            DistributionPoint.code.label("point_code"),
            DistributionPoint.name.label("point_name"),
            Operator.name.label("maker"),
            receiver.c.name.label("receiver"),
        )
        .join(
            DistributionPoint,
            and_(DistributionPoint.district_id == Waybill.district_id, DistributionPoint.id == Waybill.point_id),
        )
        .join(Round, and_(Round.district_id == DistributionPoint.district_id, Round.id == DistributionPoint.round_id))
        .join(Operator, and_(Operator.district_id == Waybill.district_id, Operator.id == Waybill.made_by))
        .outerjoin(receiver, and_(receiver.c.district_id == Waybill.district_id, receiver.c.id == Waybill.received_by))
        .where(Waybill.district_id == district)
    )


def _lines(conn: Connection, district: str, waybills: list[UUID]) -> dict[UUID, list[WaybillLineView]]:
    found: dict[UUID, list[WaybillLineView]] = defaultdict(list)
    for row in conn.execute(
        select(*WaybillLine.__table__.c)
        .where(WaybillLine.district_id == district, WaybillLine.waybill_id.in_(waybills))
        .order_by(WaybillLine.item, WaybillLine.batch)
    ):
        found[row.waybill_id].append(
            WaybillLineView(row.item, unit_of(row.item), row.batch, row.expires, row.sent, row.received)
        )
    return found


def _view(row: Any, lines: dict[UUID, list[WaybillLineView]]) -> WaybillView:
    return WaybillView(
        id=row.id,
        number=row.number,
        round_code=row.round_code,
        point_code=row.point_code,
        point_name=row.point_name,
        day=row.day,
        origin=row.origin,
        vehicle=row.vehicle,
        seal=row.seal,
        state=row.state,
        made_by=row.maker,
        made_at=row.made_at,
        received_by=row.receiver or "",
        received_at=row.received_at,
        note=row.note,
        lines=tuple(lines[row.id]),
    )
