"""What was done about something: the ledger's lines that name it, and a household's history from them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, Text, cast, func, literal_column, select

from desktop.ledger.entry import Entry, NotAnEntry, decode
from desktop.models.card import Card
from desktop.models.disbursement import Disbursement
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.operator import Operator
from desktop.models.programme import Round
from desktop.queries.people_merges import merges_of
from desktop.records.household import HistoryLine

MOST_LINES = 200
"""The newest acts that a page shows; the audit shows all."""

_AT_ONCE = 200  # references in one question


def history_of(conn: Connection, district: str, household: UUID) -> tuple[HistoryLine, ...]:
    """The newest acts on a household, its cards and its hand-overs, the newest first."""
    cards = select(Card.id).where(Card.district_id == district, Card.household_id == household)
    rounds = select(Round.id).where(Round.district_id == district)  # its index begins with the round
    given = select(Disbursement.id).where(
        Disbursement.district_id == district, Disbursement.round_id.in_(rounds), Disbursement.household_id == household
    )
    merged = merges_of(conn, district, household)
    refs = [household, *conn.scalars(cards), *conn.scalars(given), *merged]
    entries = sorted(entries_about(conn, district, refs), key=lambda entry: entry.hlc, reverse=True)[:MOST_LINES]
    names = _names(conn, district)
    return tuple(
        HistoryLine(
            kind=entry.do,
            at=datetime.fromisoformat(entry.at),
            operator=names.get(entry.who, ""),
            log=entry.log,
            seq=entry.seq,
        )
        for entry in entries
    )


def entries_about(conn: Connection, district: str, refs: Sequence[UUID]) -> list[Entry]:
    """Every entry whose `ref` is one of these ids, in no order."""
    found: list[Entry] = []
    for start in range(0, len(refs), _AT_ONCE):
        asked = [str(ref) for ref in refs[start : start + _AT_ONCE]]
        # the district as an expression, else SQLite, without statistics, prefers to read all lines of the district
        here = LedgerEntry.district_id.concat("") == district
        wanted = select(LedgerEntry.line).where(here, _ref(conn).in_(asked))
        for line in conn.scalars(wanted):
            with suppress(NotAnEntry):  # a damaged line is for the audit to name; the rest of the page is still true
                found.append(decode(bytes(line)))
    return found


def _ref(conn: Connection) -> ColumnElement[str]:
    """The `ref` of a line. On SQLite exactly the expression that `ix_ledger_entry_ref` is made over."""
    mark: ColumnElement[str] = literal_column('\'"ref":"\'', Text)
    width: ColumnElement[int] = literal_column("36", Integer)
    before: ColumnElement[int] = literal_column("7", Integer)
    if conn.dialect.name == "sqlite":
        line = cast(LedgerEntry.line, Text)
        return func.substr(line, func.instr(line, mark) + before, width)
    line = func.convert_from(LedgerEntry.line, literal_column("'UTF8'"))
    return func.substr(line, func.strpos(line, mark) + before, width)


def _names(conn: Connection, district: str) -> dict[str, str]:
    """Operator ids, as entries write them, to names; also of those who work here no more."""
    wanted = select(Operator.id, Operator.name).where(Operator.district_id == district)
    return {str(who): name for who, name in conn.execute(wanted)}
