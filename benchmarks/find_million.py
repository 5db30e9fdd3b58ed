"""`find` at 1,000,000 people: as at 100,000, and with the village typed, without which namesakes are too many.

Takes many minutes, so it runs only by its name.
"""

from collections.abc import Iterator

from benchmarks.find import Goals, measure_at
from benchmarks.measuring import Row


def measure() -> Iterator[Row]:
    """Four rows."""
    return measure_at(Goals(1_000_000, 0.50, 0.080, 0.600, 20, with_village=0.85))
