"""Households live: each event with its day, its entry, its cards and its refusals, on the real store."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop.errors import (
    DayBefore,
    DayNotYet,
    DraftProblems,
    HolderHasCard,
    HouseholdClosed,
    HouseholdNotFound,
    InHouseholdAlready,
    LastMember,
    NotInHousehold,
    NotPermitted,
    PersonUnknown,
    RecordedDead,
    Refused,
    SameHousehold,
    SamePlace,
    SecondNeeded,
    SplitTakesAll,
    StaleVersion,
)
from desktop.models.card import SlotFloor
from desktop.models.household import Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.records.household import HouseholdView
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import cards, collectors, households, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import CardNumber, HouseholdCode, RegistrantId, new_id
from desktop.values.moment import day_moment
from desktop.values.permissions import Role
from desktop.values.problem import Problem
from desktop.values.vocabulary import CardState, HouseholdChange
from tests import factories
from tests.factories import child, woman
from tests.usecases.living import Days, Living, ids, man, names, wife, wrong

ELSEWHERE = "PK61702"


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    days = Days()
    with factories.office(tmp_path_factory.mktemp("living"), clock=days) as made:
        yield Living(made, days)
        with made.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
            assert list(wrong(conn)) == []
        opened = made.opened(Role.CLERK)
        checked = safekeeping.check(opened.desk, opened.certificates, made.folder)
        assert checked.ok


def said(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of what was said."""
    return [problem.code for problem in problems]


def events_of(desk: Desk, view: HouseholdView) -> list[tuple[HouseholdChange, date]]:
    """What is kept of a household, in the order in which it was written."""
    with desk.store.reader.connect() as conn, conn.begin():
        wanted = select(HouseholdEvent.change, HouseholdEvent.day).where(HouseholdEvent.household_id == view.id)
        return [(change, day) for change, day in conn.execute(wanted.order_by(HouseholdEvent.id))]


def done(view: HouseholdView) -> list[str]:
    """Kinds of what was done, newest first."""
    return [line.kind for line in view.history]


# --- coming -----------------------------------------------------------------------------------------------------------


def test_a_new_person_comes_into_a_household_on_a_day(living: Living) -> None:
    home = living.family()
    today = living.days.later(3)
    mother = woman("زینب", "Zainab", relation="MOTHER", age_years=61, holder=None)
    came = households.join(living.clerk, home.code, mother, day=today - timedelta(days=2))
    assert came.household.version == home.version + 1
    assert names(came.household)[-1] == "زینب"
    assert came.household.members[-1].relation == "MOTHER"
    assert came.registrants == (came.household.members[-1].id,)
    assert events_of(living.clerk, home) == [(HouseholdChange.JOINED, today - timedelta(days=2))]
    assert done(came.household)[0] == EntryKind.PERSON_JOINED
    assert home.code in [found.household for found in registration.find(living.clerk, "Zenab")]


def test_a_new_person_gets_a_card_place_only_when_it_is_asked_for(living: Living) -> None:
    home = living.family()
    brother = man("کریم", "Karim", relation="BRO", holder=None)
    came = households.join(living.clerk, home.code, brother, day=living.today, holder=True)
    assert [member.slot for member in came.household.members] == [1, 2, None, None, 3]


def test_somebody_who_left_comes_back_and_another_household_takes_the_next(living: Living) -> None:
    home, other = living.family(), living.family()
    boy = ids(home)[2]
    living.days.later(10)
    households.leave(living.clerk, home.code, boy, day=living.today - timedelta(days=5))
    came = households.join(living.clerk, other.code, boy, day=living.today - timedelta(days=5), relation="NEPHEW")
    assert came.household.members[-1].id == boy
    assert boy not in ids(living.show(home.code))
    with pytest.raises(InHouseholdAlready) as refused:
        households.join(living.clerk, home.code, boy, day=living.today)
    assert refused.value.until == ""


