"""Append to a desk's log: line, signatures, content and new signed head, as the last write of the transaction.

The head row keeps all that the next append needs (size, right edge of the tree, hash and logical clock of the last
line), so a transaction reads one row whatever the size of the log. Every head is signed (63 µs): a slip can then carry
a fingerprint that the desk stands by, and a copy of the store is checkable at any moment.
"""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import Connection, bindparam, insert, select, update

from desktop.errors import LogDoesNotFit
from desktop.ledger import checkpoint
from desktop.ledger.checkpoint import Checkpoint, Fingerprint
from desktop.ledger.clock import Ground, Reading, next_hlc, written
from desktop.ledger.entry import FIRST_PREV, Draft, Entry, NotAnEntry, commit, decode, encode
from desktop.ledger.remembered import Head
from desktop.ledger.tree import Frontier, leaf_hash
from desktop.models.ledger_entry import LedgerContent, LedgerEntry, LedgerHead
from desktop.records.operator import Hand
from desktop.security.signing import SigningKey
from desktop.values.entry_kind import EntryKind

_SEEN_HEAD = select(LedgerHead.size, LedgerHead.frontier).where(
    LedgerHead.district_id == bindparam("district"), LedgerHead.log == bindparam("origin")
)
_HEAD = _SEEN_HEAD.with_for_update()
_ADD_LINE = insert(LedgerEntry.__table__)  # pyright: ignore[reportArgumentType]
_ADD_CONTENT = insert(LedgerContent.__table__)  # pyright: ignore[reportArgumentType]
_ADD_HEAD = insert(LedgerHead.__table__)  # pyright: ignore[reportArgumentType]
_NEW_HEAD = update(LedgerHead.__table__).where(  # pyright: ignore[reportArgumentType]
    LedgerHead.district_id == bindparam("district"),
    LedgerHead.log == bindparam("origin"),
    LedgerHead.size == bindparam("old_size"),
)


def _app() -> str:
    try:
        return version("haqdar")
    except PackageNotFoundError:
        return "unpacked"


APP = _app()
"""Version of the program, as it stands in `app`."""


_GROUND = 16


@dataclass(frozen=True)
class Edge:
    """What the next append needs to know of a log."""

    frontier: Frontier
    prev: str
    hlc: int
    ground: Ground | None = None

    def to_bytes(self) -> bytes:
        """8 bytes of logical clock, 32 of the last line's hash, 32 for each peak, 16 of the clock's ground if known."""
        ground = self.ground.to_bytes() if self.ground else b""
        return self.hlc.to_bytes(8, "big") + bytes.fromhex(self.prev) + b"".join(self.frontier.peaks) + ground

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Edge":
        """Read again. Raises ValueError when the bytes do not fit the size."""
        if len(data) < 40:
            msg = "too short"
            raise ValueError(msg)
        ends = len(data) - len(data[40:]) % 32
        peaks = [data[start : start + 32] for start in range(40, ends, 32)]
        ground = Ground.from_bytes(data[ends:]) if len(data) - ends == _GROUND else None
        if ground is None and ends != len(data):
            msg = "neither peaks nor ground"
            raise ValueError(msg)
        return cls(Frontier(size, peaks), data[8:40].hex(), int.from_bytes(data[:8], "big"), ground)


@dataclass(frozen=True)
class Signers:
    """Who signs what is appended: the desk its head, who acts the line, the second person of the line likewise."""

    log: SigningKey
    own: Hand
    second: Hand | None = None


@dataclass(frozen=True)
class Appended:
    """What was written: the entry, and the fingerprint of the log with it in."""

    entry: Entry
    fingerprint: Fingerprint
    edge: Edge
    """What the next append begins from."""

    @property
    def log(self) -> str:
        """The log's origin."""
        return self.entry.log

    @property
    def seq(self) -> int:
        """The entry's position."""
        return self.entry.seq


def edge_of(conn: Connection, district_id: str, log: str) -> Edge:
    """Where a log ends now; the head row stays locked until the transaction ends. Raises `LogDoesNotFit`."""
    row = conn.execute(_HEAD, {"district": district_id, "origin": log}).first()
    if row is None:
        return Edge(Frontier(), FIRST_PREV, _latest(conn, district_id))
    try:
        return Edge.from_bytes(row.size, bytes(row.frontier))
    except ValueError as problem:
        raise LogDoesNotFit(log, row.size, "head") from problem


