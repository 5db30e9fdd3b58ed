"""How far a round came in each tehsil and village: households on the list and households served, no names."""

from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, select

from desktop.domain.entitlement import beneath
from desktop.models.disbursement import Disbursement, Void
from desktop.models.household import Household
from desktop.models.programme import Listing
from desktop.queries.relief.plans import plan
from desktop.records.distribution import RoundView
from desktop.records.programme import CoverageLine

_GIVEN = Disbursement.__table__.c


def coverage(conn: Connection, district: str, view: RoundView) -> tuple[CoverageLine, ...]:
    """A line for each village on the list of the round, by place; until it is fixed, everybody of its areas."""
    drawn = select(_GIVEN.id).where(  # its key alone: with all columns SQLite leaves the index of the round aside
        _GIVEN.district_id == Household.district_id,
        _GIVEN.round_id == view.id,
        _GIVEN.household_id == Household.id,
        ~exists()
        .where(Void.district_id == _GIVEN.district_id, Void.disbursement_id == _GIVEN.id)
        .correlate(Disbursement.__table__),
    )
    served = drawn.exists()
    statement: Select[*tuple[Any, ...]] = (
        select(Household.pcode, Household.village, func.count(), func.sum(case((served, 1), else_=0)))
        .where(Household.district_id == district)
        .group_by(Household.pcode, Household.village)
        .order_by(Household.pcode, Household.village)
    )
    if view.frozen:
        on_list = and_(
            Listing.district_id == Household.district_id,
            Listing.household_id == Household.id,
            Listing.round_id == view.id,
        )
        statement = statement.join(Listing, on_list)
    else:
        covered = sorted(beneath(plan(conn, district, view.id).areas))
        statement = statement.where(Household.active.is_(True), Household.pcode.in_(covered))
    return tuple(CoverageLine(*row) for row in conn.execute(statement))
