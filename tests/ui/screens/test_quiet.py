"""The quiet list on the screen: facts without accusation, the households to look at, a line put aside with a reason."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.workbench import GoQuiet
from desktop.usecases import quiet, registration
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, PhoneOwner
from tests.clocks import MorningClock
from tests.factories import TestOffice, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, press, write

ACCUSING = re.compile(
    r"fraud|suspicio|fake|ghost|cheat|duplicate|illegal|blacklist|guilt|error|wrong|invalid|warning", re.I
)


def planted(office: TestOffice) -> None:
    """One phone over five households, registered at once, by day: what is done at night is a line of its own."""
    office.clock = MorningClock()
    desk = office.desk(Role.CLERK)
    for name in ("سکینہ", "زینب", "ہاجرہ", "کلثوم", "آمنہ"):
        told = woman(name, "", phone="0300-1234567", phone_owner=PhoneOwner.NEIGHBOUR)
        registration.register(desk, household(told))


def at(enter: Enter) -> QuietPage:
    page = enter(Role.SUPERVISOR, GoQuiet()).page
    assert isinstance(page, QuietPage)
    return page


def test_the_supervisor_opens_it_from_home_by_letter(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Q; nothing to see says so."""
    registration.register(office.desk(Role.CLERK), household())
    frame = enter(Role.SUPERVISOR)
    press(Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: isinstance(frame.page, QuietPage))
    assert isinstance(frame.page, QuietPage)
    assert frame.page.empty.isVisible()


def test_a_household_of_a_line_is_one_enter_away(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Enter in the list goes to its households, Enter there opens the first."""
    planted(office)
    frame = enter(Role.SUPERVISOR, GoQuiet())
    page = frame.page
    assert isinstance(page, QuietPage)
    press(ENTER)
    code = page.panel.codes.present()
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))
    assert isinstance(frame.page, HouseholdPage)
    assert frame.page.code.text == code


def test_a_line_is_put_aside_with_a_reason_only(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Ctrl+S without one asks for it; with one the line is gone, and stands there again with the chip."""
    planted(office)
    page = at(enter)
    before = len(quiet.flags(office.desk(Role.SUPERVISOR)))
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.panel.form.row("reason").problem() != "")
    write("the phone of the school")
    press(ENTER)
    qtbot.waitUntil(lambda: len(page.table._table.rows) == before - 1)  # pyright: ignore[reportPrivateUsage]
    page.also.click()
    assert len(page.table._table.rows) == before  # pyright: ignore[reportPrivateUsage]
    put = next(flag for flag in quiet.flags(office.desk(Role.SUPERVISOR), every=True) if flag.aside)
    assert put.aside is not None
    assert put.aside.reason == "the phone of the school"


def test_no_word_accuses_anybody(enter: Enter, office: TestOffice) -> None:
    """Whatever stands on the page, in rows, facts and help."""
    planted(office)
    page = at(enter)
    page.show_help()
    said = [widget.text() for widget in page.findChildren(QWidget) if isinstance(widget, Line | Paragraph)]
    rows = [str(cell) for row in page.table._table.rows for cell in row.cells]  # pyright: ignore[reportPrivateUsage]
    assert any("5 households" in text for text in said)
    assert [text for text in (*said, *rows, page.help_text()) if ACCUSING.search(text)] == []


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_the_page_fits(
    language: Language, size: QSize, enter: Enter, office: TestOffice, speak: Callable[..., None]
) -> None:
    """Nothing is narrower than it needs, in both languages and sizes."""
    planted(office)
    speak(language, size)
    page = enter(Role.SUPERVISOR, GoQuiet(), size).page
    assert page is not None
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= size.width()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
            assert widget.width() >= widget.minimumSizeHint().width(), widget
