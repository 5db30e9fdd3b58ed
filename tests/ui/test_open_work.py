"""What is written and not kept: neither a stray scan nor Esc takes it away without a word."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.page import Page
from desktop.ui.screens.help_desk.collector_forms import ProxyForm
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.household.event_words import Happens
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.imports.imports_page import ImportsPage
from desktop.ui.typed_work import has_typed_work
from desktop.ui.widgets.dialog import Question
from desktop.ui.workbench import (
    Destination,
    GoFind,
    GoHelpDesk,
    GoHome,
    GoHousehold,
    GoImports,
    GoProgrammes,
    GoRegister,
)
from desktop.values.permissions import Role
from tests.ui.everywhere import Facts, Seat
from tests.ui.keys import type_text
from tests.ui.screens.conftest import Enter, speak
from tests.ui.screens.conftest import enter as enter
from tests.ui.screens.desk_keys import ESC, press
from tests.ui.test_bursts_everywhere import Scanner, facts, sit

__all__ = ["facts", "sit", "speak"]  # fixtures

type Fill = Callable[[Page], QWidget]
"""Opens a form of the page and writes half of it; gives what must still be there."""


def _event(page: Page) -> QWidget:
    assert isinstance(page, HouseholdPage)
    page.happenings.open_form(Happens.BORN)
    form = page.happenings.form
    assert form is not None
    type_text(form.rows.person.name, "زینب")
    return form


def _rules(page: Page) -> QWidget:
    text = page.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    QTest.keyClicks(text, "# half a rule")
    return text


def _proxy(page: Page) -> QWidget:
    assert isinstance(page, HelpDeskPage)
    form = ProxyForm()
    page.cover(form)
    type_text(form.told, "Ghulam")
    return form


def _answers(page: Page) -> QWidget:
    assert isinstance(page, ImportsPage)
    form = page.options
    page._show(1)  # pyright: ignore[reportPrivateUsage]
    form.name.setEnabled(True)
    type_text(form.name, "my map")
    return form


CASES: dict[str, tuple[Role, Callable[[Facts], Destination], Fill]] = {
    "an event": (Role.CLERK, lambda facts: GoHousehold(facts.code), _event),
    "rules": (Role.SUPERVISOR, lambda _: GoProgrammes(), _rules),
    "a second person": (Role.HELPDESK, lambda _: GoHelpDesk(), _proxy),
    "columns": (Role.CLERK, lambda _: GoImports(), _answers),
}
each_case = pytest.mark.parametrize("case", CASES)


def _open(facts: Facts, enter: Enter, case: str) -> tuple[Page, QWidget, Callable[[], Page | None]]:
    role, destination, fill = CASES[case]
    frame = enter(role, destination(facts))
    page = frame.page
    assert page is not None
    assert not page.has_open_work(), "nothing was written yet"
    work = fill(page)
    assert page.has_open_work()
    return page, work, lambda: frame.page


@each_case
def test_a_stray_scan_takes_no_form_away(case: str, facts: Facts, enter: Enter) -> None:
    """It is refused in a sentence; the form stands as it was."""
    page, work, now = _open(facts, enter, case)
    Scanner().scan(facts.card)
    assert now() is page
    assert work.isVisible()
    said = page.notices.notices()["bench"]
    assert facts.other.grouped in said.accessibleName()
    assert page.has_open_work()


@each_case
def test_esc_and_home_ask_once(case: str, facts: Facts, enter: Enter, qtbot: QtBot) -> None:
    """Esc again stays; the letter leaves."""
    page, work, now = _open(facts, enter, case)

    def press_in(key: Qt.Key) -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        qtbot.waitUntil(lambda: question.isAncestorOf(QApplication.focusWidget() or page))
        press(key)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    for leave in (lambda: press(ESC), lambda: page.bench.go(GoHome())):
        leave()
        press_in(ESC)
        assert work.isVisible()
        assert page.has_open_work()
    page.bench.go(GoHome())
    press_in(Qt.Key.Key_L)
    assert now() is not page


@pytest.mark.parametrize("role", list(Role))
def test_a_page_that_was_only_opened_holds_nothing(role: Role, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """Else everybody would be asked at every turn."""
    seat, wrong = sit(role), list[Destination]()
    for destination in facts.destinations(role):
        seat.frame.show_page(destination)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if seat.frame.page is not None and seat.frame.page.has_open_work():
            wrong.append(destination)
    assert wrong == []


def test_what_was_recorded_or_only_asked_is_no_open_work(facts: Facts, enter: Enter) -> None:
    """A search is left without a question, a household form is kept as a draft, and what was recorded is done."""
    frame = enter(Role.CLERK, GoFind())
    press(Qt.Key.Key_Z)
    assert frame.page is not None
    assert not frame.page.has_open_work()
    frame.show_page(GoRegister())
    press(Qt.Key.Key_Z)
    assert not frame.page.has_open_work()
    frame.show_page(GoHousehold(facts.code))
    form = _event(frame.page)
    frame._changed(frozenset({"household"}))  # pyright: ignore[reportPrivateUsage]
    assert not has_typed_work(form)
