"""What `keys.json` is made of: the file, its slots, and what each part of a slot is bound to.

A slot has these parts. The *card* says who it is for and holds a salted mark of the role; the office key signs it, so
nobody gives himself a role, and without the store key nobody reads one. The *lock* holds the operator's own secret
under the passphrase; a key derived from that secret signs the lock and the key that parts are sealed to, so a changed
salt or cost is damage, not a wrong passphrase. The *role* part opens the mark with the store key. The *store* part
holds the store key, encrypted to the operator (HPKE, RFC 9180): so a new store key reaches everybody who stays without
anybody's passphrase. The last parts hold the office seed, the card seed and the protection keys, for the roles that
have them; in all other slots the same parts lie with nothing in them, alike from outside. A seal over the whole file,
made with the store key, binds the parts together.

The secret has two halves: the signing key of the first stays for life, the sealing key of the second is made again
with each passphrase, so that an old copy of the file with an old passphrase opens nothing of today.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from desktop.errors import KeysDamaged
from desktop.security.passwords import Cost, stretch
from desktop.security.signing import SEED_BYTES, KeyKind, Purpose, SigningKey, derive, verify
from desktop.security.staff import OperatorCard, canonical_bytes, role_mark

KEY_BYTES = 32
SECRET_BYTES = 64
PLACES = 8
"""Protection keys that a slot keeps; the ninth takes the place of the first."""
RECOVERY = "recovery"
"""Id, name and role of the slot that the recovery code opens."""

_LARGEST_FILE = 1_000_000
_PROTECTION_BYTES = 74
_ROLE_BYTES = 16
_SALT_BYTES = 32
_HEX = re.compile(r"[0-9a-f]{56}")  # 16 bytes of salt, 12 of nonce
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The operator's secret under the passphrase (AES-256-GCM), and what the passphrase was stretched with."""

    passes: int
    memory_kib: int
    lanes: int
    salt: str
    nonce: str
    ct: str


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One operator's slot; keys, signatures and encrypted parts in hexadecimal."""

    card: OperatorCard
    office_sig: str
    seal_key: str
    lock: Lock
    own_sig: str
    role: str
    store: str
    office_seed: str
    card_seed: str
    protection: tuple[str, ...]


class KeysFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`keys.json`: the office's public key, how often the file was changed, which store it opens, the slots, the seal.

    `store` is the salt at the head of the store's file; `given` how many protection keys were ever made, encrypted.
    """

    office: str
    turn: int
    store: str
    given: str
    slots: tuple[Slot, ...]
    seal: str
    v: Literal[2] = 2


class _Own(msgspec.Struct, frozen=True):
    """What an operator's own key signs."""

    operator: str
    sign_key: str
    seal_key: str
    lock: Lock


def store_salt(store_key: bytes) -> str:
    """The salt at the head of the store under this key (hexadecimal): public, and nothing of the key is in it."""
    return derive(store_key, "haqdar/office.db/v1", 48)[KEY_BYTES:].hex()


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
    named = card.operator == RECOVERY or _UUID.fullmatch(card.operator) is not None
    bearable = 1 <= lock.passes <= 20 and 1 <= lock.lanes <= 16 and 8 * lock.lanes <= lock.memory_kib <= 1024 * 1024
    whole = len(slot.protection) == PLACES and len(lock.salt) == 32
    return named and bearable and whole and _HEX.fullmatch(lock.salt + lock.nonce) is not None


def _signed(slot: Slot, office: str) -> bool:
    """Whether the office signed the card, and the operator's own key lock and sealing key."""
    try:
        card = canonical_bytes(slot.card)
        by_office = verify(bytes.fromhex(office), Purpose.OPERATOR_CERTIFICATE, card, bytes.fromhex(slot.office_sig))
        own = verify(
            bytes.fromhex(slot.card.sign_key), Purpose.OPERATOR_SLOT, _own_bytes(slot), bytes.fromhex(slot.own_sig)
        )
    except ValueError:
        return False
    return by_office and own


def _own_bytes(slot: Slot) -> bytes:
    return canonical_bytes(_Own(slot.card.operator, slot.card.sign_key, slot.seal_key, slot.lock))


# --- the secret ------------------------------------------------------------------------------------------------------


def new_secret() -> bytes:
    """A fresh secret of an operator: 32 bytes that sign, 32 that parts are sealed to."""
    return secrets.token_bytes(SECRET_BYTES)


def resealing(secret: bytes) -> bytes:
    """The secret with another sealing half."""
    return secret[:KEY_BYTES] + secrets.token_bytes(KEY_BYTES)


