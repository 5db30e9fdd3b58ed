"""What one person of a draft must be before it is kept: only what cannot be kept stops, everything else warns.

Sources: nobody without papers is refused (README), practice with identity numbers, phones and ages.
"""

from collections.abc import Callable, Iterator
from datetime import date

from desktop.records.household import MemberDraft
from desktop.reference.never_kept import matter_in_name, matter_in_text
from desktop.reference.tables import IdType, id_types, relationships
from desktop.values.age import INFANT, OLDEST, years_by_event, years_on
from desktop.values.cnic import CnicRemark, read_cnic
from desktop.values.finding import Finding
from desktop.values.functioning import is_answers
from desktop.values.import_field import NeverKept
from desktop.values.kinship import HEAD
from desktop.values.phone import PhoneRemark, read_phone
from desktop.values.problem import Problem, Weight
from desktop.values.text import NAME_LIMIT, tidy_name, unsafe_characters, western_digits

NO_PHOTO_BEFORE = 5
TIMES_LIMIT = 60
"""Characters of the times at which a call is safe."""

_NOBODY = OLDEST + 30
"""Years that nobody lives: over the oldest age that is told, so that a correction in thirty years does not stop."""

_NUMBER_LIMIT = 30
_PHOTO_BYTES = 400_000
_JPEG = b"\xff\xd8\xff"

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


def years_of(member: MemberDraft, today: date) -> int | None:
    """The age in years as told, found by an event where one was named; None: it is not known."""
    if member.age_event is not None and member.age_then is not None:
        return years_by_event(member.age_event, member.age_then, member.age_as_of or today)
    return member.age_years


def may_be_unnamed(member: MemberDraft, today: date) -> bool:
    """Whether *child of* stands for the name: an infant, or a child of unknown age, with a parent's name."""
    years = years_of(member, today)
    parent = member.parent_name + member.parent_latin
    return (years is None or years <= INFANT) and any(letter.isalpha() for letter in parent)


def is_infant(member: MemberDraft, today: date) -> bool:
    """Whether this is a child too small for a card, by age or because it has no name yet."""
    years = years_of(member, today)
    return (member.unnamed and not has_name(member)) or (years is not None and years <= INFANT)


def has_name(member: MemberDraft) -> bool:
    """Whether a letter was told of the own name, in any script."""
    return any(letter.isalpha() for letter in member.name_as_told + member.name_latin)


def person_problems(
    where: str, member: MemberDraft, today: date, *, first_head: bool, phone: bool, photo: bool
) -> Iterator[Problem]:
    """The findings about one person in the form's order; `phone` and `photo` say what was agreed to."""
    yield from _names(where, member, today)
    if member.sex is None:
        yield Problem(f"{where}.sex", Finding.SEX_MISSING)
    yield from _relation(where, member, first_head=first_head)
    yield from _age(where, member, today)
    if not is_answers(member.washington):
        yield Problem(f"{where}.washington", Finding.ANSWERS_UNFIT)
    yield from _number(where, member)
    yield from phone_problems(f"{where}.phone.number", member.phone, kept=phone)
    yield from text_problems(f"{where}.phone.safe_times", member.safe_times, TIMES_LIMIT)
    yield from _photo(where, member, today, agreed=photo)


def _names(where: str, member: MemberDraft, today: date) -> Iterator[Problem]:
    if not has_name(member):
        if not member.unnamed:
            yield Problem(f"{where}.name_as_told", Finding.NAME_MISSING)
        elif not may_be_unnamed(member, today):
            yield Problem(f"{where}.name_as_told", Finding.UNNAMED_NOT_INFANT)
    yield from name_problems(f"{where}.name_as_told", member.name_as_told)
    yield from name_problems(f"{where}.name_latin", member.name_latin)
    yield from name_problems(f"{where}.parent_name", member.parent_name)
    yield from name_problems(f"{where}.parent_latin", member.parent_latin)


