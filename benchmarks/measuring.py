"""What every bench uses: rows of the one table, times of work beside its reference, and the disk's own speed."""

import math
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what was wanted, and what the same machine did for comparison."""

    name: str
    goal: str
    measured: str
    reference: str
    ok: bool


@dataclass(frozen=True)
class Times:
    """Times of many runs of one piece of work, in seconds."""

    seconds: tuple[float, ...]

    @property
    def mean(self) -> float:
        return sum(self.seconds) / len(self.seconds)

    def percentile(self, percent: float) -> float:
        """The smallest time that `percent` of the runs did not exceed (nearest rank)."""
        ranked = sorted(self.seconds)
        return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def milliseconds(seconds: float) -> str:
    """For the table: `1.84 ms`."""
    return f"{seconds * 1000:.2f} ms"


class Spent:
    """Wall and CPU time of pieces of work that wait for no disk and no other process.

    On a machine that others use too, wall time tells of them; a goal is held against the CPU time, both are shown.
    """

    def __init__(self) -> None:
        self._wall: list[float] = []
        self._cpu: list[float] = []

    def run[T](self, work: Callable[[], T]) -> T:
        """What `work` gives; its times are kept."""
        begun, cpu = time.perf_counter(), time.process_time()
        given = work()
        self._cpu.append(time.process_time() - cpu)
        self._wall.append(time.perf_counter() - begun)
        return given

    @property
    def times(self) -> int:
        """How often."""
        return len(self._cpu)

    def within(self, goal: float) -> bool:
        """Whether p99 of the CPU time keeps the goal, in seconds."""
        return Times(tuple(self._cpu)).percentile(99) <= goal

    def __str__(self) -> str:
        """For the table: `p99 6.05 ms (wall 6.10, p50 1.06)`."""
        cpu, wall = Times(tuple(self._cpu)), Times(tuple(self._wall))
        middle, waited = (f"{seconds * 1000:.2f}" for seconds in (cpu.percentile(50), wall.percentile(99)))
        return f"{milliseconds(cpu.percentile(99))} CPU (p50 {middle}, wall p99 {waited})"


def timed(work: Callable[[], object], times: int) -> Times:
    """Wall time of each of `times` runs."""
    return interleaved(work, lambda: None, times)[0]


def interleaved(work: Callable[[], object], reference: Callable[[], object], times: int) -> tuple[Times, Times]:
    """Wall times of both, run in turns and in changing order, so that a busy moment of the machine hits both alike."""
    pair: tuple[tuple[Callable[[], object], list[float]], ...] = ((work, []), (reference, []))
    for turn in range(times):
        for run, spent in pair if turn % 2 == 0 else reversed(pair):
            begun = time.perf_counter()
            run()
            spent.append(time.perf_counter() - begun)
    return Times(tuple(pair[0][1])), Times(tuple(pair[1][1]))


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time that this process and its finished children spend on `work`."""
    before = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - before


def peak_megabytes() -> float:
    """The most memory this process ever held. Each bench has a process of its own, so it is the bench's."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class DurableAppend:
    """The reference for everything durable: 16 KiB appended to a file in `folder` and flushed to the disk."""

    SIZE = 16 * 1024

    def __init__(self, folder: Path) -> None:
        self._handle = os.open(folder / "durable-append", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._block = os.urandom(self.SIZE)

    def __call__(self) -> None:
        os.write(self._handle, self._block)
        os.fsync(self._handle)

    def seconds(self) -> float:
        """Append once; how long it took."""
        begun = time.perf_counter()
        self()
        return time.perf_counter() - begun

    def close(self) -> None:
        """Give the file back."""
        os.close(self._handle)
