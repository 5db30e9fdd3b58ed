"""A list is brought in on the screen: chosen, its columns said by keys, looked at, brought in, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Cancelled
from desktop.models import import_write
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.imports.imports_page import COLUMNS, DONE, LOOK, START, ImportsPage
from desktop.ui.screens.imports.options_panel import EACH
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.widgets.buttons import SureButton
from desktop.ui.workbench import GoImports
from desktop.usecases import import_batches, import_writer, registration
from desktop.values.finding import Finding
from desktop.values.import_field import ImportField
from desktop.values.permissions import Role
from desktop.values.vocabulary import BatchState, Language
from desktop.words.import_words import reason_label
from tests.exchange.sheets import makers
from tests.factories import PLACE, TestOffice, household
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, press, write
from tests.usecases.test_imports import HEAD, ROWS, Breaking, mixed

SMALL = QSize(1024, 600)


def listed(folder: Path, name: str = "list.xlsx") -> Path:
    """The list of the use case's tests."""
    file = folder / name
    file.write_bytes(makers.xlsx((HEAD, *ROWS)))
    return file


def entered(enter: Enter, role: Role = Role.CLERK) -> ImportsPage:
    page = enter(role, GoImports()).page
    assert isinstance(page, ImportsPage)
    return page


def looked_at(page: ImportsPage, file: Path) -> ImportsPage:
    """The columns are said, the rows were looked at."""
    page.take(file)
    page.options.place.set_pcode(PLACE)
    page.options.stated.emit()
    page.look_button.click()
    assert page.step == LOOK
    return page


def texts(page: QWidget) -> str:
    """Everything a table of the page says."""
    found: list[str] = []
    for table in page.findChildren(type(page.window().findChild(ImportsPage).columns.table)):  # type: ignore[union-attr]
        model = table.model()
        for row in range(model.rowCount()):
            found += [str(model.index(row, at).data()) for at in range(model.columnCount())]
    return " | ".join(found)


def press_twice(button: SureButton, letter: Qt.Key) -> None:
    """Its key asks, a second press right after it answers nothing, a later one does."""
    said = button.shown_text()
    assert f"Ctrl {letter.name[-1]}" == button.key()
    assert button.shortcut() == QKeySequence(QKeyCombination(CTRL, letter))
    button.click()
    asked = button.shown_text()
    assert asked != said
    button.click()
    assert (button.shown_text(), button.isVisible()) == (asked, True)
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    button.click()


def test_a_clerk_finds_it_under_also_here(enter: Enter, qtbot: QtBot) -> None:
    """By its letter."""
    frame = enter(Role.CLERK)
    assert isinstance(frame.page, HomePage)
    press(Qt.Key.Key_I)
    qtbot.waitUntil(lambda: isinstance(frame.page, ImportsPage))


def test_the_whole_way_with_keys(enter: Enter, office: TestOffice, tmp_path: Path, qtbot: QtBot) -> None:
    """Place by search, Ctrl+Enter looks, Ctrl+S brings it in, and everybody is found."""
    page = entered(enter)
    assert page.step == START
    qtbot.waitUntil(page.choose_button.hasFocus)
    page.take(listed(tmp_path))
    assert page.step == COLUMNS
    assert not page.look_button.isEnabled()
    page.options.place.setFocus()
    write("lahore city")
    press(ENTER)
    qtbot.waitUntil(page.look_button.isEnabled)
    press(Qt.Key.Key_Return, modifier=CTRL)
    qtbot.waitUntil(lambda: page.step == LOOK)
    assert "2 households" in page.look.counts.text()
    assert "3 rows are not taken" in page.look.counts.text()
    assert page.import_button.hasFocus()
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.step == DONE)
    assert "Import 1" in page.done.title.text()
    (found,) = registration.find(office.desk(Role.CLERK), "Karim")
    assert found.pcode == "PK61702"


def test_a_column_is_corrected_by_keys(enter: Enter, tmp_path: Path, qtbot: QtBot) -> None:
    """Down to it, Enter, arrows, Enter: it means something else, and the keyboard is back at the columns."""
    page = entered(enter)
    page.take(listed(tmp_path))
    assert page.columns.table.hasFocus()
    press(DOWN, DOWN)
    one = page.columns.column()
    assert one is not None
    assert (one.name, one.field) == ("Father name", ImportField.FATHER)
    press(ENTER)
    qtbot.waitUntil(page.columns.field.hasFocus)
    press(DOWN, ENTER)
    assert page.columns.table.hasFocus()
    assert page.plan is not None
    assert page.plan.columns[2].field is ImportField.HUSBAND


