"""What a household draft must be before it is kept: only what cannot be kept stops, everything else warns.

Sources: nobody without papers is refused (README), practice with identity numbers, phones and ages.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from desktop.records.household import NO_DOCUMENT, HouseholdDraft, MemberDraft
from desktop.reference.places import is_area
from desktop.reference.tables import IdType, id_types, relationships
from desktop.values.cnic import CnicRemark, read_cnic
from desktop.values.finding import Finding
from desktop.values.phone import PhoneRemark, read_phone
from desktop.values.problem import Problem, Weight
from desktop.values.text import NAME_LIMIT, tidy_name, unsafe_characters, western_digits

HOLDERS = 9
"""Holder slots of one household: one digit of the card number."""

MEMBERS = 60
"""More people than this share no hearth; the draft is rather two households in one."""

OLDEST = 120
NO_PHOTO_BEFORE = 5
_NUMBER_LIMIT = 30
_PHOTO_BYTES = 400_000
_JPEG = b"\xff\xd8\xff"
HEAD = "HEAD"

_CNIC_FINDINGS = {
    CnicRemark.LENGTH: Finding.CNIC_LENGTH,
    CnicRemark.CHARACTER: Finding.CNIC_CHARACTER,
    CnicRemark.FILLER: Finding.CNIC_FILLER,
    CnicRemark.RUN: Finding.CNIC_RUN,
    CnicRemark.PREFIX: Finding.CNIC_PREFIX,
    CnicRemark.SEX_DIGIT: Finding.CNIC_SEX_DIGIT,
}
_PHONE_FINDINGS = {
    PhoneRemark.CHARACTER: Finding.PHONE_CHARACTER,
    PhoneRemark.LENGTH: Finding.PHONE_LENGTH,
    PhoneRemark.UNUSUAL: Finding.PHONE_UNUSUAL,
}


def problems_of(draft: HouseholdDraft, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a draft or worth a look, in the form's order. Pure; never raises.

    `where` is the path of the JSON draft: ``place.pcode``, ``members.0.id.number``.
    """
    return (*_place(draft), *_consent(draft), *_members(draft, today), *_holders(draft), *_numbers_twice(draft))


def _place(draft: HouseholdDraft) -> Iterator[Problem]:
    if not draft.pcode.strip():
        yield Problem("place.pcode", Finding.PLACE_MISSING)
    elif not is_area(draft.pcode):
        yield Problem("place.pcode", Finding.PLACE_UNKNOWN)
    yield from _text("place.village", draft.village)


def _consent(draft: HouseholdDraft) -> Iterator[Problem]:
    if not draft.consent.register:
        yield Problem("consent.register", Finding.CONSENT_MISSING)


def _members(draft: HouseholdDraft, today: date) -> Iterator[Problem]:
    if not draft.members:
        yield Problem("members", Finding.MEMBER_MISSING)
    if len(draft.members) > MEMBERS:
        facts = {"count": str(len(draft.members)), "limit": str(MEMBERS)}
        yield Problem("members", Finding.TOO_MANY_MEMBERS, facts=facts)
        return
    for place, member in enumerate(draft.members):
        where = f"members.{place}"
        yield from _names(where, member)
        if member.sex is None:
            yield Problem(f"{where}.sex", Finding.SEX_MISSING)
        yield from _relation(where, member, first_head=_first_head(draft) == place)
        yield from _age(where, member, today)
        yield from _number(where, member)
        yield from _phone(where, member, kept=draft.consent.phone)
        yield from _photo(where, member, agreed=draft.consent.photo)


def _first_head(draft: HouseholdDraft) -> int:
    return next((place for place, member in enumerate(draft.members) if member.relation == HEAD), -1)


def _names(where: str, member: MemberDraft) -> Iterator[Problem]:
    if not any(letter.isalpha() for letter in member.name_as_told + member.name_latin):
        yield Problem(f"{where}.name_as_told", Finding.NAME_MISSING)
    yield from _text(f"{where}.name_as_told", member.name_as_told)
    yield from _text(f"{where}.name_latin", member.name_latin)
    yield from _text(f"{where}.parent_name", member.parent_name)
    yield from _text(f"{where}.parent_latin", member.parent_latin)


