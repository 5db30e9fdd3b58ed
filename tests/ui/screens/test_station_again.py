"""The same card within five seconds: the same picture, a soft tick, and nothing is recorded, written or counted."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from desktop.models.disbursement import Disbursement
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.mailbox import Envelope
from desktop.scanning import reader as reading
from desktop.scanning.reader import Source
from desktop.security.card_code import seal, validity
from desktop.ui.screens.station import station_page
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.widgets.verdict_values import VerdictView
from desktop.ui.workbench import GoStation
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.scanning.offices import Clock
from tests.security.offices import make_office
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ENTER, ESC, press
from tests.ui.screens.test_station import SPACE, P, shown
from tests.ui.screens.test_station_sounds import heard
from tests.ui.test_sounds import Fake
from tests.usecases.relief_office import Relief
from tests.usecases.test_registration_disk_full import no_file_longer_than

FOREIGN = "HTTP://EXAMPLE.ORG/A"


@dataclass
class Lane:
    """A lane with a clock of the test and a loudspeaker that keeps what it is sent."""

    relief: Relief
    page: StationPage
    clock: Clock
    fake: Fake

    def show(self, text: str, after: float = 60.0) -> None:
        """So many seconds after the last one a card is held before the camera."""
        self.clock.now += after
        told = self.page.reader.hear(text, Source.CAMERA)
        if told is not None:
            self.page.scan.code_read.emit(told)

    def heard(self) -> str:
        """The sound that reached the loudspeaker since last asked."""
        return heard(self.fake)

    def kept(self) -> tuple[int, int, int]:
        """Lines of the book, envelopes of the mailbox, hand-overs."""
        with self.relief.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
            lines, envelopes, given = (
                conn.scalar(select(func.count()).select_from(table)) or 0
                for table in (LedgerEntry, Envelope, Disbursement)
            )
        return lines, envelopes, given

    def picture(self) -> VerdictView | None:
        """What is painted."""
        return self.page.verdict.view()


@pytest.fixture
def lane(enter: Enter, office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> Lane:
    """Lane 2 of an open point."""
    relief = Relief(office)
    page = enter(Role.SCANNER, GoStation(replace(relief.round(), lane=2))).page
    assert isinstance(page, StationPage)
    clock, fake = Clock(), Fake()
    monkeypatch.setattr(page.reader, "_clock", clock)
    monkeypatch.setattr(page.sounds, "_speaker", fake)
    page.sounds.set_volume(0.8)
    return Lane(relief, page, clock, fake)


def card(lane: Lane) -> str:
    """A printed card of a household of its own."""
    return lane.relief.cards(lane.relief.household())[0].credential


def forged(lane: Lane) -> str:
    """A card in perfect form that names a key of this office and is signed by somebody else's."""
    (face,) = lane.relief.cards(lane.relief.household())
    forger = make_office(practice=False).desk.card
    forger.kid = lane.relief.office.desk(Role.CLERK).keys.card.kid
    return seal(face.number, *validity(date(2026, 11, 24)), forger)


def test_the_same_card_a_moment_later_keeps_its_picture_and_ticks_softly(lane: Lane) -> None:
    """GIVE, GIVEN, HELP DESK: each stays as it is, nothing is written; one envelope follows each scan and no more."""
    text = card(lane)
    before = lane.kept()
    for act, code, sound in ((None, "G1", "rising"), (SPACE, "G9", "click")):
        if act is None:
            lane.show(text)
        else:
            press(act)
        assert (shown(lane.page)[0], lane.heard()) == (code, sound)
        stood, kept, counts = lane.picture(), lane.kept(), lane.page.lane and lane.page.lane.counts
        for _ in range(3):
            lane.show(text, reading.AGAIN_SECONDS - 0.5)
            assert lane.heard() == "tick"
            assert shown(lane.page)[0] == code
        assert lane.picture() == stood
        assert lane.kept() == kept
        assert (lane.page.lane and lane.page.lane.counts) == counts
    lane.show(text, reading.AGAIN_SECONDS + 0.1)
    assert (shown(lane.page)[0], lane.heard()) == ("H1", "two-level")
    lane.show(text, reading.AGAIN_SECONDS - 0.5)
    assert (shown(lane.page)[0], lane.heard()) == ("H1", "tick")
    press(ENTER)
    after = lane.kept()
    assert (after[1] - before[1], after[2] - before[2]) == (2, 1), "two scans, one hand-over"


