"""What in the books asks for a second look by itself: a clock that moved, codes and passphrases that missed."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import islice

import msgspec
from sqlalchemy import Connection, select

from desktop.models.ledger_entry import LedgerHead
from desktop.models.operator import Operator
from desktop.queries.history import contents_at
from desktop.queries.log_lines import newest_lines
from desktop.records.safekeeping import Noted
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day

FAR_BACK = 20_000
"""Lines of a log that are looked through, from its newest: some days of a busy desk."""


class _Line(msgspec.Struct):
    """What is asked of a line."""

    at: str
    do: str
    hlc: int
    seq: int
    who: str


class _Content(msgspec.Struct):
    """The one number behind an entry of these kinds; its name depends on the kind."""

    seconds: int = 0
    missed: int = 0
    lane: int = 0
    shown: int = 0


def noted(conn: Connection, district: str, kinds: Collection[EntryKind], limit: int) -> tuple[Noted, ...]:
    """The newest entries of these kinds in all logs, the newest first."""
    wanted = frozenset(kind.value for kind in kinds)
    logs = conn.scalars(select(LedgerHead.log).where(LedgerHead.district_id == district)).all()
    found = [(log, line) for log in logs for line in _newest(conn, district, log, wanted, limit)]
    found.sort(key=lambda one: one[1].hlc, reverse=True)
    del found[limit:]
    contents = contents_at(conn, district, [(log, line.seq) for log, line in found])
    names = {
        str(who): name
        for who, name in conn.execute(select(Operator.id, Operator.name).where(Operator.district_id == district))
    }
    return tuple(_noted(log, line, contents.get((log, line.seq)), names.get(line.who, "")) for log, line in found)


def _noted(log: str, line: _Line, content: bytes | None, operator: str) -> Noted:
    told = _Content()
    with suppress(msgspec.DecodeError):  # damaged, which the audit names
        told = msgspec.json.decode(content or b"{}", type=_Content)
    number = told.seconds or told.missed or told.lane or told.shown
    return Noted(EntryKind(line.do), datetime.fromisoformat(line.at), operator, log, line.seq, number)


def _newest(conn: Connection, district: str, log: str, wanted: Collection[str], limit: int) -> Iterator[_Line]:
    """So many entries of these kinds, from the newest line of a log backwards.

    Of people who were shown, the last of an operator's day, which counts all of them: else a long look would push
    everything else off the list.
    """
    return islice(_last_of_days(line for line in _lines(conn, district, log) if line.do in wanted), limit)


def _last_of_days(lines: Iterable[_Line]) -> Iterator[_Line]:
    told: set[tuple[str, date]] = set()
    for line in lines:
        if line.do == EntryKind.PEOPLE_SHOWN:
            day = (line.who, local_day(datetime.fromisoformat(line.at)))
            if day in told:
                continue
            told.add(day)
        yield line


def _lines(conn: Connection, district: str, log: str) -> Iterator[_Line]:
    decoder = msgspec.json.Decoder(_Line)
    for _, raw in islice(newest_lines(conn, district, log), FAR_BACK):
        with suppress(msgspec.DecodeError):  # a damaged line is for the audit to name
            yield decoder.decode(raw)
