"""Papers about households: drafts as told (may be wrong), views ready to show."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from desktop.records.operator import EntryRef
from desktop.records.trusted_person import CollectorDraft, CollectorView, VoucherDraft, VoucherView
from desktop.values.functioning import disability_by
from desktop.values.identifiers import HouseholdCode, HouseholdId, RegistrantId
from desktop.values.moment import Moment
from desktop.values.problem import Problem
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    BlockReason,
    CardReason,
    CardState,
    ConsentLanguage,
    ConsentReader,
    HouseholdChange,
    Intermediary,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    WorkKind,
)

NO_DOCUMENT = "NONE"


def _not_named(told_size: int | None, members: int) -> int | None:
    """People of a household whom somebody counted and nobody named; None when nobody told how many there are."""
    return None if told_size is None else max(0, told_size - members)


@dataclass(frozen=True)
class MemberDraft:
    """One person as told. Only a name (in any script) and a sex are required."""

    name_as_told: str = ""
    name_latin: str = ""
    parent_name: str = ""
    parent_latin: str = ""
    parent_relation: ParentRelation | None = None
    relation: str = ""
    sex: Sex | None = None
    age_years: int | None = None
    age_method: AgeMethod | None = None
    age_as_of: date | None = None
    id_type: str = NO_DOCUMENT
    id_number: str = ""
    phone: str = ""
    phone_owner: PhoneOwner | None = None
    safe_to_call: bool | None = None
    work_kind: WorkKind | None = None
    disability: bool | None = None
    holder: int | None = None
    """Holder slot 1-9; None: holds no card."""
    photo: bytes | None = field(default=None, repr=False)
    """A normalised JPEG (480 x 640, no metadata) from `desktop.scanning.photo`; in a correction None leaves it."""
    registrant: RegistrantId | None = None
    """Whom a correction is about; None: a new member, or one known again by name, number or place in the list."""
    unnamed: bool = False
    """An infant who has no name yet: *child of* the parent, wherever a name is shown."""
    age_event: AgeEvent | None = None
    age_then: int | None = None
    """Age when `age_event` came (below zero: born so many years after it); from it come the years."""
    number_seen: NumberSeen | None = None
    safe_times: str = ""
    """When a call puts the person into no danger, in the person's own words."""
    washington: str = ""
    """Six answers as `desktop.values.functioning` keeps them; from them comes `disability`."""
    intermediary: Intermediary | None = None
    photo_refused: bool = False
    """The person wants no photo: an answer on the form, of which the register keeps no word."""


@dataclass(frozen=True)
class ConsentDraft:
    """What was agreed to, and how the text was read."""

    register: bool = False
    photo: bool = False
    phone: bool = False
    read_by: ConsentReader = ConsentReader.CLERK
    language: ConsentLanguage = ConsentLanguage.URDU
    heard_in_queue: bool = False
    """Whether the text was read to the waiting group before; the questions are asked at the desk all the same."""


@dataclass(frozen=True)
class HouseholdDraft:
    """A household as told."""

    pcode: str = ""
    village: str = ""
    consent: ConsentDraft = field(default_factory=ConsentDraft)
    members: tuple[MemberDraft, ...] = ()
    home_pcode: str = ""
    """Where the household says its home is, when that is elsewhere."""
    collectors: tuple[CollectorDraft, ...] | None = None
    """At most two, in the order of the holder's choice; in a correction None leaves them."""
    vouchers: tuple[VoucherDraft, ...] | None = None
    """Who said that they know the household; in a correction None leaves them."""
    told_size: int | None = None
    """How many people it has, as was told; in a correction None leaves the number, 0 takes it away."""

    @property
    def not_named(self) -> int:
        """People who were counted and are no members."""
        return _not_named(self.told_size, len(self.members)) or 0


@dataclass(frozen=True)
class KeptDraft:
    """A draft of the form with the moment it was kept."""

    body: bytes = field(repr=False)
    kept_at: datetime


@dataclass(frozen=True)
class DayCount:
    """Households that one operator registered on a local day, and the people in them now."""

    day: date
    households: int = 0
    people: int = 0


@dataclass(frozen=True)
class MemberView:
    """One member, ready to show; the identity number comes masked, the whole number never leaves the register."""

    id: RegistrantId
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    relation: str
    sex: Sex
    age_years: int | None
    age_method: AgeMethod | None
    age_as_of: date | None
    id_type: str
    id_masked: str
    phone: str
    phone_owner: PhoneOwner | None
    safe_to_call: bool | None
    work_kind: WorkKind | None
    disability: bool | None
    slot: int | None
    photo: bytes | None = field(repr=False)
    unnamed: bool = False
    age_event: AgeEvent | None = None
    number_seen: NumberSeen | None = None
    safe_times: str = ""
    washington: str = ""
    intermediary: Intermediary | None = None
    born: date | None = None
    """The day of birth, of whom it was told as a birth in this register."""
    since: Moment | None = None
    """Since when they belong to the household."""

    @property
    def name(self) -> str:
        """The name as told, or the Latin one; empty for an infant without a name."""
        return self.name_as_told or self.name_latin

    @property
    def disability_source(self) -> str:
        """Where `disability` comes from: ``washington`` (the six questions), ``told``, or empty when it is unknown."""
        if self.disability is None:
            return ""
        return "washington" if disability_by(self.washington) is self.disability else "told"


