"""Closing a day at a distribution point: what was done, what was counted, the book's fingerprint, the day sheet.

Whoever leads may close it, whoever opened it. A day that was only shut is counted here later. Of two people who close
at once one finds it closed.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.stock_checks import require_text
from desktop.errors import CountMissing, PointNotOpen, WaybillsOverdue
from desktop.models import point_day_write as write
from desktop.queries.relief import point_days as queries
from desktop.queries.relief import point_figures
from desktop.queries.relief.point_days import Day
from desktop.records.distribution import Standing
from desktop.records.operator import EntryRef, Second
from desktop.records.point_day import DayAccount, DayClosed, DayFigures, PointPlace, Unserved
from desktop.records.stock import CountDraft, ItemCounted
from desktop.usecases.desk import Desk, Work
from desktop.usecases.open_give_steps import note_unanswered
from desktop.usecases.stock_steps import count, counts_said
from desktop.values.entry_kind import EntryKind
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Permission


def account(desk: Desk, standing: Standing) -> DayAccount:
    """What was done since the last close, and what must lie on the shelf. Raises PointNotOpen, RoundUnknown."""
    with desk.reading(Permission.POINT_DAY) as conn:
        district = desk.office.district
        at = queries.place(conn, district, standing)
        day = queries.to_close(conn, district, at)
        figures = point_figures.figures(conn, district, desk.office.log, at, day.id)
        waiting = point_figures.unserved(conn, district, at)
        return DayAccount(
            place=at,
            day=day.day,
            turn=day.turn,
            opened_at=day.opened_at,
            opened_by=day.opened_by,
            figures=replace(figures, unserved=len(waiting.codes)),
            shelf=queries.shelf(conn, district, at),
        )


def unserved(desk: Desk, standing: Standing) -> Unserved:
    """Who is on the list of a point and did not come: codes and amounts. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.WAITING_LIST) as conn:
        return point_figures.unserved(conn, desk.office.district, queries.place(conn, desk.office.district, standing))


def close_day(
    desk: Desk,
    standing: Standing,
    counts: Sequence[CountDraft] = (),
    *,
    awaited: str = "",
    second: Second | None = None,
) -> DayClosed:
    """Count, close, and let the book's fingerprint stand for it; whatever is in the point's book has to be counted.

    The count stands and the book follows it. A second person may stand by, and how they agreed is recorded. `awaited`
    says why a truck that left before this day was not counted in. Raises PointNotOpen, CountMissing, WaybillsOverdue
    without that, StockReasonNeeded, and what a wrong count raises.
    """
    # over the whole list of the round: read before, so that no lane waits for it
    waiting = account(desk, standing).figures.unserved
    with desk.transaction(Permission.POINT_DAY, second=second) as work:
        at = queries.place(work.conn, work.district, standing)
        day = queries.to_close(work.conn, work.district, at)
        named = {one.item for one in counts}
        missing = [
            line.item
            for line in queries.shelf(work.conn, work.district, at)
            if line.book is not None and line.item not in named
        ]
        if missing:
            raise CountMissing(items=tuple(missing))
        note_unanswered(work, at.id)
        found = point_figures.figures(work.conn, work.district, work.office.log, at, day.id)
        figures = replace(found, unserved=waiting, awaited_why=_require_why(found, day, awaited))
        lines = tuple(map(_explained, count(work, at.id, counts) if counts else ()))
        _end(work, at, day, figures)
        notes = {one.item: one.note for one in counts}
        write.note_counts(work.conn, work.district, day.id, lines, notes, at_close=True)
        work.record(EntryKind.DAY_CLOSED, day.id, _content(at, day, figures, lines))
    return DayClosed(
        place=replace(at, open=False),
        day=day.day,
        turn=day.turn,
        opened_at=day.opened_at,
        opened_by=day.opened_by,
        closed_at=day.closed_at or work.now,
        closed_by=day.closed_by or desk.person.name,
        second=second.person.name if second else "",
        second_by=second.by.value if second else "",
        figures=figures,
        counts=lines,
        entry=work.entry,
    )


