"""Two records that may be one person: asked about once, made one without loss, and taken apart again."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import (
    AnswerStays,
    MergeChanged,
    MergedAlready,
    NotMerged,
    NotPermitted,
    PersonUnknown,
    SamePersonTwice,
    StaleVersion,
)
from desktop.models.card import Card, SlotFloor
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.pair import Pair
from desktop.models.pair_write import ordered
from desktop.records.household import MemberDraft, Registered
from desktop.records.pair import Agreement, Field, MergeNote, Nearby, PairFilter, PairSaid
from desktop.usecases import cards, households, pairs, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.identifiers import RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.vocabulary import CardState, PairAnswer, ParentRelation, Sex
from tests.factories import TestOffice, child, household, woman

JPEG = b"\xff\xd8\xff" + bytes(2000)


def allah_ditta(years: int = 30, **changes: object) -> MemberDraft:
    """Of whom there are many: a common name with a common father's name."""
    told = {
        "parent_name": "غلام محمد",
        "parent_latin": "Ghulam Muhammad",
        "parent_relation": ParentRelation.SON_OF,
        "sex": Sex.MALE,
        "age_years": years,
    }
    return woman("اللہ دتہ", "Allah Ditta", **(told | changes))


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


@pytest.fixture
def supervisor(office: TestOffice) -> Desk:
    return office.desk(Role.SUPERVISOR)


def head(done: Registered) -> RegistrantId:
    """The first member of a household."""
    return done.household.members[0].id


def rows(desk: Desk) -> dict[str, object]:
    """Everything about people as it stands, but for versions and for cards that were ended."""
    with desk.store.reader.connect() as conn, conn.begin():
        people = {row.id: tuple(row) for row in conn.execute(select(Registrant.__table__))}
        places = {row.id: tuple(row) for row in conn.execute(select(Membership.__table__))}
        photos = {row.registrant_id: row.jpeg for row in conn.execute(select(Photo.__table__))}
        homes = {row.id: (row.code, row.active) for row in conn.execute(select(Household.__table__))}
        said = {
            (row.a_id, row.b_id): (row.answer, row.answered_at, row.answered_by)
            for row in conn.execute(select(Pair.__table__))
        }
        held = {row.id: row.registrant_id for row in conn.execute(select(Card.__table__))}
    return {"people": people, "places": places, "photos": photos, "homes": homes, "pairs": said, "cards": held}


def live_cards(desk: Desk, *whom: UUID) -> list[UUID]:
    with desk.store.reader.connect() as conn, conn.begin():
        return list(conn.scalars(select(Card.id).where(Card.registrant_id.in_(whom), Card.state == CardState.LIVE)))


def checked(office: TestOffice) -> None:
    """Ledger and store agree."""
    opened = office.opened(Role.SUPERVISOR)
    found = safekeeping.check(opened.desk, opened.certificates, office.folder)
    assert found.ok, found.first_bad


# --- asked about, once ------------------------------------------------------------------------------------------------


def test_two_men_of_one_name_are_shown_with_village_and_age_and_never_asked_about_again(
    office: TestOffice, clerk: Desk
) -> None:
    old = registration.register(clerk, household(allah_ditta(30)))
    draft = household(allah_ditta(33), village="Chak 14")
    asked = pairs.doubles_of(clerk, draft)
    assert [(one.place, one.pair.b.registrant) for one in asked] == [(0, head(old))]
    view = asked[0].pair
    assert (view.a.village, view.b.village, view.a.age_years, view.b.age_years) == ("Chak 14", "Chak 12", 33, 30)
    agreed = {one.field: one for one in view.fields}
    assert agreed[Field.NAME].agreement is agreed[Field.PARENT].agreement is Agreement.SAME
    assert (agreed[Field.AGE].agreement, agreed[Field.AGE].apart) == (Agreement.NEAR, 3)
    assert (agreed[Field.VILLAGE].agreement, agreed[Field.VILLAGE].near) == (Agreement.NEAR, Nearby.AREA)

    new = registration.register(clerk, draft, said=[PairSaid(0, head(old), PairAnswer.DIFFERENT)])
    assert pairs.waiting(clerk) == ()
    again = registration.draft_of(clerk, new.household.code)
    assert pairs.doubles_of(clerk, again) == ()
    assert registration.alike(clerk, again.members[0], again.pcode, again.village) == ()
    registration.correct(clerk, new.household.code, replace(again, village="Chak 15"))
    assert pairs.waiting(clerk) == ()
    old_draft = registration.draft_of(clerk, old.household.code)
    assert registration.alike(clerk, old_draft.members[0], old_draft.pcode, old_draft.village) == ()
    # a third man of the name is another question, about both
    third = pairs.doubles_of(clerk, household(allah_ditta(31)))
    assert {one.pair.b.registrant for one in third} == {head(old), head(new)}
    checked(office)


