"""Rounds and programmes in a real window: rules read aloud, examples that follow, lists by two people."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.page import Page
from desktop.ui.screens.programmes.programmes_page import ProgrammesPage
from desktop.ui.screens.rounds.add_dialog import AddDialog
from desktop.ui.screens.rounds.quick_dialog import QuickDialog
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.workbench import GoProgrammes, GoRounds
from desktop.usecases import programme_rules, programmes, round_lists
from desktop.values.permissions import Role
from desktop.values.vocabulary import Category, Language, ListKind
from tests.exchange.test_rule_toml import PROGRAMME
from tests.factories import TestOffice, passphrase_of
from tests.ui.keys import type_text
from tests.ui.screens.conftest import LARGE, Enter
from tests.ui.screens.desk_keys import stand_by
from tests.usecases.relief_office import Relief

SMALL = QSize(1024, 600)
RULES = 'programme = "Soap"\nitem = [{ code = "SOAP", per_person = 250, most = 1000 }]\n'


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office, with what its tests do again and again."""
    return Relief(office)


def rounds_page(enter: Enter, code: str = "") -> RoundsPage:
    page = enter(Role.SUPERVISOR, GoRounds(code)).page
    assert isinstance(page, RoundsPage)
    return page


def programmes_page(enter: Enter) -> ProgrammesPage:
    page = enter(Role.SUPERVISOR, GoProgrammes()).page
    assert isinstance(page, ProgrammesPage)
    return page


def fixed(relief: Relief) -> str:
    """A round whose list is fixed, not open yet."""
    code = relief.round(kind=ListKind.FROZEN, opened=False).round_code
    desk, second = relief.office.desk(Role.SUPERVISOR), relief.office.second(Role.LEAD)
    round_lists.freeze_round(desk, code, second=second)
    return code


def remarks(page: Page) -> list[str]:
    """What the page says in amber."""
    amber = [one for one in page.findChildren(Notice) if one.isVisible() and one.kind is NoticeKind.LOOK]
    return [words.text() for one in amber for words in one.findChildren(Paragraph)]


def test_a_family_of_seven_and_of_eight_see_at_once_what_they_get(enter: Enter, relief: Relief) -> None:
    page = rounds_page(enter, relief.round().round_code)
    assert page.panel is not None
    example = page.panel.example
    assert example.sentence.text() == ("A household of 7 people gets: Wheat flour 20 kg × 4, Cooking oil 5 L × 1.")
    for _ in range(5):
        example.size_stepper._minus.click()  # pyright: ignore[reportPrivateUsage]
    assert example.sentence.text() == "A household of 2 people gets: Wheat flour 20 kg × 2, Cooking oil 5 L × 1."


def test_a_round_without_stock_is_remarked_and_can_open(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    relief.household(3)
    code = relief.round(opened=False).round_code
    page = rounds_page(enter, code)
    assert page.panel is not None
    qtbot.waitUntil(page.panel.isVisible)
    assert "No stock was counted" in " ".join(remarks(page))
    page.open_button.click()
    assert programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).state == "open"


def test_a_fixed_list_is_added_to_with_a_reason_and_what_is_wrong_is_said_in_the_sheet(
    enter: Enter, relief: Relief
) -> None:
    relief.household(2)
    code = fixed(relief)
    later = relief.household(5)
    page = rounds_page(enter, code)
    assert page.add_button.isVisible()
    page.add_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AddDialog)
    type_text(dialog.code, later.text)
    dialog.add_button.click()
    assert dialog.isVisible()
    assert dialog.told.text()
    dialog.reason.setFocus()
    type_text(dialog.reason, "came back")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)  # Enter in the last field is the dialog's filled button
    assert page.notices.notices()["bench"].kind is NoticeKind.GOOD
    assert programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).households == 2


def test_a_list_is_taken_up_again_only_with_a_second_person(enter: Enter, relief: Relief) -> None:
    code = fixed(relief)
    page = rounds_page(enter, code)
    page.reopen_button.click()
    dialog = stand_by("lead", "wrong words altogether here")
    assert dialog.panel.message() != ""
    assert programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).frozen
    stand_by("lead", passphrase_of(Role.LEAD))
    assert not programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).frozen
    assert not page.reopen_button.isVisible()
    assert page.freeze_first.isVisible()


