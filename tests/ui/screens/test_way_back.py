"""Esc leads back to where a page was opened from: the same text, filter and row; and never in a circle."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.records.household import MemberDraft
from desktop.ui.main_window import SessionFrame
from desktop.ui.page import Page
from desktop.ui.screens.after.after_page import AfterPage
from desktop.ui.screens.blocks.blocks_page import BlocksPage
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.find.find_page import FindPage
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.household.event_words import Happens
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.phones.phones_page import PhonesPage
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.side_by_side import SideBySide
from desktop.ui.widgets.buttons import Button
from desktop.ui.workbench import (
    Destination,
    GoAfter,
    GoBack,
    GoBlocks,
    GoCards,
    GoConsent,
    GoDayClose,
    GoFind,
    GoHelpDesk,
    GoHome,
    GoHousehold,
    GoImports,
    GoPairs,
    GoPhones,
    GoPoint,
    GoQuiet,
    GoRegister,
    GoSettings,
)
from desktop.usecases import blocks, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, Language, PhoneOwner
from tests.factories import TestOffice, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ENTER, ESC, press, write
from tests.ui.screens.programs import Start, unlock
from tests.ui.screens.test_after import Day
from tests.ui.screens.test_help_desk import received
from tests.ui.screens.test_home_phones import damage
from tests.ui.screens.test_household_events import family, opened, saved
from tests.ui.screens.test_pairs import allah_ditta, two_alike
from tests.ui.screens.test_register import take
from tests.usecases.relief_office import Relief

type Register = Callable[..., HouseholdCode]


@pytest.fixture
def register(office: TestOffice) -> Register:
    """Registers a household of these people; gives its code."""

    def made(*people: MemberDraft) -> HouseholdCode:
        return registration.register(office.desk(Role.CLERK), household(*people), different=True).household.code

    return made


def page_of[P: Page](frame: SessionFrame, kind: type[P]) -> P:
    page = frame.page
    assert isinstance(page, kind)
    return page


def at(frame: SessionFrame, qtbot: QtBot) -> None:
    """The page has the keyboard, which the screen in memory does not give back to its window by itself."""
    frame.window().activateWindow()

    def ready() -> bool:
        here = QApplication.focusWidget()
        return QApplication.activeModalWidget() is None and here is not None and page_of(frame, Page).isAncestorOf(here)

    qtbot.waitUntil(ready)


def esc(frame: SessionFrame, qtbot: QtBot) -> None:
    at(frame, qtbot)
    press(ESC)


def head_button(frame: SessionFrame) -> Button:
    """The button at the head, which does what Esc does."""
    return page_of(frame, Page).findChildren(Button)[0]


# --- lists from which a household is opened --------------------------------------------------------------------------


@dataclass(frozen=True)
class Opened:
    """A list with a household behind each row, and how the row was opened; `row` and `filtered` are read afterwards."""

    role: Role
    prepare: Callable[[TestOffice], Destination]
    open: Callable[[Page], str]
    row: Callable[[Page], str | None]
    filtered: Callable[[Page], bool] = lambda _: True


def _quiet(office: TestOffice) -> GoQuiet:
    clerk = office.desk(Role.CLERK)
    for phone in ("03001111111", "03002222222"):
        for name in ("Sakina", "Zainab", "Hajra", "Noor", "Amina"):
            person = woman(name, name, phone=phone, phone_owner=PhoneOwner.NEIGHBOUR)
            registration.register(clerk, household(person), different=True)
    return GoQuiet()


def _open_quiet(page: Page) -> str:
    assert isinstance(page, QuietPage)
    page.also.click()
    last = page.flags[-1]
    assert last.key != page.flags[0].key
    page.table.choose(last.key)
    page.panel.looked.emit(last.households[0].text)
    return last.key


def _blocks(office: TestOffice) -> GoBlocks:
    for reason in (BlockReason.MOVED, BlockReason.DUPLICATE):
        code = registration.register(office.desk(Role.CLERK), household(woman()), different=True).household.code
        blocks.propose(office.desk(Role.HELPDESK), code, reason, "a neighbour said so")
    return GoBlocks()


def _open_block(page: Page) -> str:
    assert isinstance(page, BlocksPage)
    first = page.table.present()
    (other,) = [key for key in page._views if key != first]  # pyright: ignore[reportPrivateUsage]
    page.table.choose(other)
    page.table.opened.emit(other)
    return other


def _phones(office: TestOffice) -> GoPhones:
    damage(office, "0301-2223344")
    damage(office, "0302-2223344", "زینب")
    return GoPhones()


def _open_phone(page: Page) -> str:
    assert isinstance(page, PhonesPage)
    (other,) = [key for key in page._found if key != page.table.present()]  # pyright: ignore[reportPrivateUsage]
    page.table.choose(other)
    page.look_button.click()
    return other


def _open_absent(page: Page) -> str:
    assert isinstance(page, AfterPage)
    page.waiting.names.click()
    last = page.waiting.table._table.rows[-1].key  # pyright: ignore[reportPrivateUsage]
    assert last != page.waiting.table.present()
    page.waiting.table.choose(last)
    page.waiting.table.opened.emit(last)
    return last


def _names_are_shown(page: Page) -> bool:
    told = cast(AfterPage, page).waiting.told
    return told is not None and told.names


def _visits(office: TestOffice) -> GoHelpDesk:
    relief = Relief(office)
    standing = relief.round()
    for _ in range(2):
        received(relief, standing)
    return GoHelpDesk()


def _open_visit(page: Page) -> str:
    assert isinstance(page, HelpDeskPage)
    first, last = [row.key for row in page.queue.rows.rows()]
    assert page.queue.rows.present() == first
    page.queue.rows.choose(last)
    page.queue.chosen.emit(page.queue.present())
    page.household_button.click()
    return last


LISTS = {
    "the quiet list": Opened(
        Role.SUPERVISOR,
        _quiet,
        _open_quiet,
        lambda page: cast(QuietPage, page).table.present(),
        lambda page: cast(QuietPage, page).also.isChecked(),
    ),
    "blocks": Opened(Role.SUPERVISOR, _blocks, _open_block, lambda page: cast(BlocksPage, page).table.present()),
    "phones": Opened(Role.CLERK, _phones, _open_phone, lambda page: cast(PhonesPage, page).table.present()),
    "who did not come": Opened(
        Role.SUPERVISOR,
        lambda office: GoAfter(Day(office).standing),
        _open_absent,
        lambda page: cast(AfterPage, page).waiting.table.present(),
        _names_are_shown,
    ),
    "the help desk": Opened(
        Role.HELPDESK, _visits, _open_visit, lambda page: cast(HelpDeskPage, page).queue.rows.present()
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_from_a_row_of_a_list_and_a_page_further(case: str, enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Esc from the page after the household is the household, then the row, then home; the button says it."""
    one = LISTS[case]
    destination = one.prepare(office)
    frame = enter(one.role, destination)
    before = page_of(frame, Page)
    row = one.open(before)
    code = page_of(frame, HouseholdPage).code
    assert head_button(frame).shown_text() == "Back"
    frame.go(GoSettings())
    esc(frame, qtbot)
    assert frame.destination == GoHousehold(code)
    head_button(frame).click()
    again = page_of(frame, type(before))
    assert again is not before
    assert one.row(again) == row
    assert one.filtered(again)
    assert head_button(frame).shown_text() == "Home"
    esc(frame, qtbot)
    assert frame.destination == GoHome()


