"""Papers about two records that may be one person: side by side, what was said, and what making them one would do."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from desktop.records.operator import EntryRef
from desktop.values.identifiers import CardNumber, HouseholdCode, RegistrantId
from desktop.values.moment import Moment
from desktop.values.vocabulary import AgeMethod, PairAnswer, ParentRelation, Sex, WorkKind

BULK_BELOW = 700
"""Likeness in thousandths under which several pairs may be answered together: at 500 a pair begins to be asked about,
and from here on more than names and village agree."""

MOST_TOGETHER = 1000
"""Pairs that are answered together: what a filter can bring together for one reason that somebody answers for."""


class Alone(StrEnum):
    """Why a pair is answered by itself, never together with others."""

    ANSWERED = "answered"
    """Somebody said already what the two are."""
    ALIKE = "alike"


def why_alone(score: int, answer: PairAnswer | None) -> Alone | None:
    """Why a pair may not be answered together with others, if it may not."""
    if answer not in (None, PairAnswer.LATER):
        return Alone.ANSWERED
    return Alone.ALIKE if score >= BULK_BELOW else None


def may_go_together(score: int, answer: PairAnswer | None) -> bool:
    """Whether a pair may be answered together with others: not very alike, and nobody said yet what the two are."""
    return why_alone(score, answer) is None


class Field(StrEnum):
    """What is held side by side, in the order in which it is read."""

    NAME = "name"
    PARENT = "parent"
    SEX = "sex"
    AGE = "age"
    VILLAGE = "village"
    CHILDREN = "children"


class Agreement(StrEnum):
    """How one field of two people agrees."""

    SAME = "same"
    SPELT = "spelt"
    """The same name in another spelling or script."""
    NEAR = "near"
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    """Not known of one of them."""


class Nearby(StrEnum):
    """How far apart two villages are that are not the same."""

    AREA = "area"
    DISTRICT = "district"
    FAR = "far"


class MergeNote(StrEnum):
    """What a supervisor should know before two records become one person; none of it holds anything back."""

    OTHER_SEX = "other_sex"
    ONE_DIED = "one_died"
    SAID_DIFFERENT = "said_different"
    AGES_APART = "ages_apart"
    OTHER_NUMBER = "other_number"
    HEAD_LEAVES = "head_leaves"


@dataclass(frozen=True)
class PersonSide:
    """One of two people who are looked at side by side; somebody who is still being typed has no id and no code."""

    registrant: RegistrantId | None
    household: HouseholdCode | None
    version: int
    """Of the household; 0 while typing."""
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    sex: Sex | None
    age_years: int | None
    age_method: AgeMethod | None
    age_as_of: date | None
    work_kind: WorkKind | None
    pcode: str
    village: str
    children: tuple[str, ...] = ()
    registered_at: Moment | None = None
    desk: str = ""
    has_card: bool = False
    photo: bytes | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name as told, or the Latin one."""
        return self.name_as_told or self.name_latin


@dataclass(frozen=True)
class FieldPair:
    """How one field of the two agrees. `apart` counts years, or children of the same name; `near` is of villages."""

    field: Field
    agreement: Agreement
    apart: int = 0
    near: Nearby | None = None


@dataclass(frozen=True)
class PairView:
    """Two people side by side, and why one asks; `why` holds codes of `desktop.matching.score.Why`.

    Of two who are in the register, `a` is who was registered first.
    """

    a: PersonSide
    b: PersonSide
    fields: tuple[FieldPair, ...]
    why: tuple[str, ...]
    score: int
    """Thousandths; for the order only, never shown."""
    answer: PairAnswer | None = None
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class PairFilter:
    """Which pairs are shown; what is left empty leaves nothing out."""

    answers: tuple[PairAnswer | None, ...] = (None, PairAnswer.LATER, PairAnswer.SAME)
    """None: nobody has said anything."""
    low: int = 0
    high: int = 1000
    """Likeness in thousandths, both ends included."""
    pcode: str = ""
    village: str = ""
    batch: int | None = None
    """Pairs of which one person came by this import."""
    why: str = ""
    """Pairs that are asked about for this reason: a code of `desktop.matching.score.Why`."""
    today: bool = False
    """Pairs that were answered today, the last answer first."""
    mine: bool = False
    """Pairs that were answered by who asks."""


