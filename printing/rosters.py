"""Rosters on A4 landscape: the muster sheet that people sign on, and a plain list of many rows."""

from dataclasses import dataclass
from decimal import Decimal

from printing import ornaments
from printing.cards import grouped
from printing.heading import Foot, Head, Side, foot_of_book, head, one_line
from printing.paper import HAIR, MM, MUTED, Paper
from printing.qr import household
from printing.text.lines import fitted
from printing.text.plain import script_of
from printing.text.shape import Look
from printing.values import ROSTER_ROWS, Language, Pair, Progress, RosterKind, RosterRow, RosterSheet, roster_pages

_WIDTH, _HEIGHT = 297.0, 210.0
_MARGIN = 10.0
_HEAD = Head(_MARGIN, 7.2, 1.15, 13.6, 6.4, 18.6, 15.0, 14.0, 6.2)
_TOP, _FIRST, _LAST = 33.0, 43.9, 189.8

# 0.485 mm a module; under 0.35 mm cameras no longer read it.
ROW_MODULE = 0.485 * MM
_ROW_CODE = 21 * 0.485
_TICK = 3.0
_MOST_OTHERS = 2
"""A holder names at most two people who may also collect."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns begin and how wide they are, in mm of a left-to-right page."""

    number: tuple[float, float]
    scan: tuple[float, float]
    code: tuple[float, float]
    name: tuple[float, float]
    relation: tuple[float, float]
    people: tuple[float, float]
    items: tuple[tuple[float, float], ...]
    collector: tuple[float, float]
    """Who signed; without width on a list."""
    signature: tuple[float, float]


def columns(kind: RosterKind, items: int) -> Columns:
    """Fixed columns take what they need, items share at most 80 or 90 mm, names take the rest."""
    sign, people = (36.0, 15.0) if kind == "muster" else (38.0, 13.0)
    collects, shared = (26.0, 80.0) if kind == "muster" else (0.0, 90.0)
    scan = 15.0 if kind == "muster" else 0.0
    code = 40.0 if kind == "muster" else 33.0
    each = min(27.0, shared / items) if items else 0.0
    rest = _WIDTH - 2 * _MARGIN - 9.0 - scan - code - people - each * items - collects - sign
    widths = [9.0, scan, code, rest * 0.53, rest * 0.47, people, *([each] * items), collects, sign]
    found: list[tuple[float, float]] = []
    x = _MARGIN
    for width in widths:
        found.append((x, width))
        x += width
    return Columns(*found[:6], tuple(found[6:-2]), *found[-2:])  # pyright: ignore[reportCallIssue]


def draw_roster(sheet: RosterSheet, progress: Progress | None = None) -> bytes:
    """Draw a roster: head, rows, totals of each page, and totals of all on the last.

    Urdu and Sindhi papers begin at the right. progress is called with (pages done, pages) before each page and at
    the end; what it raises ends the work. Raises NotForThisCode on a muster sheet for a code that is not 12 digits.
    """
    paper = Paper(_WIDTH, _HEIGHT, sheet.captions.title.en)
    side = Side(_WIDTH, sheet.language != "en")
    shape = columns(sheet.kind, len(sheet.items))
    per_page, pages = ROSTER_ROWS[sheet.kind], roster_pages(len(sheet.rows), sheet.kind)
    for page in range(pages):
        if progress:
            progress(page, pages)
        rows = sheet.rows[page * per_page : (page + 1) * per_page]
        _head(paper, sheet, side, shape, page + 1)
        for i, row in enumerate(rows):
            _row(paper, sheet, side, shape, i, page * per_page + i + 1, row)
        end = _FIRST + len(rows) * _pitch(sheet.kind)
        paper.rule(_MARGIN, end, _WIDTH - _MARGIN, end, 1.0)
        _foot(paper, sheet, side, rows, page, pages)
        paper.next_page()
    made = paper.finish()
    if progress:
        progress(pages, pages)
    return made


def _pitch(kind: RosterKind) -> float:
    return (_LAST - _FIRST) / ROSTER_ROWS[kind]


