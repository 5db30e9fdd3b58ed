"""The lanes: Python thread pools and one signal on one long-lived object; the only module that knows threads.

No Qt object is born or dies on a worker (a pool task that owns a signal object gets it destroyed on the wrong thread).
Nor does a worker hold what could hold one: work and answers stay with the window's thread, and all that a worker sends
is a number. Else a worker that is slow to let go is the last to hold a page that was left, and destroys its widgets
beside the thread that paints them. The camera has a thread of its own elsewhere.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Protocol, override

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.errors import Cancelled
from desktop.ui.garbage import GarbageTimer


class Lane(StrEnum):
    """Which pool does the work."""

    DATA = "data"
    """One worker: everything that opens a transaction, so a page reads its own writes."""
    LONG_READS = "long-reads"
    """Audit, statistics: own connection, does not hold up the data lane."""
    PRESS = "press"
    """Drawing PDFs."""


class Job:
    """One piece of work under way: how far it is, and whether it should stop."""

    def __init__(self, name: str) -> None:
        """Make a job called `name` (words for the job strip, or empty for short work)."""
        self.name = name
        self.done = 0
        self.total = 0
        self._stop = threading.Event()
        self.on_progress: Callable[[int, int], None] | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def progress(self, done: int, total: int) -> None:
        """Called by the work at each step, on its thread; raises Cancelled once somebody asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        if self.on_progress is not None:
            self.on_progress(done, total)


class Asked:
    """A question that work on a lane puts to the window and waits for; the window answers once."""

    def __init__(self) -> None:
        """Not answered."""
        self._answered = threading.Event()
        self._yes = False

    def answer(self, *, yes: bool) -> None:
        """Let the work go on; `yes` False means it should give up. Later answers change nothing."""
        if not self._answered.is_set():
            self._yes = yes
            self._answered.set()

    def wait(self) -> bool:
        """Called by the work, on its lane: the answer, when it comes."""
        self._answered.wait()
        return self._yes


class Lanes(Protocol):
    """What the workbench needs; tests give it an inline one."""

    def run[T](
        self,
        lane: Lane,
        job: Job,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` in `lane`, then `done` or `failed` on the main thread."""
        ...

    def on_main(self, call: Callable[[], None]) -> None:
        """Run `call` soon on the main thread; may be called from any thread."""
        ...

    def close(self) -> None:
        """Finish what runs and let the workers go."""
        ...


class _Task:
    """What a lane is asked to do; made and let go on the window's thread."""

    def __init__[T](
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Not done yet."""

        def do() -> Callable[[], None]:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001  (the lane is one of the two places that catch everything)
                caught = error
                return lambda: failed(caught)
            return lambda: done(result)

        self._do = do
        self._answer: Callable[[], None] | None = None

    def do(self) -> None:
        """Do it, on the lane; the answer stays here."""
        self._answer = self._do()

    def answer(self) -> None:
        """Give the answer, on the window's thread."""
        assert self._answer is not None
        self._answer()


class Background(QObject):
    """The real lanes. Lives as long as the program, on the main thread."""

    _arrived = Signal(object)
    _done = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make one worker a lane."""
        super().__init__(parent)
        self._pools = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"haqdar-{lane}") for lane in Lane}
        self._tasks: dict[int, _Task] = {}
        self._numbers = itertools.count()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._garbage = GarbageTimer(self)
        self._closed = False

    def run[T](
        self,
        lane: Lane,
        job: Job,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` in `lane`; whatever it raises arrives in `failed`, bugs too. Once closed, nothing is taken."""
        if self._closed:
            return  # a timer of a page that is going away

        number = next(self._numbers)
        self._tasks[number] = _Task(work, done, failed)
        self._pools[lane].submit(self._work, number)

    def _work(self, number: int) -> None:
        """On a lane: nothing of the task is held here when its number is sent."""
        self._tasks[number].do()
        self._done.emit(number)

    @Slot(int)
    def _answer(self, number: int) -> None:
        self._tasks.pop(number).answer()

    def on_main(self, call: Callable[[], None]) -> None:
        """Queue `call` for the main thread."""
        self._arrived.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def close(self) -> None:
        """Wait for running work; nothing new is taken."""
        self._closed = True
        for lane, pool in self._pools.items():
            # what was typed last is still to be kept, and the store to be closed
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.DATA)
        self._garbage.stop()


class Inline:
    """Lanes for tests and for the tour's small steps: everything happens at once, on the calling thread."""

    def run[T](
        self,
        lane: Lane,
        job: Job,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` now."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  (stands in for the lane)
            failed(error)
        else:
            done(result)

    def on_main(self, call: Callable[[], None]) -> None:
        """Run `call` now."""
        call()

    @override
    def __repr__(self) -> str:
        """For failing tests."""
        return "Inline()"

    def close(self) -> None:
        """Nothing to let go."""
