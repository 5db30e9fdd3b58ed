"""Twelve seconds a household in each lane, whatever the numbers."""

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.values.lane_budget import (
    CARDS_AN_HOUR,
    DAY_MINUTES,
    MOST_LANES,
    SECONDS_EACH,
    lanes_for_a_day,
    minutes_for,
)


def test_300_cards_an_hour_in_one_lane() -> None:
    assert CARDS_AN_HOUR == 300
    assert minutes_for(300, 1) == 60
    assert minutes_for(900, 3) == 60
    assert (minutes_for(0, 3), minutes_for(-5, 3), minutes_for(5, 0)) == (0, 0, 0)


@given(st.integers(1, 10**7), st.integers(1, MOST_LANES))
@example(1, MOST_LANES)
def test_the_minutes_are_enough_and_one_less_is_not(households: int, lanes: int) -> None:
    minutes = minutes_for(households, lanes)
    assert minutes * 60 * lanes >= households * SECONDS_EACH
    assert (minutes - 1) * 60 * lanes < households * SECONDS_EACH


@given(st.integers(1, 10**7))
def test_the_lanes_of_a_day_are_enough_and_one_less_is_not(households: int) -> None:
    lanes = lanes_for_a_day(households)
    assert minutes_for(households, lanes) <= DAY_MINUTES
    assert lanes == 1 or minutes_for(households, lanes - 1) > DAY_MINUTES
