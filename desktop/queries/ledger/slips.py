"""Holds how often slips were printed against the entries that say so: a copy must not pass for a first paper."""

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, plain
from desktop.values.entry_kind import EntryKind

_PRINTED = text("SELECT id, slips FROM disbursement WHERE district_id = :district AND slips <> 0")


class _Failed(msgspec.Struct):
    """Whether the number of a printing that came to nothing was given back."""

    back: int


class Slips:
    """So many printings of each hand-over as its entries tell."""

    kinds = frozenset({EntryKind.SLIP_PRINTED, EntryKind.SLIP_FAILED})

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        self._silent: set[str] = set()
        """Of these a content was erased, so that the book does not tell any more."""

    def hear(self, said: Said, content: bytes | None) -> None:
        """One printing, or one that came to nothing."""
        if said.do == EntryKind.SLIP_PRINTED:
            self._told[said.ref] = self._told.get(said.ref, 0) + 1
        elif content is None:
            self._silent.add(said.ref)
        else:
            self._told[said.ref] = self._told.get(said.ref, 0) - msgspec.json.decode(content, type=_Failed).back

    def misfit(self, conn: Connection, district: str) -> str | None:
        """``slip`` when a hand-over was printed more or less often than the book tells."""
        now = {plain(row.id): row.slips for row in conn.execute(_PRINTED, {"district": district})}
        told = {name: number for name, number in self._told.items() if number}
        differ = now.keys() ^ told.keys() | {name for name in now if told.get(name) != now[name]}
        return "slip" if differ - self._silent else None
