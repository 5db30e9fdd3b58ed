"""The whole program on a folder: unlock by typing, wrong passphrases wait, the lock covers, a second window ends."""

import gc
import json
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop import app as program_module
from desktop.app import Program
from desktop.security.doorplate import KEYS
from desktop.settings import Settings
from desktop.ui.crash_dialog import CrashDialog
from desktop.ui.screens.first_run.first_run_screen import FirstRunScreen
from desktop.ui.screens.first_run.pages import (
    KindPage,
    LanguagePage,
    OfficePage,
    PersonPage,
    SheetPage,
    SummaryPage,
)
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.widgets.flash import Flash
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.workbench import GoRegister, GoSettings
from desktop.values.permissions import Role
from desktop.words.bug_report import report_of
from tests import factories
from tests.factories import TestOffice, passphrase_of
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, press, write
from tests.ui.screens.programs import Start, lock_screen, unlock


def test_unlocked_by_keys_and_locked_again(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """A name, its passphrase: home. Ctrl+L covers all; the same person comes back to the same form, filled in."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    assert isinstance(program.frame.page, HomePage)
    program.frame.go(GoRegister())
    qtbot.waitUntil(lambda: program.frame is not None and program.frame.bench.idle)
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ")
    press(Qt.Key.Key_L, modifier=CTRL)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None and program.frame is None)
    assert program.window.findChild(RegisterPage) is None or not program.window.findChild(RegisterPage).isVisible()  # pyright: ignore[reportOptionalMemberAccess]
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    page = program.frame.page
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.panels.head.name.value() == "سکینہ")


def test_the_last_person_stays_chosen_and_letters_find_the_passphrase(
    start: Start, office: TestOffice, qtbot: QtBot
) -> None:
    """After a lock it is not the controller; what is typed at a tile is written into the passphrase."""
    program = start(office.folder)
    screen = lock_screen(program)
    screen.panel.names.tile(Role.CLERK.value).click()
    write(passphrase_of(Role.CLERK))
    press(ENTER)
    qtbot.waitUntil(lambda: program.frame is not None, timeout=15_000)
    program.lock()
    qtbot.waitUntil(lambda: lock_screen(program) is not screen)
    screen = lock_screen(program)
    assert screen.panel.names.present() == Role.CLERK.value
    screen.panel.names.tile(Role.LEAD.value).setFocus()
    press(Qt.Key.Key_C)
    assert screen.panel.passphrase.value() == "c"
    assert screen.panel.passphrase.hasFocus()


def test_nothing_is_typed_before_a_name_is_chosen(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """The keyboard is at the names: a letter gives a signal, from the empty passphrase too; a digit is a name there."""
    program = start(office.folder)
    screen = lock_screen(program)
    panel, keys = screen.panel, screen.panel.names.every()
    assert panel.names.tile(keys[0]).hasFocus()
    for place in (panel.names.tile(keys[4]), panel.passphrase, panel.language.chip("ur")):
        place.setFocus()
        write("k")
        (said,) = [one for one in program.window.findChildren(Flash) if one.isVisible()]
        assert "Choose your name" in said.sentence
        said.hide()
        assert panel.passphrase.value() == ""
        assert panel.names.tile(keys[0]).hasFocus()
    panel.passphrase.setFocus()
    press(Qt.Key.Key_3)
    assert (panel.names.present(), panel.passphrase.value()) == (keys[2], "")
    assert panel.passphrase.hasFocus()
    press(DOWN)
    assert panel.names.present() == keys[4], "arrows go on from the passphrase, as the tiles are seen"
    press(Qt.Key.Key_Right)
    assert panel.names.present() == keys[5]
    write("9 kettles")
    press(Qt.Key.Key_Left)
    assert (panel.names.present(), panel.passphrase.value()) == (keys[5], "9 kettles"), "a word to mend keeps them"


def test_somebody_else_does_not_come_to_the_same_screen(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Another operator unlocks: home, not the form of the one before."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    program.frame.go(GoSettings())
    program.lock()
    unlock(program, Role.AUDITOR, qtbot)
    assert program.frame is not None
    assert isinstance(program.frame.page, HomePage)


def test_wrong_passphrases_wait_with_a_countdown(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Five are free; then the seconds count down, nothing can be typed, and neither name nor word is blamed."""
    program = start(office.folder)
    screen = lock_screen(program)
    press(DOWN)
    for _ in range(6):
        write("four words that are wrong")
        press(ENTER)
        qtbot.waitUntil(lambda: not program._opening and bool(screen.panel.message()), timeout=15_000)  # pyright: ignore[reportPrivateUsage]
        if not screen.panel.passphrase.isEnabled():
            break
    assert "You can try again in" in screen.panel.message()
    assert "Name and passphrase do not fit together." in screen.panel.message() or "several wrong" in (
        screen.panel.message()
    )
    assert not screen.panel.passphrase.isEnabled()
    first = screen.panel.message()
    qtbot.waitUntil(lambda: screen.panel.message() != first, timeout=5000)


def test_language_changes_at_once_on_the_lock_screen(start: Start, office: TestOffice) -> None:
    """One press on اردو: the same screen from the right, and the choice is kept in the settings."""
    program = start(office.folder)
    lock_screen(program).panel.language.chip("ur").click()
    assert program.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "ur" in (office.folder / "settings.toml").read_text(encoding="utf-8")


def test_settings_are_put_on_without_a_restart(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Text size and theme: the window is built anew on the same page."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    program.frame.go(GoSettings())
    bench = program.frame.bench
    bench.settled.emit(Settings(text_percent=150, theme="dark"))
    assert program.frame.destination == GoSettings()
    assert program.settings.theme == "dark"
    assert program.window.isVisible()


def test_a_damaged_office_is_said_on_the_lock_screen(start: Start, office: TestOffice) -> None:
    """Keys that cannot be read: a sentence, no crash, no names."""
    (office.folder / "keys.json").write_text(json.dumps({"not": "keys"}))
    program = start(office.folder)
    assert lock_screen(program).panel.message()


def test_a_small_window_gets_the_small_layout(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Below 1200 pixels the measures change without losing the page."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    program.window.resize(1024, 600)
    qtbot.wait(50)
    assert program_module.current().layout.small
    assert program.frame is not None
    assert isinstance(program.frame.page, HomePage)


def test_a_second_window_calls_the_first_forward_and_ends(
    start: Start, office: TestOffice, qtbot: QtBot, qapp: QApplication
) -> None:
    """Two windows on one folder: the second one ends with success at once and opens nothing."""
    program = start(office.folder)
    called: list[bool] = []
    server = QLocalServer()
    server.newConnection.connect(lambda: called.append(True))
    assert server.listen(program_module.window_name(office.folder))
    before = len(qapp.topLevelWidgets())
    assert program_module.open_window(office.folder) == 0
    qtbot.waitUntil(lambda: bool(called))
    server.close()
    assert len(qapp.topLevelWidgets()) == before
    assert program.window.isVisible()


# --- the first run ----------------------------------------------------------------------------------------------------


def shown(program: Program) -> FirstRunScreen:
    """The first run, which must be shown."""
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    return screen


def test_two_people_make_an_office_and_keep_its_sheet(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """Language, kind, district, two passphrases by keyboard; the office appears only after the check word was typed."""
    folder = tmp_path / "fresh"
    program = start(folder)
    screen = shown(program)
    assert isinstance(screen.page, LanguagePage)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(screen.page, KindPage))
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(screen.page, OfficePage))
    write("multan")
    press(ENTER)
    write("Basti Malook")
    press(ENTER, ENTER)
    for name in ("Nadia Baloch", "Shazia Khan"):
        page = screen.page
        assert isinstance(page, PersonPage)
        words = page.offered.text()
        write(name)
        press(ENTER)
        write(words)
        press(ENTER)
        write(words)
        press(ENTER)
    page = screen.page
    assert isinstance(page, SummaryPage), "both read what they answered before the office is made"
    assert {"Basti Malook", "Nadia Baloch", "Shazia Khan"} <= {line.text() for line in page.findChildren(Line)}
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(screen.page, SheetPage), timeout=30_000)
    page = screen.page
    assert isinstance(page, SheetPage)
    assert not folder.exists(), "no office before the sheet is kept"
    sheet = page._sheet  # pyright: ignore[reportPrivateUsage]
    page.word.set_value(sheet.check_word)
    page.go_on()
    assert not folder.exists(), "the word alone is not enough: the sheet was neither printed nor saved"
    page.was_kept()
    page.word.set_value("another")
    press(ENTER)
    assert not folder.exists()
    page.word.set_value(sheet.check_word)
    press(ENTER)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None, timeout=30_000)
    assert (folder / "office.db").exists()
    assert list(lock_screen(program)._names) == ["Nadia Baloch", "Shazia Khan"]  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(("percent", "language"), [(100, "en"), (200, "ur")])
