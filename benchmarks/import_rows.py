"""A large office's list of 50,000 rows: brought in beside calamine reading it alone, and hand-overs going on meanwhile.

The list is written by the bench, as such offices send them: a household number, names in one script or two, ages,
some numbers and phones, and three columns that nobody may keep. Nobody in it exists.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.crowd import crowd
from benchmarks.measuring import Row, Times, milliseconds
from benchmarks.people import people
from desktop.records.distribution import Presented, Standing
from desktop.usecases import distribution, import_batches, imports
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from tests.factories import office, passphrase_of

ROWS = 50_000
GOAL_SECONDS = 60
GOAL_MIB = 30
RATIO = 2.0
HEAD = (
    "household_no", "tehsil_code", "village", "name_urdu", "name", "father_husband_urdu", "father_husband", "sex",
    "age", "cnic", "mobile", "work", "consent", "kiln_name", "religion", "advance",
)  # fmt: skip
HANDED = 400
PAUSE = 0.015
"""Seconds between two hand-overs of a busy lane of this bench: many more than people can walk up."""


def lines(rows: int, seed: int = 7) -> Iterator[tuple[str | int, ...]]:
    """So many people in households of about five."""
    chance = random.Random(seed)
    household, left, village = 0, 0, ""
    for person in people(rows, seed):
        if not left:
            household, left, village = household + 1, chance.randint(2, 8), person.village
        left -= 1
        number = f"9{chance.randrange(10**11):011d}{chance.choice('13579' if not person.woman else '02468')}"
        yield (
            f"HH-{household:05d}",
            f"PK6170{1 + household % 2}",
            village,
            person.name_as_told,
            person.name_latin,
            person.parent_name,
            person.parent_latin,
            "female" if person.woman else "male",
            chance.randint(0, 75),
            number if chance.random() < 0.3 else "",
            f"0300{chance.randrange(10**7):07d}" if chance.random() < 0.2 else "",
            chance.choice(("kiln", "farm", "")),
            "yes",
            "Kiln 7",
            "not asked",
            chance.randint(0, 90) * 1000,
        )


def written(folder: Path, rows: int = ROWS) -> tuple[Path, Path]:
    """The list as XLSX and as CSV."""
    book, text = folder / "list.xlsx", folder / "list.csv"
    with (
        xlsxwriter.Workbook(book, {"constant_memory": True}) as out,
        text.open("w", encoding="utf-8", newline="") as plain,
    ):
        sheet = out.add_worksheet("list")
        writer = csv.writer(plain)
        for number, line in enumerate((HEAD, *lines(rows))):
            sheet.write_row(number, 0, line)
            writer.writerow(line)
    return book, text


def _memory(line: str) -> int:
    """A line of the kernel's account of this process, in MiB."""
    status = Path("/proc/self/status").read_text()
    return next(int(found.split()[1]) for found in status.splitlines() if found.startswith(line)) // 1024


def measure() -> Iterator[Row]:
    """The whole way of one list, then hand-overs beside another import."""
    with tempfile.TemporaryDirectory(prefix="haqdar-bench-") as name:
        book, text = written(Path(name))
        yield from _brought_in(Path(name), book, text)
    with tempfile.TemporaryDirectory(prefix="haqdar-bench-") as name:
        _, text = written(Path(name))
        yield from _handing_over(text)