def test_what_we_do_not_keep_stands_in_grey_and_cannot_be_chosen(enter: Enter, tmp_path: Path) -> None:
    """The field is shut, nothing of its content is shown, and insisting is told why not."""
    page = entered(enter)
    page.take(listed(tmp_path))
    place = HEAD.index("Kiln owner")
    page.columns.table.choose(str(place))
    page.columns.show_plan(page.plan)  # type: ignore[arg-type]
    assert not page.columns.field.isEnabled()
    shown = texts(page)
    assert "not taken: we do not keep this" in shown
    assert "Malik" not in shown
    page.columns.changed.emit(place, ImportField.VILLAGE.value, 0)
    assert page.plan is not None
    assert page.plan.columns[place].field is None
    assert "bench" in page.notices.notices()


def test_consent_is_stated_once_for_the_list(enter: Enter, office: TestOffice, tmp_path: Path) -> None:
    """How it was asked, who read, in which language; without either nothing can be looked at."""
    page = entered(enter)
    file = tmp_path / "list.csv"
    file.write_text("name;sex\nAli;M\n", encoding="utf-8")
    page.take(file)
    page.options.place.set_pcode(PLACE)
    page.options.stated.emit()
    assert not page.look_button.isEnabled()
    assert "lacking" in page.notices.notices()
    page.options.consent.set_value("queue")
    page.options.consent.chosen.emit("queue")
    assert page.look_button.isEnabled()
    page.look_button.click()
    page.import_button.click()
    assert page.step == DONE
    with office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        heard = conn.exec_driver_sql("SELECT DISTINCT heard_in_queue FROM consent").scalars().all()
    assert heard == [1]


def test_a_text_file_can_be_read_another_way(enter: Enter, tmp_path: Path) -> None:
    """The guess is shown; another separator is read anew, what was said stays."""
    page = entered(enter)
    file = tmp_path / "list.csv"
    file.write_text("name;sex\nAli;M\n", encoding="utf-8")
    page.take(file)
    assert (page.options.encoding.value(), page.options.separator.value()) == ("utf-8", ";")
    page.options.place.set_pcode(PLACE)
    page.options.separator.set_value(",")
    page.options.separator.chosen.emit(",")
    assert page.plan is not None
    assert [column.name for column in page.plan.columns] == ["name;sex"]
    assert page.plan.place == PLACE


def test_a_bad_file_is_said_and_nothing_else_happens(enter: Enter, tmp_path: Path) -> None:
    """The step stays; the sentence names the file."""
    page = entered(enter)
    file = tmp_path / "picture.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    page.take(file)
    assert page.step == START
    assert "picture.xlsx" in page.notices.notices()["bench"].accessibleName()


def test_the_rows_to_mend_are_saved_where_the_clerk_says(enter: Enter, tmp_path: Path) -> None:
    """With the reasons in the language of the screen."""
    page = looked_at(entered(enter), listed(tmp_path))
    page.rows_button.click()
    assert page.mending.dialog is not None
    target = tmp_path / "mend.csv"
    page.mending.dialog.fileSelected.emit(str(target))
    page.mending.dialog.close()
    assert "no consent" in target.read_text(encoding="utf-8-sig")
    assert "Malik" not in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.CSV", ".csv"), ("a.json", ".csv"), ("a.xlsx", ".xlsx"), ("a.ods", ".xlsx"), ("a.XLS", ".xlsx")],
)
def test_a_list_kept_as_a_workbook_is_mended_as_one(enter: Enter, tmp_path: Path, name: str, ending: str) -> None:
    """The name that is proposed says which; another can be written."""
    page = entered(enter)
    page.mending.of_import(1, tmp_path / name)
    assert page.mending.dialog is not None
    assert page.mending.dialog.selectedFiles()[0].endswith(ending)
    page.mending.dialog.close()


def test_a_map_is_kept_and_used_for_the_next_file(enter: Enter, tmp_path: Path) -> None:
    """Under a name."""
    page = entered(enter)
    page.take(listed(tmp_path))
    page.columns.changed.emit(2, ImportField.HUSBAND.value, 0)
    page.options.place.set_pcode(PLACE)
    page.options.stated.emit()
    page.options.name.set_value("Kot")
    page.options.keep_button.click()
    page.take(listed(tmp_path, "next.xlsx"))
    assert page.plan is not None
    assert page.plan.columns[2].field is ImportField.FATHER
    page.options.maps.set_value("Kot")
    page.options.maps.chosen.emit("Kot")
    assert page.plan.columns[2].field is ImportField.HUSBAND


