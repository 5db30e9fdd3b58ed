"""A digit after an Enter that was not felt is the next field's: no row of chips in a form takes it for its own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screens.household.replace_panel import ReplacePanel
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.form import Form, FormRow
from desktop.values.vocabulary import CardReason
from tests.ui.everywhere import FORMS, Facts
from tests.ui.screens.desk_keys import ENTER, here, press
from tests.ui.test_bursts_everywhere import facts

__all__ = ["facts"]  # a fixture

ONE, TWO, THREE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3
CARD = "6173312819411016"

type Show = Callable[..., QWidget]


def row_of(widget: QWidget) -> FormRow | None:
    """The row of a form in which a widget stands."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, FormRow):
        around = around.parentWidget()
    return around


def test_a_digit_meant_for_the_next_row_leaves_the_reason(show: Show, qtbot: QtBot) -> None:
    """Replace a card: 3 is damaged, Enter is not felt, 1 was to say that the holder is here."""
    panel = ReplacePanel({CARD: "Sakina Mai"}, CARD)
    show(panel)
    panel.focus_first()
    qtbot.waitUntil(lambda: panel.reason.isAncestorOf(here()))
    press(THREE)
    chosen = panel.reason.value()
    assert chosen != CardReason.LOST.value
    press(ONE)
    assert panel.reason.value() == chosen
    row = row_of(panel.reason)
    assert row is not None
    assert row.problem(), "it is said why nothing happened"
    press(ENTER, ONE)
    assert (panel.reason.value(), panel.present.value()) == (chosen, "yes")


@pytest.mark.parametrize("name", list(FORMS))
def test_no_row_of_a_form_is_answered_twice_by_digits(name: str, facts: Facts, show: Show) -> None:
    """Every row of chips of every form that a page opens later."""
    form = FORMS[name](facts)
    show(form)
    for chips in form.findChildren(ChoiceChips):
        if not chips.isVisible() or row_of(chips) is None or chips.layout() is None:
            continue
        chips.setFocus()
        if not chips.isAncestorOf(here()):
            continue
        press(TWO)
        answer = chips.value()
        if answer is None or not chips.isVisible() or not chips.isAncestorOf(here()):
            continue  # a single chip, or the answer has shown something else
        press(ONE)
        assert chips.value() == answer, f"{name}: {chips.accessibleName()}"


def test_a_row_that_stands_alone_may_be_answered_again(show: Show) -> None:
    """There is nothing else that a digit could be for: the second one is a change of mind."""
    choices = [Choice("a", "A"), Choice("b", "B")]
    alone, in_form, form = ChoiceChips("Alone", choices), ChoiceChips("In a form", choices), Form()
    form.add("in", "In a form", in_form)
    show(alone, form)
    for chips, wanted in ((alone, "a"), (in_form, "b")):
        chips.setFocus()
        press(TWO, ONE)
        assert chips.value() == wanted
