"""What the content of an entry says about a household, for a sentence; of an entry that was erased, nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day
from desktop.values.vocabulary import BlockReason, CardReason, HouseholdChange

_COMPARED = ("place", "consent", "collectors", "vouchers")


@dataclass(frozen=True)
class Details:
    """The facts of one entry; whatever it does not speak of is empty."""

    registrants: tuple[UUID, ...] = ()
    day: date | None = None
    change: HouseholdChange | None = None
    other: UUID | None = None
    moved: tuple[tuple[str, str], tuple[str, str]] | None = None
    parts: tuple[str, ...] = ()
    card: str = ""
    reason: CardReason | None = None
    items: tuple[tuple[str, int], ...] = ()
    receipt: int = 0
    block: BlockReason | None = None
    until: date | None = None


class ToldEvent(msgspec.Struct):
    """One row of what happened, as its entry says it."""

    id: UUID
    change: HouseholdChange
    registrant: UUID | None = None
    other: UUID | None = None
    from_pcode: str = ""
    from_village: str = ""
    pcode: str = ""
    village: str = ""


class ToldHappening(msgspec.Struct):
    """The content of an event's entry."""

    day: date
    events: list[ToldEvent]


class _Printed(msgspec.Struct):
    """The content of a card's entry."""

    card: str = ""
    new: str = ""
    reason: str = ""


class _Given(msgspec.Struct):
    """The content of a hand-over's entry, or of one that took it back."""

    items: dict[str, int]
    receipt: int


class _Blocked(msgspec.Struct):
    """The content of a block's entry."""

    reason: BlockReason
    until: datetime | None = None


class _Corrected(msgspec.Struct):
    """The content of a correction's entry."""

    before: dict[str, Any]
    after: dict[str, Any]


EVENTS: frozenset[str] = frozenset(
    {
        EntryKind.PERSON_JOINED,
        EntryKind.PERSON_BORN,
        EntryKind.PERSON_LEFT,
        EntryKind.PERSON_DIED,
        EntryKind.HOUSEHOLD_SPLIT,
        EntryKind.HOUSEHOLDS_MERGED,
        EntryKind.HOUSEHOLD_MOVED,
    }
)
"""Entries of events, whose content lists the rows that they wrote."""

_CARDS = frozenset(
    {
        EntryKind.CARD_ISSUED,
        EntryKind.CARD_PRINTED,
        EntryKind.CARD_COPIED,
        EntryKind.CARD_REPLACED,
        EntryKind.CARD_REVOKED,
    }
)


_BLOCKS = frozenset({EntryKind.BLOCK_PROPOSED, EntryKind.BLOCKED, EntryKind.BLOCK_REFUSED, EntryKind.UNBLOCKED})


def read_details(kind: str, content: bytes | None) -> Details:
    """The facts of an entry of this kind. A content of another shape says nothing here; the audit looks at it."""
    if content is None:
        return Details()
    try:
        return _read(kind, content)
    except msgspec.ValidationError:
        return Details()


def _read(kind: str, content: bytes) -> Details:
    if kind in EVENTS:
        return _happened(msgspec.json.decode(content, type=ToldHappening))
    if kind in _CARDS:
        printed = msgspec.json.decode(content, type=_Printed)
        reason = CardReason(printed.reason) if printed.reason in set(CardReason) else None
        return Details(card=printed.new or printed.card, reason=reason)
    if kind in (EntryKind.GIVEN, EntryKind.VOIDED, EntryKind.OWED_PASSED_ON):
        given = msgspec.json.decode(content, type=_Given)
        return Details(items=tuple(given.items.items()), receipt=given.receipt)
    if kind in _BLOCKS:
        blocked = msgspec.json.decode(content, type=_Blocked)
        return Details(block=blocked.reason, until=local_day(blocked.until) if blocked.until else None)
    if kind == EntryKind.HOUSEHOLD_CORRECTED:
        return _corrected(msgspec.json.decode(content, type=_Corrected))
    return Details()


def _happened(told: ToldHappening) -> Details:
    first = told.events[0] if told.events else None
    moved = None
    if first is not None and first.change is HouseholdChange.MOVED:
        moved = ((first.from_pcode, first.from_village), (first.pcode, first.village))
    return Details(
        registrants=tuple(event.registrant for event in told.events if event.registrant is not None),
        day=told.day,
        change=first.change if first else None,
        other=first.other if first else None,
        moved=moved,
    )


def _corrected(told: _Corrected) -> Details:
    """Whose record a correction changed, and what else; never what stood there."""
    before, after = _by_person(told.before), _by_person(told.after)
    changed = [who for who in (*after, *before) if before.get(who) != after.get(who)]
    parts = tuple(part for part in _COMPARED if told.before.get(part) != told.after.get(part))
    return Details(registrants=tuple(dict.fromkeys(changed)), parts=parts)


def _by_person(side: Mapping[str, Any]) -> dict[UUID, Any]:
    members: list[dict[str, Any]] = side.get("members", [])
    return {UUID(member["registrant"]): member for member in members}
