"""Programmes, rounds, what each item's rule gives, frozen lists, and the turn of each entitlement."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import HazardKind, ListKind, RoundState


class Programme(Base):
    """A kind of relief, made at first use."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("district_id", "name"),)

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))


class ProgrammeVersion(Base):
    """The rules of a programme as they were saved; a round keeps the version that it was made of."""

    __tablename__ = "programme_version"
    __table_args__ = (within("programme_id", "programme"), within("made_by", "operator"))

    programme_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    rules: Mapped[str] = mapped_column(Text)
    """Canonical JSON of its items with their rules, in the order of its file."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[uuid.UUID] = mapped_column(Id)


class HazardEvent(Base):
    """A flood, a heat wave, a closure: what rounds answer, with the areas that it reached."""

    __tablename__ = "hazard_event"
    __table_args__ = (UniqueConstraint("district_id", "code"), within("made_by", "operator"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[HazardKind] = mapped_column(Choice(HazardKind))
    name: Mapped[str] = mapped_column(String(100))
    from_day: Mapped[date]
    areas: Mapped[str] = mapped_column(Text)
    """Canonical JSON list of P-codes."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[uuid.UUID] = mapped_column(Id)


class Round(Base):
    """One planned distribution of a programme."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("district_id", "code"),
        within("programme_id", "programme"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[uuid.UUID] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(40))
    list_kind: Mapped[ListKind] = mapped_column(Choice(ListKind))
    state: Mapped[RoundState] = mapped_column(Choice(RoundState))
    from_day: Mapped[date]
    to_day: Mapped[date]
    list_version: Mapped[int] = mapped_column(Integer)
    """0 until the list is first frozen or printed; printed on every roster."""
    list_digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the list that has this version; an open list gets the next version when it differs."""
    frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    made_at: Mapped[datetime] = mapped_column(Instant)
    programme_version: Mapped[int | None] = mapped_column(Integer, default=None)
    """None for a round whose own file told its items."""
    event_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """The hazard event that it answers; added to a table that stands, so no foreign key guards it (SQLite)."""
    criteria: Mapped[str] = mapped_column(Text, server_default="", default="")
    """Canonical JSON of who is on the list beside the areas; empty for everybody."""


class RoundArea(Base):
    """One P-code whose households a round serves; it covers all areas beneath it."""

    __tablename__ = "round_area"
    __table_args__ = (within("round_id", "round"),)

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    pcode: Mapped[str] = mapped_column(String(20), primary_key=True)


class RoundItem(Base):
    """One relief item of a round, in the order of the round's file."""

    __tablename__ = "round_item"
    __table_args__ = (within("round_id", "round"),)

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    place: Mapped[int] = mapped_column(Integer)
    rule: Mapped[str] = mapped_column(Text, server_default="", default="")
    """Canonical JSON of a rule that is more than steps by size; empty when the steps say all."""


class ItemStep(Base):
    """From `min_size` people on, a household may draw `quantity` of the item; a fixed amount is one step from 1."""

    __tablename__ = "item_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "round_id", "item"],
            ["round_item.district_id", "round_item.round_id", "round_item.item"],
            ondelete="RESTRICT",
        ),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    min_size: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    quantity: Mapped[int] = mapped_column(Integer)


class Listing(Base):
    """One household on a frozen list, with what its share is counted from, as it was at freezing."""

    __tablename__ = "listing"
    __table_args__ = (
        Index("ix_listing_household", "district_id", "household_id"),
        within("round_id", "round"),
        within("household_id", "household"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    size: Mapped[int] = mapped_column(Integer)
    infants: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    women: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    """Women and girls of 12 to 49 years."""
    disabled: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    reason: Mapped[str] = mapped_column(String(200), server_default="", default="")
    """Why somebody put it on the list after it was made; empty for those whom the criteria chose."""
    added_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)


class EntitlementTurn(Base):
    """How often an entitlement was handed over and voided again; absent means turn 1. A void raises it."""

    __tablename__ = "entitlement_turn"
    __table_args__ = (within("round_id", "round"),)

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    turn: Mapped[int] = mapped_column(Integer)
