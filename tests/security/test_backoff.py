"""Waiting after wrong passphrases: five free tries, then 15 s doubling to an hour, whatever the clock says."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import WaitBeforeTrying
from desktop.security.backoff import FILE_NAME, Backoff, MachineTime, machine_time


@dataclass
class Machine:
    """A machine whose clock, start-up and time since then a test sets."""

    boot: str = "first"
    up: float = 1000.0
    wall: datetime = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self) -> MachineTime:
        return MachineTime(self.boot, self.up, self.wall)

    def restart(self, boot: str) -> None:
        """Another start-up."""
        self.boot, self.up = boot, 0.0


@pytest.fixture
def machine() -> Machine:
    """A machine at nine o'clock."""
    return Machine()


@pytest.fixture
def backoff(tmp_path: Path, machine: Machine) -> Backoff:
    """Nobody has tried yet."""
    return Backoff(tmp_path, machine)


def fail(backoff: Backoff, name: str = "sadiq") -> int:
    """One wrong try; the wait that it costs."""
    backoff.check(name)
    return backoff.failed(name).wait_seconds


def test_five_tries_are_free_then_the_wait_doubles_to_an_hour(backoff: Backoff, machine: Machine) -> None:
    waits: list[int] = []
    for _ in range(15):
        waits.append(fail(backoff))
        machine.up += waits[-1]
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_try_within_the_wait_is_refused_and_not_counted(backoff: Backoff, machine: Machine) -> None:
    for _ in range(5):
        fail(backoff)
    machine.up += 14.5
    with pytest.raises(WaitBeforeTrying) as refused:
        backoff.check("sadiq")
    assert refused.value.seconds == 1
    machine.up += 0.5
    assert fail(backoff) == 30


def test_others_do_not_wait(backoff: Backoff) -> None:
    for _ in range(5):
        fail(backoff, "nobody")
    assert backoff.seconds_left("nobody") == 15
    assert backoff.seconds_left("sadiq") == 0


def test_a_right_passphrase_ends_the_count(backoff: Backoff) -> None:
    for _ in range(4):
        fail(backoff)
    backoff.check("sadiq")
    backoff.succeeded("sadiq")
    assert [fail(backoff) for _ in range(5)] == [0, 0, 0, 0, 15]


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-3650), timedelta(hours=1)])
def test_a_clock_set_forward_or_back_changes_nothing(backoff: Backoff, machine: Machine, jump: timedelta) -> None:
    for _ in range(5):
        fail(backoff)
    machine.wall += jump
    machine.up += 5
    assert backoff.seconds_left("sadiq") == 10


def test_another_program_run_sees_the_same_wait(backoff: Backoff, machine: Machine, tmp_path: Path) -> None:
    for _ in range(5):
        fail(backoff)
    assert Backoff(tmp_path, machine).seconds_left("sadiq") == 15


def test_after_a_restart_the_wait_is_counted_from_the_start_of_the_machine(backoff: Backoff, machine: Machine) -> None:
    for _ in range(5):
        fail(backoff)
    machine.restart("second")
    assert backoff.seconds_left("sadiq") == 15
    machine.up = 10.0
    assert backoff.seconds_left("sadiq") == 5
    machine.up = 15.0
    assert fail(backoff) == 30


def test_a_machine_that_ran_longer_after_the_restart_than_before_owes_nothing(
    backoff: Backoff, machine: Machine
) -> None:
    for _ in range(5):
        fail(backoff)
    machine.restart("second")
    machine.up = 5000.0
    assert backoff.seconds_left("sadiq") == 0


@pytest.mark.parametrize("up", [0.0, 3.0, 1003.0])
def test_without_an_id_of_the_start_up_no_wait_is_shortened_by_a_restart(
    backoff: Backoff, machine: Machine, up: float
) -> None:
    machine.boot = ""
    for _ in range(5):
        fail(backoff)
    machine.up = up  # less than before means a restart
    assert backoff.seconds_left("sadiq") == (15 if up == 0.0 else 12)


def test_many_verbs_may_unlock_for_one_operator_at_the_same_time(backoff: Backoff, tmp_path: Path) -> None:
    """Tries that are still being made are not counted as wrong ones."""
    for _ in range(16):
        backoff.check("sadiq")
    for _ in range(16):
        assert backoff.succeeded("sadiq") == ()
    assert not (tmp_path / FILE_NAME).exists()  # and an honest day writes nothing


def test_wrong_tries_made_at_the_same_time_all_count(backoff: Backoff) -> None:
    for _ in range(8):
        backoff.check("sadiq")
    assert [backoff.failed("sadiq").wait_seconds for _ in range(8)] == [0, 0, 0, 0, 15, 30, 60, 120]


def test_wrong_tries_are_kept_until_recorded_and_the_right_one_is_not_among_them(
    backoff: Backoff, machine: Machine
) -> None:
    fail(backoff)
    machine.wall += timedelta(minutes=1)
    fail(backoff, "nobody")
    backoff.check("sadiq")
    attempts = backoff.succeeded("sadiq")
    assert [(one.name, one.at.minute) for one in attempts] == [("sadiq", 0), ("nobody", 1)]
    backoff.check("sadiq")
    assert backoff.succeeded("sadiq") == attempts  # nothing was recorded yet
    backoff.recorded(attempts)
    backoff.check("sadiq")
    assert backoff.succeeded("sadiq") == ()


def test_made_up_names_do_not_fill_the_disk(backoff: Backoff, tmp_path: Path) -> None:
    for _ in range(3):
        fail(backoff)
    for number in range(400):
        fail(backoff, f"name {number}")
    assert (tmp_path / FILE_NAME).stat().st_size < 50_000
    assert [fail(backoff), fail(backoff)] == [0, 15]  # the count of the real one stood


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"names":{"sadiq":{"count":-1}}}', b'{"names":1}'])
def test_a_damaged_file_costs_one_short_wait_and_locks_nobody_out(
    backoff: Backoff, machine: Machine, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(data)
    with pytest.raises(WaitBeforeTrying) as refused:
        backoff.check("sadiq")
    assert refused.value.seconds == 15
    machine.up += 15
    backoff.check("sadiq")
    backoff.succeeded("sadiq")
    assert fail(backoff) == 0


def test_the_real_clock_goes_forward_and_names_the_start_up() -> None:
    first, second = machine_time(), machine_time()
    assert second.up >= first.up > 0
    assert first.boot == second.boot
    assert first.wall.tzinfo is UTC
