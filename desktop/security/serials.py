"""The shuffle of household serials: neighbours in the counter get serials far apart, and none is given twice.

A code says nothing about when or after whom somebody was registered. This hides an order from people who read cards;
it is no secret kept from who holds the key, which every desk of the office does.

A balanced Feistel network over the smallest even number of bits that holds the domain, walked until the value falls
inside it (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002, methods 2 and 3), with HMAC-SHA256 as the
round function.
"""

import hmac
from hashlib import sha256

from desktop.security.signing import derive
from desktop.values.identifiers import SERIALS

ROUNDS = 8


def shuffle_key(office_seed: bytes) -> bytes:
    """The key that desks of the office keep: 32 bytes from which the office seed cannot be found."""
    return derive(office_seed, "haqdar/serials/v1")


def shuffled(key: bytes, counter: int, domain: int = SERIALS) -> int:
    """The serial of `counter`, both from 0 to `domain` - 1; a different one for each. Raises ValueError outside."""
    if not 0 <= counter < domain:
        msg = f"counter outside 0 to {domain - 1}"
        raise ValueError(msg)
    bits = half_bits(domain)
    value = counter
    while True:
        left, right = value >> bits, value & (1 << bits) - 1
        for number in range(ROUNDS):
            left, right = right, left ^ round_value(key, number, right, bits)
        value = left << bits | right
        if value < domain:  # on average after less than four turns; always, since the walk comes back to where it began
            return value


def half_bits(domain: int) -> int:
    """Bits of one half of the network."""
    return max(1, (max(domain - 1, 1).bit_length() + 1) // 2)


def round_value(key: bytes, number: int, half: int, bits: int) -> int:
    """What round `number` adds for one half."""
    digest = hmac.digest(key, bytes([number]) + half.to_bytes(4, "big"), sha256)
    return int.from_bytes(digest[:4], "big") & (1 << bits) - 1
