"""What a split or a merge means for help of a round that is under way: nothing twice, and nothing lost in silence."""

import pytest

from desktop.errors import NotDue, SecondNeeded
from desktop.records.distribution import Standing
from desktop.usecases import cards, distribution, households, programmes, registration, round_lists
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.permissions import Role
from desktop.values.vocabulary import ListKind, Verdict, VoidReason
from tests.factories import TestOffice, household, woman
from tests.usecases.living import Days, ids
from tests.usecases.relief_office import Relief, open_whole
from tests.usecases.relief_rows import allow, handed_over


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


def split(relief: Relief, code: HouseholdCode, *places: int) -> HouseholdCode:
    """Members at these places begin a household of their own today."""
    clerk = relief.office.desk(Role.CLERK)
    who: list[RegistrantId] = [ids(registration.show(clerk, code))[place] for place in places]
    done = households.split(clerk, code, who, day=Days().today, second=relief.office.second(Role.SUPERVISOR))
    assert done.other is not None
    return done.other.code


def merge(relief: Relief, into: HouseholdCode, gone: HouseholdCode) -> None:
    """The second goes into the first today."""
    households.merge(relief.office.desk(Role.CLERK), into, gone, day=Days().today)


def verdict(relief: Relief, standing: Standing, code: HouseholdCode) -> tuple[Verdict, str]:
    """What the help desk reads when the household's first card is held up."""
    (face, *_) = cards.issue(relief.office.desk(Role.CLERK), [code]).faces
    decision = relief.decide(standing, relief.presented(face.credential), Role.HELPDESK)
    return decision.verdict, decision.why


def draw(relief: Relief, standing: Standing, code: HouseholdCode) -> None:
    """Hand over to a household."""
    relief.give(standing, relief.typed(code.text))


def test_a_household_that_split_off_after_the_old_one_received_goes_to_the_help_desk(relief: Relief) -> None:
    code, standing = relief.household(4, holders=2), relief.round()
    draw(relief, standing, code)
    new = split(relief, code, 1, 2)
    assert verdict(relief, standing, new) == (Verdict.H5, "drew_before_split")
    assert verdict(relief, standing, code) == (Verdict.H1, "received")
    with pytest.raises(NotDue):
        draw(relief, standing, new)
    lane = relief.decide(standing, relief.typed(new.text))
    assert (lane.verdict, lane.why, lane.facts) == (Verdict.H5, "", {})


@pytest.mark.parametrize("first", ["old", "new"])
def test_after_a_split_in_a_round_whoever_draws_first_sends_the_other_to_the_help_desk(
    relief: Relief, first: str
) -> None:
    """Six households made of one would draw six shares; two people say what is still due to the second."""
    code, standing = relief.household(5, holders=2), relief.round()
    new = split(relief, code, 1, 2)
    drew, other = (code, new) if first == "old" else (new, code)
    assert verdict(relief, standing, new)[0] is Verdict.G1
    draw(relief, standing, drew)
    assert verdict(relief, standing, other) == (Verdict.H5, "drew_after_split")
    with pytest.raises(NotDue):
        draw(relief, standing, other)
    allow(relief, standing, other, 2)
    draw(relief, standing, other)
    assert relief.decide(standing, relief.typed(other.text)).verdict is Verdict.H1


def test_a_split_before_the_round_was_made_is_none_of_its_business(relief: Relief) -> None:
    code = relief.household(5, holders=2)
    new, standing = split(relief, code, 1, 2), relief.round()
    draw(relief, standing, code)
    assert verdict(relief, standing, new)[0] is Verdict.G1


def test_the_next_round_serves_both(relief: Relief) -> None:
    code, standing = relief.household(4, holders=2), relief.round()
    draw(relief, standing, code)
    new = split(relief, code, 1, 2)
    after = relief.round()
    assert verdict(relief, after, new)[0] is Verdict.G1
    assert verdict(relief, after, code)[0] is Verdict.G1


def test_a_hand_over_that_was_taken_back_holds_nobody_back(relief: Relief) -> None:
    code, standing = relief.household(4, holders=2), relief.round()
    given = relief.give(standing, relief.typed(code.text))
    new = split(relief, code, 1, 2)
    distribution.void(relief.office.desk(Role.SCANNER), given.disbursement, VoidReason.WRONG_PERSON)
    assert verdict(relief, standing, new)[0] is Verdict.G1


