"""What the entries say, one after another, to everybody who holds rows against them: one walk for all."""

import hashlib
import secrets
from typing import Protocol

import msgspec
from sqlalchemy import Connection, text

from desktop.values.entry_kind import EntryKind

type Place = tuple[str, int]
"""A log and a position in it."""

_LOGS = text("SELECT DISTINCT log FROM ledger_entry WHERE district_id = :district")
_SAID = text(
    "SELECT e.seq, e.line, c.content FROM ledger_entry e LEFT JOIN ledger_content c"
    " ON c.district_id = e.district_id AND c.log = e.log AND c.seq = e.seq"
    " WHERE e.district_id = :district AND e.log = :log ORDER BY e.seq"
)


class _Second(msgspec.Struct):
    who: str


class _Brief(msgspec.Struct):
    at: str
    do: str
    who: str
    ref: str = ""
    second: _Second | None = None


class Said(msgspec.Struct, frozen=True):
    """One entry: where it stands, what was done, when, by whom, and what it is about."""

    place: Place
    do: str
    at: str
    who: str
    second: str
    """Empty without a second person."""
    ref: str


class Listener(Protocol):
    """Somebody who holds rows against entries of some kinds."""

    kinds: frozenset[EntryKind]

    def hear(self, said: Said, content: bytes | None) -> None:
        """One entry of these kinds; None: its content was erased."""
        ...


def tell(conn: Connection, district: str, *listeners: Listener) -> None:
    """Tell every entry of the store, one log after another and each in its order, to those who listen to its kind.

    A restored desk goes on in a log of its next epoch: its tenth is told behind its ninth.
    """
    wanted = {str(kind): [one for one in listeners if kind in one.kinds] for kind in EntryKind}
    decoder = msgspec.json.Decoder(_Brief)
    for log in sorted(conn.execute(_LOGS, {"district": district}).scalars(), key=_desk_and_epoch):
        for seq, line, content in conn.execute(_SAID, {"district": district, "log": log}):
            brief = decoder.decode(bytes(line))
            told_to = wanted.get(brief.do)
            if not told_to:
                continue
            second = brief.second.who if brief.second is not None else ""
            said = Said((log, seq), brief.do, brief.at, brief.who, second, brief.ref)
            told = None if content is None else bytes(content)
            for one in told_to:
                one.hear(said, told)


def _desk_and_epoch(log: str) -> tuple[str, int, str]:
    """What logs are sorted by: `…/desk-03/10-4821` stands behind `…/desk-03/9-0077`."""
    desk, _, epoch = log.rpartition("/")
    number = epoch.partition("-")[0]
    return desk, int(number) if number.isdecimal() else 0, epoch


class Sums:
    """A sum under each name, nought when everything that was put in was taken out again.

    The key is new in each walk, so that nobody can choose rows whose marks cancel.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._sums: dict[str, int] = {}

    def turn(self, name: str, *words: str) -> None:
        """Put something in, or take it out again."""
        mark = hashlib.blake2b("\0".join(words).encode(), key=self._key, digest_size=8).digest()
        self._sums[name] = self._sums.get(name, 0) ^ int.from_bytes(mark)

    def left(self) -> list[str]:
        """The names under which something is left."""
        return [name for name, left in self._sums.items() if left]


def plain(raw: object) -> str:
    """A column as an entry would say it: ids as text, other bytes as hex digits, yes as 1, nothing as an empty text."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bytes):
        digits = raw.hex()
        if len(raw) != 16:
            return digits
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    if isinstance(raw, bool):
        return str(int(raw))
    return "" if raw is None else str(raw)
