"""Keys of a scanner and of a hand in one stream, invented by chance, and struck at a window with times of their own."""

import random
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from desktop.ui.scanner.wedge_filter import WedgeFilter
from tests.scanning.test_wedge import PLACES, SHIFTED

HAND = "abcسکی۱۲ "
"""What a hand types here; no scanner makes any of these but the space."""

LAYOUTS = ("us", "urdu", "urdu without places")
"""What a scanner's keys become: right letters, wrong letters with the places of the keys, wrong letters alone."""

_KEYS = {"\n": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}


@dataclass(frozen=True)
class Stroke:
    """One key at `at_ms`; `text` is what the layout makes of it, `place` its number on a US keyboard or 0."""

    at_ms: float
    character: str
    hand: bool
    text: str
    place: int = 0
    shift: bool = False


@dataclass
class Sequence:
    """Strokes in order of time, the whole codes among them, and whether hand and scanner kept apart."""

    strokes: list[Stroke]
    codes: list[str]
    orderly: bool

    def typed(self) -> str:
        """What the hand typed, Enter as a line break."""
        return "".join(stroke.character for stroke in self.strokes if stroke.hand)


def scanned(code: str, at: float, gap: float, layout: str, enters: int) -> list[Stroke]:
    """A burst."""
    made: list[Stroke] = []
    for character in [*code, *("\n" * enters)]:
        shift = character in SHIFTED
        place = 28 if character == "\n" else SHIFTED.get(character) or PLACES[character]
        text = "\r" if character == "\n" else character if layout == "us" else "ط"
        made.append(Stroke(at, character, False, text, 0 if layout == LAYOUTS[2] else place, shift))
        at += gap
    return made


def by_hand(text: str, at: float, gap: float) -> list[Stroke]:
    """Typing."""
    return [
        Stroke(at + number * gap, character, True, "\r" if character == "\n" else character)
        for number, character in enumerate(text)
    ]


def invented(chance: random.Random, cards: list[str], words: list[str]) -> Sequence:
    """Some acts after another: cards, barcodes and typing; half of the time a hand gets in between."""
    found = Sequence([], [], orderly=chance.random() < 0.5)
    at = 1_000.0
    for _ in range(chance.randint(1, 4)):
        act = chance.choice(("typing", "typing", "card", "card", "two cards", "no enter"))
        if act == "typing":
            found.strokes += by_hand(chance.choice(words), at, chance.uniform(32, 200))
        else:
            layout = chance.choice(LAYOUTS)
            enters = 0 if act == "no enter" else chance.choice((1, 1, 2))
            gap = chance.uniform(0.6, 3) if act == "two cards" else chance.uniform(0.6, 14)
            for _ in range(2 if act == "two cards" else 1):
                code = chance.choice(cards)
                burst = scanned(code, at, gap, layout, enters)
                found.strokes += burst
                at = burst[-1].at_ms + chance.uniform(max(gap, 2), 20)
                if enters:
                    found.codes.append(code if layout != LAYOUTS[2] else "ط" * len(code))
        at = found.strokes[-1].at_ms + chance.uniform(140, 400)
    if not found.orderly:
        last = found.strokes[-1].at_ms
        for _ in range(chance.randint(1, 6)):
            found.strokes += by_hand(chance.choice([*HAND, "\n"]), chance.uniform(900, last + 150), 0)
    found.strokes.sort(key=lambda stroke: stroke.at_ms)
    return found


class Keyboard:
    """Strikes keys at a window whose filter waits for nothing: its deadlines come by the strokes' own times."""

    def __init__(self, window: QWindow, wedge: WedgeFilter) -> None:
        """The filter's own timer is stopped, so that ten thousand sequences need no hour."""
        self._window, self._wedge = window, wedge
        self._begin = 0.0

    def come_to(self, stroke: Stroke) -> None:
        """What waited for a time before this key is decided, as the filter's timer would have done by then."""
        self._pass(self._begin + stroke.at_ms)

    def strike(self, stroke: Stroke) -> None:
        """The key goes down and up, as the window system tells it: the question about shortcuts first."""
        at = self._begin + stroke.at_ms
        self.come_to(stroke)
        code = _KEYS.get(stroke.character) or Qt.Key(ord(stroke.character.upper()))
        modifiers = Qt.KeyboardModifier.ShiftModifier if stroke.shift else Qt.KeyboardModifier.NoModifier
        native = stroke.place + 8 if stroke.place else 0
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers, native, 0, 0, stroke.text)
            event.setTimestamp(round(at))
            event.setAccepted(False)
            QCoreApplication.sendEvent(self._window, event)

    def rest(self, sequence: Sequence) -> None:
        """A second in which nobody touches anything."""
        self._begin += (sequence.strokes[-1].at_ms if sequence.strokes else 0) + 1_000
        self._pass(self._begin)

    def _pass(self, at: float) -> None:
        machine = self._wedge._wedge  # pyright: ignore[reportPrivateUsage]
        while machine.deadline is not None and machine.deadline < at:
            self._wedge._late()  # pyright: ignore[reportPrivateUsage]
