"""Garbage is searched for on the window's thread alone while there are lanes."""

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import garbage
from desktop.ui.background import Background, Job, Lane


class Circle:
    """Something that only a search finds."""

    def __init__(self) -> None:
        """It holds itself."""
        self.me = self


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Background]:
    """The real lanes."""
    made = Background()
    yield made
    made.close()
    assert gc.isenabled()


def left_circle(found: list[int]) -> None:
    """Leave a circle behind whose end notes its thread."""
    weakref.finalize(Circle(), lambda: found.append(threading.get_ident()))


def much_work() -> None:
    """Make enough for several searches."""
    kept = [[number] for number in range(200_000)]
    kept.clear()


@pytest.mark.parametrize("by_itself", [False, True], ids=["as_it_is", "control"])
def test_what_a_page_leaves_ends_on_the_windows_thread(
    lanes: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, by_itself: bool
) -> None:
    """However much a lane makes; the control lets Python search by itself, and a lane ends what the window left."""
    monkeypatch.setattr(garbage, "YOUNG", 0)
    gc.collect()
    found: list[int] = []
    left_circle(found)
    if by_itself:
        gc.enable()
    done: list[None] = []
    lanes.run(Lane.DATA, Job(""), much_work, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done) and bool(found), timeout=20_000)
    assert (found == [threading.get_ident()]) is not by_itself


class Page:
    """Stands for one that goes with the answer it waited for."""

    def hear(self, answer: object) -> None:
        """The answer."""


def test_a_slow_lane_is_never_the_last_to_hold_a_page(lanes: Background, qtbot: QtBot) -> None:
    """What waits for an answer ends on the window's thread, though threads take turns within a microsecond."""
    ended: list[int] = []

    def ask() -> None:
        page = Page()
        weakref.finalize(page, lambda: ended.append(threading.get_ident()))
        lanes.run(Lane.DATA, Job(""), lambda: len(f"{page}"), page.hear, page.hear)

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for turn in range(1, 301):
            ask()
            qtbot.waitUntil(lambda turn=turn: len(ended) == turn)
    finally:
        sys.setswitchinterval(usual)
    assert set(ended) == {threading.get_ident()}


@pytest.mark.parametrize(("how", "falls"), [("as_it_is", False), ("control", True)], ids=["as_it_is", "control"])
def test_a_new_look_finds_all_widgets_alive(how: str, falls: bool) -> None:
    """The control lets Python search while Qt goes through its widgets, and the program falls."""
    child = [sys.executable, "-m", "tests.ui.garbage_child", how]
    ended = subprocess.run(child, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode != 0) is falls, ended.stderr
