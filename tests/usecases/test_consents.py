"""Consents: given later, taken back, called off, carried out; what a withdrawal removes, and what stays counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from desktop.errors import (
    DraftProblems,
    HouseholdClosed,
    HouseholdNotFound,
    NotConsented,
    NothingWithdrawn,
    NotInHousehold,
    NotPermitted,
    PersonUnknown,
    StaleVersion,
    WithdrawalWaits,
)
from desktop.ledger.entry import decode
from desktop.models.household import Consent, Household, Membership, NameKey, Photo, Registrant
from desktop.models.ledger_entry import ErasedContent, LedgerContent
from desktop.models.search import PERSON_ROW, MatchKey
from desktop.models.trusted_person import Collector, Voucher
from desktop.models.working import Draft
from desktop.records.consent import CarriedOut, ConsentGiving, StillDue
from desktop.records.household import HouseholdDraft
from desktop.records.identity import NoteDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.usecases import (
    cards,
    collectors,
    consents,
    distribution,
    households,
    identity,
    pairs,
    registration,
    rights,
    safekeeping,
    withdrawal_steps,
)
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    CardState,
    ConsentLanguage,
    ConsentPurpose,
    ConsentReader,
    IdentityResult,
    ListKind,
    PairAnswer,
    PhoneOwner,
    VoidReason,
    VoucherRelation,
    WithdrawalState,
)
from tests import factories
from tests.factories import TestOffice, child, household, woman
from tests.usecases.relief_office import Relief, ShiftedClock

REGISTER, PHOTO, PHONE = ConsentPurpose.REGISTER, ConsentPurpose.PHOTO, ConsentPurpose.PHONE
WEEK = timedelta(days=7)
JPEG = b"\xff\xd8\xff" + bytes(200)
TOLD = ("زرینہ خاتون", "Zareena Khatoon", "مہر دین", "Meher Deen", "36302-1122330-4", "3630211223304", "+923001234567")
"""What one household of these tests says of itself, as it might stand anywhere in the store."""


@pytest.fixture
def clock() -> ShiftedClock:
    """The machine's clock, which a test moves."""
    return ShiftedClock()


@pytest.fixture
def office(tmp_path: Path, clock: ShiftedClock) -> Iterator[TestOffice]:
    """A real office whose clock a test moves; whatever was done, its book is whole afterwards."""
    with factories.office(tmp_path, clock=clock) as made:
        yield made
        opened = made.opened(Role.CLERK)
        assert safekeeping.check(opened.desk, opened.certificates, made.folder).first_bad is None


def draft(**changes: object) -> HouseholdDraft:
    """A woman with everything that can be told, and a child."""
    head = woman(
        "زرینہ خاتون",
        "Zareena Khatoon",
        parent_name="مہر دین",
        parent_latin="Meher Deen",
        id_type="CNIC",
        id_number="36302-1122330-4",
        phone="0300-1234567",
        phone_owner=PhoneOwner.OWN,
        safe_to_call=True,
        safe_times="after four",
        photo=JPEG,
        **changes,
    )
    return household(head, child("مہر بانو", "DAU", parent_name="مہر دین"))


def registered(office: TestOffice, told: HouseholdDraft | None = None) -> tuple[HouseholdCode, list[RegistrantId]]:
    """A household of these tests and its people."""
    view = registration.register(office.desk(Role.CLERK), told or draft(), different=True).household
    return view.code, [member.id for member in view.members]


def reading(office: TestOffice) -> Connection:
    """A connection to look with."""
    return office.opened(Role.CLERK).store.reader.connect()


def all_of_it(office: TestOffice) -> bytes:
    """Every value of every table, of the search index too, one after another."""
    found: list[bytes] = []
    with reading(office) as conn, conn.begin():
        tables = conn.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        )
        for table in tables.scalars().all():
            for row in conn.execute(text(f'SELECT * FROM "{table}"')):
                found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(found)


