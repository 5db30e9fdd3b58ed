"""The decision about a verified card among 100,000 households, on an open and on a frozen list."""

import random
from collections.abc import Iterator

from benchmarks.crowd import Crowd, crowd
from benchmarks.measuring import Row, Times, milliseconds, timed
from desktop.records.distribution import Standing
from desktop.usecases import distribution, round_lists
from desktop.values.vocabulary import ListKind, Verdict

HOUSEHOLDS = 100_000
TIMES = 1_000
GOAL = 0.020


def measure() -> Iterator[Row]:
    """Cards come in no order, as people do."""
    with crowd(HOUSEHOLDS) as office:
        for kind in (ListKind.OPEN, ListKind.FROZEN):
            standing = office.round(kind.value, kind)
            if kind is ListKind.FROZEN:
                round_lists.freeze_round(office.supervisor, standing.round_code, second=office.lead.as_second())
            office.open(standing)
            found = _decide(office, standing)
            yield Row(
                name=f"decision, verified code, 100,000, {kind.value} list",
                goal=f"p95 <= {milliseconds(GOAL)}",
                measured=f"p95 {milliseconds(found.percentile(95))}",
                reference=f"p50 {milliseconds(found.percentile(50))}, p99 {milliseconds(found.percentile(99))}",
                ok=found.percentile(95) <= GOAL,
            )


def _decide(office: Crowd, standing: Standing) -> Times:
    waiting = iter(random.Random(7).sample(office.cards, TIMES))

    def decide() -> None:
        decision = distribution.decide(office.scanner, standing, next(waiting))
        assert decision.verdict is Verdict.G1

    return timed(decide, TIMES)
