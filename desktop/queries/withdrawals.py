"""Whom and what a withdrawal covers: people, cards, forms under way, contents of the ledger. Never writes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.ledger.entry import NotAnEntry, decode
from desktop.ledger.erasure import ERASABLE, WRITTEN_OF_A_HOUSEHOLD, Place
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.ledger_entry import LedgerContent, LedgerEntry, LedgerHead
from desktop.models.pair import PeopleMerge
from desktop.models.working import Draft
from desktop.queries.consents import agreed_since
from desktop.queries.former import left_since
from desktop.reference.never_kept import matter_in_text
from desktop.security.canonical import Json, NotCanonical
from desktop.security.canonical import decode as json_of
from desktop.values.identifiers import HouseholdCode
from desktop.values.text import fold
from desktop.values.vocabulary import ConsentPurpose, HouseholdChange

OF_A_PERSON = frozenset(
    {"name_as_told", "name_latin", "parent_name", "parent_latin", "id_number", "phone", "safe_times", "token"}
)
"""Fields of ledger contents by which somebody is known."""

_SAME = and_(
    LedgerEntry.district_id == LedgerContent.district_id,
    LedgerEntry.log == LedgerContent.log,
    LedgerEntry.seq == LedgerContent.seq,
)

_OF_A_VILLAGE = frozenset({"village", "from_village"})
OF_A_PHONE = frozenset({"phone", "safe_times"})


@dataclass(frozen=True)
class Covered:
    """Whom a withdrawal is about: all records of these people, and the household where they live now."""

    people: tuple[UUID, ...]
    home: UUID
    closes: bool
    """Whether nobody is left in the household afterwards."""
    village: bool = False
    """Whether the village that was typed for it goes too: nobody else is said to live there."""
    homes: tuple[tuple[UUID, str], ...] = ()
    """Households with their codes of which staff wrote something that may speak of these people; of a registration."""


def covered(
    conn: Connection,
    district: str,
    household: UUID,
    purpose: ConsentPurpose,
    registrant: UUID | None,
    heard_at: datetime | None = None,
) -> Covered:
    """Whom the withdrawal of one registrant, or with None of a whole household, covers now.

    One person may have gone to another household since it was heard at `heard_at`, and a whole household into another
    one. A photo or phone that was taken back for everybody goes too where somebody left meanwhile, unless it was agreed
    to anew where they live; about their registration they speak for themselves.
    """
    if registrant is not None:
        home, people = home_of(conn, district, registrant) or household, (registrant,)
    else:
        home, people = household, members(conn, district, household)
        if not people:
            home, people = moved_on(conn, district, household)
        if purpose is not ConsentPurpose.REGISTER and heard_at is not None:
            people = (*people, *_left_meanwhile(conn, district, household, purpose, heard_at))
    closes = purpose is ConsentPurpose.REGISTER and set(members(conn, district, home)) <= set(people)
    if closes:
        people = (*people, *left_behind(conn, district, home))
    whole = with_merged(conn, district, people)
    homes = _homes_of(conn, district, whole, home) if purpose is ConsentPurpose.REGISTER else ()
    return Covered(whole, home, closes, closes and _village_goes(conn, district, home), homes)


def _village_goes(conn: Connection, district: str, home: UUID) -> bool:
    """Whether no other household is said to live in the village; one that names a forbidden matter goes at any rate."""
    here = select(Household.pcode, Household.village).where(Household.district_id == district)
    pcode, village = conn.execute(here.where(Household.id == home)).one()
    others = select(Household.village).where(
        Household.district_id == district, Household.pcode == pcode, Household.active, Household.id != home
    )
    if matter_in_text(village) is not None:
        return True
    return fold(village) not in map(fold, conn.scalars(others.distinct()))


def _homes_of(conn: Connection, district: str, people: Sequence[UUID], home: UUID) -> tuple[tuple[UUID, str], ...]:
    """Every household to which one of these people ever belonged, with its code."""
    lived = conn.scalars(
        select(Membership.household_id).where(Membership.district_id == district, Membership.registrant_id.in_(people))
    )
    ids = sorted({home, *lived})
    return tuple((one, code_of(conn, district, one).text) for one in ids)


def _left_meanwhile(
    conn: Connection, district: str, household: UUID, purpose: ConsentPurpose, heard_at: datetime
) -> tuple[UUID, ...]:
    homes = ((who, home_of(conn, district, who)) for who in left_since(conn, district, household, heard_at))
    return tuple(
        who for who, home in homes if home is None or not agreed_since(conn, district, home, purpose, heard_at)
    )


def members(conn: Connection, district: str, household: UUID) -> tuple[UUID, ...]:
    """Who belongs to the household now."""
    wanted = select(Membership.registrant_id).where(
        Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None)
    )
    return tuple(conn.scalars(wanted.order_by(Membership.place)))


def moved_on(conn: Connection, district: str, household: UUID) -> tuple[UUID, tuple[UUID, ...]]:
    """The household into which this one went, and who came from here on that day and still lives there."""
    went = conn.execute(
        select(HouseholdEvent.day, HouseholdEvent.other_id).where(
            HouseholdEvent.district_id == district,
            HouseholdEvent.household_id == household,
            HouseholdEvent.change == HouseholdChange.MERGED_INTO,
        )
    ).first()
    if went is None or went.other_id is None:
        return household, ()
    there = members(conn, district, went.other_id)
    came = select(Membership.registrant_id, Membership.place).where(
        Membership.district_id == district, Membership.household_id == household, Membership.to_day == went.day
    )
    return went.other_id, tuple(row.registrant_id for row in conn.execute(came) if row.registrant_id in there)


def home_of(conn: Connection, district: str, registrant: UUID) -> UUID | None:
    """The household where somebody lives now."""
    wanted = select(Membership.household_id).where(
        Membership.district_id == district, Membership.registrant_id == registrant, Membership.to_day.is_(None)
    )
    return conn.scalar(wanted)


def code_of(conn: Connection, district: str, household: UUID) -> HouseholdCode:
    """The code of a household."""
    return HouseholdCode(
        conn.scalars(select(Household.code).where(Household.district_id == district, Household.id == household)).one()
    )


def left_behind(conn: Connection, district: str, household: UUID) -> tuple[UUID, ...]:
    """Records that only this household has: its dead, and people written by mistake; nobody who went away alive.

    Whoever left is a person of their own, for whom nobody who stayed can speak.
    """
    went = (HouseholdChange.LEFT, HouseholdChange.MARRIED_OUT, HouseholdChange.SPLIT_OFF)
    away = set(
        conn.scalars(
            select(HouseholdEvent.registrant_id).where(
                HouseholdEvent.district_id == district,
                HouseholdEvent.household_id == household,
                HouseholdEvent.change.in_(went),
            )
        )
    )
    ever = _ever(conn, district, household)
    return tuple(who for who in ever if who not in away and _last_lived_in(conn, district, who) == household)


def _ever(conn: Connection, district: str, household: UUID) -> tuple[UUID, ...]:
    """Everybody who ever belonged to the household, the first told first."""
    # more columns than any index of people has: else SQLite, without statistics, goes through everybody's
    rows = conn.execute(
        select(Membership.registrant_id, Membership.place, Membership.from_day).where(
            Membership.district_id == district, Membership.household_id == household
        )
    )
    return tuple(dict.fromkeys(row.registrant_id for row in sorted(rows, key=lambda row: (row.place, row.from_day))))


def _last_lived_in(conn: Connection, district: str, registrant: UUID) -> UUID | None:
    """The household of the last stay of somebody who lives nowhere now; None for somebody who lives anywhere."""
    stays = conn.execute(
        select(Membership.household_id, Membership.to_day, Membership.from_day)
        .where(Membership.district_id == district, Membership.registrant_id == registrant)
        .order_by(Membership.from_day, Membership.id)
    ).all()
    return stays[-1].household_id if stays and all(stay.to_day is not None for stay in stays) else None


def with_merged(conn: Connection, district: str, people: Iterable[UUID]) -> tuple[UUID, ...]:
    """These registrants, and every record that was made one with them: it is the same person."""
    found: dict[UUID, None] = dict.fromkeys(people)
    fresh = list(found)
    while fresh:
        gone = conn.scalars(
            select(PeopleMerge.gone_id).where(
                PeopleMerge.district_id == district, PeopleMerge.kept_id.in_(fresh), PeopleMerge.undone_at.is_(None)
            )
        )
        fresh = [who for who in dict.fromkeys(gone) if who not in found]
        found.update(dict.fromkeys(fresh))
    return tuple(found)


def holds_anything(conn: Connection, district: str, purpose: ConsentPurpose, people: Sequence[UUID]) -> bool:
    """Whether there is a photo, or a phone, of these registrants; of a registration there always is."""
    if purpose is ConsentPurpose.PHOTO:
        wanted = select(Photo.registrant_id).where(Photo.district_id == district, Photo.registrant_id.in_(people))
    elif purpose is ConsentPurpose.PHONE:
        wanted = select(Registrant.id).where(
            Registrant.district_id == district, Registrant.id.in_(people), Registrant.phone != ""
        )
    else:
        return bool(people)
    return conn.execute(wanted.limit(1)).first() is not None


def drafts_about(
    conn: Connection, district: str, people: Iterable[UUID], code: HouseholdCode
) -> tuple[tuple[UUID, str], ...]:
    """Forms under way, by operator and kind, that are about a household or name one of these registrants."""
    marks = [code.text.encode(), *(str(who).encode() for who in people)]
    rows = conn.execute(select(Draft.operator_id, Draft.kind, Draft.body).where(Draft.district_id == district))
    return tuple(
        (operator, kind)
        for operator, kind, body in rows
        if code.text in kind or any(mark in bytes(body) for mark in marks)
    )


# --- contents of the ledger ------------------------------------------------------------------------------------------


def log_sizes(conn: Connection, district: str) -> dict[str, int]:
    """How many entries each log has."""
    rows = conn.execute(select(LedgerHead.log, LedgerHead.size).where(LedgerHead.district_id == district))
    return {row.log: row.size for row in rows}


def contents_about(
    conn: Connection,
    district: str,
    covered: Covered,
    fields: frozenset[str],
    *,
    since: Mapping[str, int],
) -> tuple[Place, ...]:
    """Where contents say one of `fields` of those whom a withdrawal covers; of each log from its place in `since` on.

    It looks at every content of the store, because whoever wrote the entry may have named them anywhere in it.
    """
    found: list[Place] = []
    if not fields or not covered.people:
        return ()
    for log, first in since.items():
        found += [
            (log, seq)
            for seq, line, content in conn.execute(_naming(conn, district, log, first, covered))
            if _may_go(bytes(line)) and _says(bytes(content), fields)
        ]
        found += _written_of(conn, district, log, first, covered)
        found += _told_where(conn, district, log, first, covered)
    return tuple(dict.fromkeys(found))


def _written_of(conn: Connection, district: str, log: str, first: int, covered: Covered) -> list[Place]:
    """Where staff wrote something of a household in their own words."""
    if not covered.homes:
        return []
    kinds = or_(*(_holds(conn, LedgerEntry.line, f'"do":"{kind}"') for kind in sorted(WRITTEN_OF_A_HOUSEHOLD)))
    marks = [
        _holds(conn, column, mark)
        for household, code in covered.homes
        for column, mark in (
            (LedgerEntry.line, f'"ref":"{household}"'),
            (LedgerContent.content, f'"{household}"'),
            (LedgerContent.content, f'"{code}"'),
        )
    ]
    here = (LedgerContent.district_id == district, LedgerContent.log == log, LedgerContent.seq >= first)
    rows = conn.execute(select(LedgerContent.seq).join(LedgerEntry, _SAME).where(*here, kinds, or_(*marks)))
    return [(log, row.seq) for row in rows]


def _told_where(conn: Connection, district: str, log: str, first: int, covered: Covered) -> Iterator[Place]:
    """Where entries about the household name its village, when that goes."""
    if not covered.village:
        return
    rows = conn.execute(
        select(LedgerContent.seq, LedgerEntry.line, LedgerContent.content)
        .join(LedgerEntry, _SAME)
        .where(
            LedgerContent.district_id == district,
            LedgerContent.log == log,
            LedgerContent.seq >= first,
            _holds(conn, LedgerEntry.line, f'"ref":"{covered.home}"'),
        )
    )
    for seq, line, content in rows:
        if _may_go(bytes(line)) and _says(bytes(content), _OF_A_VILLAGE):
            yield log, seq


def present(conn: Connection, district: str, places: Iterable[Place]) -> tuple[Place, ...]:
    """Those of the contents that are still there."""
    wanted = select(LedgerContent.seq).where(LedgerContent.district_id == district)
    return tuple(
        (log, seq)
        for log, seq in places
        if conn.execute(wanted.where(LedgerContent.log == log, LedgerContent.seq == seq)).first() is not None
    )


def _naming(conn: Connection, district: str, log: str, first: int, covered: Covered) -> Select[int, bytes, bytes]:
    """Entries of a log whose content names one of the registrants, or that are about the household."""

    named = [_holds(conn, LedgerContent.content, str(who)) for who in covered.people]
    if covered.closes:
        named.append(_holds(conn, LedgerEntry.line, f'"ref":"{covered.home}"'))
    return (
        select(LedgerContent.seq, LedgerEntry.line, LedgerContent.content)
        .join(LedgerEntry, _SAME)
        .where(LedgerContent.district_id == district, LedgerContent.log == log, LedgerContent.seq >= first, or_(*named))
        .order_by(LedgerContent.seq)
    )


def _holds(conn: Connection, column: InstrumentedAttribute[bytes], mark: str) -> ColumnElement[bool]:
    sought = literal(mark.encode("ascii"))
    if conn.dialect.name == "sqlite":
        return func.instr(column, sought) > 0
    return func.position(sought.op("IN")(column)) > 0


def _may_go(line: bytes) -> bool:
    try:
        return decode(line).do in ERASABLE
    except NotAnEntry:  # a damaged line is for the audit to name
        return False


def _says(content: bytes, fields: frozenset[str]) -> bool:
    """Whether any object in a content has one of the fields."""

    def inside_of(value: Json) -> bool:
        if isinstance(value, dict):
            return bool(fields & value.keys()) or any(inside_of(part) for part in value.values())
        return isinstance(value, list) and any(inside_of(part) for part in value)

    try:
        return inside_of(json_of(content))
    except NotCanonical:  # damaged, so nobody knows what it says
        return True