def test_from_the_search_and_two_pages_on(enter: Enter, register: Register, qtbot: QtBot) -> None:
    """Search, household, its consents, its cards, household: Esc is the search as it was, then home, and stays."""
    register(woman())
    code = register(woman("زینب", "Zainab Bibi"))
    frame = enter(Role.CLERK, GoFind("zainab"))
    page = page_of(frame, FindPage)
    (row,) = page.list.rows()
    page.list.opened.emit(row.key)
    frame.go(GoConsent(code))
    esc(frame, qtbot)
    assert frame.destination == GoHousehold(code)
    frame.go(GoCards((code,)))
    frame.go(GoHousehold(code))
    esc(frame, qtbot)
    page = page_of(frame, FindPage)  # the household lay on the way already: no circle
    assert (page.field.value(), page.list.present()) == ("zainab", row.key)
    esc(frame, qtbot)
    assert frame.destination == GoHome()
    frame.bench.go(GoBack())
    assert frame.destination == GoHome()


def test_from_a_pair_that_was_looked_at_under_a_filter(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """From the imports: the pair is looked at again, and the filter is as it was chosen."""
    two_alike(office)
    registration.register(office.desk(Role.CLERK), household(allah_ditta(31)))
    frame = enter(Role.SUPERVISOR, GoImports())
    frame.go(GoPairs())
    page = page_of(frame, PairsPage)
    page.list.choice.said.set_value("open")
    page.list.choice.changed.emit()
    page.list.table.choose(1)
    page.list.opened.emit()
    shown = page.shown
    assert isinstance(shown, SideBySide)
    page.a_button.click()
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))
    esc(frame, qtbot)
    again = page_of(frame, PairsPage)
    assert (again.list.choice.said.value(), again.place) == ("open", 1)
    assert isinstance(again.shown, SideBySide)
    assert again.shown.view == shown.view
    esc(frame, qtbot)
    assert again.shown is again.list
    esc(frame, qtbot)
    assert frame.destination == GoImports()
    esc(frame, qtbot)
    assert frame.destination == GoHome()


