"""A6 papers for the holder: the slip for what was handed over, the receipt for a registration, the slip of rights."""

from printing import ornaments
from printing.cards import grouped
from printing.heading import Head, Side, book, head, one_line
from printing.paper import ACCENT, BLACK, HAIR, MM, SOFT, Paper
from printing.text.lines import Block, broken
from printing.text.shape import Look
from printing.values import Fingerprint, Language, Pair, Progress, Receipt, RightsSlip, Slip, SlipItem

_WIDTH, _HEIGHT = 105.0, 148.0
_LEFT, _RIGHT = 8.0, 97.0
_HEAD = Head(_LEFT, 6.0, 1.2, 12.7, 6.1, 17.1, 12.0, 15.0, 4.4)
_RULE = 22.0
_SIDE = Side(_WIDTH, mirrored=False)
_NOTICE_BOTTOM = 113.8
_BOOK_TOP = 118.0


def draw_slip(slip: Slip, progress: Progress | None = None) -> bytes:
    """Draw a slip: items with their numbers first, then who, then what the holder should know, then the book."""
    paper = _begin(slip.title, slip.practice_caption if slip.practice else None, slip.language, progress)
    if slip.copy:
        _copy_mark(paper, slip.copy, slip.language)
    height = min(20.0, 40.4 / max(1, len(slip.items)))
    for i, one in enumerate(slip.items):
        _item(paper, one, _RULE + i * height, height, slip.language)
    y = _RULE + max(height * len(slip.items), 20.0)
    code = paper.text(_LEFT, y + 8.3, grouped(slip.code), Look(14.0, 700, slip.language))
    room = _RIGHT - _LEFT - code.width / MM - 4.0
    one_line(paper, _RIGHT, y + 7.7, slip.person, Look(12.5, 400, slip.language), room, "right", least=0.4)
    below = y + 14.6
    if slip.person_latin:
        one_line(paper, _LEFT, below - 0.8, slip.person_latin, Look(8.2, 600, slip.language), _RIGHT - _LEFT)
        below += 3.2
    one_line(paper, _LEFT, below, slip.when_where, Look(8.0, 400, slip.language), _RIGHT - _LEFT)
    _notice(paper, below + 3.9, _NOTICE_BOTTOM, slip.notice, slip.language)
    return _end(paper, slip.fingerprint, slip.book, slip.keep, slip.language, progress)


def draw_receipt(receipt: Receipt, progress: Progress | None = None) -> bytes:
    """Draw a registration receipt: the code large, who, the facts, what the holder should know, then the book."""
    language = receipt.language
    paper = _begin(receipt.title, receipt.practice_caption if receipt.practice else None, language, progress)
    one_line(paper, _LEFT, 28.2, receipt.code_caption.en, Look(8.0, 400, language), 40)
    one_line(paper, _RIGHT, 29.4, receipt.code_caption.local, Look(10.0, 700, language), 40, "right")
    paper.text(_LEFT, 38.0, grouped(receipt.code), Look(22.0, 700, language))
    one_line(paper, _RIGHT, 47.6, receipt.person, Look(14.0, 700, language), _RIGHT - _LEFT, "right", least=0.4)
    y = 54.6
    if receipt.person_latin:
        one_line(paper, _LEFT, y, receipt.person_latin, Look(8.6, 600, language), _RIGHT - _LEFT)
        y += 4.4
    one_line(paper, _LEFT, y, receipt.when_where, Look(8.0, 400, language), _RIGHT - _LEFT)
    y += 2.2
    pitch = min(7.4, 26.0 / max(1, len(receipt.facts)))
    scale = pitch / 7.4
    for fact in receipt.facts:
        paper.rule(_LEFT, y, _RIGHT, y, 0.4, HAIR)
        base = y + pitch * 0.66
        one_line(paper, _LEFT, base, fact.what.en, Look(8.4 * scale, 400, language), 34)
        one_line(paper, (_LEFT + _RIGHT) / 2, base, fact.value, Look(10.5 * scale, 600, language), 26, "centre")
        one_line(paper, _RIGHT, base, fact.what.local, Look(9.6 * scale, 700, language), 34, "right")
        y += pitch
    _notice(paper, y + 2.0, _NOTICE_BOTTOM, receipt.notice, language)
    return _end(paper, receipt.fingerprint, receipt.book, receipt.keep, language, progress)


