"""A scanner that types, in a real window: bursts never reach a field or a button, a hand's keys do, shortcuts too."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.scanner.wedge_filter import WedgeFilter
from tests.scanning.card_simulator import credential_like
from tests.scanning.test_wedge import PLACES, SHIFTED

_KEYS = {"\n": Qt.Key.Key_Return, " ": Qt.Key.Key_Space, "<": Qt.Key.Key_Left}


class Bench(QWidget):
    """A field, a button that is the default, and shortcuts on a digit and on F2; a keyboard in front of it."""

    def __init__(self) -> None:
        """Shown with the field focused."""
        super().__init__()
        self.field, self.button = QLineEdit(), QPushButton("give")
        self.pressed: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("give"))
        self.digit = QShortcut(QKeySequence("7"), self)
        self.digit.activated.connect(lambda: self.pressed.append("7"))
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.at_ms = 1000

    def key(self, character: str, gap: int, *, layout: str | None = None, place: int = 0) -> None:
        """One key down and up through the window, as the window system sends it: shortcut question first."""
        self.at_ms += gap
        window = self.windowHandle()
        assert isinstance(window, QWindow)
        code = _KEYS.get(character) or Qt.Key(ord(character.upper()))
        text = "" if character == "<" else "\r" if character == "\n" else (layout or character)
        shift = character in SHIFTED
        modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        native = place + 8 if place else 0
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        for kind in kinds:
            event = QKeyEvent(kind, code, modifiers, native, 0, 0, text)
            event.setTimestamp(self.at_ms)
            event.setAccepted(False)
            QCoreApplication.sendEvent(window, event)

    def scan(self, text: str, gap: int = 3, *, enters: int = 1) -> None:
        """A burst under an Urdu layout on X11: key places tell, letters do not."""
        for character in text:
            self.key(character, gap, layout="ط", place=SHIFTED.get(character) or PLACES[character])
        for _ in range(enters):
            self.key("\n", gap, place=28)

    def type(self, text: str, gap: int = 80) -> None:
        """A hand, without key places as on a platform that gives none."""
        for character in text:
            self.key(character, gap)


def wait(milliseconds: int) -> None:
    """Let the window's loop turn."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    """The window, shown and active."""
    widget = Bench()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.field.setFocus()
    qtbot.waitUntil(lambda: widget.field.hasFocus())
    return widget


