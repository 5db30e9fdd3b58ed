"""SELECTs of the quiet list about days of relief: who collects for many, fast lanes, pairs, nights, runs of cards."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, and_, exists, func, select

from desktop.domain.quiet_limits import COLLECTS, NIGHT_ACTS, card_runs, frequent_pairs, lane_runs, night_of
from desktop.models.card import Card
from desktop.models.disbursement import Collection, Disbursement, Void
from desktop.models.help_desk import Proxy
from desktop.models.household import Household, Registrant
from desktop.models.ledger_entry import LedgerEntry, LedgerHead
from desktop.models.operator import Operator
from desktop.models.place import DistributionPoint
from desktop.models.programme import Round
from desktop.models.trusted_person import Collector
from desktop.records.quiet import QuietFlag
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import day_begins, local_day
from desktop.values.vocabulary import QuietKind

type Line = Row[*tuple[Any, ...]]
type Naming = Callable[..., str]

SHOWN_CODES = 50
_CHUNK = 500
_BACK = 2_000  # lines of a log that are read at once, from its end

_SETTING_UP = frozenset(
    {
        EntryKind.OFFICE_MADE,
        EntryKind.OPERATOR_ADDED,
        EntryKind.OPERATOR_REMOVED,
        EntryKind.ROUND_FROZEN,
        EntryKind.RESTORED,
        EntryKind.BOOK_ACCEPTED,
    }
)
"""Acts of two people of whom an office has no others, done many at a time."""

_CHANGES = frozenset(
    {
        EntryKind.HOUSEHOLD_REGISTERED,
        EntryKind.HOUSEHOLD_CORRECTED,
        EntryKind.PERSON_JOINED,
        EntryKind.PERSON_LEFT,
        EntryKind.PERSON_DIED,
        EntryKind.HOUSEHOLD_SPLIT,
        EntryKind.HOUSEHOLDS_MERGED,
        EntryKind.HOUSEHOLD_MOVED,
        EntryKind.COLLECTOR_NAMED,
        EntryKind.PEOPLE_MERGED,
        EntryKind.CARD_REPLACED,
        EntryKind.CARD_REVOKED,
        EntryKind.GIVEN,
        EntryKind.VOIDED,
        EntryKind.PROVISIONAL_GIVEN,
        EntryKind.ALLOWED,
        EntryKind.PROXY_LET,
        EntryKind.BLOCKED,
        EntryKind.UNBLOCKED,
    }
)
"""What changes who gets something; a day close, a backup and a look at the list are none."""


class _Second(msgspec.Struct):
    who: str


class Act(msgspec.Struct):
    """What is read of a line."""

    at: datetime
    do: str
    who: str
    ref: str = ""
    second: _Second | None = None
    log: str = ""
    seq: int = 0


def relief_flags(
    conn: Connection, district: str, since: datetime, naming: Naming, acts: Sequence[Act], names: dict[str, str]
) -> Iterator[QuietFlag]:
    """Every line about days of relief from `since` on; `acts` are all of the logs from then on."""
    yield from _collectors(conn, district, since, naming)
    yield from _lanes(conn, district, since, naming)
    yield from _cards(conn, district, since, naming)
    yield from _pairs(acts, names, naming)
    yield from _nights(conn, district, acts, names, naming)


def codes(found: Iterable[str]) -> tuple[HouseholdCode, ...]:
    """The first of these households, by code."""
    return tuple(HouseholdCode(code) for code in sorted(set(found))[:SHOWN_CODES])


def _collectors(conn: Connection, district: str, since: datetime, naming: Naming) -> Iterator[QuietFlag]:
    """One person who collected for more than two households of a round."""
    void = exists().where(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id)
    of = and_(Disbursement.district_id == Collection.district_id, Disbursement.id == Collection.disbursement_id)
    recent = (
        select(Collection.round_id, Collection.person_key)
        .select_from(Disbursement)
        .join(Collection, of)
        .where(Disbursement.district_id == district, Disbursement.at >= since, Collection.person_key > "", ~void)
        .group_by(Collection.round_id, Collection.person_key)
    )
    often = recent.having(func.count(Collection.household_id.distinct()) > COLLECTS)
    for round_id, key in conn.execute(often).all():
        lines = conn.execute(
            select(Household.code, Household.village, Disbursement.at, Collection.named_id, Round.code.label("round"))
            .select_from(Collection)
            .join(Disbursement, of)
            .join(Household, and_(Household.district_id == district, Household.id == Collection.household_id))
            .join(Round, and_(Round.district_id == district, Round.id == Collection.round_id))
            .where(Collection.district_id == district, Collection.round_id == round_id, Collection.person_key == key)
            .where(~void)
            .order_by(Disbursement.at)
        ).all()
        villages = {line.village for line in lines}
        homes = {line.code for line in lines}
        yield QuietFlag(
            key=naming(QuietKind.COLLECTOR, str(round_id), key),
            kind=QuietKind.COLLECTOR,
            count=len(homes),
            households=codes(homes),
            phone=key.removeprefix("phone:") if key.startswith("phone:") else "",
            name=_collector_name(conn, district, key, [line.named_id for line in lines if line.named_id]),
            village=lines[0].village if len(villages) == 1 else "",
            round_code=lines[0].round,
            first=lines[0].at,
            last=lines[-1].at,
        )


def _collector_name(conn: Connection, district: str, key: str, named: Sequence[UUID]) -> str:
    """As told where the person was named or let, or by the register."""
    if key.startswith("id:"):
        who = select(Registrant.name_as_told, Registrant.name_latin)
        found = conn.execute(
            who.where(Registrant.district_id == district, Registrant.id == UUID(key.removeprefix("id:")))
        ).first()
        if found is not None:
            return found.name_as_told or found.name_latin
    for table in (Collector, Proxy):
        row = conn.execute(
            select(table.name_as_told, table.name_latin).where(table.district_id == district, table.id.in_(named[:1]))
        ).first()
        if row is not None:
            return row.name_as_told or row.name_latin
    return ""


def _lanes(conn: Connection, district: str, since: datetime, naming: Naming) -> Iterator[QuietFlag]:
    """Hand-overs of one lane that followed each other faster than people can be; late entries from paper are none."""
    lines = conn.execute(
        select(
            Disbursement.point_id,
            Disbursement.lane,
            Disbursement.at,
            Household.code,
            DistributionPoint.name.label("point"),
            Operator.name.label("operator"),
        )
        .join(Household, and_(Household.district_id == district, Household.id == Disbursement.household_id))
        .join(
            DistributionPoint,
            and_(DistributionPoint.district_id == district, DistributionPoint.id == Disbursement.point_id),
        )
        .join(Operator, and_(Operator.district_id == district, Operator.id == Disbursement.operator_id))
        .where(Disbursement.district_id == district, Disbursement.at >= since, Disbursement.sheet == "")
        .order_by(Disbursement.point_id, Disbursement.lane, Disbursement.at)
    ).all()
    for (point, lane), group in groupby(lines, key=lambda line: (line.point_id, line.lane)):
        given = list(group)
        for first, last in lane_runs([line.at for line in given]):
            run = given[first : last + 1]
            yield QuietFlag(
                key=naming(QuietKind.LANE, str(point), str(lane), run[0].at.isoformat()),
                kind=QuietKind.LANE,
                count=len(run),
                households=codes(line.code for line in run),
                operator=run[0].operator,
                point=run[0].point,
                lane=lane,
                first=run[0].at,
                last=run[-1].at,
            )


def _cards(conn: Connection, district: str, since: datetime, naming: Naming) -> Iterator[QuietFlag]:
    """Cards in the place of others, many within an hour for one village; first cards come in batches and are none."""
    lines = conn.execute(
        select(Household.pcode, Household.village, Card.issued_at, Household.code, Operator.name.label("operator"))
        .select_from(Card)
        .join(Household, and_(Household.district_id == Card.district_id, Household.id == Card.household_id))
        .join(Operator, and_(Operator.district_id == Card.district_id, Operator.id == Card.issued_by))
        .where(Card.district_id == district, Card.issued_at >= since, Card.issue > 1)
        .order_by(Household.pcode, Household.village, Card.issued_at)
    ).all()
    for (pcode, village), group in groupby(lines, key=lambda line: (line.pcode, line.village)):
        made = list(group)
        for first, last in card_runs([line.issued_at for line in made]):
            run = made[first : last + 1]
            by = {line.operator for line in run}
            yield QuietFlag(
                key=naming(QuietKind.CARDS, pcode, village, run[0].issued_at.isoformat()),
                kind=QuietKind.CARDS,
                count=len(run),
                households=codes(line.code for line in run),
                village=village,
                operator=run[0].operator if len(by) == 1 else "",
                first=run[0].issued_at,
                last=run[-1].issued_at,
            )


def _pairs(acts: Sequence[Act], names: dict[str, str], naming: Naming) -> Iterator[QuietFlag]:
    """Two people who did most of a day's two-person acts, and very many."""
    days: dict[date, list[tuple[datetime, str, str]]] = {}
    for act in acts:
        if act.second is not None and act.do not in _SETTING_UP:
            days.setdefault(local_day(act.at), []).append((act.at, act.who, act.second.who))
    for day, done in days.items():
        for (one, other), count in frequent_pairs([(who, second) for _, who, second in done]):
            times = [at for at, *two in done if set(two) == {one, other}]
            yield QuietFlag(
                key=naming(QuietKind.STAFF, one, other, day.isoformat()),
                kind=QuietKind.STAFF,
                count=count,
                households=(),
                operator=names.get(one, ""),
                second=names.get(other, ""),
                total=len(done),
                first=min(times),
                last=max(times),
            )


