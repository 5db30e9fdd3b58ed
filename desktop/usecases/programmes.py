"""Rounds: made from a draft or a file, listed, opened, closed; how far one came in each village."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from desktop.errors import RoundFileWrong, RoundNotFrozen, RoundNotInState
from desktop.exchange.round_template import template
from desktop.exchange.round_toml import read_round, require_sound
from desktop.models.programme_write import add_round, set_round_state
from desktop.queries.relief import programme_rules, programmes
from desktop.queries.relief.coverage import coverage as covered
from desktop.records.distribution import PointDraft, RoundChanged, RoundDraft, RoundView
from desktop.records.operator import EntryRef
from desktop.records.programme import CoverageLine, QuickRound, items_content
from desktop.records.relief_rule import criteria_content
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ListKind, RoundState


def make_round(desk: Desk, draft: RoundDraft) -> RoundChanged:
    """A round in draft, its programme made at first use. Raises RoundFileWrong, RoundExists.

    A draft without items takes those of the newest version of its programme, and the round keeps its number.
    """
    require_sound(draft)
    with desk.transaction(Permission.ROUNDS) as work:
        whole, version = _with_items(work, draft)
        round_id = add_round(work.conn, work.district, whole, work.now, version)
        work.record(EntryKind.ROUND_MADE, round_id, _content(whole, version))
    return _changed(desk, draft.code, work.entry)


def _with_items(work: Work, draft: RoundDraft) -> tuple[RoundDraft, int | None]:
    if draft.items:
        return draft, None
    found = programme_rules.newest(work.conn, work.district, draft.programme)
    if found is None:
        raise RoundFileWrong(where="item", value=draft.programme, why="no_rules")
    whole = replace(draft, items=found.items)
    require_sound(whole)
    return whole, found.version


def _content(draft: RoundDraft, version: int | None) -> dict[str, Json]:
    """What the entry says of a new round; what it does not have is left out."""
    content: dict[str, Json] = {
        "round": draft.code,
        "programme": draft.programme,
        "list": draft.list_kind.value,
        "areas": list(draft.areas),
        "from": draft.from_day.isoformat(),
        "to": draft.to_day.isoformat(),
        "items": items_content(draft.items),
        "points": [_point_content(point) for point in draft.points],
    }
    if version is not None:
        content["programme_version"] = version
    if draft.event:
        content["event"] = draft.event
    if not draft.criteria.everybody:
        content["criteria"] = criteria_content(draft.criteria)
    return content


def _point_content(point: PointDraft) -> dict[str, Json]:
    content: dict[str, Json] = {"code": point.code, "name": point.name, "areas": list(point.areas)}
    if point.lanes:
        content["lanes"] = point.lanes
    if point.on_day is not None:
        content["on"] = point.on_day.isoformat()
    return content


def make_from_file(desk: Desk, data: bytes) -> RoundChanged:
    """As `make_round`, from the bytes of a round file. Raises RoundFileWrong, RoundExists."""
    return make_round(desk, read_round(data))


def make_quickly(desk: Desk, quick: QuickRound) -> RoundChanged:
    """A round in draft from a shipped template, for a hazard event: only where is told, and when if not today.

    Raises TemplateUnknown, RoundFileWrong, RoundExists.
    """
    found = template(quick.template)
    with desk.reading(Permission.ROUNDS) as conn:
        event = next(iter(programme_rules.events(conn, desk.office.district, quick.event)), None)
        taken = programme_rules.round_codes(conn, desk.office.district, f"{quick.event}-")
    if event is None or not quick.event:
        raise RoundFileWrong(where="event", value=quick.event, why="no_event")
    first = quick.from_day or local_day(desk.clock().at)
    free = next(code for number in count(1) if (code := f"{quick.event}-{number}") not in taken)
    return make_round(
        desk,
        RoundDraft(
            programme=found.programme,
            code=quick.code or free,
            list_kind=found.list_kind,
            areas=quick.areas or event.areas,
            from_day=first,
            to_day=first + timedelta(days=found.days - 1),
            items=found.items,
            points=tuple(replace(point, lanes=point.lanes or found.lanes) for point in quick.points),
            criteria=found.criteria,
            event=quick.event,
        ),
    )


def open_round(desk: Desk, code: str) -> RoundChanged:
    """Open a round in draft; its points are opened one by one. Raises RoundUnknown, RoundNotInState, RoundNotFrozen."""
    return _moved(desk, code, RoundState.DRAFT, RoundState.OPEN, EntryKind.ROUND_OPENED)


def close_round(desk: Desk, code: str) -> RoundChanged:
    """Close an open round, with its points. Raises RoundUnknown, RoundNotInState."""
    return _moved(desk, code, RoundState.OPEN, RoundState.CLOSED, EntryKind.ROUND_CLOSED)


def _moved(desk: Desk, code: str, expected: RoundState, state: RoundState, kind: EntryKind) -> RoundChanged:
    desk.require(Permission.ROUNDS)
    counted = round_view(desk, code)  # outside the transaction: a hand-over does not wait for the counting
    with desk.transaction(Permission.ROUNDS) as work:
        before = programmes.stand(work.conn, work.district, code)
        if before.state is not expected:
            raise RoundNotInState(code=code, state=before.state)
        if state is RoundState.OPEN and before.list_kind is ListKind.FROZEN and not before.frozen:
            raise RoundNotFrozen(code=code)
        set_round_state(work.conn, work.district, before.id, state)
        work.record(
            kind,
            before.id,
            {
                "round": code,
                "households": counted.households,
                "given": counted.given,
                "version": before.list_version,
            },
        )
    return _changed(desk, code, work.entry)


def _changed(desk: Desk, code: str, entry: EntryRef) -> RoundChanged:
    return RoundChanged(round_view(desk, code), entry)


def rounds(desk: Desk) -> tuple[RoundView, ...]:
    """All rounds, newest first."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        return programmes.rounds(conn, desk.office.district, local_day(desk.clock().at))


def round_view(desk: Desk, code: str) -> RoundView:
    """One round. Raises RoundUnknown."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        return programmes.round_view(conn, desk.office.district, code, local_day(desk.clock().at))


def coverage(desk: Desk, code: str) -> tuple[CoverageLine, ...]:
    """How far a round came in each village: numbers, no names. Raises RoundUnknown."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        view = programmes.round_view(conn, desk.office.district, code, local_day(desk.clock().at))
        return covered(conn, desk.office.district, view)
