"""Correcting: recorded with before and after, by a clerk on the same day, never over somebody else's change."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop.errors import DraftProblems, SameDayOnly, StaleVersion
from desktop.ledger.clock import Reading, machine_clock
from desktop.ledger.entry import decode, opens
from desktop.models.household import Consent, Membership, Registrant
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.records.household import Corrected, HouseholdDraft, MemberDraft
from desktop.security.canonical import decode_object
from desktop.usecases import cards, registration
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Sex
from tests import factories
from tests.factories import TestOffice, child, household, woman

JPEG = b"\xff\xd8\xff" + bytes(2000)


class LaterClock:
    """The machine's clock, moved on by `ahead`."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> Reading:
        now = machine_clock()
        return replace(now, at=now.at + self.ahead, up=now.up + self.ahead // timedelta(microseconds=1))


@pytest.fixture(scope="module")
def clock() -> LaterClock:
    return LaterClock()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, clock: LaterClock) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("corrections"), clock=clock) as made:
        yield made


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def family(clerk: Desk, *members: MemberDraft) -> tuple[HouseholdCode, HouseholdDraft]:
    """A registered household and its draft for correcting."""
    code = registration.register(clerk, household(*members)).household.code
    return code, registration.draft_of(clerk, code)


def with_first(draft: HouseholdDraft, **changes: object) -> HouseholdDraft:
    """The draft with its first member changed."""
    first, *others = draft.members
    return replace(draft, members=(replace(first, **changes), *others))  # pyright: ignore[reportArgumentType]


def content_of(desk: Desk, corrected: Corrected) -> dict[str, object]:
    """The content behind a correction's entry; the commitment is opened on the way."""
    at = corrected.entry
    assert at is not None
    with desk.store.reader.connect() as conn, conn.begin():
        where = (LedgerEntry.log == at.log, LedgerEntry.seq == at.seq)
        line = bytes(conn.execute(select(LedgerEntry.line).where(*where)).scalar_one())
        behind = (LedgerContent.log == at.log, LedgerContent.seq == at.seq)
        salt, content = conn.execute(select(LedgerContent.salt, LedgerContent.content).where(*behind)).one()
    assert opens(decode(line), bytes(salt), bytes(content))
    return dict(decode_object(bytes(content)))


def test_a_correction_keeps_the_person_and_records_before_and_after(clerk: Desk) -> None:
    code, draft = family(clerk, woman("سکینا", "Sakeena"), child("علی"))
    before = registration.show(clerk, code)
    done = registration.correct(clerk, code, with_first(draft, name_as_told="سکینہ", name_latin="Sakina"))
    assert [member.id for member in done.household.members] == [member.id for member in before.members]
    assert (done.household.version, done.household.members[0].name_latin) == (2, "Sakina")
    assert done.household.history[0].kind == EntryKind.HOUSEHOLD_CORRECTED
    content = content_of(clerk, done)
    told = {side: content[side]["members"][0]["name_latin"] for side in ("before", "after")}  # pyright: ignore
    assert told == {"before": "Sakeena", "after": "Sakina"}


def test_search_finds_the_new_name_and_not_the_old_one(clerk: Desk) -> None:
    code, draft = family(clerk, woman("گل بانو", "Gulbano", parent_latin="", parent_name=""))
    registration.correct(clerk, code, with_first(draft, name_as_told="تسلیم", name_latin="Tasleem"))
    assert code not in [found.household for found in registration.find(clerk, "Gulbano ")]
    assert code in [found.household for found in registration.find(clerk, "Taslim")]


def test_a_change_of_the_village_is_found_for_every_member(clerk: Desk) -> None:
    code, draft = family(clerk, woman("نوراں", "Nooran"), child("کامران"))
    registration.correct(clerk, code, replace(draft, village="Basti Ghazlani"))
    assert {found.household for found in registration.find(clerk, "Kamran Ghazlani")} == {code}


def test_a_clerk_corrects_on_the_same_local_day_only_and_a_supervisor_always(
    office: TestOffice, clerk: Desk, clock: LaterClock
) -> None:
    code, draft = family(clerk)
    clock.ahead += timedelta(days=1)
    try:
        with pytest.raises(SameDayOnly) as refused:
            registration.correct(clerk, code, replace(draft, village="Kot"))
        assert refused.value.code == code.text
        with pytest.raises(SameDayOnly):  # nor are whole numbers of others for a clerk to look at
            registration.draft_of(clerk, code)
        done = registration.correct(office.desk(Role.SUPERVISOR), code, replace(draft, village="Kot"))
        assert done.household.village == "Kot"
    finally:
        clock.ahead -= timedelta(days=1)


def test_of_two_clerks_editing_one_household_the_second_is_told(clerk: Desk) -> None:
    code, draft = family(clerk)
    registration.correct(clerk, code, replace(draft, village="First"), version=1)
    with pytest.raises(StaleVersion) as refused:
        registration.correct(clerk, code, replace(draft, village="Second"), version=1)
    assert (refused.value.expected, refused.value.found) == (1, 2)
    assert registration.show(clerk, code).village == "First"


