"""Core write statements about consents: given, taken back, and what taking back removes; none of them commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from desktop.models.block import Block
from desktop.models.consent import IdentityNote, RightsOffered, Withdrawal
from desktop.models.disbursement import Collection
from desktop.models.help_desk import Allowance, Proxy
from desktop.models.household import Consent, Household, Photo, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.programme import Listing
from desktop.models.search import forget_person
from desktop.models.trusted_person import Collector, Voucher
from desktop.models.working import Draft
from desktop.records.household import NO_DOCUMENT
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader, WithdrawalState

NOTHING = {
    "name_as_told": "",
    "name_latin": "",
    "parent_name": "",
    "parent_latin": "",
    "parent_relation": None,
    "age_event": None,
    "id_type": NO_DOCUMENT,
    "id_number": "",
    "number_seen": None,
    "phone": "",
    "phone_owner": None,
    "safe_to_call": None,
    "safe_times": "",
    "disability": None,
    "washington": "",
    "unnamed": False,
    "intermediary": None,
}
"""A registrant of whom only what is counted stays: sex, age in years, work kind."""

NO_PHONE = {"phone": "", "phone_owner": None, "safe_to_call": None, "safe_times": ""}


@dataclass(frozen=True)
class ConsentTold:
    """One answer about one purpose: who gave it, and how the text was read."""

    purpose: ConsentPurpose
    given: bool
    read_by: ConsentReader
    language: ConsentLanguage
    heard_in_queue: bool = False
    said_by: UUID | None = None


def insert_consent(conn: Connection, district: str, told: ConsentTold, *, household: UUID, now: datetime) -> UUID:
    """The newest answer for one purpose: it holds from now on."""
    consent = new_id()
    row = {
        "district_id": district,
        "id": consent,
        "household_id": household,
        "purpose": told.purpose,
        "given": told.given,
        "read_by": told.read_by,
        "language": told.language,
        "at": now,
        "heard_in_queue": told.heard_in_queue,
        "said_by": told.said_by,
    }
    conn.execute(insert(Consent).values(row))
    return consent


def said_by(conn: Connection, district: str, household: UUID, registrant: UUID) -> None:
    """Who gave the answers of which nobody was named: the one who was told first, and who sits at the desk."""
    mine = (Consent.district_id == district, Consent.household_id == household, Consent.said_by.is_(None))
    conn.execute(update(Consent).where(*mine).values(said_by=registrant))


def insert_withdrawal(
    conn: Connection,
    district: str,
    *,
    withdrawal: UUID,
    household: UUID,
    registrant: UUID | None,
    purpose: ConsentPurpose,
    due: date,
    operator: UUID,
    now: datetime,
) -> None:
    """A consent taken back, which waits until `due`; `registrant` None: of the whole household."""
    row = {
        "district_id": district,
        "id": withdrawal,
        "household_id": household,
        "purpose": purpose,
        "state": WithdrawalState.WAITING,
        "heard_at": now,
        "heard_by": operator,
        "due": due,
        "registrant_id": registrant,
        "ended_at": None,
    }
    conn.execute(insert(Withdrawal).values(row))


def end_withdrawal(conn: Connection, district: str, withdrawal: UUID, state: WithdrawalState, now: datetime) -> bool:
    """A withdrawal that waited was called off or carried out; False when it waits no more."""
    waiting = (
        Withdrawal.district_id == district,
        Withdrawal.id == withdrawal,
        Withdrawal.state == WithdrawalState.WAITING,
    )
    return conn.execute(update(Withdrawal).where(*waiting).values(state=state, ended_at=now)).rowcount == 1


def hasten(conn: Connection, district: str, withdrawal: UUID, due: date) -> None:
    """A withdrawal that waits is due on that day."""
    mine = (Withdrawal.district_id == district, Withdrawal.id == withdrawal)
    conn.execute(update(Withdrawal).where(*mine).values(due=due))


def insert_rights_offered(
    conn: Connection, district: str, *, household: UUID, day: date, language: ConsentLanguage, operator: UUID
) -> UUID:
    """That rights were told: the same row for every household, whatever was said and taken."""
    offered = new_id()
    row = {
        "district_id": district,
        "id": offered,
        "household_id": household,
        "day": day,
        "language": language,
        "told_by": operator,
    }
    conn.execute(insert(RightsOffered).values(row))
    return offered


# --- what a withdrawal removes ---------------------------------------------------------------------------------------


def drop_photos(conn: Connection, district: str, people: Sequence[UUID]) -> int:
    """No photo of these registrants is kept any more; how many there were."""
    return conn.execute(delete(Photo).where(Photo.district_id == district, Photo.registrant_id.in_(people))).rowcount


def blank_phones(conn: Connection, district: str, people: Sequence[UUID]) -> None:
    """No phone of these registrants is kept, neither theirs nor as collectors and vouchers."""
    conn.execute(
        update(Registrant).where(Registrant.district_id == district, Registrant.id.in_(people)).values(NO_PHONE)
    )
    for table in (Collector, Voucher):
        mine = (table.district_id == district, table.registrant_id.in_(people))
        conn.execute(update(table).where(*mine).values(phone=""))


def forget_people(conn: Connection, district: str, people: Sequence[UUID]) -> None:
    """Of these registrants, who belong to no household any more, only what is counted stays; nothing finds them."""
    conn.execute(
        update(Registrant).where(Registrant.district_id == district, Registrant.id.in_(people)).values(NOTHING)
    )
    for who in people:
        forget_person(conn, district, who)
    notes = (IdentityNote.district_id == district, IdentityNote.registrant_id.in_(people))
    conn.execute(update(IdentityNote).where(*notes).values(token=""))


def forget_trusted(conn: Connection, district: str, people: Sequence[UUID], household: UUID | None, day: date) -> None:
    """Collectors and vouchers that are these registrants, and all of a household that is gone, lose name and phone."""
    nobody: dict[str, object] = {"name_as_told": "", "name_latin": "", "phone": "", "registrant_id": None}
    for table, values in ((Collector, nobody), (Voucher, nobody | {"name_key": ""})):
        whose: list[ColumnElement[bool]] = [table.registrant_id.in_(people)]
        if household is not None:
            whose.append(table.household_id == household)
        for one in whose:
            mine = (table.district_id == district, one)
            if table is Collector:
                conn.execute(update(Collector).where(*mine, Collector.to_day.is_(None)).values(to_day=day))
            conn.execute(update(table).where(*mine).values(values))
    if household is not None:
        _forget_who_collected(conn, district, household)


def _forget_who_collected(conn: Connection, district: str, household: UUID) -> None:
    """Who was let collect for a household that is gone, and who did: that it was somebody stays, not who."""
    blank = {"name_as_told": "", "name_latin": "", "phone": "", "relation": "", "person_key": ""}
    conn.execute(update(Proxy).where(Proxy.district_id == district, Proxy.household_id == household).values(blank))
    mine = (Collection.district_id == district, Collection.household_id == household)
    conn.execute(update(Collection).where(*mine).values(person_key=""))


def forget_what_was_written(conn: Connection, district: str, homes: Sequence[UUID]) -> None:
    """What staff wrote of these households in their own words is gone; classes, dates and who decided stay."""
    for table, values in (
        (Block, {"note": "", "lift_note": ""}),
        (Allowance, {"reason": ""}),
        (Listing, {"reason": ""}),
    ):
        mine = (table.district_id == district, table.household_id.in_(homes))
        conn.execute(update(table).where(*mine).values(values))


def forget_village(conn: Connection, district: str, household: UUID) -> None:
    """The village that was typed for a household that is gone, and where it lived before; the area stays for counts."""
    mine = (Household.district_id == district, Household.id == household)
    conn.execute(update(Household).where(*mine).values(village=""))
    of = (HouseholdEvent.district_id == district, HouseholdEvent.household_id == household)
    conn.execute(update(HouseholdEvent).where(*of).values(village="", from_village=""))


def forget_proxies(conn: Connection, district: str, people: Sequence[UUID], *, names: bool) -> None:
    """These people's numbers, where they were let collect for others; with `names` who they were, too.

    A proxy is no link to a registrant: who has the number and the name is that person, who has only the number may be
    a neighbour who lent the phone, and keeps the name.
    """
    known = select(Registrant.phone, Registrant.name_as_told, Registrant.name_latin)
    for person in conn.execute(known.where(Registrant.district_id == district, Registrant.id.in_(people))).all():
        if not person.phone:
            continue
        here = (Proxy.district_id == district, Proxy.phone == person.phone)
        told = [text for text in (person.name_as_told, person.name_latin) if text]
        if names and told:
            same = or_(Proxy.name_as_told.in_(told), Proxy.name_latin.in_(told))
            blank = {"name_as_told": "", "name_latin": "", "relation": ""}
            conn.execute(update(Proxy).where(*here, same).values(blank))
        conn.execute(update(Proxy).where(*here).values(phone="", person_key=""))
        mine = (Collection.district_id == district, Collection.person_key == f"phone:{person.phone}")
        conn.execute(update(Collection).where(*mine).values(person_key=""))


def next_version(conn: Connection, district: str, household: UUID) -> None:
    """What anybody has open of this household is not what stands any more."""
    mine = (Household.district_id == district, Household.id == household)
    conn.execute(update(Household).where(*mine).values(version=Household.version + 1))


def drop_drafts(conn: Connection, district: str, drafts: Sequence[tuple[UUID, str]]) -> None:
    """Forms under way that hold what is removed, by operator and kind."""
    for operator, kind in drafts:
        mine = (Draft.district_id == district, Draft.operator_id == operator, Draft.kind == kind)
        conn.execute(delete(Draft).where(*mine))
