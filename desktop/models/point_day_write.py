"""Core write statements of a day at a point; each takes the connection of a transaction and never commits.

Opening and closing are conditional updates: of two people who do it at once, one finds it done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.models.place import DistributionPoint
from desktop.models.point_day import Duty, MusterPrint, PointCheck, PointCount, PointDay
from desktop.records.stock import ItemCounted
from desktop.values.identifiers import OperatorId, PointId, new_id
from desktop.values.vocabulary import DutyKind, PointCheckKind

_DAYS, _POINTS = PointDay.__table__.c, DistributionPoint.__table__.c


@dataclass(frozen=True)
class Opening:
    """One opening of a point: by whom, with whom and why where something was unticked."""

    point_id: PointId
    day: date
    at: datetime
    by: OperatorId
    second: OperatorId | None = None
    reason: str = ""


@dataclass(frozen=True)
class Closing:
    """One close of a day that runs."""

    day_id: UUID
    point_id: PointId
    at: datetime
    by: OperatorId
    second: OperatorId | None
    summary: str


def number_sheets(
    conn: Connection, district: str, point: PointId, desk: UUID, pages: int, by: OperatorId, at: datetime
) -> tuple[UUID, int]:
    """Note a printing of muster sheets; the row and its number, the next of this desk."""
    mine = (MusterPrint.district_id == district, MusterPrint.desk_id == desk)
    number = (conn.execute(select(func.max(MusterPrint.number)).where(*mine)).scalar() or 0) + 1
    row, made = new_id(), {"pages": pages, "printed_at": at, "printed_by": by}
    place = {"district_id": district, "id": row, "point_id": point, "desk_id": desk, "number": number}
    conn.execute(insert(MusterPrint), place | made)
    return row, number


def tick(
    conn: Connection, district: str, point: PointId, day: date, kind: PointCheckKind, by: OperatorId, at: datetime
) -> bool:
    """Tick one line of the checklist; False when it was ticked already."""
    row = {"district_id": district, "point_id": point, "day": day, "kind": kind, "ticked_by": by, "at": at}
    once = insert_unless(PointCheck).on_conflict_do_nothing(index_elements=["district_id", "point_id", "day", "kind"])
    return conn.execute(once, row).rowcount == 1


def untick(conn: Connection, district: str, point: PointId, day: date, kinds: Iterable[PointCheckKind]) -> int:
    """Take ticks back; how many there were."""
    mine = (PointCheck.district_id == district, PointCheck.point_id == point, PointCheck.day == day)
    return conn.execute(delete(PointCheck).where(*mine, PointCheck.kind.in_(list(kinds)))).rowcount


def add_duty(
    conn: Connection,
    district: str,
    point: PointId,
    day: date,
    kind: DutyKind,
    *,
    lane: int | None,
    operator: OperatorId | None,
    name: str,
) -> UUID:
    """Somebody for a duty of the day."""
    duty = new_id()
    conn.execute(
        insert(Duty),
        {
            "district_id": district,
            "id": duty,
            "point_id": point,
            "day": day,
            "kind": kind,
            "lane": lane,
            "operator_id": operator,
            "name": name,
        },
    )
    return duty


def end_duty(conn: Connection, district: str, point: PointId, duty: UUID) -> bool:
    """Take a duty away; False when it was not there."""
    mine = (Duty.district_id == district, Duty.id == duty, Duty.point_id == point)
    return conn.execute(delete(Duty).where(*mine)).rowcount == 1


def open_day(conn: Connection, district: str, opening: Opening) -> tuple[UUID, int] | None:
    """Begin a day at a point and open it for scanning: its id and turn; None when a day runs there already."""
    here = (_DAYS.district_id == district, _DAYS.point_id == opening.point_id)
    if conn.execute(select(_DAYS.id).where(*here, _DAYS.closed_at.is_(None))).first() is not None:
        return None
    last: int | None = conn.execute(select(func.max(_DAYS.turn)).where(*here, _DAYS.day == opening.day)).scalar_one()
    day_id, turn = new_id(), (last or 0) + 1
    conn.execute(
        insert(PointDay),
        {
            "district_id": district,
            "id": day_id,
            "point_id": opening.point_id,
            "day": opening.day,
            "turn": turn,
            "opened_at": opening.at,
            "opened_by": opening.by,
            "second_id": opening.second,
            "reason": opening.reason,
        },
    )
    _let(conn, district, opening.point_id, opened=True)
    return day_id, turn


def set_hands_first(conn: Connection, district: str, point: PointId, *, on: bool) -> None:
    """Say whether the lanes of a point hand over before the next card."""
    conn.execute(
        update(DistributionPoint).where(_POINTS.district_id == district, _POINTS.id == point).values(hands_first=on)
    )


def close_day(conn: Connection, district: str, closing: Closing) -> bool:
    """End a day that runs and shut the point for scanning; False when somebody else closed it first."""
    ended = conn.execute(
        update(PointDay)
        .where(_DAYS.district_id == district, _DAYS.id == closing.day_id, _DAYS.closed_at.is_(None))
        .values(closed_at=closing.at, closed_by=closing.by, close_second_id=closing.second, summary=closing.summary)
    )
    if ended.rowcount != 1:
        return False
    _let(conn, district, closing.point_id, opened=False)
    return True


def finish_day(conn: Connection, district: str, day_id: UUID, summary: str) -> bool:
    """Note the count of a day that was only shut; False when somebody else did it first."""
    noted = conn.execute(
        update(PointDay)
        .where(_DAYS.district_id == district, _DAYS.id == day_id, _DAYS.closed_at.is_not(None), _DAYS.summary == "")
        .values(summary=summary)
    )
    return noted.rowcount == 1


def note_counts(
    conn: Connection,
    district: str,
    day_id: UUID,
    lines: Iterable[ItemCounted],
    notes: Mapping[str, str],
    *,
    at_close: bool,
) -> None:
    """What was counted at the opening or the close of a day, beside what the book said then."""
    rows = [
        {
            "district_id": district,
            "point_day_id": day_id,
            "item": line.item,
            "at_close": at_close,
            "book": line.book,
            "counted": line.counted,
            "reason": line.reason,
            "note": notes.get(line.item, ""),
        }
        for line in lines
    ]
    if rows:
        conn.execute(insert(PointCount), rows)


def _let(conn: Connection, district: str, point: PointId, *, opened: bool) -> None:
    """The flag that the lane asks."""
    conn.execute(
        update(DistributionPoint).where(_POINTS.district_id == district, _POINTS.id == point).values(open=opened)
    )
