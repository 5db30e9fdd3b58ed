"""A sheet as rows of texts, whatever file it came from: where its headings are, what its columns hold, rows by key."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.errors import SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits
from desktop.exchange.sheets.wire import Column

type Line = tuple[int, list[str]]

_HEADINGS_WITHIN = 30
"""Rows from the top among which the headings are looked for: lists often begin with titles."""

_LARGEST_WHOLE = 1e15


@dataclass(frozen=True)
class Table:
    """One sheet; `lines` gives all of its rows anew each time it is called, blank ones too, numbered from 1."""

    name: str
    count: int
    lines: Callable[[], Iterator[Line]]


def text_of(value: object) -> str:
    """A cell as text: whole numbers without a point, days as 2026-11-24, yes and no as words; cut where too long."""
    if isinstance(value, str):
        return value if len(value) <= limits.CELL_CHARACTERS else value[: limits.CELL_CHARACTERS]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _LARGEST_WHOLE else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""


def heading_row(table: Table) -> int:
    """The number of the row with the headings: the first of the upper rows that is nearly as full as the fullest.

    0 when every row is blank.
    """
    fullness: list[tuple[int, int]] = []
    for number, cells in table.lines():
        if number > _HEADINGS_WITHIN:
            break
        words = {cell.strip() for cell in cells if cell.strip()}
        fullness.append((number, len(words)))
    most = max((full for _, full in fullness), default=0)
    if not most:
        return 0
    return next(number for number, full in fullness if full >= max(1, 0.6 * most))


def headings(table: Table, row: int) -> list[str]:
    """The headings as written, without blanks at the end. Raises `SheetUnread` ``empty`` or ``columns``."""
    cells = next((cells for number, cells in table.lines() if number == row), list[str]())
    named = [" ".join(cell.split()) for cell in cells]
    while named and not named[-1]:
        named.pop()
    if not named:
        raise SheetUnread("", "empty")
    if len(named) > limits.COLUMNS:
        raise SheetUnread("", "columns")
    return named


def body(table: Table, row: int, width: int) -> Iterator[Line]:
    """The rows under the headings that are not blank, each as wide as they are; a row of HXL tags is left out."""
    filled = 0
    for number, cells in table.lines():
        if number <= row or not any(cells):
            continue
        if number == row + 1 and _is_hxl(cells):
            continue
        filled += 1
        if filled > limits.ROWS:
            raise SheetUnsafe("", "rows")
        missing = width - len(cells)
        yield number, (cells + [""] * missing if missing > 0 else cells[:width])


def _is_hxl(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell.strip()]
    return bool(told) and sum(cell.strip().startswith("#") for cell in told) * 2 > len(told)


class Columns:
    """How full each column is and some different values of it, gathered while rows go by."""

    def __init__(self, names: Sequence[str]) -> None:
        """Nothing is seen yet."""
        self._names = names
        self._filled = [0] * len(names)
        self._samples: list[dict[str, None]] = [{} for _ in names]
        self.rows = 0
        self.cut = False

    def see(self, cells: Sequence[str]) -> None:
        """One more row."""
        self.rows += 1
        for place, cell in enumerate(cells):
            if cell and not cell.isspace():
                self._filled[place] += 1
                samples = self._samples[place]
                if len(samples) < limits.SAMPLES:
                    samples[cell[:120]] = None
                if len(cell) >= limits.CELL_CHARACTERS:
                    self.cut = True

    def told(self) -> tuple[Column, ...]:
        """All columns."""
        return tuple(
            Column(name, filled, tuple(samples))
            for name, filled, samples in zip(self._names, self._filled, self._samples, strict=True)
        )


def key_of(cells: Sequence[str], columns: Sequence[int]) -> str:
    """What rows of one household have in common; empty when the first of these columns is blank.

    Case and blanks do not count: ``hh-1`` is ``HH-1 ``.
    """
    told = [" ".join(cells[column].split()).casefold() for column in columns]
    return "\0".join(told) if told and told[0] else ""


def by_key(lines: Callable[[], Iterator[Line]], columns: Sequence[int]) -> Iterator[Line]:
    """The rows with equal values of `columns` brought together, in the order of each value's first row.

    A row whose first value is blank belongs to no other. Nothing is held in memory when they stand together already.
    """
    if _stand_together(lines(), columns):
        yield from lines()
        return
    together: dict[str, list[Line]] = {}
    for line in lines():
        key = key_of(line[1], columns) or f"\0{line[0]}"
        together.setdefault(key, []).append(line)
    for of_key in together.values():
        yield from of_key


def _stand_together(lines: Iterator[Line], columns: Sequence[int]) -> bool:
    seen: set[str] = set()
    before = ""
    for _, cells in lines:
        key = key_of(cells, columns)
        if key and key != before:
            if key in seen:
                return False
            seen.add(key)
        before = key
    return True