def text_problems(
    where: str, text: str, limit: int = NAME_LIMIT, *, matter: Callable[[str], NeverKept | None] = matter_in_text
) -> Iterator[Problem]:
    """What in a free text cannot be kept (characters that deceive, more of them than fit) or is better not kept.

    `matter` says by which words; what it finds only warns.
    """
    unsafe = unsafe_characters(text[: 10 * limit])
    if unsafe:
        first = unsafe[0]
        facts = {"kind": first.kind.value, "position": str(first.position + 1), "code_point": first.code_point}
        yield Problem(where, Finding.UNSAFE_CHARACTER, facts=facts)
    elif len(tidied := tidy_name(text)) > limit:
        yield Problem(where, Finding.TOO_LONG, facts={"length": str(len(tidied)), "limit": str(limit)})
    elif (named := matter(text)) is not None:
        yield Problem(where, Finding.NEVER_KEPT, Weight.WARNING, {"matter": named.value})


def name_problems(where: str, name: str) -> Iterator[Problem]:
    """What in somebody's name cannot be kept, or is better not kept."""
    return text_problems(where, name, matter=matter_in_name)


def _relation(where: str, member: MemberDraft, *, first_head: bool) -> Iterator[Problem]:
    if member.relation and member.relation not in relationships():
        yield Problem(f"{where}.relation", Finding.RELATION_UNKNOWN)
    if member.relation == HEAD and not first_head:
        yield Problem(f"{where}.relation", Finding.SECOND_HEAD, Weight.WARNING)


def _age(where: str, member: MemberDraft, today: date) -> Iterator[Problem]:
    years = years_of(member, today)
    if years is not None and not 0 <= years <= OLDEST:
        field = "age.years" if years == member.age_years else "age.age_then"
        yield Problem(f"{where}.{field}", Finding.AGE_RANGE, facts={"years": str(years), "limit": str(OLDEST)})
    if member.age_as_of is not None and member.age_as_of > today:
        facts = {"as_of": member.age_as_of.isoformat()}
        yield Problem(f"{where}.age.as_of", Finding.AGE_DATE_FUTURE, Weight.WARNING, facts)
    elif member.age_as_of is not None and years is not None and years_on(years, member.age_as_of, today) > _NOBODY:
        yield Problem(f"{where}.age.as_of", Finding.DAY_LONG_AGO, facts={"day": member.age_as_of.isoformat()})


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
    unfit = list(text_problems(field, typed, _NUMBER_LIMIT, matter=_no_matter))
    yield from unfit
    if not unfit and kind.pattern.fullmatch(western_digits(tidy_name(typed))) is None:
        yield Problem(field, Finding.ID_NUMBER_SHAPE)


def _no_matter(_: str) -> None:
    """A number says nothing in words."""


def phone_problems(field: str, typed: str, *, kept: bool = True) -> Iterator[Problem]:
    """What is wrong with a phone number; `kept`: whether it was agreed to keep it."""
    reading = read_phone(typed)
    if reading.blank:
        return
    if not kept:
        yield Problem(field, Finding.PHONE_NOT_KEPT, Weight.WARNING)
    elif reading.remark is not None:
        yield Problem(field, _PHONE_FINDINGS[reading.remark], reading.remark.weight)


def _photo(where: str, member: MemberDraft, today: date, *, agreed: bool) -> Iterator[Problem]:
    if member.photo is None:
        return
    if not agreed:
        yield Problem(f"{where}.photo", Finding.PHOTO_WITHOUT_CONSENT)
    elif (years := years_of(member, today)) is not None and years < NO_PHOTO_BEFORE:
        yield Problem(f"{where}.photo", Finding.PHOTO_UNDER_FIVE)
    elif not member.photo.startswith(_JPEG) or len(member.photo) > _PHOTO_BYTES:
        yield Problem(f"{where}.photo", Finding.PHOTO_UNUSABLE)
