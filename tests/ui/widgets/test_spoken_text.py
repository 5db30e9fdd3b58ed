"""A text that is read aloud is whole, in its own script, whatever language and size the window has."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.reference import texts
from desktop.ui.appearance.look import Look
from desktop.ui.widgets.spoken_text import SpokenText
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn
from tests.ui.widgets.test_line import ink_of

LANGUAGES = [Language.ENGLISH, Language.URDU, Language.SINDHI]


def lines_of(language: Language) -> list[str]:
    """The rights, the longest of the texts."""
    return [line.text(language) for line in texts.rights()]


def spoken(qtbot: QtBot, lines: list[str], language: Language, width: int, height: int | None = None) -> SpokenText:
    """The widget at a size; without a height, at the least that it asks for."""
    widget = SpokenText()
    qtbot.addWidget(widget)
    widget.set_text(lines, language)
    widget.resize(width, height or widget.heightForWidth(width))
    return widget


def ink(widget: SpokenText) -> QRect:
    """Where something is drawn; a text that is cut off reaches an edge."""
    return ink_of(widget.grab().toImage(), widget.palette().window().color())


def within(widget: SpokenText) -> QRect:
    """All but one pixel at the upper and lower edge."""
    return widget.rect().adjusted(0, 1, 0, -1)


@pytest.mark.parametrize("look", [Look(), Look(language=Language.URDU, scale=1.5)], ids=["english", "urdu large"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [300, 700])
def test_at_the_least_height_it_asks_for_the_whole_text_is_there(
    look: Look, language: Language, width: int, put_on: PutOn, qtbot: QtBot
) -> None:
    """Higher changes the size of the letters only; nothing is drawn nearer to an edge than to be cut there."""
    put_on(look)
    widget = spoken(qtbot, lines_of(language), language, width)
    assert within(widget).contains(ink(widget))
    assert ink(widget).height() > widget.height() * 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_grow_into_the_place_they_have(language: Language, english: None, qtbot: QtBot) -> None:
    """Twice the height at the same width: more ink, still inside."""
    least = spoken(qtbot, lines_of(language), language, 600)
    large = spoken(qtbot, lines_of(language), language, 600, least.height() * 2)

    def dark(widget: SpokenText) -> int:
        grey = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = np.frombuffer(grey.constBits(), np.uint8)
        return int((pixels < 128).sum())

    assert dark(large) > dark(least) * 1.2
    assert within(large).contains(ink(large))


@pytest.mark.parametrize("window", [Language.ENGLISH, Language.URDU], ids=["english window", "urdu window"])
def test_a_text_begins_where_its_own_script_begins(window: Language, put_on: PutOn, qtbot: QtBot) -> None:
    """Urdu at the right in an English window; English at the left in an Urdu one."""
    put_on(Look(language=window))
    for language, line in ((Language.ENGLISH, "Yes."), (Language.URDU, "جی۔"), (Language.SINDHI, "ها۔")):
        widget = spoken(qtbot, [line], language, 600)
        if language is Language.ENGLISH:
            assert ink(widget).right() < 300, language
        else:
            assert ink(widget).left() > 300, language


def test_a_screen_reader_says_all_of_it_and_a_new_text_replaces_the_old(english: None, qtbot: QtBot) -> None:
    """What is seen is what is said."""
    widget = spoken(qtbot, lines_of(Language.ENGLISH), Language.ENGLISH, 500)
    assert widget.accessibleName() == " ".join(lines_of(Language.ENGLISH))
    widget.set_text(["آج کا متن۔"], Language.URDU)
    assert widget.accessibleName() == widget.text() == "آج کا متن۔"
    assert widget.heightForWidth(500) < 200


def test_a_place_too_low_is_scrolled_not_squeezed(english: None, qtbot: QtBot) -> None:
    """The least height follows the width."""
    widget = spoken(qtbot, lines_of(Language.URDU), Language.URDU, 400, 10)
    widget.show()
    assert widget.minimumHeight() == widget.heightForWidth(widget.width())
    before = widget.minimumHeight()
    widget.resize(900, before)
    assert widget.minimumHeight() < before
