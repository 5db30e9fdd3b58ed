"""Papers about blocks: what was proposed for a household, what became of it, and until when it holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop.records.operator import EntryRef
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import BlockReason, BlockState


@dataclass(frozen=True)
class BlockView:
    """One block, ready to show. `until` is None for one that holds until it is lifted."""

    id: UUID
    household: HouseholdCode
    reason: BlockReason
    state: BlockState
    note: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_with: str
    decided_at: datetime | None
    until: datetime | None
    lapsed: bool
    """Its time has passed: it holds no longer, though nobody lifted it."""
    lifted_by: str
    lifted_with: str
    lifted_at: datetime | None
    lift_note: str
    name_as_told: str = ""
    """Of the head, for a list."""
    name_latin: str = ""
    village: str = ""

    @property
    def holds(self) -> bool:
        """Whether it stops the household now."""
        return self.state is BlockState.ACTIVE and not self.lapsed


@dataclass(frozen=True)
class BlockChanged:
    """A block proposed, decided or lifted."""

    block: BlockView
    entry: EntryRef
