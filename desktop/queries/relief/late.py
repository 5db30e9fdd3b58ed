"""What was entered from a paper sheet at a point, and which sheet somebody entered from last."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, select
from sqlalchemy.orm import aliased

from desktop.domain.entitlement import unit_of
from desktop.errors import LateTooEarly, SheetNotPrinted
from desktop.ledger.clock import Here
from desktop.models.disbursement import DisbursedItem, Disbursement, Void
from desktop.models.household import Household
from desktop.models.point_day import MusterPrint, PointDay
from desktop.queries.relief.decisions import Decided, decided
from desktop.queries.relief.disbursements import ITS_HOUSEHOLD, ITS_VOID, Recorded, holder_name, of_sheet, stands
from desktop.records.distribution import Collecting, ItemDue, Presented, Standing
from desktop.records.late import LastSheet, LateLine, LateSheet
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode, OperatorId, PointId
from desktop.values.period import local_day
from desktop.values.vocabulary import Source

_OTHER = aliased(Disbursement)
_LATE = _OTHER.sheet > literal_column("''")
"""Written out, so that the index of late entries alone is read."""


@dataclass(frozen=True)
class OnPaper:
    """Of a sheet at a point: when it was printed, when the point first opened, how many of its lines stand.

    `printed`, `opened`: None where it never was.
    """

    printed: date | None
    opened: date | None
    lines: int


def sheet_at(conn: Connection, district: str, point: PointId, sheet: str) -> OnPaper:
    """What is known of a sheet by its number in its one form, printing and page, as "12-3"."""
    number, page = map(int, sheet.split("-"))
    here = (MusterPrint.district_id == district, MusterPrint.point_id == point)
    at = conn.scalar(
        select(func.min(MusterPrint.printed_at)).where(
            *here, MusterPrint.number == number, MusterPrint.pages >= max(page, 1)
        )
    )
    printed = None if at is None or not page else local_day(at)
    days = select(func.min(PointDay.day)).where(PointDay.district_id == district, PointDay.point_id == point)
    return OnPaper(printed, conn.scalar(days), sheet_lines(conn, district, point, sheet, 0).stand)


def require_sheet(conn: Connection, district: str, standing: Standing, sheet: str, day: date) -> int:
    """How many of the sheet's lines stand. Raises SheetNotPrinted, LateTooEarly, RoundUnknown, PointUnknown."""
    paper = sheet_at(conn, district, stands(conn, district, standing), sheet)
    if paper.printed is None or paper.printed > day:
        raise SheetNotPrinted(sheet=sheet, day=day.isoformat())
    if paper.opened is None or paper.opened > day:
        raise LateTooEarly(what="point", since=paper.opened.isoformat() if paper.opened else "")
    return paper.lines


def require_registered(conn: Connection, district: str, found: Decided, day: date) -> None:
    """Raises LateTooEarly for a household that came into the register after that day."""
    if found.household_id is None:
        return
    at = conn.execute(
        select(Household.registered_at).where(Household.district_id == district, Household.id == found.household_id)
    ).scalar_one()
    if local_day(at) > day:
        raise LateTooEarly(what="household", since=f"{local_day(at):%Y-%m}")


def on_paper(code: HouseholdCode | CardNumber) -> Presented:
    """A number on paper proves no card, whatever it was read with."""
    if isinstance(code, CardNumber):
        return Presented(code.household, code, Source.TYPED)
    return Presented(code, None, Source.TYPED)


def line(
    conn: Connection,
    district: str,
    standing: Standing,
    presented: Presented,
    day: date,
    here: Here,
    collector: int | Collecting | None = None,
) -> Decided:
    """What was due to a line of a sheet of that day. Raises RoundUnknown, PointUnknown, CollectorUnknown."""
    return decided(
        conn, district, standing, presented, here=here, tell_why=True, photo=False, collector=collector, late=day
    )


def entered_before(conn: Connection, district: str, found: Decided, sheet: str) -> Recorded | None:
    """The same line of the same sheet that was entered and stands, or None."""
    if found.household_id is None:
        return None
    return of_sheet(conn, district, found.round_id, found.household_id, sheet)


def _of(district: str, point: PointId, *narrower: ColumnElement[bool]) -> Select[uuid.UUID]:
    """Ids first, from the index of late entries alone: else SQLite, without statistics, reads all of the district."""
    return select(_OTHER.id).where(_OTHER.district_id == district, _OTHER.point_id == point, _LATE, *narrower)


def sheet_lines(conn: Connection, district: str, point: PointId, sheet: str, limit: int) -> LateSheet:
    """What was entered from the sheet, newest first, also what was taken back; how many of all its lines stand."""
    found = conn.execute(
        select(
            Disbursement.id,
            Disbursement.receipt,
            Household.code,
            holder_name().label("name"),
            Disbursement.at,
            Disbursement.given_on,
            Void.disbursement_id.label("voided"),
        )
        .join(Household, ITS_HOUSEHOLD)
        .outerjoin(Void, ITS_VOID)
        .where(Disbursement.district_id == district, Disbursement.id.in_(_of(district, point, _OTHER.sheet == sheet)))
    ).all()
    # sorted here: for an order of its own SQLite would go through all hand-overs by their time
    rows = sorted(found, key=lambda row: (row.at, row.receipt), reverse=True)[:limit]
    items: defaultdict[object, list[ItemDue]] = defaultdict(list)
    for line in conn.execute(
        select(DisbursedItem.disbursement_id, DisbursedItem.item, DisbursedItem.quantity)
        .where(
            DisbursedItem.district_id == district,
            DisbursedItem.disbursement_id.in_([DisbursementId(row.id) for row in rows]),
        )
        .order_by(DisbursedItem.item)
    ):
        items[line.disbursement_id].append(ItemDue(line.item, line.quantity, unit_of(line.item)))
    told = tuple(
        LateLine(
            disbursement=DisbursementId(row.id),
            receipt=row.receipt,
            household=HouseholdCode(row.code),
            name=row.name or "",
            items=tuple(items[row.id]),
            day=row.given_on or local_day(row.at),
            at=row.at,
            voided=row.voided is not None,
        )
        for row in rows
    )
    return LateSheet(sheet, told, sum(row.voided is None for row in found))


def last_sheet(conn: Connection, district: str, point: PointId, operator: OperatorId) -> LastSheet | None:
    """The sheet from which this operator entered last at the point; None when they never did."""
    found = conn.execute(
        select(Disbursement.sheet, Disbursement.given_on, Disbursement.at).where(
            Disbursement.district_id == district,
            Disbursement.id.in_(_of(district, point)),
            Disbursement.operator_id == operator,
        )
    )
    row = max(found, key=lambda row: row.at, default=None)
    return None if row is None else LastSheet(row.sheet, row.given_on or local_day(row.at))
