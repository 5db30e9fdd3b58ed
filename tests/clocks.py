"""Clocks that tests put in the place of the machine's."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from desktop.ledger.clock import Reading, machine_clock
from desktop.values.period import PAKISTAN, local_day


def today() -> date:
    """The local day of the machine now: asked inside a test, as a run may begin before midnight and end after it."""
    return local_day(machine_clock().at)


class MorningClock:
    """A clock that stands where it is put; the time since start-up goes with it, so that nothing jumps.

    It begins tomorrow at eight in the morning, whenever the tests run: what is done at night is a flag of its own.
    """

    def __init__(self) -> None:
        self._start = machine_clock()
        local = self._start.at.astimezone(PAKISTAN)
        self.ahead = local.replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=1) - local

    def __call__(self) -> Reading:
        up = self._start.up + self.ahead // timedelta(microseconds=1)
        return replace(self._start, at=self._start.at + self.ahead, up=up)

    @property
    def today(self) -> date:
        """The local day, the same whenever it is asked."""
        return local_day(self().at)

    def forward(self, **by: float) -> datetime:
        self.ahead += timedelta(**by)
        return self().at