def _nights(
    conn: Connection, district: str, acts: Sequence[Act], names: dict[str, str], naming: Naming
) -> Iterator[QuietFlag]:
    """Changes of one operator between the evening and the morning."""
    nights: dict[tuple[str, date], list[Act]] = {}
    for act in acts:
        night = night_of(act.at)
        if night is not None and act.do in _CHANGES:
            nights.setdefault((act.who, night), []).append(act)
    for (who, night), done in nights.items():
        if len(done) >= NIGHT_ACTS:
            times = [act.at for act in done]
            yield QuietFlag(
                key=naming(QuietKind.NIGHT, who, night.isoformat()),
                kind=QuietKind.NIGHT,
                count=len(done),
                households=homes_of(conn, district, [act.ref for act in done]),
                operator=names.get(who, ""),
                first=min(times),
                last=max(times),
            )


def homes_of(conn: Connection, district: str, refs: Sequence[str]) -> tuple[HouseholdCode, ...]:
    """Households that entries are about: themselves, by their cards or by what they received."""
    asked = [UUID(ref) for ref in dict.fromkeys(refs) if ref][:_CHUNK]
    homes = set(conn.scalars(select(Household.code).where(Household.district_id == district, Household.id.in_(asked))))
    for table in (Card, Disbursement):
        of = and_(Household.district_id == table.district_id, Household.id == table.household_id)
        wanted = select(Household.code).select_from(table).join(Household, of)
        homes |= set(conn.scalars(wanted.where(table.district_id == district, table.id.in_(asked))))
    return codes(homes)