def _head(paper: Paper, sheet: RosterSheet, side: Side, shape: Columns, page: int) -> None:
    captions, language = sheet.captions, sheet.language
    head(paper, side, _HEAD, captions.title, captions.practice if sheet.practice else None, language)
    room = (_WIDTH - 2 * _MARGIN - 12) / 2
    english, local = side.x(_HEAD.start), side.x(_WIDTH - _MARGIN)
    if side.mirrored:
        english, local = local, english
    one_line(paper, english, 24.0, captions.place.en, Look(9.4, 400, language), room)
    one_line(paper, local, 29.0, captions.place.local, Look(10.5, 700, language), room, "right")
    if sheet.number is not None:
        _number(paper, sheet, f"{sheet.number}-{page}")
    paper.rule(_MARGIN, _TOP, _WIDTH - _MARGIN, _TOP, 1.0)
    paper.rule(_MARGIN, _FIRST, _WIDTH - _MARGIN, _FIRST, 1.0)
    _caption(paper, side, shape.number, Pair("#"), language)
    if sheet.kind == "muster":
        _caption(paper, side, shape.scan, captions.scan, language)
        _caption(paper, side, shape.collector, captions.collector, language)
    for column, caption in (
        (shape.code, captions.code),
        (shape.name, captions.name),
        (shape.relation, captions.relation),
        (shape.people, captions.people),
        (shape.signature, captions.signature),
    ):
        _caption(paper, side, column, caption, language)
    for column, item in zip(shape.items, sheet.items, strict=True):
        drawn = ornaments.item(paper, side.x(column[0] + 1.0, 4.4), 38.4, 4.4, item.kind)
        _caption(paper, side, column, item.name, language, aside=5.0 if drawn else 0.0)


def _number(paper: Paper, sheet: RosterSheet, number: str) -> None:
    """The number of the sheet, in the middle of its head: what is typed when its lines are entered."""
    language, middle, room = sheet.language, _WIDTH / 2, 46.0
    said = sheet.captions.sheet
    one_line(paper, middle, 24.0, said.en.replace("{sheet}", number), Look(13.0, 700, "en"), room, "centre")
    if said.local:
        local = said.local.replace("{sheet}", number)
        one_line(paper, middle, 30.2, local, Look(10.5, 700, language), room, "centre")


def _caption(
    paper: Paper, side: Side, column: tuple[float, float], caption: Pair, language: Language, aside: float = 0.0
) -> None:
    """A column's heading: English above at the left, the other language below at the right."""
    x, width = side.x(*column), column[1]
    one_line(paper, x + 1.2, 37.0, caption.en, Look(7.0, 600, "en"), width - 2)
    # the item's drawing stands at the leading edge of the second line
    local_edge = x + width - 1.4 - (aside if side.mirrored else 0.0)
    one_line(paper, local_edge, 41.7, caption.local, Look(8.2, 700, language), width - 2.2 - aside, "right", least=0.4)


def _row(paper: Paper, sheet: RosterSheet, side: Side, shape: Columns, index: int, number: int, row: RosterRow) -> None:
    muster = sheet.kind == "muster"
    pitch = _pitch(sheet.kind)
    top = _FIRST + index * pitch
    middle = top + pitch / 2
    language = sheet.language
    plain = Look(10.5 if muster else 8.4, 400, language)
    baseline = middle + plain.size * 0.36 / MM
    if index:
        paper.rule(_MARGIN, top, _WIDTH - _MARGIN, top, 0.4 if muster else 0.25, HAIR)
    paper.text(side.x(shape.number[0] + 1.2), baseline, str(number), plain, side.leading, MUTED)
    if muster:
        x = side.x(shape.scan[0] + 1.6, _ROW_CODE)
        paper.qr(x, middle - _ROW_CODE / 2, household(row.code), ROW_MODULE)
        box = side.x(shape.signature[0] + 1.0, shape.signature[1] - 2.0)
        paper.box(box, middle - 5.7, shape.signature[1] - 2.0, 11.4, 1.0, stroke=MUTED, points=0.5)
        _collector(paper, sheet, side, shape.collector, middle, row.collectors)
    code = Look(12.0 if muster else 9.2, 700, language)
    paper.text(side.x(shape.code[0] + 1.2), middle + code.size * 0.36 / MM, grouped(row.code), code, side.leading)
    _name(paper, side, shape.name, middle, row.name, language, bold=True, muster=muster)
    _name(paper, side, shape.relation, middle, row.relation, language, bold=False, muster=muster)
    centre = side.x(*shape.people) + shape.people[1] / 2
    paper.text(centre, baseline, str(row.people), plain, "centre")
    amount = Look(16.0 if muster else 10.0, 700, language)
    for column, value in zip(shape.items, row.amounts, strict=False):
        centre = side.x(*column) + column[1] / 2
        room = column[1] - 2
        one_line(paper, centre, middle + amount.size * 0.36 / MM, written(value), amount, room, "centre")


def _collector(
    paper: Paper,
    sheet: RosterSheet,
    side: Side,
    column: tuple[float, float],
    middle: float,
    others: tuple[str, ...],
) -> None:
    """Boxes to tick: the holder; who may also collect, by initials; a line for whoever was let for the day."""
    start, room = column[0] + 1.4, column[1] - 2.8
    language = sheet.language
    said = sheet.captions.holder
    first = middle - (4.3 if others else 2.2)
    _tick(paper, side, start, first, said.local or said.en, room, language)
    half = room / _MOST_OTHERS
    for place, one in enumerate(others[:_MOST_OTHERS]):
        _tick(paper, side, start + place * half, middle, one, half, language)
    last = middle + (4.3 if others else 2.2)
    _tick(paper, side, start, last, "", room, language)
    paper.rule(side.x(start + _TICK + 1.0), last + 1.4, side.x(start + room), last + 1.4, 0.4, MUTED)


