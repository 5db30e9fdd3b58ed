"""Envelopes of the mailbox: 512 bytes each, alike from outside whatever is in them; only the protection key opens one.

From outside: two bytes of length (big-endian), an age file of that length, random bytes up to 512. Age files vary in
length; one that is too long is made again. Inside the age file stand 96 bytes:

| bytes | meaning |
|---|---|
| 0 | version, 1 |
| 1 | kind, a member of `EnvelopeKind` |
| 2-17 | id of the household, nought when it is unknown; random in padding |
| 18-21 | local day, days since 1-1-1970 (big-endian); random in padding |
| 22 | of distress: 1 when the household also wants to hear of its rights later, else 0; random in other kinds |
| 23-95 | random; a kind that needs more takes its fields from the front of them |

Without a protection key everything is padding to a recipient whose private half was never kept.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from uuid import UUID

import pyrage
from pyrage import x25519

from desktop.errors import EnvelopeUnreadable

SIZE = 512
"""Bytes of every envelope."""

CONTENT = 96
"""Bytes inside."""

LONGEST_FILE = 510
"""Bytes of an age file that fit."""

VERSION = 1
_FIRST_DAY = date(1970, 1, 1)


class EnvelopeKind(IntEnum):
    """What an envelope says. 2 to 15 are kept for signals, 16 to 31 for consented links to a workplace."""

    PADDING = 0
    LATER = 1
    """The household wants to hear of its rights later, in private."""
    DISTRESS = 2
    """Somebody stood at a desk or a lane under pressure; nobody there was told."""


@dataclass(frozen=True)
class Letter:
    """What an envelope held; of padding only the kind means something."""

    kind: EnvelopeKind
    household: UUID
    day: date
    later: bool = False
    """Of distress: whether the household also wants to hear of its rights later, in private."""


def new_protection_key() -> str:
    """A fresh private half, as age writes it; whoever holds it opens every envelope."""
    return str(x25519.Identity.generate())


def recipient_of(private: str) -> str:
    """The public half of a protection key: to whom envelopes are sealed."""
    return str(x25519.Identity.from_str(private).to_public())


def padding(recipient: str) -> bytes:
    """An envelope that says nothing; `recipient` may be empty."""
    return _sealed(recipient, bytes([VERSION, EnvelopeKind.PADDING]) + secrets.token_bytes(CONTENT - 2))


def later_in_private(recipient: str, household: UUID, day: date) -> bytes:
    """An envelope with the mark *later, in private* for one household.

    Raises ValueError without a recipient: nobody could ever read the mark.
    """
    return _mark(EnvelopeKind.LATER, recipient, household, day)


def distress(recipient: str, household: UUID | None, day: date, *, later: bool = False) -> bytes:
    """An envelope that says somebody of this household seemed to be under pressure; None for an unknown household.

    `later` is what `later_in_private` says, so that one does not cost the other. Raises ValueError without a recipient.
    """
    return _mark(EnvelopeKind.DISTRESS, recipient, household or UUID(int=0), day, bytes([later]))


def _mark(kind: EnvelopeKind, recipient: str, household: UUID, day: date, more: bytes = b"") -> bytes:
    if not recipient:
        msg = "a mark that nobody can read"
        raise ValueError(msg)
    head = bytes([VERSION, kind]) + household.bytes + (day - _FIRST_DAY).days.to_bytes(4, "big") + more
    return _sealed(recipient, head + secrets.token_bytes(CONTENT - len(head)))


def opened(sealed: bytes, private: str) -> Letter:
    """What an envelope says. Raises EnvelopeUnreadable: another key's, damaged, or of a kind that is not known here."""
    if len(sealed) != SIZE or (length := int.from_bytes(sealed[:2], "big")) > LONGEST_FILE:
        raise EnvelopeUnreadable(why="form")
    try:
        content = pyrage.decrypt(sealed[2 : 2 + length], [x25519.Identity.from_str(private)])
    except pyrage.DecryptError:
        raise EnvelopeUnreadable(why="key") from None
    if len(content) != CONTENT or content[0] != VERSION or content[1] not in list(EnvelopeKind):
        raise EnvelopeUnreadable(why="content")
    kind = EnvelopeKind(content[1])
    days = int.from_bytes(content[18:22], "big") if kind is not EnvelopeKind.PADDING else 0
    try:
        day = _FIRST_DAY + timedelta(days=days)
    except OverflowError:
        raise EnvelopeUnreadable(why="content") from None
    later = kind is EnvelopeKind.DISTRESS and content[22] == 1
    return Letter(kind, UUID(bytes=content[2:18]), day, later)


def _sealed(recipient: str, content: bytes) -> bytes:
    """`content` sealed to `recipient`, or to nobody; made again until it fits."""
    public = x25519.Recipient.from_str(recipient) if recipient else x25519.Identity.generate().to_public()
    while len(file := pyrage.encrypt(content, [public])) > LONGEST_FILE:
        pass
    return len(file).to_bytes(2, "big") + file + secrets.token_bytes(SIZE - 2 - len(file))
