"""Canonical JSON: the same bytes as a second implementation writes, and only those bytes are read."""

from typing import cast

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop.security import canonical
from desktop.security.canonical import Json

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
keys = st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=8)
values = st.recursive(
    st.one_of(texts, st.integers(-canonical.LARGEST, canonical.LARGEST)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(values)
def test_the_same_bytes_as_the_rfc8785_package_and_read_again(value: Json) -> None:
    written = canonical.encode(value)
    assert written == rfc8785.dumps(value)
    assert canonical.decode(written) == value


def test_every_character_is_written_as_the_rfc8785_package_writes_it() -> None:
    for block in range(0, 0x110000, 0x100):
        text = "".join(chr(point) for point in range(block, block + 0x100) if not 0xD800 <= point < 0xE000)
        assert canonical.encode(text) == rfc8785.dumps(text)


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a": 1}', b' {"a":1}', b'{"a":1}\n', b'{"a":1.0}', b'{"a":1e2}',
        b'{"a":-0}', b'{"a":01}', b'{"a":true}', b'{"a":null}', b'{"a":"\\u0041"}', b'{"a":"\\/"}', b'{"a":"\\u000A"}',
        b'{"a":"\\ud800"}', b'{"a":NaN}', b'{"a":9007199254740992}', b"\xff", b"\xef\xbb\xbf{}", b"", b"{", b"[1,]",
        "{\"\u0627\":1}".encode(), b"[" * 40 + b"]" * 40, b"[" * 100_000, b"{}{}",
    ],
)  # fmt: skip
def test_any_other_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.decode(data)


@pytest.mark.parametrize("value", [True, None, 1.0, (1,), b"x", {1: "a"}, {"\u0627": 1}, [2**53], "\ud800", {"a": {1}}])
def test_values_without_a_canonical_form_are_refused(value: object) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.encode(cast("Json", value))


def test_an_object_is_asked_for_and_a_list_is_no_object() -> None:
    assert canonical.decode_object(b'{"a":[1,"x"]}') == {"a": [1, "x"]}
    with pytest.raises(canonical.NotCanonical):
        canonical.decode_object(b"[]")
