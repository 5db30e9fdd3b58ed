"""Papers that account for a round afterwards: the reconciliation of a point, and a sample of those who received."""

from dataclasses import dataclass

from desktop.records.operator import EntryRef
from desktop.records.stock import BookLine
from desktop.values.identifiers import HouseholdCode


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

    @property
    def difference(self) -> int:
        """What the last close found on the shelf beside the book."""
        return 0 if self.counted is None or self.at_close is None else self.counted - self.at_close

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

    @property
    def fits(self) -> bool:
        """Whether everything agrees."""
        whole = self.scans == self.given and self.slips == self.given + self.voided
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
