"""Consent taken back, rights that were told, and what came of asking for identity papers."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, IdentityResult, WithdrawalState


class Withdrawal(Base):
    """A consent taken back, heard alone: it takes effect on `due`, or at once when confirmed in private."""

    __tablename__ = "withdrawal"
    __table_args__ = (
        Index("ix_withdrawal_due", "district_id", "state", "due"),
        Index("ix_withdrawal_household", "district_id", "household_id"),
        within("household_id", "household"),
        within("registrant_id", "registrant"),
        within("heard_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    purpose: Mapped[ConsentPurpose] = mapped_column(Choice(ConsentPurpose))
    state: Mapped[WithdrawalState] = mapped_column(Choice(WithdrawalState))
    heard_at: Mapped[datetime] = mapped_column(Instant)
    heard_by: Mapped[uuid.UUID] = mapped_column(Id)
    due: Mapped[date]
    registrant_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """One person of the household, or nobody named: all of them."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class RightsOffered(Base):
    """That rights were told to a household: day, by whom, in which language; alike for every household."""

    __tablename__ = "rights_offered"
    __table_args__ = (
        Index("ix_rights_offered_household", "district_id", "household_id"),
        within("household_id", "household"),
        within("told_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    language: Mapped[ConsentLanguage] = mapped_column(Choice(ConsentLanguage))
    told_by: Mapped[uuid.UUID] = mapped_column(Id)


class IdentityNote(Base):
    """What came of asking for an identity paper for one registrant; the newest row holds."""

    __tablename__ = "identity_note"
    __table_args__ = (
        Index("ix_identity_note_registrant", "district_id", "registrant_id", "at"),
        within("registrant_id", "registrant"),
        within("noted_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    registrant_id: Mapped[uuid.UUID] = mapped_column(Id)
    result: Mapped[IdentityResult] = mapped_column(Choice(IdentityResult))
    token: Mapped[str] = mapped_column(String(30))
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    noted_by: Mapped[uuid.UUID] = mapped_column(Id)
