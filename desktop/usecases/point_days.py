"""Opening a distribution point: the checklist, duties, the count before, and letting the lanes scan or not.

What the program finds by itself is shown beside what people tick, and a person still ticks it. A point with something
unticked opens only by two people with a reason. Nobody is turned away here: this is about the point, not about people.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from desktop.errors import (
    DutyNotSeparated,
    DutyUnknown,
    PointAmbiguous,
    PointNotOpen,
    PointNotReady,
    PointOpenAlready,
    ReasonMissing,
    RoundNotInState,
)
from desktop.models import point_day_write as write
from desktop.queries.relief import point_checks
from desktop.queries.relief import point_days as queries
from desktop.queries.relief.lane_plan import still_to_come
from desktop.records.distribution import Standing
from desktop.records.operator import EntryRef, Second
from desktop.records.point_day import CheckLine, DutyDraft, PointOpened, PointPlace, PointReady
from desktop.records.stock import CountDraft
from desktop.usecases.desk import Desk, Work
from desktop.usecases.stock_steps import count, counts_said
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import OperatorId
from desktop.values.period import PAKISTAN, local_day
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import PointCheckKind, RoundState

LONGEST_REASON = 200


def standing_of(desk: Desk, point_code: str, round_code: str = "") -> Standing:
    """Where a point stands, its round named or found: the one open round that has such a point.

    Raises PointAmbiguous when there are several, or none.
    """
    if round_code:
        return Standing(round_code, point_code)
    with desk.reading(Permission.ROUND_LIST) as conn:
        rounds = queries.rounds_with(conn, desk.office.district, point_code)
    if len(rounds) != 1:
        raise PointAmbiguous(point=point_code, rounds=rounds)
    return Standing(rounds[0], point_code)


def ready(desk: Desk, standing: Standing) -> PointReady:
    """The checklist, duties and shelf of a point as they stand now. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.POINT_DAY) as conn:
        district, here = desk.office.district, desk.here()
        at = queries.place(conn, district, standing)
        running = queries.running(conn, district, at.id)
        day = local_day(here.now)
        checks, who, lying = point_checks.read(conn, district, here, at, day)
        to_come = still_to_come(conn, district, at) if at.lanes else 0
        return PointReady(at, day, running.opened_at if running else None, checks, who, lying, to_come)


def tick(desk: Desk, standing: Standing, kinds: Sequence[PointCheckKind], *, on: bool = True) -> PointReady:
    """Tick lines of today's checklist, or with `on` False take ticks back. Raises RoundUnknown, PointUnknown."""
    with desk.transaction(Permission.POINT_DAY) as work:
        at = queries.place(work.conn, work.district, standing)
        changed = _tick(work, at, kinds) if on else _untick(work, at, kinds)
        if changed:
            content = {"point": str(at.id), "day": local_day(work.now).isoformat(), "lines": changed, "on": int(on)}
            work.record(EntryKind.POINT_TICKED, at.id, content)
    return ready(desk, standing)


def _tick(work: Work, at: PointPlace, kinds: Sequence[PointCheckKind]) -> list[str]:
    """Tick; the lines that were not ticked before."""
    day, who = local_day(work.now), work.person.id
    there = queries.ticks(work.conn, work.district, at.id, day)
    wanting = [kind for kind in dict.fromkeys(kinds) if kind not in there]
    return [kind.value for kind in wanting if write.tick(work.conn, work.district, at.id, day, kind, who, work.now)]


def _untick(work: Work, at: PointPlace, kinds: Sequence[PointCheckKind]) -> list[str]:
    """Take ticks back; the lines that were ticked."""
    day = local_day(work.now)
    there = queries.ticks(work.conn, work.district, at.id, day)
    taken = [kind for kind in dict.fromkeys(kinds) if kind in there]
    if taken:
        write.untick(work.conn, work.district, at.id, day, taken)
    return [kind.value for kind in taken]


def set_duty(desk: Desk, standing: Standing, draft: DutyDraft) -> PointReady:
    """Somebody for a duty of today: an operator of the office, or anybody else by name.

    Who has it already is no second line and no entry.
    Raises DutyNotSeparated where the duty is to verify and the operator registered households today.
    """
    with desk.transaction(Permission.POINT_DAY) as work:
        at, day = queries.place(work.conn, work.district, standing), local_day(work.now)
        name = plain_name(draft.name)
        operator = queries.operator_named(work.conn, work.district, name)
        if operator is not None and draft.kind in point_checks.APART:
            made = queries.registered(work.conn, work.district, [operator], day).get(operator, 0)
            if made:
                raise DutyNotSeparated(registered=made)
        there = queries.duties(work.conn, work.district, at.id, day)
        same = (draft.kind, draft.lane, operator, "" if operator is not None else name)
        if all((one.kind, one.lane, one.operator_id, "" if one.operator_id else one.name) != same for one in there):
            _add_duty(work, at, day, draft, operator, name)
    return ready(desk, standing)


