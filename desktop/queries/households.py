"""Households as they stand: one by its code with members, photos, cards and history, and as a draft for correcting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, func, select

from desktop.domain.household_match import HeldSlot
from desktop.models.card import Card
from desktop.models.household import Consent, Household, Membership, Photo, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.import_batch import ImportBatch, ImportedHousehold
from desktop.queries.history import history_of
from desktop.queries.trusted import collector_draft, collectors_of, voucher_rows, vouchers_of
from desktop.records.household import CardLine, ConsentDraft, HouseholdDraft, HouseholdView, MemberDraft, MemberView
from desktop.values.age import years_on
from desktop.values.cnic import DIGITS, mask_cnic
from desktop.values.identifiers import CardNumber, HouseholdCode, HouseholdId, OperatorId, RegistrantId
from desktop.values.moment import Sight
from desktop.values.period import local_day
from desktop.values.vocabulary import BatchState, CardState, ConsentPurpose, HouseholdChange

type Line = Row[*tuple[Any, ...]]

SHOWN_OF_OTHER_NUMBERS = 4
"""Last characters of a number without thirteen digits that are shown."""


@dataclass(frozen=True)
class HouseholdState:
    """What a correction starts from. `registrants` stand in the order of the members of `draft`."""

    id: HouseholdId
    code: HouseholdCode
    active: bool
    version: int
    registered_at: datetime
    registrants: tuple[RegistrantId, ...]
    draft: HouseholdDraft
    held: tuple[HeldSlot, ...]


def view(
    conn: Connection, district: str, code: HouseholdCode, sight: Sight, *, why: bool = False
) -> HouseholdView | None:
    """The household of `code` ready to show, or None when this office has none; `why` as in its history."""
    row = _household(conn, district, code)
    if row is None:
        return None
    members = tuple(_member_view(line, sight) for line in _members(conn, district, row.id))
    return HouseholdView(
        id=HouseholdId(row.id),
        code=code,
        pcode=row.pcode,
        village=row.village,
        active=row.active,
        version=row.version,
        registered_at=sight.of(row.registered_at),
        members=members,
        cards=_card_lines(conn, district, row.id, code, sight),
        history=history_of(conn, district, row.id, sight, why=why),
        home_pcode=row.home_pcode,
        collectors=collectors_of(conn, district, row.id, sight),
        vouchers=vouchers_of(conn, district, row.id, sight),
        told_size=row.told_size,
        began=sight.on(_began(conn, district, row.id, local_day(row.registered_at))),
    )


def state(conn: Connection, district: str, code: HouseholdCode) -> HouseholdState | None:
    """The household of `code` as a draft with what a correction must respect, or None when this office has none."""
    row = _household(conn, district, code)
    if row is None:
        return None
    lines = _members(conn, district, row.id)
    draft = HouseholdDraft(
        pcode=row.pcode,
        village=row.village,
        consent=_consent(conn, district, row.id),
        members=tuple(_member_draft(line) for line in lines),
        home_pcode=row.home_pcode,
        collectors=tuple(map(collector_draft, collectors_of(conn, district, row.id))),
        vouchers=tuple(voucher_rows(conn, district, row.id).values()),
        told_size=row.told_size,
    )
    return HouseholdState(
        id=HouseholdId(row.id),
        code=code,
        active=row.active,
        version=row.version,
        registered_at=row.registered_at,
        registrants=tuple(RegistrantId(line.id) for line in lines),
        draft=draft,
        held=_held(conn, district, row.id),
    )


def id_of(conn: Connection, district: str, code: HouseholdCode) -> HouseholdId | None:
    """The id behind a code, or None."""
    wanted = select(Household.id, Household.active)
    row = conn.execute(wanted.where(Household.district_id == district, Household.code == code.text)).first()
    if row is None or (not row.active and never_seen(conn, district, row.id)):
        return None
    return HouseholdId(row.id)


def never_seen(conn: Connection, district: str, household: UUID) -> bool:
    """Whether an inactive household is of an import that is not open yet, or never was."""
    batch = (ImportBatch.district_id == ImportedHousehold.district_id) & (ImportBatch.id == ImportedHousehold.batch_id)
    wanted = (
        select(ImportedHousehold.submission)
        .join(ImportBatch, batch)
        .where(
            ImportedHousehold.district_id == district,
            ImportedHousehold.household_id == household,
            ImportBatch.state.in_((BatchState.WRITING, BatchState.DROPPED)),
        )
    )
    return conn.execute(wanted.limit(1)).first() is not None


def registered_since(
    conn: Connection, district: str, operator: OperatorId, since: datetime
) -> list[tuple[datetime, int]]:
    """Each household that an operator registered from `since` on: when, and how many people it has.

    What came by an import is not counted: nobody sat at the desk with them.
    """
    imported = select(ImportedHousehold.submission).where(
        ImportedHousehold.district_id == Household.district_id, ImportedHousehold.household_id == Household.id
    )
    living = and_(
        Membership.district_id == district, Membership.household_id == Household.id, Membership.to_day.is_(None)
    )
    wanted = (
        select(Household.registered_at, func.count(Membership.id))
        .outerjoin(Membership, living)
        .where(Household.district_id == district, Household.registered_by == operator, Household.registered_at >= since)
        .where(Household.active.is_(True), ~imported.exists())
        .group_by(Household.id, Household.registered_at)
    )
    return [(at, people) for at, people in conn.execute(wanted)]


def is_empty(conn: Connection, district: str) -> bool:
    """Whether no household was ever registered here."""
    return conn.execute(select(Household.id).where(Household.district_id == district).limit(1)).first() is None


def _household(conn: Connection, district: str, code: HouseholdCode) -> Line | None:
    columns = (
        Household.id,
        Household.pcode,
        Household.village,
        Household.active,
        Household.version,
        Household.registered_at,
        Household.home_pcode,
        Household.told_size,
    )
    row = conn.execute(
        select(*columns).where(Household.district_id == district, Household.code == code.text)
    ).one_or_none()
    return None if row is not None and not row.active and never_seen(conn, district, row.id) else row


def _members(conn: Connection, district: str, household: UUID) -> Sequence[Line]:
    """One row a member: all columns of the registrant, relation and slot, the photo."""
    same = (Membership.district_id == Registrant.district_id) & (Membership.registrant_id == Registrant.id)
    pictured = (Photo.district_id == Registrant.district_id) & (Photo.registrant_id == Registrant.id)
    born = (
        select(func.max(HouseholdEvent.day))
        .where(HouseholdEvent.district_id == Registrant.district_id, HouseholdEvent.registrant_id == Registrant.id)
        .where(HouseholdEvent.change == HouseholdChange.BORN)
        .scalar_subquery()
    )
    columns = (Membership.relation, Membership.slot, Membership.from_day, born.label("born"))
    wanted = (
        select(*Registrant.__table__.c, *columns, Photo.jpeg)
        .join(Membership, same)
        .outerjoin(Photo, pictured)
        .where(
            Registrant.district_id == district,
            Membership.household_id == household,
            Membership.to_day.is_(None),
        )
        .order_by(Membership.place)
    )
    return conn.execute(wanted).all()


def _member_view(line: Line, sight: Sight) -> MemberView:
    told = line.age_as_of  # an age is told on the day of the registration, as a rule
    shown = MemberView(
        id=RegistrantId(line.id),
        name_as_told=line.name_as_told,
        name_latin=line.name_latin,
        parent_name=line.parent_name,
        parent_latin=line.parent_latin,
        parent_relation=line.parent_relation,
        relation=line.relation,
        sex=line.sex,
        age_years=line.age_years,
        age_method=line.age_method,
        age_as_of=told and sight.on(told).day,
        id_type=line.id_type,
        id_masked=masked(line.id_number),
        phone=line.phone,
        phone_owner=line.phone_owner,
        safe_to_call=line.safe_to_call,
        work_kind=line.work_kind,
        disability=line.disability,
        slot=line.slot,
        photo=line.jpeg,
        unnamed=line.unnamed,
        age_event=line.age_event,
        number_seen=line.number_seen,
        safe_times=line.safe_times,
        washington=line.washington,
        intermediary=line.intermediary,
        born=_born(line),
        since=sight.on(line.from_day),
    )
    return shown if sight.details else without_details(shown)


def _born(line: Line) -> date | None:
    """The day of birth that was told, as long as the age that is kept is the age by it."""
    if line.born is None or line.age_years is None or line.age_as_of is None:
        return None
    return line.born if years_on(0, line.born, line.age_as_of) == line.age_years else None


def _began(conn: Connection, district: str, household: UUID, registered: date) -> date:
    """The first day on which the household is known: a part of another one began before it was written down."""
    wanted = select(func.min(Membership.from_day))
    first = conn.scalar(wanted.where(Membership.district_id == district, Membership.household_id == household))
    return registered if first is None else min(registered, first)


def without_details(member: MemberView) -> MemberView:
    """A member for who helps at a point: who it is and which card, nothing of phones, work and what is difficult."""
    return replace(
        member,
        phone="",
        phone_owner=None,
        safe_to_call=None,
        safe_times="",
        work_kind=None,
        disability=None,
        washington="",
        intermediary=None,
    )


def masked(number: str) -> str:
    """A kept number with all but its last digits as dots; empty when there is none."""
    if len(number) == DIGITS and number.isascii() and number.isdigit():
        return mask_cnic(number)
    hidden = max(0, len(number) - SHOWN_OF_OTHER_NUMBERS)
    return "•" * hidden + (number[hidden:] if hidden else "•" * len(number))


def _member_draft(line: Line) -> MemberDraft:
    return MemberDraft(
        registrant=RegistrantId(line.id),
        name_as_told=line.name_as_told,
        name_latin=line.name_latin,
        parent_name=line.parent_name,
        parent_latin=line.parent_latin,
        parent_relation=line.parent_relation,
        relation=line.relation,
        sex=line.sex,
        age_years=line.age_years,
        age_method=line.age_method,
        age_as_of=line.age_as_of,
        id_type=line.id_type,
        id_number=line.id_number,
        phone=line.phone,
        phone_owner=line.phone_owner,
        safe_to_call=line.safe_to_call,
        work_kind=line.work_kind,
        disability=line.disability,
        holder=line.slot,
        photo=line.jpeg,
        unnamed=line.unnamed,
        age_event=line.age_event,
        number_seen=line.number_seen,
        safe_times=line.safe_times,
        washington=line.washington,
        intermediary=line.intermediary,
    )


def _consent(conn: Connection, district: str, household: UUID) -> ConsentDraft:
    """What holds now: the newest row of each purpose; reader and language are those of the newest row of all."""
    columns = (Consent.purpose, Consent.given, Consent.read_by, Consent.language, Consent.heard_in_queue)
    lines = conn.execute(
        select(*columns)
        .where(Consent.district_id == district, Consent.household_id == household)
        .order_by(Consent.at, Consent.id)
    ).all()
    given = {line.purpose: line.given for line in lines}
    newest = lines[-1]
    return ConsentDraft(
        register=given.get(ConsentPurpose.REGISTER, False),
        photo=given.get(ConsentPurpose.PHOTO, False),
        phone=given.get(ConsentPurpose.PHONE, False),
        read_by=newest.read_by,
        language=newest.language,
        heard_in_queue=newest.heard_in_queue,
    )


def _held(conn: Connection, district: str, household: UUID) -> tuple[HeldSlot, ...]:
    columns = (Card.slot, Card.registrant_id, Card.state)
    lines = conn.execute(select(*columns).where(Card.district_id == district, Card.household_id == household)).all()
    live: dict[tuple[int, UUID], bool] = {}
    for line in lines:
        pair = (line.slot, line.registrant_id)
        live[pair] = live.get(pair, False) or line.state is CardState.LIVE
    return tuple(HeldSlot(slot, registrant, out) for (slot, registrant), out in live.items())


def _card_lines(
    conn: Connection, district: str, household: UUID, code: HouseholdCode, sight: Sight
) -> tuple[CardLine, ...]:
    columns = (Card.slot, Card.issue, Card.state, Card.issued_at, Card.copies, Card.printed_at)
    lines = conn.execute(
        select(*columns)
        .where(Card.district_id == district, Card.household_id == household)
        .order_by(Card.slot, Card.issue)
    )
    return tuple(
        CardLine(
            CardNumber(code, line.slot, line.issue).text,
            line.slot,
            line.state,
            sight.of(line.issued_at),
            line.copies,
            line.printed_at is not None,
        )
        for line in lines
    )
