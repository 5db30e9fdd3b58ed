"""What a household is due in a round: the rule of each item, the areas a round and its points cover."""

import json
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop.domain.entitlement import Plan, PlanPoint
from desktop.models.place import DistributionPoint, PointArea
from desktop.models.programme import ItemStep, Round, RoundArea, RoundItem
from desktop.records.distribution import ItemDraft, StepDraft
from desktop.records.relief_rule import PLAIN, rule_of

_ITEMS = (
    select(RoundItem.item, RoundItem.rule, ItemStep.min_size, ItemStep.quantity)
    .outerjoin(
        ItemStep,
        (ItemStep.district_id == RoundItem.district_id)
        & (ItemStep.round_id == RoundItem.round_id)
        & (ItemStep.item == RoundItem.item),
    )
    .where(RoundItem.district_id == bindparam("district"), RoundItem.round_id == bindparam("round"))
    .order_by(RoundItem.place, ItemStep.min_size)
)
_AREAS = (
    select(RoundArea.pcode)
    .where(RoundArea.district_id == bindparam("district"), RoundArea.round_id == bindparam("round"))
    .order_by(RoundArea.pcode)
)
_POINTS = (
    select(
        DistributionPoint.id,
        DistributionPoint.code,
        DistributionPoint.name,
        DistributionPoint.lanes,
        DistributionPoint.on_day,
        PointArea.pcode,
    )
    .outerjoin(
        PointArea,
        (PointArea.district_id == DistributionPoint.district_id) & (PointArea.point_id == DistributionPoint.id),
    )
    .where(DistributionPoint.district_id == bindparam("district"), DistributionPoint.round_id == bindparam("round"))
    .order_by(DistributionPoint.id, PointArea.pcode)  # ids rise in the order of the file
)

_ROUND = select(Round.programme_id, Round.event_id).where(
    Round.district_id == bindparam("district"), Round.id == bindparam("round")
)

_plans: dict[tuple[str, UUID], Plan] = {}
_MOST_PLANS = 64


def plan(conn: Connection, district: str, round_id: UUID) -> Plan:
    """The unchanging parts of a round, read once, because the scan station cannot spare the time."""
    kept = _plans.get((district, round_id))
    if kept is None:
        if len(_plans) >= _MOST_PLANS:
            _plans.clear()
        kept = _plans[district, round_id] = _read_plan(conn, district, round_id)
    return kept


def _read_plan(conn: Connection, district: str, round_id: UUID) -> Plan:
    names = {"district": district, "round": round_id}
    round_row = conn.execute(_ROUND, names).one()
    items: dict[str, ItemDraft] = {}
    for row in conn.execute(_ITEMS, names):
        kept = items.get(row.item) or ItemDraft(row.item, (), rule_of(json.loads(row.rule)) if row.rule else PLAIN)
        # an item that has no steps has one row, without any
        steps = (StepDraft(row.min_size, row.quantity),) if row.min_size else ()
        items[row.item] = replace(kept, steps=kept.steps + steps)
    points: dict[UUID, PlanPoint] = {}
    for row in conn.execute(_POINTS, names):
        before = points.get(row.id)
        places = (before.areas if before else ()) + ((row.pcode,) if row.pcode else ())
        points[row.id] = PlanPoint(row.id, row.code, row.name, places, row.lanes, row.on_day)
    return Plan(
        areas=tuple(conn.execute(_AREAS, names).scalars()),
        items=tuple(items.values()),
        points=tuple(points.values()),
        programme_id=round_row.programme_id,
        event_id=round_row.event_id,
        by_category=any(item.rule.per for item in items.values()),
    )