def test_weak_or_unlike_passphrases_go_no_further(start: Start, tmp_path: Path, percent: int, language: str) -> None:
    """Said at their fields, the first of which has the keyboard; four long words and each sentence are seen whole."""
    program = start(tmp_path / "fresh", text_percent=percent, language=language)
    screen = shown(program)
    screen.answers.district, screen.answers.office, screen.answers.desk = "PK617", "Basti Malook", "Desk 1"
    screen._ask_controller()  # pyright: ignore[reportPrivateUsage]
    page = screen.page
    assert isinstance(page, PersonPage)
    page.offered.setText("transport unbalanced subscribe quarterly")
    write("Nadia")
    press(ENTER)
    write("password")
    press(ENTER)
    write("passwort")
    press(ENTER)
    assert screen.page is page
    rows = page._rows  # pyright: ignore[reportPrivateUsage]
    assert rows["passphrase"].problem()
    assert rows["again"].problem()
    assert page.passphrase.hasFocus(), "the first field to mend"
    QApplication.processEvents()
    texts = [one for one in page.findChildren(Paragraph) if one.isVisible() and one.text()]
    assert page.offered in texts
    assert [one.text() for one in texts if one.height() < one.heightForWidth(one.width())] == []
    sides = [(at := one.mapTo(program.window, one.rect().topLeft()).x(), at + one.width()) for one in texts]
    assert all(left >= 0 and right <= program.window.width() for left, right in sides)
    words = "copper lantern walnut meadow orbit"
    page.passphrase.clear()
    write(words)
    assert page.passphrase.property("state") != "problem", "what is mended is not amber any more"
    press(ENTER, ENTER)
    assert page.again.hasFocus()
    write(words)  # in the place of what nobody sees
    press(ENTER)
    assert screen.page is not page


