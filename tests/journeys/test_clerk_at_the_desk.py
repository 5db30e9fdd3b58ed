"""A clerk's morning in the real window on a real encrypted office, by keyboard alone: unlock, register, lock."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.opening import sign_in
from desktop.settings import Settings
from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Background
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests.factories import TestOffice, passphrase_of
from tests.ui.screens.desk_keys import CTRL, ENTER, press, write
from tests.ui.screens.programs import choose_name


@pytest.fixture(params=["en", "ur"])
def program(request: pytest.FixtureRequest, office: TestOffice, qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program with its real lanes, in English and in Urdu."""
    made = Program(qapp, office.folder, Background(), Settings(language=request.param))
    made.window.resize(QSize(1366, 768))
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.begin()
    yield made
    made.window.close()
    made.window.deleteLater()
    catalogue.use(Language.ENGLISH)
    apply(qapp, Look())


def test_a_family_without_papers_is_registered_and_the_desk_locked(
    program: Program, office: TestOffice, qtbot: QtBot
) -> None:
    """Nobody touches a mouse; no CNIC, no phone, no photo; what was typed is in the register after the lock."""

    def settled() -> bool:
        return program.frame is not None and program.frame.bench.idle

    screen = program.window.findChild(UnlockScreen)
    assert screen is not None
    choose_name(screen, Role.CLERK)
    write(passphrase_of(Role.CLERK))
    press(ENTER)
    qtbot.waitUntil(settled, timeout=20_000)
    frame = program.frame
    assert frame is not None
    assert isinstance(frame.page, HomePage)
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage) and settled())
    page = frame.page
    assert isinstance(page, RegisterPage)

    press(Qt.Key.Key_1, ENTER)  # agreed
    write("ہاجرہ بی بی")
    press(ENTER, ENTER, ENTER)
    write("بشیر احمد")
    press(ENTER, ENTER, Qt.Key.Key_1, ENTER)
    write("61")
    press(ENTER, Qt.Key.Key_3, ENTER, Qt.Key.Key_2, ENTER, ENTER, ENTER, ENTER)
    assert page.step == PEOPLE
    press(ENTER, modifier=CTRL)
    assert page.step == WHERE
    write("ملتان صدر")
    if page.panels.where.list.isVisible():
        press(ENTER)
    else:
        page.panels.where.search.clear()
        write("jalalpur")
        press(ENTER)
    write("چک 12")
    press(ENTER)
    assert page.step == READ_BACK
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.step == SAVED and settled(), timeout=10_000)
    assert page.saved is not None
    code = HouseholdCode(page.saved.code.code())
    qtbot.waitUntil(lambda: page.saved is not None and page.saved.paper.data.startswith(b"%PDF"), timeout=20_000)

    press(Qt.Key.Key_L, modifier=CTRL)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None)
    opened = sign_in(office.folder, Role.CLERK.value, passphrase_of(Role.CLERK))
    try:
        view = registration.show(opened.desk, code)
        assert [member.name_as_told for member in view.members] == ["ہاجرہ بی بی"]
        assert view.members[0].age_years == 61
        assert not view.members[0].id_masked
        assert registration.own_days(opened.desk)[0].households == 1
        assert opened.broken is None
    finally:
        opened.close()
