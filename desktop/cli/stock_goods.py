"""Goods as they are written on the command line, ITEM=COUNT[:BATCH[:DAY]], and stock as it is told."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.cli.amounts import amount
from desktop.errors import StockCountWrong, StockGoodsUnread
from desktop.records.stock import Awaited, BatchLine, BookLine, Goods, ReleaseView, StockBook, WaybillView
from desktop.reference.tables import relief_items
from desktop.values.period import utc_text
from desktop.values.text import western_digits
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.stock import amount_words, item_label, signed

LONGEST = 12
COLUMNS = (
    "opening", "received", "moved_in", "loan_back", "counted", "moved_out", "damaged", "lost", "returned", "issued",
    "released", "provisional",
)  # fmt: skip


def goods_of(texts: Sequence[str]) -> tuple[Goods, ...]:
    """What is written; digits of three scripts. Raises StockCountWrong, StockGoodsUnread."""
    return tuple(_goods(text) for text in texts)


def whole_number(item: str, text: str) -> int:
    """A count in digits of three scripts. Raises StockCountWrong for a fraction or what is no number."""
    number = western_digits(text.strip()).replace("\u2212", "-")
    if not number.isascii() or not number.removeprefix("-").isdigit() or len(number) > LONGEST:
        fraction = any(sign in number for sign in "./,\u066b") and any(sign.isdigit() for sign in number)
        too_many = number.isascii() and number.isdigit()
        why = "nothing" if not number else "fraction" if fraction else "too_many" if too_many else "unread"
        raise StockCountWrong(item=item, count=text.strip()[:40], why=why)
    return int(number)


def book_json(book: StockBook, items: Iterable[str] | None = None) -> dict[str, object]:
    """The book as the command line gives it: `book` is what must lie there, null for what is not counted there."""
    wanted = None if items is None else set(items)
    lines = [line for line in book.lines if wanted is None or line.item in wanted]
    return {
        "round": book.round_code,
        "point": book.point_code,
        "items": [_line_json(line) for line in lines],
    }


def whole_json(book: StockBook, today: date) -> dict[str, object]:
    """The book with its batches, waybills awaited and releases by order."""
    return {
        **book_json(book),
        "batches": [_batch_json(one, today) for one in book.batches],
        "waybills": [one.number for one in book.waybills],
        "releases": [release_json(one) for one in book.releases],
    }


def awaited_json(one: Awaited) -> dict[str, object]:
    """A truck that nobody counted yet: the day on which it left, and what was sent."""
    items = [{"item": line.item, "amount": amount(line.quantity, line.unit)} for line in one.items]
    return {"waybill": one.number, "day": one.day.isoformat(), "items": items}


def waybill_json(one: WaybillView) -> dict[str, object]:
    """A waybill as the command line gives it; `received` is null until it was counted."""
    return {
        "waybill": one.number,
        "round": one.round_code,
        "point": one.point_code,
        "day": one.day.isoformat(),
        "origin": one.origin,
        "vehicle": one.vehicle,
        "seal": one.seal,
        "state": one.state.value,
        "note": one.note,
        "lines": [
            {
                "item": line.item,
                "unit": line.unit,
                "batch": line.batch,
                "expires": line.expires.isoformat() if line.expires else None,
                "sent": amount(line.sent, line.unit),
                "received": amount(line.received, line.unit),
                "difference": None if line.received is None else amount(line.difference, line.unit),
            }
            for line in one.lines
        ],
    }


def release_json(one: ReleaseView) -> dict[str, object]:
    """A release by order as the command line gives it."""
    return {
        "order": one.order,
        "authority": one.authority,
        "reason": one.reason,
        "by": one.by,
        "second": one.second,
        "at": utc_text(one.at),
        "goods": [
            {"item": goods.item, "amount": amount(goods.quantity, relief_items()[goods.item].unit)}
            for goods in one.goods
        ],
    }


def book_line(line: BookLine) -> str:
    """One item of the book for reading."""
    if line.on_hand is None:
        return f"{item_label(line.item)}  {tr('not counted here')}"
    parts = [item_label(line.item), amount_words(line.on_hand, line.unit)]
    if line.last_count is not None and line.last_count.difference:
        parts.append(tr("last count {difference}", difference=signed(line.last_count.difference)))
    return "  ".join(parts)


def batch_line(one: BatchLine, today: date) -> str:
    """One batch for reading, said to be over when it is."""
    until = one.expires.isoformat() if one.expires else "-"
    parts = [item_label(one.item), one.batch, until, amount_words(one.left, one.unit)]
    return "  ".join([*parts, tr("its last good day is over")] if one.expired(today) else parts)


def waybill_line(one: WaybillView) -> str:
    """A waybill in one line."""
    return "  ".join((one.number, one.point_name, one.day.isoformat(), one.origin, label(one.state)))


def _goods(text: str) -> Goods:
    item, equals, rest = text.partition("=")
    number, _, more = rest.partition(":")
    batch, _, day = more.partition(":")
    item = item.strip().upper()
    if not item or not equals:
        raise StockGoodsUnread(text=text[:60])
    try:
        expires = date.fromisoformat(western_digits(day.strip())) if day.strip() else None
    except ValueError as error:
        raise StockGoodsUnread(text=text[:60]) from error
    return Goods(item[:40], whole_number(item[:40], number), batch.strip(), expires)


def _line_json(line: BookLine) -> dict[str, object]:
    counted = line.on_hand is not None
    last = line.last_count
    return {
        "item": line.item,
        "unit": line.unit,
        "book": amount(line.closing if counted else None, line.unit),
        "counted": amount(last.counted if last else None, line.unit),
        "difference": amount(last.difference if last else None, line.unit),
        "counted_at": utc_text(last.at) if last else None,
        "columns": {
            name: amount(getattr(line, name), line.unit)
            for name in COLUMNS
            if counted or name not in ("opening", "counted")
        },
    }


def _batch_json(one: BatchLine, today: date) -> dict[str, object]:
    return {
        "item": one.item,
        "batch": one.batch,
        "expires": one.expires.isoformat() if one.expires else None,
        "came": amount(one.came, one.unit),
        "left": amount(one.left, one.unit),
        "expired": one.expired(today),
    }
