"""Holds the office's sealing against the entry that last named one: marks must not go to a stranger, nor to somebody
who was focal person once."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from desktop.queries.history import contents_at
from desktop.records.operator import Sealing

type Place = tuple[str, int]


class _Named(msgspec.Struct):
    """What an entry about an operator says of the sealing, if it says anything."""

    protection: str | None = None
    protection_number: int = 0


def recipient_misfit(conn: Connection, district: str, staff: Sequence[Place], sealing: Sealing) -> Place | None:
    """Where another sealing than the office's was named last; `staff` are entries about operators, in order.

    ``("store", 0)`` when the office has one that nobody ever named: an office begins with the first, to nobody.
    """
    contents = contents_at(conn, district, list(staff))
    place, last = ("store", 0), ("", 1)
    for where in staff:
        content = contents.get(where)
        told = msgspec.json.decode(content, type=_Named) if content is not None else _Named()
        if told.protection is not None:
            place, last = where, (told.protection, told.protection_number)
    return None if last == (sealing.recipient, sealing.number) else place
