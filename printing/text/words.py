"""Shapes single words with HarfBuzz and places them along a line, in em and from left to right.

Shaped words are kept, because names, captions and villages come again on every page.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from printing.fontfiles import LATEEF, NASTALIQ, SANS
from printing.text import bidi
from printing.text.faces import Face, chain, face
from printing.text.plain import Script, is_arabic
from printing.values import Language

# Sizes are given as for Nastaliq; the other scripts look alike at these multiples.
LATEEF_SCALE = 1.36
# Latin letters and digits beside Lateef (its own digits are 0.40 em, those of Noto Sans 0.57).
LATIN_BESIDE_LATEEF = 0.75
# Space between words in em: the fonts' own is too narrow to be seen in Nastaliq.
_SPACES = {"nastaliq": 0.28, "lateef": 0.19, "sans": 0.26}
# Air between an Urdu or Sindhi word and a number or Latin token.
_TOKEN_AIR = 0.15

_HIDDEN = frozenset("\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\u00ad")
_BLANKS = frozenset(" \u00a0\u2009\u202f")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One placed glyph of a word, in em of the line's size: where its origin stands and how big its face is."""

    face: Face
    number: int
    x: float
    y: float
    scale: float
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped word: glyphs in visual order, advance in em, and its right-to-left text (empty for Latin)."""

    glyphs: tuple[Glyph, ...]
    advance: float
    said: str


def _face_for(char: str, faces: tuple[Face, ...], script: Script) -> Face:
    latin = faces[0] if script == "sans" else faces[-1]
    if not is_arabic(char) and latin.glyph(char) is not None:
        return latin
    for one in faces:
        if one.glyph(char) is not None:
            return one
    return latin


def _stretches(text: str, start: int, end: int, faces: tuple[Face, ...], script: Script) -> list[tuple[Face, int, int]]:
    """Where the face has to change inside a run; a mark or joiner stays with its letter."""
    found: list[tuple[Face, int, int]] = []
    for i in range(start, end):
        char = text[i]
        if found and (unicodedata.combining(char) or char in "\u200c\u200d") and found[-1][0].glyph(char) is not None:
            used = found[-1][0]
        else:
            used = _face_for(char, faces, script)
        if found and found[-1][0] is used:
            found[-1] = (used, found[-1][1], i + 1)
        else:
            found.append((used, i, i + 1))
    return found


@lru_cache(maxsize=16384)
def _word(before: str, text: str, after: str, script: Script, weight: int, rtl: bool, language: Language) -> Word:
    """Shape one word; before and after are its neighbour characters, which letters join to."""
    faces = chain(script, weight)
    whole = before + text + after
    start = len(before)
    parts = _stretches(whole, start, start + len(text), faces, script)
    glyphs: list[Glyph] = []
    pen = 0.0
    for used, first, stop in reversed(parts) if rtl else parts:
        scale = LATIN_BESIDE_LATEEF if script == "lateef" and used.family is SANS else 1.0
        if used.family is LATEEF and script == "nastaliq":
            scale = LATEEF_SCALE
        elif used.family is NASTALIQ and script == "lateef":
            scale = 1 / LATEEF_SCALE
        pen = _shape(used, whole, first, stop, rtl, "sd" if script == "lateef" else language, scale, pen, glyphs)
    return Word(tuple(glyphs), pen, text if rtl else "")


def _shape(
    used: Face, whole: str, first: int, stop: int, rtl: bool, language: str, scale: float, pen: float, out: list[Glyph]
) -> float:
    buffer = hb.Buffer()
    buffer.add_str(whole, first, stop - first)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Arab" if any(is_arabic(char) for char in whole[first:stop]) else "Latn"
    buffer.language = language
    hb.shape(used.font, buffer, {})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    clusters = sorted({info.cluster for info in infos})
    ends = dict(zip(clusters, [*clusters[1:], stop], strict=True))
    spoken: set[int] = set()
    texts = [""] * len(infos)
    for i in range(len(infos) - 1, -1, -1) if rtl else range(len(infos)):
        cluster = infos[i].cluster
        if cluster not in spoken:  # the first glyph of a cluster stands for all of its text
            spoken.add(cluster)
            texts[i] = whole[cluster : ends[cluster]]
    unit = scale / used.upem
    for info, place, text in zip(infos, places, texts, strict=True):
        out.append(Glyph(used, info.codepoint, pen + place.x_offset * unit, place.y_offset * unit, scale, text))
        pen += place.x_advance * unit
    return pen


@lru_cache(maxsize=64)
def _digit(char: str, script: Script, weight: int) -> tuple[Glyph, float]:
    sans = face(SANS, weight)
    scale = LATIN_BESIDE_LATEEF if script == "lateef" else 1.0
    number = sans.glyph(char) or 0
    return Glyph(sans, number, 0.0, 0.0, scale, char), sans.advance(number) * scale


def _number(text: str, script: Script, weight: int) -> Word:
    """Digits neither join nor kern, so codes need no shaping (they are new on every row)."""
    glyphs: list[Glyph] = []
    pen = 0.0
    for char in text:
        glyph, advance = _digit(char, script, weight)
        glyphs.append(Glyph(glyph.face, glyph.number, pen, 0.0, glyph.scale, char))
        pen += advance
    return Word(tuple(glyphs), pen, "")


def _blank(char: str, script: Script, token: bool, weight: int) -> float:
    if char == "\u2007":
        return _digit("0", script, weight)[1]
    if token and script != "sans":
        return _SPACES["sans"] * (LATIN_BESIDE_LATEEF if script == "lateef" else 1.0)
    return _SPACES[script]


def placed_words(text: str, script: Script, weight: int, language: Language, base: int) -> list[tuple[float, Word]]:
    """Words from left to right, each with the x of its origin in em; the last one ends the line's advance."""
    placed: list[tuple[float, Word]] = []
    pen = 0.0
    joined: tuple[bool, bool] | None = None  # of the piece just placed: was it a token, did a space follow
    for run in bidi.runs(text, base):
        pieces = _pieces(text, run.start, run.end)
        rtl = bool(run.level & 1)
        for first, stop in reversed(pieces) if rtl else pieces:
            piece = text[first:stop]
            if piece[0] in _BLANKS or piece[0] == "\u2007":
                pen += sum(_blank(char, script, run.token, weight) for char in piece)
                joined = (joined[0], True) if joined else None
                continue
            if joined and script != "sans" and joined[0] != run.token:
                pen += _air(script, joined[1], _letter(text, first, stop, placed))
            word = _piece(text, first, stop, script, weight, language, rtl)
            placed.append((pen, word))
            pen += word.advance
            joined = (run.token, False)
    placed.append((pen, Word((), 0.0, "")))
    return placed


