"""A program of its own that changes the look while Python has much to search for: it may fall.

`python -m tests.ui.garbage_child as_it_is|control`; ends with 0 when it did not. The control lets Python search while
Qt goes through its widgets.
"""

import gc
import sys
from contextlib import nullcontext

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.appearance import look
from desktop.ui.appearance.look import Look, apply
from desktop.values.vocabulary import Language


class Asked(QWidget):
    """A widget at whose answer Python searches, if it may: it does so whenever enough was made."""

    def changeEvent(self, event: QEvent) -> None:
        """Answer."""
        if gc.isenabled():
            gc.collect()
        super().changeEvent(event)


class Left(QWidget):
    """A widget that nobody has any more, in a circle with its neighbours, so that only a search ends it."""

    ring: list[QWidget]


def leave_some() -> None:
    """Ten widgets that a search would end, as a page does that was left."""
    ring: list[QWidget] = []
    for _ in range(10):
        left = Left()
        left.ring = ring
        ring.append(left)


if __name__ == "__main__":
    app = QApplication([])
    apply(app, Look())
    if sys.argv[1] == "control":
        look.search_later = nullcontext
    kept: list[QWidget] = []
    for turn in range(20):
        gc.disable()
        for _ in range(20):
            kept.append(Asked())
            leave_some()
        gc.enable()
        apply(app, Look(language=Language.URDU) if turn % 2 else Look())
