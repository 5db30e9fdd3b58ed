"""People whom a list counted and did not name: seen with the household, read back, and taken away by one key."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.register.not_named_line import NotNamedLine
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK
from desktop.ui.workbench import GoHousehold, GoRegister
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, press
from tests.ui.screens.test_register import form

THREE = "3 more people, not named by the list"
FOUR = "4 more people, not named by the list"


def counted(office: TestOffice, told: int | None) -> HouseholdCode:
    """A woman and her son, of a household that is said to have so many."""
    return registration.register(office.desk(Role.CLERK), replace(household(), told_size=told)).household.code


def at_people(frame: SessionFrame) -> tuple[RegisterPage, NotNamedLine]:
    """The form at its list of people."""
    page = form(frame)
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    return page, page.panels.people.not_named


@pytest.mark.parametrize(
    ("told", "words"), [(None, ""), (2, ""), (3, "1 more person, not named by the list"), (5, THREE)]
)
def test_the_page_says_how_many_are_not_named(enter: Enter, office: TestOffice, told: int | None, words: str) -> None:
    page = enter(Role.CLERK, GoHousehold(counted(office, told))).page
    assert isinstance(page, HouseholdPage)
    assert (page.not_named.text(), page.not_named.isVisible()) == (words, bool(words))


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
def test_one_and_several_are_said_in_the_language_of_the_window(
    language: Language, enter: Enter, office: TestOffice, speak: object
) -> None:
    assert callable(speak)
    speak(language)
    said: list[str] = []
    for told in (3, 5):
        page = enter(Role.CLERK, GoHousehold(counted(office, told))).page
        assert isinstance(page, HouseholdPage)
        said.append(page.not_named.text())
    assert said[0].replace("1", "3") != said[1]
    assert not any("named" in one for one in said)


def test_the_page_follows_when_somebody_is_named(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    code = counted(office, 5)
    frame = enter(Role.CLERK, GoHousehold(code))
    page = frame.page
    assert isinstance(page, HouseholdPage)
    draft = registration.draft_of(office.desk(Role.CLERK), code)
    registration.correct(office.desk(Role.CLERK), code, replace(draft, members=(*draft.members, child("زارا", "DAU"))))
    page.entered()
    qtbot.waitUntil(lambda: page.not_named.text() == "2 more people, not named by the list")


def test_a_form_that_is_saved_as_it_was_keeps_the_number(enter: Enter, office: TestOffice) -> None:
    """Nothing that the form does not ask is lost by it."""
    code = counted(office, 5)
    page = form(enter(Role.CLERK, GoRegister(code)))
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    page.read_back()
    assert page.step == READ_BACK
    assert THREE in [label.text() for label in page.panels.read_back.findChildren(QLabel)]
    page.go_on()
    view = registration.show(office.desk(Role.CLERK), code)
    assert (view.told_size, view.version) == (5, 1)


def test_the_list_counts_down_and_nobody_else_takes_the_number_away(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """N, as any change taken back by Ctrl+Z; what was said is kept when the form is saved."""
    code = counted(office, 6)
    page, line = at_people(enter(Role.CLERK, GoRegister(code)))
    assert (line.words.text(), line.isVisible()) == (FOUR, True)
    page.draft = replace(
        page.draft, members=(*page.draft.members, woman("نسیم", "Naseem", relation="SIS", holder=None))
    )
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    assert line.words.text() == THREE
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not line.isVisible())
    assert page.draft.told_size == 0
    press(Qt.Key.Key_Z, modifier=CTRL)
    qtbot.waitUntil(line.isVisible)
    assert (line.words.text(), page.draft.told_size) == (THREE, 6)
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not line.isVisible())
    page.read_back()
    page.go_on()
    view = registration.show(office.desk(Role.CLERK), code)
    assert (len(view.members), view.told_size, view.not_named) == (3, None, None)


def test_who_registers_a_household_sees_nothing_of_it(enter: Enter, office: TestOffice) -> None:
    """Nobody counted the people of a new household: the key is not there."""
    _, line = at_people(enter(Role.CLERK, GoRegister()))
    assert not line.isVisible()
    assert not line.button.isVisible()
