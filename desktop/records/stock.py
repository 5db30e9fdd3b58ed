"""Papers about stock at a point: waybills, receipts, counts, what the book says, and what goes out by order."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from desktop.records.distribution import ItemDue
from desktop.records.operator import EntryRef
from desktop.values.vocabulary import DifferenceReason, MovementKind, WaybillState


@dataclass(frozen=True)
class Goods:
    """So much of an item, in its base unit, with the batch and its last good day where they are known."""

    item: str
    quantity: int
    batch: str = ""
    expires: date | None = None


@dataclass(frozen=True)
class WaybillDraft:
    """A truck that is sent to a point: what is on it."""

    number: str
    day: date
    origin: str
    goods: tuple[Goods, ...]
    vehicle: str = ""
    seal: str = ""


@dataclass(frozen=True)
class WaybillLineView:
    """One item of a waybill by batch; `received` is None until it was counted."""

    item: str
    unit: str
    batch: str
    expires: date | None
    sent: int
    received: int | None

    @property
    def difference(self) -> int:
        """What came beside what was sent: below nothing when it fell short. Nothing until it was counted."""
        return 0 if self.received is None else self.received - self.sent


@dataclass(frozen=True)
class WaybillView:
    """A waybill, ready to show or print."""

    id: UUID
    number: str
    round_code: str
    point_code: str
    point_name: str
    day: date
    origin: str
    vehicle: str
    seal: str
    state: WaybillState
    made_by: str
    made_at: datetime
    received_by: str
    received_at: datetime | None
    note: str
    lines: tuple[WaybillLineView, ...]


@dataclass(frozen=True)
class Awaited:
    """A truck that nobody counted yet: its waybill, the day when it left, and what was sent of each item."""

    number: str
    day: date
    items: tuple[ItemDue, ...]

    def overdue(self, on: date) -> bool:
        """Whether it left before that day: no road of a district takes a truck longer than until the next evening."""
        return self.day < on


@dataclass(frozen=True)
class WaybillSaved:
    """A waybill as it now stands."""

    waybill: WaybillView
    entry: EntryRef


@dataclass(frozen=True)
class ArrivalDraft:
    """What was counted when goods came: against a waybill, or by another document and from somewhere.

    `note` says why more or less came than was sent.
    """

    goods: tuple[Goods, ...]
    waybill: str = ""
    document: str = ""
    origin: str = ""
    note: str = ""


@dataclass(frozen=True)
class CountDraft:
    """What lay there when it was counted; a difference to the book wants a reason."""

    item: str
    counted: int
    reason: DifferenceReason | None = None
    note: str = ""


@dataclass(frozen=True)
class ItemCounted:
    """An item as the book had it, as it was counted, and what lay between."""

    item: str
    unit: str
    book: int
    counted: int
    reason: DifferenceReason | None = None
    first: bool = False
    """Nothing was counted there before: the count is where the book begins."""
    tolerated: int = 0
    """How much may be missing by the item's rule before a second person looks."""

    @property
    def difference(self) -> int:
        """Counted less book; nothing for a first count."""
        return 0 if self.first else self.counted - self.book

    @property
    def beyond(self) -> bool:
        """Whether more is missing than the rule tolerates."""
        return -self.difference > self.tolerated


@dataclass(frozen=True)
class LastCount:
    """When an item was last counted, and how that stood to the book."""

    counted: int
    difference: int
    at: datetime


@dataclass(frozen=True)
class BookLine:
    """One item at a point: what lay there, came and went since the book's beginning or a moment, and what is left.

    All are above or equal nothing but `counted`, `issued` and `closing`: a count may find less, and a period may take
    back more hand-overs than it made. `on_hand` is None for an item that is not counted there.
    """

    item: str
    unit: str
    opening: int = 0
    received: int = 0
    moved_in: int = 0
    loan_back: int = 0
    counted: int = 0
    moved_out: int = 0
    damaged: int = 0
    lost: int = 0
    returned: int = 0
    issued: int = 0
    released: int = 0
    provisional: int = 0
    on_hand: int | None = None
    last_count: LastCount | None = None

    @property
    def came(self) -> int:
        """All that came, and what counts found beyond the book."""
        return self.received + self.moved_in + self.loan_back + self.counted

    @property
    def went(self) -> int:
        """All that went, to households and otherwise."""
        out = self.moved_out + self.damaged + self.lost + self.returned
        return out + self.issued + self.released + self.provisional

    @property
    def closing(self) -> int:
        """What must be left; the same as `on_hand` for an item that is counted there."""
        return self.opening + self.came - self.went


@dataclass(frozen=True)
class BatchLine:
    """A batch that came; `left` is what must be left of it when the soonest to expire goes out first."""

    item: str
    unit: str
    batch: str
    expires: date | None
    came: int
    left: int

    def expired(self, today: date) -> bool:
        """Whether some of it is left and its last good day is over."""
        return self.left > 0 and self.expires is not None and self.expires < today


@dataclass(frozen=True)
class Movement:
    """One change of a stock that is no hand-over, for the list of what happened."""

    item: str
    unit: str
    kind: MovementKind
    quantity: int
    document: str
    other: str
    batch: str
    reason: DifferenceReason | None
    note: str
    by: str
    second: str
    at: datetime


@dataclass(frozen=True)
class Outward:
    """How much of an item left a point or went missing in one way; `alone` of it with no second person."""

    kind: MovementKind
    item: str
    unit: str
    quantity: int
    alone: int = 0


@dataclass(frozen=True)
class StockBook:
    """The book of a point: its items, batches by what expires soonest, the last movements, and waybills awaited."""

    round_code: str
    programme: str
    point_code: str
    point_name: str
    lines: tuple[BookLine, ...]
    batches: tuple[BatchLine, ...]
    movements: tuple[Movement, ...] = ()
    waybills: tuple[WaybillView, ...] = ()
    releases: tuple["ReleaseView", ...] = ()

    def line(self, item: str) -> BookLine | None:
        """The line of an item, if there is one."""
        return next((line for line in self.lines if line.item == item), None)


@dataclass(frozen=True)
class StockChanged:
    """The book after something came, went or was counted; `counts` are the items of a count."""

    book: StockBook
    items: tuple[str, ...]
    entry: EntryRef
    counts: tuple[ItemCounted, ...] = ()


@dataclass(frozen=True)
class ReleaseDraft:
    """What goes out by order: its number, who ordered it by name and office, why, and how much."""

    order: str
    authority: str
    reason: str
    goods: tuple[Goods, ...]


@dataclass(frozen=True)
class ReleaseView:
    """One release by order; it is no hand-over, and no household's share."""

    id: UUID
    order: str
    authority: str
    reason: str
    by: str
    second: str
    at: datetime
    goods: tuple[Goods, ...]


@dataclass(frozen=True)
class Released:
    """A release that is durable; `earlier` are those under the same order number before."""

    release: ReleaseView
    earlier: tuple[ReleaseView, ...]
    book: StockBook
    entry: EntryRef


@dataclass(frozen=True)
class StockSheetData:
    """The stock sheet as recorded when it was printed."""

    book: StockBook
    printed_at: datetime
    printed_by: str
    entry: EntryRef
    today: date = field(default=date.min)
