"""Papers about identity documents that people still need: who, what they have, and what came of asking for one."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.records.operator import EntryRef
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.problem import Problem
from desktop.values.vocabulary import IdentityResult, NumberSeen, ParentRelation, Sex


@dataclass(frozen=True)
class IdentityLine:
    """One person who needs an identity paper. No workplace, no phone, no work: the list goes out of the office."""

    registrant: RegistrantId
    household: HouseholdCode
    pcode: str
    village: str
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    sex: Sex
    age_years: int | None
    """On the day of the list."""
    unnamed: bool
    wanted: str
    """The kind of paper that is wanted: CNIC for adults, CRC (the B-Form) for children."""
    own_type: str
    """What the person has: a kind of id_types.csv, VOUCHED and NONE too."""
    own_number: str
    """The number of a token or a certificate; of a B-Form only the last digits."""
    beside: tuple[str, ...]
    """Kinds of paper that others of the household have, which a first card asks for."""
    result: IdentityResult | None = None
    day: date | None = None
    token: str = ""

    @property
    def grown(self) -> bool:
        """Whether an adult's card is wanted."""
        return self.wanted == "CNIC"


@dataclass(frozen=True)
class VillageCount:
    """How many people of one village still need a paper, and how many of them applied."""

    pcode: str
    village: str
    adults: int
    children: int
    applied: int

    @property
    def people(self) -> int:
        """Adults and children."""
        return self.adults + self.children


@dataclass(frozen=True)
class VanList:
    """The list as it was made for a van, recorded; `lines` stand by place, village and household."""

    lines: tuple[IdentityLine, ...]
    made_at: datetime
    made_by: str
    entry: EntryRef


@dataclass(frozen=True)
class NoteDraft:
    """What came of asking for a paper. `token` is for who applied; type and number are for a paper that has come."""

    result: IdentityResult | None = None
    day: date | None = None
    token: str = ""
    paper_type: str = ""
    paper_number: str = ""
    seen: NumberSeen = NumberSeen.ORIGINAL


@dataclass(frozen=True)
class NoteSaved:
    """A result as kept. `number_kept`: the paper's number is the registrant's number now."""

    registrant: RegistrantId
    household: HouseholdCode
    result: IdentityResult
    day: date
    number_kept: bool
    entry: EntryRef
    problems: tuple[Problem, ...] = ()