def test_splitting_again_does_not_bring_a_share_back(relief: Relief) -> None:
    code, standing = relief.household(6, holders=3), relief.round()
    draw(relief, standing, code)
    new = split(relief, code, 1, 2, 3)
    newest = split(relief, new, 1)
    assert verdict(relief, standing, newest) == (Verdict.H5, "drew_before_split")


def test_all_parts_of_a_household_share_its_draw_also_through_splits_and_merges(relief: Relief) -> None:
    """A part that went into another household draws for all of them, and so does a part of a part."""
    code, host, standing = relief.household(6, holders=3), relief.household(2), relief.round()
    new = split(relief, code, 1, 2, 3)
    newest = split(relief, new, 1)
    merge(relief, host, newest)
    draw(relief, standing, host)
    for part in (code, new):
        assert verdict(relief, standing, part) == (Verdict.H5, "drew_after_split")


def test_a_listed_household_that_split_shares_too(relief: Relief) -> None:
    """Split between the making of the round and the fixing of its list, both stand on it."""
    office = relief.office
    code = relief.household(4, holders=2)
    standing = relief.round(kind=ListKind.FROZEN, opened=False)
    new = split(relief, code, 1, 2)
    supervisor = office.desk(Role.SUPERVISOR)
    round_lists.freeze_round(supervisor, standing.round_code, second=office.second(Role.LEAD))
    programmes.open_round(supervisor, standing.round_code)
    open_whole(office.desk(Role.LEAD), standing.round_code)
    draw(relief, standing, new)
    assert verdict(relief, standing, code) == (Verdict.H5, "drew_after_split")


def test_children_are_left_alone_by_two_people_only(relief: Relief) -> None:
    """On either side of the split; with an adult in both parts one person does it."""
    clerk, second = relief.office.desk(Role.CLERK), relief.office.second(Role.SUPERVISOR)
    code, day = relief.household(4), Days().today
    who = ids(registration.show(clerk, code))
    for going in (who[1:3], who[:1]):
        with pytest.raises(SecondNeeded) as refused:
            households.split(clerk, code, going, day=day)
        assert refused.value.why == "children"
    assert len(registration.show(clerk, code).members) == 4
    households.split(clerk, code, who[1:3], day=day, second=second)
    grown = registration.register(
        clerk, household(woman("ن", "Noor"), woman("م", "Maryam", holder=None, relation="SIS"))
    )
    sister = ids(grown.household)[1]
    households.split(clerk, grown.household.code, [sister], day=day)


@pytest.mark.parametrize("drew", ["first", "second"])
def test_two_households_that_become_one_received_when_either_did(relief: Relief, drew: str) -> None:
    into, gone, standing = relief.household(3), relief.household(3), relief.round()
    draw(relief, standing, into if drew == "first" else gone)
    merge(relief, into, gone)
    wanted = (Verdict.H1, "received") if drew == "first" else (Verdict.H2, "drew_before_merge")
    assert verdict(relief, standing, into) == wanted
    assert relief.decide(standing, relief.typed(gone.text)).verdict is Verdict.H5


def test_two_households_that_become_one_draw_once_when_neither_did(relief: Relief) -> None:
    into, gone, standing = relief.household(3), relief.household(3), relief.round()
    merge(relief, into, gone)
    draw(relief, standing, into)
    assert relief.decide(standing, relief.typed(into.text)).verdict is Verdict.H1


def test_splitting_a_merged_household_again_brings_no_share_back(relief: Relief) -> None:
    into, gone, standing = relief.household(3), relief.household(3, holders=2), relief.round()
    draw(relief, standing, gone)
    merge(relief, into, gone)
    back = split(relief, into, 3, 4, 5)
    assert verdict(relief, standing, back) == (Verdict.H5, "drew_before_split")


def test_going_round_in_circles_ends(relief: Relief) -> None:
    code, standing = relief.household(5, holders=2), relief.round()
    new = split(relief, code, 1, 2)
    merge(relief, code, new)
    newer = split(relief, code, 3)
    merge(relief, code, newer)
    assert verdict(relief, standing, code)[0] is Verdict.G1


