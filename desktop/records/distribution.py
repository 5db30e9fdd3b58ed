"""Papers about programmes, rounds, the scan station's decision, hand-overs and rosters."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desktop.records.operator import EntryRef
from desktop.records.relief_rule import EVERYBODY, PLAIN, Criteria, ItemRule
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode, HouseholdId, PointId, RoundId
from desktop.values.vocabulary import (
    CollectionKind,
    ListKind,
    Look,
    ParentRelation,
    RosterSort,
    RoundState,
    Source,
    Verdict,
)


@dataclass(frozen=True)
class StepDraft:
    """From `min_size` people on, `qty` pieces."""

    min_size: int
    qty: int


@dataclass(frozen=True)
class ItemDraft:
    """One item of a round: a fixed amount is one step from size 1; what steps cannot say stands in its rule."""

    code: str
    steps: tuple[StepDraft, ...] = ()
    rule: ItemRule = PLAIN


@dataclass(frozen=True)
class PointDraft:
    """One distribution point of a round file."""

    code: str
    name: str
    areas: tuple[str, ...] = ()
    lanes: int = 0
    """Lanes that are planned; 0 where nobody planned them."""
    on_day: date | None = None
    """The local day on which it is planned to open; it refuses nothing."""


@dataclass(frozen=True)
class RoundDraft:
    """A round as its file says."""

    programme: str
    code: str
    list_kind: ListKind
    areas: tuple[str, ...]
    from_day: date
    to_day: date
    items: tuple[ItemDraft, ...]
    """Empty for those of the newest version of its programme."""
    points: tuple[PointDraft, ...]
    criteria: Criteria = EVERYBODY
    event: str = ""
    """Code of the hazard event that it answers, if any."""


@dataclass(frozen=True)
class ItemDue:
    """An item and how much of it; `unit` as in relief_items.csv."""

    item: str
    quantity: int
    unit: str


@dataclass(frozen=True)
class ItemStock:
    """An item of a round: due to the whole list, given of it, and what lies at the points; None: never counted."""

    item: str
    unit: str
    due: int
    given: int
    on_hand: int | None

    @property
    def short(self) -> int:
        """How much lacks until everybody on the list has it, going by what was counted."""
        return 0 if self.on_hand is None else max(0, self.due - self.given - self.on_hand)


@dataclass(frozen=True)
class PointView:
    """A point of a round; `given` counts households served there and not voided."""

    id: PointId
    code: str
    name: str
    open: bool
    areas: tuple[str, ...]
    given: int
    lanes: int = 0
    """Lanes that are planned; 0 where nobody planned them."""
    on_day: date | None = None
    """The local day on which it is planned to open."""
    households: int = 0
    """Of the round's list those that it serves; counted where its lanes are planned."""
    hands_first: bool = False
    """Whether its lanes hand over before the next card, so that a new card says *given* of the one before."""
    closed_at: datetime | None = None
    """When its last day was closed; None while a day runs, and before the first."""
    closed_by: str = ""


@dataclass(frozen=True)
class RoundView:
    """A round, ready to show. `households` are those on its list now, `given` those served."""

    id: RoundId
    code: str
    programme: str
    list_kind: ListKind
    state: RoundState
    frozen: bool
    list_version: int
    areas: tuple[str, ...]
    from_day: date
    to_day: date
    items: tuple[ItemDraft, ...]
    points: tuple[PointView, ...]
    households: int
    totals: tuple[ItemDue, ...]
    given: int
    criteria: Criteria = EVERYBODY
    event: str = ""
    programme_version: int | None = None
    """None when its own file told its items."""
    stock: tuple[ItemStock, ...] = ()


@dataclass(frozen=True)
class RoundChanged:
    """A round made, opened, frozen or closed."""

    round: RoundView
    entry: EntryRef


@dataclass(frozen=True)
class Presented:
    """What came to the scan station: a verified card, or a typed number that proves nothing."""

    household: HouseholdCode
    number: CardNumber | None
    source: Source
    expires: datetime | None = None
    kid: bytes | None = None
    stolen: bool = False
    """The card's desk is marked stolen: the card counts only if the register knows its number and issue."""


@dataclass(frozen=True)
class Standing:
    """Where a scan station stands: round, point, lane."""

    round_code: str
    point_code: str
    lane: int = 1


