"""Places a holder's names on the card: as told at the right, in Latin letters at the left below, nothing cut.

Several ways of setting them are tried, from the large one that most names take to smaller ones, and the first in
which no ink meets other ink is drawn.
"""

from dataclasses import dataclass

from printing.paper import MM, Paper
from printing.text.lines import Block, fitted
from printing.text.plain import script_of
from printing.text.shape import Line, Look
from printing.values import CardFace, Language

# In mm from the card's top: ink must stay between them.
TOP, BOTTOM = 12.35, 40.6
_LAST_BASELINE = 39.8
_AIR = 0.4


@dataclass(frozen=True, slots=True)
class Way:
    """Sizes in points to try: one line at the first of the sizes that fits, else lines at the small ones.

    first: lowest and highest first baseline of the name; pitch: of name and relation lines, in em.
    """

    name: tuple[float, ...]
    name_small: tuple[float, ...]
    relation: tuple[float, ...]
    relation_small: tuple[float, ...]
    latin: tuple[float, float]
    pitch: float
    most: int = 2


WAYS = (
    Way((16.0, 13.0, 11.0), (11.0, 10.4), (11.0, 9.6, 8.6), (8.6,), (8.2, 7.2), 1.6),
    Way((13.0, 11.0), (10.0,), (9.6, 8.6), (8.6,), (7.2, 6.8), 1.6),
    Way((13.0, 11.0), (9.4,), (8.6, 8.0), (8.0,), (6.8, 6.6), 1.6),
    Way((11.0,), (8.8, 8.2), (8.0, 7.4), (7.4,), (6.6, 6.2), 1.5),
    Way((10.0,), (8.0, 7.4), (7.4, 6.8), (6.8,), (6.0, 5.8), 1.45),
    Way((8.0,), (7.0, 6.2), (7.0, 6.2), (6.2,), (5.6, 5.2), 1.4),
    Way((7.0,), (6.0, 5.2), (6.0, 5.2), (5.2, 4.6), (5.0, 4.6), 1.3, most=3),
)

type Placed = tuple[Line, float, float]  # line, x of its left ink in mm, baseline in mm


def draw(paper: Paper, card: CardFace, language: Language, left: float, right: float) -> None:
    """Draw all names of a card between left and right mm."""
    placed: list[Placed] = []
    for way in WAYS:
        placed = _set(card, language, left, right, way)
        if _clear(placed):
            break
    for one, x, baseline in placed:
        paper.line(x - one.left / MM, baseline, one)


def _set(card: CardFace, language: Language, left: float, right: float, way: Way) -> list[Placed]:
    room = (right - left) * MM
    told = card.name or card.name_latin
    latin_told = script_of(told, language) == "sans"
    lower: list[tuple[str, float, int]] = []
    if card.name_latin and card.name_latin != told:
        lower.append((card.name_latin, way.latin[0], 600))
    if card.relation_latin and card.relation_latin != card.relation:
        lower.append((card.relation_latin, way.latin[1], 400))
    bottom = _lower(lower, language, left, room, way)
    scale = 0.8 if latin_told else 1.0
    sizes, small = tuple(s * scale for s in way.name), tuple(s * scale for s in way.name_small)
    name = fitted(told, Look(16, 700, language), room, sizes, small, way.most)
    top = _upper(name, card.relation, language, (left, right), way, latin_told)
    return top + bottom


def _lower(texts: list[tuple[str, float, int]], language: Language, left: float, room: float, way: Way) -> list[Placed]:
    """Latin lines, from the bottom upwards."""
    placed: list[Placed] = []
    baseline = _LAST_BASELINE
    for text, size, weight in reversed(texts):
        found = fitted(text, Look(size, weight, language), room, (size, size * 0.92), (size * 0.92,), way.most)
        for one in reversed(found.lines):
            placed.append((one, left + one.left / MM, baseline))
            baseline -= found.look.size * 1.2 / MM
        baseline -= 0.9 if size > 7 else 0.25
    return placed


def _upper(
    name: Block, relation: str, language: Language, edges: tuple[float, float], way: Way, latin_told: bool
) -> list[Placed]:
    """The name as told and the relation under it, from the rule downwards."""
    left, right = edges
    single = len(name.lines) == 1
    tallest = name.lines[0].top / MM if name.lines else 0.0
    first = max(TOP + 0.05 + tallest, 20.9 if latin_told else 22.4 if single and name.look.size > 12 else 0.0)
    pitch = name.look.size * (1.25 if latin_told else way.pitch) / MM
    placed = [_aligned(one, first + i * pitch, left, right, at_left=latin_told) for i, one in enumerate(name.lines)]
    if not relation:
        return placed
    last = first + pitch * (len(name.lines) - 1)
    found = fitted(relation, Look(11, 700, language), (right - left) * MM, way.relation, way.relation_small, way.most)
    at_left = script_of(relation, language) == "sans"
    below = last + max(found.look.size * (1.3 if latin_told else 2.1) / MM * (1.0 if single else 0.92), 3.0)
    step = found.look.size * way.pitch / MM
    placed += [_aligned(one, below + i * step, left, right, at_left=at_left) for i, one in enumerate(found.lines)]
    return placed


def _aligned(one: Line, baseline: float, left: float, right: float, *, at_left: bool) -> Placed:
    if at_left:
        return one, left + one.left / MM, baseline
    return one, Paper.right_edge(one, right), baseline


def _boxes(placed: Placed) -> list[tuple[float, float, float, float]]:
    """Ink of the glyphs as (left, top, right, bottom) in mm from the card's corner."""
    one, x, baseline = placed
    start = x - one.left / MM
    return [
        (start + left / MM, baseline - top / MM, start + right / MM, baseline - bottom / MM)
        for left, bottom, right, top in one.boxes()
    ]


def _clear(placed: list[Placed]) -> bool:
    """Whether no glyph meets a glyph of another line, and all ink is between TOP and BOTTOM.

    Lines of Nastaliq are left to their pitch: they interlock, and the boxes of slanted letters overlap where their
    ink does not.
    """
    lines = [(_boxes(one), bool(one[0].operators.startswith("/Span"))) for one in placed]
    if any(top < TOP - 0.2 or bottom > BOTTOM + 0.6 for boxes, _ in lines for _, top, _, bottom in boxes):
        return False
    for i, (upper, flowing) in enumerate(lines):
        for lower, also in lines[i + 1 :]:
            if not (flowing and also) and any(_meet(one, other) for one in upper for other in lower):
                return False
    return True


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    apart = one[0] > other[2] + _AIR or other[0] > one[2] + _AIR
    return not apart and min(one[3], other[3]) + _AIR > max(one[1], other[1])
