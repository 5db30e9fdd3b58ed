"""Children under two, women and people with a disability count alike, however a household comes to its share."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from desktop.errors import AmongUnlikely, HouseholdListed, NothingToGive
from desktop.models.help_desk import Provisional
from desktop.records.distribution import Collecting, ItemDraft, Standing, StepDraft
from desktop.records.household import MemberDraft
from desktop.records.relief_rule import Among, ItemRule
from desktop.records.stock import CountDraft
from desktop.usecases import (
    allowances,
    distribution,
    households,
    programmes,
    provisional,
    registration,
    round_lists,
    safekeeping,
    stock,
)
from desktop.usecases.provisional import DAILY_CAP
from desktop.values.age import years_on
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import AgeMethod, Category, CollectionKind, ListKind, ProxyReason, Sex
from tests import factories
from tests.clocks import MorningClock
from tests.factories import TestOffice, household
from tests.usecases.relief_office import Relief, open_whole

CLOCK = MorningClock()
"""It stands still, so that a run over midnight has one day."""

TODAY = CLOCK.today
DAL = ItemDraft("DAL5", rule=ItemRule(per=((Category.INFANT, 3),)))
KITS = ItemDraft("DIGNITY", rule=ItemRule(per=((Category.WOMAN, 1),)))
SOAP = ItemDraft("SOAP", rule=ItemRule(per=((Category.INFANT, 100), (Category.WOMAN, 10), (Category.DISABLED, 1))))
RULES = (DAL, KITS, SOAP)

people = st.lists(
    st.tuples(
        st.sampled_from(list(Sex)),
        st.one_of(st.none(), st.integers(0, 2), st.integers(10, 13), st.integers(47, 51), st.integers(0, 90)),
        st.integers(0, 800).map(lambda days: TODAY - timedelta(days=days)),
        st.sampled_from([None, True, False]),
    ),
    min_size=1,
    max_size=6,
)
type Person = tuple[Sex, int | None, date, bool | None]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("categories"), clock=CLOCK) as made:
        yield made


@pytest.fixture(scope="module")
def relief(office: TestOffice) -> Relief:
    return Relief(office)


class Unlisted:
    """Points where people are helped without a card: a new one when one has helped its ten of the day."""

    def __init__(self, relief: Relief) -> None:
        self.relief = relief
        self.standing, self.left = relief.round(items=RULES), DAILY_CAP

    def helped(self, size: int, among: Among) -> dict[str, int]:
        """What so many people are handed over."""
        if not self.left:
            self.standing, self.left = self.relief.round(items=RULES), DAILY_CAP
        given = helped(self.relief.office, self.standing, size, among)
        self.left -= 1
        return given


@pytest.fixture(scope="module")
def unlisted(relief: Relief) -> Unlisted:
    return Unlisted(relief)


def member(place: int, person: Person) -> MemberDraft:
    sex, age, told, disability = person
    draft = MemberDraft(name_as_told=f"سکینہ {place}", relation="OTHER" if place else "HEAD", sex=sex)
    if age is not None:
        draft = replace(draft, age_years=age, age_method=AgeMethod.STATED, age_as_of=told)
    return replace(draft, disability=disability)


def registered(office: TestOffice, *members: MemberDraft) -> HouseholdCode:
    return registration.register(office.desk(Role.CLERK), household(*members), different=True).household.code


def counted(whole: list[Person]) -> Among:
    """Counted by hand; who does not know her age is a woman of 12 to 49."""
    ages = [None if age is None else years_on(age, told, TODAY) for _, age, told, _ in whole]
    return Among(
        infants=sum(age is not None and age < 2 for age in ages),
        women=sum(
            person[0] is Sex.FEMALE and (age is None or 12 <= age <= 49)
            for person, age in zip(whole, ages, strict=True)
        ),
        disabled=sum(person[3] is True for person in whole),
    )


def share(among: Among) -> dict[str, int]:
    """By the three rules, without the program's own arithmetic."""
    soap = 100 * among.infants + 10 * among.women + among.disabled
    amounts = {"DAL5": 3 * among.infants, "DIGNITY": among.women, "SOAP": soap}
    return {item: amount for item, amount in amounts.items() if amount}


def at_the_lane(relief: Relief, standing: Standing, code: HouseholdCode) -> dict[str, int]:
    return {line.item: line.quantity for line in relief.decide(standing, relief.typed(code.text)).items}


