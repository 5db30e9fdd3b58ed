"""Disbursements: handed over once, reversed by a new row, never edited."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    Index,
    Integer,
    String,
    UniqueConstraint,
    bindparam,
    case,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Choice, Id, Instant, within
from desktop.models.operator import next_receipt
from desktop.models.programme import EntitlementTurn
from desktop.records.distribution import ItemDue
from desktop.values.vocabulary import CollectionKind, Source, VoidReason


class Disbursement(Base):
    """One handing over to one household in one round; its id is made by the client before the first try."""

    __tablename__ = "disbursement"
    __table_args__ = (
        UniqueConstraint("district_id", "desk_id", "receipt"),
        # the point too: who has drawn, and how many at each point, is answered from this index alone
        Index("ix_disbursement_round", "district_id", "round_id", "household_id", "point_id"),
        Index("ix_disbursement_at", "district_id", "at"),
        # few are: what was entered from one paper sheet
        Index(
            "ix_disbursement_sheet",
            "district_id",
            "point_id",
            "sheet",
            sqlite_where=text("sheet > ''"),
            postgresql_where=text("sheet > ''"),
        ),
        within("round_id", "round"),
        within("point_id", "distribution_point"),
        within("household_id", "household"),
        KEPT_BY_KEY,
    )

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    lane: Mapped[int] = mapped_column(Integer)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    slot: Mapped[int | None] = mapped_column(Integer)
    """Holder slot of the presented card; None when a household code was typed."""
    issue: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[Source] = mapped_column(Choice(Source))
    looked: Mapped[bool]
    receipt: Mapped[int] = mapped_column(Integer)
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    desk_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)
    sheet: Mapped[str] = mapped_column(String(40), server_default="", default="")
    """Number of the paper sheet that a late entry was taken from; empty for what was scanned."""
    given_on: Mapped[date | None] = mapped_column(default=None)
    """Local day on which it was handed over, where that is not the day of `at` (a late entry)."""
    slips: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    """How often its slip was printed; from the second on a slip says that it is a copy."""


class DisbursedItem(Base):
    """One item of a disbursement. The unique key is what makes a hand-over single, on this desk and after merging."""

    __tablename__ = "disbursed_item"
    __table_args__ = (
        UniqueConstraint("district_id", "round_id", "household_id", "item", "turn"),
        within("disbursement_id", "disbursement"),
        KEPT_BY_KEY,
    )

    disbursement_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    turn: Mapped[int] = mapped_column(Integer)
    quantity: Mapped[int] = mapped_column(Integer)


class Void(Base):
    """A disbursement taken back, with its reason; a disbursement is voided at most once."""

    __tablename__ = "void"
    __table_args__ = (within("disbursement_id", "disbursement"),)

    disbursement_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    reason: Mapped[VoidReason] = mapped_column(Choice(VoidReason))
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    second_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class Owed(Base):
    """What was due at a hand-over and out of stock: it stays due, and is settled by a later hand-over."""

    __tablename__ = "owed"
    __table_args__ = (
        Index("ix_owed_household", "district_id", "round_id", "household_id"),
        within("disbursement_id", "disbursement"),
    )

    disbursement_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    quantity: Mapped[int] = mapped_column(Integer)
    settled_by: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """The hand-over that settled it."""


class Collection(Base):
    """Who collected in the holder's place; the same person over many households of a round is looked at."""

    __tablename__ = "collection"
    __table_args__ = (
        Index("ix_collection_person", "district_id", "round_id", "person_key", "household_id"),
        within("disbursement_id", "disbursement"),
    )

    disbursement_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(Id)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)
    kind: Mapped[CollectionKind] = mapped_column(Choice(CollectionKind))
    person_key: Mapped[str] = mapped_column(String(120))
    """Alike for one person at two households: the id of a registrant, else the phone, else the keys of the name."""
    named_id: Mapped[uuid.UUID | None] = mapped_column(Id, default=None)
    """The collector or the proxy who was named for it."""