@dataclass(frozen=True)
class Collecting:
    """How somebody collects in the holder's place; `place` is that of a named collector, 1 or 2."""

    kind: CollectionKind
    place: int = 1


@dataclass(frozen=True)
class CollectorChoice:
    """Somebody who may collect for a household now; `how` is a holder's slot or another way; a delivery has no name."""

    how: int | Collecting
    name_as_told: str = ""
    name_latin: str = ""
    relation: str = ""


@dataclass(frozen=True)
class PersonShown:
    """Who the screen shows for the face check: the presented card's holder, else the head."""

    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    photo: bytes | None = field(repr=False)


@dataclass(frozen=True)
class Decision:
    """The scan station's answer. `why` and `facts` are for the help desk's roles only and never shown at the lane."""

    verdict: Verdict
    looks: tuple[Look, ...] = ()
    household: HouseholdCode | None = None
    household_id: HouseholdId | None = None
    number: CardNumber | None = None
    size: int = 0
    person: PersonShown | None = None
    items: tuple[ItemDue, ...] = ()
    source: Source | None = None
    why: str = ""
    facts: dict[str, str] = field(default_factory=dict[str, str])
    point_name: str = ""
    """For `T1`: where this household is served."""
    owed: tuple[ItemDue, ...] = ()
    """What is due and not there now: it stays due."""
    rehearsal: bool = False
    """The card was read before the point opened; nothing is recorded of it."""
    stop: str = ""
    """Why the lane stops: of the round, the point or the goods, never of a person, so that the lane may say it."""


@dataclass(frozen=True)
class Given:
    """A hand-over that is durable: what was handed over, its receipt, and the fingerprint for the slip."""

    disbursement: DisbursementId
    receipt: int
    at: datetime
    decision: Decision
    round_code: str
    programme: str
    point_name: str
    entry: EntryRef
    again: bool = False
    """True when the same disbursement id had been recorded before (a retry)."""


@dataclass(frozen=True)
class SlipData:
    """What stands on the slip of a hand-over, its lane, and how often it was printed before."""

    given: Given
    lane: int
    printed: int


@dataclass(frozen=True)
class SlipPrint:
    """One printing of a slip: the how-manieth of it this is, from 1; from the second on it is a copy."""

    number: int
    entry: EntryRef

    @property
    def copy(self) -> int:
        """Which copy this is; 0 for the first paper."""
        return self.number - 1


@dataclass(frozen=True)
class LateEntered:
    """One line of a paper sheet that became a hand-over; `again` when it had been entered before."""

    disbursement: DisbursementId
    receipt: int
    household: HouseholdCode
    items: tuple[ItemDue, ...]
    sheet: str
    day: date
    entry: EntryRef
    again: bool = False


@dataclass(frozen=True)
class Counts:
    """Hand-overs of today: by this operator, at this lane, at this point; `late`: entered from paper today."""

    me: int
    lane: int
    point: int
    late: int = 0


@dataclass(frozen=True)
class RecentGiven:
    """One of the last hand-overs at a station, for the list with void."""

    disbursement: DisbursementId
    receipt: int
    household: HouseholdCode
    name: str
    at: datetime
    voided: bool
    own: bool


@dataclass(frozen=True)
class Voided:
    """A hand-over taken back."""

    disbursement: DisbursementId
    receipt: int
    household: HouseholdCode
    entry: EntryRef


@dataclass(frozen=True)
class RosterLine:
    """One household on a roster."""

    code: HouseholdCode
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    size: int
    village: str
    items: tuple[ItemDue, ...]
    collectors: tuple[str, ...] = ()
    """Initials, and no more, of those whom the holder named to collect."""
    caretaker: str = ""
    """Who collects for a household of children alone, by name: they stand on the list in the child's place."""


@dataclass(frozen=True)
class RosterData:
    """A roster as recorded: rows in order, totals, list version, and the fingerprint at printing."""

    round: RoundView
    point: PointView
    sort: RosterSort
    lines: tuple[RosterLine, ...]
    totals: tuple[ItemDue, ...]
    printed_at: datetime
    printed_by: str
    entry: EntryRef
    number: int | None = None
    """Of these muster sheets; None for a plain list."""
