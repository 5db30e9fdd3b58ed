"""The list for a registration van on A4 landscape: who needs an identity paper, with boxes for what came of it."""

from dataclasses import dataclass

from printing.cards import grouped
from printing.heading import Foot, Head, Side, foot_of_book, head, one_line
from printing.paper import HAIR, MM, MUTED, Paper
from printing.text.lines import fitted
from printing.text.plain import script_of
from printing.text.shape import Look
from printing.values import Language, Pair, Progress
from printing.van_values import VanRow, VanSheet, VanVillage

_WIDTH, _HEIGHT = 297.0, 210.0
_MARGIN = 10.0
_HEAD = Head(_MARGIN, 7.2, 1.15, 13.6, 6.4, 18.6, 15.0, 14.0, 6.2)
_TOP, _FIRST, _LAST = 33.0, 43.9, 189.8
ROWS = 11
_PITCH = (_LAST - _FIRST) / ROWS
_BOX = 6.0
_SMALLEST = 6.6

# name of a column and its width in mm; together they are as wide as the paper between its margins
_WIDTHS: tuple[tuple[str, float], ...] = (
    ("number", 8.0),
    ("code", 35.0),
    ("name", 42.0),
    ("relation", 38.0),
    ("sex", 13.0),
    ("age", 11.0),
    ("wanted", 20.0),
    ("has", 41.0),
    ("applied", 13.0),
    ("received", 13.0),
    ("refused", 13.0),
    ("token", 30.0),
)
_BOXES = ("applied", "received", "refused")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column begins and how wide it is, in mm of a left-to-right page."""

    x: float
    width: float


def _columns() -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    x = _MARGIN
    for name, width in _WIDTHS:
        found[name] = _Place(x, width)
        x += width
    return found


_COLUMNS = _columns()


def van_pages(sheet: VanSheet) -> int:
    """How many pages `draw_van_list` makes."""
    return sum(_pages_of(village) for village in sheet.villages) or 1


def _pages_of(village: VanVillage) -> int:
    return max(1, -(-len(village.rows) // ROWS))


def draw_van_list(sheet: VanSheet, progress: Progress | None = None) -> bytes:
    """Draw the list, every village on pages of its own.

    Urdu and Sindhi papers begin at the right. progress is called with (pages done, pages) before each page and at
    the end; what it raises ends the work.
    """
    paper = Paper(_WIDTH, _HEIGHT, sheet.captions.title.en)
    side = Side(_WIDTH, sheet.language != "en")
    pages, page = van_pages(sheet), 0
    for village in sheet.villages:
        for part in range(_pages_of(village)):
            if progress:
                progress(page, pages)
            rows = village.rows[part * ROWS : (part + 1) * ROWS]
            _head(paper, sheet, side, village)
            for index, row in enumerate(rows):
                _row(paper, sheet.language, side, index, part * ROWS + index + 1, row)
            end = _FIRST + len(rows) * _PITCH
            paper.rule(_MARGIN, end, _WIDTH - _MARGIN, end, 1.0)
            _foot(paper, sheet, side, len(rows), page, pages)
            paper.next_page()
            page += 1
    made = paper.finish()
    if progress:
        progress(pages, pages)
    return made


def _head(paper: Paper, sheet: VanSheet, side: Side, village: VanVillage) -> None:
    captions, language = sheet.captions, sheet.language
    head(paper, side, _HEAD, captions.title, captions.practice if sheet.practice else None, language)
    room = (_WIDTH - 2 * _MARGIN - 12) / 2
    english, local = side.x(_HEAD.start), side.x(_WIDTH - _MARGIN)
    if side.mirrored:
        english, local = local, english
    one_line(paper, english, 24.0, village.place.en, Look(9.4, 400, language), room)
    one_line(paper, local, 29.0, village.place.local, Look(10.5, 700, language), room, "right")
    paper.rule(_MARGIN, _TOP, _WIDTH - _MARGIN, _TOP, 1.0)
    paper.rule(_MARGIN, _FIRST, _WIDTH - _MARGIN, _FIRST, 1.0)
    for name, place in _COLUMNS.items():
        caption: Pair = Pair("#") if name == "number" else getattr(captions, name)
        x = side.x(place.x, place.width)
        one_line(paper, x + 1.0, 37.0, caption.en, Look(7.0, 600, "en"), place.width - 1.6)
        end = x + place.width - 1.2
        one_line(paper, end, 41.7, caption.local, Look(8.2, 700, language), place.width - 1.6, "right", least=0.4)


def _row(paper: Paper, language: Language, side: Side, index: int, number: int, row: VanRow) -> None:
    top = _FIRST + index * _PITCH
    middle = top + _PITCH / 2
    plain = Look(10.0, 400, language)
    baseline = middle + plain.size * 0.36 / MM
    if index:
        paper.rule(_MARGIN, top, _WIDTH - _MARGIN, top, 0.4, HAIR)
    first = _COLUMNS["number"]
    paper.text(side.x(first.x + 1.0), baseline, str(number), plain, side.leading, MUTED)
    code = Look(11.0, 700, language)
    one_line(
        paper,
        side.x(_COLUMNS["code"].x + 1.0),
        middle + code.size * 0.36 / MM,
        grouped(row.code),
        code,
        _COLUMNS["code"].width - 2,
        side.leading,
    )
    _cell(paper, side, "name", middle, row.name, language, (13.5, 12.0, 10.5), (7.8, 7.0), bold=True)
    _cell(paper, side, "relation", middle, row.relation, language, (12.0, 10.5, 9.5), (7.4, 6.6))
    _cell(paper, side, "sex", middle, row.sex, language, (9.5, 8.5, 7.5), (6.6,))
    paper.text(_centre(side, "age"), baseline, row.age, plain, "centre")
    _cell(paper, side, "wanted", middle, row.wanted, language, (10.5, 9.5, 8.5), (7.0, 6.4), bold=True)
    _has(paper, side, middle, row, language)
    for name in _BOXES:
        paper.box(_centre(side, name) - _BOX / 2, middle - _BOX / 2, _BOX, _BOX, 0.8, stroke=MUTED, points=0.7)
    token = _COLUMNS["token"]
    x = side.x(token.x + 1.0, token.width - 2.0)
    paper.box(x, middle - 4.4, token.width - 2.0, 8.8, 1.0, stroke=MUTED, points=0.5)
    one_line(paper, _centre(side, "token"), middle + 1.3, row.token, Look(9.0, 400, "en"), token.width - 5, "centre")


def _has(paper: Paper, side: Side, middle: float, row: VanRow, language: Language) -> None:
    """What the person has in one line, and under it what the household has, at most in two."""
    place = _COLUMNS["has"]
    x, room = side.x(place.x, place.width), place.width - 2.4
    at_left = not side.mirrored
    edge, align = (x + 1.2, "left") if at_left else (x + place.width - 1.2, "right")
    pitch = 3.1 if at_left else 4.3
    beside = fitted(row.beside, Look(_SMALLEST, 400 if at_left else 700, language), room * MM, (), (7.2, _SMALLEST))
    lines = len(beside.lines) if row.beside.strip() else 0
    first = middle + 1.0 - pitch * (lines + (1 if row.has else 0) - 1) / 2
    if row.has:
        own = Look(8.4, 600 if at_left else 700, language)
        paper.line(edge, first, fitted(row.has, own, room * MM, (8.4, 7.6, 7.0, _SMALLEST), most=1).lines[0], align)
        first += pitch
    if lines:
        paper.block(edge, first, beside, pitch, align)


def _centre(side: Side, name: str) -> float:
    place = _COLUMNS[name]
    return side.x(place.x, place.width) + place.width / 2


def _cell(
    paper: Paper,
    side: Side,
    name: str,
    middle: float,
    text: str,
    language: Language,
    sizes: tuple[float, ...],
    small: tuple[float, ...],
    *,
    bold: bool = False,
) -> None:
    """A text in its cell: large if it fits, else smaller, else in two lines; at the leading edge of its own script."""
    if not text.strip():
        return
    place = _COLUMNS[name]
    latin = script_of(text, language) == "sans"
    if latin:
        sizes, small = tuple(size * 0.85 for size in sizes), tuple(size * 0.9 for size in small)
    weight = 600 if latin and bold else 700 if bold or not latin else 400  # thin Nastaliq is lost on a poor printer
    block = fitted(text, Look(sizes[0], weight, language), (place.width - 2.4) * MM, sizes, small)
    pitch = block.look.size * (1.2 if latin else 1.8) / MM
    first = middle + block.look.size * 0.33 / MM - pitch * (len(block.lines) - 1) / 2
    x = side.x(place.x, place.width)
    at_left = latin and not side.mirrored
    paper.block(x + 1.2 if at_left else x + place.width - 1.2, first, block, pitch, "left" if at_left else "right")


def _foot(paper: Paper, sheet: VanSheet, side: Side, count: int, page: int, pages: int) -> None:
    captions, language = sheet.captions, sheet.language
    lines = (195.0, 200.2, 204.8)
    small = Look(8.0, 400, language)
    start = foot_of_book(paper, side, Foot(_MARGIN, 192.4, 12.4, 2.6, lines[0], 130), sheet.fingerprint, language)
    here = captions.page.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    people = captions.people.replace("{count}", str(count))
    one_line(paper, side.x(start), lines[1], f"{here} · {people}", small, 150, side.leading)
    one_line(paper, side.x(start), lines[2], captions.printed, Look(7.0, 400, language), 150, side.leading, MUTED)
    end = _WIDTH - _MARGIN
    if captions.filled_by:
        paper.rule(side.x(end), lines[0] + 0.6, side.x(end - 40.0), lines[0] + 0.6, 0.5, MUTED)
        one_line(paper, side.x(end - 41.5), lines[0], captions.filled_by, small, 40, side.trailing)
    one_line(paper, side.x(end), lines[1], captions.note, small, 110, side.trailing, MUTED)
