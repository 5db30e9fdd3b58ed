"""The paper form after a distribution on A4 landscape: whom to ask, a box for each answer, and how they were chosen."""

from printing.cards import grouped
from printing.heading import Head, Side, head, one_line
from printing.monitoring_values import MonitoringRow, MonitoringSheet
from printing.paper import HAIR, MM, MUTED, Paper
from printing.text.shape import Look
from printing.values import Pair, Progress

_WIDTH, _HEIGHT = 297.0, 210.0
_MARGIN = 10.0
_HEAD = Head(_MARGIN, 7.2, 1.15, 13.6, 6.4, 18.6, 15.0, 14.0, 6.2)
_TOP, _FIRST, _LAST = 33.0, 47.0, 189.8
ROWS = 11
_PITCH = (_LAST - _FIRST) / ROWS
_FIXED = (8.0, 35.0, 38.0, 26.0)  # number, code, village, point


def monitoring_pages(sheet: MonitoringSheet) -> int:
    """How many pages `draw_monitoring` makes."""
    return max(1, -(-len(sheet.rows) // ROWS))


def draw_monitoring(sheet: MonitoringSheet, progress: Progress | None = None) -> bytes:
    """Draw the form. Urdu and Sindhi papers begin at the right.

    progress is called with (pages done, pages) before each page and at the end; what it raises ends the work.
    """
    paper = Paper(_WIDTH, _HEIGHT, sheet.title.en)
    side, pages = Side(_WIDTH, sheet.language != "en"), monitoring_pages(sheet)
    for page in range(pages):
        if progress:
            progress(page, pages)
        _head(paper, sheet, side)
        rows = sheet.rows[page * ROWS : (page + 1) * ROWS]
        for at, row in enumerate(rows):
            _row(paper, sheet, side, at, page * ROWS + at + 1, row)
        end = _FIRST + len(rows) * _PITCH
        paper.rule(_MARGIN, end, _WIDTH - _MARGIN, end, 1.0)
        _foot(paper, sheet, side, page, pages)
        paper.next_page()
    made = paper.finish()
    if progress:
        progress(pages, pages)
    return made


def _columns(sheet: MonitoringSheet) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is, in mm of a left-to-right page; questions share what is left."""
    each = (_WIDTH - 2 * _MARGIN - sum(_FIXED)) / max(1, len(sheet.questions))
    found: list[tuple[float, float]] = []
    x = _MARGIN
    for width in (*_FIXED, *([each] * len(sheet.questions))):
        found.append((x, width))
        x += width
    return found


def _head(paper: Paper, sheet: MonitoringSheet, side: Side) -> None:
    language = sheet.language
    head(paper, side, _HEAD, sheet.title, sheet.practice_caption if sheet.practice else None, language)
    room = (_WIDTH - 2 * _MARGIN - 12) / 2
    english, local = side.x(_HEAD.start), side.x(_WIDTH - _MARGIN)
    if side.mirrored:
        english, local = local, english
    one_line(paper, english, 24.0, sheet.place.en, Look(9.4, 400, language), 2 * room)
    one_line(paper, english, 29.6, sheet.consent.en, Look(8.0, 400, "en"), room, colour=MUTED)
    one_line(paper, local, 30.0, sheet.consent.local, Look(9.6, 400, language), room, "right")
    paper.rule(_MARGIN, _TOP, _WIDTH - _MARGIN, _TOP, 1.0)
    paper.rule(_MARGIN, _FIRST, _WIDTH - _MARGIN, _FIRST, 1.0)
    captions = (Pair("#"), sheet.code, sheet.village, sheet.point, *sheet.questions)
    for (x, width), caption in zip(_columns(sheet), captions, strict=True):
        left = side.x(x, width)
        one_line(paper, left + 1.0, 38.0, caption.en, Look(7.0, 600, "en"), width - 1.6)
        one_line(
            paper, left + width - 1.0, 44.4, caption.local, Look(8.2, 700, language), width - 1.6, "right", least=0.4
        )


def _row(paper: Paper, sheet: MonitoringSheet, side: Side, at: int, number: int, row: MonitoringRow) -> None:
    top = _FIRST + at * _PITCH
    middle = top + _PITCH / 2
    language, columns = sheet.language, _columns(sheet)
    if at:
        paper.rule(_MARGIN, top, _WIDTH - _MARGIN, top, 0.4, HAIR)
    plain = Look(9.4, 400, language)
    base = middle + plain.size * 0.36 / MM
    paper.text(side.x(columns[0][0] + 1.0), base, str(number), plain, side.leading, MUTED)
    code = Look(10.6, 700, language)
    one_line(paper, side.x(columns[1][0] + 1.0), base, grouped(row.code), code, columns[1][1] - 2, side.leading)
    for (x, width), text in zip(columns[2:4], (row.village, row.point), strict=True):
        one_line(paper, side.x(x + 1.0), base, text, plain, width - 2, side.leading)
    for x, width in columns[4:]:
        paper.box(side.x(x + 1.0, width - 2.0), middle - 4.6, width - 2.0, 9.2, 0.8, stroke=MUTED, points=0.5)


def _foot(paper: Paper, sheet: MonitoringSheet, side: Side, page: int, pages: int) -> None:
    count = sheet.page.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    one_line(paper, side.x(_MARGIN), 197.0, count, Look(8.6, 600, "en"), 80, side.leading)
    one_line(paper, side.x(_MARGIN), 203.0, sheet.rule, Look(7.4, 400, "en"), _WIDTH - 2 * _MARGIN, side.leading, MUTED)
