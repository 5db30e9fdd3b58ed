"""SELECTs about identity papers: who still needs one, by village; never with a workplace, a phone or a kind of work.

A village that names a matter that is never kept is no village here: a list by it would be one of workers by kiln.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.identity_papers import CARDS, ENDED, wanted_paper
from desktop.matching.match_keys import searched_village
from desktop.models.consent import IdentityNote
from desktop.models.household import Household, Membership, Registrant
from desktop.queries.households import masked
from desktop.records.household import NO_DOCUMENT
from desktop.records.identity import IdentityLine, VillageCount
from desktop.reference.places import areas, covers
from desktop.reference.tables import id_types
from desktop.values.age import years_on
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.text import fold
from desktop.values.vocabulary import IdentityResult

type Line = Row[*tuple[Any, ...]]

_VOUCHED = "VOUCHED"
_CHUNK = 500
_LATER = aliased(IdentityNote)


def villages(conn: Connection, district: str, today: date, *, refused: bool = False) -> tuple[VillageCount, ...]:
    """Villages where somebody needs a paper, with numbers; `refused`: also those who were not granted one."""
    columns = (
        Household.pcode,
        Household.village,
        Registrant.age_years,
        Registrant.age_as_of,
        Registrant.id_type,
        Registrant.id_number != "",
        IdentityNote.result,
    )
    wanted = (
        _living(district)
        .with_only_columns(*columns, func.count())
        .where(_no_card(), _not_ended(refused=refused))
        .group_by(*columns)
    )
    adults, children, applied = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for pcode, village, years, as_of, kind, numbered, result, people in conn.execute(wanted):
        age = _age(years, as_of, today)
        paper = wanted_paper(age, kind, "1" if numbered else "")
        if paper is None:
            continue
        place = (pcode, searched_village(village))
        (adults if paper in CARDS else children)[place] += people
        if result is IdentityResult.APPLIED:
            applied[place] += people
    places = sorted(adults.keys() | children.keys(), key=lambda place: (place[0], fold(place[1]), place[1]))
    return tuple(VillageCount(*place, adults[place], children[place], applied[place]) for place in places)


def people(
    conn: Connection,
    district: str,
    today: date,
    *,
    area: str = "",
    villages: Sequence[tuple[str, str]] | None = None,
    code: HouseholdCode | None = None,
    refused: bool = False,
) -> tuple[IdentityLine, ...]:
    """Who needs a paper, by place, village and household; of an area, of some (P-code, village), or of one household.

    Within a household they stand as they were told.
    """
    found: list[tuple[tuple[str, str, str, str], list[IdentityLine]]] = []
    rows = _rows(conn, district, area=area, villages=villages, code=code)
    for household, lines in groupby(rows, key=lambda line: line.code):
        members = list(lines)
        here = list(_lines(members, today, refused=refused))
        if here:
            first = members[0]
            name = fold(first.name_as_told or first.name_latin)
            found.append(((first.pcode, fold(searched_village(first.village)), name, household), here))
    found.sort(key=lambda one: one[0])
    return tuple(line for _, here in found for line in here)


def household_of(conn: Connection, district: str, registrant: UUID) -> HouseholdCode | None:
    """The household in which somebody lives now; None when there is none, or it is closed or not open yet."""
    code = conn.scalar(
        select(Household.code)
        .join(Membership, _in_household())
        .where(
            Membership.district_id == district,
            Membership.registrant_id == registrant,
            Membership.to_day.is_(None),
            Household.active.is_(True),
        )
    )
    return None if code is None else HouseholdCode(code)


def _lines(members: Sequence[Line], today: date, *, refused: bool) -> Iterator[IdentityLine]:
    """Those of one household who need a paper."""
    for line in members:
        age = _age(line.age_years, line.age_as_of, today)
        paper = wanted_paper(age, line.id_type, line.id_number)
        over = line.result in ENDED and not (refused and line.result is IdentityResult.REFUSED)
        if paper is None or over:
            continue
        others = (other.id_type for other in members if other.id != line.id and _has_paper(other))
        yield IdentityLine(
            registrant=RegistrantId(line.id),
            household=HouseholdCode(line.code),
            pcode=line.pcode,
            village=searched_village(line.village),
            name_as_told=line.name_as_told,
            name_latin=line.name_latin,
            parent_name=line.parent_name,
            parent_latin=line.parent_latin,
            parent_relation=line.parent_relation,
            sex=line.sex,
            age_years=age,
            unnamed=line.unnamed,
            wanted=paper,
            own_type=line.id_type,
            own_number=_own_number(line.id_type, line.id_number),
            beside=tuple(sorted(set(others))),
            result=line.result,
            day=line.day,
            token=line.token or "",
        )


def _own_number(kind: str, number: str) -> str:
    """As it may go out of the office: thirteen digits name a person for life, so only the last of them are shown."""
    known = id_types().get(kind)
    return masked(number) if known is not None and known.thirteen_digits else number


def _has_paper(line: Line) -> bool:
    return line.id_type not in (NO_DOCUMENT, _VOUCHED) and bool(line.id_number)


def _age(years: int | None, as_of: date | None, today: date) -> int | None:
    return None if years is None or as_of is None else years_on(years, as_of, today)


def _rows(
    conn: Connection,
    district: str,
    *,
    area: str,
    villages: Sequence[tuple[str, str]] | None,
    code: HouseholdCode | None,
) -> Iterator[Line]:
    """Everybody of the households that are meant, one household after another.

    The households of a place are asked for first: in one question SQLite, without statistics, starts from everybody.
    """
    wanted = _living(district).order_by(Household.code, Membership.place)
    if code is not None:
        yield from conn.execute(wanted.where(Household.code == code.text))
    elif not area and villages is None:
        yield from conn.execute(wanted)
    else:
        homes = select(Household.id).where(Household.district_id == district, Household.active.is_(True))
        kept = None if villages is None else _as_kept(conn, district, villages)
        ids = list(conn.scalars(homes.where(*_places(area, kept))))
        for start in range(0, len(ids), _CHUNK):
            yield from conn.execute(wanted.where(Household.id.in_(ids[start : start + _CHUNK])))


def _as_kept(conn: Connection, district: str, villages: Sequence[tuple[str, str]]) -> list[tuple[str, Sequence[str]]]:
    """By P-code: the names under which villages stand in the register, where all that a list may name is nothing."""
    found: list[tuple[str, Sequence[str]]] = []
    for pcode, name in villages:
        here = Household.district_id == district, Household.pcode == pcode
        names = conn.scalars(select(Household.village).where(*here).distinct())
        found.append((pcode, [one for one in names if searched_village(one) == name]))
    return found


def _places(area: str, villages: Sequence[tuple[str, Sequence[str]]] | None) -> Iterator[ColumnElement[bool]]:
    if area:
        yield Household.pcode.in_([pcode for pcode in areas() if covers(area, pcode)])
    if villages is not None:
        yield or_(*(and_(Household.pcode == pcode, Household.village.in_(names)) for pcode, names in villages))


def _no_card() -> ColumnElement[bool]:
    """Everybody without an adult's card; a numbered B-Form is looked at by age."""
    return ~and_(Registrant.id_type.in_(CARDS), Registrant.id_number != "")