def test_a_double_that_nobody_looked_at_waits_and_one_put_off_waits_too(office: TestOffice, clerk: Desk) -> None:
    first = registration.register(clerk, household(allah_ditta(30)))
    second = registration.register(clerk, household(allah_ditta(31)))
    third = registration.register(
        clerk, household(allah_ditta(32), village="Kot"), said=[PairSaid(0, head(first), PairAnswer.LATER)]
    )
    found = {(view.a.registrant, view.b.registrant): view.answer for view in pairs.waiting(clerk)}
    assert found == {
        (head(first), head(second)): None,
        (head(first), head(third)): PairAnswer.LATER,
        (head(second), head(third)): None,
    }
    scores = [view.score for view in pairs.waiting(clerk)]
    assert scores == sorted(scores, reverse=True)
    assert [view.score for view in pairs.waiting(clerk, 1, 1)] == scores[1:2]
    assert (pairs.counts(clerk).waiting, pairs.counts(clerk).later, pairs.counts(clerk).same) == (2, 1, 0)
    assert {view.answered_by for view in pairs.waiting(clerk)} == {"", "clerk"}
    checked(office)


def test_different_of_a_whole_household_answers_every_double_that_was_not_answered(clerk: Desk) -> None:
    first = registration.register(clerk, household(allah_ditta(30)))
    second = registration.register(clerk, household(allah_ditta(31)), different=True)
    third = registration.register(
        clerk,
        household(allah_ditta(32)),
        different=True,
        said=[PairSaid(0, head(second), PairAnswer.LATER)],
    )
    assert [(view.a.registrant, view.b.registrant) for view in pairs.waiting(clerk)] == [(head(second), head(third))]
    every = {(view.a.registrant, view.b.registrant): view.answer for view in pairs.waiting(clerk, chosen=pairs.EVERY)}
    assert every[head(first), head(second)] is every[head(first), head(third)] is PairAnswer.DIFFERENT


def test_each_answer_is_an_entry_and_none_is_final(clerk: Desk) -> None:
    first = registration.register(clerk, household(allah_ditta(30)))
    second = registration.register(clerk, household(allah_ditta(31)))
    before = 0
    for answer, left in ((PairAnswer.LATER, 1), (PairAnswer.SAME, 1), (PairAnswer.DIFFERENT, 0), (PairAnswer.SAME, 1)):
        done = pairs.decide(clerk, head(second), head(first), answer)
        assert done.entry is not None
        assert done.entry.seq > before
        assert (done.a, done.b) == ordered(head(first), head(second))
        before = done.entry.seq
        assert len(pairs.waiting(clerk)) == left


def test_two_people_whom_nobody_found_alike_can_be_decided_too(clerk: Desk) -> None:
    one = registration.register(clerk, household(allah_ditta()))
    other = registration.register(clerk, household(woman("زینب", "Zainab", parent_name="", parent_latin="")))
    assert pairs.waiting(clerk) == ()
    pairs.decide(clerk, head(one), head(other), PairAnswer.LATER)
    assert [view.answer for view in pairs.waiting(clerk)] == [PairAnswer.LATER]


def test_children_and_spellings_are_held_side_by_side(clerk: Desk) -> None:
    registration.register(clerk, household(allah_ditta(33), child("علی"), child("زینب", "DAU"), child("سارہ", "DAU")))
    draft = household(
        allah_ditta(34, name_as_told="", parent_name=""), child("علی"), child("زینب", "DAU"), village="Chak 14"
    )
    view = next(one.pair for one in pairs.doubles_of(clerk, draft) if one.place == 0)
    agreed = {one.field: (one.agreement, one.apart) for one in view.fields}
    assert agreed[Field.CHILDREN] == (Agreement.NEAR, 2)
    assert agreed[Field.NAME][0] in (Agreement.SAME, Agreement.SPELT)
    assert view.b.children == ("علی", "زینب", "سارہ")
    assert Field.SEX not in agreed


# --- one person ------------------------------------------------------------------------------------------------------