@pytest.fixture
def wedge(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[WedgeFilter]:
    """The filter, told that key numbers count from 8 as on X11 (the offscreen platform gives none)."""
    one = WedgeFilter()
    monkeypatch.setattr(one, "_offset", 8)
    one.start()
    yield one
    one.stop()


def heard(wedge: WedgeFilter) -> list[str]:
    """Codes as they come."""
    codes: list[str] = []
    wedge.code.connect(codes.append)
    return codes


def test_a_card_scanned_while_a_field_has_the_focus_leaves_no_letter_in_it(bench: Bench, wedge: WedgeFilter) -> None:
    """The whole credential, Enter twice; the default button is not pressed either."""
    codes = heard(wedge)
    bench.button.setDefault(True)
    bench.scan(credential_like(1), enters=2)
    wait(200)
    assert codes == [credential_like(1)]
    assert bench.field.text() == ""
    assert bench.pressed == []


def test_a_card_scanned_while_a_button_has_the_focus_presses_nothing(bench: Bench, wedge: WedgeFilter) -> None:
    """A code with a space and with the digit that is a shortcut."""
    codes = heard(wedge)
    bench.button.setFocus()
    bench.scan("77 ABC 77", enters=2)
    wait(200)
    assert codes == ["77 ABC 77"]
    assert bench.pressed == []


def test_what_a_hand_types_arrives_in_order(bench: Bench, wedge: WedgeFilter) -> None:
    """Letters of three scripts and an arrow key, with the loop turning between."""
    codes = heard(wedge)
    for character in "saکین7<x":
        bench.type(character)
        wait(60)
    assert bench.field.text() == "saکینx7"
    assert codes == []


def test_fast_fingers_lose_nothing_and_keep_their_order(bench: Bench, wedge: WedgeFilter) -> None:
    """Three keys within 20 ms, an arrow among them, then a slow one."""
    bench.type("ab", gap=10)
    bench.type("<c", gap=9)
    wait(80)
    bench.type("d")
    wait(80)
    assert bench.field.text() == "acdb"


def test_a_shortcut_on_a_digit_still_works_for_a_hand(bench: Bench, wedge: WedgeFilter) -> None:
    """With a button focused the shortcut is pressed; with a field focused the digit is written."""
    bench.button.setFocus()
    bench.type("7")
    wait(80)
    assert bench.pressed == ["7"]
    bench.field.setFocus()
    bench.type("7")
    wait(80)
    assert bench.pressed == ["7"]
    assert bench.field.text() == "7"


def test_space_presses_the_focused_button_when_a_hand_does_it(bench: Bench, wedge: WedgeFilter) -> None:
    """Down and up are both given back."""
    bench.button.setFocus()
    bench.type(" ")
    wait(80)
    assert bench.pressed == ["give"]


def test_a_disabled_or_hidden_shortcut_is_not_pressed(bench: Bench, wedge: WedgeFilter) -> None:
    """As Qt would not."""
    bench.button.setFocus()
    bench.digit.setEnabled(False)
    bench.type("7")
    wait(80)
    assert bench.pressed == []


def test_hand_and_scanner_in_turns(bench: Bench, wedge: WedgeFilter) -> None:
    """Ten times a letter, a card, a letter."""
    codes = heard(wedge)
    for number in range(10):
        bench.type("a")
        wait(50)
        bench.at_ms += 200
        bench.scan(f"CARD{number}")
        bench.at_ms += 200
        bench.type("b")
        wait(50)
    assert bench.field.text() == "ab" * 10
    assert codes == [f"CARD{number}" for number in range(10)]


def stalled(bench: Bench, wedge: WedgeFilter, text: str, first: int, *, gap: int = 3) -> None:
    """A scan whose first letters are decided before the next ones are seen, as on a machine that is busy."""
    bench.at_ms += 200
    bench.scan(text[:first], enters=0)
    wedge._late()  # pyright: ignore[reportPrivateUsage]
    bench.at_ms += gap - 3
    bench.scan(text[first:])


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_stall_of_the_window_does_not_split_a_burst(bench: Bench, wedge: WedgeFilter, first: int) -> None:
    """The next keys were in time by their own clocks: what was given back is taken out, what a hand wrote stays."""
    codes = heard(wedge)
    bench.type("sak")
    wait(60)
    stalled(bench, wedge, "352001234580", first)
    bench.at_ms += 200
    bench.type("i")
    wait(60)
    assert (bench.field.text(), codes) == ("saki", ["352001234580"])


def test_a_stall_gives_back_what_the_first_letter_took_the_place_of(bench: Bench, wedge: WedgeFilter) -> None:
    """A letter over a selection: the field is as it was; in a field of bullets the letter goes."""
    codes = heard(wedge)
    bench.field.setText("sakina")
    bench.field.selectAll()
    stalled(bench, wedge, "352001234580", 1)
    assert bench.field.text() == "sakina"
    bench.field.setEchoMode(QLineEdit.EchoMode.Password)
    bench.field.end(False)
    stalled(bench, wedge, "352001234580", 2)
    assert (bench.field.text(), codes) == ("sakina", ["352001234580"] * 2)


def test_a_hand_in_a_stall_loses_nothing(bench: Bench, wedge: WedgeFilter) -> None:
    """Two rolling fingers, decided in between."""
    bench.type("a")
    wedge._late()  # pyright: ignore[reportPrivateUsage]
    bench.type("b", gap=20)
    wait(60)
    assert bench.field.text() == "ab"


@pytest.mark.parametrize(("known", "left"), [(True, "sak"), (False, "sakط")], ids=["a card", "nobody's"])
def test_a_code_is_read_whole_although_its_first_letter_came_long_before(
    bench: Bench, wedge: WedgeFilter, monkeypatch: pytest.MonkeyPatch, known: bool, left: str
) -> None:
    """Where the gap is real only a code that is one with the letter before it takes that letter back."""
    codes = heard(wedge)
    monkeypatch.setattr(wedge, "_reads", lambda text="": known and text == "352001234580")
    bench.type("sak")
    wait(60)
    stalled(bench, wedge, "352001234580", 1, gap=70)
    assert (bench.field.text(), codes) == (left, ["352001234580" if known else "52001234580"])


def test_a_burst_without_enter_is_forgotten_and_said(bench: Bench, wedge: WedgeFilter) -> None:
    """Nothing in the field, no code, one word about it."""
    codes = heard(wedge)
    told: list[int] = []
    wedge.unfinished.connect(lambda: told.append(1))
    bench.scan("352001234580", enters=0)
    wait(250)
    assert (bench.field.text(), codes, told) == ("", [], [1])


def test_keys_without_a_time_come_from_programs_and_pass_at_once(bench: Bench, wedge: WedgeFilter) -> None:
    """An on-screen keyboard writes a word in no time."""
    bench.at_ms = 0
    bench.type("sakina", gap=0)
    assert bench.field.text() == "sakina"


def test_commands_and_function_keys_are_never_held(bench: Bench, wedge: WedgeFilter) -> None:
    """Ctrl+A selects at once, F2 goes through at once."""
    bench.field.setText("abc")
    window = bench.windowHandle()
    assert window is not None
    for key, modifier in (
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, 38, 0, 0, "\x01")
        event.setTimestamp(5000)
        QCoreApplication.sendEvent(window, event)
    assert bench.field.selectedText() == "abc"


def test_after_stop_nothing_is_taken(bench: Bench, wedge: WedgeFilter) -> None:
    """A held key is given back, and a burst goes where the focus is."""
    bench.type("x")
    wedge.stop()
    assert bench.field.text() == "x"
    bench.scan("AB", gap=2, enters=0)
    assert bench.field.text() == "xطط"
