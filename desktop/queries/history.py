"""What was done about something: the ledger's lines that name it, and a household's history from them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import chain
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, Text, cast, func, literal_column, select

from desktop.ledger.entry import Entry, NotAnEntry, decode
from desktop.models.card import Card
from desktop.models.consent import RightsOffered, Withdrawal
from desktop.models.disbursement import Disbursement
from desktop.models.household import Consent, Household, Registrant
from desktop.models.import_batch import ImportedHousehold
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.models.operator import Operator
from desktop.models.programme import Round
from desktop.queries.blocks import block_ids
from desktop.queries.history_details import Details, read_details
from desktop.queries.people_merges import merges_of
from desktop.records.household import HistoryLine, PersonName
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.moment import Moment, Sight, day_moment

MOST_LINES = 200
"""The newest acts that a page shows; the audit shows all."""

_HAND_OVERS = frozenset({EntryKind.GIVEN, EntryKind.VOIDED, EntryKind.OWED_PASSED_ON})
"""Whoever is asked what a household received has to know the day; it is no day of a registration."""

_AT_ONCE = 200  # references in one question


def history_of(
    conn: Connection, district: str, household: UUID, sight: Sight, *, others: bool = False, why: bool = False
) -> tuple[HistoryLine, ...]:
    """The newest acts on a household, its cards and its hand-overs, the newest first.

    `others` names the other household of a split, a merge or a marriage: only for whoever may correct. `why` tells the
    reason of a block and when it ends, which would say who is under review: only for whoever hears reasons. Who may not
    know when a household was registered sees the month, no operator and no place in a log; of hand-overs the day.
    """
    cards = select(Card.id).where(Card.district_id == district, Card.household_id == household)
    rounds = select(Round.id).where(Round.district_id == district)  # its index begins with the round
    given = select(Disbursement.id).where(
        Disbursement.district_id == district, Disbursement.round_id.in_(rounds), Disbursement.household_id == household
    )
    came = select(ImportedHousehold.batch_id).where(
        ImportedHousehold.district_id == district, ImportedHousehold.household_id == household
    )
    acts = (
        *conn.scalars(came),
        *acts_on_consents(conn, district, household),
        *merges_of(conn, district, household),
        *block_ids(conn, district, household),
    )
    refs = [household, *conn.scalars(cards), *conn.scalars(given), *acts]
    entries = sorted(entries_about(conn, district, refs), key=lambda entry: entry.hlc, reverse=True)[:MOST_LINES]
    operators = _names(conn, district)
    contents = contents_at(conn, district, [(entry.log, entry.seq) for entry in entries])
    told = [read_details(entry.do, contents.get((entry.log, entry.seq))) for entry in entries]
    told = told if why else [replace(details, block=None, until=None) for details in told]
    people = people_named(conn, district, (who for details in told for who in details.registrants))
    codes = _codes(conn, district, (details.other for details in told)) if others else {}
    lines = (_line(entry, details, operators, people, codes) for entry, details in zip(entries, told, strict=True))
    return tuple(line if sight.exact else _month_only(line, sight) for line in lines)


def _month_only(line: HistoryLine, sight: Sight) -> HistoryLine:
    at = day_moment(line.at.day) if line.kind in _HAND_OVERS else sight.of(line.at.at)
    return replace(line, at=at, operator="", log="", seq=-1)


def _line(
    entry: Entry,
    details: Details,
    operators: dict[str, str],
    people: dict[UUID, PersonName],
    codes: dict[UUID, HouseholdCode],
) -> HistoryLine:
    return HistoryLine(
        kind=entry.do,
        at=Moment(datetime.fromisoformat(entry.at)),
        operator=operators.get(entry.who, ""),
        log=entry.log,
        seq=entry.seq,
        day=details.day,
        change=details.change,
        people=tuple(people[who] for who in details.registrants if who in people),
        parts=details.parts,
        card=details.card,
        reason=details.reason,
        items=details.items,
        receipt=details.receipt,
        moved=details.moved,
        other=codes.get(details.other) if details.other else None,
        block=details.block,
        until=details.until,
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


def people_named(conn: Connection, district: str, registrants: Iterable[UUID]) -> dict[UUID, PersonName]:
    """What these people are called now."""
    asked = list(dict.fromkeys(registrants))
    columns = (
        Registrant.id,
        Registrant.name_as_told,
        Registrant.name_latin,
        Registrant.parent_name,
        Registrant.parent_latin,
        Registrant.unnamed,
    )
    found: dict[UUID, PersonName] = {}
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        wanted = select(*columns).where(Registrant.district_id == district, Registrant.id.in_(some))
        for who, told, latin, parent, parent_latin, unnamed in conn.execute(wanted):
            found[who] = PersonName(RegistrantId(who), told, latin, parent, parent_latin, unnamed)
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


def contents_at(conn: Connection, district: str, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    """What lies behind the entries at these places of their logs; an erased one is not there."""
    found: dict[tuple[str, int], bytes] = {}
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        for log in {log for log, _ in some}:
            wanted = select(LedgerContent.seq, LedgerContent.content).where(
                LedgerContent.district_id == district,
                LedgerContent.log == log,
                LedgerContent.seq.in_([seq for of, seq in some if of == log]),
            )
            found.update(((log, seq), bytes(content)) for seq, content in conn.execute(wanted))
    return found


def _codes(conn: Connection, district: str, households: Iterable[UUID | None]) -> dict[UUID, HouseholdCode]:
    asked = {household for household in households if household is not None}
    wanted = select(Household.id, Household.code).where(Household.district_id == district, Household.id.in_(asked))
    return {household: HouseholdCode(code) for household, code in conn.execute(wanted)} if asked else {}


def _names(conn: Connection, district: str) -> dict[str, str]:
    """Operator ids, as entries write them, to names; also of those who work here no more."""
    wanted = select(Operator.id, Operator.name).where(Operator.district_id == district)
    return {str(who): name for who, name in conn.execute(wanted)}


def acts_on_consents(conn: Connection, district: str, household: UUID) -> tuple[UUID, ...]:
    """Ids under which it was recorded what the household agreed to, took back and was told."""
    wanted = (
        select(table.id).where(table.district_id == district, table.household_id == household)
        for table in (Consent, Withdrawal, RightsOffered)
    )
    return tuple(chain.from_iterable(conn.scalars(ids) for ids in wanted))
