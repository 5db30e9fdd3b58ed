"""A look into an old workbook (XLS in an OLE container) before anything opens it: damage is told as damage.

The library reserves room for what the file says of itself, so a changed byte would end as a lack of memory. Sources:
[MS-CFB] for the container, [MS-XLS] for the records.
"""

import struct
from collections.abc import Iterator

from desktop.errors import SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits

_NAMES = ("Workbook", "Book")
_ENDS = 0xFFFF_FFFC  # this sector number and those above it are marks
_ENTRY = 128
_CELLS = frozenset((0x06, 0x7E, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xBE))
_MANY = (0xBD, 0xBE)  # one record for several cells of a row
_BEGIN, _END, _LOCKED, _SIZE, _STRINGS = 0x809, 0x0A, 0x2F, 0x200, 0xFC
_ROWS, _COLUMNS = 65_536, 256
_SHORTEST_STRING = 3


def look_into(content: bytes) -> None:
    """Refuse a damaged or trapped workbook. Raises `SheetUnread` ``cut``, `SheetUnsafe` ``sparse`` or ``cells``."""
    try:
        _look(_Container(content).stream())
    except (struct.error, IndexError, ValueError) as problem:
        raise SheetUnread("", "cut") from problem


class _Container:
    """The file system in the file; raises ValueError where it does not fit together."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, self._small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or self._small_shift != 6:
            raise ValueError(shift)
        self._sector = 1 << shift
        self._table = self._numbers(self._table_sectors())

    def stream(self) -> bytes:
        """The workbook."""
        (first,) = struct.unpack_from("<I", self._content, 48)
        entries = self._read(first)
        root = entries[:_ENTRY]
        for place in range(_ENTRY, len(entries) - _ENTRY + 1, _ENTRY):
            entry = entries[place : place + _ENTRY]
            (length,) = struct.unpack_from("<H", entry, 64)
            if entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace") in _NAMES:
                return self._content_of(entry, root)
        raise ValueError(_NAMES)

    def _content_of(self, entry: bytes, root: bytes) -> bytes:
        first, size = struct.unpack_from("<II", entry, 116)
        limit, small_first = struct.unpack_from("<II", self._content, 56)
        if size >= limit:
            whole = self._read(first)
        else:
            (held_in,) = struct.unpack_from("<I", root, 116)
            small, table = self._read(held_in), self._numbers(list(self._chain(small_first, self._table)))
            width = 1 << self._small_shift
            whole = b"".join(small[one * width : one * width + width] for one in self._chain(first, table))
        if len(whole) < size:
            raise ValueError(size)
        return whole[:size]

    def _table_sectors(self) -> list[int]:
        count, more = struct.unpack_from("<I", self._content, 44)[0], struct.unpack_from("<I", self._content, 68)[0]
        found = list(struct.unpack_from("<109I", self._content, 76))
        while more < _ENDS and len(found) < count:
            *part, more = self._numbers([more])
            found += part
        if not 0 < count <= len(found):
            raise ValueError(count)
        return found[:count]

    def _numbers(self, sectors: list[int]) -> list[int]:
        held = b"".join(self._one(sector) for sector in sectors)
        if any((sector + 2) * self._sector > len(self._content) for sector in sectors):
            raise ValueError(sectors)  # a table that is cut
        return list(struct.unpack(f"<{len(held) // 4}I", held))

    def _one(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        held = self._content[begin : begin + self._sector]
        if len(held) < self._sector:
            if not held or sector >= _ENDS:
                raise ValueError(sector)
            held = held.ljust(self._sector, b"\0")  # the last one, as some programs leave it
        return held

    def _read(self, first: int) -> bytes:
        return b"".join(map(self._one, self._chain(first, self._table)))

    def _chain(self, first: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(table)):
            if first >= _ENDS:
                return
            yield first
            first = table[first]
        if first < _ENDS:
            raise ValueError(first)  # a ring


def _look(stream: bytes) -> None:
    place, cells, lowest, widest = 0, 0, 0, 0
    ended = False
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = place + 4
        place = body + length
        if place > len(stream):
            if ended:  # what some programs leave behind the last record
                break
            raise ValueError(kind)
        if kind == _LOCKED:
            return  # the rest cannot be read; the library says so
        ended = kind == _END or (ended and kind != _BEGIN)
        if kind == _BEGIN:
            _require_modest(cells, lowest, widest)
            cells = lowest = widest = 0
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, body)
            if kind in _MANY:
                (column,) = struct.unpack_from("<H", stream, place - 2)
            if column >= _COLUMNS:
                raise ValueError(column)
            cells, lowest, widest = cells + 1, max(lowest, row + 1), max(widest, column + 1)
        elif kind == _SIZE:
            _, rows, _, columns = struct.unpack_from("<IIHH", stream, body) if length >= 12 else (0, 0, 0, 0)
            if rows > _ROWS or columns > _COLUMNS:
                raise ValueError(rows)
        elif kind == _STRINGS:
            (strings,) = struct.unpack_from("<I", stream, body + 4)
            if strings * _SHORTEST_STRING > len(stream):
                raise ValueError(strings)
    _require_modest(cells, lowest, widest)


def _require_modest(cells: int, lowest: int, widest: int) -> None:
    area = lowest * widest
    if area > limits.CELLS:
        raise SheetUnsafe("", "sparse" if cells < area // 4 else "cells")
