"""A checked draft as it is kept: tidied text, numbers in one form, holder slots given, nothing without its consent."""

from dataclasses import replace
from datetime import date

from desktop.models.household_rules import kept_number
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.values.phone import read_phone
from desktop.values.text import tidy_name
from desktop.values.vocabulary import AgeMethod

ADULT = 18


def tidied(draft: HouseholdDraft, today: date) -> HouseholdDraft:
    """The draft as the register keeps it; call it only with a draft that the rules let pass."""
    members = tuple(_tidied(member, today, phone_agreed=draft.consent.phone) for member in draft.members)
    return replace(draft, village=tidy_name(draft.village), members=_with_a_holder(members))


def _tidied(member: MemberDraft, today: date, *, phone_agreed: bool) -> MemberDraft:
    phone = (read_phone(member.phone).e164 or "") if phone_agreed else ""
    aged = member.age_years is not None
    return replace(
        member,
        name_as_told=tidy_name(member.name_as_told),
        name_latin=tidy_name(member.name_latin),
        parent_name=tidy_name(member.parent_name),
        parent_latin=tidy_name(member.parent_latin),
        age_method=(member.age_method or AgeMethod.STATED) if aged else None,
        age_as_of=(member.age_as_of or today) if aged else None,
        id_number=kept_number(member),
        phone=phone,
        phone_owner=member.phone_owner if phone else None,
        safe_to_call=member.safe_to_call if phone else None,
    )


def _with_a_holder(members: tuple[MemberDraft, ...]) -> tuple[MemberDraft, ...]:
    """When nobody is marked, the first adult holds slot 1; in a household of children the first one told does."""
    if any(member.holder is not None for member in members):
        return members
    grown = (member.age_years is None or member.age_years >= ADULT for member in members)
    first = next((place for place, adult in enumerate(grown) if adult), 0)
    return tuple(replace(member, holder=1) if place == first else member for place, member in enumerate(members))
