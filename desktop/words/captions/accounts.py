"""Fills the papers after a day: the list of who still waits at a point, and its account from all sides."""

from desktop.records.accounts import (
    AccountPaper,
    CountDifference,
    ItemReconciled,
    Printed,
    WaitingLine,
    WaitingPaper,
)
from desktop.records.operator import OfficeView
from desktop.records.stock import Awaited, Outward
from desktop.values.vocabulary import DifferenceReason, Language
from desktop.words.captions.bilingual import fingerprint, pair, practice_pair, side_by_side, time_text
from desktop.words.captions.relief import DRAWINGS
from desktop.words.catalogue import mark, tr_in
from desktop.words.labels import LABELS
from desktop.words.stock import OUTWARD, item_words, signed
from printing.stock_values import StockCell, StockColumn, StockFact, StockPaper
from printing.values import Pair
from printing.waiting_values import WaitingRow, WaitingSheet

_PAGE = mark("Page {page} of {pages}")
_NONE = "–"


def waiting_sheet(paper: WaitingPaper, language: Language, office: OfficeView, short: str) -> WaitingSheet:
    """The list of a point; without names it may hang on a wall."""
    told = paper.waiting
    items = tuple(dict.fromkeys(due.item for line in told.lines for due in line.items))
    return WaitingSheet(
        title=pair(language, "Still to be served"),
        place=Pair(f"{told.place.name} · {told.place.programme} · {told.place.round_code}"),
        said=pair(
            language,
            "{absent} of {listed} households did not come; a part is owed to {owed}.",
            absent=told.absent,
            listed=told.listed,
            owed=told.owed,
        ),
        code=pair(language, "Code"),
        village=pair(language, "Village"),
        name=pair(language, "Name") if told.names else None,
        items=tuple(_item_name(item, language) for item in items),
        why=pair(language, "Why"),
        rows=tuple(_waiting_row(line, items, language) for line in told.lines),
        nobody=pair(language, "Everybody on the list was served."),
        note=pair(language, "With names: not to be posted.")
        if told.names
        else pair(language, "Without names: may be posted."),
        page=tr_in(Language.ENGLISH, _PAGE),
        printed=_printed(paper.printed),
        fingerprint=fingerprint(paper.printed.entry, short),
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )


def account_sheet(paper: AccountPaper, language: Language, office: OfficeView, short: str) -> StockPaper:
    """The account of a point: what the book of hand-overs, the shelf, the slips and the sheets say."""
    point = paper.point
    sheets = [f"{sheet}: {n:,}" for sheet, n in point.sheets.items()]
    point_of = side_by_side(language, point.point_name, paper.programme, paper.round_code)
    return StockPaper(
        title=pair(language, "Account of a point"),
        facts=(
            StockFact(pair(language, "Point"), point_of),
            StockFact(pair(language, "Scans in the book"), f"{point.scans:,}"),
            StockFact(pair(language, "Hand-overs that stand"), f"{point.given:,}"),
            StockFact(pair(language, "Taken back"), f"{point.voided:,}"),
            StockFact(pair(language, "Receipt numbers"), f"{point.slips:,}"),
            StockFact(pair(language, "Entered from sheets"), side_by_side(language, f"{point.muster:,}", *sheets)),
            *(_outward(one, language) for one in point.outward),
            *(_awaited(one, language) for one in point.awaited),
        ),
        columns=(
            StockColumn(pair(language, "Item"), 5.4, "item"),
            StockColumn(pair(language, "Opening"), 1.6),
            StockColumn(pair(language, "Came"), 1.6),
            StockColumn(pair(language, "Scanned"), 1.7),
            StockColumn(pair(language, "Given out"), 1.7),
            StockColumn(pair(language, "Without a card"), 1.7),
            StockColumn(pair(language, "By order"), 1.6),
            StockColumn(pair(language, "Otherwise"), 1.7),
            StockColumn(pair(language, "Must be there"), 2.0, "strong"),
            StockColumn(pair(language, "Counted"), 2.0, "strong"),
            StockColumn(pair(language, "Difference"), 1.8, "strong"),
            StockColumn(pair(language, "Why"), 3.4, "text"),
        ),
        rows=(
            *(_account_row(item, language) for item in point.items),
            *(_count_row(one, language) for one in point.counts),
        ),
        signatures=(
            pair(language, "Team lead"),
            pair(language, "Storekeeper"),
            pair(language, "Witness"),
        ),
        name_and_day=pair(language, "Name, day, signature"),
        page=tr_in(Language.ENGLISH, _PAGE),
        printed=_printed(paper.printed),
        note=pair(language, "Everything fits.")
        if point.fits
        else pair(language, "Something does not fit: look at it together, change nothing."),
        fingerprint=fingerprint(paper.printed.entry, short),
        landscape=True,
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )


