"""A GIVE is answered before another card is shown; one that nobody answered is counted for its lane and day."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.ledger.entry import decode
from desktop.models.ledger_entry import LedgerEntry
from desktop.records.distribution import Standing
from desktop.records.point_day import DayFigures
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.sounds import NOTES, Sound, sound_of
from desktop.ui.widgets.flash import Flash
from desktop.ui.widgets.verdict_values import Family
from desktop.ui.workbench import GoHome
from desktop.usecases import day_close, point_days, safekeeping
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, Verdict
from desktop.words.point_days import beside_words
from tests.factories import TestOffice
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ENTER, ESC, press, write
from tests.ui.screens.test_station import given_rows, hold_up, shown, station
from tests.ui.screens.test_station_sounds import heard
from tests.ui.test_sounds import Fake
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import rows

SPACE, F2 = Qt.Key.Key_Space, Qt.Key.Key_F2


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office."""
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """Lane 2 of a point of an open round."""
    return replace(relief.round(), lane=2)


def card(relief: Relief) -> tuple[HouseholdCode, str]:
    """A household with its card."""
    code = relief.household()
    return code, relief.cards(code)[0].credential


def figures(relief: Relief, standing: Standing) -> DayFigures:
    """What the account of the day says."""
    return day_close.account(relief.office.desk(Role.LEAD), standing).figures


def entries(relief: Relief) -> int:
    """Lines of the book about a GIVE that nobody answered."""
    lines = rows(relief, select(LedgerEntry.line))
    return sum(decode(bytes(one.line)).do == EntryKind.GIVE_UNANSWERED for one in lines)


def asked(page: StationPage) -> bool:
    """Whether the screen asks about the GIVE before."""
    return shown(page)[1] is Family.ASKING


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_second_card_asks_about_the_first_and_is_shown_after_the_answer(
    enter: Enter, relief: Relief, standing: Standing, speak: Callable[[Language], None], language: Language
) -> None:
    """One key each: Space hands over to the first and shows the second, Esc gives the first nothing; none is lost."""
    speak(language)
    page, fake = station(enter, standing), Fake()
    page.sounds._speaker = fake  # pyright: ignore[reportPrivateUsage]
    page.sounds.set_volume(0.8)
    (first, one), (second, two), (_, three) = (card(relief) for _ in range(3))
    hold_up(page, one)
    assert shown(page) == ("G1", Family.GIVE)
    heard(fake)
    hold_up(page, two)
    assert asked(page)
    assert heard(fake) == Sound.ASKING
    view = page.verdict.view()
    assert view is not None
    assert "Sakina" in view.sentence or "سکینہ" in view.sentence
    assert given_rows(relief.office) == 0
    for text in (one, three):  # while it asks nothing takes the place of the held card
        hold_up(page, text)
        assert asked(page)
        assert heard(fake) == Sound.TICK
    press(SPACE)
    assert given_rows(relief.office) == 1
    assert shown(page) == ("G1", Family.GIVE)
    assert page.decision is not None
    assert page.decision.household == second
    hold_up(page, three)
    assert asked(page)
    press(ESC)
    assert given_rows(relief.office) == 1
    assert page.decision is not None
    assert page.decision.household not in (first, second)
    press(F2)
    assert page.scan.isVisible()
    assert figures(relief, standing).unanswered == {}


def test_the_question_is_told_from_every_verdict_by_its_sound() -> None:
    assert Sound.ASKING not in {sound_of(verdict) for verdict in Verdict}
    assert list(NOTES.values()).count(NOTES[Sound.ASKING]) == 1


