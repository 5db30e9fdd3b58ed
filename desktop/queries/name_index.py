"""Which registrants carry given keys: on SQLite through the full-text table, elsewhere through the portable table."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, bindparam, func, literal_column, select
from sqlalchemy.orm import aliased

from desktop.matching.names import joined_key
from desktop.models.household import NameKey
from desktop.models.search import PERSON_KEYS, PERSON_ROW

ENOUGH = 80
"""Candidates that are looked at and ordered. With 300 no more people were found (`make bench`), in twice the time."""

_COUNTED = 2_000  # a key carried by more people than this is common, however much more


@dataclass(frozen=True)
class Wanted:
    """Keys that one registrant must all carry; of the last one only the beginning when `unfinished`."""

    keys: tuple[str, ...]
    unfinished: bool = False

    def joined(self) -> Iterator["Wanted"]:
        """The same with two words that stand together as the one word that others write: Mah Noor, Mahnoor."""
        for place in range(len(self.keys) - 1):
            both = joined_key(*self.keys[place : place + 2])
            if both:
                yield Wanted((*self.keys[:place], both, *self.keys[place + 2 :]), self.unfinished)

    def without_one(self) -> Iterator["Wanted"]:
        """The same with one key less, each in turn."""
        for place in range(len(self.keys)):
            last = place == len(self.keys) - 1
            yield Wanted(self.keys[:place] + self.keys[place + 1 :], self.unfinished and not last)


def carriers(conn: Connection, district: str, wanted: Wanted, *, portable: bool = False) -> list[UUID]:
    """The ids of at most ENOUGH registrants; `portable` leaves the full-text table aside."""
    full_text = conn.dialect.name == "sqlite" and not portable
    if full_text:
        return list(conn.scalars(_BY_FULL_TEXT, {"terms": _terms(wanted)}))
    return list(conn.scalars(_by_table(conn, district, wanted)))


def _full_text() -> Select[UUID]:
    whole: ColumnElement[str] = literal_column(PERSON_KEYS.name, Text)  # the engine wants its table's name here
    # No order: the full-text engine would have to score every Muhammad of the office.
    hits = select(PERSON_KEYS.c.rowid).where(whole.op("MATCH")(bindparam("terms"))).limit(ENOUGH)
    return select(PERSON_ROW.c.registrant_id).where(PERSON_ROW.c.row.in_(hits))


_BY_FULL_TEXT = _full_text()


def _terms(wanted: Wanted) -> str:
    """Keys as words that must all be there, quoted, so that none is an order to the engine."""
    terms = [f'"{key}"' for key in wanted.keys]
    return " ".join(terms) + ("*" if wanted.unfinished else "")


def _by_table(conn: Connection, district: str, wanted: Wanted) -> Select[UUID]:
    """Starts from the key that the fewest carry, and asks of each carrier whether it has the others too."""
    beginnings = [wanted.unfinished and place == len(wanted.keys) - 1 for place in range(len(wanted.keys))]
    pairs = sorted(zip(wanted.keys, beginnings, strict=True), key=lambda pair: _count(conn, district, *pair))
    first, *others = pairs
    found = select(NameKey.registrant_id).where(_carries(NameKey, district, *first))
    for key, beginning in others:
        other = aliased(NameKey)
        same = (other.district_id == district, other.registrant_id == NameKey.registrant_id)
        # of a beginning: written so that the few keys of this registrant are read, not all keys that begin so
        has: ColumnElement[bool] = func.substr(other.key, 1, len(key)) == key if beginning else other.key == key
        found = found.where(select(other.key).where(*same, has).exists())
    return found.distinct().limit(ENOUGH)


def _carries(table: type[NameKey], district: str, key: str, beginning: bool) -> ColumnElement[bool]:
    if not beginning:
        return and_(table.district_id == district, table.key == key)
    return and_(table.district_id == district, table.key >= key, table.key < key + "\U0010ffff")


def _count(conn: Connection, district: str, key: str, beginning: bool) -> int:
    some = select(NameKey.key).where(_carries(NameKey, district, key, beginning)).limit(_COUNTED).subquery()
    return conn.scalar(select(func.count()).select_from(some)) or 0
