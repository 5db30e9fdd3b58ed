"""Stock at a point: what comes, goes and is counted, with its refusals, and that a refusal changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.stock_checks import LEAVES, MISSING
from desktop.errors import (
    DocumentIsWaybill,
    DocumentReceived,
    LoanNotOut,
    NotPermitted,
    PointUnknown,
    SecondNeeded,
    SecondUnfit,
    StockCountWrong,
    StockItemTwice,
    StockItemUnknown,
    StockNoItems,
    StockNotCounted,
    StockReasonNeeded,
    StockSamePoint,
    StockShort,
    StockTextWrong,
    WaybillElsewhere,
    WaybillExists,
    WaybillReceived,
    WaybillsOverdue,
    WaybillUnknown,
)
from desktop.models import movement_write
from desktop.records.distribution import ItemDraft, PointDraft, Standing, StepDraft
from desktop.records.operator import Second
from desktop.records.point_day import DayClosed
from desktop.records.relief_rule import ItemRule
from desktop.records.stock import ArrivalDraft, BookLine, CountDraft, Goods, ReleaseDraft, StockBook, WaybillDraft
from desktop.usecases import accounts, day_close, releases, safekeeping, stock, waybills
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason, Language, MovementKind, WaybillState
from desktop.words.captions.days import day_sheet
from desktop.words.point_days import beside_words
from desktop.words.stock import awaited_words
from tests import factories
from tests.factories import TestOffice
from tests.usecases.relief_office import FLOUR, MALOOK, OIL, Relief, ShiftedClock

KOT = PointDraft("kot", "Kot")
TENT = ItemDraft("TENT", (StepDraft(1, 1),))
SOAP = ItemDraft("SOAP", (StepDraft(1, 250),))
TODAY = date(2026, 11, 27)


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A round with two points, that serve every household."""
    return relief.round(points=(MALOOK, KOT), items=(FLOUR, OIL, TENT, SOAP))


def came(relief: Relief, standing: Standing, *goods: Goods, document: str = "GRN-1") -> StockBook:
    """Goods received by a document."""
    draft = ArrivalDraft(goods, document=document, origin="PDMA store")
    return waybills.receive(relief.office.desk(Role.LEAD), standing, draft).book


def line(book: StockBook, item: str) -> BookLine:
    found = book.line(item)
    assert found is not None
    return found


def shown(relief: Relief, standing: Standing) -> StockBook:
    return stock.show(relief.office.desk(Role.SUPERVISOR), standing)


def whole(relief: Relief) -> bool:
    """Whether the book and the store agree."""
    opened = relief.office.opened(Role.LEAD)
    return safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad is None


def truck(number: str = "WB-7", *goods: Goods) -> WaybillDraft:
    sent = goods or (Goods("ATTA20", 100, "F-11", date(2027, 2, 1)), Goods("OIL5", 50, "O-3", date(2027, 9, 1)))
    return WaybillDraft(number, TODAY, "PDMA store, Multan", sent, vehicle="LES 4411", seal="0093")


# --- what comes ------------------------------------------------------------------------------------------------------


def test_what_is_received_by_a_document_lies_there_from_then_on(relief: Relief, standing: Standing) -> None:
    book = came(relief, standing, Goods("ATTA20", 80), Goods("OIL5", 40))
    flour = line(book, "ATTA20")
    assert (flour.received, flour.closing, flour.on_hand) == (80, 80, 80)
    assert line(book, "TENT").on_hand is None
    assert next((one.kind, one.document, one.other) for one in book.movements) == (
        MovementKind.RECEIVED,
        "GRN-1",
        "PDMA store",
    )
    assert whole(relief)


def test_one_document_is_received_once_unless_a_note_says_what_else_came(relief: Relief, standing: Standing) -> None:
    came(relief, standing, Goods("ATTA20", 80, "F-1"))
    with pytest.raises(DocumentReceived) as told:
        came(relief, standing, Goods("OIL5", 9), Goods("ATTA20", 80, "F-1"), document="grn ۱ ")
    assert (told.value.document, told.value.item, told.value.quantity) == ("grn ۱", "ATTA20", 80)
    assert line(shown(relief, standing), "ATTA20").received == 80
    # other goods on the same paper, another paper, the other point, and a truck that was unloaded in two turns
    came(relief, standing, Goods("OIL5", 40), Goods("ATTA20", 5, "F-2"))
    came(relief, standing, Goods("ATTA20", 1, "F-1"), document="GRN-2")
    came(relief, Standing(standing.round_code, "kot"), Goods("ATTA20", 80, "F-1"))
    rest = ArrivalDraft((Goods("ATTA20", 20, "F-1"),), "", "GRN-1", "PDMA store", "the rest of the truck")
    assert line(waybills.receive(relief.office.desk(Role.LEAD), standing, rest).book, "ATTA20").received == 106


