"""Two people held side by side: both as they stand in the register or in a draft, and how each field agrees."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from desktop.matching.duplicates import compare
from desktop.matching.score import Described, Likeness, Why
from desktop.models.card import Card
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.operator import Desk
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.pair import Agreement, Field, FieldPair, Nearby, PersonSide
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.moment import month_moment
from desktop.values.vocabulary import CardState

type Line = Row[*tuple[Any, ...]]

_PARENTS = frozenset({"HEAD", "WIFE", "HUSB", "COWIFE"})
_CHILDREN = frozenset({"SON", "DAU"})
_NEAR_YEARS = 5
_PROVINCE, _DISTRICT = 3, 5  # characters of a P-code


def sides(conn: Connection, district: str, registrants: Sequence[UUID]) -> dict[UUID, PersonSide]:
    """Each registrant as one looks at them; who lives nowhere now stands where they lived last.

    In the order in which their households were registered, and of one household in the order of its members; the ids
    of people do not tell it.
    """
    people = {row.id: row for row in _people(conn, district, registrants)}
    places = _places(conn, district, registrants)
    homes = _households(conn, district, {place.household_id for place in places.values()})
    children = _children(conn, district, list(homes))
    carded = _carded(conn, district, registrants)
    made: dict[UUID, PersonSide] = {}
    for who, row in people.items():
        place = places.get(who)
        home = homes[place.household_id] if place is not None else None
        mine = (
            children.get(home.id, ())
            if home is not None and place is not None and _has_children(place.relation)
            else ()
        )
        made[who] = _side(row, home, mine, has_card=who in carded)

    def since(who: UUID) -> tuple[float, bytes, int, bytes]:
        place = places.get(who)
        if place is None:
            return math.inf, b"", 0, who.bytes
        home = homes[place.household_id]
        return home.registered_at.timestamp(), home.id.bytes, place.place, who.bytes

    return {who: made[who] for who in sorted(made, key=since)}


def draft_side(draft: HouseholdDraft, place: int, today: date) -> PersonSide:
    """Somebody who is being typed; an age without its day is of today."""
    member = draft.members[place]
    children = tuple(name for other in draft.members if other.relation in _CHILDREN and (name := _name(other)))
    return PersonSide(
        registrant=member.registrant,
        household=None,
        version=0,
        name_as_told=member.name_as_told,
        name_latin=member.name_latin,
        parent_name=member.parent_name,
        parent_latin=member.parent_latin,
        parent_relation=member.parent_relation,
        sex=member.sex,
        age_years=member.age_years,
        age_method=member.age_method,
        age_as_of=member.age_as_of or today,
        work_kind=member.work_kind,
        pcode=draft.pcode,
        village=draft.village,
        children=children if _has_children(member.relation) else (),
        photo=member.photo,
    )


def fields_of(a: PersonSide, b: PersonSide) -> tuple[FieldPair, ...]:
    """How the two agree, field by field; sex only where it differs, children only where one of them has some."""
    found = [
        FieldPair(Field.NAME, _names_agree((a.name_as_told, a.name_latin), (b.name_as_told, b.name_latin))),
        FieldPair(Field.PARENT, _names_agree((a.parent_name, a.parent_latin), (b.parent_name, b.parent_latin))),
    ]
    if a.sex is not None and b.sex is not None and a.sex is not b.sex:
        found.append(FieldPair(Field.SEX, Agreement.DIFFERENT))
    found.extend((_ages(a, b), _villages(a, b)))
    if a.children or b.children:
        found.append(_children_agree(a.children, b.children))
    return tuple(found)


def likeness_of(conn: Connection, district: str, a: UUID, b: UUID, both: Mapping[UUID, PersonSide]) -> Likeness:
    """How alike two people of the register are, and why."""
    rows = {row.id: row for row in _people(conn, district, [a, b])}
    return compare(_described(rows[a], both[a]), _described(rows[b], both[b]))


def _described(row: Line, side: PersonSide) -> Described:
    return Described(
        names=_some(side.name_as_told, side.name_latin),
        parents=_some(side.parent_name, side.parent_latin),
        village=side.village,
        pcode=side.pcode,
        sex=side.sex,
        birth_year=_birth_year(side),
        id_mark=row.id_number,
        phone=row.phone,
    )


def _people(conn: Connection, district: str, registrants: Sequence[UUID]) -> Sequence[Line]:
    pictured = (Photo.district_id == Registrant.district_id) & (Photo.registrant_id == Registrant.id)
    wanted = (
        select(*Registrant.__table__.c, Photo.jpeg)
        .outerjoin(Photo, pictured)
        .where(Registrant.district_id == district, Registrant.id.in_(registrants))
    )
    return conn.execute(wanted).all()


def _places(conn: Connection, district: str, registrants: Sequence[UUID]) -> dict[UUID, Line]:
    """The place where each lives now, else the last one."""
    columns = (
        Membership.registrant_id,
        Membership.household_id,
        Membership.relation,
        Membership.place,
        Membership.to_day,
    )
    wanted = (
        select(*columns)
        .where(Membership.district_id == district, Membership.registrant_id.in_(registrants))
        .order_by(Membership.from_day, Membership.id)
    )
    found: dict[UUID, Line] = {}
    for row in conn.execute(wanted):
        before = found.get(row.registrant_id)
        if before is None or before.to_day is not None:
            found[row.registrant_id] = row
    return found


def _households(conn: Connection, district: str, households: set[UUID]) -> dict[UUID, Line]:
    columns = (
        Household.id,
        Household.code,
        Household.version,
        Household.pcode,
        Household.village,
        Household.registered_at,
        Desk.name.label("desk"),
    )
    wanted = (
        select(*columns)
        .join(Desk, (Desk.district_id == Household.district_id) & (Desk.id == Household.desk_id))
        .where(Household.district_id == district, Household.id.in_(households))
    )
    return {row.id: row for row in conn.execute(wanted)}


def _children(conn: Connection, district: str, households: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Names of sons and daughters of each household's head, in the order in which they were told."""
    wanted = (
        select(Membership.household_id, Registrant.name_as_told, Registrant.name_latin)
        .join(
            Registrant,
            (Registrant.district_id == Membership.district_id) & (Registrant.id == Membership.registrant_id),
        )
        .where(
            Membership.district_id == district,
            Membership.household_id.in_(households),
            Membership.to_day.is_(None),
            Membership.relation.in_(sorted(_CHILDREN)),
        )
        .order_by(Membership.place)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for row in conn.execute(wanted):
        found[row.household_id] = (*found.get(row.household_id, ()), row.name_as_told or row.name_latin)
    return {home: tuple(name for name in names if name) for home, names in found.items()}


def _carded(conn: Connection, district: str, registrants: Sequence[UUID]) -> set[UUID]:
    live = (Card.district_id == district, Card.registrant_id.in_(registrants), Card.state == CardState.LIVE)
    return set(conn.scalars(select(Card.registrant_id).where(*live)))


def _side(row: Line, home: Line | None, children: tuple[str, ...], *, has_card: bool) -> PersonSide:
    return PersonSide(
        registrant=RegistrantId(row.id),
        household=HouseholdCode(home.code) if home is not None else None,
        version=home.version if home is not None else 0,
        name_as_told=row.name_as_told,
        name_latin=row.name_latin,
        parent_name=row.parent_name,
        parent_latin=row.parent_latin,
        parent_relation=row.parent_relation,
        sex=row.sex,
        age_years=row.age_years,
        age_method=row.age_method,
        age_as_of=row.age_as_of,
        work_kind=row.work_kind,
        pcode=home.pcode if home is not None else "",
        village=home.village if home is not None else "",
        children=children,
        registered_at=month_moment(home.registered_at) if home is not None else None,
        desk=home.desk if home is not None else "",
        has_card=has_card,
        photo=row.jpeg,
    )


def _has_children(relation: str) -> bool:
    return relation in _PARENTS


def _name(member: MemberDraft) -> str:
    return member.name_as_told or member.name_latin


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _birth_year(side: PersonSide) -> int | None:
    if side.age_years is None or side.age_as_of is None:
        return None
    as_of: date = side.age_as_of
    return as_of.year - side.age_years


def _names_agree(a: tuple[str, ...], b: tuple[str, ...]) -> Agreement:
    ours, theirs = _some(*a), _some(*b)
    if not ours or not theirs:
        return Agreement.UNKNOWN
    why = compare(Described(names=ours), Described(names=theirs)).why
    if Why.SAME_NAME in why:
        return Agreement.SAME
    if Why.SAME_NAME_OTHER_SPELLING in why:
        return Agreement.SPELT
    return Agreement.NEAR if Why.NAME_ALIKE in why else Agreement.DIFFERENT


def _ages(a: PersonSide, b: PersonSide) -> FieldPair:
    ours, theirs = _birth_year(a), _birth_year(b)
    if ours is None or theirs is None:
        return FieldPair(Field.AGE, Agreement.UNKNOWN)
    apart = abs(ours - theirs)
    if apart == 0:
        return FieldPair(Field.AGE, Agreement.SAME)
    return FieldPair(Field.AGE, Agreement.NEAR if apart <= _NEAR_YEARS else Agreement.DIFFERENT, apart)


def _villages(a: PersonSide, b: PersonSide) -> FieldPair:
    if not a.pcode or not b.pcode:
        return FieldPair(Field.VILLAGE, Agreement.UNKNOWN)
    ours = Described(names=(), village=a.village, pcode=a.pcode)
    theirs = Described(names=(), village=b.village, pcode=b.pcode)
    if Why.SAME_VILLAGE in compare(ours, theirs).why:
        return FieldPair(Field.VILLAGE, Agreement.SAME)
    if a.pcode == b.pcode:
        return FieldPair(
            Field.VILLAGE, Agreement.NEAR if a.village and b.village else Agreement.UNKNOWN, near=Nearby.AREA
        )
    near = Nearby.DISTRICT if a.pcode[:_DISTRICT] == b.pcode[:_DISTRICT] else Nearby.FAR
    return FieldPair(Field.VILLAGE, Agreement.DIFFERENT, near=near)


def _children_agree(ours: tuple[str, ...], theirs: tuple[str, ...]) -> FieldPair:
    same = 0
    left = list(theirs)
    for name in ours:
        like = next((other for other in left if _names_agree((name,), (other,)) in _LIKE), None)
        if like is not None:
            left.remove(like)
            same += 1
    if not ours or not theirs:
        return FieldPair(Field.CHILDREN, Agreement.UNKNOWN)
    if same == len(ours) == len(theirs):
        return FieldPair(Field.CHILDREN, Agreement.SAME, same)
    return FieldPair(Field.CHILDREN, Agreement.NEAR if same else Agreement.DIFFERENT, same)


_LIKE = frozenset({Agreement.SAME, Agreement.SPELT})
