"""Household codes and card numbers: published vectors, every slip of a hand found, digits of three scripts."""

import contextlib
import random
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.identifiers import (
    SERIALS,
    CardNumber,
    HouseholdCode,
    NotANumber,
    check_pair,
    new_id,
    plain_digits,
    sheet_number,
)

GOOD = ["352000000061", "352001234580", "352345678961", "281073451942", "001000004235", "999999999951"]
# the remainder of all twelve digits by 97 is 1, but another pair is the right one
RIGHT_REMAINDER_WRONG_PAIR = ["352036053700", "352634643901", "352407250099"]
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("text", GOOD)
def test_published_codes_are_taken(text: str) -> None:
    """The pair is computed in the way of bank account numbers, 02 to 98."""
    assert HouseholdCode(text).text == text
    assert check_pair(text[:10]) == text[10:]


@pytest.mark.parametrize("text", RIGHT_REMAINDER_WRONG_PAIR)
def test_a_right_remainder_is_not_enough(text: str) -> None:
    """Three in a hundred numbers would otherwise have two names."""
    assert int(text) % 97 == 1
    with pytest.raises(NotANumber) as refused:
        HouseholdCode(text)
    assert refused.value.why == "check"


def slips(text: str) -> set[str]:
    """Everything that a tired hand makes of a code: one wrong digit, two swapped, two over one swapped, wrong twins."""
    made: set[str] = set()
    for place in range(len(text)):
        made |= {text[:place] + digit + text[place + 1 :] for digit in "0123456789"}
    for place, (first, second) in enumerate(pairwise(text)):
        made.add(text[:place] + second + first + text[place + 2 :])
        if first == second:
            made |= {text[:place] + digit * 2 + text[place + 2 :] for digit in "0123456789"}
    for place in range(len(text) - 2):
        made.add(text[:place] + text[place + 2] + text[place + 1] + text[place] + text[place + 3 :])
    return made - {text}


def test_every_slip_of_a_hand_is_found() -> None:
    """All of them at all places, over codes drawn by a fixed seed and the published ones."""
    drawn = random.Random(7)
    codes = [*GOOD, *(HouseholdCode.make("352", drawn.randrange(SERIALS)).text for _ in range(300))]
    missed: list[tuple[str, str]] = []
    for code in codes:
        for slip in slips(code):
            with contextlib.suppress(NotANumber):
                missed.append((code, HouseholdCode(slip).text))
    assert missed == []


@given(st.integers(0, SERIALS - 1), st.integers(0, 999), st.integers(1, 9), st.integers(1, 99))
def test_what_is_made_is_read_again(serial: int, district: int, slot: int, issue: int) -> None:
    """In each script, grouped as on the card or typed with dashes; leading zeros stay."""
    code = HouseholdCode.make(f"{district:03d}", serial)
    number = CardNumber(code, slot, issue)
    assert (code.district, len(code.text), str(code)) == (f"{district:03d}", 12, code.text)
    for typed in (code.text, code.grouped, "-".join(code.grouped.split("\u2007")), f"  \u2066{code.grouped}\u2069 "):
        assert HouseholdCode.parse(typed) == code
        assert HouseholdCode.parse(typed.translate(URDU)) == code
        assert HouseholdCode.parse(typed.translate(ARABIC)) == code
    assert CardNumber.parse(number.text) == number
    assert CardNumber.parse(str(number).translate(URDU)) == number
    assert len(number.text) == 15


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("35200123458", "length"),
        ("3520012345800", "length"),
        ("", "letters"),
        ("35200123458O", "letters"),
        ("۳۵۲۰۰۱۲۳۴۵۸۰", "letters"),
        ("35200123458²", "letters"),
    ],
)
def test_what_is_no_code_is_refused_with_the_kind_of_fault(text: str, why: str) -> None:
    """A code holds plain digits; other scripts are read by `parse` only, which turns them into plain ones."""
    with pytest.raises(NotANumber) as refused:
        HouseholdCode(text)
    assert refused.value.why == why


@pytest.mark.parametrize(("district", "serial"), [("352", SERIALS), ("352", -1), ("35", 1), ("3520", 1)])
def test_no_code_is_made_outside_its_range(district: str, serial: int) -> None:
    """A district has three digits and seven digits of serials."""
    with pytest.raises(NotANumber):
        HouseholdCode.make(district, serial)


@pytest.mark.parametrize(("slot", "issue"), [(0, 1), (10, 1), (1, 0), (1, 100)])
def test_no_card_outside_its_range(slot: int, issue: int) -> None:
    """Nine holders, ninety-nine issues."""
    with pytest.raises(NotANumber):
        CardNumber(HouseholdCode(GOOD[0]), slot, issue)


@pytest.mark.parametrize(
    ("typed", "why"), [("352001234580", "length"), ("352001234580x01", "letters"), ("352001234581101", "check")]
)
def test_a_typed_card_number_says_what_is_wrong(typed: str, why: str) -> None:
    """Length, letters and check digits are three different answers to a clerk."""
    with pytest.raises(NotANumber) as refused:
        CardNumber.parse(typed)
    assert refused.value.why == why


def test_typed_letters_are_no_code() -> None:
    """A name in the field of codes is told from a mistyped code."""
    with pytest.raises(NotANumber) as refused:
        HouseholdCode.parse(" Sakina ")
    assert (refused.value.why, refused.value.digits) == ("letters", 6)


def test_digits_that_are_no_decimals_are_letters() -> None:
    """Superscripts and circled numbers count as digits in Unicode, but nobody types a code with them."""
    assert plain_digits("12²") is None
    assert plain_digits("1①") is None


def test_new_ids_are_ordered_by_time() -> None:
    """Version 7, so that rows made later lie later."""
    ids = [new_id() for _ in range(1_000)]
    assert {one.version for one in ids} == {7}
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_a_sheet_has_one_number_however_it_is_written() -> None:
    """In the digits of every script there is, with any hyphen, blank or nought: a script left out is ten lines more."""
    zeros = [chr(at) for at in range(sys.maxunicode + 1) if unicodedata.decimal(chr(at), None) == 0]
    assert len(zeros) > 60
    for zero in zeros:
        assert sheet_number("".join(chr(ord(zero) + n) for n in (0, 1, 2)) + "-" + zero + chr(ord(zero) + 3)) == "12-3"
    for hyphen in "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d":
        assert sheet_number(f" 12 {hyphen}\u200f 3 ") == "12-3"


@pytest.mark.parametrize("typed", ["", "12", "12-3-4", "A-3", "12-", "-3", "12/3", "1.2-3", "1234567890-1", "１２ ３"])
def test_what_is_no_number_of_a_sheet_has_none(typed: str) -> None:
    assert sheet_number(typed) is None
