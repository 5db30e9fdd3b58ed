"""Whether people who were one household since a round was made received in it, whichever of their households drew.

Households that split, joined or became one since the round was made share what was drawn in it, before and after that:
a household that split off would otherwise be given to beside the old one, and one that took in another that had
received likewise. Neither is given to silently, and neither loses its share silently: the help desk decides. Days of
events do not matter here, only what the register knew. What was first is read from the book's logical clock, so that a
clock that was set back gives no second share. Decision record 0017.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop.domain.verdict import SharedDraw
from desktop.ledger.clock import next_hlc
from desktop.ledger.entry import Entry
from desktop.models.household import Membership
from desktop.models.household_event import HouseholdEvent
from desktop.models.programme import Round
from desktop.queries.history import entries_about
from desktop.queries.relief.station import DRAWN
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import HouseholdChange

_MOST_STEPS = 200
"""Households that were one with a household; more than that is no family, and the lane waits for nobody."""

_SPLITS = (HouseholdChange.SPLIT_FROM, HouseholdChange.SPLIT_OFF)
_MERGES = (HouseholdChange.TOOK_IN, HouseholdChange.MERGED_INTO)
_MOVES = (HouseholdChange.LEFT, HouseholdChange.MARRIED_OUT, HouseholdChange.JOINED)
_LINKS = (
    select(HouseholdEvent.other_id, HouseholdEvent.change, HouseholdEvent.recorded_at)
    .where(
        HouseholdEvent.district_id == bindparam("district"),
        HouseholdEvent.household_id == bindparam("household"),
        HouseholdEvent.change.in_((*_SPLITS, *_MERGES)),
        HouseholdEvent.other_id.is_not(None),
    )
    .distinct()
)
_WAYS = select(
    HouseholdEvent.registrant_id, HouseholdEvent.household_id, HouseholdEvent.change, HouseholdEvent.recorded_at
).where(
    HouseholdEvent.district_id == bindparam("district"),
    HouseholdEvent.registrant_id.in_(bindparam("people", expanding=True)),
    HouseholdEvent.household_id != bindparam("household"),
    HouseholdEvent.change.in_(_MOVES),
)
"""How people came to other households one by one, and left them."""
_WENT = select(HouseholdEvent.registrant_id).where(
    HouseholdEvent.district_id == bindparam("district"),
    HouseholdEvent.household_id == bindparam("household"),
    HouseholdEvent.change.in_((HouseholdChange.LEFT, HouseholdChange.MARRIED_OUT)),
)
_CAME = (EntryKind.HOUSEHOLD_SPLIT, EntryKind.HOUSEHOLDS_MERGED)


class _Bond(IntEnum):
    """How two households were one; the strongest on the way to a hand-over says who decides."""

    MERGED = 0
    MOVED = 1
    """More than half of one left the other one by one."""
    SPLIT = 2


@dataclass(frozen=True)
class _Link:
    other: UUID
    bond: _Bond
    order: int


def shared_draw(
    conn: Connection, district: str, round_id: UUID, household: UUID, *, allowed: datetime | None, fixed: bool
) -> SharedDraw | None:
    """The first hand-over in a round to a household that was one with this one since the round was made, or None.

    `allowed`: when two people let this household draw; what had been handed over by then they knew of. `fixed`: on a
    fixed list people who moved one by one count where they were listed.
    """
    made = _made(conn, district, round_id)
    known = 0 if allowed is None else _order(entries_about(conn, district, [household]), (EntryKind.ALLOWED,), allowed)
    found: list[tuple[int, _Bond, SharedDraw]] = []
    seen: set[tuple[UUID, _Bond]] = {(household, _Bond.MERGED)}
    waiting: list[tuple[UUID, _Bond, int]] = [(household, _Bond.MERGED, 0)]
    while waiting and len(seen) < _MOST_STEPS:
        here, bond, apart = waiting.pop(0)
        for link in _links(conn, district, here, made, fixed=fixed):
            step = (link.other, max(bond, link.bond))
            if step in seen:
                continue
            seen.add(step)
            parted = apart or (link.order if link.bond is not _Bond.MERGED else 0)
            waiting.append((*step, parted))
            if link.other != household:
                found += [
                    (order, step[1], replace(draw, since=0 < parted < order))
                    for order, draw in _received(conn, district, round_id, link.other)
                    if order > known
                ]
    # one hand-over may be found twice, where those who split off took the old household in: they are one again
    if not found:
        return None
    _, bond, first = min(found, key=lambda one: one[:2])
    return replace(first, split=bond is _Bond.SPLIT, apart=bond is _Bond.MOVED)


def taken_in(conn: Connection, district: str, household: UUID) -> tuple[UUID, ...]:
    """The households that went into this one, also through others; its people are theirs too."""
    found: list[UUID] = []
    waiting = [household]
    while waiting and len(found) < _MOST_STEPS:
        for other, change, _ in conn.execute(_LINKS, {"district": district, "household": waiting.pop()}):
            if change is HouseholdChange.TOOK_IN and other and other != household and other not in found:
                found.append(other)
                waiting.append(other)
    return tuple(found)


def _made(conn: Connection, district: str, round_id: UUID) -> int:
    """When the round was made, by the logical clock."""
    at = conn.execute(select(Round.made_at).where(Round.district_id == district, Round.id == round_id)).scalar_one()
    return _order(entries_about(conn, district, [round_id]), (EntryKind.ROUND_MADE,), at)


def _links(conn: Connection, district: str, here: UUID, made: int, *, fixed: bool) -> list[_Link]:
    """The households with which this one was one since the round was made."""
    told = entries_about(conn, district, [here])
    found = [
        _Link(other, _Bond.SPLIT if change in _SPLITS else _Bond.MERGED, order)
        for other, change, at in conn.execute(_LINKS, {"district": district, "household": here})
        if other is not None and (order := _order(told, _CAME, at)) > made
    ]
    return found if fixed else [*found, *_moved(conn, district, here, made)]


def _moved(conn: Connection, district: str, here: UUID, made: int) -> list[_Link]:
    """Households of which more than half came from this one, one by one, or from which more than half of it came."""
    people = _members(conn, district, here)
    found = [_Link(home, _Bond.MOVED, at) for home, at in _origins(conn, district, here, people, made).items()]
    went = conn.scalars(_WENT, {"district": district, "household": here}).all()
    ways = conn.execute(_WAYS, {"district": district, "household": here, "people": went}).all() if went else ()
    for other in {way.household_id for way in ways if way.change is HouseholdChange.JOINED}:
        came = _origins(conn, district, other, _members(conn, district, other), made)
        found += [_Link(other, _Bond.MOVED, came[here])] if here in came else []
    return found


def _origins(conn: Connection, district: str, household: UUID, people: Sequence[UUID], made: int) -> dict[UUID, int]:
    """Households that more than half of these people left one by one since the round was made; when the last did."""
    who: dict[UUID, set[UUID]] = {}
    last: dict[UUID, int] = {}
    names = {"district": district, "household": household, "people": people}
    ways = [way for way in conn.execute(_WAYS, names).all() if way.change is not HouseholdChange.JOINED]
    for home in {way.household_id for way in ways}:
        told = entries_about(conn, district, [home])
        for way in ways:
            order = _order(told, (EntryKind.PERSON_LEFT,), way.recorded_at) if way.household_id == home else 0
            if order > made:
                who.setdefault(home, set()).add(way.registrant_id)
                last[home] = max(order, last.get(home, 0))
    return {home: last[home] for home, gone in who.items() if 2 * len(gone) > len(people)}


def _members(conn: Connection, district: str, household: UUID) -> Sequence[UUID]:
    """The people of a household now."""
    return conn.scalars(
        # with a column that the index by registrant lacks, so that SQLite finds the members by their household
        select(Membership.registrant_id)
        .where(Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None))
        .order_by(Membership.place)
    ).all()


def counted_elsewhere(
    conn: Connection, district: str, round_id: UUID, household: UUID, *, allowed: datetime | None
) -> SharedDraw | None:
    """The first hand-over elsewhere in which people of this household were counted, when more than half of them were.

    One of them may have married; but people who left one by one a household that had received, and make up most of
    another one, would be given to again. Decision record 0015.
    """
    people = _members(conn, district, household)
    found: dict[UUID, list[tuple[int, SharedDraw]]] = {}
    ways = conn.execute(_WAYS, {"district": district, "household": household, "people": people}).all()
    for home in {way.household_id for way in ways if way.change is not HouseholdChange.JOINED}:
        told = entries_about(conn, district, [home])
        draws = _received(conn, district, round_id, home)
        for way in ways if draws else ():
            if way.household_id != home or way.change is HouseholdChange.JOINED:
                continue
            until = _order(told, (EntryKind.PERSON_LEFT,), way.recorded_at)
            same = (one for one in ways if (one.household_id, one.registrant_id) == (home, way.registrant_id))
            came = (one.recorded_at for one in same if one.change is HouseholdChange.JOINED)
            begun = [_order(told, (EntryKind.PERSON_JOINED,), at) for at in came]
            since = max((one for one in begun if one <= until), default=0)
            there = [draw for draw in draws if since <= draw[0] <= until]
            if there:
                found.setdefault(way.registrant_id, []).extend(there)
    if 2 * len(found) <= len(people):
        return None
    order, first = min((draw for draws in found.values() for draw in draws), key=lambda one: one[0])
    return None if _known_of(conn, district, household, order, allowed) else replace(first, apart=True)


def _known_of(conn: Connection, district: str, household: UUID, order: int, allowed: datetime | None) -> bool:
    """Whether two people let the household draw after that hand-over."""
    if allowed is None:
        return False
    told = entries_about(conn, district, [household])
    return order <= _order(told, (EntryKind.ALLOWED,), allowed)


def _received(conn: Connection, district: str, round_id: UUID, household: UUID) -> list[tuple[int, SharedDraw]]:
    """The hand-overs to a household in a round that stand, each with its place in the book."""
    names: dict[str, Any] = {"district": district, "round_id": round_id, "household_id": household}
    rows = conn.execute(DRAWN, names).all()
    told = entries_about(conn, district, [row.id for row in rows])
    return [
        (
            _order([entry for entry in told if entry.ref == str(row.id)], (EntryKind.GIVEN,), row.at),
            SharedDraw(split=False, at=row.at, point=row.point, lane=row.lane, receipt=row.receipt),
        )
        for row in rows
    ]


def _order(told: Iterable[Entry], kinds: Sequence[EntryKind], at: datetime) -> int:
    """The logical clock of what was done at this moment; the moment itself where the book tells nothing of it."""
    begun = at.replace(microsecond=at.microsecond // 1_000 * 1_000)  # as precise as an entry tells it

    def away(entry: Entry) -> tuple[bool, timedelta]:
        """An entry is written after what it tells has begun, so one before it is another's."""
        gap = datetime.fromisoformat(entry.at) - begun
        return gap < timedelta(0), abs(gap)

    nearest = min((entry for entry in told if entry.do in kinds), key=away, default=None)
    return next_hlc(0, at) if nearest is None else nearest.hlc
