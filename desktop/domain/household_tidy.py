"""A checked draft as it is kept: tidied text, numbers in one form, holder slots given, nothing without its consent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from desktop.domain.household_checks import barred_holder, kept_number
from desktop.domain.person_checks import has_name, is_infant, years_of
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.values.age import ADULT
from desktop.values.functioning import answers_of, disability_by, kept_answers
from desktop.values.identifiers import RegistrantId
from desktop.values.kinship import HEAD
from desktop.values.phone import read_phone
from desktop.values.text import tidy_name
from desktop.values.vocabulary import AgeMethod, Sex

_WIFE = "WIFE"


def tidied(draft: HouseholdDraft, today: date, *, choose_holder: bool = True) -> HouseholdDraft:
    """The draft as the register keeps it; call it only with a draft that the rules let pass.

    `choose_holder`: where nobody is marked, somebody gets holder slot 1.
    """
    members = tuple(_tidied(member, today, phone_agreed=draft.consent.phone) for member in draft.members)
    return replace(
        draft,
        village=tidy_name(draft.village),
        home_pcode=draft.home_pcode.strip(),
        members=_with_a_holder(members, today) if choose_holder else members,
        collectors=None if draft.collectors is None else tuple(map(tidied_collector, draft.collectors)),
        vouchers=None if draft.vouchers is None else tuple(map(tidied_voucher, draft.vouchers)),
        told_size=draft.told_size or None,
    )


def with_registrants(draft: HouseholdDraft, registrants: Sequence[UUID]) -> HouseholdDraft:
    """The draft with collectors who are members of it named by their registrant; `registrants` in members' order."""
    if draft.collectors is None:
        return draft
    return replace(draft, collectors=tuple(_named(one, draft.members, registrants) for one in draft.collectors))


def _named(told: CollectorDraft, members: Sequence[MemberDraft], registrants: Sequence[UUID]) -> CollectorDraft:
    if told.member is None:
        return told
    member = members[told.member]
    return replace(
        told,
        member=None,
        registrant=RegistrantId(registrants[told.member]),
        name_as_told=member.name_as_told,
        name_latin=member.name_latin,
        relation=told.relation or member.relation,
    )


def tidied_collector(told: CollectorDraft) -> CollectorDraft:
    """One collector as kept: tidied names, the phone in one form."""
    return replace(
        told,
        name_as_told=tidy_name(told.name_as_told),
        name_latin=tidy_name(told.name_latin),
        phone=read_phone(told.phone).e164 or "",
    )


def tidied_voucher(told: VoucherDraft) -> VoucherDraft:
    """One voucher as kept: tidied names, the phone in one form."""
    return replace(
        told,
        name_as_told=tidy_name(told.name_as_told),
        name_latin=tidy_name(told.name_latin),
        phone=read_phone(told.phone).e164 or "",
    )


def tidied_intermediary(told: IntermediaryDraft) -> IntermediaryDraft:
    """One intermediary as kept: tidied names and village, the phone in one form."""
    return replace(
        told,
        name_as_told=tidy_name(told.name_as_told),
        name_latin=tidy_name(told.name_latin),
        phone=read_phone(told.phone).e164 or "",
        pcode=told.pcode.strip(),
        village=tidy_name(told.village),
    )


def with_phone(draft: HouseholdDraft, place: int, phone: str) -> HouseholdDraft:
    """The draft with another number for one member; without a number nothing is left of whom and when to call."""
    was = draft.members[place]
    now = replace(was, phone=phone)
    if not phone:
        now = replace(now, phone_owner=None, safe_to_call=None, safe_times="")
    return replace(draft, members=(*draft.members[:place], now, *draft.members[place + 1 :]))


def _tidied(member: MemberDraft, today: date, *, phone_agreed: bool) -> MemberDraft:
    phone = (read_phone(member.phone).e164 or "") if phone_agreed else ""
    number = kept_number(member)
    washington = kept_answers(answers_of(member.washington))
    by_answers = disability_by(washington)
    return replace(
        _aged(member, today),
        name_as_told=tidy_name(member.name_as_told),
        name_latin=tidy_name(member.name_latin),
        unnamed=member.unnamed and not has_name(member),
        parent_name=tidy_name(member.parent_name),
        parent_latin=tidy_name(member.parent_latin),
        id_number=number,
        number_seen=member.number_seen if number else None,
        phone=phone,
        phone_owner=member.phone_owner if phone else None,
        safe_to_call=member.safe_to_call if phone else None,
        safe_times=tidy_name(member.safe_times) if phone else "",
        washington=washington,
        disability=True if by_answers else by_answers if member.disability is None else member.disability,
    )


def _aged(member: MemberDraft, today: date) -> MemberDraft:
    """The age in years on a day, with its method and, where an event gave it, the event."""
    years = years_of(member, today)
    if years is None:
        return replace(member, age_years=None, age_method=None, age_as_of=None, age_event=None, age_then=None)
    found = member.age_event is not None and member.age_then is not None
    method = AgeMethod.EVENT if found else member.age_method or AgeMethod.STATED
    event = member.age_event if method is AgeMethod.EVENT else None
    return replace(
        member,
        age_years=years,
        age_method=method,
        age_as_of=member.age_as_of or today,
        age_event=event,
        age_then=None,
    )


def _with_a_holder(members: tuple[MemberDraft, ...], today: date) -> tuple[MemberDraft, ...]:
    """When nobody is marked: the grown woman who is head, else wife of the head, else the first adult holds slot 1.

    In a household of children the first one who is no infant does; who may not hold a card is passed over.
    """
    if any(member.holder is not None for member in members):
        return members
    fit = [
        place
        for place, member in enumerate(members)
        if not is_infant(member, today) and not barred_holder(members, place)
    ]
    chosen = min(fit, key=lambda place: (_turn(members[place]), place), default=None)
    return tuple(replace(member, holder=1) if place == chosen else member for place, member in enumerate(members))


def _turn(member: MemberDraft) -> int:
    """Who comes first when a holder is to be chosen: women who lead a household, then adults, then children."""
    adult = member.age_years is None or member.age_years >= ADULT
    if adult and member.sex is Sex.FEMALE and member.relation in (HEAD, _WIFE):
        return 0 if member.relation == HEAD else 1
    return 2 if adult else 3
