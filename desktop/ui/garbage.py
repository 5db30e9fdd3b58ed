"""Python's search for garbage, kept to the window's thread.

Pages that were left lie in circles with their own slots until Python searches for such circles: whenever enough was
made, on whichever thread makes it. A search on a lane destroys widgets beside the thread that paints them, and the
program falls. So while there are lanes only a timer of the window's thread searches.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
YOUNG = 2_000
"""So many new objects are worth a search through them; it takes a few milliseconds."""
OLDER = 10
"""Each search through older objects comes after so many through the younger ones."""


@contextmanager
def search_later() -> Generator[None]:
    """Python does not search by itself in here, where Qt goes through a list of all widgets and asks Python of each.

    A search that one of these answers sets off destroys widgets that Qt has still before it, and the program falls.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


class GarbageTimer(QObject):
    """From its making until `stop` Python searches by itself on no thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin; the event loop of this thread has to run."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._search)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again: there are no other threads any more."""
        self._timer.stop()
        gc.enable()

    def _search(self) -> None:
        young, middle, old = gc.get_count()
        if young > YOUNG:
            gc.collect(2 if old >= OLDER else 1 if middle >= OLDER else 0)
