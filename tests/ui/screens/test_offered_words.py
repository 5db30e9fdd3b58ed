"""The words that a screen offers for a passphrase: whoever copies them from any screen that went on can sign in."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.ui.screens.first_run.first_run_screen import FirstRunScreen
from desktop.ui.screens.first_run.pages import OfficePage, PersonPage, SheetPage, SummaryPage
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from tests.ui.screens.desk_keys import ENTER, press, write
from tests.ui.screens.programs import Start, lock_screen

BACK = Qt.Key.Key_PageUp


def _asking(program: Program) -> FirstRunScreen:
    """The first run at its controller, with all that comes before answered."""
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    screen.answers.district, screen.answers.office, screen.answers.desk = "PK617", "Basti Malook", "Desk 1"
    screen._ask_controller()  # pyright: ignore[reportPrivateUsage]
    return screen


def _person(screen: FirstRunScreen) -> PersonPage:
    assert isinstance(screen.page, PersonPage)
    return screen.page


def _turn(screen: FirstRunScreen, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys that lead to another page, and wait for it."""
    page = screen.page
    press(*keys)
    qtbot.waitUntil(lambda: screen.page is not page)


def _answer(screen: FirstRunScreen, name: str) -> str:
    """Write the name and type the offered words twice; the words."""
    words = _person(screen).offered.text()
    write(name)
    for text in ("", words, words):
        write(text)
        press(ENTER)
    return words


def test_back_and_forth_over_the_first_run_the_words_shown_open_the_office(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    """They are the same on every visit, and the typed ones stay with them."""
    program = start(tmp_path / "fresh")
    screen = _asking(program)
    names = ("Nadia Baloch", "Shazia Khan")
    words = [_answer(screen, name) for name in names]
    for _ in range(2):
        assert isinstance(screen.page, SummaryPage)
        for word in reversed(words):
            _turn(screen, qtbot, BACK)
            page = _person(screen)
            assert [page.offered.text(), page.passphrase.value(), page.again.value()] == [word] * 3
        _turn(screen, qtbot, BACK)
        assert isinstance(screen.page, OfficePage)
        _turn(screen, qtbot, ENTER, ENTER, ENTER)
        for word in words:
            assert _person(screen).offered.text() == word
            _turn(screen, qtbot, ENTER, ENTER, ENTER)
    seen = words[1]
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(screen.page, SheetPage), timeout=30_000)
    sheet = screen.page
    assert isinstance(sheet, SheetPage)
    sheet.was_kept()
    sheet.word.set_value(sheet._sheet.check_word)  # pyright: ignore[reportPrivateUsage]
    press(ENTER)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None, timeout=30_000)
    lock_screen(program).panel.names.tile(names[1]).click()
    write(seen)
    press(ENTER)
    qtbot.waitUntil(lambda: program.frame is not None, timeout=15_000)


def test_other_words_take_the_typed_ones_with_them(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """Also those that were answered before: who goes back from here finds nothing of the first words."""
    screen = _asking(start(tmp_path / "fresh"))
    first = _answer(screen, "Nadia Baloch")
    _turn(screen, qtbot, BACK)
    page = _person(screen)
    page.others.click()
    second = page.offered.text()
    assert second != first
    assert (page.passphrase.value(), page.again.value()) == ("", "")
    _turn(screen, qtbot, BACK)
    _turn(screen, qtbot, ENTER, ENTER, ENTER)
    page = _person(screen)
    assert (page.offered.text(), page.passphrase.value(), page.again.value()) == (second, "", "")
