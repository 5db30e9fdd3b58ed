"""A disk that fills up, act by act: it is said, nothing is half written, the same process goes on with room again."""

import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

import pytest

from desktop.errors import DiskFull, StoreUnwritable, WrongPassphrase
from desktop.opening import sign_in
from desktop.records.distribution import Standing
from desktop.records.stock import ArrivalDraft, CountDraft, Goods, ReleaseDraft
from desktop.storage.engine import StoreKey, connect
from desktop.usecases import cards, day_close, provisional, registration, releases, safekeeping, waybills
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from tests.factories import office, passphrase_of
from tests.rigs.givers import typed
from tests.usecases.relief_office import Relief
from tests.usecases.test_registration_disk_full import family, no_file_longer_than

HOUSEHOLDS = 20
TABLES = (
    *("household", "registrant", "name_key", "photo", "card", "slot_floor", "disbursement", "disbursed_item", "void"),
    *("stock_movement", "point_day", "point_count", "release", "provisional"),
)

type Act = Callable[["Full"], object]
type Filling = Callable[["Full"], AbstractContextManager[None]]


class Full:
    """An office with households that wait for cards and relief, on a disk that a test fills."""

    def __init__(self, relief: Relief, filled: "Filling") -> None:
        """Households and an open round; `filled` takes the room away for as long as its block lasts."""
        self.filled = filled
        self.relief, self.office = relief, relief.office
        self.codes: list[HouseholdCode] = [relief.household(2) for _ in range(HOUSEHOLDS)]
        self.standing: Standing = relief.round()
        self.ticket = DisbursementId(new_id())
        self.target = self.office.folder.parent / "office.backup"
        for role in (Role.CLERK, Role.SCANNER, Role.LEAD, Role.HELPDESK, Role.SUPERVISOR, Role.AUDITOR):
            self.office.opened(role)

    def rows(self) -> tuple[int, ...]:
        """How many rows stand in each table, those of the ledger last."""
        names = (*TABLES, "ledger_content", "ledger_entry")
        with self.office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
            return tuple(int(conn.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()) for name in names)

    def sound(self) -> None:
        """The logs fit, the register fits the logs, every page is whole."""
        at = self.office.opened(Role.AUDITOR)
        assert safekeeping.check(at.desk, at.certificates, at.folder).ok


def register(full: Full) -> object:
    """Nine women with photos."""
    return registration.register(full.office.desk(Role.CLERK), family(), different=True)


def give(full: Full) -> object:
    """One hand-over; the same id is sent again."""
    return full.relief.give(full.standing, typed(full.codes[0].text), disbursement=full.ticket)


def issue(full: Full) -> object:
    """Cards for as many households as go into one slice."""
    return cards.issue(full.office.desk(Role.CLERK), full.codes[:10])


def back_up(full: Full) -> object:
    """A backup on the same disk."""
    at = full.office.opened(Role.SUPERVISOR)
    return safekeeping.backup(at.desk, at.certificates, at.folder, at.unlocked.store_key, full.target)


def receive(full: Full) -> object:
    """A truck without a waybill."""
    came = ArrivalDraft((Goods("ATTA20", 90), Goods("OIL5", 40)), document="GRN-1", origin="PDMA store")
    return waybills.receive(full.office.desk(Role.LEAD), full.standing, came)


def order(full: Full) -> object:
    """Goods that go out by order; what is not counted there is in no book."""
    draft = ReleaseDraft("DC/114", "Deputy Commissioner", "for the school", (Goods("DAL5", 20),))
    beside = full.office.second(Role.SUPERVISOR)
    return releases.release(full.office.desk(Role.LEAD), full.standing, draft, second=beside)


def help_out(full: Full) -> object:
    """Help for a household without a card."""
    desk, beside = full.office.desk(Role.HELPDESK), full.office.second(Role.LEAD)
    return provisional.give(desk, full.standing, 5, "no card", second=beside)


