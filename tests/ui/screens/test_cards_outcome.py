"""After cards left the window it is asked whether they came out well; where surely none did, the next are no copies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.card_papers import OutcomeSheet
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.workbench import GoCards
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
