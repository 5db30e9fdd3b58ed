"""Papers that account for a round afterwards: the reconciliation of a point, and a sample of those who received."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desktop.records.distribution import ItemDue
from desktop.records.operator import EntryRef
from desktop.records.point_day import PointPlace
from desktop.records.stock import Awaited, BookLine, Outward
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import DifferenceReason


@dataclass(frozen=True)
class CountDifference:
    """What a count at an opening or a close found beside the book of that moment, and why; it stays as it was told."""

    day: date
    at_close: bool
    item: str
    unit: str
    book: int
    counted: int
    reason: DifferenceReason | None
    """None where nothing differed."""
    note: str = ""

    @property
    def difference(self) -> int:
        """What was found beyond the book; less than nothing when something was missing."""
        return self.counted - self.book


@dataclass(frozen=True)
class ItemReconciled:
    """One item of a point from three sides: what the log's hand-overs add up to, what the rows say, what was counted.

    `counted` is the count of the last close, None when there was none; `at_close` is what the book said then.
    """

    line: BookLine
    scanned: int
    owed: int
    counted: int | None
    at_close: int | None
    reason: DifferenceReason | None = None
    """Why the last close differs; None where it does not."""

    @property
    def difference(self) -> int:
        """What the last close found on the shelf beside the book."""
        return 0 if self.counted is None or self.at_close is None else self.counted - self.at_close

    @property
    def came(self) -> int:
        """What came, without what counts found."""
        return self.line.came - self.line.counted

    @property
    def otherwise(self) -> int:
        """What counts found and what went another way than to people: moved on, damaged, missing, sent back."""
        line = self.line
        return line.counted - line.moved_out - line.damaged - line.lost - line.returned

    @property
    def fits(self) -> bool:
        """Whether scans and rows agree, and the book with what should lie there."""
        return self.scanned == self.line.issued and self.line.on_hand in (None, self.line.closing)


@dataclass(frozen=True)
class PointReconciled:
    """A point from all sides: scans of the log, rows, slips, late entries from marked sheets, items."""

    point_code: str
    point_name: str
    scans: int
    """Hand-overs in the log that were not taken back there."""
    given: int
    voided: int
    slips: int
    """Receipt numbers that were drawn; a hand-over that was taken back keeps its own."""
    muster: int
    """Hand-overs that were entered from paper."""
    items: tuple[ItemReconciled, ...]
    sheets: dict[str, int] = field(default_factory=dict[str, int])
    """Hand-overs entered from each marked sheet, to be held beside its marks."""
    outward: tuple[Outward, ...] = ()
    """What left the point or went missing beside hand-overs and releases, and how much of it with one person alone."""
    awaited: tuple[Awaited, ...] = ()
    """Waybills whose truck nobody counted yet."""
    differences: tuple[CountDifference, ...] = ()
    """Every count of the point that was not what the book said, the newest first."""
    counted_on: date | None = None
    """The day of the close that counted last; None when none did."""

    @property
    def counts(self) -> tuple[CountDifference, ...]:
        """Every item at the last close that counted, then the older counts that differed; each beside its own book."""
        last: list[CountDifference] = []
        older = list(self.differences)
        for item in self.items:
            if item.counted is None or item.at_close is None or self.counted_on is None:
                continue
            found = (self.counted_on, True, item.line.item, item.at_close, item.counted)
            told = next(
                (one for one in older if (one.day, one.at_close, one.item, one.book, one.counted) == found), None
            )  # the newest first: an older one of the same numbers stays
            if told is not None:
                older.remove(told)
            last.append(told or CountDifference(*found[:3], item.line.unit, *found[3:], item.reason))
        return (*last, *older)

    @property
    def slips_fit(self) -> bool:
        """Whether each hand-over drew one receipt number, and no number was drawn without one."""
        return self.slips == self.given + self.voided

    @property
    def sheets_fit(self) -> bool:
        """Whether the marks of the sheets add up to what was entered from paper."""
        return sum(self.sheets.values()) == self.muster

    @property
    def fits(self) -> bool:
        """Whether everything agrees."""
        whole = self.scans == self.given and self.slips_fit and self.sheets_fit
        return whole and all(item.fits for item in self.items)


@dataclass(frozen=True)
class Reconciled:
    """A round, point by point."""

    round_code: str
    programme: str
    points: tuple[PointReconciled, ...]

    @property
    def fits(self) -> bool:
        """Whether everything agrees at every point."""
        return all(point.fits for point in self.points)


@dataclass(frozen=True)
class Asked:
    """One household of a sample; `village` is where to look for it."""

    point_code: str
    code: HouseholdCode
    village: str


@dataclass(frozen=True)
class Site:
    """A point in a sample: how many were served there, how many are asked."""

    point_code: str
    point_name: str
    served: int
    asked: int


@dataclass(frozen=True)
class Sample:
    """A sample of those who received in a round, drawn by a seed that is printed."""

    round_code: str
    programme: str
    seed: int
    error: int
    served: int
    wanted: int
    """What the formula asks for over all sites, before thirty a site."""
    sites: tuple[Site, ...]
    households: tuple[Asked, ...]
    entry: EntryRef


@dataclass(frozen=True)
class WaitingLine:
    """One household for which something still waits at a point: it did not come, or a part is owed to it.

    `name` is empty unless names were asked for by somebody who may print rosters.
    """

    code: HouseholdCode
    village: str
    items: tuple[ItemDue, ...]
    name: str = ""
    owed: bool = False


@dataclass(frozen=True)
class Waiting:
    """Who is on the list of a point and was not served yet, and to whom something is owed, by village."""

    place: PointPlace
    listed: int
    lines: tuple[WaitingLine, ...]
    names: bool = False

    @property
    def absent(self) -> int:
        """How many households did not come."""
        return sum(not line.owed for line in self.lines)

    @property
    def owed(self) -> int:
        """To how many households something is owed."""
        return sum(line.owed for line in self.lines)

    @property
    def items(self) -> tuple[ItemDue, ...]:
        """What waits for all of them together."""
        found: dict[str, ItemDue] = {}
        for due in (due for line in self.lines for due in line.items):
            before = found.get(due.item)
            found[due.item] = ItemDue(due.item, due.quantity + (before.quantity if before else 0), due.unit)
        return tuple(found.values())


@dataclass(frozen=True)
class Printed:
    """That a list or an account was put on paper: when, by whom, and the state of the book then."""

    at: datetime
    by: str
    entry: EntryRef


@dataclass(frozen=True)
class WaitingPaper:
    """Who is still waiting at a point, as it is printed."""

    waiting: Waiting
    printed: Printed


@dataclass(frozen=True)
class AccountPaper:
    """The account of one point, as it is printed."""

    round_code: str
    programme: str
    point: PointReconciled
    printed: Printed


@dataclass(frozen=True)
class Sizes:
    """How many would be asked in a round at each point, before anybody is chosen."""

    round_code: str
    error: int
    first: int
    """What the formula asks of a population without end."""
    served: int
    wanted: int
    sites: tuple[Site, ...]
