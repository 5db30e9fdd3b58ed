"""After cards left the window it is asked whether they came out well; where surely none did, the next are no copies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.card_papers import OutcomeSheet
from desktop.ui.page import Page
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.workbench import GoCards, GoHousehold
from desktop.usecases import cards
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, press
from tests.ui.screens.test_printer_trouble import GOOD, OFFLINE, Printer, printer
from tests.usecases.relief_office import Relief

__all__ = ["printer"]  # a fixture


@pytest.fixture
def page(enter: Enter, office: TestOffice) -> CardsPage:
    """One card, made and shown."""
    Relief(office).household()
    shown = enter(Role.CLERK, GoCards()).page
    assert isinstance(shown, CardsPage)
    press(Qt.Key.Key_Space)
    press(ENTER)
    assert shown.drawn is not None
    return shown


def test_the_words_over_the_list_say_its_order(enter: Enter, office: TestOffice) -> None:
    """The household whose cards were asked for stands first, though it is the newest; else the oldest does."""
    relief = Relief(office)
    old, new = relief.household(), relief.household()
    for asked_for, order, words in (
        ((new,), [new, old], "those you came for, then oldest first"),
        ((), [old, new], "oldest first"),
        ((old, new), [old, new], "oldest first"),
    ):
        shown = enter(Role.CLERK, GoCards(asked_for)).page
        assert isinstance(shown, CardsPage)
        assert list(dict.fromkeys(one.household for one in shown.waiting)) == order
        assert shown._place.text() == words  # pyright: ignore[reportPrivateUsage]


def asked(qtbot: QtBot) -> OutcomeSheet:
    """The question, which must have come."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OutcomeSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, OutcomeSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def by_printer(_: CardsPage, __: Path) -> None:
    press(Qt.Key.Key_P, modifier=CTRL)


def by_file(page: CardsPage, folder: Path) -> None:
    page.save_button.click()
    dialog = page.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(folder / "cards.pdf"))
    dialog.close()


@pytest.mark.parametrize("way", [by_printer, by_file])
def test_it_is_asked_what_came_of_them(
    way: Callable[[CardsPage, Path], None],
    page: CardsPage,
    office: TestOffice,
    printer: Printer,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """Y, and they wait no longer."""
    printer.be(GOOD)
    clerk = office.desk(Role.CLERK)
    way(page, tmp_path)
    sheet = asked(qtbot)
    assert len(cards.to_print(clerk)) == 1
    QTest.keyClick(sheet.well_button, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: cards.to_print(clerk) == ())


@pytest.mark.parametrize("way", [by_printer, by_file])
def test_printed_again_it_is_said_that_a_copy_can_be_saved_too(
    way: Callable[[CardsPage, Path], None], page: CardsPage, printer: Printer, tmp_path: Path, qtbot: QtBot
) -> None:
    """A: the copy is on the screen, and where no printer is ready it becomes a file like the first pages."""
    printer.be(GOOD)
    way(page, tmp_path)
    QTest.keyClick(asked(qtbot).again_button, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.drawn is not None and page.drawn.issued.faces[0].copy == 1)
    assert copies_said(page)


def test_a_replaced_card_printed_again_can_be_saved_too(
    enter: Enter, office: TestOffice, printer: Printer, qtbot: QtBot
) -> None:
    """The same on the page of its household."""
    printer.be(GOOD)
    relief = Relief(office)
    code = relief.household()
    relief.cards(code)
    page = enter(Role.CLERK, GoHousehold(code, replace=True)).page
    assert isinstance(page, HouseholdPage)
    assert page.replace_panel is not None
    press(Qt.Key.Key_1)  # lost
    page.replace_panel.present.set_value("yes")
    page.replace_panel.go_button.click()
    first = page.paper
    assert first is not None
    qtbot.waitUntil(first.print_button.isEnabled)
    first.print_button.click()
    QTest.keyClick(asked(qtbot).again_button, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.paper not in (None, first))
    assert copies_said(page)


def copies_said(page: Page) -> bool:
    """Whether the page says that copies are shown, and the way without a printer."""
    said = page.notices.notices()["bench"].accessibleName()
    return said.startswith("A copy of the card is shown.") and "save as a PDF once more" in said


def test_after_a_printer_that_refused_the_next_print_is_no_copy(
    page: CardsPage, office: TestOffice, printer: Printer, qtbot: QtBot
) -> None:
    """Nothing came out, so nobody is asked; a card of which a paper may lie somewhere would be a copy."""
    printer.be(OFFLINE)
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: "bench" in page.notices.notices())
    assert QApplication.activeModalWidget() is None
    assert page.drawn is not None
    code, number = page.drawn.codes, page.drawn.numbers[0]
    clerk = office.desk(Role.CLERK)
    (face,) = cards.print_again(clerk, number).faces
    assert (face.copy, code) == (0, (number.household,))
    printer.be(GOOD)
    press(Qt.Key.Key_P, modifier=CTRL)
    asked(qtbot).reject()
    (face,) = cards.print_again(clerk, number).faces
    assert face.copy == 1
