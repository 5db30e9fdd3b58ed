"""Buttons and chips are pressed by mouse, by number, by arrow and by Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.layout import SMALL
from desktop.ui.appearance.look import Look
from desktop.ui.appearance.tokens import LIGHT
from desktop.ui.widgets import chips as module_of_chips
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.widgets.tile import Tile
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn, Show
from tests.ui.keys import type_text

SEX = [Choice("F", "Woman"), Choice("M", "Man"), Choice("X", "Other")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_focused_button_is_pressed_by_enter_and_space(key: Qt.Key, english: None, show: Show, qtbot: QtBot) -> None:
    """Each once."""
    button = Button("Print 5 cards", ButtonKind.PRIMARY, "printer", "Ctrl P")
    show(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(button, key)


def test_a_shortcut_works_from_anywhere_and_survives_a_new_text(english: None, show: Show, qtbot: QtBot) -> None:
    """QAbstractButton forgets its shortcut with each new text; ours does not."""
    button, other = Button("Print", key="Ctrl P", shortcut="Ctrl+P"), Button("Other")
    show(button, other)
    button.set_text("Print 5 & more")
    other.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(other, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert button.accessibleName() == "Print 5 & more"
    assert button.shown_text() == "Print 5 & more"


def test_an_enter_too_many_presses_nothing_beside_a_button_that_works(english: None, show: Show, qtbot: QtBot) -> None:
    """A button that greys under the keyboard gives it to nobody, and takes it back afterwards unless it went on."""
    button, neighbour = Button("Make"), Button("Back")
    pressed: list[str] = []
    button.clicked.connect(lambda: button.setEnabled(False))
    neighbour.clicked.connect(lambda: pressed.append("Back"))
    window = show(button, neighbour)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
    assert not pressed
    button.setEnabled(True)
    assert button.hasFocus()
    button.setEnabled(False)
    neighbour.setFocus()
    button.setEnabled(True)
    assert neighbour.hasFocus(), "somebody went on"


def test_a_passphrase_that_is_tried_keeps_an_enter_too_many(english: None, show: Show, qtbot: QtBot) -> None:
    """All that was asked of the second person greys; what waits beside it is not pressed, and the field goes on."""
    second, neighbour = SecondPerson(), Button("Back")
    second.set_names([Choice("supervisor", "supervisor")])
    asked: list[str] = []

    def prove(_name: str, _words: str) -> None:
        asked.append("second")
        second.set_busy(True)

    second.asked.connect(prove)
    neighbour.clicked.connect(lambda: asked.append("Back"))
    window = show(second, neighbour)
    second.passphrase.setFocus()
    QTest.keyClicks(second.passphrase, "words")
    for _ in range(3):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
    assert asked == ["second"]
    second.set_busy(False)
    assert second.passphrase.hasFocus()


def test_enter_in_a_row_of_chips_goes_on_under_every_desktop(
    english: None, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under GNOME Qt's own check box is pressed by Enter; a chip of a row leaves the key to the form before that."""
    asked: list[int] = []

    def ask(_box: QCheckBox, event: QKeyEvent) -> None:
        asked.append(event.key())

    monkeypatch.setattr(QCheckBox, "keyPressEvent", ask)
    row = ChoiceChips("Sex", SEX)
    show(row)
    row.setFocus()
    QTest.keyClick(row.chip("F"), Qt.Key.Key_Return)
    QTest.keyClick(row.chip("F"), Qt.Key.Key_Enter)
    assert asked == []
    QTest.keyClick(row.chip("F"), Qt.Key.Key_Space)
    assert asked == [Qt.Key.Key_Space], "the control: other keys are the check box's"


def test_buttons_have_the_height_and_width_of_the_design(put_on: PutOn, show: Show, qtbot: QtBot) -> None:
    """44 high, 40 in the small layout, 64 at a station, a filled one at least 180 wide; all in words that fit."""
    put_on(Look())
    assert Button("Go", ButtonKind.PRIMARY).sizeHint().toTuple() == (180, 44)
    assert Button("Go", station=True).sizeHint().height() == 64
    put_on(Look(layout=SMALL))
    assert Button("Go").sizeHint().height() == 40


