"""Whether somebody may be named as collector or voucher: never those who stand between workers and owners.

The answer is the same neutral sentence for every reason; the reason is told to nobody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, select

from desktop.domain.household_checks import works_beside
from desktop.matching.names import skeleton
from desktop.models.household import Household, Membership, Registrant
from desktop.models.trusted_person import KnownIntermediary
from desktop.queries.forgotten import remembered
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.values.age import ADULT, years_on
from desktop.values.finding import Finding
from desktop.values.phone import read_phone
from desktop.values.problem import Problem
from desktop.values.vocabulary import PhoneOwner

KEY_LIMIT = 80
"""Characters of a whole name's keys that are kept and compared."""

type Line = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class _Person:
    """Somebody who is to be named: all names, all own phones, the villages where people know this person."""

    names: tuple[str, ...]
    phones: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    flagged: bool = False


def whole_name_key(name_as_told: str, name_latin: str) -> str:
    """A whole name as keys, alike for two spellings and two scripts: of the name as told, else of the Latin one."""
    return skeleton(name_as_told or name_latin)[:KEY_LIMIT]


def naming_problems(
    conn: Connection, district: str, draft: HouseholdDraft, today: date, *, at: str = ""
) -> tuple[Problem, ...]:
    """What stands against the collectors and vouchers of a draft, as only the register knows it.

    `at` begins the path where only one is told (`collectors.0` becomes the empty path).
    """
    collectors, vouchers = draft.collectors or (), draft.vouchers or ()
    known = _registrants(conn, district, [one.registrant for one in (*collectors, *vouchers) if one.registrant])
    here = (draft.pcode, draft.village)
    found: list[Problem] = []
    for place, collector in enumerate(collectors):
        where = at or f"collectors.{place}"
        line = known.get(collector.registrant) if collector.registrant else None
        member = _member(draft.members, collector.member)
        found.extend(_unknown(where, collector, line))
        found.extend(_too_young(where, line, today))
        dead = line is not None and line.died_on is not None
        if dead or _barred(conn, district, _person(collector, line, member, here)):
            found.append(Problem(where, Finding.NOT_NAMEABLE))
    for place, voucher in enumerate(vouchers):
        line = known.get(voucher.registrant) if voucher.registrant else None
        found.extend(_unknown(f"vouchers.{place}", voucher, line))
        if _barred(conn, district, _person(voucher, line, None, here)):
            found.append(Problem(f"vouchers.{place}", Finding.NOT_NAMEABLE))
    return tuple(found)


def holder_problems(conn: Connection, district: str, members: Sequence[MemberDraft]) -> Iterator[Problem]:
    """Who calls the noted phone of an intermediary their own holds no card for workers.

    A name is not enough here: half a village is called Allah Ditta, and nobody may lose a card for that.
    """
    for place, member in enumerate(members):
        if member.holder is None or member.phone_owner is not PhoneOwner.OWN or member.intermediary is not None:
            continue
        number = read_phone(member.phone).e164
        if number and works_beside(members, place) and _declared(conn, district, (number,)):
            yield Problem(f"members.{place}.holder", Finding.NOT_NAMEABLE)


def _member(members: Sequence[MemberDraft], place: int | None) -> MemberDraft | None:
    return members[place] if place is not None and 0 <= place < len(members) else None


def _unknown(where: str, named: CollectorDraft | VoucherDraft, line: Line | None) -> Iterator[Problem]:
    if named.registrant is not None and line is None:
        yield Problem(f"{where}.registrant", Finding.PERSON_UNKNOWN)


def _too_young(where: str, line: Line | None, today: date) -> Iterator[Problem]:
    if line is None or line.age_years is None:
        return
    if years_on(line.age_years, line.age_as_of or today, today) < ADULT:
        yield Problem(f"{where}.registrant", Finding.COLLECTOR_NOT_ADULT)


