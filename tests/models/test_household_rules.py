"""What stops a draft and what only warns, field by field; and what a draft becomes when it is kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.household_rules import MEMBERS, kept_number, problems_of
from desktop.models.household_tidy import tidied
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.reference.tables import id_types, relationships
from desktop.values.finding import Finding
from desktop.values.problem import Weight
from desktop.values.vocabulary import AgeMethod, PhoneOwner, Sex
from desktop.words.problems import SENTENCES

TODAY = date(2026, 11, 24)
WOMAN = MemberDraft(name_as_told="سکینہ", sex=Sex.FEMALE)
JPEG = b"\xff\xd8\xff" + bytes(100)


def draft(*members: MemberDraft, **changes: object) -> HouseholdDraft:
    """A household that can be kept, with changes."""
    consent = ConsentDraft(register=True, photo=True, phone=True)
    whole = HouseholdDraft(pcode="PK61701", village="Chak 12", consent=consent, members=members or (WOMAN,))
    return replace(whole, **changes)  # pyright: ignore[reportArgumentType]


def found(told: HouseholdDraft) -> list[tuple[str, str, bool]]:
    """Where, what, and whether it stops."""
    return [(problem.where, problem.code, problem.stops) for problem in problems_of(told, TODAY)]


def of_first(**changes: object) -> list[tuple[str, str, bool]]:
    """The findings about a woman with changes, the path without ``members.0.``."""
    told = draft(replace(WOMAN, **changes))  # pyright: ignore[reportArgumentType]
    return [(where.removeprefix("members.0."), code, stops) for where, code, stops in found(told)]


def test_the_least_that_is_asked_for_has_no_finding() -> None:
    assert found(draft()) == []
    assert found(draft(MemberDraft(name_latin="Mai", sex=Sex.X))) == []


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"name_as_told": ""}, "name_as_told", Finding.NAME_MISSING),
        ({"name_as_told": "12 - ."}, "name_as_told", Finding.NAME_MISSING),
        ({"name_as_told": "ا" * 101}, "name_as_told", Finding.TOO_LONG),
        ({"parent_latin": "Ali\u202e"}, "parent_latin", Finding.UNSAFE_CHARACTER),
        ({"sex": None}, "sex", Finding.SEX_MISSING),
        ({"relation": "OWNER"}, "relation", Finding.RELATION_UNKNOWN),
        ({"age_years": 121}, "age.years", Finding.AGE_RANGE),
        ({"age_years": -1}, "age.years", Finding.AGE_RANGE),
        ({"id_type": "EMPLOYER_CARD"}, "id.type", Finding.ID_TYPE_UNKNOWN),
        ({"id_type": "NONE", "id_number": "1"}, "id.number", Finding.ID_TYPE_NEEDED),
        ({"id_type": "CNIC", "id_number": "363021234567"}, "id.number", Finding.CNIC_LENGTH),
        ({"id_type": "CRC", "id_number": "36302I2345674"}, "id.number", Finding.CNIC_CHARACTER),
        ({"id_type": "CNIC", "id_number": "2222222222222"}, "id.number", Finding.CNIC_FILLER),
        ({"id_type": "CNIC_TOKEN", "id_number": "abc"}, "id.number", Finding.ID_NUMBER_SHAPE),
        ({"id_type": "BIRTH", "id_number": "1" * 31}, "id.number", Finding.TOO_LONG),
        ({"phone": "0300-00"}, "phone.number", Finding.PHONE_LENGTH),
        ({"phone": "call Ali"}, "phone.number", Finding.PHONE_CHARACTER),
        ({"photo": b"GIF89a"}, "photo", Finding.PHOTO_UNUSABLE),
        ({"photo": JPEG + bytes(500_000)}, "photo", Finding.PHOTO_UNUSABLE),
        ({"photo": JPEG, "age_years": 4}, "photo", Finding.PHOTO_UNDER_FIVE),
        ({"holder": 0}, "holder", Finding.SLOT_RANGE),
    ],
)
def test_what_cannot_be_kept_stops_at_its_field(changes: dict[str, object], where: str, code: Finding) -> None:
    assert of_first(**changes) == [(where, code, True)]


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"id_type": "CNIC", "id_number": "3630212345671"}, "id.number", Finding.CNIC_SEX_DIGIT),
        ({"id_type": "CNIC", "id_number": "9630212345674"}, "id.number", Finding.CNIC_PREFIX),
        ({"id_type": "CNIC", "id_number": "1234567890123"}, "id.number", Finding.CNIC_RUN),
        ({"age_years": 30, "age_as_of": date(2026, 11, 25)}, "age.as_of", Finding.AGE_DATE_FUTURE),
    ],
)
def test_what_is_only_unusual_warns(changes: dict[str, object], where: str, code: Finding) -> None:
    assert of_first(**changes) == [(where, code, False)]


@pytest.mark.parametrize("kind", list(id_types()))
def test_no_kind_of_paper_asks_for_its_number(kind: str) -> None:
    assert of_first(id_type=kind) == []


@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE, Sex.X])
def test_a_number_of_another_province_and_the_sex_x_are_never_remarked_on(sex: Sex) -> None:
    number = "4510112345671" if sex is not Sex.FEMALE else "4510112345674"
    assert of_first(sex=sex, id_type="CNIC", id_number=number) == []


def test_place_and_consent_are_asked_for() -> None:
    assert found(draft(pcode=" ")) == [("place.pcode", Finding.PLACE_MISSING, True)]
    assert found(draft(pcode="PK99999")) == [("place.pcode", Finding.PLACE_UNKNOWN, True)]
    assert found(draft(village="x\0")) == [("place.village", Finding.UNSAFE_CHARACTER, True)]
    assert found(draft(consent=ConsentDraft())) == [("consent.register", Finding.CONSENT_MISSING, True)]


def test_a_slot_is_one_persons_and_a_second_head_warns() -> None:
    two = (replace(WOMAN, holder=2, relation="HEAD"), replace(WOMAN, holder=2, relation="HEAD"))
    assert found(draft(*two)) == [
        ("members.1.relation", Finding.SECOND_HEAD, False),
        ("members.1.holder", Finding.SLOT_TAKEN, True),
    ]


def test_one_number_told_for_everybody_warns_once_for_each_further_person() -> None:
    numbered = replace(WOMAN, id_type="CNIC", id_number="36302-1234567-4")
    other_spelling = replace(numbered, id_number="۳۶۳۰۲۱۲۳۴۵۶۷۴")
    assert found(draft(numbered, WOMAN, other_spelling)) == [("members.2.id.number", Finding.NUMBER_TWICE, False)]


def test_a_crowd_is_no_household() -> None:
    assert found(draft(*[WOMAN] * MEMBERS)) == []
    assert found(draft(*[WOMAN] * (MEMBERS + 1))) == [("members", Finding.TOO_MANY_MEMBERS, True)]


def test_every_finding_has_a_sentence() -> None:
    assert set(SENTENCES) >= set(Finding)


_TEXT = st.text(max_size=130) | st.sampled_from(["", "علی", "36302-1234567-4", "0300-1234567"])
_MEMBERS = st.builds(
    MemberDraft,
    name_as_told=_TEXT,
    name_latin=_TEXT,
    parent_name=_TEXT,
    parent_latin=_TEXT,
    relation=st.sampled_from(["", "HEAD", "SON", "X"]),
    sex=st.none() | st.sampled_from(Sex),
    age_years=st.none() | st.integers(-5, 130),
    age_as_of=st.none() | st.dates(),
    id_type=st.sampled_from([*id_types(), "POR"]),
    id_number=_TEXT,
    phone=_TEXT,
    holder=st.none() | st.integers(-1, 11),
    photo=st.none() | st.just(JPEG) | st.binary(max_size=4),
)


@given(st.lists(_MEMBERS, max_size=4), st.booleans(), st.booleans(), _TEXT)
def test_nothing_told_breaks_the_check_and_what_passes_is_kept_in_one_form(
    members: list[MemberDraft], photo: bool, phone: bool, village: str
) -> None:
    consent = ConsentDraft(register=True, photo=photo, phone=phone)
    told = HouseholdDraft(pcode="PK61701", village=village, consent=consent, members=tuple(members))
    if any(problem.weight is Weight.ERROR for problem in problems_of(told, TODAY)):
        return
    kept = tidied(told, TODAY)
    assert tidied(kept, TODAY) == kept
    assert any(member.holder for member in kept.members)
    assert all(len(member.name_as_told) <= 100 and len(member.id_number) <= 30 for member in kept.members)
    assert phone or not any(member.phone for member in kept.members)
    assert not any(problem.stops for problem in problems_of(kept, TODAY))


def test_what_is_kept() -> None:
    told = replace(
        WOMAN,
        name_as_told="  سکینہ \u200f بی بی ",
        age_years=34,
        id_type="CNIC",
        id_number="۳۶۳۰۲-۱۲۳۴۵۶۷-۴",
        phone="۰۳۰۰-۱۲۳۴۵۶۷",
        phone_owner=PhoneOwner.HUSBAND,
        safe_to_call=False,
    )
    (kept,) = tidied(draft(told), TODAY).members
    assert kept == replace(
        told,
        name_as_told="سکینہ بی بی",
        age_method=AgeMethod.STATED,
        age_as_of=TODAY,
        id_number="3630212345674",
        phone="+923001234567",
        holder=1,
    )
    assert kept_number(replace(WOMAN, id_type="FRC", id_number=" ab-۱۲ ")) == "ab-12"
    assert "HEAD" in relationships()
