"""The pairs as a list: found by filters, marked, answered together with a read-back, and taken back within the day."""

import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, insert, select

from desktop.models.household import Registrant
from desktop.models.pair import Pair
from desktop.models.pair_write import ordered
from desktop.records.household import MemberDraft
from desktop.records.pair import BULK_BELOW, MOST_TOGETHER, PairFilter
from desktop.ui.background import Job
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.pairs.choice_row import LATER, LESS, MINE, MORE, TODAY
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.pairs.together_panel import TogetherPanel
from desktop.ui.side_by_side import SideBySide
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.long_table import AT_ONCE
from desktop.ui.workbench import GoPairs
from desktop.usecases import import_batches, imports, pairs, registration
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, PairAnswer, ParentRelation, Sex
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, PAGE_DOWN, SHIFT, here, press

type Speak = Callable[..., None]

SPACE, TWO = Qt.Key.Key_Space, Qt.Key.Key_2


def namesake(years: int = 30, **changes: object) -> MemberDraft:
    told = {"parent_name": "", "parent_latin": "", "parent_relation": None, "sex": Sex.MALE, "age_years": years}
    return woman("اللہ دتہ", "Allah Ditta", **(told | changes))


@pytest.fixture
def filled(office: TestOffice) -> TestOffice:
    """Six pairs of namesakes whose fathers nobody told, and one pair that is very alike, which stands first."""
    clerk = office.desk(Role.CLERK)
    for at in range(4):
        registration.register(clerk, household(namesake(), village=f"Chak {at}"))
    told = {"parent_name": "غلام محمد", "parent_latin": "Ghulam Muhammad", "parent_relation": ParentRelation.SON_OF}
    for name in ("Zulfiqar", "Zulfiqar"):
        registration.register(clerk, household(namesake(60, name_as_told="ذوالفقار", name_latin=name, **told)))
    return office


def page_of(frame: SessionFrame) -> PairsPage:
    assert isinstance(frame.page, PairsPage)
    return frame.page


def different(office: TestOffice) -> int:
    return pairs.counts(office.desk(Role.CLERK), pairs.EVERY).different


def said(page: PairsPage) -> str:
    """What the notice says."""
    notice = page.notices.notices()["bench"]
    return " ".join(label.text() for label in notice.findChildren(QLabel))


def test_the_same_answer_again_is_no_entry(enter: Enter, filled: TestOffice, qtbot: QtBot) -> None:
    """A pair that was answered *different* is opened and answered so once more: the page says that it was said."""
    clerk = filled.desk(Role.CLERK)
    first = pairs.waiting(clerk)[0]
    assert first.a.registrant is not None
    assert first.b.registrant is not None
    pairs.decide(clerk, first.a.registrant, first.b.registrant, PairAnswer.DIFFERENT)
    before = pairs.look(clerk, first.a.registrant, first.b.registrant)
    page = page_of(enter(Role.CLERK, GoPairs()))
    page.list.choice.choose(TODAY)
    press(ENTER)
    press(TWO)
    qtbot.waitUntil(lambda: "bench" in page.notices.notices())
    assert "said already" in said(page)
    assert pairs.look(clerk, first.a.registrant, first.b.registrant) == before


def asked(page: PairsPage, qtbot: QtBot) -> TogetherPanel:
    """2: the question about all that are marked."""
    press(TWO)
    qtbot.waitUntil(lambda: isinstance(page.shown, TogetherPanel))
    assert isinstance(page.shown, TogetherPanel)
    return page.shown


