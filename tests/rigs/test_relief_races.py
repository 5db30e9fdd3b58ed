"""Two processes do one deed of the relief point at once: one wins, the other is told, and nothing is lost between."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.queries import households
from desktop.records.distribution import ItemDraft, Standing, StepDraft
from desktop.records.stock import Goods, WaybillDraft
from desktop.usecases import blocks, safekeeping, waybills
from desktop.usecases.provisional import DAILY_CAP
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason
from tests.factories import office
from tests.rigs.givers import rig
from tests.rigs.relief_racers import DONE, act, receive_blindly
from tests.usecases.relief_office import FLOUR, OIL, Relief
from tests.usecases.relief_rows import handed_over, on_hand, rows, stock

RACES = 25

pytestmark = pytest.mark.timeout(400)

type Racer = tuple[Role, Sequence[tuple[str, str]], Role | None]


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path_factory.mktemp("relief-races")) as made:
        yield Relief(made)


def raced(
    relief: Relief, standing: Standing, *racers: Racer, target: Callable[..., None] = act
) -> list[tuple[str, ...]]:
    """What came of each race, in the order of the racers."""
    context = rig()
    start = context.Barrier(len(racers))
    pipes = [context.Pipe(duplex=False) for _ in racers]
    processes = [
        context.Process(target=target, args=(relief.office.folder, role, standing, deeds, start, ends[1], second))
        for (role, deeds, second), ends in zip(racers, pipes, strict=True)
    ]
    for process, ends in zip(processes, pipes, strict=True):
        process.start()
        ends[1].close()
    answers = [ends[0].recv() for ends in pipes]
    for process in processes:
        process.join(30)
        assert process.exitcode == 0
    return list(zip(*answers, strict=True))


def sound(relief: Relief) -> bool:
    """Whether the whole store fits its book."""
    opened = relief.office.opened(Role.LEAD)
    return safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def amount(told: str) -> int:
    """How much a racer moved."""
    return int(told.removeprefix(DONE)) if told.startswith(DONE) else 0


def test_a_hand_over_is_taken_back_while_a_lane_settles_what_it_left_open(relief: Relief) -> None:
    standing = relief.round()
    codes = [relief.household(2) for _ in range(RACES)]
    stock(relief, standing, {"ATTA20": 10 * RACES, "OIL5": 0})
    given = [str(relief.give(standing, relief.typed(code.text)).disbursement) for code in codes]
    stock(relief, standing, {"OIL5": 2 * RACES})
    ends = raced(
        relief,
        standing,
        (Role.LEAD, [("void", one) for one in given], Role.SUPERVISOR),
        (Role.SCANNER, [("give", code.text) for code in codes], None),
    )
    # taken back first: all of it is given anew; settled first: what it left open cannot be taken from under it
    assert set(ends) <= {(DONE, f"{DONE} 3"), ("SettledLater", f"{DONE} 1")}
    assert all(handed_over(relief, standing, code) == {"ATTA20": 2, "OIL5": 1} for code in codes)
    assert on_hand(relief, standing) == {"ATTA20": 8 * RACES, "OIL5": RACES}
    assert sound(relief)


def test_two_leads_open_and_close_a_point_at_once_and_one_finds_it_done(relief: Relief) -> None:
    standing = relief.round(points_open=False)
    deeds = [("open", ""), ("close", "")] * RACES
    ends = raced(relief, standing, (Role.LEAD, deeds, None), (Role.LEAD, deeds, None))
    assert {tuple(sorted(pair)) for pair in ends[0::2]} == {("PointOpenAlready", DONE)}
    assert {tuple(sorted(pair)) for pair in ends[1::2]} == {("PointNotOpen", DONE)}
    assert sound(relief)


def test_a_release_by_order_and_a_lane_empty_one_shelf_to_the_last_bag(relief: Relief) -> None:
    standing = relief.round(items=(FLOUR,))
    codes = [relief.household(5).text for _ in range(RACES)]
    there = 8 * RACES - 10
    stock(relief, standing, {"ATTA20": there})
    ends = raced(
        relief,
        standing,
        (Role.LEAD, [("release", f"DC/{number}") for number in range(RACES)], Role.SUPERVISOR),
        (Role.SCANNER, [("give", code) for code in codes], None),
    )
    assert sum(amount(told) for pair in ends for told in pair) + on_hand(relief, standing)["ATTA20"] == there
    assert {told.split()[0] for pair in ends for told in pair} <= {DONE, "StockShort", "S1"}
    assert on_hand(relief, standing)["ATTA20"] in (0, 2)
    assert sound(relief)


def loaded(relief: Relief, standing: Standing) -> list[tuple[str, str]]:
    """So many waybills under way to the point, ten bags on each, and its shelf counted."""
    stock(relief, standing, {"ATTA20": 1})
    for number in range(RACES):
        draft = WaybillDraft(f"WB-{number}", date(2026, 11, 27), "PDMA store", (Goods("ATTA20", 10),))
        waybills.make(relief.office.desk(Role.SUPERVISOR), standing, draft)
    return [("receive", f"WB-{number}") for number in range(RACES)]


def test_one_truck_is_received_once_however_many_receive_it(relief: Relief) -> None:
    standing = relief.round()
    deeds = loaded(relief, standing)
    ends = raced(relief, standing, (Role.LEAD, deeds, None), (Role.LEAD, deeds, None))
    assert {tuple(sorted(pair)) for pair in ends} == {("WaybillReceived", DONE)}
    assert on_hand(relief, standing)["ATTA20"] == 10 * RACES + 1
    assert sound(relief)


def test_control_whoever_looks_at_a_waybill_before_writing_receives_trucks_twice(relief: Relief) -> None:
    standing = relief.round()
    deeds = loaded(relief, standing)
    ends = raced(relief, standing, (Role.LEAD, deeds, None), (Role.LEAD, deeds, None), target=receive_blindly)
    assert set(ends) == {(DONE, DONE)}
    assert on_hand(relief, standing)["ATTA20"] == 20 * RACES + 1


def test_a_block_that_is_decided_while_a_lane_gives_comes_before_or_after_never_between(relief: Relief) -> None:
    standing = relief.round()
    codes = [relief.household(2) for _ in range(RACES)]
    for code in codes:
        blocks.propose(relief.office.desk(Role.HELPDESK), code, BlockReason.UNDER_REVIEW)
    ends = raced(
        relief,
        standing,
        (Role.SUPERVISOR, [("block", code.text) for code in codes], Role.LEAD),
        (Role.SCANNER, [("give", code.text) for code in codes], None),
    )
    order = acts_on(relief, codes)
    for code, (blocked, served) in zip(codes, ends, strict=True):
        assert blocked == DONE
        wanted = [EntryKind.BLOCKED] if served == "H5" else [EntryKind.GIVEN, EntryKind.BLOCKED]
        assert order[code.text] == wanted, served
        assert relief.decide(standing, relief.typed(code.text)).verdict == "H5"
    assert sound(relief)


def acts_on(relief: Relief, codes: Sequence[HouseholdCode]) -> dict[str, list[str]]:
    """Hand-overs and blocks of each household, in the order of the book."""
    opened = relief.office.opened(Role.SUPERVISOR)
    same = (LedgerContent.log == LedgerEntry.log) & (LedgerContent.seq == LedgerEntry.seq)
    wanted = select(LedgerEntry.line, LedgerContent.content).join(LedgerContent, same).order_by(LedgerEntry.seq)
    ids = {str(households_id(opened, code)): code.text for code in codes}
    told: dict[str, list[str]] = {code.text: [] for code in codes}
    for row in rows(relief, wanted):
        line: dict[str, Any] = msgspec.json.decode(bytes(row.line))
        content: dict[str, Any] = msgspec.json.decode(row.content)
        if line["do"] == EntryKind.GIVEN:
            told[ids[content["household"]]].append(line["do"])
        elif line["do"] == EntryKind.BLOCKED:
            told[content["code"]].append(line["do"])
    return told


def households_id(opened: Any, code: HouseholdCode) -> Any:
    """The id of a household."""
    with opened.store.reader.connect() as conn, conn.begin():
        return households.id_of(conn, opened.desk.office.district, code)


def test_two_help_desks_at_once_help_no_more_without_a_card_than_the_day_allows(relief: Relief) -> None:
    standing = relief.round(items=(ItemDraft("ATTA20", (StepDraft(1, 1),)), OIL))
    deeds = [("help", str(number)) for number in range(DAILY_CAP)]
    ends = raced(relief, standing, *[(Role.HELPDESK, deeds, second) for second in (Role.LEAD, Role.SUPERVISOR)])
    told = [one for pair in ends for one in pair]
    assert (told.count(DONE), set(told)) == (DAILY_CAP, {DONE, "ProvisionalCapReached"})
    assert sound(relief)
