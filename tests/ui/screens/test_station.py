"""The scan station in a real window on a real office: every verdict from real data, by real keys, nothing twice."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, update

from desktop.models.disbursement import Disbursement
from desktop.models.household import Household
from desktop.records.distribution import Decision, Given, PointDraft, Standing
from desktop.scanning.reader import Source
from desktop.security.card_code import seal, validity
from desktop.ui.background import Background, Inline
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import make_session
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.widgets.verdict_values import Family
from desktop.ui.workbench import GoStation, Workbench
from desktop.usecases import cards, distribution, slips
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason, ListKind, VoidReason
from tests.factories import TestOffice, office, passphrase_of
from tests.printing.paperwork import words
from tests.security.offices import make_office
from tests.ui.keys import type_text
from tests.ui.screens.conftest import LARGE, Enter
from tests.ui.screens.desk_keys import ENTER, ESC, here, press, write
from tests.usecases.relief_office import MALOOK, Relief, ShiftedClock
from tests.usecases.test_registration_disk_full import no_file_longer_than

SPACE, F2, P, V = Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_P, Qt.Key.Key_V


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office, with what its tests do again and again."""
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open round."""
    return replace(relief.round(), lane=2)


def station(enter: Enter, standing: Standing, role: Role = Role.SCANNER, size: QSize = LARGE) -> StationPage:
    """The station of a role, ready for a card."""
    page = enter(role, GoStation(standing), size).page
    assert isinstance(page, StationPage)
    return page


def hold_up(page: StationPage, text: str) -> None:
    """A code reaches the reader as from the camera; what is new to it is told to the page."""
    page.reader.forget()
    reading = page.reader.hear(text, Source.CAMERA)
    assert reading is not None
    page.scan.code_read.emit(reading)


def shown(page: StationPage) -> tuple[str, Family]:
    """Code and family of the verdict that stands on the screen."""
    view = page.verdict.view()
    assert view is not None
    assert page.verdict.isVisible()
    return view.code, view.family


def given_rows(office: TestOffice) -> int:
    """Rows of hand-overs that count."""
    with office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
        return conn.scalar(select(func.count()).select_from(Disbursement)) or 0


def test_a_card_is_given_once_by_space_and_then_goes_to_the_help_desk(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """Card, GIVE with face and items, Space, GIVEN with the slip's number; the same card again: help desk."""
    (face,) = relief.cards(relief.household(4))
    page = station(enter, standing)
    assert page.scan.isVisible()
    hold_up(page, face.credential)
    assert shown(page) == ("G1", Family.GIVE)
    view = page.verdict.view()
    assert view is not None
    assert view.person is not None
    assert {item.code: item.count for item in view.items} == {"ATTA20": 4, "OIL5": 1}
    assert page.given is None
    press(SPACE)
    assert shown(page) == ("G9", Family.GIVEN)
    assert page.given is not None
    press(SPACE, SPACE)  # nothing on GIVEN listens to it
    assert given_rows(relief.office) == 1
    hold_up(page, face.credential)
    assert shown(page) == ("H1", Family.DESK)
    view = page.verdict.view()
    assert view is not None
    assert (view.person, view.items) == (None, ())
    press(SPACE)
    assert given_rows(relief.office) == 1
    press(ENTER)
    assert page.scan.isVisible()


@pytest.mark.parametrize("digits", ["0123456789", "۰۱۲۳۴۵۶۷۸۹"])
def test_a_typed_code_asks_for_a_look_and_is_given(
    enter: Enter, relief: Relief, standing: Standing, digits: str
) -> None:
    """From the waiting screen the keyboard stands in the box; Enter reads, Space gives after the look."""
    code = relief.household()
    page = station(enter, standing)
    write("".join(digits[int(digit)] for digit in code.text))
    press(ENTER)
    assert shown(page) == ("G2", Family.CHECK)
    press(SPACE)
    assert shown(page) == ("G9", Family.GIVEN)


