"""People of the office by keys on the whole program: removed, another role, new passphrases; then the lock screen."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.errors import WrongPassphrase
from desktop.opening import sign_in
from desktop.ui.closing_sheet import ClosingSheet
from desktop.ui.screens.operators.operator_dialog import OperatorDialog
from desktop.ui.screens.operators.operators_page import OperatorsPage
from desktop.ui.screens.settings.passphrase_dialog import PassphraseDialog
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.line import Paragraph
from desktop.ui.workbench import GoOperators, GoSettings
from desktop.usecases import operators
from desktop.values.permissions import Role
from tests.factories import TestOffice, passphrase_of
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, TAB, press, write
from tests.ui.screens.programs import Start, unlock

NEW = "copper lantern walnut pepper meadow orbit"


def people_page(program: Program, qtbot: QtBot) -> OperatorsPage:
    """The page of the controller, loaded."""
    at(program.window, qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    unlock(program, Role.CONTROLLER, qtbot)
    assert program.frame is not None
    program.frame.go(GoOperators())
    page = program.frame.page
    assert isinstance(page, OperatorsPage)
    qtbot.waitUntil(page.name.hasFocus, timeout=10_000)
    return page


def at(window: QWidget, qtbot: QtBot) -> None:
    """The window has the keyboard, which the screen in memory does not give back by itself."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def choose(page: OperatorsPage, name: str) -> None:
    """Choose a row by the arrows."""
    page.people.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Home, modifier=CTRL)
    for _ in range(page.people.model().rowCount()):
        known = page.people.present()
        if known is not None and page.known[known].name == name:
            return
        press(DOWN)
    raise AssertionError(name)


def dialog_after(key: Qt.Key, qtbot: QtBot) -> OperatorDialog:
    """The dialog that a key opens."""
    press(key, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OperatorDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OperatorDialog)
    at(dialog, qtbot)
    return dialog


def agree(dialog: OperatorDialog, words: str = "") -> None:
    """The supervisor types the passphrase, Enter, and Enter on the button it leads to."""
    dialog.second.names.set_value(Role.SUPERVISOR.value)
    dialog.second.passphrase.clear()
    dialog.second.passphrase.setFocus()
    write(words or passphrase_of(Role.SUPERVISOR))
    press(ENTER)
    assert dialog.second.agree_button.hasFocus(), "Enter in the passphrase only leads to the button"
    press(ENTER)


def ended(dialog: ClosingSheet, qtbot: QtBot) -> None:
    """The act is done and said."""
    qtbot.waitUntil(lambda: dialog.store_closed, timeout=30_000)


def to_the_lock(program: Program, qtbot: QtBot) -> None:
    """The session is over."""
    qtbot.waitUntil(lambda: program.frame is None, timeout=30_000)
    assert program.window.findChild(UnlockScreen) is not None


def roles(folder: Path) -> dict[str, Role]:
    """Who works there, as what."""
    opened = sign_in(folder, "controller", passphrase_of(Role.CONTROLLER))
    found = {one.name: one.role for one in operators.operators(opened.desk)}
    opened.close()
    return found


def opens(folder: Path, name: str, words: str) -> bool:
    """Whether these words unlock."""
    try:
        sign_in(folder, name, words).close()
    except WrongPassphrase:
        return False
    return True