def seen(office: TestOffice) -> list[str]:
    """What of the told things still stands anywhere."""
    everything = all_of_it(office)
    return [one for one in (*TOLD, "مہر بانو") if one.encode() in everything]


def kinds(office: TestOffice) -> list[str]:
    """What the log says was done, in order; that the clock was moved is the tests' own doing."""
    with reading(office) as conn, conn.begin():
        lines = conn.execute(text("SELECT line FROM ledger_entry ORDER BY seq")).scalars()
        done = [decode(bytes(line)).do for line in lines]
    return [kind for kind in done if kind != EntryKind.CLOCK_JUMPED]


def withdrawn(
    office: TestOffice, code: HouseholdCode, purpose: ConsentPurpose, who: RegistrantId | None = None
) -> CarriedOut:
    """Taken back and confirmed in private."""
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, code, purpose, registrant=who)
    done = consents.confirm(desk, code, purpose, registrant=who)
    assert isinstance(done, CarriedOut)
    return done


# --- given -----------------------------------------------------------------------------------------------------------


def test_a_registration_says_who_agreed_to_what_and_how_the_text_was_read(office: TestOffice) -> None:
    """For each purpose: the answer, who gave it, who read, in which language, and whether the queue heard it before."""
    told = household(photo=False)
    reader, language = ConsentReader.VOLUNTEER, ConsentLanguage.SINDHI
    told = replace(told, consent=replace(told.consent, read_by=reader, language=language, heard_in_queue=True))
    code, people = registered(office, told)
    view = consents.show(office.desk(Role.CLERK), code)
    assert [(line.purpose, line.given) for line in view.consents] == [(REGISTER, True), (PHOTO, False), (PHONE, True)]
    for line in view.consents:
        assert (line.read_by, line.language) == (reader, language)
        assert line.heard_in_queue
        assert line.said_by == people[0]
        assert line.at is not None


def test_a_purpose_is_agreed_to_later(office: TestOffice) -> None:
    """One more row, which holds from now on, with its own entry; the first answer stays in the store as it was."""
    code, people = registered(office, household(photo=False))
    desk = office.desk(Role.CLERK)
    giving = ConsentGiving(
        PHOTO, ConsentReader.RECORDING, ConsentLanguage.SARAIKI, heard_in_queue=False, said_by=people[0]
    )
    given = consents.give(desk, code, giving)
    line = given.consents.consent(PHOTO)
    assert (line.given, line.read_by, line.language, line.said_by) == (
        True,
        ConsentReader.RECORDING,
        ConsentLanguage.SARAIKI,
        people[0],
    )
    assert kinds(office)[-1] == EntryKind.CONSENT_GIVEN
    assert EntryKind.CONSENT_GIVEN in [entry.kind for entry in registration.show(desk, code).history]
    with reading(office) as conn, conn.begin():
        answers = (
            conn.execute(select(Consent.given).where(Consent.purpose == PHOTO).order_by(Consent.at)).scalars().all()
        )
    assert answers == [False, True]


