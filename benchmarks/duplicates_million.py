"""The check for doubles among 1,000,000 people: how long it takes, and what it finds there.

Takes many minutes, so it runs only by its name.
"""

from collections.abc import Iterator

from benchmarks.duplicates import check, coded, crowd_of, time_row
from benchmarks.measuring import Row

PEOPLE, GOAL = 1_000_000, 0.250
AGAIN, NEW = 1_500, 1_500


def measure() -> Iterator[Row]:
    """Time beside Soundex keys, then recall as a fact without a goal."""
    crowd = crowd_of(PEOPLE, AGAIN, NEW)
    ours, _ = check(crowd)
    theirs, _ = coded(crowd)
    yield time_row(PEOPLE, GOAL, ours, theirs)
    yield Row(
        f"doubles at {PEOPLE:,}: looked at / asked about",
        "told",
        f"{ours.blocking:.3f} / {ours.recall:.3f} at {ours.alarms:.1%}",
        f"{theirs.blocking:.3f} / {theirs.recall:.3f} at {theirs.alarms:.1%} Soundex",
        ok=True,
    )
