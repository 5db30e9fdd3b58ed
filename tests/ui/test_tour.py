"""The tour leaves a picture or a paper for each step, and says where it ended when something did not come true."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.settings import Settings
from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Background
from desktop.ui.tour import beginning
from desktop.ui.tour.guide import Guide
from desktop.ui.tour.walk import WALK, Step, walked
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests.factories import TestOffice


@pytest.fixture
def guide(qapp: QApplication, office: TestOffice, tmp_path: Path) -> Iterator[Guide]:
    """A guide in an office, with the window at its lock screen."""
    program = Program(qapp, office.folder, Background(), Settings(sound=0))
    yield Guide(program, office.folder, tmp_path / "out")
    program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    catalogue.use(Language.ENGLISH)
    apply(qapp, Look())


def test_a_step_that_does_not_come_true_ends_the_walk_and_is_told(guide: Guide) -> None:
    """The step before has its picture; the missed one says what was missing; nothing after it is tried."""
    tried: list[str] = []

    def missed(at: Guide) -> None:
        at.true(False, "the kettle boils")

    def after(at: Guide) -> None:
        tried.append("after")

    steps: tuple[tuple[str, Step], ...] = (("unlock", beginning.unlock), ("missed", missed), ("after", after))
    told = walked(guide, "en", steps)
    assert [(one.name, one.ok) for one in told] == [("en/unlock", True), ("en/missed", False)]
    assert Path(told[0].file).read_bytes().startswith(b"\x89PNG")
    assert told[1].file == "the kettle boils"
    assert [file.name for file in sorted(guide.out.iterdir())] == ["01-unlock.png", "02-missed-failed.png"]
    assert tried == []


@pytest.mark.timeout(400)
def test_the_whole_tour_comes_true(tmp_path: Path) -> None:
    """`haqdar tour`: every step in its order, a real picture or paper for each, from lock screen to the book."""
    told = subprocess.run(
        [sys.executable, "-m", "desktop", "tour", "--out", str(tmp_path / "out"), "--lang", "en", "--json"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=380,
    )
    steps = json.loads(told.stdout)["steps"]
    assert [step for step in steps if not step["ok"]] == []
    assert told.returncode == 0, told.stderr[-2_000:]
    assert [step["name"] for step in steps] == [f"en/{name}" for name, _ in WALK]
    begins = {".png": b"\x89PNG", ".pdf": b"%PDF", ".xlsx": b"PK"}
    files = [Path(step["file"]) for step in steps]
    assert all(file.read_bytes().startswith(begins[file.suffix]) for file in files)
    assert len(set(files)) == len(files), "a step kept the picture of another one"
