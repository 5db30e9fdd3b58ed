"""Late entries from paper: once a line, in the same book, counted apart, never what was not due."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.errors import (
    CollectorUnknown,
    LateAmountWrong,
    LateDayWrong,
    LateEnteredBefore,
    LateShort,
    LateTooEarly,
    NotDue,
    NotPermitted,
    SecondNeeded,
    SheetMissing,
    SheetNotPrinted,
)
from desktop.models.disbursement import Disbursement
from desktop.records.distribution import Collecting, Decision, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import allowances, collectors, distribution, late_entries, programmes, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, ProxyReason, Verdict, VoidReason
from desktop.words.messages import say
from tests.factories import office
from tests.usecases.relief_office import Relief, ShiftedClock, open_whole
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


@pytest.fixture
def sheet(relief: Relief, standing: Standing) -> str:
    """The number of a sheet that is printed there."""
    return relief.sheet(standing)


def test_a_line_of_a_sheet_is_entered_once_however_often_it_is_typed(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    stock(relief, standing, {"ATTA20": 10, "OIL5": 10})
    code, day = relief.household(5), local_day(lead.clock().at)
    first = late_entries.enter(lead, standing, f" {sheet} ", day, code)
    second = late_entries.enter(lead, standing, sheet.replace("-", " - "), day, code)
    assert (first.again, second.again, second.receipt) == (False, True, first.receipt)
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}
    assert on_hand(relief, standing) == {"ATTA20": 6, "OIL5": 9}
    assert (last_content(relief)["sheet"], last_content(relief)["day"]) == (sheet, day.isoformat())
    (row,) = rows(
        relief, select(Disbursement.sheet, Disbursement.given_on).where(Disbursement.id == first.disbursement)
    )
    assert (row.sheet, row.given_on) == (sheet, day)
    with pytest.raises(NotDue) as claimed_twice:
        late_entries.enter(lead, standing, relief.sheet(standing), day, code)
    assert claimed_twice.value.verdict == Verdict.H1


def test_late_entries_count_apart_and_the_book_stays_whole(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    today = local_day(lead.clock().at)
    relief.give(standing, relief.typed(relief.household().text), role=Role.LEAD)
    for _number in range(2):
        late_entries.enter(lead, standing, relief.sheet(standing), today, relief.household())
    found = distribution.counts(lead, standing)
    assert (found.me, found.lane, found.point, found.late) == (1, 1, 1, 2)
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def test_what_was_on_paper_may_be_entered_when_the_point_is_shut_but_not_when_its_round_is(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    today = local_day(lead.clock().at)
    programmes.close_round(relief.office.desk(Role.SUPERVISOR), standing.round_code)
    with pytest.raises(NotDue) as refused:
        late_entries.enter(lead, standing, sheet, today, relief.household())
    assert refused.value.verdict == Verdict.S1


def test_a_sheet_has_a_number_and_a_day_that_was(relief: Relief, standing: Standing, lead: Desk, sheet: str) -> None:
    today, code = local_day(lead.clock().at), relief.household()
    with pytest.raises(SheetMissing):
        late_entries.enter(lead, standing, "  ", today, code)
    for wrong in (today + timedelta(days=1), today - timedelta(days=400)):
        with pytest.raises(LateDayWrong):
            late_entries.enter(lead, standing, sheet, wrong, code)
    assert handed_over(relief, standing, code) == {}


def test_more_than_the_book_has_is_not_entered(relief: Relief, standing: Standing, lead: Desk, sheet: str) -> None:
    stock(relief, standing, {"ATTA20": 3, "OIL5": 3})
    today, code = local_day(lead.clock().at), relief.household(5)
    with pytest.raises(LateShort) as short:
        late_entries.enter(lead, standing, sheet, today, code)
    assert short.value.items == ("ATTA20",)
    assert on_hand(relief, standing) == {"ATTA20": 3, "OIL5": 3}


def test_a_line_that_was_taken_back_may_be_entered_again(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    today, code = local_day(lead.clock().at), relief.household()
    first = late_entries.enter(lead, standing, sheet, today, code)
    distribution.void(lead, first.disbursement, VoidReason.WRONG_PERSON, second=relief.office.second(Role.SUPERVISOR))
    again = late_entries.enter(lead, standing, sheet, today, code)
    assert not again.again
    assert again.receipt > first.receipt


@pytest.mark.parametrize("role", [Role.SCANNER, Role.CLERK, Role.HELPDESK, Role.SUPERVISOR])
def test_only_a_lead_enters_sheets(relief: Relief, standing: Standing, role: Role, sheet: str) -> None:
    desk = relief.office.desk(role)
    with pytest.raises(NotPermitted):
        late_entries.enter(desk, standing, sheet, local_day(desk.clock().at), relief.household())


BOY = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
NAMED = Collecting(CollectionKind.NAMED, 1)


def named(relief: Relief, holders: int = 1) -> HouseholdCode:
    """A household that named the boy."""
    code = relief.household(3, holders=holders)
    collectors.name_collector(relief.office.desk(Role.CLERK), code, BOY)
    return code


def test_who_signed_for_many_on_paper_is_counted_and_what_they_took_stands(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    """Six lines of one boy are entered, for they happened; at the lane he collects no more."""
    day = local_day(lead.clock().at)
    for _number in range(6):
        late_entries.enter(lead, standing, sheet, day, named(relief), collector=NAMED)
        assert last_content(relief)["collected"] == "named"
    shown = relief.typed(named(relief).text)
    stopped = distribution.decide(lead, standing, shown, collector=NAMED)
    assert (stopped.verdict, stopped.why, stopped.facts) == (Verdict.H5, "collector_limit", {"households": "6"})
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def test_a_line_is_entered_for_who_was_let_on_the_sheets_own_day_and_for_nobody_else(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    code, day = relief.household(3, holders=2), local_day(lead.clock().at)
    draft = ProxyDraft("نسرین", "Nasreen", "SIS", "0303-1212121", ProxyReason.ILL)
    desk, second = relief.office.desk(Role.HELPDESK), relief.office.second(Role.LEAD)
    allowances.let_collect(desk, standing.round_code, code, draft, second=second)
    proxy = Collecting(CollectionKind.PROXY)
    for wrong, how in ((day, NAMED), (day, 7)):
        with pytest.raises(CollectorUnknown):
            late_entries.enter(lead, standing, sheet, wrong, code, collector=how)
    relief.clock.passed = timedelta(days=1)
    try:
        with pytest.raises(CollectorUnknown):
            late_entries.enter(lead, standing, sheet, day + timedelta(days=1), code, collector=proxy)
    finally:
        relief.clock.passed = timedelta(0)
    first = late_entries.enter(lead, standing, sheet, day, code, collector=proxy)
    again = late_entries.enter(lead, standing, sheet, day, code)
    assert (again.again, again.receipt) == (True, first.receipt)
    other = relief.household(3, holders=2)
    late_entries.enter(lead, standing, sheet, day, other, collector=2)
    assert last_content(relief)["collector"] == 2


def test_a_line_is_looked_at_before_it_is_entered_and_nothing_is_written(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    """Who it is, what was due, who could have signed; a line that stands is told with its slip."""
    stock(relief, standing, {"ATTA20": 5, "OIL5": 5})
    code, day = named(relief, holders=2), local_day(lead.clock().at)
    seen = late_entries.look(lead, standing, sheet, day, code)
    assert seen.person is not None
    assert seen.person.name_latin.startswith("Sakina")
    assert {line.item: line.quantity for line in seen.items} == {"ATTA20": 2, "OIL5": 1}
    assert [one.how for one in seen.choices] == [2, NAMED]
    by_card = late_entries.look(lead, standing, sheet, day, relief.cards(code)[1].number)
    assert [one.how for one in by_card.choices] == [1, NAMED]
    assert handed_over(relief, standing, code) == {}
    done = late_entries.enter(lead, standing, sheet, day, code)
    with pytest.raises(LateEnteredBefore) as stands:
        late_entries.look(lead, standing, f"0{sheet}", day, code)
    assert stands.value.receipt == done.receipt
    with pytest.raises(NotDue) as received:
        late_entries.look(lead, standing, relief.sheet(standing), day, code)
    assert isinstance(received.value.decision, Decision)
    assert received.value.decision.why == "received"


def test_a_sheet_that_says_less_leaves_the_rest_owed(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    """Two of four bags and no can: the lane gives the rest, and an owed line is then entered whole or not at all."""
    stock(relief, standing, {"ATTA20": 20, "OIL5": 20})
    code, day = relief.household(5), local_day(lead.clock().at)
    other_sheet = relief.sheet(standing)
    done = late_entries.enter(lead, standing, sheet, day, code, given={"ATTA20": 2, "OIL5": 0})
    assert {line.item: line.quantity for line in done.items} == {"ATTA20": 2}
    assert on_hand(relief, standing) == {"ATTA20": 18, "OIL5": 20}
    assert last_content(relief)["owed"] == {"ATTA20": 2, "OIL5": 1}
    with pytest.raises(LateAmountWrong):
        late_entries.enter(lead, standing, other_sheet, day, code, given={"ATTA20": 1})
    rest = relief.decide(standing, relief.typed(code.text))
    assert {line.item: line.quantity for line in rest.items} == {"ATTA20": 2, "OIL5": 1}
    late_entries.enter(lead, standing, other_sheet, day, code, given={"ATTA20": 2, "OIL5": 1})
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


@pytest.mark.parametrize("given", [{"ATTA20": 5}, {"ATTA20": 0, "OIL5": 0}, {}, {"ATTA20": -1, "OIL5": 1}, {"TENT": 1}])
def test_more_than_was_due_or_nothing_is_not_entered(
    relief: Relief, standing: Standing, lead: Desk, given: dict[str, int], sheet: str
) -> None:
    code, day = relief.household(5), local_day(lead.clock().at)
    with pytest.raises(LateAmountWrong):
        late_entries.enter(lead, standing, sheet, day, code, given=given)
    assert handed_over(relief, standing, code) == {}


def test_what_the_shelf_could_have_given_is_entered_though_it_was_not_all(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    """The book has three of four: what the sheet says of three is entered, of four it is not."""
    stock(relief, standing, {"ATTA20": 3, "OIL5": 3})
    code, day = relief.household(5), local_day(lead.clock().at)
    seen = late_entries.look(lead, standing, sheet, day, code)
    assert {line.item: line.quantity for line in seen.items} == {"ATTA20": 4, "OIL5": 1}
    with pytest.raises(LateShort):
        late_entries.enter(lead, standing, sheet, day, code, given={"ATTA20": 4, "OIL5": 1})
    late_entries.enter(lead, standing, sheet, day, code, given={"ATTA20": 3, "OIL5": 1})
    assert last_content(relief)["owed"] == {"ATTA20": 1}
    assert on_hand(relief, standing) == {"ATTA20": 0, "OIL5": 2}


def test_what_was_entered_from_a_sheet_is_found_again_by_its_number(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    """Newest first, what was taken back marked; the sheet somebody was at last is offered to them."""
    other = relief.round()
    day = local_day(lead.clock().at)
    assert late_entries.last_sheet(lead, standing) is None
    with pytest.raises(SheetMissing):
        late_entries.sheet_lines(lead, standing, " ")
    codes = [relief.household() for _ in range(3)]
    done = [late_entries.enter(lead, standing, sheet, day, code) for code in codes]
    newer = relief.sheet(standing)
    late_entries.enter(lead, standing, newer, day, relief.household())
    late_entries.enter(lead, other, relief.sheet(other), day, relief.household())
    void = distribution.void(
        lead, done[1].disbursement, VoidReason.WRONG_PERSON, second=relief.office.second(Role.SUPERVISOR)
    )
    found = late_entries.sheet_lines(lead, standing, f"0{sheet}")
    assert (found.number, found.stand) == (sheet, 2)
    assert [(line.household, line.voided) for line in found.lines] == [
        (codes[2], False), (codes[1], True), (codes[0], False)
    ]  # fmt: skip
    assert void.receipt == found.lines[1].receipt
    assert {line.item: line.quantity for line in found.lines[0].items} == {"ATTA20": 2, "OIL5": 1}
    assert all(line.day == day and line.name for line in found.lines)
    last = late_entries.last_sheet(lead, standing)
    assert last is not None
    assert (last.number, last.day) == (newer, day)


@pytest.mark.parametrize("wrong", ["A-7", "1", "0-1", "{printing}-0", "{printing}-99", "9999-1", "{printing}-1-1", "-"])
def test_only_a_sheet_that_was_printed_at_this_point_is_entered(
    relief: Relief, standing: Standing, lead: Desk, sheet: str, wrong: str
) -> None:
    """A number that nobody printed, a page that it never had; another point's sheet is none of this one."""
    code, day = relief.household(), local_day(lead.clock().at)
    numbers = [wrong.replace("{printing}", sheet.split("-")[0]), relief.sheet(relief.round())]
    for number in numbers:
        for act in (late_entries.enter, late_entries.look):
            with pytest.raises(SheetNotPrinted):
                act(lead, standing, number, day, code)
    assert handed_over(relief, standing, code) == {}
    late_entries.enter(lead, standing, sheet, day, code)


