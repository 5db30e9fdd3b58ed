"""What is signed, byte for byte: one line of a desk's log, and the commitment that ties its content to it.

A line is canonical JSON (RFC 8785, text and whole numbers only) and is kept as the exact bytes that were hashed. It
holds no personal data: opaque ids, and a salted commitment to the content, which lies in the encrypted tables. Erase
the salt and the line still verifies, but says nothing.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Literal

import msgspec

from desktop.security import canonical
from desktop.security.canonical import LARGEST, Json
from desktop.values.entry_kind import EntryKind

FIRST_PREV = "0" * 64
"""`prev` of the first line."""

SALT_BYTES = 16

type _Text = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
# Lengths only: both hashes are compared with computed ones, and a pattern would double the time of a walk.
type _Hash = Annotated[str, msgspec.Meta(min_length=64, max_length=64)]
type _Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
type _Moment = Annotated[str, msgspec.Meta(pattern=r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")]


class NotAnEntry(ValueError):
    """The bytes are no line of a log in its one canonical form."""


class Second(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second person of an act that needs two, and how they agreed: ``same-laptop``, ``stick``, ``other-laptop``."""

    how: Literal["same-laptop", "stick", "other-laptop"]
    role: _Text
    who: _Text


# Fields stand in alphabetical order, so that writing a line is writing its canonical form.
class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, gc=False):
    """One line. `up` is in microseconds: RFC 8785 ends at 2^53, which nanoseconds reach in 104 days."""

    app: _Text
    """Version of the program."""
    at: _Moment
    """Wall clock, UTC."""
    boot: _Text
    """Hash of the machine's start-up."""
    do: _Text
    """What was done: a value of `EntryKind`."""
    hlc: _Count
    """Hybrid logical clock: milliseconds since 1970 times 1024; greater in every line."""
    log: _Text
    """Origin, such as haqdar.pk/lodhran/desk-03/1."""
    op: _Text | None = None
    """Operation id, for repeating safely."""
    prev: _Hash
    """SHA-256 of the line before, for people and for pointing at the first wrong line."""
    ref: _Text | None = None
    """Opaque id of what it is about."""
    role: _Text
    second: Second | None = None
    seq: _Count
    """Position, from 0."""
    sum: _Hash | None = None
    """Commitment: SHA-256(salt ‖ canonical content)."""
    up: _Count
    v: Literal[1]
    was: _Count | None = None
    """The line of the same log that this one voids or replaces."""
    who: _Text
    """Operator id."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a use case says about what it did; the book adds place, time and hashes."""

    do: EntryKind
    who: str
    role: str
    ref: str | None = None
    op: str | None = None
    second: Second | None = None
    was: int | None = None
    content: dict[str, Json] | None = None
    """Personal data may stand here: it lies in the encrypted tables, the line has only the commitment."""


_DECODER = msgspec.json.Decoder(Entry)
_ENCODER = msgspec.json.Encoder()


def encode(entry: Entry) -> bytes:
    """The line of an entry."""
    return _ENCODER.encode(entry)


def decode(line: bytes) -> Entry:
    """The entry of a line. Raises `NotAnEntry` unless writing it again gives the same bytes."""
    try:
        entry = _DECODER.decode(line)
    except (ValueError, msgspec.MsgspecError) as problem:
        msg = "not a line"
        raise NotAnEntry(msg) from problem
    if _ENCODER.encode(entry) != line:
        msg = "not in canonical form"
        raise NotAnEntry(msg)
    return entry


def line_hash(line: bytes) -> str:
    """What the next line's `prev` says."""
    return sha256(line).hexdigest()


@dataclass(frozen=True)
class Sealed:
    """Content in canonical form with its salt, and the commitment that a line carries."""

    salt: bytes
    content: bytes
    sum: str


def commit(content: dict[str, Json]) -> Sealed:
    """A commitment with a fresh salt. Raises `canonical.NotCanonical` for other than text and whole numbers."""
    salt, written = secrets.token_bytes(SALT_BYTES), canonical.encode(content)
    return Sealed(salt, written, sha256(salt + written).hexdigest())


def opens(entry: Entry, salt: bytes, content: bytes) -> bool:
    """Whether salt and content are what the line committed to."""
    return len(salt) == SALT_BYTES and entry.sum == sha256(salt + content).hexdigest()
