"""Cleaning strings and choosing the script."""

import pytest

from printing.text.plain import LONGEST, MOST_MARKS, clean, script_of
from printing.values import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sakina Bibi", "Sakina Bibi"),
        ("سکینہ\tبی", "سکینہ بی"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("\u202eabc\u202c\u200e\u200f\u061c", "abc"),
        ("\ufeffabc\u00ad", "abc"),
        ("\u2066abc\u2069", "\u2066abc\u2069"),
        ("line\r\nnext\u2028third", "line \nnext\nthird"),
        ("\ud800\ue000\uffff", "\ufffd\ufffd\ufffd"),
        ("می\u200cرود", "می\u200cرود"),
        ("☎\ufe0f", "☎"),
        ("\u0301a", "a"),
    ],
)
def test_what_could_break_the_setting_is_left_out(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_floods_are_dammed() -> None:
    assert clean("ب" + "\u064e" * 500) == "ب" + "\u064e" * MOST_MARKS
    assert len(clean("x" * 10_000)) == LONGEST
    assert len(clean("ن" * 10_000)) == LONGEST


def test_an_urdu_spelling_with_marks_is_untouched() -> None:
    assert clean("مُحَمَّد") == "مُحَمَّد"


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Sakina", "ur", "sans"),
        ("1099", "sd", "sans"),
        ("", "ur", "sans"),
        ("سکینہ", "en", "nastaliq"),
        ("سکینہ", "sd", "nastaliq"),  # its ہ is Urdu's own
        ("غلام", "ur", "nastaliq"),
        ("غلام", "sd", "lateef"),
        ("ڪارڊ", "ur", "lateef"),  # Nastaliq has no ڪ
        ("Basti ملوک", "en", "nastaliq"),
        ("۲۰۲۶", "ur", "nastaliq"),
    ],
)
def test_letters_decide_before_the_language_of_the_paper(text: str, language: Language, script: str) -> None:
    assert script_of(text, language) == script
