"""The scan station on a day when things run out: owed, rehearsal, who collects, the help desk's queue, a silent key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from desktop.models.mailbox import Envelope
from desktop.models.place import DistributionPoint
from desktop.records.distribution import PointDraft, Standing
from desktop.records.trusted_person import CollectorDraft
from desktop.security import envelope
from desktop.security.card_code import seal, validity
from desktop.security.envelope import EnvelopeKind
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.station.choose_panel import ChoosePanel
from desktop.ui.screens.station.collector_sheet import CollectorSheet
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.widgets.verdict_values import Family
from desktop.ui.workbench import GoHelpDesk, GoStation
from desktop.usecases import collectors, day_close, help_desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.factories import TestOffice
from tests.security.offices import make_office
from tests.ui.screens.conftest import LARGE, Enter
from tests.ui.screens.desk_keys import ENTER, ESC, here, press, write
from tests.ui.screens.test_station import hold_up, shown, station
from tests.usecases.relief_office import MALOOK, Relief
from tests.usecases.relief_rows import handed_over, rows, stock, written

pytestmark = pytest.mark.usefixtures("marks_are_read")

SPACE, V, C, F2, F8 = Qt.Key.Key_Space, Qt.Key.Key_V, Qt.Key.Key_C, Qt.Key.Key_F2, Qt.Key.Key_F8


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office."""
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open round."""
    return replace(relief.round(), lane=2)


def said(page: StationPage) -> str:
    """The sentence of the verdict that stands there."""
    view = page.verdict.view()
    assert view is not None
    return view.sentence


def envelopes(relief: Relief) -> list[bytes]:
    """What lies in the mailbox."""
    return [row.sealed for row in rows(relief, select(Envelope.sealed))]


def test_what_stays_due_is_said_before_it_is_given_and_on_the_slip(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """Oil is out: GIVE, CHECK names it; Space gives the flour; GIVEN says what to print; then the help desk."""
    stock(relief, standing, {"ATTA20": 9, "OIL5": 0})
    code = relief.household(5)
    (face,) = relief.cards(code)
    page = station(enter, standing)
    hold_up(page, face.credential)
    assert shown(page) == ("G2", Family.CHECK)
    assert "oil" in said(page).lower()
    press(SPACE)
    assert shown(page) == ("G9", Family.GIVEN)
    assert "oil" in said(page).lower()
    assert page.given is not None
    assert [line.item for line in page.given.decision.owed] == ["OIL5"]
    assert handed_over(relief, standing, code) == {"ATTA20": 4}
    hold_up(page, face.credential)
    assert shown(page)[0] == "H1"


def test_what_ran_out_between_the_look_and_the_key_is_shown_before_anything_is_given(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    stock(relief, standing, {"ATTA20": 9, "OIL5": 1})
    code = relief.household(5)
    (face,) = relief.cards(code)
    page = station(enter, standing)
    hold_up(page, face.credential)
    assert shown(page)[0] == "G1"
    relief.give(standing, relief.typed(relief.household(5).text))  # another lane takes the last can
    press(SPACE)
    assert shown(page) == ("G2", Family.CHECK)
    assert handed_over(relief, standing, code) == {}
    press(SPACE)
    assert handed_over(relief, standing, code) == {"ATTA20": 4}


def test_before_the_point_opens_a_card_is_read_in_rehearsal_and_nobody_is_shown(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    (face,) = relief.cards(relief.household())
    with written(relief) as conn:
        conn.execute(update(DistributionPoint).values(open=False))
    page = station(enter, standing)
    hold_up(page, face.credential)
    view = page.verdict.view()
    assert view is not None
    assert (view.code, view.family, view.word, view.person) == ("S1", Family.LATER, "READ, REHEARSAL", None)
    press(SPACE)
    assert page.given is None
    press(ENTER)
    assert page.scan.isVisible()


def test_a_point_that_is_not_open_is_offered_for_rehearsal_after_those_that_are(enter: Enter, relief: Relief) -> None:
    kot = PointDraft("kot", "Kot")
    relief.round(points=(MALOOK, kot))
    with written(relief) as conn:
        conn.execute(update(DistributionPoint).where(DistributionPoint.code == "malook").values(open=False))
    page = enter(Role.SCANNER, GoStation()).page
    assert isinstance(page, StationPage)
    (panel,) = page.findChildren(ChoosePanel)
    names = [(row.name.split("·")[-1].strip("\u2068\u2069 "), bool(row.reason)) for row in panel.points.rows()]
    assert names == [("Kot", False), ("Basti Malook", True)]


def test_a_point_whose_day_is_closed_says_so_before_and_at_the_lane(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """Who closed it stands at the point, no rehearsal is offered, and the lane that stops says why."""
    (face,) = relief.cards(relief.household())
    day_close.close_day(relief.office.desk(Role.LEAD), standing)
    page = enter(Role.SCANNER, GoStation()).page
    assert isinstance(page, StationPage)
    (panel,) = page.findChildren(ChoosePanel)
    (reason,) = [row.reason for row in panel.points.rows()]
    assert reason.startswith("Closed for today, at ")
    assert reason.endswith("by lead")
    page = station(enter, standing)
    hold_up(page, face.credential)
    view = page.verdict.view()
    assert view is not None
    assert (view.code, view.family) == ("S1", Family.STOP)
    assert view.sentence.startswith("The day of this point is closed.")


def test_somebody_who_was_named_collects_by_c_after_a_look(enter: Enter, relief: Relief, standing: Standing) -> None:
    code = relief.household(3, holders=2)
    who = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
    collectors.name_collector(relief.office.desk(Role.CLERK), code, who)
    page = station(enter, standing)
    hold_up(page, relief.cards(code)[0].credential)
    assert shown(page)[0] == "G1"
    press(C)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, CollectorSheet)
    assert [row.note for row in sheet.rows.rows()] == ["card 2", "Named by the holder"]
    sheet.rows.choose("1")
    QTest.keyClick(sheet.rows, ENTER)
    assert shown(page) == ("G2", Family.CHECK)
    press(SPACE)
    assert shown(page)[0] == "G9"
    assert page.given is not None
    assert page.lane is not None
    assert handed_over(relief, standing, code) == {"ATTA20": 2, "OIL5": 1}


def test_nobody_else_named_leaves_the_card_as_it_stands(enter: Enter, relief: Relief, standing: Standing) -> None:
    page = station(enter, standing)
    hold_up(page, relief.cards(relief.household())[0].credential)
    press(C)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, CollectorSheet)
    assert sheet.rows.rows() == ()
    QTest.keyClick(sheet, ESC)
    assert shown(page)[0] == "G1"


@pytest.mark.parametrize("key", [ENTER, F2])
def test_who_is_sent_waits_in_the_queue_of_the_help_desk(
    enter: Enter, relief: Relief, standing: Standing, key: Qt.Key
) -> None:
    code = relief.household()
    (face,) = relief.cards(code)
    page = station(enter, standing)
    hold_up(page, face.credential)
    press(SPACE)
    hold_up(page, face.credential)
    if key is F2:
        hold_up(page, relief.cards(relief.household())[0].credential)
    press(key)
    waiting = help_desk.queue(relief.office.desk(Role.HELPDESK))
    assert len(waiting) == 1
    assert page.scan.isVisible()


def test_who_shows_something_that_is_no_card_is_found_in_the_queue_of_the_help_desk(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    """F2 under AGAIN sends them without a name; from the waiting screen, where nobody stands, it sends nobody."""
    page = station(enter, standing)
    press(F2)
    assert help_desk.queue(relief.office.desk(Role.HELPDESK)) == ()
    hold_up(page, "https://example.org/no-card")
    assert shown(page)[0] == "N1"
    press(F2)
    assert page.scan.isVisible()
    (waiting,) = help_desk.queue(relief.office.desk(Role.HELPDESK))
    assert (waiting.household, waiting.verdict.value, waiting.standing.lane) == (None, "N1", standing.lane)
    frame = enter(Role.HELPDESK, GoHelpDesk())
    desk = frame.page
    assert isinstance(desk, HelpDeskPage)
    assert desk.visit.reason.text() == "This is no card of this office."
    assert not desk.household_button.isVisible()
    assert not desk.home_button.isVisible()
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: desk.covering is not None)  # help without a card is the likeliest step
    desk.uncover()


def test_a_card_of_another_office_walks_to_the_help_desk_which_reads_why(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """HELP DESK and never AGAIN: Enter sends them, and the reason stands on the help desk's page."""
    (face,) = relief.cards(relief.household())
    practice = relief.office.desk(Role.CLERK).office.practice
    stranger = make_office(practice=practice).desk.card
    page = station(enter, standing)
    hold_up(page, seal(face.number, *validity(date(2026, 11, 24)), stranger))
    assert shown(page)[0] == "H3"
    press(ENTER)
    assert page.scan.isVisible()
    (waiting,) = help_desk.queue(relief.office.desk(Role.HELPDESK))
    assert (waiting.household, waiting.verdict.value, waiting.refused) == (None, "H3", "other_office")
    desk = enter(Role.HELPDESK, GoHelpDesk()).page
    assert isinstance(desk, HelpDeskPage)
    assert desk.visit.reason.text() == "This card is of another office."


