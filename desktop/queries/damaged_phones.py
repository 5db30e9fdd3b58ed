"""Phone numbers that an untouched correction damaged until schema revision 0005, and what they were before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, and_, func, select

from desktop.models.household import Household, Membership, Registrant
from desktop.queries.history import contents_at, entries_about
from desktop.records.household import DamagedPhone
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.phone import PhoneRemark, mangled_once, read_phone

_TWICE_THE_COUNTRY = re.compile(r"\+92(92)+3\d+")
_MOBILE_LENGTH = len("+923001234567")  # the fault never left a number of this length


class _Person(msgspec.Struct):
    registrant: UUID
    phone: str = ""


class _Side(msgspec.Struct):
    members: list[_Person] = []


class _Corrected(msgspec.Struct):
    before: _Side
    after: _Side


def damaged_phones(conn: Connection, district: str, household: UUID | None = None) -> tuple[DamagedPhone, ...]:
    """Everybody, or everybody of one household, whose phone is as the fault left it.

    The original is what the book says stood there before. Where that part of the book was erased, a number
    with the country twice is named without an original.
    """
    lines = _suspects(conn, district, household)
    told = _originals(conn, district, dict.fromkeys(line.household for line in lines))
    found: list[DamagedPhone] = []
    for line in lines:
        damaged, original = told.get(line.id, ("", ""))
        if damaged != line.phone:
            original = ""
            if not _has_country_twice(line.phone):
                continue
        found.append(
            DamagedPhone(
                HouseholdCode(line.code),
                RegistrantId(line.id),
                line.name_as_told or line.name_latin,
                line.phone,
                original,
            )
        )
    return tuple(found)


def _has_country_twice(phone: str) -> bool:
    return _TWICE_THE_COUNTRY.fullmatch(phone) is not None and read_phone(phone).remark is PhoneRemark.UNUSUAL


def _suspects(conn: Connection, district: str, household: UUID | None) -> list[Any]:
    """People of corrected households with a number of this country that is no mobile."""
    living = and_(
        Membership.district_id == Registrant.district_id,
        Membership.registrant_id == Registrant.id,
        Membership.to_day.is_(None),
    )
    home = and_(Household.district_id == Membership.district_id, Household.id == Membership.household_id)
    columns = (Registrant.id, Registrant.phone, Registrant.name_as_told, Registrant.name_latin, Household.code)
    wanted = (
        select(*columns, Household.id.label("household"))
        .join(Membership, living)
        .join(Household, home)
        .where(Registrant.district_id == district, Registrant.phone.like("+92%"))
        .where(func.length(Registrant.phone) != _MOBILE_LENGTH, Household.version > 1, Household.active.is_(True))
        .order_by(Household.code, Membership.place)
    )
    if household is not None:
        wanted = wanted.where(Household.id == household)
    return list(conn.execute(wanted))


def _originals(conn: Connection, district: str, households: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """For each person the phone as corrections damaged it last, and the number before the first of them."""
    entries = [
        one for one in entries_about(conn, district, list(households)) if one.do == EntryKind.HOUSEHOLD_CORRECTED
    ]
    entries.sort(key=lambda entry: entry.hlc)
    contents = contents_at(conn, district, [(entry.log, entry.seq) for entry in entries])
    found: defaultdict[UUID, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for entry in entries:
        for who, was, now in _changes(contents.get((entry.log, entry.seq))):
            damaged, original = found[who]
            if now != was:
                first = original if damaged == was and original else was
                found[who] = (now, first) if was and mangled_once(was) == now else ("", "")
    return found


def _changes(content: bytes | None) -> Iterator[tuple[UUID, str, str]]:
    """Person, phone before, phone after. A content of another shape says nothing here; the audit looks at it."""
    if content is None:
        return
    try:
        told = msgspec.json.decode(content, type=_Corrected)
    except msgspec.ValidationError:
        return
    before = {one.registrant: one.phone for one in told.before.members}
    for one in told.after.members:
        if one.registrant in before:
            yield one.registrant, before[one.registrant], one.phone