def test_a_day_on_which_somebody_lived_elsewhere_is_refused_without_saying_where(living: Living) -> None:
    home, other = living.family(), living.family()
    boy = ids(home)[2]
    living.days.later(10)
    households.leave(living.clerk, home.code, boy, day=living.today)
    with pytest.raises(InHouseholdAlready) as refused:
        households.join(living.clerk, other.code, boy, day=living.today - timedelta(days=4))
    assert refused.value.until == living.today.isoformat()
    assert home.code.text not in repr(refused.value)
    assert boy not in ids(living.show(other.code))


def test_likely_doubles_of_somebody_new_are_shown_and_never_hold_back(living: Living) -> None:
    first = living.family(man("اللہ دتہ", "Allah Ditta", parent_name="غلام محمد", parent_latin="Ghulam Muhammad"))
    home = living.family()
    again = man(
        "اللہ دتہ", "Allah Ditta", parent_name="غلام محمد", parent_latin="Ghulam Muhammad", relation="BRO", holder=None
    )
    came = households.join(living.clerk, home.code, again, day=living.today)
    assert first.code in [found.household for found in came.possible_duplicates]
    assert len(came.household.members) == 5


def test_what_cannot_be_kept_of_somebody_new_is_named_at_the_field(living: Living) -> None:
    home = living.family()
    with pytest.raises(DraftProblems) as refused:
        households.join(living.clerk, home.code, woman("", "", relation="SIS"), day=living.today)
    assert (refused.value.where, refused.value.first) == ("members.4.name_as_told", Finding.NAME_MISSING)
    assert living.show(home.code).version == home.version


def test_a_child_is_born_with_a_name_or_without(living: Living) -> None:
    home = living.family()
    living.days.later(4)
    day = living.today - timedelta(days=3)
    named = households.birth(living.clerk, home.code, child("نور", "DAU", holder=4), day=day)
    infant = child("", "SON", parent_name="رحیم بخش", parent_latin="Rahim Bux")
    unnamed = households.birth(living.clerk, home.code, infant, day=living.today)
    members = unnamed.household.members
    assert [(member.name, member.age_years, member.slot) for member in members[-2:]] == [
        ("نور", 0, None),
        ("", 0, None),
    ]
    assert members[-1].unnamed
    assert done(unnamed.household)[:2] == [EntryKind.PERSON_BORN, EntryKind.PERSON_BORN]
    assert named.household.version + 1 == unnamed.household.version


def test_a_birth_of_before_the_registration_is_kept_with_its_day(living: Living) -> None:
    """The day of birth is what was told; the child is a member from the day on which the household is known."""
    home = living.family()
    day = living.today - timedelta(days=1)
    born = households.birth(living.clerk, home.code, child("نور", "DAU"), day=day).household
    infant = born.members[-1]
    assert (infant.born, infant.age_years, infant.since) == (day, 0, day_moment(living.today))
    assert born.history[0].day == day
    assert born.began == home.began == day_moment(living.today), "the household is known from the same day as before"
    later = households.birth(living.clerk, home.code, child("علی"), day=day - timedelta(days=500)).household.members[-1]
    assert (later.born, later.age_years) == (day - timedelta(days=500), 1)
    draft = registration.draft_of(living.clerk, home.code)
    older = replace(draft.members[-1], age_years=4, age_as_of=None)
    corrected = registration.correct(living.clerk, home.code, replace(draft, members=(*draft.members[:-1], older)))
    assert corrected.household.members[-1].born is None, "the age that is kept now is another one"


def test_an_infant_without_a_name_needs_the_name_of_a_parent(living: Living) -> None:
    home = living.family()
    with pytest.raises(DraftProblems) as refused:
        households.birth(living.clerk, home.code, child("", "SON"), day=living.today)
    assert refused.value.first == Finding.UNNAMED_NOT_INFANT


# --- going ------------------------------------------------------------------------------------------------------------


def test_who_leaves_is_gone_from_that_day_and_the_day_is_kept(living: Living) -> None:
    home = living.family()
    living.days.later(6)
    boy = ids(home)[2]
    left = households.leave(living.clerk, home.code, boy, day=living.today - timedelta(days=1))
    assert boy not in ids(left.household)
    assert left.problems == ()
    assert events_of(living.clerk, home) == [(HouseholdChange.LEFT, living.today - timedelta(days=1))]


