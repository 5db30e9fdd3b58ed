"""Tells windows and long bodies where the keyboard goes, for as long as they live."""

import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

type Hearer = Callable[[QWidget | None], None]


class _KeyboardWatch(QObject):
    """One for the whole program; hears Qt, and knows its hearers weakly.

    A widget that heard Qt by itself would still be called while its window is cleared away: Python takes what an
    object keeps (its connected slots too) before Qt takes the object.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._hearers: list[weakref.WeakMethod[Hearer]] = []
        app.focusChanged.connect(self.moved)

    def add(self, hearer: Hearer) -> None:
        """From now on `hearer` is told too."""
        self._hearers.append(weakref.WeakMethod(hearer))

    @Slot(QWidget, QWidget)
    def moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The keyboard is at `now`."""
        there = now if now is not None and isValid(now) else None
        self._hearers = [each for each in self._hearers if _lives(each())]
        for each in list(self._hearers):
            hearer = each()
            if hearer is not None and _lives(hearer):
                hearer(there)


def _lives(hearer: Hearer | None) -> bool:
    owner = getattr(hearer, "__self__", None)
    return isinstance(owner, QObject) and isValid(owner)


def tell_where_the_keyboard_is(hearer: Hearer) -> None:
    """Call `hearer`, a method of a widget or QObject, with what has the keyboard (None: nothing) at each change.

    It ends with the hearer's owner, whether Python or Qt takes that first.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    watch = app.findChild(_KeyboardWatch) or _KeyboardWatch(app)
    watch.add(hearer)
