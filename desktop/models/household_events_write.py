"""Core write statements of what happens to households; each takes the connection of a transaction and never commits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, insert, update

from desktop.models.household import Household, Membership, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.security.canonical import Json
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import HouseholdChange


@dataclass(frozen=True)
class Happening:
    """One row of what happened on a day, seen from one household."""

    change: HouseholdChange
    registrant: UUID | None = None
    other: UUID | None = None
    from_pcode: str = ""
    from_village: str = ""
    pcode: str = ""
    village: str = ""
    id: UUID = field(default_factory=new_id)


def insert_events(
    conn: Connection,
    district: str,
    household: UUID,
    day: date,
    rows: Sequence[Happening],
    *,
    operator: UUID,
    now: datetime,
) -> dict[str, Json]:
    """Write what happened to one household on a day; gives what its entry says of it, which `check` compares."""
    values = [
        {
            "district_id": district,
            "id": row.id,
            "household_id": household,
            "change": row.change,
            "day": day,
            "recorded_at": now,
            "recorded_by": operator,
            "registrant_id": row.registrant,
            "other_id": row.other,
            "from_pcode": row.from_pcode,
            "from_village": row.from_village,
            "pcode": row.pcode,
            "village": row.village,
        }
        for row in rows
    ]
    conn.execute(insert(HouseholdEvent), values)
    return {"household": str(household), "day": day.isoformat(), "events": [_said(row) for row in rows]}


def _said(row: Happening) -> dict[str, Json]:
    """One row for the entry; empty fields are left out."""
    told: dict[str, Json] = {"id": str(row.id), "change": row.change.value}
    for name, who in (("registrant", row.registrant), ("other", row.other)):
        if who is not None:
            told[name] = str(who)
    for name in ("from_pcode", "from_village", "pcode", "village"):
        text: str = getattr(row, name)
        if text:
            told[name] = text
    return told


def start_membership(
    conn: Connection,
    district: str,
    *,
    household: UUID,
    registrant: UUID,
    place: int,
    relation: str,
    slot: int | None,
    day: date,
) -> None:
    """Somebody of the register belongs to the household from `day` on."""
    row = {
        "district_id": district,
        "id": new_id(),
        "household_id": household,
        "registrant_id": registrant,
        "place": place,
        "relation": relation,
        "slot": slot,
        "from_day": day,
        "to_day": None,
    }
    conn.execute(insert(Membership).values(row))


def set_standing(
    conn: Connection, district: str, *, household: UUID, registrant: UUID, relation: str, slot: int | None
) -> None:
    """Relation and holder slot of a member now."""
    conn.execute(
        update(Membership)
        .where(_current(district, household), Membership.registrant_id == registrant)
        .values(relation=relation, slot=slot)
    )


def raise_version(conn: Connection, district: str, household: UUID, version: int, *, active: bool) -> bool:
    """One more thing happened to the household; False when `version` is not the one in the store any more."""
    changed = (
        update(Household)
        .where(Household.district_id == district, Household.id == household, Household.version == version)
        .values(version=version + 1, active=active)
    )
    return conn.execute(changed).rowcount == 1


def set_place(conn: Connection, district: str, household: UUID, *, pcode: str, village: str, home: str) -> None:
    """Where the household lives from now on, and where its home is when that is elsewhere."""
    conn.execute(
        update(Household)
        .where(Household.district_id == district, Household.id == household)
        .values(pcode=pcode, village=village, home_pcode=home)
    )


def set_told_size(conn: Connection, district: str, household: UUID, told: int | None) -> None:
    """How many people the household is said to have from now on; None: nobody says it any more."""
    mine = (Household.district_id == district, Household.id == household)
    conn.execute(update(Household).where(*mine).values(told_size=told))


def set_death(conn: Connection, district: str, registrant: UUID, day: date | None) -> None:
    """The day on which somebody died, or None when the record of it was wrong."""
    mine = (Registrant.district_id == district, Registrant.id == registrant)
    conn.execute(update(Registrant).where(*mine).values(died_on=day))


def _current(district: str, household: UUID) -> ColumnElement[bool]:
    return (Membership.district_id == district) & (Membership.household_id == household) & (Membership.to_day.is_(None))