def test_corrections_that_race_are_done_once(clerk: Desk) -> None:
    code, draft = family(clerk)
    together = threading.Barrier(4)
    told: list[object] = []

    def edit(number: int) -> None:
        together.wait()
        try:
            registration.correct(clerk, code, replace(draft, village=f"Village {number}"), version=1)
            told.append("done")
        except StaleVersion as refused:
            told.append(refused.found)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["2", "2", "2", "done"]
    assert registration.show(clerk, code).version == 2


def test_registrations_that_race_get_codes_of_their_own(clerk: Desk) -> None:
    together = threading.Barrier(4)
    codes: list[HouseholdCode] = []

    def add() -> None:
        together.wait()
        codes.extend(registration.register(clerk, household()).household.code for _ in range(3))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(codes)) == 12


def test_a_member_left_out_ends_the_membership_and_a_new_one_joins(clerk: Desk) -> None:
    code, draft = family(clerk, woman(), child("علی"), child("سونا", "DAU"))
    newcomer = child("بلال")
    done = registration.correct(clerk, code, replace(draft, members=(draft.members[0], draft.members[2], newcomer)))
    shown = done.household.members
    assert [member.name for member in shown] == ["سکینہ بی بی", "سونا", "بلال"]
    assert shown[1].id == draft.members[2].registrant
    with clerk.store.reader.connect() as conn, conn.begin():
        gone = select(Membership.to_day).where(Membership.registrant_id == draft.members[1].registrant)
        assert conn.scalar(gone) is not None
        assert conn.scalar(select(func.count()).select_from(Registrant).where(Registrant.id == shown[2].id)) == 1


def test_a_file_without_ids_knows_people_again_by_number_name_and_order(clerk: Desk) -> None:
    numbered = woman("مریم", "Maryam", id_type="CNIC", id_number="3630200000122", holder=1)
    code, draft = family(clerk, numbered, woman("بشریٰ", "Bushra", holder=2), child("علی"), child("سونا", "DAU"))
    ids = [member.registrant for member in draft.members]
    told = (
        child("سونیا", "DAU"),  # a name corrected: the only girl left over
        woman("بشریٰ", "Bushra", holder=2),
        replace(numbered, name_as_told="مریم مائی", holder=1),
        child("علی"),
    )
    done = registration.correct(clerk, code, replace(draft, members=told))
    assert [member.id for member in done.household.members] == [ids[3], ids[1], ids[0], ids[2]]


def test_holder_slots_are_exchanged_while_no_card_is_printed(clerk: Desk) -> None:
    code, draft = family(clerk, woman(holder=1), woman("بشریٰ", "Bushra", holder=2))
    first, second = draft.members
    done = registration.correct(
        clerk, code, replace(draft, members=(replace(first, holder=2), replace(second, holder=1)))
    )
    assert [member.slot for member in done.household.members] == [2, 1]


def test_a_slot_with_a_card_goes_to_nobody_else_and_its_holder_stays(clerk: Desk) -> None:
    code, draft = family(clerk, woman(holder=1), woman("بشریٰ", "Bushra", holder=None))
    cards.issue(clerk, [code])
    first, second = draft.members
    for members in (
        (replace(first, holder=2), replace(second, holder=1)),
        (replace(first, holder=None), replace(second, holder=2)),
        (replace(second, holder=2),),
    ):
        with pytest.raises(DraftProblems) as refused:
            registration.correct(clerk, code, replace(draft, members=members))
        assert refused.value.first == Finding.HOLDER_HAS_CARD
    done = registration.correct(clerk, code, replace(draft, members=(first, replace(second, holder=2))))
    assert [member.slot for member in done.household.members] == [1, 2]
    assert [card.slot for card in done.household.cards] == [1]


def test_a_photo_left_out_stays_and_goes_when_photos_are_not_agreed_to(clerk: Desk) -> None:
    code, draft = family(clerk, woman(photo=JPEG))
    kept = registration.correct(clerk, code, with_first(draft, photo=None))
    assert kept.household.members[0].photo == JPEG
    no_photos = replace(draft, consent=replace(draft.consent, photo=False))
    gone = registration.correct(clerk, code, with_first(no_photos, photo=None))
    assert gone.household.members[0].photo is None


def test_consent_is_written_again_only_when_it_changed(clerk: Desk) -> None:
    code, draft = family(clerk, woman(phone="0300-1234567"))
    done = registration.correct(clerk, code, replace(draft, village="Kot"))

    def consents() -> int:
        with clerk.store.reader.connect() as conn, conn.begin():
            mine = Consent.household_id == done.household.id
            return conn.scalar(select(func.count()).select_from(Consent).where(mine)) or 0

    assert consents() == 3
    withdrawn = registration.correct(clerk, code, replace(draft, consent=replace(draft.consent, phone=False)))
    assert consents() == 6
    assert withdrawn.household.members[0].phone == ""
    assert registration.draft_of(clerk, code).consent.phone is False


def test_a_correction_that_the_check_stops_changes_nothing(clerk: Desk) -> None:
    code, draft = family(clerk)
    before = registration.show(clerk, code)
    with pytest.raises(DraftProblems):
        registration.correct(clerk, code, with_first(draft, sex=None))
    assert registration.show(clerk, code) == before
    assert registration.correct(clerk, code, with_first(draft, sex=Sex.X)).household.members[0].sex is Sex.X
