"""Waybills and stock sheets: every item on a page with its three signatures, hard names inside, the book read back."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from printing.stock import draw_stock_paper, stock_pages
from printing.stock_values import StockCell, StockColumn, StockFact, StockPaper
from printing.values import Fingerprint, Language, Pair
from tests.printing.paperwork import HOSTILE, LONG_NAME, decoded, pages, words

FINGERPRINT = Fingerprint("Book line 184223", "4071 9926 1180 5563 0274 8819", "HQ HQ 184223 407199261180556302748819")
COLUMNS = (
    StockColumn(Pair("Item", "چیز"), 4.0, "item"),
    StockColumn(Pair("Batch", "بیچ"), 2.0, "text"),
    StockColumn(Pair("Sent", "بھیجا گیا"), 2.0, "strong"),
    StockColumn(Pair("Counted", "گنتی"), 2.0, "box"),
)
SIGNATURES = (Pair("Sent by", "بھیجنے والا"), Pair("Carried by", "لے جانے والا"), Pair("Received by", "وصول کرنے والا"))


def row(number: int, **changes: str) -> tuple[StockCell, ...]:
    name = changes.get("name", f"Flour {number}")
    local = changes.get("local", "آٹا 20 کلو")
    return (
        StockCell(Pair(name, local), "flour"),
        StockCell(Pair(changes.get("batch", f"F-{number:03d}"))),
        StockCell(Pair(f"{number:,}")),
        StockCell(Pair("")),
    )


def paper(count: int, language: Language = "ur", *, landscape: bool = False) -> StockPaper:
    return StockPaper(
        title=Pair("Waybill · WB-1", "وے بل · WB-1"),
        facts=tuple(StockFact(Pair(f"Fact {n}", "بات"), f"Value {n}") for n in range(6)),
        columns=COLUMNS,
        rows=tuple(row(number) for number in range(1, count + 1)),
        signatures=SIGNATURES,
        name_and_day=Pair("Name, day, signature", "نام، دن، دستخط"),
        page="Page {page} of {pages}",
        printed="Made 27-11-2026",
        note=Pair("Count before the truck leaves.", "ٹرک جانے سے پہلے گنیں۔"),
        fingerprint=FINGERPRINT,
        landscape=landscape,
        language=language,
    )


@pytest.mark.parametrize("landscape", [False, True])
def test_items_go_on_over_as_many_pages_as_they_need_each_signed(tmp_path: Path, landscape: bool) -> None:
    made = paper(30, landscape=landscape)
    count = stock_pages(made)
    assert count > 1
    pdf = draw_stock_paper(made)
    told = [words(pdf, tmp_path, page) for page in range(1, count + 1)]
    for page, text in enumerate(told, 1):
        assert f"Page {page} of {count}" in text
        assert "Value 5" in text
        assert all(who.en in text for who in SIGNATURES)
    everything = "\n".join(told)
    assert all(everything.count(f"F-{number:03d}") == 1 for number in range(1, 31))


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_book_is_read_back_and_each_row_has_a_box_to_write_in(tmp_path: Path, language: Language) -> None:
    (page,) = pages(draw_stock_paper(paper(4, language)), tmp_path, 200)
    assert decoded(page) == [FINGERPRINT.qr]
    (fewer,) = pages(draw_stock_paper(paper(3, language)), tmp_path, 200)
    ink = (np.asarray(page) < 128).sum() - (np.asarray(fewer) < 128).sum()
    assert ink > 2_000


@pytest.mark.parametrize("text", [LONG_NAME, *HOSTILE])
def test_whatever_a_paper_is_called_nothing_leaves_the_page(tmp_path: Path, text: str) -> None:
    made = replace(
        paper(0),
        rows=(row(1, name=text, local=text, batch=text),),
        facts=tuple(StockFact(Pair("From", "سے"), text) for _ in range(3)),
    )
    (page,) = pages(draw_stock_paper(made), tmp_path, 100)
    ink = np.asarray(page) < 128
    edge = round(8 / 25.4 * 100)
    assert not ink[:, :edge].any()
    assert not ink[:, -edge:].any()
