"""A card that is scanned where nobody is signed in writes nothing and opens nothing, and it is said why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.widgets.fields import PassphraseField
from desktop.ui.widgets.flash import Flash
from desktop.values.permissions import Role
from tests.factories import TestOffice, passphrase_of
from tests.ui.everywhere import written
from tests.ui.screens.programs import Start, choose_name, lock_screen
from tests.ui.test_bursts_everywhere import Scanner
from tests.usecases.relief_office import Relief


def said(window: QWidget) -> list[str]:
    """What stands over the window."""
    return [one.sentence for one in window.findChildren(Flash) if one.isVisible()]


@pytest.fixture
def card(office: TestOffice) -> str:
    """What the scanner types of a real card."""
    relief = Relief(office)
    return relief.cards(relief.household())[0].credential


def test_at_the_lock_screen(start: Start, office: TestOffice, card: str, qtbot: QtBot) -> None:
    program = start(office.folder)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None)
    before = written(program.window)
    Scanner().scan(card)
    assert said(program.window) == ["Nothing here takes a card."]
    assert written(program.window) == before
    assert program.window.findChild(UnlockScreen) is not None


def test_at_the_first_run(start: Start, card: str, tmp_path: Path) -> None:
    """No answer is chosen and no page goes by."""
    program = start(tmp_path / "fresh")
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    page, before = screen.page, written(program.window)
    Scanner().scan(card)
    assert said(program.window) == ["Nothing here takes a card."]
    assert screen.page is page
    assert written(program.window) == before
    assert not (tmp_path / "fresh").exists()


def typed(scanner: Scanner, text: str, *, shift: bool = False, end_after: int = 200) -> None:
    """A text at the scanner's pace, its Enter `end_after` ms later."""
    for letter in text:
        scanner.press(Qt.Key(ord(letter.upper())), letter, shift=shift and letter.isalpha())
    scanner.at_ms += end_after - scanner.gap
    scanner.press(Qt.Key.Key_Return, "\r")


def waiting(start: Start, office: TestOffice, qtbot: QtBot) -> tuple[Program, PassphraseField]:
    """The lock screen with the clerk chosen, the keyboard in the field for the passphrase."""
    program = start(office.folder)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None)
    choose_name(lock_screen(program), Role.CLERK)
    field = lock_screen(program).panel.passphrase
    assert field.hasFocus()
    return program, field


@pytest.mark.parametrize(("gap", "end_after"), [(23, 200), (23, 80), (3, 80)], ids=["quick", "run on", "keeper"])
def test_a_passphrase_may_be_typed_as_fast_as_anybody_can(
    start: Start, office: TestOffice, qtbot: QtBot, gap: int, end_after: int
) -> None:
    """By somebody very quick or by a keeper of passphrases; the Enter of a hand unlocks."""
    program, field = waiting(start, office, qtbot)
    words = passphrase_of(Role.CLERK)
    typed(Scanner(gap=gap), words, end_after=end_after)
    if end_after > 120:
        assert field.text() == words
    qtbot.waitUntil(lambda: program.frame is not None, timeout=15_000)


def test_one_quick_run_of_a_hand_loses_no_letter(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Five keys rolled over at once, the others at a hand's pace, and the first one given back too early."""
    program, field = waiting(start, office, qtbot)
    scanner = Scanner(gap=20)
    for letter, gap in zip("drop-down felt", (20, 20, 20, 20, 20, 60, 60, 20, 60, 60, 60, 60, 60, 60), strict=True):
        scanner.gap = gap
        scanner.press(Qt.Key(ord(letter.upper())), letter)
    qtbot.waitUntil(lambda: field.text() == "drop-down felt", timeout=2000)
    field.clear()
    keys = program.window.bursts.keys
    scanner.gap, scanner.at_ms = 20, scanner.at_ms + 1_000
    for at, letter in enumerate("task"):
        scanner.press(Qt.Key(ord(letter.upper())), letter)
        if at == 0:
            keys._late()  # pyright: ignore[reportPrivateUsage]
            assert field.text() == "t"
    qtbot.waitUntil(lambda: field.text() == "task", timeout=2000)


def test_no_scan_is_taken_for_words(start: Start, office: TestOffice, card: str, qtbot: QtBot) -> None:
    """Cards, codes, numbers, an address, and a card under Caps Lock, whose letters come small and with Shift; an Enter
    at the scanner's pace unlocks nothing."""
    program, field = waiting(start, office, qtbot)
    scanner = Scanner()
    for text, shift in (
        (card, False),
        (card.lower(), True),
        ("400638133393", False),
        ("https://example.org/a", False),
        ("abcdef", True),
        ("ABCDEF", True),
    ):
        typed(scanner, text, shift=shift, end_after=scanner.gap)
        assert field.text() == "", text
    typed(scanner, passphrase_of(Role.CLERK), end_after=scanner.gap)
    assert field.text() == passphrase_of(Role.CLERK), "words are no card"
    qtbot.wait(50)
    assert program.frame is None, "but this Enter is a scanner's"
    other = lock_screen(program).panel.names
    other.setFocus()
    field.clear()
    typed(scanner, "drop down", end_after=300)
    assert field.text() == "", "only a field for passphrases takes them"
