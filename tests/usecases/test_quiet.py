"""The quiet list: each planted thing is shown with its facts, an honest busy day leaves it empty, reasons are kept."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import text

from desktop.domain.quiet_limits import fast_runs
from desktop.errors import FlagNotFound, NotPermitted, ReasonMissing
from desktop.ledger.clock import machine_clock
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.usecases import collectors, households, quiet, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.vocabulary import Intermediary, PhoneOwner, QuietKind, VoucherRelation
from tests import factories
from tests.clocks import MorningClock
from tests.factories import TestOffice, household, woman
from tests.usecases.relief_office import Relief

PHONE = "0300-1234567"


@pytest.fixture
def watch() -> MorningClock:
    return MorningClock()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, watch: MorningClock) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("quiet"), clock=watch) as made:
        yield made


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


@pytest.fixture
def supervisor(office: TestOffice) -> Desk:
    return office.desk(Role.SUPERVISOR)


NAMES = ("سکینہ", "زینب", "ہاجرہ", "کلثوم", "آمنہ", "نسیم", "ساجدہ", "بشریٰ", "رضیہ", "شمیم")


def person(number: int, **changes: object) -> MemberDraft:
    """One of many women, no two alike."""
    name = f"{NAMES[number % 10]} {NAMES[number // 10 % 10]}"
    return woman(name, "", parent_name=NAMES[number // 7 % 10], parent_latin="", **changes)


def made(clerk: Desk, watch: MorningClock, *drafts: HouseholdDraft, minutes: float = 5) -> list[HouseholdCode]:
    """Households registered one after another, so many minutes apart."""
    codes: list[HouseholdCode] = []
    for draft in drafts:
        watch.forward(minutes=minutes)
        codes.append(registration.register(clerk, draft).household.code)
    return codes


def test_an_empty_office_has_an_empty_list(supervisor: Desk) -> None:
    assert quiet.flags(supervisor) == ()


# --- one phone --------------------------------------------------------------------------------------------------------


def test_one_phone_over_more_than_three_households(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """Three are neighbours who share one; the fourth makes it a line, with number, codes and count."""
    told = {"phone": PHONE, "phone_owner": PhoneOwner.NEIGHBOUR}
    codes = made(clerk, watch, *(household(person(n, **told)) for n in range(3)))
    assert quiet.flags(supervisor) == ()
    codes += made(clerk, watch, household(person(3, **told)))
    (flag,) = quiet.flags(supervisor)
    assert (flag.kind, flag.count, flag.phone, flag.declared) == (QuietKind.PHONE, 4, "+923001234567", False)
    assert set(flag.households) == set(codes)


def test_households_count_not_people_and_collectors_count_too(
    clerk: Desk, supervisor: Desk, watch: MorningClock
) -> None:
    """Five people of one house with one phone are silent; the phone of a collector for three more is not."""
    told = {"phone": PHONE, "phone_owner": PhoneOwner.OWN}
    made(clerk, watch, household(*(person(n, **told, holder=None if n else 1) for n in range(5))))
    assert quiet.flags(supervisor) == ()
    collector = CollectorDraft(name_as_told="کریم", relation="OTHER", phone=PHONE)
    made(clerk, watch, *(replace(household(person(n)), collectors=(collector,)) for n in range(10, 13)))
    (flag,) = quiet.flags(supervisor)
    assert (flag.kind, flag.count) == (QuietKind.PHONE, 4)


def test_who_left_does_not_count(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """A phone that went with somebody who moved away is over three households again."""
    told = {"phone": PHONE, "phone_owner": PhoneOwner.NEIGHBOUR}
    codes = made(clerk, watch, *(household(person(n, **told), person(n + 50, holder=None)) for n in range(4)))
    (flag,) = quiet.flags(supervisor)
    leaver = registration.show(clerk, codes[0]).members[0].id
    households.leave(clerk, codes[0], leaver, day=local_day(watch().at))
    assert flag.count == 4
    assert quiet.flags(supervisor) == ()


def test_a_phone_noted_as_a_munshi_s_is_said_to_be_one(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """A fact beside the number, no accusation of the households."""
    told = {"phone": PHONE, "phone_owner": PhoneOwner.OTHER}
    made(clerk, watch, *(household(person(n, **told)) for n in range(4)))
    munshi = IntermediaryDraft(Intermediary.MUNSHI, "کرم دین", "", PHONE, "PK61701", "Chak 12")
    collectors.note_intermediary(clerk, munshi)
    (flag,) = quiet.flags(supervisor)
    assert flag.declared


# --- one voucher ------------------------------------------------------------------------------------------------------


def vouched(number: int, name: str, *, phone: str = "", village: str = "Chak 12") -> HouseholdDraft:
    said = VoucherDraft(name_as_told=name, relation=VoucherRelation.NEIGHBOUR, phone=phone)
    return replace(household(person(number), village=village), vouchers=(said,))


def test_one_voucher_for_many_under_two_spellings(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """The same name in one village, however it is written; in four villages it is four people of one name."""
    made(clerk, watch, *(vouched(n, "محمد یوسف", village=f"Chak {n}") for n in range(4)))
    assert quiet.flags(supervisor) == ()
    names = ("محمد یوسف", "محمد یوسُف", "محمد یوسف", "محمد  یوسف")
    codes = made(clerk, watch, *(vouched(n + 20, name) for n, name in enumerate(names)))
    (flag,) = quiet.flags(supervisor)
    assert (flag.kind, flag.count, flag.village) == (QuietKind.VOUCHER, 4, "Chak 12")
    assert flag.name == "محمد یوسف"
    assert set(flag.households) == set(codes)


def test_one_voucher_known_by_the_phone_over_villages_is_one_line(
    clerk: Desk, supervisor: Desk, watch: MorningClock
) -> None:
    """Four names, one phone; and who is found by phone and by name stands there once."""
    made(clerk, watch, *(vouched(n, NAMES[n], phone=PHONE, village=f"Chak {n}") for n in range(4)))
    (flag,) = quiet.flags(supervisor)
    assert (flag.kind, flag.count, flag.phone, flag.village) == (QuietKind.VOUCHER, 4, "+923001234567", "")
    made(clerk, watch, *(vouched(n + 30, "کریم بخش", phone="0301-7654321") for n in range(4)))
    assert [one.count for one in quiet.flags(supervisor)] == [4, 4]


# --- pace -------------------------------------------------------------------------------------------------------------


def test_five_households_in_five_minutes(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """Who, when, how many, which; a household every five minutes before and after is no part of it."""
    made(clerk, watch, *(household(person(n)) for n in range(6)))
    watch.forward(minutes=4)
    codes = made(clerk, watch, *(household(person(n)) for n in range(10, 15)), minutes=1)
    made(clerk, watch, *(household(person(n)) for n in range(20, 26)))
    (flag,) = quiet.flags(supervisor)
    assert (flag.kind, flag.count, flag.operator, flag.minutes) == (QuietKind.PACE, 5, "clerk", 4)
    assert set(flag.households) == set(codes)
    assert flag.first is not None


def test_two_operators_are_two_paces(office: TestOffice, clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """Two desks that work side by side are no burst together."""
    with clerk.store.writer.connect() as conn, conn.begin():
        second = new_id()
        conn.execute(
            text(
                "INSERT INTO operator (district_id, id, name, role, since) SELECT district_id, :id, 'second clerk',"
                " role, since FROM operator WHERE name = 'clerk'"
            ),
            {"id": second.bytes},
        )
    made(clerk, watch, *(household(person(n)) for n in range(8)), minutes=1.2)
    (flag,) = quiet.flags(supervisor)
    assert flag.count == 8
    with clerk.store.writer.connect() as conn, conn.begin():
        conn.execute(text("UPDATE household SET registered_by = :id WHERE rowid % 2 = 0"), {"id": second.bytes})
    assert quiet.flags(supervisor) == ()


def test_imports_and_splits_are_left_out(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """Ten households that a file brought in a minute, and a joint family that was parted, are nobody's pace."""
    codes = made(clerk, watch, *(household(person(n)) for n in range(10)), minutes=0.1)
    (flag,) = quiet.flags(supervisor)
    assert flag.count == 10
    with clerk.store.writer.connect() as conn, conn.begin():
        conn.execute(
            text(
                "INSERT INTO import_batch (district_id, id, number, file_sha256, state, rows, households, people,"
                " begun_at, begun_by) SELECT district_id, zeroblob(16), 1, zeroblob(32), 'open', 10, 10, 10,"
                " registered_at, registered_by FROM household LIMIT 1"
            )
        )
        conn.execute(
            text(
                "INSERT INTO imported_household (district_id, submission, batch_id, household_id)"
                " SELECT district_id, code, zeroblob(16), id FROM household"
            )
        )
    assert quiet.flags(supervisor) == ()
    watch.forward(hours=2)
    joint = made(clerk, watch, household(*(person(n, holder=None if n else 1) for n in range(9))))[0]
    day = local_day(watch().at)
    for _ in range(6):
        watch.forward(seconds=20)
        going = registration.show(clerk, joint).members[-1].id
        households.split(clerk, joint, [going], day=day)
    assert quiet.flags(supervisor) == ()
    assert codes