class PairKey(NamedTuple):
    """One pair of a list, before its people are read; thousands of them are held at once."""

    a: RegistrantId
    b: RegistrantId
    score: int
    answer: PairAnswer | None
    answered_at: datetime | None
    own: bool
    """Whether the answer is of today and of who asks, so that it can be taken back."""


@dataclass(frozen=True)
class PairList:
    """The pairs that were asked for, in their order; `keys` ends where a list would be too long to go through."""

    keys: tuple[PairKey, ...]
    counts: "PairCounts"


@dataclass(frozen=True)
class PairsDecided:
    """Several pairs that were answered, or taken back, in one act."""

    pairs: tuple[tuple[RegistrantId, RegistrantId], ...]
    entry: EntryRef
    """The last of its entries."""
    wanted: int
    """How many it should have been: the act was stopped, or somebody answered one of them meanwhile."""


@dataclass(frozen=True)
class DraftPair:
    """Somebody who is being typed (`place` in the draft, from 0) beside somebody who is in the register."""

    place: int
    pair: PairView


@dataclass(frozen=True)
class PairSaid:
    """What the clerk said in the form about the draft's member at `place` and somebody in the register."""

    place: int
    registrant: RegistrantId
    answer: PairAnswer


@dataclass(frozen=True)
class PairCounts:
    """Pairs in the queue: nobody looked, put off, and said to be one person but still two records."""

    waiting: int = 0
    later: int = 0
    same: int = 0
    different: int = 0
    """Only where they are asked for."""

    @property
    def all(self) -> int:
        """All of them."""
        return self.waiting + self.later + self.same + self.different


@dataclass(frozen=True)
class PairDecided:
    """What was recorded about a pair; `entry` is None when the same was said of it before."""

    a: RegistrantId
    b: RegistrantId
    answer: PairAnswer | None
    """None: what was said is taken back, and the pair waits again."""
    entry: EntryRef | None


@dataclass(frozen=True)
class Takeover:
    """The place of the record that goes, which the kept one takes because it lives nowhere now."""

    household: HouseholdCode
    relation: str
    place: int


@dataclass(frozen=True)
class MergePlan:
    """What making two records one person would do; nothing is done yet."""

    kept: PersonSide
    gone: PersonSide
    taken: tuple[str, ...]
    """Names of fields that the kept record lacks and takes over; `photo` is one of them."""
    takeover: Takeover | None
    slot: int | None
    """The holder slot, with its card, that goes over to the kept record."""
    ends: tuple[CardNumber, ...]
    """Cards that are ended and never made live again."""
    closes: HouseholdCode | None
    """The household in which nobody is left."""
    no_holder: HouseholdCode | None
    """The household that goes on without anybody who holds a card."""
    goes_on: int
    """How many people stay in the household that the record leaves."""
    notes: tuple[MergeNote, ...]


@dataclass(frozen=True)
class PeopleMerged:
    """Two records that were made one person."""

    merge: UUID
    plan: MergePlan
    entry: EntryRef


@dataclass(frozen=True)
class NewCard:
    """A holder slot whose card was ended: a new card can be printed."""

    household: HouseholdCode
    slot: int


@dataclass(frozen=True)
class PeopleUnmerged:
    """Two people again. `new_cards` are slots whose card stays ended; a new one may be printed."""

    merge: UUID
    kept: RegistrantId
    gone: RegistrantId
    new_cards: tuple[NewCard, ...]
    entry: EntryRef


@dataclass(frozen=True)
class MergeView:
    """One merge that stands, for taking it back."""

    merge: UUID
    kept: PersonSide
    gone: PersonSide
    merged_at: datetime
    merged_by: str
