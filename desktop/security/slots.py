"""What `keys.json` is made of: the file, its slots, and what each part of a slot is bound to.

A slot has three parts. The *card* says who it is for; the office key signs it, so nobody gives himself a role. The
*lock* holds the operator's own secret under the passphrase; a key derived from that secret signs card and lock, so a
changed salt or cost is damage, not a wrong passphrase. The *store* part holds the store key (for controllers also the
office seed), encrypted to the public half of that secret (HPKE, RFC 9180): so a new store key reaches everybody who
stays without anybody's passphrase. Slots of focal persons, and the recovery slot, have a fourth part: the private
halves of the protection key, encrypted likewise, which no controller can read and a new store key leaves alone. A seal
over the whole file, made with the store key, binds the parts together.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from desktop.errors import KeysDamaged
from desktop.security.passwords import Cost, stretch
from desktop.security.signing import KeyKind, Purpose, SigningKey, derive, verify
from desktop.values.permissions import Role

KEY_BYTES = 32

_LARGEST_FILE = 1_000_000
_ROLES = frozenset(Role) | {"recovery"}
_HEX = re.compile(r"[0-9a-f]{56}")  # 16 bytes of salt, 12 of nonce
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PROTECTION = b"haqdar/protection-key/v1\0"

RECOVERY = "recovery"
"""Id, name and role of the slot that the recovery code opens."""


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a slot is for, and the public halves of the operator's secret (hexadecimal)."""

    operator: str
    name: str
    role: str
    seal_key: str
    sign_key: str


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The operator's secret under the passphrase (AES-256-GCM), and what the passphrase was stretched with."""

    passes: int
    memory_kib: int
    lanes: int
    salt: str
    nonce: str
    ct: str


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One operator's slot. `protection`: the newest key last; left out of the file where there is none."""

    card: Card
    office_sig: str
    lock: Lock
    own_sig: str
    store: str
    protection: tuple[str, ...] = ()


class KeysFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`keys.json`: the office's public key, which store key this is about, the slots, the seal over all of it."""

    office: str
    key_id: str
    slots: tuple[Slot, ...]
    seal: str
    v: Literal[1] = 1


def canonical_bytes(value: msgspec.Struct) -> bytes:
    """A part of the file as the bytes that are signed, sealed or bound; all fields are ASCII keys, text and numbers."""
    return msgspec.json.encode(value, order="deterministic")


def store_key_id(store_key: bytes) -> str:
    """A public name of the store key, from which nothing of it can be learnt."""
    return derive(store_key, "haqdar/key-id/v1", 8).hex()


def seal_of(file: KeysFile, store_key: bytes) -> str:
    """HMAC-SHA256 over everything but the seal."""
    body = canonical_bytes(msgspec.structs.replace(file, seal=""))
    return hmac.new(derive(store_key, "haqdar/keys-seal/v1"), body, sha256).hexdigest()


def to_bytes(file: KeysFile) -> bytes:
    """The file as written: indented, so that a person can look at it."""
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def from_bytes(data: bytes) -> KeysFile:
    """Read, in the one spelling there is, with every slot signed. Raises `KeysDamaged`."""
    if len(data) > _LARGEST_FILE:
        raise KeysDamaged("size")
    try:
        file = msgspec.json.decode(data, type=KeysFile)
    except (ValueError, msgspec.MsgspecError) as problem:
        raise KeysDamaged("json") from problem
    if to_bytes(file) != data:
        raise KeysDamaged("form")
    for slot in file.slots:
        if not (_possible(slot) and _signed(slot, file.office)):
            raise KeysDamaged("slot")
    if len({slot.card.operator for slot in file.slots}) != len(file.slots):
        raise KeysDamaged("slot")
    return file


def _possible(slot: Slot) -> bool:
    """Whether the values can be what we wrote; so that a made-up file costs neither memory nor another error."""
    card, lock = slot.card, slot.lock
    known = card.role in _ROLES and (card.operator == RECOVERY) == (card.role == RECOVERY)
    named = card.operator == RECOVERY or _UUID.fullmatch(card.operator) is not None
    bearable = 1 <= lock.passes <= 20 and 1 <= lock.lanes <= 16 and 8 * lock.lanes <= lock.memory_kib <= 1024 * 1024
    return known and named and bearable and len(lock.salt) == 32 and _HEX.fullmatch(lock.salt + lock.nonce) is not None


