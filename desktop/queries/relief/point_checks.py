"""The checklist before a point opens: what the program finds by itself, beside what people ticked."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from desktop.ledger.clock import Here
from desktop.queries.relief.clock_moves import unrecorded_jump
from desktop.queries.relief.point_days import Tick, duties, jumps_on, rehearsed, shelf, ticks
from desktop.records.point_day import CheckLine, DutyLine, PointPlace, ShelfLine
from desktop.values.period import midnight
from desktop.values.vocabulary import DutyKind, ListKind, PointCheckKind

APART = frozenset({DutyKind.VERIFY})
"""Duties of which whoever registered households that day holds none: the same hands would make and serve one."""


def checklist(
    conn: Connection,
    district: str,
    here: Here,
    at: PointPlace,
    day: date,
    who: Sequence[DutyLine],
    lying: Sequence[ShelfLine],
) -> tuple[CheckLine, ...]:
    """Every line of the checklist, in its order, as it stands for this day.

    A clock that moved counts already, though the entry of it is still to come.
    """
    done = ticks(conn, district, at.id, day)
    begins = midnight(day)
    jumps = jumps_on(conn, district, here.log, begins) + (unrecorded_jump(conn, district, here) is not None)
    mixed = sum(line.registered > 0 for line in who if line.kind in APART)
    counted = sum(line.book is not None for line in lying)
    found: dict[PointCheckKind, tuple[bool | None, dict[str, str]]] = {
        PointCheckKind.LIST_FIXED: (
            at.frozen if at.list_kind is ListKind.FROZEN else None,
            {"list": at.list_kind.value},
        ),
        PointCheckKind.STOCK_COUNTED: (None, {"items": str(counted)}),
        PointCheckKind.DUTIES_SEPARATED: (mixed == 0 if who else None, {"duties": str(len(who)), "mixed": str(mixed)}),
        PointCheckKind.LANES: (None, {"lanes": str(at.lanes), "staffed": str(_staffed(who))} if at.lanes else {}),
        PointCheckKind.REHEARSED: (rehearsed(conn, district, at.id, day), {}),
        PointCheckKind.CLOCK: (jumps == 0, {"jumps": str(jumps)}),
    }
    return tuple(_line(kind, found.get(kind, (None, {})), done, mixed) for kind in PointCheckKind)


def read(
    conn: Connection, district: str, here: Here, at: PointPlace, day: date
) -> tuple[tuple[CheckLine, ...], tuple[DutyLine, ...], tuple[ShelfLine, ...]]:
    """Checklist, duties and shelf of a point on a day."""
    who, lying = duties(conn, district, at.id, day), shelf(conn, district, at)
    return checklist(conn, district, here, at, day, who, lying), who, lying


def _staffed(who: Sequence[DutyLine]) -> int:
    """Lanes in which somebody verifies."""
    return len({line.lane for line in who if line.kind is DutyKind.VERIFY and line.lane is not None})


def _line(
    kind: PointCheckKind,
    found: tuple[bool | None, dict[str, str]],
    done: Mapping[PointCheckKind, Tick],
    mixed: int,
) -> CheckLine:
    tick = done.get(kind)
    return CheckLine(
        kind=kind,
        found=found[0],
        facts=found[1],
        ticked_by=tick.by if tick else "",
        ticked_at=tick.at if tick else None,
        # what the program sees cannot be ticked away; everything else is for people to say
        stands=not (kind is PointCheckKind.DUTIES_SEPARATED and mixed),
    )