def test_every_other_verdict_is_reached_by_real_data(enter: Enter, relief: Relief, standing: Standing) -> None:
    """Replaced, revoked, unknown, of another office, foreign, forged: each its own, none shows a person."""
    desk = relief.office.desk(Role.CLERK)
    replaced, revoked, drawn = (relief.cards(relief.household())[0] for _ in range(3))
    cards.replace(desk, replaced.number, CardReason.LOST, present=True)
    second = relief.office.second(Role.LEAD)
    cards.revoke(relief.office.desk(Role.SUPERVISOR), revoked.number, CardReason.TAKEN, second=second)
    key = desk.card_key
    unknown = replace(drawn.number, household=HouseholdCode.make("617", 99_999))
    forger = make_office(practice=False).desk.card
    forger.kid = key.kid
    stranger = make_office(practice=desk.office.practice).desk.card
    page = station(enter, standing)
    seen: dict[str, str] = {}
    for what, text in {
        "replaced": replaced.credential,
        "revoked": revoked.credential,
        "unknown": seal(unknown, *validity(date(2026, 11, 24)), key),
        "other office": seal(drawn.number, *validity(date(2026, 11, 24)), stranger),
        "foreign": "HTTP://EXAMPLE.ORG/A",
        "forged": seal(drawn.number, *validity(date(2026, 11, 24)), forger),
    }.items():
        hold_up(page, text)
        seen[what] = shown(page)[0]
        view = page.verdict.view()
        assert view is not None
        assert (view.person, view.items) == (None, ())
    assert seen == {
        "replaced": "H4",
        "revoked": "H5",
        "unknown": "H3",
        "other office": "H3",
        "foreign": "N1",
        "forged": "H6",
    }
    assert given_rows(relief.office) == 0


def test_a_household_of_another_point_is_told_where_and_one_off_the_list_goes_to_the_desk(
    enter: Enter, relief: Relief
) -> None:
    """T1 names the point; H3 says nothing but the way."""
    mehr = PointDraft("mehr", "Kot Mehr", ("PK61702",))
    here_only = PointDraft("malook", "Basti Malook", ("PK61701",))
    served_there = relief.cards(relief.household(pcode="PK61702"))[0]
    two = relief.round(points=(here_only, mehr))
    page = station(enter, two)
    hold_up(page, served_there.credential)
    assert shown(page) == ("T1", Family.LATER)
    view = page.verdict.view()
    assert view is not None
    assert "Kot Mehr" in view.sentence
    frozen = relief.round(kind=ListKind.FROZEN)
    late = relief.cards(relief.household())[0]
    page = station(enter, frozen)
    hold_up(page, late.credential)
    assert shown(page) == ("H3", Family.DESK)