def test_only_a_member_speaks_for_a_household(office: TestOffice) -> None:
    """Neither another household's person, nor anybody about a household that is not there, or closed."""
    code, people = registered(office)
    other, others = registered(office, household(woman("شازیہ", "Shazia")))
    desk = office.desk(Role.CLERK)
    with pytest.raises(NotInHousehold):
        consents.give(desk, code, ConsentGiving(PHOTO, said_by=others[0]))
    with pytest.raises(NotInHousehold):
        consents.withdraw(desk, code, PHOTO, registrant=others[0])
    nowhere = HouseholdCode.make(code.text[:3], 9_999_999)
    for act in (
        lambda: consents.show(desk, nowhere),
        lambda: consents.give(desk, nowhere, ConsentGiving(PHOTO)),
        lambda: consents.withdraw(desk, nowhere, PHOTO),
        lambda: consents.call_off(desk, nowhere, PHOTO),
        lambda: consents.confirm(desk, nowhere, PHOTO),
        lambda: rights.tell_rights(desk, nowhere, ConsentLanguage.URDU),
    ):
        with pytest.raises(HouseholdNotFound):
            act()
    withdrawn(office, other, REGISTER)
    for act in (
        lambda: consents.give(desk, other, ConsentGiving(PHOTO)),
        lambda: consents.withdraw(desk, other, PHOTO),
        lambda: rights.tell_rights(desk, other, ConsentLanguage.URDU),
    ):
        with pytest.raises(HouseholdClosed):
            act()
    del people


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_consents_are_the_clerks_alone(office: TestOffice, role: Role) -> None:
    """Nobody else sees who took back what, or writes it."""
    code, _ = registered(office)
    desk = office.desk(role)
    for act in (
        lambda: consents.show(desk, code),
        lambda: consents.give(desk, code, ConsentGiving(PHOTO)),
        lambda: consents.withdraw(desk, code, PHOTO),
        lambda: consents.call_off(desk, code, PHOTO),
        lambda: consents.confirm(desk, code, PHOTO),
        lambda: consents.apply_due(desk),
        lambda: rights.tell_rights(desk, code, ConsentLanguage.URDU),
    ):
        with pytest.raises(NotPermitted):
            act()


# --- taken back ------------------------------------------------------------------------------------------------------


def test_a_withdrawal_waits_seven_days_and_removes_nothing_before(office: TestOffice, clock: ShiftedClock) -> None:
    """It is due on the eighth local day; on the day before everything is still there."""
    code, _ = registered(office)
    desk = office.desk(Role.CLERK)
    waits = consents.withdraw(desk, code, PHOTO).withdrawal
    assert waits.state is WithdrawalState.WAITING
    assert waits.due == local_day(desk.clock().at) + WEEK
    clock.by = WEEK - timedelta(days=1)
    assert consents.apply_due(desk).done == ()
    assert registration.show(desk, code).members[0].photo == JPEG
    clock.by = WEEK
    done = consents.apply_due(desk).done
    assert [(one.photos, one.people) for one in done] == [(1, 2)]
    assert registration.show(desk, code).members[0].photo is None
    assert consents.apply_due(desk).done == ()
    assert not consents.show(desk, code).consent(PHOTO).given
    assert consents.show(desk, code).consent(REGISTER).given


def test_it_can_be_called_off_until_then(office: TestOffice, clock: ShiftedClock) -> None:
    """Afterwards everything stays, and it may be taken back anew."""
    code, _ = registered(office)
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, code, REGISTER)
    off = consents.call_off(desk, code, REGISTER)
    assert off.withdrawal.state is WithdrawalState.CALLED_OFF
    with pytest.raises(NothingWithdrawn):
        consents.call_off(desk, code, REGISTER)
    clock.by = WEEK
    assert consents.apply_due(desk) == consents.Applied()
    assert registration.show(desk, code).active
    consents.withdraw(desk, code, REGISTER)
    assert kinds(office)[-3:] == [
        EntryKind.CONSENT_WITHDRAWN,
        EntryKind.WITHDRAWAL_CALLED_OFF,
        EntryKind.CONSENT_WITHDRAWN,
    ]


def test_twice_is_said_and_nothing_is_no_withdrawal(office: TestOffice) -> None:
    """The same people and purpose wait once; what was never agreed to cannot be taken back; nor can it be confirmed."""
    code, people = registered(office, household(photo=False, phone=False))
    desk = office.desk(Role.CLERK)
    for purpose in (PHOTO, PHONE):
        with pytest.raises(NotConsented):
            consents.withdraw(desk, code, purpose)
        with pytest.raises(NothingWithdrawn):
            consents.confirm(desk, code, purpose)
    consents.withdraw(desk, code, REGISTER)
    with pytest.raises(WithdrawalWaits) as told:
        consents.withdraw(desk, code, REGISTER)
    assert told.value.due == (local_day(desk.clock().at) + WEEK).isoformat()
    with pytest.raises(WithdrawalWaits):
        consents.give(desk, code, ConsentGiving(REGISTER))
    consents.withdraw(desk, code, REGISTER, registrant=people[1])


