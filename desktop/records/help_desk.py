"""Papers of the help desk: who was sent, who may collect for a day, who is served at home, help without a card."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desktop.records.distribution import CollectorChoice, ItemDue, Standing
from desktop.records.operator import EntryRef
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.vocabulary import ProxyReason, ReferralResult, Source, Verdict


@dataclass(frozen=True)
class Visit:
    """A household that a lane sent to the help desk, as it stands in the queue; never why, that is asked anew."""

    id: UUID
    standing: Standing
    point_name: str
    verdict: Verdict
    household: HouseholdCode | None
    """None where what was shown names nobody that one may believe: no card of ours, or a false one."""
    number: CardNumber | None
    source: Source
    at: datetime
    name_as_told: str
    name_latin: str
    photo: bytes | None
    village: str
    known: bool
    """Whether the register has the household."""
    result: ReferralResult | None = None
    who: CollectorChoice | None = None
    """Who came in the holder's place; without a name when nobody collects in this way any more."""
    refused: str = ""
    """Why the card was refused where it names nobody, as in `desktop.words.reasons`."""


@dataclass(frozen=True)
class VisitEnded:
    """A visit with what came of it."""

    visit: Visit
    entry: EntryRef


@dataclass(frozen=True)
class Question:
    """A question by which the help desk knows a collector, with the answer that the register has."""

    parent_of: str
    """The head by name: who is the father or husband of this person?"""
    parent: str
    people: int
    children: int


@dataclass(frozen=True)
class ProvisionalGiven:
    """Help without a card; `short` is what would have been due and was not there."""

    id: UUID
    receipt: int
    size: int
    items: tuple[ItemDue, ...]
    short: tuple[ItemDue, ...]
    left_today: int
    """How many more may be helped at this point today."""
    at: datetime
    point_name: str
    entry: EntryRef


@dataclass(frozen=True)
class Allowed:
    """A household that may draw in a round for so many people."""

    household: HouseholdCode
    round_code: str
    size: int
    reason: str
    entry: EntryRef


@dataclass(frozen=True)
class ProxyDraft:
    """Who is to collect for a household on one day."""

    name_as_told: str = ""
    name_latin: str = ""
    relation: str = ""
    phone: str = ""
    reason: ProxyReason | None = None


@dataclass(frozen=True)
class ProxyLet:
    """Somebody who may collect for a household today; `households` counts those of the round, this one too."""

    household: HouseholdCode
    round_code: str
    day: date
    name_as_told: str
    name_latin: str
    relation: str
    reason: ProxyReason
    households: int
    looked_at: bool
    """More households than one looks past."""
    entry: EntryRef


@dataclass(frozen=True)
class DeliveryView:
    """A household that is served at home in a round."""

    household: HouseholdCode
    name_as_told: str
    name_latin: str
    village: str
    pcode: str
    reason: ProxyReason
    drawn: bool


@dataclass(frozen=True)
class DeliveryChanged:
    """A household put on the list for home delivery, or taken off it; `entry` is None when it stood there so."""

    household: HouseholdCode
    round_code: str
    entry: EntryRef | None
