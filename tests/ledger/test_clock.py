"""Time in the ledger never goes back, and a clock that jumped is told."""

import random
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.clock import Ground, Reading, jump, machine_clock, next_hlc, written
from desktop.ledger.entry import FIRST_PREV, Entry

NOON = datetime(2026, 11, 24, 7, tzinfo=UTC)
BEFORE = Entry(
    app="0", at=written(NOON), boot="first", do="give", hlc=next_hlc(0, NOON), log="haqdar.pk/a/b/1", prev=FIRST_PREV,
    role="scanner", seq=0, up=100_000_000, v=1, who="u",
)  # fmt: skip


def reading(wall: timedelta, up: timedelta, boot: str = "first") -> Reading:
    """The clocks so much after the entry."""
    return Reading(NOON + wall, BEFORE.up + up // timedelta(microseconds=1), boot)


def test_a_thousand_jumps_of_ten_years_never_turn_the_logical_clock_back() -> None:
    chance = random.Random(7)
    last, wall = 0, NOON
    for _ in range(1000):
        wall += timedelta(days=chance.uniform(-3650, 3650))
        wall = min(max(wall, datetime(1990, 1, 1, tzinfo=UTC)), datetime(2150, 1, 1, tzinfo=UTC))
        following = next_hlc(last, wall)
        assert last < following < 2**53
        last = following


@given(st.integers(0, 2**50), st.integers(0, 7_000_000_000_000))
def test_the_logical_clock_follows_the_wall_clock_forward(last: int, milliseconds: int) -> None:
    wall = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    assert next_hlc(last, wall) == max(last + 1, milliseconds * 1024)


@pytest.mark.parametrize(
    ("wall", "up", "told"),
    [
        (timedelta(hours=3), timedelta(hours=3), None),
        (timedelta(minutes=2, seconds=1), timedelta(0), timedelta(minutes=2, seconds=1)),
        (timedelta(minutes=2), timedelta(0), None),
        (timedelta(minutes=-2), timedelta(0), None),
        (timedelta(minutes=-2), timedelta(seconds=1), timedelta(minutes=-2, seconds=-1)),
        (timedelta(days=3650), timedelta(seconds=5), timedelta(days=3650, seconds=-5)),
        (timedelta(0), timedelta(hours=1), timedelta(hours=-1)),
    ],
)
def test_a_wall_clock_that_moved_against_the_time_since_start_up_has_jumped(
    wall: timedelta, up: timedelta, told: timedelta | None
) -> None:
    assert jump(BEFORE, reading(wall, up)) == told


def test_after_a_restart_only_going_back_is_a_jump() -> None:
    long_off = reading(timedelta(days=30), timedelta(seconds=-90), "second")
    assert jump(BEFORE, long_off) is None
    back = reading(timedelta(minutes=-3), timedelta(seconds=-90), "second")
    assert jump(BEFORE, back) == timedelta(minutes=-3)
    assert jump(BEFORE, reading(timedelta(minutes=-1), timedelta(seconds=-90), "second")) is None


def test_times_are_written_in_utc_with_milliseconds() -> None:
    assert written(datetime(2026, 1, 2, 3, 4, 5, 678_999, UTC)) == "2026-01-02T03:04:05.678Z"
    karachi = datetime.fromisoformat("2026-01-02T08:04:05+05:00")
    assert written(karachi) == "2026-01-02T03:04:05.000Z"


def test_the_machine_clock_goes_forward_within_one_start_up() -> None:
    first, second = machine_clock(), machine_clock()
    assert first.boot == second.boot
    assert 0 < first.up <= second.up
    assert jump(msgspec.structs.replace(BEFORE, at=written(first.at), up=first.up, boot=first.boot), second) is None


def test_small_steps_add_up_to_a_jump_within_one_start_up_alone() -> None:
    """An honest clock that is put right by less than two minutes in all is none."""
    ground = Ground.of(reading(timedelta(0), timedelta(0)))
    assert Ground.from_bytes(ground.to_bytes()) == ground
    assert ground.moved(reading(timedelta(days=9), timedelta(days=9))) is None
    assert ground.moved(reading(timedelta(days=9, seconds=119), timedelta(days=9))) is None
    for by in (timedelta(seconds=236), timedelta(seconds=-236)):
        assert ground.moved(reading(timedelta(hours=1) + by, timedelta(hours=1))) == by
    assert ground.moved(reading(timedelta(days=9), timedelta(0), "second")) is None
