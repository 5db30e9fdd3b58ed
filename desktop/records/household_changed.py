"""What an event gave: the household as it stands now, whom it was about, and what there is to say."""

from dataclasses import dataclass

from desktop.records.household import FoundRegistrant, HouseholdView
from desktop.records.operator import EntryRef
from desktop.values.identifiers import RegistrantId
from desktop.values.problem import Problem


@dataclass(frozen=True)
class HouseholdChanged:
    """The household after an event. `other` is the one that began with a split, or to which somebody went."""

    household: HouseholdView
    registrants: tuple[RegistrantId, ...]
    entry: EntryRef
    problems: tuple[Problem, ...] = ()
    """Warnings only: who leads now, which card ended, whether a grown-up is left."""
    possible_duplicates: tuple[FoundRegistrant, ...] = ()
    other: HouseholdView | None = None
