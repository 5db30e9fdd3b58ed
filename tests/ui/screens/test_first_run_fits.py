"""The first run's widest and highest pages stand in the window: the form of a restore, and the recovery sheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desktop.ui.appearance.look import current
from desktop.ui.screens.first_run.answers import Sheet
from desktop.ui.screens.first_run.first_run_screen import FirstRunScreen
from desktop.ui.screens.first_run.pages import SheetPage
from desktop.ui.screens.first_run.restore_page import RestorePage
from desktop.ui.widgets.following_area import FollowingArea
from tests.ui.cutting import cut
from tests.ui.screens.programs import Start
from tests.ui.test_printing_desk import paper

LOW = QSize(1366, 735)
"""A usual laptop's window, with the bar of its desktop and its own."""


def _begun(start: Start, folder: Path, size: QSize, **settings: object) -> FirstRunScreen:
    program = start(folder, size, **settings)
    _settle()
    screen = program._first_run  # pyright: ignore[reportPrivateUsage]
    assert screen is not None
    return screen


def _settle() -> None:
    for _ in range(10):
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("language", "percent", "size"),
    [("en", 100, LOW), ("ur", 100, LOW), ("sd", 100, QSize(1024, 600)), ("ur", 200, QSize(1024, 600))],
)
def test_the_form_of_a_restore_is_as_wide_as_the_window(
    start: Start, tmp_path: Path, language: str, percent: int, size: QSize
) -> None:
    """With a passphrase and with the words of the sheet; nothing is cut and nothing goes on at the side."""
    screen = _begun(start, tmp_path / "fresh", size, language=language, text_percent=percent)
    screen._ask_restore()  # pyright: ignore[reportPrivateUsage]
    page = screen.page
    assert isinstance(page, RestorePage)
    (area,) = [one for one in screen.findChildren(FollowingArea) if one.isAncestorOf(page)]
    for proof in ("passphrase", "recovery"):
        page.form.by.chip(proof).click()
        _settle()
        assert area.horizontalScrollBar().maximum() == 0
        assert cut(screen.window()) == []
    assert page.form.words.isVisible()


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_recovery_sheet_its_word_and_its_button_are_seen_together(
    start: Start, tmp_path: Path, language: str
) -> None:
    """The field stands under its own words, at the side where one begins to read."""
    screen = _begun(start, tmp_path / "fresh", LOW, language=language)
    screen._show_sheet(Sheet(paper(), "saffron"))  # pyright: ignore[reportPrivateUsage]
    _settle()
    page = screen.page
    assert isinstance(page, SheetPage)
    window, button = page.window(), page.next_button
    assert button.mapTo(window, button.rect().bottomLeft()).y() < window.height()
    around = page.word.parentWidget()
    assert around is not None
    field, panel = page.word.geometry(), around.rect()
    beside = panel.right() - field.right() if current().rtl else field.left() - panel.left()
    assert beside < panel.width() / 10
    assert cut(window) == []