def acts_since(conn: Connection, district: str, since: datetime) -> Iterator[Act]:
    """Every line of every log from `since` on: read from the end of each, where the newest are."""
    decoder = msgspec.json.Decoder(Act)
    for log, size in conn.execute(
        select(LedgerHead.log, LedgerHead.size).where(LedgerHead.district_id == district)
    ).all():
        end = size
        while end > 0:
            begin = max(0, end - _BACK)
            lines = conn.scalars(
                select(LedgerEntry.line)
                .where(LedgerEntry.district_id == district, LedgerEntry.log == log)
                .where(LedgerEntry.seq >= begin, LedgerEntry.seq < end)
                .order_by(LedgerEntry.seq)
            )
            found = [decoder.decode(bytes(line)) for line in lines]
            yield from (act for act in found if act.at >= since)
            # times of a log may stand out of order where a clock jumped: one part before `since` is not the end
            if found and max(act.at for act in found) < since:
                break
            end = begin


def last_day(conn: Connection, district: str) -> tuple[datetime | None, int]:
    """When the newest line of any log was written, and how many lines there are of its local day; None: no line."""
    newest = select(LedgerEntry.line).join(
        LedgerHead,
        and_(
            LedgerHead.district_id == LedgerEntry.district_id,
            LedgerHead.log == LedgerEntry.log,
            LedgerHead.size == LedgerEntry.seq + 1,
        ),
    )
    lines = conn.scalars(newest.where(LedgerEntry.district_id == district))
    last = max((msgspec.json.decode(bytes(line), type=Act).at for line in lines), default=None)
    if last is None:
        return None, 0
    begins = day_begins(last)
    return last, sum(1 for act in acts_since(conn, district, begins) if local_day(act.at) == local_day(last))
