"""Who asked where the keyboard goes is told, and only for as long as it lives."""

import gc

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is


class Listener(QWidget):
    """Notes what it is told, in a list that outlives it."""

    def __init__(self, told: list[QWidget | None]) -> None:
        super().__init__()
        self._told = told
        tell_where_the_keyboard_is(self.hear)

    def hear(self, now: QWidget | None) -> None:
        """The keyboard is at `now`."""
        self._told.append(now)


def two_fields(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QLineEdit]:
    """A shown window and the two fields in it."""
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QLineEdit(window), QLineEdit(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    first.setFocus()
    QApplication.processEvents()
    return window, first, second


def test_each_move_is_told_once(qtbot: QtBot) -> None:
    """There and back, and when nothing has the keyboard."""
    _window, first, second = two_fields(qtbot)
    told: list[QWidget | None] = []
    listener = Listener(told)
    qtbot.addWidget(listener)
    second.setFocus()
    first.setFocus()
    first.clearFocus()
    assert told == [second, first, None]


def test_who_is_gone_is_told_nothing(qtbot: QtBot) -> None:
    """Whether Qt takes it, or Python does with what it keeps in a circle, as a window keeps its page."""
    _window, first, second = two_fields(qtbot)
    told: list[QWidget | None] = []
    taken_by_qt = Listener(told)
    delete(taken_by_qt)
    taken_by_python = Listener(told)
    vars(taken_by_python)["circle"] = taken_by_python
    del taken_by_python
    gc.collect()
    second.setFocus()
    first.setFocus()
    assert told == []
