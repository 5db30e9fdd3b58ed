"""Who may be the person that is told: registrants who share wide keys, those with the rarest in common first."""

import math
from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, literal, literal_column, select
from sqlalchemy.types import NullType

from desktop.matching.duplicates import Commonness
from desktop.models.household import NameKey, Registrant
from desktop.models.search import PERSON_ROW, MatchKey

LOOKED_AT = 200
"""Candidates that are weighed. With 400 not one in two hundred more was found (`make bench`)."""

_ROWS = 4_000  # carriers of keys that are read for one person; what more there is, is common
_TELLING, _COMMON = 2_000, 20_000  # a word is counted so far at least and at most, else a twentieth of the register


def _carrying(table: type[MatchKey] | type[NameKey]) -> Select[int]:
    mine = (table.district_id == bindparam("district"), table.key == bindparam("key"))
    some = select(literal(1).label("one")).select_from(table).where(*mine).limit(bindparam("most")).subquery()
    return select(func.count()).select_from(some)


# Written once: putting a statement together costs as much as asking it.
_CARRY_WIDE, _CARRY_WORD = _carrying(MatchKey), _carrying(NameKey)
# Raw, without making a UUID of each: of thousands, two hundred are looked at.
_WHO: ColumnElement[Any] = literal_column(MatchKey.registrant_id.key, NullType())
_CARRIERS = (
    select(_WHO)
    .select_from(MatchKey)
    .where(MatchKey.district_id == bindparam("district"), MatchKey.key == bindparam("key"))
    .limit(_ROWS)
)


def candidates(conn: Connection, district: str, asked: Iterable[int], people: int) -> list[UUID]:
    """At most LOOKED_AT registrants who share keys, those first whose keys in common are rarest among `people`."""
    counted = [
        (conn.scalar(_CARRY_WIDE, {"district": district, "key": key, "most": _ROWS + 1}) or 0, key) for key in asked
    ]
    worth: defaultdict[Any, float] = defaultdict(float)
    rows = 0
    for many, key in sorted(counted):
        if rows and rows + many > _ROWS:
            break
        if many:
            rows += many
            weight = math.log(max(people, many) / many) + 0.01
            for who in conn.scalars(_CARRIERS, {"district": district, "key": key}):
                worth[who] += weight
    likeliest = nlargest(LOOKED_AT, worth, key=worth.__getitem__)
    return [who if isinstance(who, UUID) else UUID(bytes=who) for who in likeliest]


def commonness(conn: Connection, district: str, words: Iterable[str]) -> Commonness:
    """How large the register is, and how many carry each of these keys."""
    people = _size(conn, district)
    most = min(_COMMON, max(_TELLING, people // 20))
    counted = {word: conn.scalar(_CARRY_WORD, {"district": district, "key": word, "most": most}) or 0 for word in words}
    return Commonness(people, {word: many for word, many in counted.items() if many}, most)


def _size(conn: Connection, district: str) -> int:
    """About how many registrants there are; its logarithm is used, so on SQLite the last row's number will do."""
    if conn.dialect.name == "sqlite":
        return conn.scalar(select(func.max(PERSON_ROW.c.row))) or 0
    return conn.scalar(select(func.count()).where(Registrant.district_id == district)) or 0