def _add_duty(work: Work, at: PointPlace, day: date, draft: DutyDraft, operator: OperatorId | None, name: str) -> None:
    duty = write.add_duty(
        work.conn, work.district, at.id, day, draft.kind, lane=draft.lane, operator=operator, name=name
    )
    content: dict[str, object] = {"point": str(at.id), "day": day.isoformat(), "duty": draft.kind.value, "on": 1}
    if draft.lane is not None:
        content["lane"] = draft.lane
    content |= {"operator": str(operator)} if operator is not None else {"name": name}
    work.record(EntryKind.DUTY_SET, duty, content)


def end_duty(desk: Desk, standing: Standing, duty: UUID) -> PointReady:
    """Somebody has this duty no more. Raises DutyUnknown."""
    with desk.transaction(Permission.POINT_DAY) as work:
        at = queries.place(work.conn, work.district, standing)
        if not write.end_duty(work.conn, work.district, at.id, duty):
            raise DutyUnknown
        work.record(EntryKind.DUTY_SET, duty, {"point": str(at.id), "on": 0})
    return ready(desk, standing)


def open_point(
    desk: Desk,
    standing: Standing,
    *,
    ticked: Sequence[PointCheckKind] = (),
    counts: Sequence[CountDraft] = (),
    second: Second | None = None,
    reason: str = "",
) -> PointOpened:
    """Open a point of an open round for the day: count the stock, then let the lanes scan.

    `ticked` are ticked in the same act. With something unticked it needs a second person and a reason. Raises
    PointNotReady, ReasonMissing, PointOpenAlready, RoundNotInState, and what a wrong count raises.
    """
    reason = plain_name(reason, LONGEST_REASON)
    with desk.transaction(Permission.POINT_DAY, second=second) as work:
        at, day = queries.place(work.conn, work.district, standing), local_day(work.now)
        if at.state is not RoundState.OPEN:
            raise RoundNotInState(code=at.round_code, state=at.state)
        _tick(work, at, ticked)
        checks, who, _ = point_checks.read(work.conn, work.district, work.here, at, day)
        wanting = tuple(line.kind.value for line in checks if not line.ticked)
        if wanting and second is None:
            raise PointNotReady(unticked=wanting)
        if wanting and not reason:
            raise ReasonMissing
        opened = write.open_day(
            work.conn,
            work.district,
            write.Opening(
                at.id,
                day,
                work.now,
                work.person.id,
                second.person.id if wanting and second else None,
                reason if wanting else "",
            ),
        )
        if opened is None:
            running = queries.running(work.conn, work.district, at.id)
            raise PointOpenAlready(point=at.code, day=running.day.isoformat() if running else day.isoformat())
        day_id, turn = opened
        found = count(work, at.id, counts) if counts else ()
        lines = tuple(line if line.difference else replace(line, reason=None) for line in found)
        write.note_counts(
            work.conn, work.district, day_id, lines, {one.item: one.note for one in counts}, at_close=False
        )
        content: dict[str, object] = {
            "point": str(at.id),
            "day": day.isoformat(),
            "turn": turn,
            "checks": _said(checks),
            "unticked": list(wanting),
            "duties": len(who),
            "counts": counts_said(lines),
        }
        if wanting:
            content["reason"] = reason
        work.record(EntryKind.POINT_OPENED, day_id, content)
    return PointOpened(ready(desk, standing), lines, work.entry)


def shut_point(desk: Desk, standing: Standing) -> EntryRef:
    """End the day at a point without counting: the lanes stop, and the day is counted later by its close.

    Whoever leads may do it, whoever opened. Raises PointNotOpen.
    """
    with desk.transaction(Permission.POINT_DAY) as work:
        at = queries.place(work.conn, work.district, standing)
        running = queries.running(work.conn, work.district, at.id)
        closing = write.Closing(running.id, at.id, work.now, work.person.id, None, "") if running else None
        if closing is None or not write.close_day(work.conn, work.district, closing):
            last = queries.last_closed(work.conn, work.district, at.id)
            told = last.closed_at.astimezone(PAKISTAN).strftime("%H:%M") if last and last.closed_at else ""
            raise PointNotOpen(point=at.code, closed=told)
        work.record(EntryKind.POINT_CLOSED, closing.day_id, {"point": str(at.id)})
    return work.entry


def set_hands_first(desk: Desk, standing: Standing, *, on: bool) -> EntryRef | None:
    """Say whether the lanes of a point hand over before the next card; the entry, or None when it was so already.

    Such a lane takes a new card as *given* of the one before, unless that one asked for a look; any other lane asks.
    Raises RoundUnknown, PointUnknown.
    """
    with desk.transaction(Permission.POINT_DAY) as work:
        at = queries.place(work.conn, work.district, standing)
        if at.hands_first is on:
            return None
        write.set_hands_first(work.conn, work.district, at.id, on=on)
        work.record(EntryKind.POINT_HANDS_FIRST, at.id, {"on": int(on)})
    return work.entry


def _said(checks: Collection[CheckLine]) -> Mapping[str, object]:
    """What was found beside what was ticked, for the entry: 1 yes, 0 no, -1 the program cannot know."""
    return {
        line.kind.value: {"ticked": int(line.ticked), "found": -1 if line.found is None else int(line.found)}
        for line in checks
    }
