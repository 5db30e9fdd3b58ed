"""People found by name in any script, parent's name, village, household code, card number or identity number."""

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nlargest
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, bindparam, select

from desktop.matching.companions import ROOM
from desktop.matching.duplicates import POSSIBLY_SAME, Weighed, Weigher
from desktop.matching.match_keys import asked_keys, kept_keys, search_words
from desktop.matching.names import query_keys, skeleton
from desktop.matching.score import Described, Likeness, Why, rank
from desktop.models.household import Household, Membership, Registrant
from desktop.models.search import KEY_LIMIT, PersonKeys
from desktop.queries.match_index import candidates, commonness
from desktop.queries.name_index import Wanted, carriers
from desktop.records.household import FoundRegistrant, MemberDraft
from desktop.values.cnic import read_cnic
from desktop.values.identifiers import HouseholdCode, RegistrantId, plain_digits
from desktop.values.text import script_of

MOST_TYPED, MOST_WORDS = 200, 12
"""What is looked at of a search, in characters and in different words: more than a name, father and village have."""

MOST_SHOWN = 50
"""More hits than this are never shown at once (decisions, section 9)."""

SAME_NUMBER = Why.SAME_ID.value
_ALIKE_SHOWN = 5
_GROWN = 18
_NAMES_READ, _OF_KEYS = 60, 0.8  # of the candidates, those for whom keys in common, age and place speak most
_HOUSEHOLDS_LOOKED_AT = 20  # of people who are near the threshold, the likeliest

type Line = Row[*tuple[Any, ...]]

_COLUMNS = (
    Registrant.id,
    Household.code,
    Registrant.name_as_told,
    Registrant.name_latin,
    Registrant.parent_name,
    Registrant.parent_latin,
    Registrant.sex,
    Registrant.age_years,
    Registrant.age_as_of,
    Registrant.id_number,
    Registrant.phone,
    Registrant.unnamed,
    Household.pcode,
    Household.village,
    Membership.household_id,
)


def _people() -> Select[*tuple[Any, ...]]:
    """Who lives where now, in a district."""
    here = and_(
        Membership.district_id == Registrant.district_id,
        Membership.registrant_id == Registrant.id,
        Membership.to_day.is_(None),
    )
    # a household of an import that is not open yet is nobody's to find
    home = and_(
        Household.district_id == Membership.district_id,
        Household.id == Membership.household_id,
        Household.active.is_(True),
    )
    return (
        select(*_COLUMNS)
        .select_from(Registrant)
        .join(Membership, here)
        .join(Household, home)
        .where(Registrant.district_id == bindparam("district"))
    )


# Written once: a search asks them at every key, and putting them together costs as much as asking.
_OF_IDS = _people().where(Registrant.id.in_(bindparam("ids", expanding=True)))
# The place too, which the index by registrant lacks: SQLite would go through all of that index instead.
_IN_HOUSEHOLDS = select(Membership.registrant_id, Membership.place).where(
    Membership.district_id == bindparam("district"),
    Membership.household_id.in_(bindparam("households", expanding=True)),
    Membership.to_day.is_(None),
)
_OF_CODE = _people().where(Household.code == bindparam("code")).order_by(Membership.place).limit(MOST_SHOWN)


def keys_of(member: MemberDraft, pcode: str, village: str) -> PersonKeys:
    """What the indexes keep of a registrant whose member draft is tidied, so that its number is as kept."""
    person = described(member, member.id_number, pcode, village)
    return PersonKeys(search_words(person, KEY_LIMIT), kept_keys(person))


def keys_now(conn: Connection, district: str, registrants: Sequence[UUID]) -> list[tuple[UUID, PersonKeys]]:
    """What the indexes should keep of these registrants as they stand in the store; those who live nowhere are left."""
    found = ((line.id, _described(line)) for line in _of_ids(conn, district, registrants))
    return [(who, PersonKeys(search_words(one, KEY_LIMIT), kept_keys(one))) for who, one in found]


