"""The practice office comes with a relief point that lives: yesterday closed, today open, and people who wait."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.ledger.clock import Clock, machine_clock
from desktop.opening import Opened, sign_in
from desktop.practice.office import KEYS, make_practice
from desktop.practice.relief import BLANKETS, FIRST_TRUCK, KOT, MALOOK, SECOND_TRUCK
from desktop.records.point_day import DayClosed
from desktop.records.quiet import QuietFlag
from desktop.usecases import blocks, day_close, help_desk, point_days, quiet, safekeeping, stock, waybills
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockState, QuietKind, Verdict, WaybillState

NOON = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 26, 19, 0, 30, tzinfo=UTC)
"""Half a minute after midnight in Pakistan: the same day has only just begun."""


def clock_at(moment: datetime) -> Clock:
    """The machine's clock, standing at a moment."""
    return lambda: replace(machine_clock(), at=moment)


@dataclass
class Practice:
    """One practice office, with whoever is asked for at a desk of their own."""

    folder: Path
    clock: Clock
    open: dict[Role, Opened]

    def __call__(self, role: Role) -> Opened:
        """The office with the operator of a role signed in."""
        if role not in self.open:
            words = (self.folder / KEYS / f"{role.value}.txt").read_text(encoding="utf-8").strip()
            self.open[role] = sign_in(self.folder, role.value, words, clock=self.clock)
        return self.open[role]

    def closed(self) -> DayClosed:
        """The day that was closed at Basti Malook."""
        return day_close.sheet_again(self(Role.LEAD).desk, MALOOK)

    def flags(self) -> tuple[QuietFlag, ...]:
        """What stands in the quiet list."""
        return quiet.flags(self(Role.SUPERVISOR).desk)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[datetime, Practice]]:
    """Two offices of the same seed: one made at noon, one at midnight."""
    offices: dict[datetime, Practice] = {}
    for moment in (NOON, NIGHT):
        folder = tmp_path_factory.mktemp("practice") / "office"
        make_practice(folder, count=40, seed=3, clock=clock_at(moment))
        offices[moment] = Practice(folder, clock_at(moment), {})
    yield offices
    for office in offices.values():
        for opened in office.open.values():
            opened.close()


@pytest.fixture(params=[NOON, NIGHT], ids=["noon", "midnight"])
def office(request: pytest.FixtureRequest, made: dict[datetime, Practice]) -> Practice:
    """Each of them."""
    return made[request.param]


def test_a_truck_was_counted_and_another_is_on_its_way(office: Practice) -> None:
    """Of the first one bag is missing and a note says why; what lies there agrees with the last count."""
    desk = office(Role.LEAD).desk
    first, second = waybills.show(desk, FIRST_TRUCK), waybills.show(desk, SECOND_TRUCK)
    assert (first.state, second.state) == (WaybillState.RECEIVED, WaybillState.AWAITED)
    assert {line.item: line.difference for line in first.lines} == {"ATTA20": -1, "OIL5": 0}
    assert first.note
    book = stock.show(desk, MALOOK)
    assert [one.number for one in book.waybills] == [SECOND_TRUCK]
    assert all(line.on_hand == line.closing and line.on_hand for line in book.lines)


def test_yesterday_is_closed_and_its_day_sheet_can_be_printed(office: Practice) -> None:
    """Hand-overs, one taken back, one from paper, a stranger helped; a torn bag is explained, the oil ran out."""
    closed = office.closed()
    assert closed.day == date(2026, 11, 26)
    assert closed.closed_by == "lead"
    assert closed.second == "supervisor"
    figures = closed.figures
    assert (figures.voided, figures.late, figures.provisional, figures.referred) == (1, 1, 1, 1)
    assert figures.handed >= 8
    assert figures.clock_jumps == 0
    counted = {line.item: (line.difference, line.counted > 0) for line in closed.counts}
    assert counted == {"ATTA20": (-1, True), "OIL5": (0, False)}


def test_today_every_point_is_open_and_the_first_have_come(office: Practice) -> None:
    """Opened today by its whole checklist; one of those who were owed oil has it by now, the others are still owed."""
    desk = office(Role.LEAD).desk
    for standing in (MALOOK, KOT, BLANKETS):
        ready = point_days.ready(desk, standing)
        assert ready.day == date(2026, 11, 27)
        assert ready.opened_at is not None
        assert not ready.unticked
    today = day_close.account(desk, MALOOK).figures
    assert today.handed == 4
    oil = sum(line.quantity for line in today.items if line.item == "OIL5")
    assert oil == 4, "all four took a can, though one of them had flour yesterday"


def test_people_wait_at_the_help_desk_and_a_block_waits_for_two(office: Practice) -> None:
    """The queue holds what lanes really decided; the block is proposed only and holds up nobody."""
    waiting = help_desk.queue(office(Role.HELPDESK).desk)
    assert [one.verdict for one in waiting] == [Verdict.H1, Verdict.H4, Verdict.H3]
    (block,) = blocks.standing(office(Role.SUPERVISOR).desk)
    assert block.state is BlockState.PROPOSED
    assert not block.holds


def test_the_quiet_list_says_who_collects_for_many_and_nothing_else(office: Practice) -> None:
    """Also when the office is made at night: its own making is nobody's night work."""
    (flag,) = office.flags()
    assert flag.kind is QuietKind.COLLECTOR
    assert flag.count == 3


def test_the_book_of_a_practice_office_fits(office: Practice) -> None:
    """Rows and entries agree from the first day on."""
    opened = office(Role.SUPERVISOR)
    assert safekeeping.check(opened.desk, opened.certificates, office.folder).ok


def test_the_same_seed_makes_the_same_office(made: dict[datetime, Practice]) -> None:
    """Codes are of each office; people, figures and amounts are not, whatever time it is made at."""
    noon, night = made[NOON], made[NIGHT]
    assert noon.closed().figures.items == night.closed().figures.items
    assert noon.closed().figures.handed == night.closed().figures.handed
    stocks = [stock.show(one(Role.LEAD).desk, MALOOK).lines for one in (noon, night)]
    assert [(line.item, line.on_hand) for line in stocks[0]] == [(line.item, line.on_hand) for line in stocks[1]]
    visits = [help_desk.queue(one(Role.HELPDESK).desk) for one in (noon, night)]
    assert [one.name_as_told for one in visits[0]] == [one.name_as_told for one in visits[1]]


@pytest.mark.parametrize("count", [2, 13])
def test_a_small_practice_office_is_whole_too(tmp_path: Path, count: int) -> None:
    """However few households there are, nothing of its days is refused, and all of it is registered."""
    made = make_practice(tmp_path / "office", count=count, clock=clock_at(NOON))
    assert made.households == count
    assert made.cards
