"""The search index over people: skeleton keys in a portable table, and on SQLite in a full-text table beside it.

The full-text table keeps no text of its own, only which row holds which key; `person_row` gives each registrant the
whole-number row that such a table needs. The first migration makes both on SQLite alone.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    column,
    delete,
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
    __table_args__ = KEPT_BY_KEY

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    registrant_id: Mapped[UUID] = mapped_column(Id, primary_key=True)


def index_person(conn: Connection, district: str, registrant: UUID, keys: Sequence[str]) -> None:
    """Keep these keys for one registrant, instead of any kept before, on whatever this engine has."""
    mine = (NameKey.district_id == district, NameKey.registrant_id == registrant)
    conn.execute(delete(NameKey).where(*mine))
    if keys:
        rows = [{"district_id": district, "registrant_id": registrant, "key": key} for key in keys]
        conn.execute(insert(NameKey), rows)
    if conn.dialect.name == "sqlite":
        _index_on_sqlite(conn, district, registrant, " ".join(keys))


def _index_on_sqlite(conn: Connection, district: str, registrant: UUID, text: str) -> None:
    place = PERSON_ROW.c
    row = conn.scalar(select(place.row).where(place.district_id == district, place.registrant_id == registrant))
    if row is None:
        made = insert(PERSON_ROW).values(district_id=district, registrant_id=registrant).returning(place.row)
        row = conn.scalar(made)
    else:
        conn.execute(delete(PERSON_KEYS).where(PERSON_KEYS.c.rowid == row))
    conn.execute(insert(PERSON_KEYS).values(rowid=row, words=text))