def test_villages_are_kept_as_written_when_somebody_says_so(enter: Enter, tmp_path: Path) -> None:
    """A switch beside the place, as the option of the command line; off at first, and for the next file."""
    page = entered(enter)
    page.take(listed(tmp_path))
    assert page.plan is not None
    assert not page.plan.as_written
    page.options.as_written.click()
    assert page.plan.as_written
    page.take(listed(tmp_path, "next.xlsx"))
    assert not page.options.as_written.isChecked()


def test_esc_goes_back_by_one_step(enter: Enter, tmp_path: Path, qtbot: QtBot) -> None:
    """From looking to the columns, to the file, home; what was said of the columns is asked about once, at the end."""
    frame = enter(Role.CLERK, GoImports())
    page = frame.page
    assert isinstance(page, ImportsPage)
    looked_at(page, listed(tmp_path))
    for step in (COLUMNS, START):
        press(ESC)
        qtbot.waitUntil(lambda wanted=step: page.step == wanted)
        assert QApplication.activeModalWidget() is None
    assert page.plan is not None
    assert page.plan.place == PLACE, "a step back loses nothing"
    press(ESC)
    qtbot.waitUntil(lambda: page.losing.stay_button.hasFocus())
    press(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: isinstance(frame.page, HomePage))


def test_what_is_let_go_at_the_columns_is_not_asked_about_again(enter: Enter, tmp_path: Path, qtbot: QtBot) -> None:
    """The name of a map that is half written, and the place: one question, then the file, then home."""
    frame = enter(Role.CLERK, GoImports())
    page = frame.page
    assert isinstance(page, ImportsPage)
    looked_at(page, listed(tmp_path))
    press(ESC)
    qtbot.waitUntil(lambda: page.step == COLUMNS)
    page.options.name.setFocus()
    write("my map")
    press(ESC)
    qtbot.waitUntil(lambda: page.losing.stay_button.hasFocus())
    press(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: page.step == START)
    page.window().activateWindow()
    qtbot.waitUntil(lambda: page.window().isActiveWindow() and QApplication.focusWidget() is not None)
    press(ESC)
    qtbot.waitUntil(lambda: isinstance(frame.page, HomePage))


