"""Blocks of a household: proposed by one, decided by two, for one of six reasons; *under review* lapses by itself."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, Index, String, insert, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.identifiers import new_id
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


REVIEW = timedelta(days=14)
"""*Under review* lapses so long after it came into force; every other reason holds until it is lifted."""

_BLOCKS = Block.__table__


def lapses_at(reason: BlockReason, begins: datetime) -> datetime | None:
    """When a block of this reason lapses by itself, if it does."""
    return begins + REVIEW if reason is BlockReason.UNDER_REVIEW else None


def insert_proposal(
    conn: Connection,
    district: str,
    household: uuid.UUID,
    *,
    reason: BlockReason,
    note: str,
    operator: uuid.UUID,
    at: datetime,
) -> uuid.UUID:
    """A proposal that waits to be decided; gives its id."""
    row = new_id()
    conn.execute(
        insert(Block),
        {
            "district_id": district,
            "id": row,
            "household_id": household,
            "reason": reason,
            "state": BlockState.PROPOSED,
            "note": note,
            "proposed_by": operator,
            "proposed_at": at,
        },
    )
    return row


def decide_proposal(
    conn: Connection,
    district: str,
    block: uuid.UUID,
    *,
    state: BlockState,
    operator: uuid.UUID,
    second: uuid.UUID | None,
    at: datetime,
    until: datetime | None,
) -> bool:
    """Make a waiting proposal active or refused; False when it waits no longer."""
    decided = conn.execute(
        update(Block)
        .where(_BLOCKS.c.district_id == district, _BLOCKS.c.id == block, _BLOCKS.c.state == BlockState.PROPOSED)
        .values(state=state, decided_by=operator, decide_second_id=second, decided_at=at, until=until)
    )
    return decided.rowcount == 1


def lift_block(
    conn: Connection,
    district: str,
    block: uuid.UUID,
    *,
    operator: uuid.UUID,
    second: uuid.UUID | None,
    at: datetime,
    note: str,
) -> bool:
    """End an active block; False when it is active no longer."""
    lifted = conn.execute(
        update(Block)
        .where(_BLOCKS.c.district_id == district, _BLOCKS.c.id == block, _BLOCKS.c.state == BlockState.ACTIVE)
        .values(state=BlockState.LIFTED, lifted_by=operator, lift_second_id=second, lifted_at=at, lift_note=note)
    )
    return lifted.rowcount == 1
