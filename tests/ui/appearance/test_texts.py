"""Scripts, directions, isolates and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.appearance.texts import (
    as_tooltip,
    grouped,
    grouped_code,
    has_arabic,
    initials,
    isolate,
    latin_digits,
    reads_rtl,
    without_marks,
)


def test_a_code_stands_in_threes_of_four_and_never_turns_round() -> None:
    """U+2007 between the groups, isolates around."""
    assert grouped_code("352001234580") == "\u20663520\u20070123\u20074580\u2069"
    assert without_marks(grouped_code("352001234580")) == "3520 0123 4580"
    assert grouped("12345", 2) == "\u206612\u200734\u20075\u2069"


@given(st.text("0123456789", min_size=1, max_size=20))
def test_grouping_loses_no_digit(digits: str) -> None:
    """Taken apart again it is the same number."""
    assert without_marks(grouped(digits)).replace(" ", "") == digits


@pytest.mark.parametrize("digits", ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_three_digit_scripts_are_one(digits: str) -> None:
    """0-9, Urdu and Arabic digits."""
    assert latin_digits(digits) == "0123456789"


def test_a_sentence_that_begins_with_a_latin_word_is_read_from_the_right_where_lines_begin_there() -> None:
    """*PDF محفوظ کریں* in an Urdu window; a name in Latin letters stays as it is, and so does an isolated piece."""
    assert reads_rtl("PDF محفوظ کریں", otherwise=True)
    assert not reads_rtl("PDF محفوظ کریں")
    assert not reads_rtl("Sakina Bibi, 12", otherwise=True)
    assert not reads_rtl("Sakina " + isolate("بی بی"), otherwise=True)


def test_direction_comes_from_the_first_strong_letter_outside_isolates() -> None:
    """Digits and isolated pieces do not decide."""
    assert reads_rtl("سکینہ Bibi")
    assert not reads_rtl("Sakina بی بی")
    assert reads_rtl(isolate("CNIC") + " کارڈ")
    assert reads_rtl("12", otherwise=True)
    assert not reads_rtl("12")
    assert has_arabic("7 افراد")
    assert not has_arabic("۷")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Hajra Bibi", "HB"),
        ("Sakina", "S"),
        ("رحیم بخش", "ر ب"),
        ("", ""),
        ("  ", ""),
        ("<b> x", "X"),
        ("Gh. M. Khan", "GK"),
    ],
)
def test_initials_of_a_name(name: str, letters: str) -> None:
    """First letters of the first and last word; Urdu letters stand apart."""
    assert initials(name) == letters


def test_a_tooltip_shows_markup_as_typed() -> None:
    """Qt would guess markup; escaped, it cannot."""
    assert as_tooltip("<b>x</b>") == "<span>&lt;b&gt;x&lt;/b&gt;</span>"
    assert as_tooltip("") == ""
