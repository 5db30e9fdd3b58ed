"""What tests of screens share: a signed-in window on a real office, worked by real keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Inline
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.navigation import make_session
from desktop.ui.workbench import Destination, GoHome, Workbench
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests.factories import TestOffice
from tests.ui.screens.programs import Start, starting

LARGE = QSize(1366, 768)

type Enter = Callable[..., SessionFrame]


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[Language], None]]:
    """Chooses the language of the window; English again afterwards."""

    def choose(language: Language, size: QSize = LARGE) -> None:
        catalogue.use(language)
        apply(qapp, Look(language=language).at(size))

    choose(Language.ENGLISH)
    yield choose
    choose(Language.ENGLISH)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Starts the program on a folder, with its real lanes; ends it after the test."""
    yield from starting(qtbot, qapp)


@pytest.fixture
def enter(qtbot: QtBot, office: TestOffice, speak: Callable[[Language], None]) -> Iterator[Enter]:
    """Opens the window of a role at a destination; the bugs it reports fail the test."""
    windows: list[MainWindow] = []
    bugs: list[Exception] = []

    def opened(role: Role, destination: Destination | None = None, size: QSize = LARGE) -> SessionFrame:
        bench = Workbench(office.opened(role), Inline())
        bench.crashed.connect(bugs.append)
        window = MainWindow()
        windows.append(window)
        window.resize(size)
        frame = make_session(bench)
        window.show_content(frame)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        frame.show_page(destination or GoHome())
        return frame

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()
    assert bugs == []
