"""Holds rows that are written once against the entry of each, and cards against what became of them."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, Sums, plain
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import CardState


@dataclass(frozen=True)
class _Table:
    """A row each: its id, by whom it was written, and the columns that its entry names, in this order."""

    name: str
    fields: tuple[str, ...]
    rows: str


_ONCE = {
    EntryKind.RIGHTS_OFFERED: _Table(
        "rights_offered",
        ("code", "day", "language"),
        "SELECT r.id, r.told_by, h.code, r.day, r.language FROM rights_offered r JOIN household h"
        " ON h.district_id = r.district_id AND h.id = r.household_id WHERE r.district_id = :district",
    ),
    EntryKind.WORKPLACE_VISITED: _Table(
        "workplace_visit",
        ("workplace", "day", "households_met"),
        "SELECT v.id, v.recorded_by, w.number, v.day, v.households_met FROM workplace_visit v JOIN workplace w"
        " ON w.district_id = v.district_id AND w.id = v.workplace_id WHERE v.district_id = :district",
    ),
    EntryKind.QUIET_ASIDE: _Table(
        "quiet_note",
        ("flag", "count", "reason"),
        "SELECT id, noted_by, flag, count, reason FROM quiet_note WHERE district_id = :district",
    ),
    EntryKind.IDENTITY_NOTED: _Table(
        "identity_note",
        ("registrant", "result", "day", "token"),
        "SELECT id, noted_by, registrant_id, result, day, token FROM identity_note WHERE district_id = :district",
    ),
}
_CARDS = text(
    "SELECT c.id, h.code, c.slot, c.issue, c.state FROM card c JOIN household h"
    " ON h.district_id = c.district_id AND h.id = c.household_id WHERE c.district_id = :district"
)
_ENDED = {EntryKind.CARD_REVOKED: CardState.REVOKED, EntryKind.CARD_REPLACED: CardState.REPLACED}


class _Card(msgspec.Struct):
    card: str = ""
    old: str = ""


class _Merged(msgspec.Struct):
    gone: str
    handed: list[str] = []
    """Rows about the record that went, which are about the one that stayed from then on."""


class Rows:
    """A sum per table, nought where every row says what its entry says. Who wrote it stands in both."""

    kinds = frozenset({*_ONCE, *_ENDED, EntryKind.CARD_ISSUED, EntryKind.PEOPLE_MERGED, EntryKind.PEOPLE_UNMERGED})

    def __init__(self) -> None:
        self._sums = Sums()
        self._erased: set[str] = set()
        self._merges: dict[str, _Merged] = {}

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says."""
        if content is None:
            self._erased.add(said.ref)
        elif said.do in _ONCE:
            table = _ONCE[EntryKind(said.do)]
            told: dict[str, Any] = msgspec.json.decode(content)
            self._sums.turn(table.name, said.ref, said.who, *(plain(told.get(field)) for field in table.fields))
        elif said.do == EntryKind.PEOPLE_MERGED:
            self._merges[said.ref] = msgspec.json.decode(content, type=_Merged)
        elif said.do == EntryKind.PEOPLE_UNMERGED:
            self._merges.pop(said.ref, None)
        else:
            self._card(said, msgspec.json.decode(content, type=_Card))

    def misfit(self, conn: Connection, district: str) -> str | None:
        """The first table in which a row says something else than its entry, by its name."""
        whose: dict[str, str] = {}
        for merge in self._merges.values():
            for row in merge.handed:
                whose.setdefault(row, merge.gone)
        for table in _ONCE.values():
            for found, *values in conn.execute(text(table.rows), {"district": district}):
                row = plain(found)
                if row in self._erased:
                    continue
                words = [plain(value) for value in values]
                if row in whose:
                    words[1] = whose[row]
                self._sums.turn(table.name, row, *words)
        for card, code, slot, issue, state in conn.execute(_CARDS, {"district": district}):
            self._state(plain(card), f"{code}{slot}{issue:02}", state)
        return next(iter(self._sums.left()), None)

    def _card(self, said: Said, told: _Card) -> None:
        ended = _ENDED.get(EntryKind(said.do))
        number = told.card or told.old
        self._state(said.ref, number, CardState.LIVE)
        if ended is not None:
            self._state(said.ref, number, ended)

    def _state(self, card: str, number: str, state: str) -> None:
        self._sums.turn("card", card, number, str(state))
