"""A clock that jumps by years between two scans: nobody is held up, each jump is told, the book's time goes on."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random

import msgspec
import pytest
from sqlalchemy import select

from desktop.ledger.clock import JUMP
from desktop.ledger.entry import Entry, decode
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.records.distribution import ItemDraft, Standing, StepDraft
from desktop.records.relief_rule import ItemRule
from desktop.usecases import day_close, distribution, files, safekeeping
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict, VoidReason
from tests.factories import office
from tests.usecases.relief_office import Relief, ShiftedClock, open_whole
from tests.usecases.relief_rows import rows

FARTHEST = timedelta(days=3652)
SMALL = timedelta(seconds=90)
SPARE = 5.0
"""Seconds between the jump and the entry that tells it, on a busy machine."""


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office whose clock is moved."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("jumps"), clock=clock) as made:
        yield Relief(made, clock)


def book(relief: Relief) -> list[tuple[Entry, int]]:
    """Every entry in order, with the seconds that a jump tells."""
    same = (LedgerContent.log == LedgerEntry.log) & (LedgerContent.seq == LedgerEntry.seq)
    wanted = select(LedgerEntry.line, LedgerContent.content).join(LedgerContent, same).order_by(LedgerEntry.seq)
    return [
        (decode(bytes(row.line)), msgspec.json.decode(row.content).get("seconds", 0)) for row in rows(relief, wanted)
    ]


def scanned_through(relief: Relief, jumps: int) -> tuple[list[float], list[tuple[Entry, int]]]:
    """So many jumps, after each of them a card is read, served and taken back; what was told, and the book."""
    chance = Random(7)
    standing = relief.round()
    card = relief.presented(relief.cards(relief.household(3))[0].credential)
    scanner = relief.office.desk(Role.SCANNER)
    before = len(book(relief))
    told: list[float] = []
    ground = relief.clock.by
    for number in range(jumps):
        to = chance.uniform(-1, 1) * FARTHEST
        if number % 10 == 9:
            to = relief.clock.by + chance.uniform(-1, 1) * SMALL
        # small steps add up since the jump told last
        moved = to - ground if abs(to - ground) > JUMP else to - relief.clock.by
        if abs(moved) > JUMP:
            told.append(moved.total_seconds())
            ground = to
        relief.clock.by = to
        assert relief.decide(standing, card).verdict in (Verdict.G1, Verdict.G2)
        given = relief.give(standing, card)
        distribution.void(scanner, given.disbursement, VoidReason.CAME_BACK)
    return told, book(relief)[before:]


def hold(relief: Relief, jumps: int) -> None:
    """The goal."""
    told, entries = scanned_through(relief, jumps)
    noted = [seconds for entry, seconds in entries if entry.do == EntryKind.CLOCK_JUMPED]
    assert len(noted) == len(told)
    assert all(abs(one - other) <= SPARE for one, other in zip(noted, told, strict=True))
    assert [entry.do for entry, _ in entries].count(EntryKind.GIVEN) == jumps
    assert all(one.hlc < other.hlc for (one, _), (other, _) in pairwise(entries))
    opened = relief.office.opened(Role.LEAD)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def test_sixty_jumps_of_up_to_ten_years_hold_up_no_scan_and_each_is_told(relief: Relief) -> None:
    hold(relief, 60)


@pytest.mark.nightly
def test_a_thousand_jumps_of_up_to_ten_years_hold_up_no_scan_and_each_is_told(relief: Relief) -> None:
    hold(relief, 1_000)


def test_a_jump_is_told_once_whoever_writes_after_it(relief: Relief) -> None:
    """Three desks on one log: none tells again what another told, none misses what it did not live through."""
    standing = relief.round()
    before = len(book(relief))
    turns = (
        (Role.SCANNER, 0),
        (Role.LEAD, 0),
        (Role.SCANNER, -47),
        (Role.LEAD, -47),
        (Role.LEAD, 0),
        (Role.SCANNER, 0),
    )
    for role, minutes in turns:
        relief.clock.by = timedelta(minutes=minutes)
        relief.give(standing, relief.typed(relief.household().text), role=role)
    entries = book(relief)[before:]
    seconds = [told for entry, told in entries if entry.do == EntryKind.CLOCK_JUMPED]
    assert [round(told / 60) for told in seconds] == [-47, 47]


def test_control_wall_clocks_alone_would_have_gone_back(relief: Relief) -> None:
    _, entries = scanned_through(relief, 10)
    assert any(one.at > other.at for (one, _), (other, _) in pairwise(entries))


def jumps(relief: Relief) -> list[int]:
    """The seconds of every jump that the book tells."""
    return [seconds for entry, seconds in book(relief) if entry.do == EntryKind.CLOCK_JUMPED]


def crept(relief: Relief, step: timedelta, steps: int) -> None:
    """So many small steps, an entry after each, none of them a jump beside the entry before."""
    for _ in range(steps):
        relief.clock.by += step
        files.note_file(relief.office.desk(Role.SCANNER), "list", 1)


def drawn_before_midnight(relief: Relief) -> tuple[Standing, HouseholdCode]:
    """An item of every day, drawn ten minutes before the day ends; then the clock creeps into the next one."""
    local = relief.clock().at.astimezone(PAKISTAN)
    relief.clock.passed += (local.replace(hour=23, minute=50) - local) % timedelta(days=1)
    daily = ItemDraft("ATTA20", (StepDraft(1, 2),), ItemRule(every_days=1))
    standing, code = relief.round(items=(daily,)), relief.household(2)
    relief.give(standing, relief.typed(code.text))
    crept(relief, timedelta(seconds=118), 6)
    return standing, code


def test_small_steps_that_add_up_are_told_and_bring_nothing_back(relief: Relief) -> None:
    """A clock put forward 118 seconds before each entry made an item of every day due again, without one jump told."""
    standing, code = drawn_before_midnight(relief)
    assert len(jumps(relief)) == 3
    assert all(abs(seconds - 236) <= SPARE for seconds in jumps(relief))
    decision = relief.decide(standing, relief.typed(code.text), Role.HELPDESK)
    assert (decision.verdict, decision.why) == (Verdict.H5, "clock_moved")


def test_a_clock_that_is_put_right_by_less_than_a_jump_in_all_is_told_of_nothing(relief: Relief) -> None:
    relief.round()
    before = len(jumps(relief))
    for seconds in (50, -40, 60, 30, -90, 100):
        crept(relief, timedelta(seconds=seconds), 1)
    assert len(jumps(relief)) == before


def test_control_held_against_the_entry_before_alone_small_steps_bring_a_day_again(
    relief: Relief, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        """The ground, taken out."""

    monkeypatch.setattr("desktop.ledger.clock.Ground.moved", nothing)
    standing, code = drawn_before_midnight(relief)
    assert jumps(relief) == []
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.G2


def over_restarts(relief: Relief) -> tuple[Standing, HouseholdCode]:
    """Five times thirty-five hours forward over a restart, a hand-over after each, with the same day open."""
    weekly = ItemDraft("ATTA20", (StepDraft(1, 2),), ItemRule(every_days=7))
    standing, code = relief.round(items=(weekly,)), relief.household(2)
    relief.give(standing, relief.typed(code.text))
    for _ in range(5):
        relief.clock.by += timedelta(hours=35)
        relief.clock.starts += 1
        relief.office.close()
        relief.give(standing, relief.typed(relief.household().text))
    return standing, code


def test_a_clock_set_forward_over_short_restarts_of_one_open_day_brings_nothing_back(relief: Relief) -> None:
    standing, code = over_restarts(relief)
    decision = relief.decide(standing, relief.typed(code.text), Role.HELPDESK)
    assert (decision.verdict, decision.why) == (Verdict.H5, "clock_moved")


def test_control_without_the_length_of_the_day_short_restarts_bring_a_week(
    relief: Relief, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        """The length of the open day, taken out."""

    monkeypatch.setattr("desktop.queries.relief.clock_moves._open_too_long", nothing)
    standing, code = over_restarts(relief)
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.G2


def test_a_day_of_its_own_each_morning_serves_what_is_due_again(relief: Relief) -> None:
    """The laptop is off every night, the day of the point closed before: a week later everybody is served."""
    weekly = ItemDraft("ATTA20", (StepDraft(1, 2),), ItemRule(every_days=7))
    standing, code = relief.round(items=(weekly,)), relief.household(2)
    lead = Role.LEAD
    relief.give(standing, relief.typed(code.text))
    for _ in range(7):
        day_close.close_day(relief.office.desk(lead), standing)
        relief.clock.passed += timedelta(days=1)
        relief.clock.starts += 1
        relief.office.close()
        open_whole(relief.office.desk(lead), standing.round_code)
        relief.give(standing, relief.typed(relief.household().text))
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.G2, "a typed code is looked at"
