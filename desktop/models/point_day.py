"""A day at a distribution point: how it was opened, who did what, what was counted, how it was closed."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import DifferenceReason, DutyKind, PointCheckKind


class PointDay(Base):
    """One opening of a point; `turn` counts the openings of one day."""

    __tablename__ = "point_day"
    __table_args__ = (
        UniqueConstraint("district_id", "point_id", "day", "turn"),
        Index("ix_point_day_closed", "district_id", "point_id", "closed_at"),
        within("point_id", "distribution_point"),
        within("opened_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    turn: Mapped[int] = mapped_column(Integer)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    """The second person of an opening with something unticked."""
    reason: Mapped[str] = mapped_column(String(200))
    """Why it was opened with something unticked; empty when all was ticked."""
    closed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    closed_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    close_second_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    summary: Mapped[str] = mapped_column(Text, server_default="", default="")
    """Canonical JSON of what the close said: counts, differences, checkpoint."""


class MusterPrint(Base):
    """One printing of the muster sheets of a point: each of its pages carries a number that it alone has."""

    __tablename__ = "muster_print"
    __table_args__ = (
        UniqueConstraint("district_id", "desk_id", "number"),
        Index("ix_muster_print_point", "district_id", "point_id", "number"),
        within("point_id", "distribution_point"),
        within("printed_by", "operator"),
        within("desk_id", "desk"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    desk_id: Mapped[uuid.UUID] = mapped_column(Id)
    number: Mapped[int] = mapped_column(Integer)
    """Counts the printings of a desk; page 3 of the twelfth is sheet 12-3."""
    pages: Mapped[int] = mapped_column(Integer)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    printed_by: Mapped[uuid.UUID] = mapped_column(Id)


class PointCheck(Base):
    """One tick of the checklist before a point opens; a tick that is taken back is removed until it opens."""

    __tablename__ = "point_check"
    __table_args__ = (within("point_id", "distribution_point"), within("ticked_by", "operator"))

    point_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[PointCheckKind] = mapped_column(Choice(PointCheckKind), primary_key=True)
    ticked_by: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class Duty(Base):
    """Who does what at a point on a day; who registers households does not hand over to them."""

    __tablename__ = "duty"
    __table_args__ = (
        Index("ix_duty_point", "district_id", "point_id", "day"),
        within("point_id", "distribution_point"),
        within("operator_id", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    kind: Mapped[DutyKind] = mapped_column(Choice(DutyKind))
    lane: Mapped[int | None] = mapped_column(Integer)
    operator_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    """None for somebody who uses no laptop (a volunteer at the gate)."""
    name: Mapped[str] = mapped_column(String(100))


class PointCount(Base):
    """One counted item at an opening or a close, beside what the book said then."""

    __tablename__ = "point_count"
    __table_args__ = (within("point_day_id", "point_day"),)

    point_day_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    at_close: Mapped[bool] = mapped_column(primary_key=True)
    book: Mapped[int] = mapped_column(Integer)
    counted: Mapped[int] = mapped_column(Integer)
    reason: Mapped[DifferenceReason | None] = mapped_column(Choice(DifferenceReason))
    note: Mapped[str] = mapped_column(String(200))
