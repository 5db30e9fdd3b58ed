"""Collectors chosen by the holder; and those between workers and owners, who can be neither collector nor voucher."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select

from desktop.errors import (
    CannotBeNamed,
    CollectorsFull,
    DraftProblems,
    HouseholdNotFound,
    IntermediaryUnknown,
    NoSuchCollector,
    NotPermitted,
    StaleVersion,
)
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.trusted_person import KnownIntermediary
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.security.canonical import decode_object
from desktop.usecases import collectors, households, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, IntermediaryId, RegistrantId
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.problem import Problem
from desktop.values.vocabulary import Intermediary, PhoneOwner, Sex, VoucherRelation, WorkKind
from desktop.words import catalogue
from desktop.words.messages import say
from desktop.words.problems import say_problem
from tests import factories
from tests.factories import TestOffice, child, household, woman
from tests.usecases.test_registration import line_of

MUNSHI = IntermediaryDraft(
    role=Intermediary.MUNSHI,
    name_as_told="بشیر احمد",
    phone="0300-9998887",
    pcode="PK61701",
    village="چک ۱۲",
)
RANI = CollectorDraft(name_as_told="رانی", name_latin="Rani", relation="SIS", phone="0301-5556667")
NEUTRAL = "This person cannot be named here. Please choose somebody else."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("collectors")) as made:
        collectors.note_intermediary(made.desk(Role.CLERK), MUNSHI)
        yield made


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def registered(desk: Desk, *members: MemberDraft) -> HouseholdCode:
    return registration.register(desk, household(*members)).household.code


def lines(desk: Desk) -> int:
    with desk.store.reader.connect() as conn, conn.begin():
        return conn.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def stops(desk: Desk, draft: HouseholdDraft) -> list[Problem]:
    with pytest.raises(DraftProblems) as refused:
        registration.register(desk, draft)
    found = (problem for problem in refused.value.problems if isinstance(problem, Problem))
    return [problem for problem in found if problem.stops]


def test_the_holder_names_two_and_no_third_and_ends_one(clerk: Desk) -> None:
    code = registered(clerk, woman(), woman("بانو", "Bano", relation="SIS", holder=None))
    first = collectors.name_collector(clerk, code, RANI)
    second = collectors.name_collector(clerk, code, CollectorDraft(member=1))
    assert [(one.place, one.name_as_told, one.relation) for one in second.collectors] == [
        (1, "رانی", "SIS"),
        (2, "بانو", "SIS"),
    ]
    before = lines(clerk)
    with pytest.raises(CollectorsFull):
        collectors.name_collector(clerk, code, CollectorDraft(name_latin="Meena"))
    assert lines(clerk) == before
    ended = collectors.end_collector(clerk, code, 1)
    assert [one.place for one in ended.collectors] == [2]
    third = collectors.name_collector(clerk, code, CollectorDraft(name_latin="Meena"))
    assert [(one.place, one.name_latin) for one in third.collectors] == [(1, "Meena"), (2, "Bano")]
    assert collectors.collectors(clerk, code) == third.collectors == registration.show(clerk, code).collectors
    kinds = [line.kind for line in registration.show(clerk, code).history]
    assert kinds.count(EntryKind.COLLECTOR_NAMED) == 3
    assert kinds.count(EntryKind.COLLECTOR_ENDED) == 1
    line, _, content = line_of(clerk, first.entry)
    assert b"Rani" not in line
    assert decode_object(content)["collector"]["name_latin"] == "Rani"  # pyright: ignore


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (RANI, replace(RANI, relation="OTHER", phone="0301 5556667")),
        (CollectorDraft(member=1), CollectorDraft(member=1)),
    ],
    ids=["by-name-and-phone", "by-membership"],
)
def test_one_person_takes_no_second_place_of_a_household(
    clerk: Desk, first: CollectorDraft, again: CollectorDraft
) -> None:
    """Named on two days, typed differently, told as another relation: it is the same one."""
    code = registered(clerk, woman(), woman("بانو", "Bano", relation="SIS", holder=None))
    collectors.name_collector(clerk, code, first)
    with pytest.raises(DraftProblems) as refused:
        collectors.name_collector(clerk, code, again)
    assert refused.value.first == Finding.NAMED_TWICE
    sister = replace(RANI, name_as_told="نوری", name_latin="Noori")
    assert len(collectors.name_collector(clerk, code, sister).collectors) == 2


@pytest.mark.parametrize("wanted", [(), (CollectorDraft(name_as_told="نوری", relation="SIS"),)])
def test_a_correction_takes_the_second_collector_away_where_the_first_is_gone(
    clerk: Desk, wanted: tuple[CollectorDraft, ...]
) -> None:
    """Whom the holder wants no more receives nothing more, at whatever place the name stands."""
    code = registered(clerk)
    for one in (CollectorDraft(name_as_told="بانو", relation="SIS"), RANI):
        collectors.name_collector(clerk, code, one)
    collectors.end_collector(clerk, code, 1)
    told = replace(registration.draft_of(clerk, code), collectors=wanted)
    registration.correct(clerk, code, told)
    now = collectors.collectors(clerk, code)
    assert [one.name_as_told for one in now] == [one.name_as_told for one in wanted]


def test_a_correction_that_was_open_meanwhile_is_stale(clerk: Desk) -> None:
    code = registered(clerk)
    opened, version = registration.draft_of(clerk, code), registration.show(clerk, code).version
    collectors.name_collector(clerk, code, RANI)
    with pytest.raises(StaleVersion):
        registration.correct(clerk, code, opened, version=version)
    assert collectors.collectors(clerk, code)


def test_who_is_in_the_register_is_named_as_the_register_knows_the_person(clerk: Desk) -> None:
    aunt = registration.show(clerk, registered(clerk, woman("زلیخا", "Zulekha"))).members[0]
    code = registered(clerk)
    named = collectors.name_collector(clerk, code, CollectorDraft(registrant=aunt.id, relation="SIS"))
    assert [(one.name_as_told, one.registrant) for one in named.collectors] == [("زلیخا", aunt.id)]


@pytest.mark.parametrize(
    ("collector", "code"),
    [
        (CollectorDraft(), Finding.NAME_MISSING),
        (CollectorDraft(member=7), Finding.MEMBER_UNKNOWN),
        (CollectorDraft(member=1), Finding.COLLECTOR_NOT_ADULT),
        (CollectorDraft(registrant=RegistrantId(UUID(int=7))), Finding.PERSON_UNKNOWN),
        (replace(RANI, phone="12"), Finding.PHONE_LENGTH),
    ],
)
def test_a_collector_is_a_grown_up_whom_one_can_name(clerk: Desk, collector: CollectorDraft, code: Finding) -> None:
    household_code = registered(clerk, woman(), child("علی"))
    with pytest.raises(DraftProblems) as refused:
        collectors.name_collector(clerk, household_code, collector)
    assert refused.value.first == code
    assert collectors.collectors(clerk, household_code) == ()


def test_a_child_of_another_household_collects_nothing_until_it_is_grown(clerk: Desk) -> None:
    boy = registration.show(clerk, registered(clerk, woman(), child("گل", age_years=17))).members[1]
    with pytest.raises(DraftProblems) as refused:
        collectors.name_collector(clerk, registered(clerk), CollectorDraft(registrant=boy.id))
    assert refused.value.first == Finding.COLLECTOR_NOT_ADULT


BARRED = [
    CollectorDraft(name_as_told="کوئی اور", phone="0300-9998887"),
    CollectorDraft(name_latin="Somebody", phone="۰۳۰۰ ۹۹۹۸۸۸۷"),
    CollectorDraft(name_as_told="بشیر احمد"),
    CollectorDraft(name_latin="Bashir Ahmed"),
    CollectorDraft(name_latin="basheer  ahmad"),
]


@pytest.mark.parametrize("collector", BARRED)
def test_the_munshi_is_refused_by_phone_and_by_name_in_the_village_and_nobody_is_told_why(
    clerk: Desk, collector: CollectorDraft
) -> None:
    """Scenario 6."""
    code = registered(clerk)
    before = lines(clerk)
    with pytest.raises(CannotBeNamed) as refused:
        collectors.name_collector(clerk, code, collector)
    assert lines(clerk) == before
    assert vars(refused.value) == {}
    catalogue.use("en")
    said = say(refused.value)
    assert f"{said.what} {said.do}" == NEUTRAL
    voucher = VoucherDraft(collector.name_as_told, collector.name_latin, VoucherRelation.NEIGHBOUR, collector.phone)
    (problem,) = stops(clerk, replace(household(), vouchers=(voucher,)))
    assert (problem.where, problem.code, problem.facts) == ("vouchers.0", Finding.NOT_NAMEABLE, {})
    assert say_problem(problem) == NEUTRAL
    (problem,) = stops(clerk, replace(household(), collectors=(collector,)))
    assert (problem.where, problem.code, problem.facts) == ("collectors.0", Finding.NOT_NAMEABLE, {})


def test_the_same_name_in_another_village_and_the_same_phone_of_a_holder_are_no_reason(clerk: Desk) -> None:
    elsewhere = replace(household(village="Chak 14"), collectors=(CollectorDraft(name_latin="Bashir Ahmad"),))
    assert registration.register(clerk, elsewhere).household.collectors
    other_tehsil = replace(household(pcode="PK61101"), collectors=(CollectorDraft(name_latin="Bashir Ahmad"),))
    assert registration.register(clerk, other_tehsil).household.collectors
    on_his_phone = woman("راحت", "Rahat", phone="0300-9998887", phone_owner=PhoneOwner.EMPLOYER, holder=None)
    done = registration.register(
        clerk, replace(household(woman(), on_his_phone), collectors=(CollectorDraft(member=1),))
    )
    assert [one.name_latin for one in done.household.collectors] == ["Rahat"]


def test_a_registrant_with_the_role_is_refused_by_id_phone_and_name(clerk: Desk) -> None:
    kamdar = MemberDraft(
        "دلدار خان",
        sex=Sex.MALE,
        relation="HEAD",
        intermediary=Intermediary.KAMDAR,
        phone="0309-7776665",
        phone_owner=PhoneOwner.OWN,
    )
    shown = registration.register(clerk, household(kamdar, village="Kot Mehr"))
    his = shown.household.members[0]
    assert (his.intermediary, his.slot) == (Intermediary.KAMDAR, 1)
    told = household(village="Kot Mehr")
    for collector in (
        CollectorDraft(registrant=his.id),
        CollectorDraft(name_latin="X Y", phone="0309 7776665"),
        CollectorDraft(name_latin="Dildar Khan"),
    ):
        assert [one.code for one in stops(clerk, replace(told, collectors=(collector,)))] == [Finding.NOT_NAMEABLE]
    elsewhere = replace(household(village="Basti Jhok"), collectors=(CollectorDraft(name_latin="Dildar Khan"),))
    assert registration.register(clerk, elsewhere).household.collectors


def test_a_worker_s_household_gives_no_card_to_its_munshi(clerk: Desk) -> None:
    munshi = MemberDraft(
        "اکرم", sex=Sex.MALE, relation="HEAD", age_years=50, intermediary=Intermediary.MUNSHI, holder=1
    )
    worker = MemberDraft("بلال", sex=Sex.MALE, relation="SON", age_years=20, work_kind=WorkKind.FARM)
    (problem,) = stops(clerk, household(munshi, worker))
    assert (problem.where, problem.code, problem.facts) == ("members.0.holder", Finding.NOT_NAMEABLE, {})
    done = registration.register(clerk, household(replace(munshi, holder=None), worker))
    assert [one.slot for one in done.household.members] == [None, 1]


def test_a_note_that_ended_bars_nobody(clerk: Desk) -> None:
    noted = collectors.note_intermediary(
        clerk, IntermediaryDraft(Intermediary.JAMADAR, name_latin="Nazar Hussain", phone="0311-1112223")
    )
    assert noted.noted in collectors.intermediaries(clerk)
    code = registered(clerk)
    named = CollectorDraft(name_latin="Anybody", phone="0311-1112223")
    with pytest.raises(CannotBeNamed):
        collectors.name_collector(clerk, code, named)
    collectors.end_intermediary(clerk, noted.noted.id)
    assert noted.noted not in collectors.intermediaries(clerk)
    assert collectors.name_collector(clerk, code, named).collectors
    with pytest.raises(IntermediaryUnknown):
        collectors.end_intermediary(clerk, noted.noted.id)
    with pytest.raises(IntermediaryUnknown):
        collectors.end_intermediary(clerk, IntermediaryId(UUID(int=9)))


def test_a_note_says_nothing_in_the_line_and_refuses_what_nobody_could_know_again(clerk: Desk) -> None:
    noted = collectors.note_intermediary(clerk, replace(MUNSHI, name_as_told="نذیر", name_latin="Nazeer"))
    line, _, content = line_of(clerk, noted.entry)
    assert b"Nazeer" not in line
    assert decode_object(content)["role"] == "munshi"
    with pytest.raises(DraftProblems):
        collectors.note_intermediary(clerk, IntermediaryDraft(Intermediary.MUNSHI, name_latin="Nazeer"))


def test_nobody_who_died_collects(clerk: Desk) -> None:
    """The sentence is the same as for everybody who cannot be named."""
    view = registration.register(clerk, household(woman("شبنم"), woman("گلشن", relation="SIS", holder=None))).household
    households.death(clerk, view.code, view.members[1].id, day=local_day(clerk.clock().at))
    with pytest.raises(CannotBeNamed):
        collectors.name_collector(clerk, view.code, CollectorDraft(registrant=view.members[1].id))


def test_what_is_not_there_is_said(clerk: Desk) -> None:
    nobody = HouseholdCode.make("617", 0)
    for act in (
        lambda: collectors.name_collector(clerk, nobody, RANI),
        lambda: collectors.end_collector(clerk, nobody, 1),
        lambda: collectors.collectors(clerk, nobody),
    ):
        with pytest.raises(HouseholdNotFound):
            act()
    with pytest.raises(NoSuchCollector):
        collectors.end_collector(clerk, registered(clerk), 2)


def test_check_misses_an_intermediary_who_was_taken_out_of_the_register(tmp_path: Path) -> None:
    with factories.office(tmp_path) as made:
        clerk, opened = made.desk(Role.CLERK), made.opened(Role.CLERK)
        noted = collectors.note_intermediary(clerk, MUNSHI).noted
        collectors.end_intermediary(clerk, collectors.note_intermediary(clerk, MUNSHI).noted.id)
        assert safekeeping.check(clerk, opened.certificates, made.folder).first_bad is None
        with clerk.store.writer.connect() as conn, conn.begin():
            conn.execute(delete(KnownIntermediary).where(KnownIntermediary.id == noted.id))
        found = safekeeping.check(clerk, opened.certificates, made.folder).first_bad
        assert found is not None
        assert found.why == "stray_known_intermediary"


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_change_households_names_collectors_and_notes_intermediaries(
    office: TestOffice, clerk: Desk, role: Role
) -> None:
    code, desk = registered(clerk), office.desk(role)

    def refused(act: object, *arguments: object) -> bool:
        try:
            act(desk, *arguments)  # pyright: ignore[reportCallIssue]
        except NotPermitted:
            return True
        return False

    may_name = any(right_of(role, one) for one in (Permission.CORRECT, Permission.HOUSEHOLD_EVENTS))
    may_note = right_of(role, Permission.INTERMEDIARIES) is not None
    assert refused(collectors.name_collector, code, RANI) is not may_name
    assert refused(collectors.note_intermediary, MUNSHI) is not may_note
    assert refused(collectors.intermediaries) is not may_note
    assert (role in (Role.CLERK, Role.SUPERVISOR)) is may_note
