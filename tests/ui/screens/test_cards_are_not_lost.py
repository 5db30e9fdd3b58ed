"""A replaced card stays among those to print until somebody saw it; reminders after saving; taking back by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.records.distribution import Standing
from desktop.ui.screens.find.find_page import FindPage
from desktop.ui.screens.home.tiles import TILES
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import SAVED
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.widgets.dialog import Question
from desktop.ui.workbench import GoFind, GoHousehold, GoRegister
from desktop.usecases import cards, households
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words.history import sentence
from tests.factories import TestOffice, household
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ENTER, ESC, here, press
from tests.ui.screens.test_register import form, take
from tests.ui.screens.test_station import given_rows, station
from tests.usecases.relief_office import Relief

V, TAB = Qt.Key.Key_V, Qt.Key.Key_Tab


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office."""
    return Relief(office)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_replaced_card_that_nobody_printed_waits_and_its_entries_do_not_say_printed(
    enter: Enter, relief: Relief, speak: Callable[[Language], None], language: Language
) -> None:
    """Home's tile leads to replacing, not to correcting; Esc on the new card loses nothing."""
    speak(language)
    code = relief.household()
    (face,) = relief.cards(code)
    clerk = relief.office.desk(Role.CLERK)
    cards.printed(clerk, [face.number])
    frame = enter(Role.CLERK, TILES["replace"].destination)
    find = frame.page
    assert isinstance(find, FindPage)
    assert TILES["replace"].destination == GoFind(replace=True)
    find.field.set_value(code.text)
    find._ask()  # pyright: ignore[reportPrivateUsage]
    press(ENTER, ENTER)  # look now, and open the first
    page = frame.page
    assert isinstance(page, HouseholdPage)
    assert page.replace_panel is not None
    assert page.replace_panel.isAncestorOf(here())
    press(Qt.Key.Key_1)  # lost
    page.replace_panel.present.set_value("yes")
    page.replace_panel.go_button.click()
    assert page.paper is not None
    assert page.paper.isAncestorOf(here())
    press(ESC)
    (waits,) = cards.to_print(clerk)
    assert (waits.household, waits.slot, waits.made_at is not None) == (code, 1, True)
    said = [
        sentence(line) for line in households.story(clerk, code).lines if line.kind in ("card.issued", "card.replaced")
    ]
    if language is Language.ENGLISH:
        assert not any("printed" in line for line in said)


def test_replacing_where_nobody_holds_a_card_says_so(enter: Enter, relief: Relief) -> None:
    page = enter(Role.CLERK, GoHousehold(relief.household(), replace=True)).page
    assert isinstance(page, HouseholdPage)
    assert page.replace_panel is None
    assert page.print_button.hasFocus()


def test_its_cards_and_leaving_remind_of_rights_that_were_not_offered(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    frame = enter(Role.CLERK, GoRegister())
    page = form(frame)
    take(page, household())
    page.read_back()
    page.go_on()
    assert page.step == SAVED
    page.foot.cards_button.click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.stay_button.click()
    assert frame.page is page
    assert page.telling is not None
    assert not page.telling.offered
    frame.go(GoRegister())
    assert frame.page is page
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.leave_button.click()
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage) and frame.page is not page)


def test_a_digit_chooses_the_row_tab_reaches_the_reason_first_and_the_strip_says_taken_back(
    enter: Enter, relief: Relief, qtbot: QtBot
) -> None:
    standing: Standing = relief.round()
    for _ in range(3):
        relief.give(standing, relief.typed(relief.household().text))
    page = station(enter, standing)
    press(V)
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, RecentPanel)
    qtbot.waitUntil(panel.rows.hasFocus)
    rows = [row.key for row in panel.rows.rows()]
    press(Qt.Key.Key_2)
    assert panel.rows.present() == rows[1]
    press(Qt.Key.Key_1)
    press(TAB)
    assert panel.reasons.isAncestorOf(here())
    press(Qt.Key.Key_D)
    panel.void()
    assert given_rows(relief.office) == 3
    assert "taken back" in page.foot._last.text()  # pyright: ignore[reportPrivateUsage]
    assert "given" not in page.foot._last.text()  # pyright: ignore[reportPrivateUsage]
