"""The closed child is closed: each act is tried by a process that gave it up, and by one that did not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.exchange.sheets.reader import SheetFile
from desktop.exchange.sheets.wire import Reading
from desktop.scanning import landlock, seccomp
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.confinement import lacking

ACTS = Path(__file__).parent / "closed_acts.py"
NEVER = frozenset(("signal_parent", "limit_parent", "io_uring"))
"""Refused to the closed child; without the walls they would hurt the test, or the kernel has them switched off."""


def outcomes(folder: Path, walls: str) -> dict[str, str]:
    """What became of each act, tried in a process of its own: ``done`` or the error's name."""
    folder.mkdir()
    for name in ("office.db", "keys.json", "other"):
        (folder / name).write_bytes(b"content")
    environment = dict(os.environ, HAQDAR_SECRET="passphrase", PYTHONPATH=str(Path(__file__).parents[2]))
    ran = subprocess.run(
        [sys.executable, str(ACTS), str(folder), walls], capture_output=True, env=environment, timeout=120, check=True
    )
    return json.loads(ran.stdout)


def test_every_act_fails_behind_all_walls_and_succeeds_without(tmp_path: Path) -> None:
    """Row 17 of the hostile tester's list, and more."""
    closed = outcomes(tmp_path / "closed", "all")
    assert len(closed) > 25
    told_by_old_library = {"stat_at_cwd", "stat_at_open"} if seccomp.asks_by_path() else set[str]()
    may = {"compute", "thread", "stat_open"} | told_by_old_library
    assert {name for name, how in closed.items() if how == "done"} == may
    for name in ("office.db", "keys.json", "other"):
        assert (tmp_path / "closed" / name).read_bytes() == b"content"
    assert {one.name for one in (tmp_path / "closed").iterdir()} == {"office.db", "keys.json", "other"}
    open_to_all = outcomes(tmp_path / "open", "none")
    assert {name for name, how in open_to_all.items() if how != "done"} <= NEVER
    assert (tmp_path / "open" / "office.db").read_bytes() == b""
    assert not (tmp_path / "open" / "keys.json").exists()


@pytest.mark.parametrize(
    ("library", "by_path"),
    [
        (("glibc", "2.32"), False),
        (("glibc", "2.33"), True),
        (("glibc", "2.38"), True),
        (("glibc", "2.39"), False),
        (("glibc", "2.41"), False),
        (("glibc", ""), False),
        (("", ""), False),
    ],
)
def test_only_c_libraries_that_need_it_may_ask_by_path(
    monkeypatch: pytest.MonkeyPatch, library: tuple[str, str], by_path: bool
) -> None:
    """The filter has a line for that call there, and no other; the acts above are tried with the library of here."""
    monkeypatch.setattr("platform.libc_ver", lambda: library)
    known = seccomp.Machine(0xC000_003E, 317, 0)
    asked = seccomp.instruction(0x15, 0, 4, 262)  # is it newfstatat?
    assert seccomp.asks_by_path() is by_path
    assert (asked in seccomp.program(known, 1)) is by_path


@pytest.mark.parametrize("wall", ["landlock", "seccomp"])
def test_each_wall_alone_keeps_the_files_of_an_office(tmp_path: Path, wall: str) -> None:
    """Where a kernel has only one of them, that one holds what it can."""
    closed = outcomes(tmp_path / "closed", wall)
    for act in ("truncate", "unlink", "link", "read_keys", "write", "read_parent_environ"):
        assert closed[act] != "done", act
    assert (tmp_path / "closed" / "keys.json").read_bytes() == b"content"


def test_this_kernel_has_both_walls_and_says_so() -> None:
    """The other tests here would prove nothing on a kernel without them."""
    assert lacking() == ()
    assert landlock.version() >= 1
    assert seccomp.offered()


def test_the_readers_of_pictures_and_lists_stand_behind_the_walls(tmp_path: Path) -> None:
    """Read from the kernel, of the very children that open foreign files."""
    with ClosedReader() as reader:
        reader.start()
        assert_closed(reader.process_id())
    held = tmp_path / "list.csv"
    held.write_text("name,village\n" + "Sakina,Chak 12\n" * 40_000)
    with SheetFile(held) as sheet:
        for _ in sheet.rows(Reading()):  # the child waits until its rows are taken
            (child,) = children_named("desktop.exchange.sheets.child")
            assert_closed(child)
            break


def assert_closed(process: int) -> None:
    """One thread, a filter on its calls, and no new rights."""
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines() if ":" in line
    )
    assert status["Seccomp"].strip() == "2"
    assert status["NoNewPrivs"].strip() == "1"
    assert status["Threads"].strip() == "1"


def children_named(module: str) -> list[int]:
    """Processes of ours that run this module."""
    own = os.getpid()
    found: list[int] = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = place.joinpath("stat").read_text().rpartition(")")[2].split()[1]
            command = place.joinpath("cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == own and module.encode() in command:
            found.append(int(place.name))
    return found


def test_both_tables_of_calls_are_whole() -> None:
    """A program for each machine is made, and short enough for the kernel."""
    for machine in (seccomp.Machine(1, 317, 0), seccomp.Machine(2, 277, 1)):
        lines = seccomp.program(machine, 1)
        assert all(len(line) == 8 for line in lines)
        assert len(lines) < 4096
