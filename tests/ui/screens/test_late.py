"""Paper sheets in a real window: line after line by keys and by hand scanner, nothing lost, nothing entered twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from desktop.models.disbursement import Disbursement
from desktop.models.household import Household
from desktop.records.distribution import Standing
from desktop.records.trusted_person import CollectorDraft
from desktop.ui.screens.after.after_page import AfterPage
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.late.late_page import LatePage
from desktop.ui.screens.points.day_page import DayPage
from desktop.ui.screens.points.point_page import PointPage
from desktop.ui.workbench import GoAfter, GoDayClose, GoHome, GoLate, GoPoint
from desktop.usecases import collectors, late_entries, programmes
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, VoidReason
from tests.factories import TestOffice, passphrase_of
from tests.ui.scanner.sequences import Keyboard, scanned
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, here, press, stand_by, write
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import handed_over, last_content, rows, stock, written

LARGE, SMALL = QSize(1366, 768), QSize(1024, 600)


class Sheets:
    """A point with households that signed on paper today."""

    def __init__(self, office: TestOffice) -> None:
        self.office = office
        self.relief = Relief(office)
        self.standing = self.relief.round()
        self.lead = office.desk(Role.LEAD)
        self.today = local_day(self.lead.clock().at)
        self.number = self.relief.sheet(self.standing)

    def given(self, code: HouseholdCode) -> dict[str, int]:
        """What the store says this household received."""
        return handed_over(self.relief, self.standing, code)

    def lines(self) -> list[tuple[str, Any]]:
        """Sheet and day of every hand-over."""
        found = rows(self.relief, select(Disbursement.sheet, Disbursement.given_on).order_by(Disbursement.receipt))
        return [(row.sheet, row.given_on) for row in found]


@pytest.fixture
def sheets(office: TestOffice) -> Sheets:
    """The window's own office."""
    return Sheets(office)


def at(enter: Enter, sheets: Sheets, size: QSize = LARGE, standing: Standing | None = None) -> LatePage:
    page = enter(Role.LEAD, GoLate(standing or sheets.standing), size).page
    assert isinstance(page, LatePage)
    return page


def name_sheet(sheets: Sheets, number: str = "") -> None:
    """The head of the sheet, by keys: its number, its day."""
    write(number or sheets.number)
    press(ENTER)
    write(f"{sheets.today:%d%m%Y}")
    press(ENTER)


def back_to(page: LatePage, qtbot: QtBot) -> None:
    """A dialog is gone: the window is the active one again, which this platform does not do by itself."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


def listed(page: LatePage) -> list[tuple[str, str]]:
    """Icon and note of each line of the running list."""
    return [(row.icon, row.note) for row in page.entered_lines.rows.rows()]


@pytest.mark.parametrize("way", [GoPoint, GoDayClose, GoAfter])
def test_point_close_and_after_lead_there(enter: Enter, sheets: Sheets, qtbot: QtBot, way: Callable[..., Any]) -> None:
    """Ctrl+T, for a lead; it opens at the same point."""
    frame = enter(Role.LEAD, way(sheets.standing))
    assert isinstance(frame.page, PointPage | DayPage | AfterPage)
    assert frame.page.late_button.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(Qt.Key.Key_T, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(frame.page, LatePage))
    assert isinstance(frame.page, LatePage)
    assert frame.page.standing is not None
    assert frame.page.standing.point_code == sheets.standing.point_code


def test_who_may_not_enter_sheets_is_not_offered_them(enter: Enter, sheets: Sheets) -> None:
    """A supervisor looks after the day and enters nothing."""
    page = enter(Role.SUPERVISOR, GoAfter(sheets.standing)).page
    assert isinstance(page, AfterPage)
    assert not page.late_button.isVisible()


def test_line_after_line_by_keys(enter: Enter, sheets: Sheets) -> None:
    """Number and day once; then code, Enter, Enter, code, Enter, Enter; each line is durable at its second Enter."""
    codes = [sheets.relief.household(people) for people in (2, 5)]
    page = at(enter, sheets)
    name_sheet(sheets)
    for number, code in enumerate(codes, start=1):
        assert here() is page.head.code
        write(code.text)
        press(ENTER)
        assert page.line.look is not None
        assert sheets.given(code) == {}
        press(ENTER)
        assert sheets.lines() == [(sheets.number, sheets.today)] * number
    assert sheets.given(codes[1]) == {"ATTA20": 4, "OIL5": 1}
    assert here() is page.head.code
    assert page.head.code.digits() == ""
    assert [icon for icon, _ in listed(page)] == ["circle-check", "circle-check"]
    assert page.entered_lines.sheet is not None
    assert page.entered_lines.sheet.stand == 2


def no_timer(now_ms: float) -> None:
    """In place of the filter's own: the keyboard brings its deadlines."""


