"""A typist at the real window: every press is a key event and is counted, and so is the time the window is not ready.

A modifier is a press of its own. The window is ready for the next key when its event loop has nothing left to do."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget

BEAT_MS = 2
PACE_MS = 12
"""Rest after each key: quicker than any hand, so that nothing is flattered by waiting."""
FIELD_MS = 140
"""Rest after a field: long enough for the search for people who are alike to begin."""

BARE = 300  # fields
AT_ONCE = 3
"""Times a bare form of Qt: what works longer without a rest belongs into a lane. A window at the desk is below two."""


@dataclass(frozen=True)
class Stretch:
    """One stretch in which the window's thread did not come to rest: by the clock and in its own processor time."""

    seconds: float
    worked: float
    after: str


def bare_form() -> float:
    """Seconds of work that a bare form of Qt costs this machine now, made, laid out and painted once.

    Measured beside what is judged: a machine that is slow, or shared, is so for both."""

    def once() -> float:
        begun = time.thread_time()
        form = QWidget()
        rows = QFormLayout(form)
        for number in range(BARE):
            rows.addRow(f"{number}", QLineEdit(form))
        form.resize(1366, 768)
        form.grab()
        form.deleteLater()
        return time.thread_time() - begun

    return min(once() for _ in range(3))


class Watch(QObject):
    """Watches how long the event loop is busy between two beats of a timer. `doing` names what was asked of it last."""

    def __init__(self) -> None:
        """Begin."""
        super().__init__()
        self.stretches: list[Stretch] = []
        self.doing = ""
        self._since, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    def longest(self) -> Stretch:
        """The stretch in which the window's thread worked longest."""
        return max(self.stretches, key=lambda one: one.worked, default=Stretch(0, 0, ""))

    def slowest(self) -> Stretch:
        """The stretch that was longest by the clock, whoever had the processor."""
        return max(self.stretches, key=lambda one: one.seconds, default=Stretch(0, 0, ""))

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.stretches.append(Stretch(now - self._since, worked - self._worked, self.doing))
        self._since, self._worked = now, worked


class Typist:
    """Presses keys at whatever has the keyboard. `presses` and `waited` (seconds by the clock) are what it cost.

    `worked` is the processor time of this process in that wait: what is left of it on a machine with nothing else to
    do, but for the disk."""

    def __init__(self, watch: Watch) -> None:
        """Nothing pressed yet."""
        self.presses = 0
        self.waited = self.worked = 0.0
        self.longest = 0.0
        self._watch = watch

    def press(self, *keys: Qt.Key, held: Qt.Key | None = None) -> None:
        """Press keys one after another; `held` (Shift, Control or Alt) is pressed before and let go after."""
        for key in keys:
            modifier = _MODIFIERS[held] if held is not None else Qt.KeyboardModifier.NoModifier
            if held is not None:
                self._strike(lambda one=held: QTest.keyPress(_here(), one), str(held))
            self._strike(lambda one=key, with_=modifier: QTest.keyClick(_here(), one, with_), key.name)
            if held is not None:
                QTest.keyRelease(_here(), held)
        self._rest(FIELD_MS)

    def write(self, text: str) -> None:
        """One key for each letter of any script; a capital Latin letter takes Shift as well."""
        for letter in text:
            code = _code(letter)
            self.presses += letter.isascii() and letter.isupper()
            self._strike(lambda one=letter, key=code: _letter(key, one), letter)

    def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait for something; all of it is waiting."""
        begun = _now()
        while not true():
            assert time.perf_counter() - begun[0] < seconds, "it did not come true"
            _turn(1)
        self._count(begun)

    def _strike(self, act: Callable[[], object], what: str) -> None:
        self.presses += 1
        self._watch.doing = what
        begun: list[tuple[float, float]] = []
        failed: list[Exception] = []
        loop = QEventLoop()

        def strike() -> None:
            begun.append(_now())
            try:
                act()
            except Exception as error:  # noqa: BLE001 (told after the loop, which would go on without an end)
                failed.append(error)
            # lowest of all: after everything that the key set off, painting too
            QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit)))

        QTimer.singleShot(0, strike)
        loop.exec()
        if failed:
            raise failed[0]
        self._count(begun[0])
        self._rest(PACE_MS)

    def _count(self, begun: tuple[float, float]) -> None:
        clock, worked = _now()
        self.waited += clock - begun[0]
        self.worked += worked - begun[1]
        self.longest = max(self.longest, clock - begun[0])

    def _rest(self, milliseconds: int) -> None:
        _turn(milliseconds)


_MODIFIERS = {
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
}


def _now() -> tuple[float, float]:
    """By the clock, and in processor time of this process."""
    return time.perf_counter(), time.process_time()


def _code(letter: str) -> Qt.Key:
    """The key's own code; a letter of another script has none that a Latin keyboard knows."""
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown


def _letter(key: Qt.Key, text: str) -> None:
    """The event that a keyboard of any layout sends: it passes the shortcuts as a real one does."""
    for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
        QTest.sendKeyEvent(action, _here(), key, text, Qt.KeyboardModifier.NoModifier)


def _here() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def _turn(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
