"""SIGKILL in the middle of an act: afterwards the old state or the new one, and it can be done again."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.errors import OperatorRemoved, WrongPassphrase
from desktop.opening import Opened, remove_operator, second_person, sign_in
from desktop.storage import migrate
from desktop.storage.engine import StoreKey, open_store
from desktop.usecases import cards, import_batches, imports, pairs, registration, safekeeping
from desktop.values.permissions import Role
from desktop.values.vocabulary import BatchState
from tests.factories import office, passphrase_of
from tests.rigs.acts import ACTS, IMPORTED, KEY, Where, run, the_list, two_heads
from tests.rigs.givers import opened_by, rig
from tests.usecases.relief_office import Relief

HOUSEHOLDS = 40

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def office_folder(tmp_path: Path) -> Iterator[Where]:
    """An office of forty households without cards, and a backup of it; closed."""
    with office(tmp_path) as made:
        relief = Relief(made)
        for _ in range(HOUSEHOLDS):
            relief.household(2)
        at = made.opened(Role.SUPERVISOR)
        where = Where(made.folder, tmp_path)
        safekeeping.backup(at.desk, at.certificates, made.folder, at.unlocked.store_key, where.backup)
        made.close()
        yield where


def done_or_killed(name: str, where: Where, after: float | None) -> tuple[bool, float]:
    """Do an act in a process, killed so many seconds after it began; whether it returned, and how long it took."""
    context = rig()
    answers, end = context.Pipe(duplex=False)
    actor = context.Process(target=run, args=(name, where, end))
    actor.start()
    end.close()
    assert answers.recv() == "begun"
    begun = time.perf_counter()
    if after is not None:
        time.sleep(after)
        actor.kill()
    try:
        returned = answers.recv() == "done"
    except EOFError:
        returned = False
    took = time.perf_counter() - begun
    actor.join()
    return returned, took


def killed(name: str, base: Where, times: int, look: Callable[[Where, bool], str]) -> None:
    """Kill the act at moments spread over its length, each time on a copy; `look` says what was found."""
    chance, found = random.Random(name), Counter[str]()
    length = 0.0
    for turn in range(times + 1):
        place = base.beside / f"turn-{turn}"
        shutil.copytree(base.folder, place / "office")
        where = Where(place / "office", place)
        if name == "restore":
            shutil.copy(base.backup, where.backup)
        after = length * chance.uniform(0, 1.05) if turn else None
        returned, took = done_or_killed(name, where, after)
        if not turn:
            assert returned
            length = took
        found[look(where, returned)] += 1
        shutil.rmtree(place)
    assert found["old"] > 0, f"no kill came in time: {found}"
    assert set(found) <= {"old", "new"}
    assert sum(found.values()) == times + 1


def sound(at: Opened) -> None:
    """The logs fit, and the register fits the logs."""
    assert at.broken is None
    checked = safekeeping.check(at.desk, at.certificates, at.folder)
    assert checked.ok, checked.first_bad


def look_at_cards(where: Where, returned: bool) -> str:
    """Each holder has one card or none, each with its entry; issuing again gives every holder exactly one."""
    at = opened_by(where.folder, Role.CLERK)
    try:
        sound(at)
        waiting = [one.household for one in cards.to_print(at.desk, 10_000) if one.made_at is None]
        assert not (returned and waiting)
        cards.issue(at.desk, waiting)
        with at.store.reader.connect() as conn, conn.begin():
            rows = conn.exec_driver_sql("SELECT household_id, slot, issue, copies FROM card").all()
        assert len({row[:2] for row in rows}) == len(rows) == HOUSEHOLDS
        assert {row[2:] for row in rows} == {(1, 0)}
        sound(at)
        return "old" if waiting else "new"
    finally:
        at.close()


def look_at_people(where: Where, returned: bool) -> str:
    """Two records, or one person with everything that belongs to it; either way it can be gone on with."""
    at = opened_by(where.folder, Role.SUPERVISOR)
    try:
        sound(at)
        standing = pairs.merges(at.desk)
        assert standing or not returned
        with at.store.reader.connect() as conn, conn.begin():
            living = conn.exec_driver_sql("SELECT count(*) FROM membership WHERE to_day IS NULL").scalar_one()
            ended = conn.exec_driver_sql("SELECT count(*) FROM membership WHERE to_day IS NOT NULL").scalar_one()
            said = conn.exec_driver_sql("SELECT count(*) FROM pair WHERE answer = 'same'").scalar_one()
        assert (ended, said) == (len(standing), len(standing))
        merged = standing[0].merge if standing else pairs.merge(at.desk, *two_heads(at)).merge
        pairs.unmerge(at.desk, merged)
        with at.store.reader.connect() as conn, conn.begin():
            after = conn.exec_driver_sql("SELECT count(*) FROM membership WHERE to_day IS NULL").scalar_one()
        assert after == living + len(standing)
        sound(at)
        return "new" if standing else "old"
    finally:
        at.close()


def look_at_backup(where: Where, returned: bool) -> str:
    """The file is not there, or it is whole; and the next one can be made."""
    at = opened_by(where.folder, Role.SUPERVISOR)
    try:
        sound(at)
        key, district = at.unlocked.store_key, at.desk.office.district
        there = where.backup.exists()
        assert there or not returned
        if there:
            safekeeping.verify(where.backup, key, StoreKey.of(key), district, where.beside)
        safekeeping.backup(at.desk, at.certificates, where.folder, key, where.beside / "next.backup")
        return "new" if there else "old"
    finally:
        at.close()


def look_at_restored(where: Where, returned: bool) -> str:
    """The folder is not there, or it is a whole office in its new epoch; and the restore can be done again."""
    there = where.restored.exists()
    assert there or not returned
    if not there:
        again, _ = done_or_killed("restore", where, None)
        assert again
    at = opened_by(where.restored, Role.AUDITOR)
    try:
        sound(at)
        assert at.desk.office.epoch == 2
    finally:
        at.close()
    return "new" if there else "old"


def look_at_removed(where: Where, returned: bool) -> str:
    """Everybody else opens the store; the clerk does as before or not at all; removing again ends it."""
    at = opened_by(where.folder, Role.LEAD)
    sound(at)
    at.close()
    assert not (where.folder / "keys.next.json").exists(), "settled by the first who signed in"
    try:
        sign_in(where.folder, Role.CLERK.value, passphrase_of(Role.CLERK)).close()
        gone = False
    except (WrongPassphrase, OperatorRemoved) as refused:
        gone = isinstance(refused, WrongPassphrase)
    assert gone or not returned
    if not gone:
        controller = opened_by(where.folder, Role.CONTROLLER)
        second = second_person(controller, Role.SUPERVISOR.value, passphrase_of(Role.SUPERVISOR))
        remove_operator(controller, Role.CLERK.value, second=second)
        with pytest.raises(WrongPassphrase):
            sign_in(where.folder, Role.CLERK.value, passphrase_of(Role.CLERK))
    at = opened_by(where.folder, Role.LEAD)
    sound(at)
    at.close()
    return "new" if gone else "old"


def look_at_schema(where: Where, returned: bool) -> str:
    """No table at all, or all of them with their guards; and it can be made again."""
    store = open_store(where.store, KEY, create=True)
    try:
        with store.reader.connect() as conn, conn.begin():
            names = set(conn.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
        waiting = migrate.needs_migration(store)
        assert not (returned and waiting)
        if waiting:
            assert not names
            migrate.migrate(store)
        with store.reader.connect() as conn, conn.begin():
            again = set(conn.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
        assert {"guard_ledger_entry_update", "guard_ledger_entry_delete", "household"} <= again
        assert waiting or names == again
        return "old" if waiting else "new"
    finally:
        store.close()


def look_at_imported(where: Where, returned: bool) -> str:
    """Nobody of the list is seen, or everybody; what was cut off is gone on with or given up, and nothing is twice."""
    at = opened_by(where.folder, Role.CLERK)
    try:
        sound(at)
        batches = import_batches.batches(at.desk)
        there = any(one.state is BatchState.OPEN for one in batches)
        assert there or not returned
        seen = seen_of(at)
        assert seen == (IMPORTED if there else 0)
        assert bool(registration.find(at.desk, "Kareem")) is there
        if not there:
            file = the_list(where)
            if batches and where.beside.name.endswith(("1", "4", "7")):
                import_batches.drop(at.desk, batches[0].number)
                assert written_of(at) == 0
                sound(at)
            done = import_batches.run(at.desk, file, imports.look(at.desk, file))
            assert done.registered == done.people == IMPORTED
        assert seen_of(at) == written_of(at) == IMPORTED
        assert registration.find(at.desk, "Kareem 7")
        sound(at)
        return "new" if there else "old"
    finally:
        at.close()


def seen_of(at: Opened) -> int:
    """Households of the list that everybody sees."""
    with at.store.reader.connect() as conn, conn.begin():
        wanted = (
            "SELECT count(*) FROM household h JOIN membership m ON m.household_id = h.id"
            " JOIN registrant r ON r.id = m.registrant_id WHERE h.active AND r.name_latin LIKE 'Kareem %'"
        )
        return conn.exec_driver_sql(wanted).scalar_one()


def written_of(at: Opened) -> int:
    """People of the list that are in the store, seen or not."""
    with at.store.reader.connect() as conn, conn.begin():
        return conn.exec_driver_sql("SELECT count(*) FROM registrant WHERE name_latin LIKE 'Kareem %'").scalar_one()


LOOKS: dict[str, Callable[[Where, bool], str]] = {
    "issue": look_at_cards,
    "merge": look_at_people,
    "backup": look_at_backup,
    "restore": look_at_restored,
    "remove": look_at_removed,
    "migrate": look_at_schema,
    "import": look_at_imported,
}


@pytest.mark.parametrize("name", list(ACTS))
def test_eight_kills_leave_old_or_new(office_folder: Where, name: str) -> None:
    killed(name, office_folder, 8, LOOKS[name])


@pytest.mark.nightly
@pytest.mark.parametrize("name", list(ACTS))
def test_two_hundred_kills_leave_old_or_new(office_folder: Where, name: str) -> None:
    killed(name, office_folder, 200, LOOKS[name])


def test_control_a_backup_written_in_its_place_is_found_half_there(office_folder: Where) -> None:
    """What the look at a backup is for: a file that lacks its end is no backup."""
    whole = office_folder.backup.read_bytes()
    office_folder.backup.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(safekeeping.BackupDamaged):
        look_at_backup(office_folder, returned=False)
