"""Identity papers on the screen: villages, people, what came of it by keys, and the list for a van."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from desktop.ui.screens.papers.papers_page import LIST, NOTE, PEOPLE, VILLAGES, PapersPage
from desktop.ui.workbench import GoHome, GoPapers
from desktop.usecases import identity, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import IdentityResult, Language
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, TAB, press, write

SMALL = QSize(1024, 600)


def people(office: TestOffice) -> HouseholdCode:
    """A mother with a son, and another woman, in two villages; gives the first household."""
    desk = office.desk(Role.CLERK)
    first = registration.register(desk, household(woman(), child("علی"), village="Chak 12"))
    registration.register(desk, household(woman("زینب", "Zainab"), village="Chak 13"))
    return first.household.code


def step(page: PapersPage) -> int:
    return page._stack.currentIndex()  # pyright: ignore[reportPrivateUsage]


def at(enter: Enter) -> PapersPage:
    page = enter(Role.CLERK, GoPapers()).page
    assert isinstance(page, PapersPage)
    return page


def keys(page: PapersPage) -> list[str]:
    return [row.key for row in page.people.table._table.rows]  # pyright: ignore[reportPrivateUsage]


def test_a_clerk_opens_it_from_home_by_letter(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """N, among the small entries."""
    people(office)
    frame = enter(Role.CLERK, GoHome())
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: isinstance(frame.page, PapersPage))


def test_somebody_registered_without_papers_stands_there_at_once(enter: Enter, office: TestOffice) -> None:
    """Counted by village; with nobody waiting the page says so."""
    page = at(enter)
    assert page.villages.empty.isVisible()
    people(office)
    page.entered()
    assert not page.villages.empty.isVisible()
    assert "3" in page.villages.summary.text()


def test_applied_is_noted_by_keys_and_the_next_person_is_chosen(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Enter the village, Enter the person, 1, the token, Enter to the end: kept, and on to the next in the list."""
    people(office)
    page = at(enter)
    press(ENTER)
    assert step(page) == PEOPLE
    mother = page.people.present()
    assert mother is not None
    press(ENTER)
    assert step(page) == NOTE
    press(Qt.Key.Key_1, ENTER)
    write("T-2026-118")
    press(ENTER, ENTER)
    qtbot.waitUntil(lambda: step(page) == PEOPLE)
    line = next(one for one in identity.people_of(office.desk(Role.CLERK)) if one.registrant == mother.registrant)
    assert (line.result, line.token) == (IdentityResult.APPLIED, "T-2026-118")
    following = page.people.present()
    assert following is not None
    assert following.registrant != mother.registrant


def test_a_paper_that_came_is_noted_with_its_number(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """2, the wanted paper is proposed, digits of any script; too few are said at the field and nothing is lost."""
    code = people(office)
    page = at(enter)
    press(ENTER, ENTER, Qt.Key.Key_2, ENTER, ENTER)
    write("۳۶۱۰۱")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.note.form.row("number").problem() != "")
    assert step(page) == NOTE
    page.note.number.setFocus()
    page.note.number.end(False)
    write("12345682")
    press(ENTER, ENTER)
    qtbot.waitUntil(lambda: step(page) == PEOPLE)
    shown = registration.show(office.desk(Role.CLERK), code).members[0]
    assert (shown.id_type, shown.id_masked[-1]) == ("CNIC", "2")
    assert len(keys(page)) == 1


def test_without_an_answer_nothing_is_kept(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Ctrl+S at once: the sentence stands at the question; Esc goes back, step by step, home."""
    people(office)
    frame = enter(Role.CLERK, GoPapers())
    page = frame.page
    assert isinstance(page, PapersPage)
    press(ENTER, ENTER)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.note.form.row("result").problem() != "")
    press(ESC)
    assert step(page) == PEOPLE
    press(ESC)
    assert step(page) == VILLAGES
    press(ESC)
    assert frame.page is not page


def test_a_household_code_goes_straight_to_its_people(enter: Enter, office: TestOffice) -> None:
    """The code as it stands on the paper, typed in another script; a village's name narrows the list."""
    code = people(office)
    page = at(enter)
    page.villages.text.setFocus()
    write("13")
    assert [row.cells[0] for row in page.villages.table._table.rows] == ["Chak 13"]  # pyright: ignore[reportPrivateUsage]
    page.villages.text.set_value("")
    write("".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in code.text))
    press(ENTER)
    assert step(page) == PEOPLE
    assert len(keys(page)) == 2
    assert not page.list_button.isVisible()


def test_who_was_not_granted_one_can_be_shown(enter: Enter, office: TestOffice) -> None:
    """Off the list, and on it again with the chip."""
    people(office)
    page = at(enter)
    press(DOWN, ENTER, ENTER, Qt.Key.Key_3, ENTER, ENTER)
    assert keys(page) == []
    press(ESC)
    page.villages.also.click()
    assert "3" in page.villages.summary.text()
    press(DOWN)
    page.open_village(page.villages._all["PK61701/Chak 13"])  # pyright: ignore[reportPrivateUsage]
    assert len(keys(page)) == 1


def test_the_list_for_the_van_is_made_shown_and_written_as_a_sheet(
    enter: Enter, office: TestOffice, qtbot: QtBot, tmp_path: Path
) -> None:
    """Ctrl+P at the villages makes it of all; another language draws the same list anew; the sheet holds texts."""
    people(office)
    page = at(enter)
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: step(page) == LIST)
    first, made = page.list.pdf, page.making.made
    assert first.startswith(b"%PDF")
    assert page.list.preview.page_count() == 2
    page.list.names.set_value("en")
    page.list.names.chosen.emit("en")
    assert page.list.pdf != first
    assert page.making.made is made
    page.making.write_sheet(tmp_path / "van.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO((tmp_path / "van.xlsx").read_bytes())).get_sheet_by_index(0)
    assert len(rows.to_python()) == 4
    press(ESC)
    assert step(page) == VILLAGES


@pytest.mark.parametrize("size", [QSize(1366, 768), SMALL])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_every_step_fits(
    language: Language, size: QSize, enter: Enter, office: TestOffice, speak: Callable[..., None]
) -> None:
    """Nothing is narrower than it needs, in both languages and sizes."""
    people(office)
    speak(language, size)
    page = enter(Role.CLERK, GoPapers(), size).page
    assert isinstance(page, PapersPage)
    press(ENTER)
    for act in (lambda: None, lambda: press(ENTER), lambda: press(Qt.Key.Key_2, TAB)):
        act()
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= size.width()
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
                assert widget.width() >= widget.minimumSizeHint().width(), widget
