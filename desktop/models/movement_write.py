"""Core write statements of stock movements, waybills and releases; each takes a transaction's connection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, insert, update

from desktop.errors import StockNotCounted, StockShort
from desktop.models import stock_write
from desktop.models.disbursement import LoanReturn
from desktop.models.release import Release, ReleaseItem
from desktop.models.stock import StockMovement, Waybill, WaybillLine
from desktop.records.stock import Goods, ReleaseDraft, WaybillDraft
from desktop.values.vocabulary import DifferenceReason, MovementKind, WaybillState

CAME = frozenset({MovementKind.RECEIVED, MovementKind.MOVED_IN, MovementKind.LOAN_BACK})
WENT = frozenset({MovementKind.MOVED_OUT, MovementKind.DAMAGED, MovementKind.LOST, MovementKind.RETURNED})


BESIDE = frozenset({MovementKind.SHORT, MovementKind.LOAN_BROKEN})
"""Goods that never lay on the shelf, or not again: what is written of them changes nothing there."""


@dataclass(frozen=True)
class MovementRow:
    """The row of one movement. `quantity` is positive, but of a count, where it is the shelf less the book."""

    id: UUID
    point_id: UUID
    item: str
    kind: MovementKind
    quantity: int
    operator_id: UUID
    second_id: UUID | None
    at: datetime
    batch: str = ""
    expires: date | None = None
    document: str = ""
    other: str = ""
    reason: DifferenceReason | None = None
    note: str = ""
    waybill_id: UUID | None = None
    pair_id: UUID | None = None


_INSERT = insert(StockMovement)
_WAYBILLS, _LINES = Waybill.__table__, WaybillLine.__table__


def move(conn: Connection, district: str, row: MovementRow) -> None:
    """Write a movement and change what lies there by it. What came is counted there from then on.

    Raises StockNotCounted, StockShort when what goes is not there.
    """
    change = _change(row)
    if change > 0:
        if not stock_write.give_back(conn, district, row.point_id, row.item, change):
            raise StockNotCounted(item=row.item)
    elif change < 0 and not stock_write.draw_whole(conn, district, row.point_id, row.item, -change):
        there = stock_write.on_hand(conn, district, row.point_id, row.item)
        if there is None:
            raise StockNotCounted(item=row.item)
        raise StockShort(item=row.item, asked=-change, there=there)
    note(conn, district, row)


def _change(row: MovementRow) -> int:
    """What the shelf gains by a movement."""
    if row.kind in BESIDE:
        return 0
    return -row.quantity if row.kind in WENT else row.quantity


def note(conn: Connection, district: str, row: MovementRow) -> None:
    """Write a movement alone: of a first count, after which what lies there is set by itself."""
    conn.execute(_INSERT, {"district_id": district, **vars(row)})


def insert_waybill(
    conn: Connection, district: str, draft: WaybillDraft, *, waybill: UUID, point: UUID, operator: UUID, at: datetime
) -> None:
    """A waybill that is awaited, with its lines."""
    told = {name: getattr(draft, name) for name in ("number", "day", "origin", "vehicle", "seal")}
    made = {"state": WaybillState.AWAITED, "made_by": operator, "made_at": at, "note": ""}
    conn.execute(insert(Waybill), {"district_id": district, "id": waybill, "point_id": point, **told, **made})
    conn.execute(insert(WaybillLine), [_line(district, waybill, one, one.quantity, None) for one in draft.goods])


def receive_waybill(conn: Connection, district: str, waybill: UUID, *, said: str, operator: UUID, at: datetime) -> bool:
    """Set a waybill received; False when somebody received it before."""
    taken = conn.execute(
        update(Waybill)
        .where(
            _WAYBILLS.c.district_id == district,
            _WAYBILLS.c.id == waybill,
            _WAYBILLS.c.state == WaybillState.AWAITED,
        )
        .values(state=WaybillState.RECEIVED, note=said, received_by=operator, received_at=at)
        .returning(_WAYBILLS.c.id)
    )
    return taken.first() is not None


def receive_lines(
    conn: Connection,
    district: str,
    waybill: UUID,
    lines: Sequence[tuple[str, str]],
    came: Mapping[tuple[str, str], Goods],
) -> None:
    """What came of each line of a waybill, by item and batch; a line that is not among `came` brought nothing.

    What came and was on no line gets one, with nothing sent.
    """
    for item, batch in lines:
        goods = came.get((item, batch))
        conn.execute(
            update(WaybillLine)
            .where(
                _LINES.c.district_id == district,
                _LINES.c.waybill_id == waybill,
                _LINES.c.item == item,
                _LINES.c.batch == batch,
            )
            .values(received=goods.quantity if goods else 0)
        )
    extra = [_line(district, waybill, goods, 0, goods.quantity) for key, goods in came.items() if key not in set(lines)]
    if extra:
        conn.execute(insert(WaybillLine), extra)


def insert_release(
    conn: Connection,
    district: str,
    draft: ReleaseDraft,
    *,
    release: UUID,
    point: UUID,
    operator: UUID,
    second: UUID,
    at: datetime,
) -> None:
    """A release by order with its items; what lies there is lowered by the caller."""
    told = {"order_number": draft.order, "authority": draft.authority, "reason": draft.reason}
    by = {"operator_id": operator, "second_id": second, "at": at}
    conn.execute(insert(Release), {"district_id": district, "id": release, "point_id": point, **told, **by})
    conn.execute(
        insert(ReleaseItem),
        [
            {"district_id": district, "release_id": release, "item": one.item, "quantity": one.quantity}
            for one in draft.goods
        ],
    )


def insert_loan_return(
    conn: Connection,
    district: str,
    *,
    loan: UUID,
    disbursement: UUID,
    item: str,
    quantity: int,
    usable: bool,
    operator: UUID,
    at: datetime,
) -> None:
    """Something lent that came back."""
    row = {"disbursement_id": disbursement, "item": item, "quantity": quantity, "usable": usable}
    conn.execute(insert(LoanReturn), {"district_id": district, "id": loan, **row, "operator_id": operator, "at": at})


def _line(district: str, waybill: UUID, goods: Goods, sent: int, received: int | None) -> dict[str, object]:
    return {
        "district_id": district,
        "waybill_id": waybill,
        "item": goods.item,
        "batch": goods.batch,
        "expires": goods.expires,
        "sent": sent,
        "received": received,
    }
