"""Papers of the quiet list: facts that want a second look, without a word about why they are so."""

from dataclasses import dataclass
from datetime import datetime

from desktop.records.operator import EntryRef
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import QuietKind


@dataclass(frozen=True)
class Aside:
    """That somebody looked and put a line aside, with the reason."""

    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class QuietFlag:
    """One line of the quiet list. What does not belong to its kind is empty.

    `key` names the line as long as it is about the same thing; put aside, it comes back when `count` rises.
    """

    key: str
    kind: QuietKind
    count: int
    """Households; of a lane hand-overs, of two people and of a night acts, of cards cards."""
    households: tuple[HouseholdCode, ...]
    """By code; of a great many only the first. None where acts concern no household."""
    phone: str = ""
    name: str = ""
    """Of somebody who vouched, as told."""
    village: str = ""
    declared: bool = False
    """The phone was noted as one of those who stand between workers and owners."""
    operator: str = ""
    second: str = ""
    """The other one of two people."""
    total: int = 0
    """All acts of two people on that day."""
    point: str = ""
    lane: int = 0
    round_code: str = ""
    first: datetime | None = None
    last: datetime | None = None
    aside: Aside | None = None

    @property
    def minutes(self) -> int:
        """Whole minutes from the first to the last."""
        return round(self.seconds / 60)

    @property
    def seconds(self) -> int:
        """Whole seconds from the first to the last."""
        return round((self.last - self.first).total_seconds()) if self.first and self.last else 0


@dataclass(frozen=True)
class PutAside:
    """A line of the quiet list that was put aside."""

    flag: QuietFlag
    entry: EntryRef
