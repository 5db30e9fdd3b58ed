"""Core write statements of the household aggregate; each takes the connection of a transaction and never commits."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, insert, update

from desktop.errors import SerialsUsedUp
from desktop.models.household import Consent, Household, Membership, Photo, Registrant
from desktop.models.operator import Desk
from desktop.models.search import PersonKeys, index_people, index_person
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import ConsentPurpose

BLOCK = 100_000
"""Household serials in one desk's block of the counter."""


def take_counter(conn: Connection, district: str, desk: UUID) -> int:
    """The next place of this desk in the office's counter of households, from 0 to 9,999,999; never given twice.

    Raises SerialsUsedUp when the desk's block is full.
    """
    taken = (
        update(Desk)
        .where(Desk.district_id == district, Desk.id == desk)
        .values(next_serial=Desk.next_serial + 1)
        .returning(Desk.block, Desk.next_serial)
    )
    block, following = conn.execute(taken).one()
    if following > BLOCK:
        raise SerialsUsedUp(limit=BLOCK)
    return block * BLOCK + following - 1


def insert_household(
    conn: Connection,
    district: str,
    draft: HouseholdDraft,
    *,
    household: UUID,
    code: str,
    operator: UUID,
    desk: UUID,
    now: datetime,
) -> None:
    """The household's own row, version 1."""
    row = {
        "district_id": district,
        "id": household,
        "code": code,
        "pcode": draft.pcode,
        "village": draft.village,
        "active": True,
        "version": 1,
        "registered_at": now,
        "registered_by": operator,
        "desk_id": desk,
        "home_pcode": draft.home_pcode,
        "told_size": draft.told_size,
    }
    conn.execute(insert(Household).values(row))


def update_household(conn: Connection, district: str, household: UUID, draft: HouseholdDraft, *, version: int) -> bool:
    """Set place, village and how many people were told, and raise the version.

    False when `version` is not the one in the store any more.
    """
    changed = (
        update(Household)
        .where(Household.district_id == district, Household.id == household, Household.version == version)
        .values(
            pcode=draft.pcode,
            village=draft.village,
            home_pcode=draft.home_pcode,
            told_size=draft.told_size,
            version=version + 1,
        )
    )
    return conn.execute(changed).rowcount == 1


def person_values(member: MemberDraft) -> dict[str, object]:
    """The columns of a registrant that a member draft fills."""
    names = (
        "name_as_told",
        "name_latin",
        "parent_name",
        "parent_latin",
        "parent_relation",
        "sex",
        "age_years",
        "age_method",
        "age_as_of",
        "id_type",
        "id_number",
        "phone",
        "phone_owner",
        "safe_to_call",
        "work_kind",
        "disability",
        "age_event",
        "number_seen",
        "safe_times",
        "washington",
        "unnamed",
        "intermediary",
    )
    return {name: getattr(member, name) for name in names}


def insert_member(
    conn: Connection,
    district: str,
    member: MemberDraft,
    *,
    household: UUID,
    registrant: UUID,
    place: int,
    keys: PersonKeys,
    day: date,
) -> None:
    """A registrant, the dated membership, the photo if any, and the search keys."""
    person = {"district_id": district, "id": registrant, **person_values(member)}
    conn.execute(insert(Registrant).values(person))
    row = {
        "district_id": district,
        "id": new_id(),
        "household_id": household,
        "registrant_id": registrant,
        "place": place,
        "relation": member.relation,
        "slot": member.holder,
        "from_day": day,
        "to_day": None,
    }
    conn.execute(insert(Membership).values(row))
    if member.photo is not None:
        put_photo(conn, district, registrant, member.photo)
    index_people(conn, district, [(registrant, keys)])


def update_member(
    conn: Connection,
    district: str,
    member: MemberDraft,
    *,
    household: UUID,
    registrant: UUID,
    place: int,
    keys: PersonKeys,
) -> None:
    """A registrant as corrected, keys and photo too (None: no photo). Slots are freed before, see `free_slots`."""
    mine = (Registrant.district_id == district, Registrant.id == registrant)
    conn.execute(update(Registrant).where(*mine).values(person_values(member)))
    conn.execute(
        update(Membership)
        .where(_current(district, household), Membership.registrant_id == registrant)
        .values(place=place, relation=member.relation, slot=member.holder)
    )
    take_photo_away(conn, district, registrant)
    if member.photo is not None:
        put_photo(conn, district, registrant, member.photo)
    index_person(conn, district, registrant, keys)


def free_slots(conn: Connection, district: str, household: UUID) -> None:
    """Take every slot off the current memberships, so that a correction may exchange them in any order."""
    conn.execute(update(Membership).where(_current(district, household)).values(slot=None))


def end_membership(conn: Connection, district: str, *, household: UUID, registrant: UUID, day: date) -> None:
    """The registrant does not belong to the household any more, from `day` on."""
    conn.execute(
        update(Membership)
        .where(_current(district, household), Membership.registrant_id == registrant)
        .values(to_day=day, slot=None)
    )


def put_photo(conn: Connection, district: str, registrant: UUID, jpeg: bytes) -> None:
    """The registrant's one photo; an older one is taken away before."""
    conn.execute(insert(Photo).values(district_id=district, registrant_id=registrant, jpeg=jpeg))


def take_photo_away(conn: Connection, district: str, registrant: UUID) -> None:
    """No photo is kept of this registrant any more."""
    conn.execute(delete(Photo).where(Photo.district_id == district, Photo.registrant_id == registrant))


def insert_consents(conn: Connection, district: str, consent: ConsentDraft, *, household: UUID, now: datetime) -> None:
    """One row for each purpose; the newest row of a purpose is what holds."""
    given = {
        ConsentPurpose.REGISTER: consent.register,
        ConsentPurpose.PHOTO: consent.photo,
        ConsentPurpose.PHONE: consent.phone,
    }
    rows = [
        {
            "district_id": district,
            "id": new_id(),
            "household_id": household,
            "purpose": purpose,
            "given": yes,
            "read_by": consent.read_by,
            "language": consent.language,
            "at": now,
            "heard_in_queue": consent.heard_in_queue,
        }
        for purpose, yes in given.items()
    ]
    conn.execute(insert(Consent), rows)


def _current(district: str, household: UUID) -> ColumnElement[bool]:
    return (Membership.district_id == district) & (Membership.household_id == household) & (Membership.to_day.is_(None))
