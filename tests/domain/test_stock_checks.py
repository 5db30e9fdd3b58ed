"""How much may be missing before a second person looks, whatever the amounts."""

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.stock_checks import LOOSE, LOOSE_PER_THOUSAND, tolerance

UNITS = st.sampled_from(["g", "bag", "can", "piece", "PKR"])


@given(UNITS, st.integers(0, 10**10), st.one_of(st.none(), st.integers(0, 50)))
@example("bag", 19, 50)
@example("g", 199, None)
def test_what_may_be_missing_is_never_more_than_the_rule_says(unit: str, book: int, told: int | None) -> None:
    """In whole pieces, rounded down: of nineteen bags with one in twenty, none."""
    per_thousand = told if told is not None else LOOSE_PER_THOUSAND if unit in LOOSE else 0
    missing = tolerance(unit, book, told)
    assert missing * 1000 <= book * per_thousand < (missing + 1) * 1000


def test_of_what_is_counted_in_pieces_nothing_may_be_missing_and_of_food_that_is_weighed_half_of_one_per_cent() -> None:
    assert (tolerance("piece", 10_000), tolerance("g", 10_000), tolerance("g", -5, 50)) == (0, 50, 0)
