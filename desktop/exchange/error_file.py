"""The file of the rows that were not taken, or not whole, and why: for mending and bringing again.

It holds the columns that were taken and no others: what a column that nobody knows may say of people, nobody knows
either. No cell of it is worked out as a formula. A name that ends in .xlsx gets a workbook, every other one text.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.exchange import columns
from desktop.exchange.import_drafts import Told
from desktop.exchange.safe_csv import CsvStream
from desktop.exchange.text_sheets import text_workbook
from desktop.records.imports import BadRowWords, ImportPlan, Reason
from desktop.security.written_files import WholeFile


class ErrorFile:
    """Rows go in as households go by; the file appears whole at the end, and only when there was a row.

    Use it as a context manager. Raises as `WholeFile`, also when it is made.
    """

    def __init__(self, target: Path, plan: ImportPlan, words: BadRowWords) -> None:
        """Nothing is written yet."""
        self.rows = 0
        self._file = WholeFile(target, replace=True)  # who chose it was asked
        self._words = words
        self._headings = [plan.columns[place].name for place in columns.taken(plan.columns)]
        self._workbook: list[list[str]] | None = [] if target.suffix.lower() == ".xlsx" else None
        self._title = target.stem
        self._csv: CsvStream | None = None

    def __enter__(self) -> Self:
        """The file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put it in its place, or away when something broke."""
        if self._workbook and kind is None:
            with self._file as out:
                out.write(text_workbook(self._title, self._head(), self._workbook))
        elif self._csv is not None:
            self._file.__exit__(kind, value, trace)

    def see(self, told: Told) -> None:
        """Write the rows of a household that were remarked on."""
        why: dict[int, list[Reason]] = {}
        for remark in told.remarks:
            why.setdefault(remark.row, []).append(remark.reason)
        for number, cells in told.lines:
            if reasons := why.get(number):
                self._row(number, cells, reasons)

    def _head(self) -> list[str]:
        return [self._words.row, self._words.why, *self._headings]

    def _row(self, number: int, cells: Sequence[str], reasons: Sequence[Reason]) -> None:
        said = " ".join(dict.fromkeys(map(self._words.say, reasons)))
        row = [str(number), said, *cells]
        self.rows += 1
        if self._workbook is not None:
            self._workbook.append(row)  # a workbook is made as one; bad rows are the few of a list
            return
        if self._csv is None:
            self._csv = CsvStream(self._file.__enter__())
            self._csv.row(self._head())
        self._csv.row(row)
