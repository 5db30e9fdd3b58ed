"""Each verdict at the station is heard by the sound of its family, told by the bytes that reach the loudspeaker."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.sounds import Sound, spoken_bytes
from desktop.ui.workbench import GoStation
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ENTER, here, press, write
from tests.ui.screens.test_station import SPACE, hold_up
from tests.ui.test_sounds import USUAL, Fake
from tests.usecases.relief_office import Relief


def heard(fake: Fake, volume: float = 0.8) -> str:
    """The sound that reached the sink since last asked; empty for silence."""
    data = bytes(fake.sink.got)
    fake.sink.got.clear()
    return next((sound.value for sound in Sound if data == spoken_bytes(sound, USUAL, volume)), "" if not data else "?")


def test_each_verdict_is_heard_and_muted_none_is(
    enter: Enter, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVE, GIVEN, HELP DESK, AGAIN, and GIVE, CHECK, one after another; M on the waiting screen ends it."""
    relief = Relief(office)
    (face,), (other,) = (relief.cards(relief.household()) for _ in range(2))
    page = enter(Role.SCANNER, GoStation(replace(relief.round(), lane=2))).page
    assert isinstance(page, StationPage)
    fake = Fake()
    monkeypatch.setattr(page.sounds, "_speaker", fake)
    page.sounds.set_volume(0.8)
    hold_up(page, face.credential)
    assert heard(fake) == "rising"
    press(SPACE)
    assert heard(fake) == "click"
    hold_up(page, face.credential)
    assert heard(fake) == "two-level"
    hold_up(page, "HTTP://EXAMPLE.ORG/A")
    assert heard(fake) == "tick"
    page.wait()
    write(other.number.household.text)
    press(ENTER)
    assert heard(fake) == "rising-soft"
    page.wait()
    page.sounds.set_volume(0.3)
    hold_up(page, face.credential)
    assert heard(fake, 0.3) == "two-level"
    page.wait()
    QTest.keyClick(here(), Qt.Key.Key_M)
    hold_up(page, face.credential)
    assert heard(fake) == ""