def helped(office: TestOffice, standing: Standing, size: int, among: Among) -> dict[str, int]:
    desk, second = office.desk(Role.HELPDESK), office.second(Role.LEAD)
    done = provisional.give(desk, standing, size, "no list names them", among=among, second=second)
    return {line.item: line.quantity for line in done.items}


def let(office: TestOffice, standing: Standing, code: HouseholdCode, size: int) -> None:
    desk, second = office.desk(Role.HELPDESK), office.second(Role.LEAD)
    allowances.allow(desk, standing.round_code, code, size, "flood", second=second)


def split_off(office: TestOffice, code: HouseholdCode, place: int) -> HouseholdCode:
    """The member at this place begins a household alone."""
    desk = office.desk(Role.CLERK)
    who = registration.show(desk, code).members[place].id
    other = households.split(desk, code, [who], day=TODAY, second=office.second(Role.HELPDESK)).other
    assert other is not None
    return other.code


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people)
def test_the_same_household_gets_the_same_by_list_by_allowance_and_unlisted(
    relief: Relief, office: TestOffice, unlisted: Unlisted, whole: list[Person]
) -> None:
    """On an open list, on a fixed one, let draw although no list names it, and helped without a card."""
    among = counted(whole)
    wanted = share(among)
    code = registered(office, *(member(place, person) for place, person in enumerate(whole)))
    opened = relief.round(items=RULES)
    fixed = relief.round(items=RULES, kind=ListKind.FROZEN)
    assert at_the_lane(relief, opened, code) == wanted
    assert at_the_lane(relief, fixed, code) == wanted
    elsewhere = relief.round(items=RULES, areas=("PK604",))
    if wanted:
        let(office, elsewhere, code, len(whole))
        assert at_the_lane(relief, elsewhere, code) == wanted
        assert unlisted.helped(len(whole), among) == wanted
    else:
        with pytest.raises(NothingToGive):
            let(office, elsewhere, code, len(whole))
        with pytest.raises(NothingToGive):
            unlisted.helped(len(whole), among)


def test_a_household_that_a_list_fixed_is_let_draw_as_the_list_counted_it(relief: Relief, office: TestOffice) -> None:
    """Children born after the list was signed are not on it; the allowance and the lane agree on that.

    Who is on the list is let draw only where a part that split off drew for all, so three parts of one stand here.
    """
    father = member(0, (Sex.MALE, 30, TODAY, None))
    born = member(1, (Sex.MALE, 0, TODAY, None))
    woman, uncle = member(2, (Sex.FEMALE, 30, TODAY, None)), member(3, (Sex.MALE, 40, TODAY, None))
    code = registered(office, father, born, woman, uncle)
    standing = relief.round(items=(DAL, KITS), kind=ListKind.FROZEN, opened=False)
    hers, his = split_off(office, code, 2), split_off(office, code, 2)
    supervisor = office.desk(Role.SUPERVISOR)
    round_lists.freeze_round(supervisor, standing.round_code, second=office.second(Role.LEAD))
    programmes.open_round(supervisor, standing.round_code)
    open_whole(office.desk(Role.LEAD), standing.round_code)
    later = relief.round(items=(DAL,))
    for home in (code, his):
        households.birth(office.desk(Role.CLERK), home, member(4, (Sex.MALE, 0, TODAY, None)), day=TODAY)
    both = registered(office, father, born)
    with pytest.raises(HouseholdListed):
        let(office, standing, code, 3)
    relief.give(standing, relief.typed(hers.text))
    with pytest.raises(NothingToGive):
        let(office, standing, his, 2)
    let(office, standing, code, 3)
    assert at_the_lane(relief, standing, code) == {"DAL5": 3}
    assert at_the_lane(relief, later, code) == {"DAL5": 6}
    let(office, standing, both, 2)
    assert at_the_lane(relief, standing, both) == {"DAL5": 3}
    assert at_the_lane(relief, later, both) == {"DAL5": 3}


def test_of_each_category_no_more_than_those_who_draw(relief: Relief, office: TestOffice) -> None:
    """Four women of whom one draws get one kit."""
    women: Person = (Sex.FEMALE, 30, TODAY, None)
    code = registered(office, *(member(place, women) for place in range(4)))
    standing = relief.round(items=(KITS,), areas=("PK604",))
    let(office, standing, code, 1)
    assert at_the_lane(relief, standing, code) == {"DIGNITY": 1}