def test_a_refusal_changes_nothing(office: TestOffice) -> None:
    """Not a row, not an entry."""
    code, _ = registered(office, household(photo=False, phone=False))
    before = all_of_it(office)
    with pytest.raises(NotConsented):
        consents.withdraw(office.desk(Role.CLERK), code, PHOTO)
    assert all_of_it(office) == before


# --- what it removes -------------------------------------------------------------------------------------------------


def test_a_photo_taken_back_is_gone_for_one_person_only(office: TestOffice) -> None:
    """The other's stays, and so does the household's consent for others."""
    told = household(woman(photo=JPEG), child("علی", photo=JPEG + b"2"))
    code, people = registered(office, told)
    done = withdrawn(office, code, PHOTO, people[1])
    assert (done.people, done.photos, done.contents) == (1, 1, 0)
    with reading(office) as conn, conn.begin():
        assert conn.execute(select(Photo.registrant_id)).scalars().all() == [people[0]]
    assert consents.show(office.desk(Role.CLERK), code).consent(PHOTO).given


def test_a_phone_taken_back_is_blank_everywhere_and_in_the_ledger(office: TestOffice) -> None:
    """Number, owner, safety and times; also where the person was named as a collector, and in what the book said."""
    code, people = registered(office)
    with_collector = household(woman("شازیہ", "Shazia"))
    collector = CollectorDraft("زرینہ خاتون", "Zareena Khatoon", "SIS", "+923001234567", people[0])
    registered(office, replace(with_collector, collectors=(collector,)))
    done = withdrawn(office, code, PHONE)
    assert done.contents == 2, "her registration, and the one in which she is the collector"
    everything = all_of_it(office)
    assert b"+923001234567" not in everything
    assert b"after four" not in everything
    assert "زرینہ خاتون".encode() in everything, "the name was not taken back"
    member = registration.show(office.desk(Role.CLERK), code).members[0]
    assert (member.phone, member.phone_owner, member.safe_to_call, member.safe_times) == ("", None, None, "")


def test_a_registration_taken_back_leaves_nothing_that_names_anybody(office: TestOffice) -> None:
    """Names, numbers, photo, keys, collectors, vouchers, drafts, all that the book said of them; the counts stay."""
    desk = office.desk(Role.CLERK)
    collector = CollectorDraft("غلام رسول", "Ghulam Rasool", "BRO", "+923331112223")
    voucher = VoucherDraft("ماسٹر حمید", "Master Hameed", VoucherRelation.TEACHER)
    told = replace(draft(), collectors=(collector,), vouchers=(voucher,))
    code, people = registered(office, told)
    registration.correct(desk, code, replace(told, collectors=(replace(collector, phone="+923337778889"),)))
    cards.issue(desk, [code])
    registration.keep_draft(desk, f"household.{code.text}", f'{{"who":"{people[0]}","name":"زرینہ خاتون"}}'.encode())
    registration.keep_draft(desk, "household", b'{"somebody":"else"}')
    assert set(seen(office)) >= {"زرینہ خاتون", "Zareena Khatoon", "+923001234567", "3630211223304", "مہر بانو"}
    done = withdrawn(office, code, REGISTER)
    assert done.closed
    assert (done.people, done.photos, done.contents) == (2, 1, 2)
    assert seen(office) == []
    everything = all_of_it(office)
    for other in ("غلام رسول", "Ghulam Rasool", "+923331112223", "+923337778889", "ماسٹر حمید", "Master Hameed"):
        assert other.encode() not in everything, other
    with reading(office) as conn, conn.begin():
        for table in (NameKey, MatchKey):
            assert conn.execute(select(table.registrant_id).where(table.registrant_id.in_(people))).all() == []
        assert conn.execute(select(PERSON_ROW.c.row).where(PERSON_ROW.c.registrant_id.in_(people))).all() == []
        assert conn.execute(select(Draft.kind).order_by(Draft.kind)).scalars().all() == ["household"]
        left = conn.execute(select(Registrant.sex, Registrant.age_years, Registrant.work_kind)).all()
        assert sorted(((row.sex, row.age_years) for row in left), key=lambda one: -one[1]) == [("F", 34), ("F", 8)], (
            "what is counted stays"
        )
        assert conn.execute(select(Membership.id).where(Membership.to_day.is_(None))).all() == []
        assert conn.execute(select(Household.code, Household.active)).all() == [(code.text, False)]
        of_collectors = conn.execute(select(Collector.to_day.is_not(None), Collector.name_latin, Collector.phone)).all()
        assert of_collectors == [(True, "", "")] * 2, "as first named, and as corrected"
        assert conn.execute(select(Voucher.name_key, Voucher.name_latin)).all() == [("", "")]
    view = registration.show(desk, code)
    assert not view.active
    assert view.members == ()
    assert [card.state for card in view.cards] == [CardState.REVOKED]
    assert registration.find(desk, "Zareena") == ()
    assert registration.find(desk, "3630211223304") == ()
    assert EntryKind.WITHDRAWAL_DONE in [line.kind for line in view.history]


