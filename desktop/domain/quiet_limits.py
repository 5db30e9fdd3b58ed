"""From when on something wants a second look: numbers that an honest day does not reach.

A household takes four to six minutes (practice at registration desks), so that eighty to a hundred are a full day.
These are facts for a person to look at; nothing is refused, blocked or counted against anybody.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from desktop.values.period import PAKISTAN, local_day

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
    return _merged([*_windows(times, BURST, BURST_SPAN), *_windows(times, CROWD, CROWD_SPAN)])


def _merged(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of windows that share something."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(windows):
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


# --- a day of relief -------------------------------------------------------------------------------------------------

COLLECTS = 2
"""One person collects for more households of a round than this (practice at distributions; a neighbour or two)."""

LANE_GAP, LANE_RUN = timedelta(seconds=4), 10
"""So many hand-overs of one lane, each sooner after the one before than a bag can be lifted."""

PAIR_ACTS, PAIR_PART = 12, (3, 4)
"""So many acts of two people in a day by the same two, and more than three in four of all of that day. A help desk
with its lead does a handful: ten households a point and day are helped provisionally at most."""

NIGHT_BEGINS, NIGHT_ENDS = 20, 5
"""Local hours between which points are closed and nobody is at a desk."""
NIGHT_ACTS = 3
"""So many changes of one operator in a night; a late day close is one or two."""

CARDS_RUN, CARDS_SPAN = 6, timedelta(hours=1)
"""So many cards in the place of others for one village within an hour; a district loses about that many in a day."""


# --- one operator's day ----------------------------------------------------------------------------------------------

COPIES = 21
"""So many cards in use printed once more by one operator in a day, without those of a print run that was spoilt. Cards
that got wet or torn are one or two a day."""


def is_of_spoilt_run(issued: datetime, copied: datetime, came_out_well: datetime | None, before: int) -> bool:
    """Whether a copy is the first one of a card that never came out well and is no older than the day before.

    A toner that ends spoils any number of sheets, and is seen the next morning at the latest. A second copy, and one
    of an older card, are counted, also in an office where nobody ever says what came out well.
    """
    fresh = local_day(copied) - local_day(issued) <= timedelta(days=1)
    return fresh and before == 0 and (came_out_well is None or came_out_well >= copied)


TYPED, TYPED_PART = 20, (1, 3)
"""So many hand-overs of one operator in a day on typed codes, and more than one in three of all: cards are forgotten
or unreadable with some one in twenty (practice at distributions)."""
TYPED_GAP, TYPED_RUN = timedelta(seconds=8), 10
"""So many on typed codes, each sooner after the one before than twelve digits are typed and a face is looked at."""

OWN_VOIDS, OWN_VOIDS_OF = 3, 200
"""So many own hand-overs of a day taken back alone and handed over again to one and the same household, or to any
households so many and one more for each of this number of hand-overs: a slip of the hand is some one in a thousand."""

LATE_LINES = 26
"""So many lines from paper by one operator in a day without a second person: more than a muster sheet holds (25
lines). After a power cut it may be a hundred, and they are entered by two (docs/manual/paper-sheets.md)."""

RETURNS = 4
"""So many times in a day that goods were sent back from one point by one operator: what is left goes back at the close
of a point, and a truck with the wrong goods once or twice before."""

SPLIT_BACK, ROUND = 3, timedelta(days=31)
"""So many households of a day that were split off, drew, and were joined to another one again within a round. A
split by mistake is put right before anybody draws; a family that parts in anger and makes up again is one in a month,
two on one day came 8 times in 6,000 drawn days, and each draws one share between them in any case (decision 0017)."""


WORDS = 9
"""So many different texts of one operator in a day that were insisted on: a place that is truly called so counts once,
however many live there, and there are villages with two or three such places around them; a note that cannot be said
otherwise is one or two."""


SHOWN, SHOWN_AN_ACT = 250, 5
"""So many different people shown to one operator in a day, and more than so many for each act that the operator
recorded. A help desk sees some sixty households a day, finds one in three by name among half a dozen and the others by
card or code; about half of them leave an act. Reading on to see who is there leaves none."""


def voids_much(of_household: Counter[str], given: int) -> bool:
    """Whether own voids that were handed over again, by household, of so many hand-overs, want a second look."""
    most = max(of_household.values(), default=0)
    return most >= OWN_VOIDS or of_household.total() > OWN_VOIDS + given // OWN_VOIDS_OF


def shown_much(people: int, acts: int) -> bool:
    """Whether more people were shown to an operator in a day than the work of that day asks for."""
    return people >= SHOWN + SHOWN_AN_ACT * acts


def typed_much(times: Sequence[datetime], total: int) -> bool:
    """Whether an operator's hand-overs on typed codes of one day (`times` ascend), of `total`, want a second look."""
    part, of = TYPED_PART
    many = len(times) >= TYPED and len(times) * of > total * part
    return many or bool(_close_runs(times, TYPED_GAP, TYPED_RUN))


def lane_runs(times: Sequence[datetime]) -> list[tuple[int, int]]:
    """First and last place of each run of hand-overs at one lane that followed each other too fast; `times` ascend."""
    return _close_runs(times, LANE_GAP, LANE_RUN)


def _close_runs(times: Sequence[datetime], gap: timedelta, least: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    first = 0
    for place in range(1, len(times) + 1):
        if place == len(times) or times[place] - times[place - 1] >= gap:
            if place - first >= least:
                runs.append((first, place - 1))
            first = place
    return runs


def card_runs(times: Sequence[datetime]) -> list[tuple[int, int]]:
    """First and last place of each run of cards for one village in the place of others; `times` ascend."""
    return _merged(_windows(times, CARDS_RUN, CARDS_SPAN))


def frequent_pairs[Who: (str, UUID)](acts: Sequence[tuple[Who, Who]]) -> list[tuple[tuple[Who, Who], int]]:
    """Of the two-person acts of one day, the two who did most of them, when they did very many; with how many."""
    counts = Counter((min(pair), max(pair)) for pair in acts)
    part, of = PAIR_PART
    return [(pair, n) for pair, n in counts.most_common(1) if n >= PAIR_ACTS and n * of > len(acts) * part]


def night_of(at: datetime) -> date | None:
    """The day on whose evening the night began in which something was done; None by day."""
    local = at.astimezone(PAKISTAN)
    if local.hour >= NIGHT_BEGINS:
        return local.date()
    return local.date() - timedelta(days=1) if local.hour < NIGHT_ENDS else None
