"""Sets one line of text: the words in their places, their ink, and the PDF operators that draw them.

Lines are kept too: the same names and captions come again on every page.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from printing.text import bidi
from printing.text.faces import Box, Face
from printing.text.plain import Script, clean, script_of
from printing.text.words import LATEEF_SCALE, Word, placed_words
from printing.values import Language

type Use = tuple[Face, int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to draw, in points from its origin on the baseline.

    left, bottom, right, top: the ink (all zero for a line without ink); width: the advance; size: of the script's
    own faces; words: where each word stands, in em.
    """

    operators: str
    width: float
    left: float
    bottom: float
    right: float
    top: float
    uses: tuple[Use, ...]
    size: float
    words: tuple[tuple[float, Word], ...]

    def boxes(self) -> list[Box]:
        """The ink of each glyph as (left, bottom, right, top) in points."""
        return _boxes(self.words, self.size)

    @property
    def span(self) -> float:
        """Room in points that the line needs when neither its advance nor its ink may leave it."""
        return max(self.width, self.right) - min(0.0, self.left)


@dataclass(frozen=True, slots=True)
class Look:
    """How a string is set: weight 400, 600 or 700, size in points, and the paper's language."""

    size: float
    weight: int = 400
    language: Language = "ur"

    def sized(self, size: float) -> "Look":
        """The same at another size."""
        return Look(size, self.weight, self.language)


def _num(value: float) -> str:
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _operators(placed: list[tuple[float, Word]], size: float) -> str:
    """PDF text operators: fonts, glyph numbers with their shifts, and the spoken text of each Urdu or Sindhi word.

    ActualText stands per word and in visual order: that is what poppler and pdfium turn back into right text.
    """
    out: list[str] = []
    shown: list[str] = []
    hexes: list[str] = []
    font: tuple[Face, float] | None = None
    rise = "0"
    at = 0.0  # where the viewer's pen stands, in em of the line

    def flush() -> None:
        if hexes:
            shown.append(f"<{''.join(hexes)}>")
            hexes.clear()
        if shown:
            out.append(f"{shown[0]} Tj" if len(shown) == 1 and shown[0][0] == "<" else f"[{''.join(shown)}]TJ")
            shown.clear()

    for start, word in placed:
        if word.said:
            flush()
            spoken = word.said[::-1].encode("utf-16-be", "replace").hex().upper()
            out.append(f"/Span<</ActualText<FEFF{spoken}>>>BDC")
        for glyph in word.glyphs:
            if font is None or glyph.face is not font[0] or glyph.scale != font[1]:
                flush()
                font = (glyph.face, glyph.scale)
                out.append(f"/{glyph.face.name} {_num(size * glyph.scale)} Tf")
            lift = _num(glyph.y * size)
            if lift != rise and not (lift == "-0" and rise == "0"):
                flush()
                rise = "0" if lift == "-0" else lift
                out.append(f"{rise} Ts")
            shift = start + glyph.x - at
            if abs(shift) > 0.0005:
                if hexes:
                    shown.append(f"<{''.join(hexes)}>")
                    hexes.clear()
                shown.append(_num(-shift * 1000 / glyph.scale))
            hexes.append(f"{glyph.number:04X}")
            at = start + glyph.x + glyph.face.advance(glyph.number) * glyph.scale
        if word.said:
            flush()
            out.append("EMC")
    flush()
    if rise != "0":
        out.append("0 Ts")
    return " ".join(out)


def _boxes(placed: Sequence[tuple[float, Word]], size: float) -> list[Box]:
    found: list[Box] = []
    for start, word in placed:
        for glyph in word.glyphs:
            box = glyph.face.box(glyph.number)
            if box is not None:
                x, y, k = start + glyph.x, glyph.y, glyph.scale
                found.append((
                    (x + box[0] * k) * size, (y + box[1] * k) * size, (x + box[2] * k) * size, (y + box[3] * k) * size,
                ))  # fmt: skip
    return found


def size_for(script: Script, size: float) -> float:
    """The size in points at which a script looks as tall as Nastaliq does at the given size."""
    return size * LATEEF_SCALE if script == "lateef" else size


def base_of(text: str, script: Script) -> int:
    """The base direction of a string: by its first strong character, else by its script."""
    return bidi.base_level(text, 0 if script == "sans" else 1)


_lines: OrderedDict[tuple[str, Look, int | None], Line] = OrderedDict()
_LINES_KEPT = 8192
_lock = threading.Lock()


def line(text: str, look: Look, base: int | None = None) -> Line:
    """Set one line. base: 0 left to right, 1 right to left, None by the text. Line breaks count as spaces.

    Never fails: characters that no font has are drawn as a box, controls and overrides are left out.
    """
    key = (text, look, base)
    with _lock:
        found = _lines.get(key)
        if found is not None:
            _lines.move_to_end(key)
            return found
    found = _set(clean(text).replace("\n", " "), look, base)
    with _lock:
        _lines[key] = found
        if len(_lines) > _LINES_KEPT:
            _lines.popitem(last=False)
    return found


def _set(text: str, look: Look, base: int | None) -> Line:
    script = script_of(text, look.language)
    if base is None:
        base = base_of(text, script)
    placed = placed_words(text, script, look.weight, look.language, base)
    size = size_for(script, look.size)
    boxes = _boxes(placed, size)
    left, bottom = min((b[0] for b in boxes), default=0.0), min((b[1] for b in boxes), default=0.0)
    right, top = max((b[2] for b in boxes), default=0.0), max((b[3] for b in boxes), default=0.0)
    uses = tuple((glyph.face, glyph.number, glyph.text) for _, word in placed for glyph in word.glyphs)
    return Line(_operators(placed, size), placed[-1][0] * size, left, bottom, right, top, uses, size, tuple(placed))
