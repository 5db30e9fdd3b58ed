"""The indexes over people: skeleton keys in a portable table, on SQLite in a full-text table beside it, and wide keys.

The full-text table keeps no text of its own, only which row holds which key; `person_row` gives each registrant the
whole-number row that such a table needs. The first migration makes both on SQLite alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    column,
    delete,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Id
from desktop.models.household import NameKey

KEY_LIMIT = 40
"""Characters of one key that are kept."""

PERSON_ROW = Table(
    "person_row",
    MetaData(),
    Column("row", Integer, primary_key=True),
    Column("district_id", String(16)),
    Column("registrant_id", Id),
)
PERSON_KEYS = table("person_keys", column("rowid", BigInteger), column("words", String))


class MatchKey(Base):
    """One wide key (a signed 64-bit hash) of one registrant, by which people who may be one person find each other."""

    __tablename__ = "match_key"
    # no foreign key: it would be looked up ten times for each person, and a key too many only costs a look
    __table_args__ = (Index("ix_match_key_registrant", "district_id", "registrant_id"), KEPT_BY_KEY)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    registrant_id: Mapped[UUID] = mapped_column(Id, primary_key=True)


@dataclass(frozen=True)
class PersonKeys:
    """What the indexes keep of one registrant: words for searching, wide keys for finding doubles."""

    words: tuple[str, ...]
    wide: tuple[int, ...]


def index_person(conn: Connection, district: str, registrant: UUID, keys: PersonKeys) -> None:
    """Keep these keys for one registrant, instead of any kept before, on whatever this engine has."""
    row = _take_away(conn, district, registrant)
    _keep(conn, district, [(registrant, keys)])
    if conn.dialect.name == "sqlite":
        if row is None:
            _keep_on_sqlite(conn, district, [(registrant, keys)])
        else:
            conn.execute(insert(PERSON_KEYS), {"rowid": row, "words": " ".join(keys.words)})


def index_people(conn: Connection, district: str, people: Sequence[tuple[UUID, PersonKeys]]) -> None:
    """Keep the keys of registrants of whom none are kept yet; for many at once, as an import brings them."""
    if people:
        _keep(conn, district, people)
        if conn.dialect.name == "sqlite":
            _keep_on_sqlite(conn, district, people)


def index_texts(conn: Connection, district: str, people: Sequence[tuple[UUID, Sequence[str]]]) -> None:
    """Keep the words of registrants in the full-text table, where there is one and as far as they are not there yet."""
    if not people or conn.dialect.name != "sqlite":
        return
    asked = (PERSON_ROW.c.district_id == district, PERSON_ROW.c.registrant_id.in_([who for who, _ in people]))
    there = set(conn.scalars(select(PERSON_ROW.c.registrant_id).where(*asked)))
    fresh = [(who, PersonKeys(tuple(words), ())) for who, words in people if who not in there]
    if fresh:
        _keep_on_sqlite(conn, district, fresh)


def forget_people(conn: Connection, district: str, registrants: Sequence[UUID]) -> None:
    """Keep no key of these registrants any more; for many at once, as an import is taken back."""
    for kind in (NameKey, MatchKey):
        conn.execute(delete(kind).where(kind.district_id == district, kind.registrant_id.in_(registrants)))
    if conn.dialect.name != "sqlite":
        return
    mine = (PERSON_ROW.c.district_id == district, PERSON_ROW.c.registrant_id.in_(registrants))
    rows = list(conn.scalars(select(PERSON_ROW.c.row).where(*mine)))
    if rows:
        conn.execute(delete(PERSON_KEYS).where(PERSON_KEYS.c.rowid.in_(rows)))
        conn.execute(delete(PERSON_ROW).where(PERSON_ROW.c.row.in_(rows)))


def forget_person(conn: Connection, district: str, registrant: UUID) -> None:
    """Keep no key of this registrant any more: neither a search nor a check for doubles leads to them."""
    row = _take_away(conn, district, registrant)
    if row is not None:
        conn.execute(delete(PERSON_ROW).where(PERSON_ROW.c.row == row))


def _keep(conn: Connection, district: str, people: Sequence[tuple[UUID, PersonKeys]]) -> None:
    key = {"district_id": district}
    words = [{**key, "registrant_id": who, "key": word} for who, keys in people for word in keys.words]
    wide = [{**key, "registrant_id": who, "key": number} for who, keys in people for number in keys.wide]
    if words:
        conn.execute(insert(NameKey), words)
    if wide:
        conn.execute(insert(MatchKey), wide)


def _keep_on_sqlite(conn: Connection, district: str, people: Sequence[tuple[UUID, PersonKeys]]) -> None:
    last = conn.scalar(select(func.max(PERSON_ROW.c.row))) or 0
    numbered = list(enumerate(people, last + 1))
    rows = [{"row": row, "district_id": district, "registrant_id": who} for row, (who, _) in numbered]
    conn.execute(insert(PERSON_ROW), rows)
    conn.execute(insert(PERSON_KEYS), [{"rowid": row, "words": " ".join(keys.words)} for row, (_, keys) in numbered])


def _take_away(conn: Connection, district: str, registrant: UUID) -> int | None:
    """Take the keys of a registrant away; gives the row that is kept for the full-text table, if there is one."""
    for kind in (NameKey, MatchKey):
        conn.execute(delete(kind).where(kind.district_id == district, kind.registrant_id == registrant))
    if conn.dialect.name != "sqlite":
        return None
    mine = (PERSON_ROW.c.district_id == district, PERSON_ROW.c.registrant_id == registrant)
    row = conn.scalar(select(PERSON_ROW.c.row).where(*mine))
    if row is not None:
        conn.execute(delete(PERSON_KEYS).where(PERSON_KEYS.c.rowid == row))
    return row
