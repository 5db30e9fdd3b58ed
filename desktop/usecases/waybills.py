"""Waybills, and what came to a point: counted line by line, by its batches, beside what was sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.stock_checks import require_goods, require_text
from desktop.errors import (
    DocumentIsWaybill,
    DocumentReceived,
    SecondNeeded,
    WaybillElsewhere,
    WaybillExists,
    WaybillReceived,
    WaybillUnknown,
)
from desktop.models import movement_write
from desktop.queries.relief import point_days, stock_book, waybills
from desktop.records.distribution import Standing
from desktop.records.operator import Second
from desktop.records.point_day import PointPlace
from desktop.records.stock import ArrivalDraft, Goods, StockChanged, WaybillDraft, WaybillSaved, WaybillView
from desktop.usecases import stock_steps as steps
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import new_id
from desktop.values.permissions import Permission
from desktop.values.text import paper_key
from desktop.values.vocabulary import MovementKind, WaybillState


def make(desk: Desk, standing: Standing, draft: WaybillDraft) -> WaybillSaved:
    """Make a waybill for a truck to a point: what is sent, by batch. Raises WaybillExists and what is wrong with it."""
    with desk.transaction(Permission.WAYBILL) as work:
        place = point_days.place(work.conn, work.district, standing)
        kept = _tidied(draft)
        if waybills.waybill(work.conn, work.district, kept.number) is not None:
            raise WaybillExists(number=kept.number)
        waybill = new_id()
        movement_write.insert_waybill(
            work.conn,
            work.district,
            kept,
            waybill=waybill,
            point=place.id,
            operator=work.person.id,
            at=work.now,
        )
        work.record(
            EntryKind.WAYBILL_MADE,
            waybill,
            {
                "number": kept.number,
                "point": str(place.id),
                "day": kept.day.isoformat(),
                "origin": kept.origin,
                "vehicle": kept.vehicle,
                "seal": kept.seal,
                "lines": [_sent(one) for one in kept.goods],
            },
        )
        made = _waybill(work, kept.number)
    return WaybillSaved(made, work.entry)


def show(desk: Desk, number: str) -> WaybillView:
    """One waybill. Raises WaybillUnknown."""
    with desk.reading(Permission.STOCK_SEE) as conn:
        found = waybills.waybill(conn, desk.office.district, number)
    if found is None:
        raise WaybillUnknown(number=number)
    return found


def receive(desk: Desk, standing: Standing, draft: ArrivalDraft, *, second: Second | None = None) -> StockChanged:
    """Receive what came and was counted: against a waybill, or with the number of another document.

    What differs from the waybill stands there by itself; `note` says why. What a truck should have brought and did not
    is a movement of its own. Raises SecondNeeded when more of it is missing than its rule tolerates, or when such goods
    are awaited here by a waybill and it is not named; WaybillUnknown, WaybillElsewhere, WaybillReceived,
    DocumentIsWaybill, DocumentReceived (the same goods with the same document again, without a note), StockTextWrong
    without a document, and what is wrong with the counts.
    """
    with desk.transaction(Permission.STOCK, second=second) as work:
        place = point_days.place(work.conn, work.district, standing)
        note = require_text("note", draft.note, needed=False)
        against = _awaited(work, place, draft.waybill) if draft.waybill else None
        if against is None:
            document, origin = require_text("document", draft.document), require_text("origin", draft.origin)
            goods = draft.goods
            _require_own(work, place, document, goods)
            _require_new(work, place, document, goods, note)
        else:
            document, origin = against.number, against.origin
            goods = tuple(_of_line(one, against) for one in draft.goods)
        require_goods(goods, least=1 if against is None else 0)
        if against is not None:
            _receive_waybill(work, against, goods, note)
        did = {MovementKind.RECEIVED: [one for one in goods if one.quantity]}
        did[MovementKind.SHORT] = _short(against, goods) if against else []
        rows = [
            replace(
                steps.goods_row(work, place.id, kind, one, document=document, other=origin, note=note),
                waybill_id=against.id if against else None,
            )
            for kind, lines in did.items()
            for one in lines
        ]
        written = steps.carry_out(work, rows)
        work.record(
            EntryKind.STOCK_RECEIVED,
            against.id if against else rows[0].id,
            {
                "point": str(place.id),
                "waybill": against.number if against else "",
                "note": note,
                "lines": [_sent(one) for one in goods],
                "movements": steps.said(written),
            },
        )
        book = stock_book.whole(work.conn, work.district, place)
    return StockChanged(book, tuple(dict.fromkeys(one.item for one in goods)), work.entry)


def _tidied(draft: WaybillDraft) -> WaybillDraft:
    require_goods(draft.goods)
    return replace(
        draft,
        number=require_text("number", draft.number),
        origin=require_text("origin", draft.origin),
        vehicle=require_text("vehicle", draft.vehicle, needed=False),
        seal=require_text("seal", draft.seal, needed=False),
    )


def _sent(goods: Goods) -> dict[str, str | int]:
    expires = goods.expires.isoformat() if goods.expires else ""
    return {"item": goods.item, "batch": goods.batch, "expires": expires, "quantity": goods.quantity}


def _waybill(work: Work, number: str) -> WaybillView:
    found = waybills.waybill(work.conn, work.district, number)
    if found is None:
        raise WaybillUnknown(number=number)
    return found


def _require_own(work: Work, place: PointPlace, document: str, goods: Sequence[Goods]) -> None:
    """What a waybill sent is not received beside it, where what the truck lacks would be missing from no book.

    Its number is refused in any spelling; of another truck with the same goods two people say that it is another.
    """
    items = {one.item for one in goods}
    for waybill in waybills.awaited(work.conn, work.district):
        here = (waybill.round_code, waybill.point_code) == (place.round_code, place.code)
        if paper_key(waybill.number) == paper_key(document):
            if not here:
                raise WaybillElsewhere(number=waybill.number, point=waybill.point_name)
            raise DocumentIsWaybill(number=waybill.number)
        if here and work.second is None and items & {line.item for line in waybill.lines}:
            raise SecondNeeded(permission=Permission.STOCK, why="waybill")


def _require_new(work: Work, place: PointPlace, document: str, goods: Sequence[Goods], note: str) -> None:
    """One paper is entered once; a truck that is unloaded in two turns is said in the note."""
    before = None if note else waybills.received_with(work.conn, work.district, place.id, document, goods)
    if before is not None:
        raise DocumentReceived(document=document, item=before.item, quantity=before.quantity)


def _awaited(work: Work, place: PointPlace, number: str) -> WaybillView:
    found = _waybill(work, number)
    if (found.round_code, found.point_code) != (place.round_code, place.code):
        raise WaybillElsewhere(number=number, point=found.point_name)
    if found.state is not WaybillState.AWAITED:
        raise WaybillReceived(number=number)
    return found


def _of_line(goods: Goods, against: WaybillView) -> Goods:
    """Goods with the batch of their line, where the waybill has one line of the item and nobody said the batch."""
    lines = [line for line in against.lines if line.item == goods.item]
    fitting = [line for line in lines if line.batch == goods.batch] or ([] if goods.batch else lines)
    if len(fitting) != 1:
        return goods
    line = fitting[0]
    return replace(goods, batch=line.batch, expires=goods.expires or line.expires)


def _short(against: WaybillView, goods: Sequence[Goods]) -> list[Goods]:
    """What the waybill sent of each item and the truck did not bring, whatever the batches."""
    lacking: Counter[str] = Counter()
    for line in against.lines:
        lacking[line.item] += line.sent
    lacking.subtract({item: sum(one.quantity for one in goods if one.item == item) for item in lacking})
    return [Goods(item, quantity) for item, quantity in lacking.items() if quantity > 0]


def _receive_waybill(work: Work, against: WaybillView, goods: Sequence[Goods], note: str) -> None:
    if not movement_write.receive_waybill(
        work.conn, work.district, against.id, said=note, operator=work.person.id, at=work.now
    ):
        raise WaybillReceived(number=against.number)
    lines = [(line.item, line.batch) for line in against.lines]
    came = {(one.item, one.batch): one for one in goods}
    movement_write.receive_lines(work.conn, work.district, against.id, lines, came)
