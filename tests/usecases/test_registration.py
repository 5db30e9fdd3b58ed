"""Registering: nobody without papers is refused, a code is given once, and the ledger says nothing about anybody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import DraftProblems, HouseholdNotFound, NotPermitted
from desktop.ledger.entry import decode, opens
from desktop.models.household import Household, Registrant
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.models.operator import Desk as DeskRow
from desktop.models.operator import Office
from desktop.records.household import HouseholdDraft, MemberDraft, Registered
from desktop.records.operator import EntryRef
from desktop.security.canonical import decode_object
from desktop.security.serials import shuffled
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.problem import Weight
from desktop.values.vocabulary import ParentRelation, PhoneOwner, Sex
from tests import factories
from tests.factories import TestOffice, child, household, woman

TODAY = date(2026, 11, 24)
JPEG = b"\xff\xd8\xff" + bytes(2000)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("registration")) as made:
        yield made


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def line_of(desk: Desk, entry: EntryRef) -> tuple[bytes, bytes, bytes]:
    """The line at an entry, with its salt and content."""
    with desk.store.reader.connect() as conn, conn.begin():
        at = (LedgerEntry.log == entry.log, LedgerEntry.seq == entry.seq)
        line = conn.execute(select(LedgerEntry.line).where(*at)).scalar_one()
        behind = (LedgerContent.log == entry.log, LedgerContent.seq == entry.seq)
        salt, content = conn.execute(select(LedgerContent.salt, LedgerContent.content).where(*behind)).one()
    return bytes(line), bytes(salt), bytes(content)


def rows_and_entries(desk: Desk) -> tuple[int, int, int]:
    """How many households, registrants and ledger lines there are."""
    with desk.store.reader.connect() as conn, conn.begin():
        counts = [
            conn.scalar(select(func.count()).select_from(table)) for table in (Household, Registrant, LedgerEntry)
        ]
    households, registrants, entries = (count or 0 for count in counts)
    return households, registrants, entries


def codes_of(done: Registered) -> list[str]:
    return [problem.code for problem in done.problems]


def test_a_widow_without_any_paper_phone_or_exact_age_is_registered(clerk: Desk) -> None:
    widow = MemberDraft(
        name_as_told="مائی جنت",
        parent_name="اللہ وسایا",
        parent_relation=ParentRelation.WIDOW_OF,
        sex=Sex.FEMALE,
    )
    done = registration.register(clerk, household(widow, photo=False, phone=False))
    shown = done.household.members[0]
    assert (shown.id_type, shown.id_masked, shown.phone, shown.age_years) == ("NONE", "", "", None)
    assert shown.slot == 1
    assert done.problems == ()


def test_urdu_digits_of_a_number_are_kept_as_thirteen_digits_and_shown_masked(clerk: Desk) -> None:
    told = woman("زینب", "Zainab", id_type="CNIC", id_number="۳۶۳۰۲-۱۲۳۴۵۶۷-۴")
    done = registration.register(clerk, household(told))
    assert done.household.members[0].id_masked == "•••••-••••567-4"
    draft = registration.draft_of(clerk, done.household.code)
    assert draft.members[0].id_number == "3630212345674"


def test_a_husbands_number_warns_and_is_kept(clerk: Desk) -> None:
    done = registration.register(clerk, household(woman("نسیم", "Naseem", id_type="CNIC", id_number="36302-7654321-1")))
    assert codes_of(done) == [Finding.CNIC_SEX_DIGIT]
    assert done.problems[0].where == "members.0.id.number"
    assert done.problems[0].weight is Weight.WARNING


def test_a_number_used_before_warns_with_the_person_who_has_it(clerk: Desk) -> None:
    first = registration.register(
        clerk, household(woman("شہناز", "Shahnaz", id_type="CNIC", id_number="3630211111122"))
    )
    second = registration.register(
        clerk, household(woman("رخسانہ", "Rukhsana", id_type="CNIC", id_number="36302 1111112 2"), village="Kot")
    )
    assert Finding.NUMBER_USED in codes_of(second)
    assert second.possible_duplicates[0].registrant == first.household.members[0].id
    assert second.household.code != first.household.code


def test_the_same_name_and_father_warn_in_another_script_and_place_and_nothing_is_refused(clerk: Desk) -> None:
    first = registration.register(
        clerk, household(woman("گلناز مائی", "", parent_name="مٹھا خان", parent_latin=""), village="Basti Arain")
    )
    again = registration.register(
        clerk, household(woman("", "Gulnaz Mai", parent_name="", parent_latin="Mitha Khan"), village="Basti Arain")
    )
    assert first.household.members[0].id in [found.registrant for found in again.possible_duplicates]
    moved = household(woman("", "Gulnaz Mai", parent_latin="Mitha Khan", parent_name=""), pcode="PK61101")
    assert registration.register(clerk, moved).possible_duplicates != ()
    other = woman("", "Gulnaz Mai", parent_latin="Nazir Ahmed", parent_name="", age_years=60)
    assert registration.register(clerk, household(other, village="Kot Nur")).possible_duplicates == ()


def test_different_people_is_recorded_in_the_content(clerk: Desk) -> None:
    told = household(woman("فیض بی بی", "Faiz Bibi", parent_name="جمعہ", parent_latin="Juma"))
    first = registration.register(clerk, told)
    second = registration.register(clerk, told, different=True)
    content = decode_object(line_of(clerk, second.entry)[2])
    assert content["different"] == [str(first.household.members[0].id)]


def test_nobody_marked_gives_the_first_adult_slot_one(clerk: Desk) -> None:
    told = household(child("بلال"), woman("مریم", "Maryam", relation="MOTHER", holder=None))
    assert [member.slot for member in registration.register(clerk, told).household.members] == [None, 1]


def test_a_household_of_children_has_a_holder_too(clerk: Desk) -> None:
    told = household(child("بلال"), child("ثنا", "DAU"))
    assert [member.slot for member in registration.register(clerk, told).household.members] == [1, None]


def test_ten_holders_are_refused_and_nine_are_kept(clerk: Desk) -> None:
    holders = tuple(woman(f"نام {number}", f"Naam {number}", holder=number) for number in range(1, 10))
    tenth = woman("دسواں", "Daswan", holder=10)
    with pytest.raises(DraftProblems) as refused:
        registration.register(clerk, household(*holders, tenth))
    assert refused.value.first == Finding.TOO_MANY_HOLDERS
    assert len(registration.register(clerk, household(*holders)).household.members) == 9


def test_a_photo_without_consent_is_a_problem_at_the_photo_and_a_phone_is_left_out(clerk: Desk) -> None:
    told = woman(photo=JPEG, phone="0300-0000000", phone_owner=PhoneOwner.OWN, safe_to_call=True)
    with pytest.raises(DraftProblems) as refused:
        registration.register(clerk, household(told, photo=False))
    assert (refused.value.where, refused.value.first) == ("members.0.photo", Finding.PHOTO_WITHOUT_CONSENT)
    done = registration.register(clerk, household(replace(told, photo=None), phone=False))
    assert codes_of(done) == [Finding.PHONE_NOT_KEPT]
    member = done.household.members[0]
    assert (member.phone, member.phone_owner, member.safe_to_call) == ("", None, None)


def test_a_photo_with_consent_comes_back_and_the_content_names_its_hash(clerk: Desk) -> None:
    done = registration.register(clerk, household(woman("ثریا", "Surayya", photo=JPEG)))
    assert done.household.members[0].photo == JPEG
    _, _, content = line_of(clerk, done.entry)
    assert JPEG not in content
    assert sha256(JPEG).hexdigest().encode() in content


def test_codes_follow_the_shuffle_of_the_desks_own_block_and_differ(clerk: Desk) -> None:
    with clerk.store.reader.connect() as conn, conn.begin():
        block, serial = conn.execute(select(DeskRow.block, DeskRow.next_serial).where(DeskRow.here)).one()
        key = conn.execute(select(Office.shuffle_key)).scalar_one()
    done = [registration.register(clerk, household()).household.code for _ in range(3)]
    expected = [HouseholdCode.make("617", shuffled(key, block * 100_000 + serial + number)) for number in range(3)]
    assert done == expected


def test_the_content_opens_the_commitment_and_the_line_says_nothing_about_anybody(clerk: Desk) -> None:
    told = woman("زرینہ خاتون", "Zarina Khatoon", id_type="CNIC", id_number="3630298765432", phone="03009998877")
    done = registration.register(clerk, household(told, village="Chak Sunehri"))
    line, salt, content = line_of(clerk, done.entry)
    entry = decode(line)
    assert opens(entry, salt, content)
    assert not opens(entry, salt, content.replace(b"Zarina", b"Zarino"))
    assert (entry.do, entry.ref) == (EntryKind.HOUSEHOLD_REGISTERED, str(done.household.id))
    for secret in ("زرینہ", "Zarina", "3630298765432", "3009998877", "Sunehri", done.household.code.text):
        assert secret.encode() not in line
    told_again = decode_object(content)
    assert told_again["code"] == done.household.code.text
    assert told_again["place"] == {"pcode": "PK61701", "village": "Chak Sunehri"}


def test_a_registration_is_one_entry_and_a_refused_one_is_none(clerk: Desk) -> None:
    before = rows_and_entries(clerk)
    with pytest.raises(DraftProblems):
        registration.register(clerk, household(woman(sex=None)))
    assert rows_and_entries(clerk) == before
    registration.register(clerk, household(woman(), child("سونا")))
    assert rows_and_entries(clerk) == (before[0] + 1, before[1] + 2, before[2] + 1)


HOSTILE = [
    "Robert'); DROP TABLE registrant;--",
    '" OR 1=1 --',
    "%_% x",
    "NEAR(a b) AND *",
    '"unclosed',
    "=cmd|'/c calc'!A0",
    "{name} %s {0} <b>&amp;</b>",
    "👩‍👧 Aisha",
    "\u200e\u200fLena\u200b",
    "A" * 100,
    "ﷺ صلی",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_only_text(clerk: Desk, text: str) -> None:
    told = MemberDraft(
        name_as_told=text, name_latin=text, parent_name=text, parent_latin=text, sex=Sex.X, id_type="BIRTH"
    )
    done = registration.register(clerk, household(replace(told, id_number=text[:20]), village=text))
    line, _, _ = line_of(clerk, done.entry)
    assert text.strip("\u200e\u200f\u200b").encode() not in line
    assert registration.show(clerk, done.household.code) == done.household
    found = registration.find(clerk, text, limit=50)
    assert done.household.code in [person.household for person in found] or not any(map(str.isalnum, text))
    registration.keep_draft(clerk, text[:40], text.encode())
    assert registration.kept_draft(clerk, text[:40]) is not None


@pytest.mark.parametrize("text", ["\0", "Ali\0", "\u202eila", "\u2066x", "a\x1b[31m", "\ud800", "x" * 10_000])
def test_characters_that_deceive_and_endless_names_stop_at_their_field(clerk: Desk, text: str) -> None:
    before = rows_and_entries(clerk)
    with pytest.raises(DraftProblems) as refused:
        registration.register(clerk, household(woman(), woman(name=f"ب{text}", holder=2)))
    assert refused.value.where == "members.1.name_as_told"
    assert rows_and_entries(clerk) == before


def test_an_unknown_code_has_no_household(clerk: Desk) -> None:
    unknown = HouseholdCode.make("617", 0)
    for ask in (registration.show, registration.draft_of, registration.decline_receipt):
        with pytest.raises(HouseholdNotFound):
            ask(clerk, unknown)


def test_a_declined_receipt_is_an_entry_in_the_household_s_history(clerk: Desk, office: TestOffice) -> None:
    done = registration.register(clerk, household())
    entry = registration.decline_receipt(clerk, done.household.code)
    newest = registration.show(office.desk(Role.SUPERVISOR), done.household.code).history[0]
    assert (newest.kind, newest.seq, newest.operator) == (EntryKind.RECEIPT_DECLINED, entry.seq, "clerk")


def test_the_own_count_is_what_this_operator_registered_today(clerk: Desk, office: TestOffice) -> None:
    before = registration.own_days(clerk)
    draft = household()
    registration.register(clerk, draft)
    today, *earlier = registration.own_days(clerk)
    assert today.day == local_day(datetime.now(UTC))
    assert (today.households, today.people) == (before[0].households + 1, before[0].people + len(draft.members))
    assert [day.day for day in earlier] == [today.day - timedelta(days=back) for back in (1, 2, 3)]
    assert not any(day.households or day.people for day in earlier)
    assert not registration.own_days(office.desk(Role.SUPERVISOR))[0].households


def test_yesterday_is_counted_as_yesterday_when_the_day_has_turned(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    registration.register(clerk, household())
    registered, now = registration.own_days(clerk)[0], clerk.clock()
    monkeypatch.setattr(clerk, "clock", lambda: replace(now, at=now.at + timedelta(days=1)))
    today, yesterday, *_ = registration.own_days(clerk)
    assert today.households == 0
    assert yesterday == registered


def test_a_draft_is_kept_replaced_and_dropped_without_any_entry(clerk: Desk, office: TestOffice) -> None:
    before = rows_and_entries(clerk)
    registration.keep_draft(clerk, "register", b"first")
    registration.keep_draft(clerk, "register", b"second")
    registration.keep_draft(clerk, "correct", b"other")
    kept = registration.kept_draft(clerk, "register")
    assert kept is not None
    assert kept.body == b"second"
    assert abs((datetime.now(UTC) - kept.kept_at).total_seconds()) < 60
    registration.drop_draft(clerk, "register")
    assert registration.kept_draft(clerk, "register") is None
    assert registration.kept_draft(clerk, "correct") is not None
    assert rows_and_entries(clerk) == before


@pytest.mark.parametrize("role", list(Role))
def test_only_roles_of_the_table_register_search_and_correct(office: TestOffice, clerk: Desk, role: Role) -> None:
    code = registration.register(clerk, household()).household.code
    desk = office.desk(role)

    def refused(act: object, *arguments: object) -> bool:
        try:
            act(desk, *arguments)  # pyright: ignore[reportCallIssue]
        except NotPermitted:
            return True
        return False

    may_register = right_of(role, Permission.REGISTER) is not None
    may_search = right_of(role, Permission.SEARCH) is not None
    may_correct = right_of(role, Permission.CORRECT) or right_of(role, Permission.CORRECT_SAME_DAY)
    assert refused(registration.register, household()) is not may_register
    assert refused(registration.decline_receipt, code) is not may_register
    assert refused(registration.alike, woman(), "PK61701", "") is not may_register
    assert refused(registration.keep_draft, "x", b"") is not may_register
    assert refused(registration.kept_draft, "x") is not may_register
    assert refused(registration.drop_draft, "x") is not may_register
    assert refused(registration.show, code) is not may_search
    assert refused(registration.find, "علی") is not may_search
    assert refused(registration.draft_of, code) is not bool(may_correct)
    assert refused(registration.correct, code, household()) is not bool(may_correct)


def test_alike_answers_while_typing(clerk: Desk) -> None:
    done = registration.register(clerk, household(woman("حمیدہ", "Hameeda", parent_name="", parent_latin="Waryam")))
    typed = woman("", "Hamida", parent_name="", parent_latin="Waryaam", age_years=36)
    assert done.household.members[0].id in [one.registrant for one in registration.alike(clerk, typed, "PK61701", "")]


def test_an_empty_draft_says_everything_at_once() -> None:
    problems = registration.check(HouseholdDraft(), today=TODAY)
    assert [(problem.where, problem.code) for problem in problems] == [
        ("place.pcode", Finding.PLACE_MISSING),
        ("consent.register", Finding.CONSENT_MISSING),
        ("members", Finding.MEMBER_MISSING),
    ]


def test_a_registration_on_the_disk_is_told_though_the_store_cannot_be_read_again(tmp_path: Path) -> None:
    """Told as a failure it would be typed once more, and one household would have two codes, and draw twice."""
    with factories.office(tmp_path) as office:
        desk = office.desk(Role.CLERK)
        store, aside = desk.store.path, desk.store.path.with_name("aside.db")

        def away(_kinds: frozenset[EntryKind]) -> None:
            desk.store.reader.dispose()
            store.rename(aside)
            store.mkdir()

        desk.listen(away)
        done = registration.register(desk, household(woman("زینب", "Zainab")))
        store.rmdir()
        aside.rename(store)
        assert [member.name_latin for member in done.household.members] == ["Zainab"]
        assert registration.show(desk, done.household.code).members == done.household.members