# --- pages that another of their kind takes the place of -------------------------------------------------------------


def test_a_household_that_began_with_a_split_is_no_step_of_its_own(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Its cards, then itself, then the search from which the old one was opened."""
    home = family(office)
    frame = enter(Role.CLERK, GoFind("sakina"))
    page = page_of(frame, FindPage)
    page.list.opened.emit(page.list.rows()[0].key)
    opened(frame, qtbot, Happens.SPLIT)
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        press(key)
    press(ENTER, Qt.Key.Key_2, ENTER)
    write("cantt")
    press(ENTER, ENTER)
    write("Chak 9")
    saved(qtbot, frame)
    new = page_of(frame, HouseholdPage).code
    assert new != home.code
    frame.go(GoCards((new,)))
    esc(frame, qtbot)
    assert frame.destination == GoHousehold(new)
    esc(frame, qtbot)
    assert page_of(frame, FindPage).field.value() == "sakina"


def test_one_scanned_card_after_another_leads_back_to_the_list(enter: Enter, register: Register, qtbot: QtBot) -> None:
    """The cards to print, where somebody scans three."""
    codes = [register(woman(name, name)) for name in ("Sakina", "Zainab", "Hajra")]
    frame = enter(Role.CLERK, GoCards((codes[0],)))
    for code in codes:
        frame.open_household(code)
    esc(frame, qtbot)
    assert page_of(frame, CardsPage).codes == (codes[0],)


def test_a_form_is_gone_on_with_and_a_saved_one_is_passed_over(enter: Enter, register: Register, qtbot: QtBot) -> None:
    """A household that is looked at from a draft leads back into it; one that was corrected does not."""
    code = register(woman())
    frame = enter(Role.CLERK, GoFind("sakina"))
    frame.go(GoRegister())
    press(Qt.Key.Key_1, Qt.Key.Key_3, ENTER)
    write("نور")
    press(ENTER)
    frame.go(GoHousehold(code))
    esc(frame, qtbot)
    page = page_of(frame, RegisterPage)
    assert page.offer is None
    assert page.panels.head.name.value() == "نور"
    frame.go(GoHousehold(code))
    frame.go(GoRegister(code))
    correction = page_of(frame, RegisterPage)
    correction.read_back()
    correction.go_on()
    assert frame.destination == GoHousehold(code)
    esc(frame, qtbot)
    assert frame.destination == GoRegister()
    esc(frame, qtbot)
    assert frame.destination == GoFind()


def test_after_saving_esc_is_the_search_and_not_an_empty_form(enter: Enter, register: Register, qtbot: QtBot) -> None:
    """From the search to the form, saved, its household."""
    frame = enter(Role.CLERK, GoFind("zainab"))
    frame.go(GoRegister())
    page = page_of(frame, RegisterPage)
    take(page, household(woman("زینب", "Zainab Bibi")))
    page.read_back()
    page.go_on()
    assert page.saved is not None
    page.next_button.setFocus()
    assert page.telling is not None
    page.telling.tell()
    frame.go(GoHousehold(HouseholdCode(page.saved.code.code())))
    esc(frame, qtbot)
    assert page_of(frame, FindPage).field.value() == "zainab"


def test_the_point_its_day_and_back_are_no_circle(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """*Not yet* at the close is the point from which it was begun, though home did not name it."""
    frame = enter(Role.LEAD, GoPoint())
    standing = Relief(office).round()
    frame.go(GoPoint())
    frame.go(GoDayClose(standing))
    assert head_button(frame).shown_text() == "Back"
    frame.go(GoPoint(standing))
    esc(frame, qtbot)
    assert frame.destination == GoHome()


# --- what ends the way -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("clears", [GoHome(), GoBack()], ids=["home", "back"])
def test_home_ends_the_way(enter: Enter, clears: GoHome | GoBack, qtbot: QtBot) -> None:
    """From settings that a search led to: home forgets the search, back leads to it; the button says which."""
    frame = enter(Role.CLERK, GoFind("zainab"))
    frame.go(GoSettings())
    frame.go(clears)
    end = GoHome() if clears == GoHome() else GoFind()
    assert frame.destination == end
    frame.go(GoSettings())
    assert head_button(frame).shown_text() == ("Home" if clears == GoHome() else "Back")
    esc(frame, qtbot)
    assert frame.destination == end


def test_the_lock_forgets_the_way_and_another_language_does_not(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Whoever signs in finds nobody's search behind Esc; whoever chooses a language goes on where they were."""
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)

    def now() -> SessionFrame:
        frame = program.frame
        assert frame is not None
        qtbot.waitUntil(lambda: frame.bench.idle)
        return frame

    now().go(GoFind("zainab"))
    now().go(GoSettings())
    program.settle(msgspec.structs.replace(program.settings, language=Language.URDU.value))
    esc(now(), qtbot)
    assert page_of(now(), FindPage).field.value() == "zainab"
    now().go(GoSettings())
    program.lock()
    unlock(program, Role.CLERK, qtbot)
    assert now().destination == GoSettings()
    esc(now(), qtbot)
    assert now().destination == GoHome()


# --- what is asked on the way ----------------------------------------------------------------------------------------


def test_a_question_leads_on_to_where_the_person_wanted(enter: Enter, register: Register, qtbot: QtBot) -> None:
    """Cards that were made and not printed: Esc asks and is the household, the next cards ask and are the list."""
    code = register(woman())
    frame = enter(Role.CLERK, GoHousehold(code))
    for wanted in ("next", "back"):
        frame.go(GoCards((code,)))
        page = page_of(frame, CardsPage)
        page.issue()
        assert page.drawn is not None
        if wanted == "next":
            page.next_button.click()
        else:
            esc(frame, qtbot)
        question = page.question
        assert question is not None
        qtbot.waitUntil(question.stay_button.hasFocus)
        press(Qt.Key.Key_L)
        at(frame, qtbot)
        if wanted == "next":
            assert page_of(frame, CardsPage) is page
            assert page.drawn is None
            frame.go(GoBack())
        qtbot.waitUntil(lambda: frame.destination == GoHousehold(code))
