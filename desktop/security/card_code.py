"""The signed content of a card's QR: seal a card number into it, open it again or refuse.

MOSIP Claim 169 in a CWT: COSE_Sign1 (EdDSA, four-byte kid), payload ``{4: exp, 6: iat, 169: {1: card number}}``, zlib,
base45. The message always has 114 bytes and the text 188 characters, so QR version 9-Q always holds it. Opening takes
the values from their fixed places, builds the whole message again from them and compares the bytes before it verifies:
a lenient CBOR reader, which would take several spellings for one meaning, never sees what came from outside.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import cbor2

from desktop.errors import CardSignatureWrong, NotOurCard
from desktop.security import base45
from desktop.security.certificates import CardKey
from desktop.security.signing import SIGNATURE_BYTES, Purpose, SigningKey, is_practice, verify_with
from desktop.values.identifiers import CardNumber

LONGEST = 189
"""Characters that fit QR 9-Q."""

LIFE_YEARS = 5

_INFLATED_LIMIT = 65_536
_HEAD = b"\xd2\x84\x43\xa1\x01\x27\xa1\x04\x44"  # tag 18, array of 4, {1: -8}, {4: four bytes
_MESSAGE_BYTES = 114
_KID_WITHIN = 24  # a kid later than this is not in the headers of anything like a card


@dataclass(frozen=True)
class Credential:
    """What a genuine card says: its number, first and last second (UTC), the key and the desk that signed it."""

    number: CardNumber
    issued: int
    expires: int
    kid: bytes
    desk_id: str
    stolen: bool
    """The desk is marked stolen: this signature proves nothing, only the signed list of its cards does."""


def quarter_start(day: date) -> int:
    """First second (UTC, since 1970) of the quarter in which `day` falls."""
    return int(datetime(day.year, (day.month - 1) // 3 * 3 + 1, 1, tzinfo=UTC).timestamp())


def validity(day: date) -> tuple[int, int]:
    """`issued` and `expires` of a card made on `day`: the start of its quarter, and five years later."""
    return quarter_start(day), quarter_start(date(day.year + LIFE_YEARS, (day.month - 1) // 3 * 3 + 1, 1))


def seal(number: CardNumber, issued: int, expires: int, key: SigningKey) -> str:
    """The text of the QR: 188 characters. Times are firsts of a quarter; raises ValueError for others."""
    if not (_is_quarter_start(issued) and _is_quarter_start(expires) and issued < expires):
        msg = "card times are firsts of a quarter"
        raise ValueError(msg)
    payload = _payload(number, issued, expires)
    message = _message(key.kid, payload, key.sign(Purpose.CARD, _to_be_signed(payload)))
    # Stored, not squeezed: a signature does not shrink, and so the length never varies with the zlib in use.
    return base45.encode(zlib.compress(message, 0))


def open_credential(text: str, keyring: Mapping[bytes, CardKey]) -> Credential:
    """What the card says, once its desk's signature has been verified.

    Raises `NotOurCard` (foreign, unreadable, or a key that this office does not know) and `CardSignatureWrong` (a key
    of this office, but signature or canonical form fails). Expiry is not judged here: the clock alone never refuses.
    """
    message = _inflate(text)
    kid = _claimed_key(message, keyring)
    known = keyring.get(kid)
    values = _values(message)
    if known is None:
        raise NotOurCard(_stranger(kid, keyring) if values is not None else "not_a_card")
    if values is None:
        raise CardSignatureWrong(known.desk_id)
    number, issued, expires = values
    payload = _payload(number, issued, expires)
    signature = message[-SIGNATURE_BYTES:]
    if _message(kid, payload, signature) != message:
        raise CardSignatureWrong(known.desk_id)
    if not verify_with(known.public_key, Purpose.CARD, _to_be_signed(payload), signature):
        raise CardSignatureWrong(known.desk_id)
    return Credential(number, issued, expires, kid, known.desk_id, known.stolen)


def _payload(number: CardNumber, issued: int, expires: int) -> bytes:
    return cbor2.dumps({4: expires, 6: issued, 169: {1: number.text}}, canonical=True)


def _to_be_signed(payload: bytes) -> bytes:
    """The Sig_structure of RFC 9052, section 4.4: context, protected header, nothing from outside, payload."""
    return cbor2.dumps(["Signature1", b"\xa1\x01\x27", b"", payload])


def _message(kid: bytes, payload: bytes, signature: bytes) -> bytes:
    return _HEAD + kid + cbor2.dumps(payload) + cbor2.dumps(signature)


def _inflate(text: str) -> bytes:
    """Text to the bytes of the message; length first, so that nothing long is ever worked on."""
    if len(text) > LONGEST:
        raise NotOurCard("not_a_card")
    inflater = zlib.decompressobj()
    try:
        message = inflater.decompress(base45.decode(text), _INFLATED_LIMIT)
    except (ValueError, zlib.error):
        raise NotOurCard("not_a_card") from None
    if not inflater.eof or inflater.unused_data or inflater.unconsumed_tail:
        raise NotOurCard("not_a_card")
    return message


def _claimed_key(message: bytes, keyring: Mapping[bytes, CardKey]) -> bytes:
    """The key id in the message's header. One in another spelling counts if it is ours: then the card was altered."""
    if message.startswith(_HEAD) and len(message) == _MESSAGE_BYTES:
        return message[len(_HEAD) : len(_HEAD) + 4]
    if message[:1] in (b"\xd2", b"\x84"):
        for place in range(1, min(_KID_WITHIN, len(message) - 4)):
            if message[place] == 0x44 and message[place + 1 : place + 5] in keyring:
                return message[place + 1 : place + 5]
    raise NotOurCard("not_a_card")


def _stranger(kid: bytes, keyring: Mapping[bytes, CardKey]) -> str:
    """Why an unknown key is not ours: practice at a real desk, the reverse, or another office."""
    here = next(iter(keyring), kid)
    if is_practice(kid) == is_practice(here):
        return "other_office"
    return "practice_card" if is_practice(kid) else "real_card"


def _values(message: bytes) -> tuple[CardNumber, int, int] | None:
    """Number, iat and exp from their places: head 9, kid 4, 58 21, a3 04 1a exp 06 1a iat 18 a9 a1 01 6f digits."""
    if len(message) != _MESSAGE_BYTES:
        return None
    digits = message[33:48]
    if not digits.isdigit():
        return None
    try:
        number = CardNumber.parse(digits.decode("ascii"))
    except ValueError:
        return None
    expires, issued = int.from_bytes(message[18:22], "big"), int.from_bytes(message[24:28], "big")
    if not (_is_quarter_start(issued) and _is_quarter_start(expires) and issued < expires):
        return None
    return number, issued, expires


def _is_quarter_start(second: int) -> bool:
    return 0 < second < 2**32 and quarter_start(datetime.fromtimestamp(second, UTC).date()) == second
