"""Cards, rounds, rosters and the book in a real window: what is shown is what is recorded; nothing is cut."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.scanning.decoder import read_picture
from desktop.scanning.pictures import pdf_pages
from desktop.ui.background import Background, Inline, Job
from desktop.ui.card_papers import OutcomeSheet
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import make_session
from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.cards import cards_page
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.roster.roster_page import RosterPage
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Destination, GoCards, GoCheck, GoRegister, GoRoster, GoRounds, GoStation, Workbench
from desktop.usecases import cards, programmes, safekeeping
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, ListKind, RoundState
from tests.factories import TestOffice, passphrase_of
from tests.ui.cutting import cut
from tests.ui.keys import type_text
from tests.ui.screens.conftest import LARGE, Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, press
from tests.usecases.relief_office import Relief

SMALL = QSize(1024, 600)
ROUND_FILE = """
programme = "Flood flour"
code = "flour-9"
list = "open"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
item = [{code = "ATTA20", qty = 2}]
point = [{code = "malook", name = "Basti Malook"}]
"""


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office, with what its tests do again and again."""
    return Relief(office)


# --- cards ---------------------------------------------------------------------------------------------------------


def test_cards_are_issued_by_enter_and_both_sides_are_cut_from_the_very_pages(enter: Enter, relief: Relief) -> None:
    """Enter on the list makes the cards; the preview's back is read by the real decoder as the card's own code."""
    codes = [relief.household(), relief.household(3, holders=2)]
    page = enter(Role.CLERK, GoCards()).page
    assert isinstance(page, CardsPage)
    assert len(page.waiting) == 3
    press(ENTER)
    assert not page.print_button.isVisible(), "nobody is ticked unless a person ticks them"
    page.all_button.click()
    page.list.setFocus()
    press(ENTER)
    assert page.drawn is not None
    assert set(page.drawn.codes) == set(codes)
    assert page.print_button.isVisible()
    assert not page.issue_button.isVisible()
    for number, face in enumerate(page.drawn.issued.faces):
        page.preview.go_to(number)
        side = page.preview._side(back=True)  # pyright: ignore[reportPrivateUsage]
        grey = QImage(side.size(), QImage.Format.Format_Grayscale8)
        grey.fill(255)
        painter = QPainter(grey)
        painter.drawImage(0, 0, side)
        painter.end()
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
        read = [found.text for found in read_picture(np.ascontiguousarray(rows[:, : grey.width()]))]
        assert read == [face.credential]
    assert len(cards.to_print(relief.office.desk(Role.CLERK))) == 3, "made, and not seen to be well"


def test_spoilt_cards_are_printed_again_as_copies_and_good_ones_make_room(
    enter: Enter, relief: Relief, qtbot: QtBot
) -> None:
    """After printing: A prints the same credentials as copies, Esc leaves them on the list, Y takes them off it."""
    relief.household()
    clerk = relief.office.desk(Role.CLERK)
    page = enter(Role.CLERK, GoCards()).page
    assert isinstance(page, CardsPage)
    press(Qt.Key.Key_Space)
    press(ENTER)
    assert page.drawn is not None
    first = page.drawn.issued.faces[0]
    cards.to_paper(clerk, page.drawn.numbers)
    page.papers.ask(page.drawn.numbers)

    def answer(key: Qt.Key) -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, OutcomeSheet)
        qtbot.waitUntil(sheet.isActiveWindow)
        QTest.keyClick(sheet.well_button, key)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)  # a key presses its button for a moment

    answer(Qt.Key.Key_A)
    assert page.drawn is not None
    again = page.drawn.issued.faces[0]
    assert (again.credential, again.copy, first.copy) == (first.credential, 1, 0)
    page.papers.ask(page.drawn.numbers)
    answer(ESC)
    assert page.drawn is None
    assert len(page.waiting) == 1
    page.window().activateWindow()
    qtbot.waitUntil(page.list.hasFocus)
    press(Qt.Key.Key_Space)
    press(ENTER)
    assert page.drawn is not None
    page.papers.ask(page.drawn.numbers)
    answer(Qt.Key.Key_Y)
    assert page.drawn is None
    assert not page.waiting
    assert cards.to_print(clerk) == ()


