"""Who collects for a household, who vouched for it, and who may do neither: those between workers and owners."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import Intermediary, VoucherRelation


class Collector(Base):
    """One of at most two adults whom the holder chose, in private, to receive for the household."""

    __tablename__ = "collector"
    __table_args__ = (
        Index("ix_collector_household", "district_id", "household_id", "to_day"),
        Index("ix_collector_registrant", "district_id", "registrant_id"),
        Index(
            "ix_collector_place",
            "district_id",
            "household_id",
            "place",
            unique=True,
            sqlite_where=text("to_day IS NULL"),
            postgresql_where=text("to_day IS NULL"),
        ),
        within("household_id", "household"),
        within("registrant_id", "registrant"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    place: Mapped[int] = mapped_column(Integer)
    """1 primary, 2 alternate."""
    name_as_told: Mapped[str] = mapped_column(String(100))
    name_latin: Mapped[str] = mapped_column(String(100))
    relation: Mapped[str] = mapped_column(String(16))
    phone: Mapped[str] = mapped_column(String(20))
    from_day: Mapped[date]
    registrant_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """When the collector is in the register; the names are kept in any case, as told."""
    to_day: Mapped[date | None] = mapped_column(default=None)


class Voucher(Base):
    """Somebody who knows the household and says so, for people without papers."""

    __tablename__ = "voucher"
    __table_args__ = (
        Index("ix_voucher_household", "district_id", "household_id"),
        Index("ix_voucher_name", "district_id", "name_key"),
        Index("ix_voucher_registrant", "district_id", "registrant_id"),
        within("household_id", "household"),
        within("registrant_id", "registrant"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    name_as_told: Mapped[str] = mapped_column(String(100))
    name_latin: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(80))
    """The whole name as keys, so that one voucher under two spellings is seen as one."""
    relation: Mapped[VoucherRelation | None] = mapped_column(Choice(VoucherRelation))
    phone: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    registrant_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)


class KnownIntermediary(Base):
    """An intermediary of an area and the phone that was declared as theirs; joined to no worker and no workplace."""

    __tablename__ = "known_intermediary"
    __table_args__ = (
        Index("ix_known_intermediary_phone", "district_id", "phone"),
        Index("ix_known_intermediary_name", "district_id", "name_key"),
        within("noted_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    role: Mapped[Intermediary] = mapped_column(Choice(Intermediary))
    name_as_told: Mapped[str] = mapped_column(String(100))
    name_latin: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(20))
    pcode: Mapped[str] = mapped_column(String(20))
    village: Mapped[str] = mapped_column(String(100))
    noted_at: Mapped[datetime] = mapped_column(Instant)
    noted_by: Mapped[uuid.UUID] = mapped_column(Id)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
