"""The clock of the days before a practice office is opened: it stands where it was set, and goes on when it is told."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from desktop.ledger.clock import Reading
from desktop.values.period import PAKISTAN

_BOOT = sha256(b"haqdar/practice/boot").hexdigest()[:16]
"""A start-up of its own, so that today's clock of the machine is no jump after it."""


@dataclass
class PracticeClock:
    """Days of work that lie behind; a clock as the desk knows one."""

    at: datetime
    _begun: datetime = field(init=False)

    def __post_init__(self) -> None:
        """The moment it is made with is that of the start-up."""
        self._begun = self.at = self.at.astimezone(UTC)

    def __call__(self) -> Reading:
        """The moment at which it stands."""
        return Reading(self.at, (self.at - self._begun) // timedelta(microseconds=1), _BOOT)

    def go_to(self, moment: datetime) -> None:
        """On to a moment; never back."""
        self.at = max(self.at, moment.astimezone(UTC))

    def go_on(self, span: timedelta) -> None:
        """On by so much."""
        self.at += span


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a local day."""
    return datetime.combine(day, time(hour, minute), PAKISTAN)
