"""From when on something wants a second look: numbers that an honest day does not reach.

A household takes four to six minutes (practice at registration desks), so that eighty to a hundred are a full day.
These are facts for a person to look at; nothing is refused, blocked or counted against anybody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

SHARED = 3
"""A phone, or somebody who vouches, for more households than this."""

BURST, BURST_SPAN = 5, timedelta(minutes=5)
"""So many households of one operator within so short a time."""
CROWD, CROWD_SPAN = 21, timedelta(hours=1)
"""More than twenty within an hour."""


def fast_runs(times: Sequence[datetime]) -> list[tuple[int, int]]:
    """First and last place of each run in `times` (ascending) that is faster than people can be.

    Windows that share a registration are one run, so that a fast afternoon is one line and not forty.
    """
    windows = sorted((*_windows(times, BURST, BURST_SPAN), *_windows(times, CROWD, CROWD_SPAN)))
    runs: list[tuple[int, int]] = []
    for first, last in windows:
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def _windows(times: Sequence[datetime], count: int, span: timedelta) -> list[tuple[int, int]]:
    return [
        (first, first + count - 1)
        for first in range(len(times) - count + 1)
        if times[first + count - 1] - times[first] <= span
    ]
