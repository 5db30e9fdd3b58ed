"""Who may collect, beside the lines of a roster: initials alone; for children who live alone their caretaker's name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desktop.models.household import Household
from desktop.models.trusted_person import Collector
from desktop.queries.relief.collectors import children_alone
from desktop.records.distribution import RosterLine
from desktop.values.text import initials

_AT_ONCE = 500
"""Households that one statement asks for."""


def with_collectors(conn: Connection, district: str, lines: Sequence[RosterLine], day: date) -> tuple[RosterLine, ...]:
    """The same lines, each with who may collect for it on that day besides its holders."""
    found: list[RosterLine] = []
    for begin in range(0, len(lines), _AT_ONCE):
        some = lines[begin : begin + _AT_ONCE]
        named = _named(conn, district, [line.code.text for line in some])
        alone = children_alone(conn, district, {row.household_id for rows in named.values() for row in rows}, day)
        found += [_told(line, named[line.code.text], alone) if line.code.text in named else line for line in some]
    return tuple(found)


def _named(conn: Connection, district: str, codes: Sequence[str]) -> dict[str, list[Row[*tuple[Any, ...]]]]:
    """Collectors by household code, first choice first."""
    # ids first: else SQLite, without statistics, goes through all collectors of the district
    homes = {
        row.id: row.code
        for row in conn.execute(
            select(Household.id, Household.code).where(Household.district_id == district, Household.code.in_(codes))
        )
    }
    named: defaultdict[str, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in conn.execute(
        select(Collector.household_id, Collector.place, Collector.name_as_told, Collector.name_latin)
        .where(Collector.district_id == district, Collector.household_id.in_(list(homes)), Collector.to_day.is_(None))
        .order_by(Collector.place)
    ):
        named[homes[row.household_id]].append(row)
    return dict(named)


def _told(line: RosterLine, named: Sequence[Row[*tuple[Any, ...]]], alone: set[Any]) -> RosterLine:
    """Initials; of children alone the first who was named is their caretaker, and nobody else collects."""
    first = named[0]
    if first.household_id in alone:
        if first.place != 1:
            return line
        return replace(line, caretaker=first.name_as_told or first.name_latin)
    return replace(line, collectors=tuple(initials(row.name_as_told or row.name_latin) for row in named))
