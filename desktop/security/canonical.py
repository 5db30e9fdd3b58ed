"""One JSON text for one meaning (RFC 8785, cut down to text, whole numbers, lists and objects), as bytes to be signed.

Floats, true, false and null are left out on purpose: their spelling is where writers differ. Object keys are ASCII, so
that ordering by code point and by UTF-16 unit are the same.
"""

import json

import msgspec

type Json = str | int | list[Json] | dict[str, Json]

LARGEST = 2**53 - 1
"""RFC 8785 writes numbers as doubles do; beyond this a whole number has no spelling of its own."""

_DEEPEST = 32


class NotCanonical(ValueError):
    """The value has no canonical form, or the bytes are not the canonical form of what they say."""


def encode(value: Json) -> bytes:
    """Canonical bytes of `value`. Raises `NotCanonical` for anything but text, whole numbers, lists and objects."""
    _check(value, _DEEPEST)
    try:
        return msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError as problem:
        msg = "text with half a character"
        raise NotCanonical(msg) from problem


def decode(data: bytes) -> Json:
    """What canonical bytes say. Raises `NotCanonical` unless writing it again gives the same bytes."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as problem:
        msg = "not JSON"
        raise NotCanonical(msg) from problem
    if encode(value) != data:
        msg = "JSON, but not in canonical form"
        raise NotCanonical(msg)
    return value


def decode_object(data: bytes) -> dict[str, Json]:
    """As `decode`, for bytes that must be an object."""
    value = decode(data)
    if not isinstance(value, dict):
        msg = "not an object"
        raise NotCanonical(msg)
    return value


def _check(value: Json, depth: int) -> None:
    if depth == 0:
        msg = "too deep"
        raise NotCanonical(msg)
    # Exactly these types: a bool is an int, and a subclass may write itself otherwise.
    if type(value) is str:
        return
    if type(value) is int:
        if not -LARGEST <= value <= LARGEST:
            msg = "number too large"
            raise NotCanonical(msg)
    elif type(value) is list:
        for part in value:
            _check(part, depth - 1)
    elif type(value) is dict:
        for key, part in value.items():
            if type(key) is not str or not key.isascii():
                msg = "a key that is not ASCII text"
                raise NotCanonical(msg)
            _check(part, depth - 1)
    else:
        msg = f"a {type(value).__name__}"
        raise NotCanonical(msg)
