"""Whether help is still due to a household: the open rounds in which something waits for it."""

from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from desktop.domain.entitlement import due, inside
from desktop.models.disbursement import DisbursedItem
from desktop.models.household import Household, Membership
from desktop.models.programme import EntitlementTurn, Listing, Round
from desktop.queries.relief.household_facts import facts_of
from desktop.queries.relief.plans import plan
from desktop.queries.relief.programmes import today
from desktop.records.relief_rule import Facts
from desktop.values.vocabulary import RoundState


def help_due(conn: Connection, district: str, household: UUID) -> tuple[str, ...]:
    """Codes of the open rounds in which something still waits for the household."""
    home = conn.execute(
        select(Household.pcode, Household.active).where(Household.district_id == district, Household.id == household)
    ).one()
    listed = and_(
        Listing.district_id == Round.district_id, Listing.round_id == Round.id, Listing.household_id == household
    )
    rounds = conn.execute(
        select(Round.id, Round.code, Round.frozen_at, Listing.size, Listing.infants, Listing.women, Listing.disabled)
        .outerjoin(Listing, listed)
        .where(Round.district_id == district, Round.state == RoundState.OPEN)
        .order_by(Round.code)
    ).all()
    if not home.active or not rounds:
        return ()
    size = conn.scalar(
        select(func.count())
        .select_from(Membership)
        .where(Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None))
    )
    found: list[str] = []
    for row in rounds:
        fixed = plan(conn, district, row.id)
        if row.size is None if row.frozen_at is not None else not inside(fixed.areas, home.pcode):
            continue
        facts = Facts(size or 0, pcode=home.pcode)
        if row.frozen_at is not None:
            facts = Facts(row.size, row.infants, row.women, row.disabled, home.pcode)
        elif fixed.by_category and (counted := facts_of(conn, district, household, today())) is not None:
            facts = counted.facts
        wanted = {item.item for item in due(fixed.items, facts)}
        if wanted - _drawn(conn, district, row.id, household):
            found.append(row.code)
    return tuple(found)


def _drawn(conn: Connection, district: str, round_id: UUID, household: UUID) -> set[str]:
    """Items that were handed over in their present turn."""
    turn = and_(
        EntitlementTurn.district_id == DisbursedItem.district_id,
        EntitlementTurn.round_id == DisbursedItem.round_id,
        EntitlementTurn.household_id == DisbursedItem.household_id,
        EntitlementTurn.item == DisbursedItem.item,
    )
    rows = (
        select(DisbursedItem.item)
        .outerjoin(EntitlementTurn, turn)
        .where(
            DisbursedItem.district_id == district,
            DisbursedItem.round_id == round_id,
            DisbursedItem.household_id == household,
            DisbursedItem.turn == func.coalesce(EntitlementTurn.turn, 1),
        )
    )
    return set(conn.scalars(rows))
