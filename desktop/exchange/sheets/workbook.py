"""Workbooks (XLSX, XLSM, ODS, XLS) through calamine: values only, formulas are not worked out and macros not run."""

from collections.abc import Iterator
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.errors import SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits
from desktop.exchange.sheets.tables import Line, Table, text_of

_SHEETS = 200


def tables(content: bytes) -> list[Table]:
    """Every sheet with cells in it, hidden ones too. Raises `SheetUnread` (``locked``, ``cut``), `SheetUnsafe`."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = [
            one.name
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible != SheetVisibleEnum.VeryHidden
        ]
        if len(names) > _SHEETS:
            raise SheetUnsafe("", "parts")
        found = [_table(name, book.get_sheet_by_name(name)) for name in names]
    except PasswordError as problem:
        raise SheetUnread("", "locked") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise SheetUnread("", "cut") from problem
    return [table for table in found if table.count]


def _table(name: str, sheet: CalamineSheet) -> Table:
    if sheet.height * sheet.width > limits.CELLS:
        raise SheetUnsafe("", "cells")
    first = sheet.start[0] + 1 if sheet.start else 1  # rows above the first cell are not told

    def lines() -> Iterator[Line]:
        number = first
        for cells in sheet.iter_rows():
            yield number, [text_of(cell) for cell in cells]
            number += 1

    return Table(name, sheet.height if sheet.end else 0, lines)
