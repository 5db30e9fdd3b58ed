"""Shaping: kept glyphs of about sixty strings, words, spaces, ink, hostile strings, what the file says."""

import json
import threading
from itertools import pairwise

import pytest

from printing.fontfiles import LATEEF, NASKH, NASTALIQ, SANS
from printing.text.shape import Look, line
from printing.text.words import LATIN_BESIDE_LATEEF
from printing.values import Language
from tests.printing.paperwork import HOSTILE
from tests.printing.shaping_strings import CASES, KEPT, shaped

STORED = json.loads(KEPT.read_text(encoding="utf-8"))


def test_the_kept_file_holds_every_string_once() -> None:
    assert [(one["language"], one["text"]) for one in STORED] == list(CASES)
    assert len(STORED) >= 60


@pytest.mark.parametrize("number", range(len(STORED)))
def test_glyphs_and_their_places_have_not_changed(number: int) -> None:
    kept = STORED[number]
    assert shaped(kept["language"], kept["text"]) == kept["glyphs"]


def families(text: str, language: Language = "ur") -> set[str]:
    return {glyph.face.family.name for _, word in line(text, Look(10, 700, language)).words for glyph in word.glyphs}


def test_each_script_is_set_in_its_own_face() -> None:
    assert families("سکینہ بی بی") == {NASTALIQ.name}
    assert families("ڪارڊ") == {LATEEF.name}
    assert families("غلام رسول", "sd") == {LATEEF.name}
    assert families("Sakina 12", "sd") == {SANS.name}
    assert families("کارڈ 12 A") == {NASTALIQ.name, SANS.name}
    assert families("پنجابࣇ") <= {NASTALIQ.name, NASKH.name, LATEEF.name}


def test_latin_beside_lateef_is_smaller() -> None:
    made = line("ڪارڊ 12", Look(10, 700, "sd"))
    scales = {glyph.face.family.name: glyph.scale for _, word in made.words for glyph in word.glyphs}
    assert scales == {LATEEF.name: 1.0, SANS.name: LATIN_BESIDE_LATEEF}


def gaps(text: str, language: Language = "ur") -> list[float]:
    """Space between words in em, from left to right."""
    words = [(start, word) for start, word in line(text, Look(10, 700, language)).words if word.glyphs]
    return [round(after[0] - before[0] - before[1].advance, 3) for before, after in pairwise(words)]


def test_words_and_numbers_stand_apart() -> None:
    assert gaps("سکینہ بی بی") == [0.28, 0.28]
    assert gaps("دور 3") == [0.28]
    assert gaps("دور3") == [0.15]
    assert gaps("ڳوٺ 14", "sd") == [pytest.approx(0.28)]
    assert gaps("1099۔")[0] == 0.0


def test_a_code_keeps_its_wide_gaps_in_every_script() -> None:
    assert min(gaps("3520\u20070123\u20074580")) == pytest.approx(0.572, abs=0.001)
    assert min(gaps("کوڈ 3520\u20070123\u20074580")[:2]) == pytest.approx(0.572, abs=0.001)


def test_ink_stays_within_what_the_line_says() -> None:
    made = line("سکینہ بی بی گاڑی", Look(16, 700))
    boxes = made.boxes()
    assert made.left == min(box[0] for box in boxes)
    assert made.bottom == min(box[1] for box in boxes) < 0
    assert made.right == max(box[2] for box in boxes)
    assert made.top == max(box[3] for box in boxes) > 16
    assert made.span >= made.right - made.left


def test_size_only_scales() -> None:
    small, large = line("سکینہ بی بی", Look(8, 700)), line("سکینہ بی بی", Look(16, 700))
    assert large.width == pytest.approx(2 * small.width)
    assert large.top == pytest.approx(2 * small.top)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_leaves_its_neighbours_where_they_are(text: str) -> None:
    """The words after it, at the left, are the same words at the same distances."""
    for language in ("ur", "sd", "en"):
        look = Look(10, 700, language)
        line(text, look)
        alone = line("ہاجرہ ٹھٹھہ", look)  # letters that are Urdu in every language
        together = line(f"ہاجرہ ٹھٹھہ {text[:80]}", look, 1)
        words = [word for _, word in together.words if word.glyphs]
        assert words[-2:] == [word for _, word in alone.words if word.glyphs]


def test_a_direction_override_is_not_obeyed() -> None:
    assert shaped("ur", "\u202eسکینہ\u202c بی") == shaped("ur", "سکینہ بی")
    assert shaped("en", "\u202eAli\u202c 12") == shaped("en", "Ali 12")


def test_a_character_that_no_font_has_is_drawn_as_a_box_of_its_own() -> None:
    made = line("漢 علی", Look(10, 700))
    assert any(glyph.number == 0 for _, word in made.words for glyph in word.glyphs)
    assert made.width > line("علی", Look(10, 700)).width + 3


def test_each_urdu_word_is_said_in_the_order_of_drawing() -> None:
    operators = line("بی جی", Look(10, 700)).operators
    assert operators.index("FEFF06CC062C") < operators.index("FEFF06CC0628")
    assert operators.count("BDC") == operators.count("EMC") == 2


def test_an_empty_line_draws_nothing() -> None:
    for text in ("", "  ", "\u200b", "\x00"):
        made = line(text, Look(10))
        assert made.boxes() == []
        assert made.uses == ()


def test_many_threads_get_the_same_line() -> None:
    found: list[str] = []

    def work() -> None:
        found.extend(line(f"سکینہ {i % 7}", Look(10, 700)).operators for i in range(300))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1200
    assert len(set(found)) == 7
