"""Four processes at one registration desk: whatever comes between, nobody is in two households and the book fits."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused, Told
from desktop.models.household import Household
from desktop.models.pair import Pair
from desktop.usecases import registration, safekeeping
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice, child, household
from tests.rigs.deskers import at_once, bring, decide_often
from tests.rigs.givers import rig
from tests.usecases.living import man, wife, wrong

ACTS, LISTED = 40, 150

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("desk-races")) as made:
        yield made


def raced(*racers: tuple[Any, tuple[Any, ...]]) -> list[Counter[str]]:
    """What each told at its end; a racer that broke tells nothing."""
    context = rig()
    start = context.Barrier(len(racers))
    pipes = [context.Pipe(duplex=False) for _ in racers]
    processes = [
        context.Process(target=target, args=(*arguments, start, ends[1]))
        for (target, arguments), ends in zip(racers, pipes, strict=True)
    ]
    for process, ends in zip(processes, pipes, strict=True):
        process.start()
        ends[1].close()
    answers = [ends[0].recv() for ends in pipes]
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    return answers


def sheet(folder: Path) -> Path:
    """A list of households with names that others have too."""
    rows = [f"رحیم بخش {place},M,40,{place}\nسکینہ {place},F,34,{place}" for place in range(LISTED)]
    file = folder / "list.csv"
    file.write_text("Name,Sex,Age,Household No\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_clerks_a_supervisor_and_a_list_at_once(office: TestOffice, tmp_path: Path) -> None:
    clerk = office.desk(Role.CLERK)
    told = [
        registration.register(clerk, household(man(), wife(), child("علی"), child("زارا", "DAU"))) for _ in range(6)
    ]
    codes = [one.household.code.text for one in told]
    work = (office.folder, codes, ACTS)
    answers = raced(
        *((at_once, (work[0], role, seed, *work[1:])) for seed, role in enumerate((Role.CLERK, Role.CLERK))),
        (at_once, (work[0], Role.SUPERVISOR, 7, *work[1:])),
        (bring, (office.folder, sheet(tmp_path))),
    )
    refusals = {kind.__name__ for kind in _all(Refused)} | {"NotInHousehold", "SameHousehold", "SamePersonTwice"}
    for answer in answers:
        assert answer["done"] > 0
        assert set(answer) - {"done", "nobody"} <= refusals | {"DraftProblems", "PersonUnknown"}, answer
    assert answers[-1]["done"] == LISTED
    opened = office.opened(Role.CLERK)
    with opened.store.reader.connect() as conn, conn.begin():
        assert list(wrong(conn)) == []
        codes_now = list(conn.scalars(select(Household.code)))
        assert len(codes_now) == len(set(codes_now))
    assert safekeeping.check(opened.desk, opened.certificates, opened.folder).first_bad is None


def test_two_processes_that_answer_one_pair_leave_the_later_answer(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    pair = [registration.register(clerk, household(man(village), wife())) for village in ("رحیم بخش", "رحیم بخش")]
    codes = [one.household.code.text for one in pair]
    raced(*((decide_often, (office.folder, role, codes)) for role in (Role.CLERK, Role.SUPERVISOR)))
    opened = office.opened(Role.CLERK)
    with opened.store.reader.connect() as conn, conn.begin():
        heads = [one.household.members[0].id for one in pair]
        rows = conn.execute(select(Pair.answer).where(Pair.a_id.in_(heads), Pair.b_id.in_(heads))).all()
        assert len(rows) == 1
        assert conn.scalar(select(func.count()).select_from(Pair).where(Pair.answer.is_not(None)))
    assert safekeeping.check(opened.desk, opened.certificates, opened.folder).first_bad is None


def _all(kind: type[Told]) -> Iterator[type[Told]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all(one)
