"""Papers about programmes with their rules, hazard events, templates of rounds, and how far a round came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from desktop.records.distribution import ItemDraft, ItemDue, PointDraft, RoundView, StepDraft
from desktop.records.operator import EntryRef
from desktop.records.relief_rule import PLAIN, Content, Criteria, Facts, RuleContent, rule_content, rule_of
from desktop.values.vocabulary import HazardKind, ListKind


@dataclass(frozen=True)
class ProgrammeDraft:
    """A programme as its file says: its items with their rules."""

    name: str
    items: tuple[ItemDraft, ...]


@dataclass(frozen=True)
class Example:
    """What one household would get."""

    facts: Facts
    items: tuple[ItemDue, ...]


@dataclass(frozen=True)
class ProgrammeView:
    """A programme with the newest version of its rules; version 0 has none, its rounds told their own items."""

    name: str
    version: int
    items: tuple[ItemDraft, ...]
    made_at: datetime | None
    rounds: int


@dataclass(frozen=True)
class ProgrammeSaved:
    """Rules saved as a version; with `again` they were those of the newest version, and nothing was written."""

    programme: ProgrammeView
    entry: EntryRef | None
    again: bool


@dataclass(frozen=True)
class EventDraft:
    """A hazard event to be noted."""

    code: str
    kind: HazardKind
    name: str
    from_day: date
    areas: tuple[str, ...]


@dataclass(frozen=True)
class EventView:
    """A hazard event and how many rounds answer it."""

    code: str
    kind: HazardKind
    name: str
    from_day: date
    areas: tuple[str, ...]
    rounds: int


@dataclass(frozen=True)
class EventMade:
    """A hazard event noted."""

    event: EventView
    entry: EntryRef


@dataclass(frozen=True)
class Template:
    """A round that lacks only where and when: shipped for hazards, so that help begins on the same day."""

    code: str
    hazard: HazardKind
    programme: str
    list_kind: ListKind
    days: int
    """Local days from the first to the last, both counted."""
    items: tuple[ItemDraft, ...]
    criteria: Criteria
    lanes: int = 0
    """For each point that tells none."""


@dataclass(frozen=True)
class QuickRound:
    """What a template lacks. Without areas those of the event, without a code the event's with a number."""

    template: str
    event: str
    points: tuple[PointDraft, ...]
    areas: tuple[str, ...] = ()
    code: str = ""
    from_day: date | None = None


@dataclass(frozen=True)
class CoverageLine:
    """How many households of one tehsil and village are on a round's list, and how many were served; no names."""

    pcode: str
    village: str
    households: int
    given: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A household on a list, with what its share is counted from."""

    household_id: UUID
    code: str
    pcode: str
    size: int
    infants: int = 0
    women: int = 0
    disabled: int = 0

    @property
    def facts(self) -> Facts:
        """What rules ask for, at no point."""
        return Facts(self.size, self.infants, self.women, self.disabled, self.pcode)


@dataclass(frozen=True)
class ListAdded:
    """One household put on a fixed list."""

    round: RoundView
    code: str
    items: tuple[ItemDue, ...]
    entry: EntryRef


def items_content(items: Sequence[ItemDraft]) -> list[Content]:
    """Items as entries and saved versions hold them; an item whose steps say all has no rule in it."""
    found: list[Content] = []
    for item in items:
        said: RuleContent = {"item": item.code, "steps": [[step.min_size, step.qty] for step in item.steps]}
        if item.rule != PLAIN:
            said["rule"] = rule_content(item.rule)
        found.append(said)
    return found


def items_of(content: Sequence[dict[str, object]]) -> tuple[ItemDraft, ...]:
    """The items that such a content says."""
    return tuple(
        ItemDraft(
            str(said["item"]),
            tuple(StepDraft(size, qty) for size, qty in cast("list[tuple[int, int]]", said["steps"])),
            rule_of(cast("dict[str, object]", said["rule"])) if "rule" in said else PLAIN,
        )
        for said in content
    )