def append(
    conn: Connection,
    district_id: str,
    log: str,
    draft: Draft,
    signers: Signers,
    now: Reading,
    edge: Edge | None = None,
) -> Appended:
    """Write one entry, signed by who did it, and the new head.

    `now` is the moment that the line says; `edge` is where the log ends, when the caller has it from `edge_of` or from
    the entry before, and it is used up.

    Raises `LogDoesNotFit` when the head row was damaged or another writer came between (which the store's write lock
    excludes), ValueError for a second person who does not sign.
    """
    if draft.second is not None and signers.second is None:
        msg = "a second person who does not sign"
        raise ValueError(msg)
    edge = edge or edge_of(conn, district_id, log)
    size = edge.frontier.size
    sealed = commit(draft.content) if draft.content is not None else None
    entry = Entry(
        app=APP,
        at=written(now.at),
        boot=now.boot,
        do=draft.do.value,
        hlc=next_hlc(edge.hlc, now.at),
        log=log,
        op=draft.op,
        prev=edge.prev,
        ref=draft.ref,
        role=draft.role,
        second=draft.second,
        seq=size,
        sum=sealed.sum if sealed else None,
        up=now.up,
        v=1,
        was=draft.was,
        who=draft.who,
    )
    line = encode(entry)
    leaf = leaf_hash(line)
    key = {"district_id": district_id, "log": log, "seq": size}
    beside = signers.second(line) if draft.second is not None and signers.second is not None else None
    conn.execute(_ADD_LINE, {**key, "line": line, "hash": leaf, "own": signers.own(line), "second": beside})
    if sealed:
        conn.execute(_ADD_CONTENT, {**key, "salt": sealed.salt, "content": sealed.content})
    edge.frontier.append(leaf)
    root = edge.frontier.root()
    ground = Ground.after(edge.ground, now, told=draft.do is EntryKind.CLOCK_JUMPED)
    after = Edge(edge.frontier, sha256(line).hexdigest(), entry.hlc, ground)
    head = {
        "size": size + 1,
        "root": root,
        "frontier": after.to_bytes(),
        "note": checkpoint.sign(Checkpoint(log, size + 1, root), signers.log),
    }
    if size == 0:
        conn.execute(_ADD_HEAD, {"district_id": district_id, "log": log, **head})
    elif conn.execute(_NEW_HEAD, {"district": district_id, "origin": log, "old_size": size, **head}).rowcount != 1:
        raise LogDoesNotFit(log, size, "head")
    return Appended(entry, Fingerprint.of(size + 1, root), after)


def ground_of(conn: Connection, district_id: str, log: str) -> Ground | None:
    """The ground of a log's clock, read alone; None before the first entry, and where the head row is damaged."""
    row = conn.execute(_SEEN_HEAD, {"district": district_id, "origin": log}).first()
    with suppress(ValueError):
        return Edge.from_bytes(row.size, bytes(row.frontier)).ground if row else None
    return None


def _latest(conn: Connection, district_id: str) -> int:
    """The logical clock of all logs here: one that begins after a restore goes on from it, whatever its clock says."""
    edges = conn.scalars(select(LedgerHead.frontier).where(LedgerHead.district_id == district_id))
    return max((int.from_bytes(bytes(one)[:8], "big") for one in edges), default=0)


def head_fingerprint(conn: Connection, district_id: str, log: str) -> Fingerprint | None:
    """The fingerprint of the log as it stands, for a paper that records nothing; None before the first entry."""
    row = conn.execute(
        select(LedgerHead.size, LedgerHead.root).where(LedgerHead.district_id == district_id, LedgerHead.log == log)
    ).first()
    return Fingerprint.of(row.size, bytes(row.root)) if row else None


def last_entry(conn: Connection, district_id: str, log: str) -> Entry | None:
    """The newest entry of a log; None before the first. Raises `LogDoesNotFit` when it is no entry."""
    row = conn.execute(
        select(LedgerEntry.seq, LedgerEntry.line)
        .where(LedgerEntry.district_id == district_id, LedgerEntry.log == log)
        .order_by(LedgerEntry.seq.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    try:
        return decode(bytes(row.line))
    except NotAnEntry as problem:
        raise LogDoesNotFit(log, row.seq, "line") from problem


def heads(conn: Connection, district_id: str) -> dict[str, Head]:
    """Size and root of every log as the store has them now."""
    rows = conn.execute(
        select(LedgerHead.log, LedgerHead.size, LedgerHead.root).where(LedgerHead.district_id == district_id)
    )
    return {row.log: Head(row.size, bytes(row.root)) for row in rows}
