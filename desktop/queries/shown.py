"""Which people were not shown to an operator yet on a day, beyond those who were registered by that operator then."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.models.household import Household, Membership
from desktop.models.working import ShownPerson
from desktop.values.identifiers import RegistrantId
from desktop.values.period import midnight


def not_yet(
    conn: Connection, district: str, operator: UUID, day: date, people: Collection[RegistrantId]
) -> tuple[RegistrantId, ...]:
    """Of these people those who are news to the operator on this local day."""
    mine = (ShownPerson.district_id == district, ShownPerson.operator_id == operator, ShownPerson.day == day)
    new = set(people).difference(conn.scalars(select(ShownPerson.registrant_id).where(*mine)))
    return tuple(new - _registered(conn, district, operator, day)) if new else ()


def _registered(conn: Connection, district: str, operator: UUID, day: date) -> set[RegistrantId]:
    begins = midnight(day)
    homes = select(Household.id).where(
        Household.district_id == district,
        Household.registered_by == operator,
        Household.registered_at >= begins,
        Household.registered_at < begins + timedelta(days=1),
    )
    # With the place, which the index of people lacks: else SQLite goes through that index, which names households too,
    # from end to end, and asks each member for the household, instead of each household for its members.
    lived = select(Membership.registrant_id, Membership.place).where(
        Membership.district_id == district, Membership.household_id.in_(homes)
    )
    return {RegistrantId(who) for who in conn.scalars(lived)}
