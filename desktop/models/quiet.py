"""Lines of the quiet list that somebody looked at and put aside; what a line is about is not kept here."""

import uuid
from datetime import datetime

from sqlalchemy import Connection, Index, Integer, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Id, Instant, within
from desktop.values.identifiers import new_id


class QuietNote(Base):
    """One line put aside, with the reason; it holds while the line is about no more households than then."""

    __tablename__ = "quiet_note"
    __table_args__ = (Index("ix_quiet_note_flag", "district_id", "flag", "at"), within("noted_by", "operator"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    flag: Mapped[str] = mapped_column(String(60))
    """Names the line; made with a key of the office, so that no phone number stands in it."""
    count: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant)
    noted_by: Mapped[uuid.UUID] = mapped_column(Id)


def insert_quiet_note(
    conn: Connection, district: str, *, flag: str, count: int, reason: str, operator: uuid.UUID, at: datetime
) -> uuid.UUID:
    """Put a line aside; gives the row's id."""
    row = new_id()
    values = {"district_id": district, "id": row, "flag": flag, "count": count, "reason": reason}
    conn.execute(insert(QuietNote).values(values | {"at": at, "noted_by": operator}))
    return row
