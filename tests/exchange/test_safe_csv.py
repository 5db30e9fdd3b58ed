"""No cell that leaves this office becomes a formula in a sheet program."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.safe_csv import safe_cell, write_csv


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢", "−"])
@pytest.mark.parametrize("before", ["", " ", "  ", "\u00a0", "\u200f", "\ufeff", "\u3000"])
def test_what_would_begin_a_formula_gets_an_apostrophe(begin: str, before: str) -> None:
    assert safe_cell(f"{before}{begin}1+1") == f"'{before}{begin}1+1"


@pytest.mark.parametrize("plain", ["Sakina", "سکینہ", "Chak 12", "", " ", "0300-1234567", "a=b", "3-4"])
def test_other_words_stay_as_they_are(plain: str) -> None:
    assert safe_cell(plain) == plain


def test_a_number_stays_a_number_also_below_zero() -> None:
    text = write_csv(("name", "difference"), [("Flour", -2), ("-2", 3)]).decode("utf-8-sig")
    assert text == '"name","difference"\r\n"Flour",-2\r\n"\'-2",3\r\n'


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4))
def test_every_cell_comes_back_as_it_was_but_for_the_apostrophe(cells: list[str]) -> None:
    text = write_csv([f"c{place}" for place in range(len(cells))], [cells]).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    for cell, read in zip(cells, row, strict=True):
        assert read in (cell, f"'{cell}")
        assert read[:1] not in set("=+-@\t\r＝＋－＠")
