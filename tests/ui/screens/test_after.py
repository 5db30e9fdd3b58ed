"""After the day in a real window: who did not come, whether it fits, whom to ask; what is shown is what is kept."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from desktop.errors import Cancelled
from desktop.models.disbursement import DisbursedItem
from desktop.models.ledger_entry import LedgerContent
from desktop.records.stock import ArrivalDraft, CountDraft, Goods
from desktop.ui.background import Job
from desktop.ui.screens.after.after_page import ACCOUNT, NOTHING, PAPER, SAMPLE, WAITING, AfterPage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.points.point_page import PointPage
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.workbench import GoAfter, GoPoint, GoRounds
from desktop.usecases import accounts, day_close, point_days, registration, waybills
from desktop.values.permissions import Role
from desktop.values.sampling import drawn
from desktop.values.vocabulary import DifferenceReason, Language, ListKind, PointCheckKind
from desktop.words.accounts import sides
from tests.factories import TestOffice, household
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, press
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import last_content, rows, written

LARGE, SMALL = QSize(1366, 768), QSize(1024, 600)


class Day:
    """A frozen list of six, three of them served and a can owed to two; counted with a difference, and closed."""

    def __init__(self, office: TestOffice) -> None:
        self.relief = Relief(office)
        lead = office.desk(Role.LEAD)
        self.codes = [self.relief.household(5, village=("Kot", "Chak 12")[n % 2]) for n in range(6)]
        self.standing = self.relief.round(kind=ListKind.FROZEN, points_open=False)
        counts = [CountDraft("ATTA20", 20), CountDraft("OIL5", 1)]
        point_days.open_point(lead, self.standing, ticked=tuple(PointCheckKind), counts=counts)
        for code in self.codes[:3]:
            self.relief.give(self.standing, self.relief.presented(self.relief.cards(code)[0].credential))
        told = [CountDraft("ATTA20", 7, DifferenceReason.WET), CountDraft("OIL5", 0)]
        day_close.close_day(lead, self.standing, told, second=office.second(Role.SUPERVISOR))


@pytest.fixture
def day(office: TestOffice) -> Day:
    """The window's own office, with one day behind it."""
    return Day(office)


def at(enter: Enter, day: Day, role: Role = Role.SUPERVISOR, size: QSize = LARGE) -> AfterPage:
    page = enter(role, GoAfter(day.standing), size).page
    assert isinstance(page, AfterPage)
    page.paper.names.set_value("en")  # papers whose words are read here
    return page


def waiting(page: AfterPage) -> list[tuple[str, ...]]:
    return [tuple(map(str, row.cells)) for row in page.waiting.table._table.rows]  # pyright: ignore[reportPrivateUsage]


def words_of(pdf: bytes) -> str:
    """All text of a paper, without its gaps."""
    document: Any = pypdfium2.PdfDocument(pdf)
    pages = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(pages.split())


def entries(day: Day) -> int:
    return len(rows(day.relief, select(LedgerContent.seq)))


@pytest.mark.parametrize("role", [Role.LEAD, Role.SUPERVISOR])
def test_home_leads_there_by_letter(enter: Enter, day: Day, qtbot: QtBot, role: Role) -> None:
    """R, for whoever accounts for a point; only a supervisor is offered the sample."""
    frame = enter(role)
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: isinstance(frame.page, AfterPage))
    assert isinstance(frame.page, AfterPage)
    assert (str(SAMPLE) in frame.page.parts._chips) is (role is Role.SUPERVISOR)  # pyright: ignore[reportPrivateUsage]


def test_point_and_round_lead_there(enter: Enter, day: Day) -> None:
    """From the page of the point, and from the round, at the same point."""
    for role, way in ((Role.LEAD, GoPoint(day.standing)), (Role.SUPERVISOR, GoRounds(day.standing.round_code))):
        frame = enter(role, way)
        assert isinstance(frame.page, PointPage | RoundsPage)
        frame.page.after_button.click()
        assert isinstance(frame.page, AfterPage)
        assert frame.page.standing == day.standing