def test_every_scan_puts_one_envelope_when_it_is_over_and_the_silent_key_changes_nothing_to_be_seen(
    enter: Enter, relief: Relief, standing: Standing, qtbot: QtBot
) -> None:
    page = station(enter, standing)
    first, second = (relief.cards(relief.household())[0].credential for _ in range(2))
    private = relief.office.opened(Role.FOCAL).unlocked.protection[-1]
    before = envelopes(relief)

    def kinds() -> list[EnvelopeKind]:
        return [envelope.opened(one, private).kind for one in envelopes(relief) if one not in before]

    hold_up(page, first)
    qtbot.waitUntil(lambda: page.verdict.grab().toImage() == page.verdict.grab().toImage())
    seen = page.verdict.grab().toImage()
    press(F8)
    assert page.verdict.grab().toImage() == seen
    assert kinds() == []
    hold_up(page, second)
    assert kinds() == []
    press(ESC)  # not given: the first scan is over, and the next card is shown
    assert kinds() == [EnvelopeKind.DISTRESS]
    press(SPACE)
    press(ENTER)
    assert sorted(kinds()) == [EnvelopeKind.PADDING, EnvelopeKind.DISTRESS]
    page.reader.forget()
    write("Q")
    press(F8)  # nothing stands there: nothing happens
    assert len(kinds()) == 2
    hold_up(page, "https://example.org/no-card")
    press(ESC)
    assert sorted(kinds()) == [EnvelopeKind.PADDING, EnvelopeKind.PADDING, EnvelopeKind.DISTRESS]


