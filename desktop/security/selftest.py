"""Known answers, asked of every cryptographic primitive before any data is opened; one wrong answer opens nothing.

Answers are published ones: FIPS 180-2 (SHA-256), RFC 4231 (HMAC), RFC 5869 (HKDF), RFC 8032 (Ed25519), RFC 7748
(X25519), the GCM specification (AES-256-GCM), RFC 9106 (Argon2id), RFC 9285 (base45), RFC 9180 by round trip (HPKE).
"""

import hmac
from collections.abc import Callable
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import SelfTestFailed
from desktop.security import base45

_hex = bytes.fromhex


def _sha256() -> bool:
    return sha256(b"abc").hexdigest() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def _hmac() -> bool:
    answer = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    return hmac.digest(b"Jefe", b"what do ya want for nothing?", sha256).hex() == answer


def _hkdf() -> bool:
    made = HKDF(SHA256(), 42, _hex("000102030405060708090a0b0c"), _hex("f0f1f2f3f4f5f6f7f8f9")).derive(b"\x0b" * 22)
    return made.hex() == ("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")


def _ed25519() -> bool:
    key = Ed25519PrivateKey.from_private_bytes(_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    signature = key.sign(b"\x72")
    if signature.hex() != (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ):
        return False
    key.public_key().verify(signature, b"\x72")
    try:
        key.public_key().verify(signature, b"\x73")
    except InvalidSignature:
        return True
    return False


def _x25519() -> bool:
    ours = X25519PrivateKey.from_private_bytes(_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
    theirs = X25519PublicKey.from_public_bytes(_hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
    return ours.exchange(theirs).hex() == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"


def _aes_gcm() -> bool:
    cipher, nonce = AESGCM(bytes(32)), bytes(12)
    sealed = cipher.encrypt(nonce, bytes(16), None)
    if sealed.hex() != "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919":
        return False
    if cipher.decrypt(nonce, sealed, None) != bytes(16):
        return False
    try:
        cipher.decrypt(nonce, sealed, b"other")
    except InvalidTag:
        return True
    return False


def _argon2id() -> bool:
    made = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive(b"\x01" * 32)
    return made.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def _hpke() -> bool:
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    key = X25519PrivateKey.generate()
    sealed = suite.encrypt(b"known", key.public_key(), info=b"test")
    if suite.decrypt(sealed, key, info=b"test") != b"known":
        return False
    try:
        suite.decrypt(sealed, key, info=b"other")
    except InvalidTag:
        return True
    return False


def _base45() -> bool:
    return base45.encode(b"ietf!") == "QED8WEX0" and base45.decode("QED8WEX0") == b"ietf!"


CHECKS: dict[str, Callable[[], bool]] = {
    "SHA-256": _sha256,
    "HMAC-SHA256": _hmac,
    "HKDF-SHA256": _hkdf,
    "Ed25519": _ed25519,
    "X25519": _x25519,
    "AES-256-GCM": _aes_gcm,
    "Argon2id": _argon2id,
    "HPKE": _hpke,
    "base45": _base45,
}
"""Every primitive that the program uses, each with its question."""

COUNT = 9
"""How many there must be: a check that was lost on the way is a failure too."""


def self_test() -> int:
    """Ask them all (about 2 ms); how many answered rightly. Raises `SelfTestFailed` with the first that did not."""
    answered = 0
    for name, check in CHECKS.items():
        try:
            right = check()
        except (InvalidSignature, InvalidTag, ValueError, TypeError, UnsupportedAlgorithm):
            right = False
        if not right:
            raise SelfTestFailed(name)
        answered += 1
    if answered != COUNT:
        raise SelfTestFailed("count")
    return answered