def test_a_holder_with_a_live_card_leaves_only_when_it_was_said_that_the_card_ends(living: Living) -> None:
    home = living.family()
    faces = cards.issue(living.clerk, [home.code]).faces
    hers = faces[1].number
    with pytest.raises(HolderHasCard) as refused:
        households.leave(living.clerk, home.code, ids(home)[1], day=living.today)
    assert refused.value.card == hers.text
    left = households.leave(living.clerk, home.code, ids(home)[1], day=living.today, card_ends=True)
    assert cards.show(living.clerk, hers).state is CardState.REVOKED
    assert cards.show(living.clerk, faces[0].number).state is CardState.LIVE
    assert said(left.problems) == [Finding.CARD_ENDED]
    assert EntryKind.CARD_REVOKED in done(left.household)


def test_who_leaves_collects_for_the_household_no_more(living: Living) -> None:
    home = living.family(man(), wife(), woman("زینب", "Zainab", relation="MOTHER", holder=None, age_years=60))
    living.days.later()
    for who in ids(home)[1:]:
        collectors.name_collector(living.clerk, home.code, CollectorDraft(registrant=who))
    households.leave(living.clerk, home.code, ids(home)[1], day=living.today)
    left = collectors.collectors(living.clerk, home.code)
    assert [(one.place, one.registrant) for one in left] == [(2, ids(home)[2])]
    assert EntryKind.COLLECTOR_ENDED in done(living.show(home.code))


def test_when_the_head_leaves_the_wife_leads_and_holds_the_card(living: Living) -> None:
    home = living.family(man(), wife(holder=None), child("علی"), child("زارا", "DAU"))
    left = households.leave(living.clerk, home.code, ids(home)[0], day=living.today)
    assert [(member.relation, member.slot) for member in left.household.members] == [
        ("HEAD", 1),
        ("SON", None),
        ("DAU", None),
    ]
    assert said(left.problems) == [Finding.LEADS_NOW, Finding.HOLDS_CARD_NOW]


def test_a_card_place_that_was_printed_for_somebody_is_nobody_elses(living: Living) -> None:
    home = living.family(man(), wife(holder=None), child("علی"))
    cards.issue(living.clerk, [home.code])
    left = households.leave(living.clerk, home.code, ids(home)[0], day=living.today, card_ends=True)
    assert [member.slot for member in left.household.members] == [2, None]
    back = households.join(living.clerk, home.code, ids(home)[0], day=living.today, holder=True)
    assert back.household.members[-1].slot == 1


def test_who_leads_afterwards_may_be_said(living: Living) -> None:
    home = living.family(man(), wife(), child("علی", age_years=20), child("زارا", "DAU"))
    left = households.leave(living.clerk, home.code, ids(home)[0], day=living.today, head=ids(home)[2])
    assert [member.relation for member in left.household.members] == ["MOTHER", "HEAD", "SIS"]
    with pytest.raises(NotInHousehold):
        households.leave(living.clerk, home.code, ids(home)[1], day=living.today, head=ids(home)[0])


def test_a_household_of_children_goes_on_and_it_is_said(living: Living) -> None:
    home = living.family(man(), child("علی", age_years=14), child("زارا", "DAU"))
    left = households.death(living.clerk, home.code, ids(home)[0], day=living.today)
    assert left.household.active
    assert said(left.problems) == [Finding.LEADS_NOW, Finding.HOLDS_CARD_NOW, Finding.NO_ADULT_LEFT]
    assert [(member.relation, member.slot) for member in left.household.members] == [("HEAD", 1), ("SIS", None)]


@pytest.mark.parametrize("event", [households.leave, households.marry_out])
def test_the_last_adult_goes_from_children_by_two_people_only(living: Living, event: Callable[..., Any]) -> None:
    """One clerk sent the only woman away, and an eight-year-old held the household's card."""
    home = living.family(woman(), child("علی", age_years=8), child("زارا", "DAU"))
    mother, _, daughter = ids(home)
    with pytest.raises(SecondNeeded) as refused:
        event(living.clerk, home.code, mother, day=living.today, card_ends=True)
    assert refused.value.why == "children"
    assert len(registration.show(living.clerk, home.code).members) == 3
    event(living.clerk, home.code, daughter, day=living.today)  # the mother stays
    second = living.office.second(Role.SUPERVISOR)
    left = event(living.clerk, home.code, mother, day=living.today, card_ends=True, second=second)
    assert Finding.NO_ADULT_LEFT in said(left.problems)


