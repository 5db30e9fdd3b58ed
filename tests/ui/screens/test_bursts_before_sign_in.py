"""A card that is scanned where nobody is signed in writes nothing and opens nothing, and it is said why."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.widgets.flash import Flash
from tests.factories import TestOffice
from tests.ui.everywhere import written
from tests.ui.screens.programs import Start
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