def test_cancelled_nothing_is_seen_and_it_can_be_tried_again(
    enter: Enter, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strip's Cancel; the page stays where it was."""
    page = looked_at(entered(enter), listed(tmp_path))
    Breaking(monkeypatch, 0, Cancelled())
    page.import_button.click()
    assert page.step == LOOK
    assert page.import_button.isEnabled()
    assert registration.find(office.desk(Role.CLERK), "Karim") == ()
    monkeypatch.undo()
    page.import_button.click()
    assert page.step == DONE


def test_an_import_that_was_cut_off_is_offered_again(
    enter: Enter, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the page: go on with the same file, or give it up."""
    file = listed(tmp_path)
    page = looked_at(entered(enter), file)
    monkeypatch.setattr(import_writer, "WRITTEN_AT_ONCE", 1)
    real = import_write.insert_slice
    Breaking(monkeypatch, 1, RuntimeError("killed"))
    assert real is not import_write.insert_slice
    with pytest.raises(RuntimeError):
        import_batches.run(office.desk(Role.CLERK), file, page.seen, plan=page.plan)  # type: ignore[arg-type]
    monkeypatch.undo()
    again = entered(enter)
    assert "waiting" in again.notices.notices()
    assert again.drop_button.isVisible()
    press_twice(again.drop_button, Qt.Key.Key_G)
    assert "waiting" not in again.notices.notices()
    assert [one.state for one in import_batches.batches(office.desk(Role.CLERK))] == [BatchState.DROPPED]


def test_a_supervisor_takes_an_import_back(enter: Enter, office: TestOffice, tmp_path: Path) -> None:
    """Chooses it in the list; the clerk has no such button."""
    page = looked_at(entered(enter), listed(tmp_path))
    page.import_button.click()
    assert not page.undo_button.isVisible()
    theirs = entered(enter, Role.SUPERVISOR)
    assert not theirs.choose_button.isVisible()
    assert theirs.undo_button.isVisible()
    press_twice(theirs.undo_button, Qt.Key.Key_B)
    assert registration.find(office.desk(Role.CLERK), "Karim") == ()
    assert not theirs.undo_button.isVisible()


def test_pairs_that_were_found_are_a_key_away(enter: Enter, office: TestOffice, tmp_path: Path, qtbot: QtBot) -> None:
    """Only when there are some."""
    registration.register(office.desk(Role.CLERK), household(village="Chak 12"))
    frame = enter(Role.CLERK, GoImports())
    page = frame.page
    assert isinstance(page, ImportsPage)
    file = tmp_path / "list.xlsx"
    row = ("1", "Sakeena Bibi", "Raheem Bakhsh", "F", 35, "Chak 12", "yes", None, None, None, None)
    file.write_bytes(makers.xlsx((HEAD, row)))
    looked_at(page, file)
    page.import_button.click()
    assert page.pairs_button.isVisible()
    page.pairs_button.click()
    qtbot.waitUntil(lambda: isinstance(frame.page, PairsPage))


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI, Language.ENGLISH])
@pytest.mark.parametrize("size", [QSize(1366, 768), SMALL], ids=["large", "small"])
def test_it_is_shown_in_every_language_and_size(
    enter: Enter, speak: Callable[..., None], tmp_path: Path, language: Language, size: QSize
) -> None:
    """Every step, with nothing that breaks and every control named."""
    speak(language, size)
    page = enter(Role.CLERK, GoImports(), size).page
    assert isinstance(page, ImportsPage)
    looked_at(page, listed(tmp_path))
    page.import_button.click()
    assert page.step == DONE
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), widget
    assert QApplication.focusWidget() is not None


def test_help_says_what_is_never_taken(enter: Enter) -> None:
    """F1."""
    page = entered(enter)
    assert "debt" in page.help_text()


def test_what_a_list_leaves_open_is_asked_and_its_bad_rows_are_saved_at_any_time(
    enter: Enter, tmp_path: Path, qtbot: QtBot
) -> None:
    """Nothing is looked at before *yes* or *no*; afterwards the rows to mend are saved from here, and from the list."""
    file = tmp_path / "doubt.xlsx"
    rows = (
        ("HH", "Name", "Name of tool", "Sex", "Age", "Consent"),
        ("1", "سکینہ", "Excel", "F", "x", "yes"),
        ("2", "علی", "Excel", "M", "30", "yes"),
    )
    file.write_bytes(makers.xlsx(rows))
    page = entered(enter)
    page.take(file)
    page.options.place.set_pcode(PLACE)
    page.options.stated.emit()
    assert page.strip.question is not None
    assert "Name of tool" in page.strip._sentence.text()  # pyright: ignore[reportPrivateUsage]
    assert not page.look_button.isEnabled()
    press(Qt.Key.Key_N)
    qtbot.waitUntil(page.look_button.isEnabled)
    assert page.strip.question is None
    page.look_button.click()
    page.import_button.click()
    assert page.step == DONE
    for target in (tmp_path / "now.csv", tmp_path / "later.csv"):
        if target.name == "later.csv":
            page._show(START)  # pyright: ignore[reportPrivateUsage]
            page.entered()
            page.mending.of_import(1, file)
        else:
            assert page.rows_button.isVisible()
            page.rows_button.click()
        assert page.mending.dialog is not None
        page.mending.dialog.fileSelected.emit(str(target))
        page.mending.dialog.close()
        assert "not understood" in target.read_text(encoding="utf-8-sig")
    assert registration.find(page.bench.desk, "Excel") == ()


def test_what_is_unlikely_in_a_list_is_said_before_it_comes_in(enter: Enter, tmp_path: Path) -> None:
    """A digit in a name and a village that is a tehsil: taken as written, and each a row that says *compare*."""
    rows = tuple((row[0], f"{row[1]} 2", *row[2:5], "Multan", *row[6:]) for row in ROWS[:1])
    file = tmp_path / "unlikely.xlsx"
    file.write_bytes(makers.xlsx((HEAD, *rows)))
    page = looked_at(entered(enter), file)
    for finding in (Finding.NAME_HAS_DIGIT, Finding.VILLAGE_IS_TEHSIL):
        assert f"compare: {reason_label(finding, '', {})}" in texts(page)
    assert "1 household" in page.look.counts.text()


def test_phones_that_are_not_kept_are_said_and_each_row_says_its_own_reason(enter: Enter, tmp_path: Path) -> None:
    """At the columns, in a sentence at Look, and what is to be looked at beside the row."""
    page = entered(enter)
    page.take(mixed(tmp_path))
    page.options.place.set_pcode(PLACE)
    page.options.consent.set_value(EACH)
    for kept in (True, False):
        page.options.phone.setChecked(kept)
        page.options.stated.emit()
        while page.strip.question is not None:
            page.strip.answered.emit(True)
        assert ("Phone: not kept" in texts(page)) is not kept
        page.look_button.click()
        assert page.step == LOOK
        assert page.look.phones.isVisible() is not kept
        assert "1 of 4 people are named | 3, 4 |" in texts(page)
        page.back_button.click()
    assert page.look.phones.text() == "2 phones are not kept: nobody said that phones may be kept."
    for said in ("left out: not 13 digits", "1 of 4 people are named"):
        assert f"Kot | {said}" in texts(page)
