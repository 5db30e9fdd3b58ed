"""CSV in the encodings and with the separators that offices use, guessed from the content; the clerk may say others."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from desktop.errors import SheetUnread
from desktop.exchange.sheets import limits
from desktop.exchange.sheets.kinds import too_many_nuls, utf_16_order
from desktop.exchange.sheets.tables import Line, Table, text_of

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1256", "cp1252")
"""As Python names them: UTF-8, UTF-16 of both orders, Windows Arabic (with the Urdu letters), Windows Western."""

SEPARATORS = (",", ";", "\t", "|")

_LOOKED_AT = 200_000  # characters from which the separator is guessed
_LINES = 60
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]{2,}")
_LINES_IN_A_CELL = 60  # more of them: a quotation mark was left open, and the rest of the file is one cell
_SEP_LINE = re.compile(r"sep=(.)\r?\n")


def guess_encoding(content: bytes) -> str:
    """The encoding by mark, by where many NUL bytes stand, by being UTF-8, else by which Windows one gives words.

    Raises `SheetUnread` ``encoding`` when none of them can be it.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return name
    wide = utf_16_order(content[: 64 * 1024])
    if wide:
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    sample = content[: 2 * 1024 * 1024]
    arabic = sum(len(word) for word in _ARABIC_WORD.findall(sample.decode("cp1256", "replace")))
    high = sum(1 for byte in sample if byte > 127)
    if arabic * 2 > high:
        return "cp1256"
    return "cp1252"


def decoded(content: bytes, encoding: str) -> str:
    """The text without its mark; a NUL in a cell stays, for its row to be refused.

    Raises `SheetUnread` ``encoding`` when the bytes are not of this encoding.
    """
    if encoding not in ENCODINGS:
        raise SheetUnread("", "encoding")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise SheetUnread("", "encoding") from problem
    text = text.removeprefix("\ufeff")
    if too_many_nuls(text):
        raise SheetUnread("", "encoding")
    return text


def guess_separator(text: str) -> str:
    """The separator that cuts most of the first rows into the same number of cells, more than one; else a comma."""
    told = _SEP_LINE.match(text)
    if told and told[1] in SEPARATORS:
        return told[1]
    best, most = ",", 0.0
    for separator in SEPARATORS:
        widths = Counter(_widths(text[:_LOOKED_AT], separator))
        if not widths:
            continue
        width, often = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
        fit = (width - 1) * often / sum(widths.values())
        if width > 1 and fit > most:
            best, most = separator, fit
    return best


def _widths(text: str, separator: str) -> Iterator[int]:
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator)):
            if number >= _LINES:
                return
            if any(cells):
                yield len(cells)
    except csv.Error:
        return


def table(text: str, separator: str) -> Table:
    """The one sheet of a CSV file."""
    if separator not in SEPARATORS:
        raise SheetUnread("", "separator")
    csv.field_size_limit(len(text) + 1)
    told = _SEP_LINE.match(text)
    skip = told.end() if told else 0

    def lines() -> Iterator[Line]:
        source = StringIO(text, newline="")
        source.seek(skip)
        reader = csv.reader(source, delimiter=separator)
        try:
            for number, cells in enumerate(reader, 2 if skip else 1):
                if len(cells) > limits.COLUMNS:
                    raise SheetUnread("", "columns")
                if any(cell.count("\n") > _LINES_IN_A_CELL for cell in cells):
                    raise SheetUnread("", "csv")
                yield number, [text_of(cell) for cell in cells]
        except csv.Error as problem:
            raise SheetUnread("", "csv") from problem

    return Table("", text.count("\n") + 1, lines)
