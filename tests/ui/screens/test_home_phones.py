"""Home shows the phone numbers that an old fault damaged; opening one goes to its household."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.usecases import registration
from desktop.values.permissions import Role
from desktop.values.phone import mangled_once
from desktop.values.vocabulary import Language
from tests.factories import TestOffice, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ENTER, press


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_damaged_number_is_work_on_the_home_page(
    enter: Enter, office: TestOffice, speak: Callable[[Language], None], language: Language
) -> None:
    clerk = office.desk(Role.CLERK)
    code = registration.register(clerk, household(woman(phone="0301-2223344"), phone=True)).household.code
    draft = registration.draft_of(clerk, code)
    (kept,) = draft.members
    registration.correct(clerk, code, replace(draft, members=(replace(kept, phone=mangled_once(kept.phone)),)))
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
    assert isinstance(page, HouseholdPage)
    assert page.code == code


def test_without_damage_home_says_nothing(enter: Enter, office: TestOffice) -> None:
    registration.register(office.desk(Role.CLERK), household(woman(phone="0301-2223344"), phone=True))
    home = enter(Role.CLERK).page
    assert isinstance(home, HomePage)
    assert home.phones.isHidden()
