"""Thirty days of a lane in one process, as fast as it goes: memory, threads, handles and times stay what they were.

Each scan is decided, handed over, closed with its envelope and counted, as the station does it. Takes many minutes, so
it runs only by its name.
"""

import gc
import os
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.crowd import Crowd, crowd
from benchmarks.measuring import DurableAppend, Row, Times, milliseconds
from desktop.ledger.clock import Reading, machine_clock
from desktop.records.distribution import Presented, Standing
from desktop.usecases import distribution, point_days, programmes
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.vocabulary import PointCheckKind

SCANS = 72_000
DAYS = 30
PARTS = 12
GROWTH_MEGABYTES = 20
SLOWER = 1.2
REFERENCE_EVERY = 10


@dataclass(frozen=True)
class Held:
    """What the process holds."""

    megabytes: float
    threads: int
    handles: int

    @classmethod
    def now(cls) -> "Held":
        """Read from the system, after a collection."""
        gc.collect()
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
        handles = len(os.listdir("/proc/self/fd"))
        return cls(int(status["VmRSS"].split()[0]) / 1024, int(status["Threads"]), handles)


class Measured:
    """Times of every scan, in room that is taken before the first one."""

    def __init__(self, scans: int) -> None:
        self.cpu = array("d", bytes(8 * scans))
        self.wall = array("d", bytes(8 * scans))
        self.raw = array("d", bytes(8 * scans))
        self.done = 0

    def part(self, times: "array[float]", number: int) -> Times:
        """One of the equal parts; of the reference only where it was run."""
        size = len(times) // PARTS
        return Times(tuple(spent for spent in times[number * size : (number + 1) * size] if spent))


def measure() -> Iterator[Row]:
    """The whole of it."""
    return measure_at(SCANS)


def measure_at(scans: int) -> Iterator[Row]:
    """Three rows. The first part warms up; the second and the last are compared."""
    with crowd(scans // DAYS) as office:
        append = DurableAppend(office.scanner.store.path.parent)
        measured, held = Measured(scans), list[Held]()
        for day in range(DAYS):
            standing = _opened(office, day)
            for card in office.cards:
                _scan(office, standing, card, measured)
                if measured.done % REFERENCE_EVERY == 0:
                    begun = time.perf_counter()
                    append()
                    measured.raw[measured.done - 1] = time.perf_counter() - begun
                if measured.done % (scans // PARTS) == 0:
                    held.append(Held.now())
            _closed(office, standing)
        append.close()
    yield from _rows(scans, measured, held)


def _opened(office: Crowd, day: int) -> Standing:
    office.scanner.clock = office.lead.clock = office.supervisor.clock = partial(_on_day, day)
    standing = office.round(f"day-{day + 1}")
    programmes.open_round(office.supervisor, standing.round_code)
    point_days.open_point(office.lead, standing, ticked=tuple(PointCheckKind))
    return standing


def _on_day(day: int) -> Reading:
    now = machine_clock()
    return replace(now, at=now.at + timedelta(days=day))


def _closed(office: Crowd, standing: Standing) -> None:
    point_days.shut_point(office.lead, standing)
    programmes.close_round(office.supervisor, standing.round_code)


def _scan(office: Crowd, standing: Standing, card: Presented, measured: Measured) -> None:
    begun, cpu = time.perf_counter(), time.process_time()
    decision = distribution.decide(office.scanner, standing, card)
    distribution.give(office.scanner, standing, card, disbursement=DisbursementId(new_id()), looked=False)
    distribution.end_scan(office.scanner, standing, decision.household_id)
    distribution.counts(office.scanner, standing)
    measured.cpu[measured.done] = time.process_time() - cpu
    measured.wall[measured.done] = time.perf_counter() - begun
    measured.done += 1


def _rows(scans: int, measured: Measured, held: list[Held]) -> Iterator[Row]:
    warm, last = held[0], held[-1]
    growth = last.megabytes - warm.megabytes
    yield Row(
        f"memory after {scans:,} scans in one process",
        f"grows <= {GROWTH_MEGABYTES} MiB",
        f"{growth:+.1f} MiB",
        f"{warm.megabytes:.0f} MiB when warm, most {max(one.megabytes for one in held):.0f}",
        growth <= GROWTH_MEGABYTES,
    )
    yield Row(
        "threads and open handles",
        "constant",
        f"{last.threads} and {last.handles}",
        f"{warm.threads} and {warm.handles} when warm",
        {(one.threads, one.handles) for one in held} == {(warm.threads, warm.handles)},
    )
    first, end = (measured.part(measured.cpu, number).percentile(99) for number in (1, PARTS - 1))
    walls = [milliseconds(measured.part(measured.wall, number).percentile(99)) for number in (1, PARTS - 1)]
    raws = [milliseconds(measured.part(measured.raw, number).percentile(99)) for number in (1, PARTS - 1)]
    yield Row(
        "a scan to its end, last twelfth",
        f"p99 <= {SLOWER} x the first",
        f"{milliseconds(end)} CPU ({end / first:.2f} x {milliseconds(first)})",
        f"wall p99 {walls[0]}, then {walls[1]}; raw append {raws[0]}, {raws[1]}",
        end <= SLOWER * first,
    )
