"""The lost memory of a book in the window: red notice, settings, two people, the lock screen, and work again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.opening import STORE_NAME
from desktop.ui.screens.settings.accept_dialog import AcceptDialog
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.workbench import GoSettings
from desktop.usecases import registration
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice, passphrase_of
from tests.ui.screens.desk_keys import CTRL, ENTER, press, write
from tests.ui.screens.programs import Start, unlock


def dialog_of(program: Program, qtbot: QtBot) -> AcceptDialog:
    """The dialog, opened from the settings by its key, with what was found."""
    assert program.frame is not None
    program.frame.go(GoSettings())
    press(Qt.Key.Key_B, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), AcceptDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AcceptDialog)
    qtbot.waitUntil(lambda: program.frame is not None and program.frame.bench.idle, timeout=15_000)
    return dialog


def test_two_people_accept_the_book_in_the_settings(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """A reason, the second person's passphrase: wrong once, then right; after the lock screen work goes on."""
    registration.register(office.desk(Role.CLERK), factories.household())
    office.close()
    (office.folder / "heads.json").unlink()
    program = start(office.folder)
    unlock(program, Role.SUPERVISOR, qtbot)
    dialog = dialog_of(program, qtbot)
    assert "all of them fit" in dialog.found.text()
    qtbot.waitUntil(dialog.reason.hasFocus)
    write("deleted by hand")
    dialog.second.names.set_value("controller")
    for words in ("none of these words fit", passphrase_of(Role.CONTROLLER)):
        qtbot.waitUntil(lambda: dialog.second.passphrase.isEnabled(), timeout=30_000)
        dialog.second.passphrase.setFocus()
        write(words)
        dialog.second.agree_button.click()
        qtbot.waitUntil(lambda: bool(dialog.second.message()) or dialog.store_closed, timeout=30_000)
    qtbot.waitUntil(lambda: dialog.store_closed, timeout=30_000)
    press(ENTER)
    qtbot.waitUntil(lambda: program.frame is None, timeout=30_000)
    assert program.window.findChild(UnlockScreen) is not None
    assert office.opened(Role.CLERK).broken is None
    registration.register(office.desk(Role.CLERK), factories.household(factories.woman("زینب")))


def test_a_cut_book_offers_nothing_to_agree_to(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """It says why, and that a backup is the way. A clerk is not offered the dialog."""
    store = office.folder / STORE_NAME
    office.opened(Role.CLERK)
    office.close()
    before = store.read_bytes()
    registration.register(office.desk(Role.CLERK), factories.household())
    office.close()
    office.opened(Role.CLERK)
    office.close()
    store.write_bytes(before)
    (office.folder / "heads.json").unlink()
    program = start(office.folder)
    unlock(program, Role.SUPERVISOR, qtbot)
    dialog = dialog_of(program, qtbot)
    assert "cannot be accepted" in dialog.found.text()
    assert not dialog.second.isVisible()
    dialog.reject()
    program.lock()
    program.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    program.frame.go(GoSettings())
    press(Qt.Key.Key_B, modifier=CTRL)
    assert QApplication.activeModalWidget() is None
