"""Breaking into lines and fitting names: no word lost, no line too wide, numbers whole, sizes tried in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.text.lines import broken, fitted, words_of
from printing.text.shape import Look
from tests.printing.paperwork import HOSTILE, LONG_NAME

URDU = "یہ مفت ہے۔ کم ملا ہو یا کسی نے پیسے مانگے ہوں تو شکایت ڈیسک پر بتائیں یا 1099 پر فون کریں۔"


def said(block_lines: object) -> int:
    return sum(len([word for _, word in one.words if word.glyphs]) for one in block_lines)  # pyright: ignore


@pytest.mark.parametrize("width", [60.0, 120.0, 250.0, 1000.0])
@pytest.mark.parametrize("balanced", [False, True])
def test_no_word_is_lost_and_no_line_is_too_wide(width: float, balanced: bool) -> None:
    block = broken(URDU, Look(12), width, balanced)
    assert max(one.span for one in block.lines) <= width
    assert said(block.lines) == len(URDU.split())
    assert len(block.lines) >= 250 / width


def test_line_breaks_of_the_text_are_kept() -> None:
    assert len(broken("ایک\nدو\nتین", Look(12), 500).lines) == 3


def test_balanced_lines_are_about_equally_long() -> None:
    text = "ایک دو تین چار پانچ چھ سات"
    width = broken(text, Look(12), 1000).width * 0.9
    plain, even = broken(text, Look(12), width), broken(text, Look(12), width, balanced=True)
    assert len(plain.lines) == len(even.lines) == 2
    assert even.width < plain.width


def test_a_code_is_never_broken() -> None:
    assert words_of("کوڈ 3520 0123 4580 ہے") == ["کوڈ", "3520 0123 4580", "ہے"]
    assert words_of("call 1099 now, please") == ["call", "1099", "now,", "please"]


def test_english_with_a_number_breaks_between_words() -> None:
    block = broken("It is free, tell the complaint desk or call 1099.", Look(9, 400, "en"), 100)
    assert said(block.lines) == 10


def test_a_word_wider_than_the_line_is_broken_between_letters() -> None:
    block = broken("W" * 60, Look(10, 400, "en"), 80)
    assert len(block.lines) > 3
    assert max(one.span for one in block.lines) <= 80


def test_names_take_the_largest_size_that_fits() -> None:
    sizes, small = (16.0, 13.0, 11.0), (11.0, 9.6)
    look = Look(16, 700)
    wide = fitted(LONG_NAME, look, 1000, sizes, small)
    assert (wide.look.size, len(wide.lines), wide.cut) == (16.0, 1, False)
    full = wide.lines[0].span
    assert fitted(LONG_NAME, look, full * 13 / 16 + 0.1, sizes, small).look.size == 13.0
    assert fitted(LONG_NAME, look, full * 11 / 16 + 0.1, sizes, small).look.size == 11.0
    two = fitted(LONG_NAME, look, full * 11 / 16 - 1, sizes, small)
    assert (two.look.size, len(two.lines), two.cut) == (11.0, 2, False)
    assert said(two.lines) == len(LONG_NAME.split())


def test_only_what_no_size_can_hold_loses_its_end() -> None:
    endless = fitted("سکینہ " * 200, Look(16, 700), 140, (16.0, 13.0), (9.6, 8.4))
    assert endless.cut
    assert len(endless.lines) == 2
    assert max(one.span for one in endless.lines) <= 140


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_are_fitted_too(text: str) -> None:
    block = fitted(text, Look(16, 700), 140, (16.0, 11.0), (9.0,))
    assert len(block.lines) <= 2
    assert max((one.span for one in block.lines), default=0) <= 141


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.floats(20, 300))
def test_any_text_is_broken_into_lines_of_the_width(text: str, width: float) -> None:
    """Only a single character that is itself wider may stand out."""
    for one in broken(text, Look(10), width).lines:
        glyphs = [glyph for _, word in one.words for glyph in word.glyphs]
        assert one.span <= width or len(glyphs) <= 8
