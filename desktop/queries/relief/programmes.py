"""Rounds ready to show: points, households on their list now, what they are due in all, and how many were served."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from desktop.domain.entitlement import Plan, beneath, due, unit_of
from desktop.errors import RoundUnknown
from desktop.models.disbursement import Disbursement, Void
from desktop.models.operator import Operator
from desktop.models.place import DistributionPoint
from desktop.models.point_day import PointDay
from desktop.models.programme import HazardEvent, Listing, Programme, Round
from desktop.queries.relief.household_facts import facts_listed, facts_of_all
from desktop.queries.relief.plans import plan
from desktop.queries.relief.round_stock import stock_of
from desktop.records.distribution import ItemDraft, ItemDue, PointView, RoundView
from desktop.records.relief_rule import EVERYBODY, Criteria, Facts, criteria_of
from desktop.values.identifiers import PointId, RoundId
from desktop.values.period import local_day
from desktop.values.vocabulary import ListKind, RoundState

_GIVEN = Disbursement.__table__.c

type Kinds = Counter[Facts]
"""How many households have the same facts."""


def today() -> date:
    """The local day by the machine's clock, for readers that were told none."""
    return local_day(datetime.now(UTC))


def rounds(conn: Connection, district: str, day: date) -> tuple[RoundView, ...]:
    """All rounds, newest first, an open list as it is on the local `day`."""
    rows = list(conn.execute(_rounds(district)))
    everybody = [row for row in rows if row.frozen_at is None and not row.criteria]
    kinds: Kinds = Counter()
    if everybody:  # read once for all of them
        by_category = any(plan(conn, district, row.id).by_category for row in everybody)
        kinds = facts_of_all(conn, district, None, EVERYBODY, day, by_category=by_category)
    return tuple(_view(conn, district, row, day, kinds) for row in rows)


def round_view(conn: Connection, district: str, code: str, day: date | None = None) -> RoundView:
    """One round, an open list as it is on the local `day` (today). Raises RoundUnknown."""
    row = conn.execute(_rounds(district).where(Round.code == code)).first()
    if row is None:
        raise RoundUnknown(code=code)
    return _view(conn, district, row, day or today(), None)


@dataclass(frozen=True)
class Stand:
    """What decides whether a round may be moved."""

    id: RoundId
    state: RoundState
    list_kind: ListKind
    frozen: bool
    criteria: Criteria
    list_version: int
    points_open: bool


def stand(conn: Connection, district: str, code: str) -> Stand:
    """Where a round stands, without counting anybody, so that a transaction stays short. Raises RoundUnknown."""
    row = conn.execute(_rounds(district).where(Round.code == code)).first()
    if row is None:
        raise RoundUnknown(code=code)
    opened = conn.execute(
        select(DistributionPoint.id).where(
            DistributionPoint.district_id == district,
            DistributionPoint.round_id == row.id,
            DistributionPoint.open.is_(True),
        )
    ).first()
    return Stand(
        RoundId(row.id),
        row.state,
        row.list_kind,
        row.frozen_at is not None,
        _criteria(row.criteria),
        row.list_version,
        opened is not None,
    )


def _criteria(kept: str) -> Criteria:
    return criteria_of(json.loads(kept)) if kept else EVERYBODY


def _rounds(district: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Round.id,
            Round.code,
            Round.list_kind,
            Round.state,
            Round.from_day,
            Round.to_day,
            Round.list_version,
            Round.frozen_at,
            Round.criteria,
            Round.programme_version,
            HazardEvent.code.label("event"),
            Programme.name.label("programme"),
        )
        .join(Programme, and_(Programme.district_id == Round.district_id, Programme.id == Round.programme_id))
        .outerjoin(HazardEvent, and_(HazardEvent.district_id == Round.district_id, HazardEvent.id == Round.event_id))
        .where(Round.district_id == district)
        .order_by(Round.made_at.desc(), Round.code)
    )


def _view(conn: Connection, district: str, row: Row[*tuple[Any, ...]], day: date, everybody: Kinds | None) -> RoundView:
    fixed = plan(conn, district, row.id)
    criteria = _criteria(row.criteria)
    kinds = _kinds(conn, district, row, fixed, criteria, day, everybody)
    given = _given(conn, district, row.id)
    totals = totals_of(fixed.items, kinds, fixed)
    return RoundView(
        id=RoundId(row.id),
        code=row.code,
        programme=row.programme,
        list_kind=row.list_kind,
        state=row.state,
        frozen=row.frozen_at is not None,
        list_version=row.list_version,
        areas=fixed.areas,
        from_day=row.from_day,
        to_day=row.to_day,
        items=fixed.items,
        points=_points(conn, district, row.id, fixed, given, kinds),
        households=kinds.total(),
        totals=totals,
        given=given.total(),
        criteria=criteria,
        event=row.event or "",
        programme_version=row.programme_version,
        stock=stock_of(conn, district, row.id, totals),
    )


