"""What several use cases do with a point's stock inside their transaction: movements, and a count of the shelf."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from desktop.domain.stock_checks import LEAVES, missing, require_count, require_once, require_text, unit_of
from desktop.errors import SecondNeeded, StockReasonNeeded
from desktop.models import movement_write, stock_write
from desktop.models.movement_write import BESIDE, CAME, MovementRow
from desktop.queries.relief import stock
from desktop.queries.relief.tolerances import Tolerances, missing_alone
from desktop.records.stock import CountDraft, Goods, ItemCounted
from desktop.security.canonical import Json
from desktop.usecases.desk import Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import PointId, new_id
from desktop.values.period import day_begins
from desktop.values.permissions import Permission
from desktop.values.vocabulary import DifferenceReason, MovementKind


def second_of(work: Work) -> UUID | None:
    """The id of the second person, if there is one."""
    return work.second.person.id if work.second is not None else None


def goods_row(
    work: Work,
    point: PointId,
    kind: MovementKind,
    goods: Goods,
    *,
    document: str = "",
    other: str = "",
    note: str = "",
) -> MovementRow:
    """The row of goods that come or go now, by who is at the desk."""
    return MovementRow(
        id=new_id(),
        point_id=point,
        item=goods.item,
        kind=kind,
        quantity=goods.quantity,
        operator_id=work.person.id,
        second_id=second_of(work),
        at=work.now,
        batch=goods.batch,
        expires=goods.expires,
        document=document,
        other=other,
        note=note,
    )


def begin_counting(work: Work, point: PointId, item: str) -> list[MovementRow]:
    """Count the item at the point from now on, if it was not; what went out before must have been there before.

    Returns the movement that says so, if one was needed, for the entry.
    """
    if not stock_write.begin(work.conn, work.district, point, item):
        return []
    before = stock.net(work.conn, work.district, point, item)
    if before == 0:
        return []
    row = goods_row(work, point, MovementKind.BEGUN, Goods(item, -before))
    movement_write.note(work.conn, work.district, row)
    return [row]


def carry_out(work: Work, rows: Iterable[MovementRow]) -> list[MovementRow]:
    """Write movements and change what lies there; what comes is counted from then on. Returns all that was written.

    The one way by which a movement is written, so that none goes round the two-person rule. Raises StockNotCounted,
    StockShort, SecondNeeded.
    """
    rows = list(rows)
    _require_two(work, rows)
    written: list[MovementRow] = []
    for row in rows:
        if row.kind in CAME:
            written += begin_counting(work, PointId(row.point_id), row.item)
        movement_write.move(work.conn, work.district, row)
        written.append(row)
    return written


def count(work: Work, point: PointId, drafts: Sequence[CountDraft]) -> tuple[ItemCounted, ...]:
    """Count the shelf: the book becomes what was counted, by a movement with its reason, and an entry says so.

    The first count of an item is where its book begins. Raises StockReasonNeeded for a difference without a reason,
    SecondNeeded when more is missing than the item's rule tolerates, and whatever is wrong with a count.
    """
    require_once((draft.item, "") for draft in drafts)
    tolerances = Tolerances(work.conn, work.district, point)
    found: list[ItemCounted] = []
    rows: list[MovementRow] = []
    for draft in drafts:
        require_count(draft.item, draft.counted, least=0)
        note = require_text("note", draft.note, needed=False)
        book = stock_write.on_hand(work.conn, work.district, point, draft.item)
        if book is None:
            rows += begin_counting(work, point, draft.item)
            rows += carry_out(work, [_counted(work, point, draft.item, draft.counted, None, note)])
            found.append(ItemCounted(draft.item, unit_of(draft.item), 0, draft.counted, first=True))
            continue
        unit, tolerated = unit_of(draft.item), tolerances.of(draft.item, book)
        one = ItemCounted(draft.item, unit, book, draft.counted, draft.reason, tolerated=tolerated)
        _require_explained(one)
        rows += carry_out(work, [_counted(work, point, draft.item, one.difference, draft.reason, note)])
        found.append(one)
    work.record(
        EntryKind.STOCK_COUNTED,
        point,
        {
            "point": str(point),
            "counts": [{"item": one.item, "book": one.book, "counted": one.counted} for one in found],
            "movements": said(rows),
        },
    )
    return tuple(found)


def _require_two(work: Work, rows: Sequence[MovementRow]) -> None:
    """Goods leave a point, or more is missing than one person may write off: somebody of another role looks too.

    What went missing at the point today with nobody beside counts too. Raises SecondNeeded.
    """
    if work.second is not None:
        return
    if any(row.kind in LEAVES for row in rows):
        raise SecondNeeded(permission=Permission.STOCK)
    gone: Counter[tuple[UUID, str]] = Counter()
    for row in rows:
        gone[row.point_id, row.item] += missing(row.kind, row.quantity, first=row.reason is None and _is_count(row))
    for (point, item), now in gone.items():
        if now > 0:
            _require_tolerated(work, PointId(point), item, now, rows)


def _require_tolerated(work: Work, point: PointId, item: str, now: int, rows: Sequence[MovementRow]) -> None:
    before = missing_alone(work.conn, work.district, point, item, day_begins(work.now))
    # what a truck should have brought, or came back, is part of the amount that is held against the rule
    sent = sum(row.quantity for row in rows if row.item == item and row.kind in CAME | BESIDE)
    book = (stock_write.on_hand(work.conn, work.district, point, item) or 0) + sent
    if before + now > Tolerances(work.conn, work.district, point).of(item, book + before):
        raise SecondNeeded(permission=Permission.STOCK)


def _is_count(row: MovementRow) -> bool:
    return row.kind is MovementKind.COUNTED


def said(rows: Iterable[MovementRow]) -> list[Json]:
    """Movements as an entry says them; who wrote them stands beside."""
    return [
        {
            "id": str(row.id),
            "point": str(row.point_id),
            "item": row.item,
            "kind": row.kind.value,
            "quantity": row.quantity,
            "batch": row.batch,
            "expires": row.expires.isoformat() if row.expires else "",
            "document": row.document,
            "other": row.other,
            "reason": row.reason.value if row.reason else "",
            "note": row.note,
            "waybill": str(row.waybill_id) if row.waybill_id else "",
            "pair": str(row.pair_id) if row.pair_id else "",
            "second": str(row.second_id) if row.second_id else "",
        }
        for row in rows
    ]


def _require_explained(one: ItemCounted) -> None:
    if one.difference and one.reason is None:
        raise StockReasonNeeded(item=one.item, book=one.book, counted=one.counted)


def _counted(
    work: Work, point: PointId, item: str, quantity: int, reason: DifferenceReason | None, note: str
) -> MovementRow:
    """A count as a movement. A first one has no reason: there was nothing to differ from."""
    row = goods_row(work, point, MovementKind.COUNTED, Goods(item, quantity), note=note)
    return replace(row, reason=reason if quantity else None)


def counts_said(lines: Sequence[ItemCounted]) -> list[dict[str, object]]:
    """Counts of an opening or a close as an entry says them."""
    return [{"item": one.item, "book": one.book, "counted": one.counted, "reason": one.reason or ""} for one in lines]