def _signed(slot: Slot, office: str) -> bool:
    """Whether the office signed the card, and the operator's own key card and lock."""
    try:
        card = canonical_bytes(slot.card)
        by_office = verify(bytes.fromhex(office), Purpose.OPERATOR_CERTIFICATE, card, bytes.fromhex(slot.office_sig))
        own = verify(
            bytes.fromhex(slot.card.sign_key),
            Purpose.OPERATOR_SLOT,
            card + canonical_bytes(slot.lock),
            bytes.fromhex(slot.own_sig),
        )
    except ValueError:
        return False
    return by_office and own


def sign_key(secret: bytes) -> SigningKey:
    """The signing key of an operator's secret."""
    return SigningKey(KeyKind.OPERATOR, derive(secret, "haqdar/operator-sign/v1"))


def _seal_key(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derive(secret, "haqdar/operator-seal/v1"))


def make_slot(
    office: SigningKey, operator: str, name: str, role: str, passphrase: str, held: bytes, cost: Cost
) -> Slot:
    """A new slot with a fresh secret; `held` is the store key, for controllers followed by the office seed."""
    secret = secrets.token_bytes(KEY_BYTES)
    card = Card(
        operator, name, role, _seal_key(secret).public_key().public_bytes_raw().hex(), sign_key(secret).public.hex()
    )
    signature = office.sign(Purpose.OPERATOR_CERTIFICATE, canonical_bytes(card))
    return locked(
        Slot(card, signature.hex(), Lock(0, 0, 0, "", "", ""), "", wrap(card, held)), secret, passphrase, cost
    )


def locked(slot: Slot, secret: bytes, passphrase: str, cost: Cost) -> Slot:
    """The slot with its secret under another passphrase."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    lock = Lock(cost.passes, cost.memory_kib, cost.lanes, salt.hex(), nonce.hex(), "")
    ct = AESGCM(stretch(passphrase, salt, cost)).encrypt(nonce, secret, _bound(slot.card, lock))
    lock = msgspec.structs.replace(lock, ct=ct.hex())
    own = sign_key(secret).sign(Purpose.OPERATOR_SLOT, canonical_bytes(slot.card) + canonical_bytes(lock))
    return msgspec.structs.replace(slot, lock=lock, own_sig=own.hex())


def unlocked(slot: Slot, passphrase: str) -> bytes | None:
    """The operator's secret, or None when the passphrase is another."""
    lock = slot.lock
    key = stretch(passphrase, bytes.fromhex(lock.salt), Cost(lock.passes, lock.memory_kib, lock.lanes))
    try:
        return AESGCM(key).decrypt(bytes.fromhex(lock.nonce), bytes.fromhex(lock.ct), _bound(slot.card, lock))
    except (InvalidTag, ValueError):
        return None


def _bound(card: Card, lock: Lock) -> bytes:
    return canonical_bytes(card) + canonical_bytes(msgspec.structs.replace(lock, ct=""))


def wrap(card: Card, held: bytes) -> str:
    """`held` encrypted to the operator of the card."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(card.seal_key))
    return _SUITE.encrypt(held, public, info=b"haqdar/store-key/v1\0" + canonical_bytes(card)).hex()


def unwrap(slot: Slot, secret: bytes) -> bytes:
    """What `wrap` held. Raises `KeysDamaged` when it was changed."""
    info = b"haqdar/store-key/v1\0" + canonical_bytes(slot.card)
    try:
        return _SUITE.decrypt(bytes.fromhex(slot.store), _seal_key(secret), info=info)
    except (InvalidTag, ValueError):
        raise KeysDamaged("store") from None


def with_protection(slot: Slot, private: Iterable[str]) -> Slot:
    """The slot with these private halves of the protection key added, encrypted to the operator of the card."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(slot.card.seal_key))
    info = _PROTECTION + canonical_bytes(slot.card)
    added = tuple(_SUITE.encrypt(one.encode("ascii"), public, info=info).hex() for one in private)
    return msgspec.structs.replace(slot, protection=slot.protection + added)


def protection_of(slot: Slot, secret: bytes) -> tuple[str, ...]:
    """What `with_protection` added, the newest last. Raises `KeysDamaged` when it was changed."""
    info = _PROTECTION + canonical_bytes(slot.card)
    try:
        return tuple(
            _SUITE.decrypt(bytes.fromhex(one), _seal_key(secret), info=info).decode("ascii") for one in slot.protection
        )
    except (InvalidTag, ValueError):
        raise KeysDamaged("protection") from None
