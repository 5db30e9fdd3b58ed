"""Identity and phone numbers of a draft that others have already: said, never refused.

Only a phone that stands on many households asks whose it is before it is kept once more.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from desktop.models.household import Household, Membership, Registrant
from desktop.models.household_rules import kept_number
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
    living = select(Registrant.id, Registrant.id_number).where(
        Registrant.district_id == district,
        Registrant.id_number.in_(set(numbers.values())),
        Registrant.died_on.is_(None),
    )
    used = {line.id_number for line in conn.execute(living) if line.id not in but}
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


def households_on(conn: Connection, district: str, phone: str, *, but: UUID | None = None) -> int:
    """How many households a phone number (E.164) stands on now, through the people who live in them."""
    here = and_(
        Membership.district_id == Registrant.district_id,
        Membership.registrant_id == Registrant.id,
        Membership.to_day.is_(None),
    )
    home = and_(Household.district_id == Membership.district_id, Household.id == Membership.household_id)
    wanted = (
        select(func.count(Membership.household_id.distinct()))
        .select_from(Registrant)
        .join(Membership, here)
        .join(Household, home)
        .where(Registrant.district_id == district, Registrant.phone == phone, Household.active)
    )
    if but is not None:
        wanted = wanted.where(Membership.household_id != but)
    return conn.scalar(wanted) or 0
