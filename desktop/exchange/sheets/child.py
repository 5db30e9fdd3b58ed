"""The closed-off process that opens foreign sheets; started by `reader`, never imported.

The file is its standard input, so it needs no name and no path. After its imports it may open no file and no
connection, start nothing, take little memory and use few seconds of processor time (see `desktop.scanning.confinement`
for what each system offers).
"""

import codecs
import sys
from collections.abc import Callable, Iterator

from desktop.errors import SheetUnread, SheetUnsafe
from desktop.exchange.sheets import delimited, limits, old_excel, packed, submissions, tables, wire, workbook
from desktop.exchange.sheets.kinds import OLE, Kind, kind_of
from desktop.exchange.sheets.tables import Line, Table
from desktop.scanning.confinement import allow_seconds, close_off


class _Read:
    """A file as it is read: one table of rows, and what is to be told of it."""

    def __init__(self, content: bytes, ask: wire.Reading) -> None:
        self.kind: Kind = kind_of(content)
        self.encoding = self.separator = ""
        self.sheets: list[wire.Sheet] = []
        self.sheet, self.repeat = 0, -2
        self.notes: set[str] = set()
        if self.kind == "json":
            joined = submissions.from_json(content, ask.repeat)
            self.table, self.repeat = joined.table, joined.chosen
            self.sheets = [wire.Sheet(name, rows) for name, rows in joined.lists]
        elif self.kind == "csv":
            self.table = self._delimited(content, ask)
        else:
            self.table = self._workbook(content, ask)
        self.header = ask.header or tables.heading_row(self.table)
        self.names = tables.headings(self.table, self.header)

    def _delimited(self, content: bytes, ask: wire.Reading) -> Table:
        self.encoding = ask.encoding or delimited.guess_encoding(content)
        text = delimited.decoded(content, self.encoding)
        self.separator = ask.separator or delimited.guess_separator(text)
        return delimited.table(text, self.separator)

    def _workbook(self, content: bytes, ask: wire.Reading) -> Table:
        if self.kind != "xls":
            self.notes |= packed.look_into(content, self.kind)
        else:
            if content.startswith(OLE):
                old_excel.look_into(content)
            if b"_\0V\0B\0A\0" in content:
                self.notes.add("macros")
        found = workbook.tables(content)
        if not found:
            raise SheetUnread("", "empty")
        self.sheets = [wire.Sheet(table.name, table.count) for table in found]
        self.sheet = ask.sheet if 0 <= ask.sheet < len(found) else _main(found)
        main = found[self.sheet]
        others = [table for table in found if table is not main]
        joined = submissions.join(main, others, ask.repeat)
        if joined is None:
            return main
        self.repeat = joined.chosen
        return joined.table

    def lines(self) -> Iterator[Line]:
        """The rows under the headings."""
        return tables.body(self.table, self.header, len(self.names))

    def head(self) -> wire.Head:
        """What the file is, after one look at every row."""
        columns = tables.Columns(self.names)
        for _, cells in self.lines():
            columns.see(cells)
        notes = self.notes | ({"cut"} if columns.cut else set[str]())
        return wire.Head(
            kind=self.kind,
            sheets=tuple(self.sheets),
            sheet=self.sheet,
            repeat=self.repeat,
            header=self.header,
            encoding=self.encoding,
            separator=self.separator,
            columns=columns.told(),
            rows=columns.rows,
            notes=tuple(sorted(notes)),
        )


def _main(found: list[Table]) -> int:
    """The sheet to begin with: the one that repeat sheets point to, else the one with most rows."""
    for place, table in enumerate(found):
        row = tables.heading_row(table)
        if row and submissions.INDEX in (names := tables.headings(table, row)) and submissions.PARENT not in names:
            return place
    return max(range(len(found)), key=lambda place: found[place].count)


def messages(content: bytes, ask: wire.Reading) -> Iterator[wire.Message]:
    """What there is to say about a file; the last is `Done` or `Refusal`."""
    try:
        read = _Read(content, ask)
        if not ask.rows:
            yield read.head()
            yield wire.Done(0)
            return
        lines: Callable[[], Iterator[Line]] = read.lines
        wide = len(read.names)
        if any(not 0 <= place < wide for place in (*ask.group, *(ask.take or ()))):
            raise SheetUnread("", "columns")
        source = tables.by_key(lines, ask.group) if ask.group else lines()
        yield from _frames(source, ask.take)
    except (SheetUnread, SheetUnsafe) as problem:
        yield wire.Refusal(type(problem).__name__, problem.why)
    except MemoryError:
        yield wire.Refusal(SheetUnsafe.__name__, "memory")
    except RecursionError:
        yield wire.Refusal(SheetUnsafe.__name__, "deep")


def _frames(lines: Iterator[Line], take: tuple[int, ...] | None) -> Iterator[wire.Message]:
    rows: list[wire.Row] = []
    size = count = 0
    for number, cells in lines:
        taken = cells if take is None else [cells[place] for place in take]
        rows.append(wire.Row(number, taken))
        size += sum(map(len, taken)) + 2 * len(taken)
        count += 1
        if size >= limits.FRAME_BYTES:
            yield wire.Rows(rows)
            rows, size = [], 0
    if rows:
        yield wire.Rows(rows)
    yield wire.Done(count)


def main() -> None:
    """Read the file on standard input as the one argument asks, and say what there is."""
    ask = wire.reading_of(sys.argv[1])
    source, back = sys.stdin.buffer, sys.stdout.buffer
    for name in (*delimited.ENCODINGS, "utf-8-sig", "utf-16", "ascii", "latin-1", "cp437"):  # the last: names in ZIP
        codecs.lookup(name)  # a codec is imported at its first use, and no file can be opened afterwards
    close_off()
    allow_seconds(limits.PROCESSOR_SECONDS)
    content = source.read(limits.FILE_BYTES + 1)
    for message in messages(content, ask):
        wire.say(message, back)


if __name__ == "__main__":
    main()
