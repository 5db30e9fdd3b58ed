"""The office's public certificates: who the office is, which desks it certified, which of them are marked stolen.

They lie in `certificates.json` beside `keys.json`, are public, and are read without an operator. Each is canonical JSON
under a signature of the office key; the office's own is signed by itself. A certificate whose key is on the wrong half
(practice or real, see `desktop.security.signing`) is refused, as is one that says anything twice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop.errors import CertificatesDamaged, FileTooLarge
from desktop.security import canonical
from desktop.security.files import read_whole, write_whole
from desktop.security.signing import Purpose, SigningKey, is_practice, key_id, verify

FILE_NAME = "certificates.json"

_LARGEST_FILE = 1_000_000
_LOG_BASE = re.compile(r"haqdar\.pk/[a-z0-9-]{1,40}/[a-z0-9-]{1,40}")
_KEY = re.compile(r"[0-9a-f]{64}")
_SHORT = re.compile(r"[A-Z0-9]{2,8}")


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement and the signature over its canonical bytes, in hexadecimal."""

    body: dict[str, msgspec.Raw]
    sig: str


class OfficeCertificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the office is: its name, P-code and three-digit district of its codes, and its public key (hexadecimal)."""

    name: str
    pcode: str
    district: str
    public: str
    made: str
    v: int = 1

    @property
    def public_bytes(self) -> bytes:
        """The 32-byte public key."""
        return bytes.fromhex(self.public)

    @property
    def practice(self) -> bool:
        """Whether this is a practice office: a property of its key, which no setting changes."""
        return is_practice(key_id(self.public_bytes))


class DeskCertificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One desk of the office: id, names, block of serials, log name without its epoch, its two public keys (hex)."""

    desk: str
    name: str
    short: str
    block: int
    log: str
    card_key: str
    log_key: str
    office: str
    made: str
    v: int = 1

    @property
    def log_public(self) -> bytes:
        """The 32-byte key that signs the desk's checkpoints."""
        return bytes.fromhex(self.log_key)


class DeskList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which desks are marked stolen; a list with a higher number replaces one with a lower."""

    office: str
    number: int
    stolen: list[str]
    v: int = 1


class _File(msgspec.Struct, forbid_unknown_fields=True):
    office: Signed
    desks: list[Signed]
    list: Signed
    v: int


@dataclass(frozen=True)
class CardKey:
    """The public key that signs one desk's cards."""

    desk_id: str
    public: bytes
    public_key: Ed25519PublicKey
    stolen: bool


type _Body = OfficeCertificate | DeskCertificate | DeskList


def _signed(key: SigningKey, purpose: Purpose, body: _Body) -> Signed:
    text = canonical.encode(msgspec.to_builtins(body))
    return Signed(msgspec.json.decode(text, type=dict[str, msgspec.Raw]), key.sign(purpose, text).hex())


def _opened[Body: _Body](signed: Signed, kind: type[Body], purpose: Purpose, public: bytes | None) -> Body:
    """The statement inside, once its signature holds; without `public`, the key that it names itself."""
    text = msgspec.json.encode(signed.body, order="deterministic")
    try:
        body = msgspec.json.decode(text, type=kind)
        if canonical.encode(msgspec.to_builtins(body)) != text:
            raise CertificatesDamaged("form")
        key = public if public is not None else bytes.fromhex(getattr(body, "public", ""))
        signature = bytes.fromhex(signed.sig)
        if signature.hex() != signed.sig or not verify(key, purpose, text, signature):
            raise CertificatesDamaged("signature")
    except (ValueError, msgspec.MsgspecError) as problem:
        raise CertificatesDamaged("form") from problem
    return body


