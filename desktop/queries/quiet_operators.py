"""SELECTs of the quiet list about one operator's day: copies, typed codes, own voids, late lines, splits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import batched
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, and_, select
from sqlalchemy.orm import aliased

from desktop.domain import quiet_limits as limits
from desktop.models.card import Card
from desktop.models.disbursement import Disbursement, Void
from desktop.models.household import Household
from desktop.models.household_event import HouseholdEvent
from desktop.models.stock import StockMovement
from desktop.queries.history import contents_at
from desktop.queries.quiet_relief import Act, Naming, codes, homes_of
from desktop.records.quiet import QuietFlag
from desktop.reference.never_kept import matter_in_text
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.text import fold
from desktop.values.vocabulary import HouseholdChange, MovementKind, QuietKind, Source

_CHUNK = 500

_NO_WORK = frozenset({EntryKind.PEOPLE_SHOWN, EntryKind.WORDS_INSISTED, EntryKind.LOGIN_FAILED, EntryKind.CLOCK_JUMPED})
"""What is noted of an operator beside what the operator did."""

type Line = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class _Done:
    """One thing that an operator did: when, and to which household (empty: none)."""

    who: str
    at: datetime
    code: str = ""


def operator_flags(
    conn: Connection, district: str, since: datetime, naming: Naming, acts: Sequence[Act], names: Mapping[str, str]
) -> Iterator[QuietFlag]:
    """Every line about one operator's day from `since` on."""
    made = _Made(names, naming)
    yield from _copies(conn, district, acts, made)
    yield from _typed(conn, district, since, made)
    yield from _own_voids(conn, district, since, acts, made)
    yield from made.many(QuietKind.LATE_LINES, _late(conn, district, since, acts), limits.LATE_LINES)
    yield from _returns(conn, district, since, made)
    yield from made.many(QuietKind.SPLIT_BACK, _split_and_back(conn, district, since), limits.SPLIT_BACK)
    yield from made.many(QuietKind.WORDS, _insisted(conn, district, acts), limits.WORDS)
    yield from _shown(conn, district, acts, made)


@dataclass(frozen=True)
class _Made:
    """Makes lines: what is done is added up by operator and local day."""

    names: Mapping[str, str]
    naming: Naming

    def many(self, kind: QuietKind, done: Iterable[_Done], least: int) -> Iterator[QuietFlag]:
        for (who, day), found in days_of(done).items():
            if len(found) >= least:
                yield self.flag(kind, who, day, found)

    def flag(self, kind: QuietKind, who: str, day: date, found: Sequence[_Done], *, total: int = 0) -> QuietFlag:
        return QuietFlag(
            key=self.naming(kind, who, day.isoformat()),
            kind=kind,
            count=len(found),
            households=codes(one.code for one in found if one.code),
            operator=self.names.get(who, ""),
            total=total,
            first=min(one.at for one in found),
            last=max(one.at for one in found),
        )


def days_of(done: Iterable[_Done]) -> dict[tuple[str, date], list[_Done]]:
    """What each operator did on each local day."""
    found: dict[tuple[str, date], list[_Done]] = {}
    for one in done:
        found.setdefault((one.who, local_day(one.at)), []).append(one)
    return found


def _copies(conn: Connection, district: str, acts: Sequence[Act], made: _Made) -> Iterator[QuietFlag]:
    """Cards in use that were printed once more, but for those of a run that was spoilt."""
    copied: dict[str, list[Act]] = {}
    for act in sorted((act for act in acts if act.do == EntryKind.CARD_COPIED), key=lambda act: act.at):
        copied.setdefault(act.ref, []).append(act)
    known = _cards(conn, district, tuple(copied))
    printed: dict[tuple[str, date], list[Act]] = {}
    for card, times in copied.items():
        for before, act in enumerate(times, known[card].copies - len(times) if card in known else 0):
            if card not in known or not limits.is_of_spoilt_run(
                known[card].issued_at, act.at, known[card].printed_at, before
            ):
                printed.setdefault((act.who, local_day(act.at)), []).append(act)
    for (who, day), found in printed.items():
        if len(found) >= limits.COPIES:
            flag = made.flag(QuietKind.COPIES, who, day, [_Done(who, act.at) for act in found])
            homes: tuple[HouseholdCode, ...] = homes_of(conn, district, [act.ref for act in found])
            yield replace(flag, households=homes)


