"""Clocks that tests put in the place of the machine's."""

from dataclasses import replace
from datetime import datetime, timedelta

from desktop.ledger.clock import Reading, machine_clock
from desktop.values.period import PAKISTAN


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

    def forward(self, **by: float) -> datetime:
        self.ahead += timedelta(**by)
        return self().at