def test_without_a_document_nothing_is_received(relief: Relief, standing: Standing) -> None:
    for document, origin, name in (("", "PDMA", "document"), ("GRN", "  ", "origin")):
        draft = ArrivalDraft((Goods("ATTA20", 1),), document=document, origin=origin)
        with pytest.raises(StockTextWrong) as told:
            waybills.receive(relief.office.desk(Role.LEAD), standing, draft)
        assert (told.value.name, told.value.why) == (name, "missing")
    assert line(shown(relief, standing), "ATTA20").on_hand is None


def test_a_waybill_shows_what_came_beside_what_was_sent(relief: Relief, standing: Standing) -> None:
    made = waybills.make(relief.office.desk(Role.SUPERVISOR), standing, truck()).waybill
    assert made.state is WaybillState.AWAITED
    assert [one.number for one in shown(relief, standing).waybills] == ["WB-7"]
    arrival = ArrivalDraft(
        (Goods("ATTA20", 98), Goods("OIL5", 50), Goods("TENT", 2)), waybill="WB-7", note="two bags fell off"
    )
    second = relief.office.second(Role.SUPERVISOR)
    book = waybills.receive(relief.office.desk(Role.LEAD), standing, arrival, second=second).book
    seen = waybills.show(relief.office.desk(Role.LEAD), "WB-7")
    assert [(one.item, one.batch, one.sent, one.received, one.difference) for one in seen.lines] == [
        ("ATTA20", "F-11", 100, 98, -2),
        ("OIL5", "O-3", 50, 50, 0),
        ("TENT", "", 0, 2, 2),
    ]
    assert (seen.state, seen.received_by, seen.note) == (WaybillState.RECEIVED, "lead", "two bags fell off")
    assert [line(book, item).on_hand for item in ("ATTA20", "OIL5", "TENT")] == [98, 50, 2]
    assert book.waybills == ()
    assert whole(relief)


def test_a_line_of_a_waybill_that_brought_nothing_is_nought_and_no_longer_open(
    relief: Relief, standing: Standing
) -> None:
    waybills.make(relief.office.desk(Role.LEAD), standing, truck())
    second, nothing = relief.office.second(Role.SCANNER), ArrivalDraft((Goods("ATTA20", 0),), waybill="WB-7")
    book = waybills.receive(relief.office.desk(Role.LEAD), standing, nothing, second=second).book
    seen = waybills.show(relief.office.desk(Role.LEAD), "WB-7")
    assert [one.received for one in seen.lines] == [0, 0]
    assert line(book, "ATTA20").on_hand is None
    assert whole(relief)


def test_a_waybill_is_received_once_at_its_own_point_and_numbered_once(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    waybills.make(lead, standing, truck())
    with pytest.raises(WaybillExists):
        waybills.make(lead, standing, truck())
    with pytest.raises(WaybillElsewhere) as told:
        waybills.receive(lead, Standing(standing.round_code, "kot"), ArrivalDraft((Goods("OIL5", 1),), waybill="WB-7"))
    assert told.value.point == "Basti Malook"
    waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 100), Goods("OIL5", 50)), waybill="WB-7"))
    with pytest.raises(WaybillReceived):
        waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 100),), waybill="WB-7"))
    with pytest.raises(WaybillUnknown):
        waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 100),), waybill="WB-8"))
    assert line(shown(relief, standing), "ATTA20").on_hand == 100


def test_batches_stand_by_what_expires_soonest_and_what_is_over_is_said(relief: Relief, standing: Standing) -> None:
    book = came(
        relief,
        standing,
        Goods("ATTA20", 30, "late", date(2027, 6, 1)),
        Goods("ATTA20", 20, "soon", date(2026, 11, 20)),
        Goods("OIL5", 5, "plain"),
    )
    assert [(one.batch, one.left, one.expired(TODAY)) for one in book.batches] == [
        ("soon", 20, True),
        ("late", 30, False),
        ("plain", 5, False),
    ]
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    after = stock.damage(lead, standing, (Goods("ATTA20", 25),), note="wet", second=second).book
    assert [(one.batch, one.left) for one in after.batches if one.item == "ATTA20"] == [("soon", 0), ("late", 25)]


# --- what goes -------------------------------------------------------------------------------------------------------


