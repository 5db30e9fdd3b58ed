"""Checkpoints: the signed head of a log (a C2SP signed note) and its short form for paper, speech and one SMS.

A note is three lines (origin, size, base64 root), a blank line and signature lines
``— name base64(key id ‖ signature)``; the key id is the first four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key). We
write no extension lines and read none. Lines of keys that we do not know (witnesses) are skipped, as the specification
says, but must be well formed.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from desktop.errors import FingerprintUnreadable
from desktop.security.canonical import LARGEST
from desktop.security.signing import Purpose, SigningKey, verify
from desktop.values.text import western_digits

DIGITS = 24
"""Decimal digits of a fingerprint: about 79 bits of the root."""

_LONGEST = 20_000
_MOST_SIGNATURES = 16
_ORIGIN = re.compile(r"haqdar\.pk/[a-z0-9-]{1,40}/[a-z0-9-]{1,40}/[1-9][0-9]{0,3}(-[0-9]{4})?")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_SIGNATURE_LINE = re.compile(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_ED25519 = b"\x01"


class NoteRefused(ValueError):
    """The text is no checkpoint of the log, or not signed by its key; `why` is a short code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Checkpoint:
    """The head of one log: how many lines, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class NoteSignature:
    """One signature line: the key's name and id, and what it signed with."""

    name: str
    key_id: bytes
    signature: bytes


def is_origin(text: str) -> bool:
    """Whether this names a log: district, desk and epoch under haqdar.pk."""
    return _ORIGIN.fullmatch(text) is not None


def note_key_id(name: str, public: bytes) -> bytes:
    """The id of an Ed25519 key in a note (C2SP signed-note; not the card's `kid`)."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed note of a checkpoint, signed in the name of its origin."""
    text = checkpoint.text
    signature = key.sign(Purpose.CHECKPOINT, text.encode())
    line = b64encode(note_key_id(checkpoint.origin, key.public) + signature).decode()
    return f"{text}\n\u2014 {checkpoint.origin} {line}\n"


def parse(note: str) -> tuple[Checkpoint, tuple[NoteSignature, ...]]:
    """Checkpoint and signature lines, nothing verified yet. Raises `NoteRefused` for any other form."""
    if len(note) > _LONGEST:
        raise NoteRefused("long")
    lines = note.split("\n")
    if len(lines) < 6 or lines[-1] or lines[3]:
        raise NoteRefused("shape")
    origin, size, root = lines[:3]
    if not is_origin(origin):
        raise NoteRefused("origin")
    if not _SIZE.fullmatch(size) or int(size) > LARGEST:
        raise NoteRefused("size")
    hashed = _decoded(root)
    if hashed is None or len(hashed) != 32:
        raise NoteRefused("root")
    signatures = lines[4:-1]
    if len(signatures) > _MOST_SIGNATURES:
        raise NoteRefused("signatures")
    return Checkpoint(origin, int(size), hashed), tuple(_signature(line) for line in signatures)


def open_note(note: str, origin: str, public: bytes) -> Checkpoint:
    """The checkpoint of `origin`, signed by its log key. Raises `NoteRefused`."""
    checkpoint, signatures = parse(note)
    if checkpoint.origin != origin:
        raise NoteRefused("other_log")
    ours = [one for one in signatures if one.name == origin and one.key_id == note_key_id(origin, public)]
    if not ours:
        raise NoteRefused("unsigned")
    if len(ours) > 1:
        raise NoteRefused("signatures")
    if not verify(public, Purpose.CHECKPOINT, checkpoint.text.encode(), ours[0].signature):
        raise NoteRefused("signature")
    return checkpoint


def _decoded(text: str) -> bytes | None:
    """Base64 in its one spelling, or None."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        return None
    return data if b64encode(data).decode() == text else None


def _signature(line: str) -> NoteSignature:
    found = _SIGNATURE_LINE.fullmatch(line)
    data = _decoded(found[2]) if found else None
    if found is None or data is None or len(data) <= 4 or not found[1].isprintable():
        raise NoteRefused("signatures")
    return NoteSignature(found[1], data[:4], data[4:])


@dataclass(frozen=True)
class Fingerprint:
    """The short form of a checkpoint: size and the root's last 24 decimal digits (root as a number, modulo 10^24)."""

    size: int
    digits: str

    @classmethod
    def of(cls, size: int, root: bytes) -> Self:
        """The fingerprint of a head."""
        return cls(size, f"{int.from_bytes(root, 'big') % 10**DIGITS:0{DIGITS}d}")

    @property
    def groups(self) -> tuple[str, ...]:
        """Six groups of four digits."""
        return tuple(self.digits[start : start + 4] for start in range(0, DIGITS, 4))

    def line(self, short: str) -> str:
        """As it stands on paper and in an SMS: ``HQ LDN03 184223 4071 9926 ...``; `short` names the desk."""
        return " ".join(("HQ", short, str(self.size), *self.groups))


def fingerprint(size: int, root: bytes) -> Fingerprint:
    """The short form of a head of `size` lines with this root."""
    return Fingerprint.of(size, root)


def parse_fingerprint(typed: str) -> tuple[str, Fingerprint]:
    """Short desk name and fingerprint of a typed line: digits of three scripts, any spaces and grouping, any case.

    Raises `FingerprintUnreadable`: ``shape``, ``size`` or ``digits``.
    """
    words = western_digits(typed).replace("-", " ").upper().split()
    if words[:1] == ["HQ"]:
        words = words[1:]
    if len(words) < 3 or not re.fullmatch(r"[A-Z0-9]{2,8}", words[0]):
        raise FingerprintUnreadable("shape")
    if not re.fullmatch(r"[0-9]{1,16}", words[1]):
        raise FingerprintUnreadable("size")
    digits = "".join(words[2:])
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
        raise FingerprintUnreadable("digits")
    return words[0], Fingerprint(int(words[1]), digits)
