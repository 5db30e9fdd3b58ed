"""Programmes and rounds: made from a draft, listed, opened, closed; a second person stands by when a list is fixed."""

from desktop.errors import RoundFrozenAlready, RoundNotFrozen, RoundNotInState
from desktop.exchange.round_toml import read_round, require_sound
from desktop.models.programme import add_round, fix_list, note_list, set_round_state
from desktop.queries import programmes
from desktop.queries.entitlements import beneath
from desktop.records.distribution import RoundChanged, RoundDraft, RoundView
from desktop.records.operator import Second
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ListKind, RoundState


def make_round(desk: Desk, draft: RoundDraft) -> RoundChanged:
    """A round in draft, its programme made at first use. Raises RoundFileWrong, RoundExists."""
    require_sound(draft)
    with desk.transaction(Permission.ROUNDS) as work:
        round_id = add_round(work.conn, work.district, draft, work.now)
        view = programmes.round_view(work.conn, work.district, draft.code)
        work.record(
            EntryKind.ROUND_MADE,
            round_id,
            {
                "round": draft.code,
                "programme": draft.programme,
                "list": draft.list_kind.value,
                "areas": list(draft.areas),
                "from": draft.from_day.isoformat(),
                "to": draft.to_day.isoformat(),
                "items": [
                    {"item": item.code, "steps": [[step.min_size, step.qty] for step in item.steps]}
                    for item in draft.items
                ],
                "points": [
                    {"code": point.code, "name": point.name, "areas": list(point.areas)} for point in draft.points
                ],
            },
        )
    return RoundChanged(view, work.entry)


def make_from_file(desk: Desk, data: bytes) -> RoundChanged:
    """As `make_round`, from the bytes of a round file. Raises RoundFileWrong, RoundExists."""
    return make_round(desk, read_round(data))


def open_round(desk: Desk, code: str) -> RoundChanged:
    """Open a round in draft, with its points. Raises RoundUnknown, RoundNotInState, RoundNotFrozen."""
    with desk.transaction(Permission.ROUNDS) as work:
        before = programmes.round_view(work.conn, work.district, code)
        if before.state is not RoundState.DRAFT:
            raise RoundNotInState(code=code, state=before.state)
        if before.list_kind is ListKind.FROZEN and not before.frozen:
            raise RoundNotFrozen(code=code)
        view = _move(work, before, RoundState.OPEN, EntryKind.ROUND_OPENED)
    return RoundChanged(view, work.entry)


def close_round(desk: Desk, code: str) -> RoundChanged:
    """Close an open round, with its points. Raises RoundUnknown, RoundNotInState."""
    with desk.transaction(Permission.ROUNDS) as work:
        before = programmes.round_view(work.conn, work.district, code)
        if before.state is not RoundState.OPEN:
            raise RoundNotInState(code=code, state=before.state)
        view = _move(work, before, RoundState.CLOSED, EntryKind.ROUND_CLOSED)
    return RoundChanged(view, work.entry)


def freeze_round(desk: Desk, code: str, *, second: Second | None) -> RoundChanged:
    """Fix the list as it is now, each household with its size; later households are not on it.

    Raises SecondNeeded, RoundUnknown, RoundNotInState (closed), RoundFrozenAlready.
    """
    with desk.transaction(Permission.ROUND_FREEZE, second=second) as work:
        before = programmes.round_view(work.conn, work.district, code)
        if before.state is RoundState.CLOSED:
            raise RoundNotInState(code=code, state=before.state)
        if before.frozen:
            raise RoundFrozenAlready(code=code)
        fix_list(work.conn, work.district, before.id, sorted(beneath(before.areas)), work.now)
        digest = programmes.digest_of(programmes.fixed_list(work.conn, work.district, before.id))
        version = note_list(work.conn, work.district, before.id, digest)
        view = programmes.round_view(work.conn, work.district, code)
        work.record(
            EntryKind.ROUND_FROZEN,
            before.id,
            {
                "round": code,
                "version": version,
                "households": view.households,
                "totals": {line.item: line.quantity for line in view.totals},
                "list": digest,
            },
        )
    return RoundChanged(view, work.entry)


def rounds(desk: Desk) -> tuple[RoundView, ...]:
    """All rounds, newest first."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        return programmes.rounds(conn, desk.office.district)


def round_view(desk: Desk, code: str) -> RoundView:
    """One round. Raises RoundUnknown."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        return programmes.round_view(conn, desk.office.district, code)


def _move(work: Work, before: RoundView, state: RoundState, kind: EntryKind) -> RoundView:
    set_round_state(work.conn, work.district, before.id, state)
    view = programmes.round_view(work.conn, work.district, before.code)
    work.record(
        kind,
        before.id,
        {"round": before.code, "households": view.households, "given": view.given, "version": view.list_version},
    )
    return view
