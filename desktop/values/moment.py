"""How exactly somebody may know when something was done: moments of a registration lead to a visit of a workplace.

Who knows the minute at which a family was registered, and the day on which a kiln was visited, knows where they work.
Clerks see the month, and *today* for what they may still correct; the right `REGISTERED_WHEN` sees the second.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.values.period import PAKISTAN, local_day, midnight, utc_text


class Exactness(StrEnum):
    """How much of a moment is known."""

    SECOND = "second"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True)
class Moment:
    """A moment as far as it is known: `at` is the beginning of the local day or month where that is all."""

    at: datetime
    exactness: Exactness = Exactness.SECOND

    @property
    def day(self) -> date:
        """The local day; the first of the month where only that is known."""
        return local_day(self.at)

    @property
    def text(self) -> str:
        """RFC 3339 as exactly as it is known: 2026-11-24T09:05:00Z, 2026-11-24 or 2026-11."""
        match self.exactness:
            case Exactness.SECOND:
                return utc_text(self.at)
            case Exactness.DAY:
                return self.day.isoformat()
            case Exactness.MONTH:
                return f"{self.day:%Y-%m}"


@dataclass(frozen=True)
class Sight:
    """What whoever looks may know of a household, `now`.

    `exact`: the moments at which it was registered; `details`: phones, kinds of work and what is difficult.
    """

    now: datetime
    exact: bool
    details: bool = True

    def of(self, at: datetime) -> Moment:
        """A moment at which something was recorded of a household, as exactly as it may be known."""
        return Moment(at) if self.exact else self.on(local_day(at))

    def on(self, day: date) -> Moment:
        """A day on which something was recorded of a household: the month, but for today."""
        if self.exact or day == local_day(self.now):
            return day_moment(day)
        return Moment(midnight(first_of_month(day)), Exactness.MONTH)


EXACT = Sight(datetime.min.replace(tzinfo=PAKISTAN), exact=True)
"""For what the program itself compares; never for what is shown."""


def month_moment(at: datetime) -> Moment:
    """The month alone of a moment."""
    return Moment(midnight(first_of_month(local_day(at))), Exactness.MONTH)


def day_moment(day: date) -> Moment:
    """A whole local day."""
    return Moment(midnight(day), Exactness.DAY)


def first_of_month(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)
