"""What the slip of a hand-over needs beyond the hand-over itself: its lane, its printings, and who stands on it."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from desktop.models.disbursement import Disbursement
from desktop.models.household import Membership, Registrant
from desktop.records.distribution import PersonShown
from desktop.values.identifiers import DisbursementId, HouseholdId


@dataclass(frozen=True)
class Printings:
    """In which lane it was handed over, and how often its slip was printed."""

    lane: int
    printed: int


def printings(conn: Connection, district: str, disbursement: DisbursementId) -> Printings | None:
    """The lane and the printings of a hand-over; None without one."""
    row = conn.execute(
        select(Disbursement.lane, Disbursement.slips).where(
            Disbursement.district_id == district, Disbursement.id == disbursement
        )
    ).first()
    return None if row is None else Printings(row.lane, row.slips)


def person_on(conn: Connection, district: str, household: HouseholdId, slot: int | None) -> PersonShown | None:
    """The holder of that slot, also one who left since; without a slot the head. Never with a photo."""
    who = and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id)
    row = conn.execute(
        select(
            Registrant.name_as_told,
            Registrant.name_latin,
            Registrant.parent_name,
            Registrant.parent_latin,
            Registrant.parent_relation,
        )
        .select_from(Membership)
        .join(Registrant, who)
        .where(Membership.district_id == district, Membership.household_id == household)
        .order_by(
            func.coalesce(Membership.slot == (slot or 0), False).desc(),
            Membership.to_day.is_(None).desc(),
            (Membership.relation == "HEAD").desc(),
            Membership.place,
        )
        .limit(1)
    ).first()
    if row is None:
        return None
    return PersonShown(
        name_as_told=row.name_as_told,
        name_latin=row.name_latin,
        parent_name=row.parent_name,
        parent_latin=row.parent_latin,
        parent_relation=row.parent_relation,
        photo=None,
    )