def minutes_of(seed: int) -> list[float]:
    """An honest busy day: eighty to a hundred households of four to six minutes, some single people, two breaks."""
    chance = Random(seed)
    day: list[float] = []
    for number in range(chance.randint(80, 100)):
        length = 2.2 + chance.random() if chance.random() < 0.12 else chance.lognormvariate(math.log(4.9), 0.28)
        day.append(max(2.0, length) + (40 if number in (30, 60) else 0))
    return day


@pytest.mark.parametrize("seed", range(200))
def test_an_honest_busy_day_is_silent(seed: int) -> None:
    """Two hundred days of eighty to a hundred households each: no run is found in any."""
    at, times = datetime(2026, 11, 24, 8, tzinfo=machine_clock().at.tzinfo), list[datetime]()
    for minutes in minutes_of(seed):
        at += timedelta(minutes=minutes)
        times.append(at)
    assert 80 <= len(times) <= 100
    assert fast_runs(times) == []


def test_an_honest_busy_day_at_a_real_desk_leaves_the_list_empty(
    clerk: Desk, supervisor: Desk, watch: MorningClock
) -> None:
    """Eighty and more households with neighbours' phones and vouchers, through the store; then five in a burst."""
    phones = [f"0300-{n:07d}" for n in range(40)]
    for number, minutes in enumerate(minutes_of(7)):
        watch.forward(minutes=minutes)
        told = {"phone": phones[number % 40], "phone_owner": PhoneOwner.NEIGHBOUR} if number % 2 else {}
        draft = household(person(number, **told), village=f"Chak {number % 9}")
        said = VoucherDraft(name_as_told=NAMES[number % 10], relation=VoucherRelation.NEIGHBOUR)
        registration.register(clerk, replace(draft, vouchers=(said,)) if number % 3 == 0 else draft)
    assert quiet.flags(supervisor) == ()
    made(clerk, watch, *(household(person(n)) for n in range(200, 205)), minutes=0.5)
    assert [flag.kind for flag in quiet.flags(supervisor)] == [QuietKind.PACE]