def test_nothing_is_entered_of_days_before_the_sheet_the_point_and_the_household(relief: Relief, lead: Desk) -> None:
    """Printed on the first day, opened on the third, registered on the fifth."""
    clock, began = relief.clock, local_day(lead.clock().at)
    standing = relief.round(points_open=False)
    sheet, early = relief.sheet(standing), relief.household()
    try:
        with pytest.raises(LateTooEarly) as never:
            late_entries.enter(lead, standing, sheet, began, early)
        assert (never.value.what, never.value.since) == ("point", "")
        clock.passed = timedelta(days=2)
        open_whole(lead, standing.round_code)
        clock.passed = timedelta(days=4)
        late = relief.household()
        with pytest.raises(SheetNotPrinted):
            late_entries.enter(lead, standing, sheet, began - timedelta(days=1), early)
        with pytest.raises(LateTooEarly) as point:
            late_entries.enter(lead, standing, sheet, began + timedelta(days=1), early)
        assert (point.value.what, point.value.since) == ("point", (began + timedelta(days=2)).isoformat())
        with pytest.raises(LateTooEarly) as household:
            late_entries.look(lead, standing, sheet, began + timedelta(days=3), late)
        registered = began + timedelta(days=4)
        assert (household.value.what, household.value.since) == ("household", f"{registered:%Y-%m}"), "never its day"
        assert str(registered.year) in say(household.value).what, "a month in words"
        late_entries.enter(lead, standing, sheet, began + timedelta(days=3), early)
        late_entries.enter(lead, standing, sheet, began + timedelta(days=4), late)
    finally:
        clock.passed = timedelta(0)


def test_the_eleventh_line_of_a_sheet_needs_a_second_person(
    relief: Relief, standing: Standing, lead: Desk, sheet: str
) -> None:
    """However the number is written; another sheet has ten lines of its own."""
    day, number = local_day(lead.clock().at), sheet.split("-")[0]
    for _ in range(10):
        late_entries.enter(lead, standing, sheet, day, relief.household())
    code = relief.household()
    scripts = [
        "".join(chr(zero + int(letter)) if letter.isdecimal() else letter for letter in sheet)
        for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0E50, 0xFF10, 0x1D7CE)
    ]
    for written in (sheet, f"00{number} - 01", sheet.replace("-", "\N{EN DASH}"), *scripts):
        with pytest.raises(SecondNeeded) as refused:
            late_entries.enter(lead, standing, written, day, code)
        assert refused.value.why == "lines"
    late_entries.enter(lead, standing, relief.sheet(standing), day, relief.household())
    done = late_entries.enter(lead, standing, sheet, day, code, second=relief.office.second(Role.SUPERVISOR))
    assert done.sheet == sheet
