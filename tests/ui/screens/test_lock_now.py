"""Locking by hand in the whole program: over a list, with words in hand, by the mark in the bar."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.workbench import GoStation
from desktop.values.permissions import Role
from tests.factories import TestOffice, passphrase_of
from tests.ui.everywhere import Facts
from tests.ui.screens.desk_keys import CTRL, ENTER, press, write
from tests.ui.screens.programs import Start, lock_screen, unlock
from tests.ui.screens.test_station import hold_up
from tests.ui.test_lock_everywhere import strike


def test_what_is_typed_after_the_lock_over_a_list_is_the_passphrase(
    start: Start, office: TestOffice, qtbot: QtBot
) -> None:
    """The list of the lane goes with the lock, and no letter of the passphrase runs as its command."""
    standing = Facts(office).standing
    office.close()
    program = start(office.folder)
    unlock(program, Role.SCANNER, qtbot)
    assert program.frame is not None
    program.frame.go(GoStation(standing))
    qtbot.waitUntil(lambda: program.frame is not None and program.frame.bench.idle)
    press(Qt.Key.Key_V)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RecentPanel))
    strike(int(Qt.Key.Key_L), CTRL)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None and program.frame is None)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    program.window.activateWindow()  # as a desktop does when the window over it has gone
    qtbot.waitUntil(program.window.isActiveWindow)
    write(passphrase_of(Role.SCANNER))
    assert lock_screen(program).panel.passphrase.value() == passphrase_of(Role.SCANNER)
    press(ENTER)
    qtbot.waitUntil(lambda: program.frame is not None, timeout=15_000)


def test_the_lock_in_the_bar_and_the_help_of_home_tell_the_key(start: Start, office: TestOffice, qtbot: QtBot) -> None:
    """Whoever looks for a way out finds it by the pointer, by F1, or by a click."""
    office.close()
    program = start(office.folder)
    unlock(program, Role.CLERK, qtbot)
    assert program.frame is not None
    assert program.frame.page is not None
    assert "Ctrl+L" in program.frame.page.help_text()
    strip = program.frame.strip
    (at,) = [
        point
        for x in range(0, strip.width(), 4)
        if (mark := strip.mark_at(point := QPointF(x, strip.height() / 2))) is not None and mark.key == "lock"
    ][:1]
    mark = strip.mark_at(at)
    assert mark is not None
    assert "Ctrl+L" in mark.spoken
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert program.frame is None


def test_a_give_that_stood_at_the_lock_is_asked_about_when_the_lane_begins_again(
    start: Start, office: TestOffice, qtbot: QtBot
) -> None:
    """The same person comes back to the lane, and somebody else comes to it: the first of them is told whose it is."""
    facts = Facts(office)
    office.close()
    program = start(office.folder)
    for role in (Role.SCANNER, Role.LEAD):
        unlock(program, Role.SCANNER, qtbot)
        assert program.frame is not None
        program.frame.go(GoStation(facts.standing))
        page = _lane(program, qtbot)
        hold_up(page, facts.card)
        qtbot.waitUntil(lambda page=page: page.lane is not None and page.lane.open_give is not None)
        strike(int(Qt.Key.Key_L), CTRL)
        qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None and program.frame is None)
        unlock(program, role, qtbot)
        if role is not Role.SCANNER:
            assert program.frame is not None
            program.frame.go(GoStation(facts.standing))
        page = _lane(program, qtbot)
        qtbot.waitUntil(lambda page=page: "bench" in page.notices.notices())
        assert facts.other.grouped in page.notices.notices()["bench"].accessibleName()
        program.lock()
        qtbot.waitUntil(lambda: program.window.findChild(UnlockScreen) is not None)


def _lane(program: Program, qtbot: QtBot) -> StationPage:
    assert program.frame is not None
    page, bench = program.frame.page, program.frame.bench
    assert isinstance(page, StationPage)
    qtbot.waitUntil(lambda: page.round is not None and bench.idle)
    return page
