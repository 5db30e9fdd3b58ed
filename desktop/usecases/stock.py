"""Stock at a distribution point: moves, damage, loss, returns, loans that come back, counts, and the book.

What households receive lowers the same shelf in the transaction of the hand-over; here is everything else.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.domain.stock_checks import require_count, require_goods, require_text
from desktop.errors import (
    LoanNotOut,
    StockSamePoint,
)
from desktop.models import movement_write
from desktop.models.movement_write import MovementRow
from desktop.queries.relief import loans, point_days, stock_book
from desktop.records.distribution import Standing
from desktop.records.operator import Second
from desktop.records.point_day import PointPlace
from desktop.records.stock import (
    CountDraft,
    Goods,
    StockBook,
    StockChanged,
    StockSheetData,
)
from desktop.usecases import stock_steps as steps
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import MovementKind


def move(
    desk: Desk, standing: Standing, to: Standing, goods: Sequence[Goods], *, note: str = "", second: Second | None
) -> StockChanged:
    """Move goods to another point, also of another round: what goes here comes there, in one act, by two people.

    Raises StockSamePoint, StockNotCounted, StockShort, SecondNeeded.
    """
    with desk.transaction(Permission.STOCK, second=second) as work:
        place, there = _place(work, standing), _place(work, to)
        if place.id == there.id:
            raise StockSamePoint(point=place.name)
        require_goods(goods)
        said = require_text("note", note, needed=False)
        rows: list[MovementRow] = []
        for one in goods:
            out = steps.goods_row(work, place.id, MovementKind.MOVED_OUT, one, other=_name(there), note=said)
            back = steps.goods_row(work, there.id, MovementKind.MOVED_IN, one, other=_name(place), note=said)
            rows += [replace(out, pair_id=back.id), replace(back, pair_id=out.id)]
        written = steps.carry_out(work, rows)
        content = {"point": str(place.id), "to": str(there.id), "movements": steps.said(written)}
        work.record(EntryKind.STOCK_MOVED, rows[0].id, content)
        book = _book(work, place)
    return StockChanged(book, _items(goods), work.entry)


def damage(
    desk: Desk, standing: Standing, goods: Sequence[Goods], *, note: str = "", second: Second | None = None
) -> StockChanged:
    """Write off what is torn, wet or spoilt; it stays at the point and is handed to nobody.

    More than its rule tolerates wants a second person. Raises StockNotCounted, StockShort, SecondNeeded.
    """
    return _out(desk, standing, goods, MovementKind.DAMAGED, EntryKind.STOCK_DAMAGED, note=note, second=second)


def lose(
    desk: Desk, standing: Standing, goods: Sequence[Goods], *, note: str = "", second: Second | None = None
) -> StockChanged:
    """Write off what is missing. More than its rule tolerates wants a second person; raises SecondNeeded."""
    return _out(desk, standing, goods, MovementKind.LOST, EntryKind.STOCK_LOST, note=note, second=second)


def send_back(
    desk: Desk,
    standing: Standing,
    goods: Sequence[Goods],
    *,
    document: str,
    to: str,
    note: str = "",
    second: Second | None,
) -> StockChanged:
    """Send goods back to where they came from, by two people, with the number of the paper that goes along.

    Raises StockNotCounted, StockShort, SecondNeeded.
    """
    papers = {"document": document, "other": to}
    return _out(
        desk, standing, goods, MovementKind.RETURNED, EntryKind.STOCK_RETURNED, note=note, second=second, **papers
    )


def loan_back(
    desk: Desk,
    standing: Standing,
    disbursement: DisbursementId,
    item: str,
    quantity: int,
    *,
    usable: bool,
    second: Second | None = None,
) -> StockChanged:
    """Something lent at a hand-over came back; what can be used again lies at this point from then on.

    What cannot is missing like anything else that is written off: else whoever says so keeps it. Raises SecondNeeded
    when that is more than its rule tolerates, LoanNotOut when so much is not lent any more.
    """
    with desk.transaction(Permission.STOCK, second=second) as work:
        place = _place(work, standing)
        require_count(item, quantity)
        out = loans.still_out(work.conn, work.district, disbursement, item) or 0
        if quantity > out:
            raise LoanNotOut(item=item, asked=quantity, out=out)
        loan = new_id()
        movement_write.insert_loan_return(
            work.conn,
            work.district,
            loan=loan,
            disbursement=disbursement,
            item=item,
            quantity=quantity,
            usable=usable,
            operator=work.person.id,
            at=work.now,
        )
        kind = MovementKind.LOAN_BACK if usable else MovementKind.LOAN_BROKEN
        written = steps.carry_out(work, [steps.goods_row(work, place.id, kind, Goods(item, quantity))])
        work.record(
            EntryKind.LOAN_BACK,
            loan,
            {
                "disbursement": str(disbursement),
                "item": item,
                "quantity": quantity,
                "usable": "yes" if usable else "no",
                "movements": steps.said(written),
            },
        )
        book = _book(work, place)
    return StockChanged(book, (item,), work.entry)


def count(
    desk: Desk, standing: Standing, drafts: Sequence[CountDraft], *, second: Second | None = None
) -> StockChanged:
    """Count the shelf: the book becomes what was counted, and what lies between is a movement with its reason.

    Raises StockReasonNeeded, and SecondNeeded when more is missing than its rule tolerates.
    """
    with desk.transaction(Permission.STOCK, second=second) as work:
        place = _place(work, standing)
        counts = steps.count(work, place.id, drafts)
        book = _book(work, place)
    return StockChanged(book, tuple(one.item for one in counts), work.entry, counts)


def show(desk: Desk, standing: Standing, *, since: datetime | None = None) -> StockBook:
    """The book of a point; its items from `since` on. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.STOCK_SEE) as conn:
        place = point_days.place(conn, desk.office.district, standing)
        return stock_book.whole(conn, desk.office.district, place, since=since)


