"""A register of invented people on a real encrypted store, put in by the thousand with every index, past the forms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from uuid import UUID

from sqlalchemy import Connection, insert

from desktop.models.household import Household, Membership, Registrant
from desktop.models.search import PersonKeys, index_people
from desktop.queries.people import keys_of
from desktop.records.household import MemberDraft
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.vocabulary import Sex

DISTRICT = "PK617"
SLICE = 5_000
_NOW = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True)
class Resident:
    """Somebody of the register; people with the same `family`, one after the other, are one household."""

    family: int
    member: MemberDraft
    pcode: str
    village: str


def fill(clerk: Desk, residents: Iterable[Resident]) -> list[UUID]:
    """Put everybody into the clerk's store; gives their ids in order."""
    ids: list[UUID] = []
    home = _Home(clerk)
    for some in batched(residents, SLICE):
        with clerk.store.writer.connect() as conn, conn.begin():
            ids += _slice(conn, home, some)
    return ids


class _Home:
    """The household of the family that is being put in; numbered as they come."""

    def __init__(self, clerk: Desk) -> None:
        self.clerk = clerk
        self.family: int = -1
        self.id: UUID = new_id()
        self.serial = 0
        self.place = 0
        self.pcode = self.village = ""

    def of(self, resident: Resident) -> Iterator[dict[str, object]]:
        """The row of a new household, when this resident is of another family than the last."""
        self.place += 1
        if resident.family == self.family:
            return
        self.family = resident.family
        self.id, self.place = new_id(), 0
        self.pcode, self.village = resident.pcode, resident.village
        self.serial += 1
        yield {
            "district_id": DISTRICT,
            "id": self.id,
            "code": HouseholdCode.make("617", self.serial).text,
            "pcode": resident.pcode,
            "village": resident.village,
            "active": True,
            "version": 1,
            "registered_at": _NOW,
            "registered_by": self.clerk.person.id,
            "desk_id": self.clerk.office.desk_id,
        }


def _slice(conn: Connection, home: _Home, some: Iterable[Resident]) -> list[UUID]:
    households: list[dict[str, object]] = []
    people: list[dict[str, object]] = []
    memberships: list[dict[str, object]] = []
    keys: list[tuple[UUID, PersonKeys]] = []
    for resident in some:
        who = new_id()
        households += home.of(resident)
        people.append(_registrant(who, resident.member))
        memberships.append(_membership(who, home))
        keys.append((who, keys_of(resident.member, home.pcode, home.village)))
    if households:
        conn.execute(insert(Household), households)
    conn.execute(insert(Registrant), people)
    conn.execute(insert(Membership), memberships)
    index_people(conn, DISTRICT, keys)
    return [who for who, _ in keys]


def _registrant(who: UUID, member: MemberDraft) -> dict[str, object]:
    return {
        "district_id": DISTRICT,
        "id": who,
        "name_as_told": member.name_as_told,
        "name_latin": member.name_latin,
        "parent_name": member.parent_name,
        "parent_latin": member.parent_latin,
        "parent_relation": None,
        "sex": member.sex or Sex.X,
        "age_years": member.age_years,
        "age_method": member.age_method,
        "age_as_of": member.age_as_of,
        "id_type": member.id_type,
        "id_number": member.id_number,
        "phone": member.phone,
        "phone_owner": None,
        "safe_to_call": None,
        "work_kind": None,
        "disability": None,
    }


def _membership(who: UUID, home: _Home) -> dict[str, object]:
    return {
        "district_id": DISTRICT,
        "id": new_id(),
        "household_id": home.id,
        "registrant_id": who,
        "place": home.place,
        "relation": "",
        "slot": None,
        "from_day": _NOW.date(),
        "to_day": None,
    }
