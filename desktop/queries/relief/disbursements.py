"""Hand-overs that were recorded: one by its id, today's counts at a station, the last ones with their names."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, and_, bindparam, case, func, select
from sqlalchemy.orm import aliased

from desktop.domain.entitlement import unit_of
from desktop.errors import LogDoesNotFit, PointUnknown, RoundUnknown
from desktop.ledger.book import head_fingerprint
from desktop.models.disbursement import DisbursedItem, Disbursement, Owed, Void
from desktop.models.household import Household, Membership, Registrant
from desktop.models.place import DistributionPoint
from desktop.models.programme import Programme, Round
from desktop.models.working import TypedMiss
from desktop.queries.history import entries_about
from desktop.records.distribution import Counts, ItemDue, RecentGiven, Standing
from desktop.records.operator import EntryRef
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId, HouseholdCode, HouseholdId, OperatorId, PointId, RoundId
from desktop.values.period import day_begins
from desktop.values.vocabulary import Source

ITS_VOID = and_(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id)
ITS_HOUSEHOLD = and_(Household.district_id == Disbursement.district_id, Household.id == Disbursement.household_id)
_POINT = and_(DistributionPoint.district_id == Disbursement.district_id, DistributionPoint.id == Disbursement.point_id)


@dataclass(frozen=True)
class Recorded:
    """One hand-over as it stands."""

    id: DisbursementId
    round_id: RoundId
    point_id: PointId
    household_id: HouseholdId
    household: HouseholdCode
    receipt: int
    at: datetime
    operator_id: OperatorId
    source: Source
    slot: int | None
    issue: int | None
    looked: bool
    round_code: str
    programme: str
    point_name: str
    items: tuple[ItemDue, ...]
    owed: tuple[ItemDue, ...]
    """What it left open."""
    voided: bool


def recorded(conn: Connection, district: str, disbursement: DisbursementId) -> Recorded | None:
    """The hand-over of this id, or None."""
    row = conn.execute(
        select(
            Disbursement.round_id,
            Disbursement.point_id,
            Disbursement.household_id,
            Household.code,
            Disbursement.receipt,
            Disbursement.at,
            Disbursement.operator_id,
            Disbursement.source,
            Disbursement.slot,
            Disbursement.issue,
            Disbursement.looked,
            Round.code.label("round_code"),
            Programme.name.label("programme"),
            DistributionPoint.name.label("point_name"),
            Void.disbursement_id.label("voided"),
        )
        .join(Household, ITS_HOUSEHOLD)
        .join(DistributionPoint, _POINT)
        .join(Round, and_(Round.district_id == Disbursement.district_id, Round.id == Disbursement.round_id))
        .join(Programme, and_(Programme.district_id == Round.district_id, Programme.id == Round.programme_id))
        .outerjoin(Void, ITS_VOID)
        .where(Disbursement.district_id == district, Disbursement.id == disbursement)
    ).first()
    return None if row is None else _recorded(conn, district, disbursement, row)


def _recorded(conn: Connection, district: str, disbursement: DisbursementId, row: Row[*tuple[Any, ...]]) -> Recorded:
    items = conn.execute(
        select(DisbursedItem.item, DisbursedItem.quantity).where(
            DisbursedItem.district_id == district, DisbursedItem.disbursement_id == disbursement
        )
    )
    owed = conn.execute(
        select(Owed.item, Owed.quantity).where(Owed.district_id == district, Owed.disbursement_id == disbursement)
    )
    return Recorded(
        id=disbursement,
        round_id=row.round_id,
        point_id=row.point_id,
        household_id=row.household_id,
        household=HouseholdCode(row.code),
        receipt=row.receipt,
        at=row.at,
        operator_id=row.operator_id,
        source=row.source,
        slot=row.slot,
        issue=row.issue,
        looked=row.looked,
        round_code=row.round_code,
        programme=row.programme,
        point_name=row.point_name,
        items=tuple(ItemDue(item, quantity, unit_of(item)) for item, quantity in items),
        owed=tuple(ItemDue(item, quantity, unit_of(item)) for item, quantity in owed),
        voided=row.voided is not None,
    )


def entry_about(conn: Connection, district: str, ref: DisbursementId) -> EntryRef:
    """The entry of a hand-over, with the fingerprint of its log as it stands now. Raises LogDoesNotFit without one."""
    entry = next((found for found in entries_about(conn, district, [ref]) if found.do == EntryKind.GIVEN), None)
    head = head_fingerprint(conn, district, entry.log) if entry else None
    if entry is None or head is None:
        raise LogDoesNotFit(log="", seq=0, why="missing")
    return EntryRef(log=entry.log, seq=entry.seq, size=head.size, digits=" ".join(head.groups))


def of_sheet(conn: Connection, district: str, round_id: RoundId, household: HouseholdId, sheet: str) -> Recorded | None:
    """The hand-over to a household that was taken from this paper sheet and stands, or None."""
    other = aliased(Disbursement)
    # ids first, from the index of rounds alone: else SQLite, without statistics, reads all of the district
    theirs = select(other.id).where(
        other.district_id == district, other.round_id == round_id, other.household_id == household
    )
    found = conn.execute(
        select(Disbursement.id)
        .outerjoin(Void, ITS_VOID)
        .where(
            Disbursement.district_id == district,
            Disbursement.id.in_(theirs),
            Disbursement.sheet == sheet,
            Void.disbursement_id.is_(None),
        )
    ).scalar()
    return None if found is None else recorded(conn, district, DisbursementId(found))


_OF_STATION = and_(Round.code == bindparam("round"), DistributionPoint.code == bindparam("point"))
_ROUND = and_(Round.district_id == Disbursement.district_id, Round.id == Disbursement.round_id)

_SCANNED = Disbursement.sheet == ""
_COUNTS = (
    select(
        func.count(case((and_(_SCANNED, Disbursement.operator_id == bindparam("operator")), 1))),
        func.count(case((and_(_SCANNED, Disbursement.lane == bindparam("lane")), 1))),
        func.count(case((_SCANNED, 1))),
        func.count(case((~_SCANNED, 1))),
    )
    .select_from(Disbursement)
    .join(Round, _ROUND)
    .join(DistributionPoint, _POINT)
    .outerjoin(Void, ITS_VOID)
    .where(
        Disbursement.district_id == bindparam("district"),
        Disbursement.at >= bindparam("since"),
        Disbursement.at < bindparam("until"),
        Void.disbursement_id.is_(None),
        _OF_STATION,
    )
)


def counts(conn: Connection, district: str, standing: Standing, operator: OperatorId, now: datetime) -> Counts:
    """Hand-overs at a point today (Pakistan's day) that stand: this operator's, this lane's, all; late ones apart."""
    since = day_begins(now)
    me, lane, point, late = conn.execute(
        _COUNTS,
        {
            "district": district,
            "round": standing.round_code,
            "point": standing.point_code,
            "lane": standing.lane,
            "operator": operator,
            "since": since,
            "until": since + timedelta(days=1),
        },
    ).one()
    return Counts(me=me, lane=lane, point=point, late=late)


def holder_name() -> ScalarSelect[str]:
    """The name of the holder whose card was shown, else of the head, beside a row of a hand-over."""
    return (
        select(func.coalesce(func.nullif(Registrant.name_as_told, ""), Registrant.name_latin))
        .join(
            Membership,
            and_(Membership.district_id == Registrant.district_id, Membership.registrant_id == Registrant.id),
        )
        .where(
            Membership.district_id == Disbursement.district_id,
            Membership.household_id == Disbursement.household_id,
        )
        .order_by(
            func.coalesce(Membership.slot == Disbursement.slot, False).desc(),
            (Membership.relation == "HEAD").desc(),
            Membership.place,
        )
        .limit(1)
        .correlate(Disbursement)
        .scalar_subquery()
    )


def recent(
    conn: Connection, district: str, standing: Standing, operator: OperatorId, limit: int
) -> tuple[RecentGiven, ...]:
    """The last hand-overs at a point, newest first, with the name of the holder or head."""
    rows = conn.execute(
        select(
            Disbursement.id,
            Disbursement.receipt,
            Household.code,
            holder_name().label("name"),
            Disbursement.at,
            Disbursement.operator_id,
            Void.disbursement_id.label("voided"),
        )
        .join(Household, ITS_HOUSEHOLD)
        .join(Round, _ROUND)
        .join(DistributionPoint, _POINT)
        .outerjoin(Void, ITS_VOID)
        .where(
            Disbursement.district_id == district,
            Round.code == standing.round_code,
            DistributionPoint.code == standing.point_code,
        )
        .order_by(Disbursement.at.desc(), Disbursement.receipt.desc())
        .limit(limit)
    )
    return tuple(
        RecentGiven(
            disbursement=DisbursementId(row.id),
            receipt=row.receipt,
            household=HouseholdCode(row.code),
            name=row.name or "",
            at=row.at,
            voided=row.voided is not None,
            own=row.operator_id == operator,
        )
        for row in rows
    )


def point_of(conn: Connection, district: str, standing: Standing) -> PointId | None:
    """The point at which a station stands, or None."""
    found = conn.execute(
        select(DistributionPoint.id)
        .join(Round, (Round.district_id == DistributionPoint.district_id) & (Round.id == DistributionPoint.round_id))
        .where(
            Round.district_id == district,
            Round.code == standing.round_code,
            DistributionPoint.code == standing.point_code,
        )
    ).scalar_one_or_none()
    return None if found is None else PointId(found)


def stands(conn: Connection, district: str, standing: Standing) -> PointId:
    """The point at which a station stands. Raises RoundUnknown, PointUnknown."""
    point = point_of(conn, district, standing)
    if point is None:
        round_of(conn, district, standing)
        raise PointUnknown(round=standing.round_code, point=standing.point_code)
    return point


def round_of(conn: Connection, district: str, standing: Standing) -> RoundId:
    """The round at which a station stands. Raises RoundUnknown."""
    found = conn.execute(
        select(Round.id).where(Round.district_id == district, Round.code == standing.round_code)
    ).scalar_one_or_none()
    if found is None:
        raise RoundUnknown(code=standing.round_code)
    return RoundId(found)


def typed_misses(conn: Connection, district: str, operator: OperatorId, since: datetime) -> int:
    """Typed codes of this operator since then that hit nothing and were not reported yet."""
    return conn.execute(
        select(func.count())
        .select_from(TypedMiss)
        .where(TypedMiss.district_id == district, TypedMiss.operator_id == operator, TypedMiss.at >= since)
    ).scalar_one()
