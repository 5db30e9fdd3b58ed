"""Identity-card numbers, against the vectors of cnic_test_vectors.csv (all invented)."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.cnic import CnicRemark, format_cnic, mask_cnic, read_cnic
from desktop.values.problem import Weight
from desktop.values.vocabulary import Sex

with (Path(__file__).parent / "cnic_test_vectors.csv").open(encoding="utf-8", newline="") as file:
    VECTORS = list(csv.DictReader(file))


def test_the_vectors_are_all_there() -> None:
    assert len(VECTORS) == 18
    assert {row["expect"] for row in VECTORS} >= {remark.value for remark in CnicRemark}


@pytest.mark.parametrize("row", VECTORS, ids=[row["note"] for row in VECTORS])
def test_vector_registered_in_sindh(row: dict[str, str]) -> None:
    reading = read_cnic(row["input"], Sex(row["sex_recorded"]), "PK728")
    expected = [] if row["expect"].startswith("ok") else [row["expect"]]
    assert list(reading.remarks) == expected
    assert reading.blank == (row["expect"] == "ok_none")
    if not row["expect"].startswith(("info", "warn")):
        assert (reading.number or "") == row["normalised"]
    else:
        assert reading.number == re.sub(r"\D", "", row["input"])


def test_missing_digits_are_counted() -> None:
    assert read_cnic("45101-0000").missing == 4
    assert read_cnic("45101-00000011-12").missing == -2


def test_letters_that_look_like_digits_are_suggested_not_taken() -> None:
    reading = read_cnic("451O1-0000010-l")
    assert reading.number is None
    assert reading.suggestion == "4510100000101"


def test_other_letters_get_no_suggestion() -> None:
    assert read_cnic("45101-00x0010-1").suggestion is None


def test_a_hidden_direction_mark_from_a_pasted_list_is_no_obstacle() -> None:
    assert read_cnic("\u200e45101-0000004-4\u200f").number == "4510100000044"


def test_a_run_downwards_is_remarked_too() -> None:
    assert read_cnic("98765-4321098-7").remarks == (CnicRemark.RUN,)


def test_a_pasted_page_is_a_length_remark() -> None:
    assert read_cnic("4" * 10_000).remarks == (CnicRemark.LENGTH,)


def test_a_dot_for_nothing_is_blank() -> None:
    assert read_cnic(" - ").blank


def test_weights_follow_the_first_word() -> None:
    assert CnicRemark.LENGTH.weight is Weight.ERROR
    assert CnicRemark.SEX_DIGIT.weight is Weight.WARNING
    assert CnicRemark.OTHER_PROVINCE.weight is None


@given(st.from_regex(r"[1-8][0-9]{12}", fullmatch=True))
def test_a_shown_number_is_read_back(number: str) -> None:
    if len(set(number)) > 1:
        assert read_cnic(format_cnic(number)).number == number
        assert number[:9] not in mask_cnic(number).replace("-", "")


@given(st.text(max_size=80))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    reading = read_cnic(typed, Sex.FEMALE, "PK7")
    assert reading.number is None or (len(reading.number) == 13 and reading.number.isascii())


def test_the_mask_shows_four_digits() -> None:
    assert mask_cnic("4510112345678") == "•••••-••••567-8"


@pytest.mark.parametrize("number", ["", "451010000004", "45101000000444", "451010000004x", "٤٥١٠١٠٠٠٠٠٠٤٤"])
def test_only_thirteen_plain_digits_are_formatted(number: str) -> None:
    with pytest.raises(ValueError, match="thirteen"):
        format_cnic(number)
    with pytest.raises(ValueError, match="thirteen"):
        mask_cnic(number)
