"""A6 papers for the holder: what stands on them, that the book's code is read back, that everything stays inside."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from printing.slips import draw_receipt, draw_slip
from printing.values import Fingerprint, Language, Pair, Receipt, ReceiptFact, Slip, SlipItem
from tests.printing.paperwork import HOSTILE, decoded, pages, words

FINGERPRINT = Fingerprint("Book line 184223", "4071 9926 1180 5563 0274 8819", "HAQDAR 184223 407199261180556302748819")
NOTICE = Pair(
    "It is free. If you got less, or someone asked for money, tell the complaint desk or call 1099.",
    "یہ مفت ہے۔ کم ملا ہو یا کسی نے پیسے مانگے ہوں تو شکایت ڈیسک پر بتائیں یا 1099 پر فون کریں۔",
)
SLIP = Slip(
    title=Pair("Received", "آپ کو ملا"),
    items=(
        SlipItem("flour", "2", Pair("flour 20 kg", "آٹا")),
        SlipItem("oil", "1", Pair("oil 5 l", "تیل"), Pair("1 owed", "1 باقی")),
    ),
    code="352001234580",
    person="سکینہ بی بی زوجہ رحیم بخش",
    when_where="12 November 2026, 09:41 · Basti Malook, lane 2",
    notice=NOTICE,
    book="Book",
    keep="Keep this paper: with it anyone can check our book.",
    fingerprint=FINGERPRINT,
)
RECEIPT = Receipt(
    title=Pair("Registration receipt", "اندراج کی رسید"),
    code="352001234580",
    code_caption=Pair("Household code", "گھرانے کا کوڈ"),
    person="سکینہ بی بی زوجہ رحیم بخش",
    person_latin="Sakina Bibi w/o Rahim Bux",
    when_where="12 November 2026 · Desk 03",
    facts=(ReceiptFact(Pair("People", "افراد"), "7"), ReceiptFact(Pair("Card holders", "کارڈ والے"), "2")),
    notice=NOTICE,
    fingerprint=FINGERPRINT,
)


def test_a_slip_says_what_was_given_to_whom_and_how_the_book_stood(tmp_path: Path) -> None:
    text = words(draw_slip(SLIP), tmp_path)
    for wanted in (
        "Received", "×2", "flour 20 kg", "1 owed", "3520 0123 4580", "سکینہ", "مفت", "1099", "complaint desk",
        FINGERPRINT.line, FINGERPRINT.digits, "Keep this paper",
    ):  # fmt: skip
        assert wanted in text.replace("× ", "×"), wanted


def test_a_receipt_says_code_people_and_facts(tmp_path: Path) -> None:
    text = words(draw_receipt(RECEIPT), tmp_path)
    for wanted in ("3520 0123 4580", "Sakina Bibi w/o Rahim Bux", "Household code", "7", "رسید", FINGERPRINT.digits):
        assert wanted in text, wanted


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_the_code_of_the_book_is_read_back(tmp_path: Path, dpi: int) -> None:
    for pdf in (draw_slip(SLIP), draw_receipt(RECEIPT)):
        (page,) = pages(pdf, tmp_path, dpi)
        assert decoded(page) == [FINGERPRINT.qr]


def test_without_a_fingerprint_no_code_is_drawn(tmp_path: Path) -> None:
    (page,) = pages(draw_slip(replace(SLIP, fingerprint=None)), tmp_path, 200)
    assert decoded(page) == []


def test_the_practice_mark_is_on_practice_papers_only(tmp_path: Path) -> None:
    assert "PRACTICE" in words(draw_slip(replace(SLIP, practice=True)), tmp_path)
    assert "مشق" in words(draw_receipt(replace(RECEIPT, practice=True)), tmp_path)
    for pdf in (draw_slip(SLIP), draw_receipt(RECEIPT)):
        assert "PRACTICE" not in words(pdf, tmp_path)


def test_a_second_printing_says_that_it_is_a_copy(tmp_path: Path) -> None:
    """In both languages, and never on the first."""
    marked = words(draw_slip(replace(SLIP, copy=Pair("copy 1", "نقل 1"))), tmp_path)
    assert "copy 1" in marked
    assert "نقل" in marked
    assert "copy" not in words(draw_slip(SLIP), tmp_path)


def outside(pdf: bytes, folder: Path) -> bool:
    """Whether any ink is nearer than 5 mm to the edge of the paper."""
    (page,) = pages(pdf, folder, 150)
    ink = np.asarray(page) < 200
    edge = int(5 / 25.4 * 150)
    ink[edge:-edge, edge:-edge] = False
    return bool(ink.any())


@pytest.mark.parametrize("language", ["ur", "sd", "en"])
def test_everything_stays_on_the_paper_however_much_there_is(tmp_path: Path, language: Language) -> None:
    many = tuple(
        SlipItem("blanket", "100", Pair("winter blankets, large size", "سردیوں کے بڑے کمبل"), Pair("two owed", "دو"))
        for _ in range(8)
    )
    long = replace(SLIP, items=many, person=SLIP.person * 4, person_latin="Sakina " * 20, language=language)
    long = replace(long, notice=Pair(NOTICE.en * 3, NOTICE.local * 3), practice=True, copy=Pair("copy 12", "نقل 12"))
    assert not outside(draw_slip(long), tmp_path)
    facts = RECEIPT.facts * 5
    receipt = replace(RECEIPT, facts=facts, notice=Pair(NOTICE.en * 2, NOTICE.local * 2), language=language)
    assert not outside(draw_receipt(receipt), tmp_path)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_neither_fail_nor_leave_the_paper(tmp_path: Path, text: str) -> None:
    item = SlipItem("other", "1", Pair(text, text), Pair(text, text))
    made = replace(SLIP, person=text, person_latin=text, when_where=text, items=(item,), notice=Pair(text, text))
    assert not outside(draw_slip(made), tmp_path)


def test_the_same_slip_gives_the_same_bytes_and_progress_is_told() -> None:
    assert draw_slip(SLIP) == draw_slip(SLIP)
    seen: list[tuple[int, int]] = []
    draw_receipt(RECEIPT, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 1), (1, 1)]