def _person(
    named: CollectorDraft | VoucherDraft, line: Line | None, member: MemberDraft | None, here: tuple[str, str]
) -> _Person:
    """All that is known of somebody: as told, as the register has it, or as the member of the same draft."""
    names, phones, places = [named.name_as_told, named.name_latin], [named.phone], [here]
    flagged = False
    for known in filter(None, (line, member)):
        names += [known.name_as_told, known.name_latin]
        if known.phone_owner in (None, PhoneOwner.OWN):  # many workers can be reached only on an intermediary's phone
            phones.append(known.phone)
        flagged = flagged or known.intermediary is not None
    if line is not None and line.pcode is not None:
        places.append((line.pcode, line.village))
    numbers = (read_phone(phone).e164 for phone in phones)
    return _Person(tuple(filter(None, names)), tuple(filter(None, numbers)), tuple(places), flagged)


def _barred(conn: Connection, district: str, person: _Person) -> bool:
    if person.flagged:
        return True
    if person.phones and _phone_barred(conn, district, person.phones):
        return True
    keys = {key for name in person.names if (key := skeleton(name)[:KEY_LIMIT])}
    return bool(keys) and any(
        _same_place(place, other) for other in _places_of(conn, district, keys) for place in person.places
    )


def _phone_barred(conn: Connection, district: str, phones: Sequence[str]) -> bool:
    if _declared(conn, district, phones):
        return True
    having = [
        who
        for phone in phones
        for who in conn.scalars(
            select(Registrant.id).where(Registrant.district_id == district, Registrant.phone == phone)
        )
    ]
    return any(line.intermediary is not None for line in _registrants(conn, district, having).values())


def _declared(conn: Connection, district: str, phones: Sequence[str]) -> bool:
    """Whether one of the phones was noted as an intermediary's."""
    declared = select(KnownIntermediary.id).where(
        KnownIntermediary.district_id == district,
        KnownIntermediary.phone.in_(phones),
        KnownIntermediary.ended_at.is_(None),
    )
    return conn.execute(declared.limit(1)).first() is not None


def _places_of(conn: Connection, district: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Where intermediaries of this whole name are known."""
    wanted = set(keys)
    declared = select(KnownIntermediary.pcode, KnownIntermediary.village).where(
        KnownIntermediary.district_id == district,
        KnownIntermediary.name_key.in_(wanted),
        KnownIntermediary.ended_at.is_(None),
    )
    yield from ((line.pcode, line.village) for line in conn.execute(declared))
    # the ids alone: they stand in the index of the few
    flagged = select(Registrant.id).where(Registrant.district_id == district, Registrant.intermediary.is_not(None))
    for line in _registrants(conn, district, list(conn.scalars(flagged))).values():
        names = filter(None, (line.name_as_told, line.name_latin))
        if line.pcode is not None and wanted.intersection(skeleton(name)[:KEY_LIMIT] for name in names):
            yield line.pcode, line.village


def _same_place(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """The same village of the same area, in whatever script; an area may be told as tehsil or as district."""
    (pcode, village), (other_pcode, other_village) = one, other
    same_area = not pcode or not other_pcode or pcode.startswith(other_pcode) or other_pcode.startswith(pcode)
    key = skeleton(village)
    return same_area and bool(key) and key == skeleton(other_village)


def _registrants(conn: Connection, district: str, ids: Sequence[UUID]) -> dict[UUID, Line]:
    """Registrants with their present place, if they have one."""
    if not ids:
        return {}
    here = and_(
        Membership.district_id == Registrant.district_id,
        Membership.registrant_id == Registrant.id,
        Membership.to_day.is_(None),
    )
    home = and_(Household.district_id == Membership.district_id, Household.id == Membership.household_id)
    wanted = (
        select(
            Registrant.id,
            Registrant.name_as_told,
            Registrant.name_latin,
            Registrant.phone,
            Registrant.phone_owner,
            Registrant.age_years,
            Registrant.age_as_of,
            Registrant.intermediary,
            Registrant.died_on,
            Household.pcode,
            Household.village,
        )
        .select_from(Registrant)
        .outerjoin(Membership, here)
        .outerjoin(Household, home)
        .where(Registrant.district_id == district, Registrant.id.in_(ids), remembered())
    )
    return {line.id: line for line in conn.execute(wanted)}