def test_a_lane_that_took_each_sight_for_an_act_would_be_found_out(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the five seconds a person who was just served is sent to the help desk."""
    monkeypatch.setattr(reading, "AGAIN_SECONDS", 0.0)
    text = card(lane)
    lane.show(text)
    press(SPACE)
    kept = lane.kept()
    lane.show(text, 4.5)
    assert shown(lane.page)[0] == "H1"
    assert lane.heard() != "tick"
    press(ESC)
    assert lane.kept() != kept


@pytest.mark.parametrize("what", ["foreign", "forged"])
def test_what_is_no_card_is_told_and_kept_once(lane: Lane, what: str) -> None:
    """AGAIN and HELP DESK stay; one envelope, and one line of the book for the false card, however often it is seen."""
    text, code, sound, lines = {
        "foreign": (FOREIGN, "N1", "tick", 0),
        "forged": (forged(lane), "H6", "two-level", 1),
    }[what]
    before = lane.kept()
    lane.show(text)
    assert (shown(lane.page)[0], lane.heard()) == (code, sound)
    for _ in range(3):
        lane.show(text, reading.AGAIN_SECONDS - 0.5)
        assert (shown(lane.page)[0], lane.heard()) == (code, "tick")
    press(ESC)
    after = lane.kept()
    assert (after[0] - before[0], after[1] - before[1], after[2] - before[2]) == (lines, 1, 0)
    lane.show(text, reading.AGAIN_SECONDS + 0.1)
    press(ESC)
    assert lane.kept()[0] - after[0] == lines, "later it is an act of its own"


def test_whose_given_was_taken_away_is_not_sent_to_the_help_desk_a_moment_later(lane: Lane) -> None:
    """Enter, and the card still hangs before the camera: GIVEN comes back with its slip, and nothing is written."""
    text = card(lane)
    lane.show(text)
    press(SPACE)
    stood = lane.picture()
    press(ENTER)
    lane.heard()
    kept = lane.kept()
    lane.show(text, reading.AGAIN_SECONDS - 0.5)
    assert (shown(lane.page)[0], lane.heard()) == ("G9", "tick")
    assert lane.picture() == stood
    press(SPACE)
    press(P)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, SlipSheet)
    sheet.reject()
    press(ENTER)
    assert lane.kept() == kept
    lane.show(text, reading.AGAIN_SECONDS + 0.1)
    assert shown(lane.page)[0] == "H1"


def test_what_was_put_aside_can_be_seen_once_more(lane: Lane) -> None:
    """*Not now* was a slip of the finger: the card at once again, and it is decided anew with its own sound."""
    text = card(lane)
    lane.show(text)
    press(ESC)
    lane.heard()
    lane.show(text, reading.AGAIN_SECONDS - 0.5)
    assert (shown(lane.page)[0], lane.heard()) == ("G1", "rising")
    press(SPACE)
    assert shown(lane.page)[0] == "G9"


def test_another_card_between_makes_it_a_new_act(lane: Lane) -> None:
    """A, B, A within five seconds: each has its own answer, and a hand-over falls on whoever stands there."""
    first, second = card(lane), card(lane)
    lane.show(first)
    press(SPACE)
    lane.show(second, 2.0)
    assert (shown(lane.page)[0], lane.page.given) == ("G1", None)
    lane.show(first, 2.5)
    press(ESC)  # the second was not given; the first is shown after that answer
    assert shown(lane.page)[0] == "H1"
    lane.show(second, 1.5)
    assert shown(lane.page)[0] == "G1"
    press(SPACE)
    assert lane.kept()[2] == 2


def test_a_card_shown_again_after_the_lane_stopped_goes_on(lane: Lane) -> None:
    """Nobody knows whether it was written: the same card at once is no tick, and gives once."""
    text = card(lane)
    lane.show(text)
    with no_file_longer_than((lane.relief.office.folder / "office.db-wal").stat().st_size):
        press(SPACE)
        assert shown(lane.page)[0] == "S1"
    lane.show(text, reading.AGAIN_SECONDS - 0.5)
    assert shown(lane.page)[0] == "G1"
    press(SPACE)
    assert shown(lane.page)[0] == "G9"
    assert lane.kept()[2] == 1


def test_a_scanner_that_reads_the_card_in_its_view_again_ticks_and_cuts_off_no_verdict(
    lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A burst on the heels of the first is silent; a later one ticks, and no burst does anything."""
    text = card(lane)
    burst = lane.page.scan._burst  # pyright: ignore[reportPrivateUsage]
    burst(text)
    assert (shown(lane.page)[0], lane.heard()) == ("G1", "rising")
    kept = lane.kept()
    burst(text)
    assert lane.heard() == ""
    monkeypatch.setattr(station_page, "TICK_MS", -1)
    burst(text)
    assert (shown(lane.page)[0], lane.heard()) == ("G1", "tick")
    assert lane.kept() == kept
