"""A point is opened and its day closed in a real window: what is shown is what is recorded, by keys alone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.opening import sign_in
from desktop.records.distribution import PointDraft, Standing
from desktop.records.point_day import DutyDraft
from desktop.records.stock import CountDraft, Goods, WaybillDraft
from desktop.scanning.decoder import read_picture
from desktop.scanning.pictures import pdf_pages
from desktop.security.vault import Vault
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.points.day_page import BOOK, COUNT, SHEETS, DayPage
from desktop.ui.screens.points.duties_panel import DutyDialog
from desktop.ui.screens.points.point_page import PointPage
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.fields import TextField
from desktop.ui.workbench import GoDayClose, GoPoint
from desktop.usecases import day_close, operators, point_days, waybills
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import DutyKind, Language, PointCheckKind
from tests.factories import CHEAP, TestOffice, passphrase_of
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, here, press, stand_by, write
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import last_content

ALL = tuple(PointCheckKind)
SMALL = QSize(1024, 600)


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office, with what its tests do again and again."""
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point that nobody opened yet."""
    return relief.round(points_open=False)


def at_point(frame: SessionFrame) -> PointPage:
    assert isinstance(frame.page, PointPage)
    return frame.page


def at_close(frame: SessionFrame) -> DayPage:
    assert isinstance(frame.page, DayPage)
    return frame.page


def test_a_point_is_ticked_counted_and_opened_by_keys(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """Keys 1 to 8 tick, the shelf is counted, Ctrl+O opens; the lane then scans."""
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    for key in range(Qt.Key.Key_1, Qt.Key.Key_9):
        press(Qt.Key(key))
        kind = ALL[key - Qt.Key.Key_1]
        qtbot.waitUntil(lambda kind=kind: page.checklist.chips[kind].isChecked())
    assert page.ready is not None
    assert page.ready.unticked == ()
    assert not page.second_button.isVisible()
    page.shelf.take_focus()
    write("112")
    press(ENTER)
    write("٥٨")
    press(Qt.Key.Key_O, modifier=CTRL)
    qtbot.waitUntil(lambda: page.close_button.isVisible())
    shown = point_days.ready(relief.office.desk(Role.LEAD), standing)
    assert shown.place.open
    assert {line.item: line.book for line in shown.shelf} == {"ATTA20": 112, "OIL5": 58}


def test_the_plan_of_the_lanes_stands_above_the_lines_until_the_point_is_open(enter: Enter, relief: Relief) -> None:
    """How many may come, in how many lanes, about how long; and that it was planned for another day."""
    relief.household()
    planned = PointDraft("malook", "Basti Malook", (), 3, date(2026, 11, 2))
    standing = relief.round(points=(planned,), points_open=False)
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    assert page.checklist.plan.isVisible()
    assert page.checklist.plan.text().endswith("3 lanes: about 5 minutes at 300 cards an hour in each lane.")
    assert "02-11-2026" in page.checklist.planned_day.text()
    assert page.checklist.found(PointCheckKind.LANES) == "3 lanes are planned"
    for kind in ALL:
        page.tick(kind, True)
    page.open_point()
    assert page.close_button.isVisible()
    assert not page.checklist.plan.isVisible()
    assert not page.checklist.planned_day.isVisible()


def test_something_unticked_is_said_and_two_people_open_it_with_a_reason(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """The notice names the lines; the second person and a reason open it all the same."""
    frame = enter(Role.LEAD, GoPoint(standing))
    page = at_point(frame)
    page.open_button.click()
    said = page.notices.notices()["bench"]
    assert "8 lines" in said.accessibleName() + said.accessibleDescription()
    page.second_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SecondDialog)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), TextField))
    write("The road was cut")
    dialog.panel.names.set_value("supervisor")
    dialog.panel.passphrase.setFocus()
    write(passphrase_of(Role.SUPERVISOR))
    press(ENTER)
    qtbot.waitUntil(lambda: page.close_button.isVisible())
    assert point_days.ready(relief.office.desk(Role.LEAD), standing).place.open


def test_who_registered_today_is_not_taken_for_verifying_and_the_dialog_says_why(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """The refusal stands in the dialog; another duty is taken and listed, and taken away again."""
    relief.household()
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    page.duties.add_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DutyDialog)
    said: list[str] = []
    page.set_duty(DutyDraft(DutyKind.VERIFY, "clerk", 1), dialog.accept, said.append)
    assert len(said) == 1
    dialog.kind.set_value(DutyKind.GATE.value)
    dialog.who.set_value("clerk")
    dialog.add_button.click()
    assert [line.name for line in page.duties.list.rows()] == ["clerk"]
    page.duties.end_button.click()
    assert page.duties.list.rows() == ()


def test_a_day_is_closed_in_four_steps_and_its_sheet_reads_back(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """Figures, count with a reason, the book with its line, three sheets whose code the real decoder reads."""
    lead = relief.office.desk(Role.LEAD)
    point_days.open_point(lead, standing, ticked=ALL, counts=[CountDraft("ATTA20", 100), CountDraft("OIL5", 50)])
    relief.give(standing, relief.presented(relief.cards(relief.household(5))[0].credential))
    page = at_close(enter(Role.LEAD, GoDayClose(standing)))
    assert page.account is not None
    assert page.account.figures.given == 1
    assert "1" in page.figures.figures["households served"].text()
    press(ENTER)
    qtbot.waitUntil(lambda: page.steps.present() == COUNT)
    assert here() is page.shelf.rows[0].field
    write("95")
    page.close_alone()
    assert page.closed is None, "a difference without its reason is asked for first"
    assert page.shelf.rows[0].problem.text()
    page.shelf.rows[0].reason.set_value("torn")
    page.shelf.rows[0].reason.chosen.emit("torn")
    assert page.shelf.rows[0].problem.text() == "More is missing than the rule tolerates."
    page.shelf.rows[1].field.setFocus()
    write("49")
    press(ENTER)
    assert here() is page.close_button, "Enter in a count never closes the day"
    assert page.closed is None
    press(Qt.Key.Key_D, modifier=CTRL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))  # one bag is missing: one person alone does not close on it
    qtbot.waitUntil(lambda: page.closed is not None)
    assert page.closed is not None
    assert page.closed.second == "supervisor"
    assert page.steps.present() == BOOK
    page.book.copy_button.click()
    line = QApplication.clipboard().text()
    assert line.endswith(page.closed.entry.digits)
    page.sheets_button.click()
    assert page.steps.present() == SHEETS
    pages = list(pdf_pages(page.pdf))
    assert len(pages) == 3
    assert line in {found.text for picture in pages for found in read_picture(picture)}
    counted = {one.item: one.difference for one in day_close.sheet_again(lead, standing).counts}
    assert counted == {"ATTA20": -1, "OIL5": 0}


def test_a_second_person_stands_by_at_the_close(enter: Enter, relief: Relief, standing: Standing) -> None:
    """Who stood by and how is recorded and shown; a wrong passphrase closes nothing."""
    lead = relief.office.desk(Role.LEAD)
    point_days.open_point(lead, standing, ticked=ALL)
    page = at_close(enter(Role.LEAD, GoDayClose(standing)))
    page.count_button.click()
    page.second_button.click()
    dialog = stand_by("supervisor", "wrong words")
    assert dialog.panel.message() != ""
    assert page.closed is None
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))
    assert page.closed is not None
    assert (page.closed.second, page.closed.second_by) == ("supervisor", "same-laptop")


def test_a_truck_that_should_be_here_is_named_at_the_count_and_why_is_asked(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    lead, supervisor = relief.office.desk(Role.LEAD), relief.office.desk(Role.SUPERVISOR)
    point_days.open_point(lead, standing, ticked=ALL, counts=[CountDraft("OIL5", 50)])
    left = local_day(lead.clock().at) - timedelta(days=1)
    waybills.make(supervisor, standing, WaybillDraft("WB-1", left, "PDMA store", (Goods("ATTA20", 400),)))
    page = at_close(enter(Role.LEAD, GoDayClose(standing)))
    page.count_button.click()
    page.shelf.rows[-1].field.setFocus()
    write("50")
    press(ENTER)
    assert here() is page.awaited.why
    press(Qt.Key.Key_D, modifier=CTRL)
    qtbot.waitUntil(lambda: page.awaited.form.row("why").problem() != "")
    assert page.closed is None
    page.awaited.why.setFocus()
    write("still at Jalalpur")
    press(ENTER)
    assert here() is page.close_button
    assert page.closed is None
    press(ENTER)
    qtbot.waitUntil(lambda: page.closed is not None)
    assert page.closed is not None
    assert page.closed.figures.awaited_why == "still at Jalalpur"


def test_a_lead_closes_the_day_that_another_lead_opened(enter: Enter, relief: Relief, standing: Standing) -> None:
    """The page says whose day it is, and the sheet has both names; what was sent is noted by a key."""
    held = relief.office.opened(Role.CONTROLLER)
    words, second = "gravel otter plaza unwind", relief.office.second(Role.SUPERVISOR)
    vault = Vault(relief.office.folder, cost=CHEAP)
    operators.add(held.desk, vault, held.unlocked, "bashir", Role.LEAD, words, second=second)
    other = sign_in(relief.office.folder, "bashir", words)
    try:
        point_days.open_point(other.desk, standing, ticked=ALL)
    finally:
        other.close()
    page = at_close(enter(Role.LEAD, GoDayClose(standing)))
    assert "bashir" in page.notices.notices()["other"].accessibleName()
    page.count_button.click()
    page.close_alone()
    assert page.closed is not None
    assert (page.closed.opened_by, page.closed.closed_by) == ("bashir", "lead")
    page.book.sent_button.click()
    told = last_content(relief)
    assert (told["log"], told["seq"]) == (page.closed.entry.log, page.closed.entry.seq)


def test_whoever_closes_second_hears_it_and_sees_the_sheet(enter: Enter, relief: Relief, standing: Standing) -> None:
    """Another lead was faster: a sentence, nothing counted twice, and the sheet to print again."""
    lead = relief.office.desk(Role.LEAD)
    point_days.open_point(lead, standing, ticked=ALL)
    frame = enter(Role.LEAD, GoDayClose(standing))
    page = at_close(frame)
    day_close.close_day(lead, standing)
    page.close_alone()
    assert page.closed is not None, "the sheet of who was faster"
    assert page.steps.present() == SHEETS
    assert "bench" in page.notices.notices()
    assert day_close.sheet_again(lead, standing).turn == 1
    frame.show_page(GoDayClose(standing))
    again = at_close(frame)
    assert again.steps.present() == SHEETS
    assert again.pdf


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_both_pages_fit_a_small_screen(
    enter: Enter, relief: Relief, standing: Standing, speak: Callable[..., None], language: Language
) -> None:
    """Nothing is wider than its column at 1024 by 600."""
    speak(language, SMALL)
    lead = relief.office.desk(Role.LEAD)
    point_days.set_duty(lead, standing, DutyDraft(DutyKind.GATE, "Bashir Ahmed"))
    frame = enter(Role.LEAD, GoPoint(standing), SMALL)
    page = at_point(frame)
    side = page.duties.parentWidget()
    assert side is not None
    assert side.minimumSizeHint().width() <= page.duties.width() + 1
    point_days.open_point(lead, standing, ticked=ALL)
    frame.show_page(GoDayClose(standing))
    assert at_close(frame).minimumSizeHint().width() <= SMALL.width()


def test_what_the_next_card_says_is_chosen_at_the_point(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """A press is kept at once; the page shows it again when it is opened anew."""
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    assert page.hands_first.value() == "ask"
    page.hands_first.setFocus()
    press(Qt.Key.Key_Right)
    lead = relief.office.desk(Role.LEAD)
    qtbot.waitUntil(lambda: point_days.ready(lead, standing).place.hands_first)
    assert last_content(relief) == {"on": 1}
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    assert page.hands_first.value() == "given"
    page.hands_first.setFocus()
    press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: not point_days.ready(lead, standing).place.hands_first)


def test_the_arrows_go_on_from_point_to_point_in_the_list_of_points(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    """Opened or not: what a point loads does not take the keyboard away from who chooses."""
    points = tuple(PointDraft(code, code.title()) for code in ("first", "second", "third"))
    standing = relief.round(points=points)
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    page.choice.list.setFocus()
    for code in ("second", "third"):
        press(Qt.Key.Key_Down)
        qtbot.waitUntil(lambda code=code: page.ready is not None and page.ready.place.code == code)
        assert here() is page.choice.list


def test_lanes_are_stopped_only_after_a_question(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    """Enter on the button asks, and what has the keyboard then leaves the lanes as they are."""
    lead, standing = relief.office.desk(Role.LEAD), relief.round()
    page = at_point(enter(Role.LEAD, GoPoint(standing)))
    page.shut_button.setFocus()
    press(ENTER)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is page.question is not None)
    assert page.question is not None
    stay = page.question.stay_button
    qtbot.waitUntil(lambda: here() is stay)
    press(ESC)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert point_days.ready(lead, standing).opened_at is not None
    page.shut_button.click()
    page.question.leave_button.click()
    qtbot.waitUntil(lambda: point_days.ready(lead, standing).opened_at is None)