def test_somebody_is_removed_and_the_last_controller_is_not(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """A wrong passphrase and the last controller are refused in the dialog; Esc leaves; then the clerk is removed."""
    office.close()
    program = start(office.folder)
    page = people_page(program, qtbot)
    assert not page.remove_button.isEnabled(), "nobody is chosen"
    choose(page, "controller")
    dialog = dialog_after(Qt.Key.Key_D, qtbot)
    agree(dialog)
    qtbot.waitUntil(lambda: "only controller" in dialog.second.message(), timeout=30_000)
    press(ESC)
    assert QApplication.activeModalWidget() is None
    at(program.window, qtbot)
    choose(page, "clerk")
    dialog = dialog_after(Qt.Key.Key_D, qtbot)
    assert "new key" in " ".join(one.text() for one in dialog.findChildren(Paragraph)), (
        "what will happen is said before"
    )
    agree(dialog, "none of these words fit")
    qtbot.waitUntil(lambda: bool(dialog.second.message()), timeout=30_000)
    assert "clerk" in {one.name for one in page.known.values()}
    write(passphrase_of(Role.SUPERVISOR))
    press(Qt.Key.Key_S, modifier=CTRL)
    ended(dialog, qtbot)
    assert program.frame is not None, "the sentence is read first"
    assert "clerk was removed" in dialog.sentence.text().replace("\u2066", "").replace("\u2069", "")
    press(ENTER)
    to_the_lock(program, qtbot)
    assert "clerk" not in roles(office.folder)


def test_another_role_in_urdu_while_a_second_window_is_open(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """InUse closes the store: the sentence stands there and the lock screen follows; then it is done."""
    office.close()
    program = start(office.folder, language="ur")
    other = sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    page = people_page(program, qtbot)
    choose(page, "clerk")
    dialog = dialog_after(Qt.Key.Key_R, qtbot)
    press(DOWN, TAB)
    agree(dialog)
    ended(dialog, qtbot)
    assert str(office.folder) in dialog.sentence.text()
    press(ENTER)
    to_the_lock(program, qtbot)
    other.close()
    assert roles(office.folder)["clerk"] is Role.CLERK
    page = people_page(program, qtbot)
    choose(page, "clerk")
    dialog = dialog_after(Qt.Key.Key_R, qtbot)
    agree(dialog)
    assert not dialog.store_closed, "no role was chosen"
    dialog.role.set_value(Role.HELPDESK.value)
    agree(dialog)
    ended(dialog, qtbot)
    press(ENTER)
    to_the_lock(program, qtbot)
    assert roles(office.folder)["clerk"] is Role.HELPDESK


def test_a_forgotten_passphrase_is_replaced_and_the_words_stay(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """The words stay on Enter and on Esc, which asks; Ctrl+H hands them over and leads to the lock screen."""
    office.close()
    program = start(office.folder)
    page = people_page(program, qtbot)
    choose(page, "clerk")
    dialog = dialog_after(Qt.Key.Key_N, qtbot)
    agree(dialog)
    ended(dialog, qtbot)
    words = dialog.words.field.value()
    assert len(words.split()) == 4
    press(ENTER, ENTER)
    assert dialog.isVisible()
    for leave in ((ESC, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_L, CTRL)):
        press(leave[0], modifier=leave[1])
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Question))
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        at(question, qtbot)
        press(Qt.Key.Key_L, modifier=CTRL)
        assert QApplication.activeModalWidget() is question, "it is asked once"
        press(ESC)
        at(dialog, qtbot)
    assert dialog.words.field.value() == words
    dialog.words.field.setFocus()
    press(Qt.Key.Key_H, modifier=CTRL)
    to_the_lock(program, qtbot)
    assert opens(office.folder, "clerk", words)
    assert not opens(office.folder, "clerk", passphrase_of(Role.CLERK))
    for file in office.folder.rglob("*"):
        assert not file.is_file() or words.encode() not in file.read_bytes(), f"{file.name} holds the words"


def test_the_list_is_walked_by_arrows_and_opened_by_enter(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """By Tab its first row is present and seen to be; arrows stay with the rows, also at the acts; Enter acts."""
    office.close()
    program = start(office.folder)
    page = people_page(program, qtbot)

    def at_row() -> int:
        """The row that is highlighted, which is the one that is acted on."""
        (row,) = {index.row() for index in page.people.selectedIndexes()}
        assert page.people.present() == list(page.known)[row]
        return row

    press(Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    while not page.people.hasFocus():
        press(Qt.Key.Key_Backtab)
    assert at_row() == 0
    press(DOWN)
    assert at_row() == 1
    page.role_button.setFocus(Qt.FocusReason.TabFocusReason)
    press(DOWN)
    assert page.people.hasFocus()
    assert at_row() == 2
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OperatorDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OperatorDialog)
    at(dialog, qtbot)
    assert dialog.role.hasFocus()
    press(ENTER)
    assert dialog.second.names.hasFocus(), "Enter goes on from the role to the second person"
    press(ESC)


def test_words_of_somebody_new_stay_until_handed_over(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """They survive a window built anew; leaving and locking ask; no act goes on before; then a new person unlocks."""
    office.close()
    program = start(office.folder)
    page = people_page(program, qtbot)
    write("Nadia Baloch")
    press(ENTER, ENTER, ENTER)
    assert page.second.names.hasFocus(), "Enter leads from field to field, out of the form too"
    page.second.names.set_value(Role.SUPERVISOR.value)
    press(ENTER, ENTER)
    assert page.second.message(), "no passphrase"
    write(passphrase_of(Role.SUPERVISOR))
    press(ENTER)
    assert page.role.hasFocus(), "what is missing has the keyboard"
    page.role.set_value(Role.CLERK.value)
    press(ENTER)
    words = page.add_panel.words.value()
    page.add_panel.words.set_value("password")
    press(ENTER, ENTER, ENTER)
    assert page.add_panel.words.hasFocus(), "a passphrase that is too weak is not added"
    page.add_panel.words.set_value(words)
    press(ENTER, ENTER, ENTER)
    qtbot.waitUntil(page.add_panel.handing.waiting, timeout=30_000)
    assert page.add_panel.handing.field.value() == words
    program.rebuild()
    assert program.frame is not None
    page = program.frame.page
    assert isinstance(page, OperatorsPage)
    frame = program.frame
    qtbot.waitUntil(lambda: frame.bench.idle and page.add_panel.handing.field.hasFocus(), timeout=10_000)
    assert page.add_panel.handing.field.value() == words
    for leave in ((Qt.Key.Key_L, CTRL), (ESC, Qt.KeyboardModifier.NoModifier)):
        press(ENTER)
        press(leave[0], modifier=leave[1])
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Question))
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        at(question, qtbot)
        press(ESC)
        at(program.window, qtbot)
        assert program.frame is frame
        assert frame.page is page
        page.add_panel.handing.field.setFocus()
    choose(page, "clerk")
    assert not page.remove_button.isEnabled(), "the words come first"
    press(Qt.Key.Key_H, modifier=CTRL)
    qtbot.waitUntil(lambda: not page.add_panel.handing.waiting())
    assert page.add_panel.words.value() != words
    press(Qt.Key.Key_L, modifier=CTRL)
    to_the_lock(program, qtbot)
    assert opens(office.folder, "Nadia Baloch", words)


def test_the_lock_by_itself_is_held_up_by_no_words(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Nobody is there to answer: the dialog closes, the words are gone."""
    office.close()
    program = start(office.folder)
    page = people_page(program, qtbot)
    choose(page, "clerk")
    dialog = dialog_after(Qt.Key.Key_N, qtbot)
    agree(dialog)
    ended(dialog, qtbot)
    assert program.frame is not None
    program.frame.idle_over.emit()
    to_the_lock(program, qtbot)
    assert QApplication.activeModalWidget() is None


def test_everybody_changes_the_own_passphrase(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Wrong present one, two that differ, a weak one: each refused at its field; then the lock screen."""
    office.close()
    program = start(office.folder)
    unlock(program, Role.AUDITOR, qtbot)
    assert program.frame is not None
    program.frame.go(GoSettings())
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PassphraseDialog)
    at(dialog, qtbot)
    assert dialog.present.hasFocus()

    def fill(present: str, fresh: str, again: str) -> None:
        for field in (dialog.present, dialog.fresh, dialog.again):
            field.clear()
        dialog.present.setFocus()
        for words in (present, fresh, again):
            write(words)
            press(ENTER)
        assert dialog.change_button.hasFocus()
        press(Qt.Key.Key_S, modifier=CTRL)

    fill(passphrase_of(Role.AUDITOR), NEW, "something else altogether here")
    qtbot.waitUntil(lambda: bool(dialog.form.row("again").problem()))
    fill("none of these words fit", NEW, NEW)
    qtbot.waitUntil(lambda: bool(dialog.form.row("present").problem()), timeout=30_000)
    fill(passphrase_of(Role.AUDITOR), "password", "password")
    qtbot.waitUntil(lambda: "easy" in dialog.form.row("fresh").problem(), timeout=30_000)
    dialog.other_button.click()
    assert (dialog.fresh.value(), dialog.again.value()) == ("", ""), "the words shown never stand beside other ones"
    fill(passphrase_of(Role.AUDITOR), NEW, NEW)
    ended(dialog, qtbot)
    press(ENTER)
    to_the_lock(program, qtbot)
    assert opens(office.folder, Role.AUDITOR.value, NEW)
    assert not opens(office.folder, Role.AUDITOR.value, passphrase_of(Role.AUDITOR))


def test_a_name_that_an_operator_has_is_said_at_the_name(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Not at the passphrase of the second person, who did nothing wrong."""
    office.close()
    page = people_page(start(office.folder), qtbot)
    write("clerk")
    page.role.set_value(Role.CLERK.value)
    page.second.names.set_value(Role.SUPERVISOR.value)
    page.second.passphrase.setFocus()
    write(passphrase_of(Role.SUPERVISOR))
    press(ENTER, ENTER)
    row = page.add_panel.form.row("name")
    qtbot.waitUntil(lambda: bool(row.problem()), timeout=30_000)
    assert page.name.hasFocus()
    assert not page.second.message()
    page.name.setFocus()
    page.name.selectAll()
    write("clerk two")
    page.second.passphrase.setFocus()
    press(ENTER, ENTER)
    qtbot.waitUntil(page.add_panel.handing.waiting, timeout=30_000)