def sheet_again(desk: Desk, standing: Standing) -> DayClosed:
    """The day that was closed last, for its sheet once more, with the book as it stands now.

    Raises PointNotOpen when none was closed and counted.
    """
    with desk.reading(Permission.POINT_ACCOUNT) as conn:
        district = desk.office.district
        at = queries.place(conn, district, standing)
        day = queries.last_closed(conn, district, at.id, counted=True)
        if day is None or day.closed_at is None:
            raise PointNotOpen(point=at.code, closed="")
        entry, how = queries.entry_of_close(conn, district, day.id)
        return DayClosed(
            place=at,
            day=day.day,
            turn=day.turn,
            opened_at=day.opened_at,
            opened_by=day.opened_by,
            closed_at=day.closed_at,
            closed_by=day.closed_by,
            second=day.second,
            second_by=how,
            figures=point_figures.figures_noted(day.summary),
            counts=queries.counted(conn, district, at.id, day.id, at_close=True),
            entry=entry,
        )


def note_sent(desk: Desk, standing: Standing) -> EntryRef:
    """Note that the line of the last close was sent by SMS: whoever has it can see later whether the book changed.

    Raises PointNotOpen when no day was closed and counted.
    """
    with desk.transaction(Permission.POINT_DAY) as work:
        at = queries.place(work.conn, work.district, standing)
        day = queries.last_closed(work.conn, work.district, at.id, counted=True)
        if day is None:
            raise PointNotOpen(point=at.code, closed="")
        closed, _ = queries.entry_of_close(work.conn, work.district, day.id)
        work.record(EntryKind.DAY_SENT, day.id, {"point": str(at.id), "log": closed.log, "seq": closed.seq})
    return work.entry


def _require_why(figures: DayFigures, day: Day, told: str) -> str:
    """A waybill that stays open hides whatever its truck brought: somebody says why. Raises WaybillsOverdue."""
    overdue = tuple(one.number for one in figures.awaited if one.overdue(day.day))
    said = require_text("note", told, needed=False)
    if overdue and not said:
        raise WaybillsOverdue(numbers=overdue)
    return said if overdue else ""


def _explained(line: ItemCounted) -> ItemCounted:
    """A reason says why two numbers differ; where they agree there is none."""
    return line if line.difference else replace(line, reason=None)


def _end(work: Work, at: PointPlace, day: Day, figures: DayFigures) -> None:
    """Close the day, or note the count of one that was shut. Raises PointNotOpen when somebody else was first."""
    summary = point_figures.summary(point_figures.totals(work.conn, work.district, at), figures)
    second = work.second.person.id if work.second else None
    if day.closed_at is None:
        closing = write.Closing(day.id, at.id, work.now, work.person.id, second, summary)
        ended = write.close_day(work.conn, work.district, closing)
    else:
        ended = write.finish_day(work.conn, work.district, day.id, summary)
    if not ended:
        raise PointNotOpen(point=at.code, closed=work.now.astimezone(PAKISTAN).strftime("%H:%M"))


def _content(at: PointPlace, day: Day, figures: DayFigures, lines: Sequence[ItemCounted]) -> dict[str, object]:
    return {
        "point": str(at.id),
        "day": day.day.isoformat(),
        "turn": day.turn,
        "handed": figures.handed,
        "given": figures.given,
        "voided": figures.voided,
        "late": figures.late,
        "referred": figures.referred,
        "releases": figures.releases,
        "provisional": figures.provisional,
        "clock_jumps": figures.clock_jumps,
        "unserved": figures.unserved,
        "unanswered": figures.unanswered,
        "items": {line.item: line.quantity for line in figures.items},
        "helped": {line.item: line.quantity for line in figures.helped},
        "released": {line.item: line.quantity for line in figures.released},
        "outward": [[one.kind.value, one.item, one.quantity] for one in figures.outward],
        "awaited": {one.number: {line.item: line.quantity for line in one.items} for one in figures.awaited},
        "awaited_why": figures.awaited_why,
        "seconds": figures.seconds,
        "counts": counts_said(lines),
    }
