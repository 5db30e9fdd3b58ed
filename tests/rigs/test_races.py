"""Two processes at one store race for the same entitlement: exactly one wins, because of the unique key."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.models.disbursement import DisbursedItem
from desktop.records.distribution import Standing
from desktop.values.permissions import Role
from tests.factories import office
from tests.rigs.givers import empty_shelf, race, race_blind, race_timed, rig
from tests.usecases.relief_office import FLOUR, Relief
from tests.usecases.relief_rows import on_hand, stock

RACES = 200
BLIND = 25
MANY_RACES = 2_000
SHELF = 20
LONGEST_WAIT = 3.0
"""Seconds."""
RACERS = (Role.SCANNER, Role.LEAD)

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path_factory.mktemp("races")) as made:
        yield Relief(made)


def raced(relief: Relief, target: Callable[..., None], standing: Standing, codes: list[str], **more: Any) -> list[Any]:
    """Answers of both racers."""
    context = rig()
    start = context.Barrier(len(RACERS))
    pipes = [context.Pipe(duplex=False) for _ in RACERS]
    racers = [
        context.Process(target=target, args=(relief.office.folder, role, standing, codes, start, ends[1]), kwargs=more)
        for role, ends in zip(RACERS, pipes, strict=True)
    ]
    for racer, ends in zip(racers, pipes, strict=True):
        racer.start()
        ends[1].close()
    answers = [ends[0].recv() for ends in pipes]
    for racer in racers:
        racer.join(20)
        assert racer.exitcode == 0
    return answers


def drawn_twice(relief: Relief) -> int:
    """Entitlements with more than one row at their turn."""
    key = (DisbursedItem.round_id, DisbursedItem.household_id, DisbursedItem.item, DisbursedItem.turn)
    with relief.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
        return len(conn.execute(select(*key).group_by(*key).having(func.count() > 1)).all())


def test_two_processes_racing_for_one_entitlement_have_one_winner_each_time(relief: Relief) -> None:
    standing = relief.round()
    codes = [relief.household(1).text for _ in range(RACES)]
    first, second = raced(relief, race, standing, codes)
    pairs = [tuple(sorted(pair)) for pair in zip(first, second, strict=True)]
    assert set(pairs) == {("H1", "given")}
    assert drawn_twice(relief) == 0
    assert {"given"} <= set(first)
    assert {"given"} <= set(second), "one racer always won: they did not race"


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
def test_two_thousand_races_have_one_winner_each_and_nobody_waits_three_seconds(relief: Relief) -> None:
    standing = relief.round()
    codes = [relief.household(1).text for _ in range(MANY_RACES)]
    (first, waited), (second, waited_too) = raced(relief, race_timed, standing, codes)
    pairs = [tuple(sorted(pair)) for pair in zip(first, second, strict=True)]
    assert set(pairs) == {("H1", "given")}
    assert len(pairs) == MANY_RACES
    assert drawn_twice(relief) == 0
    assert max(waited, waited_too) <= LONGEST_WAIT


def test_two_processes_that_empty_a_shelf_give_what_lay_there_to_the_last_bag(relief: Relief) -> None:
    standing = relief.round(items=(FLOUR,))
    codes = [relief.household(5).text for _ in range(2 * SHELF)]
    stock(relief, standing, {"ATTA20": 4 * SHELF - 2})
    first, second = raced(relief, empty_shelf, standing, codes)
    assert sum(first) + sum(second) == 4 * SHELF - 2
    assert on_hand(relief, standing) == {"ATTA20": 0}
    assert sorted((*first, *second)).count(2) == 1, "one household drew the last two of its four"


def test_the_unique_key_alone_keeps_a_program_that_looks_before_it_writes_from_doubling(relief: Relief) -> None:
    standing = relief.round()
    codes = [relief.household(1).text for _ in range(BLIND)]
    first, second = raced(relief, race_blind, standing, codes, keyed=True)
    assert {tuple(sorted(pair)) for pair in zip(first, second, strict=True)} == {("given", "lost")}
    assert drawn_twice(relief) == 0


def test_control_without_the_unique_key_the_same_program_doubles(relief: Relief) -> None:
    standing = relief.round()
    codes = [relief.household(1).text for _ in range(BLIND)]
    with relief.office.desk(Role.SCANNER).store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("CREATE TABLE without_key AS SELECT * FROM disbursed_item")
        conn.exec_driver_sql("DROP TABLE disbursed_item")
        conn.exec_driver_sql("ALTER TABLE without_key RENAME TO disbursed_item")
    first, second = raced(relief, race_blind, standing, codes, keyed=False)
    assert first == second == ["given"] * BLIND
    assert drawn_twice(relief) > 0
