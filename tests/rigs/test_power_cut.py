"""A power cut at any moment: the store opens, every log fits, and what was acknowledged before the cut is there."""

import os
import random
import shutil
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Told
from desktop.models.card import Card
from desktop.models.disbursement import Disbursement
from desktop.models.household import Household
from desktop.opening import Opened
from desktop.storage.engine import StoreKey
from desktop.usecases import operators, safekeeping
from desktop.values.permissions import Role
from tests.factories import office
from tests.rigs.givers import opened_by
from tests.rigs.power_cut import Call, Disk, record
from tests.usecases.relief_office import Relief

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.timeout(600)


@dataclass
class Recorded:
    """An office as it was, and every change of a process that worked in it."""

    folder: Path
    disk: Disk
    calls: list[Call]
    said: Path
    key: bytes
    """The store key of then: the backup stands under it, also after somebody was removed."""


@dataclass
class Cuts:
    """What was found after the cuts: kinds of acknowledged things that were lost, folders that did not open."""

    made: int = 0
    acknowledged: int = 0
    lost: Counter[str] = field(default_factory=Counter[str])
    closed: list[str] = field(default_factory=list[str])


@pytest.fixture(autouse=True)
def _given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the machine's own memory is the run's again after a test."""
    monkeypatch.setenv("XDG_STATE_HOME", os.environ["XDG_STATE_HOME"])


@pytest.fixture
def relief(tmp_path: Path) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path) as made:
        yield Relief(made)


def recorded(relief: Relief, times: int, *weaker: str) -> Recorded:
    """Let a process work in the office, watched."""
    if shutil.which("strace") is None:
        warnings.warn(UserWarning("strace is not installed: NO POWER CUT WAS TRIED"), stacklevel=2)
        pytest.skip("strace is not installed: no power cut was tried")
    standing, key = relief.round(), relief.office.opened(Role.SUPERVISOR).unlocked.store_key
    relief.office.close()
    folder = relief.office.folder
    outside = folder.parent / "stick"
    outside.mkdir()
    disk, said = Disk((folder, outside)), folder.parent / "said"
    words = (folder, said, outside, standing.round_code, standing.point_code, times, *weaker)
    calls = record(
        [sys.executable, "-m", "tests.rigs.power_child", *map(str, words)],
        where=ROOT,
        trace=folder.parent / "trace",
        environment={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return Recorded(folder, disk, calls, said, key)


def cut(recorded: Recorded, times: int, seed: int) -> Cuts:
    """Play the record and cut it at so many moments, half of them right after something was acknowledged."""
    chance, found = random.Random(seed), Cuts()
    acknowledgements = [place for place, call in enumerate(recorded.calls) if call.path == str(recorded.said)]
    begun = next(place for place, call in enumerate(recorded.calls) if call.path.startswith(str(recorded.folder)))
    moments = Counter([*acknowledgements[-3:], *chance.choices(acknowledgements, k=times // 2 - 3)])
    # the last ones: restored, and removed with a new key; and the moments around the new key
    moments.update(chance.choices(range(acknowledgements[-2], len(recorded.calls)), k=times // 5))
    moments.update(chance.choices(range(begun, len(recorded.calls)), k=times - times // 2 - times // 5))
    said: list[str] = []
    for place, call in enumerate(recorded.calls):
        if call.path == str(recorded.said):
            said.extend(call.data.decode().splitlines())
        else:
            recorded.disk.play(call)
        for _ in range(moments[place]):
            _look(recorded, said, chance, found)
    return found


def _look(recorded: Recorded, said: list[str], chance: random.Random, found: Cuts) -> None:
    after = recorded.folder.parent / "after"
    # the machine's own memory of the newest heads is written after the folder's: each cut machine has one of its own
    os.environ["XDG_STATE_HOME"] = str(after / f"state-{found.made}")
    for name, root in (("office", recorded.folder), ("stick", recorded.folder.parent / "stick")):
        shutil.rmtree(after / name, ignore_errors=True)
        after.mkdir(exist_ok=True)
        recorded.disk.cut(after / name, root, chance)
    found.made += 1
    found.acknowledged += len(said)
    try:
        opened = opened_by(after / "office", Role.SUPERVISOR)
    except Told as error:
        found.closed.append(repr(error))
        return
    try:
        if opened.broken is not None:
            found.closed.append(repr(opened.broken))
        there = kept(opened, after / "stick", recorded.key)
        found.lost.update(line.split()[0] for line in said if line not in there)
    finally:
        opened.close()


def kept(opened: Opened, stick: Path, key: bytes) -> set[str]:
    """Lines of the child that the opened store, and the stick with the backup, stand by."""
    with opened.store.reader.connect() as conn, conn.begin():
        assert conn.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        lines = {f"household {code}" for code in conn.scalars(select(Household.code))}
        rows = conn.execute(select(Disbursement.id, Disbursement.receipt))
        lines |= {f"given {row.id} {row.receipt}" for row in rows}
        cards = conn.execute(
            select(Household.code, Card.slot, Card.issue).join(Card, Card.household_id == Household.id)
        )
        lines |= {f"card {row.code}{row.slot}{row.issue:02d}" for row in cards}
    for file in stick.glob("*.backup"):
        safekeeping.verify(file, key, StoreKey.of(key), opened.desk.office.district, stick.parent)
        lines.add(f"backup {file.name}")
    names = {one.name for one in operators.operators(opened.desk)}
    lines |= {f"removed {role}" for role in Role if role.value not in names}
    if (stick / "restored").exists():
        again = opened_by(stick / "restored", Role.CLERK)
        assert again.broken is None
        lines.add(f"restored {again.desk.office.log}")
        again.close()
    return lines


def test_forty_power_cuts_lose_nothing_acknowledged(relief: Relief) -> None:
    found = cut(recorded(relief, 60), 40, seed=7)
    assert found.made == 40
    assert found.acknowledged > 400
    assert not found.lost, found.lost
    assert not found.closed, found.closed


def test_control_a_store_that_does_not_sync_each_commit_loses_some(relief: Relief) -> None:
    found = cut(recorded(relief, 25, "NORMAL"), 40, seed=8)
    assert found.lost["given"] > 0
    assert found.lost["household"] > 0


@pytest.mark.nightly
def test_two_thousand_power_cuts_lose_nothing_acknowledged(relief: Relief) -> None:
    found = cut(recorded(relief, 400), 2_000, seed=9)
    assert not found.lost, found.lost
    assert not found.closed, found.closed
