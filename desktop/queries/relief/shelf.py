"""What lies at a point and what went out there, item by item: the sums on which its book and its days both stand."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from desktop.models.disbursement import DisbursedItem, Disbursement, Void
from desktop.models.help_desk import Provisional, ProvisionalItem
from desktop.models.programme import RoundItem
from desktop.models.release import Release, ReleaseItem
from desktop.models.stock import StockLevel
from desktop.values.identifiers import PointId, RoundId


def levels(conn: Connection, district: str, point: PointId) -> dict[str, int]:
    """What should lie at the point now, of the items that are counted there."""
    rows = conn.execute(
        select(StockLevel.item, StockLevel.on_hand).where(
            StockLevel.district_id == district, StockLevel.point_id == point
        )
    )
    return {row.item: row.on_hand for row in rows}


def planned(conn: Connection, district: str, round_id: RoundId) -> list[str]:
    """Items of a round in the order of its file."""
    rows = conn.execute(
        select(RoundItem.item)
        .where(RoundItem.district_id == district, RoundItem.round_id == round_id)
        .order_by(RoundItem.place)
    )
    return list(rows.scalars())


def handed_over(district: str, round_id: RoundId, point: PointId) -> Select[*tuple[Any, ...]]:
    """Items of all hand-overs of a point with their sums, by the index of its round; a void stands beside, if any.

    An outer join keeps the order: SQLite would begin with the items of all rounds. Each hand-over has its items.
    """
    return (
        select(DisbursedItem.item, func.sum(DisbursedItem.quantity))
        .select_from(Disbursement)
        .outerjoin(
            DisbursedItem,
            and_(
                DisbursedItem.district_id == Disbursement.district_id,
                DisbursedItem.disbursement_id == Disbursement.id,
            ),
        )
        .outerjoin(Void, and_(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id))
        .where(
            Disbursement.district_id == district,
            Disbursement.round_id == round_id,
            Disbursement.point_id == point,
        )
        .group_by(DisbursedItem.item)
    )


def not_taken_back(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Of `handed_over` what stands."""
    return chosen.where(Void.disbursement_id.is_(None))


def released(district: str, point: PointId, since: datetime | None = None) -> Select[*tuple[Any, ...]]:
    """Items that went out by order with their sums, from `since` on or from the beginning."""
    chosen = (
        select(ReleaseItem.item, func.sum(ReleaseItem.quantity))
        .select_from(Release)
        .join(
            ReleaseItem,
            and_(ReleaseItem.district_id == Release.district_id, ReleaseItem.release_id == Release.id),
        )
        .where(Release.district_id == district, Release.point_id == point)
        .group_by(ReleaseItem.item)
    )
    return chosen if since is None else chosen.where(Release.at >= since)


def helped(district: str, point: PointId, since: datetime | None = None) -> Select[*tuple[Any, ...]]:
    """Items that went out as provisional help with their sums, from `since` on or from the beginning."""
    chosen = (
        select(ProvisionalItem.item, func.sum(ProvisionalItem.quantity))
        .select_from(Provisional)
        .join(
            ProvisionalItem,
            and_(
                ProvisionalItem.district_id == Provisional.district_id,
                ProvisionalItem.provisional_id == Provisional.id,
            ),
        )
        .where(Provisional.district_id == district, Provisional.point_id == point)
        .group_by(ProvisionalItem.item)
    )
    return chosen if since is None else chosen.where(Provisional.at >= since)


def hand_overs(
    district: str, round_id: RoundId, point: PointId, *columns: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    """Columns of all hand-overs of a point, each found by its key after the index of the round named it."""
    here = Disbursement.__table__.alias("here").c
    return (
        select(*columns)
        .select_from(here.id.table)
        .join(Disbursement, and_(Disbursement.district_id == here.district_id, Disbursement.id == here.id))
        .where(here.district_id == district, here.round_id == round_id, here.point_id == point)
    )
