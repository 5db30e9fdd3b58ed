"""Fields: direction by what is written, digits of three scripts, problems that never hold back."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.layout import SMALL
from desktop.ui.appearance.look import Look
from desktop.ui.appearance.texts import FIGURE_SPACE
from desktop.ui.appearance.typefaces import Face
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import CodeField, PassphraseField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.stepper import Stepper
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn
from tests.ui.keys import type_text
from tests.ui.widgets.test_line import ink_of


@pytest.mark.parametrize("digits", ["352001234580", "۳۵۲۰۰۱۲۳۴۵۸۰", "٣٥٢٠٠١٢٣٤٥٨٠"])
def test_a_code_is_taken_in_three_digit_scripts(digits: str, english: None, qtbot: QtBot) -> None:
    """Shown in 0-9, grouped, and told at the last digit."""
    field = CodeField("Code")
    qtbot.addWidget(field)
    field.show()
    told: list[str] = []
    field.completed.connect(told.append)
    type_text(field, digits)
    assert told == ["352001234580"]
    assert field.value() == "352001234580"
    assert field.text() == f"3520{FIGURE_SPACE}0123{FIGURE_SPACE}4580"


def test_a_code_field_leaves_out_what_is_no_digit(english: None, qtbot: QtBot) -> None:
    """Letters typed, spaces and dashes pasted, more digits than there are places."""
    field = CodeField("CNIC", (5, 7, 1), "-")
    qtbot.addWidget(field)
    type_text(field, "36x302 1122")
    assert field.text() == "36302-1122"
    field.clear()
    QApplication.clipboard().setText(" 36302-1122334-5 99")
    field.paste()
    assert field.text() == "36302-1122334-5"


def test_backspace_goes_over_a_separator(english: None, qtbot: QtBot) -> None:
    """One press takes one digit, wherever the cursor stands."""
    field = CodeField("CNIC", (5, 7, 1), "-")
    qtbot.addWidget(field)
    type_text(field, "363021")
    field.setCursorPosition(6)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.digits() == "36301"
    type_text(field, "9")
    assert field.digits() == "363091"


def test_a_code_field_is_left_to_right_in_urdu(urdu: None, qtbot: QtBot) -> None:
    """And in Noto Sans, at the left of its field."""
    field = CodeField("کوڈ")
    qtbot.addWidget(field)
    field.set_value("352001234580")
    assert field.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert field.font().families()[0] == Face.LATIN.value
    assert field.cursorRect().left() > 50


def test_a_name_field_follows_what_is_written(english: None, qtbot: QtBot) -> None:
    """Urdu stands at the right in Nastaliq, Latin at the left in Noto Sans, in any window."""
    field = TextField("Name")
    qtbot.addWidget(field)
    type_text(field, "سکینہ")
    assert field.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
    assert field.font().families()[0] == Face.NASTALIQ.value
    field.clear()
    type_text(field, "Sakina")
    assert field.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert field.font().families()[0] == Face.LATIN.value


def test_a_name_is_shown_as_typed(english: None, qtbot: QtBot) -> None:
    """Markup is letters."""
    field = TextField("Name")
    qtbot.addWidget(field)
    type_text(field, " <b>Rahim</b> ")
    assert field.value() == "<b>Rahim</b>"


@pytest.mark.parametrize("layout_small", [False, True])
def test_nastaliq_in_a_field_is_not_cut(layout_small: bool, put_on: PutOn, qtbot: QtBot) -> None:
    """The ink of hard letters keeps clear of the borders."""
    put_on(Look(language=Language.URDU, layout=SMALL) if layout_small else Look(language=Language.URDU))
    field = TextField("نام", width=300)
    qtbot.addWidget(field)
    field.set_value("گھرانہ کیسے بچے")
    field.setReadOnly(True)
    field.resize(field.sizeHint())
    image = field.grab().toImage()
    inside = image.copy(20, 2, image.width() - 40, image.height() - 4)
    ink = ink_of(inside, field.palette().base().color())
    assert ink.top() > 0
    assert ink.bottom() < inside.height() - 1


def test_a_problem_informs_and_holds_nothing_back(english: None, qtbot: QtBot) -> None:
    """The sentence stands under the field and is spoken with it; one can go on writing."""
    form = Form()
    qtbot.addWidget(form)
    field = CodeField("CNIC", (5, 7, 1), "-")
    row = form.add("cnic", "CNIC", field)
    form.show()
    form.show_problems({"cnic": "4 more digits to come."})
    assert row.problem() == "4 more digits to come."
    assert field.property("state") == "problem"
    assert field.accessibleDescription() == "4 more digits to come."
    type_text(field, "3")
    assert field.digits() == "3"
    form.show_problems({})
    assert row.problem() == ""
    assert field.property("state") == ""


def test_a_field_that_is_not_needed_gives_back_what_was_written(english: None, qtbot: QtBot) -> None:
    """A chip pressed by mistake loses nothing."""
    field = CodeField("Phone", (4, 7), placeholder="03__ _______")
    qtbot.addWidget(field)
    field.set_value("03001234567")
    field.set_unneeded("no phone")
    assert field.is_unneeded()
    assert field.value() == ""
    assert field.isReadOnly()
    field.set_unneeded(None)
    assert field.value() == "03001234567"
    assert field.placeholderText() == "03__ _______"


def test_leaving_a_field_is_told(english: None, qtbot: QtBot) -> None:
    """So that the draft is kept."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = TextField("Name"), TextField("Father")
    column.addWidget(first)
    column.addWidget(second)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    type_text(first, "Sakina ")
    told: list[str] = []
    first.was_left.connect(told.append)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert told == ["Sakina"]