def _cards(conn: Connection, district: str, cards: Sequence[str]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for part in batched(cards, _CHUNK):
        wanted = select(Card.id, Card.issued_at, Card.printed_at, Card.copies)
        rows = conn.execute(wanted.where(Card.district_id == district, Card.id.in_([UUID(one) for one in part])))
        found |= {str(row.id): row for row in rows}
    return found


class _Shown(msgspec.Struct):
    """The content of an entry about people who were shown."""

    shown: int = 0


def _shown(conn: Connection, district: str, acts: Sequence[Act], made: _Made) -> Iterator[QuietFlag]:
    """People who were looked at, beside what was done: the entries count up through a day, the last says how many."""
    told = days_of(_Done(act.who, act.at) for act in acts if act.do not in _NO_WORK)
    looked = [act for act in acts if act.do == EntryKind.PEOPLE_SHOWN]
    contents = contents_at(conn, district, [(act.log, act.seq) for act in looked])
    days: dict[tuple[str, date], list[tuple[int, datetime]]] = {}
    for act in looked:
        with suppress(msgspec.DecodeError):  # damaged, which the audit names
            people = msgspec.json.decode(contents.get((act.log, act.seq), b"{}"), type=_Shown).shown
            days.setdefault((act.who, local_day(act.at)), []).append((people, act.at))
    for (who, day), found in days.items():
        people, at = max(found)
        work = len(told.get((who, day), ()))
        if limits.shown_much(people, work):
            flag = made.flag(QuietKind.SHOWN, who, day, [_Done(who, at)], total=work)
            yield replace(flag, count=people)


def _typed(conn: Connection, district: str, since: datetime, made: _Made) -> Iterator[QuietFlag]:
    """Hand-overs on typed codes: a great part of an operator's day, or one after another faster than one types."""
    lines = conn.execute(
        select(Disbursement.operator_id, Disbursement.at, Disbursement.source, Household.code)
        .join(Household, and_(Household.district_id == district, Household.id == Disbursement.household_id))
        .where(Disbursement.district_id == district, Disbursement.at >= since, Disbursement.sheet == "")
        .order_by(Disbursement.at)
    ).all()
    every = days_of(_Done(str(line.operator_id), line.at) for line in lines)
    typed = days_of(_Done(str(line.operator_id), line.at, line.code) for line in lines if line.source is Source.TYPED)
    for (who, day), found in typed.items():
        total = len(every[who, day])
        if limits.typed_much([one.at for one in found], total):
            yield made.flag(QuietKind.TYPED, who, day, found, total=total)


def _given_again(conn: Connection, district: str, since: datetime) -> Iterator[_Done]:
    """Own hand-overs that were taken back alone, after which the same operator handed over to that household again."""
    first, again = aliased(Disbursement), aliased(Disbursement)
    lines = conn.execute(
        select(Void.disbursement_id, Void.operator_id, Void.at, Household.code, again.at.label("then"))
        .join(first, and_(first.district_id == Void.district_id, first.id == Void.disbursement_id))
        .join(
            again,
            and_(
                again.district_id == district,
                again.round_id == first.round_id,
                again.household_id == first.household_id,
                again.operator_id == first.operator_id,
                again.at >= Void.at,
            ),
        )
        .join(Household, and_(Household.district_id == district, Household.id == first.household_id))
        .where(Void.district_id == district, Void.at >= since, Void.second_id.is_(None))
        .where(Void.operator_id == first.operator_id)
        .order_by(again.at)
    )
    seen: set[UUID] = set()
    for line in lines:
        if line.disbursement_id not in seen and local_day(line.then) == local_day(line.at):
            seen.add(line.disbursement_id)
            yield _Done(str(line.operator_id), line.at, line.code)


def _own_voids(
    conn: Connection, district: str, since: datetime, acts: Sequence[Act], made: _Made
) -> Iterator[QuietFlag]:
    """Own hand-overs that were taken back and handed over again, beside how many there were on that day."""
    given = Counter((act.who, local_day(act.at)) for act in acts if act.do == EntryKind.GIVEN)
    for (who, day), found in days_of(_given_again(conn, district, since)).items():
        if limits.voids_much(Counter(one.code for one in found), given[who, day]):
            yield made.flag(QuietKind.OWN_VOIDS, who, day, found)


def _late(conn: Connection, district: str, since: datetime, acts: Sequence[Act]) -> Iterator[_Done]:
    """Hand-overs that one person alone entered from paper, on the day on which they were entered."""
    lines = conn.execute(
        select(Disbursement.id, Disbursement.operator_id, Disbursement.at, Household.code)
        .join(Household, and_(Household.district_id == district, Household.id == Disbursement.household_id))
        .where(Disbursement.district_id == district, Disbursement.at >= since, Disbursement.sheet != "")
    )
    by_two = {act.ref for act in acts if act.do == EntryKind.GIVEN and act.second is not None}
    return (_Done(str(who), at, code) for one, who, at, code in lines if str(one) not in by_two)


def _returns(conn: Connection, district: str, since: datetime, made: _Made) -> Iterator[QuietFlag]:
    """Goods sent back from a point to a store; several items of one paper are one."""
    m = StockMovement.__table__.c
    lines = conn.execute(
        select(m.operator_id, m.point_id, m.document, m.at)
        .where(m.district_id == district, m.kind == MovementKind.RETURNED, m.at >= since)
        .distinct()
    ).all()
    for (who, day), found in days_of(
        _Done(str(line.operator_id), line.at, str(line.point_id)) for line in lines
    ).items():
        if max(Counter(one.code for one in found).values()) >= limits.RETURNS:
            yield made.flag(QuietKind.RETURNS, who, day, [_Done(one.who, one.at) for one in found])


def _split_and_back(conn: Connection, district: str, since: datetime) -> Iterator[_Done]:
    """Households that were split off, drew, and were joined to another one again within a round."""
    split, back = aliased(HouseholdEvent), aliased(HouseholdEvent)
    lines = conn.execute(
        select(
            split.household_id,
            split.recorded_at.label("began"),
            back.recorded_at.label("ended"),
            back.recorded_by,
            Household.code,
        )
        .join(back, and_(back.district_id == district, back.household_id == split.household_id))
        .join(Household, and_(Household.district_id == district, Household.id == split.household_id))
        .where(split.district_id == district, split.change == HouseholdChange.SPLIT_FROM)
        .where(back.change == HouseholdChange.MERGED_INTO, back.recorded_at >= since)
        .distinct()
    ).all()
    seen: set[UUID] = set()
    for line in lines:
        if line.household_id in seen or not line.began <= line.ended <= line.began + limits.ROUND:
            continue
        drew = select(Disbursement.id).where(
            Disbursement.district_id == district,
            Disbursement.household_id == line.household_id,
            Disbursement.at >= line.began,
            Disbursement.at <= line.ended,
        )
        if conn.execute(drew.limit(1)).first() is not None:
            seen.add(line.household_id)
            yield _Done(str(line.recorded_by), line.ended, line.code)


def _insisted(conn: Connection, district: str, acts: Sequence[Act]) -> Iterator[_Done]:
    """Texts that were kept although they speak of what never is; a village counts once a day for an operator."""
    found = [act for act in acts if act.do == EntryKind.WORDS_INSISTED]
    homes: dict[str, tuple[str, str]] = {}
    for part in batched(sorted({act.ref for act in found}), _CHUNK):
        wanted = select(Household.id, Household.code, Household.village).where(
            Household.district_id == district, Household.id.in_([UUID(ref) for ref in part])
        )
        homes |= {str(one): (code, village) for one, code, village in conn.execute(wanted)}
    seen: set[tuple[str, date, str]] = set()
    for act in found:
        code, village = homes.get(act.ref, ("", ""))
        if matter_in_text(village) is not None:
            text = (act.who, local_day(act.at), fold(village))
            if text in seen:
                continue
            seen.add(text)
        yield _Done(act.who, act.at, code)
