"""Typing Urdu and Sindhi by sound: every letter is there, Latin fields stay Latin, the keys never hide the field."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.keyboard_host import KeyboardHost
from desktop.ui.widgets.keyboard_layouts import LAYOUTS, SINDHI, URDU, KeyLayout, key_of
from desktop.ui.widgets.phonetic import phonetic
from desktop.values.text import fold, script_of
from desktop.values.vocabulary import Language
from tests.ui.keys import type_text

URDU_ALPHABET = "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھءئیے"
SINDHI_ALPHABET = "ابٻڀتٿٽٺثپجڄڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڳڱلمنڻوھهءئي"  # جھ and گھ are written with two
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Off before and after."""
    phonetic().turn_off()
    phonetic().choose(Language.URDU)
    yield
    phonetic().set_shift(held=False)
    phonetic().turn_off()


class Window(QWidget):
    """A window of the usual kind of size with fields at its upper and its lower end."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.resize(1024, 600)
        self.name, self.latin, self.low = TextField("Name"), TextField("Latin", rtl=False), TextField("Village")
        self.code = CodeField("CNIC", (5, 7, 1), "-")
        column = QVBoxLayout(self)
        for field in (self.name, self.latin, self.code):
            column.addWidget(field)
        column.addStretch(1)
        column.addWidget(self.low)
        self.host = KeyboardHost(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.name.setFocus()


@pytest.fixture
def window(english: None, qtbot: QtBot) -> Iterator[Window]:
    """That window."""
    made = Window(qtbot)
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(("layout", "alphabet"), [(URDU, URDU_ALPHABET), (SINDHI, SINDHI_ALPHABET)])
def test_every_letter_of_the_alphabet_has_one_key(layout: KeyLayout, alphabet: str) -> None:
    """None is missing; none stands on two keys, but that Sindhi keeps the second ڦ of its usual keyboard."""
    given = [letter for pair in layout.letters.values() for letter in pair if letter]
    assert set(alphabet) <= set(given)
    twice = {letter for letter in given if given.count(letter) > 1}
    assert twice <= {"ڦ"}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.language.value)
def test_every_key_that_is_shown_gives_a_letter(layout: KeyLayout) -> None:
    """The rows and the table are of the same keys, each named as the laptop's own keyboard types it."""
    shown = "".join(layout.rows)
    assert sorted(shown) == sorted(layout.letters)
    assert all(key_of(key) == key for key in shown)


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        (Language.URDU, "skino bi bi", "سکینہ بی بی"),
        (Language.URDU, "rhim bKx", "رحیم بخش"),
        (Language.URDU, "Amno", "آمنہ"),
        (Language.SINDHI, "vail", "ڀاڳل"),
        (Language.SINDHI, "mehran", "ميهران"),
    ],
)
def test_latin_keys_give_letters_by_sound(window: Window, language: Language, typed: str, written: str) -> None:
    """Small letters plainly, capital ones with Shift, spaces as they are; the field reads right to left."""
    phonetic().choose(language)
    QTest.keyClick(window.name, Qt.Key.Key_K, CONTROL)
    edited: list[str] = []
    window.name.textEdited.connect(edited.append)
    for letter in typed:
        QTest.keyClicks(window.name, letter, SHIFT if letter.isupper() else Qt.KeyboardModifier.NoModifier)
    assert window.name.text() == written
    assert edited[-1] == written, "whoever listens to typing hears it"
    assert window.name.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert script_of(written) == ("sindhi" if "ڀ" in written else "urdu")


def test_latin_fields_and_codes_stay_latin(window: Window) -> None:
    """The Latin name and a number are written as the keys say, and digits are digits everywhere."""
    phonetic().toggle()
    for field, typed, written in (
        (window.latin, "Sakina", "Sakina"),
        (window.code, "363021", "36302-1"),
        (window.name, "12", "12"),
    ):
        field.setFocus()
        QTest.keyClicks(field, typed)
        assert field.text() == written


def test_letters_of_a_real_urdu_keyboard_pass(window: Window) -> None:
    """A laptop that has the layout already is left alone."""
    phonetic().toggle()
    type_text(window.name, "سکینہ")
    assert window.name.text() == "سکینہ"


