"""A woman leaves with two children and asks in private; what each household's page, history and list say of it."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from desktop.cli.household_answers import household_json
from desktop.errors import HouseholdNotFound, NotPermitted
from desktop.records.household import HouseholdStory, HouseholdView
from desktop.records.household_changed import HouseholdChanged
from desktop.usecases import cards, households, registration
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardState, HouseholdChange
from desktop.words.history import former_words, told
from tests import factories
from tests.factories import child, woman
from tests.usecases.living import Days, Living, ids, man, names, wife

SHELTER, SHELTER_VILLAGE = "PK61702", "Dar ul Aman"


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    days = Days()
    with factories.office(tmp_path_factory.mktemp("story"), clock=days) as made:
        yield Living(made, days)


def left(living: Living, home: HouseholdView) -> HouseholdChanged:
    """She leaves with the children at the third and fourth place, to another village."""
    return households.split(
        living.clerk, home.code, ids(home)[1:], day=living.today, pcode=SHELTER, village=SHELTER_VILLAGE
    )


def pages(living: Living, code: HouseholdCode, role: Role = Role.CLERK) -> str:
    """Everything that a page, a verb and the history of a household say to a role."""
    desk = living.office.desk(role)
    view, story = registration.show(desk, code), households.story(desk, code)
    json = msgspec.json.encode(household_json(view)).decode()
    said = [*map(told, story.lines), *map(former_words, story.former)]
    return "\n".join((repr(view), repr(story), json, *said))


def test_a_woman_begins_a_household_of_her_own_with_two_children(living: Living) -> None:
    home = living.family()
    faces = cards.issue(living.clerk, [home.code]).faces
    done = left(living, home)
    new = done.other
    assert new is not None
    assert ids(new) == ids(home)[1:]
    assert [(member.relation, member.slot) for member in new.members] == [("HEAD", 1), ("SON", None), ("DAU", None)]
    assert (new.pcode, new.village, new.version) == (SHELTER, SHELTER_VILLAGE, 1)
    assert (ids(done.household), done.household.version) == (ids(home)[:1], home.version + 1)
    # the old card of who stays holds, hers does not, and hers of the new household is printed
    assert [cards.show(living.clerk, face.number).state for face in faces] == [CardState.LIVE, CardState.REVOKED]
    (printed,) = cards.issue(living.clerk, [new.code]).faces
    assert (printed.number.household, printed.number.slot, printed.number.issue) == (new.code, 1, 1)
    assert new.code in [found.household for found in registration.find(living.clerk, "Sakina Dar ul Aman")]


def test_the_side_that_stays_sees_no_address_and_no_code(living: Living) -> None:
    home = living.family()
    new = left(living, home).other
    assert new is not None
    for role in (Role.CLERK, Role.HELPDESK):
        seen = pages(living, home.code, role)
        for secret in (new.code.text, new.code.grouped, SHELTER, SHELTER_VILLAGE, str(new.id)):
            assert secret not in seen
    story = households.story(living.clerk, home.code)
    assert told(story.lines[0]).endswith(" began a household of their own.")
    assert [former_words(one).split(" on ")[0] for one in story.former] == ["began a household of their own"] * 3


def test_nor_does_the_new_household_say_where_it_came_from(living: Living) -> None:
    home = living.family(village="Basti Malook")
    new = left(living, home).other
    assert new is not None
    seen = pages(living, new.code)
    for secret in (home.code.text, home.code.grouped, "Basti Malook", str(home.id)):
        assert secret not in seen


def test_the_supervisor_reads_which_households_belong_to_each_other(living: Living) -> None:
    home = living.family()
    new = left(living, home).other
    assert new is not None
    supervisor = living.office.desk(Role.SUPERVISOR)
    assert households.story(supervisor, home.code).lines[0].other == new.code
    assert home.code in [line.other for line in households.story(supervisor, new.code).lines]
    assert {line.other for line in households.story(living.clerk, home.code).lines} == {None}
    assert {line.other for line in registration.show(supervisor, home.code).history} == {None}


def test_the_history_of_a_household_is_told_newest_first(living: Living) -> None:
    home = living.family()
    living.days.later(5)
    households.birth(living.clerk, home.code, child("نور", "DAU", name_latin="Noor"), day=living.today)
    households.leave(living.clerk, home.code, ids(home)[2], day=living.today - timedelta(days=2))
    households.move(living.clerk, home.code, SHELTER, "Kot Addu", day=living.today)
    cards.issue(living.clerk, [home.code])
    story = households.story(living.clerk, home.code)
    assert [line.kind for line in story.lines] == [
        EntryKind.CARD_ISSUED,
        EntryKind.CARD_ISSUED,
        EntryKind.HOUSEHOLD_MOVED,
        EntryKind.PERSON_LEFT,
        EntryKind.PERSON_BORN,
        EntryKind.HOUSEHOLD_REGISTERED,
    ]
    assert story.lines[3].day == living.today - timedelta(days=2)
    assert [line.change for line in story.lines[2:5]] == [
        HouseholdChange.MOVED,
        HouseholdChange.LEFT,
        HouseholdChange.BORN,
    ]
    assert story.lines[2].moved == (("PK61701", "Chak 12"), (SHELTER, "Kot Addu"))
    assert [person.registrant for person in story.lines[3].people] == [ids(home)[2]]


def test_who_is_no_longer_here_stands_with_days_and_who_came_back_does_not(living: Living) -> None:
    home = living.family()
    first = living.today
    living.days.later(9)
    households.leave(living.clerk, home.code, ids(home)[2], day=living.today - timedelta(days=4))
    households.death(living.clerk, home.code, ids(home)[0], day=living.today)
    former = households.story(living.clerk, home.code).former
    since = living.clerk.sight().on(first)
    assert [(one.name.registrant, one.from_day, one.to_day, one.change) for one in former] == [
        (ids(home)[0], since, living.today, HouseholdChange.DIED),
        (ids(home)[2], since, living.today - timedelta(days=4), HouseholdChange.LEFT),
    ]
    households.join(living.clerk, home.code, ids(home)[2], day=living.today)
    assert [one.name.registrant for one in households.story(living.clerk, home.code).former] == [ids(home)[0]]


def test_whoever_lives_nowhere_is_found_by_name_and_nobody_else_is(living: Living) -> None:
    home = living.family(woman("گلناز", "Gulnaz"), child("گلشن", name_latin="Gulshan"), child("گلریز", "DAU"))
    living.days.later()
    _, boy, girl = ids(home)
    households.leave(living.clerk, home.code, boy, day=living.today)
    households.death(living.clerk, home.code, girl, day=living.today)
    assert [one.name.registrant for one in households.without_household(living.clerk, "Gulsha")] == [boy]
    assert households.without_household(living.clerk, "Gulnaz ") == ()  # she lives here
    assert households.without_household(living.clerk, "گلریز") == ()  # she died
    assert households.without_household(living.clerk, "  ") == ()
    households.join(living.clerk, home.code, boy, day=living.today)
    assert households.without_household(living.clerk, "Gulsha") == ()


def test_stories_are_read_by_whoever_may_search(living: Living) -> None:
    home = living.family()
    story = households.story(living.office.desk(Role.HELPDESK), home.code)
    assert isinstance(story, HouseholdStory)
    with pytest.raises(NotPermitted):
        households.story(living.office.desk(Role.SCANNER), home.code)
    with pytest.raises(NotPermitted):
        households.without_household(living.office.desk(Role.HELPDESK), "Ali")
    with pytest.raises(HouseholdNotFound):
        households.story(living.clerk, HouseholdCode.make("800", 9))


def test_the_one_who_is_named_leads_the_new_household(living: Living) -> None:
    home = living.family(man(), wife(holder=None), child("علی", age_years=20), child("زارا", "DAU"))
    done = households.split(living.clerk, home.code, ids(home)[1:], day=living.today, head=ids(home)[2])
    assert done.other is not None
    assert [(member.relation, member.slot) for member in done.other.members] == [
        ("MOTHER", 1),
        ("HEAD", None),
        ("SIS", None),
    ]
    assert done.other.village == home.village


def test_children_of_one_of_two_wives_are_not_guessed_at(living: Living) -> None:
    second = wife("نسیم", "Nasim", relation="COWIFE", holder=None)
    home = living.family(man(), wife(), second, child("علی"))
    done = households.split(living.clerk, home.code, [ids(home)[2], ids(home)[3]], day=living.today)
    assert done.other is not None
    assert [member.relation for member in done.other.members] == ["HEAD", ""]
    assert names(done.household) == ["رحیم بخش", "سکینہ بی بی"]