def test_whoever_stays_has_somebody_who_leads_and_a_holder(office: TestOffice) -> None:
    """One person's withdrawal takes that person only; the household goes on, and the other names stay."""
    told = household(woman("زرینہ خاتون", "Zareena Khatoon"), woman("شازیہ", "Shazia", relation="SIS", holder=None))
    code, people = registered(office, told)
    cards.issue(office.desk(Role.CLERK), [code])
    done = withdrawn(office, code, REGISTER, people[0])
    assert not done.closed
    view = registration.show(office.desk(Role.CLERK), code)
    assert view.active
    assert [(member.name_latin, member.slot is not None) for member in view.members] == [("Shazia", True)]
    everything = all_of_it(office)
    assert "زرینہ خاتون".encode() not in everything
    assert b"Shazia" in everything
    assert {problem.code for problem in done.problems} >= {"card_ended", "leads_now", "holds_card_now"}


def test_with_who_was_forgotten_nobody_does_anything(office: TestOffice) -> None:
    """By the old number of the record nobody comes back without a name: no member, no collector, no other record."""
    code, people = registered(office, household(woman("شازیہ", "Shazia"), child("علی", age_years=20)))
    desk, supervisor = office.desk(Role.CLERK), office.desk(Role.SUPERVISOR)
    consents.withdraw(desk, code, REGISTER, registrant=people[1])
    consents.confirm(desk, code, REGISTER, registrant=people[1])
    with pytest.raises(PersonUnknown):
        households.join(desk, code, people[1], day=local_day(desk.clock().at))
    with pytest.raises(PersonUnknown):
        pairs.merge(supervisor, people[0], people[1])
    with pytest.raises(PersonUnknown):
        pairs.decide(desk, people[0], people[1], PairAnswer.SAME)
    with pytest.raises(PersonUnknown):
        pairs.recognised(desk, people[1])
    with pytest.raises(DraftProblems):
        collectors.name_collector(desk, code, CollectorDraft(registrant=people[1]))


def test_the_last_person_takes_the_household_along(office: TestOffice) -> None:
    """Where nobody is left, collectors and vouchers are nobody's either."""
    told = replace(household(woman()), collectors=(CollectorDraft("غلام رسول", "Ghulam Rasool", "BRO"),))
    code, people = registered(office, told)
    assert withdrawn(office, code, REGISTER, people[0]).closed
    assert b"Ghulam Rasool" not in all_of_it(office)
    assert not registration.show(office.desk(Role.CLERK), code).active