def test_on_a_frozen_list_a_household_that_split_off_is_not_listed(relief: Relief) -> None:
    code = relief.household(4, holders=2)
    standing = relief.round(kind=ListKind.FROZEN)
    new = split(relief, code, 1, 2)
    assert verdict(relief, standing, new) == (Verdict.H3, "not_on_list")
    assert verdict(relief, standing, code)[0] is Verdict.G1


def test_the_clerk_is_told_in_which_rounds_the_help_desk_looks_first(relief: Relief) -> None:
    clerk = relief.office.desk(Role.CLERK)
    code, standing = relief.household(4, holders=2), relief.round()
    relief.round()
    draw(relief, standing, code)
    second = relief.office.second(Role.SUPERVISOR)
    done = households.split(clerk, code, ids(registration.show(clerk, code))[1:3], day=Days().today, second=second)
    told = [problem.facts for problem in done.problems if problem.code == Finding.DREW_BEFORE]
    assert told == [{"round": standing.round_code}]


def go_over(relief: Relief, old: HouseholdCode, new: HouseholdCode, *places: int) -> None:
    """Members at these places leave the first household today, one by one, and join the second."""
    clerk = relief.office.desk(Role.CLERK)
    for who in [ids(registration.show(clerk, old))[place] for place in places]:
        households.leave(clerk, old, who, day=Days().today, card_ends=True, last=True)
        households.join(clerk, new, who, day=Days().today)


def test_when_most_of_a_household_were_counted_elsewhere_the_help_desk_looks_and_two_may_let_it_draw(
    relief: Relief,
) -> None:
    """Whoever moves people over one by one after they drew gains nothing by it; no name of the old one is said."""
    old, new, standing = relief.household(5), relief.household(2), relief.round()
    draw(relief, standing, old)
    go_over(relief, old, new, 1, 2, 3)
    assert verdict(relief, standing, new) == (Verdict.H2, "counted_elsewhere")
    with pytest.raises(NotDue):
        draw(relief, standing, new)
    lane = relief.decide(standing, relief.typed(new.text))
    assert (lane.verdict, lane.why, lane.facts) == (Verdict.H2, "", {})
    allow(relief, standing, new, 2)
    draw(relief, standing, new)
    assert handed_over(relief, standing, new) == {"ATTA20": 2, "OIL5": 1}


def test_one_who_marries_into_a_household_takes_no_share_from_it(relief: Relief) -> None:
    """Counted in both, knowingly: a lane that subtracts people punishes who feeds them."""
    old, new, standing = relief.household(5), relief.household(2), relief.round()
    draw(relief, standing, old)
    go_over(relief, old, new, 1, 2)
    assert verdict(relief, standing, new)[0] is Verdict.G1
    draw(relief, standing, new)
    assert handed_over(relief, standing, new)["ATTA20"] == 4


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_household_most_of_which_came_from_another_shares_its_draw_whichever_draws_first(
    relief: Relief, first: str
) -> None:
    old, new, standing = relief.household(5), relief.household(1), relief.round()
    go_over(relief, old, new, 1, 2)
    drew, other = (old, new) if first == "old" else (new, old)
    draw(relief, standing, drew)
    assert verdict(relief, standing, other) == (Verdict.H2, "counted_elsewhere")


def test_what_was_taken_back_counted_nobody_and_a_fixed_list_counts_where_people_stood(relief: Relief) -> None:
    old, new = relief.household(5), relief.household(1)
    standing, fixed = relief.round(), relief.round(kind=ListKind.FROZEN)
    given = relief.give(standing, relief.typed(old.text))
    draw(relief, fixed, old)
    distribution.void(relief.office.desk(Role.SCANNER), given.disbursement, VoidReason.WRONG_COUNT)
    go_over(relief, old, new, 1, 2)
    assert verdict(relief, standing, new)[0] is Verdict.G1
    assert relief.decide(fixed, relief.typed(new.text)).verdict is Verdict.G2
    draw(relief, fixed, new)
    assert handed_over(relief, fixed, new)["ATTA20"] == 2