def test_what_is_moved_goes_here_and_comes_there(relief: Relief, standing: Standing) -> None:
    came(relief, standing, Goods("ATTA20", 80))
    kot = Standing(standing.round_code, "kot")
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    book = stock.move(lead, standing, kot, (Goods("ATTA20", 30),), second=second).book
    there = shown(relief, kot)
    assert (line(book, "ATTA20").moved_out, line(book, "ATTA20").on_hand) == (30, 50)
    assert (line(there, "ATTA20").moved_in, line(there, "ATTA20").on_hand) == (30, 30)
    assert "Kot" in book.movements[0].other
    assert "Basti Malook" in there.movements[0].other
    assert whole(relief)


def test_no_more_goes_than_is_there_and_a_refusal_changes_nothing(relief: Relief, standing: Standing) -> None:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    before = came(relief, standing, Goods("ATTA20", 10), Goods("OIL5", 10))
    kot = Standing(standing.round_code, "kot")
    with pytest.raises(StockShort) as told:
        stock.move(lead, standing, kot, (Goods("ATTA20", 5), Goods("OIL5", 11)), second=second)
    assert (told.value.asked, told.value.there) == (11, 10)
    with pytest.raises(StockNotCounted):
        stock.damage(lead, standing, (Goods("TENT", 1),), second=second)
    with pytest.raises(StockSamePoint):
        stock.move(lead, standing, standing, (Goods("ATTA20", 5),), second=second)
    with pytest.raises(PointUnknown):
        stock.move(lead, standing, Standing(standing.round_code, "nowhere"), (Goods("ATTA20", 5),), second=second)
    assert shown(relief, standing).lines == before.lines
    assert line(shown(relief, kot), "ATTA20").on_hand is None
    assert whole(relief)


def test_what_is_damaged_is_seen_by_two_and_of_what_is_weighed_it_adds_to_the_loss(
    relief: Relief, standing: Standing
) -> None:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    came(relief, standing, Goods("ATTA20", 400), Goods("SOAP", 100_000))
    with pytest.raises(SecondNeeded):
        stock.damage(lead, standing, (Goods("ATTA20", 1),))
    stock.damage(lead, standing, (Goods("ATTA20", 21),), second=second)
    stock.damage(lead, standing, (Goods("SOAP", 300),))
    stock.lose(lead, standing, (Goods("SOAP", 200),))
    for write_off in (stock.damage, stock.lose):  # whatever it is called, the day's sum is what one person may
        with pytest.raises(SecondNeeded):
            write_off(lead, standing, (Goods("SOAP", 1),))
    assert {one.item: one.damaged for one in shown(relief, standing).lines if one.damaged} == {
        "ATTA20": 21,
        "SOAP": 300,
    }
    assert whole(relief)


def test_each_kind_of_movement_comes_or_leaves_or_is_missing() -> None:
    """A new kind has to be put on one side: none goes round the two-person rule because nobody thought of it."""
    sides = (movement_write.CAME, LEAVES, MISSING, {MovementKind.BEGUN})
    assert sorted(kind for side in sides for kind in side) == sorted(MovementKind)


def outward_acts(relief: Relief, standing: Standing) -> dict[str, Callable[[Second | None], object]]:
    """Every way by which goods leave a point or go missing, beside what households receive."""
    lead, kot = relief.office.desk(Role.LEAD), Standing(standing.round_code, "kot")
    flour = (Goods("ATTA20", 100),)
    order = ReleaseDraft("14/2026", "Deputy Commissioner", "a school", flour)
    short = ArrivalDraft((Goods("ATTA20", 100), Goods("OIL5", 50)), waybill="WB-400")
    fewer = (CountDraft("ATTA20", 100, DifferenceReason.UNEXPLAINED),)
    at_close = (CountDraft("ATTA20", 90, DifferenceReason.TORN), CountDraft("OIL5", 50, None))
    return {
        "moved": lambda second: stock.move(lead, standing, kot, flour, second=second),
        "sent back": lambda second: stock.send_back(lead, standing, flour, document="X1", to="store", second=second),
        "damaged": lambda second: stock.damage(lead, standing, flour, second=second),
        "lost": lambda second: stock.lose(lead, standing, flour, second=second),
        "by order": lambda second: releases.release(lead, standing, order, second=second),
        "short of a waybill": lambda second: waybills.receive(lead, standing, short, second=second),
        "fewer counted": lambda second: stock.count(lead, standing, fewer, second=second),
        "fewer at the close": lambda second: day_close.close_day(
            lead, standing, at_close, awaited="not here yet", second=second
        ),
    }