def test_the_dead_go_with_their_household_and_who_went_away_stays(office: TestOffice) -> None:
    """Nobody else could speak for the dead; whoever left is a person of their own."""
    told = household(
        woman("زرینہ خاتون", "Zareena Khatoon"), child("مہر بانو", "DAU"), child("گلاب", "SON", age_years=19)
    )
    code, people = registered(office, told)
    desk = office.desk(Role.CLERK)
    today = local_day(desk.clock().at)
    households.death(desk, code, people[1], day=today)
    households.leave(desk, code, people[2], day=today)
    done = withdrawn(office, code, REGISTER)
    assert done.people == 2
    with reading(office) as conn, conn.begin():
        names = {row.id: row.name_as_told for row in conn.execute(select(Registrant.id, Registrant.name_as_told))}
    assert names == {people[0]: "", people[1]: "", people[2]: "گلاب"}


def test_who_lives_elsewhere_when_it_is_due_is_taken_from_there(office: TestOffice, clock: ShiftedClock) -> None:
    """The person said it, wherever they are by then; the household they left has nothing to do with it."""
    old, (_, gone) = registered(office, household(woman("شازیہ", "Shazia"), child("زرینہ خاتون", "DAU", age_years=19)))
    new, _ = registered(office, household(woman("نسرین", "Nasreen")))
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, old, REGISTER, registrant=gone)
    today = local_day(desk.clock().at)
    households.marry_out(desk, old, gone, day=today, to=new, relation="DIL")
    clock.by = WEEK
    assert [one.people for one in consents.apply_due(desk).done] == [1]
    assert "زرینہ خاتون".encode() not in all_of_it(office)
    assert [member.name_latin for member in registration.show(desk, new).members] == ["Nasreen"]
    assert [member.name_latin for member in registration.show(desk, old).members] == ["Shazia"]


@pytest.mark.parametrize("asked_anew", [False, True])
def test_a_photo_taken_back_for_all_goes_too_where_somebody_left_meanwhile(
    office: TestOffice, clock: ShiftedClock, asked_anew: bool
) -> None:
    """It was said for her as well; the new household starts without it, and only her own yes keeps it."""
    code, people = registered(office)
    desk, today = office.desk(Role.CLERK), local_day(clock().at)
    for purpose in (PHOTO, PHONE):
        consents.withdraw(desk, code, purpose)
    split = households.split(desk, code, people[:1], day=today, second=office.second(Role.HELPDESK)).other
    assert split is not None
    agreed = {line.purpose: line.given for line in consents.show(desk, split.code).consents}
    assert agreed == {REGISTER: True, PHOTO: False, PHONE: False}
    if asked_anew:
        for purpose in (PHOTO, PHONE):
            giving = ConsentGiving(purpose, ConsentReader.CLERK, ConsentLanguage.URDU, said_by=people[0])
            consents.give(desk, split.code, giving)
    clock.by += WEEK
    assert len(consents.apply_due(desk).done) == 2
    (woman_alone,) = registration.show(desk, split.code).members
    assert (woman_alone.photo is not None, woman_alone.phone) == (asked_anew, "+923001234567" if asked_anew else "")


def test_a_registration_taken_back_by_those_who_stay_leaves_who_split_off_alone(
    office: TestOffice, clock: ShiftedClock
) -> None:
    code, people = registered(office)
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, code, REGISTER)
    today, second = local_day(clock().at), office.second(Role.HELPDESK)
    split = households.split(desk, code, people[:1], day=today, second=second).other
    assert split is not None
    clock.by += WEEK
    assert len(consents.apply_due(desk).done) == 1
    assert [one.name_latin for one in registration.show(desk, split.code).members] == ["Zareena Khatoon"]
    assert registration.show(desk, split.code).members[0].phone == "+923001234567"


def test_a_household_that_went_into_another_is_taken_from_there(office: TestOffice, clock: ShiftedClock) -> None:
    """All of those who came from it, and none of the others."""
    old, _ = registered(office)
    new, _ = registered(office, household(woman("نسرین", "Nasreen")))
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, old, REGISTER)
    households.merge(desk, new, old, day=local_day(desk.clock().at))
    clock.by = WEEK
    (done,) = consents.apply_due(desk).done
    assert (done.people, done.closed) == (2, False)
    assert seen(office) == []
    assert [member.name_latin for member in registration.show(desk, new).members] == ["Nasreen"]


