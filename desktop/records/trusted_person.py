"""Papers about whom a household trusts, and about who may be neither: collectors, vouchers, known intermediaries."""

from dataclasses import dataclass
from datetime import datetime

from desktop.records.operator import EntryRef
from desktop.values.identifiers import HouseholdCode, IntermediaryId, RegistrantId
from desktop.values.moment import Moment
from desktop.values.problem import Problem
from desktop.values.vocabulary import Intermediary, VoucherRelation


@dataclass(frozen=True)
class CollectorDraft:
    """Somebody whom the holder chose to receive for the household: in the register, in this draft, or only by name."""

    name_as_told: str = ""
    name_latin: str = ""
    relation: str = ""
    """To the head of the household, a code of relationship_codes.csv."""
    phone: str = ""
    registrant: RegistrantId | None = None
    member: int | None = None
    """Place among the members of the same draft, from 0: they have no registrant yet."""


@dataclass(frozen=True)
class VoucherDraft:
    """Somebody who knows the household and says so."""

    name_as_told: str = ""
    name_latin: str = ""
    relation: VoucherRelation | None = None
    phone: str = ""
    registrant: RegistrantId | None = None


@dataclass(frozen=True)
class IntermediaryDraft:
    """Somebody who stands between workers and owners, as the desk knows of them; joined to nobody."""

    role: Intermediary | None = None
    name_as_told: str = ""
    name_latin: str = ""
    phone: str = ""
    pcode: str = ""
    village: str = ""


@dataclass(frozen=True)
class CollectorView:
    """One who may receive for a household now; `place` is 1 or 2, `since` the local day."""

    place: int
    name_as_told: str
    name_latin: str
    relation: str
    phone: str
    registrant: RegistrantId | None
    since: Moment


@dataclass(frozen=True)
class VoucherView:
    """One who said that they know the household."""

    name_as_told: str
    name_latin: str
    relation: VoucherRelation | None
    phone: str
    registrant: RegistrantId | None


@dataclass(frozen=True)
class IntermediaryView:
    """One known intermediary of an area."""

    id: IntermediaryId
    role: Intermediary
    name_as_told: str
    name_latin: str
    phone: str
    pcode: str
    village: str
    noted_at: datetime


@dataclass(frozen=True)
class CollectorsChanged:
    """Who may receive for a household now, after one was named or ended."""

    household: HouseholdCode
    collectors: tuple[CollectorView, ...]
    entry: EntryRef
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class IntermediaryNoted:
    """An intermediary as noted, or as ended."""

    noted: IntermediaryView
    entry: EntryRef