def described(member: MemberDraft, number: str, pcode: str, village: str) -> Described:
    """A member draft for comparing; `number` is its identity number as kept."""
    return Described(
        names=_some(member.name_as_told, member.name_latin),
        parents=_some(member.parent_name, member.parent_latin),
        village=village,
        pcode=pcode,
        sex=member.sex,
        birth_year=_birth_year(member.age_years, member.age_as_of),
        id_mark=number,
        phone=member.phone,
        told_in=member.age_as_of.year if member.age_as_of else None,
    )


def find(
    conn: Connection, district: str, text: str, *, limit: int = 20, portable: bool = False
) -> tuple[FoundRegistrant, ...]:
    """At most `limit` (never over 50) people that answer what was typed, best first. Blank text finds nobody.

    Twelve digits are a household code, thirteen an identity number, fifteen a card number, in any digit script and
    grouping; everything else is words of a name, a parent's name or a village, the last one perhaps unfinished.
    """
    limit = max(0, min(limit, MOST_SHOWN))
    text = text[:MOST_TYPED]
    exact = _by_number(conn, district, text)
    if exact is not None:
        return tuple(_found(line, Likeness(1.0, ()), why) for line, why in exact[:limit])
    asked = list(dict.fromkeys(key[:KEY_LIMIT] for key in query_keys(text) if key))[:MOST_WORDS]
    if not asked:
        return ()
    wanted = Wanted(tuple(asked), unfinished=not text.endswith(" "))
    lines = list(_lines(conn, district, wanted, portable=portable))
    if len(lines) < limit:
        lines += [line for other in wanted.joined() for line in _lines(conn, district, other, portable=portable)]
    if not lines and len(asked) > 1:
        lines = [line for fewer in wanted.without_one() for line in _lines(conn, district, fewer, portable=portable)]
    lines = list({line.id: line for line in lines}.values())
    latin = script_of(text) == "latin"
    ranked = rank(text, ((line, _answering(line, latin=latin)) for line in lines), limit)
    return tuple(_found(line, alike, tuple(alike.why)) for line, alike in ranked)


def _by_number(conn: Connection, district: str, text: str) -> list[tuple[Line, tuple[str, ...]]] | None:
    digits = plain_digits(text)
    if digits is not None and len(digits) in (12, 15):
        found = conn.execute(_OF_CODE, {"district": district, "code": digits[:12]})
        return [(line, ("same_code",)) for line in found]
    number = read_cnic(text).number
    if number is None:
        return None
    return [(line, (SAME_NUMBER,)) for line in _of_ids(conn, district, _with_number(conn, district, number))]


def _with_number(conn: Connection, district: str, number: str) -> list[UUID]:
    having = (Registrant.district_id == district, Registrant.id_number == number)
    return list(conn.scalars(select(Registrant.id).where(*having).order_by(Registrant.id).limit(MOST_SHOWN)))


def _lines(conn: Connection, district: str, wanted: Wanted, *, portable: bool = False) -> Sequence[Line]:
    return _of_ids(conn, district, carriers(conn, district, wanted, portable=portable))


def _of_ids(conn: Connection, district: str, ids: Sequence[UUID]) -> Sequence[Line]:
    """A question of its own: in one with what found the ids SQLite, without statistics, starts from every member."""
    return conn.execute(_OF_IDS, {"district": district, "ids": ids}).all() if ids else []


def _answering(line: Line, *, latin: bool) -> Described:
    """A person as a search looks at it: spellings in the script that was typed, the other script where there are none.

    Reading a name apart is most of the work of a search, and the keys have matched already in whatever script.
    """
    own = (line.name_as_told, line.name_latin)
    parent = (line.parent_name, line.parent_latin)
    return Described(
        names=_some(own[latin] or own[not latin]),
        parents=_some(parent[latin] or parent[not latin]),
        village=line.village,
    )


def _described(line: Line) -> Described:
    return Described(
        names=_some(line.name_as_told, line.name_latin),
        parents=_some(line.parent_name, line.parent_latin),
        village=line.village,
        pcode=line.pcode,
        sex=line.sex,
        birth_year=_birth_year(line.age_years, line.age_as_of),
        id_mark=line.id_number,
        phone=line.phone,
        told_in=line.age_as_of.year if line.age_as_of else None,
    )


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _birth_year(years: int | None, as_of: date | None) -> int | None:
    return None if years is None or as_of is None else as_of.year - years