def twice(clerk: Desk, *, alone: bool = True) -> tuple[Registered, Registered]:
    """One man registered twice: first without papers, then with a number, a phone and a photo, alone or with a son."""
    told = allah_ditta(31, name_latin="", parent_latin="", work_kind=None)
    first = registration.register(clerk, household(told, child("علی")))
    known = allah_ditta(
        33, id_type="CNIC", id_number="36302-1234567-1", phone="0300-1234567", photo=JPEG, safe_to_call=True
    )
    second = registration.register(clerk, household(known, *(() if alone else (child("حسن"),)), village="Chak 14"))
    return first, second


def test_what_the_kept_record_lacks_is_taken_over_and_search_finds_one_person_under_both_scripts(
    office: TestOffice, clerk: Desk, supervisor: Desk
) -> None:
    first, second = twice(clerk)
    plan = pairs.preview(supervisor, head(first), head(second))
    assert {"name_latin", "parent_latin", "id_number", "phone", "work_kind", "photo"} <= set(plan.taken)
    assert "age_years" not in plan.taken
    done = pairs.merge(supervisor, head(first), head(second))
    assert done.plan == plan
    kept = registration.show(supervisor, first.household.code).members[0]
    assert (kept.name_latin, kept.phone, kept.photo, kept.id_masked) == (
        "Allah Ditta",
        "+923001234567",
        JPEG,
        "•••••-••••567-1",
    )
    for typed in ("Allah Ditta", "اللہ دتہ", "3630212345671"):
        assert [found.registrant for found in registration.find(clerk, typed)] == [head(first)], typed
    assert pairs.waiting(clerk) == ()
    gone = registration.show(supervisor, second.household.code)
    assert (gone.members, gone.active) == ((), False)
    assert "people.merged" in {line.kind for line in gone.history}
    assert "people.merged" in {line.kind for line in registration.show(supervisor, first.household.code).history}
    checked(office)


def test_phone_and_photo_are_not_taken_where_the_household_did_not_agree_to_them(clerk: Desk, supervisor: Desk) -> None:
    first = registration.register(clerk, household(allah_ditta(31), photo=False, phone=False))
    second = registration.register(clerk, household(allah_ditta(33, phone="0300-1234567", photo=JPEG)))
    assert not {"photo", "phone"} & set(pairs.preview(supervisor, head(first), head(second)).taken)
    pairs.merge(supervisor, head(first), head(second))
    kept = registration.show(supervisor, first.household.code).members[0]
    assert (kept.phone, kept.photo) == ("", None)


def test_the_surplus_card_dies_the_other_lives_and_the_household_that_goes_on_is_named(
    office: TestOffice, clerk: Desk, supervisor: Desk
) -> None:
    first, second = twice(clerk, alone=False)
    mine, surplus = (cards.issue(clerk, [done.household.code]).faces[0].number for done in (first, second))
    done = pairs.merge(supervisor, head(first), head(second))
    assert done.plan.ends == (surplus,)
    assert (done.plan.closes, done.plan.no_holder, done.plan.goes_on) == (None, second.household.code, 1)
    assert cards.show(supervisor, mine).state is CardState.LIVE
    assert cards.show(supervisor, surplus).state is CardState.REVOKED
    with clerk.store.reader.connect() as conn, conn.begin():
        floor = select(SlotFloor.lowest_issue).where(SlotFloor.household_id == second.household.id)
        assert conn.scalar(floor) == surplus.issue + 1
    left = registration.show(supervisor, second.household.code)
    assert (left.active, [member.name for member in left.members]) == (True, ["حسن"])
    assert "card.revoked" in {line.kind for line in left.history}
    checked(office)


def test_in_one_household_the_slot_and_its_live_card_go_over(office: TestOffice, clerk: Desk, supervisor: Desk) -> None:
    done = registration.register(
        clerk, household(woman(), allah_ditta(30, holder=None), allah_ditta(31, holder=2), child("علی"))
    )
    cards.issue(clerk, [done.household.code])
    _, kept, gone, _ = (member.id for member in done.household.members)
    plan = pairs.merge(supervisor, kept, gone).plan
    assert (plan.slot, plan.ends) == (2, ())
    assert len(live_cards(clerk, kept)) == 1
    view = registration.show(supervisor, done.household.code)
    assert {member.id: member.slot for member in view.members}[kept] == 2
    # the slot is the kept one's in a correction too
    changed = replace(registration.draft_of(supervisor, done.household.code), village="Chak 15")
    registration.correct(supervisor, done.household.code, changed)
    kept_slots = {member.id: member.slot for member in registration.show(supervisor, done.household.code).members}
    assert kept_slots[kept] == 2
    pairs_before = len(view.members)
    with pytest.raises(PersonUnknown):
        pairs.unmerge(supervisor, kept, new_id())
    pairs.unmerge(supervisor, gone, kept)
    back = registration.show(supervisor, done.household.code)
    assert {member.id: member.slot for member in back.members} == {
        member.id: member.slot for member in done.household.members
    }
    assert len(back.members) == pairs_before + 1
    assert len(live_cards(clerk, gone)) == 1
    checked(office)


