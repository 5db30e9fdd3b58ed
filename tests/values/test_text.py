"""Text as typed: digits, tidying, unsafe characters, folding, scripts, initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.text import (
    Unsafe,
    fold,
    initials,
    paper_key,
    plain_name,
    script_of,
    tidy_name,
    unsafe_characters,
    western_digits,
)


def test_digits_of_three_scripts_become_western() -> None:
    assert western_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789") == "0123456789 0123456789 0123456789"


def test_tidying_trims_and_keeps_one_space_between_words() -> None:
    assert tidy_name("  سکینہ \t\n بی بی\u200f ") == "سکینہ بی بی"


def test_tidying_composes_letters_so_that_equal_names_are_equal_bytes() -> None:
    assert tidy_name("رو\u0654ف") == "رؤف"


def test_a_name_of_invisible_characters_is_empty() -> None:
    assert tidy_name("\u200b\ufeff\u200e\u2060") == ""


def test_zero_width_non_joiner_stays_because_urdu_spelling_uses_it() -> None:
    assert tidy_name("خوش\u200cحال") == "خوش\u200cحال"


@pytest.mark.parametrize(
    ("text", "kind", "code_point"),
    [
        ("a\0b", Unsafe.NUL, "U+0000"),
        ("a\x07b", Unsafe.CONTROL, "U+0007"),
        ("a\x9bb", Unsafe.CONTROL, "U+009B"),
        ("a\u202eb", Unsafe.DIRECTION, "U+202E"),
        ("a\u2066b", Unsafe.DIRECTION, "U+2066"),
        ("a\u2069b", Unsafe.DIRECTION, "U+2069"),
        ("a\ud800b", Unsafe.SURROGATE, "U+D800"),
    ],
)
def test_unsafe_characters_are_named_with_their_place(text: str, kind: Unsafe, code_point: str) -> None:
    (found,) = unsafe_characters(text)
    assert (found.kind, found.position, found.code_point) == (kind, 1, code_point)


def test_every_unsafe_character_is_reported() -> None:
    assert [found.position for found in unsafe_characters("\0x\u202dy\ud83d")] == [0, 2, 4]


@pytest.mark.parametrize(
    "text", ["سکینہ بی بی", "ڀاڳل ڪولهي", "Sakina\tBibi\n", "D'Souza-Khan", "\U0001f33e", "خوش\u200cحال"]
)
def test_ordinary_text_is_safe(text: str) -> None:
    assert unsafe_characters(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علي", "علی"),
        ("كوثر", "کوثر"),
        ("ڪوثر", "کوثر"),
        ("فاطمة", "فاطمہ"),
        ("فاطمه", "فاطمہ"),
        ("أحمد", "احمد"),
        ("آمنہ", "امنہ"),
        ("رؤف", "روف"),
        ("مُحَمَّد", "محمد"),
        ("محـمد", "محمد"),
        ("Sakeena", "SAKEENA"),
        ("José", "jose"),
        ("Chak ۴۵", "chak 45"),
        ("Kot-Addu", "kot  addu"),
        ("D'Souza", "DSouza"),
    ],
)
def test_spellings_of_the_same_letters_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_do_not_fold_alike() -> None:
    assert len({fold(name) for name in ("علی", "ولی", "Ali", "Wali", "بلی")}) == 5


@given(st.text(max_size=60))
def test_folding_and_tidying_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("سکینہ بی بی", "urdu"),
        ("ڀاڳل ڪولهي", "sindhi"),
        ("Sakina", "latin"),
        ("", "latin"),
        ("123", "latin"),
        ("محمد A", "urdu"),
    ],
)
def test_the_script_is_told_from_the_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sakina Bibi", "SB"),
        ("rahim", "R"),
        ("Ghulam Rasool Khan", "GR"),
        ("سکینہ بی بی", "س\u200cب"),
        ("", ""),
        ("12 -", ""),
    ],
)
def test_initials_are_the_first_letters_of_two_words(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_of_staff_keeps_what_can_be_kept() -> None:
    """Shown before anybody unlocks and written into the keys: no overrides, no control characters, no page of text."""
    assert plain_name("  Nadia \u202eBaloch\0\udcff ") == "Nadia Baloch"
    assert plain_name("نادیہ\u200c بلوچ") == "نادیہ\u200c بلوچ"
    assert len(plain_name("a" * 100_000)) == 60
    assert plain_name("\u202e") == ""


def test_the_number_of_a_paper_is_one_in_any_spelling() -> None:
    spellings = ["WB-400", "wb400", " W B / 400 ", "\uff37\uff22\uff0d\uff14\uff10\uff10", "Wb ۴۰۰", "wb.४००"]
    assert {paper_key(spelling) for spelling in spellings} == {"wb400"}
    assert paper_key("WB-40") != paper_key("WB-400")
