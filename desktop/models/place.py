"""Distribution points of a round and the areas they serve."""

import uuid
from datetime import date

from sqlalchemy import Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Id, within


class DistributionPoint(Base):
    """Where a round's relief is handed over; without areas of its own it serves every household of the round."""

    __tablename__ = "distribution_point"
    __table_args__ = (
        UniqueConstraint("district_id", "round_id", "code"),
        within("round_id", "round"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(100))
    open: Mapped[bool]
    lanes: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    """Lanes that are planned; 0 where nobody planned them."""
    on_day: Mapped[date | None] = mapped_column(default=None)
    """The local day on which the point is planned to open; None for any day of its round."""
    hands_first: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """Whether its lanes hand over before the next card, so that a new card says *given* of the one before."""


class PointArea(Base):
    """One P-code that a point serves; it covers all areas beneath it."""

    __tablename__ = "point_area"
    __table_args__ = (within("point_id", "distribution_point"),)

    point_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    pcode: Mapped[str] = mapped_column(String(20), primary_key=True)
