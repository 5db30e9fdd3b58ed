"""Goods of the full day: trucks and their shortages, counts, what spoils, moves, goes back, goes out by order."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import islice

from desktop.errors import LoanNotOut, ProvisionalCapReached, SecondNeeded, StockShort
from desktop.records.distribution import Standing
from desktop.records.relief_rule import Among
from desktop.records.stock import ArrivalDraft, Goods, ReleaseDraft, WaybillDraft
from desktop.usecases import provisional, releases, stock, waybills
from desktop.values.permissions import Role
from tests.rigs.relief_day_lanes import Line
from tests.rigs.relief_day_rules import MAIN, SERVES, SIDE, People, amounts, chosen

SPARE, SPARE_GRAMS = 40, 20_000
BATCHES = (("L-0925", date(2027, 3, 31)), ("L-1126", date(2027, 9, 30)))
SHARE_OF_FIRST_TRUCK = {"OIL5": 40, "HYG": 30, "BLANKET": 50}
"""Of a hundred that are due so many come with the first truck to the large point; of all else there is enough."""


def spare(item: str) -> int:
    """For those who come without being on a list; soap is weighed."""
    return SPARE_GRAMS if item == "SOAP" else SPARE


def due_at(line: Line, point: str) -> Counter[str]:
    """What all families of a point are due, and of bedding as if everybody took either."""
    total = Counter[str]()
    for family in line.families:
        if SERVES[point] == family.people.area:
            total.update(amounts(family.people, point))
    return total


def first_trucks(line: Line) -> None:
    """A truck to each point, with a waybill; at the large one three bags of flour are missing."""
    need, side = due_at(line, MAIN), due_at(line, SIDE)
    sent = {item: need[item] * SHARE_OF_FIRST_TRUCK.get(item, 100) // 100 + spare(item) for item in need}
    sent |= {item: max(1, need[item] * SHARE_OF_FIRST_TRUCK[item] // 100) for item in SHARE_OF_FIRST_TRUCK}
    sent["BLANKET"] += 1 - sent["BLANKET"] % 2  # an odd one, so that somebody gets one of two
    truck(line, MAIN, "WB-1", sent, short={"ATTA20": 3})
    truck(line, SIDE, "WB-2", {item: side[item] + spare(item) for item in side})


def second_truck(line: Line) -> None:
    """In the afternoon the oil comes that was missing."""
    truck(line, MAIN, "WB-3", {"OIL5": due_at(line, MAIN)["OIL5"] + SPARE, "ATTA20": SPARE})


def truck(line: Line, point: str, number: str, sent: dict[str, int], short: dict[str, int] | None = None) -> None:
    """The waybill, and what was counted off the truck; oil in two batches."""
    lead, standing = line.desk(Role.LEAD), line.at(point)
    goods = tuple(_batched(sent))
    draft = WaybillDraft(number, line.today, "PDMA store", goods, vehicle="LES-4471", seal="00917")
    waybills.make(lead, standing, draft)
    missing = short or {}
    came = tuple(Goods(one.item, one.quantity - missing.get(one.item, 0), one.batch, one.expires) for one in goods)
    arrival = ArrivalDraft(came, waybill=number, note="three torn" if short else "")
    if short:
        alone = _raises(lambda: waybills.receive(lead, standing, arrival), SecondNeeded)
        line.books.same(f"{number}, short, wants a second person", alone, True)
    beside = line.office.second(Role.SUPERVISOR) if short else None
    book = waybills.receive(lead, standing, arrival, second=beside).book
    for one in came:
        line.books.changed(point, one.item, "received", one.quantity)
    kept = waybills.show(lead, number)
    differences = {one.item: -one.difference for one in kept.lines if one.difference}
    line.books.same(f"missing on {number}", differences, missing)
    line.books.same(f"batches of oil after {number}", sum(b.left for b in book.batches if b.item == "OIL5"),
                    line.books.pile[point, "OIL5"])  # fmt: skip
    line.books.did.update({"waybill.made": 1, "stock.received": 1})


def _batched(sent: dict[str, int]) -> Iterable[Goods]:
    for item, quantity in sent.items():
        if item == "OIL5" and quantity > 1:
            half = quantity // 2
            yield Goods(item, half, *BATCHES[0])
            yield Goods(item, quantity - half, *BATCHES[1])
        elif quantity:
            yield Goods(item, quantity)


def spoilt(line: Line) -> None:
    """Rain, weighing, a theft that two people sign; what goes back, to the other point, and out by order."""
    lead, at, books = line.desk(Role.LEAD), line.at(MAIN), line.books
    _by_order(line)
    stock.damage(lead, at, [Goods("ATTA20", 3)], note="rain", second=line.beside(Role.SUPERVISOR))
    books.changed(MAIN, "ATTA20", "damaged", 3)
    stock.lose(lead, at, [Goods("SOAP", 1)], note="weighing")
    books.changed(MAIN, "SOAP", "lost", 1)
    alone = _raises(lambda: stock.lose(lead, at, [Goods("DAL5", 2)], note="gone"), SecondNeeded)
    books.same("a loss of two bags wants a second person", alone, True)
    stock.lose(lead, at, [Goods("DAL5", 2)], note="gone", second=line.beside(Role.SUPERVISOR))
    books.changed(MAIN, "DAL5", "lost", 2)
    back = line.beside(Role.SUPERVISOR)
    stock.send_back(lead, at, [Goods("TARP", 2)], document="GRN-9", to="PDMA store", second=back)
    books.changed(MAIN, "TARP", "returned", 2)
    _moved(line, {"ATTA20": 2} | _all_left(line, "BLANKET"))
    books.did.update({"stock.damaged": 1, "stock.lost": 2, "stock.returned": 1, "stock.moved": 1, "release": 1})


def _all_left(line: Line, item: str) -> dict[str, int]:
    left = line.books.pile[MAIN, item]
    return {item: left} if left else {}


def _moved(line: Line, goods: dict[str, int]) -> None:
    """To the other point, in one act."""
    moved = [Goods(item, quantity) for item, quantity in goods.items()]
    stock.move(line.desk(Role.LEAD), line.at(MAIN), line.at(SIDE), moved, second=line.beside(Role.SUPERVISOR))
    for item, quantity in goods.items():
        line.books.changed(MAIN, item, "moved_out", quantity)
        line.books.changed(SIDE, item, "moved_in", quantity)


def _by_order(line: Line) -> None:
    """A district officer orders bags for a shelter; more than there is goes out to nobody."""
    lead, at, second = line.desk(Role.LEAD), line.at(MAIN), line.office.second(Role.SUPERVISOR)
    draft = ReleaseDraft("DC-118", "Assistant Commissioner", "shelter at the school", (Goods("ATTA20", 4),))
    too_much = ReleaseDraft("DC-119", "Assistant Commissioner", "shelter", (Goods("ATTA20", 900_000),))
    short = _raises(lambda: releases.release(lead, at, too_much, second=second), StockShort)
    line.books.same("an order for more than there is", short, True)
    releases.release(lead, at, draft, second=line.beside(Role.SUPERVISOR))
    line.books.changed(MAIN, "ATTA20", "released", 4)
    line.books.tally[MAIN, "releases"] += 1


def helped(line: Line, standing: Standing, people: People) -> None:
    """Two people help a household that no list names; what is not there is left out."""
    point, books = standing.point_code, line.books
    wanted = chosen(amounts(people, point), books.out_at(point))
    helper, second = line.desk(Role.HELPDESK), line.beside(Role.LEAD)
    among = Among(people.infants, people.women, people.disabled)
    given = provisional.give(helper, standing, people.size, "no list names them", among=among, second=second)
    there = {item: min(quantity, books.pile[point, item]) for item, quantity in wanted.items()}
    there = {item: quantity for item, quantity in there.items() if quantity}
    books.same("helped with", {one.item: one.quantity for one in given.items}, there)
    for item, quantity in there.items():
        books.changed(point, item, "provisional", quantity)
    books.receipts.append(given.receipt)
    books.did["provisional.given"] += 1
    books.tally[point, "provisional"] += 1


def helped_until_no_more(line: Line, unknown: Iterable[People]) -> None:
    """A point helps ten households a day that no list names; the eleventh is for the supervisor."""
    at = line.at(MAIN)
    for people in islice(unknown, provisional.DAILY_CAP - line.books.tally[MAIN, "provisional"]):
        helped(line, at, people)
    helper, second = line.desk(Role.HELPDESK), line.office.second(Role.LEAD)
    eleventh = partial(provisional.give, helper, at, 4, "no list names them", second=second)
    line.books.same("the eleventh is helped", _raises(eleventh, ProvisionalCapReached), True)


def loans_back(line: Line) -> None:
    """Tarpaulins come back, every second one torn; nobody brings back more than was lent."""
    lead, at = line.desk(Role.LEAD), line.at(MAIN)
    lent = [family for family in line.families if family.story == "loan" and family.drawn]
    for number, family in enumerate(lent):
        hand, usable = family.drawn[0], number % 2 == 0
        beside = None if usable else line.office.second(Role.SUPERVISOR)
        stock.loan_back(lead, at, hand.id, "TARP", 1, usable=usable, second=beside)
        if usable:
            line.books.changed(MAIN, "TARP", "loan_back", 1)
        line.books.did["loan.back"] += 1
        family.lent_back += 1
        more = _raises(partial(stock.loan_back, lead, at, hand.id, "TARP", 1, usable=True), LoanNotOut)
        line.books.same("more than was lent", more, True)


def _raises(act: Callable[[], object], kind: type[Exception]) -> bool:
    try:
        act()
    except kind:
        return True
    return False
