"""Holds what is owed, what settled it, who collected and what was entered late against the entries of hand-overs."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger_said import Said, Sums, plain
from desktop.values.entry_kind import EntryKind

_OWED = text("SELECT disbursement_id, item, household_id, quantity, settled_by FROM owed WHERE district_id = :district")
_COLLECTIONS = text("SELECT disbursement_id, kind, named_id FROM collection WHERE district_id = :district")
_LATE = text(
    "SELECT id, sheet, given_on FROM disbursement WHERE district_id = :district"
    " AND (sheet <> '' OR given_on IS NOT NULL)"
)
_MARKS = (b'"owed":', b'"settled":', b'"collected":', b'"sheet":')


class _Given(msgspec.Struct):
    """What an entry says beside what every hand-over says."""

    household: str = ""
    owed: dict[str, int] = {}
    settled: list[str] = []
    collected: str = ""
    named: str = ""
    sheet: str = ""
    day: str = ""


class _PassedOn(msgspec.Struct):
    lines: list[str]


@dataclass
class _Line:
    household: str
    quantity: int
    settled_by: str = ""


class OwedLines:
    """A sum per table, nought where every row says what its entry says."""

    kinds = frozenset({EntryKind.GIVEN, EntryKind.VOIDED, EntryKind.OWED_PASSED_ON})

    def __init__(self) -> None:
        self._sums = Sums()
        self._lines: dict[tuple[str, str], _Line] = {}
        self._settling: dict[str, list[tuple[str, str]]] = {}
        self._decoder = msgspec.json.Decoder(_Given)

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says; a hand-over like most others is not even taken apart."""
        if said.do == EntryKind.VOIDED:
            for line in self._settling.pop(said.ref, ()):
                self._lines[line].settled_by = ""
            return
        if said.do == EntryKind.OWED_PASSED_ON and content is not None:
            for one in msgspec.json.decode(content, type=_PassedOn).lines:
                item, left_by = one.split(" ", 1)
                if (left_by, item) in self._lines:
                    self._lines[left_by, item].household = said.ref
            return
        if content is None or not any(mark in content for mark in _MARKS):
            return
        told = self._decoder.decode(content)
        for item, quantity in told.owed.items():
            self._lines[said.ref, item] = _Line(told.household, quantity)
        for one in told.settled:
            item, left_by = one.split(" ", 1)
            if (left_by, item) in self._lines:
                self._lines[left_by, item].settled_by = said.ref
                self._settling.setdefault(said.ref, []).append((left_by, item))
        if told.collected:
            self._sums.turn("collection", said.ref, told.collected, told.named)
        if told.sheet or told.day:
            self._sums.turn("late_entry", said.ref, told.sheet, told.day)

    def misfit(self, conn: Connection, district: str) -> str | None:
        """The first table in which a row says something else than its entries, by its name."""
        for (left_by, item), line in self._lines.items():
            self._sums.turn("owed", left_by, item, line.household, str(line.quantity), line.settled_by)
        for name, statement in (("owed", _OWED), ("collection", _COLLECTIONS), ("late_entry", _LATE)):
            for row in conn.execute(statement, {"district": district}):
                self._sums.turn(name, *(plain(value) for value in row))
        return next(iter(self._sums.left()), None)
