"""Imports: one batch a file, the submissions it brought so that none comes twice, and saved column maps."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Choice, Id, Instant, within
from desktop.values.vocabulary import BatchState


class ImportBatch(Base):
    """One file that was taken in: how far it is. Its households are invisible until it is open."""

    __tablename__ = "import_batch"
    __table_args__ = (UniqueConstraint("district_id", "number"), within("begun_by", "operator"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    """What people call it by: 1, 2, 3 ..."""
    file_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    state: Mapped[BatchState] = mapped_column(Choice(BatchState))
    rows: Mapped[int] = mapped_column(Integer)
    households: Mapped[int] = mapped_column(Integer)
    people: Mapped[int] = mapped_column(Integer)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    begun_by: Mapped[uuid.UUID] = mapped_column(Id)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    plan: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    """How the file was read and what its columns were, so that its bad rows can be written again; no row of it."""


class ImportedHousehold(Base):
    """Which submission became which household: `submission` is its `_uuid`, or a hash of what the row says."""

    __tablename__ = "imported_household"
    __table_args__ = (
        Index("ix_imported_household_batch", "district_id", "batch_id", "household_id"),
        Index("ix_imported_household_household", "district_id", "household_id", "batch_id"),
        within("batch_id", "import_batch"),
        within("household_id", "household"),
        KEPT_BY_KEY,
    )

    submission: Mapped[str] = mapped_column(String(80), primary_key=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(Id)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)


class ImportMap(Base):
    """A column map that a clerk saved under a name."""

    __tablename__ = "import_map"
    __table_args__ = (UniqueConstraint("district_id", "name"), within("saved_by", "operator"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    saved_by: Mapped[uuid.UUID] = mapped_column(Id)