def test_who_did_not_come_stands_by_village_with_what_waits_and_without_a_name(enter: Enter, day: Day) -> None:
    """Three of six, and two who have a part to come; codes and villages only."""
    page = at(enter, day)
    told = waiting(page)
    assert {row[0] for row in told if row[3] == "did not come"} == {code.text for code in day.codes[3:]}
    assert {row[0] for row in told if row[3] == "a part is owed"} == {code.text for code in day.codes[1:3]}
    assert [row[1] for row in told] == sorted(row[1] for row in told)
    assert not any("سکینہ" in cell for row in told for cell in row)


def test_names_come_when_asked_for_and_never_with_the_csv(enter: Enter, day: Day, tmp_path: Path, qtbot: QtBot) -> None:
    """The chip shows them; Ctrl+E saves codes and villages all the same, and that it did is in the book."""
    page = at(enter, day)
    page.waiting.names.click()
    assert all("سکینہ" in row[1] for row in waiting(page))
    press(Qt.Key.Key_E, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog, file = QApplication.activeModalWidget(), tmp_path / "list.csv"
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    text = file.read_text(encoding="utf-8-sig")
    assert "سکینہ" not in text
    assert {row["household"] for row in csv.DictReader(io.StringIO(text))} == {row[0] for row in waiting(page)}
    assert last_content(day.relief) == {"purpose": "waiting", "pages": 1}


def test_the_list_on_paper_is_an_entry_and_has_names_only_where_they_were_asked_for(
    enter: Enter, day: Day, qtbot: QtBot
) -> None:
    """Ctrl+P makes the paper with the state of the book; Esc goes back to the list."""
    page = at(enter, day)
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PAPER)
    told = last_content(day.relief)
    assert (told["paper"], told["absent"], told["owed"], told["names"]) == ("waiting", 3, 2, 0)
    posted = words_of(page.paper.pdf)
    assert all(row[0] in posted for row in waiting(page))
    assert "Bookline" in posted
    assert "Sakina" not in posted
    assert "سکینہ" not in posted
    press(ESC)
    assert page.stack.currentIndex() == WAITING
    page.waiting.names.click()
    page.waiting_paper()
    assert last_content(day.relief)["names"] == 1
    assert len(page.paper.pdf) > 0
    assert words_of(page.paper.pdf) != posted


def test_a_lead_who_may_not_search_stays_and_a_supervisor_goes_to_the_household(
    enter: Enter, day: Day, qtbot: QtBot
) -> None:
    """Enter on a line."""
    frame = enter(Role.LEAD, GoAfter(day.standing))
    press(ENTER)
    assert isinstance(frame.page, AfterPage)
    frame = enter(Role.SUPERVISOR, GoAfter(day.standing))
    page = frame.page
    assert isinstance(page, AfterPage)
    code = waiting(page)[0][0]
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))
    assert isinstance(frame.page, HouseholdPage)
    assert frame.page.code.text == code


def test_the_account_shows_four_sides_and_a_difference_with_its_reason(enter: Enter, day: Day, qtbot: QtBot) -> None:
    """Ctrl+2; what was counted wet stands there as it was told, and nothing else differs."""
    page = at(enter, day)
    press(Qt.Key.Key_2, modifier=CTRL)
    qtbot.waitUntil(lambda: page.balance.point is not None)
    point = page.balance.point
    assert point is not None
    assert page.stack.currentIndex() == ACCOUNT
    assert [(side.fits, side.explained) for side in sides(point)] == [
        (True, False), (True, True), (True, False), (True, False)
    ]  # fmt: skip
    counts = {row.cells[1]: row.cells[2:] for row in page.balance.counts._table.rows}  # pyright: ignore[reportPrivateUsage]
    assert counts["Wheat flour 20 kg"] == ("8", "7", "−1", "wet")
    flour = next(one for one in page.balance.table._table.rows if one.key == "ATTA20")  # pyright: ignore[reportPrivateUsage]
    assert flour.cells[-1] == "7"
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PAPER)
    assert last_content(day.relief)["paper"] == "account"
    assert "Everythingfits." in words_of(page.paper.pdf)


