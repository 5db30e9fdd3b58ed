"""Holds the office's protection recipient against the entry that last named one: marks must not go to a stranger."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from desktop.models.operator import Office
from desktop.queries.history import contents_at

type Place = tuple[str, int]


class _Named(msgspec.Struct):
    """What an entry about an operator says of the protection key, if it says anything."""

    protection: str | None = None


def recipient_misfit(conn: Connection, district: str, staff: Sequence[Place]) -> Place | tuple[str, None] | None:
    """Where the recipient was named that the office does not have now; `staff` are entries about operators, in order.

    ``("store", None)`` when it has one that nobody ever named.
    """
    kept = conn.scalar(select(Office.protection_recipient).where(Office.district_id == district)) or ""
    contents = contents_at(conn, district, list(staff))
    named: tuple[Place, str] | None = None
    for place in staff:
        content = contents.get(place)
        told = msgspec.json.decode(content, type=_Named).protection if content is not None else None
        if told is not None:
            named = (place, told)
    if named is None:
        return ("store", None) if kept else None
    place, recipient = named
    return None if recipient == kept else place
