"""Holds what happened to households against the entries that say so: every row has its entry, word for word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from desktop.models.household_event import HouseholdEvent
from desktop.queries.history import contents_at
from desktop.queries.history_details import ToldEvent, ToldHappening

type Place = tuple[str, int]


class _Told(ToldHappening):
    """The whole of what an entry and its rows both say."""

    household: UUID


@dataclass(frozen=True)
class _Row:
    household: UUID
    day: date
    event: ToldEvent


def first_misfit(conn: Connection, district: str, told: Mapping[Place, str]) -> Place | None:
    """Where the first row or entry stands that does not fit: ``("store", -1)`` for a row without an entry.

    `told` are the entries of events with the household that each is about. A content that was erased is no misfit; the
    audit sees to it that it was erased rightly. Rows of its household are then not held against anything.
    """
    rows = _rows(conn, district)
    contents = contents_at(conn, district, list(told))
    for place in told:
        content = contents.get(place)
        if content is not None and not _fits(content, rows):
            return place
    silent = {UUID(household) for place, household in told.items() if place not in contents}
    return ("store", -1) if any(row.household not in silent for row in rows.values()) else None


def _fits(content: bytes, rows: dict[UUID, _Row]) -> bool:
    """Whether every row that a content names says the same; they are taken out of `rows`."""
    try:
        happened = msgspec.json.decode(content, type=_Told)
    except msgspec.ValidationError:
        return False
    for event in happened.events:
        if rows.pop(event.id, None) != _Row(happened.household, happened.day, event):
            return False
    return bool(happened.events)


def _rows(conn: Connection, district: str) -> dict[UUID, _Row]:
    columns = (
        HouseholdEvent.id,
        HouseholdEvent.household_id,
        HouseholdEvent.day,
        HouseholdEvent.change,
        HouseholdEvent.registrant_id,
        HouseholdEvent.other_id,
        HouseholdEvent.from_pcode,
        HouseholdEvent.from_village,
        HouseholdEvent.pcode,
        HouseholdEvent.village,
    )
    found = conn.execute(select(*columns).where(HouseholdEvent.district_id == district))
    return {
        one.id: _Row(
            one.household_id,
            one.day,
            ToldEvent(
                one.id,
                one.change,
                one.registrant_id,
                one.other_id,
                one.from_pcode,
                one.from_village,
                one.pcode,
                one.village,
            ),
        )
        for one in found
    }
