"""Opening a point, closing its day, and the next morning, on the real encrypted store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import (
    CountMissing,
    DutyNotSeparated,
    NotPermitted,
    PointAmbiguous,
    PointNotOpen,
    PointNotReady,
    PointOpenAlready,
    ReasonMissing,
    RoundNotInState,
    SecondNeeded,
    SecondUnfit,
    StockCountWrong,
    StockReasonNeeded,
)
from desktop.ledger.checkpoint import parse_fingerprint
from desktop.models.ledger_entry import LedgerContent
from desktop.queries.relief.stock import book
from desktop.records.distribution import PointDraft, Standing
from desktop.records.point_day import DayClosed, DutyDraft
from desktop.records.relief_rule import ItemRule
from desktop.records.stock import CountDraft
from desktop.security import canonical
from desktop.usecases import day_close, distribution, point_days, programmes, provisional, safekeeping
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    DifferenceReason,
    DutyKind,
    Language,
    ListKind,
    PointCheckKind,
    Verdict,
    VoidReason,
)
from desktop.words.captions.days import day_sheet
from tests.factories import office
from tests.usecases.relief_office import FLOUR, MALOOK, OIL, Relief, ShiftedClock

ALL = tuple(PointCheckKind)


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("days"), clock=clock) as made:
        yield Relief(made, clock)


@pytest.fixture
def standing(relief: Relief) -> Iterator[Standing]:
    """A point of an open round that nobody opened yet."""
    relief.clock.by = timedelta(0)
    yield relief.round(points_open=False)
    relief.clock.by = timedelta(0)


def opened(relief: Relief, standing: Standing, *counts: CountDraft) -> None:
    """The point opened with everything ticked."""
    point_days.open_point(relief.office.desk(Role.LEAD), standing, ticked=ALL, counts=counts)


def served(relief: Relief, standing: Standing, people: int = 2) -> Any:
    """A new household that was handed what it is due."""
    card = relief.presented(relief.cards(relief.household(people))[0].credential)
    return relief.give(standing, card)


def last_content(relief: Relief) -> dict[str, Any]:
    """The content of the newest entry."""
    with relief.office.desk(Role.LEAD).store.reader.connect() as conn, conn.begin():
        row = conn.execute(select(LedgerContent.content).order_by(LedgerContent.seq.desc()).limit(1)).scalar_one()
    return canonical.decode_object(bytes(row))


def test_a_point_opens_when_everything_is_ticked_and_the_lane_then_scans(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    card = relief.presented(relief.cards(relief.household())[0].credential)
    assert relief.decide(standing, card).verdict is not Verdict.G1
    begun = point_days.tick(lead, standing, ALL[:3])
    assert begun.unticked == ALL[3:]
    with pytest.raises(PointNotReady) as refused:
        point_days.open_point(lead, standing)
    assert refused.value.unticked == tuple(kind.value for kind in ALL[3:])
    assert not point_days.ready(lead, standing).place.open
    now = point_days.open_point(lead, standing, ticked=ALL[3:])
    assert now.ready.place.open
    assert now.ready.unticked == ()
    assert {line.ticked_by for line in now.ready.checks} == {"lead"}
    assert relief.decide(standing, card).verdict is Verdict.G1


def test_with_something_unticked_it_needs_another_role_and_a_reason_and_both_are_kept(
    relief: Relief, standing: Standing
) -> None:
    lead, supervisor = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    point_days.tick(lead, standing, ALL[1:])
    with pytest.raises(ReasonMissing):
        point_days.open_point(lead, standing, second=supervisor, reason="  ")
    with pytest.raises(SecondUnfit):
        point_days.open_point(lead, standing, second=relief.office.second(Role.LEAD), reason="Road was cut")
    with pytest.raises(ReasonMissing):
        point_days.open_point(lead, standing, second=supervisor, reason="\u202e\0")
    point_days.open_point(lead, standing, second=supervisor, reason="Road \u202ewas\0 cut")
    said = last_content(relief)
    assert (said["unticked"], said["reason"]) == ([ALL[0].value], "Road was cut")


def test_a_tick_can_be_taken_back_until_the_point_opens(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    point_days.tick(lead, standing, ALL)
    after = point_days.tick(lead, standing, [PointCheckKind.LANES], on=False)
    assert after.unticked == (PointCheckKind.LANES,)


def test_only_a_lead_opens_and_closes(relief: Relief, standing: Standing) -> None:
    for role in set(Role) - {Role.LEAD}:
        with pytest.raises(NotPermitted):
            point_days.open_point(relief.office.desk(role), standing, ticked=ALL)


def test_a_point_of_a_round_that_is_not_open_does_not_open(relief: Relief) -> None:
    draft = relief.round(opened=False)
    with pytest.raises(RoundNotInState):
        opened(relief, draft)


def test_who_registered_today_does_not_verify_and_registering_later_takes_the_tick_away(
    relief: Relief, standing: Standing
) -> None:
    lead = relief.office.desk(Role.LEAD)
    relief.household()
    with pytest.raises(DutyNotSeparated):
        point_days.set_duty(lead, standing, DutyDraft(DutyKind.VERIFY, "clerk", lane=1))
    point_days.set_duty(lead, standing, DutyDraft(DutyKind.GATE, "clerk"))
    now = point_days.set_duty(lead, standing, DutyDraft(DutyKind.VERIFY, "scanner", lane=1))
    named = {line.name: line for line in now.duties}
    assert named["clerk"].registered >= 1
    assert named["scanner"].operator_id is not None
    relief.clock.by = timedelta(days=40)
    tomorrow = point_days.set_duty(lead, standing, DutyDraft(DutyKind.VERIFY, "clerk", lane=1))
    assert [line.found for line in tomorrow.checks if line.kind is PointCheckKind.DUTIES_SEPARATED] == [True]
    relief.household()
    later = point_days.tick(lead, standing, ALL)
    assert later.unticked == (PointCheckKind.DUTIES_SEPARATED,)
    ended = point_days.end_duty(lead, standing, later.duties[0].id)
    assert ended.unticked == ()


def test_the_rehearsal_is_found_once_a_card_was_read_before_opening(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)

    def found() -> bool | None:
        lines = point_days.ready(lead, standing).checks
        return next(line.found for line in lines if line.kind is PointCheckKind.REHEARSED)

    relief.clock.by = timedelta(days=60)  # on a day on which nobody closed this point
    assert found() is False
    card = relief.presented(relief.cards(relief.household())[0].credential)
    decision = relief.decide(standing, card)
    assert decision.rehearsal
    distribution.end_scan(relief.office.desk(Role.SCANNER), standing, decision.household_id, rehearsal=True)
    assert found() is True
    relief.clock.by = timedelta(days=61)
    assert found() is False


def test_a_clock_that_jumped_today_is_shown_and_blocks_nothing(relief: Relief, standing: Standing) -> None:
    relief.clock.by = timedelta(hours=3)
    relief.household()
    relief.clock.by = timedelta(hours=1)
    relief.household()
    lead = relief.office.desk(Role.LEAD)
    line = next(one for one in point_days.ready(lead, standing).checks if one.kind is PointCheckKind.CLOCK)
    assert line.found is False
    assert int(line.facts["jumps"]) >= 1
    opened(relief, standing)


def test_a_frozen_list_is_found_fixed(relief: Relief) -> None:
    standing = relief.round(kind=ListKind.FROZEN)
    checks = point_days.ready(relief.office.desk(Role.LEAD), standing).checks
    assert next(line.found for line in checks if line.kind is PointCheckKind.LIST_FIXED) is True


def test_a_day_is_closed_with_its_counts_and_the_books_fingerprint_is_on_it(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    opened(relief, standing, CountDraft("ATTA20", 100), CountDraft("OIL5", 50))
    first, second = served(relief, standing, 5), served(relief, standing, 2)
    distribution.void(relief.office.desk(Role.SCANNER), second.disbursement, VoidReason.CAME_BACK)
    before = day_close.account(lead, standing)
    assert {line.item: line.book for line in before.shelf} == {"ATTA20": 96, "OIL5": 49}
    assert (before.figures.given, before.figures.voided) == (1, 1)

    with pytest.raises(CountMissing) as refused:
        day_close.close_day(lead, standing, [CountDraft("ATTA20", 95)])
    assert refused.value.items == ("OIL5",)
    with pytest.raises(StockReasonNeeded):
        day_close.close_day(lead, standing, [CountDraft("ATTA20", 95), CountDraft("OIL5", 49)])
    counts = [CountDraft("ATTA20", 95, DifferenceReason.TORN, "on the truck"), CountDraft("OIL5", 49)]
    done = day_close.close_day(lead, standing, counts, second=relief.office.second(Role.SUPERVISOR))
    assert [(line.item, line.book, line.counted, line.difference) for line in done.counts] == [
        ("ATTA20", 96, 95, -1),
        ("OIL5", 49, 49, 0),
    ]
    assert (done.second, done.second_by) == ("supervisor", "same-laptop")
    assert not point_days.ready(lead, standing).place.open
    _, mark = parse_fingerprint(f"HQ D03 {done.entry.size} {done.entry.digits}")
    assert mark.size == done.entry.seq + 1
    with lead.store.reader.connect() as conn, conn.begin():
        lines = {line.item: line for line in book(conn, lead.office.district, before.place.id)}
    assert (lines["ATTA20"].closing, lines["ATTA20"].on_hand) == (95, 95)
    assert (lines["OIL5"].closing, lines["OIL5"].on_hand) == (49, 49)
    assert first.receipt
    again = day_close.sheet_again(lead, standing)
    assert (again.figures, again.closed_by, again.second_by) == (done.figures, "lead", "same-laptop")
    assert [(line.item, line.book, line.counted) for line in again.counts] == [("ATTA20", 96, 95), ("OIL5", 49, 49)]


def test_a_close_beyond_the_rule_is_of_two_people_and_tells_it(relief: Relief) -> None:
    """Of a hundred bags two may be missing; three want two people, and are told as more also when printed again."""
    lead = relief.office.desk(Role.LEAD)
    flour = replace(FLOUR, rule=ItemRule(tolerance=20))
    standing = relief.round(items=(flour, OIL), points_open=False)
    opened(relief, standing, CountDraft("ATTA20", 100), CountDraft("OIL5", 50))
    assert {line.item: line.tolerated for line in day_close.account(lead, standing).shelf} == {"ATTA20": 2, "OIL5": 0}
    counts = [
        CountDraft("ATTA20", 97, DifferenceReason.TORN),
        CountDraft("OIL5", 51, DifferenceReason.SHORT_ON_ARRIVAL),
    ]
    with pytest.raises(SecondNeeded):
        day_close.close_day(lead, standing, counts)
    done = day_close.close_day(lead, standing, counts, second=relief.office.second(Role.SCANNER))
    assert [(line.item, line.tolerated, line.beyond) for line in done.counts] == [
        ("ATTA20", 2, True),
        ("OIL5", 0, False),
    ]
    assert day_close.sheet_again(lead, standing).counts == done.counts


def test_of_two_who_close_at_once_the_other_hears_a_sentence(relief: Relief, standing: Standing) -> None:
    opened(relief, standing)
    day_close.close_day(relief.office.desk(Role.LEAD), standing)
    with pytest.raises(PointNotOpen) as refused:
        day_close.close_day(relief.office.desk(Role.LEAD), standing)
    assert refused.value.closed


def test_a_day_that_was_only_shut_is_counted_later_and_the_next_opens_clean_meanwhile(
    relief: Relief, standing: Standing
) -> None:
    lead = relief.office.desk(Role.LEAD)
    opened(relief, standing)
    served(relief, standing)
    point_days.shut_point(lead, standing)
    with pytest.raises(PointNotOpen):
        point_days.shut_point(lead, standing)
    done = day_close.close_day(lead, standing)
    assert done.figures.given == 1
    with pytest.raises(PointNotOpen):
        day_close.close_day(lead, standing)


def test_a_day_nobody_closed_has_to_be_closed_before_the_next_one(relief: Relief, standing: Standing) -> None:
    opened(relief, standing)
    with pytest.raises(PointOpenAlready):
        opened(relief, standing)
    relief.clock.by = timedelta(days=1)
    with pytest.raises(PointOpenAlready):
        opened(relief, standing)
    day_close.close_day(relief.office.desk(Role.LEAD), standing)
    opened(relief, standing)


@pytest.mark.parametrize("counted", [-1, 10**9])
def test_absurd_counts_change_nothing(relief: Relief, standing: Standing, counted: int) -> None:
    opened(relief, standing)
    with pytest.raises(StockCountWrong):
        day_close.close_day(relief.office.desk(Role.LEAD), standing, [CountDraft("ATTA20", counted)])
    assert point_days.ready(relief.office.desk(Role.LEAD), standing).place.open


def test_the_next_day_opens_clean(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    opened(relief, standing, CountDraft("ATTA20", 100))
    served(relief, standing)
    point_days.set_duty(lead, standing, DutyDraft(DutyKind.GATE, "Bashir"))
    day_close.close_day(lead, standing, [CountDraft("ATTA20", 98)])
    relief.clock.by = timedelta(days=1)
    morning = point_days.ready(lead, standing)
    assert morning.unticked == ALL
    assert (morning.duties, morning.opened_at) == ((), None)
    assert {line.item: line.book for line in morning.shelf} == {"ATTA20": 98, "OIL5": None}
    opened(relief, standing)
    assert day_close.account(lead, standing).figures.given == 0
    served(relief, standing)
    assert day_close.account(lead, standing).figures.given == 1


def test_closing_the_round_stops_the_lanes_and_the_day_can_still_be_counted(relief: Relief, standing: Standing) -> None:
    opened(relief, standing)
    served(relief, standing)
    programmes.close_round(relief.office.desk(Role.SUPERVISOR), standing.round_code)
    assert day_close.close_day(relief.office.desk(Role.LEAD), standing).figures.given == 1


def test_a_point_is_found_by_its_code_alone_when_one_open_round_has_it(relief: Relief) -> None:
    first, second = relief.round(), relief.round()
    assert first.point_code == second.point_code == MALOOK.code
    code = f"only-here-{first.round_code}"[:40]
    standing = relief.round(points=(PointDraft(code, "Only here"),))
    lead = relief.office.desk(Role.LEAD)
    assert point_days.standing_of(lead, code) == Standing(standing.round_code, code)
    with pytest.raises(PointAmbiguous):
        point_days.standing_of(lead, MALOOK.code)
    with pytest.raises(PointAmbiguous):
        point_days.standing_of(lead, "nowhere")


def test_who_did_not_come_is_told_by_code_and_count(relief: Relief, standing: Standing) -> None:
    opened(relief, standing)
    waiting = relief.household(3)
    given = served(relief, standing)
    told = day_close.unserved(relief.office.desk(Role.SUPERVISOR), standing)
    assert waiting in told.codes
    assert given.decision.household not in told.codes
    assert told.listed - len(told.codes) == 1


def test_after_days_at_a_point_the_store_and_its_book_fit(relief: Relief, standing: Standing) -> None:
    lead = relief.office.opened(Role.LEAD)
    opened(relief, standing, CountDraft("ATTA20", 40))
    served(relief, standing)
    day_close.close_day(lead.desk, standing, [CountDraft("ATTA20", 38)])
    checked = safekeeping.check(lead.desk, lead.certificates, relief.office.folder)
    assert checked.first_bad is None


@settings(max_examples=12)
@examples(st.lists(st.lists(st.sampled_from(["give", "void", "back", "on"]), max_size=4), min_size=1, max_size=3))
def test_the_days_of_a_point_add_up_to_all_that_was_done_whatever_the_clock_says(
    relief: Relief, days: list[list[str]]
) -> None:
    relief.clock.by = timedelta(0)
    standing, lead = relief.round(points_open=False), relief.office.desk(Role.LEAD)
    done: list[DayClosed] = []
    gave = voided = 0
    for number, acts in enumerate(days):
        relief.clock.by = timedelta(days=number)
        opened(relief, standing)
        last = None
        for act in acts:
            if act == "give":
                last, gave = served(relief, standing), gave + 1
            elif act == "void" and last is not None:
                distribution.void(
                    lead, last.disbursement, VoidReason.CAME_BACK, second=relief.office.second(Role.SUPERVISOR)
                )
                last, voided = None, voided + 1
            elif act in ("back", "on"):
                relief.clock.by += timedelta(hours=-30 if act == "back" else 5)
        done.append(day_close.close_day(lead, standing))
        assert not point_days.ready(lead, standing).place.open
    assert sum(one.figures.handed for one in done) == gave
    assert sum(one.figures.voided for one in done) == voided
    assert sum(one.figures.given for one in done) == gave - voided
    relief.clock.by = timedelta(0)


def test_what_went_out_without_a_card_stands_on_the_day_sheet_beside_the_list(
    relief: Relief, standing: Standing
) -> None:
    """Its households, its items; the shelf is lower by them, and what households received is not higher."""
    lead, helper = relief.office.desk(Role.LEAD), relief.office.desk(Role.HELPDESK)
    opened(relief, standing, CountDraft("ATTA20", 100), CountDraft("OIL5", 20))
    served(relief, standing)
    provisional.give(helper, standing, 5, "no list knows them", second=relief.office.second(Role.LEAD))
    told = day_close.account(lead, standing)
    assert told.figures.provisional == 1
    assert {line.item: line.quantity for line in told.figures.helped} == {"ATTA20": 4, "OIL5": 1}
    assert {line.item: line.quantity for line in told.figures.items} == {"ATTA20": 2, "OIL5": 1}
    assert {line.item: line.book for line in told.shelf} == {"ATTA20": 94, "OIL5": 18}
    closed = day_close.close_day(lead, standing, [CountDraft("ATTA20", 94), CountDraft("OIL5", 18)])
    sheet = day_sheet(closed, Language.ENGLISH, relief.office.desk(Role.LEAD).office, "HQ")
    (line,) = [one.value for one in sheet.people if one.what.en == "Provisional help"]
    assert line == "1 · Wheat flour 20 kg: 4 · Cooking oil 5 L: 1"
    relief.clock.by = timedelta(days=1)
    opened(relief, standing)
    assert day_close.account(lead, standing).figures.helped == (), "the next day begins without it"


def test_that_the_line_was_sent_is_noted_after_a_close_only(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    opened(relief, standing)
    with pytest.raises(PointNotOpen):
        day_close.note_sent(lead, standing)
    closed = day_close.close_day(lead, standing)
    assert day_close.note_sent(lead, standing).seq == closed.entry.seq + 1
    assert last_content(relief)["seq"] == closed.entry.seq
