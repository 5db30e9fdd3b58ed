"""Holds what changes its state against the last entry about it: withdrawals, workplaces, imports, pairs and others."""

from typing import Any

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, Sums, plain
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import BatchState, BlockState, PairAnswer, WithdrawalState

type Fields = dict[str, str]

_ROWS = {
    "withdrawal": (
        "SELECT w.id, h.code, w.due, w.purpose, w.registrant_id AS person, w.state FROM withdrawal w JOIN household h"
        " ON h.district_id = w.district_id AND h.id = w.household_id WHERE w.district_id = :district"
    ),
    "known_intermediary": (
        "SELECT id, role, name_as_told, name_latin, phone, pcode, village,"
        " CASE WHEN ended_at IS NULL THEN '' ELSE 'yes' END AS ended FROM known_intermediary"
        " WHERE district_id = :district"
    ),
    "workplace": (
        "SELECT id, number, kind, pcode, village, landmark, licence,"
        " CASE WHEN working THEN 'yes' ELSE 'no' END AS working FROM workplace WHERE district_id = :district"
    ),
    "block": (
        "SELECT b.id, h.code, b.reason, b.note, b.state FROM block b JOIN household h"
        " ON h.district_id = b.district_id AND h.id = b.household_id WHERE b.district_id = :district"
    ),
    "import_batch": "SELECT id, number, state FROM import_batch WHERE district_id = :district",
    "merge": "SELECT id, kept_id AS kept, gone_id AS gone FROM people_merge WHERE district_id = :district",
}
_PAIRS = text("SELECT a_id, b_id, answer FROM pair WHERE district_id = :district AND answer IS NOT NULL")
_BROUGHT = text("SELECT batch_id, household_id FROM imported_household WHERE district_id = :district")

_BEGUN: dict[EntryKind, tuple[str, Fields]] = {
    EntryKind.CONSENT_WITHDRAWN: ("withdrawal", {"state": WithdrawalState.WAITING}),
    EntryKind.BLOCK_PROPOSED: ("block", {"state": BlockState.PROPOSED}),
    EntryKind.INTERMEDIARY_NOTED: ("known_intermediary", {}),
    EntryKind.WORKPLACE_MADE: ("workplace", {}),
    EntryKind.WORKPLACE_CORRECTED: ("workplace", {}),
    EntryKind.IMPORT_BEGUN: ("import_batch", {"state": BatchState.WRITING}),
    EntryKind.PEOPLE_MERGED: ("merge", {}),
}
_BECAME = {
    EntryKind.WITHDRAWAL_CALLED_OFF: ("withdrawal", WithdrawalState.CALLED_OFF),
    EntryKind.WITHDRAWAL_DONE: ("withdrawal", WithdrawalState.DONE),
    EntryKind.BLOCKED: ("block", BlockState.ACTIVE),
    EntryKind.BLOCK_REFUSED: ("block", BlockState.REFUSED),
    EntryKind.UNBLOCKED: ("block", BlockState.LIFTED),
    EntryKind.IMPORT_OPENED: ("import_batch", BatchState.OPEN),
    EntryKind.IMPORT_DROPPED: ("import_batch", BatchState.DROPPED),
    EntryKind.IMPORT_UNDONE: ("import_batch", BatchState.UNDONE),
}


class _Decided(msgspec.Struct):
    a: str
    b: str
    answer: str


class _Merged(msgspec.Struct):
    kept: str
    gone: str
    handed: list[str] = []


class _Written(msgspec.Struct):
    batch: str
    homes: dict[str, msgspec.Raw] = {}