def test_nothing_leaves_a_point_or_goes_missing_by_one_person_alone(relief: Relief, standing: Standing) -> None:
    """A lead alone sent 600 bags back, took in 100 of 400 and wrote 100 off; and each is on the sheet of the day."""
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    came(relief, standing, Goods("ATTA20", 700))
    waybills.make(lead, standing, truck("WB-400", Goods("ATTA20", 400), Goods("OIL5", 50)))
    before = shown(relief, standing)
    acts = outward_acts(relief, standing)
    for name, act in acts.items():
        with pytest.raises(SecondNeeded):
            act(None)
        assert shown(relief, standing) == before, name
    for act in list(acts.values())[:-1]:
        act(second)
    figures = day_close.account(lead, standing).figures
    assert {(one.kind, one.item): one.quantity for one in figures.outward} == {
        (MovementKind.MOVED_OUT, "ATTA20"): 100,
        (MovementKind.RETURNED, "ATTA20"): 100,
        (MovementKind.DAMAGED, "ATTA20"): 100,
        (MovementKind.LOST, "ATTA20"): 100,
        (MovementKind.SHORT, "ATTA20"): 300,
        (MovementKind.COUNTED, "ATTA20"): 200,
    }
    said = " ".join(beside_words(figures))
    for words in ("Sent back to the store", "On the waybill, not in the truck", "By order, 1 time"):
        assert words in said
    (point,) = accounts.reconcile(relief.office.desk(Role.AUDITOR), standing.round_code, "malook").points
    assert {(one.kind, one.quantity, one.alone) for one in point.outward} >= {
        (MovementKind.SHORT, 300, 0),
        (MovementKind.RETURNED, 100, 0),
    }
    closed = acts["fewer at the close"](second)
    assert isinstance(closed, DayClosed)
    assert [one.difference for one in closed.counts] == [-10, 0]
    assert whole(relief)


def test_control_without_the_rule_a_lead_alone_empties_the_point(
    relief: Relief, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        """The rule, taken out."""

    monkeypatch.setattr("desktop.usecases.stock_steps._require_two", nothing)
    monkeypatch.setattr("desktop.usecases.desk._require_entitled", nothing)
    came(relief, standing, Goods("ATTA20", 700))
    waybills.make(relief.office.desk(Role.LEAD), standing, truck("WB-400", Goods("ATTA20", 400), Goods("OIL5", 50)))
    acts = outward_acts(relief, standing)
    for name in ("moved", "sent back", "damaged", "lost", "short of a waybill", "fewer counted"):
        acts[name](None)
    assert line(shown(relief, standing), "ATTA20").on_hand == 100
    (point,) = accounts.reconcile(relief.office.desk(Role.AUDITOR), standing.round_code, "malook").points
    assert sum(one.alone for one in point.outward) == 1000, "and what one person did alone is said beside it"


def test_a_waybill_that_is_still_awaited_is_said_by_the_account(relief: Relief, standing: Standing) -> None:
    """Who takes the goods of a truck in by another paper leaves its waybill open."""
    waybills.make(relief.office.desk(Role.SUPERVISOR), standing, truck())
    came(relief, standing, Goods("SOAP", 10))
    (point,) = accounts.reconcile(relief.office.desk(Role.LEAD), standing.round_code, "malook").points
    (awaited,) = point.awaited
    assert (awaited.number, awaited.day) == ("WB-7", TODAY)
    assert {one.item: one.quantity for one in awaited.items} == {"ATTA20": 100, "OIL5": 50}
    assert "WB-7" in awaited_words(awaited)


@pytest.mark.parametrize(
    "spelling", ["WB-400", "wb400", " W B / 400 ", "\uff37\uff22\uff0d\uff14\uff10\uff10", "WB ۴۰۰"]
)
def test_the_goods_of_a_waybill_are_not_received_beside_it(relief: Relief, standing: Standing, spelling: str) -> None:
    """A lead took in 100 of a truck of 400 by another spelling of its waybill, and kept the rest."""
    waybills.make(relief.office.desk(Role.SUPERVISOR), standing, truck("WB-400", Goods("ATTA20", 400)))
    with pytest.raises(DocumentIsWaybill) as told:
        came(relief, standing, Goods("ATTA20", 100), document=spelling)
    assert told.value.number == "WB-400"
    with pytest.raises(WaybillElsewhere):
        came(relief, Standing(standing.round_code, "kot"), Goods("ATTA20", 100), document=spelling)
    assert line(shown(relief, standing), "ATTA20").on_hand is None


def test_such_goods_by_another_paper_are_of_two_people_while_a_truck_with_them_is_awaited(
    relief: Relief, standing: Standing
) -> None:
    kot, lead = Standing(standing.round_code, "kot"), relief.office.desk(Role.LEAD)
    waybills.make(relief.office.desk(Role.SUPERVISOR), standing, truck("WB-400", Goods("ATTA20", 400)))
    with pytest.raises(SecondNeeded) as told:
        came(relief, standing, Goods("OIL5", 4), Goods("ATTA20", 100), document="GRN-9")
    assert told.value.why == "waybill"
    came(relief, standing, Goods("OIL5", 4), document="GRN-9")  # other goods, another point
    came(relief, kot, Goods("ATTA20", 100), document="GRN-9")
    other = ArrivalDraft((Goods("ATTA20", 100),), document="GRN-10", origin="a donor")
    waybills.receive(lead, standing, other, second=relief.office.second(Role.SUPERVISOR))
    waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 400),), waybill="WB-400"))
    assert line(came(relief, standing, Goods("ATTA20", 1), document="GRN-11"), "ATTA20").received == 501
    assert whole(relief)