def test_where_the_numbers_begin() -> None:
    """Five in five minutes and twenty-one in an hour; one second or one household less is silent."""
    start = machine_clock().at

    def times(count: int, seconds: float) -> list[datetime]:
        return [start + timedelta(seconds=n * seconds) for n in range(count)]

    assert fast_runs(times(5, 75)) == [(0, 4)]
    assert fast_runs(times(5, 75.3)) == []
    assert fast_runs(times(4, 1)) == []
    assert fast_runs(times(21, 180)) == [(0, 20)]
    assert fast_runs(times(20, 180)) == []
    assert fast_runs(times(60, 60)) == [(0, 59)]
    apart = times(5, 10) + [one + timedelta(hours=3) for one in times(5, 10)]
    assert fast_runs(apart) == [(0, 4), (5, 9)]
    assert fast_runs([]) == []


def test_runs_are_looked_at_for_some_weeks(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """What was long ago is history, unless it is asked for."""
    made(clerk, watch, *(household(person(n)) for n in range(5)), minutes=1)
    watch.forward(days=40)
    assert quiet.flags(supervisor) == ()
    assert len(quiet.flags(supervisor, days=60)) == 1


# --- put aside --------------------------------------------------------------------------------------------------------


def test_a_line_put_aside_comes_back_when_it_grows(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """The reason is kept and can be read; a fifth household is news."""
    told = {"phone": PHONE, "phone_owner": PhoneOwner.NEIGHBOUR}
    made(clerk, watch, *(household(person(n, **told)) for n in range(4)))
    (flag,) = quiet.flags(supervisor)
    put = quiet.put_aside(supervisor, flag.key, "  the phone of the lady health worker ")
    assert quiet.flags(supervisor) == ()
    (seen,) = quiet.flags(supervisor, every=True)
    assert seen.aside is not None
    assert (seen.aside.reason, seen.aside.by) == ("the phone of the lady health worker", "supervisor")
    assert put.flag == seen
    made(clerk, watch, household(person(4, **told)))
    (again,) = quiet.flags(supervisor)
    assert (again.key, again.count, again.aside) == (flag.key, 5, None)


def test_no_phone_number_is_kept_with_what_was_put_aside(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """Whoever takes the phone back takes it back everywhere: the row names the line by a keyed mark."""
    told = {"phone": PHONE, "phone_owner": PhoneOwner.NEIGHBOUR}
    made(clerk, watch, *(household(person(n, **told)) for n in range(4)))
    (flag,) = quiet.flags(supervisor)
    quiet.put_aside(supervisor, flag.key, "asked")
    with supervisor.store.reader.connect() as conn:
        row = conn.execute(text("SELECT * FROM quiet_note")).one()
        content = conn.execute(text("SELECT content FROM ledger_content ORDER BY seq DESC LIMIT 1")).scalar_one()
    for value in (*row, bytes(content)):
        assert "1234567" not in (value.decode(errors="replace") if isinstance(value, bytes) else str(value))


def test_a_line_needs_a_reason_and_has_to_be_there(clerk: Desk, supervisor: Desk, watch: MorningClock) -> None:
    """No reason, no such line: refused, and nothing is recorded."""
    made(clerk, watch, *(household(person(n)) for n in range(5)), minutes=1)
    (flag,) = quiet.flags(supervisor)
    with pytest.raises(ReasonMissing):
        quiet.put_aside(supervisor, flag.key, " \u200b ")
    with pytest.raises(FlagNotFound):
        quiet.put_aside(supervisor, "pace:0000", "because")
    assert len(quiet.flags(supervisor)) == 1


def test_for_the_supervisor_alone(office: TestOffice) -> None:
    """Nobody else reads the list, whoever is in it."""
    for role in Role:
        if right_of(role, Permission.QUIET_LIST) is None:
            with pytest.raises(NotPermitted):
                quiet.flags(office.desk(role))
            with pytest.raises(NotPermitted):
                quiet.put_aside(office.desk(role), "x", "y")
    assert right_of(Role.SUPERVISOR, Permission.QUIET_LIST) is not None


def test_check_misses_a_reason_that_was_slipped_in_or_taken_out(
    clerk: Desk, supervisor: Desk, watch: MorningClock, office: TestOffice
) -> None:
    """A row without its entry, and an entry without its row, are named."""
    made(clerk, watch, *(household(person(n)) for n in range(5)), minutes=1)
    quiet.put_aside(supervisor, quiet.flags(supervisor)[0].key, "two clerks shared one desk")
    opened = office.opened(Role.SUPERVISOR)
    assert safekeeping.check(supervisor, opened.certificates, office.folder).first_bad is None
    for statement in ("UPDATE quiet_note SET id = randomblob(16)", "DELETE FROM quiet_note"):
        with supervisor.store.writer.connect() as conn, conn.begin():
            conn.execute(text(statement))
        found = safekeeping.check(supervisor, opened.certificates, office.folder).first_bad
        assert found is not None
        assert found.why == "stray_quiet_note"


def test_the_people_a_practice_office_came_with_are_nobody_s_pace(practice: TestOffice) -> None:
    """They were made in a second, before the first round; who registers fast afterwards is shown."""
    practice.clock = clock = MorningClock()
    clerk, supervisor = practice.desk(Role.CLERK), practice.desk(Role.SUPERVISOR)
    for number in range(6):
        registration.register(clerk, household(person(number)))
    assert [flag.count for flag in quiet.flags(supervisor)] == [6]
    clock.forward(minutes=1)
    Relief(practice).round()
    clock.forward(minutes=1)
    assert quiet.flags(supervisor) == ()
    for number in range(10, 16):
        registration.register(clerk, household(person(number)))
    assert [flag.count for flag in quiet.flags(supervisor)] == [6]
