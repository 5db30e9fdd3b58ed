"""The queue of pairs that may be one person, what was said of them, and who is never asked about again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, func, literal, or_, select

from desktop.domain.household_checks import kept_number
from desktop.matching.match_keys import searched_village
from desktop.models.household import Household, Membership
from desktop.models.import_batch import ImportBatch, ImportedHousehold
from desktop.models.operator import Operator
from desktop.models.pair import Pair, PeopleMerge
from desktop.models.pair_write import PairBefore, ordered
from desktop.queries import people, side_by_side
from desktop.queries.forgotten import all_remembered
from desktop.records.household import FoundRegistrant, HouseholdDraft, MemberDraft
from desktop.records.pair import PairCounts, PairFilter, PairKey, PairView
from desktop.values.period import day_begins
from desktop.values.vocabulary import PairAnswer

type Line = Row[*tuple[Any, ...]]

_QUEUE: tuple[PairAnswer | None, ...] = (None, PairAnswer.LATER, PairAnswer.SAME)
"""What still wants somebody: nobody looked, put off, said to be one person but not made one yet."""

MOST_LISTED = 20_000
"""Pairs of one list."""

_AT_ONCE = 200
"""Pairs that one statement asks for."""

_COLUMNS = (Pair.a_id, Pair.b_id, Pair.score, Pair.why, Pair.answer, Pair.answered_at, Pair.answered_by)


@dataclass(frozen=True)
class Asker:
    """Who asks, and when."""

    operator: UUID
    at: datetime

    @property
    def day(self) -> tuple[datetime, datetime]:
        """When the local day began on which they ask, and when the next one does."""
        begins = day_begins(self.at)
        return begins, begins + timedelta(days=1)


def waiting(
    conn: Connection, district: str, asker: Asker, *, limit: int, offset: int, chosen: PairFilter | None = None
) -> tuple[PairView, ...]:
    """Pairs of the queue, or those that are asked for, most alike first; in each, who was registered first is `a`."""
    lines = _ordered_lines(conn, district, asker, chosen or PairFilter(), limit + offset)
    return _views(conn, district, lines[offset:])


def keys(conn: Connection, district: str, asker: Asker, chosen: PairFilter | None = None) -> tuple[PairKey, ...]:
    """The same pairs in the same order without anybody's name: a list knows its rows before it reads them."""
    lines = _ordered_lines(conn, district, asker, chosen or PairFilter(), MOST_LISTED)
    begins, ends = asker.day

    def own(line: Line) -> bool:
        return line.answered_by == asker.operator and begins <= line.answered_at < ends

    return tuple(
        PairKey(line.a_id, line.b_id, line.score, line.answer, line.answered_at, line.answer is not None and own(line))
        for line in lines
    )


def views(conn: Connection, district: str, pairs: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], PairView]:
    """Those of `pairs` (the lower id first) that are still there, side by side."""
    found = _lines(conn, district, pairs)
    return dict(zip(found, _views(conn, district, tuple(found.values())), strict=True))


def of_one_act(conn: Connection, district: str, said: PairBefore) -> tuple[tuple[UUID, UUID], ...]:
    """Pairs that the same person answered in the same way at the very same moment: one act."""
    wanted = select(Pair.a_id, Pair.b_id).where(
        Pair.district_id == district,
        Pair.answer == said.answer,
        Pair.answered_at == said.answered_at,
        Pair.answered_by == said.answered_by,
    )
    return tuple((row.a_id, row.b_id) for row in conn.execute(wanted))


def _ordered_lines(conn: Connection, district: str, asker: Asker, chosen: PairFilter, limit: int) -> list[Line]:
    order = (Pair.score.desc(), Pair.a_id.desc(), Pair.b_id.desc())  # else equal ones change places
    lines: list[Line] = []
    for answer in chosen.answers:  # each comes in its order from the index; in one question all would be sorted
        here = (Pair.district_id == district, _answered(answer), *_both_here(district))
        wanted = select(*_COLUMNS).where(*here, *_chosen(conn, district, chosen, asker))
        newest = (Pair.answered_at.desc(), *order) if chosen.today else order
        lines.extend(conn.execute(wanted.order_by(*newest).limit(limit)).all())

    def place(line: Line) -> tuple[float, int, bytes, bytes]:
        moment = line.answered_at.timestamp() if chosen.today else 0.0
        return moment, line.score, line.a_id.bytes, line.b_id.bytes

    lines.sort(key=place, reverse=True)
    return lines[:limit]


