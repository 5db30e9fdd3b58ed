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
_COUNTED = 2_000  # a word is counted so far at least, else to an eighth of the register


# Written once: putting a statement together costs as much as asking it.
_COUNTS = (
    select(MatchKey.key, func.count())
    .where(MatchKey.district_id == bindparam("district"), MatchKey.key.in_(bindparam("keys", expanding=True)))
    .group_by(MatchKey.key)
)
_SOME = (
    select(literal(1).label("one"))
    .select_from(NameKey)
    .where(NameKey.district_id == bindparam("district"), NameKey.key == bindparam("key"))
    .limit(bindparam("most"))
    .subquery()
)
_CARRY_WORD: Select[int] = select(func.count()).select_from(_SOME)
# Raw, without making a UUID of each: of thousands, two hundred are looked at.
_WHO: ColumnElement[Any] = literal_column(MatchKey.registrant_id.key, NullType())
_CARRIERS = (
    select(_WHO)
    .select_from(MatchKey)
    .where(MatchKey.district_id == bindparam("district"), MatchKey.key == bindparam("key"))
    .limit(_ROWS)
)


def candidates(conn: Connection, district: str, asked: Iterable[int], people: int) -> dict[UUID, float]:
    """At most LOOKED_AT registrants who share keys, each with how rare the keys in common are among `people`.

    Those with the most in common; the sum of ln(people / carriers) over the keys.
    """
    counted = conn.execute(_COUNTS, {"district": district, "keys": list(asked)}).all()
    worth: defaultdict[Any, float] = defaultdict(float)
    rows = 0
    for key, many in sorted(counted, key=lambda row: row[1]):
        if rows and rows + many > _ROWS:
            break
        rows += many
        weight = math.log(max(people, many) / many) + 0.01
        for who in conn.scalars(_CARRIERS, {"district": district, "key": key}):
            worth[who] += weight
    likeliest = nlargest(LOOKED_AT, worth, key=worth.__getitem__)
    return {who if isinstance(who, UUID) else UUID(bytes=who): worth[who] for who in likeliest}


def commonness(conn: Connection, district: str, words: Iterable[str]) -> Commonness:
    """How large the register is, and how many carry each of these keys."""
    people = _size(conn, district)
    most = max(_COUNTED, people // 8)
    counted = {word: conn.scalar(_CARRY_WORD, {"district": district, "key": word, "most": most}) or 0 for word in words}
    return Commonness(people, {word: many for word, many in counted.items() if many}, most)


def _size(conn: Connection, district: str) -> int:
    """About how many registrants there are; its logarithm is used, so on SQLite the last row's number will do."""
    if conn.dialect.name == "sqlite":
        return conn.scalar(select(func.max(PERSON_ROW.c.row))) or 0
    return conn.scalar(select(func.count()).where(Registrant.district_id == district)) or 0
