"""Walk every log from its first line and name the first one that does not fit.

Each line must be in canonical form, stand at its place without a gap, name the line before it and a known kind, and be
opened by its content, unless another entry erased that; the tree over all of them must have the root in the signed
head. Only the signature over that root proves anything; the hash column and `prev` are signposts that point at the row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Result, Row, text

from desktop.errors import LogDoesNotFit
from desktop.ledger.book import Edge
from desktop.ledger.checkpoint import Fingerprint, NoteRefused, open_note
from desktop.ledger.clock import Ground, reading_of
from desktop.ledger.entry import FIRST_PREV, Entry, NotAnEntry, decode, opens
from desktop.ledger.erasure import first_kept, rightly_gone
from desktop.ledger.remembered import Head
from desktop.ledger.tree import Tree
from desktop.security.certificates import Certificates
from desktop.values.entry_kind import EntryKind

# Plain SQL, so that no column type touches the 200,000 rows on their way.
_LINES = text(
    "SELECT e.seq, e.line, e.hash, c.salt, c.content FROM ledger_entry e LEFT JOIN ledger_content c"
    " ON c.district_id = e.district_id AND c.log = e.log AND c.seq = e.seq"
    " WHERE e.district_id = :district AND e.log = :log ORDER BY e.seq"
)
_ONE_LINE = text("SELECT line FROM ledger_entry WHERE district_id = :district AND log = :log AND seq = :seq")
_HEADS = text("SELECT log, size, root, frontier, note FROM ledger_head WHERE district_id = :district ORDER BY log")
_STRAY_LOGS = text(
    "SELECT DISTINCT log FROM ledger_entry e WHERE district_id = :district AND NOT EXISTS"
    " (SELECT 1 FROM ledger_head h WHERE h.district_id = e.district_id AND h.log = e.log) ORDER BY log"
)
_STRAY_CONTENT = text(
    "SELECT log, seq FROM ledger_content c WHERE district_id = :district AND NOT EXISTS"
    " (SELECT 1 FROM ledger_entry e WHERE e.district_id = c.district_id AND e.log = c.log AND e.seq = c.seq)"
    " ORDER BY log, seq LIMIT 1"
)
_SLICE = 1_000

_KINDS = frozenset(kind.value for kind in EntryKind)
_OF_STAFF = frozenset(
    {
        EntryKind.OPERATOR_ADDED.value,
        EntryKind.OPERATOR_REMOVED.value,
        EntryKind.OPERATOR_ROLE.value,
        EntryKind.OPERATOR_PASSPHRASE.value,
    }
)


type _Tell = Callable[[int], None]


@dataclass(frozen=True)
class Break:
    """The first thing that does not fit: which log, which line, and why, as a short code.

    ``missing`` a line is not there · ``form`` not a line in canonical form · ``hash`` the line is not the one that was
    hashed · ``place`` it names another place or log · ``prev`` it, or the line before, was changed (`seq` is the one
    that nobody vouches for) · ``clock`` its logical clock goes back · ``kind`` unknown kind · ``content`` its content
    does not open its commitment, or is gone and no entry erased it · ``stray`` a row that belongs to nothing ·
    ``root`` the signed root is another · ``signature`` the head is not signed by the desk · ``desk`` no certified desk
    writes this log · ``head`` the head row is damaged · ``shorter`` and ``other_root`` as `desktop.ledger.remembered`
    found · ``unsigned`` and ``unentitled`` as `desktop.ledger.signatures` · others as `desktop.queries.ledger.trust`
    says.
    """

    log: str
    seq: int
    why: str

    def as_error(self) -> LogDoesNotFit:
        """The broken trust to raise."""
        return LogDoesNotFit(self.log, self.seq, self.why)


@dataclass(frozen=True)
class LogState:
    """One log as it was found: its head and the tree over its lines, which answers for older sizes and gives proofs."""

    log: str
    tree: Tree
    root: bytes
    of_staff: tuple[tuple[int, int], ...] = ()
    """Logical clock and position of the entries about operators: they may name to whom envelopes are sealed."""

    @property
    def head(self) -> Head:
        """Size and root, to be remembered."""
        return Head(self.tree.size, self.root)

    @property
    def fingerprint(self) -> Fingerprint:
        """The short form of the head."""
        return Fingerprint.of(self.tree.size, self.root)


@dataclass(frozen=True)
class Audit:
    """The result of a walk: how many lines fit, the logs that fit, and the first thing that did not."""

    entries: int
    logs: Mapping[str, LogState]
    first_bad: Break | None

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return self.first_bad is None


class _Bad(Exception):
    def __init__(self, seq: int, why: str) -> None:
        super().__init__(why)
        self.seq = seq
        self.why = why


def audit(
    conn: Connection,
    district_id: str,
    certificates: Certificates,
    remembered: Mapping[str, Head] | None = None,
    progress: _Tell | None = None,
) -> Audit:
    """Walk all logs of the store; nothing is written. `progress` hears how many lines are done.

    `remembered` holds the heads that are known from outside the store (the head file, papers of full size): a log that
    is shorter, or had another root at that size, was cut or rolled back.
    """
    entries, fitting = 0, dict[str, LogState]()
    heads = conn.execute(_HEADS, {"district": district_id}).all()
    for row in heads:
        try:
            state = _walk(conn, district_id, certificates, row, _counted(progress, entries))
            _recall(state, (remembered or {}).get(row.log))
        except _Bad as bad:
            return Audit(entries, fitting, Break(row.log, bad.seq, bad.why))
        entries += state.tree.size
        fitting[row.log] = state
    return Audit(entries, fitting, _strays(conn, district_id, fitting, remembered or {}))


def _counted(progress: _Tell | None, before: int) -> _Tell:
    def tell(done: int) -> None:
        if progress:
            progress(before + done)

    return tell


def _strays(
    conn: Connection, district_id: str, logs: Mapping[str, LogState], remembered: Mapping[str, Head]
) -> Break | None:
    """Lines without a head, contents without a line, and remembered logs of which nothing is left."""
    headless = conn.execute(_STRAY_LOGS, {"district": district_id}).first()
    if headless:
        return Break(headless.log, 0, "head")
    stray = conn.execute(_STRAY_CONTENT, {"district": district_id}).first()
    if stray:
        return Break(stray.log, stray.seq, "stray")
    kept = first_kept(conn, district_id)
    if kept:
        return Break(*kept, "stray")
    gone = next((log for log, head in sorted(remembered.items()) if head.size and log not in logs), None)
    return Break(gone, 0, "shorter") if gone else None


def _recall(state: LogState, head: Head | None) -> None:
    if head is None:
        return
    if head.size > state.tree.size:
        raise _Bad(state.tree.size, "shorter")
    if state.tree.root(head.size) != head.root:
        raise _Bad(max(head.size - 1, 0), "other_root")


@dataclass(frozen=True)
class _HeadRow:
    log: str
    size: int
    root: bytes
    edge: Edge
    note: str


def _head_row(row: Row[Any]) -> _HeadRow:
    size, root, note = row.size, row.root, row.note
    try:
        return _HeadRow(row.log, size, bytes(root), Edge.from_bytes(size, bytes(row.frontier)), note)
    except (ValueError, TypeError):
        raise _Bad(0, "head") from None


def _walk(conn: Connection, district_id: str, certificates: Certificates, row: Row[Any], tell: _Tell) -> LogState:
    """One log from its first line to its signed head."""
    head = _head_row(row)
    leaves: list[bytes] = []
    of_staff: list[tuple[int, int]] = []
    prev, hlc, seq = FIRST_PREV, -1, 0
    ground: Ground | None = None
    lines = conn.execute(_LINES, {"district": district_id, "log": head.log})
    for at, line, hashed, salt, content in chain.from_iterable(_slices(lines, tell)):
        if at != seq:
            raise _Bad(seq, "missing" if at > seq else "stray")
        if seq == head.size:
            raise _Bad(seq, "stray")
        if type(line) is not bytes:
            raise _Bad(seq, "form")
        leaf = sha256(b"\0" + line).digest()
        if leaf != hashed:
            raise _Bad(seq, "hash")
        try:
            entry = decode(line)
        except NotAnEntry:
            raise _Bad(seq, "form") from None
        if entry.seq != seq or entry.log != head.log:
            raise _Bad(seq, "place")
        if entry.prev != prev:
            raise _Bad(_unvouched(conn, district_id, head, seq, line), "prev")
        if entry.hlc <= hlc:
            raise _Bad(seq, "clock")
        if entry.do not in _KINDS:
            raise _Bad(seq, "kind")
        gone = salt is None and content is None and entry.sum is not None
        if not (rightly_gone(conn, district_id, entry) if gone else _content_fits(entry, salt, content)):
            raise _Bad(seq, "content")
        if entry.do in _OF_STAFF:
            of_staff.append((entry.hlc, seq))
        leaves.append(leaf)
        ground = Ground.after(ground, reading_of(entry), told=entry.do == EntryKind.CLOCK_JUMPED)
        prev, hlc, seq = sha256(line).hexdigest(), entry.hlc, seq + 1
    if seq < head.size:
        raise _Bad(seq, "missing")
    edge = Edge(head.edge.frontier, prev, hlc, ground)
    return replace(_signed_state(head, Tree(leaves), edge, certificates), of_staff=tuple(of_staff))


def _slices(lines: Result[Any], tell: _Tell) -> Iterator[Sequence[Any]]:
    done = 0
    for part in lines.partitions(_SLICE):
        yield part
        done += len(part)
        tell(done)


def _content_fits(entry: Entry, salt: object, content: object) -> bool:
    """Whether a line that commits to content has it, it opens the commitment, and one that does not has none."""
    if entry.sum is None:
        return salt is None and content is None
    return isinstance(salt, bytes) and isinstance(content, bytes) and opens(entry, salt, content)


def _unvouched(conn: Connection, district_id: str, head: _HeadRow, seq: int, line: bytes) -> int:
    """Which of two neighbours was changed: the earlier one, if the line after them, or the head, names the later."""
    after = conn.execute(_ONE_LINE, {"district": district_id, "log": head.log, "seq": seq + 1}).scalar()
    try:
        vouched = decode(after).prev if after is not None else head.edge.prev
    except (NotAnEntry, TypeError):
        return seq
    return max(seq - 1, 0) if vouched == sha256(line).hexdigest() else seq


def _signed_state(head: _HeadRow, tree: Tree, edge: Edge, certificates: Certificates) -> LogState:
    """The log's state, once the signed head is the one of these lines, after which `edge` is computed."""
    last = max(head.size - 1, 0)
    if head.size and head.edge.prev != edge.prev:
        raise _Bad(last, "prev")
    root = tree.root()
    if root != head.root:
        raise _Bad(last, "root")
    clocks = (edge.hlc, edge.ground)
    if head.edge.frontier.peaks != tree.frontier().peaks or (head.size and (head.edge.hlc, head.edge.ground) != clocks):
        raise _Bad(last, "head")
    desk = certificates.desk_of_log(head.log)
    if desk is None:
        raise _Bad(0, "desk")
    try:
        signed = open_note(head.note, head.log, desk.log_public)
    except NoteRefused:
        raise _Bad(last, "signature") from None
    if (signed.size, signed.root) != (head.size, root):
        raise _Bad(last, "root")
    return LogState(head.log, tree, root)
