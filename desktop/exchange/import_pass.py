"""One way through a foreign list: rows from the closed-off child, households out, with a count of what was found.

A list is gone through twice, once to look and once to write; nothing of it is kept in between but counts and the first
rows of each kind of problem.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.exchange import columns
from desktop.exchange.import_drafts import Assembler, Line, Told
from desktop.exchange.import_person import Remark
from desktop.exchange.sheets.reader import SheetFile
from desktop.exchange.sheets.wire import Head, Reading
from desktop.records.imports import ImportPlan, PreviewRow, ReadAs, Trouble
from desktop.values.import_field import ImportField

FIRST_ROWS = 5
"""Rows that are named of each kind of problem."""

SHOWN = 20
"""Rows of the preview."""

type Progress = Callable[[int, int], None]
"""Told how many rows are done of how many; raises Cancelled when somebody asked to stop."""


def reading_of(read: ReadAs) -> Reading:
    """What the child is asked."""
    return Reading(
        sheet=read.sheet, repeat=read.repeat, header=read.header, encoding=read.encoding, separator=read.separator
    )


def look(file: SheetFile, read: ReadAs) -> Head:
    """What the file is."""
    return file.look(reading_of(read))


def through(
    file: SheetFile, plan: ImportPlan, today: date, district: str, progress: Progress, total: int
) -> Iterator[Told]:
    """Every household of the list. Raises what `SheetFile.rows` raises, MapIncomplete, and what `progress` raises."""
    columns.require_whole(plan)
    key = plan.of(ImportField.HOUSEHOLD)
    ask = reading_of(plan.read)
    asked = Reading(
        sheet=ask.sheet,
        repeat=ask.repeat,
        header=ask.header,
        encoding=ask.encoding,
        separator=ask.separator,
        group=key[0].place if key else -1,
        take=columns.taken(plan.columns),
    )
    yield from Assembler(plan, today, district).households(_lines(file, asked, progress, total))


def _lines(file: SheetFile, ask: Reading, progress: Progress, total: int) -> Iterator[Line]:
    done = 0
    progress(0, total)
    for rows in file.rows(ask):
        for row in rows:
            yield row.number, row.cells
        done += len(rows)
        progress(min(done, total), total)


@dataclass
class Tally:
    """What was found while households went by."""

    rows: int = 0
    households: int = 0
    people: int = 0
    ready: int = 0
    ready_people: int = 0
    already: int = 0
    refused: int = 0
    preview: list[PreviewRow] = field(default_factory=list[PreviewRow])
    _troubles: dict[tuple[str, str], Trouble] = field(default_factory=dict[tuple[str, str], Trouble])

    def see(self, told: Told, *, already: bool) -> None:
        """One more household; `already`: an earlier import brought it."""
        self.rows += len(told.rows)
        self.households += 1
        self.people += len(told.draft.members)
        if told.stops:
            self.refused += len(told.rows)
        elif already:
            self.already += 1
        else:
            self.ready += 1
            self.ready_people += len(told.draft.members)
        for remark in told.remarks:
            self._note(remark)
        if sum(len(one.rows) for one in self.preview) < SHOWN:
            stops = tuple((one.where, one.code) for one in told.remarks if one.stops)
            self.preview.append(PreviewRow(told.rows, told.draft, stops))

    def _note(self, remark: Remark) -> None:
        key = (remark.where, remark.code)
        before = self._troubles.get(key)
        if before is None:
            self._troubles[key] = Trouble(
                remark.where, remark.code, remark.stops, 1, (remark.row,), remark.example, dict(remark.facts)
            )
            return
        rows = before.rows
        if len(rows) < FIRST_ROWS and remark.row not in rows:
            rows = (*rows, remark.row)
        self._troubles[key] = replace(before, count=before.count + 1, rows=rows)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Kinds of problems: those that stop first, the most frequent first."""
        return tuple(sorted(self._troubles.values(), key=lambda one: (not one.stops, -one.count)))


def bad_rows(
    file: SheetFile, plan: ImportPlan, why: dict[int, list[Remark]], progress: Progress, total: int
) -> Iterator[tuple[int, list[str], list[Remark]]]:
    """The rows that were remarked on, with all of their cells but those that we do not keep, in the list's order."""
    ask = reading_of(plan.read)
    asked = Reading(
        sheet=ask.sheet,
        repeat=ask.repeat,
        header=ask.header,
        encoding=ask.encoding,
        separator=ask.separator,
        take=columns.copied(plan.columns),
    )
    for number, cells in _lines(file, asked, progress, total):
        if number in why:
            yield number, list(cells), why[number]


def remarks_by_row(told: Iterable[Told]) -> dict[int, list[Remark]]:
    """Every remark under the number of its row."""
    found: dict[int, list[Remark]] = {}
    for household in told:
        for remark in household.remarks:
            found.setdefault(remark.row, []).append(remark)
    return found