def _kinds(
    conn: Connection,
    district: str,
    row: Row[*tuple[Any, ...]],
    fixed: Plan,
    criteria: Criteria,
    day: date,
    everybody: Kinds | None,
) -> Kinds:
    """The households on the list of a round by kind; `everybody` are those of the district, when they were read."""
    if row.frozen_at is not None:
        by_place = any(item.rule.areas or item.rule.points for item in fixed.items) or _planned_by_place(fixed)
        return facts_listed(conn, district, row.id, by_place=by_place)
    covered = beneath(fixed.areas)
    if everybody is not None and criteria.everybody:
        return Counter({facts: households for facts, households in everybody.items() if facts.pcode in covered})
    by_category = fixed.by_category
    return facts_of_all(conn, district, sorted(covered), criteria, day, by_category=by_category, round_id=row.id)


def totals_of(items: Iterable[ItemDraft], kinds: Kinds, fixed: Plan | None = None) -> tuple[ItemDue, ...]:
    """What households of these kinds are due together, in the order of `items`; an item nobody is due is left out.

    A household that several points may serve counts where a rule gives it most: what is brought must not run short.
    """
    in_order = tuple(items)
    by_point = fixed is not None and any(item.rule.points for item in in_order)
    amounts: Counter[str] = Counter()
    for facts, households in kinds.items():
        for item, quantity in _most(in_order, facts, fixed.serving(facts.pcode) if by_point and fixed else ()).items():
            amounts[item] += quantity * households
    return tuple(ItemDue(item.code, amounts[item.code], unit_of(item.code)) for item in in_order if amounts[item.code])


def _most(items: Sequence[ItemDraft], facts: Facts, points: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in points or ("",):
        for line in due(items, replace(facts, point_code=code) if code else facts):
            found[line.item] = max(found.get(line.item, 0), line.quantity)
    return found


def _given(conn: Connection, district: str, round_id: UUID) -> Counter[UUID]:
    """Point to the hand-overs there that stand."""
    rows = conn.execute(
        select(_GIVEN.point_id, func.count())
        .where(
            _GIVEN.district_id == district,
            _GIVEN.round_id == round_id,
            ~exists().where(Void.district_id == _GIVEN.district_id, Void.disbursement_id == _GIVEN.id),
        )
        .group_by(_GIVEN.point_id)
    )
    return Counter({row[0]: row[1] for row in rows})


def _points(
    conn: Connection, district: str, round_id: UUID, fixed: Plan, given: Counter[UUID], kinds: Kinds
) -> tuple[PointView, ...]:
    rows = conn.execute(
        select(DistributionPoint.id, DistributionPoint.open, DistributionPoint.hands_first).where(
            DistributionPoint.district_id == district, DistributionPoint.round_id == round_id
        )
    )
    found = {row.id: row for row in rows}
    closed = _closed(conn, district, round_id)
    return tuple(
        PointView(
            PointId(point.id),
            point.code,
            point.name,
            found[point.id].open,
            point.areas,
            given[point.id],
            point.lanes,
            point.on_day,
            _served_by(fixed, point.id, kinds) if point.lanes else 0,
            found[point.id].hands_first,
            *closed.get(point.id, (None, "")),
        )
        for point in fixed.points
    )


def _closed(conn: Connection, district: str, round_id: UUID) -> dict[UUID, tuple[datetime | None, str]]:
    """When the last day of each point of a round was closed, and by whom; no time where a day runs."""
    day, point, closer = PointDay.__table__.c, DistributionPoint.__table__.c, Operator.__table__.c
    of_round = select(point.id).where(point.district_id == district, point.round_id == round_id)
    rows = conn.execute(
        select(day.id, day.point_id, day.closed_at, closer.name)
        .outerjoin(closer.id.table, and_(closer.district_id == day.district_id, closer.id == day.closed_by))
        .where(day.district_id == district, day.point_id.in_(of_round))
    )
    # Sorted here: ORDER BY would lead the planner through every day of the district.
    # Ids rise with time even when the wall clock was set back.
    return {row.point_id: (row.closed_at, row.name or "") for row in sorted(rows, key=lambda row: row.id)}


def _planned_by_place(fixed: Plan) -> bool:
    """Whether the plan of a point's lanes asks where the households of the list live."""
    return any(point.lanes for point in fixed.points) and any(point.areas for point in fixed.points)


def _served_by(fixed: Plan, point: UUID, kinds: Kinds) -> int:
    if not any(one.areas for one in fixed.points):
        return kinds.total()
    return sum(households for facts, households in kinds.items() if not fixed.elsewhere(point, facts.pcode))


def listed_count(conn: Connection, district: str, round_id: RoundId) -> int:
    """How many households stand on the list of a round, fixed or about to be."""
    wanted = select(func.count()).where(Listing.district_id == district, Listing.round_id == round_id)
    return conn.execute(wanted).scalar_one()


def digest_of(listed: Iterable[tuple[str, Facts]], *, by_category: bool = False) -> str:
    """SHA-256 over code and size of every household of a list: pins the list in the ledger, and names nobody.

    Where rules count infants, women and people with a disability, these too: they decide what is due.
    """
    text = "".join(f"{code} {_counted(facts, by_category=by_category)}\n" for code, facts in sorted(listed, key=_code))
    return hashlib.sha256(text.encode()).hexdigest()


def _code(line: tuple[str, Facts]) -> str:
    return line[0]


def _counted(facts: Facts, *, by_category: bool) -> str:
    if not by_category:
        return str(facts.size)
    return f"{facts.size} {facts.infants} {facts.women} {facts.disabled}"