def test_a_row_under_the_hand_scanner_is_looked_up_and_nothing_more(
    enter: Enter, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its code of twelve digits, also with a second Enter; while a line stands another one does not push it away."""
    codes = [sheets.relief.household() for _ in range(2)]
    page = at(enter, sheets)
    name_sheet(sheets)
    monkeypatch.setattr(page.wedge, "_offset", 8)
    monkeypatch.setattr(page.wedge, "_wait_until_deadline", no_timer)
    window = page.window().windowHandle()
    assert isinstance(window, QWindow)
    keyboard = Keyboard(window, page.wedge)
    for at_ms, code, enters in ((1_000, codes[0], 2), (5_000, codes[1], 1)):
        for stroke in scanned(code.text, at_ms, 2, "us", enters):
            keyboard.strike(stroke)
    assert sheets.lines() == []
    assert page.line.look is not None
    assert page.line.look.household == codes[0]
    assert page.head.problem() == "Enter this line or leave it out first."
    press(ENTER)
    assert sheets.lines() == [(sheets.number, sheets.today)]
    page.wedge.code.emit(sheets.relief.cards(codes[1])[0].credential)
    assert page.line.look is not None
    assert page.line.look.household == codes[1]
    press(ENTER)
    page.wedge.code.emit("4006381333931")
    assert page.line.look is None
    assert page.head.problem()
    assert len(sheets.lines()) == 2


def test_less_than_was_due_and_somebody_else_who_signed(enter: Enter, sheets: Sheets) -> None:
    """A for the amount, C for who signed; the rest stays owed, and who signed is in the book."""
    code = sheets.relief.household(5)
    draft = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
    collectors.name_collector(sheets.office.desk(Role.CLERK), code, draft)
    page = at(enter, sheets)
    name_sheet(sheets)
    write(code.text)
    press(ENTER)
    press(Qt.Key.Key_A)
    write("2")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    page.take_button.setFocus()
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_2)
    page.take_button.setFocus()
    press(ENTER)
    assert sheets.given(code) == {"ATTA20": 2, "OIL5": 1}
    told = last_content(sheets.relief)
    assert (told["collected"], told["owed"]) == ("named", {"ATTA20": 2})


def test_enter_in_an_amount_or_at_who_signed_enters_the_line(enter: Enter, sheets: Sheets) -> None:
    """No hand has to look for the button."""
    codes = [sheets.relief.household(5, holders=2) for _ in range(2)]
    at(enter, sheets)
    name_sheet(sheets)
    for code, keys in zip(codes, ((Qt.Key.Key_A,), (Qt.Key.Key_C, Qt.Key.Key_2)), strict=True):
        write(code.text)
        press(ENTER, *keys, ENTER)
    assert len(sheets.lines()) == 2
    assert last_content(sheets.relief)["collector"] == 2


def test_what_does_not_fit_is_said_on_the_line_and_waits_in_the_list(
    enter: Enter, sheets: Sheets, qtbot: QtBot
) -> None:
    """Served at the lane already: the sentence says where, the next code is typed over it, and leaving asks."""
    code, other = sheets.relief.household(), sheets.relief.household()
    sheets.relief.give(sheets.standing, sheets.relief.typed(code.text))
    frame = enter(Role.LEAD, GoLate(sheets.standing))
    page = frame.page
    assert isinstance(page, LatePage)
    name_sheet(sheets)
    write(code.text)
    press(ENTER)
    assert "Basti Malook, lane 1, receipt" in page.head.problem()
    assert page.head.code.digits() == code.text
    assert [icon for icon, _ in listed(page)] == ["info-circle"]
    write(other.text)
    press(ENTER, ENTER)
    assert sheets.given(other) != {}
    assert [icon for icon, _ in listed(page)] == ["info-circle", "circle-check"]
    press(ESC)
    assert frame.page is page
    question = page.question
    assert question is not None
    qtbot.waitUntil(question.stay_button.hasFocus)
    press(ESC)
    assert frame.page is page
    back_to(page, qtbot)
    page.entered_lines.rows.choose(f"{sheets.standing.round_code}/malook/{sheets.number}/{code.text}")
    page.take_back()
    assert [icon for icon, _ in listed(page)] == ["circle-check"]
    press(ESC)
    assert isinstance(frame.page, HomePage)


def test_a_half_line_is_asked_about_and_left_out_it_stays_in_the_list(
    enter: Enter, sheets: Sheets, qtbot: QtBot
) -> None:
    """Going elsewhere asks; Esc leaves the line out, where Enter finds it again."""
    code = sheets.relief.household()
    frame = enter(Role.LEAD, GoLate(sheets.standing))
    page = frame.page
    assert isinstance(page, LatePage)
    name_sheet(sheets)
    write(code.text)
    press(ENTER)
    frame.go(GoHome())
    assert frame.page is page
    question = page.question
    assert question is not None
    qtbot.waitUntil(question.stay_button.hasFocus)
    press(ESC)
    assert page.line.look is not None, "the line stands as it stood"
    back_to(page, qtbot)
    page.take_button.setFocus()
    press(ESC)
    assert page.line.look is None
    assert listed(page) == [("info-circle", "left out")]
    page.entered_lines.take_focus()
    press(ENTER)
    assert page.line.look is not None
    press(ENTER)
    assert sheets.given(code) != {}
    assert [icon for icon, _ in listed(page)] == ["circle-check"]


def test_another_code_over_the_one_that_was_looked_up_is_another_line(enter: Enter, sheets: Sheets) -> None:
    """What stood there goes at the first digit: Enter can never enter one household under the code of another."""
    first, second = sheets.relief.household(), sheets.relief.household()
    page = at(enter, sheets)
    name_sheet(sheets)
    write(first.text)
    press(ENTER)
    page.head.code.setFocus()
    page.head.code.selectAll()
    write(second.text[:5])
    assert page.line.look is None
    press(ENTER)
    assert sheets.lines() == []
    write(second.text[5:])
    press(ENTER, ENTER)
    assert (sheets.given(first), bool(sheets.given(second))) == ({}, True)


def test_a_slip_of_the_finger_is_said_and_nothing_is_entered(enter: Enter, sheets: Sheets) -> None:
    """Too few digits, digits that do not fit, no number, a day that has not come, the same line twice."""
    code = sheets.relief.household()
    page = at(enter, sheets)
    page.head.code.setFocus()
    write(code.text)
    press(ENTER)
    assert here() is page.head.sheet
    assert "number" in page.head.problem()
    write(sheets.number)
    press(ENTER)
    write(f"{sheets.today + timedelta(days=1):%d%m%Y}")
    press(ENTER, ENTER)
    assert here() is page.head.day
    assert "cannot be the day" in page.head.problem()
    write(f"{sheets.today:%d%m%Y}")
    press(ENTER)
    write("6170")
    press(ENTER)
    assert page.head.problem() == "8 more digits to come."
    page.head.code.selectAll()
    write(code.text[:-1] + str((int(code.text[-1]) + 1) % 10))
    press(ENTER)
    assert "do not fit together" in page.head.problem()
    assert sheets.lines() == []
    page.head.code.selectAll()
    write(code.text)
    press(ENTER, ENTER)
    write(code.text)
    press(ENTER)
    assert "stands already on sheet" in page.head.problem()
    assert len(sheets.lines()) == 1
    assert [icon for icon, _ in listed(page)] == ["circle-check"]


def test_more_than_the_book_has_is_said_and_entered_once_it_is_there(enter: Enter, sheets: Sheets) -> None:
    """The shelf by the book had three: four are not entered, three are."""
    stock(sheets.relief, sheets.standing, {"ATTA20": 3, "OIL5": 3})
    code = sheets.relief.household(5)
    page = at(enter, sheets)
    name_sheet(sheets)
    write(code.text)
    press(ENTER)
    press(ENTER)
    assert "not enough" in page.head.problem()
    assert page.line.look is not None, "the line stands, to be mended"
    page.take_button.setFocus()
    press(Qt.Key.Key_A)
    write("3")
    press(ENTER)
    assert sheets.given(code) == {"ATTA20": 3, "OIL5": 1}


def test_the_last_line_is_taken_back_by_two(enter: Enter, sheets: Sheets, qtbot: QtBot) -> None:
    """Ctrl+B, a reason that is proposed, the second person; the line can then be entered again."""
    code = sheets.relief.household()
    page = at(enter, sheets)
    name_sheet(sheets)
    write(code.text)
    press(ENTER, ENTER)
    press(Qt.Key.Key_B, modifier=CTRL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))
    assert [icon for icon, _ in listed(page)] == ["arrow-back-up"]
    assert last_content(sheets.relief)["reason"] == VoidReason.PRESSED_BY_MISTAKE.value
    back_to(page, qtbot)
    assert here() is page.head.code
    write(code.text)
    press(ENTER, ENTER)
    assert [icon for icon, _ in listed(page)] == ["circle-check", "arrow-back-up"]


def test_whoever_registered_the_household_needs_a_second_person(enter: Enter, sheets: Sheets, qtbot: QtBot) -> None:
    """The sheet is looked at by two, as at a lane."""
    code = sheets.relief.household()
    with written(sheets.relief) as conn:
        conn.execute(update(Household).where(Household.code == code.text).values(registered_by=sheets.lead.person.id))
    at(enter, sheets)
    name_sheet(sheets)
    write(code.text)
    press(ENTER, ENTER)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert sheets.lines() == []
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))
    assert sheets.lines() == [(sheets.number, sheets.today)]


def test_whoever_comes_back_finds_the_sheet_where_they_left_it(enter: Enter, sheets: Sheets) -> None:
    """Number, day and what was entered, from the store alone; another sheet begins with an empty number."""
    for _ in range(2):
        late_entries.enter(sheets.lead, sheets.standing, sheets.number, sheets.today, sheets.relief.household())
    page = at(enter, sheets)
    assert (page.head.sheet.value(), page.head.day.day()) == (sheets.number, sheets.today)
    assert len(listed(page)) == 2
    press(Qt.Key.Key_N, modifier=CTRL)
    page.next_sheet()
    assert page.head.sheet.value() == ""
    assert page.head.day.day() == sheets.today
    assert listed(page) == []
    write(sheets.number)
    press(ENTER)
    assert len(listed(page)) == 2


def test_two_spellings_of_a_sheets_number_are_one_sheet(enter: Enter, sheets: Sheets) -> None:
    """A line that did not fit under the one is settled under the other."""
    code = sheets.relief.household()
    page = at(enter, sheets)
    name_sheet(sheets, sheets.number.replace("-", "  -  "))
    write(code.text)
    press(ENTER)
    page.entering.leave_out()
    assert [icon for icon, _ in listed(page)] == ["info-circle"]
    page.head.sheet.setFocus()
    page.head.sheet.selectAll()
    write(f"0{sheets.number}")
    press(ENTER, ENTER)
    write(code.text)
    press(ENTER, ENTER)
    assert sheets.lines() == [(sheets.number, sheets.today)]
    assert [icon for icon, _ in listed(page)] == ["circle-check"]


def test_without_an_open_round_there_is_nothing_to_enter(enter: Enter, sheets: Sheets) -> None:
    programmes.close_round(sheets.office.desk(Role.SUPERVISOR), sheets.standing.round_code)
    page = enter(Role.LEAD, GoLate()).page
    assert isinstance(page, LatePage)
    assert page.nothing.isVisible()
    assert not page.new_button.isVisible()


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_it_fits(language: Language, size: QSize, enter: Enter, sheets: Sheets, speak: Callable[..., None]) -> None:
    """Nothing is narrower than it needs, in both languages and sizes, with a line and a sentence on it."""
    speak(language, size)
    code, served = sheets.relief.household(5, holders=3), sheets.relief.household()
    late_entries.enter(sheets.lead, sheets.standing, sheets.number, sheets.today, served)
    page = at(enter, sheets, size)
    page.head.code.set_value(served.text)
    page.entering.look_up()
    assert page.head.problem()
    page.head.code.set_value(code.text)
    page.entering.look_up()
    for _ in range(3):
        QApplication.processEvents()
    assert page.minimumSizeHint().width() <= size.width()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
            assert widget.width() >= widget.minimumSizeHint().width(), widget
