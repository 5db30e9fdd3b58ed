"""A thousand cards and a roster of ten thousand rows, each in a process of its own, beside Qt's PDF writer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Row

MEGABYTES = 150


@dataclass(frozen=True)
class Drawn:
    """What a process that drew one paper says of itself."""

    cpu: float
    peak: float
    bytes: int


def measure() -> Iterator[Row]:
    """Cards, the list without codes, the muster sheet with a code in each row."""
    for what, name, seconds in (
        ("cards", "1,000 cards, 8-up, photos", 6),
        ("list", "10,000 rows, text list", 5),
        ("muster", "10,000 rows, muster sheet with row QR", 15),
    ):
        ours, qt = _drawn(what, "ours"), _drawn(what, "qt")
        most = MEGABYTES if what == "cards" else None
        yield Row(
            name=f"{name}: CPU" + (", most memory" if most else ""),
            goal=f"<= {seconds} s" + (f", <= {most} MB" if most else ""),
            measured=f"{ours.cpu:.1f} s, {ours.peak:.0f} MB, {ours.bytes / 1e6:.1f} MB",
            reference=f"Qt {qt.cpu:.1f} s, {qt.peak:.0f} MB, {qt.bytes / 1e6:.1f} MB",
            ok=ours.cpu <= seconds and (most is None or ours.peak <= most),
        )


def _drawn(what: str, who: str) -> Drawn:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.papers", what, who],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Drawn(**json.loads(done.stdout.splitlines()[-1]))
