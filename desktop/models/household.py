"""Registrants, households, dated memberships, photos, consents, and the name keys that search uses."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Integer, LargeBinary, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Choice, Id, Instant, within
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    ConsentLanguage,
    ConsentPurpose,
    ConsentReader,
    Intermediary,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    WorkKind,
)


class Household(Base):
    """People who share an entitlement (one hearth), at a place down to village; never a workplace."""

    __tablename__ = "household"
    __table_args__ = (
        UniqueConstraint("district_id", "code"),
        Index("ix_household_place", "district_id", "pcode", "village"),
        Index("ix_household_registered", "district_id", "registered_by", "registered_at"),
        within("desk_id", "desk"),
        within("registered_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(12))
    pcode: Mapped[str] = mapped_column(String(20))
    village: Mapped[str] = mapped_column(String(100))
    active: Mapped[bool]
    """False once it went into another household or was taken back, and while the import that brought it is written."""
    version: Mapped[int] = mapped_column(Integer)
    """Rises with each correction; a correction made on an older version is refused."""
    registered_at: Mapped[datetime] = mapped_column(Instant)
    registered_by: Mapped[uuid.UUID] = mapped_column(Id)
    desk_id: Mapped[uuid.UUID] = mapped_column(Id)
    home_pcode: Mapped[str] = mapped_column(String(20), server_default="", default="")
    """Where the household says its home is, when that is elsewhere: many move from season to season."""
    told_size: Mapped[int | None] = mapped_column(Integer, default=None)
    """How many people it has, as was told: whoever is no member yet is one of them whom nobody named. None: not told.

    It goes with what happens: who goes is counted off, who is born or comes from elsewhere in the register counted on.
    """


class Registrant(Base):
    """A person in the register: one name and a father's or husband's name, an age as known, a work kind only."""

    __tablename__ = "registrant"
    __table_args__ = (
        Index("ix_registrant_number", "district_id", "id_number"),
        Index("ix_registrant_phone", "district_id", "phone"),
        # few are: who is named as collector or voucher is compared with them
        Index(
            "ix_registrant_intermediary",
            "district_id",
            "intermediary",
            sqlite_where=text("intermediary IS NOT NULL"),
            postgresql_where=text("intermediary IS NOT NULL"),
        ),
        KEPT_BY_KEY,
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    name_as_told: Mapped[str] = mapped_column(String(100))
    name_latin: Mapped[str] = mapped_column(String(100))
    parent_name: Mapped[str] = mapped_column(String(100))
    parent_latin: Mapped[str] = mapped_column(String(100))
    parent_relation: Mapped[ParentRelation | None] = mapped_column(Choice(ParentRelation))
    sex: Mapped[Sex] = mapped_column(Choice(Sex))
    age_years: Mapped[int | None] = mapped_column(Integer)
    age_method: Mapped[AgeMethod | None] = mapped_column(Choice(AgeMethod))
    age_as_of: Mapped[date | None]
    id_type: Mapped[str] = mapped_column(String(16))
    id_number: Mapped[str] = mapped_column(String(30))
    phone: Mapped[str] = mapped_column(String(20))
    phone_owner: Mapped[PhoneOwner | None] = mapped_column(Choice(PhoneOwner))
    safe_to_call: Mapped[bool | None]
    work_kind: Mapped[WorkKind | None] = mapped_column(Choice(WorkKind))
    disability: Mapped[bool | None]
    age_event: Mapped[AgeEvent | None] = mapped_column(Choice(AgeEvent), default=None)
    """The event by which the age was found, when the method says so."""
    number_seen: Mapped[NumberSeen | None] = mapped_column(Choice(NumberSeen), default=None)
    safe_times: Mapped[str] = mapped_column(String(60), server_default="", default="")
    washington: Mapped[str] = mapped_column(String(6), server_default="", default="")
    """Answers to the six questions of `Washington` in their order, a dash for one not asked; empty: none was asked."""
    unnamed: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """An infant without a name yet, shown as *child of* the parent."""
    intermediary: Mapped[Intermediary | None] = mapped_column(Choice(Intermediary), default=None)
    died_on: Mapped[date | None] = mapped_column(default=None)


class Membership(Base):
    """A dated place of a registrant in a household; a holder slot (1-9) is a right to a card of one's own."""

    __tablename__ = "membership"
    __table_args__ = (
        # to_day too, so that counting who lives in a household now is never done by the next index, over everybody
        Index("ix_membership_household", "district_id", "household_id", "to_day"),
        # who lives where now is answered from this index alone: a search asks it of every candidate
        Index("ix_membership_registrant", "district_id", "registrant_id", "to_day", "household_id"),
        UniqueConstraint("district_id", "household_id", "slot"),
        # in at most one household now; for days gone by the use cases see to it
        Index(
            "ix_membership_now",
            "district_id",
            "registrant_id",
            unique=True,
            sqlite_where=text("to_day IS NULL"),
            postgresql_where=text("to_day IS NULL"),
        ),
        within("household_id", "household"),
        within("registrant_id", "registrant"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    registrant_id: Mapped[uuid.UUID] = mapped_column(Id)
    place: Mapped[int] = mapped_column(Integer)
    """Order in which the members were told, from 0."""
    relation: Mapped[str] = mapped_column(String(16))
    slot: Mapped[int | None] = mapped_column(Integer)
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    """The first day on which the registrant does not belong here any more; the same as `from_day`: never did."""


class Photo(Base):
    """A re-encoded face photo, 480 x 640 JPEG without metadata."""

    __tablename__ = "photo"
    __table_args__ = (within("registrant_id", "registrant"),)

    registrant_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)


class Consent(Base):
    """What was agreed to, for one purpose; who read the text, in which language. The newest row of a purpose holds."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_household", "district_id", "household_id"),
        within("household_id", "household"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    purpose: Mapped[ConsentPurpose] = mapped_column(Choice(ConsentPurpose))
    given: Mapped[bool]
    read_by: Mapped[ConsentReader] = mapped_column(Choice(ConsentReader))
    language: Mapped[ConsentLanguage] = mapped_column(Choice(ConsentLanguage))
    at: Mapped[datetime] = mapped_column(Instant)
    heard_in_queue: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Whether the text was read to the waiting group before; the questions are asked at the desk all the same."""
    said_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """Which registrant answered, for the household or (given again after a withdrawal) for one's own person."""


class NameKey(Base):
    """One skeleton key of one registrant's names, for search over spellings and scripts on any engine."""

    __tablename__ = "name_key"
    __table_args__ = (
        Index("ix_name_key_registrant", "district_id", "registrant_id", "key"),
        within("registrant_id", "registrant"),
    )

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    registrant_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
