"""What happened to a household and its people, each with the day on which it happened; rows are never edited."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import HouseholdChange


class HouseholdEvent(Base):
    """One thing that happened: to a household, or to one of its people; seen from this household."""

    __tablename__ = "household_event"
    __table_args__ = (
        Index("ix_household_event_household", "district_id", "household_id", "day"),
        Index("ix_household_event_registrant", "district_id", "registrant_id", "day"),
        within("household_id", "household"),
        within("registrant_id", "registrant"),
        within("other_id", "household"),
        within("recorded_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    change: Mapped[HouseholdChange] = mapped_column(Choice(HouseholdChange))
    day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Id)
    registrant_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    other_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """The other household, where there is one; the page of a household that somebody left shows no address of it."""
    from_pcode: Mapped[str] = mapped_column(String(20), default="")
    from_village: Mapped[str] = mapped_column(String(100), default="")
    pcode: Mapped[str] = mapped_column(String(20), default="")
    village: Mapped[str] = mapped_column(String(100), default="")
