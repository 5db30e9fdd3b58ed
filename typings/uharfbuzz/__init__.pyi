# Only what Haqdar calls.
from collections.abc import Iterable
from enum import IntEnum, IntFlag
from os import PathLike

class Blob:
    @property
    def data(self) -> bytes: ...
    @classmethod
    def from_file_path(cls, filename: str | PathLike[str]) -> Blob: ...

class Face:
    def __init__(self, blob: Blob | bytes, index: int = ...) -> None: ...
    @property
    def upem(self) -> int: ...
    @property
    def blob(self) -> Blob: ...

class GlyphExtents:
    x_bearing: int
    y_bearing: int
    width: int
    height: int

class FontExtents:
    ascender: int
    descender: int
    line_gap: int

class Font:
    def __init__(self, face: Face) -> None: ...
    def get_nominal_glyph(self, unicode: int) -> int | None: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...
    def get_glyph_extents(self, gid: int) -> GlyphExtents | None: ...
    def get_font_extents(self, direction: str) -> FontExtents: ...

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    x_offset: int
    y_offset: int

class Buffer:
    direction: str
    script: str
    language: str
    @property
    def glyph_infos(self) -> list[GlyphInfo]: ...
    @property
    def glyph_positions(self) -> list[GlyphPosition]: ...
    def add_str(self, text: str, item_offset: int = ..., item_length: int = ...) -> None: ...

def shape(font: Font, buffer: Buffer, features: dict[str, bool] | None = ...) -> None: ...

class SubsetFlags(IntFlag):
    RETAIN_GIDS: int
    NO_HINTING: int
    NOTDEF_OUTLINE: int
    NO_LAYOUT_CLOSURE: int

class SubsetInputSets(IntEnum):
    GLYPH_INDEX: int
    DROP_TABLE_TAG: int

class Set:
    def add(self, value: int) -> None: ...
    def update(self, *values: Iterable[int]) -> None: ...

class SubsetInput:
    flags: int
    def sets(self, set_type: int) -> Set: ...

def subset(face: Face, input: SubsetInput) -> Face: ...
