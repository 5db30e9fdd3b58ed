"""A backup is restored by keys: from the first run, and over the office that is open; a refusal changes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.errors import ForeignStore
from desktop.opening import sign_in
from desktop.ui.restore_form import RestoreForm
from desktop.ui.screens.first_run.pages import KindPage, OfficePage
from desktop.ui.screens.first_run.restore_page import RestoredPage, RestorePage
from desktop.ui.screens.settings.restore_dialog import RestoreDialog
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.workbench import GoSettings
from desktop.usecases import registration, safekeeping
from desktop.usecases.safekeeping import Proof, RestoreDraft
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice, passphrase_of
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, press, write
from tests.ui.screens.programs import Start, unlock

SECOND = Proof("controller", passphrase_of(Role.CONTROLLER))
LEAD = Proof("lead", passphrase_of(Role.LEAD))


@pytest.fixture
def backup(office: TestOffice, tmp_path: Path) -> Path:
    """A backup of an office with one household; the office is closed again."""
    registration.register(office.desk(Role.CLERK), factories.household())
    opened = office.opened(Role.SUPERVISOR)
    target = tmp_path / "stick.haqdar-backup"
    safekeeping.backup(opened.desk, opened.certificates, opened.folder, opened.unlocked.store_key, target)
    office.close()
    return target


def fill(form: RestoreForm, backup: Path, second: str) -> None:
    """Type the form from its first field on; `second` is what the second person types."""
    write(str(backup))
    press(ENTER)
    if not form.name.value():
        write("supervisor")
    press(ENTER, ENTER)
    write(passphrase_of(Role.SUPERVISOR))
    press(ENTER)
    write("controller")
    press(ENTER)
    write(second)
    press(ENTER)
    write("the laptop fell into the canal")


def households(folder: Path) -> int:
    """How many households the office holds."""
    opened = sign_in(folder, "clerk", passphrase_of(Role.CLERK))
    with opened.store.reader.connect() as conn:
        found: int = conn.exec_driver_sql("SELECT count(*) FROM household").scalar_one()
    opened.close()
    return found


def test_the_first_run_restores_a_backup_with_two_people(
    start: Start, tmp_path: Path, backup: Path, qtbot: QtBot
) -> None:
    """Key 3, the form by keys, a wrong passphrase first: nothing appears, the form stays; then the office is there."""
    folder = tmp_path / "fresh"
    program = start(folder)
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(screen.page, KindPage))
    press(Qt.Key.Key_3)
    qtbot.waitUntil(lambda: isinstance(screen.page, RestorePage))
    page = screen.page
    assert isinstance(page, RestorePage)
    fill(page.form, backup, "none of these words fit")
    press(ENTER)
    qtbot.waitUntil(lambda: not screen.busy, timeout=30_000)
    assert screen.page is page
    assert screen.notices.findChildren(QWidget)
    assert page.form.passphrase.value() == ""
    assert not folder.exists()
    page.form.passphrase.set_value(passphrase_of(Role.SUPERVISOR))
    page.form.second_passphrase.set_value(passphrase_of(Role.CONTROLLER))
    page.go_on()
    qtbot.waitUntil(lambda: isinstance(screen.page, RestoredPage), timeout=30_000)
    press(ENTER)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None, timeout=30_000)
    assert households(folder) == 1
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_enter_takes_no_district_among_several(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """Letters that fit several districts: Enter goes to the list and chooses nothing by itself."""
    program = start(tmp_path / "fresh")
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(screen.page, KindPage))
    press(ENTER)
    page = screen.page
    assert isinstance(page, OfficePage)
    write("r")
    assert len(page.list.rows()) > 1
    press(ENTER)
    assert screen.answers.district == ""
    assert page.list.hasFocus()
    press(ENTER)
    assert screen.answers.district


def dialog_of(program: Program, qtbot: QtBot) -> RestoreDialog:
    """The restore dialog, opened from the settings by its key."""
    assert program.frame is not None
    program.frame.go(GoSettings())
    press(Qt.Key.Key_R, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    qtbot.waitUntil(dialog.form.file.hasFocus)
    return dialog


def test_a_backup_takes_the_place_of_the_open_office(
    start: Start, office: TestOffice, tmp_path: Path, backup: Path, qtbot: QtBot
) -> None:
    """From the settings: refused with a wrong passphrase and nothing moved, then done; the old office lies beside."""
    registration.register(office.desk(Role.CLERK), factories.household(village="Chak 99"))
    office.close()
    program = start(office.folder)
    unlock(program, Role.SUPERVISOR, qtbot)
    dialog = dialog_of(program, qtbot)
    fill(dialog.form, backup, "none of these words fit")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: bool(dialog.problem.text()) and dialog.form.isEnabled(), timeout=30_000)
    assert program.frame is not None
    assert program.frame.bench.desk.person.role is Role.SUPERVISOR, "the session goes on"
    dialog.form.passphrase.set_value(passphrase_of(Role.SUPERVISOR))
    dialog.form.second_passphrase.set_value(passphrase_of(Role.CONTROLLER))
    dialog.restore_button.click()
    qtbot.waitUntil(dialog.restore_button.isHidden, timeout=30_000)
    assert "-before-" in dialog.sentence.text()
    press(ENTER)
    qtbot.waitUntil(lambda: program.frame is None, timeout=30_000)
    assert program.window.findChild(UnlockScreen) is not None
    before = next(path for path in tmp_path.iterdir() if "-before-" in path.name)
    assert households(office.folder) == 1
    assert households(before) == 2


def test_esc_leaves_the_office_as_it_is(start: Start, office: TestOffice, backup: Path, qtbot: QtBot) -> None:
    """Nothing typed, Esc: no restore, the session goes on. A clerk is not offered one."""
    program = start(office.folder)
    unlock(program, Role.SUPERVISOR, qtbot)
    dialog_of(program, qtbot)
    press(Qt.Key.Key_S, modifier=CTRL)
    press(ESC)
    assert QApplication.activeModalWidget() is None
    assert program.frame is not None
    program.lock()
    program.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    unlock(program, Role.CLERK, qtbot)
    program.frame.go(GoSettings())
    press(Qt.Key.Key_R, modifier=CTRL)
    assert QApplication.activeModalWidget() is None
    assert backup.exists()


def test_a_backup_of_another_office_is_refused(office: TestOffice, tmp_path: Path, backup: Path) -> None:
    """It would put another register under this office's name."""
    with factories.office(tmp_path / "other", practice=True) as other:
        draft = RestoreDraft(backup, LEAD, SECOND, "by mistake")
        with pytest.raises(ForeignStore):
            safekeeping.restore_over(draft, other.folder, lambda: None)
        assert other.folder.exists()
