"""Waybills (A4 upright) and stock sheets (A4 across): facts, a table of items, three signatures, the book's state."""

from dataclasses import dataclass

from printing import ornaments
from printing.heading import Foot, Head, Side, foot_of_book, head, one_line
from printing.paper import HAIR, MM, MUTED, Paper
from printing.stock_values import StockCell, StockColumn, StockFact, StockPaper
from printing.text.plain import script_of
from printing.text.shape import Look
from printing.values import Pair

_MARGIN = 12.0
_HEAD = Head(_MARGIN, 7.2, 1.15, 13.6, 6.4, 18.6, 15.0, 14.0, 6.2)
_FACTS_TOP, _FACT = 27.0, 15.5
_FACTS_IN_ROW = 3
_HEADING, _ROW = 13.5, 14.0
_SIGNED = 34.0
_FOOT = 14.0


@dataclass(frozen=True, slots=True)
class _Shape:
    """Measures of a paper in mm: page, where the table begins, how many rows a page takes."""

    width: float
    height: float
    table: float
    rows: int
    columns: tuple[tuple[float, float], ...]


def _shape(sheet: StockPaper) -> _Shape:
    width, height = (297.0, 210.0) if sheet.landscape else (210.0, 297.0)
    table = _FACTS_TOP + -(-len(sheet.facts) // _FACTS_IN_ROW) * _FACT + 4.0
    room = height - _FOOT - _SIGNED - (10.0 if sheet.note.en else 0.0) - table - _HEADING - 4.0
    parts = sum(column.parts for column in sheet.columns) or 1.0
    places: list[tuple[float, float]] = []
    x = _MARGIN
    for column in sheet.columns:
        wide = (width - 2 * _MARGIN) * column.parts / parts
        places.append((x, wide))
        x += wide
    return _Shape(width, height, table, max(1, int(room // _ROW)), tuple(places))


def stock_pages(sheet: StockPaper) -> int:
    """How many pages `draw_stock_paper` makes."""
    return max(1, -(-len(sheet.rows) // _shape(sheet).rows))


def draw_stock_paper(sheet: StockPaper) -> bytes:
    """Draw a waybill or a stock sheet; every page has the facts, each is signed by itself.

    Urdu and Sindhi papers begin at the right.
    """
    shape = _shape(sheet)
    paper = Paper(shape.width, shape.height, sheet.title.en)
    side = Side(shape.width, sheet.language != "en")
    pages = stock_pages(sheet)
    for page in range(pages):
        head(paper, side, _HEAD, sheet.title, sheet.practice_caption if sheet.practice else None, sheet.language)
        _facts(paper, sheet, side)
        _table(paper, sheet, side, shape, sheet.rows[page * shape.rows : (page + 1) * shape.rows])
        _signatures(paper, sheet, side, shape)
        _foot(paper, sheet, side, shape, page, pages)
        paper.next_page()
    return paper.finish()


def _facts(paper: Paper, sheet: StockPaper, side: Side) -> None:
    wide = (paper.width - 2 * _MARGIN) / _FACTS_IN_ROW
    for place, fact in enumerate(sheet.facts):
        row, column = divmod(place, _FACTS_IN_ROW)
        x = side.x(_MARGIN + column * wide, wide)
        _fact(paper, sheet, side, fact, x + 1.5, _FACTS_TOP + row * _FACT, wide - 3.0)


def _fact(paper: Paper, sheet: StockPaper, side: Side, fact: StockFact, x: float, y: float, room: float) -> None:
    """Its caption twice, under it the value large enough to be read over a counter."""
    one_line(paper, x, y + 4.0, fact.caption.en, Look(7.2, 400, "en"), room * 0.55, colour=MUTED)
    local = Look(9.0, 700, sheet.language)
    one_line(paper, x + room, y + 4.4, fact.caption.local, local, room * 0.43, "right")
    edge = x + room if side.mirrored else x
    size = 12.0 if script_of(fact.value, sheet.language) == "sans" else 13.0
    one_line(paper, edge, y + 11.2, fact.value, Look(size, 700, sheet.language), room, side.leading)
    paper.rule(x, y + 14.0, x + room, y + 14.0, 0.4, HAIR)


def _table(paper: Paper, sheet: StockPaper, side: Side, shape: _Shape, rows: tuple[tuple[StockCell, ...], ...]) -> None:
    start, end = _MARGIN, shape.width - _MARGIN
    first = shape.table + _HEADING
    paper.rule(start, shape.table, end, shape.table, 1.0)
    paper.rule(start, first, end, first, 1.0)
    for column, (x, wide) in zip(sheet.columns, shape.columns, strict=True):
        _caption(paper, sheet, side, column, side.x(x, wide), wide, shape.table)
    for place, row in enumerate(rows):
        top = first + place * _ROW
        if place:
            paper.rule(start, top, end, top, 0.4, HAIR)
        for column, cell, (x, wide) in zip(sheet.columns, row, shape.columns, strict=True):
            _cell(paper, sheet, side, column, cell, (side.x(x, wide), wide), top)
    paper.rule(start, first + len(rows) * _ROW, end, first + len(rows) * _ROW, 1.0)


def _caption(
    paper: Paper, sheet: StockPaper, side: Side, column: StockColumn, x: float, wide: float, top: float
) -> None:
    small, local = Look(7.4, 600, "en"), Look(9.0, 700, sheet.language)
    first = top + (4.6 if column.caption.local else 8.0)
    if column.kind in ("item", "text"):
        edge = x + wide - 1.4 if side.mirrored else x + 1.4
        one_line(paper, edge, first, column.caption.en, small, wide - 2.8, side.leading)
        one_line(paper, edge, top + 10.2, column.caption.local, local, wide - 2.8, side.leading, least=0.55)
        return
    centre = x + wide / 2
    one_line(paper, centre, first, column.caption.en, small, wide - 1.6, "centre")
    one_line(paper, centre, top + 10.2, column.caption.local, local, wide - 1.6, "centre", least=0.55)


def _cell(
    paper: Paper,
    sheet: StockPaper,
    side: Side,
    column: StockColumn,
    cell: StockCell,
    place: tuple[float, float],
    top: float,
) -> None:
    x, wide = place
    middle = top + _ROW / 2
    if column.kind == "item":
        _item(paper, sheet, side, cell, x, wide, top)
        return
    if column.kind == "text":
        edge = x + wide - 1.4 if side.mirrored else x + 1.4
        one_line(paper, edge, middle + 1.4, cell.text.en, Look(10.0, 400, sheet.language), wide - 2.8, side.leading)
        return
    if column.kind == "box":
        paper.box(x + 1.2, top + 2.0, wide - 2.4, _ROW - 4.0, 1.0, stroke=MUTED, points=0.6)
    weight, size = (700, 15.0) if column.kind in ("strong", "box") else (400, 12.0)
    look = Look(size, weight, "en")
    one_line(paper, x + wide / 2, middle + size * 0.36 / MM, cell.text.en, look, wide - 4.0, "centre")


def _item(paper: Paper, sheet: StockPaper, side: Side, cell: StockCell, x: float, wide: float, top: float) -> None:
    """Our drawing, then the name in the paper's language over the English one; English alone in the middle."""
    start = 1.4
    if cell.drawing and ornaments.item(paper, side.x(side.x(x, wide) + 1.4, 8.4), top + 2.8, 8.4, cell.drawing):
        start = 11.6
    edge = x + wide - start if side.mirrored else x + start
    room = wide - start - 1.4
    if not cell.text.local:
        one_line(paper, edge, top + _ROW / 2 + 1.6, cell.text.en, Look(11.0, 600, "en"), room, side.leading)
        return
    local = Look(11.6, 700, sheet.language)
    one_line(paper, edge, top + 7.3, cell.text.local, local, room, side.leading, least=0.6)
    one_line(paper, edge, top + 12.3, cell.text.en, Look(7.6, 400, "en"), room, side.leading, MUTED)


def _signatures(paper: Paper, sheet: StockPaper, side: Side, shape: _Shape) -> None:
    """A place to sign for each, over it who signs; the note stands over all."""
    top = shape.height - _FOOT - _SIGNED
    if sheet.note.en:
        start, end = (side.x(_MARGIN), side.x(shape.width - _MARGIN))
        half = shape.width / 2 - _MARGIN - 4
        one_line(paper, start, top - 3.6, sheet.note.en, Look(8.4, 400, "en"), half, side.leading, MUTED)
        one_line(
            paper, end, top - 3.2, sheet.note.local, Look(10.0, 700, sheet.language), half, side.trailing, least=0.6
        )
    count = max(1, len(sheet.signatures))
    wide = (shape.width - 2 * _MARGIN - (count - 1) * 4.0) / count
    for place, who in enumerate(sheet.signatures):
        _signature(paper, sheet, side, who, side.x(_MARGIN + place * (wide + 4.0), wide), top, wide)


def _signature(paper: Paper, sheet: StockPaper, side: Side, who: Pair, x: float, top: float, wide: float) -> None:
    paper.box(x, top, wide, _SIGNED - 4.0, 1.2, stroke=MUTED, points=0.6)
    left, right = (x + 2.0, x + wide - 2.0)
    small, local = Look(8.0, 600, "en"), Look(10.0, 700, sheet.language)
    one_line(paper, left, top + 5.0, who.en, small, wide / 2 - 3)
    one_line(paper, right, top + 6.6, who.local, local, wide / 2 - 3, "right")
    line = top + _SIGNED - 10.4
    paper.rule(left, line, right, line, 0.5, MUTED)
    one_line(paper, left, line + 4.2, sheet.name_and_day.en, Look(7.0, 400, "en"), wide / 2 - 3, colour=MUTED)
    caption = Look(8.4, 700, sheet.language)
    one_line(paper, right, line + 4.4, sheet.name_and_day.local, caption, wide / 2 - 3, "right", MUTED)


def _foot(paper: Paper, sheet: StockPaper, side: Side, shape: _Shape, page: int, pages: int) -> None:
    top = shape.height - _FOOT
    start = foot_of_book(paper, side, Foot(_MARGIN, top - 1.6, 10.4, 2.6, top + 2.2, 130), sheet.fingerprint, "en")
    here = sheet.page.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    about = " · ".join(text for text in (here, sheet.printed) if text)
    one_line(paper, side.x(start), top + 7.0, about, Look(7.4, 400, "en"), 130, side.leading, MUTED)