def sign_key(secret: bytes) -> SigningKey:
    """The signing key of an operator's secret."""
    return SigningKey(KeyKind.OPERATOR, derive(secret[:KEY_BYTES], "haqdar/operator-sign/v1"))


def hand_of(secret: bytes) -> Callable[[bytes], bytes]:
    """Signs lines of the log with the operator's own key."""
    return partial(sign_key(secret).sign, Purpose.ENTRY)


def _seal_key(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derive(secret[KEY_BYTES:], "haqdar/operator-seal/v1"))


def certified(office: SigningKey, slot: Slot, name: str, role: str, sign_public: str, store_key: bytes) -> Slot:
    """The slot with a new version of its card, for this name and role, signed by the office."""
    salt = secrets.token_bytes(_SALT_BYTES)
    card = OperatorCard(slot.card.operator, slot.card.version + 1, name, sign_public, role_mark(salt, role))
    signature = office.sign(Purpose.OPERATOR_CERTIFICATE, canonical_bytes(card))
    slot = msgspec.structs.replace(slot, card=card, office_sig=signature.hex())
    return with_role(slot, store_key, role, salt)


def blank(operator: str) -> Slot:
    """A slot with nothing in it yet."""
    nothing = Lock(0, 0, 0, "", "", "")
    return Slot(OperatorCard(operator, 0, "", "", ""), "", "", nothing, "", "", "", "", "", ("",) * PLACES)


def locked(slot: Slot, secret: bytes, passphrase: str, cost: Cost) -> Slot:
    """The slot with this secret under this passphrase, and sealed to it; the parts are to be filled again."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    lock = Lock(cost.passes, cost.memory_kib, cost.lanes, salt.hex(), nonce.hex(), "")
    slot = msgspec.structs.replace(slot, lock=lock, seal_key=_seal_key(secret).public_key().public_bytes_raw().hex())
    ct = AESGCM(stretch(passphrase, salt, cost)).encrypt(nonce, secret, _own_bytes(slot))
    slot = msgspec.structs.replace(slot, lock=msgspec.structs.replace(lock, ct=ct.hex()))
    own = sign_key(secret).sign(Purpose.OPERATOR_SLOT, _own_bytes(slot))
    return msgspec.structs.replace(slot, own_sig=own.hex())


def unlocked(slot: Slot, passphrase: str) -> bytes | None:
    """The operator's secret, or None when the passphrase is another."""
    lock = slot.lock
    key = stretch(passphrase, bytes.fromhex(lock.salt), Cost(lock.passes, lock.memory_kib, lock.lanes))
    bound = _own_bytes(msgspec.structs.replace(slot, lock=msgspec.structs.replace(lock, ct="")))
    try:
        return AESGCM(key).decrypt(bytes.fromhex(lock.nonce), bytes.fromhex(lock.ct), bound)
    except (InvalidTag, ValueError):
        return None


# --- the parts -------------------------------------------------------------------------------------------------------