def _brought_in(folder: Path, book: Path, text: Path) -> Iterator[Row]:
    alone = _calamine(book)
    (folder / "office").mkdir()
    with office(folder / "office") as made:
        desk = made.desk(Role.CLERK)
        begun = time.perf_counter()
        seen = imports.look(desk, text)
        seen = replace(seen, plan=imports.accepted(seen.plan))
        checked = imports.check(desk, text, seen)
        looked = time.perf_counter() - begun
        yield Row(
            name=f"dry run of {ROWS:,} rows, CSV",
            goal=f"<= {GOAL_SECONDS} s",
            measured=f"{looked:.1f} s, {checked.ready:,} ready",
            reference="",
            ok=looked <= GOAL_SECONDS and not checked.refused,
        )
        seen = imports.look(desk, book)
        seen = replace(seen, plan=imports.accepted(seen.plan))
        Path("/proc/self/clear_refs").write_text("5")
        before = _memory("VmRSS")
        begun, worked = time.perf_counter(), time.process_time()
        done = import_batches.run(desk, book, seen)
        took, own = time.perf_counter() - begun, time.process_time() - worked
        grown = _memory("VmHWM") - before
        longest = _longest_open(desk)
    yield Row(
        name=f"import of {ROWS:,} rows, XLSX",
        goal=f"<= {GOAL_SECONDS} s",
        measured=f"{took:.1f} s ({own:.1f} s of work)",
        reference=f"calamine alone {alone:.2f} s",
        ok=took <= GOAL_SECONDS and done.people == ROWS,
    )
    yield Row(
        name="growth of the program meanwhile",
        goal=f"<= {GOAL_MIB} MiB",
        measured=f"{grown} MiB",
        reference=f"{done.possible_duplicates:,} pairs, {longest}",
        ok=grown <= GOAL_MIB,
    )


def _longest_open(desk: Desk) -> str:
    """How many slices there were."""
    with desk.store.reader.connect() as conn, conn.begin():
        slices = conn.exec_driver_sql("SELECT count(*) FROM ledger_entry").scalar_one()
    return f"{slices:,} entries"


def _calamine(book: Path) -> float:
    """The same file read by the library alone, in this process."""
    begun = time.perf_counter()
    with book.open("rb") as opened:
        count = sum(1 for _ in CalamineWorkbook.from_filelike(opened).get_sheet_by_index(0).iter_rows())
    assert count == ROWS + 1
    return time.perf_counter() - begun


def _handing_over(text: Path) -> Iterator[Row]:
    """Hand-overs alone, then beside an import in another process, then alone again."""
    with crowd(3 * HANDED + 50) as register:
        standing = register.round("bench")
        register.open(standing)
        waiting = iter(register.cards)
        for _ in range(50):
            _hand_over(register.scanner, standing, next(waiting))
        before = _paced(register.scanner, standing, waiting)
        with _importing(register.scanner.store.path.parent, text) as importer:
            _until_writing(register.scanner, importer)
            busy = _paced(register.scanner, standing, waiting)
            assert importer.poll() is None, "the import was over before the hand-overs"
            importer.terminate()
        after = _paced(register.scanner, standing, waiting)
    quiet = Times(before.seconds + after.seconds)
    ratio = busy.percentile(99) / quiet.percentile(99)
    yield Row(
        name=f"hand-over while {ROWS:,} rows come in",
        goal=f"p99 <= {RATIO:g} x quiet p99",
        measured=f"p99 {milliseconds(busy.percentile(99))}, p50 {milliseconds(busy.percentile(50))}",
        reference=f"quiet p99 {milliseconds(quiet.percentile(99))}, p50 {milliseconds(quiet.percentile(50))}",
        ok=ratio <= RATIO,
    )


def _importing(folder: Path, text: Path) -> "subprocess.Popen[bytes]":
    words = folder.parent / "clerk.txt"
    words.write_text(passphrase_of(Role.CLERK))
    at = ("--data", str(folder), "--operator", "clerk", "--passphrase-file", str(words), "--quiet")
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *at, "import", str(text)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def _until_writing(desk: Desk, importer: "subprocess.Popen[bytes]") -> None:
    """Wait until the first slices are written."""
    while True:
        assert importer.poll() is None, "the import ended at once"
        with desk.store.reader.connect() as conn, conn.begin():
            if conn.exec_driver_sql("SELECT count(*) FROM imported_household").scalar_one() > 20:
                return
        time.sleep(0.05)


def _paced(desk: Desk, standing: Standing, waiting: Iterator[Presented]) -> Times:
    spent: list[float] = []
    for _ in range(HANDED):
        time.sleep(PAUSE)
        begun = time.perf_counter()
        _hand_over(desk, standing, next(waiting))
        spent.append(time.perf_counter() - begun)
    return Times(tuple(spent))


def _hand_over(desk: Desk, standing: Standing, card: Presented) -> None:
    distribution.give(desk, standing, card, disbursement=DisbursementId(new_id()), looked=False)
