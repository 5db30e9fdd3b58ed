"""Holds rows against their lines column by column, as `desktop.queries.ledger.columns` declares."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, column, select, table, text

from desktop.ledger.erasure import ERASABLE
from desktop.queries.ledger.columns import HELD, Held, Line, SecondFor, Source, Told, Which
from desktop.queries.ledger.entries import Place, Said, Sums, plain, tell
from desktop.values.entry_kind import EntryKind

type _Words = tuple[str, ...]
type _Content = Mapping[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING: _Content = {}
_DESKS = text("SELECT id, log FROM desk WHERE district_id = :district")


class _Sink(Protocol):
    """Takes what lines say and what rows say; what both say leaves nothing."""

    def put(self, name: str, words: _Words, place: Place | None) -> None: ...


class _Sum:
    """For a book that fits, which is nearly every one: a number for each name, whatever the book's size."""

    def __init__(self) -> None:
        self.sums = Sums()

    def put(self, name: str, words: _Words, place: Place | None) -> None:
        self.sums.turn(name, *words)


class _Search:
    """For a book that does not: which line it is that has no such row."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left: dict[_Words, Place | None] = {}

    def put(self, name: str, words: _Words, place: Place | None) -> None:
        if name == self._name and self._left.pop(words, self) is self:
            self._left[words] = place

    def place(self) -> Place | None:
        """The first line that is left; None when only rows are."""
        return min((place for place in self._left.values() if place is not None), default=None)


class Columns:
    """Every row of the declared tables beside what its lines say of it."""

    kinds = frozenset({EntryKind.IMPORT_DROPPED, *(kind for held in HELD for kind in held.kinds)})

    def __init__(self, conn: Connection, district: str, sink: _Sink | None = None) -> None:
        self._sum = _Sum()
        desks = {
            plain(log).rpartition("/")[0]: plain(desk) for desk, log in conn.execute(_DESKS, {"district": district})
        }
        self._given_up: set[str] = set()
        # a short name for each table and columns, which words of rows and lines begin with
        marks = {shape: str(number) for number, shape in enumerate(dict.fromkeys(map(_shape, HELD)))}
        watched = [_Watched(held, marks[_shape(held)], sink or self._sum, desks, self._given_up) for held in HELD]
        self._by_kind = {str(kind): [one for one in watched if kind in one.held.kinds] for kind in self.kinds}
        self._watched = watched

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says; a content that was erased says nothing, but its line still who and when."""
        told: _Content | None = None if content is None else msgspec.json.decode(content)
        for one in self._by_kind[said.do]:
            one.hear(said, told)
        if said.do == EntryKind.IMPORT_DROPPED:
            for one in self._watched:
                one.drop(said.ref)

    def misfit(self, conn: Connection, district: str) -> tuple[str, Place | None] | None:
        """The first name under which a row says something else than its lines, and the line, when it is one."""
        self._look(conn, district)
        name = next(iter(self._sum.sums.left()), None)
        if name is None:
            return None
        search = _Search(name)
        again = Columns(conn, district, search)
        tell(conn, district, again)
        again._look(conn, district)
        return name, search.place()

    def _look(self, conn: Connection, district: str) -> None:
        for one in self._watched:
            one.end()
        for one in self._watched:
            if one.held.reads_rows:
                one.look(conn, district)


def _shape(held: Held) -> _Words:
    return (held.table, *held.columns)


