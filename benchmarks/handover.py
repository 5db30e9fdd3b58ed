"""One hand-over, decided, signed by the scanner, entered and on the disk, beside an append of 16 KiB with fsync."""

from collections.abc import Iterator

from benchmarks.crowd import crowd
from benchmarks.measuring import DurableAppend, Row, interleaved, milliseconds
from desktop.usecases import distribution
from desktop.values.identifiers import DisbursementId, new_id

WARM_UP = 50
TIMES = 1_000
RATIO, SPARE = 2.0, 0.001


def measure() -> Iterator[Row]:
    """The mean against the goal, and how it spreads."""
    with crowd(WARM_UP + TIMES) as office:
        standing = office.round("bench")
        office.open(standing)
        waiting = iter(office.cards)
        append = DurableAppend(office.scanner.store.path.parent)

        def hand_over() -> None:
            distribution.give(
                office.scanner, standing, next(waiting), disbursement=DisbursementId(new_id()), looked=False
            )

        for _ in range(WARM_UP):
            hand_over()
        given, raw = interleaved(hand_over, append, TIMES)
        append.close()
    goal = RATIO * raw.mean + SPARE
    spread = f"p99 {milliseconds(given.percentile(99))}"
    yield Row(
        name="hand-over, encrypted, durable",
        goal=f"mean <= {RATIO} x raw + 1 ms",
        measured=f"{milliseconds(given.mean)}, {spread}",
        reference=f"raw {milliseconds(raw.mean)}, goal {milliseconds(goal)}",
        ok=given.mean <= goal,
    )
