"""The list of a round: fixed by two people, taken up again by two, added to one by one with a reason.

A long list is read as of one moment and written in slices, so that no hand-over waits for it; nobody sees any of it
before the last short transaction fixes it. Nobody is ever taken off a list here: made again, it only grows.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from desktop.domain.entitlement import Plan, beneath, due
from desktop.errors import (
    HouseholdClosed,
    HouseholdNotFound,
    ListChanged,
    ListedAlready,
    PointsOpen,
    ReasonMissing,
    RoundFrozenAlready,
    RoundNotFrozen,
    RoundNotInState,
)
from desktop.models.programme_write import add_to_list, fix_round, list_households, note_list, unfix_round
from desktop.queries import households
from desktop.queries.relief import household_facts, programmes
from desktop.queries.relief.plans import plan
from desktop.queries.relief.programmes import Stand
from desktop.records.distribution import RoundChanged
from desktop.records.operator import Second
from desktop.records.programme import Chosen, ListAdded
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import RoundState

type Progress = Callable[[int, int], None]

WRITTEN_AT_ONCE = 1_000
"""Households that one transaction lists: some tens of milliseconds."""

PAUSE = 0.006
"""Seconds of rest before a slice, so that a hand-over that waits gets in."""

TOLD_EVERY = 1_000
REASON_LIMIT = 200


@dataclass(frozen=True)
class _Made:
    """A list as of one moment: who is written now, and everybody who will stand on it."""

    plan: Plan
    chosen: list[Chosen]
    whole: dict[UUID, Chosen]

    @property
    def digest(self) -> str:
        """The digest of the whole list."""
        lines = ((one.code, one.facts) for one in self.whole.values())
        return programmes.digest_of(lines, by_category=self.plan.by_category)

    @property
    def totals(self) -> dict[str, int]:
        """What the whole list is due together."""
        kinds = Counter(one.facts for one in self.whole.values())
        return {line.item: line.quantity for line in programmes.totals_of(self.plan.items, kinds, self.plan)}


def freeze_round(
    desk: Desk, code: str, *, second: Second | None, progress: Progress = lambda done, total: None
) -> RoundChanged:
    """Fix the list as it is now, each household with what its share is counted from; later ones are not on it.

    Who stood on it before stays. Cancelled by `progress` it is not fixed, and is gone on with the next time.
    Raises SecondNeeded, RoundUnknown, RoundNotInState (closed), RoundFrozenAlready, ListChanged, Cancelled.
    """
    with desk.transaction(Permission.ROUND_FREEZE, second=second) as work:
        before = _to_fix(work, code)
    made = _read(desk, code, before, progress)
    digest, totals = made.digest, made.totals
    batch, parts = str(new_id()), _slices(made.chosen)
    steps = 2 * max(1, len(made.chosen))
    done = len(made.chosen)
    progress(done, steps)
    for part in parts[:-1]:
        time.sleep(PAUSE)
        with desk.transaction(Permission.ROUND_FREEZE, second=second) as work:
            _to_fix(work, code)
            list_households(work.conn, work.district, before.id, part)
            work.record(EntryKind.ROUND_LISTED, before.id, {"round": code, "batch": batch, "households": len(part)})
        done += len(part)
        progress(done, steps)
    with desk.transaction(Permission.ROUND_FREEZE, second=second) as work:
        _to_fix(work, code)
        list_households(work.conn, work.district, before.id, parts[-1])
        if programmes.listed_count(work.conn, work.district, before.id) != len(made.whole):
            raise ListChanged(code=code)
        fix_round(work.conn, work.district, before.id, work.now)
        version = note_list(work.conn, work.district, before.id, digest)
        content: dict[str, object] = {
            "round": code,
            "version": version,
            "households": len(made.whole),
            "totals": totals,
            "list": digest,
        }
        if len(parts) > 1:
            content["batch"] = batch
        work.record(EntryKind.ROUND_FROZEN, before.id, content)
    progress(steps, steps)
    return _changed(desk, code, work)


def _to_fix(work: Work, code: str) -> Stand:
    before = programmes.stand(work.conn, work.district, code)
    if before.state is RoundState.CLOSED:
        raise RoundNotInState(code=code, state=before.state)
    if before.frozen:
        raise RoundFrozenAlready(code=code)
    return before


def _read(desk: Desk, code: str, before: Stand, progress: Progress) -> _Made:
    """Everybody whom the list will hold, read in one look while others go on writing."""
    day = local_day(desk.clock().at)
    with desk.reading(Permission.ROUND_FREEZE) as conn:
        district = desk.office.district
        fixed = plan(conn, district, before.id)
        whole = {one.household_id: one for one in household_facts.listed(conn, district, before.id)}
        pcodes = sorted(beneath(fixed.areas))
        expected = 2 * max(1, household_facts.households_in(conn, district, pcodes))
        chosen: list[Chosen] = []
        progress(0, expected)
        for one in household_facts.choose(conn, district, pcodes, before.criteria, day):
            chosen.append(one)
            if len(chosen) % TOLD_EVERY == 0:
                progress(len(chosen), expected)
    whole |= {one.household_id: one for one in chosen}
    return _Made(fixed, chosen, whole)


def _slices(chosen: list[Chosen]) -> list[list[Chosen]]:
    """The list in slices, at least one."""
    starts = range(0, max(1, len(chosen)), WRITTEN_AT_ONCE)
    return [chosen[start : start + WRITTEN_AT_ONCE] for start in starts]


def reopen_round(desk: Desk, code: str, *, second: Second | None) -> RoundChanged:
    """Take the fixed list of a round up again; who stands on it stays, and a round by fixed list is in draft again.

    Raises SecondNeeded, RoundUnknown, RoundNotInState (closed), RoundNotFrozen, PointsOpen.
    """
    with desk.transaction(Permission.ROUND_REOPEN, second=second) as work:
        before = programmes.stand(work.conn, work.district, code)
        if before.state is RoundState.CLOSED:
            raise RoundNotInState(code=code, state=before.state)
        if not before.frozen:
            raise RoundNotFrozen(code=code)
        if before.points_open:
            raise PointsOpen(code=code)
        unfix_round(work.conn, work.district, before.id)
        work.record(EntryKind.ROUND_REOPENED, before.id, {"round": code, "version": before.list_version})
    return _changed(desk, code, work)


def add_household(desk: Desk, code: str, household: HouseholdCode, reason: str) -> ListAdded:
    """Put one household on a fixed list, with the reason why; the list has its next version then.

    Raises ReasonMissing, RoundUnknown, RoundNotInState, RoundNotFrozen, HouseholdNotFound, HouseholdClosed,
    ListedAlready, ListChanged.
    """
    said = plain_name(reason, REASON_LIMIT)
    if not said:
        raise ReasonMissing
    with desk.reading(Permission.ROUNDS) as conn:  # the whole list is read before, so that the transaction is short
        before = programmes.stand(conn, desk.office.district, code)
        known = household_facts.listed(conn, desk.office.district, before.id)
    with desk.transaction(Permission.ROUNDS) as work:
        before = programmes.stand(work.conn, work.district, code)
        if before.state is RoundState.CLOSED:
            raise RoundNotInState(code=code, state=before.state)
        if not before.frozen:
            raise RoundNotFrozen(code=code)
        one = _household(work, household)
        if any(listed.household_id == one.household_id for listed in known):
            raise ListedAlready(code=household.text)
        if programmes.listed_count(work.conn, work.district, before.id) != len(known):
            raise ListChanged(code=code)
        add_to_list(work.conn, work.district, before.id, one, said, work.person.id)
        fixed = plan(work.conn, work.district, before.id)
        lines = ((listed.code, listed.facts) for listed in (*known, one))
        digest = programmes.digest_of(lines, by_category=fixed.by_category)
        version = note_list(work.conn, work.district, before.id, digest)
        work.record(
            EntryKind.LIST_ADDED,
            before.id,
            {
                "round": code,
                "household": str(one.household_id),
                "size": one.size,
                "reason": said,
                "version": version,
                "list": digest,
            },
        )
    changed = _changed(desk, code, work)
    return ListAdded(changed.round, household.text, due(fixed.items, one.facts), work.entry)


def _household(work: Work, code: HouseholdCode) -> Chosen:
    state = households.state(work.conn, work.district, code)
    if state is None:
        raise HouseholdNotFound(code=code.text)
    if not state.active:
        raise HouseholdClosed(code=code.text)
    found = household_facts.facts_of(work.conn, work.district, state.id, local_day(work.now))
    assert found is not None
    return found


def _changed(desk: Desk, code: str, work: Work) -> RoundChanged:
    with desk.reading(Permission.ROUND_LIST) as conn:
        view = programmes.round_view(conn, desk.office.district, code, local_day(work.now))
    return RoundChanged(view, work.entry)
