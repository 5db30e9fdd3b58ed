"""Who works or worked here, as the office key signed it: each operator's certificates, with the key that signs entries.

The certificate on a slot's card names an operator, the public key of that operator and a salted mark of the role. The
encrypted store keeps all of them for ever, with what opens the marks, so that every line of the log can be verified
after its writer left. Rows can be deleted, which shows, and cannot be forged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop.security.signing import Purpose, verify


class OperatorCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who somebody is: id, version of the statement, name, public key (hexadecimal), salted mark of the role."""

    operator: str
    version: int
    name: str
    sign_key: str
    role_mark: str


@dataclass(frozen=True)
class OperatorCertificate:
    """A card as the office key signed it, and what opens the mark on it."""

    card: bytes
    signature: bytes
    role: str
    salt: bytes = field(repr=False)

    def card_read(self) -> OperatorCard:
        """The card, not verified."""
        return msgspec.json.decode(self.card, type=OperatorCard)


@dataclass(frozen=True)
class Certified:
    """What one certificate says, once it holds."""

    card: OperatorCard
    role: str
    key: Ed25519PublicKey


class CertificateForged(ValueError):
    """A certificate of an operator that the office key did not sign, or whose role is another."""


def canonical_bytes(value: msgspec.Struct) -> bytes:
    """A statement as the bytes that are signed, sealed or bound; all fields are ASCII keys, text and numbers."""
    return msgspec.json.encode(value, order="deterministic")


def role_mark(salt: bytes, role: str) -> str:
    """What stands on a card for the role: nobody reads it without the salt, nobody opens it as another role."""
    return sha256(b"haqdar/role/v1\0" + salt + role.encode("ascii")).hexdigest()


def certified(certificate: OperatorCertificate, office: bytes) -> Certified:
    """What a certificate says, verified under the office's public key. Raises CertificateForged."""
    try:
        card = msgspec.json.decode(certificate.card, type=OperatorCard)
        if canonical_bytes(card) != certificate.card or len(certificate.salt) != 32:
            raise CertificateForged
        if role_mark(certificate.salt, certificate.role) != card.role_mark:
            raise CertificateForged
        if not verify(office, Purpose.OPERATOR_CERTIFICATE, certificate.card, certificate.signature):
            raise CertificateForged
        return Certified(card, certificate.role, Ed25519PublicKey.from_public_bytes(bytes.fromhex(card.sign_key)))
    except (ValueError, msgspec.MsgspecError) as problem:
        raise CertificateForged from problem


class Staff:
    """All certificates of an office's operators, every one of them verified."""

    def __init__(self, certificates: Iterable[OperatorCertificate], office: bytes) -> None:
        """Verify all of them under the office's public key. Raises CertificateForged."""
        self._of: dict[str, list[Certified]] = {}
        for one in sorted((certified(one, office) for one in certificates), key=lambda one: one.card.version):
            self._of.setdefault(one.card.operator, []).append(one)

    def everybody(self) -> frozenset[str]:
        """Ids of all who ever had a certificate."""
        return frozenset(self._of)

    def newest(self, operator: str) -> Certified | None:
        """The last certificate of an operator; None for a stranger."""
        return self._of[operator][-1] if operator in self._of else None

    def whole(self) -> bool:
        """Whether no version of any operator is missing."""
        return all([one.card.version for one in held] == list(range(1, len(held) + 1)) for held in self._of.values())

    def keys(self, operator: str, role: str) -> tuple[Ed25519PublicKey, ...]:
        """The keys with which this operator signs, or signed, as this role."""
        return tuple(one.key for one in self._of.get(operator, ()) if one.role == role)
