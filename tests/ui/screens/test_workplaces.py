"""Workplaces on the screen: added, corrected and visited by keys, softly warned, and never a field for a person."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.workplace import VisitDraft, WorkplaceDraft
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.workplaces.workplaces_page import WorkplacesPage
from desktop.ui.widgets.fields import Field
from desktop.ui.workbench import GoWorkplaces
from desktop.usecases import workplaces
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, WorkplaceKind
from tests.factories import TestOffice
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, TAB, press, write

SMALL = QSize(1024, 600)


def kilns(office: TestOffice, *villages: str) -> date:
    """Kilns in some villages; gives today."""
    desk = office.desk(Role.CLERK)
    for village in villages:
        workplaces.add(desk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", village))
    return local_day(desk.clock().at)


def test_an_inspector_finds_workplaces_as_the_first_tile(enter: Enter, qtbot: QtBot) -> None:
    """It is what an inspector does most: key 1."""
    frame = enter(Role.INSPECTOR)
    assert isinstance(frame.page, HomePage)
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: isinstance(frame.page, WorkplacesPage))


def test_the_first_workplace_is_written_with_keys_only(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Empty state, kind by number, place by search, village, Enter to the end: it is kept and stands in the list."""
    page = enter(Role.CLERK, GoWorkplaces()).page
    assert isinstance(page, WorkplacesPage)
    press(ENTER)
    qtbot.waitUntil(page.form.isVisible)
    press(Qt.Key.Key_1, ENTER)
    write("jalalpur")
    press(ENTER, ENTER)
    write("چک 12")
    press(ENTER)
    write("after the bridge")
    press(ENTER, ENTER)
    qtbot.waitUntil(lambda: page.list.table.present() == "1")
    kept, _ = workplaces.show(office.desk(Role.CLERK), 1)
    assert (kept.kind, kept.village, kept.landmark) == (WorkplaceKind.KILN, "چک 12", "after the bridge")
    assert kept.pcode != office.desk(Role.CLERK).office.district


def test_a_visit_is_noted_with_its_number(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Down to the kiln, Enter to the number, digits of any script, Enter keeps it for today."""
    today = kilns(office, "Chak 12", "Chak 13")
    page = enter(Role.CLERK, GoWorkplaces()).page
    assert isinstance(page, WorkplacesPage)
    press(DOWN, ENTER)
    write("۱۴")
    press(ENTER, ENTER)
    _, visits = workplaces.show(office.desk(Role.CLERK), 2)
    assert [(one.month, one.households_met) for one in visits] == [(today.replace(day=1), 14)]
    assert page.visit.met.digits() == ""
    press(ENTER)
    write("1")
    press(TAB)
    write("99999999")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.visit.form.row("day").problem() != "")
    assert workplaces.show(office.desk(Role.CLERK), 2)[1] == visits


def test_a_workplace_that_is_opened_and_saved_is_as_it_was(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Ctrl+E, Ctrl+S: nothing is recorded, and the page says so."""
    kilns(office, "Chak 12")
    before = workplaces.show(office.desk(Role.CLERK), 1)[0]
    page = enter(Role.CLERK, GoWorkplaces()).page
    assert isinstance(page, WorkplacesPage)
    press(Qt.Key.Key_E, modifier=CTRL)
    qtbot.waitUntil(page.form.isVisible)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(page.list.isVisible)
    (notice,) = page.notices.notices().values()
    assert "Nothing was changed" in notice.findChildren(QLabel)[0].text()
    assert workplaces.show(office.desk(Role.CLERK), 1)[0] == before


def test_a_name_or_number_is_noticed_and_kept(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The sentence stands at the landmark while one writes; the button works all the same; Esc comes back."""
    kilns(office, "Chak 12")
    page = enter(Role.CLERK, GoWorkplaces()).page
    assert isinstance(page, WorkplacesPage)
    press(Qt.Key.Key_E, modifier=CTRL)
    qtbot.waitUntil(page.form.isVisible)
    page.form.landmark.setFocus()
    write("ask 0300 1234567")
    press(TAB)
    qtbot.waitUntil(lambda: "number" in page.form.form.row("landmark").problem())
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(page.list.isVisible)
    assert workplaces.show(office.desk(Role.CLERK), 1)[0].landmark == "ask 0300 1234567"
    press(Qt.Key.Key_N, modifier=CTRL)
    qtbot.waitUntil(page.form.isVisible)
    press(ESC)
    assert page.list.isVisible()


def test_what_is_missing_is_said_at_its_field(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """No kind: the sentence stands there, nothing typed is lost."""
    page = enter(Role.CLERK, GoWorkplaces()).page
    assert isinstance(page, WorkplacesPage)
    page.begin()
    page.form.village.set_value("Chak 12")
    page.keep()
    assert page.form.form.row("kind").problem() != ""
    assert page.form.village.value() == "Chak 12"


def test_filters_and_reach(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Only those where nobody was met; part of a village; and how far the office came, in a sentence."""
    today = kilns(office, "Chak 12", "Chak 13", "Basti Malook")
    desk = office.desk(Role.CLERK)
    workplaces.visit(desk, 1, VisitDraft(today, 9))
    workplaces.visit(desk, 3, VisitDraft(today - timedelta(days=40), 30))
    page = enter(Role.CLERK, GoWorkplaces()).page
    assert isinstance(page, WorkplacesPage)
    assert "1 of 3" in page.list.summary.text()
    page.list.unreached.click()
    assert [row.key for row in page.list.table._table.rows] == ["2", "3"]  # pyright: ignore[reportPrivateUsage]
    page.list.span.set_value("90")
    page.list.span.chosen.emit("90")
    assert [row.key for row in page.list.table._table.rows] == ["2"]  # pyright: ignore[reportPrivateUsage]
    page.list.unreached.click()
    page.list.text.setFocus()
    write("malook")
    qtbot.waitUntil(lambda: [row.key for row in page.list.table._table.rows] == ["3"])  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("size", [QSize(1366, 768), SMALL])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_the_page_fits_and_asks_nothing_about_people(
    language: Language, size: QSize, enter: Enter, office: TestOffice, speak: Callable[..., None]
) -> None:
    """No widget is narrower than it needs; the only number about households is the counter."""
    kilns(office, "Chak 12")
    speak(language, size)
    page = enter(Role.CLERK, GoWorkplaces(), size).page
    assert isinstance(page, WorkplacesPage)
    assert page.minimumSizeHint().width() <= size.width()
    page.begin()
    QApplication.processEvents()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
            assert widget.width() >= widget.minimumSizeHint().width(), widget
    assert len([field for field in page.form.findChildren(Field) if not field.isHidden()]) == 4
