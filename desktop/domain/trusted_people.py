"""What the collectors and vouchers of a draft must be; whether somebody may be named at all, the register knows."""

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.person_checks import name_problems, phone_problems, text_problems, years_of
from desktop.records.household import MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.reference.places import is_area
from desktop.reference.tables import relationships
from desktop.values.age import ADULT
from desktop.values.finding import Finding
from desktop.values.phone import read_phone
from desktop.values.problem import Problem
from desktop.values.text import tidy_name

COLLECTORS = 2
"""Who may receive for one household besides its holders."""

VOUCHERS = 5


def collector_problems(
    collectors: Sequence[CollectorDraft], members: Sequence[MemberDraft], today: date
) -> Iterator[Problem]:
    """The findings about collectors; `members` are those of the same draft. Pure; never raises."""
    if len(collectors) > COLLECTORS:
        yield Problem("collectors", Finding.TOO_MANY_COLLECTORS, facts=_count(collectors, COLLECTORS))
        return
    for place, collector in enumerate(collectors):
        where = f"collectors.{place}"
        if collector.member is None:
            yield from _named(where, collector)
        elif 0 <= collector.member < len(members):
            yield from _of_the_draft(f"{where}.member", members[collector.member], today)
        else:
            yield Problem(f"{where}.member", Finding.MEMBER_UNKNOWN)
        if collector.relation and collector.relation not in relationships():
            yield Problem(f"{where}.relation", Finding.RELATION_UNKNOWN)
        yield from phone_problems(f"{where}.phone", collector.phone)
    if len(collectors) == COLLECTORS and (_same(*collectors)):
        yield Problem("collectors.1", Finding.NAMED_TWICE)


def voucher_problems(vouchers: Sequence[VoucherDraft]) -> Iterator[Problem]:
    """The findings about vouchers. Pure; never raises."""
    if len(vouchers) > VOUCHERS:
        yield Problem("vouchers", Finding.TOO_MANY_VOUCHERS, facts=_count(vouchers, VOUCHERS))
        return
    for place, voucher in enumerate(vouchers):
        yield from _named(f"vouchers.{place}", voucher)
        yield from phone_problems(f"vouchers.{place}.phone", voucher.phone)


def intermediary_problems(draft: IntermediaryDraft) -> tuple[Problem, ...]:
    """What an intermediary must have to be noted: a role, and a name or a phone. Pure; never raises."""
    found: list[Problem] = []
    if draft.role is None:
        found.append(Problem("role", Finding.ROLE_MISSING))
    named = any(letter.isalpha() for letter in draft.name_as_told + draft.name_latin)
    if not named and not draft.phone.strip():
        found.append(Problem("name_as_told", Finding.NAME_MISSING))
    elif not draft.phone.strip() and not draft.village.strip():
        found.append(Problem("village", Finding.VILLAGE_OR_PHONE))
    found.extend(name_problems("name_as_told", draft.name_as_told))
    found.extend(name_problems("name_latin", draft.name_latin))
    found.extend(text_problems("village", draft.village))
    found.extend(phone_problems("phone", draft.phone))
    if draft.pcode and not is_area(draft.pcode):
        found.append(Problem("pcode", Finding.PLACE_UNKNOWN))
    return tuple(found)


def _named(where: str, person: CollectorDraft | VoucherDraft) -> Iterator[Problem]:
    told = person.name_as_told + person.name_latin
    if person.registrant is None and not any(letter.isalpha() for letter in told):
        yield Problem(f"{where}.name_as_told", Finding.NAME_MISSING)
    yield from name_problems(f"{where}.name_as_told", person.name_as_told)
    yield from name_problems(f"{where}.name_latin", person.name_latin)


def _of_the_draft(where: str, member: MemberDraft, today: date) -> Iterator[Problem]:
    years = years_of(member, today)
    if years is not None and years < ADULT:
        yield Problem(where, Finding.COLLECTOR_NOT_ADULT)
    if member.intermediary is not None:
        yield Problem(where, Finding.NOT_NAMEABLE)


def _same(one: CollectorDraft, other: CollectorDraft) -> bool:
    if one.registrant is not None or one.member is not None:
        return (one.registrant, one.member) == (other.registrant, other.member)
    return _known_by(one) == _known_by(other)


def _known_by(told: CollectorDraft) -> tuple[str, str, str]:
    """As typed now or as kept before, and however they are related: one person is one person."""
    return tidy_name(told.name_as_told), tidy_name(told.name_latin), read_phone(told.phone).e164 or ""


def _count(named: Sequence[object], limit: int) -> dict[str, str]:
    return {"count": str(len(named)), "limit": str(limit)}
