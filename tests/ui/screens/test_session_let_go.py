"""A session that was left is let go: nothing holds its frame, and with it the desk and the keys of whoever worked."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.background import Inline
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import make_session
from desktop.ui.workbench import Destination, GoHome, GoRegister, GoStation, Workbench
from desktop.values.permissions import Role
from tests.factories import TestOffice


@pytest.mark.parametrize(
    ("role", "destination"),
    [(Role.CLERK, GoHome()), (Role.CLERK, GoRegister()), (Role.SCANNER, GoStation()), (Role.SUPERVISOR, GoHome())],
    ids=["home", "form", "station", "supervisor"],
)
def test_after_a_session_was_left_nothing_holds_it(
    role: Role, destination: Destination, office: TestOffice, qtbot: QtBot
) -> None:
    """As when the screen is locked while the keyboard was on the page: its widget goes, and nothing else takes it."""
    window, bench = MainWindow(), Workbench(office.opened(role), Inline())
    frame = make_session(bench)
    window.show_content(frame)
    frame.show_page(destination)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert frame.page is not None
    frame.page.setFocus()
    held = [weakref.ref(one) for one in (frame, frame.page)]  # the bench is heard by the desk, which the test keeps
    frame.page.clearFocus()  # a panel that had the keyboard went, a moment before the session does
    window.show_content(QWidget())
    del frame, bench
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(20)
    gc.collect()
    window.close()
    window.deleteLater()
    assert [type(left).__name__ for ref in held if (left := ref()) is not None] == []
