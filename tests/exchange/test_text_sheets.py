"""Sheets that people take away hold text only: nothing typed here is worked out, followed or turned into a number."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop.exchange.text_sheets import LONGEST_CELL, text_workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://a.example","x")',
    "+92300",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    "{=1}",
    "http://a.example",
    "mailto:a@a.example",
    "internal:Sheet1!A1",
    "007",
    "1e5",
    "2026-01-01",
    "TRUE",
    '<b>x</b> & "y"',
    "'quoted",
)


def read(data: bytes) -> list[list[str]]:
    """What another program reads."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_what_looks_like_a_formula_a_link_or_a_number_stays_a_text() -> None:
    """Every cell is a shared text, there is no formula and no link in the file, and it reads as it was typed."""
    data = text_workbook("List", ["what"], [[value] for value in HOSTILE])
    sheet = ElementTree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])
    cells = list(sheet.iter(f"{MAIN}c"))
    assert len(cells) == len(HOSTILE) + 1
    assert {cell.get("t") for cell in cells} == {"s"}
    assert not list(sheet.iter(f"{MAIN}f"))
    assert not list(sheet.iter(f"{MAIN}hyperlink"))
    assert not [name for name in parts(data) if "rels" in name and "sheet1" in name]
    told = [row[0] for row in read(data)[1:]]
    assert [text.replace("_x000D_", "\r") for text in told] == list(HOSTILE)
    styles = ElementTree.fromstring(parts(data)["xl/styles.xml"])
    assert any(style.get("quotePrefix") == "1" for style in styles.iter(f"{MAIN}xf"))


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=4), st.booleans())
def test_any_text_makes_a_file_that_opens(rows: list[list[str]], rtl: bool) -> None:
    """Control signs, halves of signs, marks of direction, empty cells: a file of as many rows comes out."""
    data = text_workbook("فہرست", ["a", "b"], rows, rtl=rtl)
    sheet = ElementTree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])
    assert len(list(sheet.iter(f"{MAIN}row"))) >= 1
    assert not list(sheet.iter(f"{MAIN}f"))
    assert read(data)[0] == ["a", "b"]
    assert ('rightToLeft="1"' in parts(data)["xl/worksheets/sheet1.xml"]) == rtl


@pytest.mark.parametrize("title", ["a/b[c]:*?", "", "x" * 80, "'quoted'"])
def test_any_title_makes_a_sheet(title: str) -> None:
    """What a sheet's name may not have is left out."""
    assert read(text_workbook(title, ["a"], [["1"]])) == [["a"], ["1"]]


def test_a_cell_is_cut_before_the_format_ends() -> None:
    """A text longer than a cell can hold is kept in part, and the file opens."""
    assert len(read(text_workbook("x", ["a"], [["y" * 50_000]]))[1][0]) == LONGEST_CELL