@dataclass(frozen=True)
class CardLine:
    """One card on the household page."""

    number: str
    slot: int
    state: CardState
    issued_at: Moment
    copies: int
    printed: bool = True
    """Whether somebody said that it came out well."""


@dataclass(frozen=True)
class PersonName:
    """What a person is called, for a sentence; both names are empty when nothing is kept of them any more."""

    registrant: RegistrantId
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    unnamed: bool


@dataclass(frozen=True)
class HistoryLine:
    """One recorded act on a household, for a sentence on its page."""

    kind: str
    at: Moment
    operator: str
    """Empty for who may not know when a household was registered: who was where says where it was."""
    log: str
    seq: int
    """Where the entry stands; an empty `log` for who may not know, as lines of a log follow each other in time."""
    day: date | None = None
    """The day on which it happened, of an event: it may be entered later, `at`."""
    change: HouseholdChange | None = None
    people: tuple[PersonName, ...] = ()
    """Whom it was about; of a correction whose record was changed."""
    parts: tuple[str, ...] = ()
    """What else a correction changed: ``place``, ``consent``, ``collectors``, ``vouchers``."""
    card: str = ""
    reason: CardReason | None = None
    items: tuple[tuple[str, int], ...] = ()
    receipt: int = 0
    moved: tuple[tuple[str, str], tuple[str, str]] | None = None
    """P-code and village before and after a move."""
    other: HouseholdCode | None = None
    """The other household of a split, a merge or a marriage: only for whoever may correct."""
    block: BlockReason | None = None
    until: date | None = None
    """The last day of a block that lapses by itself."""


@dataclass(frozen=True)
class FormerMember:
    """Somebody who belonged to a household; never where they went. `change` is None when a correction took them out."""

    name: PersonName
    parent_relation: ParentRelation | None
    from_day: Moment
    to_day: date
    change: HouseholdChange | None
    same_person: bool = False
    """The record became part of another one: it is one person."""


@dataclass(frozen=True)
class HouseholdStory:
    """What was done about a household, the newest first, and who is no longer here."""

    code: HouseholdCode
    lines: tuple[HistoryLine, ...]
    former: tuple[FormerMember, ...]


@dataclass(frozen=True)
class HouseholdView:
    """A household, ready to show."""

    id: HouseholdId
    code: HouseholdCode
    pcode: str
    village: str
    active: bool
    version: int
    registered_at: Moment
    members: tuple[MemberView, ...]
    cards: tuple[CardLine, ...]
    history: tuple[HistoryLine, ...]
    home_pcode: str = ""
    collectors: tuple[CollectorView, ...] = ()
    vouchers: tuple[VoucherView, ...] = ()
    told_size: int | None = None
    """How many people it has, as was told; None: nobody told it."""
    began: Moment | None = None
    """The first day on which the register knows it."""

    @property
    def not_named(self) -> int | None:
        """People who were counted and are no members; None: nobody told how many there are."""
        return _not_named(self.told_size, len(self.members))


@dataclass(frozen=True)
class FoundRegistrant:
    """One person found by `find`, most alike first."""

    registrant: RegistrantId
    household: HouseholdCode
    name_as_told: str
    name_latin: str
    parent_name: str
    sex: Sex
    age_years: int | None
    pcode: str
    village: str
    score: float
    why: tuple[str, ...]
    unnamed: bool = False


@dataclass(frozen=True)
class DamagedPhone:
    """A phone that an old fault of the form damaged; `original` is empty when nothing tells it any more."""

    household: HouseholdCode
    registrant: RegistrantId
    name: str
    phone: str
    original: str


@dataclass(frozen=True)
class Registered:
    """What a registration gave."""

    household: HouseholdView
    possible_duplicates: tuple[FoundRegistrant, ...]
    entry: EntryRef
    problems: tuple[Problem, ...] = ()
    """Warnings only, also those that only the register can know: a number used before."""
    envelope: UUID | None = field(default=None, repr=False)
    """The envelope that was put into the mailbox; it is told to nobody and stands beside this household nowhere."""


@dataclass(frozen=True)
class Corrected:
    """What a correction gave: the household as it is now, and the warnings that are left.

    `entry` is None when the draft said what the register says already: then nothing was written.
    """

    household: HouseholdView
    entry: EntryRef | None
    problems: tuple[Problem, ...] = ()
