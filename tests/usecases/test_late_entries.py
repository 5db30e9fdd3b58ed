"""Late entries from paper: once a line, in the same book, counted apart, never what was not due."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.errors import CollectorUnknown, LateDayWrong, LateShort, NotDue, NotPermitted, SheetMissing
from desktop.models.disbursement import Disbursement
from desktop.records.distribution import Collecting, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import allowances, collectors, distribution, late_entries, programmes, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, ProxyReason, Verdict, VoidReason
from tests.factories import office
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import handed_over, last_content, on_hand, rows, stock


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("late"), clock=clock) as made:
        yield Relief(made, clock)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open-listed round of the district."""
    return relief.round()


@pytest.fixture
def lead(relief: Relief) -> Desk:
    """Who enters sheets."""
    return relief.office.desk(Role.LEAD)


def test_a_line_of_a_sheet_is_entered_once_however_often_it_is_typed(
    relief: Relief, standing: Standing, lead: Desk
) -> None:
    stock(relief, standing, {"ATTA20": 10, "OIL5": 10})
    code, day = relief.household(5), local_day(lead.clock().at) - timedelta(days=1)
    first = late_entries.enter(lead, standing, "a-7", day, code)
    second = late_entries.enter(lead, standing, " A-7 ", day, code)
    assert (first.again, second.again, second.receipt) == (False, True, first.receipt)
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}
    assert on_hand(relief, standing) == {"ATTA20": 6, "OIL5": 9}
    assert (last_content(relief)["sheet"], last_content(relief)["day"]) == ("A-7", day.isoformat())
    (row,) = rows(
        relief, select(Disbursement.sheet, Disbursement.given_on).where(Disbursement.id == first.disbursement)
    )
    assert (row.sheet, row.given_on) == ("A-7", day)
    with pytest.raises(NotDue) as claimed_twice:
        late_entries.enter(lead, standing, "A-8", day, code)
    assert claimed_twice.value.verdict == Verdict.H1


def test_late_entries_count_apart_and_the_book_stays_whole(relief: Relief, standing: Standing, lead: Desk) -> None:
    today = local_day(lead.clock().at)
    relief.give(standing, relief.typed(relief.household().text), role=Role.LEAD)
    for number in range(2):
        late_entries.enter(lead, standing, f"S{number}", today, relief.household())
    found = distribution.counts(lead, standing)
    assert (found.me, found.lane, found.point, found.late) == (1, 1, 1, 2)
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def test_what_was_on_paper_may_be_entered_when_the_point_is_shut_but_not_when_its_round_is(
    relief: Relief, standing: Standing, lead: Desk
) -> None:
    today = local_day(lead.clock().at)
    programmes.close_round(relief.office.desk(Role.SUPERVISOR), standing.round_code)
    with pytest.raises(NotDue) as refused:
        late_entries.enter(lead, standing, "S1", today, relief.household())
    assert refused.value.verdict == Verdict.S1


def test_a_sheet_has_a_number_and_a_day_that_was(relief: Relief, standing: Standing, lead: Desk) -> None:
    today, code = local_day(lead.clock().at), relief.household()
    with pytest.raises(SheetMissing):
        late_entries.enter(lead, standing, "  ", today, code)
    for wrong in (today + timedelta(days=1), today - timedelta(days=400)):
        with pytest.raises(LateDayWrong):
            late_entries.enter(lead, standing, "S1", wrong, code)
    assert handed_over(relief, standing, code) == {}


def test_more_than_the_book_has_is_not_entered(relief: Relief, standing: Standing, lead: Desk) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 3})
    today, code = local_day(lead.clock().at), relief.household(5)
    with pytest.raises(LateShort) as short:
        late_entries.enter(lead, standing, "S1", today, code)
    assert short.value.items == ("ATTA20",)
    assert on_hand(relief, standing) == {"ATTA20": 3, "OIL5": 3}


def test_a_line_that_was_taken_back_may_be_entered_again(relief: Relief, standing: Standing, lead: Desk) -> None:
    today, code = local_day(lead.clock().at), relief.household()
    first = late_entries.enter(lead, standing, "S1", today, code)
    distribution.void(lead, first.disbursement, VoidReason.WRONG_PERSON, second=relief.office.second(Role.SUPERVISOR))
    again = late_entries.enter(lead, standing, "S1", today, code)
    assert not again.again
    assert again.receipt > first.receipt


@pytest.mark.parametrize("role", [Role.SCANNER, Role.CLERK, Role.HELPDESK, Role.SUPERVISOR])
def test_only_a_lead_enters_sheets(relief: Relief, standing: Standing, role: Role) -> None:
    desk = relief.office.desk(role)
    with pytest.raises(NotPermitted):
        late_entries.enter(desk, standing, "S1", local_day(desk.clock().at), relief.household())


BOY = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
NAMED = Collecting(CollectionKind.NAMED, 1)


def named(relief: Relief, holders: int = 1) -> HouseholdCode:
    """A household that named the boy."""
    code = relief.household(3, holders=holders)
    collectors.name_collector(relief.office.desk(Role.CLERK), code, BOY)
    return code


def test_who_signed_for_many_on_paper_is_counted_and_what_they_took_stands(
    relief: Relief, standing: Standing, lead: Desk
) -> None:
    """Six lines of one boy are entered, for they happened; at the lane he collects no more."""
    day = local_day(lead.clock().at)
    for number in range(6):
        late_entries.enter(lead, standing, f"B-{number}", day, named(relief), collector=NAMED)
        assert last_content(relief)["collected"] == "named"
    shown = relief.typed(named(relief).text)
    stopped = distribution.decide(lead, standing, shown, collector=NAMED)
    assert (stopped.verdict, stopped.why, stopped.facts) == (Verdict.H5, "collector_limit", {"households": "6"})
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def test_a_line_is_entered_for_who_was_let_on_the_sheets_own_day_and_for_nobody_else(
    relief: Relief, standing: Standing, lead: Desk
) -> None:
    code, day = relief.household(3, holders=2), local_day(lead.clock().at)
    draft = ProxyDraft("نسرین", "Nasreen", "SIS", "0303-1212121", ProxyReason.ILL)
    desk, second = relief.office.desk(Role.HELPDESK), relief.office.second(Role.LEAD)
    allowances.let_collect(desk, standing.round_code, code, draft, second=second)
    proxy = Collecting(CollectionKind.PROXY)
    for wrong, how in ((day - timedelta(days=1), proxy), (day, NAMED), (day, 7)):
        with pytest.raises(CollectorUnknown):
            late_entries.enter(lead, standing, "C-1", wrong, code, collector=how)
    first = late_entries.enter(lead, standing, "C-1", day, code, collector=proxy)
    again = late_entries.enter(lead, standing, "C-1", day, code)
    assert (again.again, again.receipt) == (True, first.receipt)
    other = relief.household(3, holders=2)
    late_entries.enter(lead, standing, "C-1", day, other, collector=2)
    assert last_content(relief)["collector"] == 2
