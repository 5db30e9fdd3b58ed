"""What stops a draft and what only warns, field by field; and what a draft becomes when it is kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.household_checks import MEMBERS, barred_holder, kept_number, problems_of
from desktop.domain.household_tidy import tidied
from desktop.domain.person_checks import is_infant
from desktop.domain.trusted_people import intermediary_problems
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.reference.tables import id_types, relationships
from desktop.values.finding import Finding
from desktop.values.problem import Weight
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    Intermediary,
    NumberSeen,
    PhoneOwner,
    Sex,
    VoucherRelation,
    WorkKind,
)
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
        ({"age_years": 30, "age_as_of": date(1, 1, 1)}, "age.as_of", Finding.DAY_LONG_AGO),
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
        ({"name_as_told": "", "unnamed": True}, "name_as_told", Finding.UNNAMED_NOT_INFANT),
        (
            {"name_as_told": "", "unnamed": True, "parent_name": "رحیم", "age_years": 2},
            "name_as_told",
            Finding.UNNAMED_NOT_INFANT,
        ),
        ({"holder": 1, "age_years": 1}, "holder", Finding.HOLDER_INFANT),
        (
            {"age_event": AgeEvent.FLOOD_2022, "age_then": -5},
            "age.age_then",
            Finding.AGE_RANGE,
        ),
        ({"age_event": AgeEvent.FLOOD_2010, "age_then": 110}, "age.age_then", Finding.AGE_RANGE),
        ({"washington": "12"}, "washington", Finding.ANSWERS_UNFIT),
        ({"washington": "11111x"}, "washington", Finding.ANSWERS_UNFIT),
        ({"safe_times": "x" * 61}, "phone.safe_times", Finding.TOO_LONG),
        (
            {"photo": JPEG, "age_event": AgeEvent.FLOOD_2022, "age_then": 0},
            "photo",
            Finding.PHOTO_UNDER_FIVE,
        ),
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
    assert found(draft(home_pcode="PK99999")) == [("place.home_pcode", Finding.PLACE_UNKNOWN, True)]
    assert found(draft(home_pcode="PK726")) == []
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


@pytest.mark.parametrize("age", [0, 1, None])
def test_an_infant_may_be_the_child_of_a_parent(age: int | None) -> None:
    infant = MemberDraft(sex=Sex.MALE, unnamed=True, parent_latin="Rahim Bux", age_years=age)
    assert found(draft(WOMAN, infant)) == []
    (_, kept) = tidied(draft(WOMAN, infant), TODAY).members
    assert (kept.unnamed, kept.holder) == (True, None)
    assert not tidied(draft(WOMAN, replace(infant, name_latin="Ali")), TODAY).members[1].unnamed


def test_who_stands_between_workers_and_owners_holds_no_card_beside_workers() -> None:
    munshi = MemberDraft(name_latin="Bashir", sex=Sex.MALE, intermediary=Intermediary.MUNSHI, relation="HEAD")
    worker = replace(WOMAN, work_kind=WorkKind.KILN)
    marked = draft(replace(munshi, holder=1), worker)
    assert found(marked) == [("members.0.holder", Finding.NOT_NAMEABLE, True)]
    assert problems_of(marked, TODAY)[0].facts == {}
    assert found(draft(replace(munshi, holder=1, work_kind=WorkKind.KILN), WOMAN)) == []
    assert [member.holder for member in tidied(draft(munshi, worker), TODAY).members] == [None, 1]
    assert [member.holder for member in tidied(draft(munshi), TODAY).members] == [1]


@pytest.mark.parametrize(
    ("told", "holder"),
    [
        ([("HEAD", Sex.MALE, 40), ("WIFE", Sex.FEMALE, 35), ("DAU", Sex.FEMALE, 20)], 1),
        ([("HEAD", Sex.MALE, 40), ("WIFE", Sex.FEMALE, 16)], 0),
        ([("WIFE", Sex.FEMALE, 30), ("HEAD", Sex.FEMALE, 60)], 1),
        ([("SON", Sex.MALE, 12), ("BRO", Sex.MALE, 30)], 1),
        ([("SON", Sex.MALE, 0), ("DAU", Sex.FEMALE, 9)], 1),
        ([("SON", Sex.MALE, 0)], None),
    ],
)
def test_the_woman_who_leads_gets_the_card_else_the_first_adult(
    told: list[tuple[str, Sex, int]], holder: int | None
) -> None:
    members = [MemberDraft("نام", relation=relation, sex=sex, age_years=age) for relation, sex, age in told]
    kept = tidied(draft(*members), TODAY).members
    assert [member.holder for member in kept] == [1 if place == holder else None for place in range(len(kept))]


def test_an_age_by_an_event_becomes_years_and_stays_known_by_it() -> None:
    told = replace(WOMAN, age_event=AgeEvent.FLOOD_2010, age_then=6)
    (kept,) = tidied(draft(told), TODAY).members
    assert (kept.age_years, kept.age_method, kept.age_event, kept.age_then) == (
        22,
        AgeMethod.EVENT,
        AgeEvent.FLOOD_2010,
        None,
    )
    by_paper = replace(WOMAN, age_years=22, age_method=AgeMethod.DOCUMENT, age_event=AgeEvent.FLOOD_2010)
    assert tidied(draft(by_paper), TODAY).members[0].age_event is None


@pytest.mark.parametrize(
    ("washington", "told", "kept"),
    [
        ("--3---", None, True),
        ("--3---", False, True),
        ("111111", None, False),
        ("111111", True, True),
        ("1-----", None, None),
    ],
)
def test_the_six_answers_say_whether_there_is_a_disability(
    washington: str, told: bool | None, kept: bool | None
) -> None:
    (member,) = tidied(draft(replace(WOMAN, washington=washington, disability=told)), TODAY).members
    assert member.disability is kept


RANI = CollectorDraft(name_latin="Rani", relation="SIS")


@pytest.mark.parametrize(
    ("collectors", "problem"),
    [
        (
            (RANI, CollectorDraft(name_latin="Bano"), CollectorDraft(name_latin="Meena")),
            ("collectors", Finding.TOO_MANY_COLLECTORS),
        ),
        ((CollectorDraft(),), ("collectors.0.name_as_told", Finding.NAME_MISSING)),
        ((CollectorDraft(name_latin="R\0"),), ("collectors.0.name_latin", Finding.UNSAFE_CHARACTER)),
        ((CollectorDraft(member=1),), ("collectors.0.member", Finding.COLLECTOR_NOT_ADULT)),
        ((CollectorDraft(member=2),), ("collectors.0.member", Finding.NOT_NAMEABLE)),
        ((CollectorDraft(member=3),), ("collectors.0.member", Finding.MEMBER_UNKNOWN)),
        ((CollectorDraft(member=-1),), ("collectors.0.member", Finding.MEMBER_UNKNOWN)),
        ((replace(RANI, relation="BOSS"),), ("collectors.0.relation", Finding.RELATION_UNKNOWN)),
        ((replace(RANI, phone="12"),), ("collectors.0.phone", Finding.PHONE_LENGTH)),
        ((RANI, RANI), ("collectors.1", Finding.NAMED_TWICE)),
        ((CollectorDraft(member=0), CollectorDraft(member=0, relation="SIS")), ("collectors.1", Finding.NAMED_TWICE)),
    ],
)
def test_what_stops_a_collector(collectors: tuple[CollectorDraft, ...], problem: tuple[str, Finding]) -> None:
    boy = MemberDraft("علی", sex=Sex.MALE, age_years=12)
    munshi = MemberDraft("بشیر", sex=Sex.MALE, intermediary=Intermediary.JAMADAR)
    assert found(draft(WOMAN, boy, munshi, collectors=collectors)) == [(*problem, True)]


def test_vouchers_need_a_name_and_are_no_crowd() -> None:
    neighbour = VoucherDraft(name_as_told="بشیراں", relation=VoucherRelation.NEIGHBOUR)
    assert found(draft(vouchers=(neighbour, VoucherDraft(name_latin="Rani")))) == []
    assert found(draft(vouchers=(VoucherDraft(),))) == [("vouchers.0.name_as_told", Finding.NAME_MISSING, True)]
    assert found(draft(vouchers=(neighbour,) * 6)) == [("vouchers", Finding.TOO_MANY_VOUCHERS, True)]
    assert found(draft(vouchers=(replace(neighbour, phone="x"),))) == [
        ("vouchers.0.phone", Finding.PHONE_CHARACTER, True)
    ]


def test_an_intermediary_is_noted_by_something_to_know_the_person_again() -> None:
    munshi = IntermediaryDraft(role=Intermediary.MUNSHI, name_latin="Bashir Ahmad", village="Chak 12")
    assert intermediary_problems(munshi) == ()
    assert intermediary_problems(IntermediaryDraft(role=Intermediary.MUNSHI, phone="0300-1234567")) == ()

    def codes(told: IntermediaryDraft) -> list[tuple[str, str]]:
        return [(problem.where, problem.code) for problem in intermediary_problems(told)]

    assert codes(replace(munshi, role=None)) == [("role", Finding.ROLE_MISSING)]
    assert codes(replace(munshi, village="")) == [("village", Finding.VILLAGE_OR_PHONE)]
    assert codes(IntermediaryDraft(role=Intermediary.MUNSHI)) == [("name_as_told", Finding.NAME_MISSING)]
    assert codes(replace(munshi, pcode="PK99999")) == [("pcode", Finding.PLACE_UNKNOWN)]


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
    unnamed=st.booleans(),
    age_event=st.none() | st.sampled_from(AgeEvent),
    age_then=st.none() | st.integers(-30, 130),
    number_seen=st.none() | st.sampled_from(NumberSeen),
    safe_times=_TEXT,
    washington=st.text("1234-", max_size=6),
    work_kind=st.none() | st.sampled_from(WorkKind),
    intermediary=st.none() | st.sampled_from(Intermediary),
    photo=st.none() | st.just(JPEG) | st.binary(max_size=4),
)


_COLLECTORS = st.builds(
    CollectorDraft,
    name_as_told=_TEXT,
    name_latin=_TEXT,
    relation=st.sampled_from(["", "SIS", "X"]),
    phone=_TEXT,
    member=st.none() | st.integers(-1, 4),
)
_VOUCHERS = st.builds(
    VoucherDraft, name_as_told=_TEXT, relation=st.none() | st.sampled_from(VoucherRelation), phone=_TEXT
)


@given(
    st.lists(_MEMBERS, max_size=4),
    st.booleans(),
    st.booleans(),
    _TEXT,
    st.none() | st.lists(_COLLECTORS, max_size=3),
    st.none() | st.lists(_VOUCHERS, max_size=3),
)
def test_nothing_told_breaks_the_check_and_what_passes_is_kept_in_one_form(
    members: list[MemberDraft],
    photo: bool,
    phone: bool,
    village: str,
    collectors: list[CollectorDraft] | None,
    vouchers: list[VoucherDraft] | None,
) -> None:
    consent = ConsentDraft(register=True, photo=photo, phone=phone)
    told = HouseholdDraft(
        pcode="PK61701",
        village=village,
        consent=consent,
        members=tuple(members),
        collectors=None if collectors is None else tuple(collectors),
        vouchers=None if vouchers is None else tuple(vouchers),
    )
    if any(problem.weight is Weight.ERROR for problem in problems_of(told, TODAY)):
        return
    kept = tidied(told, TODAY)
    assert tidied(kept, TODAY) == kept
    fit = (
        not is_infant(member, TODAY) and not barred_holder(kept.members, place)
        for place, member in enumerate(kept.members)
    )
    assert any(member.holder for member in kept.members) == any(fit)
    assert all(member.name_as_told or member.name_latin or member.unnamed for member in kept.members)
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