def test_a_button_that_is_off_is_not_pressed(english: None, show: Show, qtbot: QtBot) -> None:
    """Neither by mouse nor by key."""
    button = Button("off", ButtonKind.PRIMARY)
    button.setEnabled(False)
    show(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []


def test_a_danger_button_is_outlined_and_never_filled(english: None, show: Show, qtbot: QtBot) -> None:
    """Its ground is the surface."""
    button = Button("Remove from list", ButtonKind.DANGER, "trash")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    assert image.pixelColor(6, 6).name().upper() == QColor(LIGHT.surface).name().upper()
    assert image.pixelColor(1, 20).name().upper() == LIGHT.danger


@pytest.mark.parametrize(("typed", "value"), [("2", "M"), ("۳", "X"), ("١", "F")])
def test_a_number_key_chooses_in_any_digit_script(
    typed: str, value: str, english: None, show: Show, qtbot: QtBot
) -> None:
    """0-9, Urdu and Arabic digits."""
    chips = ChoiceChips("Sex", SEX)
    show(chips)
    chips.setFocus()
    told: list[str] = []
    chips.chosen.connect(told.append)
    type_text(chips.focusWidget(), typed)
    assert told == [value]
    assert chips.value() == value
    assert chips.chip(value).hasFocus()


def test_one_press_chooses_and_only_one_is_on(english: None, show: Show, qtbot: QtBot) -> None:
    """Pressing the chosen one again leaves it on."""
    chips = ChoiceChips("Sex", SEX)
    show(chips)
    for value in ("F", "M", "M"):
        QTest.mouseClick(chips.chip(value), Qt.MouseButton.LeftButton)
        assert chips.value() == value
        assert [chips.chip(each.value).isChecked() for each in SEX] == [each.value == value for each in SEX]


@pytest.mark.parametrize(("language", "key"), [(Language.ENGLISH, Qt.Key.Key_Right), (Language.URDU, Qt.Key.Key_Left)])
def test_arrows_go_to_the_neighbour_as_it_is_seen(
    language: Language, key: Qt.Key, put_on: PutOn, show: Show, qtbot: QtBot
) -> None:
    """In Urdu the second chip stands left of the first."""
    put_on(Look(language=language))
    chips = ChoiceChips("Sex", SEX)
    show(chips)
    chips.setFocus()
    QTest.keyClick(chips.focusWidget(), key)
    assert chips.value() == "M"
    first, second = (chips.chip(value).geometry().center().x() for value in ("F", "M"))
    assert (second > first) is (language is Language.ENGLISH)


def test_chips_are_one_stop_for_tab(english: None, show: Show, qtbot: QtBot) -> None:
    """Tab enters at the chosen chip and leaves with the next press."""
    chips, after = ChoiceChips("Sex", SEX), Button("Next")
    chips.set_value("M")
    before = Button("Before")
    window = show(before, chips, after)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert chips.chip("M").hasFocus()
    QTest.keyClick(chips.chip("M"), Qt.Key.Key_Tab)
    assert window.focusWidget() is after


def test_setting_a_value_tells_nobody(english: None, show: Show, qtbot: QtBot) -> None:
    """Only a person's choice is told; an unknown value is no choice."""
    chips = ChoiceChips("Sex", SEX)
    qtbot.addWidget(chips)
    with qtbot.assertNotEmitted(chips.chosen):
        chips.set_value("X")
        chips.set_value("nobody")
    assert chips.value() is None


def test_choosing_moves_nothing(english: None, show: Show, qtbot: QtBot) -> None:
    """A chip is wide enough for its words in bold from the start."""
    chips = ChoiceChips("Sex", SEX)
    show(chips)
    before = [chips.chip(each.value).geometry() for each in SEX]
    QTest.mouseClick(chips.chip("F"), Qt.MouseButton.LeftButton)
    assert [chips.chip(each.value).geometry() for each in SEX] == before


def test_chips_begin_a_second_row_when_there_is_no_room(english: None, show: Show, qtbot: QtBot) -> None:
    """None is cut, all stay inside."""
    chips = ChoiceChips("Kind", [Choice(str(at), f"A longer answer {at}") for at in range(5)])
    window = show(chips)
    window.resize(420, 400)
    qtbot.wait(1)
    places = [chips.chip(str(at)).geometry() for at in range(5)]
    assert len({place.top() for place in places}) > 1
    assert all(chips.rect().contains(place) for place in places)


def test_a_chip_alone_is_pressed_by_enter(english: None, show: Show, qtbot: QtBot) -> None:
    """ "Not needed" is one key away."""
    chip = Chip("No CNIC: fine, go on", icon="check")
    show(chip)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert chip.isChecked()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()


def test_enter_on_a_chip_in_a_form_goes_on_and_space_presses_it(english: None, show: Show, qtbot: QtBot) -> None:
    """A form is walked through by Enter: what stands beside a field is not switched on the way."""
    form, chip, after = Form(), Chip("Photo too", key="3"), ChoiceChips("Sex", SEX)
    form.add("photo", "Photo", chip)
    form.add("sex", "Sex", after)
    show(form)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert not chip.isChecked()
    assert after.chip("F").hasFocus()
    QTest.keyClick(after.chip("F"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert chip.hasFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()


def test_a_tile_is_pressed_by_its_number(english: None, show: Show, qtbot: QtBot) -> None:
    """From anywhere in the window."""
    tile, other = Tile("Register a household", "about 6 minutes", "home-plus", "1", filled=True), Button("Other")
    show(tile, other)
    other.setFocus()
    with qtbot.waitSignal(tile.clicked, timeout=1000):
        QTest.keyClick(other, Qt.Key.Key_1)
    assert tile.accessibleName() == "Register a household"
    assert tile.sizeHint().height() >= 156


def test_a_tick_is_drawn_only_on_a_chip_that_is_on(english: None, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tick says *yes*; another icon says what the chip is about, and is always there."""
    drawn: list[str] = []

    def paint(_painter: object, _area: object, name: str, *_rest: object) -> None:
        drawn.append(name)

    monkeypatch.setattr(module_of_chips, "paint_icon", paint)
    tick, eye = Chip("Phones may be kept", icon="check"), Chip("With names", icon="eye")
    show(tick, eye)
    for chip, on, seen in ((tick, False, []), (tick, True, ["check"]), (eye, False, ["eye"])):
        chip.setChecked(on)
        drawn.clear()
        chip.grab()
        assert drawn == seen
