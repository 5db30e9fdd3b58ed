"""Sheets that people take away: every cell is text, so that nothing typed here is ever worked out as a formula."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook

from desktop.values.text import unsafe_characters

LONGEST_CELL = 32_000
"""Characters of one cell; the format itself ends at 32,767."""
_WIDEST, _NARROWEST = 40, 8


def text_workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, rtl: bool = False) -> bytes:
    """An XLSX workbook of one sheet called `title`: headings, then rows, each cell a text that begins as it is shown.

    Cells carry the mark by which sheet programs keep a text a text also when somebody edits it. `rtl`: the sheet
    begins at the right.
    """
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(held, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        plain = book.add_format({"num_format": "@", "quote_prefix": True, "valign": "top"})
        strong = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
        if rtl:
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, _cell(heading), strong)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                sheet.write_string(number, place, _cell(value), plain)
        for place, heading in enumerate(headings):
            longest = max([len(heading), *(len(row[place]) for row in rows)])
            sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, longest + 2)), plain)
    return held.getvalue()


def _cell(text: str) -> str:
    """The text without signs that a file cannot hold or that turn its neighbours round."""
    unsafe = {one.position for one in unsafe_characters(text)}
    kept = "".join(letter for place, letter in enumerate(text) if place not in unsafe) if unsafe else text
    return kept[:LONGEST_CELL]


def _sheet_name(title: str) -> str:
    """At most 31 characters, without those that a sheet's name may not have."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in _cell(title))[:31].strip() or "1"
