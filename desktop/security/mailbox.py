"""To whom envelopes of the mailbox are sealed: a statement of the office key, with a number that only grows.

Whoever can write the store could put an own recipient there, for an hour or a day; without the office key it has no
signature, and an older one of the office has a number below the one that the log last named.
"""

from functools import lru_cache

import msgspec

from desktop.errors import MailboxForged
from desktop.records.operator import Sealing
from desktop.security.signing import Purpose, SigningKey, verify
from desktop.security.staff import canonical_bytes


class _Said(msgspec.Struct, frozen=True):
    number: int
    office: str
    recipient: str


def sealing(office: SigningKey, recipient: str, number: int) -> Sealing:
    """The office seals to this recipient from now on; empty: to nobody, which is signed as well."""
    said = _Said(number, office.public.hex(), recipient)
    return Sealing(recipient, number, office.sign(Purpose.MAILBOX_RECIPIENT, canonical_bytes(said)))


@lru_cache(maxsize=64)
def require_signed(office: bytes, said: Sealing) -> None:
    """Raises MailboxForged unless the office key signed it. What held once is remembered, so a scan pays nothing."""
    body = canonical_bytes(_Said(said.number, office.hex(), said.recipient))
    if said.number < 1 or not verify(office, Purpose.MAILBOX_RECIPIENT, body, bytes(said.signature)):
        raise MailboxForged
