"""The mailbox: sealed envelopes of one size, one for each saved registration and each scan, all alike from outside."""

import uuid

from sqlalchemy import Connection, LargeBinary, insert, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Id


class Envelope(Base):
    """512 bytes. The id is random, so that rows lie in no order of time; no time and no household stands beside it."""

    __tablename__ = "envelope"
    __table_args__ = KEPT_BY_KEY

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary(512))


def put(conn: Connection, district: str, sealed: bytes) -> uuid.UUID:
    """One envelope into the mailbox; gives its id, which belongs into no row and no entry."""
    envelope = uuid.uuid4()
    conn.execute(insert(Envelope), {"district_id": district, "id": envelope, "sealed": sealed})
    return envelope


def exchange(conn: Connection, district: str, envelope: uuid.UUID, sealed: bytes) -> None:
    """Put another envelope in the place of one that was put just now.

    When that one was taken out meanwhile, this one is put in: a mark is never lost.
    """
    mine = (Envelope.district_id == district, Envelope.id == envelope)
    if conn.execute(update(Envelope).where(*mine).values(sealed=sealed)).rowcount == 0:
        put(conn, district, sealed)