def test_after_an_event_a_round_is_made_in_three_answers(enter: Enter, relief: Relief) -> None:
    page = rounds_page(enter)
    page.quick_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuickDialog)
    dialog.event_choice.set_value("new:heat")
    dialog.event_choice.chosen.emit("new:heat")
    assert dialog.template_choice.value() == "heat"
    assert "Jerry can" in dialog.rules.text()
    assert dialog.lanes.value() == 2, "as the template plans"
    dialog.lanes.set_value(4)
    dialog.make_button.click()
    assert dialog.isVisible()
    assert dialog.told.text()
    type_text(dialog.point, "Kot school")
    dialog.make_button.click()
    desk = relief.office.desk(Role.SUPERVISOR)
    one = programmes.rounds(desk)[0]
    assert (one.programme, one.points[0].name, one.areas) == ("Heat relief", "Kot school", (desk.office.district,))
    assert [event.code for event in programme_rules.events(desk)] == [one.event]
    assert page.code == one.code
    assert one.points[0].lanes == 4


def test_while_a_point_is_open_the_list_is_not_offered_again(enter: Enter, relief: Relief) -> None:
    code = fixed(relief)
    programmes.open_round(relief.office.desk(Role.SUPERVISOR), code)
    page = rounds_page(enter, code)
    points = programmes.round_view(relief.office.desk(Role.SUPERVISOR), code).points
    assert page.reopen_button.isVisible() == (not any(point.open for point in points))


def test_rules_are_written_read_aloud_tried_and_saved(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    page = programmes_page(enter)
    page.text.setPlainText(RULES)
    qtbot.waitUntil(lambda: page.draft is not None and page.draft.name == "Soap")
    assert page.rules.sentences() == ["Bathing soap: 250 g for each person, at most 1,000 g"]
    assert page.rules.example.sentence.text() == "A household of 7 people gets: Bathing soap × 1,000 g."
    page.save()
    desk = relief.office.desk(Role.SUPERVISOR)
    assert programme_rules.programme(desk, "Soap").version == 1
    assert page.notices.notices()["bench"].kind is NoticeKind.GOOD
    assert page.text.toPlainText() == RULES
    page.save()
    assert page.notices.notices()["bench"].kind is NoticeKind.KNOW
    assert programme_rules.programme(desk, "Soap").version == 1


def test_what_cannot_be_meant_is_said_and_cannot_be_saved(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    page = programmes_page(enter)
    page.text.setPlainText(RULES.replace("250", "0"))
    qtbot.waitUntil(lambda: bool(page.rules.problem))
    assert "per_person" in page.rules.problem
    assert not page.save_button.isEnabled()
    assert not page.rules.example.isVisible()
    page.save()
    assert programme_rules.programmes(relief.office.desk(Role.SUPERVISOR)) == ()
    page.text.setPlainText(RULES)
    qtbot.waitUntil(page.save_button.isEnabled)
    assert page.rules.example.isVisible()


def test_only_people_whom_a_rule_counts_are_asked_for(enter: Enter) -> None:
    page = programmes_page(enter)
    page.write('programme = "Kits"\nitem = [{ code = "DIGNITY", per = { woman = 1 } }]\n')
    example = page.rules.example
    shown = [category for category, stepper in example.steppers.items() if stepper.isVisible()]
    assert shown == [Category.WOMAN]
    assert example.sentence.text() == "A household of 7 people gets nothing."
    for _ in range(2):
        example.steppers[Category.WOMAN]._plus.click()  # pyright: ignore[reportPrivateUsage]
    assert example.sentence.text() == (
        "A household of 7 people with 2 women and girls of 12 to 49 gets: Dignity kit × 2."
    )


def test_shipped_templates_are_there_to_begin_from_and_a_file_can_be_read_in(enter: Enter, tmp_path: Path) -> None:
    page = programmes_page(enter)
    assert page.draft is not None
    assert page.draft.name == "Flood relief"
    file = tmp_path / "winter.toml"
    file.write_text(PROGRAMME, encoding="utf-8")
    page.read_file(file)
    assert page.draft.name == "Winter relief"
    page.read_file(tmp_path / "gone.toml")
    assert page.notices.notices()["bench"].kind is not NoticeKind.GOOD


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU, Language.SINDHI])
@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_the_page_of_programmes_fits_its_window_and_names_what_takes_the_keyboard(
    enter: Enter, size: QSize, language: Language, speak: Callable[..., None], qtbot: QtBot
) -> None:
    speak(language, size)
    frame = enter(Role.SUPERVISOR, GoProgrammes(), size)
    window = frame.window()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(size)
    qtbot.wait(20)
    page = frame.page
    assert isinstance(page, ProgrammesPage)
    assert page.width() <= size.width()
    assert page.minimumSizeHint().width() <= size.width()
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []
