"""A full disk while registering: it is said, nothing is half written, and the same draft is kept once there is room."""

import os
import resource
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import DiskFull, StoreUnwritable, Unavailable
from desktop.ledger.tree import leaf_hash
from desktop.models.household import Household, Membership, NameKey, Photo, Registrant
from desktop.models.ledger_entry import LedgerContent, LedgerEntry, LedgerHead
from desktop.models.operator import Desk as DeskRow
from desktop.opening import verify_book
from desktop.records.household import HouseholdDraft
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice, household, woman

PHOTO = b"\xff\xd8\xff" + os.urandom(120_000)
TABLES = (Household, Registrant, Membership, NameKey, Photo, LedgerEntry, LedgerContent)


def family() -> HouseholdDraft:
    """Nine women with photos, a megabyte in one transaction."""
    women = tuple(woman(f"نام {number}", f"Naam {number}", photo=PHOTO, holder=number) for number in range(1, 10))
    return household(*women)


def everything(desk: Desk) -> tuple[int, ...]:
    """How many rows each table has, what the log's head says, and the desk's next serial."""
    with desk.store.reader.connect() as conn, conn.begin():
        counts = [conn.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]
        size = conn.scalar(select(LedgerHead.size)) or 0
        serial = conn.scalar(select(DeskRow.next_serial)) or 0
        pieces = conn.exec_driver_sql("SELECT count(*) FROM person_keys").scalar()
    return (*counts, size, serial, int(pieces or 0))


def assert_sound(office: TestOffice, desk: Desk) -> None:
    """The database is whole, and every line of the log stands where the tree says."""
    with desk.store.reader.connect() as conn, conn.begin():
        assert conn.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        lines = conn.execute(select(LedgerEntry.line, LedgerEntry.hash)).all()
        assert all(leaf_hash(bytes(line)) == bytes(kept) for line, kept in lines)
    certificates = office.opened(Role.CLERK).certificates
    assert verify_book(office.folder, desk.store, factories.DISTRICT, certificates) is None


@contextmanager
def small_disk(folder: Path) -> Generator[None]:
    """A disk of four megabytes at `folder`, where this machine lets us make one."""
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if not made or made.returncode != 0:
        pytest.skip("mounting a small disk is not permitted here; the next test limits the file size instead")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_said_and_the_same_draft_is_kept_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path), factories.office(tmp_path) as office:
        clerk = office.desk(Role.CLERK)
        registration.register(clerk, household())
        before = everything(clerk)
        ballast = tmp_path / "ballast"
        with pytest.raises(OSError), ballast.open("wb") as file:
            file.write(bytes(8_000_000))
        for _ in range(3):
            with pytest.raises(DiskFull) as told:
                registration.register(clerk, family())
            assert told.value.folder == str(office.folder)
            assert everything(clerk) == before
        with pytest.raises(Unavailable):
            registration.keep_draft(clerk, "register", bytes(500_000))
        assert registration.find(clerk, "Sakina")
        ballast.unlink()
        done = registration.register(clerk, replace(family(), village="Later"))
        assert len(done.household.members) == 9
        assert everything(clerk)[0] == before[0] + 1
        assert_sound(office, clerk)


@contextmanager
def no_file_longer_than(size: int) -> Generator[None]:
    """Writes beyond `size` fail for this process, as on a disk that has no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_writes_that_fail_in_the_middle_leave_nothing_behind(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household())
    before = everything(clerk)
    wal = office.folder / "office.db-wal"
    for room in (0, 4_000, 40_000, 400_000):
        with no_file_longer_than(wal.stat().st_size + room), pytest.raises((DiskFull, StoreUnwritable)):
            registration.register(clerk, family())
        assert everything(clerk) == before
    registration.register(clerk, family())
    assert everything(clerk)[0] == before[0] + 1
    assert_sound(office, clerk)
