"""The file of the rows that were not taken, or not whole, and why: for mending and bringing again.

It holds the columns that were taken and no others: what a column that nobody knows may say of people, nobody knows
either. No cell of it is worked out as a formula.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from desktop.errors import FileUnwritable
from desktop.exchange import columns
from desktop.exchange.import_drafts import Told
from desktop.exchange.safe_csv import CsvStream
from desktop.records.imports import BadRowWords, ImportPlan, Reason


class ErrorFile:
    """Rows go in as households go by; the file appears whole at the end, and only when there was a row.

    Use it as a context manager. Raises FileUnwritable.
    """

    def __init__(self, target: Path, plan: ImportPlan, words: BadRowWords) -> None:
        """Nothing is written yet."""
        self.rows = 0
        self._target = target
        self._fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        self._words = words
        self._headings = [plan.columns[place].name for place in columns.taken(plan.columns)]
        self._out: IO[bytes] | None = None
        self._csv: CsvStream | None = None

    def __enter__(self) -> Self:
        """The file."""
        if not self._target.name or self._target.is_dir() or not self._target.parent.is_dir():
            raise FileUnwritable(file=self._target.name, full=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put it in its place, or away when something broke."""
        if self._out is None:
            return
        try:
            self._try(self._finish if kind is None else self._out.close)
        finally:
            with contextlib.suppress(OSError):
                self._fresh.unlink(missing_ok=True)

    def see(self, told: Told) -> None:
        """Write the rows of a household that were remarked on."""
        why: dict[int, list[Reason]] = {}
        for remark in told.remarks:
            reasons = why.setdefault(remark.row, [])
            reasons.append(Reason(remark.where, remark.code, remark.stops, dict(remark.facts)))
        for number, cells in told.lines:
            if reasons := why.get(number):
                self._try(lambda row=number, kept=cells, said=reasons: self._row(row, kept, said))

    def _row(self, number: int, cells: Sequence[str], reasons: Sequence[Reason]) -> None:
        if self._csv is None:
            self._out = self._fresh.open("xb")
            self._csv = CsvStream(self._out)
            self._csv.row([self._words.row, self._words.why, *self._headings])
        said = " ".join(dict.fromkeys(map(self._words.say, reasons)))
        self._csv.row([str(number), said, *cells])
        self.rows += 1

    def _finish(self) -> None:
        assert self._out is not None
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        self._fresh.replace(self._target)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except OSError as error:
            raise FileUnwritable(file=self._target.name, full=error.errno == errno.ENOSPC) from error