def draw_rights(slip: RightsSlip, progress: Progress | None = None) -> bytes:
    """Draw a slip of rights: one sentence after another, each behind its nuqta; no name, no number, no day, no book."""
    paper = _begin(slip.title, slip.practice_caption if slip.practice else None, slip.language, progress)
    mirrored = slip.language != "en"
    side, align = Side(_WIDTH, mirrored=mirrored), "right" if mirrored else "left"
    room = (_RIGHT - _LEFT - 5.0) * MM
    bottom = 138.0 - (8.0 if slip.help else 0.0)
    blocks: list[Block] = []
    for size in _RIGHTS_SIZES[slip.language]:
        look = Look(size, 400 if size >= 11.0 or slip.language == "en" else 700, slip.language)
        blocks = [broken(text, look, room) for text in slip.lines]
        if sum(map(_sentence, blocks)) <= bottom - _RULE - 2.0:
            break
    gap = (bottom - _RULE - 2.0 - sum(map(_sentence, blocks))) / max(1, len(blocks))
    y = _RULE + 2.0
    for block in blocks:
        first = y + _rise(block)
        middle = first - block.look.size * (0.25 if mirrored else 0.34) / MM
        ornaments.nuqta(paper, side.x(_LEFT + 1.2), middle, 1.1)
        paper.block(side.x(_LEFT + 5.0), first, block, _pitch(block), align)
        y += _sentence(block) + gap
    if slip.help:
        paper.box(_LEFT, bottom, _RIGHT - _LEFT, 7.6, 1.3, fill=SOFT)
        look = Look(_RIGHTS_HELP[slip.language], 700, slip.language)
        one_line(paper, side.x(_LEFT + 3.0), bottom + 5.0, slip.help, look, _RIGHT - _LEFT - 6.0, align)
    return _end(paper, None, "", "", slip.language, progress)


_RIGHTS_SIZES: dict[Language, tuple[float, ...]] = {
    "ur": (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.4, 7.8),
    "sd": (14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.0, 10.0, 9.0),
    "en": (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5),
}
_RIGHTS_HELP: dict[Language, float] = {"ur": 9.5, "sd": 11.5, "en": 9.0}


def _sentence(block: Block) -> float:
    """Height in mm that one sentence takes, with the room for what hangs below its last line."""
    return _rise(block) + _pitch(block) * (len(block.lines) - 1) + block.look.size * _HANGS[block.script] / MM


_HANGS = {"nastaliq": 0.75, "lateef": 0.6, "sans": 0.3}


def _begin(title: Pair, practice: Pair | None, language: Language, progress: Progress | None) -> Paper:
    if progress:
        progress(0, 1)
    paper = Paper(_WIDTH, _HEIGHT, title.en)
    head(paper, _SIDE, _HEAD, title, practice, language)
    paper.rule(_LEFT, _RULE, _RIGHT, _RULE, 1.0, ACCENT)
    return paper


def _end(
    paper: Paper,
    fingerprint: Fingerprint | None,
    caption: str,
    keep: str,
    language: Language,
    progress: Progress | None,
) -> bytes:
    if fingerprint:
        book(paper, _LEFT, _BOOK_TOP, 17.0, fingerprint, caption, keep, _RIGHT - _LEFT, language)
    ornaments.selvedge(paper, _LEFT, 140.6, _RIGHT - _LEFT, 1.2)
    paper.next_page()
    made = paper.finish()
    if progress:
        progress(1, 1)
    return made


