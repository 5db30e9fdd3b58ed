"""What the ledger says that imports brought: the households of each slice."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from desktop.queries.history import contents_at

_AT_ONCE = 200


@dataclass(frozen=True)
class Brought:
    """Which entry says that a household came by an import, and by which batch."""

    place: tuple[str, int]
    batch: str


class _Written(msgspec.Struct):
    batch: str
    homes: dict[str, msgspec.Raw] = {}


def written_by_imports(conn: Connection, district: str, places: Sequence[tuple[str, int]]) -> dict[str, Brought]:
    """The households of these entries (log and place), by their ids as text."""
    decoder = msgspec.json.Decoder(_Written)
    found: dict[str, Brought] = {}
    for start in range(0, len(places), _AT_ONCE):
        for place, content in contents_at(conn, district, places[start : start + _AT_ONCE]).items():
            written = decoder.decode(content)
            for household in written.homes:
                found[household] = Brought(place, written.batch)
    return found
