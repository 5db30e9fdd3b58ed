"""Saving the rows that were not taken, or not whole: while a list is looked at, and at any time after it came in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records.imports import BadRowWords, Checked
from desktop.ui.background import Job, Lane
from desktop.ui.page import Page
from desktop.ui.printing_desk import ask_where
from desktop.ui.widgets.notice import NoticeKind
from desktop.usecases import imports
from desktop.usecases.desk import Desk
from desktop.words.catalogue import tr
from desktop.words.import_words import say_reason
from desktop.words.said import Said

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt", ".json")
"""Endings of the lists that a clerk can choose; what a file is, its content says (`exchange/sheets/kinds.py`)."""

type Errors = tuple[Path, BadRowWords]
type Writing = Callable[[Desk, Job, Errors], Checked]


class Mending:
    """Asks where, and writes; `dialog` is the one that is open."""

    def __init__(self, page: Page) -> None:
        """For this page."""
        self._page = page
        self.dialog: QFileDialog | None = None

    def of_import(self, number: int, file: Path) -> None:
        """The rows of an import that is in the register, from its file."""

        def writing(desk: Desk, job: Job, errors: Errors) -> Checked:
            return imports.rows_to_mend(desk, number, file, errors, progress=job.progress)

        self.save(file, writing)

    def save(self, file: Path, writing: Writing) -> None:
        """Ask where to, then write."""
        ending = ".csv" if file.suffix.lower() in TEXTS else ".xlsx"  # a workbook is mended in a workbook
        name = f"{file.stem}-{tr('rows to mend')}{ending}"

        def chosen(target: Path) -> None:
            words = (target, BadRowWords(tr("Row"), tr("Why"), say_reason))
            self._page.bench.run_named(
                tr("Writing the rows to mend"),
                lambda desk, job: writing(desk, job, words),
                lambda checked: self._written(target, checked),
                lane=Lane.LONG_READS,
            )

        self.dialog = ask_where(self._page, tr("Save the rows to mend"), name, chosen, kinds="CSV, XLSX (*.csv *.xlsx)")

    def _written(self, target: Path, checked: Checked) -> None:
        if not checked.troubles:
            self._page.bench.say(NoticeKind.KNOW, Said(tr("Every row of it was taken whole.")))
            return
        safe = tr("It is an ordinary file now: keep it safe.")
        self._page.bench.say(NoticeKind.GOOD, Said(tr("Saved as {file}.", file=target.name), "", safe))
