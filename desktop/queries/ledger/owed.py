"""Holds what is owed, and what settled it, against the entries of hand-overs."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, Sums, plain
from desktop.values.entry_kind import EntryKind

_OWED = text("SELECT disbursement_id, item, household_id, quantity, settled_by FROM owed WHERE district_id = :district")
_MARKS = (b'"owed":', b'"settled":')


class _Given(msgspec.Struct):
    """What an entry says beside what every hand-over says."""

    household: str = ""
    owed: dict[str, int] = {}
    settled: list[str] = []


class _PassedOn(msgspec.Struct):
    lines: list[str]


@dataclass
class _Line:
    household: str
    quantity: int
    settled_by: str = ""


class OwedLines:
    """A sum, nought where every row says what its entry says."""

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

    def misfit(self, conn: Connection, district: str) -> str | None:
        """``owed`` when a row says something else than its entries."""
        for (left_by, item), line in self._lines.items():
            self._sums.turn("owed", left_by, item, line.household, str(line.quantity), line.settled_by)
        for row in conn.execute(_OWED, {"district": district}):
            self._sums.turn("owed", *(plain(value) for value in row))
        return next(iter(self._sums.left()), None)