def _copy_mark(paper: Paper, copy: Pair, language: Language) -> None:
    """A frame between the two titles: nobody takes a second printing for a second hand-over."""
    left, top, wide, high = 42.0, 12.6, 30.0, 7.2
    paper.box(left, top, wide, high, 1.0, stroke=BLACK)
    room = wide / 2 - 2.0
    one_line(paper, left + 1.8, top + 4.8, copy.en, Look(9.0, 700, language), room)
    one_line(paper, left + wide - 1.8, top + 4.6, copy.local, Look(9.0, 700, language), room, "right")


def _item(paper: Paper, one: SlipItem, top: float, height: float, language: Language) -> None:
    """Drawing, number, what it is in both languages; a note below where something is still owed."""
    scale = height / 20.0
    size = max(24.0 * scale, 10.0)
    base = top + height * 0.5 + size * 0.36 / MM
    ornaments.item(paper, _LEFT + 1.0, top + height * 0.5 - 8.0 * scale, 16.0 * scale, one.kind)
    paper.text(28.4, base, f"× {one.count}", Look(size, 700, language))
    lift = 2.2 * scale if one.note.en or one.note.local else 0.0
    both = bool(one.name.local.strip())
    small = max((10.0 if both else 14.0) * scale, 6.6)
    one_line(paper, 50.0, base - 0.6 - lift, one.name.en, Look(small, 400, language), 22 if both else 47)
    local = max(19.0 * scale, 9.0)
    one_line(
        paper, _RIGHT, base - 1.2 * scale - lift, one.name.local, Look(local, 700, language), 24, "right", least=0.4
    )
    if lift:
        one_line(paper, 50.0, base + 3.2 * scale, one.note.en, Look(max(7.6 * scale, 5.6), 600, language), 24)
        note = Look(max(8.6 * scale, 6.0), 700, language)
        one_line(paper, _RIGHT, base + 4.6 * scale, one.note.local, note, 24, "right")
    paper.rule(_LEFT, top + height, _RIGHT, top + height, 0.5, HAIR)


def _notice(paper: Paper, top: float, bottom: float, notice: Pair, language: Language) -> None:
    """What the holder should know, local language first, in a soft box; sizes shrink until it fits."""
    paper.box(_LEFT, top, _RIGHT - _LEFT, bottom - top, 1.3, fill=SOFT)
    room = (_RIGHT - _LEFT - 7.0) * MM
    local = english = Block((), Look(1), "sans")
    for scale in (1.0, 0.94, 0.88, 0.8, 0.72, 0.64, 0.56, 0.48):
        local = _paragraph(notice.local, Look(12.0 * scale, 400 if scale > 0.9 else 700, language), room)
        english = _paragraph(notice.en, Look((8.6 if local.lines else 11.0) * scale, 400, language), room)
        if _height(local, english) <= bottom - top - 1.5:
            break
    spare = (bottom - top - _height(local, english)) / 2
    y = top + spare
    if local.lines:
        paper.block(_RIGHT - 3.5, y + _rise(local), local, _pitch(local), "right")
        y += _rise(local) + _pitch(local) * (len(local.lines) - 1) + local.look.size * 0.9 / MM
    paper.block(_LEFT + 3.5, y + _rise(english), english, _pitch(english), "left")


def _paragraph(text: str, look: Look, room: float) -> Block:
    return broken(text, look, room) if text.strip() else Block((), look, "sans")


def _pitch(block: Block) -> float:
    return block.look.size * {"nastaliq": 1.8, "lateef": 1.6, "sans": 1.38}[block.script] / MM


def _rise(block: Block) -> float:
    """From the top of a paragraph to its first baseline."""
    return (
        max((line.top for line in block.lines[:1]), default=0.0) / MM
        if block.script != "sans"
        else block.look.size / MM
    )


def _height(local: Block, english: Block) -> float:
    """Height in mm that both paragraphs take, with the air between them."""
    height = 0.0
    if local.lines:
        height += _rise(local) + _pitch(local) * (len(local.lines) - 1) + local.look.size * 0.9 / MM
    if english.lines:
        height += _rise(english) + _pitch(english) * (len(english.lines) - 1) + english.look.size * 0.3 / MM
    return height