def test_the_same_card_or_household_and_what_is_no_card_ask_nothing(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    page = station(enter, standing)
    code = relief.household(holders=2)
    one, two = (face.credential for face in relief.cards(code))
    for text in (one, one, "HTTP://SACK.EXAMPLE/FLOUR", two, code.text):
        hold_up(page, text)
        assert shown(page)[0] in ("G1", "G2")
        assert not asked(page)
    press(SPACE)
    assert given_rows(relief.office) == 1
    assert figures(relief, standing).unanswered == {}


def test_a_typed_digit_asks_too_and_stands_in_the_box_after_the_answer(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    page = station(enter, standing)
    (_, one), (second, _) = card(relief), card(relief)
    hold_up(page, one)
    write(second.text[0])
    assert asked(page)
    press(ESC)
    assert page.scan.isVisible()
    write(second.text[1:])
    press(ENTER)
    assert shown(page)[0] == "G2"
    assert page.decision is not None
    assert page.decision.household == second


def test_a_card_of_another_office_is_held_until_the_answer(enter: Enter, relief: Relief, standing: Standing) -> None:
    """What was held is shown even when the question was answered by the help desk's key."""
    page = station(enter, standing)
    (_, one), (_, two) = card(relief), card(relief)
    hold_up(page, one)
    hold_up(page, two)
    press(F2)
    assert shown(page) == ("G1", Family.GIVE)
    assert given_rows(relief.office) == 0


@pytest.mark.parametrize("leave", ["home", "closed", "killed"])
def test_a_give_that_is_left_without_an_answer_is_counted_for_its_lane_and_day(
    enter: Enter, relief: Relief, standing: Standing, leave: str
) -> None:
    """The page goes, the window closes, or the process ends: it is on the account, the sheet and in the book."""
    lead = relief.office.desk(Role.LEAD)
    (_, one), (second, two) = card(relief), card(relief)
    page = station(enter, standing)
    assert "bench" not in page.notices.notices(), "a lane that left nothing open has nothing to ask"
    hold_up(page, one)
    press(SPACE)
    press(ENTER)
    hold_up(page, two)
    if leave == "home":
        page.bench.go(GoHome())
    elif leave == "closed":
        page.window().close()
    else:
        page.lane = None  # what a killed process leaves: its row, and nobody who says anything
    assert figures(relief, standing).unanswered == {"2": 1}
    assert entries(relief) == 0, "its row tells, until the lane begins again"
    page = station(enter, standing, Role.LEAD)  # the lane begins again, before whoever comes
    assert second.grouped in page.notices.notices()["bench"].accessibleName()
    assert page.notices.isVisible()
    assert entries(relief) == 1
    told = figures(relief, standing)
    assert (told.unanswered, told.left_open, told.given) == ({"2": 1}, 1, 1)
    assert any("2: 1" in line for line in beside_words(told))
    point_days.shut_point(lead, standing)
    closed = day_close.close_day(lead, standing)
    assert closed.figures.unanswered == {"2": 1}
    auditor = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(auditor.desk, auditor.certificates, auditor.folder).ok
    point_days.open_point(lead, standing, ticked=point_days.ready(lead, standing).unticked)
    assert figures(relief, standing).unanswered == {}, "the next day begins with none"
    page = station(enter, standing)
    assert "bench" not in page.notices.notices(), "it is asked once"
    hold_up(page, two)
    assert shown(page) == ("G1", Family.GIVE), "read again it can be answered"


def test_a_lane_that_hands_over_first_takes_the_next_card_for_given_and_its_entry_says_so(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """Only where the lead said so, and never for a screen that asks for a look."""
    lead = relief.office.desk(Role.LEAD)
    (_, one), (second, two), (third, _), (_, four) = (card(relief) for _ in range(4))
    page = station(enter, standing)
    assert point_days.set_hands_first(lead, standing, on=True) is not None
    assert point_days.set_hands_first(lead, standing, on=True) is None
    page.entered()
    hold_up(page, one)
    hold_up(page, two)
    assert given_rows(relief.office) == 1
    assert shown(page) == ("G1", Family.GIVE)
    assert page.decision is not None
    assert page.decision.household == second
    press(SPACE)
    hold_up(page, third.text)
    assert shown(page)[0] == "G2"
    hold_up(page, four)
    assert asked(page)
    press(SPACE)
    assert given_rows(relief.office) == 3
    press(ESC)
    assert figures(relief, standing).unanswered == {}


def test_a_third_card_while_the_question_stands_is_not_taken_and_that_is_said(
    enter: Enter, relief: Relief, standing: Standing
) -> None:
    """The card that waits already is no third one, however often it is scanned."""
    (_, one), (_, two), (_, three) = (card(relief) for _ in range(3))
    page = station(enter, standing)
    hold_up(page, one)
    hold_up(page, two)
    assert asked(page)
    hold_up(page, two)
    assert page.window().findChildren(Flash) == []
    hold_up(page, three)
    (said,) = page.window().findChildren(Flash)
    assert said.sentence == "This card was not taken."
    assert asked(page)
