"""Goal H11 in a real window: whatever scanner and hand do together, no character leaks and no button is pressed."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QWindow
from pytestqt.qtbot import QtBot

from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.values.identifiers import HouseholdCode
from tests.scanning.card_simulator import credential_like
from tests.ui.scanner.sequences import HAND, Keyboard, Sequence, invented
from tests.ui.scanner.test_wedge_filter import Bench

CODES = [
    *(HouseholdCode.make("352", serial * 7919).text for serial in range(12)),
    *(HouseholdCode.make("352", serial * 104_729 % 10_000_000).text + "101" for serial in range(12)),
    *("4006381333931", "77 ABC 77", "HTTP://X.ORG/A%20B", "012345678905", "+92 300/BOX-7:$9"),
    *(credential_like(seed) for seed in range(2)),
]
WORDS = ["a", "abc", "سکی", " ", "\n", "ab\n", "۱۲۲۱", "a b", "ک ی\n", " \n "]


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    """A field, a button and shortcuts, shown and active; Enter in the field hands over."""
    widget = Bench()
    qtbot.addWidget(widget)
    widget.field.returnPressed.connect(lambda: widget.pressed.append("enter"))
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.field.setFocus()
    qtbot.waitUntil(lambda: widget.field.hasFocus())
    return widget


def no_timer(now_ms: float) -> None:
    """In place of the filter's own."""


@pytest.fixture
def wedge(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[WedgeFilter]:
    """The filter as on X11, without a timer: the keyboard of these tests brings its deadlines."""
    one = WedgeFilter()
    monkeypatch.setattr(one, "_offset", 8)
    monkeypatch.setattr(one, "_wait_until_deadline", no_timer)
    one.start()
    yield one
    one.stop()


def is_part(part: str, whole: str) -> bool:
    """Whether `part` is left when letters are taken out of `whole`."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


def complaints(sequence: Sequence, bench: Bench, heard: list[str]) -> list[str]:
    """What happened in one sequence that must not."""
    typed = sequence.typed()
    enters = spaces = 0
    wrong: list[str] = []
    text = bench.field.text()
    if bench.field.hasFocus():
        enters = typed.count("\n")
        if not is_part(text, typed) or not set(text) <= set(HAND):
            wrong.append(f"leaked {text!r}")
        if sequence.orderly and text != typed.replace("\n", ""):
            wrong.append(f"lost: {text!r} of {typed!r}")
    else:
        spaces = typed.count(" ")
    wanted = {"enter": enters, "give": spaces, "7": 0}
    for what, most in wanted.items():
        times = bench.pressed.count(what)
        if times > most or (sequence.orderly and times != most):
            wrong.append(f"{what} {times} times, not {most}")
    if sequence.orderly and heard != sequence.codes:
        wrong.append(f"heard {heard} of {sequence.codes}")
    return wrong


def play(bench: Bench, wedge: WedgeFilter, times: int, seed: int) -> tuple[list[str], int]:
    """Complaints of so many sequences, and how many keys they were."""
    chance = random.Random(seed)
    window = bench.windowHandle()
    assert isinstance(window, QWindow)
    keyboard = Keyboard(window, wedge)
    heard: list[str] = []
    wedge.code.connect(heard.append)
    wrong: list[str] = []
    keys = 0
    for number in range(times):
        sequence = invented(chance, CODES, WORDS)
        (bench.field if chance.random() < 0.6 else bench.button).setFocus()
        bench.field.clear()
        bench.pressed.clear()
        heard.clear()
        for stroke in sequence.strokes:
            keyboard.strike(stroke)
        keyboard.rest(sequence)
        keys += len(sequence.strokes)
        wrong += [f"{number}: {one}" for one in complaints(sequence, bench, heard)]
    return wrong, keys


def test_three_hundred_sequences_leak_nothing_and_press_nothing(bench: Bench, wedge: WedgeFilter) -> None:
    """Typing and scans, wrong layout, no Enter or two, barcodes, foreign cards, two cards in a tenth of a second."""
    wrong, keys = play(bench, wedge, 300, seed=1)
    assert wrong == []
    assert keys > 10_000


@pytest.mark.nightly
def test_ten_thousand_sequences_leak_nothing_and_press_nothing(bench: Bench, wedge: WedgeFilter) -> None:
    """The same at length, from other seeds."""
    wrong, _ = play(bench, wedge, 10_000, seed=2)
    assert wrong == []


def test_without_the_filter_scans_leak_and_press(bench: Bench, wedge: WedgeFilter) -> None:
    """The control: the same keys with nobody in front of the window fill the field and press the button."""
    wedge.stop()
    wrong, _ = play(bench, wedge, 60, seed=1)
    assert any("leaked" in one for one in wrong)
    assert any("give" in one for one in wrong)
    assert any("enter" in one for one in wrong)