def _shut(slot: Slot, part: str, content: bytes) -> str:
    """`content` encrypted to the operator of the slot, as this part of it."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(slot.seal_key))
    return _SUITE.encrypt(content, public, info=_info(slot, part)).hex()


def _opened(slot: Slot, part: str, shut: str, secret: bytes) -> bytes:
    try:
        return _SUITE.decrypt(bytes.fromhex(shut), _seal_key(secret), info=_info(slot, part))
    except (InvalidTag, ValueError):
        raise KeysDamaged(part.partition(" ")[0]) from None


def _info(slot: Slot, part: str) -> bytes:
    return f"haqdar/slot/v2/{part}\0{slot.card.operator}".encode("ascii")


def _maybe(content: bytes | None, size: int) -> bytes:
    """One byte that says whether there is anything, then as many bytes in any case."""
    return b"\1" + content if content is not None else b"\0" + secrets.token_bytes(size)


def with_store(slot: Slot, store_key: bytes) -> Slot:
    """The slot with the store key in it."""
    return msgspec.structs.replace(slot, store=_shut(slot, "store", store_key))


def store_of(slot: Slot, secret: bytes) -> bytes:
    """The store key. Raises `KeysDamaged`."""
    return _opened(slot, "store", slot.store, secret)


def with_seeds(slot: Slot, office_seed: bytes | None, card_seed: bytes | None) -> Slot:
    """The slot with these seeds in it, or with none."""
    return msgspec.structs.replace(
        slot,
        office_seed=_shut(slot, "office", _maybe(office_seed, SEED_BYTES)),
        card_seed=_shut(slot, "card", _maybe(card_seed, SEED_BYTES)),
    )


def seeds_of(slot: Slot, secret: bytes) -> tuple[bytes | None, bytes | None]:
    """Office seed and card seed, each None where the slot has none. Raises `KeysDamaged`."""
    office = _opened(slot, "office", slot.office_seed, secret)
    card = _opened(slot, "card", slot.card_seed, secret)
    return (office[1:] if office[0] else None), (card[1:] if card[0] else None)


def with_protection(slot: Slot, place: int, private: str | None) -> Slot:
    """The slot with a private half of the protection key at a place, or with nothing there."""
    content = _maybe(private.encode("ascii") if private else None, _PROTECTION_BYTES)
    parts = list(slot.protection)
    parts[place] = _shut(slot, f"protection {place}", content)
    return msgspec.structs.replace(slot, protection=tuple(parts))


def with_protections(slot: Slot, keys: Sequence[str], given: int) -> Slot:
    """The slot with the newest of the `given` protection keys at their places, and with nothing at all others."""
    at = {(given - len(keys) + turn) % PLACES: key for turn, key in enumerate(keys) if turn >= len(keys) - PLACES}
    for place in range(PLACES):
        slot = with_protection(slot, place, at.get(place))
    return slot


def protection_of(slot: Slot, secret: bytes, given: int) -> tuple[str, ...]:
    """The protection keys of the slot, the newest last. Raises `KeysDamaged` when one was changed."""
    order = [(given + turn) % PLACES for turn in range(PLACES)]
    found = [_opened(slot, f"protection {place}", slot.protection[place], secret) for place in order]
    return tuple(one[1:].decode("ascii") for one in found if one[0])


# --- what the store key opens ----------------------------------------------------------------------------------------


def with_role(slot: Slot, store_key: bytes, role: str, salt: bytes) -> Slot:
    """The slot with what opens the mark on its card, under the store key."""
    shut = _boxed(store_key, "roles", salt + role.encode("ascii").ljust(_ROLE_BYTES, b"\0"), canonical_bytes(slot.card))
    return msgspec.structs.replace(slot, role=shut)


def role_of(slot: Slot, store_key: bytes) -> tuple[str, bytes]:
    """The role on the slot's card, and the salt of its mark. Raises `KeysDamaged`."""
    content = _unboxed(store_key, "roles", slot.role, canonical_bytes(slot.card))
    salt, role = content[:_SALT_BYTES], content[_SALT_BYTES:].rstrip(b"\0").decode("ascii")
    if role_mark(salt, role) != slot.card.role_mark:
        raise KeysDamaged("role")
    return role, salt


def with_given(file: KeysFile, store_key: bytes, given: int) -> KeysFile:
    """The file with the number of protection keys that were ever made."""
    return msgspec.structs.replace(file, given=_boxed(store_key, "given", given.to_bytes(4, "big"), b""))


def given_of(file: KeysFile, store_key: bytes) -> int:
    """How many protection keys were ever made. Raises `KeysDamaged`."""
    return int.from_bytes(_unboxed(store_key, "given", file.given, b""), "big")


def rewrapped(file: KeysFile, old: bytes, fresh: bytes) -> KeysFile:
    """All that hangs on the store key, for another store key; seeds and protection keys stay as they are."""
    given = given_of(file, old)
    changed = (with_role(with_store(slot, fresh), fresh, *role_of(slot, old)) for slot in file.slots)
    file = msgspec.structs.replace(file, slots=tuple(changed), store=store_salt(fresh))
    return with_given(file, fresh, given)


def replaced(file: KeysFile, slots: Iterable[Slot]) -> KeysFile:
    """The file with these slots in the place of those of the same operators."""
    fresh = {slot.card.operator: slot for slot in slots}
    return msgspec.structs.replace(file, slots=tuple(fresh.get(one.card.operator, one) for one in file.slots))


def _boxed(store_key: bytes, use: str, content: bytes, bound: bytes) -> str:
    nonce = secrets.token_bytes(12)
    return (nonce + AESGCM(derive(store_key, f"haqdar/keys-{use}/v1")).encrypt(nonce, content, bound)).hex()


def _unboxed(store_key: bytes, use: str, boxed: str, bound: bytes) -> bytes:
    try:
        data = bytes.fromhex(boxed)
        return AESGCM(derive(store_key, f"haqdar/keys-{use}/v1")).decrypt(data[:12], data[12:], bound)
    except (InvalidTag, ValueError):
        raise KeysDamaged("role" if use == "roles" else use) from None