def _tick(paper: Paper, side: Side, start: float, middle: float, text: str, room: float, language: Language) -> None:
    """A small box and what it stands for."""
    paper.box(side.x(start, _TICK), middle - _TICK / 2, _TICK, _TICK, 0.4, stroke=MUTED, points=0.5)
    if text:
        look = Look(8.0, 400, language)
        at = side.x(start + _TICK + 1.0)
        one_line(paper, at, middle + look.size * 0.33 / MM, text, look, room - _TICK - 1.5, side.leading)


def _name(
    paper: Paper,
    side: Side,
    column: tuple[float, float],
    middle: float,
    text: str,
    language: Language,
    *,
    bold: bool,
    muster: bool,
) -> None:
    """A name in its cell: large if it fits, else smaller, else in two lines."""
    if not text.strip():
        return
    latin = script_of(text, language) == "sans"
    sizes, small = ((14.5, 12.5, 11.0), (8.6, 7.8, 7.0)) if muster else ((9.0, 8.0, 7.2), (5.6, 5.0))
    if not bold:
        sizes = tuple(size * 0.9 for size in sizes)
    if latin:
        sizes, small = tuple(size * 0.85 for size in sizes), tuple(size * 0.85 for size in small)
    weight = 700 if bold or not (muster and not latin) else 400
    weight = 400 if latin and not bold else weight
    block = fitted(text, Look(sizes[0], weight, language), (column[1] - 3.4) * MM, sizes, small)
    pitch = block.look.size * (1.2 if latin else 1.8) / MM
    # the eye takes the middle of Nastaliq a third of an em over its baseline
    first = middle + block.look.size * 0.33 / MM - pitch * (len(block.lines) - 1) / 2
    x = side.x(*column)
    edge, align = (x + 1.7, "left") if latin and not side.mirrored else (x + column[1] - 1.7, "right")
    paper.block(edge, first, block, pitch, align)


def written(amount: int | Decimal) -> str:
    """An amount in digits, in groups of three, without zeros that say nothing."""
    text = f"{amount:,f}" if isinstance(amount, Decimal) else f"{amount:,d}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def totals(sheet: RosterSheet, rows: tuple[RosterRow, ...]) -> list[str]:
    """Households and amounts of some rows, each in its caption."""
    found = [sheet.captions.households.replace("{count}", written(len(rows)))]
    for i, item in enumerate(sheet.items):
        total = sum((row.amounts[i] for row in rows if i < len(row.amounts)), start=Decimal(0))
        found.append(item.total.replace("{count}", written(total)))
    return found


def _foot(paper: Paper, sheet: RosterSheet, side: Side, rows: tuple[RosterRow, ...], page: int, pages: int) -> None:
    captions, language = sheet.captions, sheet.language
    lines = (195.0, 200.2, 204.8)
    small, strong = Look(8.0, 400, language), Look(8.6, 600, language)
    start = foot_of_book(paper, side, Foot(_MARGIN, 192.4, 12.4, 2.6, lines[0], 130), sheet.fingerprint, language)
    count = captions.page.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    here = " · ".join([count, *totals(sheet, rows)])
    one_line(paper, side.x(start), lines[1], here, small, 150, side.leading)
    if page == pages - 1:
        everything = " ".join(["" + captions.grand, " · ".join(totals(sheet, sheet.rows))]).strip()
        one_line(paper, side.x(start), lines[2], everything, strong, 150, side.leading)
    end = side.x(_WIDTH - _MARGIN)
    _signatures(paper, side, lines[0], [text for text in (captions.given_by, captions.seen_by) if text], language)
    one_line(paper, end, lines[1], captions.note, small, 105, side.trailing, MUTED)
    about = " · ".join(text for text in (captions.list_version, captions.printed) if text)
    one_line(paper, end, lines[2], about, Look(7.0, 400, language), 105, side.trailing, MUTED)


def _signatures(paper: Paper, side: Side, y: float, captions: list[str], language: Language) -> None:
    """Captions with a line to sign on behind each, from the trailing edge inwards."""
    end = _WIDTH - _MARGIN
    for caption in reversed(captions):
        paper.rule(side.x(end), y + 0.6, side.x(end - 28.0), y + 0.6, 0.5, MUTED)
        end -= 29.5
        one = one_line(paper, side.x(end), y, caption, Look(8.0, 400, language), 26.0, side.trailing)
        end -= (one.width / MM if one else 0.0) + 4.0
