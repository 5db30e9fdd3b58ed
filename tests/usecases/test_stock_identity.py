"""What lay there and came, less what went, is what is left: whatever is done at a point, in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from desktop.errors import Refused
from desktop.models.stock import StockMovement
from desktop.records.distribution import ItemDraft, PointDraft, Standing, StepDraft
from desktop.records.stock import ArrivalDraft, BookLine, CountDraft, Goods, ReleaseDraft, StockBook
from desktop.usecases import distribution, releases, safekeeping, stock, waybills
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason, MovementKind, VoidReason
from tests.factories import office
from tests.usecases.relief_office import Relief

ITEMS = ("ATTA20", "OIL5", "SOAP")
POINTS = (PointDraft("malook", "Basti Malook"), PointDraft("kot", "Kot"))
DUE = {"ATTA20": 4, "OIL5": 1, "SOAP": 250}
HOUSEHOLDS = 6

amounts = st.integers(0, 40)
items = st.sampled_from(ITEMS)
places = st.sampled_from(POINTS)
acts = st.one_of(
    st.tuples(st.just("receive"), places, items, amounts),
    st.tuples(st.just("move"), places, items, amounts),
    st.tuples(st.just("damage"), places, items, amounts),
    st.tuples(st.just("lose"), places, items, amounts),
    st.tuples(st.just("send_back"), places, items, amounts),
    st.tuples(st.just("count"), places, items, amounts),
    st.tuples(st.just("release"), places, items, amounts),
    st.tuples(st.just("give"), places, items, st.integers(0, HOUSEHOLDS - 1)),
    st.tuples(st.just("void"), places, items, st.integers(0, HOUSEHOLDS - 1)),
    st.tuples(st.just("loan_back"), places, items, amounts),
)
_papers = count(1)


@dataclass
class Day:
    """A day at two points, and what lies there as somebody with a pencil would have it: None until it is counted."""

    relief: Relief
    codes: list[str]
    shelf: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    given: list[DisbursementId] = field(default_factory=list[DisbursementId])
    voided: set[DisbursementId] = field(default_factory=set[DisbursementId])

    def __post_init__(self) -> None:
        drafts = tuple(ItemDraft(item, (StepDraft(1, DUE[item]),)) for item in ITEMS)
        self.round = self.relief.round(points=POINTS, items=drafts).round_code
        self.lead = self.relief.office.desk(Role.LEAD)
        self.second = self.relief.office.second(Role.SUPERVISOR)

    def at(self, point: PointDraft) -> Standing:
        return Standing(self.round, point.code)

    def do(self, act: str, point: PointDraft, item: str, number: int) -> None:
        """Do one act; what is refused changes nothing, here as there."""
        before = dict(self.shelf)
        try:
            getattr(self, act)(point, item, number)
        except Refused:
            self.shelf = before

    def receive(self, point: PointDraft, item: str, number: int) -> None:
        draft = ArrivalDraft((Goods(item, number, "B", None),), document=f"GRN-{next(_papers)}", origin="store")
        waybills.receive(self.lead, self.at(point), draft)
        self.change(point.code, item, number)

    def move(self, point: PointDraft, item: str, number: int) -> None:
        other = POINTS[1] if point is POINTS[0] else POINTS[0]
        stock.move(self.lead, self.at(point), self.at(other), (Goods(item, number),), second=self.second)
        self.change(point.code, item, -number)
        self.change(other.code, item, number)

    def damage(self, point: PointDraft, item: str, number: int) -> None:
        stock.damage(self.lead, self.at(point), (Goods(item, number),), second=self.second)
        self.change(point.code, item, -number)

    def lose(self, point: PointDraft, item: str, number: int) -> None:
        stock.lose(self.lead, self.at(point), (Goods(item, number),), second=self.second)
        self.change(point.code, item, -number)

    def send_back(self, point: PointDraft, item: str, number: int) -> None:
        goods = (Goods(item, number),)
        stock.send_back(self.lead, self.at(point), goods, document="RET", to="store", second=self.second)
        self.change(point.code, item, -number)

    def count(self, point: PointDraft, item: str, number: int) -> None:
        draft = CountDraft(item, number, DifferenceReason.UNEXPLAINED)
        stock.count(self.lead, self.at(point), (draft,), second=self.second)
        self.shelf[point.code, item] = number

    def release(self, point: PointDraft, item: str, number: int) -> None:
        draft = ReleaseDraft("14/2026", "Deputy Commissioner", "a school", (Goods(item, number),))
        releases.release(self.lead, self.at(point), draft, second=self.second)
        if (point.code, item) in self.shelf:
            self.change(point.code, item, -number)

    def give(self, point: PointDraft, _item: str, number: int) -> None:
        disbursement = DisbursementId(new_id())
        done = self.relief.give(self.at(point), self.relief.typed(self.codes[number]), disbursement=disbursement)
        self.given.append(disbursement)
        for line in done.decision.items:
            if (point.code, line.item) in self.shelf:
                self.change(point.code, line.item, -line.quantity)

    def void(self, point: PointDraft, item: str, number: int) -> None:
        if number >= len(self.given) or self.given[number] in self.voided:
            return
        # what it gave out is what the book has less of when it is taken back
        before = {place.code: self.book(place) for place in POINTS}
        distribution.void(self.lead, self.given[number], VoidReason.CAME_BACK, second=self.second)
        self.voided.add(self.given[number])
        for place in POINTS:
            for line in before[place.code].lines:
                after = self.line(place, line.item)
                if (place.code, line.item) in self.shelf:
                    self.change(place.code, line.item, line.issued - after.issued)

    def loan_back(self, point: PointDraft, item: str, number: int) -> None:
        if not self.given:
            return
        stock.loan_back(self.lead, self.at(point), self.given[0], item, number, usable=True)
        self.change(point.code, item, number)

    def change(self, point: str, item: str, by: int) -> None:
        self.shelf[point, item] = self.shelf.get((point, item), 0) + by

    def book(self, point: PointDraft) -> StockBook:
        return stock.show(self.lead, self.at(point))

    def line(self, point: PointDraft, item: str) -> BookLine:
        found = self.book(point).line(item)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Day]]:
    """New days at two new points, in one office with a few households."""
    with office(tmp_path_factory.mktemp("identity")) as made:
        relief = Relief(made)
        codes = [relief.household(4).text for _ in range(HOUSEHOLDS)]
        yield lambda: Day(relief, codes)


def left(line: BookLine, *, without: str = "") -> int:
    """The identity, written out; `without` leaves one of its parts out."""
    came = ("opening", "received", "moved_in", "loan_back", "counted")
    went = ("moved_out", "damaged", "lost", "returned", "issued", "released", "provisional")
    known = {one.name for one in fields(line)}
    assert {*came, *went} <= known
    parts = Counter({name: getattr(line, name) for name in came if name != without})
    return parts.total() - sum(getattr(line, name) for name in went if name != without)


@settings(max_examples=60)
@given(st.lists(acts, min_size=4, max_size=24))
def test_opening_and_what_came_less_what_went_is_what_is_left(
    days: Callable[[], Day], done: list[tuple[str, PointDraft, str, int]]
) -> None:
    day = days()
    for act in done:
        day.do(*act)
    for point in POINTS:
        for line in day.book(point).lines:
            assert line.on_hand == day.shelf.get((point.code, line.item))
            if line.on_hand is not None:
                assert left(line) == line.closing == line.on_hand >= 0


def busy(days: Callable[[], Day]) -> Day:
    """A day on which everything happened."""
    day = days()
    malook, kot = POINTS
    for act in (
        ("receive", malook, "ATTA20", 40),
        ("receive", kot, "ATTA20", 9),
        ("move", malook, "ATTA20", 5),
        ("move", kot, "ATTA20", 2),
        ("give", malook, "ATTA20", 0),
        ("loan_back", malook, "ATTA20", 3),
        ("damage", malook, "ATTA20", 1),
        ("lose", malook, "ATTA20", 1),
        ("send_back", malook, "ATTA20", 6),
        ("release", malook, "ATTA20", 2),
        ("count", malook, "ATTA20", 20),
    ):
        day.do(*act)
    return day


def test_each_part_counts_with_one_of_them_left_out_it_does_not_hold(days: Callable[[], Day]) -> None:
    line = busy(days).line(POINTS[0], "ATTA20")
    assert left(line) == line.on_hand == 20
    came = ("received", "moved_in", "loan_back", "counted")
    for part in (*came, "moved_out", "damaged", "lost", "returned", "issued", "released"):
        assert left(line, without=part) != line.on_hand, part


def test_control_a_movement_that_is_taken_out_of_the_store_is_missed(days: Callable[[], Day]) -> None:
    day = busy(days)
    here = day.relief.office
    opened = here.opened(Role.LEAD)

    def first_bad() -> object:
        return safekeeping.check(opened.desk, opened.certificates, here.folder).first_bad

    assert first_bad() is None
    with opened.desk.store.writer.connect() as conn, conn.begin():
        damaged = select(StockMovement.id).where(StockMovement.kind == MovementKind.DAMAGED)
        gone = conn.execute(damaged.order_by(StockMovement.id.desc())).scalars().first()
        row = conn.execute(select(*StockMovement.__table__.c).where(StockMovement.id == gone)).mappings().one()
        conn.execute(delete(StockMovement).where(StockMovement.id == gone))
    line = day.line(POINTS[0], "ATTA20")
    assert line.closing != line.on_hand
    assert first_bad() is not None
    with opened.desk.store.writer.connect() as conn, conn.begin():
        conn.execute(insert(StockMovement), dict(row))
    assert first_bad() is None