def _not_ended(*, refused: bool) -> ColumnElement[bool]:
    ends = [result for result in ENDED if not (refused and result is IdentityResult.REFUSED)]
    return or_(IdentityNote.result.is_(None), IdentityNote.result.not_in(ends))


def _in_household() -> ColumnElement[bool]:
    return and_(Household.district_id == Membership.district_id, Household.id == Membership.household_id)


def _living(district: str) -> Select[*tuple[Any, ...]]:
    """Everybody who lives in an open household now, with the newest result; households first, by their place."""
    here = and_(_here(), Membership.to_day.is_(None))
    same = and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id)
    newest = (
        select(_LATER.id)
        .where(_LATER.district_id == Registrant.district_id, _LATER.registrant_id == Registrant.id)
        .order_by(_LATER.at.desc(), _LATER.id.desc())
        .limit(1)
        .correlate(Registrant)
        .scalar_subquery()
    )
    noted = and_(IdentityNote.district_id == Registrant.district_id, IdentityNote.id == newest)
    return (
        select(
            Registrant.id,
            Registrant.name_as_told,
            Registrant.name_latin,
            Registrant.parent_name,
            Registrant.parent_latin,
            Registrant.parent_relation,
            Registrant.sex,
            Registrant.age_years,
            Registrant.age_as_of,
            Registrant.unnamed,
            Registrant.id_type,
            Registrant.id_number,
            Household.code,
            Household.pcode,
            Household.village,
            IdentityNote.result,
            IdentityNote.day,
            IdentityNote.token,
        )
        .select_from(Household)
        .join(Membership, here)
        .join(Registrant, same)
        .outerjoin(IdentityNote, noted)
        .where(Household.district_id == district, Household.active.is_(True), Registrant.died_on.is_(None))
    )


def _here() -> ColumnElement[bool]:
    return and_(Membership.district_id == Household.district_id, Membership.household_id == Household.id)