def test_whatever_was_done_about_somebody_is_erased_with_them(office: TestOffice) -> None:
    """Joined, born, made one of two records, noted for a paper: no table and no content names them after that."""
    desk, supervisor = office.desk(Role.CLERK), office.desk(Role.SUPERVISOR)
    today = local_day(desk.clock().at)
    code, people = registered(office, household(woman("شازیہ", "Shazia")))
    sister = woman("زرینہ خاتون", "Zareena Khatoon", relation="SIS", holder=None, id_type="NONE")
    households.join(desk, code, sister, day=today)
    infant = child("مہر بانو", "DAU", age_years=None, age_method=None, age_as_of=None)
    households.birth(desk, code, infant, day=today)
    twin, (other, _) = registered(office)
    joined = registration.show(desk, code).members[1].id
    pairs.merge(supervisor, joined, other)
    identity.note(desk, joined, NoteDraft(IdentityResult.APPLIED, today, "TOKEN-36302"))
    assert set(seen(office)) >= {"زرینہ خاتون", "Zareena Khatoon", "مہر دین", "مہر بانو"}
    assert b"TOKEN-36302" in all_of_it(office)
    withdrawn(office, code, REGISTER)
    withdrawn(office, twin, REGISTER)
    assert seen(office) == []
    assert b"TOKEN-36302" not in all_of_it(office)
    assert b"Shazia" not in all_of_it(office)
    del people


def test_a_form_that_is_open_is_not_what_stands_any_more(office: TestOffice) -> None:
    """A correction begun before cannot bring back what was taken away."""
    code, _ = registered(office)
    desk = office.desk(Role.CLERK)
    for purpose in (PHOTO, PHONE):
        version = registration.show(desk, code).version
        withdrawn(office, code, purpose)
        with pytest.raises(StaleVersion):
            registration.correct(desk, code, draft(), version=version)


# --- help that is due ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_registration_stays_while_help_is_due(office: TestOffice, clock: ShiftedClock, kind: ListKind) -> None:
    """Photo and phone do not wait; the registration does, says for what, and goes when that was received."""
    relief = Relief(office, clock)
    code, _ = registered(office)
    standing = relief.round(kind=kind)
    desk = office.desk(Role.CLERK)
    assert consents.show(desk, code).rounds == (standing.round_code,)
    withdrawn(office, code, PHOTO)
    withdrawn(office, code, PHONE)
    consents.withdraw(desk, code, REGISTER)
    still = consents.confirm(desk, code, REGISTER)
    assert isinstance(still, StillDue)
    assert still.rounds == (standing.round_code,)
    assert still.withdrawal.due == local_day(desk.clock().at), "confirmed: it waits for no day any more"
    assert registration.show(desk, code).members
    assert still.entry is not None
    assert consents.apply_due(desk).waiting == (replace(still, entry=None),)
    relief.give(standing, relief.typed(code.text))
    (done,) = consents.apply_due(desk).done
    assert done.closed
    with reading(office) as conn, conn.begin():
        assert conn.execute(text("SELECT count(*), sum(quantity) FROM disbursed_item")).one() == (2, 3)


def test_a_closed_round_or_another_area_holds_nothing_up(office: TestOffice, clock: ShiftedClock) -> None:
    """Only what could still be drawn counts."""
    relief = Relief(office, clock)
    code, _ = registered(office)
    relief.round(areas=("PK61702",))
    relief.round(opened=False)
    assert consents.show(office.desk(Role.CLERK), code).rounds == ()
    assert withdrawn(office, code, REGISTER).closed


