"""What the tests of the window share: a look that is put on for one test and taken off after it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, apply
from desktop.ui.garbage import search_later
from desktop.values.vocabulary import Language

type PutOn = Callable[[Look], None]
type Show = Callable[..., QWidget]


@pytest.fixture(autouse=True)
def _cleared() -> Iterator[None]:
    """What a test put away is gone after it: no event loop runs around tests, and only one would delete it.

    Else windows, pages and buttons of hundreds of tests lie in one process, which grows slow and large. Python searches
    for garbage between tests only, as it does between events in the program: never while Qt goes through its widgets.
    """
    with search_later():
        yield
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def put_on(qapp: QApplication) -> Iterator[PutOn]:
    """Puts a look on the application; English, light and large again afterwards."""

    def put(look: Look) -> None:
        apply(qapp, look)

    put(Look())
    yield put
    put(Look())


@pytest.fixture
def urdu(put_on: PutOn) -> None:
    """The window in Urdu."""
    put_on(Look(language=Language.URDU))


@pytest.fixture
def english(put_on: PutOn) -> None:
    """The window in English."""
    put_on(Look())


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows widgets under each other in a window that has the keyboard; gives the window."""
    windows: list[QWidget] = []

    def made(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield made
    for window in windows:
        window.close()
        window.deleteLater()
