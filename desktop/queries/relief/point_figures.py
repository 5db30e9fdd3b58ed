"""What was done at a point: running totals of all its days, and who is on its list and did not come.

A day's figures are the totals now less the totals at the close before. Nothing is told by the clock, so that a clock
that was set back hides nothing and counts nothing twice.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, and_, exists, func, select

from desktop.domain.entitlement import unit_of
from desktop.models.disbursement import Disbursement, Void
from desktop.models.help_desk import Provisional, Referral
from desktop.models.household import Household
from desktop.models.point_day import PointDay
from desktop.models.release import Release
from desktop.queries.history import entries_about
from desktop.queries.relief import open_gives, programmes, rosters, waybills
from desktop.queries.relief.point_days import book_since, last_closed
from desktop.queries.relief.shelf import hand_overs, handed_over, helped, not_taken_back, released
from desktop.queries.relief.stock import outward
from desktop.records.distribution import ItemDue, RosterLine
from desktop.records.point_day import DayFigures, PointPlace, Totals, Unserved
from desktop.records.stock import Outward
from desktop.security import canonical
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import PointId
from desktop.values.vocabulary import MovementKind, RosterSort

_GIVEN = Disbursement.__table__.c
VOIDED = exists().where(Void.district_id == _GIVEN.district_id, Void.disbursement_id == _GIVEN.id)
"""Whether a hand-over was taken back."""


def totals(conn: Connection, district: str, at: PointPlace) -> Totals:
    """Everything that was done at the point since it was made."""
    here = (_GIVEN.district_id == district, _GIVEN.round_id == at.round_id, _GIVEN.point_id == at.id)
    made = select(func.count()).select_from(Disbursement).where(*here)
    items = conn.execute(not_taken_back(handed_over(district, at.round_id, at.id)))
    return Totals(
        handed=conn.execute(made).scalar_one(),
        voided=conn.execute(made.where(VOIDED)).scalar_one(),
        late=conn.execute(
            hand_overs(district, at.round_id, at.id, func.count()).where(_GIVEN.sheet != "")
        ).scalar_one(),
        referred=conn.execute(_at(Referral, district, at.id)).scalar_one(),
        releases=conn.execute(_at(Release, district, at.id)).scalar_one(),
        provisional=conn.execute(_at(Provisional, district, at.id)).scalar_one(),
        unanswered=open_gives.unanswered(conn, district, at.id),
        items={row[0]: row[1] for row in items},
        helped={row[0]: row[1] for row in conn.execute(helped(district, at.id))},
        released={row[0]: row[1] for row in conn.execute(released(district, at.id))},
        outward=_by_kind(outward(conn, district, at.id)),
    )


def _by_kind(lines: Iterable[Outward]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in lines:
        found.setdefault(line.kind.value, {})[line.item] = line.quantity
    return found


def _at(table: type[Referral | Release | Provisional], district: str, point: PointId) -> Select[int]:
    return select(func.count()).select_from(table).where(table.district_id == district, table.point_id == point)


def totals_before(conn: Connection, district: str, point: PointId) -> Totals:
    """The totals as the last close that counted noted them; nothing before the first."""
    last = conn.execute(
        select(PointDay.summary)
        .where(
            PointDay.district_id == district,
            PointDay.point_id == point,
            PointDay.closed_at.is_not(None),
            PointDay.summary != "",
        )
        .order_by(PointDay.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return msgspec.convert(canonical.decode_object(last.encode())["totals"], Totals) if last else Totals()


def figures(conn: Connection, district: str, log: str, at: PointPlace, day_id: UUID) -> DayFigures:
    """What was done since the last close that counted; who did not come is not looked for here."""
    now, before = totals(conn, district, at), totals_before(conn, district, at.id)
    opened = next((one for one in entries_about(conn, district, [day_id]) if one.do == EntryKind.POINT_OPENED), None)
    _, seconds = book_since(conn, district, log, opened.seq if opened and opened.log == log else 0)
    jumps, _ = book_since(conn, district, log, _after_close(conn, district, log, at))
    handed, voided = now.handed - before.handed, now.voided - before.voided
    return DayFigures(
        handed=handed,
        given=handed - voided,
        voided=voided,
        late=now.late - before.late,
        referred=now.referred - before.referred,
        releases=now.releases - before.releases,
        provisional=now.provisional - before.provisional,
        clock_jumps=jumps,
        items=_changed(now.items, before.items),
        helped=_changed(now.helped, before.helped),
        released=_changed(now.released, before.released),
        outward=tuple(
            Outward(MovementKind(kind), due.item, due.unit, due.quantity)
            for kind in sorted({*now.outward, *before.outward})
            for due in _changed(now.outward.get(kind, {}), before.outward.get(kind, {}))
        ),
        awaited=waybills.on_the_way(conn, district, at.id),
        unanswered=_more(now.unanswered, before.unanswered),
        seconds=seconds,
    )


def _after_close(conn: Connection, district: str, log: str, at: PointPlace) -> int:
    """The line of the book from which this day's jumps count: the last close that counted, else the round's opening.

    A clock that was moved before the point opens stands on the sheet too. A jump in the line before the close was told
    by the close itself, after it had counted: it is the next day's.
    """
    last = last_closed(conn, district, at.id, counted=True)
    about, kind = (last.id, EntryKind.DAY_CLOSED) if last else (at.round_id, EntryKind.ROUND_OPENED)
    lines = [one.seq for one in entries_about(conn, district, [about]) if one.do == kind and one.log == log]
    return max(lines, default=0) - (last is not None)


def _more(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """What came to each lane since; lanes to which nothing came are left out."""
    by = {lane: number - before.get(lane, 0) for lane, number in sorted(now.items(), key=lambda one: int(one[0]))}
    return {lane: number for lane, number in by.items() if number}


def _changed(now: Mapping[str, int], before: Mapping[str, int]) -> tuple[ItemDue, ...]:
    """What came to each item since; items of which nothing did are left out."""
    by = {item: now.get(item, 0) - before.get(item, 0) for item in sorted({*now, *before})}
    return tuple(ItemDue(item, quantity, unit_of(item)) for item, quantity in by.items() if quantity)


def summary(now: Totals, day: DayFigures) -> str:
    """What a close notes: the totals from which the next day begins, and the figures for printing its sheet again."""
    plain = msgspec.json.decode(msgspec.json.encode({"totals": now, "figures": day}))  # lists in the place of tuples
    return canonical.encode(plain).decode()


def figures_noted(told: str) -> DayFigures:
    """The figures as a close noted them."""
    return msgspec.convert(canonical.decode_object(told.encode())["figures"], DayFigures)


def absent(
    conn: Connection, district: str, at: PointPlace, progress: Callable[[int, int], None] | None = None
) -> tuple[int, tuple[RosterLine, ...]]:
    """How many households are on the list of a point, and those that hold nothing of its round, by code.

    `progress` hears how many of how many were read; what it raises ends the reading.
    """
    view = programmes.round_view(conn, district, at.round_code)
    listed = rosters.lines(conn, district, view, at.id, RosterSort.CODE, progress=progress).lines
    came = set(
        conn.execute(
            select(Household.code)
            .join(
                Disbursement,
                and_(Disbursement.district_id == Household.district_id, Disbursement.household_id == Household.id),
            )
            .where(_GIVEN.district_id == district, _GIVEN.round_id == at.round_id, ~VOIDED)
        ).scalars()
    )
    return len(listed), tuple(line for line in listed if line.code.text not in came)


def unserved(conn: Connection, district: str, at: PointPlace) -> Unserved:
    """Who is on the list of a point and holds nothing of its round: codes and amounts, no names."""
    listed, waiting = absent(conn, district, at)
    amounts: dict[str, int] = {}
    for line in waiting:
        for due in line.items:
            amounts[due.item] = amounts.get(due.item, 0) + due.quantity
    return Unserved(
        round_code=at.round_code,
        point_code=at.code,
        listed=listed,
        codes=tuple(line.code for line in waiting),
        items=tuple(ItemDue(item, quantity, unit_of(item)) for item, quantity in amounts.items()),
    )