def close(full: Full) -> object:
    """The close of the day, with its counts."""
    lead = full.office.desk(Role.LEAD)
    counts = [CountDraft(line.item, line.book) for line in day_close.account(lead, full.standing).shelf if line.book]
    return day_close.close_day(lead, full.standing, counts)


ACTS: dict[str, Act] = {
    "register": register,
    "give": give,
    "issue": issue,
    "backup": back_up,
    "receive": receive,
    "release": order,
    "help": help_out,
    "close": close,
}


@contextmanager
def small_disk(folder: Path) -> Generator[None]:
    """A disk of sixteen megabytes at `folder`, where this machine lets us make one."""
    make = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(make, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not permitted here; the other half of these tests limits files instead")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(params=["a small disk", "no longer files"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Full]:
    """On a disk of its own; or on the usual one, with no file allowed to grow, where mounting is not permitted."""
    small = request.param == "a small disk"
    with small_disk(tmp_path) if small else nullcontext(), office(tmp_path) as made:
        yield Full(Relief(made), filled=ballast if small else no_longer_files)


@contextmanager
def ballast(full: Full) -> Generator[None]:
    """All that is free on the small disk is taken, to the last byte; SQLite's log, which is used again, is empty."""
    at = full.office.opened(Role.CLERK)
    log = connect(at.desk.store.path, StoreKey.of(at.unlocked.store_key))
    assert log.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall() == [(0, 0, 0)]
    log.close()
    file = full.office.folder.parent / "ballast"
    with file.open("wb", buffering=0) as out:
        for size in (65_536, 512, 1):
            with suppress(OSError):
                while out.write(bytes(size)):
                    pass
    try:
        yield
    finally:
        file.unlink()


@contextmanager
def no_longer_files(full: Full) -> Generator[None]:
    """Nothing can be written beyond the first two pages of any file."""
    with no_file_longer_than(8_192):
        yield


@pytest.mark.parametrize("name", list(ACTS))
def test_a_full_disk_is_said_and_the_act_is_done_once_there_is_room(full: Full, name: str) -> None:
    act = ACTS[name]
    before = full.rows()
    for _ in range(3):
        with full.filled(full), pytest.raises((DiskFull, StoreUnwritable)):
            act(full)
        assert full.rows() == before
        assert not full.target.exists()
    left = {path.name for path in full.office.folder.iterdir()} | {path.name for path in full.target.parent.iterdir()}
    assert not [name for name in left if name.startswith((".backup", ".verify", ".office"))]
    full.sound()
    assert act(full)
    full.sound()
    if name == "backup":
        at = full.office.opened(Role.SUPERVISOR)
        key = at.unlocked.store_key
        assert safekeeping.verify(full.target, key, StoreKey.of(key), at.desk.office.district, full.target.parent)
    else:
        assert full.rows() > before
    if name == "give":
        assert full.relief.give(full.standing, typed(full.codes[0].text), disbursement=full.ticket).again


def test_control_the_same_acts_with_room_are_all_done(full: Full) -> None:
    for act in ACTS.values():
        before = full.rows()
        assert act(full)
        assert full.rows() > before


def test_who_signs_in_on_a_full_disk_can_look_things_up(full: Full) -> None:
    with pytest.raises(WrongPassphrase):
        sign_in(full.office.folder, "lead", "not the passphrase of anybody")
    attempts = full.office.folder / "attempts.json"
    waiting = attempts.read_bytes()
    with full.filled(full):
        with pytest.raises((DiskFull, StoreUnwritable, WrongPassphrase)):
            sign_in(full.office.folder, "lead", "not the passphrase of anybody")
        found = registration.find(full.relief.office.desk(Role.HELPDESK), "Sakina")
        assert found
    assert b"lead" in waiting
    assert b"lead" in attempts.read_bytes(), "the wrong try waits for an unlock that can write it into the ledger"
    sign_in(full.office.folder, "lead", passphrase_of(Role.LEAD)).close()
    assert b"lead" not in attempts.read_bytes()
    full.sound()
