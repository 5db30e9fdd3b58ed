"""An event filter over the whole application that takes a hand scanner's bursts out of the stream of keys.

It works before the window, so a card can be scanned whatever has the focus. Keys that wait to be told apart are given
back as the very events they were, shortcuts included; where they turn out to be a scanner's after all, because a busy
machine brought the next ones late, what they wrote is taken out of the field again. Keys without a time of their own
come from programs (an on-screen keyboard, an input method), not from a scanner, and are never touched.

One filter listens at a time: the owner of bursts (`burst_owner`) always, except while a lane or a page that takes codes
has started a filter of its own. As every key of a keyboard passes here, so does the rule of keys that are held down.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.scanning.wedge import Fate, Outcome, Press, Wedge, character_of
from desktop.ui.scanner.fast_words import FastWords, comes_at_leisure
from desktop.ui.scanner.given_back import GivenBack
from desktop.ui.scanner.hand_keys import deliver
from desktop.ui.widgets.fields import COMMANDS
from desktop.ui.widgets.held_keys import may_repeat

# Keys that only change others; scanners press Shift within a burst.
_SILENT = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
}  # fmt: skip
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}

# What the window system adds to the keyboard's own number (X11 and Wayland count from 8); others give none we know.
_NUMBER_OFFSET = {"xcb": 8, "wayland": 8, "windows": 0}


@dataclass
class _Waiting:
    """A held press, its window, and whether its key went up meanwhile."""

    press: Press
    event: QKeyEvent
    window: QWindow
    went_up: QKeyEvent | None = None


class WedgeFilter(QObject):
    """Install it with `start`, take it away with `stop`. `code` carries the text of a burst; `unfinished` says that a
    burst came to nothing (no Enter at its end), so that the screen can tell how to set the scanner; `left` carries what
    a burst without an end has left. `reads` says whether a text is a card or a code of this office."""

    code = Signal(str)
    unfinished = Signal()
    left = Signal(str)

    _listening: ClassVar[list["WedgeFilter"]] = []
    """The filters that were started; the last one has the keyboard."""

    def __init__(
        self, prefix: str = "", parent: QObject | None = None, *, reads: Callable[[str], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._wedge = Wedge(prefix)
        self._reads = reads
        self._given = GivenBack()
        self._waiting: list[_Waiting] = []
        self._words = FastWords[_Waiting]()
        self._typed: list[_Waiting] = []
        """The words of the burst that has just ended, when it was a hand's."""
        self._swallowed: set[int] = set()
        self._giving_back = False
        self._running = False
        self._offset = _NUMBER_OFFSET.get(QGuiApplication.platformName())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._time_is_up)
        self._after_events = QTimer(self)
        self._after_events.setSingleShot(True)
        self._after_events.timeout.connect(self._late)

    def start(self) -> None:
        """Begin to listen, in the place of whichever filter listened before."""
        if not self._running:
            self._top(listens=False)
            self._running = True
            self._listening.append(self)
            self._listen()

    def stop(self) -> None:
        """Listen no more; keys that wait are given back, and the filter before listens again."""
        if not self._running:
            return
        self._running = False
        topmost = self._listening[-1] is self
        self._listening.remove(self)
        self._rest()
        if topmost:
            self._top(listens=True)

    def set_prefix(self, prefix: str) -> None:
        """What the scanner sends before each code, from now on; a new session knows nothing of earlier keys."""
        self._act(self._wedge.late(float("inf")))
        self._wedge = Wedge(prefix)
        self._given = GivenBack()

    def _top(self, *, listens: bool) -> None:
        """Let the last filter listen or rest; those whose page has gone are forgotten."""
        while self._listening and not isValid(self._listening[-1]):
            self._listening.pop()
        if self._listening:
            top = self._listening[-1]
            top._listen() if listens else top._rest()

    def _listen(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _rest(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._after_events.stop()
        self._act(self._wedge.late(float("inf")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys on their way to a window; everything else passes."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return False
        if self._giving_back or not isinstance(watched, QWindow):
            return False
        key = cast(QKeyEvent, event)
        if key.isAutoRepeat() and (
            kind is QEvent.Type.ShortcutOverride
            or (kind is QEvent.Type.KeyPress and not may_repeat(key, QApplication.focusWidget()))
        ):
            key.accept()  # the repeat of a held key is no shortcut, and a key only for what is written in
            return True
        if key.timestamp() == 0 or key.key() in _SILENT:
            return False
        if kind is QEvent.Type.ShortcutOverride:
            if self._wedge.would_keep(self._press_of(key)):
                key.accept()  # no shortcut now; if it was a hand, it is asked when the key is given back
                return True
            return False
        return self._pressed(watched, key) if kind is QEvent.Type.KeyPress else self._released(key)

    def _pressed(self, window: QWindow, key: QKeyEvent) -> bool:
        press = self._press_of(key)
        self._after_events.stop()
        outcome = self._wedge.press(press)
        code = self._act(outcome)
        if outcome.fate is Fate.HELD:
            self._waiting.append(_Waiting(press, _copy(key), window))
        elif outcome.fate is Fate.SWALLOWED and comes_at_leisure(press, self._typed):
            self._wait_until_deadline(press.at_ms)
            return False
        elif outcome.fate is Fate.SWALLOWED:
            self._swallowed.add(_number(key))
            if not press.ends:
                self._words.add([_Waiting(press, _copy(key), window)])
        else:
            self._swallowed.discard(_number(key))
        self._wait_until_deadline(press.at_ms)
        if code is not None:
            self.code.emit(code)
        return outcome.fate is not Fate.THROUGH

    def _released(self, key: QKeyEvent) -> bool:
        """A key goes up as it went down: swallowed, held or untouched."""
        number = _number(key)
        for one in self._waiting:
            if one.went_up is None and _number(one.event) == number:
                one.went_up = _copy(key)
                return True
        if number in self._swallowed:
            self._swallowed.discard(number)
            return True
        return False

    def _press_of(self, key: QKeyEvent) -> Press:
        text = key.text()
        command = bool(key.modifiers() & COMMANDS) or key.isAutoRepeat()
        place = 0 if self._offset is None else max(0, key.nativeScanCode() - self._offset)
        keypad = bool(key.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        enter = key.key() in _ENTERS and not command
        tab = key.key() == Qt.Key.Key_Tab and not command
        # Without NumLock the keypad's keys are arrows: they have a place and no text.
        character = not (enter or tab or command) and (bool(text) or (place != 0 and not keypad))
        return Press(
            at_ms=float(key.timestamp()),
            text=text,
            place=place,
            shift=bool(key.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            enter=enter,
            tab=tab,
            other=not enter and not character,
        )

    def _wait_until_deadline(self, now_ms: float) -> None:
        deadline = self._wedge.deadline
        if deadline is None:
            self._timer.stop()
        else:
            self._timer.start(max(1, round(deadline - now_ms) + 1))

    def _time_is_up(self) -> None:
        """Keys that have come in meanwhile and wait in the queue go first: their own times decide, not our delay."""
        self._after_events.start(0)

    def _late(self) -> None:
        deadline = self._wedge.deadline
        if deadline is not None:
            self._act(self._wedge.late(deadline + 1.0))

    def _act(self, outcome: Outcome) -> str | None:
        """Do what the wedge decided, but for the press itself and for its code, which is told last."""
        self._take_words(outcome)
        for press in outcome.give_back:
            one = next((one for one in self._waiting if one.press is press), None)
            if one is not None:
                self._waiting.remove(one)
                self._give_back(one)
        if self._wedge.deadline is None or outcome.fate is Fate.SWALLOWED:
            self._swallowed.update(_number(one.event) for one in self._waiting if one.went_up is None)
            self._waiting.clear()
        code, left, unfinished = outcome.code, outcome.left, outcome.unfinished
        if self._typed:
            return None
        whole = self._whole(outcome)
        if whole is not None and left is not None:
            left = whole
        elif whole is not None:
            code, unfinished = whole, False
        if unfinished:
            self.unfinished.emit()
        if left is not None:
            self.left.emit(left)
        return code

    def _take_words(self, outcome: Outcome) -> None:
        """Take the beginning of a burst out of its field; where the burst is over and was a hand's, type it there."""
        if outcome.take_back:
            self._given.take_back(outcome.take_back)
            self._words.call_back(outcome.take_back)
        if outcome.fate is Fate.SWALLOWED:
            self._words.add([one for one in self._waiting if not (one.press.other or one.press.ends)])
        self._typed = self._words.end() if outcome.code is not None or outcome.unfinished else []
        for one in self._typed:
            self._give_back(one)

    def _whole(self, outcome: Outcome) -> str | None:
        """A burst that is no code by itself, but is one with the letters just before it: those are taken out again."""
        text = outcome.code if outcome.code is not None else outcome.left
        if self._reads is None or not outcome.longer or (text is not None and self._reads(text)):
            return None
        for longer, presses in outcome.longer:
            if self._reads(longer):
                self._given.take_back(presses)
                return longer
        return None

    def _give_back(self, one: _Waiting) -> None:
        """Deliver a hand's key."""
        self._words.lend(one)
        self._giving_back = True
        try:
            latin = character_of(one.press) if one.press.place else None
            self._given.deliver(one.press, lambda: deliver(one.window, one.event, one.went_up, latin))
        finally:
            self._giving_back = False


def _number(key: QKeyEvent) -> int:
    return key.nativeScanCode() or key.key()


def _copy(key: QKeyEvent) -> QKeyEvent:
    """The event as one of our own; Qt takes the original away after the filter."""
    made = QKeyEvent(
        key.type(),
        key.key(),
        key.modifiers(),
        key.nativeScanCode(),
        key.nativeVirtualKey(),
        key.nativeModifiers(),
        key.text(),
        key.isAutoRepeat(),
        key.count(),
    )
    made.setTimestamp(key.timestamp())
    return made
