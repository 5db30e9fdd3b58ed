"""Lines of a log: one canonical form, checked by a second implementation, and commitments that open only rightly."""

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.entry import FIRST_PREV, Entry, NotAnEntry, Second, commit, decode, encode, line_hash, opens
from desktop.security.canonical import NotCanonical

FULL = Entry(
    app="0.1.0", at="2026-11-24T09:00:00.000Z", boot="0123456789abcdef", do="give", hlc=1, log="haqdar.pk/a/b/1",
    op="o", prev=FIRST_PREV, ref="r", role="scanner", second=Second("stick", "lead", "w"), seq=0, sum="1" * 64, up=5,
    v=1, was=0, who="u",
)  # fmt: skip
SHORT = msgspec.structs.replace(FULL, op=None, ref=None, second=None, sum=None, was=None)
ids = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@pytest.mark.parametrize("entry", [FULL, SHORT])
def test_a_line_is_what_the_rfc8785_package_writes_and_reads_back(entry: Entry) -> None:
    line = encode(entry)
    assert line == rfc8785.dumps(json.loads(line))
    assert decode(line) == entry


def test_what_is_absent_is_not_written() -> None:
    assert set(json.loads(encode(SHORT))) == {
        "app", "at", "boot", "do", "hlc", "log", "prev", "role", "seq", "up", "v", "who",
    }  # fmt: skip


@given(who=ids, ref=ids, seq=st.integers(0, 2**53 - 1), was=st.none() | st.integers(0, 2**53 - 1))
def test_any_ids_and_numbers_are_written_as_the_rfc8785_package_does(
    who: str, ref: str, seq: int, was: int | None
) -> None:
    entry = msgspec.structs.replace(FULL, who=who, ref=ref, seq=seq, was=was)
    line = encode(entry)
    assert line == rfc8785.dumps(json.loads(line))
    assert decode(line) == entry


def changed(**fields: Any) -> bytes:
    """The full line with fields changed (None takes one out), in canonical form."""
    whole = json.loads(encode(FULL)) | fields
    return rfc8785.dumps({key: value for key, value in whole.items() if value is not None})


LINE = encode(FULL)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}", b"[]", b"null", b"\xff", LINE[:-1], LINE + b"\n", b" " + LINE, LINE.replace(b":", b": ", 1),
        LINE.replace(b'"seq":0', b'"seq":00'), LINE.replace(b'"seq":0', b'"seq":0.0'),
        LINE.replace(b'"seq":0', b'"seq":-0'), LINE.replace(b'"seq":0', b'"seq":false'),
        LINE.replace(b'"seq":0', b'"seq":"0"'), LINE.replace(b'"seq":0', b'"seq":0,"seq":0'),
        LINE.replace(b'"give"', b'"\\u0067ive"'), LINE.replace(b'"op":"o",', b'"op":null,'),
        LINE.replace(b'"app":"0.1.0",', b"").replace(b'"who":"u"', b'"who":"u","app":"0.1.0"'),
        changed(extra="x"), changed(v=2), changed(v=None), changed(prev="0" * 63), changed(sum="1" * 65),
        changed(at="2026-11-24 09:00:00.000Z"), changed(at="2026-11-24T09:00:00Z"), changed(seq=-1),
        changed(who=""), changed(log="x" * 121), changed(who=None), changed(second="w"),
        changed(second={"how": "phone", "role": "l", "who": "w"}), changed(second={"how": "stick", "role": "l"}),
        LINE.replace(b'"up":5', b'"up":9007199254740992'),
    ],
)  # fmt: skip
def test_any_other_form_is_no_line(line: bytes) -> None:
    assert line != LINE
    with pytest.raises(NotAnEntry):
        decode(line)


def test_every_changed_bit_is_refused_or_another_line() -> None:
    for place in range(len(LINE) * 8):
        other = bytearray(LINE)
        other[place // 8] ^= 1 << place % 8
        try:
            entry = decode(bytes(other))
        except NotAnEntry:
            continue
        assert entry != FULL
        assert encode(entry) == other


def test_the_hash_of_a_line_is_plain_sha256() -> None:
    assert line_hash(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_commitment_opens_with_its_salt_and_content_only() -> None:
    sealed = commit({"household": "617123456725", "note": "آٹا"})
    entry = msgspec.structs.replace(FULL, sum=sealed.sum)
    assert opens(entry, sealed.salt, sealed.content)
    assert not opens(entry, bytes(16), sealed.content)
    assert not opens(entry, sealed.salt, sealed.content + b" ")
    assert not opens(entry, sealed.salt[:-1], sealed.salt[-1:] + sealed.content)  # the border cannot be moved
    assert not opens(FULL, sealed.salt, sealed.content)
    assert not opens(SHORT, sealed.salt, sealed.content)


def test_the_same_content_twice_gives_two_commitments() -> None:
    assert commit({"a": 1}).sum != commit({"a": 1}).sum
    assert replace(commit({"a": 1}), salt=b"", sum="") == replace(commit({"a": 1}), salt=b"", sum="")


def test_content_with_a_fraction_is_refused() -> None:
    with pytest.raises(NotCanonical):
        commit({"quantity": 1.5})  # pyright: ignore[reportArgumentType]
