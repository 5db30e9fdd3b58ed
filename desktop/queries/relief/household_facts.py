"""What rules and criteria ask of households: people, infants, women, people with a disability; counted in the store."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    extract,
    func,
    literal_column,
    or_,
    select,
)

from desktop.models.base import Id
from desktop.models.household import Household, Membership, Registrant
from desktop.models.programme import Listing, Round
from desktop.records.programme import Chosen
from desktop.records.relief_rule import Criteria, Facts
from desktop.values.age import ADULT
from desktop.values.vocabulary import Criterion, Sex, WorkKind

h, m, r = Household.__table__.c, Membership.__table__.c, Registrant.__table__.c

READ_AT_ONCE = 2_000
"""Households of one part: some tens of milliseconds."""

TODDLER = 2
"""Years; who is younger is an infant."""

WOMAN_FROM, WOMAN_TO = 12, 49
ELDERLY = 60


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; of 29 February, the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - years, day=last)


def _age(day: date) -> ColumnElement[int]:
    """Years on `day`, as `values.age.years_on` counts; most ages were told within two years, and need no calendar."""
    calendar = day.year - extract("year", r.age_as_of)
    before = extract("month", r.age_as_of) * 100 + extract("day", r.age_as_of) > day.month * 100 + day.day
    gone = case(
        (or_(r.age_as_of.is_(None), r.age_as_of > years_before(day, 1)), 0),
        (r.age_as_of > years_before(day, 2), 1),
        else_=calendar - case((before, 1), else_=0),
    )
    return r.age_years + gone


def _count(who: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((who, 1), else_=0)), 0)


def _infant(day: date) -> ColumnElement[bool]:
    """Under two; a child without a name is one, when no age was told."""
    return or_(_age(day) < TODDLER, and_(r.age_years.is_(None), r.unnamed.is_(True)))


def _woman(day: date) -> ColumnElement[bool]:
    """A woman or girl of 12 to 49; one whose age nobody told counts, rather than going without."""
    age = _age(day)
    told = and_(age >= WOMAN_FROM, age <= WOMAN_TO)
    return and_(r.sex == Sex.FEMALE, or_(told, and_(r.age_years.is_(None), r.unnamed.is_(False))))


def _counts(day: date) -> tuple[ColumnElement[int], ...]:
    """People, infants, women, people with a disability, in the order of `Facts`."""
    return (
        func.count(m.id).label("size"),
        _count(_infant(day)).label("infants"),
        _count(_woman(day)).label("women"),
        _count(r.disability.is_(True)).label("disabled"),
    )


def _meets(criteria: Criteria, day: date) -> ColumnElement[bool]:
    """Whether a household, grouped from its members, meets any of the criteria."""
    size, infants, _, disabled = _counts(day)
    grown = or_(r.age_years.is_(None), _age(day) >= ADULT)
    holds: dict[Criterion, ColumnElement[bool]] = {
        Criterion.LED_BY_WOMAN: _count(and_(m.relation == "HEAD", r.sex == Sex.FEMALE)) > 0,
        Criterion.DISABILITY: disabled > 0,
        Criterion.INFANT: infants > 0,
        Criterion.ELDERLY_ALONE: and_(size > 0, _count(_age(day) >= ELDERLY) == size),
        Criterion.CHILDREN_ALONE: and_(size > 0, _count(grown) == 0),
        Criterion.KILN_OR_FARM: _count(r.work_kind.in_((WorkKind.KILN, WorkKind.FARM))) > 0,
    }
    chosen = [holds[criterion] for criterion in criteria.any_of]
    if criteria.size_at_least:
        chosen.append(size >= criteria.size_at_least)
    return or_(*chosen)


def _people(columns: Sequence[ColumnElement[Any]], *, registrants: bool) -> Select[*tuple[Any, ...]]:
    living = Household.__table__.outerjoin(
        Membership.__table__,
        and_(m.district_id == h.district_id, m.household_id == h.id, m.to_day.is_(None)),
    )
    if registrants:
        living = living.outerjoin(Registrant.__table__, and_(r.district_id == m.district_id, r.id == m.registrant_id))
    return select(*columns).select_from(living)


def _here(district: str, pcodes: Sequence[str] | None) -> ColumnElement[bool]:
    """Active households of the areas; of the whole district without any."""
    active = and_(h.district_id == district, h.active.is_(True))
    return active if pcodes is None else and_(active, h.pcode.in_(pcodes))


def choose(conn: Connection, district: str, pcodes: Sequence[str], criteria: Criteria, day: date) -> Iterator[Chosen]:
    """Every household that a list made on `day` has on it, as it is read: in the areas and meeting the criteria.

    Read in parts along the key, so that whoever asked may stop it between two of them.
    """
    statement = (
        _people((h.id, h.code, h.pcode, *_counts(day)), registrants=True)
        .where(
            _here(district, pcodes),
            h.id >= bindparam("first", type_=Id()),
            h.id < bindparam("last", type_=Id()),
        )
        .group_by(h.id, h.code, h.pcode)
    )
    if not criteria.everybody:
        statement = statement.having(_meets(criteria, day))
    first = UUID(int=0)
    while first is not None:
        # the first household of the next part, found along the key
        following = conn.execute(
            select(h.id)
            .where(h.district_id == district, h.id >= first)
            .order_by(h.id)
            .offset(literal_column(str(READ_AT_ONCE)))
            .limit(literal_column("1"))
        ).scalar()
        for found in conn.execute(statement, {"first": first, "last": following or UUID(int=2**128 - 1)}):
            yield Chosen(*found)
        first = following


def households_in(conn: Connection, district: str, pcodes: Sequence[str]) -> int:
    """How many active households the areas have."""
    wanted = select(func.count()).select_from(Household.__table__).where(_here(district, pcodes))
    return conn.execute(wanted).scalar_one()


def facts_of_all(
    conn: Connection,
    district: str,
    pcodes: Sequence[str] | None,
    criteria: Criteria,
    day: date,
    *,
    by_category: bool,
    round_id: UUID | None = None,
) -> Counter[Facts]:
    """How many households of each kind a list made on `day` would have on it; infants and so on when rules ask.

    With `round_id`, whoever of the areas stands on that round's list already counts too: nobody falls off it because
    it is made again.
    """
    deep = by_category or not criteria.everybody
    counts = _counts(day) if deep else _counts(day)[:1]
    each = _people((h.pcode, *counts), registrants=deep).where(_here(district, pcodes)).group_by(h.id, h.pcode)
    if not criteria.everybody:
        meets = _meets(criteria, day)
        each = each.having(meets if round_id is None else or_(meets, _listed(round_id)))
    inner = each.subquery()
    kinds = [column for column in inner.c if column.name != "pcode"]
    wanted: Select[*tuple[Any, ...]] = select(inner.c.pcode, func.count(), *kinds).group_by(inner.c.pcode, *kinds)
    rows = conn.execute(wanted)
    return Counter({Facts(*found, pcode=pcode): households for pcode, households, *found in rows})


def _listed(round_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        Listing.district_id == h.district_id, Listing.round_id == round_id, Listing.household_id == h.id
    )


def facts_listed(conn: Connection, district: str, round_id: UUID, *, by_place: bool) -> Counter[Facts]:
    """How many households of each kind stand on a fixed list; where they live only when a rule asks for it."""
    counted = (Listing.size, Listing.infants, Listing.women, Listing.disabled)
    here = and_(Listing.district_id == district, Listing.round_id == round_id)
    if not by_place:
        alone = conn.execute(select(func.count(), *counted).where(here).group_by(*counted))
        return Counter({Facts(row.size, row.infants, row.women, row.disabled): row[0] for row in alone})
    same = and_(Household.district_id == Listing.district_id, Household.id == Listing.household_id)
    wanted = select(func.count(), Household.pcode, *counted).join(Household, same).where(here)
    rows = conn.execute(wanted.group_by(Household.pcode, *counted))
    return Counter({Facts(*found, pcode=pcode): households for households, pcode, *found in rows})


def facts_of(conn: Connection, district: str, household: UUID, day: date) -> Chosen | None:
    """One household as it is on `day`; None when there is none. For the lane only when a rule counts categories."""
    row = conn.execute(
        _people((h.id, h.code, h.pcode, *_counts(day)), registrants=True)
        .where(h.district_id == district, h.id == household)
        .group_by(h.id, h.code, h.pcode)
    ).first()
    return None if row is None else Chosen(*row)


def capped(here: Facts, counted: Chosen | Row[*tuple[Any, ...]]) -> Facts:
    """These facts with the categories as a list or `facts_of` counts them, of each no more than the people who draw."""
    return replace(
        here,
        infants=min(here.size, counted.infants),
        women=min(here.size, counted.women),
        disabled=min(here.size, counted.disabled),
    )


def facts_let(conn: Connection, district: str, round_id: UUID, household: UUID, here: Facts, day: date) -> Facts:
    """These facts with the categories that the lane counts: as fixed on the list, else as the household is on `day`."""
    fixed = conn.execute(
        select(Listing.infants, Listing.women, Listing.disabled)
        .join(Round, and_(Round.district_id == Listing.district_id, Round.id == Listing.round_id))
        .where(
            Listing.district_id == district,
            Listing.round_id == round_id,
            Listing.household_id == household,
            Round.frozen_at.is_not(None),
        )
    ).first()
    counted = fixed if fixed is not None else facts_of(conn, district, household, day)
    return here if counted is None else capped(here, counted)


def listed(conn: Connection, district: str, round_id: UUID) -> list[Chosen]:
    """Every household that stands on the list of a round, fixed or about to be."""
    rows = conn.execute(
        select(
            Listing.household_id,
            Household.code,
            Household.pcode,
            Listing.size,
            Listing.infants,
            Listing.women,
            Listing.disabled,
        )
        .join(Household, and_(Household.district_id == Listing.district_id, Household.id == Listing.household_id))
        .where(Listing.district_id == district, Listing.round_id == round_id)
    )
    return [Chosen(*row) for row in rows]
