"""Keys that sign, and what each may sign: every kind of signature has a lead of its own, so none passes for another.

*Practice* is a property of the key, and so of every signature: the key id is the first four bytes of SHA-256 over the
public key, and keys of a practice office are made until the first bit of their id is 1, those of a real office until
it is 0. No setting can change that, and a practice card is known by its key id alone.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEED_BYTES = 32
SIGNATURE_BYTES = 64


def derive(secret: bytes, info: str, length: int = 32) -> bytes:
    """A sub-key of `secret` for one use: HKDF-SHA256 (RFC 5869) without salt, told apart by `info`."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info.encode("ascii")).derive(secret)


class _Form(NamedTuple):
    lead: bytes
    added: bool


class Purpose(Enum):
    """What a signature is about. No lead is the beginning of another.

    Ours are written before the signed bytes. A card (COSE, RFC 9052) and a checkpoint (C2SP note) have forms of their
    own, which begin with their lead by themselves; other bytes are refused.
    """

    OFFICE_CERTIFICATE = _Form(b"haqdar/office-cert/v1\0", added=True)
    DESK_CERTIFICATE = _Form(b"haqdar/desk-cert/v1\0", added=True)
    DESK_LIST = _Form(b"haqdar/desk-list/v1\0", added=True)
    OPERATOR_CERTIFICATE = _Form(b"haqdar/operator-cert/v1\0", added=True)
    MAILBOX_RECIPIENT = _Form(b"haqdar/mailbox-recipient/v1\0", added=True)
    OPERATOR_SLOT = _Form(b"haqdar/operator-slot/v1\0", added=True)
    ENTRY = _Form(b"haqdar/entry/v1\0", added=True)
    CARD = _Form(b"\x84\x6aSignature1\x43\xa1\x01\x27", added=False)
    CHECKPOINT = _Form(b"haqdar.pk/", added=False)

    def signed_bytes(self, body: bytes) -> bytes:
        """The bytes that the signature covers. Raises ValueError when `body` has not the form of this kind."""
        if self.value.added:
            return self.value.lead + body
        if not body.startswith(self.value.lead):
            msg = f"not the form of a {self.name}"
            raise ValueError(msg)
        return body


class KeyKind(Enum):
    """Whose key it is, and so what it may sign."""

    OFFICE = frozenset(
        {
            Purpose.OFFICE_CERTIFICATE,
            Purpose.DESK_CERTIFICATE,
            Purpose.DESK_LIST,
            Purpose.OPERATOR_CERTIFICATE,
            Purpose.MAILBOX_RECIPIENT,
        }
    )
    CARD = frozenset({Purpose.CARD})
    LOG = frozenset({Purpose.CHECKPOINT})
    OPERATOR = frozenset({Purpose.OPERATOR_SLOT, Purpose.ENTRY})


def key_id(public: bytes) -> bytes:
    """First four bytes of SHA-256 over the 32-byte public key; the `kid` of a card."""
    return sha256(public).digest()[:4]


def is_practice(kid: bytes) -> bool:
    """Whether a key of this id belongs to a practice office: its first bit."""
    return kid[0] >= 0x80


class SigningKey:
    """The private half of one Ed25519 key, which signs only what its kind may sign."""

    def __init__(self, kind: KeyKind, seed: bytes) -> None:
        """Key of `kind` from its 32-byte seed."""
        self.kind = kind
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()
        self.kid = key_id(self.public)

    @property
    def practice(self) -> bool:
        """Whether this is a key of a practice office."""
        return is_practice(self.kid)

    def sign(self, purpose: Purpose, body: bytes) -> bytes:
        """64-byte signature. Raises ValueError when this kind of key has no business with `purpose`."""
        if purpose not in self.kind.value:
            msg = f"a {self.kind.name} key signs no {purpose.name}"
            raise ValueError(msg)
        return self._private.sign(purpose.signed_bytes(body))


def verify(public: bytes, purpose: Purpose, body: bytes, signature: bytes) -> bool:
    """Whether `signature` is the one of `public` over `body`, made for `purpose`."""
    return verify_with(Ed25519PublicKey.from_public_bytes(public), purpose, body, signature)


def verify_with(public: Ed25519PublicKey, purpose: Purpose, body: bytes, signature: bytes) -> bool:
    """As `verify`, with a key that was read already: for the scan path."""
    try:
        public.verify(signature, purpose.signed_bytes(body))
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class DeskKeys:
    """The two keys of a desk: one signs card credentials, one the checkpoints of its log.

    They have seeds of their own: the log's lies in the store, the cards' in the slots of those who may issue cards.
    """

    card: SigningKey | None
    """None for an operator whose role issues no cards."""
    log: SigningKey


def office_key(seed: bytes) -> SigningKey:
    """The office key of its 32-byte seed."""
    return SigningKey(KeyKind.OFFICE, seed)


def card_key(seed: bytes) -> SigningKey:
    """The key that signs a desk's cards, of its 32-byte seed."""
    return SigningKey(KeyKind.CARD, derive(seed, "haqdar/card-key/v1"))


def log_key(seed: bytes) -> SigningKey:
    """The key that signs the checkpoints of a desk's log, of its 32-byte seed."""
    return SigningKey(KeyKind.LOG, derive(seed, "haqdar/log-key/v1"))


def new_seed(key_of: Callable[[bytes], SigningKey], *, practice: bool) -> bytes:
    """A fresh seed whose key is on the half for practice or real offices (two tries on average)."""
    while True:
        seed = secrets.token_bytes(SEED_BYTES)
        if key_of(seed).practice == practice:
            return seed


def new_office_seed(*, practice: bool) -> bytes:
    """A fresh office seed."""
    return new_seed(office_key, practice=practice)
