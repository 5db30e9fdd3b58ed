"""What a household draft must be before it is kept: only what cannot be kept stops, everything else warns.

Sources: nobody without papers is refused (README), practice with identity numbers, phones and ages.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.person_checks import is_infant, person_problems, text_problems
from desktop.domain.plausibility import unlikely
from desktop.domain.trusted_people import collector_problems, voucher_problems
from desktop.records.household import NO_DOCUMENT, HouseholdDraft, MemberDraft
from desktop.reference.places import is_area
from desktop.reference.tables import id_types
from desktop.values.cnic import read_cnic
from desktop.values.finding import Finding
from desktop.values.kinship import HEAD
from desktop.values.problem import Problem, Weight
from desktop.values.text import tidy_name, western_digits
from desktop.values.vocabulary import WorkKind

HOLDERS = 9
"""Holder slots of one household: one digit of the card number."""

MEMBERS = 60
"""More people than this share no hearth; the draft is rather two households in one."""

TOLD_MOST = 99
"""People whom a household may be said to have: as many as a list is believed to count for one."""

_WORKERS = frozenset((WorkKind.KILN, WorkKind.FARM, WorkKind.DOMESTIC))


def problems_of(draft: HouseholdDraft, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a draft or worth a look, in the form's order. Pure; never raises.

    `where` is the path of the JSON draft: ``place.pcode``, ``members.0.id.number``.
    """
    return (
        *_place(draft),
        *_consent(draft),
        *_members(draft, today),
        *_holders(draft, today),
        *_numbers_twice(draft),
        *collector_problems(draft.collectors or (), draft.members, today),
        *voucher_problems(draft.vouchers or ()),
        *unlikely(draft, today),
    )


def _place(draft: HouseholdDraft) -> Iterator[Problem]:
    if not draft.pcode.strip():
        yield Problem("place.pcode", Finding.PLACE_MISSING)
    elif not is_area(draft.pcode):
        yield Problem("place.pcode", Finding.PLACE_UNKNOWN)
    yield from text_problems("place.village", draft.village)
    if draft.home_pcode.strip() and not is_area(draft.home_pcode):
        yield Problem("place.home_pcode", Finding.PLACE_UNKNOWN)


def _consent(draft: HouseholdDraft) -> Iterator[Problem]:
    if not draft.consent.register:
        yield Problem("consent.register", Finding.CONSENT_MISSING)


def _members(draft: HouseholdDraft, today: date) -> Iterator[Problem]:
    if draft.told_size is not None and not 0 <= draft.told_size <= TOLD_MOST:
        facts = {"count": str(draft.told_size), "limit": str(TOLD_MOST)}
        yield Problem("people_told", Finding.SIZE_RANGE, facts=facts)
    if not draft.members:
        yield Problem("members", Finding.MEMBER_MISSING)
    if len(draft.members) > MEMBERS:
        facts = {"count": str(len(draft.members)), "limit": str(MEMBERS)}
        yield Problem("members", Finding.TOO_MANY_MEMBERS, facts=facts)
        return
    first_head, agreed = _first_head(draft), draft.consent
    for place, member in enumerate(draft.members):
        yield from person_problems(
            f"members.{place}",
            member,
            today,
            first_head=first_head == place,
            phone=agreed.phone,
            photo=agreed.photo,
        )


def _first_head(draft: HouseholdDraft) -> int:
    return next((place for place, member in enumerate(draft.members) if member.relation == HEAD), -1)


def barred_holder(members: Sequence[MemberDraft], place: int) -> bool:
    """Whether somebody cannot hold a card because they stand between workers and owners, and workers are at home."""
    return members[place].intermediary is not None and works_beside(members, place)


def works_beside(members: Sequence[MemberDraft], place: int) -> bool:
    """Whether somebody else of the household is a worker."""
    return any(member.work_kind in _WORKERS for other, member in enumerate(members) if other != place)


def _holders(draft: HouseholdDraft, today: date) -> Iterator[Problem]:
    marked = [(place, member.holder) for place, member in enumerate(draft.members) if member.holder is not None]
    if len(marked) > HOLDERS:
        yield Problem("members", Finding.TOO_MANY_HOLDERS, facts={"count": str(len(marked)), "limit": str(HOLDERS)})
    seen: set[int] = set()
    for place, slot in marked:
        field = f"members.{place}.holder"
        if not 1 <= slot <= HOLDERS:
            yield Problem(field, Finding.SLOT_RANGE, facts={"slot": str(slot), "limit": str(HOLDERS)})
        elif slot in seen:
            yield Problem(field, Finding.SLOT_TAKEN, facts={"slot": str(slot)})
        seen.add(slot)
        if is_infant(draft.members[place], today):
            yield Problem(field, Finding.HOLDER_INFANT)
        elif barred_holder(draft.members, place):
            yield Problem(field, Finding.NOT_NAMEABLE)


def _numbers_twice(draft: HouseholdDraft) -> Iterator[Problem]:
    """The head's number told for everybody is a typical fault: said, never refused."""
    numbers = [kept_number(member) for member in draft.members]
    often = {number for number, count in Counter(filter(None, numbers)).items() if count > 1}
    for place, number in enumerate(numbers):
        if number in often and number in numbers[:place]:
            yield Problem(f"members.{place}.id.number", Finding.NUMBER_TWICE, Weight.WARNING)


def kept_number(member: MemberDraft) -> str:
    """The number as it is kept and compared: thirteen digits, or the tidied text; empty when there is none."""
    kind = id_types().get(member.id_type)
    if kind is None or member.id_type == NO_DOCUMENT:
        return ""
    if kind.thirteen_digits:
        return read_cnic(member.id_number).number or ""
    return western_digits(tidy_name(member.id_number))