def _found(line: Line, alike: Likeness, why: Iterable[str]) -> FoundRegistrant:
    return FoundRegistrant(
        registrant=RegistrantId(line.id),
        household=HouseholdCode(line.code),
        name_as_told=line.name_as_told,
        name_latin=line.name_latin,
        parent_name=line.parent_name or line.parent_latin,
        sex=line.sex,
        age_years=line.age_years,
        pcode=line.pcode,
        village=line.village,
        score=round(alike.score, 3),
        why=tuple(str(reason) for reason in why),
        unnamed=line.unnamed,
    )


def alike(
    conn: Connection,
    district: str,
    member: MemberDraft,
    number: str,
    pcode: str,
    village: str,
    others: Sequence[MemberDraft] = (),
) -> tuple[FoundRegistrant, ...]:
    """People already registered who could be this member, the likeliest first; it only warns, people decide.

    `number` is the member's identity number as kept, `others` are the rest of the household as far as it is told.
    A child of whom only a name is told is compared by number alone.
    """
    one = described(member, number, pcode, village)
    ours = [described(other, "", "", "") for other in others if other.name_as_told or other.name_latin]
    enough = _told_enough(member)
    common = commonness(conn, district, _words_of((*one.names, *one.parents, one.village)) if enough else ())
    weigher = Weigher(one, common)
    lines: dict[UUID, Line] = {}
    if number:
        lines.update((line.id, line) for line in _of_ids(conn, district, _with_number(conn, district, number)))
    if enough:
        worth = candidates(conn, district, asked_keys(one), common.people)
        found = _of_ids(conn, district, list(worth))
        glance = {line.id: weigher.at_a_glance(_described(line)) + _OF_KEYS * worth[line.id] for line in found}
        lines.update((line.id, line) for line in nlargest(_NAMES_READ, found, key=lambda line: glance[line.id]))
    likely = _likely(conn, district, weigher, ours, lines.values())
    return tuple(_found(line, likeness, likeness.why) for line, likeness in likely[:_ALIKE_SHOWN])


def _words_of(texts: Iterable[str]) -> set[str]:
    return {key[:KEY_LIMIT] for text in texts for key in skeleton(text).split()}


def _likely(
    conn: Connection, district: str, weigher: Weigher, ours: Sequence[Described], lines: Iterable[Line]
) -> list[tuple[Line, Likeness]]:
    """Who could be the same, the likeliest first. Households are looked at only where that could still turn it."""
    common = weigher.common
    least = common.threshold - (ROOM if ours else 0.0)
    weighed = [(line, weigher.weigh(_described(line), least)) for line in lines]
    if ours:
        near = [(line, found) for line, found in weighed if found.total >= least]
        near = sorted(near, key=lambda pair: -pair[1].total)[:_HOUSEHOLDS_LOOKED_AT]
        homes = _at_home(conn, district, {line.household_id for line, _ in near})
        turned = {line.id: _with_home(weigher, line, found, ours, homes[line.household_id]) for line, found in near}
        weighed = [(line, turned.get(line.id, found)) for line, found in weighed]
    scored = ((line, found.likeness(common)) for line, found in weighed)
    return sorted((pair for pair in scored if pair[1].score >= POSSIBLY_SAME), key=lambda pair: -pair[1].score)


def _with_home(
    weigher: Weigher, line: Line, found: Weighed, ours: Sequence[Described], home: Sequence[Line]
) -> Weighed:
    theirs = [_described(other) for other in home if other.id != line.id]
    return weigher.with_others(found, _described(line), ours, theirs)


def _at_home(conn: Connection, district: str, households: set[UUID]) -> dict[UUID, list[Line]]:
    """Everybody who lives in these households now."""
    homes: dict[UUID, list[Line]] = {household: [] for household in households}
    if households:
        here = conn.scalars(_IN_HOUSEHOLDS, {"district": district, "households": list(households)}).all()
        for line in _of_ids(conn, district, here):
            homes[line.household_id].append(line)
    return homes


def _told_enough(member: MemberDraft) -> bool:
    """A child without a father's name is one of a hundred of the same name: nobody could say which to look at."""
    grown = member.age_years is None or member.age_years >= _GROWN
    return grown or bool(member.parent_name or member.parent_latin)
