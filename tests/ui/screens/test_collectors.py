"""Who may collect, on the household's page: named and ended by keys, refused without a reason."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.records.household import HouseholdView
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.workbench import GoHousehold
from desktop.usecases import collectors, registration
from desktop.values.permissions import Role
from desktop.values.vocabulary import Intermediary
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, press, write


def page_of(frame: SessionFrame) -> HouseholdPage:
    """The page of the frame, which must be the household's."""
    assert isinstance(frame.page, HouseholdPage)
    return frame.page


def registered(office: TestOffice) -> HouseholdView:
    """A woman with a card, her sister without one, a boy."""
    told = household(woman(), woman("نسیم", "Naseem", relation="SIS", holder=None), child("علی"))
    return registration.register(office.desk(Role.CLERK), told).household


def test_a_member_and_somebody_else_are_named_by_keys_and_one_is_ended(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    view = registered(office)
    page = page_of(enter(Role.CLERK, GoHousehold(view.code)))
    assert page.collectors.text() == "Only card holders collect"
    press(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: page.naming.panel is not None)
    panel = page.naming.panel
    assert panel is not None
    assert [panel.who.itemText(at) for at in range(panel.who.count())] == ["Naseem", "Somebody else"]
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.naming.panel is None)
    assert "Naseem" in page.collectors.text() or "نسیم" in page.collectors.text()
    page.naming.open()
    panel = page.naming.panel
    assert panel is not None
    assert panel.who.hasFocus()
    press(DOWN, ENTER)
    write("رانی")
    press(ENTER, ENTER)
    write("۰۳۰۱۱۱۱۲۲۳۳")
    press(ENTER)
    qtbot.waitUntil(lambda: page.naming.panel is None)
    now = collectors.collectors(office.desk(Role.CLERK), view.code)
    assert [(one.place, one.name_as_told, one.phone) for one in now] == [
        (1, "نسیم", ""),
        (2, "رانی", "+923011112233"),
    ]
    page.naming.open()
    panel = page.naming.panel
    assert panel is not None
    assert panel.form.isHidden(), "two are enough"
    assert panel.list.hasFocus()
    press(Qt.Key.Key_Delete)
    assert [one.place for one in collectors.collectors(office.desk(Role.CLERK), view.code)] == [2]
    assert not panel.form.isHidden()
    press(ESC)
    assert page.naming.panel is None


def test_the_munshi_is_refused_at_the_panel_and_nobody_reads_why(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    view = registered(office)
    noted = IntermediaryDraft(Intermediary.MUNSHI, name_latin="Bashir Ahmad", village="Chak 12")
    collectors.note_intermediary(office.desk(Role.CLERK), noted)
    page = page_of(enter(Role.CLERK, GoHousehold(view.code)))
    page.naming.open()
    panel = page.naming.panel
    assert panel is not None
    press(DOWN, ENTER)
    write("بشیر احمد")
    press(Qt.Key.Key_S, modifier=CTRL)
    neutral = "This person cannot be named here. Please choose somebody else."
    qtbot.waitUntil(lambda: panel.message() == neutral)
    assert panel.name.value() == "بشیر احمد", "what was written stays"
    assert collectors.collectors(office.desk(Role.CLERK), view.code) == ()


def test_a_help_desk_sees_who_collects_and_names_nobody(enter: Enter, office: TestOffice) -> None:
    view = registered(office)
    collectors.name_collector(office.desk(Role.CLERK), view.code, CollectorDraft(name_latin="Rani"))
    page = page_of(enter(Role.HELPDESK, GoHousehold(view.code)))
    assert "Rani" in page.collectors.text()
    assert not page.collectors.button.isVisible()
    page.naming.open()
    assert page.naming.panel is None
