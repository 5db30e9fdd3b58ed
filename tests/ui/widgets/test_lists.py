"""Lists and tables: chosen by key, opened by Enter, one sentence a row for screen readers, names as typed."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.widgets.rows import MOST_ROWS, Row, RowList, RowStyle
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn, Show

PEOPLE = [
    Row("a", "Iqbal s/o Gh. Rasool", "Chak 14, 34 years", "same father's name", person=True),
    Row("b", "<b>Rahim</b> Bux", "Kot Addu, 61 years", person=True, mark="H2"),
]
COLUMNS = [Column("Name", bold=True), Column("Code", 190, code=True), Column("People", 90, number=True)]
ROWS = [TableRow("1", ("Hajra w/o Bashir", "352118803430", "6")), TableRow("2", ("Mohan", "352339012733", "4"))]


def test_arrows_choose_and_enter_opens(english: None, show: Show, qtbot: QtBot) -> None:
    """What a person chooses is told; what is set by code is not."""
    people = RowList("Matches")
    people.set_rows(PEOPLE)
    show(people)
    chosen: list[str] = []
    opened: list[str] = []
    people.chosen.connect(chosen.append)
    people.opened.connect(opened.append)
    people.choose("a")
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_Down)
    QTest.keyClick(people, Qt.Key.Key_Return)
    QTest.keyClick(people, Qt.Key.Key_Space)
    assert (chosen, opened) == (["b"], ["b", "b"])
    assert people.present() == "b"


def test_a_sheet_opens_with_one_click_and_cards_with_two(english: None, show: Show) -> None:
    """A sheet is a list of ways to go on; cards are looked at first."""
    for style, clicks in ((RowStyle.SHEET, 1), (RowStyle.CARDS, 2)):
        rows = RowList("List", style)
        rows.set_rows(PEOPLE)
        show(rows)
        opened: list[str] = []
        rows.opened.connect(opened.append)
        place = rows.visualRect(rows.model().index(1, 0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert opened == (["b"] if clicks == 1 else [])
        if clicks == 2:
            QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
            assert opened == ["b"]


def test_a_row_is_one_sentence_and_shown_as_typed(english: None, qtbot: QtBot) -> None:
    """Name, place, reason and mark, without a guess at markup."""
    people = RowList("Matches")
    qtbot.addWidget(people)
    people.set_rows(PEOPLE)
    index = people.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>Rahim</b> Bux, Kot Addu, 61 years, H2"
    assert index.data() == "<b>Rahim</b> Bux"
    assert people.accessibleName() == "Matches"


def test_at_most_twenty_rows(english: None, qtbot: QtBot) -> None:
    """More is not looked through; the screen says so."""
    people = RowList("Matches")
    qtbot.addWidget(people)
    people.set_rows([Row(str(at), f"Person {at}") for at in range(50)])
    assert len(people.rows()) == MOST_ROWS == 20


def test_a_list_keeps_its_place_when_rows_are_loaded_anew(english: None, qtbot: QtBot) -> None:
    """The present row stays present when it is still there, and nobody is told."""
    people = RowList("Matches")
    qtbot.addWidget(people)
    people.set_rows(PEOPLE)
    people.choose("b")
    with qtbot.assertNotEmitted(people.chosen):
        people.set_rows([PEOPLE[1], PEOPLE[0]])
    assert people.present() == "b"
    people.set_rows(PEOPLE[:1])
    assert people.present() is None


@pytest.mark.parametrize("language", list(Language))
def test_a_table_chooses_opens_and_speaks(language: Language, put_on: PutOn, show: Show, qtbot: QtBot) -> None:
    """In each language; column one says the whole row."""
    put_on(Look(language=language))
    table = Table("Cards", COLUMNS)
    table.set_rows(ROWS)
    show(table)
    chosen: list[str] = []
    opened: list[str] = []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    table.choose("1")
    assert table.present() == "1"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (chosen, opened) == (["2"], ["2"])
    spoken = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Name Hajra w/o Bashir, Code 352118803430, People 6"


@pytest.mark.parametrize("compact", [False, True])
def test_columns_keep_their_widths_in_urdu(compact: bool, put_on: PutOn, show: Show, qtbot: QtBot) -> None:
    """And the first stands at the right; nothing is pushed out of the table."""
    put_on(Look(language=Language.URDU, compact=compact))
    table = Table("Cards", COLUMNS)
    table.set_rows(ROWS)
    window = show(table)
    window.resize(700, 300)
    qtbot.waitUntil(lambda: table.viewport().width() > 600)
    assert table.columnWidth(1) == 190
    assert table.columnWidth(2) == 90
    assert table.horizontalHeader().length() == table.viewport().width()
    first, last = (table.visualRect(table.model().index(0, at)).center().x() for at in (0, 2))
    assert first > last


def test_rows_of_a_table_are_a_finger_high(english: None, qtbot: QtBot) -> None:
    """At least 44 px, and an empty table is its header only."""
    table = Table("Cards", COLUMNS)
    qtbot.addWidget(table)
    empty = table.sizeHint().height()
    table.set_rows(ROWS)
    assert table.rowHeight(0) >= 44
    assert table.sizeHint().height() == empty + 2 * table.rowHeight(0)
    assert table.rowAt(QPoint(5, 5).y()) == 0
    assert table.model().rowCount(table.model().index(0, 0)) == 0
    assert table.model().rowCount(QModelIndex()) == 2
