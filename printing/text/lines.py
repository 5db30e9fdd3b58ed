"""Breaks text into lines of a width and finds the largest size at which a name fits."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from printing.text.plain import Script, clean, script_of
from printing.text.shape import Line, Look, base_of, line

# What ends a text that no size could hold: only reached by strings that are no name.
_MORE = "…"
# Nobody's name is longer; setting more would only cost time.
_LONGEST_NAME = 240


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size, top line first. cut: whether the end had to be left out."""

    lines: tuple[Line, ...]
    look: Look
    script: Script
    cut: bool = False

    @property
    def width(self) -> float:
        """The widest line's advance in points."""
        return max((one.width for one in self.lines), default=0.0)


def words_of(text: str) -> list[str]:
    """The parts between which a line may break; a code or telephone number in groups of digits is one part."""
    parts: list[str] = []
    for part in text.split(" "):
        if not part:
            continue
        if parts and parts[-1][-1].isdigit() and part[0].isdigit():
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


@lru_cache(maxsize=2048)
def broken(text: str, look: Look, width: float, balanced: bool = False) -> Block:
    """Break a text greedily into lines of at most width points; line breaks in it are kept.

    balanced: make the lines of each paragraph about equally long, which short sentences on a card want. A single
    word wider than the width is broken between its letters.
    """
    text = clean(text)
    script = script_of(text, look.language)
    base = base_of(text, script)
    found: list[Line] = []
    for paragraph in text.split("\n"):
        parts = _narrow(words_of(paragraph), look, width, base)
        rows = _greedy(parts, look, width, base)
        if balanced and len(rows) > 1:
            rows = _balanced(parts, look, width, base, len(rows))
        found += [line(row, look, base) for row in rows]
    return Block(tuple(found), look, script)


def _greedy(parts: list[str], look: Look, width: float, base: int) -> list[str]:
    rows: list[str] = []
    for part in parts:
        longer = f"{rows[-1]} {part}" if rows else part
        if rows and line(longer, look, base).span <= width:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows


def _balanced(parts: list[str], look: Look, width: float, base: int, count: int) -> list[str]:
    """The narrowest measure that still takes as many lines, found by halving."""
    low, high = 0.0, width
    best = _greedy(parts, look, width, base)
    for _ in range(7):
        middle = (low + high) / 2
        rows = _greedy(parts, look, middle, base)
        if len(rows) <= count and all(line(row, look, base).span <= width for row in rows):
            best, high = rows, middle
        else:
            low = middle
    return best


def _narrow(parts: list[str], look: Look, width: float, base: int) -> list[str]:
    """The parts with over-long words broken so that each fits."""
    found: list[str] = []
    for whole in parts:
        part = whole
        while len(part) > 1 and line(part, look, base).span > width:
            cut = _longest(part, look, width, base)
            found.append(part[:cut])
            part = part[cut:]
        found.append(part)
    return found


def _longest(part: str, look: Look, width: float, base: int) -> int:
    """How many leading characters fit: at least one, and never between a letter and its mark."""
    low, high = 1, len(part) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if line(part[:middle], look, base).span <= width:
            low = middle
        else:
            high = middle - 1
    while low > 1 and unicodedata.combining(part[low]):
        low -= 1
    return low


@lru_cache(maxsize=8192)
def fitted(
    text: str, look: Look, width: float, sizes: tuple[float, ...], small: tuple[float, ...] = (), most: int = 2
) -> Block:
    """Set a name in one line at the first of sizes that fits, else in up to most lines at the first of small.

    Only a text that does not fit even so loses its end, marked by an ellipsis (`Block.cut`).
    """
    whole = clean(text).replace("\n", " ").strip()
    text = whole[:_LONGEST_NAME]
    script = script_of(text, look.language)
    base = base_of(text, script)
    for size in sizes:
        one = line(text, look.sized(size), base)
        if one.span <= width:
            return Block((one,), look.sized(size), script)
    last = small or sizes[-1:]
    for size in last:
        block = broken(text, look.sized(size), width, balanced=True)
        if len(block.lines) <= most and len(whole) == len(text):
            return block
    return Block(_shortened(text, look.sized(last[-1]), width, base, most), look.sized(last[-1]), script, cut=True)


def _shortened(text: str, look: Look, width: float, base: int, most: int) -> tuple[Line, ...]:
    """As much of the text as most lines hold, with an ellipsis at its end."""
    rows = _greedy(_narrow(words_of(text), look, width, base), look, width, base)[:most]
    room = width - line(_MORE, look, base).span
    kept = rows[-1]
    if line(kept, look, base).span > room:
        kept = kept[: _longest(kept, look, room, base)]
    rows[-1] = kept.rstrip() + _MORE
    return tuple(line(row, look, base) for row in rows)
