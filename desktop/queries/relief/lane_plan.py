"""How many households a point is still to serve: what the plan of its lanes is counted from."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from desktop.domain.entitlement import beneath
from desktop.models.disbursement import Disbursement, Void
from desktop.models.household import Household
from desktop.models.programme import Listing
from desktop.queries.relief.plans import plan
from desktop.records.point_day import PointPlace

_h, _l = Household.__table__.c, Listing.__table__.c


def still_to_come(conn: Connection, district: str, at: PointPlace) -> int:
    """Households of the point's list to whom nothing was handed over in the round yet.

    Where several points serve the same place, each counts them: they may come here.
    """
    fixed = plan(conn, district, at.round_id)
    here = [pcode for pcode in beneath(fixed.areas) if not fixed.elsewhere(at.id, pcode)]
    wanted: Select[*tuple[Any, ...]] = select(func.count())
    if not at.frozen:
        wanted = wanted.select_from(Household.__table__)
        wanted = wanted.where(
            _h.district_id == district, _h.active.is_(True), _h.pcode.in_(here), ~_served(district, at, _h.id)
        )
        return conn.execute(wanted).scalar_one()
    wanted = wanted.select_from(Listing.__table__)
    if any(point.areas for point in fixed.points):
        same = and_(_h.district_id == _l.district_id, _h.id == _l.household_id)
        wanted = select(func.count()).select_from(Listing.__table__.join(Household.__table__, same))
        wanted = wanted.where(_h.pcode.in_(here))
    listed = and_(_l.district_id == district, _l.round_id == at.round_id)
    return conn.execute(wanted.where(listed, ~_served(district, at, _l.household_id))).scalar_one()


def _served(district: str, at: PointPlace, household: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether something that stands was handed over to the household in the round."""
    taken_back = exists().where(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id)
    drawn = select(Disbursement.id).where(  # its key alone: with all columns SQLite leaves the index of the round aside
        Disbursement.district_id == district,
        Disbursement.round_id == at.round_id,
        Disbursement.household_id == household,
        ~taken_back,
    )
    return drawn.exists()
