"""Drawings of our own: the mark, the nuqta, the selvedge, relief items, the black practice bar."""

from functools import lru_cache

from printing.paper import ACCENT, BLACK, MM, WHITE, Colour, Paper, number
from printing.text.lines import fitted
from printing.text.shape import Look
from printing.values import Language, Pair

# The letter of the name as one pen stroke, in a box of 24 units; ends cut as a reed pen cuts.
_MARK = (
    "3.7 7.5 m 4.6 6 5.8 5.3 7.6 5.3 c 20.2 5.3 l 11.9 6.9 6.2 10.4 6.2 15 c 6.2 18.9 9.4 20.4 13.2 20.4 c "
    "16.3 20.4 18.7 19.4 20.7 17.4 c S"
)
# Its ink in those units, so that it can be placed by what one sees.
MARK_LEFT, MARK_TOP, MARK_RIGHT, MARK_BOTTOM = 2.4, 3.8, 21.8, 21.9

# Relief items in a box of 48 units, line 2.
_FLOUR = (
    "14 12 m 16 9 19 8 24 8 c 29 8 32 9 34 12 c 32 16 l 35 20 37 25 37 31 c 37 37 35 40 32 41 c 16 41 l "
    "13 40 11 37 11 31 c 11 25 13 20 16 16 c h 15 16 m 33 16 l 24 36 m 24 24 l "
    "24 29 m 21 29 19 27 19 24 c 22 24 24 26 24 29 c h 24 29 m 27 29 29 27 29 24 c 26 24 24 26 24 29 c h "
    "24 34 m 21 34 19 32 19 29 c 24 34 m 27 34 29 32 29 29 c S"
)
_OIL = (
    "19 6 m 27 6 l 27 11 l 19 11 l h 15 14 m 15 12 17 11 18 11 c 26 11 l 30 11 34 14 34 19 c 34 38 l "
    "34 40 33 41 31 41 c 16 41 l 14 41 13 40 13 38 c 13 18 l h 28 16 m 31 16 l 31 22 l 28 22 l h "
    "23 25 m 26 29 27 30 27 32 c 27 34.2 25.2 36 23 36 c 20.8 36 19 34.2 19 32 c 19 30 20 29 23 25 c h S"
)
_BLANKET = (
    "8 14 m 8 11 10 10 12 10 c 38 10 l 40 10 41 12 41 14 c 41 34 l 41 36 40 38 38 38 c 12 38 l "
    "10 38 8 37 8 34 c h 8 20 m 41 20 l 8 27 m 41 27 l "
    "14 13 m 14 17 l 20 13 m 20 17 l 26 13 m 26 17 l 32 13 m 32 17 l S"
)
_ITEMS = {"flour": _FLOUR, "oil": _OIL, "blanket": _BLANKET}
ITEM_KINDS = frozenset(_ITEMS)


def mark(paper: Paper, x: float, y: float, height: float, colour: Colour = ACCENT) -> float:
    """The mark by the top left corner of its ink, height mm; returns its width in mm."""
    scale = height / (MARK_BOTTOM - MARK_TOP)
    stroke = " ".join(number(part) for part in colour) + " RG 3 w 0 j 8 M"
    paper.shape(x - MARK_LEFT * scale, y - MARK_TOP * scale, scale, _MARK, None, stroke)
    return (MARK_RIGHT - MARK_LEFT) * scale


def item(paper: Paper, x: float, y: float, size: float, kind: str) -> bool:
    """A relief item in a square of size mm; draws nothing and returns False for a kind without a drawing."""
    path = _ITEMS.get(kind)
    if path is None:
        return False
    paper.shape(x, y, size / 48, path, None, "0 0 0 RG 2 w 1 J 1 j")
    return True


def _nuqta(x: float, y: float, half: float) -> str:
    n = number
    return f"{n(x)} {n(y - half)} m {n(x + half)} {n(y)} l {n(x)} {n(y + half)} l {n(x - half)} {n(y)} l h "


def nuqta(paper: Paper, x: float, y: float, half: float) -> None:
    """One filled nuqta around (x, y), half mm from its middle to its corner."""
    paper.shape(0, 0, 1, _nuqta(x, y, half) + "f", ACCENT)


def selvedge(paper: Paper, x: float, y: float, length: float, half: float, upright: bool = False) -> None:
    """A row of big and small nuqtas over length mm, its edge at (x, y); half: half the width of a big one."""
    paper.shape(x, y, 1, _row(length, half, upright), ACCENT)


@lru_cache(maxsize=16)
def _row(length: float, half: float, upright: bool) -> str:
    count = max(2, round((length - 2 * half) / (half * 3.08)) + 1)
    step = (length - 2 * half) / (count - 1)
    path = ""
    for i in range(count):
        along = half + i * step
        places = [(along, half)] + ([(along + step / 2, half * 0.42)] if i < count - 1 else [])
        for place, size in places:
            path += _nuqta(half, place, size) if upright else _nuqta(place, half, size)
    return path + "f"


def practice_bar(
    paper: Paper, x: float, y: float, width: float, height: float, caption: Pair, language: Language
) -> None:
    """The black bar that stands on every card and page of a practice office, white words in both languages."""
    paper.box(x, y, width, height, fill=BLACK)
    size = height * MM * 0.56
    half = (width - 4) / 2 * MM
    latin = fitted(caption.en, Look(size, 700, language), half, (size, size * 0.8, size * 0.6), most=1)
    local = fitted(caption.local, Look(size, 700, language), half, (size, size * 0.8, size * 0.6), most=1)
    middle = y + height / 2
    for block, edge, align in ((latin, x + 2, "left"), (local, x + width - 2, "right")):
        one = block.lines[0]
        paper.line(edge, middle + (one.top + one.bottom) / 2 / MM, one, align, WHITE)
