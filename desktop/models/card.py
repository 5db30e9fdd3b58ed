"""Cards: one live credential a holder slot; an issue once printed is never used again."""

import uuid
from datetime import datetime

from sqlalchemy import (
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy import insert as sqlalchemy_insert
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import CardReason, CardState


class Card(Base):
    """One issued card of one holder; `credential` is the very text of its QR, printed again for a copy."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("district_id", "household_id", "slot", "issue"),
        Index("ix_card_registrant", "district_id", "registrant_id"),
        within("household_id", "household"),
        within("registrant_id", "registrant"),
        within("desk_id", "desk"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    registrant_id: Mapped[uuid.UUID] = mapped_column(Id)
    slot: Mapped[int] = mapped_column(Integer)
    issue: Mapped[int] = mapped_column(Integer)
    state: Mapped[CardState] = mapped_column(Choice(CardState))
    reason: Mapped[CardReason | None] = mapped_column(Choice(CardReason))
    credential: Mapped[str] = mapped_column(String(189))
    kid: Mapped[bytes] = mapped_column(LargeBinary(4))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    copies: Mapped[int] = mapped_column(Integer)
    """How often it was printed again after the first time."""
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_by: Mapped[uuid.UUID] = mapped_column(Id)
    desk_id: Mapped[uuid.UUID] = mapped_column(Id)
    printed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """When somebody said that it came out of the printer well; None while it waits to be printed."""


class CardPaper(Base):
    """A card of which pages went to a printer or a file: a working row, since nobody knows yet what came of them."""

    __tablename__ = "card_paper"
    __table_args__ = (within("card_id", "card"),)

    card_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)


class SlotFloor(Base):
    """The lowest live issue of a holder slot: what travels in every list; revoking raises it with none printed."""

    __tablename__ = "slot_floor"
    __table_args__ = (within("household_id", "household"),)

    household_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    slot: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    lowest_issue: Mapped[int] = mapped_column(Integer)


def insert(conn: Connection, card: Card) -> None:
    """Write one issued card."""
    columns = {column.name: getattr(card, column.name) for column in Card.__table__.columns}
    conn.execute(_INSERT, columns)


def end(conn: Connection, district: str, card_id: uuid.UUID, state: CardState, reason: CardReason) -> None:
    """Replace or revoke a card."""
    conn.execute(_END, {"district": district, "card": card_id, "state": state, "reason": reason})


def count_copy(conn: Connection, district: str, card_id: uuid.UUID) -> None:
    """The stored credential is printed once more."""
    conn.execute(_COPY, {"district": district, "card": card_id})


def note_paper(conn: Connection, district: str, card_id: uuid.UUID) -> None:
    """Pages with this card go to a printer or a file; the first time is enough."""
    conn.execute(_PAPER, {"district_id": district, "card_id": card_id})


def forget_paper(conn: Connection, district: str, card_id: uuid.UUID) -> None:
    """No pages with this card came out after all."""
    conn.execute(delete(CardPaper).where(CardPaper.district_id == district, CardPaper.card_id == card_id))


def note_printed(conn: Connection, district: str, card_id: uuid.UUID, at: datetime) -> None:
    """A card came out of the printer well."""
    conn.execute(_PRINTED, {"district": district, "card": card_id, "at": at})


def raise_floor(conn: Connection, district: str, household_id: uuid.UUID, slot: int, lowest: int) -> None:
    """From now on no issue under `lowest` is live in this slot; a floor never goes down."""
    key = {"district": district, "household": household_id, "slot_number": slot, "lowest": lowest}
    if conn.execute(_RAISE_FLOOR, key).rowcount == 0 and not conn.execute(_FLOOR_KNOWN, key).first():
        conn.execute(
            _INSERT_FLOOR,
            {"district_id": district, "household_id": household_id, "slot": slot, "lowest_issue": lowest},
        )


_INSERT = sqlalchemy_insert(Card)
_HERE = and_(Card.district_id == bindparam("district"), Card.id == bindparam("card"))
_END = update(Card).where(_HERE).values(state=bindparam("state"), reason=bindparam("reason"))
_COPY = update(Card).where(_HERE).values(copies=Card.copies + 1)
_PRINTED = update(Card).where(_HERE).values(printed_at=bindparam("at"))
_PAPER = insert_unless(CardPaper).on_conflict_do_nothing(index_elements=["district_id", "card_id"])
_SLOT = and_(
    SlotFloor.district_id == bindparam("district"),
    SlotFloor.household_id == bindparam("household"),
    SlotFloor.slot == bindparam("slot_number"),
)
_FLOOR_KNOWN = select(SlotFloor.slot).where(_SLOT)
_RAISE_FLOOR = (
    update(SlotFloor)
    .where(_SLOT, SlotFloor.lowest_issue < bindparam("lowest"))
    .values(lowest_issue=bindparam("lowest"))
)
_INSERT_FLOOR = sqlalchemy_insert(SlotFloor)