def test_a_store_that_takes_nothing_stops_the_lane_and_the_same_id_is_sent_again(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """STOP LANE and never GIVEN while the store takes nothing; once it does again, Enter gives once."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    assert page.lane is not None
    begun = page.lane._try  # pyright: ignore[reportPrivateUsage]
    assert begun is not None
    writer = relief.office.desk(Role.SCANNER).store.writer

    def writable(yes: bool) -> None:
        raw = writer.raw_connection()
        raw.cursor().execute(f"PRAGMA query_only = {'OFF' if yes else 'ON'}")
        raw.close()

    writable(False)
    press(SPACE)
    assert shown(page) == ("S1", Family.STOP)
    assert page.given is None
    press(ENTER)
    assert shown(page) == ("S1", Family.STOP)
    writable(True)
    press(ENTER)
    assert shown(page) == ("G9", Family.GIVEN)
    assert page.given is not None
    assert page.given.disbursement == begun.disbursement
    assert given_rows(relief.office) == 1


def test_a_full_disk_stops_the_lane_and_gives_once_there_is_room(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """Writes that fail as on a full disk: STOP LANE, nothing given, the same card goes on where it was."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    assert page.lane is not None
    begun = page.lane._try  # pyright: ignore[reportPrivateUsage]
    assert begun is not None
    with no_file_longer_than((relief.office.folder / "office.db-wal").stat().st_size):
        press(SPACE)
        assert shown(page) == ("S1", Family.STOP)
        assert given_rows(relief.office) == 0
    hold_up(page, face.credential)
    assert shown(page) == ("G1", Family.GIVE)
    press(SPACE)
    assert page.given is not None
    assert page.given.disbursement == begun.disbursement
    assert given_rows(relief.office) == 1


def test_a_store_that_another_program_holds_stops_the_lane(enter: Enter, relief: Relief, standing: Standing) -> None:
    """Another desk's transaction stands in the way for longer than we wait: STOP LANE, then Enter gives."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    raw = relief.office.desk(Role.SCANNER).store.writer.raw_connection()
    raw.cursor().execute("PRAGMA busy_timeout = 100")
    raw.close()
    with relief.office.desk(Role.SUPERVISOR).store.writer.connect() as other, other.begin():
        press(SPACE)
        assert shown(page) == ("S1", Family.STOP)
    press(ENTER)
    assert shown(page) == ("G9", Family.GIVEN)
    assert given_rows(relief.office) == 1


def test_a_lost_answer_is_found_again_when_the_same_card_comes_back(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """The hand-over was on the disk though nobody heard: the card again shows GIVEN with the first slip, not a stop."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    assert page.lane is not None
    begun = page.lane._try  # pyright: ignore[reportPrivateUsage]
    assert begun is not None
    first = relief.give(standing, begun.presented, disbursement=begun.disbursement)
    page.lane._unanswered = begun  # pyright: ignore[reportPrivateUsage]
    page.wait()
    hold_up(page, face.credential)
    assert shown(page) == ("G9", Family.GIVEN)
    assert page.given is not None
    assert (page.given.receipt, page.given.again) == (first.receipt, True)


def test_a_card_that_came_before_give_was_pressed_is_shown_after_the_hand_over(
    relief: Relief, standing: Standing, qtbot: QtBot, speak: object
) -> None:
    """The real lanes: the hand-over falls on the first household, and only then the second one is decided."""
    first, second = (relief.cards(relief.household())[0] for _ in range(2))
    page, bench, window, lanes = busy_station(relief, standing, qtbot)
    hold_up(page, first.credential)
    qtbot.waitUntil(lambda: page.decision is not None)
    assert page.lane is not None
    later: list[Decision] = []
    page.lane.decided.connect(later.append)
    hold_up(page, second.credential)
    assert later == []
    given: list[Given] = []
    page.lane.given.connect(given.append)
    QTest.keyClick(page.verdict, SPACE)
    qtbot.waitUntil(lambda: bool(later) and bench.idle)
    assert [one.decision.household for one in given] == [first.number.household]
    assert [one.household for one in later] == [second.number.household]
    assert shown(page) == ("G1", Family.GIVE)
    page.leaving()
    window.close()
    window.deleteLater()
    lanes.close()


def busy_station(
    relief: Relief, standing: Standing, qtbot: QtBot
) -> tuple[StationPage, Workbench, MainWindow, Background]:
    """A station on the real lanes, ready for a card."""
    lanes = Background()
    bench = Workbench(relief.office.opened(Role.SCANNER), lanes)
    window = MainWindow()
    window.resize(LARGE)
    frame = make_session(bench)
    window.show_content(frame)
    window.show()
    window.activateWindow()
    frame.show_page(GoStation(standing))
    page = frame.page
    assert isinstance(page, StationPage)
    qtbot.waitUntil(lambda: page.round is not None and bench.idle)
    return page, bench, window, lanes


def test_space_pressed_twice_while_it_is_written_gives_once(
    relief: Relief, standing: Standing, qtbot: QtBot, speak: object
) -> None:
    """The real lanes: the second Space arrives before the first answer and counts for nothing; another card is held."""
    first, second = (relief.cards(relief.household())[0] for _ in range(2))
    page, bench, window, lanes = busy_station(relief, standing, qtbot)
    hold_up(page, first.credential)
    qtbot.waitUntil(lambda: page.decision is not None)
    QTest.keyClick(page.verdict, SPACE)
    QTest.keyClick(page.verdict, SPACE)
    hold_up(page, second.credential)
    qtbot.waitUntil(lambda: given_rows(relief.office) == 1 and bench.idle)
    assert shown(page)[0] == "G1"
    assert page.decision is not None
    assert page.decision.household == second.number.household
    assert given_rows(relief.office) == 1
    page.leaving()
    window.close()
    window.deleteLater()
    lanes.close()


def test_the_next_card_takes_the_place_of_a_verdict_and_a_digit_begins_a_code(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """Reading never stops."""
    first, second = (relief.cards(relief.household())[0] for _ in range(2))
    page = station(enter, standing)
    hold_up(page, first.credential)
    press(ESC)
    hold_up(page, second.credential)
    assert page.decision is not None
    assert page.decision.household == second.number.household
    press(SPACE)
    code = first.number.household.text
    write(code[0])
    write(code[1:])
    assert page.scan.box().field().value() == code
    press(ENTER)
    assert shown(page)[0] == "G2"
    press(ESC)
    assert page.scan.isVisible()
    assert given_rows(relief.office) == 1


def test_who_registered_a_household_gives_to_it_only_with_a_second_person(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """The lane asks for a second person; a wrong passphrase gives nothing, a right one gives once."""
    code = relief.household()
    scanner = relief.office.desk(Role.SCANNER)
    with scanner.store.writer.connect() as conn, conn.begin():
        conn.execute(update(Household).where(Household.code == code.text).values(registered_by=scanner.person.id))
    (face,) = relief.cards(code)
    page = station(enter, standing)
    hold_up(page, face.credential)
    press(SPACE)
    assert page.second is not None
    assert given_rows(relief.office) == 0
    panel = page.second.panel
    panel.names.set_value("supervisor")
    type_text(panel.passphrase, "wrong words")
    QTest.keyClick(panel.passphrase, ENTER)
    assert panel.message() != ""
    assert given_rows(relief.office) == 0
    type_text(panel.passphrase, passphrase_of(Role.SUPERVISOR))
    QTest.keyClick(panel.passphrase, ENTER)
    assert shown(page) == ("G9", Family.GIVEN)
    assert given_rows(relief.office) == 1


def test_an_own_hand_over_is_taken_back_with_a_reason(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """V on the waiting screen, a reason by its letter, Take it back: the household can draw again."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    press(SPACE)
    press(ENTER)
    QTest.keyClick(here(), V)
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, RecentPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    panel.void_button.click()
    assert panel.problem.text() != ""
    caps = [panel.reasons.chip(one.value).key() for one in VoidReason]
    assert caps == ["A", "B", "C", "D"], "digits are the rows'"
    press(Qt.Key.Key_D)
    assert panel.reasons.value() == VoidReason.PRESSED_BY_MISTAKE
    panel.rows.clearSelection()
    panel.rows.setCurrentIndex(panel.rows.rootIndex())
    press(Qt.Key.Key_1)
    assert panel.rows.present() is not None, "a digit chooses the row while a reason has the keyboard"
    assert panel.reasons.value() == VoidReason.PRESSED_BY_MISTAKE
    press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    hold_up(page, face.credential)
    assert shown(page)[0] == "G1"


def test_a_hand_over_of_yesterday_is_not_a_scanner_s_to_take_back(tmp_path: Path, qtbot: QtBot, speak: object) -> None:
    """After fifteen minutes the team lead does it; the panel says so and stays."""
    clock = ShiftedClock()
    with office(tmp_path, clock=clock) as made:
        relief = Relief(made, clock)
        standing = relief.round()
        relief.give(standing, relief.presented(relief.cards(relief.household())[0].credential))
        clock.by = timedelta(minutes=16)
        bench = Workbench(made.opened(Role.SCANNER), Inline())
        panel = RecentPanel(bench, distribution.recent(bench.desk, standing))
        qtbot.addWidget(panel)
        panel.show()
        panel.reasons.set_value(VoidReason.WRONG_PERSON)
        panel.void_button.click()
        assert panel.isVisible()
        assert "lead" in panel.problem.text()


def test_the_slip_is_looked_at_before_it_is_printed(enter: Enter, relief: Relief, standing: Standing) -> None:
    """P under GIVEN: one A6 page, the very bytes."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    press(SPACE)
    press(P)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, SlipSheet)
    assert sheet.view.data.startswith(b"%PDF")
    assert sheet.view.preview.page_count() == 1
    QTest.keyClick(sheet, ESC)
    assert shown(page)[0] == "G9"


def test_a_slip_that_was_printed_says_copy_in_the_next_window_too(
    enter: Enter, relief: Relief, standing: Standing, tmp_path: Path
) -> None:
    """Saved from under GIVEN; the station anew: V, P, the paper that stands there is copy 1; a third one is copy 2."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    press(SPACE)
    press(P)
    said: list[str] = []
    for number in range(3):
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, SlipSheet)
        shows = sheet.view.data
        sheet.save_to(tmp_path / f"{number}.pdf")
        assert (tmp_path / f"{number}.pdf").read_bytes() == shows, "the very bytes that were looked at"
        said.append(words(shows, tmp_path))
        assert QApplication.activeModalWidget() is None
        page = station(enter, standing)
        press(V)
        panel = QApplication.activeModalWidget()
        assert isinstance(panel, RecentPanel)
        panel.slip_button.click()
    assert [re.findall(r"copy \d+", one) for one in said] == [[], ["copy 1"], ["copy 2"]]
    QApplication.closeAllWindows()


def test_a_slip_that_another_window_printed_meanwhile_is_drawn_anew(
    enter: Enter, relief: Relief, standing: Standing, tmp_path: Path
) -> None:
    """Two sheets stand open as first papers; the second one that goes out is a copy, and a refused file is none."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    press(SPACE)
    assert page.given is not None
    press(P)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, SlipSheet)
    slips.draw_print(relief.office.desk(Role.LEAD), page.given.disbursement)
    sheet.save_to(tmp_path / "no such folder" / "slip.pdf")
    assert QApplication.activeModalWidget() is sheet
    sheet.save_to(tmp_path / "slip.pdf")
    assert re.findall(r"copy \d+", words((tmp_path / "slip.pdf").read_bytes(), tmp_path)) == ["copy 1"]


def test_what_was_taken_back_has_no_slip(enter: Enter, relief: Relief, standing: Standing) -> None:
    """P in the list says so, and the list stays."""
    given = relief.give(standing, relief.typed(relief.household().text))
    distribution.void(relief.office.desk(Role.SCANNER), given.disbursement, VoidReason.WRONG_PERSON)
    station(enter, standing)
    press(V)
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, RecentPanel)
    panel.slip_button.click()
    assert QApplication.activeModalWidget() is panel
    assert "slip" in panel.problem.text()
    QTest.keyClick(panel, ESC)


def test_the_lane_fills_the_screen_lets_go_and_esc_leaves_only_twice(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """Full screen on entering, back on leaving; camera and keyboard are let go."""
    frame = enter(Role.SCANNER)
    window = frame.window()
    window.setMinimumSize(200, 200)
    window.resize(700, 700)  # smaller than the screen of the tests
    assert not window.isFullScreen()
    frame.bench.go(GoStation(standing))
    page = frame.page
    assert isinstance(page, StationPage)
    assert window.isFullScreen()
    press(ESC)
    assert frame.page is page
    assert page.notices.notices()
    press(ESC)
    qtbot.waitUntil(lambda: isinstance(frame.page, HomePage))
    assert not window.isFullScreen()
    assert page.scan.feed().state.value == "off"


def test_f2_and_mute_and_help_work_from_the_waiting_screen(enter: Enter, standing: Standing) -> None:
    """F2 says the way and gives nothing, M mutes, F1 explains and takes its words away again."""
    page = station(enter, standing)
    press(F2)
    assert page.notices.notices()
    QTest.keyClick(here(), Qt.Key.Key_M)
    assert page.sounds.muted
    press(Qt.Key.Key_F1)
    assert "help" in page.notices.notices()
    press(Qt.Key.Key_F1)
    assert "help" not in page.notices.notices()


def test_a_verdict_is_announced_at_once_to_a_screen_reader(enter: Enter, relief: Relief, standing: Standing) -> None:
    """The panel's name is the word and the items; a stop says no name."""
    (face,) = relief.cards(relief.household())
    page = station(enter, standing)
    hold_up(page, face.credential)
    assert page.verdict.accessibleName().startswith("GIVE")
    assert face.name_latin in page.verdict.accessibleName()
    press(SPACE)
    hold_up(page, face.credential)
    assert face.name_latin not in page.verdict.accessibleName()


def test_a_station_without_an_open_round_says_who_opens_one(enter: Enter) -> None:
    """No list to choose from, one way home."""
    frame = enter(Role.SCANNER, GoStation())
    assert isinstance(frame.page, StationPage)
    sentences = [line.text() for line in frame.page.findChildren(QLabel) if line.isVisible()]
    assert "No round is open." in sentences


def test_the_lane_is_chosen_by_keys(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    """Enter on the point begins; the bar says lane, round and point."""
    standing = relief.round()
    frame = enter(Role.SCANNER, GoStation())
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(frame.page, StationPage) and frame.page.standing is not None)
    page = frame.page
    assert isinstance(page, StationPage)
    assert page.standing == Standing(standing.round_code, MALOOK.code, 1)
    assert "Basti Malook" in page.bar_text()