def test_closing_before_the_sheet_is_kept_leaves_nothing(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """The window closes while the sheet waits: no folder, no half office beside it, no hanging lane."""
    folder = tmp_path / "fresh"
    program = start(folder)
    screen = shown(program)
    words = "copper lantern walnut meadow orbit"
    screen.answers.district, screen.answers.office, screen.answers.desk = "PK617", "Basti Malook", "Desk 1"
    for answer, name in ((screen.answers.controller, "Nadia"), (screen.answers.supervisor, "Shazia")):
        answer.name, answer.passphrase, answer.again = name, f"{words} {name}", f"{words} {name}"
    screen._make()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: isinstance(screen.page, SheetPage), timeout=30_000)
    program.close()
    assert list(tmp_path.iterdir()) == []


# --- bugs -------------------------------------------------------------------------------------------------------------


def test_a_bug_is_told_without_data(qtbot: QtBot, start: Start, office: TestOffice) -> None:
    """The report names places in the program; the value that was in the error is not in it; Esc goes on."""
    program = start(office.folder)
    with pytest.raises(ValueError) as caught:
        raise ValueError("Sakina Bibi 36302-1122334-5")
    assert "Sakina" not in report_of(caught.value)
    assert "ValueError" in report_of(caught.value)
    program.crashed(caught.value)
    dialog = program.window.findChild(QDialog)
    assert isinstance(dialog, CrashDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_lock_lets_the_keys_go(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Nothing in the program still holds what was unlocked: store key, desk keys, the controller's office seed."""
    program = start(office.folder)
    unlock(program, Role.CONTROLLER, qtbot)
    assert program.frame is not None
    opened = weakref.ref(program.frame.bench.opened)
    press(Qt.Key.Key_L, modifier=CTRL)
    qtbot.waitUntil(lambda: program.frame is None)

    def gone() -> bool:
        gc.collect()
        return opened() is None

    qtbot.waitUntil(gone, timeout=10_000)


def test_what_is_being_done_while_the_lock_falls_is_done_and_breaks_nothing(
    start: Start, office: TestOffice, qtbot: QtBot
) -> None:
    """The answer of slow work arrives when its page is gone: nobody hears it, and no bug is told."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    page, heard, let_go = program.frame.page, list[object](), threading.Event()
    assert page is not None

    def slow(_desk: object) -> str:
        let_go.wait(10)
        return "done"

    def answer(result: str) -> None:
        heard.append(result)
        page.setEnabled(True)

    program.frame.bench.run(slow, answer)
    program.lock()
    let_go.set()
    unlock(program, Role.CLERK, qtbot)
    assert heard == []
    assert program.window.findChild(CrashDialog) is None


def test_a_practice_office_names_the_folder_of_its_passphrases(
    start: Start, office: TestOffice, tmp_path: Path
) -> None:
    """A quiet line, only where the folder is: not in a real office, nor in a practice one that came from a backup."""

    def said(folder: Path) -> list[str]:
        screen = lock_screen(start(folder))
        return [one.text() for one in screen.findChildren(Paragraph) if KEYS in one.text()]

    (office.folder / KEYS).mkdir()
    assert said(office.folder) == []
    with factories.office(tmp_path / "other", practice=True) as practice:
        assert said(practice.folder) == []
        (practice.folder / KEYS).mkdir()
        (line,) = said(practice.folder)
        assert str(practice.folder / KEYS) in line
