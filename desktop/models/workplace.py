"""Workplaces and visits to them, with a plain count of households met; no row joins a person or household to one."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import WorkplaceKind


class Workplace(Base):
    """A brick kiln or a farm, known by place and landmark; whose it is, is not kept here."""

    __tablename__ = "workplace"
    __table_args__ = (
        Index("ix_workplace_place", "district_id", "pcode", "village"),
        within("made_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    """What people call it by at this office: 1, 2, 3 ..."""
    kind: Mapped[WorkplaceKind] = mapped_column(Choice(WorkplaceKind))
    pcode: Mapped[str] = mapped_column(String(20))
    village: Mapped[str] = mapped_column(String(100))
    landmark: Mapped[str] = mapped_column(String(160))
    licence: Mapped[str] = mapped_column(String(40))
    working: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[uuid.UUID] = mapped_column(Id)
    version: Mapped[int] = mapped_column(Integer)


class WorkplaceVisit(Base):
    """One visit and how many households were met there, told once as a number, never at a registration."""

    __tablename__ = "workplace_visit"
    __table_args__ = (
        Index("ix_workplace_visit_day", "district_id", "workplace_id", "day"),
        within("workplace_id", "workplace"),
        within("recorded_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    workplace_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    """The first of the month of the visit: with the day somebody could tell by the registrations who works there."""
    households_met: Mapped[int] = mapped_column(Integer)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    """The same month; which of two numbers was told later is said by their ids."""
    recorded_by: Mapped[uuid.UUID] = mapped_column(Id)