def test_who_lives_nowhere_takes_the_place_of_the_record_that_goes(
    office: TestOffice, clerk: Desk, supervisor: Desk
) -> None:
    first, second = twice(clerk, alone=False)
    card = cards.issue(clerk, [second.household.code]).faces[0].number
    draft = registration.draft_of(supervisor, first.household.code)
    registration.correct(supervisor, first.household.code, household(*draft.members[1:]))
    done = pairs.merge(supervisor, head(first), head(second))
    assert done.plan.takeover is not None
    assert done.plan.takeover.household == second.household.code
    view = registration.show(supervisor, second.household.code)
    assert (view.members[0].id, view.members[0].slot) == (head(first), 1)
    assert cards.show(supervisor, card).state is CardState.LIVE
    assert len(live_cards(clerk, head(first), head(second))) == 1
    with clerk.store.reader.connect() as conn, conn.begin():
        spans = conn.execute(
            select(Membership.from_day, Membership.to_day).where(Membership.registrant_id == head(first))
        ).all()
    for one in spans:
        for other in spans:
            assert (
                one is other or (one.to_day or date.max) <= other.from_day or (other.to_day or date.max) <= one.from_day
            )
    checked(office)


def test_a_household_version_that_was_not_looked_at_stops_the_second_supervisor(clerk: Desk, supervisor: Desk) -> None:
    first, second = twice(clerk)
    plan = pairs.preview(supervisor, head(first), head(second))
    seen = (plan.kept.version, plan.gone.version)
    changed = replace(registration.draft_of(supervisor, second.household.code), village="Chak 15")
    registration.correct(supervisor, second.household.code, changed)
    before = rows(clerk)
    with pytest.raises(StaleVersion):
        pairs.merge(supervisor, head(first), head(second), seen=seen)
    assert rows(clerk) == before
    pairs.merge(supervisor, head(first), head(second))
    with pytest.raises(MergedAlready):
        pairs.merge(supervisor, head(second), head(first), seen=seen)


def test_what_a_supervisor_should_know_is_told_and_holds_nothing_back(clerk: Desk, supervisor: Desk) -> None:
    first = registration.register(clerk, household(allah_ditta(30, id_type="CNIC", id_number="3630212345671")))
    second = registration.register(
        clerk, household(woman(id_type="CNIC", id_number="3630211111122", age_years=55)), different=True
    )
    pairs.decide(clerk, head(first), head(second), PairAnswer.DIFFERENT)
    notes = pairs.preview(supervisor, head(first), head(second)).notes
    assert set(notes) == {
        MergeNote.OTHER_SEX,
        MergeNote.AGES_APART,
        MergeNote.OTHER_NUMBER,
        MergeNote.SAID_DIFFERENT,
    }
    pairs.merge(supervisor, head(first), head(second))


def test_what_cannot_be_made_one_is_refused_and_changes_nothing(clerk: Desk, supervisor: Desk) -> None:
    first, second = twice(clerk)
    before = rows(clerk)
    with pytest.raises(SamePersonTwice):
        pairs.merge(supervisor, head(first), head(first))
    with pytest.raises(PersonUnknown):
        pairs.merge(supervisor, head(first), RegistrantId(new_id()))
    with pytest.raises(SamePersonTwice):
        pairs.decide(clerk, head(first), head(first), PairAnswer.SAME)
    with pytest.raises(PersonUnknown):
        pairs.decide(clerk, head(first), RegistrantId(new_id()), PairAnswer.SAME)
    with pytest.raises(NotMerged):
        pairs.unmerge(supervisor, head(first), head(second))
    with pytest.raises(NotPermitted):
        pairs.merge(clerk, head(first), head(second))
    assert rows(clerk) == before