def test_what_was_taken_back_at_the_point_is_due_again(office: TestOffice, clock: ShiftedClock) -> None:
    """A voided hand-over raises the turn: the household may draw once more, so the registration waits again."""
    relief = Relief(office, clock)
    code, _ = registered(office)
    standing = relief.round()
    given = relief.give(standing, relief.typed(code.text))
    desk = office.desk(Role.CLERK)
    assert consents.show(desk, code).rounds == ()
    distribution.void(office.desk(Role.SCANNER), given.disbursement, VoidReason.WRONG_COUNT)
    assert consents.show(desk, code).rounds == (standing.round_code,)


# --- the book --------------------------------------------------------------------------------------------------------


def test_the_book_names_what_was_erased_and_by_what(office: TestOffice) -> None:
    """Each erased content has an account that points at the withdrawal; no entry about a card is gone."""
    code, _ = registered(office)
    cards.issue(office.desk(Role.CLERK), [code])
    done = withdrawn(office, code, REGISTER)
    with reading(office) as conn, conn.begin():
        accounts = conn.execute(select(ErasedContent.seq, ErasedContent.by_seq)).all()
        assert {row.by_seq for row in accounts} == {done.entry.seq}
        gone = [
            decode(
                bytes(conn.execute(text("SELECT line FROM ledger_entry WHERE seq = :s"), {"s": row.seq}).scalar_one())
            ).do
            for row in accounts
        ]
        assert gone == [EntryKind.HOUSEHOLD_REGISTERED]
        kept = conn.execute(select(LedgerContent.content).where(LedgerContent.seq == done.entry.seq)).scalar_one()
    assert b'"erased":[[' in kept
    assert b"Zareena" not in kept


def test_an_entry_written_between_the_look_and_the_act_is_erased_too(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another lane corrects the household while all contents are looked at."""
    code, _ = registered(office)
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, code, REGISTER)
    look = withdrawal_steps._look  # pyright: ignore[reportPrivateUsage]

    def slow(*arguments: object) -> object:
        found = look(*arguments)  # pyright: ignore[reportArgumentType]
        registration.correct(desk, code, draft(name_latin="Zareena Khatoon Bibi"))
        return found

    monkeypatch.setattr(withdrawal_steps, "_look", slow)
    done = consents.confirm(desk, code, REGISTER)
    assert isinstance(done, CarriedOut)
    assert done.contents == 2
    assert seen(office) == []


def test_a_withdrawal_is_carried_out_once(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two desks at the same moment: the second finds that it waits no more."""
    code, _ = registered(office)
    desk = office.desk(Role.CLERK)
    consents.withdraw(desk, code, PHOTO)
    look = withdrawal_steps._look  # pyright: ignore[reportPrivateUsage]

    def meanwhile(*arguments: object) -> object:
        monkeypatch.setattr(withdrawal_steps, "_look", look)
        assert isinstance(consents.confirm(desk, code, PHOTO), CarriedOut)
        return look(*arguments)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(withdrawal_steps, "_look", meanwhile)
    with pytest.raises(NothingWithdrawn):
        consents.confirm(desk, code, PHOTO)
    assert kinds(office).count(EntryKind.WITHDRAWAL_DONE) == 1


# --- read to those who wait ------------------------------------------------------------------------------------------


def test_the_time_of_the_reading_is_known_on_that_day_only(office: TestOffice, clock: ShiftedClock) -> None:
    """It is nobody's fact, so it has no entry; tomorrow's group has not heard it."""
    desk = office.desk(Role.CLERK)
    assert rights.read_aloud_today(desk) is None
    before = len(kinds(office))
    rights.note_read_aloud(desk, ConsentLanguage.SINDHI, ConsentReader.VOLUNTEER)
    read = rights.read_aloud_today(desk)
    assert read is not None
    assert (read.language, read.read_by) == (ConsentLanguage.SINDHI, ConsentReader.VOLUNTEER)
    assert len(kinds(office)) == before
    clock.by = timedelta(days=1)
    assert rights.read_aloud_today(desk) is None