def test_a_collector_brings_home_what_the_holder_would_have_got(relief: Relief, office: TestOffice) -> None:
    whole: list[Person] = [(Sex.FEMALE, None, TODAY, True), (Sex.MALE, 1, TODAY, None)]
    code = registered(office, *(member(place, person) for place, person in enumerate(whole)))
    standing = relief.round(items=RULES)
    allowances.add_delivery(office.desk(Role.HELPDESK), standing.round_code, code, ProxyReason.ILL)
    done = distribution.give(
        office.desk(Role.SCANNER),
        standing,
        relief.typed(code.text),
        disbursement=DisbursementId(new_id()),
        looked=True,
        collector=Collecting(CollectionKind.DELIVERY),
    )
    assert {line.item: line.quantity for line in done.decision.items} == {"DAL5": 3, "DIGNITY": 1, "SOAP": 111}


@pytest.mark.parametrize(
    "among", [Among(-1), Among(3), Among(women=3), Among(disabled=3), Among(1, 2), Among(10**9), Among(women=-1)]
)
def test_more_among_them_than_there_are_is_refused(among: Among, relief: Relief, office: TestOffice) -> None:
    """Two people: no three of anything, and nobody is both under two and a woman."""
    standing = relief.round(items=RULES)
    with pytest.raises(AmongUnlikely) as refused:
        helped(office, standing, 2, among)
    assert refused.value.size == 2
    assert provisional.left_today(office.desk(Role.HELPDESK), standing) == DAILY_CAP


def test_where_nothing_is_due_because_nobody_was_counted_that_is_said(relief: Relief, office: TestOffice) -> None:
    """Five people of whom nobody told who they are; the same five with a child get its share."""
    standing = relief.round(items=(DAL,))
    with pytest.raises(NothingToGive) as refused:
        helped(office, standing, 5, Among())
    assert refused.value.counts_some
    with pytest.raises(NothingToGive) as refused:
        helped(office, standing, 5, Among(women=2))
    assert not refused.value.counts_some
    assert helped(office, standing, 5, Among(infants=1)) == {"DAL5": 3}


def test_who_was_among_them_is_kept_where_a_rule_counts_them_and_held_against_the_book(
    relief: Relief, office: TestOffice
) -> None:
    """Nothing is kept of people that no rule asks about; what was changed behind the book's back is found."""
    plain = relief.round()
    helped(office, plain, 4, Among(1, 1, 1))
    asked = relief.round(items=RULES)
    helped(office, asked, 4, Among(1, 2, 0))
    auditor = office.opened(Role.AUDITOR)
    with auditor.desk.store.reader.connect() as conn:
        rows = conn.execute(select(Provisional).order_by(Provisional.receipt)).all()[-2:]
    assert [(row.infants, row.women, row.disabled) for row in rows] == [(0, 0, 0), (1, 2, 0)]
    assert safekeeping.check(auditor.desk, auditor.certificates, office.folder).first_bad is None
    with office.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
        conn.execute(text("UPDATE provisional SET women = 1 WHERE women = 2 AND size = 4"))
    assert safekeeping.check(auditor.desk, auditor.certificates, office.folder).first_bad is not None
    with office.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
        conn.execute(text("UPDATE provisional SET women = 2 WHERE women = 1 AND size = 4 AND infants = 1"))


def test_of_a_choice_that_ran_out_the_next_item_is_given_as_at_the_lane(relief: Relief, office: TestOffice) -> None:
    """No tents are left: whoever is helped unlisted gets the tarpaulin that a card would get."""
    tent = ItemDraft("TENT", (StepDraft(1, 1),), ItemRule(instead="roof"))
    sheet = ItemDraft("TARP", (StepDraft(1, 2),), ItemRule(instead="roof"))
    standing = relief.round(items=(tent, sheet))
    stock.count(office.desk(Role.LEAD), standing, [CountDraft("TENT", 0), CountDraft("TARP", 5)])
    assert at_the_lane(relief, standing, relief.household()) == {"TARP": 2}
    assert helped(office, standing, 3, Among()) == {"TARP": 2}
