"""Key, scanner or frame to the painted verdict at 200,000 people and 20 open rounds, beside an empty Qt repaint.

Filling the register takes minutes, so it runs only by its name.
"""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from benchmarks.crowd import Crowd, crowd
from benchmarks.measuring import Row, Times, milliseconds
from benchmarks.station import SIZE, Painted, Station, program
from desktop.records.distribution import Standing
from desktop.ui.background import Background

HOUSEHOLDS, PEOPLE, ROUNDS = 40_000, 5, 20
TIMES, FRAMES, WARM = 400, 120, 20
USUAL, RARE = 0.100, 0.200
"""Goals for 95 and for 99 of a hundred cards, in seconds."""


def measure() -> Iterator[Row]:
    """Three rows; the empty repaint is taken between them, so that a busy moment hits both alike."""
    program()
    with crowd(HOUSEHOLDS, PEOPLE) as office:
        standing = _rounds(office)
        lanes = Background()
        station = Station(office, standing, lanes, 2 * TIMES + FRAMES + 3 * WARM)
        bare = QWidget()
        bare.resize(SIZE)
        bare.show()
        empty = Painted(bare)
        ways: dict[str, tuple[Callable[[int], float], int]] = {
            "typed code's Enter": (lambda _: station.typed(), TIMES),
            "hand scanner's Enter": (lambda _: station.burst(), TIMES),
            "camera frame": (station.frame, FRAMES),
        }
        for name, (way, times) in ways.items():
            for number in range(WARM):
                way(number)
            taken: list[float] = []
            repaints: list[float] = []
            for number in range(times):
                taken.append(way(number))
                repaints.append(empty.after(bare.update))
            yield _row(name, Times(tuple(taken)), Times(tuple(repaints)))
        station.close()
        lanes.close()


def _rounds(office: Crowd) -> Standing:
    standings = [office.round(f"bench-{number}") for number in range(ROUNDS)]
    for standing in standings:
        office.open(standing)
    return standings[-1]


def _row(name: str, taken: Times, repaints: Times) -> Row:
    usual, rare = taken.percentile(95), taken.percentile(99)
    empty = f"p95 {repaints.percentile(95) * 1000:.1f}, p99 {milliseconds(repaints.percentile(99))}"
    return Row(
        name=f"{name} to verdict, 200,000",
        goal=f"p95 <= {USUAL * 1000:.0f}, p99 <= {RARE * 1000:.0f} ms",
        measured=f"p95 {usual * 1000:.1f}, p99 {rare * 1000:.1f} ms",
        reference=f"empty repaint {empty}",
        ok=usual <= USUAL and rare <= RARE,
    )
