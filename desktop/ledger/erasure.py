"""Erase contents of entries: salt and content go, the line stays, verifies and says nothing any more.

Only an entry that names what it erases may do so: a row of `erased_content` says which one, the guard lets that content
go, and the audit accepts a missing content only when that entry stands in its log, opens, and names it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, text

from desktop.ledger.book import Appended
from desktop.ledger.entry import Entry, NotAnEntry, decode, opens
from desktop.models.ledger_entry import ErasedContent, LedgerContent
from desktop.security.canonical import NotCanonical, decode_object
from desktop.values.entry_kind import EntryKind

type Place = tuple[str, int]
"""A log and a position in it."""

ERASABLE = frozenset(
    {
        EntryKind.HOUSEHOLD_REGISTERED,
        EntryKind.HOUSEHOLD_CORRECTED,
        EntryKind.PERSON_JOINED,
        EntryKind.PERSON_BORN,
        EntryKind.PERSON_LEFT,
        EntryKind.PERSON_DIED,
        EntryKind.HOUSEHOLD_SPLIT,
        EntryKind.HOUSEHOLDS_MERGED,
        EntryKind.HOUSEHOLD_MOVED,
        EntryKind.COLLECTOR_NAMED,
        EntryKind.COLLECTOR_ENDED,
        EntryKind.INTERMEDIARY_NOTED,
        EntryKind.PAIR_DECIDED,
        EntryKind.PEOPLE_MERGED,
        EntryKind.PEOPLE_UNMERGED,
        EntryKind.IMPORT_WRITTEN,
        EntryKind.IDENTITY_NOTED,
        EntryKind.BLOCK_PROPOSED,
        EntryKind.UNBLOCKED,
        EntryKind.ALLOWED,
        EntryKind.LIST_ADDED,
    }
)
"""Kinds whose content may hold what people told of themselves, or what staff wrote of a household in their own words.
What was handed over can never be erased."""

WRITTEN_OF_A_HOUSEHOLD = frozenset(
    {EntryKind.BLOCK_PROPOSED, EntryKind.UNBLOCKED, EntryKind.ALLOWED, EntryKind.LIST_ADDED}
)
"""Kinds with such words: nobody knows of whom of the household they speak, so they go with the first who asks."""

_ERASES = frozenset({EntryKind.WITHDRAWAL_DONE})

_NOTE = insert(ErasedContent)
_ERASE = delete(LedgerContent).where(
    LedgerContent.district_id == bindparam("district"),
    LedgerContent.log == bindparam("origin"),
    LedgerContent.seq == bindparam("place"),
)
# Plain SQL, as in the audit.
_ERASER = text(
    "SELECT n.line, c.salt, c.content FROM erased_content e"
    " JOIN ledger_entry n ON n.district_id = e.district_id AND n.log = e.by_log AND n.seq = e.by_seq"
    " JOIN ledger_content c ON c.district_id = e.district_id AND c.log = e.by_log AND c.seq = e.by_seq"
    " WHERE e.district_id = :district AND e.log = :log AND e.seq = :seq"
)
_STRAY = text(
    "SELECT e.log, e.seq FROM erased_content e JOIN ledger_content c"
    " ON c.district_id = e.district_id AND c.log = e.log AND c.seq = e.seq WHERE e.district_id = :district"
    " ORDER BY e.log, e.seq LIMIT 1"
)


def named(places: Iterable[Place]) -> list[list[str | int]]:
    """Places as the erasing entry's content names them, under ``erased``."""
    return [[log, seq] for log, seq in sorted(places)]


def erase(conn: Connection, district: str, by: Appended, places: Sequence[Place]) -> None:
    """Erase the contents at `places` under the entry `by`, which names them; in the caller's transaction."""
    if by.entry.do not in _ERASES:
        msg = "contents are erased under a withdrawal only"
        raise ValueError(msg)
    for log, seq in places:
        row = {"district_id": district, "log": log, "seq": seq, "by_log": by.log, "by_seq": by.seq}
        conn.execute(_NOTE, row)
        conn.execute(_ERASE, {"district": district, "origin": log, "place": seq})


def rightly_gone(conn: Connection, district: str, entry: Entry) -> bool:
    """Whether the missing content of `entry` was erased by an entry that may do so, opens, and names it."""
    if entry.do not in ERASABLE:
        return False
    row = conn.execute(_ERASER, {"district": district, "log": entry.log, "seq": entry.seq}).first()
    if row is None:
        return False
    try:
        by = decode(bytes(row.line))
        content = decode_object(bytes(row.content))
    except (NotAnEntry, NotCanonical, TypeError):
        return False
    told = content.get("erased")
    return (
        by.do in _ERASES
        and opens(by, bytes(row.salt), bytes(row.content))
        and isinstance(told, list)
        and [entry.log, entry.seq] in told
    )


def first_kept(conn: Connection, district: str) -> Place | None:
    """A content that is there although it is said to be erased; None when all are gone."""
    row = conn.execute(_STRAY, {"district": district}).first()
    return (row.log, row.seq) if row is not None else None
