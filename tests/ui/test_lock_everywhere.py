"""Ctrl+L and F12 lock the desk from every page of every role and over every dialog, and nothing else has these keys."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.scanner.hand_keys import _press_shortcut  # pyright: ignore[reportPrivateUsage]
from desktop.values.permissions import Role
from tests.ui.everywhere import Facts, Seat, open_dialogs, stops
from tests.ui.screens.desk_keys import CTRL
from tests.ui.test_bursts_everywhere import facts, sit

__all__ = ["facts", "sit"]  # fixtures

LAM = "ل"
PLAIN = Qt.KeyboardModifier.NoModifier
KEYS = [(int(Qt.Key.Key_L), CTRL), (ord(LAM), CTRL), (int(Qt.Key.Key_F12), PLAIN)]
"""Under a Latin and under an Urdu or Sindhi keyboard."""


def strike(key: int, held: Qt.KeyboardModifier, *, again: bool = False) -> None:
    """A key as the window system sends it to the window that has the keyboard: first asked for as a shortcut."""
    modal = QApplication.activeModalWidget()
    window = modal.windowHandle() if modal is not None else QApplication.focusWindow()
    assert isinstance(window, QWindow)
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, "", again)
    asked.setAccepted(False)
    QCoreApplication.sendEvent(window, asked)
    if asked.isAccepted() or not _press_shortcut(asked, None):
        QCoreApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, held, "", again))


@contextmanager
def _listening(seat: Seat) -> Generator[list[str]]:
    """As in the program the session hears every key; what was locked."""
    heard: list[str] = []
    app = QApplication.instance()
    assert app is not None
    seat.frame.bench.locked.connect(lambda: heard.append("locked"))
    app.installEventFilter(seat.frame)
    yield heard
    app.removeEventFilter(seat.frame)


def _taken(root: QWidget) -> list[str]:
    """Buttons and shortcuts of `root` that have a key of the lock."""
    keys = {QKeySequence("Ctrl+L"), QKeySequence("F12")}
    found = [one.text() for one in root.findChildren(QAbstractButton) if one.shortcut() in keys]
    return found + [str(one.parent()) for one in root.findChildren(QShortcut) if keys & set(one.keys())]


def _walk(root: QWidget, heard: list[str], where: str) -> list[str]:
    """Strike the keys at every stop of `root`; where they did not lock once each."""
    wrong = [f"{where}: {one} has the key of the lock" for one in _taken(root)]
    for stop in [root, *stops(root)]:
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        for key, held in KEYS:
            heard.clear()
            strike(key, held)
            strike(key, held, again=True)
            if heard != ["locked"]:
                wrong.append(f"{where}, {type(stop).__name__} {stop.accessibleName()!r}: {heard}")
    return wrong


@pytest.mark.parametrize("role", list(Role))
def test_every_page_locks(role: Role, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """Wherever the keyboard is."""
    seat, wrong = sit(role), list[str]()
    with _listening(seat) as heard:
        for destination in facts.destinations(role):
            seat.frame.show_page(destination)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            wrong += _walk(seat.page, heard, f"{role.value} {destination}")
    assert wrong == []
    assert seat.wanted == []


def test_every_dialog_locks(facts: Facts, sit: Callable[[Role], Seat], qtbot: QtBot) -> None:
    """No dialog keeps the key for itself or away from the window."""
    wrong = list[str]()
    for name, seat, dialog in open_dialogs(facts, sit, qtbot):
        with _listening(seat) as heard:
            wrong += _walk(dialog, heard, name)
        assert QApplication.activeModalWidget() is dialog, f"{name} took it for something"
    assert wrong == []
