"""The lock screen takes a name and a passphrase and tells nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.widgets.chips import Choice
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
    lock.passphrase.setFocus()
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


def test_what_was_typed_before_a_name_was_chosen_stays(english: None, show: Show) -> None:
    """Nobody is chosen after a start; Enter asks for the name, and a digit on a tile gives it."""
    lock = panel()
    show(lock)
    asked: list[str] = []

    def ask(key: str, _phrase: str) -> None:
        asked.append(key)

    lock.unlock_asked.connect(ask)
    assert lock.names.present() == ""
    lock.passphrase.setFocus()
    type_text(lock.passphrase, "four words of it")
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    assert (asked, lock.message()) == ([], "Choose a name.")
    lock.names.tile("a").setFocus()
    QTest.keyClick(lock.names.tile("a"), Qt.Key.Key_2)
    assert lock.passphrase.hasFocus()
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    assert asked == ["b"]


def test_capital_letters_are_mentioned(english: None, show: Show) -> None:
    """All capitals look like Caps Lock."""
    lock = panel()
    show(lock)
    assert lock.message() == WORDS.caps_off
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
