"""Invented offices with certified desks, for tests."""

from dataclasses import dataclass

from desktop.security.certificates import Certificates
from desktop.security.signing import SigningKey, card_key, log_key, new_office_seed, new_seed, office_key


@dataclass(frozen=True)
class DeskPair:
    """The card key and the log key of a desk."""

    card: SigningKey
    log: SigningKey


def new_desk(*, practice: bool = False) -> DeskPair:
    """Fresh keys of a desk."""
    return DeskPair(
        card_key(new_seed(card_key, practice=practice)),
        log_key(new_seed(log_key, practice=practice)),
    )


@dataclass(frozen=True)
class Office:
    """An office key, its certificates and the keys of its first desk."""

    key: SigningKey
    desk: DeskPair
    certificates: Certificates


def make_office(*, practice: bool, name: str = "Lodhran") -> Office:
    """A new office with one certified desk."""
    key = office_key(new_office_seed(practice=practice))
    desk = new_desk(practice=practice)
    bare = Certificates.create(key, name=name, pcode="PK617", district="617", made="2026-11-24")
    return Office(key, desk, add_desk(bare, key, desk, 0))


def add_desk(certificates: Certificates, key: SigningKey, desk: DeskPair, block: int) -> Certificates:
    """The certificates and one more desk, named after its block."""
    return certificates.with_desk(
        key,
        desk_id=f"desk-{block}",
        name=f"Desk {block}",
        short=f"LDN{block:02d}",
        block=block,
        log=f"haqdar.pk/lodhran/desk-{block:02d}",
        card_public=desk.card.public,
        log_public=desk.log.public,
        made="2026-11-24",
    )
