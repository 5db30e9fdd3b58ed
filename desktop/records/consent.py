"""Papers about consents: what holds for each purpose, what was taken back, and that rights were told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desktop.records.operator import EntryRef
from desktop.values.identifiers import HouseholdCode, HouseholdId, RegistrantId
from desktop.values.moment import Moment
from desktop.values.problem import Problem
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader, WithdrawalState


@dataclass(frozen=True)
class ConsentGiving:
    """A purpose agreed to later: who says so (None: for the whole household), and how the text was read."""

    purpose: ConsentPurpose
    read_by: ConsentReader = ConsentReader.CLERK
    language: ConsentLanguage = ConsentLanguage.URDU
    heard_in_queue: bool = False
    said_by: RegistrantId | None = None


@dataclass(frozen=True)
class ConsentLine:
    """What holds for one purpose, and how that was said; `at` None: nobody was ever asked."""

    purpose: ConsentPurpose
    given: bool
    at: Moment | None = None
    read_by: ConsentReader | None = None
    language: ConsentLanguage | None = None
    heard_in_queue: bool = False
    said_by: RegistrantId | None = None


@dataclass(frozen=True)
class WithdrawalView:
    """A consent that was taken back: of one registrant, or with None of the whole household."""

    id: UUID
    purpose: ConsentPurpose
    registrant: RegistrantId | None
    state: WithdrawalState
    heard_at: datetime
    due: date
    ended_at: datetime | None = None


@dataclass(frozen=True)
class PersonLine:
    """One member for a choice: the id, and the names as told."""

    registrant: RegistrantId
    name_as_told: str
    name_latin: str
    unnamed: bool = False

    @property
    def name(self) -> str:
        """The name as told, or the Latin one."""
        return self.name_as_told or self.name_latin


@dataclass(frozen=True)
class OfferedLine:
    """That rights were told: the same for every household."""

    day: Moment
    language: ConsentLanguage
    told_by: str


@dataclass(frozen=True)
class ConsentsView:
    """The consents of one household, ready to show. `rounds`: open ones in which something still waits for it."""

    id: HouseholdId
    code: HouseholdCode
    active: bool
    people: tuple[PersonLine, ...]
    consents: tuple[ConsentLine, ...]
    withdrawals: tuple[WithdrawalView, ...]
    offered: tuple[OfferedLine, ...]
    rounds: tuple[str, ...]

    def consent(self, purpose: ConsentPurpose) -> ConsentLine:
        """What holds for one purpose."""
        return next((one for one in self.consents if one.purpose is purpose), ConsentLine(purpose, given=False))


@dataclass(frozen=True)
class Given:
    """What giving consent later gave; `entry` is None when all of it was said before."""

    consents: ConsentsView
    entry: EntryRef | None


@dataclass(frozen=True)
class CarriedOut:
    """A withdrawal that took effect, and how much was removed."""

    code: HouseholdCode
    withdrawal: WithdrawalView
    people: int
    photos: int
    contents: int
    """Contents of the ledger that were erased."""
    closed: bool
    """Whether nobody is left in the household."""
    problems: tuple[Problem, ...]
    """Warnings only: which card ended, who leads now, who holds a card now."""
    entry: EntryRef


@dataclass(frozen=True)
class StillDue:
    """A withdrawal of the registration that waits, because something in these open rounds still waits for them."""

    code: HouseholdCode
    withdrawal: WithdrawalView
    rounds: tuple[str, ...]
    entry: EntryRef | None = None
    """Where it was recorded that it was said again in private, when that was recorded just now."""


@dataclass(frozen=True)
class Withdrawn:
    """A consent that was taken back and waits, or one whose taking back was called off."""

    code: HouseholdCode
    withdrawal: WithdrawalView
    entry: EntryRef


@dataclass(frozen=True)
class Applied:
    """What was carried out of all that is due, and what waits for help that is still due."""

    done: tuple[CarriedOut, ...] = ()
    waiting: tuple[StillDue, ...] = ()


@dataclass(frozen=True)
class RightsTold:
    """That rights were told to a household."""

    code: HouseholdCode
    offered: OfferedLine
    entry: EntryRef


@dataclass(frozen=True)
class ReadAloud:
    """When the consent text was last read to the waiting group today, and in which language."""

    at: datetime
    language: ConsentLanguage
    read_by: ConsentReader
