"""The tour around the desk: workplaces and reach, identity papers and the list for a van, a list from a file."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.records.imports import BatchView
from desktop.ui.screens.imports.imports_page import COLUMNS, DONE, LOOK, ImportsPage
from desktop.ui.screens.papers.papers_page import PapersPage
from desktop.ui.screens.workplaces.workplaces_page import WorkplacesPage
from desktop.ui.tour.guide import CONTROL, DOWN, ENTER, ESC, Guide, rest, type_into
from desktop.ui.tour.partner_list import COLUMNS as COLUMNS_WRITTEN
from desktop.ui.tour.partner_list import HOUSEHOLDS, NEVER_TAKEN, PEOPLE, REFUSED, write_list
from desktop.usecases import import_batches
from desktop.values.import_field import NeverKept


def workplace(guide: Guide) -> None:
    """A kiln is a place of its own: there is no field for anybody's name."""
    guide.home()
    guide.press(Qt.Key.Key_W)
    page = guide.page(WorkplacesPage)
    guide.press(Qt.Key.Key_N, held=CONTROL)
    guide.until(page.form.isVisible, "the form of a workplace is open")
    type_into(page.form.kind, "1")
    page.form.place.setFocus()
    guide.write("lahore cantt")
    guide.press(ENTER)
    type_into(page.form.village, "Chak 12")
    type_into(page.form.landmark, "after the canal bridge, blue chimney")
    guide.true(bool(page.form.draft().pcode), "its place is chosen")


def reach(guide: Guide) -> None:
    """A visit is a day and a plain number: at how many workplaces somebody was met."""
    page = guide.page(WorkplacesPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.list.isVisible() and page.list.table.present() is not None, "the workplace is in the list")
    guide.page(WorkplacesPage)
    page.visit.met.setFocus()
    guide.write("14")
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: "14" in page.list.summary.text(), "the reach says that 14 households were met")


def papers(guide: Guide) -> None:
    """Who needs an identity paper, by village."""
    guide.home()
    guide.press(Qt.Key.Key_N)
    page = guide.page(PapersPage)
    guide.until(lambda: page.villages.present() is not None, "villages are shown")


def papers_note(guide: Guide) -> None:
    """A village, a person, and what came of asking for the paper."""
    page = guide.page(PapersPage)
    guide.press(ENTER)
    guide.until(lambda: page.people.present() is not None, "the people of the village are shown")
    guide.picture("papers-people")
    guide.press(ENTER)
    guide.until(lambda: page.note.isVisible(), "it is asked what came of it")
    guide.press(Qt.Key.Key_1)
    rest(0.1)


def van(guide: Guide) -> None:
    """Ctrl+P: the list for a mobile registration van, without phone, work or workplace."""
    page = guide.page(PapersPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.people.isVisible() and guide.frame.bench.idle, "the result is kept")
    guide.press(ESC)
    guide.until(lambda: page.villages.isVisible() and guide.frame.bench.idle, "back at the villages")
    guide.press(Qt.Key.Key_P, held=CONTROL)
    guide.until(lambda: page.list.isVisible() and bool(page.list.pdf), "the list is drawn")


def van_paper(guide: Guide) -> Path:
    """The list as a paper."""
    page = guide.page(PapersPage)
    guide.true(page.list.pdf.startswith(b"%PDF"), "the list is a paper")
    return guide.keep("van-list.pdf", page.list.pdf)


def van_sheet(guide: Guide) -> Path:
    """The same list as a sheet."""
    page = guide.page(PapersPage)
    target = guide.out / "van-list.xlsx"
    page.making.write_sheet(target)
    guide.until(lambda: guide.frame.bench.idle and target.exists(), "the list is saved as a sheet")
    guide.true(target.read_bytes().startswith(b"PK"), "it is a workbook")
    return target


def import_columns(guide: Guide) -> None:
    """A list of a partner: what each column is, and which are never taken."""
    file = write_list(guide.out)
    guide.home()
    guide.press(Qt.Key.Key_I)
    page = guide.page(ImportsPage)
    page.take(file)
    guide.until(lambda: page.step == COLUMNS, "the columns are guessed")
    assert page.plan is not None
    never = [one.never for one in page.plan.columns if one.never is not None]
    guide.true(never == [NeverKept.EMPLOYER, NeverKept.DEBT], "owner and advance are never taken")
    guide.press(*[DOWN] * (COLUMNS_WRITTEN - NEVER_TAKEN))
    guide.true(not page.columns.field.isEnabled(), "nobody can say that the owner's column is something else")


def import_look(guide: Guide) -> None:
    """What would come in, with nothing written yet."""
    page = guide.page(ImportsPage)
    guide.press(ENTER, held=CONTROL)
    guide.until(lambda: page.step == LOOK, "the rows were looked at")
    assert page.checked is not None
    counts = (page.checked.ready, page.checked.ready_people, page.checked.refused)
    guide.true(counts == (HOUSEHOLDS, PEOPLE, REFUSED), "four households are ready, one row is not")


def import_done(guide: Guide) -> None:
    """Brought in, as one."""
    page = guide.page(ImportsPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.step == DONE, "the list is in the register")
    batches: list[BatchView] = []
    guide.frame.bench.run(import_batches.batches, batches.extend)
    guide.until(lambda: bool(batches), "the import stands in the list of imports")
    guide.true((batches[0].households, batches[0].people) == (HOUSEHOLDS, PEOPLE), "all of it came, and no more")


STEPS = (
    ("workplace", workplace),
    ("workplaces-reach", reach),
    ("papers", papers),
    ("papers-note", papers_note),
    ("van-list", van),
    ("van-list-paper", van_paper),
    ("van-list-sheet", van_sheet),
    ("import-columns", import_columns),
    ("import-look", import_look),
    ("import-done", import_done),
)
