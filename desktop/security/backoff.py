"""How long a name must wait after wrong passphrases: five free tries, then 15 s, doubling up to an hour.

The wait is measured by the time since the machine started (which goes on while it sleeps), never by the wall clock, so
no clock that is set forward shortens it and none that is set back lengthens it. After a restart the wait is counted
from the start of the machine: never more than what was due. The wall clock is kept only to say when a try was made.

Whoever can delete the small file can also copy `keys.json` and guess elsewhere; there only the cost of Argon2id slows
him. This is a lock against fingers at the desk, not against a thief of the disk.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from desktop.errors import WaitBeforeTrying, WrongPassphrase
from desktop.security.files import read_whole, write_whole

FILE_NAME = "attempts.json"
FREE_TRIES = 5
FIRST_WAIT = 15
LONGEST_WAIT = 3600

_MOST_KEPT = 200
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class MachineTime:
    """One reading of the machine: which start-up (empty when not known), seconds since then, wall clock (UTC)."""

    boot: str
    up: float
    wall: datetime


def machine_time() -> MachineTime:
    """The reading now. Where there is no id of the start-up, the seconds since then must do (see `_elapsed`)."""
    boot = sha256(_BOOT_ID.read_bytes()).hexdigest()[:16] if _BOOT_ID.exists() else ""
    up = time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
    return MachineTime(boot, up, datetime.now(UTC))


@dataclass(frozen=True)
class FailedAttempt:
    """A wrong passphrase: the name that was asked for, and the wall clock as it stood."""

    name: str
    at: datetime


class _Tries(msgspec.Struct, forbid_unknown_fields=True):
    count: int
    boot: str
    up: float


class _File(msgspec.Struct, forbid_unknown_fields=True):
    names: dict[str, _Tries] = msgspec.field(default_factory=dict[str, _Tries])
    failed: list[tuple[str, datetime]] = msgspec.field(default_factory=list[tuple[str, datetime]])
    all: _Tries | None = None
    """Set when the file was found damaged: everybody then stands as after the free tries."""


class Backoff:
    """The tries of one data folder, kept in `attempts.json` beside `keys.json`."""

    def __init__(self, folder: Path, clock: Callable[[], MachineTime] = machine_time) -> None:
        """Tries kept in `folder`, measured by `clock`."""
        self._path = folder / FILE_NAME
        self._clock = clock

    def check(self, name: str) -> None:
        """Raises `WaitBeforeTrying` while a wait is due; such a try is not made and not counted.

        A try that is still being made counts for nothing: several verbs may unlock for one operator at the same time.
        """
        kept = self._read()
        seconds = self._left(kept, name, self._clock())
        if seconds:
            if kept.all:  # found damaged: the wait must not begin anew with each look
                self._write(kept)
            raise WaitBeforeTrying(seconds)

    def failed(self, name: str) -> WrongPassphrase:
        """Count a wrong try; the answer says how long the next one must wait."""
        kept, now = self._read(), self._clock()
        count = self._tries(kept, name).count
        kept.names[name] = _Tries(count + 1, now.boot, now.up)
        if len(kept.names) > _MOST_KEPT:  # made-up names cannot fill the disk
            del kept.names[min(kept.names.keys() - {name}, key=lambda one: kept.names[one].count)]
        kept.failed = [*kept.failed, (name, now.wall)][-_MOST_KEPT:]
        self._write(kept)
        return WrongPassphrase(self._left(kept, name, now))

    def succeeded(self, name: str) -> tuple[FailedAttempt, ...]:
        """Forget the count of `name` after a right passphrase; all wrong tries so far, of anybody, to be recorded."""
        kept = self._read()
        if name in kept.names or kept.all:
            kept.names.pop(name, None)
            kept.all = None
            self._write(kept)
        return tuple(FailedAttempt(who, at) for who, at in kept.failed)

    def recorded(self, attempts: tuple[FailedAttempt, ...]) -> None:
        """Drop the wrong tries that now stand in the ledger."""
        done = {(attempt.name, attempt.at) for attempt in attempts}
        kept = self._read()
        kept.failed = [one for one in kept.failed if one not in done]
        self._write(kept)

    def seconds_left(self, name: str) -> int:
        """Whole seconds until `name` may try again; 0 when it may."""
        return self._left(self._read(), name, self._clock())

    def _tries(self, kept: _File, name: str) -> _Tries:
        return kept.names.get(name) or kept.all or _Tries(0, "", 0.0)

    def _left(self, kept: _File, name: str, now: MachineTime) -> int:
        tries = self._tries(kept, name)
        over = tries.count - FREE_TRIES
        if over < 0:
            return 0
        due = min(FIRST_WAIT * 2 ** min(over, 20), LONGEST_WAIT)
        left = due - _elapsed(tries, now)
        return max(0, int(-(-left // 1)))

    def _read(self) -> _File:
        """The kept tries; a damaged file costs everybody one short wait, and locks nobody out."""
        try:
            return msgspec.json.decode(read_whole(self._path), type=_File)
        except FileNotFoundError:
            return _File()
        except (ValueError, msgspec.MsgspecError):
            now = self._clock()
            return _File(all=_Tries(FREE_TRIES, now.boot, now.up))

    def _write(self, kept: _File) -> None:
        write_whole(self._path, msgspec.json.encode(kept))


def _elapsed(tries: _Tries, now: MachineTime) -> float:
    """Seconds that surely passed since the last try, by the machine's own count alone.

    Same start-up: the difference. Another start-up: at least the time since it. Where start-ups have no id, a count
    that went back tells a restart; one that did not gives a difference that is never more than what passed.
    """
    if tries.boot == now.boot and now.up >= tries.up:
        return now.up - tries.up
    return now.up
