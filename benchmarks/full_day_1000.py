"""A full day with 1,000 families, from the first registration to the next fortnight: the books balance to the bag.

The script and its own books are those of the rig (`tests/rigs/relief_day.py`). Its tables are printed beside the rows;
any difference between the program and the script misses the goal.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row
from tests.rigs.relief_day import Played, played
from tests.rigs.relief_day_tables import tables

FAMILIES = 1_000


def measure() -> Iterator[Row]:
    """One day; tables go to the error output, which the runner leaves alone."""
    with tempfile.TemporaryDirectory(prefix="haqdar-day-") as folder, played(Path(folder), FAMILIES) as day:
        print(tables(day), file=sys.stderr, flush=True)
        yield from _rows(day)


def _rows(day: Played) -> Iterator[Row]:
    books = day.books
    bags = sum(row.sums["issued"] for row in day.items if row.item == "ATTA20")
    yield Row(
        f"a full day with {FAMILIES:,} families",
        "no difference",
        f"{len(books.differences)} differences",
        f"{len(day.items)} items on two shelves, {bags:,} bags of flour",
        not books.differences and all(row.fits for row in day.items),
    )
    lanes = sum(seconds for name, seconds in day.seconds.items() if name.startswith("lanes"))
    scans = books.verdicts.total() - books.verdicts["G9"]
    yield Row(
        "its lanes: decide, give, end",
        "told only",
        f"{scans / lanes:.0f} scans a second",
        f"{scans:,} scans, {books.did['give']:,} handed over; all {sum(day.seconds.values()):.0f} s",
        ok=True,
    )
