"""Registrants as rows for finding and comparing: who lives where now, and the same person as `matching` looks at it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, bindparam, select

from desktop.matching.score import Described, Likeness
from desktop.models.household import Household, Membership, Registrant
from desktop.records.household import FoundRegistrant, MemberDraft
from desktop.values.identifiers import HouseholdCode, RegistrantId

MOST_SHOWN = 50
"""More hits than this are never shown at once (decisions, section 9)."""

type Line = Row[*tuple[Any, ...]]

_COLUMNS = (
    Registrant.id,
    Household.code,
    Registrant.name_as_told,
    Registrant.name_latin,
    Registrant.parent_name,
    Registrant.parent_latin,
    Registrant.sex,
    Registrant.age_years,
    Registrant.age_as_of,
    Registrant.id_number,
    Registrant.phone,
    Registrant.unnamed,
    Household.pcode,
    Household.village,
    Membership.household_id,
)


def _people() -> Select[*tuple[Any, ...]]:
    """Who lives where now, in a district."""
    here = and_(
        Membership.district_id == Registrant.district_id,
        Membership.registrant_id == Registrant.id,
        Membership.to_day.is_(None),
    )
    # a household of an import that is not open yet is nobody's to find
    home = and_(
        Household.district_id == Membership.district_id,
        Household.id == Membership.household_id,
        Household.active.is_(True),
    )
    return (
        select(*_COLUMNS)
        .select_from(Registrant)
        .join(Membership, here)
        .join(Household, home)
        .where(Registrant.district_id == bindparam("district"))
    )


# Written once: a search asks them at every key, and putting them together costs as much as asking.
_OF_IDS = _people().where(Registrant.id.in_(bindparam("ids", expanding=True)))
# The place too, which the index by registrant lacks: SQLite would go through all of that index instead.
_IN_HOUSEHOLDS = select(Membership.registrant_id, Membership.place).where(
    Membership.district_id == bindparam("district"),
    Membership.household_id.in_(bindparam("households", expanding=True)),
    Membership.to_day.is_(None),
)
_OF_CODE_END = (
    _people()
    .where(Household.code.like(bindparam("ending")))
    .order_by(Household.code, Membership.place)
    .limit(MOST_SHOWN)
)
_OF_CODE = _people().where(Household.code == bindparam("code")).order_by(Membership.place).limit(MOST_SHOWN)


def of_ids(conn: Connection, district: str, ids: Sequence[UUID]) -> Sequence[Line]:
    """Those of these registrants who live somewhere now.

    A question of its own: in one with what found the ids SQLite, without statistics, starts from every member.
    """
    return conn.execute(_OF_IDS, {"district": district, "ids": ids}).all() if ids else []


def with_number(conn: Connection, district: str, number: str) -> list[UUID]:
    """Who has this identity number, also those who live nowhere now."""
    having = (Registrant.district_id == district, Registrant.id_number == number)
    return list(conn.scalars(select(Registrant.id).where(*having).order_by(Registrant.id).limit(MOST_SHOWN)))


def with_phone(conn: Connection, district: str, phone: str) -> list[UUID]:
    """Who is reached at this number (E.164), their own or a neighbour's; it is kept only where they agreed."""
    having = (Registrant.district_id == district, Registrant.phone == phone)
    return list(conn.scalars(select(Registrant.id).where(*having).order_by(Registrant.id).limit(MOST_SHOWN)))


def of_code_end(conn: Connection, district: str, digits: str) -> Sequence[Line]:
    """Everybody of the households whose code ends in these digits (0-9)."""
    return conn.execute(_OF_CODE_END, {"district": district, "ending": f"%{digits}"}).all()


def of_code(conn: Connection, district: str, code: str) -> Sequence[Line]:
    """Everybody of a household, in their order."""
    return conn.execute(_OF_CODE, {"district": district, "code": code}).all()


def at_home(conn: Connection, district: str, households: set[UUID]) -> dict[UUID, list[Line]]:
    """Everybody who lives in these households now."""
    homes: dict[UUID, list[Line]] = {household: [] for household in households}
    if households:
        here = conn.scalars(_IN_HOUSEHOLDS, {"district": district, "households": list(households)}).all()
        for line in of_ids(conn, district, here):
            homes[line.household_id].append(line)
    return homes


def described(member: MemberDraft, number: str, pcode: str, village: str) -> Described:
    """A member draft for comparing; `number` is its identity number as kept."""
    return Described(
        names=some(member.name_as_told, member.name_latin),
        parents=some(member.parent_name, member.parent_latin),
        village=village,
        pcode=pcode,
        sex=member.sex,
        birth_year=_birth_year(member.age_years, member.age_as_of),
        id_mark=number,
        phone=member.phone,
        told_in=member.age_as_of.year if member.age_as_of else None,
    )


def described_line(line: Line) -> Described:
    """Somebody of the register for comparing."""
    return Described(
        names=some(line.name_as_told, line.name_latin),
        parents=some(line.parent_name, line.parent_latin),
        village=line.village,
        pcode=line.pcode,
        sex=line.sex,
        birth_year=_birth_year(line.age_years, line.age_as_of),
        id_mark=line.id_number,
        phone=line.phone,
        told_in=line.age_as_of.year if line.age_as_of else None,
    )


def some(*texts: str) -> tuple[str, ...]:
    """Those that are not blank."""
    return tuple(filter(None, texts))


def _birth_year(years: int | None, as_of: date | None) -> int | None:
    return None if years is None or as_of is None else as_of.year - years


def shown(line: Line, alike: Likeness, why: Iterable[str]) -> FoundRegistrant:
    """What is given of a row, with the reasons why."""
    return FoundRegistrant(
        registrant=RegistrantId(line.id),
        household=HouseholdCode(line.code),
        name_as_told=line.name_as_told,
        name_latin=line.name_latin,
        parent_name=line.parent_name or line.parent_latin,
        sex=line.sex,
        age_years=line.age_years,
        pcode=line.pcode,
        village=line.village,
        score=round(alike.score, 3),
        why=tuple(str(reason) for reason in why),
        unnamed=line.unnamed,
    )
