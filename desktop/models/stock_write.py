"""Core write statements of what lies at a point; each takes the connection of a transaction and never commits.

`draw` and `give_back` are on the way of every hand-over: their statements are built once, and a draw that is covered
is one statement. Nothing here goes below zero, and whoever comes second finds what the first left.
"""

from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.models.stock import StockLevel

_LEVELS = StockLevel.__table__
_HERE = (
    _LEVELS.c.district_id == bindparam("district"),
    _LEVELS.c.point_id == bindparam("point"),
    _LEVELS.c.item == bindparam("one"),
)
_ON_HAND = select(_LEVELS.c.on_hand).where(*_HERE)
_DRAW = (
    update(StockLevel)
    .where(*_HERE, _LEVELS.c.on_hand >= bindparam("q"))
    .values(on_hand=_LEVELS.c.on_hand - bindparam("q"))
    .returning(_LEVELS.c.on_hand)
)
_EMPTY = (
    update(StockLevel)
    .where(*_HERE, _LEVELS.c.on_hand == bindparam("seen"))
    .values(on_hand=0)
    .returning(_LEVELS.c.on_hand)
)
_RAISE = (
    update(StockLevel).where(*_HERE).values(on_hand=_LEVELS.c.on_hand + bindparam("q")).returning(_LEVELS.c.on_hand)
)
_BEGIN = insert_unless(StockLevel).on_conflict_do_nothing(index_elements=["district_id", "point_id", "item"])


def on_hand(conn: Connection, district: str, point_id: UUID, item: str) -> int | None:
    """What should lie at the point, in base units; None when the item is not counted there."""
    return conn.execute(_ON_HAND, {"district": district, "point": point_id, "one": item}).scalar_one_or_none()


def tracked(conn: Connection, district: str, point_id: UUID, item: str) -> bool:
    """Whether the item is counted at the point; what is not never runs out by the book."""
    return on_hand(conn, district, point_id, item) is not None


def draw(conn: Connection, district: str, point_id: UUID, item: str, quantity: int) -> int | None:
    """Take up to `quantity` from the shelf and return how much was there to take; None when it is not counted there.

    ValueError for less than one.
    """
    _require_positive(quantity)
    where = {"district": district, "point": point_id, "one": item}
    while True:
        if conn.execute(_DRAW, {**where, "q": quantity}).first() is not None:
            return quantity
        left: int | None = conn.execute(_ON_HAND, where).scalar_one_or_none()
        if not left:
            return left
        # less than was asked for: the last of it, unless somebody changed it since it was read
        if left < quantity and conn.execute(_EMPTY, {**where, "seen": left}).first() is not None:
            return left


def draw_whole(conn: Connection, district: str, point_id: UUID, item: str, quantity: int) -> bool:
    """Take `quantity` from the shelf, or nothing; False when it is not there or the item is not counted there."""
    _require_positive(quantity)
    where = {"district": district, "point": point_id, "one": item, "q": quantity}
    return conn.execute(_DRAW, where).first() is not None


def give_back(conn: Connection, district: str, point_id: UUID, item: str, quantity: int) -> bool:
    """Lay `quantity` on the shelf again; False when the item is not counted there. ValueError for less than one."""
    _require_positive(quantity)
    where = {"district": district, "point": point_id, "one": item, "q": quantity}
    return conn.execute(_RAISE, where).first() is not None


def begin(conn: Connection, district: str, point_id: UUID, item: str) -> bool:
    """Count the item at the point from now on, beginning at nothing; False when it is counted there already."""
    row = {"district_id": district, "point_id": point_id, "item": item, "on_hand": 0}
    return conn.execute(_BEGIN, row).rowcount == 1


def _require_positive(quantity: int) -> None:
    if quantity < 1:
        msg = "a stock is drawn from and given back to by at least one"
        raise ValueError(msg)
