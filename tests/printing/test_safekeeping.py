"""The recovery sheet: every word can be read, the check word stands apart, the set-up code is read back."""

from dataclasses import replace
from pathlib import Path

import pytest

from printing.safekeeping import draw_recovery
from printing.values import Pair, RecoverySheet
from tests.printing.paperwork import decoded, pages, words

WORDS = "lantern orchard velvet harvest mosaic pepper window thread meadow copper saddle river"

SHEET = RecoverySheet(
    title=Pair("Recovery sheet", "بحالی کا کاغذ"),
    subtitle="Basti Malook office · Desk 03",
    intro=Pair("If nobody can unlock this laptop any more, these twelve words can.", "یہ بارہ لفظ کھول سکتے ہیں۔"),
    words=tuple(WORDS.split()),
    check=Pair("Check word, to type back now", "جانچ کا لفظ"),
    check_word="saffron",
    steps=(
        Pair("Fold this sheet.", "کاغذ تہ کریں۔"),
        Pair("Close it. Two people sign.", "بند کریں۔"),
        Pair("Keep it in the safe.", "تجوری میں رکھیں۔"),
        Pair("Do not photograph it.", "تصویر نہ لیں۔"),
    ),
    signed=Pair("signed", "مہر"),
    setup_title="Scanner set-up card",
    setup="Hold this square code under the scanner.",
    setup_qr="HAQDAR-SCANNER-1",
)


@pytest.mark.parametrize("count", [1, 8, 12, 24])
def test_every_word_stands_on_one_page(tmp_path: Path, count: int) -> None:
    sheet = replace(SHEET, words=tuple(f"word{i}" for i in range(count)))
    pdf = draw_recovery(sheet)
    assert len(pages(pdf, tmp_path, 50)) == 1
    text = words(pdf, tmp_path).split()
    for i in range(count):
        assert text.count(f"word{i}") == 1
    for wanted in ("saffron", "Fold", "safe.", "photograph", "بحالی", "signed", "مہر"):
        assert wanted in text


def test_the_set_up_code_is_the_only_code_and_holds_no_word(tmp_path: Path) -> None:
    (page,) = pages(draw_recovery(SHEET), tmp_path, 150)
    assert decoded(page) == ["HAQDAR-SCANNER-1"]
    (page,) = pages(draw_recovery(replace(SHEET, setup_qr="")), tmp_path, 150)
    assert decoded(page) == []


def test_the_practice_mark_is_on_practice_sheets_only(tmp_path: Path) -> None:
    assert "PRACTICE" in words(draw_recovery(replace(SHEET, practice=True)), tmp_path)
    assert "PRACTICE" not in words(draw_recovery(SHEET), tmp_path)


def test_words_appear_in_no_other_place_of_the_file() -> None:
    """Neither the title nor any comment of the PDF carries a word in clear: all text is glyphs in compressed pages."""
    pdf = draw_recovery(SHEET)
    assert b"lantern" not in pdf
    assert pdf == draw_recovery(SHEET)


def test_a_long_step_is_never_cut(tmp_path: Path) -> None:
    """An instruction without its end would be a wrong one."""
    long = Pair(
        "To open, restore a backup with the file of this sheet, by two people, with a reason, never alone.",
        "کھولنے کے لیے دو افراد مل کر وجہ لکھ کر بیک اپ بحال کریں اور کبھی اکیلے یہ کام نہ کریں آخری۔",
    )
    text = words(draw_recovery(replace(SHEET, steps=(long,) * 4)), tmp_path)
    assert "…" not in text
    assert text.count("alone.") == 4
    assert text.count("آخری") == 4