def _text(where: str, text: str, limit: int = NAME_LIMIT) -> Iterator[Problem]:
    unsafe = unsafe_characters(text[: 10 * limit])
    if unsafe:
        first = unsafe[0]
        facts = {"kind": first.kind.value, "position": str(first.position + 1), "code_point": first.code_point}
        yield Problem(where, Finding.UNSAFE_CHARACTER, facts=facts)
    elif len(tidied := tidy_name(text)) > limit:
        yield Problem(where, Finding.TOO_LONG, facts={"length": str(len(tidied)), "limit": str(limit)})


def _relation(where: str, member: MemberDraft, *, first_head: bool) -> Iterator[Problem]:
    if member.relation and member.relation not in relationships():
        yield Problem(f"{where}.relation", Finding.RELATION_UNKNOWN)
    if member.relation == HEAD and not first_head:
        yield Problem(f"{where}.relation", Finding.SECOND_HEAD, Weight.WARNING)


def _age(where: str, member: MemberDraft, today: date) -> Iterator[Problem]:
    if member.age_years is not None and not 0 <= member.age_years <= OLDEST:
        facts = {"years": str(member.age_years), "limit": str(OLDEST)}
        yield Problem(f"{where}.age.years", Finding.AGE_RANGE, facts=facts)
    if member.age_as_of is not None and member.age_as_of > today:
        facts = {"as_of": member.age_as_of.isoformat()}
        yield Problem(f"{where}.age.as_of", Finding.AGE_DATE_FUTURE, Weight.WARNING, facts)


def _number(where: str, member: MemberDraft) -> Iterator[Problem]:
    kind = id_types().get(member.id_type)
    if kind is None:
        yield Problem(f"{where}.id.type", Finding.ID_TYPE_UNKNOWN)
        return
    typed = member.id_number.strip()
    if not typed:
        return
    field = f"{where}.id.number"
    if kind.pattern.pattern == "^$":
        yield Problem(field, Finding.ID_TYPE_NEEDED)
    elif kind.thirteen_digits:
        reading = read_cnic(typed, member.sex)
        for remark in reading.remarks:
            if remark.weight is not None:
                facts = {"digits": str(13 - reading.missing)} if remark is CnicRemark.LENGTH else {}
                yield Problem(field, _CNIC_FINDINGS[remark], remark.weight, facts)
    else:
        yield from _other_number(field, typed, kind)


def _other_number(field: str, typed: str, kind: IdType) -> Iterator[Problem]:
    unfit = list(_text(field, typed, _NUMBER_LIMIT))
    yield from unfit
    if not unfit and kind.pattern.fullmatch(western_digits(tidy_name(typed))) is None:
        yield Problem(field, Finding.ID_NUMBER_SHAPE)


def _phone(where: str, member: MemberDraft, *, kept: bool) -> Iterator[Problem]:
    field = f"{where}.phone.number"
    reading = read_phone(member.phone)
    if reading.blank:
        return
    if not kept:
        yield Problem(field, Finding.PHONE_NOT_KEPT, Weight.WARNING)
    elif reading.remark is not None:
        yield Problem(field, _PHONE_FINDINGS[reading.remark], reading.remark.weight)


def _photo(where: str, member: MemberDraft, *, agreed: bool) -> Iterator[Problem]:
    if member.photo is None:
        return
    if not agreed:
        yield Problem(f"{where}.photo", Finding.PHOTO_WITHOUT_CONSENT)
    elif member.age_years is not None and member.age_years < NO_PHOTO_BEFORE:
        yield Problem(f"{where}.photo", Finding.PHOTO_UNDER_FIVE)
    elif not member.photo.startswith(_JPEG) or len(member.photo) > _PHOTO_BYTES:
        yield Problem(f"{where}.photo", Finding.PHOTO_UNUSABLE)


def _holders(draft: HouseholdDraft) -> Iterator[Problem]:
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
