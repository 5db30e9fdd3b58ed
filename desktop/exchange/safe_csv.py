"""CSV files that people take away and open in spreadsheet programs: no cell of them is ever worked out as a formula.

A cell that a program could take for a formula gets an apostrophe in front: it begins, after blanks, with = + - @ or one
of their wide twins, or with a tab or a line end. Numbers, also negative ones, stay numbers.
"""

import csv
import re
from collections.abc import Sequence
from typing import IO

from desktop.values.text import western_digits

_FORMULA = re.compile(r"[\s\u200b-\u200f\ufeff\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]|[\t\r\n]")
_NUMBER = re.compile(r"[+\-]?\d+(?:[.,]\d+)?")


def safe(cell: str) -> str:
    """The cell as it may be written."""
    if _FORMULA.match(cell) is None or _NUMBER.fullmatch(western_digits(cell)) is not None:
        return cell
    return f"'{cell}"


class SafeCsv:
    """Rows to an open file: UTF-8 with the mark by which spreadsheet programs know it, every cell quoted."""

    def __init__(self, out: IO[bytes]) -> None:
        """The caller opens and closes `out`."""
        self._out = out
        self._lines: list[str] = []
        self._writer = csv.writer(_Lines(self._lines), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        out.write(b"\xef\xbb\xbf")

    def row(self, cells: Sequence[str]) -> None:
        """One more row."""
        self._writer.writerow([safe(cell) for cell in cells])
        self._out.write("".join(self._lines).encode("utf-8", "replace"))
        self._lines.clear()


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, text: str) -> int:
        """Keep a line until it is written."""
        self._lines.append(text)
        return len(text)
