"""Space at a verdict until GIVEN is painted, the hand-over on the disk, beside an append of 16 KiB with fsync."""

from collections.abc import Iterator

from benchmarks.crowd import crowd
from benchmarks.measuring import DurableAppend, Row, Times, milliseconds
from benchmarks.station import Station, program
from desktop.ui.background import Background

WARM_UP, TIMES = 20, 300
RATIO, SPARE = 2.5, 0.016
"""The goal: so many times the raw append, and so many seconds (a picture of a screen at 60 Hz)."""


def measure() -> Iterator[Row]:
    """The mean against the goal; the append is taken between the hand-overs, so that a busy disk hits both alike."""
    program()
    with crowd(WARM_UP + TIMES) as office:
        standing = office.round("bench")
        office.open(standing)
        lanes = Background()
        station = Station(office, standing, lanes, WARM_UP + TIMES)
        append = DurableAppend(office.scanner.store.path.parent)
        taken: list[float] = []
        raw: list[float] = []
        for number in range(WARM_UP + TIMES):
            took, beside = station.space(), append.seconds()
            if number >= WARM_UP:
                taken.append(took)
                raw.append(beside)
        append.close()
        station.close()
        lanes.close()
    given, appended = Times(tuple(taken)), Times(tuple(raw))
    goal = RATIO * appended.mean + SPARE
    yield Row(
        name="Space to painted GIVEN, durable",
        goal=f"mean <= {RATIO} x raw + 16 ms",
        measured=f"{milliseconds(given.mean)}, p99 {milliseconds(given.percentile(99))}",
        reference=f"raw {milliseconds(appended.mean)}, goal {milliseconds(goal)}",
        ok=given.mean <= goal,
    )
