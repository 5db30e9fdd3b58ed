"""Papers about sheets that were written by hand: a line before it is entered, and what was entered from one sheet."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.records.distribution import CollectorChoice, ItemDue, PersonShown
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode


@dataclass(frozen=True)
class LateLook:
    """A line of a sheet as it would be entered: who it is, what was due on that day, who could have signed."""

    code: HouseholdCode | CardNumber
    person: PersonShown | None
    size: int
    items: tuple[ItemDue, ...]
    choices: tuple[CollectorChoice, ...]

    @property
    def household(self) -> HouseholdCode:
        """The household that the number on the sheet names."""
        return self.code.household if isinstance(self.code, CardNumber) else self.code


@dataclass(frozen=True)
class LateLine:
    """A line that was entered from a sheet; `name` is the head's or holder's."""

    disbursement: DisbursementId
    receipt: int
    household: HouseholdCode
    name: str
    items: tuple[ItemDue, ...]
    day: date
    at: datetime
    voided: bool


@dataclass(frozen=True)
class LateSheet:
    """What was entered from a sheet at a point: its newest lines first, and how many stand."""

    number: str
    lines: tuple[LateLine, ...]
    stand: int


@dataclass(frozen=True)
class LastSheet:
    """The sheet from which somebody entered last at a point, and the day that stands on it."""

    number: str
    day: date