def test_a_count_stands_beside_the_book_of_its_own_day_whatever_came_since(enter: Enter, day: Day) -> None:
    """A truck after the close: more must lie there now, and the count of the close still adds up."""
    came = ArrivalDraft((Goods("ATTA20", 300),), document="GRN-1", origin="PDMA store")
    waybills.receive(day.relief.office.desk(Role.LEAD), day.standing, came)
    page = at(enter, day)
    page.turn(ACCOUNT)
    flour = next(one for one in page.balance.table._table.rows if one.key == "ATTA20")  # pyright: ignore[reportPrivateUsage]
    assert flour.cells[-1] == "307"
    point = page.balance.point
    assert point is not None
    assert [(one.item, one.book, one.counted, one.difference) for one in point.counts] == [
        ("ATTA20", 8, 7, -1), ("OIL5", 0, 0, 0)
    ]  # fmt: skip
    shown = [row.cells for row in page.balance.counts._table.rows]  # pyright: ignore[reportPrivateUsage]
    assert [(str(cells[0]).startswith("Close of "), *cells[2:5]) for cells in shown] == [
        (True, "8", "7", "−1"), (True, "0", "0", "0")
    ]  # fmt: skip


def test_a_point_that_was_never_counted_has_no_green_tick_for_its_counts(enter: Enter, day: Day) -> None:
    uncounted = day.relief.round(points_open=False)
    page = enter(Role.SUPERVISOR, GoAfter(uncounted)).page
    assert isinstance(page, AfterPage)
    page.turn(ACCOUNT)
    assert page.balance.sides.rows()[1].icon == "circle-dashed"
    assert not page.balance.counts.isVisible()


def test_a_row_changed_behind_the_book_is_seen_and_nothing_offers_to_mend_it(enter: Enter, day: Day) -> None:
    """More went out by the rows than was scanned: the first side says so, the paper too."""
    page = at(enter, day)
    with written(day.relief) as conn:
        conn.execute(update(DisbursedItem).where(DisbursedItem.item == "ATTA20").values(quantity=5))
    page.turn(ACCOUNT)
    point = page.balance.point
    assert point is not None
    assert [side.fits for side in sides(point)] == [False, False, True, True]
    assert "change nothing" in page.balance.sides.rows()[0].note
    page.account_paper()
    assert "Somethingdoesnotfit" in words_of(page.paper.pdf)


def test_the_same_seed_draws_the_same_households_again(enter: Enter, day: Day, qtbot: QtBot) -> None:
    """The seed is proposed, written over, and stands on the form; anybody can draw from the codes alone."""
    page = at(enter, day)
    press(Qt.Key.Key_3, modifier=CTRL)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == SAMPLE)
    assert page.sample.seed_value() is not None, "a seed is proposed"
    page.sample.seed.set_value("4711")
    page.sample.seed.setFocus()
    press(ENTER)
    qtbot.waitUntil(lambda: page.sample.sample is not None)
    first = page.sample.sample
    assert first is not None
    served = sorted(code.text for code in day.codes[:3])
    expected = drawn(served, 3, seed=4711, round_code=day.standing.round_code, point_code="malook")
    assert tuple(one.code.text for one in first.households) == expected
    page.sample.seed.set_value("12")
    page.draw_sample()
    page.sample.seed.set_value("۴۷۱۱")
    page.draw_sample()
    assert page.sample.sample is not None
    assert page.sample.sample.households == first.households
    page.form_paper()
    assert "Seed4711" in words_of(page.paper.pdf)