class Certificates:
    """The certificates of one office, every one of them verified. Frozen: changes make a new one."""

    def __init__(self, office: Signed, desks: tuple[Signed, ...], desk_list: Signed) -> None:
        """Verify all of them. Raises `CertificatesDamaged` with the first thing that does not hold."""
        self._signed_office, self._signed_desks, self._signed_list = office, desks, desk_list
        self.office = _opened(office, OfficeCertificate, Purpose.OFFICE_CERTIFICATE, None)
        public = self.office.public_bytes
        self.desks = tuple(_opened(one, DeskCertificate, Purpose.DESK_CERTIFICATE, public) for one in desks)
        self.desk_list = _opened(desk_list, DeskList, Purpose.DESK_LIST, public)
        self._check()

    def _check(self) -> None:
        if any(said.office != self.office.public for said in (*self.desks, self.desk_list)):
            raise CertificatesDamaged("office")
        for desk in self.desks:
            for key in (desk.card_key, desk.log_key):
                if not _KEY.fullmatch(key):
                    raise CertificatesDamaged("key")
                if is_practice(key_id(bytes.fromhex(key))) != self.office.practice:
                    raise CertificatesDamaged("half")
            if not (_LOG_BASE.fullmatch(desk.log) and _SHORT.fullmatch(desk.short) and 0 <= desk.block <= 99):
                raise CertificatesDamaged("desk")
        if not {desk.desk for desk in self.desks}.issuperset(self.desk_list.stolen):
            raise CertificatesDamaged("desk")
        said: list[tuple[object, ...]] = [
            tuple(desk.desk for desk in self.desks),
            tuple(desk.log for desk in self.desks),
            tuple(desk.block for desk in self.desks),
            tuple(key_id(bytes.fromhex(key)) for desk in self.desks for key in (desk.card_key, desk.log_key)),
        ]
        if any(len(set(values)) != len(values) for values in said):
            raise CertificatesDamaged("twice")

    @property
    def practice(self) -> bool:
        """Whether this is a practice office."""
        return self.office.practice

    @classmethod
    def create(cls, key: SigningKey, *, name: str, pcode: str, district: str, made: str) -> Self:
        """Certificates of a new office without desks; `made` is a date such as 2026-11-24."""
        office = OfficeCertificate(name, pcode, district, key.public.hex(), made)
        desk_list = DeskList(key.public.hex(), 1, [])
        return cls(_signed(key, Purpose.OFFICE_CERTIFICATE, office), (), _signed(key, Purpose.DESK_LIST, desk_list))

    def with_desk(
        self,
        key: SigningKey,
        *,
        desk_id: str,
        name: str,
        short: str,
        block: int,
        log: str,
        card_public: bytes,
        log_public: bytes,
        made: str,
    ) -> Self:
        """These and one more desk, certified by the office `key`. `log` is such as haqdar.pk/lodhran/desk-03."""
        desk = DeskCertificate(
            desk_id, name, short, block, log, card_public.hex(), log_public.hex(), self.office.public, made
        )
        signed = _signed(key, Purpose.DESK_CERTIFICATE, desk)
        return type(self)(self._signed_office, (*self._signed_desks, signed), self._signed_list)

    def with_stolen(self, key: SigningKey, desk_id: str) -> Self:
        """These with one desk marked stolen, in a list with the next number."""
        stolen = sorted({*self.desk_list.stolen, desk_id})
        desk_list = DeskList(self.office.public, self.desk_list.number + 1, stolen)
        return type(self)(self._signed_office, self._signed_desks, _signed(key, Purpose.DESK_LIST, desk_list))

    def desk_of_log(self, log: str) -> DeskCertificate | None:
        """The desk that writes `log` (its base and an epoch), or None."""
        base = log.rpartition("/")[0]
        return next((desk for desk in self.desks if desk.log == base), None)

    def short_of(self, log: str) -> str:
        """The short name of the desk that writes `log`, as it stands in an SMS; ``HQ`` for a log nobody writes."""
        desk = self.desk_of_log(log)
        return desk.short if desk else "HQ"

    def to_bytes(self) -> bytes:
        """The content of `certificates.json`."""
        whole = _File(self._signed_office, list(self._signed_desks), self._signed_list, 1)
        return msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1) + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read and verify. Raises `CertificatesDamaged`."""
        try:
            whole = msgspec.json.decode(data, type=_File)
        except (ValueError, msgspec.MsgspecError) as problem:
            raise CertificatesDamaged("json") from problem
        certificates = cls(whole.office, tuple(whole.desks), whole.list)
        if certificates.to_bytes() != data:  # a second spelling of one meaning is an edit
            raise CertificatesDamaged("form")
        return certificates

    def save(self, folder: Path) -> None:
        """Write `certificates.json` whole."""
        write_whole(folder / FILE_NAME, self.to_bytes())

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `certificates.json`. Raises `CertificatesDamaged`; `why` is ``missing`` when there is none."""
        try:
            return cls.from_bytes(read_whole(folder / FILE_NAME, _LARGEST_FILE))
        except FileNotFoundError:
            raise CertificatesDamaged("missing") from None
        except FileTooLarge:
            raise CertificatesDamaged("size") from None


def keyring(certificates: Certificates) -> Mapping[bytes, CardKey]:
    """Key id to card key of every certified desk, those marked stolen too."""
    stolen = set(certificates.desk_list.stolen)
    ring: dict[bytes, CardKey] = {}
    for desk in certificates.desks:
        public = bytes.fromhex(desk.card_key)
        ring[key_id(public)] = CardKey(
            desk.desk, public, Ed25519PublicKey.from_public_bytes(public), desk.desk in stolen
        )
    return ring
