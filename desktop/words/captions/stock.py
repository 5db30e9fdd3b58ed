"""Fills the papers of stock: the waybill of a truck, and the stock sheet of a point."""

from datetime import date

from desktop.records.operator import EntryRef, OfficeView
from desktop.records.stock import BookLine, StockSheetData, WaybillLineView, WaybillView
from desktop.values.vocabulary import Language, WaybillState
from desktop.words.captions.bilingual import fingerprint, pair, practice_pair, side_by_side, time_text
from desktop.words.captions.relief import DRAWINGS
from desktop.words.catalogue import mark, tr_in
from desktop.words.stock import UNITS, item_words, signed
from printing.stock_values import StockCell, StockColumn, StockFact, StockPaper
from printing.values import Pair

_PAGE = mark("Page {page} of {pages}")


def waybill_sheet(
    one: WaybillView, language: Language, office: OfficeView, entry: EntryRef | None = None, short: str = "HQ"
) -> StockPaper:
    """The paper that goes with a truck; what was counted stands in it once it was received."""
    return StockPaper(
        title=pair(language, "Waybill · {number}", number=one.number),
        facts=(
            StockFact(pair(language, "From"), one.origin),
            StockFact(pair(language, "To"), side_by_side(language, one.point_name, one.round_code)),
            StockFact(pair(language, "Leaves on"), _day(one.day)),
            StockFact(pair(language, "Vehicle"), one.vehicle),
            StockFact(pair(language, "Seal"), one.seal),
            StockFact(pair(language, "Received"), time_text(one.received_at) if one.received_at else ""),
        ),
        columns=(
            StockColumn(pair(language, "Item"), 5.0, "item"),
            StockColumn(pair(language, "Batch"), 2.2, "text"),
            StockColumn(pair(language, "Good until"), 2.2, "text"),
            StockColumn(pair(language, "Unit"), 1.5, "text"),
            StockColumn(pair(language, "Sent"), 2.0, "strong"),
            StockColumn(pair(language, "Counted"), 2.6, "box"),
            StockColumn(pair(language, "Difference"), 2.2, "box"),
        ),
        rows=tuple(_waybill_row(line, language) for line in one.lines),
        signatures=(
            pair(language, "Sent by"),
            pair(language, "Carried by"),
            pair(language, "Received by"),
        ),
        name_and_day=pair(language, "Name, day, signature"),
        page=tr_in(Language.ENGLISH, _PAGE),
        printed=_note_line(one),
        note=pair(language, "Count before the truck leaves. Whoever signs has counted."),
        fingerprint=fingerprint(entry, short) if entry else None,
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )


def stock_sheet(data: StockSheetData, language: Language, office: OfficeView, short: str) -> StockPaper:
    """What the book says lies at a point, with boxes for what is counted and three signatures."""
    book = data.book
    return StockPaper(
        title=pair(language, "Stock sheet · {point}", point=book.point_name),
        facts=(
            StockFact(pair(language, "Point"), book.point_name),
            StockFact(pair(language, "Programme and round"), side_by_side(language, book.programme, book.round_code)),
            StockFact(pair(language, "Day"), _day(data.today)),
        ),
        columns=(
            StockColumn(pair(language, "Item"), 5.0, "item"),
            StockColumn(pair(language, "Opening"), 1.7),
            StockColumn(pair(language, "Came"), 1.7),
            StockColumn(pair(language, "To households"), 1.9),
            StockColumn(pair(language, "Without a card"), 1.9),
            StockColumn(pair(language, "By order"), 1.7),
            StockColumn(pair(language, "Moved on"), 1.9),
            StockColumn(pair(language, "Damaged"), 1.7),
            StockColumn(pair(language, "Missing"), 1.7),
            StockColumn(pair(language, "Counts"), 1.5),
            StockColumn(pair(language, "Must be there"), 2.1, "strong"),
            StockColumn(pair(language, "Counted"), 2.4, "box"),
        ),
        rows=tuple(_book_row(line, language) for line in book.lines if line.on_hand is not None),
        signatures=(
            pair(language, "Team lead"),
            pair(language, "Storekeeper"),
            pair(language, "Witness"),
        ),
        name_and_day=pair(language, "Name, day, signature"),
        page=tr_in(Language.ENGLISH, _PAGE),
        printed=tr_in(
            Language.ENGLISH, "Printed {when} by {name}", when=time_text(data.printed_at), name=data.printed_by
        ),
        note=pair(language, "Count first, then look at the book. A difference is written down, never made good."),
        fingerprint=fingerprint(data.entry, short),
        landscape=True,
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )


def _waybill_row(line: WaybillLineView, language: Language) -> tuple[StockCell, ...]:
    counted = line.received is not None
    return (
        _item(line.item, language),
        _text(line.batch),
        _text(_day(line.expires) if line.expires else ""),
        _text(_unit(line.unit)),
        _text(f"{line.sent:,}"),
        _text(f"{line.received:,}" if line.received is not None else ""),
        _text(signed(line.difference) if counted else ""),
    )


def _book_row(line: BookLine, language: Language) -> tuple[StockCell, ...]:
    came = line.received + line.moved_in + line.loan_back
    numbers = (
        line.opening,
        came,
        line.issued,
        line.provisional,
        line.released,
        line.moved_out + line.returned,
        line.damaged,
        line.lost,
    )
    item = _item(line.item, language)
    named = Pair(f"{item.text.en} · {_unit(line.unit)}", item.text.local)
    return (
        StockCell(named, item.drawing),
        *(_text(f"{number:,}" if number else "–") for number in numbers),
        _text(signed(line.counted) if line.counted else "–"),
        _text(f"{line.closing:,}"),
        _text(""),
    )


def _item(code: str, language: Language) -> StockCell:
    words = item_words(code)
    return StockCell(
        Pair(words.en, "" if language is Language.ENGLISH else words.text(language)), DRAWINGS.get(code, "")
    )


def _text(text: str) -> StockCell:
    return StockCell(Pair(text))


def _unit(unit: str) -> str:
    return tr_in(Language.ENGLISH, UNITS.get(unit, "{count}"), count="").strip()


def _day(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def _note_line(one: WaybillView) -> str:
    if one.state is WaybillState.AWAITED:
        return tr_in(Language.ENGLISH, "Made {when} by {name}", when=time_text(one.made_at), name=one.made_by)
    received = tr_in(Language.ENGLISH, "Received by {name}", name=one.received_by)
    return " · ".join(part for part in (received, one.note) if part)
