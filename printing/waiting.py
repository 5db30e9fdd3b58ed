"""The list of who still waits at a point, on A4: codes and villages for the wall, with names for who goes and looks."""

from printing.cards import grouped
from printing.heading import Foot, Head, Side, foot_of_book, head, one_line
from printing.paper import BLACK, HAIR, MM, MUTED, Paper
from printing.text.shape import Look
from printing.values import Pair, Progress
from printing.waiting_values import WaitingRow, WaitingSheet

_WIDTH, _HEIGHT = 210.0, 297.0
_MARGIN = 12.0
_ROOM = _WIDTH - 2 * _MARGIN
_HEAD = Head(_MARGIN, 7.2, 1.15, 13.6, 6.4, 18.6, 15.0, 14.0, 6.2)
_TOP, _FIRST, _LAST = 43.0, 55.0, 271.0
ROWS = 24
_PITCH = (_LAST - _FIRST) / ROWS
_NUMBER, _CODE, _WHY, _MARK = 9.0, 37.0, 26.0, 8.0
_ITEM = 21.0
_MOST_ITEMS = 0.42  # of the paper; with more items their columns become narrower

type Place = tuple[float, float]
"""Where a column begins and how wide it is, in mm of a left-to-right page."""


def waiting_pages(sheet: WaitingSheet) -> int:
    """How many pages `draw_waiting` makes."""
    return max(1, -(-len(sheet.rows) // ROWS))


def draw_waiting(sheet: WaitingSheet, progress: Progress | None = None) -> bytes:
    """Draw the list. Urdu and Sindhi papers begin at the right.

    progress is called with (pages done, pages) before each page and at the end; what it raises ends the work.
    """
    paper = Paper(_WIDTH, _HEIGHT, sheet.title.en)
    side, pages = Side(_WIDTH, sheet.language != "en"), waiting_pages(sheet)
    columns = _columns(sheet)
    for page in range(pages):
        if progress:
            progress(page, pages)
        _head(paper, sheet, side, columns)
        rows = sheet.rows[page * ROWS : (page + 1) * ROWS]
        for at, row in enumerate(rows):
            _row(paper, sheet, side, columns, _FIRST + at * _PITCH, page * ROWS + at + 1, row)
        if not rows:
            _nobody(paper, sheet, side)
        end = _FIRST + max(1, len(rows)) * _PITCH
        paper.rule(_MARGIN, end, _WIDTH - _MARGIN, end, 1.0)
        _foot(paper, sheet, side, page, pages)
        paper.next_page()
    made = paper.finish()
    if progress:
        progress(pages, pages)
    return made


def _columns(sheet: WaitingSheet) -> dict[str, Place]:
    """Columns by name; village and name share what the others leave."""
    item = min(_ITEM, _ROOM * _MOST_ITEMS / max(1, len(sheet.items)))
    rest = _ROOM - _NUMBER - _CODE - _WHY - _MARK - item * len(sheet.items)
    words = [("village", rest)] if sheet.name is None else [("village", rest * 0.45), ("name", rest * 0.55)]
    items = [(f"item{at}", item) for at in range(len(sheet.items))]
    found: dict[str, Place] = {}
    x = _MARGIN
    for name, width in (("number", _NUMBER), ("code", _CODE), *words, *items, ("why", _WHY), ("mark", _MARK)):
        found[name] = (x, width)
        x += width
    return found


def _head(paper: Paper, sheet: WaitingSheet, side: Side, columns: dict[str, Place]) -> None:
    language = sheet.language
    head(paper, side, _HEAD, sheet.title, sheet.practice_caption if sheet.practice else None, language)
    english, local = side.x(_HEAD.start), side.x(_WIDTH - _MARGIN)
    one_line(paper, english, 25.0, sheet.place.en, Look(9.6, 600, language), _ROOM - 16, side.leading)
    one_line(paper, side.x(_MARGIN), 32.0, sheet.said.en, Look(9.0, 400, "en"), _ROOM * 0.52, side.leading)
    one_line(paper, local, 37.4, sheet.said.local, Look(10.2, 700, language), _ROOM * 0.8, side.trailing)
    paper.rule(_MARGIN, _TOP, _WIDTH - _MARGIN, _TOP, 1.0)
    paper.rule(_MARGIN, _FIRST, _WIDTH - _MARGIN, _FIRST, 1.0)
    captions = {"number": Pair("#"), "code": sheet.code, "village": sheet.village, "why": sheet.why}
    captions |= {f"item{at}": item for at, item in enumerate(sheet.items)}
    if sheet.name is not None:
        captions["name"] = sheet.name
    for name, caption in captions.items():
        x, width = side.x(*columns[name]), columns[name][1]
        if name.startswith("item"):
            middle = x + width / 2
            one_line(paper, middle, 47.2, caption.en, Look(6.8, 600, "en"), width - 1.0, "centre", least=0.7)
            one_line(paper, middle, 53.0, caption.local, Look(8.0, 700, language), width - 1.0, "centre", least=0.6)
            continue
        edge = x + width - 1.0 if side.mirrored else x + 1.0
        one_line(paper, edge, 47.2, caption.en, Look(7.0, 600, "en"), width - 1.6, side.leading)
        one_line(paper, edge, 53.0, caption.local, Look(8.4, 700, language), width - 1.6, side.leading, least=0.6)


def _row(
    paper: Paper, sheet: WaitingSheet, side: Side, columns: dict[str, Place], top: float, number: int, row: WaitingRow
) -> None:
    language = sheet.language
    middle = top + _PITCH / 2

    def said(name: str, text: str, look: Look, *, muted: bool = False) -> None:
        start, width = columns[name]
        x = side.x(start, width)
        edge = x + width - 1.0 if side.mirrored else x + 1.0
        base = middle + look.size * 0.34 / MM
        one_line(paper, edge, base, text, look, width - 1.6, side.leading, MUTED if muted else BLACK)

    if number > 1 and top > _FIRST:
        paper.rule(_MARGIN, top, _WIDTH - _MARGIN, top, 0.4, HAIR)
    said("number", str(number), Look(8.6, 400, language), muted=True)
    said("code", grouped(row.code), Look(10.8, 700, language))
    said("village", row.village, Look(9.4, 400, language))
    if sheet.name is not None:
        said("name", row.name, Look(9.8, 600, language))
    for at, amount in enumerate(row.amounts):
        x, width = side.x(*columns[f"item{at}"]), columns[f"item{at}"][1]
        look = Look(11.0, 700, "en")
        one_line(paper, x + width / 2, middle + look.size * 0.36 / MM, amount, look, width - 1.6, "centre")
    said("why", row.why.local or row.why.en, Look(8.8, 400, language))
    x, width = side.x(*columns["mark"]), columns["mark"][1]
    paper.box(x + (width - 4.6) / 2, middle - 2.3, 4.6, 4.6, 0.6, stroke=MUTED, points=0.5)


def _nobody(paper: Paper, sheet: WaitingSheet, side: Side) -> None:
    base = _FIRST + _PITCH * 0.68
    one_line(paper, side.x(_MARGIN + 1.0), base, sheet.nobody.en, Look(9.4, 400, "en"), _ROOM / 2, side.leading)
    look = Look(10.4, 700, sheet.language)
    one_line(paper, side.x(_WIDTH - _MARGIN - 1.0), base, sheet.nobody.local, look, _ROOM / 2 - 4, side.trailing)


def _foot(paper: Paper, sheet: WaitingSheet, side: Side, page: int, pages: int) -> None:
    start = foot_of_book(paper, side, Foot(_MARGIN, 277.6, 10.4, 2.6, 281.0, 110), sheet.fingerprint, "en")
    here = sheet.page.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    about = " · ".join(text for text in (here, sheet.printed) if text)
    one_line(paper, side.x(start), 286.6, about, Look(7.4, 400, "en"), 110, side.leading, MUTED)
    end = side.x(_WIDTH - _MARGIN)
    one_line(paper, end, 281.0, sheet.note.en, Look(7.4, 400, "en"), 58, side.trailing, MUTED, least=0.7)
    one_line(paper, end, 287.4, sheet.note.local, Look(8.8, 700, sheet.language), 58, side.trailing, least=0.7)
