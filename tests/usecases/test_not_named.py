"""People whom somebody counted and nobody named: kept with the household, and right after whatever happens to it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.errors import DraftProblems
from desktop.records.household import HouseholdView
from desktop.usecases import consents, households, pairs, registration, safekeeping
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.permissions import Role
from desktop.values.vocabulary import ConsentPurpose
from tests import factories
from tests.factories import child, household, woman
from tests.usecases.living import Days, Living, ids, man, wife


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    """An office whose book fits its rows when all tests are done."""
    days = Days()
    with factories.office(tmp_path_factory.mktemp("counted"), clock=days) as made:
        yield Living(made, days)
        opened = made.opened(Role.CLERK)
        assert safekeeping.check(opened.desk, opened.certificates, made.folder).first_bad is None


def counted(living: Living, told: int | None = 5) -> HouseholdView:
    """A man, his wife and a son, of a household that is said to have so many."""
    draft = replace(household(man(), wife(), child("علی")), told_size=told)
    return registration.register(living.clerk, draft).household


def content(living: Living, kind: EntryKind) -> list[dict[str, Any]]:
    """What the newest entry of this kind says."""
    with living.clerk.store.reader.connect() as conn, conn.begin():
        lines = conn.exec_driver_sql(
            "SELECT c.content FROM ledger_content c JOIN ledger_entry e ON e.log = c.log AND e.seq = c.seq"
            " WHERE instr(e.line, ?) ORDER BY e.seq DESC",
            (f'"do":"{kind}"'.encode(),),
        ).scalars()
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("told", "left"), [(None, None), (5, 2), (3, 0), (2, 0), (0, None)])
def test_who_was_counted_and_is_no_member_is_not_named(living: Living, told: int | None, left: int | None) -> None:
    """Of a household of which nobody told how many there are it is unknown, as in every store of before."""
    assert counted(living, told).not_named == left
    assert content(living, EntryKind.HOUSEHOLD_REGISTERED)[0].get("told_size") == (told or None)


def test_somebody_new_is_one_of_them(living: Living) -> None:
    home = counted(living)
    mother = woman("زینب", "Zainab", relation="MOTHER", holder=None)
    assert households.join(living.clerk, home.code, mother, day=living.today).household.not_named == 1
    draft = registration.draft_of(living.clerk, home.code)
    sister = woman("نسیم", "Naseem", relation="SIS", holder=None)
    for more, left in (((sister,), 0), ((sister, child("بلال")), 0)):
        known = registration.draft_of(living.clerk, home.code).members[: len(draft.members)]
        done = registration.correct(living.clerk, home.code, replace(draft, members=(*known, *more)))
        assert (done.household.not_named, done.household.told_size) == (left, 5)


def test_who_goes_is_counted_off_and_who_is_born_on_top(living: Living) -> None:
    """Nobody is taken for one of those who were not named, and the opposite event puts it right."""
    home = counted(living)
    man_, wife_, son = ids(home)
    day = living.today
    left = households.leave(living.clerk, home.code, son, day=day)
    assert (left.household.told_size, left.household.not_named) == (4, 2)
    assert households.join(living.clerk, home.code, son, day=day).household.not_named == 2
    born = households.birth(living.clerk, home.code, child("نور", "DAU", age_years=None), day=day)
    assert (born.household.told_size, born.household.not_named) == (6, 2)
    assert households.death(living.clerk, home.code, man_, day=day).household.not_named == 2
    back = households.join(living.clerk, home.code, man_, day=day, alive=True)
    assert back.household.not_named == 2
    other = living.family()
    gone = households.marry_out(living.clerk, home.code, son, day=day, to=other.code)
    assert (gone.household.not_named, gone.other and gone.other.not_named) == (2, None)
    came = households.marry_out(living.clerk, other.code, ids(other)[2], day=day, to=home.code)
    assert came.other is not None
    assert came.other.not_named == 2, "the register knew the person elsewhere"
    assert ids(came.other)[0] == wife_


def test_nobody_is_left_but_those_who_were_not_named(living: Living) -> None:
    """A closed household says so still; who comes back opens it again, and they are there."""
    home = registration.register(living.clerk, replace(household(man()), told_size=4)).household
    closed = households.leave(living.clerk, home.code, ids(home)[0], day=living.today, last=True).household
    assert (closed.active, closed.not_named) == (False, 3)
    back = households.join(living.clerk, home.code, ids(home)[0], day=living.today).household
    assert (back.active, back.told_size, back.not_named) == (True, 4, 3)


def test_a_split_leaves_them_where_they_were(living: Living) -> None:
    home = counted(living)
    done = households.split(living.clerk, home.code, ids(home)[1:2], day=living.today, village="Kot")
    assert (done.household.told_size, done.household.not_named) == (4, 2)
    assert done.other is not None
    assert done.other.not_named is None


@pytest.mark.parametrize(
    ("mine", "theirs", "together"), [(5, 4, 3), (None, 4, 1), (5, None, 2), (2, 2, 0), (None, None, None)]
)
def test_two_that_become_one_have_them_together(
    living: Living, mine: int | None, theirs: int | None, together: int | None
) -> None:
    """Those of a household in which nobody is any more are counted once."""
    into, gone = counted(living, mine), counted(living, theirs)
    done = households.merge(living.clerk, into.code, gone.code, day=living.today)
    assert done.household.not_named == together
    assert living.show(gone.code).told_size is None
    taken_out = households.leave(living.clerk, into.code, ids(done.household)[-1], day=living.today)
    assert taken_out.household.not_named == together


def test_a_number_that_was_wrong_is_corrected_or_taken_away(living: Living) -> None:
    home = counted(living)
    entries = len(content(living, EntryKind.HOUSEHOLD_CORRECTED))
    draft = registration.draft_of(living.clerk, home.code)
    assert draft.told_size == 5
    untold = replace(draft, told_size=None)
    assert registration.correct(living.clerk, home.code, untold).entry is None, "left out it stays"
    assert registration.correct(living.clerk, home.code, draft).entry is None
    done = registration.correct(living.clerk, home.code, replace(draft, told_size=9))
    assert (done.household.told_size, done.household.not_named) == (9, 6)
    away = registration.correct(living.clerk, home.code, replace(draft, told_size=0))
    assert (away.household.told_size, away.household.not_named) == (None, None)
    again = registration.correct(living.clerk, home.code, replace(draft, told_size=0))
    assert again.entry is None
    last, first = content(living, EntryKind.HOUSEHOLD_CORRECTED)[: -entries or None]
    sizes = [[side.get("told_size") for side in (one["before"], one["after"])] for one in (first, last)]
    assert sizes == [[5, 9], [9, None]]


@pytest.mark.parametrize("wrong", [-1, 100, 10**12])
def test_a_number_that_no_household_has_is_refused(living: Living, wrong: int) -> None:
    home = counted(living)
    draft = replace(registration.draft_of(living.clerk, home.code), told_size=wrong)
    with pytest.raises(DraftProblems) as refused:
        registration.correct(living.clerk, home.code, draft)
    assert (refused.value.first, refused.value.where) == (Finding.SIZE_RANGE, "people_told")
    assert living.show(home.code).told_size == 5


def test_one_person_named_twice_leaves_one_more_to_be_named(living: Living) -> None:
    """Two records of one household are one person: there were two names for one of those who were counted."""
    home = registration.register(
        living.clerk,
        replace(household(man("اللہ دتہ", "Allah Ditta"), man("اللہ دتہ", "Allah Ditta", holder=None)), told_size=4),
    ).household
    merged = pairs.merge(living.office.desk(Role.SUPERVISOR), *ids(home))
    assert living.show(home.code).not_named == 3
    pairs.unmerge(living.office.desk(Role.SUPERVISOR), merged.merge)
    assert living.show(home.code).not_named == 2


def test_who_takes_the_registration_back_leaves_no_trace_in_the_number(living: Living) -> None:
    """One person: as many are not named as before. The whole household: nothing is said of it any more."""
    home = counted(living)
    consents.withdraw(living.clerk, home.code, ConsentPurpose.REGISTER, registrant=ids(home)[2])
    consents.confirm(living.clerk, home.code, ConsentPurpose.REGISTER, registrant=ids(home)[2])
    assert (living.show(home.code).told_size, living.show(home.code).not_named) == (4, 2)
    consents.withdraw(living.clerk, home.code, ConsentPurpose.REGISTER)
    consents.confirm(living.clerk, home.code, ConsentPurpose.REGISTER)
    assert living.show(home.code).told_size is None


def test_of_a_household_that_everybody_left_meanwhile_nothing_is_said_either(living: Living) -> None:
    """What was taken back waits for some days; when it is carried out nobody is there whose place would end."""
    home = registration.register(living.clerk, replace(household(man()), told_size=4)).household
    registration.register(living.clerk, household(man()))  # the village stays: somebody else lives there
    consents.withdraw(living.clerk, home.code, ConsentPurpose.REGISTER)
    households.leave(living.clerk, home.code, ids(home)[0], day=living.today, last=True)
    assert living.show(home.code).told_size == 3
    consents.confirm(living.clerk, home.code, ConsentPurpose.REGISTER)
    assert living.show(home.code).told_size is None
