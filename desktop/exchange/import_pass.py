"""One way through a foreign list: rows from the closed-off child, households out, with a count of what was found.

A list is gone through twice, once to look and once to write; nothing of it is kept in between but counts and the first
rows of each kind of problem.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from msgspec import structs

from desktop.errors import FileChanged
from desktop.exchange import columns
from desktop.exchange.doubts import group_places
from desktop.exchange.import_drafts import INSISTED, Assembler, Line, Told
from desktop.exchange.import_person import Remark
from desktop.exchange.sheets.reader import SheetFile
from desktop.exchange.sheets.wire import Reading
from desktop.records.imports import FileLook, ImportPlan, PreviewRow, ReadAs, Trouble

FIRST_ROWS = 5
"""Rows that are named of each kind of problem."""

MOST_TOLD_APART = 10
"""Different facts of one kind of problem that are told apart; what goes beyond is told together and without them."""

SHOWN = 20
"""Rows of the preview."""

TOLD_EVERY = 50
"""Rows between two words of progress, which are also the moments at which somebody may stop it."""

type Facts = tuple[tuple[str, str], ...]

type Progress = Callable[[int, int], None]
"""Told how many rows are done of how many; raises Cancelled when somebody asked to stop."""


def nothing_heard(done: int, total: int) -> None:
    """Progress for nobody."""


@contextmanager
def same_file(path: Path, seen: FileLook) -> Generator[SheetFile]:
    """The file that was looked at, open. Raises NoSuchFile, FileTooLarge, FileChanged."""
    with SheetFile(path) as file:
        if file.sha256 != seen.sha256:
            raise FileChanged(path.name)
        yield file


def reading_of(read: ReadAs) -> Reading:
    """What the child is asked."""
    return Reading(
        sheet=read.sheet, repeat=read.repeat, header=read.header, encoding=read.encoding, separator=read.separator
    )


@dataclass(frozen=True)
class Way:
    """How a list is gone through: by which plan, on which local day, in which district, and whom progress is told."""

    plan: ImportPlan
    today: date
    district: str
    total: int
    progress: Progress


def through(file: SheetFile, way: Way) -> Iterator[Told]:
    """Every household of the list. Raises what `SheetFile.rows` raises, MapIncomplete, and what `progress` raises."""
    columns.require_whole(way.plan)
    places = columns.taken(way.plan.columns)
    ask = structs.replace(reading_of(way.plan.read), group=group_places(way.plan), take=places)
    yield from Assembler(way.plan, places, way.today, way.district).households(_lines(file, ask, way))


def _lines(file: SheetFile, ask: Reading, way: Way) -> Iterator[Line]:
    done = 0
    way.progress(0, way.total)
    for rows in file.rows(ask):
        for row in rows:
            yield row.number, row.cells
            done += 1
            if done % TOLD_EVERY == 0:
                way.progress(min(done, way.total), way.total)
    way.progress(way.total, way.total)


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
    not_named: int = 0
    phones_left: int = 0
    to_mend: int = 0
    insisted: int = 0
    preview: list[PreviewRow] = field(default_factory=list[PreviewRow])
    _met: set[int] = field(default_factory=set[int])
    _troubles: dict[tuple[str, str], dict[Facts, Trouble]] = field(
        default_factory=dict[tuple[str, str], dict[Facts, Trouble]]
    )

    def see(self, told: Told, *, already: bool) -> bool:
        """One more household; `already`: an earlier import brought it. Whether it came before, here or there."""
        mark = hash(told.submission)  # of a text and for this run only: one number instead of a long text
        already = already or mark in self._met
        if not told.stops:
            self._met.add(mark)
        self._count(told, already=already)
        return already

    def _count(self, told: Told, *, already: bool) -> None:
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
            self.not_named += told.not_named
            self.phones_left += told.phones_left
            self.insisted += any(one.code == INSISTED for one in told.remarks)
        self.to_mend += len({remark.row for remark in told.remarks})
        for remark in told.remarks:
            self._note(remark)
        if sum(len(one.rows) for one in self.preview) < SHOWN:
            reasons = tuple((one.row, one.reason) for one in told.remarks)
            self.preview.append(PreviewRow(told.rows, told.draft, reasons))

    def _note(self, remark: Remark) -> None:
        kind = self._troubles.setdefault((remark.where, remark.code), {})
        # a sentence with facts is said of the rows that they are true of, and of no others
        key = remark.facts if remark.facts in kind or len(kind) < MOST_TOLD_APART else ()
        before = kind.get(key)
        if before is None:
            kind[key] = Trouble(remark.where, remark.code, remark.stops, 1, (remark.row,), remark.example, dict(key))
            return
        rows = before.rows
        if len(rows) < FIRST_ROWS and remark.row not in rows:
            rows = (*rows, remark.row)
        kind[key] = replace(before, count=before.count + 1, rows=rows)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Kinds of problems: those that stop first, the most frequent first."""
        found = (one for kind in self._troubles.values() for one in kind.values())
        return tuple(sorted(found, key=lambda one: (not one.stops, -one.count)))
