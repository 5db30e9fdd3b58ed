"""The office, its desks (machines with a log and card keys of their own), its operators."""

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    Connection,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Choice, Id, Instant, within
from desktop.models.card import Card
from desktop.models.household import Household
from desktop.records.operator import Sealing
from desktop.values.permissions import Role


class Office(Base):
    """The one office of this store. `shuffle_key` orders household serials; it is obfuscation, no secret of trust."""

    __tablename__ = "office"

    id: Mapped[uuid.UUID] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(120))
    practice: Mapped[bool]
    shuffle_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(Instant)
    protection_recipient: Mapped[str] = mapped_column(String(80), server_default="", default="")
    """To whom envelopes of the mailbox are sealed (an age recipient); empty: to nobody, all envelopes are padding."""
    protection_number: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    protection_signature: Mapped[bytes] = mapped_column(LargeBinary(64), server_default="", default=b"")
    """The office key signs recipient and number; each change has the next number (`desktop.security.mailbox`)."""


class Desk(Base):
    """One machine: its log's name (with the epoch), its block of serials, its receipt counter, its secret seed.

    The seed lies in the encrypted store only and gives the key that signs the log. What signs cards is in the slots of
    those who may issue cards.
    """

    __tablename__ = "desk"
    __table_args__ = (UniqueConstraint("district_id", "block"),)

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    log: Mapped[str] = mapped_column(String(120))
    epoch: Mapped[int] = mapped_column(Integer)
    block: Mapped[int] = mapped_column(Integer)
    next_serial: Mapped[int] = mapped_column(Integer)
    next_receipt: Mapped[int] = mapped_column(Integer)
    seed: Mapped[bytes] = mapped_column(LargeBinary(32))
    here: Mapped[bool]
    """Whether this store is that desk's own."""
    restored_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """When a backup was restored here: issues of slots known to it skip ahead once."""


class Operator(Base):
    """Who works, as what. The passphrase lives in `keys.json`; a removed operator stays for the entries naming it."""

    __tablename__ = "operator"

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Role] = mapped_column(Choice(Role))
    since: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class Helpline(Base):
    """A row of hotlines.csv that this office called itself; only such numbers are ever printed."""

    __tablename__ = "helpline"
    __table_args__ = (within("tested_by", "operator"),)

    number: Mapped[str] = mapped_column(String(30), primary_key=True)
    tested_at: Mapped[datetime] = mapped_column(Instant)
    tested_by: Mapped[uuid.UUID] = mapped_column(Id)


def insert_office(conn: Connection, office: Office, desk: Desk) -> None:
    """Write the office and its first desk."""
    conn.execute(insert(Office), _columns(office))
    conn.execute(insert(Desk), _columns(desk))


def insert_operator(conn: Connection, operator: Operator) -> None:
    """Write one operator."""
    conn.execute(insert(Operator), _columns(operator))


def remove_operator(conn: Connection, district: str, operator_id: uuid.UUID, at: datetime) -> None:
    """The operator works here no more; the row stays for the entries that name it."""
    conn.execute(
        update(Operator).where(Operator.district_id == district, Operator.id == operator_id).values(removed_at=at)
    )


def set_role(conn: Connection, district: str, operator_id: uuid.UUID, role: Role) -> None:
    """The operator has another role from now on."""
    conn.execute(update(Operator).where(Operator.district_id == district, Operator.id == operator_id).values(role=role))


def set_protection(conn: Connection, district: str, sealing: Sealing) -> None:
    """From now on envelopes are sealed to this recipient; empty: to nobody."""
    conn.execute(
        update(Office)
        .where(Office.district_id == district)
        .values(
            protection_recipient=sealing.recipient,
            protection_number=sealing.number,
            protection_signature=sealing.signature,
        )
    )


def mark_helpline(conn: Connection, helpline: Helpline) -> None:
    """The office called this number just now; an earlier call is forgotten."""
    conn.execute(
        delete(Helpline).where(Helpline.district_id == helpline.district_id, Helpline.number == helpline.number)
    )
    conn.execute(insert(Helpline), _columns(helpline))


def _columns(row: Base) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


_DESKS = Desk.__table__
_RECEIPT = (
    update(Desk)
    .where(_DESKS.c.district_id == bindparam("district"), _DESKS.c.id == bindparam("desk"))
    .values(next_receipt=_DESKS.c.next_receipt + 1)
    .returning(_DESKS.c.next_receipt)
)


def next_receipt(conn: Connection, district: str, desk: uuid.UUID) -> int:
    """Draw the next receipt number of a desk: one counter for everything that it hands out."""
    following: int = conn.execute(_RECEIPT, {"district": district, "desk": desk}).scalar_one()
    return following - 1


def begin_epoch(
    conn: Connection,
    district: str,
    desk_id: uuid.UUID,
    *,
    log: str,
    epoch: int,
    block: int,
    receipts: int,
    at: datetime,
) -> None:
    """After a restore: another log, another block from its start, receipts further on; issues skip from now."""
    conn.execute(
        update(Desk)
        .where(Desk.district_id == district, Desk.id == desk_id)
        .values(
            log=log,
            epoch=epoch,
            block=block,
            next_serial=0,
            next_receipt=Desk.next_receipt + receipts,
            restored_at=max(at, _newest(conn, district) + timedelta(microseconds=1)),
        )
    )


def _newest(conn: Connection, district: str) -> datetime:
    """The latest time that the copy holds: a clock that was set ahead then, or behind now, must hide no card of it."""
    times = (
        conn.scalar(select(func.max(Household.registered_at)).where(Household.district_id == district)),
        conn.scalar(select(func.max(Card.issued_at)).where(Card.district_id == district)),
    )
    return max((one for one in times if one is not None), default=datetime(1970, 1, 1, tzinfo=UTC))
