"""Time in the ledger: the wall clock as it stood, the time since start-up, and a logical clock that never goes back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from desktop.ledger.entry import Entry

JUMP = timedelta(minutes=2)
"""A clock that moved by more than this against the time since start-up has jumped."""

RESTART = timedelta(hours=36)
"""A restart with a point open takes a night and part of a day; a longer one means that the clock was set."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICKS = 1024  # per millisecond: room for entries of the same moment


@dataclass(frozen=True)
class Reading:
    """Wall clock (UTC), microseconds since the machine started, hash of that start-up."""

    at: datetime
    up: int
    boot: str


@lru_cache(maxsize=8)
def _short(boot: str) -> bytes:
    return sha256(boot.encode()).digest()[:8]


@dataclass(frozen=True)
class Ground:
    """How the wall clock stood to the time since start-up when a start-up wrote first, or when a jump was told last.

    Small steps are held against it and so add up, where each of them alone is no jump beside the entry before.
    """

    boot: bytes
    """Of the start-up's hash, as much as tells two apart."""
    stood: int
    """Microseconds."""

    @classmethod
    def of(cls, now: Reading) -> "Ground":
        """The ground of what begins now."""
        wall = (now.at - _EPOCH) // timedelta(milliseconds=1) * 1000  # as exact as a line says it
        return cls(_short(now.boot), wall - now.up)

    @classmethod
    def after(cls, before: "Ground | None", now: Reading, *, told: bool) -> "Ground":
        """The ground once a line is written: it stays within a start-up until a jump is told."""
        here = cls.of(now)
        return before if before is not None and before.boot == here.boot and not told else here

    @classmethod
    def from_bytes(cls, data: bytes) -> "Ground":
        """Read again."""
        return cls(data[:8], int.from_bytes(data[8:], "big", signed=True))

    def to_bytes(self) -> bytes:
        """Sixteen bytes."""
        return self.boot + self.stood.to_bytes(8, "big", signed=True)

    def moved(self, now: Reading) -> timedelta | None:
        """By how much the wall clock moved in all, when it is more than a jump; None also in another start-up."""
        here = Ground.of(now)
        moved = timedelta(microseconds=here.stood - self.stood)
        return moved if here.boot == self.boot and abs(moved) > JUMP else None


type Clock = Callable[[], Reading]


@dataclass(frozen=True)
class Here:
    """Where and when a desk asks: its log, and what its clocks show."""

    log: str
    reading: Reading

    @property
    def now(self) -> datetime:
        """The wall clock."""
        return self.reading.at


def _boot() -> str:
    """Names the start-up; where the system has no id of it, the run of this program."""
    source = _BOOT_ID.read_bytes() if _BOOT_ID.exists() else repr((time.time_ns(), time.monotonic_ns())).encode()
    return sha256(b"haqdar/boot/v1\0" + source).hexdigest()[:16]


_THIS_BOOT = _boot()


def machine_clock() -> Reading:
    """The machine's clocks now."""
    up = time.clock_gettime_ns(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic_ns()
    return Reading(datetime.now(UTC), up // 1000, _THIS_BOOT)


def written(moment: datetime) -> str:
    """RFC 3339, UTC, milliseconds: as it stands in `at`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def next_hlc(last: int, moment: datetime) -> int:
    """The logical clock after `last`: the wall clock, or one more than before where that did not move on."""
    return max(last + 1, (moment - _EPOCH) // timedelta(milliseconds=1) * _TICKS)


def elapsed(before: Entry, latest: int, now: Reading) -> timedelta:
    """How long ago an entry was written, whatever the wall clock shows; `latest` is the log's newest logical clock.

    By the logical clock, which never goes back, and in the same start-up at least the time that the machine ran since.
    In another start-up, with a wall clock behind the entry, nothing measures it: then longer ago than any limit.
    """
    if before.boot != now.boot and now.at < reading_of(before).at:
        return timedelta.max
    logical = timedelta(milliseconds=(next_hlc(latest, now.at) - before.hlc) // _TICKS)
    ran = timedelta(microseconds=now.up - before.up) if before.boot == now.boot else timedelta(0)
    return max(logical, ran)


def jump(before: Entry, now: Reading, *, serving: bool = False) -> timedelta | None:
    """By how much the wall clock moved against the time since start-up, when it is more than two minutes.

    In another start-up only going back can be told, and, with `serving` (a point stayed open all the time), a gap that
    is longer than `RESTART`. Positive: forward. None: no jump.
    """
    return moved_between(reading_of(before), now, serving=serving)


def reading_of(entry: Entry) -> Reading:
    """The clocks when an entry was written."""
    return Reading(datetime.fromisoformat(entry.at), entry.up, entry.boot)


def moved_between(before: Reading, now: Reading, *, serving: bool = False) -> timedelta | None:
    """As `jump`, between two readings."""
    moved = now.at - before.at
    if before.boot == now.boot and now.up >= before.up:
        moved -= timedelta(microseconds=now.up - before.up)
        return moved if abs(moved) > JUMP else None
    return moved if moved < -JUMP or (serving and moved > RESTART) else None
