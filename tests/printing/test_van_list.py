"""The list for a registration van: a page begins with each village, every row has its boxes, hard names stay inside."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from printing.values import Fingerprint, Language, Pair
from printing.van_list import ROWS, draw_van_list, van_pages
from printing.van_values import VanCaptions, VanRow, VanSheet, VanVillage
from tests.printing.paperwork import HOSTILE, LONG_NAME, decoded, pages, words

CAPTIONS = VanCaptions(
    title=Pair("Identity papers wanted", "شناختی کاغذات درکار"),
    code=Pair("Household code", "گھرانہ کوڈ"),
    name=Pair("Name", "نام"),
    relation=Pair("Father or husband", "والد یا شوہر"),
    sex=Pair("Sex", "جنس"),
    age=Pair("Age", "عمر"),
    wanted=Pair("Wanted", "درکار"),
    has=Pair("Has", "موجود"),
    applied=Pair("Applied", "درخواست"),
    received=Pair("Received", "مل گیا"),
    refused=Pair("Refused", "نہ ملا"),
    token=Pair("Token or number", "ٹوکن یا نمبر"),
    page="Page {page} of {pages}",
    people="{count} people on this page",
    filled_by="Filled in by",
    note="Keep this list.",
    printed="Printed 12-11-2026",
)
FINGERPRINT = Fingerprint("Book line 184223", "4071 9926 1180 5563 0274 8819", "HQ HQ 184223 407199261180556302748819")


def row(i: int = 0, **changes: object) -> VanRow:
    made = VanRow(
        f"35200123{i:04d}", "Sakina Bibi", "Rahim Bux", "Woman", "34", "CNIC", "NADRA token: 123", "at home: CNIC"
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


def sheet(*counts: int, language: Language = "en", **changes: object) -> VanSheet:
    villages = tuple(
        VanVillage(Pair(f"Village {n}", f"گاؤں {n}"), tuple(row(i) for i in range(count)))
        for n, count in enumerate(counts)
    )
    return replace(VanSheet(villages, CAPTIONS, FINGERPRINT, language), **changes)  # pyright: ignore[reportArgumentType]


def test_each_village_begins_a_page_and_pages_are_counted_over_all(tmp_path: Path) -> None:
    """Two villages, of which the first needs two pages: three pages, each with its village, its people and the book."""
    made = sheet(ROWS + 1, 2)
    pdf = draw_van_list(made)
    assert van_pages(made) == 3
    told = [words(pdf, tmp_path, page) for page in (1, 2, 3)]
    for text, village, count, page in zip(told, (0, 0, 1), (ROWS, 1, 2), (1, 2, 3), strict=True):
        assert f"Village {village}" in text
        assert f"Page {page} of 3 · {count} people on this page" in text
        assert FINGERPRINT.digits in text
        assert "Filled in by" in text
    assert "3520 0123 0011" in told[1]
    assert "3520 0123 0000" not in told[1]


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_book_is_read_back_and_boxes_are_drawn(tmp_path: Path, language: Language) -> None:
    """The small code is read at 200 dpi; a row has three boxes to tick and one to write in."""
    (page,) = pages(draw_van_list(sheet(1, language=language)), tmp_path, 200)
    assert decoded(page) == [FINGERPRINT.qr]
    (empty,) = pages(draw_van_list(sheet(0, language=language)), tmp_path, 200)
    top, bottom = round(44.5 / 25.4 * 200), round(56.5 / 25.4 * 200)
    ink = np.asarray(page)[top:bottom] < 128
    none = np.asarray(empty)[top:bottom] < 128
    assert ink.sum() > 4_000 + none.sum()


def test_progress_counts_pages_and_may_stop() -> None:
    """Called before each page and at the end; what it raises ends the work."""
    seen: list[tuple[int, int]] = []
    draw_van_list(sheet(1, 1), lambda done, of: seen.append((done, of)))
    assert seen == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_van_list(sheet(1), stop)


def test_a_practice_list_says_so(tmp_path: Path) -> None:
    """The black bar stands on every page."""
    text = words(draw_van_list(sheet(1, practice=True)), tmp_path)
    assert "PRACTICE" in text


@pytest.mark.parametrize("text", [*HOSTILE, LONG_NAME, "Bibi " * 30])
def test_whatever_a_name_is_the_page_is_drawn_and_margins_stay_white(text: str, tmp_path: Path) -> None:
    """In every text of a row, in both directions: a page comes out and nothing leaves the paper."""
    for language in ("en", "ur"):
        hard = row(name=text, relation=text, sex=text, age=text[:4], wanted=text, has=text, beside=text, token=text)
        made = replace(sheet(language=language), villages=(VanVillage(Pair(text, text), (hard,) * ROWS),))
        (page,) = pages(draw_van_list(made), tmp_path, 80)
        ink = np.asarray(page) < 128
        edge = round(8.0 / 25.4 * 80)
        assert not ink[:, :edge].any()
        assert not ink[:, -edge:].any()
