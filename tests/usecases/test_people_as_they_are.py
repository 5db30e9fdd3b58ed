"""People as they are: without papers, with somebody else's number, on a neighbour's phone, not yet named."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import DraftProblems
from desktop.records.household import HouseholdDraft, MemberDraft, Registered
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.security.canonical import decode_object
from desktop.usecases import cards, registration
from desktop.usecases.desk import Desk
from desktop.values.finding import Finding
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    VoucherRelation,
    WorkKind,
)
from tests import factories
from tests.factories import TestOffice, child, household, woman
from tests.usecases.test_registration import line_of

NEIGHBOURS = (
    VoucherDraft(name_as_told="بشیراں مائی", relation=VoucherRelation.NEIGHBOUR),
    VoucherDraft(name_latin="Ghulam Fatima", relation=VoucherRelation.NEIGHBOUR, phone="0301-4455667"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("people")) as made:
        yield made


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def codes_of(done: Registered) -> list[str]:
    return [problem.code for problem in done.problems]


def stopped(desk: Desk, draft: HouseholdDraft) -> list[tuple[str, str]]:
    """What stops the registration: where, and what."""
    with pytest.raises(DraftProblems) as refused:
        registration.register(desk, draft)
    return [(problem.where, problem.code) for problem in refused.value.problems if problem.stops]  # pyright: ignore


def test_a_widow_without_paper_is_holder_by_the_word_of_two_neighbours_and_gets_a_card(clerk: Desk) -> None:
    """Scenario 1."""
    widow = MemberDraft(
        name_as_told="مائی بختاور",
        parent_name="اللہ رکھا",
        parent_relation=ParentRelation.WIDOW_OF,
        relation="HEAD",
        sex=Sex.FEMALE,
        age_years=60,
        age_method=AgeMethod.ESTIMATED,
        id_type="VOUCHED",
    )
    grandchildren = [child(name, "GSON", age_years=age) for name, age in (("علی", 9), ("سونا", 7), ("گل", 5))]
    told = replace(household(widow, *grandchildren, photo=False, phone=False), vouchers=NEIGHBOURS)
    done = registration.register(clerk, told)
    assert done.problems == ()
    shown = done.household
    assert [member.slot for member in shown.members] == [1, None, None, None]
    assert (shown.members[0].id_type, shown.members[0].id_masked) == ("VOUCHED", "")
    assert [(one.name_as_told or one.name_latin, one.relation, one.phone) for one in shown.vouchers] == [
        ("بشیراں مائی", VoucherRelation.NEIGHBOUR, ""),
        ("Ghulam Fatima", VoucherRelation.NEIGHBOUR, "+923014455667"),
    ]
    face = cards.issue(clerk, [shown.code]).faces[0]
    assert (face.name_as_told, face.number.slot) == ("مائی بختاور", 1)
    content = decode_object(line_of(clerk, done.entry)[2])
    assert [voucher["relation"] for voucher in content["vouchers"]] == ["neighbour", "neighbour"]  # pyright: ignore


def test_a_husbands_number_told_for_the_wife_only_warns(clerk: Desk) -> None:
    """Scenario 3; moving it to the husband is a button of the form."""
    wife = woman("نسیم", "Naseem", id_type="CNIC", id_number="36302-7654321-7", number_seen=NumberSeen.SAID)
    done = registration.register(clerk, household(wife))
    assert codes_of(done) == [Finding.CNIC_SEX_DIGIT]
    assert not done.problems[0].stops
    assert done.household.members[0].number_seen is NumberSeen.SAID


@pytest.mark.parametrize("typed", ["۴۵۱۰۱-۰۰۰۰۰۰۴-۴", "٤٥١٠١٠٠٠٠٠٠٤٤", "45101 0000004 4"])
def test_a_number_in_any_digits_is_kept_as_thirteen(clerk: Desk, typed: str) -> None:
    """Scenario 4."""
    done = registration.register(clerk, household(woman("زیبا", "Zeba", id_type="CNIC", id_number=typed)))
    assert registration.draft_of(clerk, done.household.code).members[0].id_number == "4510100000044"
    assert done.household.members[0].id_masked == "•••••-••••004-4"


def test_the_number_of_a_living_person_warns_also_when_nobody_lives_anywhere_under_it(clerk: Desk) -> None:
    first = registration.register(
        clerk, household(woman(), woman("شمع", "Shama", holder=None, id_type="CNIC", id_number="3630255555554"))
    )
    again = woman("رانی", "Rani", id_type="CNIC", id_number="3630255555554")
    assert Finding.NUMBER_USED in codes_of(registration.register(clerk, household(again)))
    left = replace(registration.draft_of(clerk, first.household.code))
    registration.correct(clerk, first.household.code, replace(left, members=left.members[:1]))
    third = registration.register(clerk, household(replace(again, name_as_told="میرا", name_latin="Meera")))
    assert Finding.NUMBER_USED in codes_of(third)


def test_a_correction_does_not_find_its_own_number_and_phone(clerk: Desk) -> None:
    told = household(woman("نور", "Noor", id_type="CNIC", id_number="3630266666668", phone="0302-6666666"))
    done = registration.register(clerk, told)
    changed = replace(registration.draft_of(clerk, done.household.code), village="Chak 15")
    corrected = registration.correct(clerk, done.household.code, changed)
    assert corrected.problems == ()


def test_a_phone_on_three_households_asks_whose_it_is_at_the_fourth_and_then_saves(clerk: Desk) -> None:
    """Scenario 7; households are counted, never named."""
    told = household(woman("روبینہ", "Robina", phone="0305-1234567"))
    for _ in range(3):
        assert registration.register(clerk, told).problems == ()
    assert stopped(clerk, told) == [("members.0.phone.owner", Finding.PHONE_OWNER_NEEDED)]
    owned = household(woman("روبینہ", "Robina", phone="۰۳۰۵ ۱۲۳۴۵۶۷", phone_owner=PhoneOwner.NEIGHBOUR))
    done = registration.register(clerk, owned)
    assert [(problem.code, problem.facts, problem.stops) for problem in done.problems] == [
        (Finding.PHONE_SHARED, {"count": "3"}, False)
    ]
    assert registration.compare(clerk, owned) == registration.compare(clerk, told)[:1]
    assert registration.compare(clerk, owned)[0].facts == {"count": "4"}
    assert registration.register(clerk, replace(told, consent=replace(told.consent, phone=False))).household


def test_a_phone_twice_in_one_household_is_one_household(clerk: Desk) -> None:
    told = household(woman("بینا", "Beena", phone="0306-1234567"), child("علی", phone="0306-1234567"))
    for _ in range(3):
        assert registration.register(clerk, told).problems == ()


def test_an_infant_without_a_name_is_kept_and_found_by_the_parent(clerk: Desk) -> None:
    infant = MemberDraft(
        unnamed=True, parent_name="مہر علی", parent_latin="Mehr Ali", relation="SON", sex=Sex.MALE, age_years=0
    )
    done = registration.register(clerk, household(woman("شیریں", "Shireen"), infant))
    assert done.problems == ()
    shown = done.household.members[1]
    assert (shown.unnamed, shown.name, shown.slot) == (True, "", None)
    found = [one for one in registration.find(clerk, "Mehr Ali", limit=50) if one.registrant == shown.id]
    assert [one.unnamed for one in found] == [True]
    assert stopped(clerk, household(woman(), replace(infant, holder=2))) == [
        ("members.1.holder", Finding.HOLDER_INFANT)
    ]
    named = registration.draft_of(clerk, done.household.code)
    named = replace(named, members=(named.members[0], replace(named.members[1], name_as_told="شاہ میر")))
    corrected = registration.correct(clerk, done.household.code, named).household.members[1]
    assert (corrected.id, corrected.unnamed, corrected.name) == (shown.id, False, "شاہ میر")


def test_everything_about_a_person_comes_back_and_stands_in_the_book(clerk: Desk) -> None:
    told = woman(
        "حلیمہ",
        "Haleema",
        age_years=None,
        age_method=None,
        age_event=AgeEvent.EARTHQUAKE_2005,
        age_then=12,
        age_as_of=date(2026, 11, 24),
        id_type="CNIC",
        id_number="3630277777774",
        number_seen=NumberSeen.ORIGINAL,
        phone="0307-1234567",
        phone_owner=PhoneOwner.OWN,
        safe_times="after  five",
        washington="1-3---",
        disability=None,
    )
    draft = replace(household(told), home_pcode="PK726")
    draft = replace(draft, consent=replace(draft.consent, heard_in_queue=True))
    done = registration.register(clerk, draft)
    shown = done.household.members[0]
    assert (shown.age_years, shown.age_method, shown.age_event) == (33, AgeMethod.EVENT, AgeEvent.EARTHQUAKE_2005)
    assert (shown.number_seen, shown.safe_times) == (NumberSeen.ORIGINAL, "after five")
    assert (shown.washington, shown.disability, shown.disability_source) == ("1-3---", True, "washington")
    assert done.household.home_pcode == "PK726"
    again = registration.draft_of(clerk, done.household.code)
    assert again.consent.heard_in_queue
    content = decode_object(line_of(clerk, done.entry)[2])
    assert content["place"] == {"pcode": "PK61701", "village": "Chak 12", "home_pcode": "PK726"}
    (member,) = content["members"]  # pyright: ignore
    for key, value in {
        "age_event": "earthquake_2005",
        "number_seen": "original",
        "safe_times": "after five",
        "washington": "1-3---",
    }.items():
        assert member[key] == value  # pyright: ignore
    corrected = registration.correct(clerk, done.household.code, again)
    assert corrected.household.members == done.household.members


def test_a_disability_that_was_only_told_says_so(clerk: Desk) -> None:
    done = registration.register(clerk, household(woman("ماہی", "Mahi", disability=True)))
    assert done.household.members[0].disability_source == "told"


def test_collectors_and_vouchers_not_told_in_a_correction_stay_and_told_ones_take_their_place(clerk: Desk) -> None:
    rani = CollectorDraft(name_latin="Rani", relation="SIS", phone="0308-1112223")
    told = household(woman("ساجدہ", "Sajida"), woman("نادیہ", "Nadia", relation="SIS", holder=None))
    draft = replace(told, collectors=(rani, CollectorDraft(member=1)), vouchers=NEIGHBOURS)
    code = registration.register(clerk, draft).household.code
    before = registration.show(clerk, code)
    assert [(one.place, one.name_latin, one.relation) for one in before.collectors] == [
        (1, "Rani", "SIS"),
        (2, "Nadia", "SIS"),
    ]
    assert before.collectors[1].registrant == before.members[1].id
    opened = registration.draft_of(clerk, code)
    registration.correct(clerk, code, replace(opened, collectors=None, vouchers=None))
    kept = registration.show(clerk, code)
    assert (kept.collectors, kept.vouchers) == (before.collectors, before.vouchers)
    assert opened.collectors is not None
    registration.correct(clerk, code, replace(opened, collectors=opened.collectors[1:], vouchers=NEIGHBOURS[1:]))
    after = registration.show(clerk, code)
    assert [(one.place, one.name_latin) for one in after.collectors] == [(1, "Nadia")]
    assert [one.name_latin for one in after.vouchers] == ["Ghulam Fatima"]
    registration.correct(clerk, code, replace(opened, collectors=(), vouchers=()))
    assert (registration.show(clerk, code).collectors, registration.show(clerk, code).vouchers) == ((), ())


def test_the_woman_who_leads_the_household_gets_the_card_when_nobody_says(clerk: Desk) -> None:
    man = MemberDraft("رحیم", sex=Sex.MALE, relation="HEAD", age_years=40, work_kind=WorkKind.KILN)
    wife = woman("سکینہ", "Sakina", relation="WIFE", holder=None)
    assert [one.slot for one in registration.register(clerk, household(man, wife)).household.members] == [None, 1]
