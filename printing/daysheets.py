"""Day sheets on A4: what was done at a point, what was counted, the book's state, and boxes for witnesses."""

from printing.day_values import DayFact, DayItem, DaySheet
from printing.heading import Head, Side, book, head, one_line
from printing.paper import HAIR, MM, MUTED, SOFT, Paper
from printing.text.shape import Look
from printing.values import Language, Pair, Progress

_WIDTH, _HEIGHT = 210.0, 297.0
_MARGIN = 15.0
_ROOM = _WIDTH - 2 * _MARGIN
_HEAD = Head(_MARGIN, 9.0, 1.2, 16.0, 7.4, 21.6, 17.0, 16.0, 6.4)
_TOP = 38.5
_FACTS, _FACT = 4, 16.5  # figures in a row, and how high a row is
_PEOPLE = 6.4
_TABLE_END = 192.0
_BOOK = 197.0
_WITNESS, _BOX = 243.0, 26.0

# where the columns of the table begin and how wide they are, in mm of a left-to-right page
_COLUMNS = ((15.0, 58.0), (73.0, 22.0), (95.0, 22.0), (117.0, 22.0), (139.0, 22.0), (161.0, 34.0))


def day_pages(sheet: DaySheet) -> int:
    """How many pages `draw_day_sheet` makes: one for each copy."""
    return max(1, len(sheet.captions.copies))


def draw_day_sheet(sheet: DaySheet, progress: Progress | None = None) -> bytes:
    """Draw the copies of a day sheet, a page each.

    Urdu and Sindhi papers begin at the right. progress is called with (pages done, pages) before each page and at
    the end; what it raises ends the work.
    """
    paper = Paper(_WIDTH, _HEIGHT, sheet.captions.title.en)
    side = Side(_WIDTH, sheet.language != "en")
    pages = day_pages(sheet)
    for page in range(pages):
        if progress:
            progress(page, pages)
        _head(paper, sheet, side)
        y = _figures(paper, sheet, side)
        y = _people(paper, sheet, side, y)
        _table(paper, sheet, side, y + 3.0)
        _state(paper, sheet, side)
        _witnesses(paper, sheet, side)
        _foot(paper, sheet, side, page, pages)
        paper.next_page()
    made = paper.finish()
    if progress:
        progress(pages, pages)
    return made


def _head(paper: Paper, sheet: DaySheet, side: Side) -> None:
    captions, language = sheet.captions, sheet.language
    head(paper, side, _HEAD, captions.title, captions.practice if sheet.practice else None, language)
    english, local = side.x(_HEAD.start), side.x(_WIDTH - _MARGIN)
    if side.mirrored:
        english, local = local, english
    alone = not captions.place.local
    one_line(paper, english, 28.0, captions.place.en, Look(9.6, 400, language), _ROOM * (0.86 if alone else 0.44))
    one_line(paper, local, 33.0, captions.place.local, Look(10.5, 700, language), _ROOM * 0.44, "right")
    paper.rule(_MARGIN, _TOP - 2.0, _WIDTH - _MARGIN, _TOP - 2.0, 1.0)


