"""Rounds ready to show: points, households on their list now, what they are due in all, and how many were served."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from desktop.errors import RoundUnknown
from desktop.models.disbursement import Disbursement, Void
from desktop.models.household import Household, Membership
from desktop.models.place import DistributionPoint
from desktop.models.programme import Listing, Programme, Round
from desktop.queries.entitlements import Plan, beneath, due, plan, unit_of
from desktop.records.distribution import ItemDraft, ItemDue, PointView, RoundView
from desktop.records.relief_rule import Facts
from desktop.values.identifiers import PointId, RoundId

_GIVEN = Disbursement.__table__.c

type Sizes = Counter[int]
"""How many households have each number of people."""


def rounds(conn: Connection, district: str) -> tuple[RoundView, ...]:
    """All rounds, newest first."""
    rows = list(conn.execute(_rounds(district)))
    open_sizes = _sizes_by_area(conn, district) if any(row.frozen_at is None for row in rows) else {}
    return tuple(_view(conn, district, row, open_sizes) for row in rows)


def round_view(conn: Connection, district: str, code: str) -> RoundView:
    """One round. Raises RoundUnknown."""
    row = conn.execute(_rounds(district).where(Round.code == code)).first()
    if row is None:
        raise RoundUnknown(code=code)
    return _view(conn, district, row, _sizes_by_area(conn, district) if row.frozen_at is None else {})


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
            Programme.name.label("programme"),
        )
        .join(Programme, and_(Programme.district_id == Round.district_id, Programme.id == Round.programme_id))
        .where(Round.district_id == district)
        .order_by(Round.made_at.desc(), Round.code)
    )


def _view(conn: Connection, district: str, row: Row[*tuple[Any, ...]], open_sizes: Mapping[str, Sizes]) -> RoundView:
    fixed = plan(conn, district, row.id)
    if row.frozen_at is None:
        covered = beneath(fixed.areas)
        sizes = sum((found for pcode, found in open_sizes.items() if pcode in covered), Counter[int]())
    else:
        sizes = _listed_sizes(conn, district, row.id)
    given = _given(conn, district, row.id)
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
        points=_points(conn, district, row.id, fixed, given),
        households=sizes.total(),
        totals=totals_of(fixed.items, sizes),
        given=given.total(),
    )


def totals_of(items: Iterable[ItemDraft], sizes: Sizes) -> tuple[ItemDue, ...]:
    """What households of these sizes are due together, in the order of `items`; an item nobody is due is left out."""
    in_order = tuple(items)
    amounts: Counter[str] = Counter()
    for size, households in sizes.items():
        for line in due(in_order, Facts(size)):
            amounts[line.item] += line.quantity * households
    return tuple(ItemDue(item.code, amounts[item.code], unit_of(item.code)) for item in in_order if amounts[item.code])


def _sizes_by_area(conn: Connection, district: str) -> dict[str, Sizes]:
    """P-code to the sizes of its active households now."""
    each = (
        select(Household.pcode, func.count(Membership.id).label("size"))
        .outerjoin(
            Membership,
            and_(
                Membership.district_id == Household.district_id,
                Membership.household_id == Household.id,
                Membership.to_day.is_(None),
            ),
        )
        .where(Household.district_id == district, Household.active.is_(True))
        .group_by(Household.id, Household.pcode)
        .subquery()
    )
    found: dict[str, Sizes] = {}
    rows = conn.execute(select(each.c.pcode, each.c.size, func.count()).group_by(each.c.pcode, each.c.size))
    for pcode, size, households in rows:
        found.setdefault(pcode, Counter())[size] = households
    return found


def _listed_sizes(conn: Connection, district: str, round_id: UUID) -> Sizes:
    rows = conn.execute(
        select(Listing.size, func.count())
        .where(Listing.district_id == district, Listing.round_id == round_id)
        .group_by(Listing.size)
    )
    return Counter({row[0]: row[1] for row in rows})


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
    conn: Connection, district: str, round_id: UUID, fixed: Plan, given: Counter[UUID]
) -> tuple[PointView, ...]:
    rows = conn.execute(
        select(DistributionPoint.id, DistributionPoint.open).where(
            DistributionPoint.district_id == district, DistributionPoint.round_id == round_id
        )
    )
    opened = {row.id: row.open for row in rows}
    return tuple(
        PointView(PointId(point.id), point.code, point.name, opened[point.id], point.areas, given[point.id])
        for point in fixed.points
    )


def digest_of(listed: Iterable[tuple[str, int]]) -> str:
    """SHA-256 over code and size of every household of a list: pins the list in the ledger, and names nobody."""
    text = "".join(f"{code} {size}\n" for code, size in sorted(listed))
    return hashlib.sha256(text.encode()).hexdigest()


def fixed_list(conn: Connection, district: str, round_id: RoundId) -> list[tuple[str, int]]:
    """Code and size of every household on a fixed list."""
    rows = conn.execute(
        select(Household.code, Listing.size)
        .join(
            Household,
            and_(Household.district_id == Listing.district_id, Household.id == Listing.household_id),
        )
        .where(Listing.district_id == district, Listing.round_id == round_id)
    )
    return [(row.code, row.size) for row in rows]