def test_control_keys_mean_what_they_meant(window: Window) -> None:
    """Ctrl+A chooses everything, Backspace takes the last letter."""
    phonetic().toggle()
    QTest.keyClicks(window.name, "ab")
    QTest.keyClick(window.name, Qt.Key.Key_Backspace)
    assert window.name.text() == "ا"
    QTest.keyClick(window.name, Qt.Key.Key_A, CONTROL)
    assert window.name.selectedText() == "ا"


def test_keys_are_pressed_by_mouse_and_the_field_keeps_the_keyboard(window: Window) -> None:
    """A letter, one with Shift, a space, a letter, back; Shift holds for one letter only."""
    phonetic().toggle()
    keyboard = window.host.keyboard
    assert keyboard is not None
    assert keyboard.isVisible()
    for what in ("b", "shift", "a", "space", "k", "k", "back"):
        QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, pos=keyboard.key_place(what))
    assert window.name.text() == "بآ ک"
    assert window.name.hasFocus()
    QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, pos=keyboard.key_place("sd"))
    assert phonetic().layout is SINDHI
    QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, pos=keyboard.key_place("k"))
    assert window.name.text() == "بآ کڪ"


def test_the_mark_in_the_field_turns_it_on(window: Window) -> None:
    """A press on the small keyboard at the end of the field; another turns it off."""
    place = window.name._mark_place().center().toPoint()  # pyright: ignore[reportPrivateUsage]
    QTest.mouseClick(window.name, Qt.MouseButton.LeftButton, pos=place)
    assert phonetic().on
    QTest.mouseClick(window.name, Qt.MouseButton.LeftButton, pos=place)
    assert not phonetic().on


def test_the_keys_never_hide_the_field_that_is_written_in(window: Window) -> None:
    """Below for a field above, above for a field below; gone where no letters belong, back after it."""
    phonetic().toggle()
    keyboard = window.host.keyboard
    assert keyboard is not None
    for field in (window.name, window.low):
        field.setFocus()
        assert keyboard.isVisible()
        covered = QRect(field.mapTo(window, QPoint(0, 0)), field.size())
        assert not keyboard.geometry().intersects(covered)
        assert window.rect().contains(keyboard.geometry())
    for field in (window.latin, window.code):
        field.setFocus()
        assert keyboard.isHidden()
    window.name.setFocus()
    assert keyboard.isVisible()


def test_the_keys_can_be_hidden_while_one_goes_on(window: Window) -> None:
    """Whoever knows them by heart types on; Ctrl+K brings them back, and once more turns everything off."""
    phonetic().toggle()
    keyboard = window.host.keyboard
    assert keyboard is not None
    QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, pos=keyboard.key_place("hide"))
    assert keyboard.isHidden()
    QTest.keyClicks(window.name, "b")
    assert window.name.text() == "ب"
    QTest.keyClick(window.name, Qt.Key.Key_K, CONTROL)
    assert keyboard.isVisible()
    QTest.keyClick(window.name, Qt.Key.Key_K, CONTROL)
    assert keyboard.isHidden()
    QTest.keyClicks(window.name, "b")
    assert window.name.text() == "بb"


def test_held_shift_shows_the_other_level(window: Window) -> None:
    """The picture of the keys follows the Shift key of the laptop."""
    phonetic().toggle()
    QTest.keyPress(window.name, Qt.Key.Key_Shift)
    assert phonetic().shift
    QTest.keyRelease(window.name, Qt.Key.Key_Shift)
    assert not phonetic().shift


def test_what_two_keyboards_type_is_found_alike() -> None:
    """The Sindhi keys give Arabic ye and heh and swash kaf: folded with the Urdu ones, kept as typed."""
    assert fold("علي ڪريم شاهه") == fold("علی کریم شاہہ")
    assert SINDHI.letter("e", shift=False) == "ي"
    assert SINDHI.letter("h", shift=False) == "ه"


def test_the_keys_leave_the_last_row_of_a_dialog_to_be_pressed(english: None, qtbot: QtBot) -> None:
    dialog = Sheet("Who collects?")
    qtbot.addWidget(dialog)
    name, save = TextField("Name"), Button("Save")
    dialog.column.addWidget(name)
    dialog.column.addStretch(1)
    dialog.column.addWidget(save)
    dialog.resize(900, 640)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    name.setFocus()
    phonetic().toggle()
    keys = dialog.letters.keyboard
    assert keys is not None
    assert keys.isVisible()
    for seen in (name, save):
        assert not keys.geometry().intersects(seen.geometry())