class States:
    """What each of them is now, as the entries say; of what was erased nothing is said."""

    kinds = frozenset({*_BEGUN, *_BECAME, EntryKind.PAIR_DECIDED, EntryKind.PEOPLE_UNMERGED, EntryKind.IMPORT_WRITTEN})

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Fields]] = {table: {} for table in _ROWS}
        self._pairs: dict[tuple[str, str], str] = {}
        self._before: dict[str, tuple[tuple[str, str], str]] = {}
        self._handed: dict[str, _Merged] = {}
        self._brought = Sums()
        self._erased: set[str] = set()

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says."""
        if content is None:
            self._erased.add(said.ref)
        elif said.do == EntryKind.PAIR_DECIDED:
            told = msgspec.json.decode(content, type=_Decided)
            if told.b != "draft":  # of somebody who was being typed there is no second record
                self._pairs[told.a, told.b] = told.answer
        elif said.do == EntryKind.IMPORT_WRITTEN:
            written = msgspec.json.decode(content, type=_Written)
            for household in written.homes:
                self._brought.turn(written.batch, household)
        elif said.do == EntryKind.PEOPLE_UNMERGED:
            self._apart(said.ref)
        elif said.do in _BECAME:
            table, state = _BECAME[EntryKind(said.do)]
            self._told[table].setdefault(said.ref, {})["state"] = state
        else:
            self._begun(said, content)

    def opened(self) -> set[str]:
        """Imports that are in the register now."""
        batches = self._told["import_batch"].items()
        return {batch for batch, told in batches if told.get("state") == BatchState.OPEN}

    def misfit(self, conn: Connection, district: str) -> tuple[str, str] | None:
        """Table and id of the first row that is in another state than the entries say; of a pair the second record."""
        whose: dict[str, str] = {}
        for merge in self._handed.values():
            for row in merge.handed:
                whose.setdefault(row, merge.gone)
        for table, rows in _ROWS.items():
            for row in conn.execute(text(rows), {"district": district}).mappings():
                name = plain(row["id"])
                stands = {field: plain(value) for field, value in row.items() if field != "id"}
                if name in whose and "person" in stands:
                    stands["person"] = whose[name]
                told = self._told[table].get(name)
                if (
                    told is not None
                    and name not in self._erased
                    and stands != {key: told.get(key, "") for key in stands}
                ):
                    return table, name
        return self._pair(conn, district) or self._import(conn, district)

    def _begun(self, said: Said, content: bytes) -> None:
        table, more = _BEGUN[EntryKind(said.do)]
        told: dict[str, Any] = msgspec.json.decode(content)
        self._told[table].setdefault(said.ref, {}).update(_flat(told.get("after", told)) | more)
        if said.do == EntryKind.PEOPLE_MERGED:
            merged = msgspec.json.decode(content, type=_Merged)
            pair = min((merged.kept, merged.gone), (merged.gone, merged.kept))
            self._before[said.ref] = pair, self._pairs.get(pair, "")
            self._handed[said.ref] = merged
            self._pairs[pair] = PairAnswer.SAME

    def _apart(self, merge: str) -> None:
        self._handed.pop(merge, None)
        if merge in self._before:
            pair, answer = self._before[merge]
            self._pairs[pair] = answer

    def _pair(self, conn: Connection, district: str) -> tuple[str, str] | None:
        told = {pair: answer for pair, answer in self._pairs.items() if answer}
        for a, b, answer in conn.execute(_PAIRS, {"district": district}):
            if told.pop((plain(a), plain(b)), None) != answer:
                return "pair", plain(b)
        return next((("pair", b) for _, b in told), None)

    def _import(self, conn: Connection, district: str) -> tuple[str, str] | None:
        for batch, household in conn.execute(_BROUGHT, {"district": district}):
            self._brought.turn(plain(batch), plain(household))
        left, here = self._brought.left(), self.opened()
        return next((("import_batch", batch) for batch in left if batch in here), None)


def _flat(told: dict[str, Any]) -> Fields:
    """Fields of an entry as text; those of a place beside the others."""
    place: dict[str, Any] = told["place"] if isinstance(told.get("place"), dict) else {}
    return {key: plain(value) for key, value in (*told.items(), *place.items()) if not isinstance(value, (dict, list))}