def test_a_day_that_closes_meanwhile_is_read_anew_and_a_sample_stays(enter: Enter, day: Day) -> None:
    """Another round's day is closed at this desk: whoever looks at a sample or a paper is not sent away."""
    page = at(enter, day)
    page.turn(SAMPLE)
    page.draw_sample()
    kept = page.sample.sample
    page.form_paper()
    assert page.stack.currentIndex() == PAPER
    page.entered()
    assert page.stack.currentIndex() == PAPER
    assert page.sample.sample is kept
    page.escape()
    assert page.stack.currentIndex() == SAMPLE
    page.turn(WAITING)
    day.relief.give(day.relief.round(), day.relief.typed(day.codes[5].text))
    before = page.waiting.told
    page.entered()
    assert page.waiting.told is not None
    assert page.waiting.told is not before


def test_without_a_seed_nothing_is_drawn_and_the_field_says_so(enter: Enter, day: Day) -> None:
    page = at(enter, day)
    page.turn(SAMPLE)
    page.sample.seed.set_value("")
    before = entries(day)
    page.draw_sample()
    assert page.sample.sample is None
    assert entries(day) == before


def test_looking_can_be_stopped_and_writes_nothing(day: Day) -> None:
    """Whoever cancels hears nothing more of it; the book is as it was."""
    desk, before, heard = day.relief.office.desk(Role.SUPERVISOR), entries(day), list[tuple[int, int]]()

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        raise Cancelled

    with pytest.raises(Cancelled):
        accounts.waiting(desk, day.standing, progress=stop)
    with pytest.raises(Cancelled):
        accounts.reconcile(desk, day.standing.round_code, progress=stop)
    assert len(heard) == 2
    assert all(done <= total for done, total in heard)
    assert entries(day) == before


def test_whoever_cancels_is_told_how_to_look_again(enter: Enter, day: Day) -> None:
    """The strip's Cancel: a sentence, what was shown stays, F5 looks again."""
    page = at(enter, day)
    before, strips = waiting(page), list[str]()

    def cancel(job: Job | None) -> None:
        if job is not None:
            strips.append(job.name)
            job.cancel()

    page.bench.worked.connect(cancel)
    page.look()
    page.turn(ACCOUNT)
    page.bench.worked.disconnect(cancel)
    assert strips == ["Looking who did not come", "Adding up"]
    assert "Stopped." in page.notices.notices()["bench"].accessibleName()
    assert waiting(page) == before
    assert page.balance.point is None
    page.look()
    assert page.balance.point is not None


def test_before_any_round_the_page_says_so(enter: Enter, office: TestOffice) -> None:
    registration.register(office.desk(Role.CLERK), household())
    page = enter(Role.SUPERVISOR, GoAfter()).page
    assert isinstance(page, AfterPage)
    assert page.stack.currentIndex() == NOTHING
    assert not page.list_button.isVisible()


def test_when_everybody_was_served_there_is_nothing_to_print(enter: Enter, office: TestOffice) -> None:
    relief = Relief(office)
    code = relief.household(2)
    standing = relief.round()
    relief.give(standing, relief.presented(relief.cards(code)[0].credential))
    page = enter(Role.SUPERVISOR, GoAfter(standing)).page
    assert isinstance(page, AfterPage)
    assert page.waiting._empty.isVisible()  # pyright: ignore[reportPrivateUsage]
    assert not page.list_button.isEnabled()


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_every_part_fits(language: Language, size: QSize, enter: Enter, day: Day, speak: Callable[..., None]) -> None:
    """Nothing is narrower than it needs, in both languages and sizes, and no code is cut."""
    speak(language, size)
    page = at(enter, day, size=size)
    page.waiting.names.click()
    for part in (WAITING, ACCOUNT, SAMPLE):
        page.turn(part)
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= size.width()
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
                assert widget.width() >= widget.minimumSizeHint().width(), widget
