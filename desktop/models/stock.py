"""Stock at a distribution point: waybills, movements, and what should lie on the shelf now."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Choice, Id, Instant, within
from desktop.values.vocabulary import DifferenceReason, MovementKind, WaybillState


class StockLevel(Base):
    """What should lie at a point now; an item without a row is not counted there, and never runs out by the book.

    It is lowered in the transaction of each hand-over and only as far as it reaches, so that it never lies.
    """

    __tablename__ = "stock_level"
    __table_args__ = (within("point_id", "distribution_point"), KEPT_BY_KEY)

    point_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    on_hand: Mapped[int] = mapped_column(Integer)


class StockMovement(Base):
    """One change of a stock that is no hand-over: `quantity` is positive, its kind says whether it came or went.

    Only of a count it may be negative: that is what the shelf lacked beside the book. What was handed over before an
    item was first counted has gone from something, which a movement of its own kind says.
    """

    __tablename__ = "stock_movement"
    __table_args__ = (
        Index("ix_stock_movement_point", "district_id", "point_id", "at"),
        within("point_id", "distribution_point"),
        within("waybill_id", "waybill"),
        within("operator_id", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    item: Mapped[str] = mapped_column(String(16))
    kind: Mapped[MovementKind] = mapped_column(Choice(MovementKind))
    quantity: Mapped[int] = mapped_column(Integer)
    batch: Mapped[str] = mapped_column(String(40))
    expires: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(60))
    other: Mapped[str] = mapped_column(String(100))
    """Where it came from or went to."""
    reason: Mapped[DifferenceReason | None] = mapped_column(Choice(DifferenceReason))
    note: Mapped[str] = mapped_column(String(200))
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)
    waybill_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    pair_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """The movement at the other point, of what was moved between two."""


class Waybill(Base):
    """One truck to a point: what was sent, and what was counted when it came."""

    __tablename__ = "waybill"
    __table_args__ = (
        UniqueConstraint("district_id", "number"),
        within("point_id", "distribution_point"),
        within("made_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    origin: Mapped[str] = mapped_column(String(100))
    vehicle: Mapped[str] = mapped_column(String(40))
    seal: Mapped[str] = mapped_column(String(40))
    state: Mapped[WaybillState] = mapped_column(Choice(WaybillState))
    made_by: Mapped[uuid.UUID] = mapped_column(Id)
    made_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    received_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    note: Mapped[str] = mapped_column(String(200), server_default="", default="")
    """Why more or less came than was sent, as told when it came."""


class WaybillLine(Base):
    """One item of a waybill, by batch."""

    __tablename__ = "waybill_line"
    __table_args__ = (within("waybill_id", "waybill"),)

    waybill_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    batch: Mapped[str] = mapped_column(String(40), primary_key=True)
    expires: Mapped[date | None]
    sent: Mapped[int] = mapped_column(Integer)
    received: Mapped[int | None] = mapped_column(Integer)
    """None until it was counted."""
