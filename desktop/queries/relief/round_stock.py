"""What lies at the points of a round beside what is still to be handed over, item by item."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from desktop.domain.entitlement import unit_of
from desktop.models.disbursement import DisbursedItem, Disbursement, Void
from desktop.models.place import DistributionPoint
from desktop.models.stock import StockLevel
from desktop.records.distribution import ItemDue, ItemStock


def stock_of(conn: Connection, district: str, round_id: UUID, totals: Sequence[ItemDue]) -> tuple[ItemStock, ...]:
    """Of each item due, what was given and what lies at the round's points; None where nothing was ever counted."""
    levels = dict(
        conn.execute(
            select(StockLevel.item, func.sum(StockLevel.on_hand))
            .join(
                DistributionPoint,
                and_(
                    DistributionPoint.district_id == StockLevel.district_id,
                    DistributionPoint.id == StockLevel.point_id,
                ),
            )
            .where(DistributionPoint.district_id == district, DistributionPoint.round_id == round_id)
            .group_by(StockLevel.item)
        ).all()
    )
    given = _given(conn, district, round_id)
    return tuple(
        ItemStock(line.item, unit_of(line.item), line.quantity, given[line.item], levels.get(line.item))
        for line in totals
    )


def _given(conn: Connection, district: str, round_id: UUID) -> Counter[str]:
    """From the index of the round's hand-overs to their items: the items alone have no index that leads to them."""
    standing = (
        select(Disbursement.id)
        .outerjoin(Void, and_(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id))
        .where(
            Disbursement.district_id == district,
            Disbursement.round_id == round_id,
            Void.disbursement_id.is_(None),
        )
    )
    rows = conn.execute(
        select(DisbursedItem.item, func.sum(DisbursedItem.quantity))
        .where(DisbursedItem.district_id == district, DisbursedItem.disbursement_id.in_(standing))
        .group_by(DisbursedItem.item)
    )
    return Counter(dict(rows.all()))
