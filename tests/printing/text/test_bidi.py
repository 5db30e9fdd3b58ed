"""Direction: rules of UAX #9 by example, tokens kept whole, order of what is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.text.bidi import base_level, levels, runs, token_spans


def seen(text: str, base: int) -> str:
    """The characters from left to right, right-to-left runs reversed, isolates left out."""
    out = ""
    for run in runs(text, base):
        part = text[run.start : run.end]
        out += part[::-1] if run.level & 1 else part
    return out.translate(dict.fromkeys(range(8294, 8298)))


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("abc", 0, [0, 0, 0]),
        ("אבג", 0, [1, 1, 1]),
        ("abc", 1, [2, 2, 2]),
        ("اب 12", 1, [1, 1, 1, 2, 2]),
        ("ab 12", 1, [2, 2, 2, 2, 2]),  # W7: the number goes with the Latin before it
        ("12-34", 0, [0, 0, 0, 0, 0]),
        ("א12-34", 0, [1, 2, 2, 2, 2, 2]),  # W4: one separator between European numbers
        ("ا12-34", 0, [1, 2, 2, 1, 2, 2]),  # W2: after Arabic letters they are Arabic numbers, the hyphen is not
        ("א 5%", 1, [1, 1, 2, 2]),  # W5
        ("א b", 1, [1, 1, 2]),
        ("a ב", 0, [0, 0, 1]),
        ("ab  ", 1, [2, 2, 1, 1]),  # L1: blanks at the end go with the paragraph
        ("بَ", 0, [1, 1]),  # W1: a mark goes with its letter
    ],
)
def test_levels_of_plain_paragraphs(text: str, base: int, expected: list[int]) -> None:
    assert levels(text, base) == expected


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("א(b)", 1, [1, 1, 2, 1]),  # N0 b: the embedding direction is found outside only, so the pair follows it
        ("a(ב)c", 0, [0, 0, 1, 0, 0]),  # N0 c: what stands before is of the other direction than the inside
        ("ב(ג)c", 0, [1, 1, 1, 1, 0]),  # N0 c1
        ("a[b(ג]", 0, [0, 0, 0, 0, 1, 0]),  # BD16: a closing bracket drops what was opened inside it
        ("ב( )c", 0, [1, 0, 0, 0, 0]),  # N0 d: an empty pair is neutral
        ("ب〈ب\u232a", 0, [1, 1, 1, 1]),  # two spellings of one bracket
    ],
)
def test_brackets_take_one_direction_as_a_pair(text: str, base: int, expected: list[int]) -> None:
    assert levels(text, base) == expected


def test_more_brackets_than_the_rule_holds_are_left_neutral() -> None:
    assert len(levels("(" * 64 + "ب" + ")" * 64, 0)) == 129


def test_a_number_with_hyphens_keeps_its_order_after_urdu() -> None:
    """Plain UAX #9 would draw 1-1234567-35202, a wrong number on an identity card."""
    assert "35202-1234567-1" in seen("شناختی کارڈ 35202-1234567-1", 1)
    assert "+92 300 1234567" in seen("فون +92 300 1234567 پر", 1)
    assert "3520\u20070123\u20074580" in seen("کوڈ 3520\u20070123\u20074580 ہے", 1)
    assert "12/11/2026, 09:41" in seen("تاریخ 12/11/2026, 09:41۔", 1)


def test_tokens_stand_in_the_order_of_the_sentence() -> None:
    drawn = seen("الف 12 ب 34-5", 1)
    assert drawn.index("34-5") < drawn.index("12")
    assert seen("lane 2 · chak 14", 0) == "lane 2 · chak 14"


def test_isolates_hold_their_content_together() -> None:
    assert "B-1 (x)" in seen("الف \u2066B-1 (x)\u2069 ب", 1)
    drawn = seen("abc \u2067الف 12\u2069 def", 0)
    assert drawn.startswith("abc ")
    assert drawn.endswith(" def")
    assert seen("\u2066\u2067\u2069\u2069", 1) == ""


def test_brackets_around_a_number_belong_to_the_number_or_to_the_sentence() -> None:
    def found(text: str) -> list[str]:
        return [text[start:end] for start, end in token_spans(text)]

    assert found("آٹا (20) کلو") == ["(20)"]
    assert found("آٹا (20 کلو)") == ["20"]
    assert found("(فون 1099)") == ["1099"]
    assert found("5% رعایت") == ["5%"]


def test_the_first_letter_gives_the_paragraph_its_direction() -> None:
    assert base_level("12 الف abc") == 1
    assert base_level("12 abc الف") == 0
    assert base_level("12 - 13", 1) == 1


def test_what_stands_in_an_isolate_gives_the_paragraph_no_direction() -> None:
    """A Latin village that begins an Urdu heading, an Urdu one in an English: the sentence keeps its own way."""
    assert base_level("\u2066Chak 12\u2069 · لاہور") == 1
    assert base_level("\u2068چک 12\u2069 · Lahore") == 0
    assert base_level("\u2068a\u2067ب\u2069b\u2069 · 12", 1) == 1
    assert base_level("\u2069\u2069Chak") == 0
    assert [run.level for run in runs("\u2068چک 12\u2069 · Lahore", 0)][-1] == 0
    assert 1 in [run.level for run in runs("\u2068چک\u2069", 0)]


def test_every_character_is_in_exactly_one_run() -> None:
    for text in ("", " ", "الف 12 (ب) c\u20663\u2069-4", "(" * 70, "\u2069\u2066", "a\u2067ب"):
        for base in (0, 1):
            places = sorted(place for run in runs(text, base) for place in range(run.start, run.end))
            assert places == list(range(len(text)))


@given(st.text("abXYZé 0123-+/.,:%!?()[]·×\u2007\u0301", max_size=12))
def test_a_text_that_nothing_turns_is_one_run(text: str) -> None:
    """The short way that most Latin strings take says what the rules say."""
    assert levels(text, 0) == [0] * len(text)
    assert [(run.start, run.end, run.level) for run in runs(text, 0)] == ([(0, len(text), 0)] if text else [])


@given(st.text("اببپںہیےڪڻ ۔،؟\u064e\u0651ـ", min_size=1, max_size=12))
def test_urdu_letters_alone_are_one_run(text: str) -> None:
    """The short way that most names take says what the rules say."""
    assert levels(text, 1) == [1] * len(text)
    assert [(run.start, run.end, run.level) for run in runs(text, 1)] == [(0, len(text), 1)]