def test_with_another_adult_or_nobody_left_one_person_records_who_left(living: Living) -> None:
    two = living.family(man(), wife(), child("علی"))
    assert len(households.leave(living.clerk, two.code, ids(two)[0], day=living.today).household.members) == 2
    alone = living.family(woman())
    assert not households.leave(living.clerk, alone.code, ids(alone)[0], day=living.today, last=True).household.active


def test_control_without_the_rule_one_clerk_leaves_children_alone(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        """The rule, taken out."""

    monkeypatch.setattr("desktop.usecases.household_steps.require_adults", nothing)
    home = living.family(woman(), child("علی", age_years=8))
    left = households.leave(living.clerk, home.code, ids(home)[0], day=living.today, card_ends=True)
    assert [(member.age_years, member.slot) for member in left.household.members] == [(8, 1)]


def test_the_last_one_leaves_only_when_it_was_said_and_may_come_back(living: Living) -> None:
    home = living.family(woman())
    (who,) = ids(home)
    living.days.later(2)
    with pytest.raises(LastMember):
        households.leave(living.clerk, home.code, who, day=living.today)
    left = households.leave(living.clerk, home.code, who, day=living.today, last=True)
    assert not left.household.active
    with pytest.raises(HouseholdClosed):
        households.leave(living.clerk, home.code, who, day=living.today)
    with pytest.raises(HouseholdClosed):
        households.join(living.clerk, home.code, man(relation="", holder=None), day=living.today)
    stranger = ids(living.family())[2]
    with pytest.raises(HouseholdClosed):
        households.join(living.clerk, home.code, stranger, day=living.today)
    back = households.join(living.clerk, home.code, who, day=living.today, relation="HEAD")
    assert back.household.active
    assert back.household.members[0].slot == 1


def test_a_death_ends_membership_and_card_and_raises_the_floor(living: Living) -> None:
    home = living.family()
    his = cards.issue(living.clerk, [home.code]).faces[0].number
    living.days.later(3)
    day = living.today - timedelta(days=1)
    died = households.death(living.clerk, home.code, ids(home)[0], day=day)
    assert ids(home)[0] not in ids(died.household)
    assert cards.show(living.clerk, his).state is CardState.REVOKED
    with living.clerk.store.reader.connect() as conn, conn.begin():
        floor = select(SlotFloor.lowest_issue).where(SlotFloor.household_id == home.id, SlotFloor.slot == 1)
        assert conn.scalar(floor) == his.issue + 1
        assert conn.scalar(select(Registrant.died_on).where(Registrant.id == ids(home)[0])) == day
    assert said(died.problems) == [Finding.CARD_ENDED, Finding.LEADS_NOW]


def test_a_death_that_was_wrong_is_put_right_by_coming_back(living: Living) -> None:
    home = living.family()
    boy = ids(home)[2]
    living.days.later()
    households.death(living.clerk, home.code, boy, day=living.today)
    with pytest.raises(RecordedDead) as refused:
        households.join(living.clerk, home.code, boy, day=living.today)
    assert refused.value.day == living.today.isoformat()
    back = households.join(living.clerk, home.code, boy, day=living.today, relation="SON", alive=True)
    assert boy in ids(back.household)
    with living.clerk.store.reader.connect() as conn, conn.begin():
        assert conn.scalar(select(Registrant.died_on).where(Registrant.id == boy)) is None


def test_a_bride_moves_to_another_household_and_both_remember(living: Living) -> None:
    home = living.family(man(), wife(), child("زارا", "DAU", age_years=19, holder=3))
    into = living.family(village="Basti Ghazlani")
    living.days.later()
    bride = ids(home)[2]
    done_ = households.marry_out(
        living.clerk, home.code, bride, day=living.today, to=into.code, relation="DIL", holder=True
    )
    assert done_.other is not None
    assert bride not in ids(done_.household)
    assert (done_.other.members[-1].id, done_.other.members[-1].relation, done_.other.members[-1].slot) == (
        bride,
        "DIL",
        3,
    )
    assert events_of(living.clerk, home) == [(HouseholdChange.MARRIED_OUT, living.today)]
    assert events_of(living.clerk, into) == [(HouseholdChange.JOINED, living.today)]
    assert {found.household for found in registration.find(living.clerk, "Zara Ghazlani")} <= {into.code}


def test_a_bride_may_marry_out_of_the_register(living: Living) -> None:
    home = living.family()
    done_ = households.marry_out(living.clerk, home.code, ids(home)[3], day=living.today)
    assert done_.other is None
    assert len(done_.household.members) == 3


def test_nobody_marries_into_the_own_household_or_a_closed_one(living: Living) -> None:
    home, into, third = living.family(), living.family(), living.family()
    with pytest.raises(SameHousehold):
        households.marry_out(living.clerk, home.code, ids(home)[3], day=living.today, to=home.code)
    households.merge(living.clerk, third.code, into.code, day=living.today)
    with pytest.raises(HouseholdClosed):
        households.marry_out(living.clerk, home.code, ids(home)[3], day=living.today, to=into.code)
    assert ids(living.show(home.code)) == ids(home)


# --- households -------------------------------------------------------------------------------------------------------


def test_two_households_become_one_and_the_cards_of_the_second_end(living: Living) -> None:
    into = living.family()
    gone = living.family(man("کریم", "Karim"), wife("نسیم", "Nasim"), child("بلال"))
    hers = cards.issue(living.clerk, [into.code]).faces
    theirs = cards.issue(living.clerk, [gone.code]).faces
    living.days.later()
    merged = households.merge(living.clerk, into.code, gone.code, day=living.today)
    assert ids(merged.household) == [*ids(into), *ids(gone)]
    assert [member.slot for member in merged.household.members] == [1, 2, None, None, 3, 4, None]
    assert [member.relation for member in merged.household.members][4:] == ["", "", ""]
    assert not living.show(gone.code).active
    assert {cards.show(living.clerk, face.number).state for face in hers} == {CardState.LIVE}
    assert {cards.show(living.clerk, face.number).state for face in theirs} == {CardState.REVOKED}
    assert done(merged.household)[0] == EntryKind.HOUSEHOLDS_MERGED
    assert done(living.show(gone.code))[0] == EntryKind.HOUSEHOLDS_MERGED
    printed = cards.issue(living.clerk, [into.code]).faces
    assert [face.number.slot for face in printed] == [1, 2, 3, 4]


def test_a_household_does_not_become_one_with_itself_or_a_closed_one(living: Living) -> None:
    into, gone = living.family(), living.family()
    with pytest.raises(SameHousehold):
        households.merge(living.clerk, into.code, into.code, day=living.today)
    households.merge(living.clerk, into.code, gone.code, day=living.today)
    with pytest.raises(HouseholdClosed):
        households.merge(living.clerk, into.code, gone.code, day=living.today)
    with pytest.raises(HouseholdClosed):  # nor does it open again for one of its people
        households.join(living.clerk, gone.code, ids(gone)[0], day=living.today)


def test_more_people_than_share_a_hearth_do_not_become_one(living: Living) -> None:
    many = [child(f"بچہ {number}") for number in range(40)]
    into, gone = living.family(woman(), *many), living.family(woman(), *many)
    with pytest.raises(DraftProblems) as refused:
        households.merge(living.clerk, into.code, gone.code, day=living.today)
    assert refused.value.first == Finding.TOO_MANY_MEMBERS
    assert living.show(gone.code).active


def test_a_household_moves_and_its_home_is_kept_until_it_is_said_otherwise(living: Living) -> None:
    home = living.family(woman("شہناز", "Shahnaz"))
    living.days.later(5)
    moved = households.move(living.clerk, home.code, ELSEWHERE, "Kot Addu", day=living.today - timedelta(days=2))
    assert (moved.household.pcode, moved.household.village) == (ELSEWHERE, "Kot Addu")
    assert moved.household.home_pcode == factories.PLACE
    assert home.code in [found.household for found in registration.find(living.clerk, "Shahnaz Kot Addu")]
    back = households.move(living.clerk, home.code, factories.PLACE, "Chak 12", day=living.today)
    assert back.household.home_pcode == ""
    settled = households.move(living.clerk, home.code, ELSEWHERE, "Kot Addu", day=living.today, home="")
    assert settled.household.home_pcode == ""
    elsewhere = households.move(living.clerk, home.code, ELSEWHERE, "Kot Addu", day=living.today, home="PK726")
    assert elsewhere.household.home_pcode == "PK726"
    assert done(elsewhere.household)[:4] == [EntryKind.HOUSEHOLD_MOVED] * 4


def test_a_move_is_never_before_the_last_one_nor_to_the_same_place(living: Living) -> None:
    home = living.family()
    living.days.later(5)
    households.move(living.clerk, home.code, ELSEWHERE, "Kot Addu", day=living.today - timedelta(days=1))
    with pytest.raises(DayBefore):
        households.move(living.clerk, home.code, factories.PLACE, "Chak 9", day=living.today - timedelta(days=3))
    with pytest.raises(SamePlace):
        households.move(living.clerk, home.code, ELSEWHERE, "Kot Addu", day=living.today)
    with pytest.raises(DraftProblems) as refused:
        households.move(living.clerk, home.code, "PK999999", "Kot Addu", day=living.today)
    assert refused.value.where == "place.pcode"


# --- refusals of every event ------------------------------------------------------------------------------------------

type Event = Callable[[Desk, HouseholdView, HouseholdView, date, int | None], object]

EVENTS: dict[str, Event] = {
    "join": lambda desk, home, _, day, version: households.join(
        desk, home.code, child("نیا"), day=day, version=version
    ),
    "birth": lambda desk, home, _, day, version: households.birth(
        desk, home.code, child("نیا"), day=day, version=version
    ),
    "leave": lambda desk, home, _, day, version: households.leave(
        desk, home.code, ids(home)[2], day=day, version=version
    ),
    "marry_out": lambda desk, home, _, day, version: households.marry_out(
        desk, home.code, ids(home)[3], day=day, version=version
    ),
    "death": lambda desk, home, _, day, version: households.death(
        desk, home.code, ids(home)[2], day=day, version=version
    ),
    "split": lambda desk, home, _, day, version: households.split(
        desk, home.code, ids(home)[1:3], day=day, version=version
    ),
    "merge": lambda desk, home, other, day, version: households.merge(
        desk, home.code, other.code, day=day, version=version
    ),
    "move": lambda desk, home, _, day, version: households.move(
        desk, home.code, ELSEWHERE, "Kot", day=day, version=version
    ),
}


def test_no_birth_is_of_a_day_to_come(living: Living) -> None:
    home = living.family()
    with pytest.raises(DayNotYet):
        households.birth(living.clerk, home.code, child("نیا"), day=living.today + timedelta(days=1))
    assert living.show(home.code) == home


@pytest.mark.parametrize("name", [name for name in EVENTS if name != "birth"])
def test_no_event_is_of_a_day_to_come_or_of_a_day_before_the_household(living: Living, name: str) -> None:
    living.days.later()
    home, other = living.family(), living.family()
    for day, refusal in ((living.today + timedelta(days=1), DayNotYet), (living.today - timedelta(days=1), DayBefore)):
        with pytest.raises(refusal) as refused:
            EVENTS[name](living.clerk, home, other, day, None)
        assert refused.value.day == day.isoformat()
    assert living.show(home.code) == home
    assert living.show(other.code) == other


@pytest.mark.parametrize("name", EVENTS)
def test_of_two_clerks_at_one_household_the_second_is_told(living: Living, name: str) -> None:
    home, other = living.family(), living.family()
    EVENTS[name](living.clerk, home, other, living.today, home.version)
    with pytest.raises(StaleVersion) as refused:
        EVENTS[name](living.clerk, home, other, living.today, home.version)
    assert (refused.value.expected, refused.value.found) == (home.version, home.version + 1)


def test_events_that_race_are_done_once_and_nobody_lands_in_two_households(living: Living) -> None:
    """Four clerks take one boy who lives nowhere into four households at the same moment."""
    home, *others = living.family(), living.family(), living.family(), living.family(), living.family()
    boy = ids(home)[2]
    households.leave(living.clerk, home.code, boy, day=living.today)
    together = threading.Barrier(len(others))
    told: list[str] = []

    def take(into: HouseholdView) -> None:
        together.wait()
        try:
            households.join(living.clerk, into.code, boy, day=living.today)
            told.append("done")
        except InHouseholdAlready:
            told.append("lives elsewhere")

    threads = [threading.Thread(target=take, args=(into,)) for into in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "lives elsewhere", "lives elsewhere", "lives elsewhere"]
    assert sum(boy in ids(living.show(into.code)) for into in others) == 1


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_events_are_the_clerks(living: Living, name: str, role: Role) -> None:
    home, other = living.family(), living.family()
    with pytest.raises(NotPermitted):
        EVENTS[name](living.office.desk(role), home, other, living.today, None)


@pytest.mark.parametrize("name", [name for name in EVENTS if name not in ("join", "birth", "move", "merge")])
def test_only_members_go(living: Living, name: str) -> None:
    home, other = living.family(), living.family()
    mixed = replace(home, members=other.members)
    with pytest.raises(NotInHousehold):
        EVENTS[name](living.clerk, mixed, other, living.today, None)


def test_nobody_of_an_unknown_number_comes_and_no_unknown_household_lives(living: Living) -> None:
    home = living.family()
    with pytest.raises(PersonUnknown):
        households.join(living.clerk, home.code, RegistrantId(uuid4()), day=living.today)
    with pytest.raises(HouseholdNotFound):
        households.leave(living.clerk, HouseholdCode.make("800", 5), RegistrantId(new_id()), day=living.today)


def test_a_closed_household_is_not_corrected_either(living: Living) -> None:
    home, into = living.family(), living.family()
    supervisor = living.office.desk(Role.SUPERVISOR)
    draft = registration.draft_of(supervisor, home.code)
    households.merge(living.clerk, into.code, home.code, day=living.today)
    with pytest.raises(HouseholdClosed):
        registration.correct(supervisor, home.code, draft)
    with pytest.raises(HouseholdClosed):
        registration.draft_of(supervisor, home.code)


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_happens_to_a_household_that_went_into_another(living: Living, name: str) -> None:
    home, other, into = living.family(), living.family(), living.family()
    households.merge(living.clerk, into.code, home.code, day=living.today)
    with pytest.raises(Refused) as refused:
        EVENTS[name](living.clerk, home, other, living.today, None)
    assert isinstance(refused.value, HouseholdClosed)


def test_nine_holders_are_all(living: Living) -> None:
    home = living.family(*(man(f"مرد {slot}", f"Man {slot}", relation="", holder=slot) for slot in range(1, 10)))
    with pytest.raises(DraftProblems) as refused:
        households.join(living.clerk, home.code, man(holder=None, relation=""), day=living.today, holder=True)
    assert refused.value.first == Finding.TOO_MANY_HOLDERS
    both = households.merge(living.clerk, home.code, living.family().code, day=living.today)
    assert [member.slot for member in both.household.members][9:] == [None] * 4


def test_cards_of_a_household_are_numbered_on_after_an_event(living: Living) -> None:
    home = living.family(man(), wife(), child("علی"))
    first = cards.issue(living.clerk, [home.code]).faces[1].number
    households.leave(living.clerk, home.code, ids(home)[1], day=living.today, card_ends=True)
    households.join(living.clerk, home.code, ids(home)[1], day=living.today, relation="WIFE", holder=True)
    again = cards.issue(living.clerk, [home.code]).faces[1].number
    assert again == CardNumber(home.code, 2, first.issue + 1)


def test_a_split_leaves_somebody(living: Living) -> None:
    home = living.family()
    with pytest.raises(SplitTakesAll):
        households.split(living.clerk, home.code, ids(home), day=living.today)
    assert living.show(home.code) == home
