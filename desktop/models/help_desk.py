"""What the help desk does: who collects for a day, who is served at home, what is still due, help without a card."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.values.vocabulary import ProxyReason, ReferralResult


class Proxy(Base):
    """Somebody who collects for a household on one day, let by two people."""

    __tablename__ = "proxy"
    __table_args__ = (
        Index("ix_proxy_household", "district_id", "round_id", "household_id", "day"),
        within("round_id", "round"),
        within("household_id", "household"),
        within("operator_id", "operator"),
        within("second_id", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    name_as_told: Mapped[str] = mapped_column(String(100))
    name_latin: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(20))
    relation: Mapped[str] = mapped_column(String(16))
    reason: Mapped[ProxyReason] = mapped_column(Choice(ProxyReason))
    person_key: Mapped[str] = mapped_column(String(120))
    """As in `collection`."""
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class HomeDelivery(Base):
    """A household that is served at home in a round."""

    __tablename__ = "home_delivery"
    __table_args__ = (
        within("round_id", "round"),
        within("household_id", "household"),
        within("operator_id", "operator"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    reason: Mapped[ProxyReason] = mapped_column(Choice(ProxyReason))
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class Allowance(Base):
    """What two people let a household draw in a round although it drew before within another one: for so many."""

    __tablename__ = "allowance"
    __table_args__ = (
        within("round_id", "round"),
        within("household_id", "household"),
        within("operator_id", "operator"),
        within("second_id", "operator"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    size: Mapped[int] = mapped_column(Integer)
    """People whose share is still due."""
    reason: Mapped[str] = mapped_column(String(200))
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class Provisional(Base):
    """Help for people whom no list knows yet, let by two people, a few a day; no name is asked for it."""

    __tablename__ = "provisional"
    __table_args__ = (
        Index("ix_provisional_point", "district_id", "point_id", "day"),
        within("round_id", "round"),
        within("point_id", "distribution_point"),
        within("household_id", "household"),
        within("operator_id", "operator"),
        within("second_id", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    household_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    """None when it is registered later or never."""
    size: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(200))
    receipt: Mapped[int] = mapped_column(Integer)
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)
    infants: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    women: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    disabled: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    """Told of the people where a rule counts them."""


class ProvisionalItem(Base):
    """One item of a provisional help."""

    __tablename__ = "provisional_item"
    __table_args__ = (within("provisional_id", "provisional"),)

    provisional_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    quantity: Mapped[int] = mapped_column(Integer)


class Referral(Base):
    """A household that a lane sent to the help desk: the two-character code, never a reason."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_point", "district_id", "point_id", "settled_at"),
        within("point_id", "distribution_point"),
        within("sent_by", "operator"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    lane: Mapped[int] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(String(2))
    number: Mapped[str] = mapped_column(String(15))
    """What was presented: a card number or a household code; empty for what names nobody that one may believe."""
    source: Mapped[str] = mapped_column(String(16))
    sent_by: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)
    refused: Mapped[str] = mapped_column(String(16), server_default="", default="")
    """Why the card was refused, in the word of `desktop.scanning.reader`, where it names nobody."""
    collects: Mapped[str] = mapped_column(String(16), server_default="", default="")
    """Who came in the holder's place, in one word as in `desktop.records.collecting`; empty for the holder."""
    result: Mapped[ReferralResult | None] = mapped_column(Choice(ReferralResult), default=None)
    settled_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
