"""CSV that a sheet program reads as words: nothing that was typed somewhere becomes a formula there.

A text whose first visible letter would begin a formula (``= + - @``, tab, carriage return, and their full-width twins)
gets an apostrophe before it; numbers stay numbers.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from desktop.values.text import western_digits

_BEGINS_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212")
_SIGNED = re.compile(r"[+\-]?\d+(?:[.,]\d+)?")
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\x00"


def safe_cell(value: str | int) -> str | int:
    """A cell as it may be opened anywhere.

    >>> safe_cell("=1+1"), safe_cell(" @x"), safe_cell(-4), safe_cell("Sakina")
    ("'=1+1", "' @x", -4, 'Sakina')
    """
    if isinstance(value, int) or not value:
        return value
    seen = value.lstrip(" \u00a0\u3000" + _UNSEEN)
    guarded = value[0] in _BEGINS_FORMULA or (seen[:1] in _BEGINS_FORMULA and seen != "")
    return f"'{value}" if guarded else value


def write_csv(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """UTF-8 with a mark of its order, so that sheet programs know it; every text in quotes, lines end with CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Write all of them."""
        ...


class CsvStream:
    """The same, row by row into an open binary file, for what is too long to be held; the caller opens and closes."""

    def __init__(self, out: Sink) -> None:
        """Write the mark."""
        self._out = out
        self._line = io.StringIO(newline="")
        self._writer = csv.writer(self._line, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        out.write(b"\xef\xbb\xbf")

    def row(self, cells: Sequence[str]) -> None:
        """One more row; a text that is only a number, also a negative one, stays as it is."""
        self._writer.writerow([cell if _SIGNED.fullmatch(western_digits(cell)) else safe_cell(cell) for cell in cells])
        self._out.write(self._line.getvalue().encode("utf-8", "replace"))
        self._line.seek(0)
        self._line.truncate()
