"""Runs every bench, each in a process of its own, and prints one table; `python -m benchmarks NAME` runs one of them.

A bench is a module beside this one with a function `measure() -> Iterable[Row]`. A missed goal ends the command with 1.
"""

import importlib
import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from benchmarks.measuring import Row

HERE = Path(__file__).parent
NOT_BENCHES = {
    "__init__", "__main__", "measuring", "crowd", "people", "papers", "qt_pen", "register", "arrivals", "baselines",
    "station",
}  # fmt: skip
SLOW = re.compile(r"_(million|\d+)$")
"""Benches that are named after how many they stand among take many minutes and run only by their name."""

WIDTHS = (44, 26, 22, 34)


def benches() -> list[str]:
    """Names of all bench modules."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHES)


def run_here(name: str) -> None:
    """Measures in this process; a row a line on stdout, as JSON."""
    rows: Iterable[Row] = importlib.import_module(f"benchmarks.{name}").measure()
    for row in rows:
        print(json.dumps(asdict(row)), flush=True)


def run_apart(name: str) -> tuple[list[Row], bool]:
    """Measures in a child process. Gives its rows, and whether it came to its end."""
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--here", name], cwd=HERE.parent, stdout=subprocess.PIPE, text=True
    )
    rows = [Row(**json.loads(line)) for line in child.stdout.splitlines() if line.startswith("{")]
    return rows, child.returncode == 0


def line(*cells: str) -> str:
    """One line of the table."""
    head = "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False))
    return f"{head}  {cells[-1]}"


def main(arguments: list[str]) -> int:
    """Runs the named benches, or all."""
    if arguments[:1] == ["--here"]:
        run_here(arguments[1])
        return 0
    unknown = sorted(set(arguments) - set(benches()))
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are: {', '.join(benches())}", file=sys.stderr)
        return 2
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {load}\n")
    print(line("what", "goal", "measured", "reference, same run", "ok"))
    print(line(*("-" * width for width in WIDTHS), "--"))
    good = True
    for name in arguments or [name for name in benches() if not SLOW.search(name)]:
        begun = time.monotonic()
        rows, finished = run_apart(name)
        for row in rows:
            print(line(row.name, row.goal, row.measured, row.reference, "yes" if row.ok else "NO"), flush=True)
        if not finished or not rows:
            print(line(name, "", f"broke after {time.monotonic() - begun:.0f} s", "", "NO"), flush=True)
        good = good and finished and bool(rows) and all(row.ok for row in rows)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
