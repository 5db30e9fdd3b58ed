"""Base45 against the examples of RFC 9285, and against everything that is not base45."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.security import base45

# RFC 9285, sections 4.3 and 4.4
VECTORS = [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")]


@pytest.mark.parametrize(("data", "text"), VECTORS)
def test_published_examples_both_ways(data: bytes, text: str) -> None:
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=200))
def test_what_is_written_is_read_again(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=30))
def test_each_text_is_refused_or_is_the_only_spelling_of_its_bytes(text: str) -> None:
    try:
        data = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(data) == text


@pytest.mark.parametrize("text", ["A", "GGW:", ":::", "GGX", "::", "V5", "bb8", "BB8\n", "BBآ", "۱۲۳"])
def test_left_over_out_of_range_and_foreign_characters_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a "):
        base45.decode(text)
