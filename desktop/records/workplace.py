"""Papers about workplaces: places with a plain number of households met, and never with a person."""

from dataclasses import dataclass
from datetime import date

from desktop.records.operator import EntryRef
from desktop.values.identifiers import WorkplaceId
from desktop.values.problem import Problem
from desktop.values.vocabulary import WorkplaceKind


@dataclass(frozen=True)
class WorkplaceDraft:
    """A workplace as told: what it is and where it lies. Only kind and place are required; whose it is, is not kept."""

    kind: WorkplaceKind | None = None
    pcode: str = ""
    village: str = ""
    landmark: str = ""
    licence: str = ""
    working: bool = True


@dataclass(frozen=True)
class VisitDraft:
    """One visit: its local day, of which only the month is kept, and how many households were met there."""

    day: date | None = None
    households_met: int | None = None


@dataclass(frozen=True)
class WorkplaceView:
    """A workplace, ready to show. `last_visit` is None before the first; `households_met` is what it found."""

    id: WorkplaceId
    number: int
    kind: WorkplaceKind
    pcode: str
    village: str
    landmark: str
    licence: str
    working: bool
    version: int
    visits: int
    """Months in which it was visited."""
    last_visit: date | None
    """The first of the month of the last one."""
    households_met: int


@dataclass(frozen=True)
class VisitView:
    """The visits of one month as they count: when two numbers were told for a month, the later one. Never by whom."""

    month: date
    """Its first day."""
    households_met: int


@dataclass(frozen=True)
class WorkplaceSaved:
    """A workplace as it now stands, and warnings that are left; `entry` is None when nothing was to be changed."""

    workplace: WorkplaceView
    entry: EntryRef | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Reach:
    """How far the office came: workplaces that are working, and those where nobody was met since a day."""

    kind: WorkplaceKind | None
    """None: of every kind."""
    since: date
    """The first of a month."""
    known: int
    met: int
    """Households met at all of them since that day."""
    unreached: tuple[WorkplaceView, ...]

    @property
    def reached(self) -> int:
        """Workplaces where somebody was met."""
        return self.known - len(self.unreached)