def counts(conn: Connection, district: str, asker: Asker, chosen: PairFilter | None = None) -> PairCounts:
    """How many pairs of the queue, or of those that are asked for, wait for what."""
    more = tuple(_chosen(conn, district, chosen or PairFilter(), asker))

    def count(answer: PairAnswer | None) -> int:
        wanted = select(func.count()).select_from(Pair)
        here = (Pair.district_id == district, _answered(answer), *_both_here(district), *more)
        return conn.scalar(wanted.where(*here)) or 0

    asked = (chosen or PairFilter()).answers
    different = count(PairAnswer.DIFFERENT) if PairAnswer.DIFFERENT in asked else 0
    waiting, later, same = (count(one) if one in asked else 0 for one in _QUEUE)
    return PairCounts(waiting, later, same, different)


def _chosen(conn: Connection, district: str, chosen: PairFilter, asker: Asker) -> Iterator[ColumnElement[bool]]:
    """What a filter asks of a pair: its likeness, reason and answer, and of one of the two where they live and how
    they came."""
    if chosen.why:
        yield (literal(" ") + Pair.why + literal(" ")).contains(f" {chosen.why} ", autoescape=True)
    if chosen.today:
        begins, ends = asker.day
        yield and_(Pair.answered_at >= begins, Pair.answered_at < ends)
    if chosen.mine:
        yield Pair.answered_by == asker.operator
    if chosen.low > 0:
        yield Pair.score >= chosen.low
    if chosen.high < 1000:
        yield Pair.score <= chosen.high
    home = (Household.district_id == Membership.district_id, Household.id == Membership.household_id)
    if chosen.pcode:
        yield _one_of_them(district, *home, Household.pcode.startswith(chosen.pcode, autoescape=True))
    if chosen.village:
        wanted = select(Household.village).where(Household.village.icontains(chosen.village, autoescape=True))
        alike = Household.village.in_([one for one in conn.scalars(wanted.distinct()) if searched_village(one)])
        yield _one_of_them(district, *home, alike)
    if chosen.batch is not None:
        brought = (
            ImportedHousehold.district_id == Membership.district_id,
            ImportedHousehold.household_id == Membership.household_id,
            ImportBatch.district_id == ImportedHousehold.district_id,
            ImportBatch.id == ImportedHousehold.batch_id,
            ImportBatch.number == chosen.batch,
        )
        yield _one_of_them(district, *brought)


