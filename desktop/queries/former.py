"""People who belonged to a household and do not any more: of one household, or of all who live nowhere now."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from desktop.matching.names import query_keys
from desktop.models.household import Membership, NameKey, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.pair import PeopleMerge
from desktop.models.search import KEY_LIMIT
from desktop.records.household import FormerMember, PersonName
from desktop.values.identifiers import RegistrantId
from desktop.values.moment import Sight
from desktop.values.vocabulary import HouseholdChange

MOST_TYPED, MOST_WORDS, MOST_SHOWN = 200, 12, 20
_MOST_LOOKED_AT = 200

type Line = Row[*tuple[Any, ...]]

_WENT = (
    HouseholdChange.LEFT,
    HouseholdChange.MARRIED_OUT,
    HouseholdChange.DIED,
    HouseholdChange.SPLIT_OFF,
    HouseholdChange.MERGED_INTO,
)
_COLUMNS = (
    Registrant.id,
    Registrant.name_as_told,
    Registrant.name_latin,
    Registrant.parent_name,
    Registrant.parent_latin,
    Registrant.parent_relation,
    Registrant.unnamed,
    Membership.from_day,
    Membership.to_day,
)
_PEOPLE = and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id)


def left_since(conn: Connection, district: str, household: UUID, since: datetime) -> tuple[UUID, ...]:
    """Who went away alive after this moment, each to a place of their own; not who came back."""
    went = (HouseholdChange.LEFT, HouseholdChange.MARRIED_OUT, HouseholdChange.SPLIT_OFF)
    rows = conn.execute(
        select(HouseholdEvent.registrant_id, HouseholdEvent.change, HouseholdEvent.recorded_at).where(
            HouseholdEvent.district_id == district, HouseholdEvent.household_id == household
        )
    )
    gone = [row.registrant_id for row in rows if row.change in went and row.recorded_at >= since]
    here = set(
        conn.scalars(
            select(Membership.registrant_id).where(
                Membership.district_id == district,
                Membership.household_id == household,
                Membership.to_day.is_(None),
            )
        )
    )
    return tuple(who for who in dict.fromkeys(gone) if who not in here)


def former_members(conn: Connection, district: str, household: UUID, sight: Sight) -> tuple[FormerMember, ...]:
    """Who belonged to a household and does not now, who went last first; whoever came back is not among them."""
    now = aliased(Membership)
    back = exists().where(
        now.district_id == Membership.district_id,
        now.household_id == Membership.household_id,
        now.registrant_id == Membership.registrant_id,
        now.to_day.is_(None),
    )
    merged = _became_part(district).label("merged")
    wanted = (
        select(*_COLUMNS, merged)
        .join(Registrant, _PEOPLE)
        .where(
            Membership.district_id == district,
            Membership.household_id == household,
            Membership.to_day.is_not(None),
            ~back,
        )
        .order_by(Membership.to_day.desc(), Membership.place)
    )
    changes = _changes(conn, district, household)
    last: dict[UUID, FormerMember] = {}
    for line in conn.execute(wanted):
        change = changes.get((line.id, line.to_day))
        if line.to_day > line.from_day or change is not None:  # else a correction says that they never were here
            merged_now = line.merged and change is None
            last.setdefault(line.id, replace(_former(line, change, sight), same_person=merged_now))
    return tuple(last.values())


def without_household(conn: Connection, district: str, text: str, sight: Sight) -> tuple[FormerMember, ...]:
    """At most 20 living people who are in no household now and carry all words of `text`, who went last first."""
    asked = list(dict.fromkeys(key[:KEY_LIMIT] for key in query_keys(text[:MOST_TYPED]) if key))[:MOST_WORDS]
    if not asked:
        return ()
    went = exists().where(
        HouseholdEvent.district_id == Membership.district_id,
        HouseholdEvent.registrant_id == Membership.registrant_id,
        HouseholdEvent.change.in_(_WENT),
    )
    ids = conn.scalars(_housed_nowhere(district, asked, unfinished=not text.endswith(" "))).all()
    wanted = (
        select(*_COLUMNS)
        .join(Registrant, _PEOPLE)
        .where(
            Membership.district_id == district,
            Membership.registrant_id.in_(ids),
            or_(Membership.to_day > Membership.from_day, went),
            Registrant.died_on.is_(None),
            ~_became_part(district),
        )
        .order_by(Membership.to_day.desc(), Registrant.id)
    )
    last: dict[UUID, FormerMember] = {}
    for line in conn.execute(wanted) if ids else ():
        last.setdefault(line.id, _former(line, None, sight))
    return tuple(last.values())[:MOST_SHOWN]


def _became_part(district: str) -> ColumnElement[bool]:
    """Whether the registrant is the same person as another record, which stands for both now."""
    into = (PeopleMerge.district_id == district, PeopleMerge.gone_id == Registrant.id, PeopleMerge.undone_at.is_(None))
    return exists().where(*into)


def _housed_nowhere(district: str, keys: list[str], *, unfinished: bool) -> Select[UUID]:
    """Who carries all keys and lives nowhere; most people live somewhere, so that is asked before anything is cut."""
    now = aliased(Membership)
    housed = exists().where(
        now.district_id == NameKey.district_id, now.registrant_id == NameKey.registrant_id, now.to_day.is_(None)
    )
    found = select(NameKey.registrant_id).where(NameKey.district_id == district, ~housed)
    for place, key in enumerate(keys):
        table = NameKey if place == 0 else aliased(NameKey)
        begun = unfinished and place == len(keys) - 1
        fits = and_(table.key >= key, table.key < key + "\U0010ffff") if begun else table.key == key
        if place == 0:
            found = found.where(fits)
        else:
            same = (table.district_id == district, table.registrant_id == NameKey.registrant_id)
            found = found.where(exists().where(*same, fits))
    return found.distinct().limit(_MOST_LOOKED_AT)


def _changes(conn: Connection, district: str, household: UUID) -> dict[tuple[UUID, Any], HouseholdChange]:
    """By which event somebody went, by person and day."""
    rows = conn.execute(
        select(HouseholdEvent.registrant_id, HouseholdEvent.day, HouseholdEvent.change)
        .where(
            HouseholdEvent.district_id == district,
            HouseholdEvent.household_id == household,
            HouseholdEvent.change.in_(_WENT),
        )
        .order_by(HouseholdEvent.recorded_at)
    )
    return {(who, day): change for who, day, change in rows if who is not None}


def _former(line: Line, change: HouseholdChange | None, sight: Sight) -> FormerMember:
    name = PersonName(
        RegistrantId(line.id),
        line.name_as_told,
        line.name_latin,
        line.parent_name,
        line.parent_latin,
        line.unnamed,
    )
    return FormerMember(name, line.parent_relation, sight.on(line.from_day), line.to_day, change)
