"""SELECTs about workplaces and visits; they read no table that holds a person or a household."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from desktop.models.workplace import Workplace, WorkplaceVisit
from desktop.records.workplace import VisitView, WorkplaceView
from desktop.values.identifiers import WorkplaceId
from desktop.values.moment import first_of_month
from desktop.values.vocabulary import WorkplaceKind

type Line = Row[*tuple[Any, ...]]

_LAST_NUMBER = 2**31 - 1


def listed(
    conn: Connection, district: str, *, kind: WorkplaceKind | None = None, closed: bool = False
) -> tuple[WorkplaceView, ...]:
    """Workplaces in the order of their numbers; `closed` also shows those that work no more."""
    wanted = _workplaces().where(Workplace.district_id == district).order_by(Workplace.number)
    if kind is not None:
        wanted = wanted.where(Workplace.kind == kind)
    if not closed:
        wanted = wanted.where(Workplace.working.is_(True))
    return tuple(map(_view, conn.execute(wanted)))


def by_number(conn: Connection, district: str, number: int) -> WorkplaceView | None:
    """One workplace by what it is called, or None."""
    if not 0 < number <= _LAST_NUMBER:  # more than a column holds
        return None
    line = conn.execute(_workplaces().where(Workplace.district_id == district, Workplace.number == number)).first()
    return None if line is None else _view(line)


def visits(conn: Connection, district: str, workplace: UUID) -> tuple[VisitView, ...]:
    """The visits to one workplace by month as they count, newest first: of two numbers for one the later one."""
    lines = conn.execute(
        select(WorkplaceVisit.day, WorkplaceVisit.households_met)
        .where(WorkplaceVisit.district_id == district, WorkplaceVisit.workplace_id == workplace)
        .order_by(WorkplaceVisit.id)
    )
    counting = {first_of_month(line.day): line.households_met for line in lines}
    return tuple(VisitView(month, met) for month, met in sorted(counting.items(), reverse=True))


def met_since(conn: Connection, district: str, since: date) -> dict[UUID, int]:
    """Households met at each workplace from `since` on, over all months as they count; never visited: absent."""
    lines = conn.execute(
        select(WorkplaceVisit.workplace_id, WorkplaceVisit.day, WorkplaceVisit.households_met)
        .where(WorkplaceVisit.district_id == district, WorkplaceVisit.day >= since)
        .order_by(WorkplaceVisit.id)
    )
    counting = {(line.workplace_id, first_of_month(line.day)): line.households_met for line in lines}
    met: dict[UUID, int] = {}
    for (workplace, _), households in counting.items():
        met[workplace] = met.get(workplace, 0) + households
    return met


def _mine() -> ColumnElement[bool]:
    return (WorkplaceVisit.district_id == Workplace.district_id) & (WorkplaceVisit.workplace_id == Workplace.id)


def _workplaces() -> Select[*tuple[Any, ...]]:
    """Every column, with the number of months of visits, the last of them, and what counts of it."""
    days = select(func.count(WorkplaceVisit.day.distinct())).where(_mine()).correlate(Workplace).scalar_subquery()
    last = select(func.max(WorkplaceVisit.day)).where(_mine()).correlate(Workplace).scalar_subquery()
    met = (
        select(WorkplaceVisit.households_met)
        .where(_mine())
        .order_by(WorkplaceVisit.day.desc(), WorkplaceVisit.id.desc())
        .limit(1)
        .correlate(Workplace)
        .scalar_subquery()
    )
    return select(*Workplace.__table__.c, days.label("visits"), last.label("last_visit"), met.label("met"))


def _view(line: Line) -> WorkplaceView:
    return WorkplaceView(
        id=WorkplaceId(line.id),
        number=line.number,
        kind=line.kind,
        pcode=line.pcode,
        village=line.village,
        landmark=line.landmark,
        licence=line.licence,
        working=line.working,
        version=line.version,
        visits=line.visits,
        last_visit=line.last_visit and first_of_month(line.last_visit),
        households_met=line.met or 0,
    )
