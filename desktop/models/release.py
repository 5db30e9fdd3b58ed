"""Relief that goes out by order and not by card: its own thing, never mixed with what households received."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Id, Instant, within


class Release(Base):
    """One release by order: which order, by whose authority, and the two people who let it go."""

    __tablename__ = "release"
    __table_args__ = (
        Index("ix_release_point", "district_id", "point_id", "at"),
        within("point_id", "distribution_point"),
        within("operator_id", "operator"),
        within("second_id", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    order_number: Mapped[str] = mapped_column(String(60))
    authority: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(200))
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class ReleaseItem(Base):
    """One item of a release."""

    __tablename__ = "release_item"
    __table_args__ = (within("release_id", "release"),)

    release_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    quantity: Mapped[int] = mapped_column(Integer)