def _one_of_them(district: str, *wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    lives = (Membership.district_id == district, Membership.to_day.is_(None))
    return or_(
        *(
            select(literal(1)).where(*lives, Membership.registrant_id == side, *wanted).exists()
            for side in (Pair.a_id, Pair.b_id)
        )
    )


def view_of(conn: Connection, district: str, a: UUID, b: UUID) -> PairView | None:
    """Any two people side by side, whether they wait or not, who was registered first as `a`.

    None when one of them is not in the register.
    """
    a, b = ordered(a, b)
    if not all_remembered(conn, district, a, b):
        return None
    line = _line(conn, district, a, b)
    if line is not None:
        return next(iter(_views(conn, district, [line])), None)
    both = side_by_side.sides(conn, district, [a, b])
    if len(both) < 2:
        return None
    alike = side_by_side.likeness_of(conn, district, a, b, both)
    first, second = both.values()
    fields = side_by_side.fields_of(first, second)
    return PairView(first, second, fields, tuple(map(str, alike.why)), round(alike.score * 1000))


def said_of(conn: Connection, district: str, a: UUID, b: UUID) -> tuple[PairBefore, int] | None:
    """What was said of a pair and how alike it is; None when it is no pair."""
    pair = ordered(a, b)
    return said_of_all(conn, district, [pair]).get(pair)


def said_of_all(
    conn: Connection, district: str, pairs: Sequence[tuple[UUID, UUID]]
) -> dict[tuple[UUID, UUID], tuple[PairBefore, int]]:
    """What was said of each of `pairs` (the lower id first) and how alike it is; who is no pair is left out."""
    return {
        pair: (PairBefore(line.answer, line.answered_at, line.answered_by), line.score)
        for pair, line in _lines(conn, district, pairs).items()
    }


def said_before(conn: Connection, district: str, a: UUID, b: UUID) -> PairBefore | None:
    """What was said of a pair, None when it is no pair yet."""
    said = said_of(conn, district, a, b)
    return None if said is None else said[0]


def lives_here(conn: Connection, district: str, registrant: UUID) -> bool:
    """Whether the registrant is in a household now."""
    return conn.scalar(select(_current(district, registrant))) or False


def doubles(
    conn: Connection, district: str, draft: HouseholdDraft, *, but: Sequence[UUID] = ()
) -> list[tuple[int, FoundRegistrant]]:
    """Place of a member and somebody registered before who could be the same, most alike first.

    `but` are the household's own people. Who was said to be somebody else than a member is never named again.
    """
    return [
        (place, found)
        for place, member in enumerate(draft.members)
        for found in still_alike(conn, district, member, draft.pcode, draft.village, _others(draft, place))
        if found.registrant not in but
    ]


def _others(draft: HouseholdDraft, place: int) -> tuple[MemberDraft, ...]:
    return (*draft.members[:place], *draft.members[place + 1 :])


def still_alike(
    conn: Connection,
    district: str,
    member: MemberDraft,
    pcode: str,
    village: str,
    others: Sequence[MemberDraft] = (),
) -> tuple[FoundRegistrant, ...]:
    """People in the register who could be this member, without those who were said to be somebody else.

    `others` are the rest of the member's household, as far as it is told.
    """
    found = people.alike(conn, district, member, kept_number(member), pcode, village, others)
    who = member.registrant
    if who is None or not found:
        return found
    apart = different_from(conn, district, [who])
    return tuple(one for one in found if one.registrant != who and (who, one.registrant) not in apart)


def different_from(conn: Connection, district: str, registrants: Sequence[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Pairs (one of `registrants`, somebody) that were said to be two people, also under a record that went into it."""
    if not registrants:
        return frozenset()
    every = {own: who for who in registrants for own in _records_of(conn, district, who)}
    mine = list(every)
    wanted = select(Pair.a_id, Pair.b_id).where(
        Pair.district_id == district,
        Pair.answer == PairAnswer.DIFFERENT,
        or_(Pair.a_id.in_(mine), Pair.b_id.in_(mine)),
    )
    found: set[tuple[UUID, UUID]] = set()
    for a, b in conn.execute(wanted):
        for one, other in ((a, b), (b, a)):
            if one in every:
                found.add((every[one], _person_of(conn, district, other)))
    return frozenset(found)


def _records_of(conn: Connection, district: str, kept: UUID) -> Iterator[UUID]:
    """The record and all that went into it."""
    yield kept
    wanted = select(PeopleMerge.gone_id).where(
        PeopleMerge.district_id == district, PeopleMerge.kept_id == kept, PeopleMerge.undone_at.is_(None)
    )
    for gone in conn.scalars(wanted).all():
        yield from _records_of(conn, district, gone)


def _person_of(conn: Connection, district: str, record: UUID) -> UUID:
    """The record that stands for a person now."""
    wanted = select(PeopleMerge.kept_id).where(
        PeopleMerge.district_id == district, PeopleMerge.gone_id == record, PeopleMerge.undone_at.is_(None)
    )
    kept = conn.scalar(wanted)
    return record if kept is None else _person_of(conn, district, kept)


def _answered(answer: PairAnswer | None) -> ColumnElement[bool]:
    return Pair.answer.is_(None) if answer is None else Pair.answer == answer


def _both_here(district: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Both live in a household now: nobody is asked about the dead, about who left, or about a record that is gone."""
    return _current(district, Pair.a_id), _current(district, Pair.b_id)


def _current(district: str, who: Any) -> ColumnElement[bool]:
    mine = (Membership.district_id == district, Membership.registrant_id == who, Membership.to_day.is_(None))
    return select(Membership.id).where(*mine).exists()


def _line(conn: Connection, district: str, a: UUID, b: UUID) -> Line | None:
    return _lines(conn, district, [(a, b)]).get((a, b))


def _lines(conn: Connection, district: str, pairs: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Line]:
    """Those of `pairs` that are there, in the order of `pairs`."""
    found: dict[tuple[UUID, UUID], Line] = {}
    for some in batched(pairs, _AT_ONCE):
        first, second = ({pair[side] for pair in some} for side in (0, 1))
        wanted = select(*_COLUMNS).where(Pair.district_id == district, Pair.a_id.in_(first), Pair.b_id.in_(second))
        found.update({(line.a_id, line.b_id): line for line in conn.execute(wanted).all()})
    return {pair: found[pair] for pair in pairs if pair in found}


def _views(conn: Connection, district: str, lines: Sequence[Line]) -> tuple[PairView, ...]:
    ids = list(dict.fromkeys(who for line in lines for who in (line.a_id, line.b_id)))
    both = side_by_side.sides(conn, district, ids)
    names = _names(conn, district, (line.answered_by for line in lines))
    places = {who: place for place, who in enumerate(both)}

    def view(line: Line) -> PairView:
        first, second = sorted((line.a_id, line.b_id), key=places.__getitem__)
        return PairView(
            a=both[first],
            b=both[second],
            fields=side_by_side.fields_of(both[first], both[second]),
            why=tuple(line.why.split()),
            score=line.score,
            answer=line.answer,
            answered_by=names.get(line.answered_by, ""),
            answered_at=line.answered_at,
        )

    return tuple(map(view, lines))


def _names(conn: Connection, district: str, operators: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {who for who in operators if who is not None}
    if not wanted:
        return {}
    named = select(Operator.id, Operator.name).where(Operator.district_id == district, Operator.id.in_(wanted))
    return {row.id: row.name for row in conn.execute(named)}