def test_the_keys_on_the_buttons_of_made_cards_are_those_that_work(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    """Ctrl+E saves as everywhere, and Ctrl+S is nobody's."""
    relief.household()
    page = enter(Role.CLERK, GoCards()).page
    assert isinstance(page, CardsPage)
    press(Qt.Key.Key_Space)
    press(ENTER)
    caps = {one.key().replace(" ", "+") for one in (page.print_button, page.save_button)}
    assert caps == {"Ctrl+P", "Ctrl+E"}
    press(Qt.Key.Key_S, modifier=CTRL)
    press(Qt.Key.Key_E, modifier=CTRL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)  # a key presses its button for a moment
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.reject()


def test_leaving_unprinted_cards_is_asked_and_staying_is_the_safe_answer(enter: Enter, relief: Relief) -> None:
    """Esc on the page asks; Esc on the question stays."""
    relief.household()
    frame = enter(Role.CLERK, GoCards())
    page = frame.page
    assert isinstance(page, CardsPage)
    press(Qt.Key.Key_Space)
    press(ENTER)
    press(ESC)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.reject()
    assert frame.page is page


def test_a_household_that_has_its_cards_gets_copies_when_sent_here(enter: Enter, relief: Relief) -> None:
    """From the household's page: nobody waits, the card is drawn once more as a copy."""
    code = relief.household()
    numbers = [face.number for face in relief.cards(code)]
    cards.to_paper(relief.office.desk(Role.CLERK), numbers)
    cards.printed(relief.office.desk(Role.CLERK), numbers)
    page = enter(Role.CLERK, GoCards((code,))).page
    assert isinstance(page, CardsPage)
    page.issue_button.click()
    assert page.drawn is not None
    assert [face.copy for face in page.drawn.issued.faces] == [1]
    assert page.print_button.text() == "Print 1 card"


def test_no_button_of_rounds_is_shown_before_the_rounds_are_read(relief: Relief, qtbot: QtBot) -> None:
    """All of them were there for a moment, and a quick key pressed what goes away."""
    page = RoundsPage(Workbench(relief.office.opened(Role.SUPERVISOR), Inline()))
    qtbot.addWidget(page)
    page.show()
    acts = (page.open_button, page.freeze_button, page.freeze_first, page.close_button, page.add_button)
    assert [button.text() for button in acts if button.isVisible()] == []


def test_nobody_waits_is_said_and_leads_to_the_register(enter: Enter, office: TestOffice) -> None:
    """An empty office: one way on."""
    frame = enter(Role.CLERK, GoCards())
    page = frame.page
    assert isinstance(page, CardsPage)
    wanted: list[Destination] = []
    frame.bench.wanted.connect(wanted.append)
    assert page._state is not None  # pyright: ignore[reportPrivateUsage]
    assert page._state.isVisible()  # pyright: ignore[reportPrivateUsage]
    assert not page.issue_button.isVisible()
    assert GoRegister() not in wanted


def test_a_long_list_shows_some_and_says_how_many_more(
    enter: Enter, relief: Relief, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of three are shown; the head counts them all."""
    monkeypatch.setattr(cards_page, "SHOWN", 2)
    for _ in range(3):
        relief.household()
    page = enter(Role.CLERK, GoCards()).page
    assert isinstance(page, CardsPage)
    assert page.list.model().rowCount() == 2
    assert page._more.text() == "1 more waits"  # pyright: ignore[reportPrivateUsage]
    assert len(page.waiting) == 3


def test_stopped_cards_are_in_the_book_and_once_more_goes_on(
    relief: Relief, qtbot: QtBot, speak: Callable[..., None]
) -> None:
    """Cancel on the job strip; made once more, every household has its card and none has two issues."""
    codes = [relief.household() for _ in range(12)]
    lanes = Background()
    bench = Workbench(relief.office.opened(Role.CLERK), lanes)
    window = MainWindow()
    window.resize(LARGE)
    frame = make_session(bench)
    window.show_content(frame)
    window.show()
    jobs: list[Job] = []

    def begun(job: object) -> None:
        if isinstance(job, Job):
            jobs.append(job)

    bench.worked.connect(begun)
    frame.show_page(GoCards(tuple(codes)))
    page = frame.page
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: len(page.waiting) == 12 and bench.idle)
    page.issue()
    jobs[0].cancel()
    qtbot.waitUntil(lambda: bench.idle and "bench" in page.notices.notices())
    assert not page.print_button.isVisible()
    page.issue_button.click()
    qtbot.waitUntil(lambda: page.drawn is not None, timeout=20_000)
    assert page.drawn is not None
    assert {face.number.household for face in page.drawn.issued.faces} == set(codes)
    assert {face.number.issue for face in page.drawn.issued.faces} == {1}
    qtbot.waitUntil(lambda: bench.idle)
    window.close()
    lanes.close()


# --- rounds --------------------------------------------------------------------------------------------------------


def test_a_round_is_made_from_its_file_opened_and_closed_after_a_question(
    enter: Enter, relief: Relief, tmp_path: Path
) -> None:
    """Draft, open, closed; one filled button each time, and the list says so."""
    relief.household(5)
    file = tmp_path / "round.toml"
    file.write_text(ROUND_FILE, encoding="utf-8")
    page = enter(Role.SUPERVISOR, GoRounds()).page
    assert isinstance(page, RoundsPage)
    page.make_from(file)
    assert page.rounds["flour-9"].state is RoundState.DRAFT
    page.open_button.click()
    assert page.rounds["flour-9"].state is RoundState.OPEN
    page.close_button.click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.stay_button.click()
    assert page.rounds["flour-9"].state is RoundState.OPEN
    page.close_button.click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.leave_button.click()
    assert page.rounds["flour-9"].state is RoundState.CLOSED


def test_a_wrong_round_file_names_field_and_value_and_makes_nothing(
    enter: Enter, relief: Relief, tmp_path: Path
) -> None:
    """An item that nobody knows: said with its name; no round."""
    file = tmp_path / "round.toml"
    file.write_text(ROUND_FILE.replace("ATTA20", "GOLD"), encoding="utf-8")
    page = enter(Role.SUPERVISOR, GoRounds()).page
    assert isinstance(page, RoundsPage)
    page.make_from(file)
    notice = page.notices.notices()["bench"]
    assert notice.kind is NoticeKind.LOOK
    assert "GOLD" in notice.accessibleName()
    assert not page.rounds
    page.make_from(tmp_path / "nowhere.toml")
    assert not page.rounds


def test_a_list_is_frozen_with_a_second_person_and_a_wrong_passphrase_freezes_nothing(
    enter: Enter, relief: Relief
) -> None:
    """The dialog stays with a sentence, then closes when it is done."""
    relief.household()
    standing = relief.round(kind=ListKind.FROZEN, opened=False)
    page = enter(Role.SUPERVISOR, GoRounds(standing.round_code)).page
    assert isinstance(page, RoundsPage)
    assert page.freeze_first.isVisible()
    assert not page.open_button.isVisible()
    page.freeze_first.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SecondDialog)
    dialog.panel.names.set_value("lead")
    type_text(dialog.panel.passphrase, "nothing like it")
    press_in(dialog.panel.passphrase, ENTER)
    assert dialog.panel.message() != ""
    assert not page.rounds[standing.round_code].frozen
    type_text(dialog.panel.passphrase, passphrase_of(Role.LEAD))
    press_in(dialog.panel.passphrase, ENTER)
    assert page.rounds[standing.round_code].frozen
    assert page.open_button.isVisible()


def press_in(widget: QWidget, key: Qt.Key) -> None:
    """A key at a widget, wherever the keyboard is."""
    QTest.keyClick(widget, key)


def test_the_round_shown_loads_itself_after_a_hand_over(enter: Enter, relief: Relief) -> None:
    """Given at another desk of this office: the page that cares counts it."""
    standing = relief.round()
    page = enter(Role.SUPERVISOR, GoRounds(standing.round_code)).page
    assert isinstance(page, RoundsPage)
    household = relief.household()
    relief.give(standing, relief.typed(household.text))
    programmes.close_round(relief.office.desk(Role.SUPERVISOR), standing.round_code)
    assert page.rounds[standing.round_code].given == 1
    assert page.rounds[standing.round_code].state is RoundState.CLOSED


# --- rosters -------------------------------------------------------------------------------------------------------


def test_a_roster_is_made_by_enter_and_its_very_bytes_are_shown(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    """The fingerprint on the paper is the entry of its printing; another choice takes the old paper away."""
    relief.household()
    relief.round()
    page = enter(Role.LEAD, GoRoster()).page
    assert isinstance(page, RosterPage)
    press(ENTER)
    assert page.data is not None
    assert len(page.data.lines) == 1
    assert page.preview.page_count() == len(list(pdf_pages(page.pdf)))
    assert page.print_button.isVisible()
    assert not page.make_button.isVisible()
    page.kind.set_value("list")
    page.kind.chosen.emit("list")
    assert page.pdf == b""
    assert page.make_button.isVisible()


# --- book ----------------------------------------------------------------------------------------------------------


def test_the_book_is_walked_and_a_paper_that_agrees_or_not_is_told(enter: Enter, relief: Relief) -> None:
    """Its own last line agrees; one digit off does not; a short one is asked for."""
    relief.household()
    page = enter(Role.AUDITOR, GoCheck()).page
    assert isinstance(page, CheckPage)
    assert page.found is not None
    assert page.found.ok
    assert len(page.lines.rows()) == 4
    size, digits = str(page.found.size), page.found.digits.replace(" ", "")
    type_text(page.size_field, size)
    type_text(page.digits_field, digits[:10])
    press_in(page.digits_field, ENTER)
    assert page.problem.text() != ""
    type_text(page.digits_field, digits[10:])
    press_in(page.digits_field, ENTER)
    assert [notice.kind for notice in page.answers.notices().values()] == [NoticeKind.GOOD]
    wrong = str((int(digits[0]) + 1) % 10) + digits[1:]
    type_text(page.size_field, size)
    type_text(page.digits_field, wrong)
    press_in(page.digits_field, ENTER)
    assert NoticeKind.STOP in [notice.kind for notice in page.answers.notices().values()]


def test_a_backup_is_written_from_the_page_by_those_who_may(enter: Enter, relief: Relief, tmp_path: Path) -> None:
    """It was opened again before it is called one."""
    relief.household()
    page = enter(Role.SUPERVISOR, GoCheck()).page
    assert isinstance(page, CheckPage)
    target = tmp_path / "stick.haqdar-backup"
    page.write_backup(target)
    assert page.notices.notices()["bench"].kind is NoticeKind.GOOD
    assert not safekeeping.is_practice(target)


# --- nothing cut, everything named ---------------------------------------------------------------------------------

PAGES: dict[str, tuple[Role, Callable[[Relief], Destination]]] = {
    "cards": (Role.CLERK, lambda _: GoCards()),
    "rounds": (Role.SUPERVISOR, lambda _: GoRounds()),
    "roster": (Role.LEAD, lambda _: GoRoster()),
    "book": (Role.AUDITOR, lambda _: GoCheck()),
    "choose": (Role.SCANNER, lambda _: GoStation()),
    "station": (Role.SCANNER, lambda relief: GoStation(relief.round())),
}


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU, Language.SINDHI])
@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_cut_and_every_widget_with_a_key_has_a_name(
    name: str, size: QSize, language: Language, enter: Enter, relief: Relief, speak: Callable[..., None], qtbot: QtBot
) -> None:
    """Ink within its rectangle, and the rectangle within the window; a name for whatever takes the keyboard."""
    for _ in range(3):
        relief.household(3)
    relief.round()
    role, destination = PAGES[name]
    where = destination(relief)
    speak(language, size)
    frame = enter(role, where, size)
    window = frame.window()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(size)
    qtbot.wait(50)
    page = frame.page
    assert page is not None
    if isinstance(page, StationPage):
        assert page.isVisible()
    assert cut(page) == []
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and widget.focusProxy() is None
    ]
    assert nameless == []
    assert (window.width(), window.height()) == (size.width(), size.height())