def sheet(desk: Desk, standing: Standing) -> StockSheetData:
    """The stock sheet of a point as it is now, to be signed; printing it is an entry."""
    with desk.transaction(Permission.STOCK) as work:
        place = _place(work, standing)
        book = _book(work, place)
        totals = {line.item: line.on_hand for line in book.lines if line.on_hand is not None}
        work.record(EntryKind.STOCK_SHEET_PRINTED, place.id, {"point": str(place.id), "on_hand": totals})
    return StockSheetData(book, work.now, desk.person.name, work.entry, local_day(work.now))


def _out(
    desk: Desk,
    standing: Standing,
    goods: Sequence[Goods],
    kind: MovementKind,
    entry: EntryKind,
    *,
    note: str,
    document: str = "",
    other: str = "",
    second: Second | None = None,
) -> StockChanged:
    with desk.transaction(Permission.STOCK, second=second) as work:
        place = _place(work, standing)
        require_goods(goods)
        said = require_text("note", note, needed=False)
        papers = kind is MovementKind.RETURNED
        paper, where = require_text("document", document, needed=papers), require_text("origin", other, needed=papers)
        rows = [steps.goods_row(work, place.id, kind, one, document=paper, other=where, note=said) for one in goods]
        written = steps.carry_out(work, rows)
        work.record(entry, rows[0].id, {"point": str(place.id), "movements": steps.said(written)})
        book = _book(work, place)
    return StockChanged(book, _items(goods), work.entry)


def _place(work: Work, standing: Standing) -> PointPlace:
    return point_days.place(work.conn, work.district, standing)


def _book(work: Work, place: PointPlace) -> StockBook:
    return stock_book.whole(work.conn, work.district, place)


def _name(place: PointPlace) -> str:
    return f"{place.name} ({place.round_code})"[:100]


def _items(goods: Sequence[Goods]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.item for one in goods))
