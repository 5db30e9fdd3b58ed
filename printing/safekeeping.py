"""The recovery sheet: words that open the store when nobody else can, a check word, four steps, and a fold line."""

from printing import ornaments
from printing.heading import Head, Side, head, one_line
from printing.paper import ACCENT, MM, MUTED, SOFT, Paper
from printing.qr import small_text
from printing.text.lines import Block, broken, fitted
from printing.text.shape import Look
from printing.values import Language, Progress, RecoverySheet

_WIDTH, _HEIGHT = 210.0, 297.0
_LEFT, _RIGHT = 20.0, 190.0
_HEAD = Head(_LEFT, 14.1, 1.4, 24.0, 10.6, 30.0, 22.0, 23.0, 7.0)
_SIDE = Side(_WIDTH, mirrored=False)
_COLUMNS, _GAP = 3, 2.5
_GRID_TOP, _GRID_HEIGHT = 80.0, 76.0


def draw_recovery(sheet: RecoverySheet, progress: Progress | None = None) -> bytes:
    """Draw the recovery sheet, one A4 page."""
    if progress:
        progress(0, 1)
    paper = Paper(_WIDTH, _HEIGHT, sheet.title.en)
    language = sheet.language
    head(paper, _SIDE, _HEAD, sheet.title, sheet.practice_caption if sheet.practice else None, language)
    one_line(paper, _HEAD.start, 36.4, sheet.subtitle, Look(9.4, 400, language), 100)
    paper.rule(_LEFT, 42.9, _RIGHT, 42.9, 1.0, ACCENT)
    room = 80 if sheet.intro.local.strip() else _RIGHT - _LEFT
    english = _fitting(sheet.intro.en, Look(11.0, 400, language), room, 26, 1.38)
    paper.block(_LEFT, 51.0, english, english.look.size * 1.38 / MM, "left")
    local = _fitting(sheet.intro.local, Look(13.0, 400, language), 80, 30, 1.9)
    paper.block(_RIGHT, 51.0, local, local.look.size * 1.9 / MM, "right")
    _words(paper, sheet.words, language)
    _check(paper, sheet)
    _steps(paper, sheet)
    paper.rule(_LEFT, 243.0, _RIGHT, 243.0, 0.8, MUTED, "7 4")
    _setup(paper, sheet)
    ornaments.selvedge(paper, _LEFT, 282.0, _RIGHT - _LEFT, 1.4)
    paper.next_page()
    made = paper.finish()
    if progress:
        progress(1, 1)
    return made


def _fitting(text: str, look: Look, room: float, height: float, pitch: float) -> Block:
    """A paragraph at the largest size at which it keeps inside room and height mm."""
    block = Block((), look, "sans")
    if not text.strip():
        return block
    for scale in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52):
        block = broken(text, look.sized(look.size * scale), room * MM)
        if len(block.lines) * block.look.size * pitch / MM <= height:
            break
    return block


def _words(paper: Paper, words: tuple[str, ...], language: Language) -> None:
    """Numbered cells, read row by row."""
    rows = max(1, -(-len(words) // _COLUMNS))
    pitch = min(19.0, _GRID_HEIGHT / rows)
    height = pitch * 0.816
    width = (_RIGHT - _LEFT - (_COLUMNS - 1) * _GAP) / _COLUMNS
    size = min(16.0, 16.0 * pitch / 15.0)
    for i, word in enumerate(words):
        row, column = divmod(i, _COLUMNS)
        x, y = _LEFT + column * (width + _GAP), _GRID_TOP + row * pitch
        paper.box(x, y, width, height, 1.4, stroke=MUTED, points=0.6)
        base = y + height / 2 + size * 0.33 / MM
        paper.text(x + 3.3, base, str(i + 1), Look(8.6, 400, language), colour=MUTED)
        one_line(paper, x + 12.0, base, word, Look(size, 700, language), width - 14)


def _check(paper: Paper, sheet: RecoverySheet) -> None:
    language = sheet.language
    paper.box(_LEFT, 161.8, _RIGHT - _LEFT, 22.2, 1.4, fill=SOFT)
    one_line(paper, 26.0, 171.0, sheet.check.en, Look(9.0, 400, language), 70)
    one_line(paper, 26.0, 178.9, sheet.check_word, Look(16.0, 700, language), 70)
    one_line(paper, 184.0, 174.4, sheet.check.local, Look(13.0, 400, language), 80, "right")


def _steps(paper: Paper, sheet: RecoverySheet) -> None:
    language = sheet.language
    pitch = min(11.6, 46.0 / max(1, len(sheet.steps)))
    for i, step in enumerate(sheet.steps):
        base = 193.9 + i * pitch
        ornaments.nuqta(paper, 22.0, base - 1.1, 1.9)
        taken = 0.0
        if step.local.strip():
            local = _step(paper, _RIGHT, base - 0.4, step.local, Look(12.6, 400, language), 76.0, "right")
            taken = local.width / MM + 4.0
        if step.en.strip():
            _step(paper, 28.0, base, step.en, Look(9.4, 400, language), _RIGHT - 28.0 - taken, "left")


def _step(paper: Paper, x: float, base: float, text: str, look: Look, room: float, align: str) -> Block:
    """One instruction, whole: in one line, or in two smaller ones around the same middle."""
    sizes = tuple(look.size * part for part in (1.0, 0.92, 0.85))
    block = fitted(text, look, room * MM, sizes, tuple(look.size * part for part in (0.85, 0.78, 0.7, 0.62, 0.54)))
    pitch = block.look.size * (1.3 if block.script == "sans" else 1.5) / MM
    paper.block(x, base - pitch * (len(block.lines) - 1) / 2, block, pitch, align)
    return block


def _setup(paper: Paper, sheet: RecoverySheet) -> None:
    """Below the fold: the scanner's set-up code, to be cut off, and two lines to sign on."""
    language = sheet.language
    left = _LEFT
    if sheet.setup_qr:
        symbol = small_text(sheet.setup_qr)
        paper.qr(_LEFT, 249.2, symbol, 24.0 * MM / symbol.side)
        left = 49.0
    one_line(paper, left, 256.2, sheet.setup_title, Look(10.4, 600, language), 90)
    text = _fitting(sheet.setup, Look(8.4, 400, language), 79, 15, 1.45)
    paper.block(left, 261.8, text, text.look.size * 1.45 / MM, "left")
    if sheet.signed.en or sheet.signed.local:
        for y in (257.0, 270.0):
            paper.rule(156.0, y + 0.6, _RIGHT, y + 0.6, 0.5, MUTED)
            one_line(paper, 154.5, y, sheet.signed.en, Look(8.4, 400, language), 24, "right", MUTED)
            one_line(paper, 154.5, y + 5.0, sheet.signed.local, Look(9.6, 400, language), 24, "right", MUTED)
