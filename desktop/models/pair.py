"""Two records that may be one person: what people said of them, and records that were made one."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import PairAnswer


class Pair(Base):
    """Two registrants (`a_id` the lower id) that were found alike; without an answer the pair waits in the queue."""

    __tablename__ = "pair"
    __table_args__ = (
        Index("ix_pair_open", "district_id", "answer", "score", "a_id", "b_id"),
        Index("ix_pair_b", "district_id", "b_id"),
        within("a_id", "registrant"),
        within("b_id", "registrant"),
        within("answered_by", "operator"),
    )

    a_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    b_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    score: Mapped[int] = mapped_column(Integer)
    """Thousandths; for the order of the queue only, never shown."""
    why: Mapped[str] = mapped_column(String(200))
    """Reason codes with one space between, as `desktop.matching.score.Why`."""
    found_at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[PairAnswer | None] = mapped_column(Choice(PairAnswer), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    answered_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)


class PeopleMerge(Base):
    """One record taken into another, with all that is needed to take it back; a row for each time."""

    __tablename__ = "people_merge"
    __table_args__ = (
        Index("ix_people_merge_gone", "district_id", "gone_id", "undone_at"),
        Index("ix_people_merge_kept", "district_id", "kept_id", "undone_at"),
        within("kept_id", "registrant"),
        within("gone_id", "registrant"),
        within("merged_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    kept_id: Mapped[uuid.UUID] = mapped_column(Id)
    gone_id: Mapped[uuid.UUID] = mapped_column(Id)
    before: Mapped[bytes] = mapped_column(LargeBinary)
    """What both were before, as JSON: memberships, fields that were taken over, cards that were ended."""
    merged_at: Mapped[datetime] = mapped_column(Instant)
    merged_by: Mapped[uuid.UUID] = mapped_column(Id)
    undone_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
