"""Start to the unlock screen beside a bare window; and a right passphrase to the home page of a large office."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.crowd import crowd
from benchmarks.measuring import Row, Times, milliseconds
from desktop.ledger.book import Signers, append
from desktop.ledger.clock import machine_clock
from desktop.ledger.entry import Draft
from desktop.security.passwords import Cost, stretch
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import new_id
from desktop.values.permissions import Role
from tests.factories import CHEAP, passphrase_of

TURNS = 7
SLICE = 5_000
HOUSEHOLDS, ENTRIES = 10_000, 50_000
START_GOAL, HOME_GOAL = 6.0, 1.0
ROOT = Path(__file__).parents[1]

# Both say "shown" when the first picture of their window is painted.
PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (print("shown", flush=True), os._exit(0)))
        return False
"""
BARE = (
    "import os\n" + PAINTED + "from PySide6.QtWidgets import QApplication, QLabel\n"
    "app = QApplication([])\nwindow = QLabel('Haqdar')\nwindow.resize(1366, 768)\nseen = Painted()\n"
    "window.installEventFilter(seen)\nwindow.show()\napp.exec()\n"
)
OURS = (
    "import os\nfrom pathlib import Path\n" + PAINTED + "import desktop.app as program\n"
    "first = program.UnlockScreen\nseen = Painted()\n"
    "class Watched(first):\n"
    "    def __init__(self, *given):\n"
    "        super().__init__(*given)\n"
    "        self.installEventFilter(seen)\n"
    "program.UnlockScreen = Watched\nprogram.open_window(Path(sys.argv[1]))\n"
)
HOME = """
import os, sys, time
from pathlib import Path
import desktop.app as program
from desktop.settings import load_settings
from desktop.ui.background import Job, Lane
folder, name, words = Path(sys.argv[1]), sys.argv[2], sys.stdin.readline().strip()
made = program.make_program(folder, load_settings(folder).settings)
made.window.show()
made.begin()
typed = time.perf_counter() + 2  # four words take longer than that to type
while time.perf_counter() < typed:
    made.app.processEvents()
    time.sleep(0.001)
begun = time.perf_counter()
made.unlock(name, words)
while made.frame is None:
    made.app.processEvents()
    time.sleep(0.001)
loaded = []
# one worker serves the lane in order: what the page asked for has arrived before this answer
made.lanes.run(Lane.DATA, Job(""), lambda: None, loaded.append, loaded.append)
while not loaded:
    made.app.processEvents()
    time.sleep(0.001)
made.app.processEvents()
made.window.grab()
print(time.perf_counter() - begun, flush=True)
os._exit(0)
"""


def measure() -> Iterator[Row]:
    """Two rows, in one office of ten thousand households and fifty thousand entries."""
    with crowd(HOUSEHOLDS) as office:
        _write_entries(office.supervisor)
        folder = office.supervisor.store.path.parent
        yield _start(folder)
        yield _home(folder)


def _write_entries(desk: Desk) -> None:
    """A book of ENTRIES lines, each appended as every entry is."""
    signers = Signers(desk.seat.keys.log, desk.seat.hand)
    for _ in range(ENTRIES // SLICE):
        with desk.store.writer.connect() as conn, conn.begin():
            for _ in range(SLICE):
                draft = Draft(
                    do=EntryKind.FILE_WRITTEN,
                    who=str(desk.person.id),
                    role=desk.person.role.value,
                    second=None,
                    ref=str(new_id()),
                    content={"purpose": "roster", "pages": 3},
                    op=None,
                    was=None,
                )
                append(conn, desk.office.district, desk.office.log, draft, signers, machine_clock())


def _start(folder: Path) -> Row:
    seconds: dict[str, list[float]] = {BARE: [], OURS: []}
    for _ in range(TURNS):
        for program, spent in seconds.items():
            spent.append(_until_shown(program, folder))
    ours, bare = (Times(tuple(sorted(spent))) for spent in (seconds[OURS], seconds[BARE]))
    ratio = ours.percentile(50) / bare.percentile(50)
    return Row(
        name="start to unlock screen",
        goal=f"<= {START_GOAL:g} x",
        measured=f"{milliseconds(ours.percentile(50))}, {ratio:.1f} x",
        reference=f"bare PySide6 window {milliseconds(bare.percentile(50))}",
        ok=ratio <= START_GOAL,
    )


def _until_shown(program: str, folder: Path) -> float:
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=_environment()
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "shown"
    spent = time.perf_counter() - begun
    child.wait(20)
    child.stdout.close()
    return spent


def _home(folder: Path) -> Row:
    """From the key that sends the passphrase to the loaded home page, painted; the stretching taken off."""
    begun = time.perf_counter()
    stretch(passphrase_of(Role.CLERK), bytes(16), CHEAP)
    own = time.perf_counter() - begun
    times = Times(tuple(_until_home(folder, Role.CLERK) - own for _ in range(TURNS)))
    begun = time.perf_counter()
    stretch(passphrase_of(Role.CLERK), bytes(16), Cost())
    real = time.perf_counter() - begun
    middle = times.percentile(50)
    return Row(
        name=f"passphrase to home, {HOUSEHOLDS:,} households, {ENTRIES:,} entries",
        goal=f"<= {HOME_GOAL:g} s beside Argon2id",
        measured=f"{middle:.2f} s, most {times.percentile(100):.2f} s",
        reference=f"Argon2id alone {real:.2f} s",
        ok=middle <= HOME_GOAL,
    )


def _until_home(folder: Path, role: Role) -> float:
    done = subprocess.run(
        [sys.executable, "-c", HOME, str(folder), role.value],
        cwd=ROOT,
        input=passphrase_of(role) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
        check=True,
    )
    return float(done.stdout.splitlines()[-1])


def _environment() -> dict[str, str]:
    """Both draw into memory, so that a screen's own speed and vertical beat are left out."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}
