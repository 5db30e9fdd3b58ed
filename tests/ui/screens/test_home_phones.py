"""Phone numbers that an old fault damaged: some at home, all on a page where they are corrected on any day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.errors import SameDayOnly
from desktop.ui.appearance.texts import isolate
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.phones.phones_page import PhonesPage
from desktop.ui.workbench import GoPhones
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.phone import mangled_once
from desktop.values.vocabulary import Language
from tests.factories import TestOffice, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, press, write
from tests.usecases.relief_office import ShiftedClock


def damage(office: TestOffice, phone: str, name: str = "سکینہ") -> HouseholdCode:
    """A household whose phone went through the old form, with the clock of today."""
    clerk = office.desk(Role.CLERK)
    code = registration.register(clerk, household(woman(name, phone=phone), phone=True)).household.code
    draft = registration.draft_of(clerk, code)
    (kept,) = draft.members
    registration.correct(clerk, code, replace(draft, members=(replace(kept, phone=mangled_once(kept.phone)),)))
    return code


def phone_of(office: TestOffice, code: HouseholdCode) -> str:
    return registration.draft_of(office.desk(Role.SUPERVISOR), code).members[0].phone


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_damaged_number_is_work_on_the_home_page(
    enter: Enter, office: TestOffice, speak: Callable[[Language], None], language: Language, qtbot: QtBot
) -> None:
    code = damage(office, "0301-2223344")
    speak(language)
    frame = enter(Role.CLERK)
    home = frame.page
    assert isinstance(home, HomePage)
    assert not home.phones.isHidden()
    (row,) = home.phones.list.rows()
    assert "0301-2223344" in row.note
    home.phones.list.setFocus()
    press(ENTER)
    page = frame.page
    assert isinstance(page, PhonesPage)
    assert page.number.hasFocus()
    (_, *rest) = page.table._table.rows[0].cells  # pyright: ignore[reportPrivateUsage]
    assert isolate("0301-2223344") in rest, "in Urdu a bare number turns round its plus sign"
    assert isolate("+92 92301222334") in rest
    press(Qt.Key.Key_B, modifier=CTRL)
    qtbot.waitUntil(lambda: page.number.value() != "")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: not page.empty.isHidden())
    assert phone_of(office, code) == "+923012223344"


def test_every_one_of_forty_is_reached_and_corrected_on_a_later_day(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Three owners cannot be reached: the others are not hidden behind them, and no supervisor is needed."""
    clock = office.clock = ShiftedClock()
    codes = [damage(office, f"0301-{at:02}23344") for at in range(40)]
    far = sorted(codes, key=lambda code: code.text)[30]
    clock.passed = timedelta(days=3)
    with pytest.raises(SameDayOnly):
        registration.draft_of(office.desk(Role.CLERK), far)
    frame = enter(Role.CLERK)
    home = frame.page
    assert isinstance(home, HomePage)
    assert len(home.phones.list.rows()) == 3
    assert home.phones.all_button.shown_text() == "All 40 numbers"
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: isinstance(frame.page, PhonesPage))
    page = frame.page
    assert isinstance(page, PhonesPage)
    assert "40" in page.count.text()
    page.table.setFocus()
    for _ in range(30):
        press(DOWN)
    press(ENTER)
    write("03457654321")
    press(ENTER)
    assert phone_of(office, far) == "+923457654321"
    assert "39" in page.count.text()


def test_a_number_that_nobody_can_tell_is_left_empty_after_one_question(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    code = damage(office, "0301-2223344")
    page = enter(Role.CLERK, GoPhones()).page
    assert isinstance(page, PhonesPage)
    for key, left in ((ENTER, False), (Qt.Key.Key_L, True)):  # Enter is the safe answer
        page.window().activateWindow()
        qtbot.waitUntil(page.number.hasFocus)
        press(Qt.Key.Key_D, modifier=CTRL)
        qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.stay_button.hasFocus())
        press(key)
        qtbot.waitUntil(lambda: page.dialog is None)
        assert (phone_of(office, code) == "") is left
    qtbot.waitUntil(lambda: not page.empty.isHidden())


def test_a_number_that_is_none_is_said_at_its_field(enter: Enter, office: TestOffice) -> None:
    code = damage(office, "0301-2223344")
    was = phone_of(office, code)
    page = enter(Role.CLERK, GoPhones()).page
    assert isinstance(page, PhonesPage)
    write("0301222")
    press(ENTER)
    assert page.form.row("phone").problem()
    assert phone_of(office, code) == was


def test_without_damage_home_says_nothing(enter: Enter, office: TestOffice) -> None:
    registration.register(office.desk(Role.CLERK), household(woman(phone="0301-2223344"), phone=True))
    home = enter(Role.CLERK).page
    assert isinstance(home, HomePage)
    assert home.phones.isHidden()
