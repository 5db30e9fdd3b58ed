"""Papers about safekeeping: what a check of the book found, what a backup holds, what a restore opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.records.operator import EntryRef
from desktop.values.entry_kind import EntryKind


class PaperAnswer(StrEnum):
    """What a typed fingerprint says about the book."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NEWER = "newer"
    UNREADABLE = "unreadable"
    OTHER_DESK = "other_desk"


@dataclass(frozen=True)
class PaperChecked:
    """One paper held against the book."""

    typed: str
    answer: PaperAnswer
    size: int


@dataclass(frozen=True)
class Misfit:
    """The first thing that does not fit: in which log (or ``store``), at which line, and why, as a short code."""

    log: str
    seq: int
    why: str


@dataclass(frozen=True)
class BookChecked:
    """What a walk over the store and every log found."""

    entries: int
    logs: int
    first_bad: Misfit | None
    papers: tuple[PaperChecked, ...]
    covered: int
    """Entries older than a day that lie under a fingerprint which left the machine."""
    older: int
    """Entries older than a day."""
    uncovered_since: datetime | None
    size: int
    digits: str

    @property
    def ok(self) -> bool:
        """Whether everything fits, papers too."""
        good = (PaperAnswer.AGREES, PaperAnswer.OTHER_DESK)
        return self.first_bad is None and all(paper.answer in good for paper in self.papers)

    @property
    def coverage(self) -> float:
        """Share of entries older than a day with an outside witness; 1 when there is none to cover."""
        return self.covered / self.older if self.older else 1.0


@dataclass(frozen=True)
class BookLook:
    """What two people look at before they accept a book whose memory in the folder was lost."""

    lost: str
    """What became of it: ``memory_missing``, ``memory_damaged`` or ``memory_older``; empty: nothing."""
    entries: int
    size: int
    digits: str
    """The fingerprint of this desk's log."""
    last: datetime | None
    """When the last line was written, by the clock of that time."""
    on_last_day: int
    """Lines of the same day."""
    remembered: int
    """How many lines the other memory knows, outside the folder; 0: it knows nothing of this book either."""
    misfit: Misfit | None = None
    """Why the book cannot be accepted."""


@dataclass(frozen=True)
class BookAccepted:
    """What was accepted, and where that is written."""

    look: BookLook
    entry: EntryRef


@dataclass(frozen=True)
class Noted:
    """An entry that asks for a second look. `number` by its kind: seconds by which the clock moved, codes that missed,
    the lane at which a card was doubted."""

    kind: EntryKind
    at: datetime
    operator: str
    log: str
    seq: int
    number: int


@dataclass(frozen=True)
class ClockSeen:
    """How often the clock moved by itself today; `moved` is a move that no entry tells of yet."""

    jumps: int
    moved: timedelta | None


@dataclass(frozen=True)
class BackedUp:
    """A backup that was opened again and checked before it counted."""

    file: str
    entries: int
    entry: EntryRef


@dataclass(frozen=True)
class Restored:
    """A restored office: what the backup held and the epoch that begins."""

    folder: str
    entries: int
    epoch: int
    log: str
    block: int
    entry: EntryRef
    before: str = ""
    """Where the office as it was lies, when the restored one took its place."""
    back: tuple[str, ...] = ()
    """Operators who were removed since that backup, by the keys of the office as it was: to be removed again."""