class LoanReturn(Base):
    """Something lent that came back."""

    __tablename__ = "loan_return"
    __table_args__ = (within("disbursement_id", "disbursement"), within("operator_id", "operator"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    disbursement_id: Mapped[uuid.UUID] = mapped_column(Id)
    item: Mapped[str] = mapped_column(String(16))
    quantity: Mapped[int] = mapped_column(Integer)
    usable: Mapped[bool]
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True)
class HandOver:
    """The row of one hand-over, its receipt number not drawn yet."""

    id: uuid.UUID
    round_id: uuid.UUID
    point_id: uuid.UUID
    lane: int
    household_id: uuid.UUID
    slot: int | None
    issue: int | None
    source: Source
    looked: bool
    operator_id: uuid.UUID
    desk_id: uuid.UUID
    at: datetime
    sheet: str = ""
    given_on: date | None = None


_ITEMS = DisbursedItem.__table__
_ENTITLEMENT = ["district_id", "round_id", "household_id", "item", "turn"]

# PostgreSQL's form of the statement, which SQLite's compiler takes as well (the other way round it does not).
_DRAW = insert_unless(DisbursedItem).on_conflict_do_nothing(index_elements=_ENTITLEMENT).returning(_ITEMS.c.item)
_HAND_OVER = insert(Disbursement)
_TAKE_BACK = (
    insert_unless(Void)
    .on_conflict_do_nothing(index_elements=["district_id", "disbursement_id"])
    .returning(Void.__table__.c.disbursement_id)
)
_NEXT_TURNS = insert_unless(EntitlementTurn).from_select(
    ["district_id", "round_id", "household_id", "item", "turn"],
    select(_ITEMS.c.district_id, _ITEMS.c.round_id, _ITEMS.c.household_id, _ITEMS.c.item, _ITEMS.c.turn + 1).where(
        _ITEMS.c.district_id == bindparam("district"), _ITEMS.c.disbursement_id == bindparam("disbursement")
    ),
)


def never_lowering(put: Insert) -> Insert:
    """`put` into `entitlement_turn`, which keeps a turn that stands higher."""
    stands, told = EntitlementTurn.__table__.c.turn, put.excluded.turn
    return put.on_conflict_do_update(
        index_elements=["district_id", "round_id", "household_id", "item"],
        set_={"turn": case((stands > told, stands), else_=told)},
    )


_RAISE_TURNS = never_lowering(_NEXT_TURNS)


def hand_over(
    conn: Connection, district: str, row: HandOver, items: Sequence[ItemDue], turns: Mapping[str, int]
) -> int | None:
    """Write one hand-over with a new receipt number of its desk, and return that number.

    None when another hand-over holds one of these entitlements: the caller's transaction must then be left, so that
    nothing of this stays. `turns` gives the turn of the items that were voided before; others are at turn 1.
    """
    receipt = next_receipt(conn, district, row.desk_id)
    conn.execute(_HAND_OVER, {"district_id": district, "receipt": receipt, **vars(row)})
    drawn = conn.execute(
        _DRAW,
        [
            {
                "district_id": district,
                "disbursement_id": row.id,
                "item": due.item,
                "round_id": row.round_id,
                "household_id": row.household_id,
                "turn": turns.get(due.item, 1),
                "quantity": due.quantity,
            }
            for due in items
        ],
    ).all()
    return receipt if len(drawn) == len(items) else None


def take_back(
    conn: Connection,
    district: str,
    disbursement: uuid.UUID,
    *,
    reason: VoidReason,
    operator: uuid.UUID,
    second: uuid.UUID | None,
    at: datetime,
) -> bool:
    """Void a disbursement and raise the turn of what it handed over; False when it was voided before."""
    taken = conn.execute(
        _TAKE_BACK,
        {
            "district_id": district,
            "disbursement_id": disbursement,
            "reason": reason,
            "operator_id": operator,
            "second_id": second,
            "at": at,
        },
    ).first()
    if taken is None:
        return False
    conn.execute(_RAISE_TURNS, {"district": district, "disbursement": disbursement})
    return True


def count_slip(conn: Connection, district: str, disbursement: uuid.UUID) -> int | None:
    """Count one more printing of a slip: the how-manieth it is, from 1; None without such a hand-over."""
    mine = (Disbursement.district_id == district, Disbursement.id == disbursement)
    more = update(Disbursement).where(*mine).values(slips=Disbursement.slips + 1)
    return conn.execute(more.returning(Disbursement.slips)).scalar_one_or_none()


def uncount_slip(conn: Connection, district: str, disbursement: uuid.UUID, number: int) -> bool:
    """Take the printing of this number back; False when another one was counted after it."""
    mine = (Disbursement.district_id == district, Disbursement.id == disbursement, Disbursement.slips == number)
    return conn.execute(update(Disbursement).where(*mine).values(slips=number - 1)).rowcount == 1
