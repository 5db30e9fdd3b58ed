"""Random histories of households, cards, hand-overs and a jumping clock on the real store, against a small oracle."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import pytest
from sqlalchemy import select

from desktop.models.disbursement import Disbursement
from desktop.usecases import safekeeping
from desktop.values.permissions import Role
from tests.factories import office
from tests.rigs.relief_history import STEPS_OF_ONE, Plan, difference, shortened
from tests.rigs.relief_oracle import HandOver, Home, Line, Oracle, Shown
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import rows


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all histories here; each has households and a round of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("histories"), clock=clock) as made:
        yield Relief(made, clock)


def no_difference(relief: Relief, seeds: Iterable[int]) -> None:
    """So many histories, and the book whole after them."""
    for seed in seeds:
        plan = Plan.drawn(seed)
        found = difference(relief, plan)
        if found is not None:
            short = shortened(relief, plan)
            pytest.fail(f"seed {seed}: {difference(relief, short) or found} after {short}")
    receipts = [row.receipt for row in rows(relief, select(Disbursement.receipt).order_by(Disbursement.receipt))]
    assert receipts == list(range(receipts[0], receipts[0] + len(receipts)))  # no slip is missing, none comes twice
    opened = relief.office.opened(Role.LEAD)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


@pytest.mark.timeout(400)
def test_sixty_random_histories_go_as_the_oracle_says_and_the_book_stays_whole(relief: Relief) -> None:
    no_difference(relief, range(60))


@pytest.mark.nightly
def test_ten_thousand_steps_go_as_the_oracle_says(relief: Relief) -> None:
    no_difference(relief, range(1_000, 1_000 + 10_000 // STEPS_OF_ONE))


DAY_ON, BACK = ("jump", 4, 0), ("jump", 3, 0)
NONE_THERE, COMES = ("count", 0, 0), ("receive", 0, 6)


@pytest.mark.parametrize(
    "plan",
    [
        Plan("open", [("late", 2, 5), BACK, ("merge", 3, 10)]),
        Plan("open", [("give", 0, 0), BACK, ("merge", 3, 2), ("give", 6, 0)]),
        Plan("open", [BACK, ("give", 0, 0), BACK, ("merge", 1, 1), BACK, ("allow", 1, 2), ("give", 2, 0)]),
        Plan("weekly", [NONE_THERE, ("give", 0, 0), DAY_ON, COMES, ("give", 0, 0), ("give", 0, 0)]),
        Plan("weekly", [NONE_THERE, ("give", 0, 0), ("jump", 6, 0), COMES, ("give", 0, 0), ("give", 0, 0)]),
    ],
    ids=["late-then-back", "given-then-back", "allowed-after", "owed-is-no-second-share", "owed-and-a-new-share"],
)
def test_histories_in_which_a_household_once_drew_twice(relief: Relief, plan: Plan) -> None:
    assert difference(relief, plan) is None


class ForgetsVoids(Oracle):
    """Takes nothing back."""

    def void(self, done: HandOver) -> None:
        done.voided = False


class ForgetsSplits(Oracle):
    """Does not ask where people were before."""

    def _shared(self, home: int) -> bool | None:
        return None


class ForgetsBlocks(Oracle):
    """Lets everybody through."""

    def blocked(self, home: Home, now: datetime) -> bool:
        return False


class ForgetsWhatIsOwed(Oracle):
    """What was not there is gone."""

    def _lines(self, home: int) -> list[Line]:
        return []


class ForgetsReplacedCards(Oracle):
    """A replaced card draws like the new one."""

    def _refused(self, home: Home, shown: Shown, now: datetime) -> str:
        return super()._refused(home, shown, now).replace("H4", "")


@pytest.mark.parametrize(
    ("oracle", "first"),
    [(ForgetsVoids, 0), (ForgetsSplits, 0), (ForgetsBlocks, 0), (ForgetsWhatIsOwed, 41), (ForgetsReplacedCards, 0)],
)
@pytest.mark.timeout(400)
def test_control_an_oracle_that_forgets_something_is_caught(relief: Relief, oracle: type[Oracle], first: int) -> None:
    seeds = range(first, first + 60)
    assert any(difference(relief, Plan.drawn(seed), oracle) is not None for seed in seeds)
