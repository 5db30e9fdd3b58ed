"""Holds what the help desk let against the book: who draws beside the list, who is served at home, what was given."""

from typing import Any

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger_said import Said, plain
from desktop.values.entry_kind import EntryKind

type Words = tuple[str, ...]

_ALLOWANCES = text(
    "SELECT round_id, household_id, operator_id, size, reason FROM allowance WHERE district_id = :district"
)
_DELIVERIES = text(
    "SELECT round_id, household_id, operator_id, reason FROM home_delivery WHERE district_id = :district"
)
_AMONG = text(
    "SELECT id, infants, women, disabled FROM provisional WHERE district_id = :district"
    " AND infants + women + disabled > 0"
)
_ITEMS = text("SELECT provisional_id, item, quantity FROM provisional_item WHERE district_id = :district")


class Helped:
    """What holds now by the last entry about it."""

    kinds = frozenset(
        {
            EntryKind.ALLOWED,
            EntryKind.DELIVERY_LISTED,
            EntryKind.DELIVERY_ENDED,
            EntryKind.PROVISIONAL_GIVEN,
        }
    )

    def __init__(self) -> None:
        self._allowed: dict[tuple[str, str], Words] = {}
        self._delivered: dict[tuple[str, str], Words] = {}
        self._items: set[Words] = set()
        self._erased: set[str] = set()
        self._among: set[Words] = set()

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says; why a household was let draw may be erased with its people."""
        if content is None:
            self._erased.add(said.ref)
            return
        told: dict[str, Any] = msgspec.json.decode(content)
        about = (plain(told.get("round")), said.ref)
        if said.do == EntryKind.ALLOWED:
            self._allowed[about] = (said.who, plain(told.get("size")), plain(told.get("reason")))
        elif said.do == EntryKind.DELIVERY_LISTED:
            self._delivered[about] = (said.who, plain(told.get("reason")))
        elif said.do == EntryKind.DELIVERY_ENDED:
            self._delivered.pop(about, None)
        else:
            self._items.update((said.ref, item, plain(quantity)) for item, quantity in told["items"].items())
            among = [told.get(category, 0) for category in ("infants", "women", "disabled")]
            if any(among):
                self._among.add((said.ref, *map(plain, among)))

    def misfit(self, conn: Connection, district: str) -> str | None:
        """The first table that says something else than the book, by its name."""
        names = {"district": district}
        for table, statement, told in (
            ("allowance", _ALLOWANCES, self._allowed),
            ("home_delivery", _DELIVERIES, self._delivered),
        ):
            rows = [tuple(plain(value) for value in row) for row in conn.execute(statement, names)]
            stands = {(row[0], row[1]): row[2:] for row in rows}
            silent = {key for key in stands if table == "allowance" and key[1] in self._erased and key not in told}
            if any(stands.get(key) != told.get(key) for key in {*stands, *told} - silent):
                return table
        for statement, told in ((_ITEMS, self._items), (_AMONG, self._among)):
            if {tuple(plain(value) for value in row) for row in conn.execute(statement, names)} != told:
                return "provisional"
        return None