def row_words(page: PairsPage) -> str:
    """The present row as a screen reader says it."""
    model = page.list.table.model()
    return str(model.index(page.place, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_enter_opens_a_pair_and_esc_comes_back_to_its_row(enter: Enter, filled: TestOffice, qtbot: QtBot) -> None:
    """Also after going on to the next pair there; a row says both people, why, and that it is marked."""
    page = page_of(enter(Role.CLERK, GoPairs()))
    assert here() is page.list.table
    assert page.counts.waiting == len(page.list.table.keys()) == 7
    press(DOWN, DOWN)
    key = page.list.present
    assert key is not None
    qtbot.waitUntil(lambda: "Allah Ditta" in row_words(page))
    assert "same name" in row_words(page)
    press(SPACE)
    assert row_words(page).startswith("marked, ")
    press(ENTER)
    assert isinstance(page.shown, SideBySide)
    assert {page.shown.view.a.registrant, page.shown.view.b.registrant} == {key.a, key.b}
    press(ESC)
    assert page.shown is page.list
    assert (page.place, here()) == (2, page.list.table)
    assert len(page.list.marked()) == 1
    press(ENTER, PAGE_DOWN)
    qtbot.waitUntil(lambda: page.place == 3)
    press(ESC)
    assert page.place == 3
    assert different(filled) == 0


def test_a_row_that_may_not_be_marked_says_why(enter: Enter, filled: TestOffice, qtbot: QtBot) -> None:
    """In its tool tip, to a screen reader, and on Space in a sentence: very alike, or answered; others say nothing."""
    page = page_of(enter(Role.CLERK, GoPairs()))
    alike = reasons(page)
    assert [bool(why) for why in alike] == [True, *[False] * 6]
    assert "very alike" in alike[0]
    press(SPACE)
    assert said(page).startswith(alike[0])
    press(DOWN, ENTER)
    press(TWO)
    qtbot.waitUntil(lambda: page.place == 2)
    press(ESC)
    page.list.choice.choose(TODAY)
    answered = reasons(page)
    assert len(answered) == 1
    assert "answered this pair already" in answered[0]
    page.list.take_keyboard()
    press(SPACE)
    assert said(page).startswith(answered[0])
    assert not page.list.marked()


def reasons(page: PairsPage) -> list[str]:
    """Why each row may not be marked, empty where it may: tool tip and description say the same."""
    model = page.list.table.model()
    rows = [model.index(at, 1) for at in range(model.rowCount())]
    tips = [str(row.data(Qt.ItemDataRole.ToolTipRole) or "") for row in rows]
    assert tips == [str(row.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "") for row in rows]
    return tips


def test_filters_choose_and_f_shows_all(enter: Enter, filled: TestOffice, qtbot: QtBot) -> None:
    """By likeness, reason, what was said, and the import that brought them; none left is a sentence with a key."""
    page = page_of(enter(Role.SUPERVISOR, GoPairs()))
    choice = page.list.choice
    for drop, value, count in (
        (choice.likeness, LESS, 6),
        (choice.likeness, MORE, 1),
        (choice.why, "same_father", 1),
        (choice.said, LATER, 0),
    ):
        drop.set_value(value)
        choice.changed.emit()
        assert page.counts.all == len(page.list.table.keys()) == count
    assert page.list.findChild(EmptyState) is not None
    assert not page.list.table.isVisible()
    press(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: page.list.chosen == PairFilter())
    assert page.counts.all == 7
    assert page.list.table.isVisible()


def test_the_pairs_of_an_import_come_first_and_alone(
    enter: Enter, filled: TestOffice, tmp_path: Path, qtbot: QtBot
) -> None:
    """A list brings somebody who is there twice; F shows all pairs, and the import can be chosen again."""
    clerk = filled.desk(Role.CLERK)
    sheet = tmp_path / "list.csv"
    row = "ذوالفقار,غلام محمد,M,60,Lahore Cantt,Chak 12,yes"
    sheet.write_text(f"Name,Father,Sex,Age,Tehsil,Village,Consent\n{row}\n", encoding="utf-8")
    done = import_batches.run(clerk, sheet, imports.look(clerk, sheet))
    assert done.batch is not None
    page = page_of(enter(Role.CLERK, GoPairs(done.batch)))
    assert page.list.chosen.batch == done.batch
    assert page.counts.all == len(page.list.table.keys()) == done.possible_duplicates > 0
    press(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: page.counts.all == 7 + done.possible_duplicates)
    other = page_of(enter(Role.CLERK, GoPairs())).list.choice.batch
    assert other.value() == ""
    assert [other.itemData(at) for at in range(other.count())] == ["", str(done.batch)]


def test_several_are_marked_and_answered_after_a_read_back_and_one_key_takes_all_back(
    enter: Enter, filled: TestOffice, qtbot: QtBot
) -> None:
    """Ctrl+A leaves the very alike one; without a reason nothing is recorded, nor by Enter, and Esc keeps the marks."""
    page = page_of(enter(Role.CLERK, GoPairs()))
    press(SPACE)
    assert page.list.marked() == (), "very alike: by itself"
    assert "Enter looks at it" in said(page)
    press(Qt.Key.Key_A, modifier=CTRL)
    qtbot.waitUntil(lambda: len(page.list.marked()) == 6)
    panel = asked(page, qtbot)
    assert not panel.save_button.isEnabled()
    press(ENTER, ESC)
    assert (page.shown, len(page.list.marked()), different(filled)) == (page.list, 6, 0)
    panel = asked(page, qtbot)
    press(Qt.Key.Key_1)
    assert panel.read_back.text() == "6 pairs: two different people each, because: Only the names are alike."
    assert [row.spoken().count("Allah Ditta") for row in panel.names.rows()] == [2] * 6
    press(ENTER)
    assert (page.shown, different(filled)) == (panel, 0)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.shown is page.list)
    assert different(filled) == 6
    assert (page.counts.all, page.list.marked()) == (1, ())
    assert "6 pairs: two different people each" in said(page)
    press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: different(filled) == 0)
    assert page.counts.waiting == 7
    assert "6 pairs wait again" in said(page)


def test_shift_marks_on_the_way_and_goes_back(enter: Enter, filled: TestOffice) -> None:
    """From the row that was marked last, or where Shift was pressed first; what was marked before stays."""
    page = page_of(enter(Role.CLERK, GoPairs()))
    press(DOWN, SPACE, DOWN, DOWN)
    press(DOWN, DOWN, modifier=SHIFT)
    assert len(page.list.marked()) == 4
    press(Qt.Key.Key_Up, modifier=SHIFT)
    assert len(page.list.marked()) == 3
    press(Qt.Key.Key_Home, modifier=SHIFT)
    assert len(page.list.marked()) == 3, "rows 1 to 3: the first may not be marked"
    press(Qt.Key.Key_End)
    assert page.place == 6


