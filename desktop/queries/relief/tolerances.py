"""How much of an item may be missing at a point: by the rule of its round, else as is usual of its unit."""

import json
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, select

from desktop.domain.entitlement import unit_of
from desktop.domain.stock_checks import MISSING, tolerance
from desktop.models.place import DistributionPoint
from desktop.models.programme import RoundItem
from desktop.models.stock import StockMovement
from desktop.records.relief_rule import rule_of
from desktop.values.identifiers import PointId
from desktop.values.vocabulary import MovementKind


class Tolerances:
    """What the rules of the round of one point say; read once for all its items."""

    def __init__(self, conn: Connection, district: str, point: PointId) -> None:
        """Read the rules; most items have none."""
        rows = conn.execute(
            select(RoundItem.item, RoundItem.rule)
            .join(
                DistributionPoint,
                and_(
                    DistributionPoint.district_id == RoundItem.district_id,
                    DistributionPoint.round_id == RoundItem.round_id,
                ),
            )
            .where(RoundItem.district_id == district, DistributionPoint.id == point, RoundItem.rule != "")
        )
        self._told = {row.item: rule_of(json.loads(row.rule)).tolerance for row in rows}

    def of(self, item: str, book: int) -> int:
        """How much may be missing of `book` before a second person looks."""
        return tolerance(unit_of(item), book, self._told.get(item))


def missing_alone(conn: Connection, district: str, point: PointId, item: str, since: datetime) -> int:
    """How much of an item went missing at a point from `since` on with nobody beside, less what counts found again.

    Many small losses are one large one, by whatever name they are written off.
    """
    m = StockMovement.__table__.c
    gone = case((m.kind == MovementKind.COUNTED, -m.quantity), else_=m.quantity)
    wanted = select(func.coalesce(func.sum(gone), 0)).where(
        m.district_id == district,
        m.point_id == point,
        m.at >= since,
        m.item == item,
        m.second_id.is_(None),
        m.kind.in_(MISSING),
        # the first count of an item has no reason: it differs from nothing
        (m.kind != MovementKind.COUNTED) | m.reason.is_not(None),
    )
    return max(0, conn.execute(wanted).scalar_one())
