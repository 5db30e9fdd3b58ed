"""Twenty whole programs, each with its clock set somewhere else within ten years: every one serves its card."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from desktop.ledger.clock import JUMP
from desktop.ledger.entry import decode
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Role
from tests.factories import office, passphrase_of
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import rows

RUNS = 20
FARTHEST = 3652 * 86_400
"""Seconds in ten years."""
SPARE = 60
"""Seconds from one program's entry to the next one's, on a busy machine."""

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)
"""Debian's libfaketime, where it is installed: then every clock of the process is moved and not ours alone."""

MOVED = """
import sys
from datetime import timedelta
from desktop import opening
from desktop.__main__ import main
from desktop.ledger.clock import Reading, machine_clock
by = timedelta(seconds=int(sys.argv.pop(1)))
def clock():
    real = machine_clock()
    return Reading(real.at + by, real.up, real.boot)
opening.machine_clock = clock
sys.exit(main())
"""


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """A practice office, whose passphrases come from files."""
    with office(tmp_path_factory.mktemp("clocks"), practice=True) as made:
        yield Relief(made)


def typed(by: int, words: Sequence[str]) -> tuple[int, dict[str, Any]]:
    """A whole program of its own whose clock is moved `by` seconds; exit code and answer."""
    environment = dict(os.environ)
    if LIBRARY is None:
        command = [sys.executable, "-c", MOVED, str(by)]
    else:
        command = [sys.executable, "-m", "desktop"]
        environment |= {"LD_PRELOAD": str(LIBRARY), "FAKETIME": f"{by:+d}s", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    done = subprocess.run([*command, *words], capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def hold(relief: Relief, folder: Path, runs: int) -> None:
    """The goal: each program serves a household, tells its jump, and the book's own time goes on."""
    chance, standing = Random(11), relief.round()
    codes = [relief.household(3).text for _ in range(runs)]
    file = folder / "scanner.txt"
    file.write_text(passphrase_of(Role.SCANNER) + "\n", encoding="utf-8")
    signed = ("--data", str(relief.office.folder), "--operator", "scanner", "--passphrase-file", str(file), "--json")
    at = ("--round", standing.round_code, "--point", standing.point_code, "--give", "--looked")
    before, was, moved = len(_book(relief)), 0, list[int]()
    for code in codes:
        by = chance.randint(-FARTHEST, FARTHEST)
        exit_code, told = typed(by, (*signed, "scan", *at, code))
        assert (exit_code, told["verdict"]) == (0, "G2"), told
        assert told["disbursement"] is not None
        moved.append(by - was)
        was = by
    book = _book(relief)[before:]
    jumps = [seconds for kind, _, seconds in book if kind == EntryKind.CLOCK_JUMPED]
    told_moves = [seconds for seconds in moved if abs(seconds) > JUMP / timedelta(seconds=1)]
    assert len(jumps) == len(told_moves) == runs
    assert all(abs(one - other) <= SPARE for one, other in zip(jumps, told_moves, strict=True))
    assert [kind for kind, _, _ in book].count(EntryKind.GIVEN) == runs
    assert all(one < other for (_, one, _), (_, other, _) in pairwise(book))
    exit_code, checked = typed(0, (*signed, "check"))
    assert (exit_code, checked["ok"]) == (0, True)


def _book(relief: Relief) -> list[tuple[str, int, int]]:
    """Kind, logical time and told seconds of every entry, in order."""
    same = (LedgerContent.log == LedgerEntry.log) & (LedgerContent.seq == LedgerEntry.seq)
    wanted = select(LedgerEntry.line, LedgerContent.content).join(LedgerContent, same).order_by(LedgerEntry.seq)
    told: list[tuple[str, int, int]] = []
    for row in rows(relief, wanted):
        entry = decode(bytes(row.line))
        told.append((entry.do, entry.hlc, msgspec.json.decode(row.content).get("seconds", 0)))
    return told


def test_two_programs_with_clocks_years_apart_both_serve_their_card(relief: Relief, tmp_path: Path) -> None:
    hold(relief, tmp_path, 2)


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_twenty_programs_with_clocks_years_apart_all_serve_their_card(relief: Relief, tmp_path: Path) -> None:
    hold(relief, tmp_path, RUNS)
