"""Fonts of the window: the bundled files, the table of sizes, and the line box that each script needs."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase


class Face(StrEnum):
    """The four faces a line can be set in; the value is the font's family."""

    LATIN = "Noto Sans"
    NASTALIQ = "Haqdar Nastaliq"
    NASKH = "Noto Naskh Arabic"
    LATEEF = "Lateef"


class Role(StrEnum):
    """What a piece of text is for."""

    DISPLAY = "display"
    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    LABEL = "label"
    SMALL = "small"
    NUMBER = "number"
    CODE = "code"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Box:
    """Line box of a face in em: height of a line alone, of a line among others, lift of the ink, word spacing."""

    line: float
    tight: float
    lift: float
    words: float


# Pixels at text size 100 % in the order of Face: Latin, Nastaliq, Naskh, Lateef.
_SIZES = {
    Role.DISPLAY: (36, 36, 34, 46),
    Role.TITLE: (24, 23, 22, 30),
    Role.HEADING: (18, 18, 18, 24),
    Role.BODY: (15, 16, 16, 21),
    Role.LABEL: (14, 16, 16, 20),
    Role.SMALL: (13, 15, 15, 19),
    Role.NUMBER: (34, 34, 34, 34),
    Role.CODE: (17, 17, 17, 17),
    Role.KEY: (12, 15, 15, 16),
}
_GROWTH = {Role.DISPLAY: 0.4, Role.NUMBER: 0.5, Role.TITLE: 0.6, Role.HEADING: 0.8, Role.CODE: 0.8}
"""What is large already takes a part of the growth: it stays the largest, and leaves room for what it stands over."""
_ALWAYS_BOLD = {Role.DISPLAY, Role.TITLE, Role.HEADING, Role.LABEL, Role.NUMBER, Role.CODE, Role.KEY}
_LATIN_ONLY = {Role.NUMBER, Role.CODE}
_BOXES = {
    Face.LATIN: Box(1.42, 1.42, 0.0, 0.0),
    Face.NASTALIQ: Box(2.4, 1.85, 0.2, 0.15),
    Face.NASKH: Box(1.7, 1.55, 0.0, 0.04),
    Face.LATEEF: Box(1.45, 1.4, 0.0, 0.04),
}
_loaded: list[int] = []


def load_fonts() -> None:
    """Give the bundled font files to Qt, once. Needs a QGuiApplication."""
    if _loaded:
        return
    with as_file(files("printing").joinpath("fonts")) as folder:
        for path in sorted(folder.rglob("*.ttf")):
            _loaded.append(QFontDatabase.addApplicationFont(str(path)))


def box_of(face: Face) -> Box:
    """The line box of a face, in em."""
    return _BOXES[face]


def pixels(role: Role, face: Face, scale: float) -> int:
    """Size of a role in a face at a text size (1.0 to 2.0), in pixels."""
    return round(_SIZES[role][list(Face).index(face)] * grown(role, scale))


def grown(role: Role, scale: float) -> float:
    """How many times as large a role is at a text size (1.0 to 2.0) as at 1.0."""
    return 1 + (scale - 1) * _GROWTH.get(role, 1.0)


def make_font(size: int, face: Face, weight: int) -> QFont:
    """A font of so many pixels. Latin is always second, so digits and Latin inside Urdu come from Noto Sans."""
    other = Face.NASTALIQ if face is Face.LATIN else Face.LATIN
    font = QFont([face.value, other.value])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setWordSpacing(_BOXES[face].words * size)
    return font


def font_for(role: Role, face: Face, scale: float, bold: bool | None = None) -> QFont:
    """The font of a role; `bold` overrides the weight that the role has by itself."""
    if role in _LATIN_ONLY:
        face = Face.LATIN
    strong = role in _ALWAYS_BOLD if bold is None else bold
    heavy = 600 if face is Face.LATIN else 700
    font = make_font(pixels(role, face, scale), face, heavy if strong else 400)
    if role is Role.CODE:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
    return font
