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
from desktop.usecases import distribution, safekeeping
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict, VoidReason
from tests.factories import office
from tests.usecases.relief_office import Relief, ShiftedClock
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
    for number in range(jumps):
        to = chance.uniform(-1, 1) * FARTHEST
        if number % 10 == 9:
            to = relief.clock.by + chance.uniform(-1, 1) * SMALL
        if abs(to - relief.clock.by) > JUMP:
            told.append((to - relief.clock.by).total_seconds())
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
