"""Papers about cards: what a printed face needs, and what a card's row says."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop.records.operator import EntryRef
from desktop.values.identifiers import CardNumber, HouseholdCode, RegistrantId
from desktop.values.moment import Moment
from desktop.values.vocabulary import CardReason, CardState, ParentRelation


@dataclass(frozen=True)
class CardFaceData:
    """Everything that stands on one card, and no more."""

    number: CardNumber
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    credential: str = field(repr=False)
    renew_after: datetime
    copy: int
    """0 for the first printing, else the number of the copy."""
    photo: bytes | None = field(repr=False)


@dataclass(frozen=True)
class IssuedCards:
    """Cards issued in one act, in the order of their households."""

    faces: tuple[CardFaceData, ...]
    helpline: str
    """A number this office test-called, or empty."""
    practice: bool
    entry: EntryRef | None
    """None when nothing was new to the book: cards that were made before and were never on paper."""


@dataclass(frozen=True)
class CardView:
    """One card of the register."""

    number: CardNumber
    state: CardState
    reason: CardReason | None
    household: HouseholdCode
    registrant: RegistrantId
    issued_at: Moment
    expires_at: datetime
    copies: int
    printed_at: datetime | None = None
    """When somebody said that it came out well."""


@dataclass(frozen=True)
class CardChanged:
    """A card replaced or revoked."""

    card: CardView
    entry: EntryRef


@dataclass(frozen=True)
class HolderToPrint:
    """A holder without a live card, or whose card was never said to have come out well, for the list to print."""

    registrant: RegistrantId
    household: HouseholdCode
    slot: int
    name_as_told: str
    name_latin: str
    village: str
    pcode: str
    registered_at: datetime
    made_at: datetime | None = None
    """When the live card was made that waits to be printed; None where there is none yet."""
