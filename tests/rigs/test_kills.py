"""SIGKILL while handing over: what was acknowledged is there, nothing is doubled, and the book is whole."""

import random
import time
from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.models.disbursement import DisbursedItem, Disbursement
from desktop.models.ledger_entry import LedgerEntry
from desktop.records.distribution import Standing
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from tests.factories import office
from tests.rigs.givers import give_one_by_one, opened_by, rig, typed
from tests.usecases.relief_office import Relief

HOUSEHOLDS = 60

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path_factory.mktemp("kills")) as made:
        yield Relief(made)


def killed_while_giving(
    relief: Relief, standing: Standing, tries: list[tuple[UUID, str]], chance: random.Random
) -> dict[UUID, int]:
    """Ids and receipts that a giving process acknowledged before it was killed, at a moment of its next hand-over."""
    context = rig()
    answers, end = context.Pipe(duplex=False)
    giver = context.Process(target=give_one_by_one, args=(relief.office.folder, standing, tries, end))
    giver.start()
    end.close()
    assert answers.recv() == "ready"
    acknowledged: dict[UUID, int] = dict(answers.recv() for _ in range(chance.randrange(4)))
    time.sleep(chance.uniform(0.0, 0.02))
    giver.kill()
    giver.join()
    try:
        while (answer := answers.recv())[0] is not None:
            acknowledged[answer[0]] = answer[1]
    except EOFError:
        pass
    return acknowledged


def kills(relief: Relief, times: int) -> None:
    """Kill so many giving processes, each at a moment of its own, and look after each."""
    chance = random.Random(20)
    every: dict[UUID, int] = {}
    cut_short = 0
    standing, waiting = relief.round(), [relief.household(1).text for _ in range(HOUSEHOLDS)]
    for _ in range(times):
        if len(waiting) < HOUSEHOLDS // 4:
            standing, waiting = relief.round(), [relief.household(1).text for _ in range(HOUSEHOLDS)]
        tries = [(new_id(), code) for code in waiting]
        found = killed_while_giving(relief, standing, tries, chance)
        every |= found
        cut_short += len(found) < len(tries)
        look_after(relief, every)
        # The client sends the same id again after a lost answer: recorded or not, there is one hand-over in the end.
        lost = tries[len(found)] if len(found) < len(tries) else None
        if lost is not None:
            given = relief.give(standing, typed(lost[1]), disbursement=DisbursementId(lost[0]))
            every[lost[0]] = given.receipt
        waiting = [code for disbursement, code in tries if disbursement not in every]
    assert cut_short == times, "a kill came after the work was done"
    assert len(every) > times


def look_after(relief: Relief, acknowledged: dict[UUID, int]) -> None:
    """Nothing acknowledged is lost, nothing is doubled, each hand-over has one entry, and every log verifies."""
    again = opened_by(relief.office.folder, Role.AUDITOR)
    try:
        assert again.broken is None
        with again.store.reader.connect() as conn, conn.begin():
            kept = {row.id: row.receipt for row in conn.execute(select(Disbursement.id, Disbursement.receipt))}
            doubled = conn.execute(
                select(DisbursedItem.household_id)
                .group_by(DisbursedItem.round_id, DisbursedItem.household_id, DisbursedItem.item)
                .having(func.count() > 1)
            ).all()
            given = func.instr(LedgerEntry.line, b'"do":"give"') > 0
            entries = conn.execute(select(func.count()).select_from(LedgerEntry).where(given)).scalar_one()
            whole = conn.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    finally:
        again.close()
    assert {key: kept.get(key) for key in acknowledged} == acknowledged
    assert not doubled
    assert entries == len(kept)
    assert len(set(kept.values())) == len(kept)
    assert whole == "ok"


def test_ten_kills_lose_and_double_nothing(relief: Relief) -> None:
    kills(relief, 10)


@pytest.mark.nightly
def test_two_hundred_kills_lose_and_double_nothing(relief: Relief) -> None:
    kills(relief, 200)


def test_a_full_disk_gives_nothing_that_is_not_on_it(relief: Relief) -> None:
    standing = relief.round()
    tries = [(new_id(), relief.household(1).text) for _ in range(HOUSEHOLDS)]
    relief.office.close()
    context = rig()
    answers, end = context.Pipe(duplex=False)
    giver = context.Process(
        target=give_one_by_one, args=(relief.office.folder, standing, tries, end), kwargs={"grow": 200_000}
    )
    giver.start()
    end.close()
    assert answers.recv() == "ready"
    acknowledged: dict[UUID, int] = {}
    while (answer := answers.recv())[0] is not None:
        acknowledged[answer[0]] = answer[1]
    giver.join(20)
    assert answer[1] in ("DiskFull", "StoreUnwritable")
    assert 0 < len(acknowledged) < len(tries)
    look_after(relief, acknowledged)
    with relief.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
        assert conn.execute(select(func.count()).select_from(Disbursement)).scalar_one() == len(acknowledged)
    # With room again, the try that failed is made with the same id, and counts once.
    failed = tries[len(acknowledged)]
    given = relief.give(standing, typed(failed[1]), disbursement=DisbursementId(failed[0]))
    assert not given.again
    look_after(relief, acknowledged | {failed[0]: given.receipt})
