"""An error of the disk is told as one (exit 4), and damage as damage (exit 5): a false alarm accuses people."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import DiskUnreadable
from desktop.security.certificates import Certificates
from desktop.security.chosen_files import read_chosen
from desktop.security.vault import Vault
from desktop.values.permissions import Role
from tests.factories import TestOffice, passphrase_of

BEHIND_EVERYTHING = 1 << 31
ONE_PAGE_IN = 4096


def checked(office: TestOffice, place: int, *words: str) -> tuple[int, dict[str, Any]]:
    """`check` or another verb on a disk that fails from this place on; exit code and answer."""
    file = office.folder.parent / "supervisor.txt"
    file.write_text(passphrase_of(Role.SUPERVISOR), encoding="utf-8")
    program = Path(__file__).with_name("failing_disk.py")
    line = [
        sys.executable,
        str(program),
        str(place),
        "--data",
        str(office.folder),
        "--operator",
        "supervisor",
        "--json",
    ]
    ran = subprocess.run(
        [*line, "--passphrase-file", str(file), *words],
        capture_output=True, timeout=120, check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    return ran.returncode, json.loads(ran.stdout.splitlines()[-1])


def test_a_read_error_of_the_disk_is_unavailable_and_a_changed_byte_is_damage(office: TestOffice) -> None:
    office.close()
    code, answer = checked(office, BEHIND_EVERYTHING, "check")
    assert (code, answer["ok"]) == (0, True)  # the control: a whole disk
    for place in (ONE_PAGE_IN, 40 * ONE_PAGE_IN):
        code, answer = checked(office, place, "check")
        assert (code, answer["error"]["code"]) == (4, "disk_unreadable")
    store = office.folder / "office.db"
    content = bytearray(store.read_bytes())
    content[30 * ONE_PAGE_IN + 100] ^= 1
    store.write_bytes(content)
    code, answer = checked(office, BEHIND_EVERYTHING, "check")
    assert code == 5, answer


def test_a_read_error_of_the_offices_small_files_is_no_tampering(office: TestOffice) -> None:
    """The kernel gives EIO for the first byte of a process's memory, which is a regular file to it."""
    office.close()
    for name in ("keys.json", "certificates.json"):
        held = (office.folder / name).read_bytes()
        (office.folder / name).unlink()
        (office.folder / name).symlink_to("/proc/self/mem")
        with pytest.raises(DiskUnreadable):
            Vault(office.folder).slots() if name == "keys.json" else Certificates.load(office.folder)
        with pytest.raises(DiskUnreadable):
            read_chosen(office.folder / name, 1000)
        (office.folder / name).unlink()
        (office.folder / name).write_bytes(held)
    assert Vault(office.folder).slots()
