"""Programmes with the newest version of their rules, and the hazard events that rounds answer."""

import json
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from desktop.models.programme import HazardEvent, Programme, ProgrammeVersion, Round
from desktop.records.programme import EventView, ProgrammeView, items_of


def newest(conn: Connection, district: str, name: str) -> ProgrammeView | None:
    """The newest saved rules of a programme; None when none were saved."""
    found = programme(conn, district, name)
    return found if found is not None and found.version else None


def programme(conn: Connection, district: str, name: str) -> ProgrammeView | None:
    """One programme, or None."""
    row = conn.execute(_programmes(district).where(Programme.name == name)).first()
    return None if row is None else _view(row)


def programmes(conn: Connection, district: str) -> tuple[ProgrammeView, ...]:
    """All programmes by name, also those whose rounds told their own items."""
    return tuple(_view(row) for row in conn.execute(_programmes(district).order_by(Programme.name)))


def _programmes(district: str) -> Select[*tuple[Any, ...]]:
    newest_version = (
        select(func.max(ProgrammeVersion.version))
        .where(ProgrammeVersion.district_id == Programme.district_id, ProgrammeVersion.programme_id == Programme.id)
        .correlate(Programme)
        .scalar_subquery()
    )
    rounds = (
        select(func.count())
        .select_from(Round)
        .where(Round.district_id == Programme.district_id, Round.programme_id == Programme.id)
        .correlate(Programme)
        .scalar_subquery()
    )
    return (
        select(
            Programme.name,
            ProgrammeVersion.version,
            ProgrammeVersion.rules,
            ProgrammeVersion.made_at,
            rounds.label("rounds"),
        )
        .outerjoin(
            ProgrammeVersion,
            and_(
                ProgrammeVersion.district_id == Programme.district_id,
                ProgrammeVersion.programme_id == Programme.id,
                ProgrammeVersion.version == newest_version,
            ),
        )
        .where(Programme.district_id == district)
    )


def _view(row: Row[*tuple[Any, ...]]) -> ProgrammeView:
    items = items_of(json.loads(row.rules)) if row.rules else ()
    return ProgrammeView(row.name, row.version or 0, items, row.made_at, row.rounds)


def events(conn: Connection, district: str, code: str = "") -> tuple[EventView, ...]:
    """Hazard events, the newest first; with `code` only that one."""
    rounds = (
        select(func.count())
        .select_from(Round)
        .where(Round.district_id == HazardEvent.district_id, Round.event_id == HazardEvent.id)
        .correlate(HazardEvent)
        .scalar_subquery()
    )
    wanted = (
        select(HazardEvent, rounds.label("rounds"))
        .where(HazardEvent.district_id == district)
        .order_by(HazardEvent.from_day.desc(), HazardEvent.code)
    )
    if code:
        wanted = wanted.where(HazardEvent.code == code)
    columns = (
        HazardEvent.code,
        HazardEvent.kind,
        HazardEvent.name,
        HazardEvent.from_day,
        HazardEvent.areas,
        rounds.label("rounds"),
    )
    return tuple(
        EventView(row.code, row.kind, row.name, row.from_day, tuple(json.loads(row.areas)), row.rounds)
        for row in conn.execute(wanted.with_only_columns(*columns))
    )


def round_codes(conn: Connection, district: str, beginning: str) -> set[str]:
    """Codes of rounds that begin so."""
    wanted = select(Round.code).where(Round.district_id == district, Round.code.startswith(beginning, autoescape=True))
    return set(conn.execute(wanted).scalars())
