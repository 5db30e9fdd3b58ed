"""The whole program on a folder, started and unlocked by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.settings import Settings
from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Background
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests.factories import passphrase_of
from tests.ui.screens.desk_keys import ENTER, press, write

type Start = Callable[..., Program]


def starting(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Starts the program on a folder, with its real lanes; ends it after the test."""
    running: list[Program] = []

    def begun(folder: Path, size: QSize | None = None, **settings: object) -> Program:
        program = Program(qapp, folder, Background(), Settings(**settings))  # pyright: ignore[reportArgumentType]
        running.append(program)
        program.window.resize(size or QSize(1366, 768))
        program.window.show()
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        program.begin()
        return program

    yield begun
    for program in running:
        program.window.close()
        program.window.deleteLater()
    catalogue.use(Language.ENGLISH)
    apply(qapp, Look())


def lock_screen(program: Program) -> UnlockScreen:
    """The lock screen, which must be shown."""
    screen = program.window.findChild(UnlockScreen)
    assert screen is not None
    return screen


def choose_name(screen: UnlockScreen, role: Role) -> None:
    """Choose a name by Alt and its digit, which works whoever was chosen before."""
    digit = screen.panel.names.every().index(role.value) + 1
    press(Qt.Key(Qt.Key.Key_0 + digit), modifier=Qt.KeyboardModifier.AltModifier)


def unlock(program: Program, role: Role, qtbot: QtBot) -> None:
    """Choose the name by its key, type the passphrase."""
    choose_name(lock_screen(program), role)
    write(passphrase_of(role))
    press(ENTER)
    qtbot.waitUntil(lambda: program.frame is not None and program.frame.bench.idle, timeout=15_000)
