"""Rosters: every row's code is read back, totals add up, each language begins at its own side."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from printing.qr import NotForThisCode
from printing.rosters import ROW_MODULE, columns, draw_roster, totals, written
from printing.values import (
    ROSTER_ROWS,
    Fingerprint,
    Language,
    Pair,
    RosterCaptions,
    RosterItem,
    RosterKind,
    RosterRow,
    RosterSheet,
    roster_pages,
)
from tests.printing.paperwork import HOSTILE, LONG_NAME, decoded, pages, words

CAPTIONS = RosterCaptions(
    title=Pair("Muster sheet · Flour round 3", "فہرست تقسیم · آٹا دور 3"),
    place=Pair("Basti Malook, lane 2", "بستی ملوک، قطار 2"),
    scan=Pair("Scan", "اسکین"),
    code=Pair("Code", "کوڈ"),
    name=Pair("Name", "نام"),
    relation=Pair("Father or husband", "والد یا شوہر"),
    people=Pair("People", "افراد"),
    signature=Pair("Thumb or signature", "انگوٹھا یا دستخط"),
    page="Page {page} of {pages}",
    households="{count} households",
    grand="In all:",
    given_by="Given out by",
    seen_by="Seen by",
    note="Everybody signs for what they were given, not before.",
    list_version="list 7",
    printed="printed 12 November 2026",
)
ITEMS = (
    RosterItem("flour", Pair("Flour 20 kg", "آٹا"), "{count} bags"),
    RosterItem("oil", Pair("Oil 5 l", "تیل"), "{count} cans"),
)
FINGERPRINT = Fingerprint("Book line 184223", "4071 9926 1180 5563 0274 8819", "HAQDAR 184223 407199261180556302748819")


def row(i: int) -> RosterRow:
    return RosterRow(f"35200123{i:04d}", "سکینہ بی بی", "رحیم بخش", 7, (2, 1))


def sheet(count: int = 12, kind: RosterKind = "muster", language: Language = "en", **changes: object) -> RosterSheet:
    made = RosterSheet(tuple(row(i) for i in range(count)), ITEMS, CAPTIONS, FINGERPRINT, language, kind)
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_code_of_a_muster_sheet_is_read_back_at_200_dpi(tmp_path: Path, language: Language) -> None:
    made = sheet(12, language=language)
    found = [sorted(decoded(page)) for page in pages(draw_roster(made), tmp_path, 200)]
    assert FINGERPRINT.qr in found[0]
    assert found == [
        sorted([*(row(i).code for i in range(10)), FINGERPRINT.qr]),
        sorted([*(row(i).code for i in range(10, 12)), FINGERPRINT.qr]),
    ]


def test_a_row_code_has_modules_of_0_485_mm(tmp_path: Path) -> None:
    picture = pages(draw_roster(sheet(1, fingerprint=None)), tmp_path, 300)[0]
    (found,) = zxingcpp.read_barcodes(np.asarray(picture))
    side = found.position.top_right.x - found.position.top_left.x
    assert side * 25.4 / 300 / 21 == pytest.approx(0.485, abs=0.012)
    assert ROW_MODULE / 72 * 25.4 >= 0.35


def test_pages_say_their_own_totals_and_the_last_says_all(tmp_path: Path) -> None:
    pdf = draw_roster(sheet(12))
    first, last = words(pdf, tmp_path, 1), words(pdf, tmp_path, 2)
    assert "Page 1 of 2 · 10 households · 20 bags · 10 cans" in first
    assert "In all:" not in first
    assert "Page 2 of 2 · 2 households · 4 bags · 2 cans" in last
    assert "In all: 12 households · 24 bags · 12 cans" in last
    for text in (first, last):
        for wanted in (FINGERPRINT.line, FINGERPRINT.digits, "list 7", "printed 12 November 2026", "Given out by"):
            assert wanted in text


def test_codes_and_names_are_found_as_text(tmp_path: Path) -> None:
    text = words(draw_roster(sheet(2)), tmp_path)
    for wanted in ("3520 0123 0000", "3520 0123 0001", "سکینہ", "رحیم", "نام"):
        assert wanted in text


def test_a_muster_sheet_asks_who_signed_and_names_the_others_by_initials(tmp_path: Path) -> None:
    """A box for the holder, one for each who may also collect, one with a line; nothing of it on a list."""
    others = replace(row(0), collectors=("AK", "RB"))
    text = words(draw_roster(sheet(2, rows=(others, row(1)))), tmp_path).split()
    assert (text.count("holder"), text.count("AK"), text.count("RB")) == (2, 1, 1)
    assert "signed" in text
    flat = words(draw_roster(sheet(2, "list", rows=(others, row(1)))), tmp_path).split()
    assert not {"holder", "AK", "RB", "signed"}.intersection(flat)
    urdu = replace(CAPTIONS, holder=Pair("holder", "کارڈ والے"))
    assert "holder" not in words(draw_roster(sheet(2, language="ur", captions=urdu)), tmp_path).split()


def test_initials_of_the_others_stay_in_their_cell(tmp_path: Path) -> None:
    """Whatever stands there, the picture of the sheet differs inside the column alone."""
    wide = replace(row(0), collectors=("W" * 40, "م" * 40))
    plain = np.asarray(pages(draw_roster(sheet(1, rows=(replace(row(0), collectors=("A", "B")),))), tmp_path, 80)[0])
    other = np.asarray(pages(draw_roster(sheet(1, rows=(wide,))), tmp_path, 80)[0])
    left, width = columns("muster", 2).collector
    begin, end = int(left / 25.4 * 80), int((left + width) / 25.4 * 80) + 1
    assert (plain[:, begin:end] != other[:, begin:end]).any()
    assert (plain[:, :begin] == other[:, :begin]).all()
    assert (plain[:, end:] == other[:, end:]).all()


@pytest.mark.parametrize(
    ("kind", "count", "number"), [("muster", 0, 1), ("muster", 21, 3), ("list", 25, 1), ("list", 26, 2)]
)
def test_rows_fill_pages(tmp_path: Path, kind: RosterKind, count: int, number: int) -> None:
    made = sheet(count, kind)
    assert roster_pages(len(made.rows), made.kind) == number == len(pages(draw_roster(made), tmp_path, 50))
    assert ROSTER_ROWS == {"muster": 10, "list": 25}


def test_a_list_carries_no_row_codes_but_the_book(tmp_path: Path) -> None:
    (page,) = pages(draw_roster(sheet(25, "list")), tmp_path, 200)
    assert decoded(page) == [FINGERPRINT.qr]


@pytest.mark.parametrize(("language", "at_left"), [("en", True), ("ur", False), ("sd", False)])
def test_urdu_and_sindhi_papers_begin_at_the_right(tmp_path: Path, language: Language, at_left: bool) -> None:
    picture = pages(draw_roster(sheet(3, language=language, fingerprint=None)), tmp_path, 200)[0]
    for found in zxingcpp.read_barcodes(np.asarray(picture)):
        assert (found.position.top_left.x < picture.width / 2) == at_left


def test_the_practice_mark_is_on_every_page_of_practice_and_on_no_other(tmp_path: Path) -> None:
    for kind in ("muster", "list"):
        practice = draw_roster(sheet(30, kind, practice=True))
        for page in range(1, roster_pages(30, kind) + 1):
            assert "PRACTICE" in words(practice, tmp_path, page)
            assert "مشق" in words(practice, tmp_path, page)
        assert "PRACTICE" not in words(draw_roster(sheet(30, kind)), tmp_path)


@pytest.mark.parametrize("kind", ["muster", "list"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_long_names_stay_whole_in_their_cell(tmp_path: Path, kind: RosterKind, language: Language) -> None:
    long = replace(row(0), name=LONG_NAME, relation=LONG_NAME)
    pdf = draw_roster(sheet(2, kind, language, rows=(long, row(1))))
    text = words(pdf, tmp_path).split()
    assert [word for word in LONG_NAME.split() if text.count(word) < 2] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_changes_nothing_outside_its_row(tmp_path: Path, name: str) -> None:
    hostile = replace(row(0), name=name, relation=name)
    for kind in ("muster", "list"):
        plain = np.asarray(pages(draw_roster(sheet(6, kind)), tmp_path, 80)[0])
        other = np.asarray(pages(draw_roster(sheet(6, kind, rows=(hostile, *sheet(6).rows[1:]))), tmp_path, 80)[0])
        third = int((43.9 + 2.6 * 145.9 / ROSTER_ROWS[kind]) / 25.4 * 80)
        assert (plain[third:] == other[third:]).all()
        left = int(columns(kind, 2).name[0] / 25.4 * 80)
        assert (plain[:, :left] == other[:, :left]).all()


@pytest.mark.parametrize("kind", ["muster", "list"])
def test_many_items_still_leave_room_for_names(kind: RosterKind) -> None:
    for items in range(8):
        shape = columns(kind, items)
        cells = [shape.number, shape.scan, shape.code, shape.name, shape.relation, shape.people, *shape.items]
        cells += [shape.collector, shape.signature]
        for left, right in pairwise(cells):
            assert left[0] + left[1] == pytest.approx(right[0])
        assert cells[-1][0] + cells[-1][1] == pytest.approx(287)
        assert min(shape.name[1], shape.relation[1]) > 26


def test_amounts_of_any_kind_add_up_exactly() -> None:
    rows = (replace(row(0), amounts=(Decimal("0.1"), 3)), replace(row(1), amounts=(Decimal("0.2"), 4)))
    assert totals(sheet(), rows) == ["2 households", "0.3 bags", "7 cans"]
    assert written(Decimal("12.50")) == "12.5"
    assert written(Decimal("1E+2")) == "100"
    assert written(0) == "0"
    assert (written(1234567), written(Decimal("20000.50"))) == ("1,234,567", "20,000.5")


def test_a_code_that_is_not_twelve_digits_is_refused_on_a_muster_sheet() -> None:
    for code in ("", "12345678901", "1234567890123", "12345678901x", "۳۵۲۰۰۱۲۳۴۵۸۰"):
        with pytest.raises(NotForThisCode):
            draw_roster(sheet(1, rows=(replace(row(0), code=code),)))


def test_the_same_roster_gives_the_same_bytes_and_progress_may_stop_it() -> None:
    assert draw_roster(sheet(12)) == draw_roster(sheet(12))
    seen: list[tuple[int, int]] = []
    draw_roster(sheet(12), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, total: int) -> None:
        raise KeyError(done, total)

    with pytest.raises(KeyError):
        draw_roster(sheet(12), stop)