def _air(script: Script, spaced: bool, letters: bool) -> float:
    if spaced:  # the wide space of Nastaliq holds it already
        return max(0.0, _TOKEN_AIR + 0.13 - _SPACES[script])
    return _TOKEN_AIR if letters else 0.0


def _letter(text: str, first: int, stop: int, placed: list[tuple[float, Word]]) -> bool:
    """Whether letters or digits meet here, not punctuation."""
    before = placed[-1][1].glyphs[0].text if placed and placed[-1][1].glyphs else ""
    return text[stop - 1].isalnum() and (not before or before[-1].isalnum())


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Words and stretches of blanks, in logical order; hidden characters belong to neither."""
    found: list[tuple[int, int, bool]] = []
    for i in range(start, end):
        char = text[i]
        if char in _HIDDEN:
            continue
        blank = char in _BLANKS or char == "\u2007"
        if found and found[-1][2] == blank and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, blank)
        else:
            found.append((i, i + 1, blank))
    return [(first, stop) for first, stop, _ in found]


def _piece(text: str, first: int, stop: int, script: Script, weight: int, language: Language, rtl: bool) -> Word:
    piece = text[first:stop]
    if not rtl and piece.isascii() and piece.isdigit():
        return _number(piece, script, weight)
    before = text[first - 1 : first] if first else ""
    after = text[stop : stop + 1]
    return _word(before.strip(), piece, after.strip(), script, weight, rtl, language)