def _outward(one: Outward, language: Language) -> StockFact:
    """What left the point or went missing in one way; with one person alone, how much of it."""
    name = item_words(one.item).text(language)
    alone = f"{tr_in(language, 'alone')}: {one.alone:,}" if one.alone else ""
    return StockFact(pair(language, OUTWARD[one.kind]), side_by_side(language, f"{name}: {one.quantity:,}", alone))


def _awaited(one: Awaited, language: Language) -> StockFact:
    """A truck that nobody counted: its waybill, when it left, and what was sent."""
    said = [f"{one.number} ({one.day.strftime('%d-%m-%Y')})"]
    said += [f"{item_words(line.item).text(language)}: {line.quantity:,}" for line in one.items]
    return StockFact(pair(language, "Waybill, still awaited"), side_by_side(language, *said))


def _printed(printed: Printed) -> str:
    return tr_in(Language.ENGLISH, "Printed {when} by {name}", when=time_text(printed.at), name=printed.by)


def _waiting_row(line: WaitingLine, items: tuple[str, ...], language: Language) -> WaitingRow:
    amounts = {due.item: due.quantity for due in line.items}
    return WaitingRow(
        code=line.code.text,
        village=line.village,
        amounts=tuple(f"{amounts[item]:,}" if item in amounts else _NONE for item in items),
        why=pair(language, "a part is owed") if line.owed else pair(language, "did not come"),
        name=line.name,
    )


def _account_row(one: ItemReconciled, language: Language) -> tuple[StockCell, ...]:
    """An item as it is now; a count stands at a row of its own, beside the book of that moment."""
    line = one.line
    return (
        _item(line.item, language),
        _number(line.opening),
        _number(one.came),
        _number(one.scanned),
        _number(line.issued),
        _number(line.provisional),
        _number(line.released),
        _text(signed(one.otherwise) if one.otherwise else _NONE),
        _text(f"{line.closing:,}"),
        *(_text("") for _ in range(3)),
    )


def _count_row(one: CountDifference, language: Language) -> tuple[StockCell, ...]:
    """A count at a row of its own; one that differed stays on every later account."""
    name = _item(one.item, language)
    source = mark("Close of {day}") if one.at_close else mark("Opening of {day}")
    when = pair(language, source, day=one.day.strftime("%d-%m-%Y"))
    named = Pair(f"{name.text.en} · {when.en}", f"{name.text.local} · {when.local}" if when.local else "")
    why = side_by_side(language, _why(one.reason, language), one.note)
    return (
        StockCell(named, name.drawing),
        *(_text("") for _ in range(7)),
        _text(f"{one.book:,}"),
        _text(f"{one.counted:,}"),
        _text(signed(one.difference)),
        _text(why),
    )


def _why(reason: DifferenceReason | None, language: Language) -> str:
    return "" if reason is None else tr_in(language, LABELS[DifferenceReason][reason])


def _item_name(code: str, language: Language) -> Pair:
    words = item_words(code)
    return Pair(words.en, "" if language is Language.ENGLISH else words.text(language))


def _item(code: str, language: Language) -> StockCell:
    return StockCell(_item_name(code, language), DRAWINGS.get(code, ""))


def _number(n: int) -> StockCell:
    return _text(f"{n:,}" if n else _NONE)


def _text(text: str) -> StockCell:
    return StockCell(Pair(text))
