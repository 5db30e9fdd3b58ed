"""A page's foot at every width and text size: no button is cut, and a tile says its whole heading."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, apply
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.foot import Foot
from desktop.ui.widgets.painting import text_font, text_width
from desktop.ui.widgets.tile import lines_of_heading
from desktop.values.vocabulary import Language

WORDS = ("Rosters", "Close the round", "Add a household", "Programmes", "New round from a file")


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_every_button_of_a_foot_is_whole(qapp: QApplication, qtbot: QtBot, percent: int, language: Language) -> None:
    """Five buttons with keys at 1366 and 1024 pixels, also after one more is shown: each as wide as its words."""
    apply(qapp, Look(scale=percent / 100, language=language))
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    foot = Foot()
    column.addWidget(foot)
    buttons = [Button(words, ButtonKind.SECONDARY, "list-check", "Ctrl N") for words in WORDS]
    buttons[2].hide()
    foot.fill(buttons[:3], buttons[3:])
    window.show()
    for width in (1366, 1024):
        for button in (buttons[2], buttons[0]):
            window.resize(QSize(width, 600))
            button.show()
            qtbot.wait(1)
            for one in buttons:
                if one.isVisible():
                    assert one.width() >= one.sizeHint().width()
                    assert foot.rect().contains(one.geometry()), one.shown_text()
    apply(qapp, Look())


def test_the_last_buttons_are_at_the_end_of_one_row(qtbot: QtBot, show: Callable[..., QWidget]) -> None:
    """With room for all, the trailing ones touch the trailing gutter."""
    foot = Foot()
    first, last = Button("Next"), Button("Help")
    foot.fill([first], [last])
    window = show(foot)
    window.resize(900, 300)
    qtbot.wait(1)
    assert first.y() == last.y()
    assert foot.width() - last.geometry().right() < 40
    assert first.x() < 40


def test_a_heading_is_shown_whole_in_two_lines(qapp: QApplication) -> None:
    """At 200 % a tile wraps its heading; nothing of it is left out."""
    apply(qapp, Look(scale=2.0))
    font = text_font("Register a household", Role.BODY, bold=True)
    lines = lines_of_heading("Register a household", font, text_width("Register a", font) + 2)
    assert lines == ("Register a", "household")
    assert lines_of_heading("Rounds", font, 400) == ("Rounds",)
    apply(qapp, Look())
