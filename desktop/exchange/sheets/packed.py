"""A look into a packed workbook (XLSX, ODS) before anything opens it, so that each kind of trap has its own answer.

Sizes are believed only after unpacking: a part is unpacked in pieces and counted, never held whole.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from desktop.errors import SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits
from desktop.exchange.sheets.kinds import Kind

_PIECE = 1024 * 1024
_HEAD = 64 * 1024
_TAIL = 200  # characters kept of a piece, so that nothing is missed at its end
_CELL = re.compile(rb"[ \t\n]r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)([ \t\n/>][^>]*|)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")
_WIDEST = 16_384


@dataclass
class Look:
    """What was seen: things that are worth telling, not refusing."""

    notes: set[str] = field(default_factory=set[str])
    unpacked: int = 0


def look_into(content: bytes, kind: Kind) -> frozenset[str]:
    """Refuse a packed workbook that is a trap; gives ``formulas``, ``macros`` and ``links`` where there are some.

    Raises `SheetUnsafe` (``parts``, ``inflates``, ``lies``, ``entities``, ``outside``, ``strings``, ``cells``,
    ``sparse``) and `SheetUnread` (``cut``, ``locked``).
    """
    look = Look()
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            _require_modest(parts)
            for part in parts:
                _one(packed, part, kind, look)
    except zipfile.BadZipFile as problem:
        raise SheetUnsafe("", "lies") from problem
    except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as problem:
        raise SheetUnread("", "cut") from problem
    return frozenset(look.notes)


def _require_modest(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > limits.PARTS:
        raise SheetUnsafe("", "parts")
    if any(part.flag_bits & 1 for part in parts):
        raise SheetUnread("", "locked")
    if sum(part.file_size for part in parts) > limits.INFLATED_BYTES:
        raise SheetUnsafe("", "inflates")


def _one(packed: zipfile.ZipFile, part: zipfile.ZipInfo, kind: Kind, look: Look) -> None:
    name = part.filename.lower()
    if name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")):
        look.notes.add("macros")
    if name.startswith("xl/externallinks/"):
        look.notes.add("links")
    if not name.endswith((".xml", ".rels")):
        return
    sheet = kind == "xlsx" and name.startswith("xl/worksheets/") and name.endswith(".xml")
    strings = name == "xl/sharedstrings.xml"
    body = kind == "ods" and name == "content.xml"
    if strings and part.file_size > limits.STRINGS_BYTES:
        raise SheetUnsafe("", "strings")
    pieces = _pieces(packed, part, look)
    first = next(pieces, b"")
    _require_no_entities(first[:_HEAD])
    if name == "meta-inf/manifest.xml" and b"encryption-data" in first:
        raise SheetUnread("", "locked")
    if sheet:
        _count_cells(first, pieces, look)
    elif body:
        _count_ods(first, pieces, look)
    elif strings:
        for _ in pieces:  # counted while it is unpacked
            pass


def _pieces(packed: zipfile.ZipFile, part: zipfile.ZipInfo, look: Look) -> Iterator[bytes]:
    with packed.open(part) as source:
        while piece := source.read(_PIECE):
            look.unpacked += len(piece)
            if look.unpacked > limits.INFLATED_BYTES:
                raise SheetUnsafe("", "inflates")
            yield piece


def _require_no_entities(head: bytes) -> None:
    """No sheet needs a document type; with one come entities that multiply, or that fetch other files."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SheetUnsafe("", "outside" if b"SYSTEM" in head or b"PUBLIC" in head else "entities")


def _count_cells(first: bytes, rest: Iterator[bytes], look: Look) -> None:
    cells, lowest, widest = 0, 0, 0
    columns: set[bytes] = set()
    tail = b""
    for piece in _chained(first, rest):
        whole = tail + piece
        found = _CELL.findall(whole, 0, len(whole))
        cells += len(found)
        if found:
            columns.update(column for column, _ in found)
            lowest = max(lowest, max(int(row) for _, row in found))
        if b"<f>" in whole or b"<f " in whole:
            look.notes.add("formulas")
        if cells > 2 * limits.CELLS:
            raise SheetUnsafe("", "cells")
        tail = _tail(whole)
        cells -= len(_CELL.findall(tail))
    widest = max((_column_number(column) for column in columns), default=0)
    if cells > limits.CELLS:
        raise SheetUnsafe("", "cells")
    if lowest * widest > limits.CELLS:
        raise SheetUnsafe("", "sparse" if cells < lowest * widest // 4 else "cells")


def _count_ods(first: bytes, rest: Iterator[bytes], look: Look) -> None:
    """Cells after all repetitions are written out; empty ones at the end of a row or a sheet cost nothing."""
    total, times, width, filled_to = 0, 1, 0, 0
    tail = b""
    for piece in _chained(first, rest):
        whole = tail + piece
        end = whole.rfind(b">") + 1
        tail = whole[end:]
        if len(tail) > _PIECE:
            raise SheetUnsafe("", "cells")
        for tag, attributes in _ODS_TAG.findall(whole[:end]):
            found = _REPEATED.search(attributes)
            repeated = int(found[1]) if found else 1
            if tag == b"table-row":
                total += times * filled_to
                times, width, filled_to = repeated, 0, 0
            else:
                width += repeated
                if b"value-type=" in attributes:
                    filled_to = width
                if b":formula=" in attributes:
                    look.notes.add("formulas")
        if total + times * filled_to > limits.CELLS or width > 2 * _WIDEST:
            raise SheetUnsafe("", "cells")


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _tail(whole: bytes) -> bytes:
    """The end of a piece from its last open tag on: a cell that is cut in two is seen with the next piece."""
    last = whole.rfind(b"<", max(0, len(whole) - _TAIL))
    return whole[last:] if last >= 0 else b""


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
