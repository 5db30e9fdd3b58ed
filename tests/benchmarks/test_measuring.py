"""The figures of the benches are counted rightly."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measuring import DurableAppend, Times, interleaved
from tests.tree import ROOT


@pytest.mark.parametrize(("percent", "expected"), [(50, 50.0), (95, 95.0), (99, 99.0), (100, 100.0), (0.1, 1.0)])
def test_percentile_is_the_nearest_rank(percent: float, expected: float) -> None:
    """A percentile is a time that was really measured."""
    assert Times(tuple(float(second) for second in range(100, 0, -1))).percentile(percent) == expected


def test_work_and_reference_take_turns_and_change_the_order() -> None:
    """What runs second always finds the machine in the state that the first left."""
    order: list[str] = []
    work, reference = interleaved(lambda: order.append("w"), lambda: order.append("r"), 4)
    assert "".join(order) == "wrrwwrrw"
    assert (len(work.seconds), len(reference.seconds)) == (4, 4)


def test_durable_append_writes_its_block_each_time(tmp_path: Path) -> None:
    """The reference does the work it stands for."""
    append = DurableAppend(tmp_path)
    append()
    append()
    append.close()
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [2 * 16 * 1024]


def test_an_unknown_bench_is_wrong_usage() -> None:
    """A mistyped name is not taken for a run in which every goal was met."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "no-such-bench"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 2
    assert "no-such-bench" in run.stderr