def test_enter_goes_through_a_form_and_shift_enter_back(english: None, qtbot: QtBot) -> None:
    """Fields and chips alike; at the end the form says that it is finished."""
    form = Form()
    qtbot.addWidget(form)
    name, phone = TextField("Name"), CodeField("Phone", (4, 7))
    chips = ChoiceChips("Sex", [Choice("F", "Woman"), Choice("M", "Man")])
    form.add("name", "Name", name)
    form.add("sex", "Sex", chips)
    form.add("phone", "Phone", phone)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert chips.chip("F").hasFocus()
    QTest.keyClick(chips.chip("F"), Qt.Key.Key_Return)
    assert phone.hasFocus()
    QTest.keyClick(phone, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert chips.chip("F").hasFocus()
    phone.setFocus()
    with qtbot.waitSignal(form.finished, timeout=1000):
        QTest.keyClick(phone, Qt.Key.Key_Enter)


def test_form_rows_stand_at_one_pitch_in_both_languages(put_on: PutOn, qtbot: QtBot) -> None:
    """A clerk who changes the language finds each field at the same height, mirrored."""
    places: dict[Language, list[int]] = {}
    for language in (Language.ENGLISH, Language.URDU):
        put_on(Look(language=language))
        form = Form()
        qtbot.addWidget(form)
        fields = [TextField(f"f{at}", width=300) for at in range(4)]
        for at, field in enumerate(fields):
            form.add(str(at), "Name" if language is Language.ENGLISH else "نام", field)
        form.add_stretch()
        form.resize(800, 400)
        form.show()
        tops = [field.mapTo(form, field.rect().topLeft()).y() for field in fields]
        left = fields[0].mapTo(form, fields[0].rect().topLeft()).x()
        places[language] = [*tops, left if language is Language.ENGLISH else 800 - left - 300]
    assert places[Language.ENGLISH] == places[Language.URDU]
    assert places[Language.ENGLISH] == [0, 56, 112, 168, 184]


def test_a_stepper_counts_by_button_key_and_digit(english: None, qtbot: QtBot) -> None:
    """Within its limits; empty is None."""
    stepper = Stepper("Children", "one less", "one more", "children", high=12)
    qtbot.addWidget(stepper)
    stepper.show()
    told: list[object] = []
    stepper.changed.connect(told.append)
    assert stepper.value() is None
    QTest.keyClick(stepper.field(), Qt.Key.Key_Up)
    assert stepper.value() == 0
    type_text(stepper.field(), "۷")
    assert stepper.value() == 7
    stepper.set_value(12)
    QTest.keyClick(stepper.field(), Qt.Key.Key_Up)
    assert stepper.value() == 12
    assert told == [0, 7, 12]


def test_the_wheel_never_changes_an_answer(english: None, qtbot: QtBot) -> None:
    """And a choice by key is told with its value."""
    choice = DropDown("Point", [Choice("a", "Basti Malook"), Choice("b", "Kot Addu")])
    qtbot.addWidget(choice)
    choice.set_value("a")
    choice.show()
    told: list[str] = []
    choice.chosen.connect(told.append)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert told == ["b"]
    assert choice.value() == "b"
    choice.set_choices([Choice("b", "Kot Addu school")])
    assert choice.value() == "b"


def test_a_list_that_opens_keeps_its_label_for_a_screen_reader(english: None, qtbot: QtBot) -> None:
    """Qt gives the chosen words as its name on Linux: the label is the description, and in a form the line beside."""
    form, choice = Form(), DropDown("Point", [Choice("a", "Basti Malook"), Choice("b", "Kot Addu")])
    form.add("point", "Point", choice)
    qtbot.addWidget(form)
    form.show()
    for value, words in (("a", "Basti Malook"), ("b", "Kot Addu")):
        choice.set_value(value)
        heard = QAccessible.queryAccessibleInterface(choice)
        assert heard.text(QAccessible.Text.Value) == words
        assert heard.text(QAccessible.Text.Description) == "Point"
        labels = [one.text(QAccessible.Text.Name) for one, _ in heard.relations(QAccessible.RelationFlag.Label)]
        assert labels == ["Point"]


def test_a_passphrase_keeps_its_spaces_and_is_not_shown(english: None, qtbot: QtBot) -> None:
    """A space at the end belongs to it."""
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    type_text(field, "four words of it ")
    assert field.value() == "four words of it "
    assert "four" not in field.displayText()


def test_copying_a_code_gives_twelve_digits(english: None, qtbot: QtBot) -> None:
    """No spaces, no isolates."""
    display = CodeDisplay("352001234580")
    qtbot.addWidget(display)
    display.show()
    QTest.mouseClick(display, Qt.MouseButton.LeftButton)
    QTest.keyClick(display, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "352001234580"


def test_a_command_is_no_letter_in_a_field_of_digits(english: None, qtbot: QtBot) -> None:
    """Ctrl+A selects, whatever letter the system gives the key; a bare letter is left out."""
    field = CodeField("Code")
    qtbot.addWidget(field)
    field.show()
    field.set_value("4711")
    field.deselect()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, "a")
    QApplication.sendEvent(field, event)
    assert field.selectedText() == field.text() != ""
    field.deselect()
    type_text(field, "a")
    assert field.value() == "4711"
