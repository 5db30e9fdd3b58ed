"""The recovery sheet where no printer answers, or one says no: every sentence names only what stands on the page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.screens.first_run import first_run_screen
from desktop.ui.screens.first_run.answers import Sheet
from desktop.ui.screens.first_run.pages import SheetPage
from desktop.values.vocabulary import Language
from tests.ui.screens.desk_keys import CTRL, press
from tests.ui.screens.programs import Start
from tests.ui.test_printing_desk import paper, path, spooler

__all__ = ["path"]  # a fixture

NONE = 'echo "lp: Error - no default destination available." >&2; exit 1'


@pytest.mark.parametrize("printers", [[], ["Office"]], ids=["none to choose", "one to choose"])
@pytest.mark.parametrize("script", [NONE, "exit 1"], ids=["missing", "refuses"])
def test_what_is_said_names_what_is_there(
    start: Start,
    tmp_path: Path,
    path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    speak: Callable[[Language], None],
    printers: list[str],
    script: str,
) -> None:
    """Ctrl+P at the sheet; the settings are a page that comes later, and a list is named only where it is seen."""
    speak(Language.ENGLISH)
    monkeypatch.setattr(first_run_screen, "printer_names", lambda: printers)
    spooler(path, script)
    program = start(tmp_path / "fresh")
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    screen._show_sheet(Sheet(paper(), "word"))  # pyright: ignore[reportPrivateUsage]
    page = screen.page
    assert isinstance(page, SheetPage)
    problem = page._problem  # pyright: ignore[reportPrivateUsage]
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: problem.text() != "")
    assert "settings" not in problem.text()
    assert "stick" in problem.text()
    assert ("Choose another one here" in problem.text()) is page.printer.isVisible() is bool(printers)
    assert ("did not take" in problem.text()) is (script != NONE)
