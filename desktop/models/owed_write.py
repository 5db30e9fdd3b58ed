"""Core write statements of what a hand-over owes, settles and takes off the shelf, and of who collected it.

Each takes the connection of a transaction and never commits. A line that is owed is never deleted: it ends with the
hand-over that left it open, and is open again when the hand-over that settled it is taken back.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.models.disbursement import Collection, DisbursedItem, Disbursement, Owed, Void, never_lowering
from desktop.models.programme import EntitlementTurn, Round
from desktop.models.stock_write import draw, give_back
from desktop.records.distribution import ItemDue
from desktop.values.vocabulary import CollectionKind

_OWED, _GIVEN = Owed.__table__, Disbursement.__table__
_ITEMS, _VOIDS, _ROUNDS = DisbursedItem.__table__, Void.__table__, Round.__table__

_AT_LEAST = never_lowering(insert_unless(EntitlementTurn))
_SETTLE = (
    update(Owed)
    .where(
        _OWED.c.district_id == bindparam("district"),
        _OWED.c.disbursement_id == bindparam("open"),
        _OWED.c.item == bindparam("one"),
        _OWED.c.settled_by.is_(None),
    )
    .values(settled_by=bindparam("by"))
    .returning(_OWED.c.item)
)

_VOIDED = exists().where(
    _VOIDS.c.district_id == _OWED.c.district_id, _VOIDS.c.disbursement_id == _OWED.c.disbursement_id
)
_PASS_ON = (
    update(Owed)
    .where(
        _OWED.c.district_id == bindparam("district"),
        # by round first: that is how the index of open lines goes
        _OWED.c.round_id.in_(select(_ROUNDS.c.id).where(_ROUNDS.c.district_id == bindparam("district"))),
        _OWED.c.household_id == bindparam("gone"),
        _OWED.c.settled_by.is_(None),
        ~_VOIDED.correlate(Owed),
    )
    .values(household_id=bindparam("into"))
    .returning(_OWED.c.round_id, _OWED.c.disbursement_id, _OWED.c.item, _OWED.c.quantity)
)
_KEY = (_ITEMS.c.district_id, _ITEMS.c.round_id, _ITEMS.c.household_id, _ITEMS.c.item)
_AFTER_ITS_OWN = never_lowering(
    insert_unless(EntitlementTurn).from_select(
        ["district_id", "round_id", "household_id", "item", "turn"],
        select(*_KEY, func.max(_ITEMS.c.turn) + 1)
        .where(
            _ITEMS.c.district_id == bindparam("district"),
            _ITEMS.c.round_id == bindparam("round_id"),
            _ITEMS.c.household_id == bindparam("into"),
            _ITEMS.c.item == bindparam("one"),
        )
        .group_by(*_KEY),
    )
)


@dataclass(frozen=True)
class HandedOver:
    """Of which hand-over the rows are."""

    id: uuid.UUID
    round_id: uuid.UUID
    household_id: uuid.UUID
    point_id: uuid.UUID


@dataclass(frozen=True)
class WhoCollected:
    """Somebody who collected in the holder's place; `named_id` is the collector or the proxy."""

    kind: CollectionKind
    person_key: str
    named_id: uuid.UUID | None = None


def take_off_shelf(conn: Connection, district: str, point: uuid.UUID, items: Sequence[ItemDue]) -> bool:
    """Lower the shelf by what is handed over; False when less was there, and the transaction must then be left."""
    return all(draw(conn, district, point, line.item, line.quantity) in (None, line.quantity) for line in items)


def owe(conn: Connection, district: str, row: HandedOver, lines: Sequence[ItemDue], given: Mapping[str, int]) -> None:
    """Write what a hand-over leaves open. `given`: the turn of each item that it handed over.

    An item of which a part was given is at its next turn from now on: the rest is another entitlement of it.
    """
    key = {"district_id": district, "round_id": row.round_id, "household_id": row.household_id}
    conn.execute(
        insert(Owed),
        [{**key, "disbursement_id": row.id, "item": line.item, "quantity": line.quantity} for line in lines],
    )
    parts = [{**key, "item": line.item, "turn": given[line.item] + 1} for line in lines if line.item in given]
    if parts:
        conn.execute(_AT_LEAST, parts)


def settle(conn: Connection, district: str, by: uuid.UUID, lines: Sequence[tuple[uuid.UUID, str]]) -> bool:
    """Close open lines, each named by its hand-over and item; False when one was closed meanwhile."""
    return all(
        conn.execute(_SETTLE, {"district": district, "open": left_by, "one": item, "by": by}).first() is not None
        for left_by, item in lines
    )


def settled_later(conn: Connection, district: str, disbursement: uuid.UUID) -> int | None:
    """Receipt of a hand-over that settled what this one owed, if there is one that stands."""
    wanted = (
        select(_GIVEN.c.receipt)
        .join(_OWED, (_OWED.c.district_id == _GIVEN.c.district_id) & (_OWED.c.settled_by == _GIVEN.c.id))
        .where(_OWED.c.district_id == district, _OWED.c.disbursement_id == disbursement)
        .limit(1)
    )
    return conn.execute(wanted).scalar_one_or_none()


def lay_back(conn: Connection, district: str, row: HandedOver, items: Sequence[ItemDue]) -> None:
    """A hand-over was taken back: its items lie on the shelf again, and what it settled is open again."""
    for line in items:
        give_back(conn, district, row.point_id, line.item, line.quantity)
    here = (_OWED.c.district_id == district, _OWED.c.round_id == row.round_id)
    mine = (_OWED.c.household_id == row.household_id, _OWED.c.settled_by == row.id)
    conn.execute(update(Owed).where(*here, *mine).values(settled_by=None))


@dataclass(frozen=True)
class PassedOn:
    """A line that was open when its household went into another one, which is owed it now."""

    round_id: uuid.UUID
    disbursement_id: uuid.UUID
    item: str
    quantity: int


def pass_on(conn: Connection, district: str, gone: uuid.UUID, into: uuid.UUID) -> tuple[PassedOn, ...]:
    """What is still owed to a household that went into another one is owed to that one from now on, once.

    Of an item that the other one received already this is another entitlement, so its turn is raised.
    """
    names = {"district": district, "gone": gone, "into": into}
    moved = tuple(
        PassedOn(row.round_id, row.disbursement_id, row.item, row.quantity) for row in conn.execute(_PASS_ON, names)
    )
    for line in moved:
        conn.execute(_AFTER_ITS_OWN, names | {"one": line.item, "round_id": line.round_id})
    return moved


def keep_free(conn: Connection, district: str, row: HandedOver, given: Mapping[str, int]) -> None:
    """The household has drawn no share of its own yet: the turns after those of `given` stay free for it."""
    key = {"district_id": district, "round_id": row.round_id, "household_id": row.household_id}
    conn.execute(_AT_LEAST, [{**key, "item": item, "turn": turn + 1} for item, turn in given.items()])


def note_collection(conn: Connection, district: str, row: HandedOver, who: WhoCollected) -> None:
    """Write who collected in the holder's place."""
    conn.execute(
        insert(Collection),
        {
            "district_id": district,
            "disbursement_id": row.id,
            "round_id": row.round_id,
            "household_id": row.household_id,
            "kind": who.kind,
            "person_key": who.person_key,
            "named_id": who.named_id,
        },
    )