def test_own_answers_of_today_are_listed_and_taken_back_one_by_one_or_as_an_act(
    enter: Enter, filled: TestOffice, qtbot: QtBot
) -> None:
    """Older ones too, not only the last; W takes back everything of the act, and nobody else's answer goes back."""
    page = page_of(enter(Role.CLERK, GoPairs()))
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Up, modifier=SHIFT)
    asked(page, qtbot)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: different(filled) == 2)
    press(Qt.Key.Key_Home, DOWN)
    first = page.list.present
    assert first is not None
    press(ENTER, TWO)
    qtbot.waitUntil(lambda: different(filled) == 3)
    press(ESC)
    press(Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: page.counts.all == 3)
    assert not page.act_button.isVisible(), "the newest was answered by itself"
    press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: different(filled) == 2)
    assert page.act_button.isVisible()
    press(Qt.Key.Key_W)
    qtbot.waitUntil(lambda: different(filled) == 0)
    assert page.list.findChild(EmptyState) is not None
    pairs.decide(filled.desk(Role.SUPERVISOR), first.a, first.b, PairAnswer.LATER)
    page.list.choice.choose(TODAY)
    assert page.counts.later == 1
    page.list.choice.choose(MINE)
    assert page.counts.all == 0
    assert not page.back_button.isVisible()


def test_a_long_act_is_stopped_by_cancel_and_what_it_wrote_goes_back_as_one(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """After the first slice of 20; the screen says how many stay as they are."""
    many(office, 8)
    page = page_of(enter(Role.CLERK, GoPairs()))
    assert len(page.list.table.keys()) == 28
    heard: list[tuple[int, int]] = []

    def watch(job: Job | None) -> None:
        if job is not None and job.total:
            heard.append((job.done, job.total))
            assert page._strip is not None  # pyright: ignore[reportPrivateUsage]
            job.cancel()

    page.bench.worked.connect(watch)
    press(Qt.Key.Key_A, modifier=CTRL)
    qtbot.waitUntil(lambda: len(page.list.marked()) == 28)
    asked(page, qtbot)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: different(office) == 20)
    assert heard == [(0, 28)]
    assert "8 pairs stay as they are" in said(page)
    page.bench.worked.disconnect(watch)
    press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: different(office) == 0)


def many(office: TestOffice, people: int) -> int:
    """Each of so many people is less alike with each other; gives the number of pairs."""
    clerk = office.desk(Role.CLERK)
    for at in range(0, people, 8):
        names = [child(f"علی{at}{one}") for one in range(min(7, people - at - 1))]
        registration.register(clerk, household(namesake(), *names, village=f"Chak {at}"))
    with clerk.store.writer.connect() as conn, conn.begin():
        conn.execute(delete(Pair))
        whom = list(conn.scalars(select(Registrant.id).order_by(Registrant.id)))
        both = [ordered(one, other) for one, other in combinations(whom, 2)]
        district, now = clerk.office.district, clerk.clock().at
        told = {"district_id": district, "why": "same_name", "found_at": now}
        rows = [told | {"a_id": a, "b_id": b, "score": 500 + at % (BULK_BELOW - 500)} for at, (a, b) in enumerate(both)]
        conn.execute(insert(Pair), rows)
    return len(both)


def test_ten_thousand_pairs_are_rows_at_once_and_read_only_where_they_are_seen(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Two screens full are read, and two more at the end; showing other keys is no work to be felt."""
    count = many(office, 144)
    page = page_of(enter(Role.CLERK, GoPairs()))
    table = page.list.table
    read = table._model.read  # pyright: ignore[reportPrivateUsage]
    assert len(table.keys()) == page.counts.all == count > 10_000
    qtbot.waitUntil(lambda: len(read) > 0)
    assert len(read) == AT_ONCE
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(read) > AT_ONCE)
    assert len(read) <= 3 * AT_ONCE
    best = min(_seconds(lambda: table.set_keys(table.keys(), table.keys())) for _ in range(3))
    assert best < 0.1
    press(Qt.Key.Key_A, modifier=CTRL)
    qtbot.waitUntil(lambda: len(page.list.marked()) == MOST_TOGETHER)


def _seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
def test_the_list_fits_in_both_sizes_and_languages(
    language: Language, size: QSize, enter: Enter, filled: TestOffice, speak: Speak
) -> None:
    """At least four pairs are seen over the foot, and nothing is wider than the page."""
    speak(language, size)
    page = page_of(enter(Role.SUPERVISOR, GoPairs(), size))
    table = page.list.table
    assert table.viewport().height() >= 4 * table.verticalHeader().defaultSectionSize()
    assert page.list.width() <= page.width()
    assert page.minimumSizeHint().width() <= size.width()
