"""Registration cards: front and back of each, eight or ten on A4 or one a page for PVC printers."""

from printing import nameplate, ornaments
from printing.paper import ACCENT, MM, MUTED, SOFT, Paper
from printing.qr import CREDENTIAL_MODULE, credential
from printing.sheet import CARD_HEIGHT, CARD_WIDTH, GRIDS, Grid, crop_marks, ruler
from printing.text.lines import Block, broken, fitted
from printing.text.shape import Look
from printing.values import CardFace, CardSheet, Language, Progress

# In mm from the card's top left corner. Nothing is drawn nearer than SAFE to the edge.
SAFE = 3.2
_LEFT, _RIGHT = 9.64, 81.3
_PHOTO = (_LEFT, 13.96, 19.8, 26.4)
_BESIDE = 32.2
_QR_LEFT, _QR_TOP = 6.7, (CARD_HEIGHT - 53 * CREDENTIAL_MODULE / MM) / 2
_COLUMN = 50.2


def card_pages(sheet: CardSheet) -> int:
    """How many pages `draw_cards` makes: fronts and backs."""
    return 2 * -(-len(sheet.cards) // GRIDS[sheet.layout].count)


def draw_cards(sheet: CardSheet, progress: Progress | None = None) -> bytes:
    """Draw all cards: a page of fronts, then the page of their backs with the columns changed.

    progress is called with (pages done, pages) before each page and at the end; what it raises ends the work.
    Raises ValueError for a sheet without cards, NotForThisCode for a credential that no card QR can hold.
    """
    if not sheet.cards:
        raise ValueError("no cards")
    grid = GRIDS[sheet.layout]
    paper = Paper(grid.width, grid.height, sheet.captions.title.en)
    paper.duplex()
    pages = card_pages(sheet)
    for page in range(pages):
        if progress:
            progress(page, pages)
        back = bool(page % 2)
        first = page // 2 * grid.count
        _page(paper, sheet, grid, sheet.cards[first : first + grid.count], page, back)
        paper.next_page()
    found = paper.finish()
    if progress:
        progress(pages, pages)
    return found


def _page(paper: Paper, sheet: CardSheet, grid: Grid, cards: tuple[CardFace, ...], page: int, back: bool) -> None:
    shift = sheet.back_offset_mm if back else (0.0, 0.0)
    with paper.at(*shift):
        crop_marks(paper, grid)
        for index, card in enumerate(cards):
            with paper.at(*grid.place(index, back)):
                if back:
                    draw_back(paper, sheet, card)
                else:
                    draw_front(paper, sheet, card)
    if grid.margin:
        template = sheet.captions.backs if back else sheet.captions.fronts
        caption = template.replace("{page}", str(page // 2 + 1)).replace("{pages}", str(card_pages(sheet) // 2))
        ruler(paper, 15.4, 288.0, sheet.captions.ruler, caption)


def grouped(code: str) -> str:
    """A code in groups of four, with spaces as wide as a digit."""
    return "\u2007".join(code[i : i + 4] for i in range(0, len(code), 4))


def draw_front(paper: Paper, sheet: CardSheet, card: CardFace) -> None:
    """The side with the face: face, name, code, then the rest."""
    language = sheet.language
    ornaments.selvedge(paper, SAFE + 0.02, SAFE + 0.1, CARD_HEIGHT - 2 * SAFE - 0.2, 1.58, upright=True)
    _title(paper, sheet)
    paper.rule(_LEFT, 11.67, _RIGHT, 11.67, 0.95, ACCENT)
    framed = _photo(paper, card)
    nameplate.draw(paper, card, language, _BESIDE if framed else _LEFT, _RIGHT)
    paper.text(_LEFT, 48.8, grouped(card.code), Look(17, 700, language))
    room = (_RIGHT - 58.6) * MM
    staff = [(card.holder, 45.5), (card.renewal, 48.8)]
    for text, y in staff:
        if text:
            block = fitted(text, Look(6.6, 600, language), room, (6.6, 6.2, 5.8), most=1)
            paper.line(_RIGHT, y, block.lines[0], "right")
    if card.copy:
        block = fitted(card.copy, Look(6.6, 700, language), room, (6.6, 5.8), most=1)
        paper.line(_RIGHT, 42.2, block.lines[0], "right")


def _title(paper: Paper, sheet: CardSheet) -> None:
    captions, language = sheet.captions, sheet.language
    if sheet.practice:
        ornaments.practice_bar(paper, _LEFT, 3.9, _RIGHT - _LEFT, 6.4, captions.practice, language)
        return
    wide = ornaments.mark(paper, _LEFT, 4.25, 5.1)
    room = _RIGHT - _LEFT - wide - 2.2
    latin = fitted(captions.title.en, Look(8.2, 600, language), room * 0.6 * MM, (8.2, 7.4, 6.6), most=1).lines[0]
    paper.line(_LEFT + wide + 2.2, 8.25, latin)
    if captions.title.local:
        left = room - (latin.right - latin.left) / MM - 2
        local = fitted(captions.title.local, Look(10.8, 700, language), left * MM, (10.8, 9.6, 8.4), most=1).lines[0]
        paper.line(_RIGHT, 7.75, local, "right")


def _photo(paper: Paper, card: CardFace) -> bool:
    """The photograph, or initials in its place; False where there is neither."""
    x, y, width, height = _PHOTO
    if card.photo and paper.photo(x, y, width, height, 1.0, card.photo):
        paper.box(x, y, width, height, 1.0, stroke=MUTED, points=0.5)
        return True
    if not card.initials:
        return False
    paper.box(x, y, width, height, 1.0, fill=SOFT, stroke=MUTED, points=0.5)
    one = fitted(card.initials, Look(24, 600, "en"), (width - 3) * MM, (24.0, 18.0, 14.0), most=1).lines[0]
    paper.line(x + width / 2, y + height / 2 + (one.top + one.bottom) / 2 / MM, one, "centre")
    return True


def draw_back(paper: Paper, sheet: CardSheet, card: CardFace) -> None:
    """The side with the QR, and what its holder should know."""
    paper.qr(_QR_LEFT, _QR_TOP, credential(card.credential), CREDENTIAL_MODULE)
    captions, language = sheet.captions, sheet.language
    room = (_RIGHT - _COLUMN) * MM
    both = bool(captions.back.local.strip())
    largest = 8.0 if sheet.practice else 8.7
    told = _told(captions.back.local if both else captions.back.en, language, room, largest)
    pitch = told.look.size * 0.5
    first, bottom = (7.6, 30.4) if sheet.practice else (8.5, 33.2)
    # fewer lines than six: the same air above and below
    first += max(0, 6 - len(told.lines)) * pitch / 2
    edge, align = (_COLUMN, "left") if told.script == "sans" else (_RIGHT, "right")
    paper.block(edge, first, told, pitch, align)
    if sheet.practice:
        ornaments.practice_bar(paper, _COLUMN, bottom, _RIGHT - _COLUMN, 4.0, captions.practice, language)
        bottom += 3.6
    else:
        paper.rule(_COLUMN, bottom, _RIGHT, bottom, 0.95, ACCENT)
    if both:
        pitch = 2.95 if sheet.practice else 3.08
        paper.block(_COLUMN, bottom + 3.7, _english(captions.back.en, room), pitch, "left")
    if sheet.helpline:
        line_room = room * 0.6
        number = fitted(sheet.helpline, Look(13.5, 700, language), line_room, (13.5, 11.0, 9.0, 7.4), most=1).lines[0]
        paper.line(_COLUMN, 49.6, number)
        left = room - (number.right - number.left) - 6
        text = captions.help.local or captions.help.en
        paper.line(_RIGHT, 48.8, fitted(text, Look(9, 700, language), left, (9.0, 8.0, 7.0), most=1).lines[0], "right")


def _told(text: str, language: Language, room: float, largest: float) -> Block:
    """The larger text of the back, in the holder's language where there is one: no more than six lines of its size."""
    block: Block | None = None
    for size in (largest, 8.0, 7.4, 6.8, 6.2, 5.6, 5.0):
        if size > largest:
            continue
        block = broken(text, Look(size, 700, "sd" if language == "sd" else "ur"), room, balanced=True)
        if len(block.lines) * size <= 6.02 * largest:
            break
    assert block is not None
    return block


def _english(text: str, room: float) -> Block:
    """The English text of the back: three lines, or smaller ones."""
    block: Block | None = None
    for size in (6.6, 6.0, 5.4, 4.8):
        block = broken(text, Look(size, 600, "en"), room)
        if len(block.lines) <= 3:
            break
    assert block is not None
    return block


def card_size() -> tuple[float, float]:
    """Width and height of a card in mm."""
    return CARD_WIDTH, CARD_HEIGHT