@pytest.mark.parametrize("role", Role)
def test_only_who_holds_the_right_decides_and_makes_one(office: TestOffice, role: Role) -> None:
    desk = office.desk(role)
    if right_of(role, Permission.PAIRS) is None:
        with pytest.raises(NotPermitted):
            pairs.waiting(desk)
        with pytest.raises(NotPermitted):
            pairs.decide(desk, RegistrantId(new_id()), RegistrantId(new_id()), PairAnswer.SAME)
    else:
        assert pairs.waiting(desk) == ()
    if right_of(role, Permission.MERGE_PEOPLE) is None:
        with pytest.raises(NotPermitted):
            pairs.merges(desk)
        with pytest.raises(NotPermitted):
            pairs.unmerge(desk, new_id())


# --- two people again ------------------------------------------------------------------------------------------------


def test_taken_back_everything_is_as_it_was_but_the_ended_card_stays_ended_and_a_new_one_is_offered(
    office: TestOffice, clerk: Desk, supervisor: Desk
) -> None:
    first, second = twice(clerk)
    numbers = [cards.issue(clerk, [done.household.code]).faces[0].number for done in (first, second)]
    cards.printed(clerk, numbers)
    before, found = rows(clerk), registration.find(clerk, "Allah Ditta")
    done = pairs.merge(supervisor, head(first), head(second))
    assert [one.merge for one in pairs.merges(supervisor)] == [done.merge]
    assert pairs.merges(supervisor)[0].gone.household == second.household.code
    back = pairs.unmerge(supervisor, done.merge)
    assert rows(clerk) == before
    assert cards.show(supervisor, numbers[1]).state is CardState.REVOKED
    assert [(one.household, one.slot) for one in back.new_cards] == [(second.household.code, 1)]
    assert [one.household for one in cards.to_print(clerk)] == [second.household.code]
    assert pairs.merges(supervisor) == ()
    assert registration.find(clerk, "Allah Ditta") == found
    assert "people.unmerged" in {line.kind for line in registration.show(clerk, second.household.code).history}
    again = cards.issue(clerk, [second.household.code]).faces[0].number
    assert again.issue == numbers[1].issue + 1
    checked(office)


def test_what_changed_since_is_named_and_nothing_is_taken_back(clerk: Desk, supervisor: Desk) -> None:
    first, second = twice(clerk)
    done = pairs.merge(supervisor, head(first), head(second))
    draft = registration.draft_of(supervisor, first.household.code)
    other = household(
        allah_ditta(31, phone="0300-7654321", photo=JPEG[:-5], registrant=head(first), id_type="CNIC",
                    id_number="3630212345671"),
        draft.members[1],
    )  # fmt: skip
    registration.correct(supervisor, first.household.code, other)
    before = rows(clerk)
    with pytest.raises(MergeChanged) as refused:
        pairs.unmerge(supervisor, done.merge)
    assert refused.value.changed == ("fields", "photo")
    assert rows(clerk) == before


def test_a_slot_that_somebody_else_was_given_is_named(clerk: Desk, supervisor: Desk) -> None:
    first, second = twice(clerk, alone=False)
    done = pairs.merge(supervisor, head(first), head(second))
    draft = registration.draft_of(supervisor, second.household.code)
    grown = woman(
        "حسن", "", registrant=draft.members[0].registrant, sex=Sex.MALE, relation="HEAD", age_years=40, holder=1
    )
    registration.correct(supervisor, second.household.code, household(grown, village="Chak 14"))
    with pytest.raises(MergeChanged) as refused:
        pairs.unmerge(supervisor, done.merge)
    assert refused.value.changed == ("slot",)


def test_a_slot_that_the_kept_one_was_given_is_named_too(clerk: Desk, supervisor: Desk) -> None:
    """Two records of one household: the slot of the one that went is free, and taken by the other."""
    twin = replace(allah_ditta(31, holder=2), relation="BRO")
    made = registration.register(clerk, household(allah_ditta(30, holder=1), twin), different=True)
    kept, gone = (RegistrantId(one.id) for one in made.household.members)
    done = pairs.merge(supervisor, kept, gone)
    draft = registration.draft_of(supervisor, made.household.code)
    registration.correct(
        supervisor, made.household.code, replace(draft, members=(replace(draft.members[0], holder=2),))
    )
    with pytest.raises(MergeChanged) as refused:
        pairs.unmerge(supervisor, done.merge)
    assert "slot" in refused.value.changed


