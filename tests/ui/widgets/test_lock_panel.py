"""The lock screen takes a name and a passphrase and tells nothing."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.lock_panel import LockPanel
from desktop.ui.widgets.lock_side import LockWords
from desktop.ui.widgets.name_tiles import LockName
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn, Show
from tests.ui.keys import type_text

WORDS = LockWords(
    "Who is at the desk?", "Choose your name.", "Passphrase", "Choose a name.", "Unlock", "I forgot it", "Help",
    "Language",
    "Capital letters are on", "Capital letters are off", "Basti Malook", "Everything stays on this laptop.",
)  # fmt: skip
NAMES = [
    LockName("a", "Nadia Baloch"),
    LockName("b", "Yusuf Mengal"),
    LockName("c", "Shazia"),
]
LANGUAGES = [Choice("en", "English"), Choice("ur", "اردو"), Choice("sd", "سنڌي")]


def panel() -> LockPanel:
    """A lock screen with three names."""
    made = LockPanel(WORDS, LANGUAGES, "en")
    made.set_names(NAMES)
    return made


def test_name_and_passphrase_are_handed_on(english: None, show: Show) -> None:
    """Chosen by arrow, typed, Enter."""
    lock = panel()
    show(lock)
    asked: list[tuple[str, str]] = []

    def ask(key: str, phrase: str) -> None:
        asked.append((key, phrase))

    lock.unlock_asked.connect(ask)
    lock.names.tile("a").setFocus()
    QTest.keyClick(lock.names.tile("a"), Qt.Key.Key_Right)
    assert lock.names.present() == "b"
    assert lock.passphrase.hasFocus()
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    type_text(lock.passphrase, "four words of it")
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    QTest.mouseClick(lock.unlock_button, Qt.MouseButton.LeftButton)
    assert asked == [("b", "four words of it")] * 2


def test_another_name_and_a_refusal_empty_the_passphrase(english: None, show: Show) -> None:
    """The sentence is the caller's; the name stays chosen."""
    lock = panel()
    show(lock)
    lock.choose("a")
    type_text(lock.passphrase, "secret words")
    QTest.mouseClick(lock.names.tile("c"), Qt.MouseButton.LeftButton)
    assert lock.passphrase.value() == ""
    assert lock.passphrase.hasFocus()
    type_text(lock.passphrase, "secret words")
    lock.show_problem("That did not open it.")
    assert (lock.passphrase.value(), lock.message(), lock.names.present()) == ("", "That did not open it.", "c")
    lock.set_waiting(True)
    assert not lock.unlock_button.isEnabled()
    lock.set_waiting(False)
    assert lock.passphrase.hasFocus()


def test_a_passphrase_is_typed_for_somebody(english: None, show: Show) -> None:
    """After a start nobody is chosen: the keyboard is at the names, the passphrase takes nothing."""
    lock = panel()
    show(lock)
    lock.focus_first()
    assert lock.names.tile("a").hasFocus()
    assert [lock.names.tile(key).cap() for key in "abc"] == ["1", "2", "3"]
    lock.passphrase.setFocus()
    type_text(lock.passphrase, "x")
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    assert (lock.passphrase.value(), lock.message()) == ("", "Choose a name.")
    assert lock.names.tile("a").hasFocus()
    QTest.keyClick(lock.names.tile("a"), Qt.Key.Key_2)
    assert (lock.names.present(), lock.message()) == ("b", WORDS.caps_off)
    assert lock.passphrase.hasFocus()
    type_text(lock.passphrase, "2")
    assert (lock.names.present(), lock.passphrase.value()) == ("b", "2"), "now a digit belongs to the passphrase"
    assert [lock.names.tile(key).cap() for key in "abc"] == ["Alt 1", "Alt 2", "Alt 3"], "and the tiles say so"


def test_capital_letters_are_mentioned(english: None, show: Show) -> None:
    """All capitals look like Caps Lock."""
    lock = panel()
    show(lock)
    assert lock.message() == WORDS.caps_off
    lock.choose("a")
    type_text(lock.passphrase, "FOUR")
    assert lock.message() == WORDS.caps_on
    type_text(lock.passphrase, "words")
    assert lock.message() == WORDS.caps_off


def test_the_language_is_changed_before_anybody_unlocks(english: None, show: Show) -> None:
    """One press on its own name."""
    lock = panel()
    show(lock)
    chosen: list[str] = []
    lock.language_chosen.connect(chosen.append)
    QTest.mouseClick(lock.language.chip("ur"), Qt.MouseButton.LeftButton)
    assert chosen == ["ur"]


def test_everything_fits_in_both_sizes_and_languages(put_on: PutOn, qtbot: QtBot) -> None:
    """The foot is never pushed out of the window."""
    for language in Language:
        for width, height in ((1366, 768), (1024, 600)):
            look = Look(language=language)
            put_on(look)
            lock = panel()
            put_on(look.at(lock.size().scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio)))
            lock = panel()
            qtbot.addWidget(lock)
            assert lock.minimumSizeHint().width() <= width
            assert lock.minimumSizeHint().height() <= height


def seen(lock: LockPanel, widget: QWidget, edge: int = 0) -> bool:
    """Whether all of a widget, and so many pixels above and below, lies in what each area that holds it shows."""
    areas = [one for one in lock.findChildren(QScrollArea) if one.isAncestorOf(widget)]
    return bool(areas) and all(
        one.viewport().rect().top() <= widget.mapTo(one.viewport(), QPoint(0, -edge)).y()
        and widget.mapTo(one.viewport(), QPoint(0, widget.height() + edge - 1)).y() <= one.viewport().rect().bottom()
        for one in areas
    )


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_who_is_chosen_and_where_one_types_are_seen(
    language: Language, scale: float, put_on: PutOn, qtbot: QtBot
) -> None:
    """Nine names at 1366 x 768: one that was chosen before the window stood, the last one, the ring around a tile."""
    put_on(Look(language=language, scale=scale).at(QSize(1366, 768)))
    lock = LockPanel(WORDS, LANGUAGES, "en")
    names = [LockName(str(at), f"Shazia Mengal {at}") for at in range(1, 10)]
    lock.set_names(names)
    lock.choose("9")
    qtbot.addWidget(lock)
    lock.resize(1366, 768)
    lock.show()
    lock.activateWindow()
    qtbot.waitUntil(lambda: seen(lock, lock.names.tile("9")))
    lock.focus_first()
    qtbot.waitUntil(lambda: seen(lock, lock.passphrase))
    assert seen(lock, lock.names.tile("9"))
    for key in ("1", "9"):
        lock.names.tile(key).setFocus()
        qtbot.waitUntil(lambda there=key: seen(lock, lock.names.tile(there), edge=5))
    said = [one for one in lock.findChildren(Paragraph) if one.text() in (WORDS.heading, WORDS.note)]
    assert len(said) == 2
    assert all(one.height() >= one.heightForWidth(one.width()) for one in said), "no word of them is cut"
