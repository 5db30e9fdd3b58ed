"""Blocks of a household: proposed by one, decided by two, for one of six reasons; *under review* lapses by itself."""

import uuid
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import BlockReason, BlockState


class Block(Base):
    """One proposal and what became of it; an active block whose `until` has passed holds no longer."""

    __tablename__ = "block"
    __table_args__ = (
        Index("ix_block_household", "district_id", "household_id", "state", "until"),
        within("household_id", "household"),
        within("proposed_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    reason: Mapped[BlockReason] = mapped_column(Choice(BlockReason))
    state: Mapped[BlockState] = mapped_column(Choice(BlockState))
    note: Mapped[str] = mapped_column(String(200))
    proposed_by: Mapped[uuid.UUID] = mapped_column(Id)
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    decide_second_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    decided_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    until: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """When it lapses; None for one that holds until it is lifted."""
    lifted_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    lift_second_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    lift_note: Mapped[str] = mapped_column(String(200), server_default="", default="")