def test_of_three_records_the_later_step_is_taken_back_first(clerk: Desk, supervisor: Desk) -> None:
    one, two, three = (registration.register(clerk, household(allah_ditta(years))) for years in (30, 31, 32))
    pairs.merge(supervisor, head(two), head(one))
    pairs.merge(supervisor, head(three), head(two))
    with pytest.raises(MergeChanged) as refused:
        pairs.unmerge(supervisor, head(two), head(one))
    assert "later" in refused.value.changed
    pairs.unmerge(supervisor, head(three), head(two))
    pairs.unmerge(supervisor, head(two), head(one))


def test_different_holds_also_for_the_record_that_stands_for_a_person_now(clerk: Desk, supervisor: Desk) -> None:
    one, two, three = (registration.register(clerk, household(allah_ditta(years))) for years in (30, 31, 32))
    pairs.decide(clerk, head(one), head(three), PairAnswer.DIFFERENT)
    pairs.merge(supervisor, head(two), head(one))
    draft = registration.draft_of(supervisor, two.household.code)
    assert pairs.doubles_of(clerk, draft) == ()
    assert registration.alike(clerk, draft.members[0], draft.pcode, draft.village) == ()


def test_the_record_that_went_is_offered_nowhere_and_comes_into_no_household(
    office: TestOffice, clerk: Desk, supervisor: Desk
) -> None:
    first, second = twice(clerk, alone=False)
    today = local_day(clerk.clock().at)
    pairs.merge(supervisor, head(first), head(second))
    assert households.without_household(clerk, "اللہ دتہ ") == ()
    other = registration.register(clerk, household(woman("زینب", "Zainab")))
    with pytest.raises(MergedAlready):
        households.join(clerk, other.household.code, head(second), day=today, relation="BRO")
    story = households.story(clerk, second.household.code)
    assert [one.same_person for one in story.former] in ([], [True])  # of one day they were never here
    assert any(line.kind == "people.merged" for line in story.lines)


def test_somebody_who_comes_into_a_household_later_is_a_pair_too(clerk: Desk) -> None:
    first = registration.register(clerk, household(allah_ditta(30)))
    second = registration.register(clerk, household(woman("زینب", "Zainab")))
    today = local_day(clerk.clock().at)
    came = households.join(clerk, second.household.code, allah_ditta(31, holder=None, relation="BRO"), day=today)
    assert [(view.a.registrant, view.b.registrant) for view in pairs.waiting(clerk)] == [
        (head(first), came.registrants[0])
    ]


def test_an_answer_is_taken_back_by_who_said_it_on_the_same_day(office: TestOffice) -> None:
    """As a fact of its own, and the book is whole; not by others, not of nothing."""
    clerk, supervisor = office.desk(Role.CLERK), office.desk(Role.SUPERVISOR)
    first = registration.register(clerk, household(allah_ditta()))
    second = registration.register(clerk, household(allah_ditta(), village="Chak 14"))
    a, b = head(first), head(second)
    pairs.decide(clerk, a, b, PairAnswer.DIFFERENT)
    with pytest.raises(AnswerStays) as others:
        pairs.undo(supervisor, a, b)
    assert others.value.why == "other"
    assert pairs.undo(clerk, a, b).answer is None
    assert [view.answer for view in pairs.waiting(clerk)] == [None]
    with pytest.raises(AnswerStays) as nothing:
        pairs.undo(clerk, a, b)
    assert nothing.value.why == "open"
    opened = office.opened(Role.SUPERVISOR)
    assert safekeeping.check(opened.desk, opened.certificates, office.folder).ok


def test_pairs_are_chosen_by_likeness_reason_and_place(office: TestOffice) -> None:
    """A filter leaves out what it does not ask for."""
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household(allah_ditta()))
    registration.register(clerk, household(allah_ditta(), village="Chak 14"))
    (pair,) = pairs.waiting(clerk)
    assert pairs.waiting(clerk, chosen=PairFilter(village="chak 14")) == (pair,)
    assert pairs.waiting(clerk, chosen=PairFilter(village="Kot")) == ()
    assert pairs.waiting(clerk, chosen=PairFilter(low=pair.score)) == (pair,)
    assert pairs.waiting(clerk, chosen=PairFilter(high=pair.score - 1)) == ()
    assert pairs.waiting(clerk, chosen=PairFilter(batch=1)) == ()
    assert pairs.counts(clerk, PairFilter(village="Kot")).all == 0
    assert pairs.waiting(clerk, chosen=PairFilter(why="same_name")) == (pair,)
    assert pairs.waiting(clerk, chosen=PairFilter(why="same_name_other_spelling")) == ()
