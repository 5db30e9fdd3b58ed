"""Core write statements of workplaces; each takes the connection of a transaction and never commits."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from desktop.models.workplace import Workplace, WorkplaceVisit
from desktop.records.workplace import WorkplaceDraft


def next_number(conn: Connection, district: str) -> int:
    """What the next workplace is called by; a writer has the store alone, so no number is given twice."""
    highest = conn.scalar(select(func.max(Workplace.number)).where(Workplace.district_id == district))
    return (highest or 0) + 1


def insert_workplace(
    conn: Connection,
    district: str,
    draft: WorkplaceDraft,
    *,
    workplace: UUID,
    number: int,
    operator: UUID,
    now: datetime,
) -> None:
    """A workplace, version 1."""
    row = {"district_id": district, "id": workplace, "number": number, **_values(draft)}
    conn.execute(insert(Workplace).values(row | {"made_at": now, "made_by": operator, "version": 1}))


def update_workplace(conn: Connection, district: str, workplace: UUID, draft: WorkplaceDraft, *, version: int) -> bool:
    """Set what is told and raise the version; False when `version` is not the one in the store any more."""
    changed = (
        update(Workplace)
        .where(Workplace.district_id == district, Workplace.id == workplace, Workplace.version == version)
        .values(_values(draft) | {"version": version + 1})
    )
    return conn.execute(changed).rowcount == 1


def insert_visit(
    conn: Connection, district: str, *, visit: UUID, workplace: UUID, month: date, met: int, operator: UUID
) -> None:
    """A visit with its number; an older number of the same `month` (its first day) stays and counts no more."""
    row = {
        "district_id": district,
        "id": visit,
        "workplace_id": workplace,
        "day": month,
        "households_met": met,
        "recorded_at": datetime.combine(month, time(), UTC),
        "recorded_by": operator,
    }
    conn.execute(insert(WorkplaceVisit).values(row))


def _values(draft: WorkplaceDraft) -> dict[str, object]:
    names = ("kind", "pcode", "village", "landmark", "licence", "working")
    return {name: getattr(draft, name) for name in names}
