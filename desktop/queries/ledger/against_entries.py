"""SELECTs that hold the ledger against the register: every fact has its entry, every entry its fact."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.history_details import EVENTS
from desktop.queries.ledger.by_columns import Columns
from desktop.queries.ledger.days import Days
from desktop.queries.ledger.done_alone import done_alone
from desktop.queries.ledger.entries import plain, tell
from desktop.queries.ledger.events import first_misfit
from desktop.queries.ledger.homes import Homes
from desktop.queries.ledger.import_entries import Brought, written_by_imports
from desktop.queries.ledger.owed import OwedLines
from desktop.queries.ledger.rows import Rows
from desktop.queries.ledger.slips import Slips
from desktop.queries.ledger.states import States
from desktop.queries.ledger.stock import Stock
from desktop.queries.ledger.trusted_people import Trusted
from desktop.values.entry_kind import EntryKind

LEAVES_THE_MACHINE = frozenset(
    {
        EntryKind.ROSTER_PRINTED,
        EntryKind.STOCK_SHEET_PRINTED,
        EntryKind.BACKUP_MADE,
        EntryKind.FILE_WRITTEN,
        EntryKind.DAY_CLOSED,
        EntryKind.ACCOUNT_PRINTED,
    }
)
"""Acts after which a fingerprint of the book lies outside: on paper, or on a stick."""

_ENTRIES = text("SELECT log, seq, line FROM ledger_entry WHERE district_id = :district ORDER BY log, seq")
_FACTS: tuple[tuple[str, EntryKind, str], ...] = (
    ("household", EntryKind.HOUSEHOLD_REGISTERED, "SELECT id FROM household WHERE district_id = :district"),
    ("card", EntryKind.CARD_ISSUED, "SELECT id FROM card WHERE district_id = :district"),
    ("round", EntryKind.ROUND_MADE, "SELECT id FROM round WHERE district_id = :district"),
    ("disbursement", EntryKind.GIVEN, "SELECT id FROM disbursement WHERE district_id = :district"),
    ("workplace", EntryKind.WORKPLACE_MADE, "SELECT id FROM workplace WHERE district_id = :district"),
    ("workplace_visit", EntryKind.WORKPLACE_VISITED, "SELECT id FROM workplace_visit WHERE district_id = :district"),
    ("identity_note", EntryKind.IDENTITY_NOTED, "SELECT id FROM identity_note WHERE district_id = :district"),
    ("withdrawal", EntryKind.CONSENT_WITHDRAWN, "SELECT id FROM withdrawal WHERE district_id = :district"),
    (
        "withdrawal_done",
        EntryKind.WITHDRAWAL_DONE,
        "SELECT id FROM withdrawal WHERE district_id = :district AND state = 'done'",
    ),
    ("rights_offered", EntryKind.RIGHTS_OFFERED, "SELECT id FROM rights_offered WHERE district_id = :district"),
    (
        "known_intermediary",
        EntryKind.INTERMEDIARY_NOTED,
        "SELECT id FROM known_intermediary WHERE district_id = :district",
    ),
    ("quiet_note", EntryKind.QUIET_ASIDE, "SELECT id FROM quiet_note WHERE district_id = :district"),
    ("block", EntryKind.BLOCK_PROPOSED, "SELECT id FROM block WHERE district_id = :district"),
    (
        "block_agreed",
        EntryKind.BLOCKED,
        "SELECT id FROM block WHERE district_id = :district AND state IN ('active', 'lifted')",
    ),
    ("block_lifted", EntryKind.UNBLOCKED, "SELECT id FROM block WHERE district_id = :district AND state = 'lifted'"),
    ("provisional", EntryKind.PROVISIONAL_GIVEN, "SELECT id FROM provisional WHERE district_id = :district"),
    ("muster_print", EntryKind.SHEETS_NUMBERED, "SELECT id FROM muster_print WHERE district_id = :district"),
    ("proxy", EntryKind.PROXY_LET, "SELECT id FROM proxy WHERE district_id = :district"),
    ("point_day", EntryKind.POINT_OPENED, "SELECT id FROM point_day WHERE district_id = :district"),
    (
        "point_day_closed",
        EntryKind.DAY_CLOSED,
        "SELECT id FROM point_day WHERE district_id = :district AND summary <> ''",
    ),
    ("void", EntryKind.VOIDED, "SELECT disbursement_id FROM void WHERE district_id = :district"),
    ("merge", EntryKind.PEOPLE_MERGED, "SELECT id FROM people_merge WHERE district_id = :district"),
    (
        "unmerge",
        EntryKind.PEOPLE_UNMERGED,
        "SELECT id FROM people_merge WHERE district_id = :district AND undone_at IS NOT NULL",
    ),
)


class _Brief(msgspec.Struct):
    """What the comparison needs of a line."""

    at: str
    do: str
    hlc: int
    ref: str | None = None


@dataclass(frozen=True)
class Stray:
    """A fact without an entry (`seq` is None), or an entry without its fact."""

    table: str
    log: str
    seq: int | None


@dataclass(frozen=True)
class Coverage:
    """How many entries are older than a day, and how many of them lie under a fingerprint outside."""

    older: int
    covered: int
    uncovered_since: datetime | None


@dataclass(frozen=True)
class Compared:
    """Ledger and register side by side."""

    stray: Stray | None
    coverage: Coverage


def compare(conn: Connection, district: str, now: datetime) -> Compared:
    """Hold every registered fact against its entry, and the other way round; count the coverage."""
    by_kind: dict[str, dict[str, tuple[str, int]]] = {kind: {} for _, kind, _ in _FACTS}
    ages: list[tuple[str, int, datetime, bool]] = []
    happened: dict[tuple[str, int], str] = {}
    written: list[tuple[str, int]] = []
    dropped: set[str] = set()
    for log, seq, brief in _briefs(conn, district):
        if brief.do in by_kind and brief.ref is not None:
            by_kind[brief.do][brief.ref] = (log, seq)
        if brief.do in EVENTS and brief.ref is not None:
            happened[log, seq] = brief.ref
        if brief.do == EntryKind.IMPORT_WRITTEN:
            written.append((log, seq))
        elif brief.do == EntryKind.IMPORT_DROPPED and brief.ref is not None:
            dropped.add(brief.ref)
        ages.append((log, seq, datetime.fromisoformat(brief.at), brief.do in LEAVES_THE_MACHINE))
    brought = written_by_imports(conn, district, written)
    given_up = {household for household, one in brought.items() if one.batch in dropped}
    registered = by_kind[EntryKind.HOUSEHOLD_REGISTERED]
    registered |= {household: one.place for household, one in brought.items() if household not in given_up}
    stray = next(_strays(conn, district, by_kind, given_up), None)
    if stray is None and (place := first_misfit(conn, district, happened)) is not None:
        log, seq = place
        stray = Stray("household_event", log, seq if seq >= 0 else None)
    stray = stray or _told_otherwise(conn, district, by_kind, brought)
    return Compared(stray, _coverage(ages, now))


def _told_otherwise(
    conn: Connection,
    district: str,
    by_kind: Mapping[str, Mapping[str, tuple[str, int]]],
    brought: Mapping[str, Brought],
) -> Stray | None:
    """The first row that is there, with an entry, but is not what the entries say."""
    homes, rows, trusted, states, columns = Homes(), Rows(), Trusted(), States(), Columns(conn, district)
    shelves, owed, days, slips = Stock(), OwedLines(), Days(), Slips()
    tell(conn, district, homes, rows, trusted, states, columns, shelves, owed, days, slips)
    opened = states.opened()
    unseen = {household for household, one in brought.items() if one.batch not in opened}
    registered = by_kind[EntryKind.HOUSEHOLD_REGISTERED]
    if (household := homes.misplaced(conn, district, unseen)) is not None:
        return Stray("home", *registered.get(household, ("store", None)))
    if (named := trusted.misfit(conn, district)) is not None:
        table, household = named
        return Stray(table, *registered.get(household, ("store", None)))
    if (state := states.misfit(conn, district)) is not None:
        table, row = state
        began = next((kind for name, kind, _ in _FACTS if name == table), "")
        return Stray(table, *by_kind.get(began, {}).get(row, ("store", None)))
    if (column := columns.misfit(conn, district)) is not None:
        table, place = column
        return Stray(table, *(place or ("store", None)))
    if (table := done_alone(conn, district)) is not None:
        return Stray(table, "store", None)
    other = rows.misfit(conn, district) or shelves.misfit(conn, district)
    other = other or owed.misfit(conn, district) or days.misfit(conn, district) or slips.misfit(conn, district)
    return None if other is None else Stray(other, "store", None)


def _briefs(conn: Connection, district: str) -> Iterator[tuple[str, int, _Brief]]:
    decoder = msgspec.json.Decoder(_Brief)
    for log, seq, line in conn.execute(_ENTRIES, {"district": district}):
        yield log, seq, decoder.decode(bytes(line))


def _strays(
    conn: Connection, district: str, by_kind: dict[str, dict[str, tuple[str, int]]], given_up: AbstractSet[str]
) -> Iterator[Stray]:
    """Facts without entry and entries without fact; households of an import that was given up go away in parts."""
    for table, kind, statement in _FACTS:
        recorded = dict(by_kind[kind])
        for (raw,) in conn.execute(text(statement), {"district": district}):
            name = plain(raw)
            if recorded.pop(name, None) is None and name not in given_up:
                yield Stray(table, "store", None)
        for log, seq in recorded.values():
            yield Stray(table, log, seq)


def _coverage(ages: list[tuple[str, int, datetime, bool]], now: datetime) -> Coverage:
    last_outside: dict[str, int] = {}
    for log, seq, _, outside in ages:
        if outside:
            last_outside[log] = seq
    old = [(log, seq, at) for log, seq, at, _ in ages if now - at > timedelta(days=1)]
    bare = [at for log, seq, at in old if seq > last_outside.get(log, -1)]
    return Coverage(len(old), len(old) - len(bare), min(bare) if bare else None)