def test_control_without_the_rule_a_truck_is_emptied_beside_its_waybill(
    relief: Relief, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        """The rule, taken out."""

    monkeypatch.setattr("desktop.usecases.waybills._require_own", nothing)
    waybills.make(relief.office.desk(Role.SUPERVISOR), standing, truck("WB-400", Goods("ATTA20", 400)))
    book = came(relief, standing, Goods("ATTA20", 100), document="WB400")
    assert line(book, "ATTA20").on_hand == 100
    assert day_close.account(relief.office.desk(Role.LEAD), standing).figures.outward == ()


def test_a_day_is_not_closed_over_a_truck_that_should_be_here_without_a_word(
    relief: Relief, standing: Standing
) -> None:
    """The truck of yesterday is said; one that left today may still be on the road. Both stand on the sheet."""
    lead, supervisor = relief.office.desk(Role.LEAD), relief.office.desk(Role.SUPERVISOR)
    today = local_day(lead.clock().at)
    waybills.make(supervisor, standing, replace(truck("WB-2", Goods("ATTA20", 5)), day=today))
    waybills.make(supervisor, standing, replace(truck("WB-1", Goods("ATTA20", 400)), day=today - timedelta(days=1)))
    account = day_close.account(lead, standing)
    assert [one.number for one in account.overdue] == ["WB-1"]
    assert [one.number for one in account.figures.awaited] == ["WB-2", "WB-1"]
    assert "WB-1" in " ".join(beside_words(account.figures))
    with pytest.raises(WaybillsOverdue) as told:
        day_close.close_day(lead, standing, awaited="  ")
    assert told.value.numbers == ("WB-1",)
    closed = day_close.close_day(lead, standing, awaited="broken down at Jalalpur, the driver says")
    assert closed.figures.awaited_why == "broken down at Jalalpur, the driver says"
    assert day_close.sheet_again(lead, standing).figures == closed.figures
    facts = [fact.value for fact in day_sheet(closed, Language.ENGLISH, lead.office, "D03").people]
    assert any("WB-1" in fact and "400" in fact for fact in facts)
    assert any("Jalalpur" in fact for fact in facts)
    assert whole(relief)


def test_a_day_without_an_overdue_truck_keeps_no_word_about_one(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    today = local_day(lead.clock().at)
    waybills.make(relief.office.desk(Role.SUPERVISOR), standing, replace(truck(), day=today))
    assert day_close.close_day(lead, standing, awaited="nothing to say").figures.awaited_why == ""


def test_damage_and_what_is_sent_back_are_lines_of_their_own(relief: Relief, standing: Standing) -> None:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    came(relief, standing, Goods("ATTA20", 80))
    stock.damage(lead, standing, (Goods("ATTA20", 3),), note="torn in the rain", second=second)
    goods = (Goods("ATTA20", 7),)
    book = stock.send_back(lead, standing, goods, document="RET-1", to="PDMA store", second=second).book
    flour = line(book, "ATTA20")
    assert (flour.damaged, flour.returned, flour.on_hand) == (3, 7, 70)
    with pytest.raises(StockTextWrong):
        stock.send_back(lead, standing, goods, document="", to="PDMA store", second=second)


def test_what_is_missing_wants_a_second_person_of_another_role(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    came(relief, standing, Goods("TENT", 20))
    with pytest.raises(SecondNeeded):
        stock.lose(lead, standing, (Goods("TENT", 1),))
    with pytest.raises(SecondUnfit):
        stock.lose(lead, standing, (Goods("TENT", 1),), second=relief.office.second(Role.LEAD))
    book = stock.lose(
        lead, standing, (Goods("TENT", 1),), note="gone at night", second=relief.office.second(Role.SUPERVISOR)
    ).book
    assert (line(book, "TENT").lost, line(book, "TENT").on_hand) == (1, 19)
    assert book.movements[0].second == "supervisor"


def test_of_what_is_weighed_half_of_one_per_cent_may_be_missing(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    came(relief, standing, Goods("SOAP", 100_000))
    stock.lose(lead, standing, (Goods("SOAP", 500),))
    with pytest.raises(SecondNeeded):
        stock.lose(lead, standing, (Goods("SOAP", 1),))  # many small losses are one large one
    with pytest.raises(SecondNeeded):
        stock.count(lead, standing, (CountDraft("SOAP", 99_499, DifferenceReason.MISCOUNTED),))
    second = relief.office.second(Role.SUPERVISOR)
    book = stock.count(lead, standing, (CountDraft("SOAP", 99_100, DifferenceReason.MISCOUNTED),), second=second).book
    assert line(book, "SOAP").on_hand == 99_100


def test_of_two_batches_in_one_act_what_is_lost_adds_up(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    came(relief, standing, Goods("SOAP", 50_000, "A"), Goods("SOAP", 50_000, "B"))
    with pytest.raises(SecondNeeded):
        stock.lose(lead, standing, (Goods("SOAP", 300, "A"), Goods("SOAP", 300, "B")))
    book = stock.lose(lead, standing, (Goods("SOAP", 300, "A"), Goods("SOAP", 200, "B"))).book
    assert line(book, "SOAP").on_hand == 99_500


def test_the_next_day_may_lose_its_own_and_what_was_found_again_is_not_lost(tmp_path: Path) -> None:
    clock = ShiftedClock()
    with factories.office(tmp_path / "days", clock=clock) as made:
        relief = Relief(made, clock)
        standing, lead = relief.round(items=(SOAP,)), made.desk(Role.LEAD)
        came(relief, standing, Goods("SOAP", 100_000))
        stock.lose(lead, standing, (Goods("SOAP", 500),))
        stock.count(lead, standing, (CountDraft("SOAP", 100_000, DifferenceReason.MISCOUNTED),))
        stock.lose(lead, standing, (Goods("SOAP", 500),))
        with pytest.raises(SecondNeeded):
            stock.lose(lead, standing, (Goods("SOAP", 1),))
        clock.by = timedelta(days=1)
        stock.lose(lead, standing, (Goods("SOAP", 497),))  # half of one per cent of 99,500
        with pytest.raises(SecondNeeded):
            stock.lose(lead, standing, (Goods("SOAP", 1),))


def test_how_much_may_be_missing_is_told_by_the_rule_of_the_item(relief: Relief) -> None:
    """Two bags of a hundred where the rule says 20 in a thousand; of soap nothing where it says 0."""
    flour = replace(FLOUR, rule=ItemRule(tolerance=20))
    standing = relief.round(items=(flour, replace(SOAP, rule=replace(SOAP.rule, tolerance=0))))
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    came(relief, standing, Goods("ATTA20", 100), Goods("SOAP", 100_000))
    with pytest.raises(SecondNeeded):
        stock.lose(lead, standing, (Goods("SOAP", 1),))
    with pytest.raises(SecondNeeded):
        stock.count(lead, standing, (CountDraft("ATTA20", 97, DifferenceReason.TORN),))
    (one,) = stock.count(lead, standing, (CountDraft("ATTA20", 98, DifferenceReason.TORN),)).counts
    assert (one.tolerated, one.beyond) == (2, False)
    with pytest.raises(SecondNeeded):
        stock.lose(lead, standing, (Goods("ATTA20", 1),))
    (one,) = stock.count(lead, standing, (CountDraft("ATTA20", 90, DifferenceReason.TAKEN),), second=second).counts
    assert (one.tolerated, one.beyond) == (1, True)
    assert whole(relief)


# --- counts ----------------------------------------------------------------------------------------------------------


def test_a_count_that_fits_asks_nothing_and_is_remembered(relief: Relief, standing: Standing) -> None:
    came(relief, standing, Goods("ATTA20", 80))
    done = stock.count(relief.office.desk(Role.LEAD), standing, (CountDraft("ATTA20", 80),))
    assert [(one.book, one.counted, one.difference) for one in done.counts] == [(80, 80, 0)]
    last = line(done.book, "ATTA20").last_count
    assert last is not None
    assert (last.counted, last.difference) == (80, 0)


def test_a_difference_wants_a_reason_and_less_a_second_person(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    came(relief, standing, Goods("ATTA20", 80))
    with pytest.raises(StockReasonNeeded) as told:
        stock.count(lead, standing, (CountDraft("ATTA20", 78),))
    assert (told.value.book, told.value.counted) == (80, 78)
    with pytest.raises(SecondNeeded):
        stock.count(lead, standing, (CountDraft("ATTA20", 78, DifferenceReason.TORN),))
    second = relief.office.second(Role.SCANNER)
    stock.count(lead, standing, (CountDraft("ATTA20", 78, DifferenceReason.TORN),), second=second)
    book = stock.count(lead, standing, (CountDraft("ATTA20", 81, DifferenceReason.SHORT_ON_ARRIVAL),)).book
    flour = line(book, "ATTA20")
    assert (flour.counted, flour.closing, flour.on_hand) == (1, 81, 81)
    assert whole(relief)


def test_a_first_count_is_where_the_book_begins_whatever_was_handed_over_before(
    relief: Relief, standing: Standing
) -> None:
    relief.give(standing, relief.typed(relief.household(1).text))
    assert line(shown(relief, standing), "ATTA20").issued == 2
    done = stock.count(relief.office.desk(Role.LEAD), standing, (CountDraft("ATTA20", 60, DifferenceReason.WET),))
    flour = line(done.book, "ATTA20")
    assert done.counts[0].first
    assert (flour.opening, flour.issued, flour.closing, flour.on_hand) == (62, 2, 60, 60)
    assert flour.last_count is not None
    assert (flour.last_count.counted, flour.last_count.difference) == (60, 0)
    assert whole(relief)


def test_a_receipt_after_hand_overs_begins_the_book_at_what_came(relief: Relief, standing: Standing) -> None:
    relief.give(standing, relief.typed(relief.household(1).text))
    flour = line(came(relief, standing, Goods("ATTA20", 50)), "ATTA20")
    assert (flour.opening, flour.received, flour.issued, flour.on_hand) == (2, 50, 2, 50)
    assert flour.closing == 50
    assert flour.last_count is None, "nobody counted"
    assert whole(relief)


def test_the_book_of_a_day_opens_where_the_day_before_closed(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    came(relief, standing, Goods("ATTA20", 80))
    stock.lose(lead, standing, (Goods("ATTA20", 5),), second=relief.office.second(Role.SUPERVISOR))
    morning = lead.clock().at
    stock.damage(lead, standing, (Goods("ATTA20", 1),), second=relief.office.second(Role.SCANNER))
    flour = line(stock.show(lead, standing, since=morning), "ATTA20")
    assert (flour.opening, flour.received, flour.damaged, flour.closing) == (75, 0, 1, 74)
    later = line(stock.show(lead, standing, since=morning + timedelta(days=1)), "ATTA20")
    assert (later.opening, later.closing) == (74, 74)


# --- counts and items that cannot be ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goods", "kind"),
    [
        ((), StockNoItems),
        ((Goods("GOLD", 1),), StockItemUnknown),
        ((Goods("ATTA20", 0),), StockCountWrong),
        ((Goods("ATTA20", -4),), StockCountWrong),
        ((Goods("ATTA20", 10_000_000),), StockCountWrong),
        ((Goods("ATTA20", 1), Goods("ATTA20", 2)), StockItemTwice),
        ((Goods("ATTA20", 1, "b" * 41),), StockTextWrong),
        ((Goods("ATTA20", 1, "b\u202e"),), StockTextWrong),
    ],
)
def test_goods_that_cannot_be_are_refused_and_change_nothing(
    relief: Relief, standing: Standing, goods: tuple[Goods, ...], kind: type[Exception]
) -> None:
    lead = relief.office.desk(Role.LEAD)
    before = came(relief, standing, Goods("OIL5", 10))
    with pytest.raises(kind):
        came(relief, standing, *goods, document="GRN-2")
    with pytest.raises(kind):
        stock.damage(lead, standing, goods)
    assert shown(relief, standing).lines == before.lines


def test_a_count_below_nothing_and_one_beyond_every_store_are_refused(relief: Relief, standing: Standing) -> None:
    for counted, why in ((-1, "negative"), (1_000_001, "too_many")):
        with pytest.raises(StockCountWrong) as told:
            stock.count(relief.office.desk(Role.LEAD), standing, (CountDraft("ATTA20", counted),))
        assert told.value.why == why


# --- loans -----------------------------------------------------------------------------------------------------------


def test_what_was_lent_comes_back_once_and_lies_there_again_when_it_can_be_used(
    relief: Relief, standing: Standing
) -> None:
    lead = relief.office.desk(Role.LEAD)
    came(relief, standing, Goods("TENT", 5))
    given = DisbursementId(new_id())
    relief.give(standing, relief.typed(relief.household(1).text), disbursement=given)
    kot = Standing(standing.round_code, "kot")
    book = stock.loan_back(lead, kot, given, "TENT", 1, usable=True).book
    assert (line(book, "TENT").loan_back, line(book, "TENT").on_hand) == (1, 1)
    with pytest.raises(LoanNotOut):
        stock.loan_back(lead, kot, given, "TENT", 1, usable=True)
    with pytest.raises(LoanNotOut):
        stock.loan_back(lead, kot, given, "BLANKET", 1, usable=False)


def lent(relief: Relief, standing: Standing, many: int) -> list[DisbursementId]:
    """Hand-overs of one tent each."""
    given = [DisbursementId(new_id()) for _ in range(many)]
    for one in given:
        relief.give(standing, relief.typed(relief.household(1).text), disbursement=one)
    return given


def test_what_comes_back_broken_is_seen_by_two_lies_nowhere_and_stands_on_the_sheet(
    relief: Relief, standing: Standing
) -> None:
    """A lead alone said of twenty tents that they came back broken, and of none of them stood anything anywhere."""
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SCANNER)
    first, other = lent(relief, standing, 2)
    before = shown(relief, standing)
    with pytest.raises(SecondNeeded):
        stock.loan_back(lead, standing, first, "TENT", 1, usable=False)
    assert shown(relief, standing) == before
    book = stock.loan_back(lead, standing, first, "TENT", 1, usable=False, second=second).book
    assert line(book, "TENT").on_hand is None
    assert [(one.kind, one.quantity, one.second) for one in book.movements] == [
        (MovementKind.LOAN_BROKEN, 1, "scanner")
    ]
    with pytest.raises(LoanNotOut):
        stock.loan_back(lead, standing, first, "TENT", 1, usable=False, second=second)
    came(relief, standing, Goods("TENT", 5))
    book = stock.loan_back(lead, standing, other, "TENT", 1, usable=False, second=second).book
    assert (line(book, "TENT").on_hand, line(book, "TENT").closing) == (5, 5)
    figures = day_close.account(lead, standing).figures
    assert [(one.kind, one.item, one.quantity) for one in figures.outward] == [(MovementKind.LOAN_BROKEN, "TENT", 2)]
    assert "came back broken" in " ".join(beside_words(figures))
    (point,) = accounts.reconcile(relief.office.desk(Role.AUDITOR), standing.round_code, "malook").points
    assert [(one.kind, one.quantity, one.alone) for one in point.outward] == [(MovementKind.LOAN_BROKEN, 2, 0)]
    assert whole(relief)


def test_one_person_takes_a_broken_loan_within_the_rule_of_its_item(relief: Relief) -> None:
    """The same limit, and the same sum of a day, as for whatever else is missing."""
    lead = relief.office.desk(Role.LEAD)
    tents = replace(TENT, rule=ItemRule(tolerance=20))
    standing = relief.round(points=(MALOOK, KOT), items=(tents,))
    came(relief, standing, Goods("TENT", 100))
    first, other, third = lent(relief, standing, 3)
    stock.loan_back(lead, standing, first, "TENT", 1, usable=False)
    with pytest.raises(SecondNeeded):
        stock.damage(lead, standing, (Goods("TENT", 1),))
    with pytest.raises(SecondNeeded):
        stock.loan_back(lead, standing, other, "TENT", 1, usable=False)
    stock.loan_back(lead, standing, third, "TENT", 1, usable=True)


def test_control_without_the_rule_one_person_makes_lent_goods_vanish(
    relief: Relief, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.domain.stock_checks.MISSING", MISSING - {MovementKind.LOAN_BROKEN})
    monkeypatch.setattr("desktop.queries.relief.stock.MISSING", MISSING - {MovementKind.LOAN_BROKEN})
    lead = relief.office.desk(Role.LEAD)
    for one in lent(relief, standing, 3):
        stock.loan_back(lead, standing, one, "TENT", 1, usable=False)
    assert day_close.account(lead, standing).figures.outward == ()


# --- who and what is told --------------------------------------------------------------------------------------------


def test_a_supervisor_sees_stock_and_makes_waybills_and_moves_nothing(relief: Relief, standing: Standing) -> None:
    supervisor = relief.office.desk(Role.SUPERVISOR)
    waybills.make(supervisor, standing, truck())
    stock.show(supervisor, standing)
    releases.listed(supervisor, standing)
    with pytest.raises(NotPermitted):
        stock.damage(supervisor, standing, (Goods("ATTA20", 1),))
    with pytest.raises(NotPermitted):
        stock.show(relief.office.desk(Role.CLERK), standing)
