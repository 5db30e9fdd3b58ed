"""Identity and phone numbers of a draft that others have already: said, never refused.

Only a phone that stands on many households asks whose it is before it is kept once more.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection, func, select

from desktop.domain.household_checks import kept_number
from desktop.models.household import Household, Membership, Registrant
from desktop.records.household import HouseholdDraft
from desktop.values.finding import Finding
from desktop.values.phone import read_phone
from desktop.values.problem import Problem, Weight

SHARED = 3
"""A phone on so many other households is remarked on: with this one it is on more than three."""


def number_problems(
    conn: Connection,
    district: str,
    draft: HouseholdDraft,
    *,
    household: UUID | None = None,
    but: Sequence[UUID] = (),
) -> tuple[Problem, ...]:
    """Numbers of the draft that living people have, and phones on many households.

    `household` is the one that is corrected and `but` are its people: their own numbers are no news.
    """
    return (*_numbers_used(conn, district, draft, but), *_phones_shared(conn, district, draft, household))


def _numbers_used(conn: Connection, district: str, draft: HouseholdDraft, but: Sequence[UUID]) -> Iterator[Problem]:
    numbers = {place: number for place, member in enumerate(draft.members) if (number := kept_number(member))}
    if not numbers:
        return
    used = {number for number in set(numbers.values()) if _has_a_living_owner(conn, district, number, but)}
    for place, number in numbers.items():
        if number in used:
            yield Problem(f"members.{place}.id.number", Finding.NUMBER_USED, Weight.WARNING)


def _phones_shared(conn: Connection, district: str, draft: HouseholdDraft, household: UUID | None) -> Iterator[Problem]:
    if not draft.consent.phone:
        return
    for place, member in enumerate(draft.members):
        phone = read_phone(member.phone).e164
        if phone is None:
            continue
        others = households_on(conn, district, phone, but=household)
        if others >= SHARED:
            facts = {"count": str(others)}
            yield Problem(f"members.{place}.phone.number", Finding.PHONE_SHARED, Weight.WARNING, facts)
            if member.phone_owner is None:
                yield Problem(f"members.{place}.phone.owner", Finding.PHONE_OWNER_NEEDED, facts=facts)


def _has_a_living_owner(conn: Connection, district: str, number: str, but: Sequence[UUID]) -> bool:
    having = select(Registrant.id).where(Registrant.district_id == district, Registrant.id_number == number)
    owners = [who for who in conn.scalars(having) if who not in but]
    if not owners:
        return False
    living = select(Registrant.id).where(
        Registrant.district_id == district, Registrant.id.in_(owners), Registrant.died_on.is_(None)
    )
    return conn.execute(living.limit(1)).first() is not None


def households_on(conn: Connection, district: str, phone: str, *, but: UUID | None = None) -> int:
    """How many households a phone number (E.164) stands on now, through the people who live in them.

    In three questions: in one, SQLite, without statistics, would start from every member.
    """
    having = select(Registrant.id).where(Registrant.district_id == district, Registrant.phone == phone)
    people = list(conn.scalars(having))
    if not people:
        return 0
    living = select(Membership.household_id).where(
        Membership.district_id == district, Membership.registrant_id.in_(people), Membership.to_day.is_(None)
    )
    homes = {home for home in conn.scalars(living) if home != but}
    if not homes:
        return 0
    active = select(func.count()).where(Household.district_id == district, Household.id.in_(homes), Household.active)
    return conn.scalar(active) or 0
