"""Holds the office's sealing against the entry that last named one: marks must not go to a stranger, nor to somebody
who was focal person once.

Whoever was focal person has an older sealing that the office signed, and could put it back with an entry of their own.
So a sealing is named only by who changes operators, with a second person, and its number only ever grows.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from desktop.ledger.entry import decode
from desktop.models.ledger_entry import LedgerEntry
from desktop.queries.history import contents_at
from desktop.records.operator import Sealing
from desktop.values.entry_rights import names_a_mailbox

type Place = tuple[str, int]


class _Named(msgspec.Struct):
    """What an entry about an operator says of the sealing, if it says anything."""

    protection: str | None = None
    protection_number: int = 0


def recipient_misfit(conn: Connection, district: str, staff: Sequence[Place], sealing: Sealing) -> Place | None:
    """Where another sealing than the office's was named last, or the first that nobody may name so; `staff` are
    entries about operators, in order.

    ``("store", 0)`` when the office has one that nobody ever named: an office begins with the first, to nobody.
    """
    contents = contents_at(conn, district, list(staff))
    place, last = ("store", 0), ("", 1)
    for where in staff:
        content = contents.get(where)
        told = msgspec.json.decode(content, type=_Named) if content is not None else _Named()
        if told.protection is None:
            continue
        if told.protection_number <= last[1] or not _by_two(conn, district, where):
            return where
        place, last = where, (told.protection, told.protection_number)
    return None if last == (sealing.recipient, sealing.number) else place


def _by_two(conn: Connection, district: str, place: Place) -> bool:
    log, seq = place
    of = (LedgerEntry.district_id == district, LedgerEntry.log == log, LedgerEntry.seq == seq)
    entry = decode(bytes(conn.execute(select(LedgerEntry.line).where(*of)).scalar_one()))
    return names_a_mailbox(entry.role, second=entry.second is not None)