def test_the_last_twenty_can_be_taken_back(enter: Enter, relief: Relief, standing: Standing) -> None:
    for _ in range(22):
        relief.give(standing, relief.typed(relief.household().text))
    page = station(enter, standing)
    page.wait()
    QTest.keyClick(here(), V)
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, RecentPanel)
    assert len(panel.rows.rows()) == 20
    QTest.keyClick(panel, ESC)


@pytest.mark.parametrize("size", [LARGE, QSize(1024, 600)])
@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.URDU])
def test_the_keys_of_a_verdict_have_room_in_every_language(
    enter: Enter,
    relief: Relief,
    standing: Standing,
    speak: Callable[..., None],
    size: QSize,
    spoken: Language,
) -> None:
    speak(spoken, size)
    page = station(enter, standing, size=size)
    hold_up(page, relief.cards(relief.household())[0].credential)
    buttons = page.verdict.buttons()
    assert len(buttons) == 4
    edges = sorted((button.geometry().left(), button.geometry().right()) for button in buttons)
    assert all(right < left for (_, right), (left, _) in pairwise(edges))
    assert edges[-1][1] < page.verdict.width()


def test_the_planned_lanes_are_offered_and_any_other_can_be_taken(enter: Enter, relief: Relief) -> None:
    """Three chips at the point that plans three, none where nobody planned; the ninth lane is counted to."""
    planned, kot = PointDraft("malook", "Basti Malook", lanes=3), PointDraft("kot", "Kot")
    relief.round(points=(planned, kot))
    page = enter(Role.SCANNER, GoStation()).page
    assert page is not None
    (panel,) = page.findChildren(ChoosePanel)
    asked: list[Standing] = []
    panel.chosen.connect(asked.append)
    rows = {row.key.rpartition("/")[2]: row.key for row in panel.points.rows()}
    for point in ("kot", "malook"):
        panel.points.choose(rows[point])
        panel.points.chosen.emit(rows[point])
        assert (panel.lanes is not None) == (point == "malook")
    assert panel.lanes is not None
    panel.lanes.chip("3").click()
    assert panel.lane() == 3
    panel.take_lane(9)
    assert panel.lanes.value() is None
    panel.begin()
    assert [(one.point_code, one.lane) for one in asked] == [("malook", 9)]
