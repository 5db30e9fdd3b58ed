"""Papers about a day at a distribution point: the checklist, duties, counts, what was done, how it was closed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from desktop.records.distribution import ItemDue
from desktop.records.operator import EntryRef
from desktop.records.stock import Awaited, ItemCounted, Outward
from desktop.values.identifiers import HouseholdCode, OperatorId, PointId, RoundId
from desktop.values.vocabulary import DutyKind, ListKind, PointCheckKind, RoundState


@dataclass(frozen=True)
class CheckLine:
    """One line of the checklist before a point opens.

    `found`: what the program itself found (None: it cannot know); `facts` are shown beside it. A line counts as
    ticked when a person ticked it, unless the program sees that it cannot be true (`stands` is False).
    """

    kind: PointCheckKind
    found: bool | None
    facts: dict[str, str] = field(default_factory=dict[str, str])
    ticked_by: str = ""
    ticked_at: datetime | None = None
    stands: bool = True

    @property
    def ticked(self) -> bool:
        """Whether the line counts as ticked."""
        return self.ticked_at is not None and self.stands


@dataclass(frozen=True)
class DutyLine:
    """Who does what today; `registered` counts the households that this operator registered today."""

    id: UUID
    kind: DutyKind
    lane: int | None
    operator_id: OperatorId | None
    name: str
    registered: int = 0


@dataclass(frozen=True)
class DutyDraft:
    """Somebody for a duty: an operator by name, or the name of somebody who uses no laptop."""

    kind: DutyKind
    name: str
    lane: int | None = None


@dataclass(frozen=True)
class ShelfLine:
    """One item at a point: what the book says lies there; None when it is not counted there yet."""

    item: str
    unit: str
    book: int | None
    tolerated: int = 0
    """How much of it may be missing before a second person looks."""


@dataclass(frozen=True)
class PointPlace:
    """A distribution point and the round it belongs to."""

    id: PointId
    code: str
    name: str
    open: bool
    round_id: RoundId
    round_code: str
    programme: str
    state: RoundState
    list_kind: ListKind
    frozen: bool
    lanes: int = 0
    """Lanes that are planned; 0 where nobody planned them."""
    on_day: date | None = None
    """The local day on which it is planned to open."""
    hands_first: bool = False
    """Whether its lanes hand over before the next card, so that a new card says *given* of the one before."""


@dataclass(frozen=True)
class PointReady:
    """A point before it opens, or while it is open: checklist, duties, shelf."""

    place: PointPlace
    day: date
    opened_at: datetime | None
    """When the day that runs now was opened; None when none runs."""
    checks: tuple[CheckLine, ...]
    duties: tuple[DutyLine, ...]
    shelf: tuple[ShelfLine, ...]
    to_come: int = 0
    """Households of its list to whom nothing was handed over yet; counted where its lanes are planned."""

    @property
    def unticked(self) -> tuple[PointCheckKind, ...]:
        """What is not ticked yet."""
        return tuple(line.kind for line in self.checks if not line.ticked)


@dataclass(frozen=True)
class PointOpened:
    """A point opened for the day."""

    ready: PointReady
    counts: tuple[ItemCounted, ...]
    entry: EntryRef


@dataclass(frozen=True)
class Totals:
    """What was done at a point since it was made; `items` went out and were not taken back."""

    handed: int = 0
    voided: int = 0
    late: int = 0
    referred: int = 0
    releases: int = 0
    provisional: int = 0
    unanswered: dict[str, int] = field(default_factory=dict[str, int])
    """By lane: GIVE screens that nobody answered with *given* or *not given*."""
    items: dict[str, int] = field(default_factory=dict[str, int])
    helped: dict[str, int] = field(default_factory=dict[str, int])
    """What went out as provisional help."""
    released: dict[str, int] = field(default_factory=dict[str, int])
    """What went out by order."""
    outward: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    """What left the point or went missing: kind of movement to item to amount."""


@dataclass(frozen=True)
class DayFigures:
    """What was done at a point since it was closed last. `given` stand, `voided` were taken back."""

    handed: int = 0
    given: int = 0
    voided: int = 0
    late: int = 0
    referred: int = 0
    releases: int = 0
    provisional: int = 0
    clock_jumps: int = 0
    unserved: int = 0
    """Households on the list of this point that have not come yet; counted over the whole round."""
    items: tuple[ItemDue, ...] = ()
    helped: tuple[ItemDue, ...] = ()
    """What went out as provisional help: without a card, never among what households received."""
    released: tuple[ItemDue, ...] = ()
    """What went out by order."""
    outward: tuple[Outward, ...] = ()
    """What left the point or went missing otherwise: moved, sent back, written off, not in the truck, not counted."""
    awaited: tuple[Awaited, ...] = ()
    """Trucks that nobody counted yet, with what was sent: goods that lie nowhere in the books of the point."""
    awaited_why: str = ""
    """What the close says of those that are overdue."""
    unanswered: dict[str, int] = field(default_factory=dict[str, int])
    """By lane: GIVE screens that nobody answered with *given* or *not given*."""
    seconds: dict[str, int] = field(default_factory=dict[str, int])
    """Two-person acts on this desk by how the second person agreed."""

    @property
    def left_open(self) -> int:
        """GIVE screens without an answer, of all lanes."""
        return sum(self.unanswered.values())


@dataclass(frozen=True)
class DayAccount:
    """What step one and two of the close show: what was done, and what the book says lies on the shelf."""

    place: PointPlace
    day: date
    turn: int
    opened_at: datetime
    opened_by: str
    figures: DayFigures
    shelf: tuple[ShelfLine, ...]

    @property
    def overdue(self) -> tuple[Awaited, ...]:
        """Trucks that left before this day and were not counted: the close says why."""
        return tuple(one for one in self.figures.awaited if one.overdue(self.day))


@dataclass(frozen=True)
class DayClosed:
    """A day that was closed, whole: what the day sheet says."""

    place: PointPlace
    day: date
    turn: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime
    closed_by: str
    second: str
    second_by: str
    """How the second person agreed; empty without one."""
    figures: DayFigures
    counts: tuple[ItemCounted, ...]
    entry: EntryRef


@dataclass(frozen=True)
class Unserved:
    """Who is on the list of a point and did not come: codes and amounts, no names."""

    round_code: str
    point_code: str
    listed: int
    codes: tuple[HouseholdCode, ...]
    items: tuple[ItemDue, ...]