def _figures(paper: Paper, sheet: DaySheet, side: Side) -> float:
    """The figures of the day in a grid: number large, caption below in both languages; returns where it ends."""
    width = _ROOM / _FACTS
    for at, fact in enumerate(sheet.facts):
        row, column = divmod(at, _FACTS)
        x, y = side.x(_MARGIN + column * width, width), _TOP + row * _FACT
        centre = x + width / 2
        one_line(paper, centre, y + 6.0, fact.value, Look(17.0, 700, sheet.language), width - 3, "centre")
        one_line(paper, centre, y + 9.8, fact.what.en, Look(7.4, 400, "en"), width - 3, "centre", MUTED)
        one_line(paper, centre, y + 14.4, fact.what.local, Look(8.4, 400, sheet.language), width - 3, "centre")
        if column:
            edge = side.x(_MARGIN + column * width)
            paper.rule(edge, y + 1.0, edge, y + _FACT - 1.5, 0.3, HAIR)
    end = _TOP + -(-len(sheet.facts) // _FACTS) * _FACT
    paper.rule(_MARGIN, end, _WIDTH - _MARGIN, end, 0.5, MUTED)
    return end


def _people(paper: Paper, sheet: DaySheet, side: Side, y: float) -> float:
    """Who opened, closed and stood by, a line each; returns where they end."""
    for fact in sheet.people:
        base = y + _PEOPLE * 0.72
        _said(paper, side, base, fact, sheet.language)
        y += _PEOPLE
    return y


def _said(paper: Paper, side: Side, base: float, fact: DayFact, language: Language) -> None:
    small = Look(8.4, 400, language)
    one_line(paper, side.x(_MARGIN), base, fact.what.en, Look(8.0, 400, "en"), 44.0, side.leading, MUTED)
    one_line(paper, side.x(_MARGIN + 46.0), base, fact.value, Look(9.4, 600, language), 92.0, side.leading)
    one_line(paper, side.x(_WIDTH - _MARGIN), base, fact.what.local, small, 40.0, side.trailing, MUTED)


def _table(paper: Paper, sheet: DaySheet, side: Side, top: float) -> None:
    captions, language = sheet.captions, sheet.language
    paper.box(_MARGIN, top, _ROOM, 9.6, 0.8, fill=SOFT)
    names = (captions.item, captions.given, captions.in_book, captions.counted, captions.difference, captions.reason)
    for (x, width), caption in zip(_COLUMNS, names, strict=True):
        _caption(paper, side, x, width, top, caption, language)
    first = top + 9.6
    pitch = min(9.6, (_TABLE_END - first) / max(1, len(sheet.items)))
    if not sheet.items:
        one_line(paper, side.x(_MARGIN + 1.5), first + 6.0, captions.nothing.en, Look(9.0, 400, "en"), 80, side.leading)
        one_line(
            paper, side.x(_WIDTH - _MARGIN - 1.5), first + 6.0, captions.nothing.local, Look(10.0, 400, language), 80,
            side.trailing,
        )  # fmt: skip
    for at, item in enumerate(sheet.items):
        y = first + at * pitch
        _item(paper, side, y, pitch, item, language)
        paper.rule(_MARGIN, y + pitch, _WIDTH - _MARGIN, y + pitch, 0.3, HAIR)


def _caption(paper: Paper, side: Side, x: float, width: float, top: float, caption: Pair, language: Language) -> None:
    left = side.x(x, width)
    one_line(paper, left + 1.5, top + 3.9, caption.en, Look(7.0, 600, "en"), width - 3)
    one_line(paper, left + width - 1.5, top + 8.0, caption.local, Look(8.0, 700, language), width - 3, "right")


def _item(paper: Paper, side: Side, y: float, pitch: float, item: DayItem, language: Language) -> None:
    middle = y + pitch / 2
    part = min(1.0, pitch / 9.6)
    (x, width), reason = _COLUMNS[0], _COLUMNS[5]
    _both(paper, side, x, width, middle, item.name, part, language)
    values = (item.given, item.book, item.counted, item.difference)
    for (start, wide), value, weight in zip(_COLUMNS[1:5], values, (400, 400, 700, 700), strict=True):
        look = Look(12.0 * part, weight, language)
        centre = side.x(start, wide) + wide / 2
        one_line(paper, centre, middle + look.size * 0.36 / MM, value, look, wide - 3, "centre")
    _both(paper, side, *reason, middle, item.reason, part, language)


def _both(
    paper: Paper, side: Side, x: float, width: float, middle: float, text: Pair, part: float, language: Language
) -> None:
    """English in the left half of a cell and the other language in the right one; alone it has all of it."""
    left = side.x(x, width)
    room = width - 3 if not text.local else width / 2 - 2
    look = Look(8.6 * part, 600, "en")
    one_line(paper, left + 1.5, middle + look.size * 0.36 / MM, text.en, look, room)
    other = Look(10.0 * part, 700, language)
    one_line(paper, left + width - 1.5, middle + other.size * 0.3 / MM, text.local, other, room, "right")


def _state(paper: Paper, sheet: DaySheet, side: Side) -> None:
    """The book's state with its code, and the same as a line to be sent."""
    captions = sheet.captions
    paper.rule(_MARGIN, _BOOK - 2.5, _WIDTH - _MARGIN, _BOOK - 2.5, 1.0)
    book(paper, _MARGIN, _BOOK, 28.0, sheet.fingerprint, captions.book, captions.keep, _ROOM, sheet.language)
    base = _BOOK + 34.5
    paper.box(_MARGIN, base - 4.6, _ROOM, 7.2, 0.8, fill=SOFT)
    said = one_line(paper, _MARGIN + 2.0, base, captions.sms, Look(8.0, 400, "en"), 40.0, colour=MUTED)
    begins = _MARGIN + 2.0 + (said.width / MM + 3.0 if said else 0.0)
    one_line(paper, begins, base, sheet.sms, Look(10.0, 700, "en"), _WIDTH - _MARGIN - 2.0 - begins)


def _witnesses(paper: Paper, sheet: DaySheet, side: Side) -> None:
    """Three boxes to write a name and put a thumb or signature into."""
    captions, language = sheet.captions, sheet.language
    base = _WITNESS - 2.0
    one_line(paper, side.x(_MARGIN), base, captions.witnesses.en, Look(8.4, 600, "en"), 85, side.leading)
    end = side.x(_WIDTH - _MARGIN)
    one_line(paper, end, base, captions.witnesses.local, Look(9.4, 700, language), 85, side.trailing)
    width = (_ROOM - 8.0) / 3
    for at in range(3):
        x = side.x(_MARGIN + at * (width + 4.0), width)
        paper.box(x, _WITNESS, width, _BOX, 1.2, stroke=MUTED, points=0.6)
        paper.rule(x + 2.5, _WITNESS + _BOX - 6.2, x + width - 2.5, _WITNESS + _BOX - 6.2, 0.4, MUTED)
        small = Look(7.0, 400, "en")
        one_line(paper, x + 2.5, _WITNESS + _BOX - 2.2, captions.witness.en, small, width / 2 - 3, colour=MUTED)
        local = Look(7.8, 400, language)
        one_line(
            paper, x + width - 2.5, _WITNESS + _BOX - 2.2, captions.witness.local, local, width / 2 - 3, "right", MUTED
        )


def _foot(paper: Paper, sheet: DaySheet, side: Side, page: int, pages: int) -> None:
    captions, language = sheet.captions, sheet.language
    whose = captions.copies[page] if captions.copies else Pair("")
    count = captions.page.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    text = " · ".join(part for part in (count, whose.en) if part)
    one_line(paper, side.x(_MARGIN), 277.5, text, Look(9.0, 600, "en"), 90, side.leading)
    one_line(paper, side.x(_WIDTH - _MARGIN), 277.5, whose.local, Look(10.0, 700, language), 80, side.trailing)
    one_line(paper, side.x(_MARGIN), 283.5, captions.printed, Look(7.0, 400, "en"), _ROOM, side.leading, MUTED)
