"""Phone numbers in three digit scripts, kept as E.164."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.phone import PhoneReading, PhoneRemark, format_phone, mangled_once, read_phone, shown_phone
from desktop.values.problem import Weight


@pytest.mark.parametrize(
    "typed",
    [
        "0300-0000000",
        "03000000000",
        "+92 300 0000000",
        "0092 300 0000000",
        "۰۳۰۰-۰۰۰۰۰۰۰",
        "٠٣٠٠٠٠٠٠٠٠٠",
        "(0300) 000.0000",
        "\u200e0300–0000000",
    ],
)
def test_the_ways_to_write_a_mobile_are_one_number(typed: str) -> None:
    reading = read_phone(typed)
    assert (reading.e164, reading.remark) == ("+923000000000", None)


def test_a_mobile_is_shown_as_people_write_it() -> None:
    assert format_phone("+923000000000") == "0300-0000000"


def test_a_landline_is_kept_and_shown_with_its_area() -> None:
    reading = read_phone("042-35000000")
    assert (reading.e164, reading.remark) == ("+924235000000", None)
    assert format_phone("+924235000000") == "042-35000000"


def test_a_number_of_another_country_is_kept() -> None:
    assert read_phone("+44 20 7946 0000").e164 == "+442079460000"
    assert format_phone("+442079460000") == "+44 20 7946 0000"


@pytest.mark.parametrize("typed", ["0300-000000", "0300-00000000", "12", "+", "0" * 500, "+999 12345678"])
def test_a_wrong_length_is_remarked(typed: str) -> None:
    reading = read_phone(typed)
    assert (reading.e164, reading.remark) == (None, PhoneRemark.LENGTH)


@pytest.mark.parametrize("typed", ["0300-OOOOOOO", "brother's phone", "0300-0000000;drop"])
def test_letters_are_remarked(typed: str) -> None:
    assert read_phone(typed).remark is PhoneRemark.CHARACTER


def test_an_unused_range_is_kept_with_a_warning() -> None:
    reading = read_phone("0399-0000000")
    assert (reading.e164, reading.remark) == ("+923990000000", PhoneRemark.UNUSUAL)
    assert PhoneRemark.UNUSUAL.weight is Weight.WARNING
    assert PhoneRemark.LENGTH.weight is Weight.ERROR


@pytest.mark.parametrize("typed", ["", "   "])
def test_no_phone_is_in_order(typed: str) -> None:
    assert read_phone(typed).blank


def test_a_text_that_is_no_number_is_not_formatted() -> None:
    with pytest.raises(ValueError, match=r"E\.164"):
        format_phone("call my brother")


@given(st.from_regex(r"\+923[0-4][0-9]{8}", fullmatch=True))
def test_a_shown_mobile_is_read_back(e164: str) -> None:
    assert read_phone(format_phone(e164)).e164 == e164


@given(
    st.one_of(
        st.from_regex(r"\+92[0-9]{8,12}", fullmatch=True),
        st.from_regex(r"\+9292[0-9]{6,10}", fullmatch=True),
        st.from_regex(r"\+(44|1|971|39|45|98|93|880|966)[0-9]{6,12}", fullmatch=True),
    )
)
def test_a_number_of_any_kind_that_is_kept_is_shown_so_that_it_is_read_back_as_itself(typed: str) -> None:
    kept = read_phone(typed).e164
    if kept is not None:
        assert read_phone(kept).e164 == kept
        assert read_phone(format_phone(kept)).e164 == kept
        assert read_phone(shown_phone(kept)).e164 == kept


@pytest.mark.parametrize("typed", ["92300123456", "9230012345678", "92 300 123456"])
def test_a_country_code_without_its_plus_is_never_taken_for_an_area(typed: str) -> None:
    assert read_phone(typed) == PhoneReading(None, PhoneRemark.LENGTH)


def test_what_the_form_once_made_of_a_number() -> None:
    """Each untouched correction took the last digits away and put +92 before the rest."""
    assert mangled_once("+923001234567") == "+9292300123456"
    assert mangled_once("+9292300123456") == "+92923001234"
    assert mangled_once("+442079460000") == "+9244207946000"


def test_what_is_no_number_is_shown_as_it_was_typed() -> None:
    assert shown_phone("0300-12") == "0300-12"


@given(st.text(max_size=80))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    reading = read_phone(typed)
    assert reading.e164 is None or reading.e164.startswith("+")
