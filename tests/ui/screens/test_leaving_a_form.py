"""What a person at the real window did by accident: left a form half written, pressed a digit in the settings."""

import threading

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.settings import load_settings
from desktop.ui.crash_dialog import CrashDialog
from desktop.ui.kept_form import KIND, read_kept
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.settings.settings_page import SettingsPage
from desktop.ui.workbench import GoRegister, GoSettings
from desktop.usecases import registration
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.ui.screens.desk_keys import ENTER, ESC, press, write
from tests.ui.screens.programs import Start, unlock


def test_a_half_written_form_is_left_and_its_draft_stays(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Esc with the cursor still in the name: home, no error window, and the letters are in the draft."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    frame = program.frame
    assert frame is not None
    frame.go(GoRegister())
    qtbot.waitUntil(lambda: frame.bench.idle)
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ")
    lane = threading.Event()  # busy, as on an old laptop: the draft is written when its page is gone
    frame.bench.run(lambda _: lane.wait(10), lambda _: None)
    press(ESC)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(50)
    lane.set()
    qtbot.waitUntil(lambda: frame.bench.idle)
    assert program.window.findChild(CrashDialog) is None
    assert isinstance(frame.page, HomePage)
    draft = registration.kept_draft(office.desk(Role.CLERK), KIND)
    assert draft is not None
    kept = read_kept(draft.body)
    assert kept is not None
    assert kept.draft.members[0].name_as_told == "سکینہ"


def test_a_digit_in_the_settings_changes_no_scanner_sign(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """A digit that no answer has is no sign that the scanner types: else no card is read from then on."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    frame = program.frame
    assert frame is not None
    frame.go(GoSettings())
    page = frame.page
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(page.language.isVisible)
    press(Qt.Key.Key_4)
    assert page.prefix.value() == ""
    press(ESC)
    qtbot.waitUntil(lambda: isinstance(frame.page, HomePage))
    assert load_settings(office.folder).settings.scanner_prefix == ""