class _Watched:
    """One declaration at work."""

    def __init__(self, held: Held, mark: str, sink: _Sink, desks: Mapping[str, str], given_up: set[str]) -> None:
        self.held = held
        self._mark = mark
        self._sink = sink
        self._given_up = given_up
        self._says = [_saying(source, desks) for source in held.columns.values()]
        self._reads = [_reading(source) for source in held.columns.values()]
        content = [isinstance(source, Told) for source in held.columns.values()]
        # of what may be erased the line alone is held too
        self._line = [place for place, told in enumerate(content) if not told]
        self._erasable = not held.each and any(content) and bool(ERASABLE & set(held.kinds))
        self._key = [place for place, name in enumerate(held.columns) if name in _KEYS.get(held.table, ("id",))]
        self._erased: set[str] = set()
        self._newest: dict[_Words, tuple[_Words, Place]] = {}
        self._heard: set[str] = set()
        self._times: dict[str, int] = {}
        self._brought: dict[str, list[tuple[_Words, Place]]] = {}

    def hear(self, said: Said, told: _Content | None) -> None:
        """What one line says of its row or rows."""
        held = self.held
        if held.told and not (told or _NOTHING).get(held.told):
            return
        if held.which is Which.COUNTED:
            self._times[said.ref] = self._times.get(said.ref, 0) + 1
        elif held.which is Which.NEWEST:
            self._replace(said, told)
        elif held.each:
            self._many(said, told or _NOTHING)
        elif held.which is Which.EACH or said.ref not in self._heard:
            if held.which is Which.FIRST:
                self._heard.add(said.ref)
            if told is None and self._erasable:
                self._erased.add(said.ref)
            self._put(self._words(said, told or _NOTHING), said.ref, said.place)

    def drop(self, batch: str) -> None:
        """An import was given up: its households go, in parts."""
        self._given_up.update(words[0] for words, _ in self._brought.pop(batch, ()))

    def end(self) -> None:
        """Whatever only the last line decides."""
        for words, place in self._newest.values():
            self._put(words, words[0], place)
        for ref, times in self._times.items():
            self._put((ref, str(times)), ref, None)
        for some in self._brought.values():
            for words, place in some:
                self._put(words, words[0], place)

    def look(self, conn: Connection, district: str) -> None:
        """What the rows say."""
        held = self.held
        wanted = select(*map(column, held.columns)).select_from(table(held.table))
        wanted = wanted.where(column("district_id") == district)
        for row in conn.execute(wanted.where(text(f"({held.rows})")) if held.rows else wanted):
            words = tuple(read(value) for read, value in zip(self._reads, row, strict=True))
            if words[0] in self._given_up or self._is_silent(words):
                continue
            self._put(words, words[0], None)

    def _is_silent(self, words: _Words) -> bool:
        """Whether the only line that told of this row was erased, and with it which row it is."""
        if self.held.which is not Which.NEWEST or words[0] not in self._erased:
            return False
        return tuple(words[place] for place in self._key) not in self._newest

    def _put(self, words: _Words, ref: str, place: Place | None) -> None:
        name = self.held.name
        if self._erasable and self.held.which is not Which.NEWEST:
            self._sink.put(name, (self._mark, "line", *(words[at] for at in self._line)), place)
            if ref in self._erased:
                return
        self._sink.put(name, (self._mark, *words), place)

    def _replace(self, said: Said, told: _Content | None) -> None:
        if told is None:
            self._erased.add(said.ref)
            return
        words = self._words(said, told)
        key = tuple(words[place] for place in self._key)
        if said.do in self.held.ends:
            self._newest.pop(key, None)
        else:
            self._newest[key] = words, said.place

    def _many(self, said: Said, told: _Content) -> None:
        for words in self._listed(said, told):
            if said.do == EntryKind.IMPORT_WRITTEN:
                self._brought.setdefault(plain(told.get("batch")), []).append((words, said.place))
            else:
                self._put(words, words[0], said.place)

    def _listed(self, said: Said, told: _Content) -> Iterator[_Words]:
        some: dict[str, Any] | list[_Content] = told.get(self.held.each, [])
        if isinstance(some, dict):
            for key, amount in some.items():
                yield self._words(said, told, key, amount)
        else:
            for one in some:
                yield self._words(said, one)

    def _words(self, said: Said, told: _Content, key: str = "", amount: object = "") -> _Words:
        return tuple(say(said, told, key, amount) for say in self._says)


_KEYS = {"allowance": ("household_id", "round_id"), "home_delivery": ("household_id", "round_id")}
"""Columns by which a row is known where that is not its id."""

type _Say = Callable[[Said, _Content, str, object], str]


def _saying(source: Source, desks: Mapping[str, str]) -> _Say:
    """What a line says of a column."""
    match source:
        case Told(name, _, lacking, of_key=False):
            return lambda _said, told, _key, _amount: plain(told.get(name, lacking))
        case Told(name, _, lacking):
            return lambda _said, told, key, _amount: plain(told.get(name, _NOTHING).get(key, lacking))
        case SecondFor(name):
            return lambda said, told, _key, _amount: said.second if told.get(name) else ""
        case _:
            return _of_line(source, desks)


def _of_line(source: Line, desks: Mapping[str, str]) -> _Say:
    match source:
        case Line.REF:
            return lambda said, _told, _key, _amount: said.ref
        case Line.WHO:
            return lambda said, _told, _key, _amount: said.who
        case Line.SECOND:
            return lambda said, _told, _key, _amount: said.second
        case Line.AT:
            return lambda said, _told, _key, _amount: _moment(said.at)
        case Line.DESK:
            return lambda said, _told, _key, _amount: desks.get(said.place[0].rpartition("/")[0], "")
        case Line.KEY:
            return lambda _said, _told, key, _amount: key
        case Line.AMOUNT | Line.TIMES:
            return lambda _said, _told, _key, amount: plain(amount)


def _reading(source: Source) -> Callable[[object], str]:
    """What a row says of a column, in the words of a line."""
    if isinstance(source, Told):
        return source.reads
    return _kept_moment if source is Line.AT else plain


def _moment(at: str) -> str:
    """Milliseconds since 1970, which is as exactly as a line tells a moment."""
    return str((datetime.fromisoformat(at) - _EPOCH) // timedelta(milliseconds=1))


def _kept_moment(raw: object) -> str:
    return str(raw // 1000) if isinstance(raw, int) else plain(raw)
