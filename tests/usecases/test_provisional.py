"""Provisional help: two people, ten a day and point, no name; the shelf is lowered, the receipts go on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from desktop.errors import (
    NothingToGive,
    NotPermitted,
    NotServingHere,
    ProvisionalCapReached,
    ReasonMissing,
    SecondNeeded,
    SecondUnfit,
    SizeUnlikely,
)
from desktop.models.help_desk import Provisional, ProvisionalItem
from desktop.models.place import DistributionPoint
from desktop.records.distribution import Standing
from desktop.records.help_desk import ProvisionalGiven
from desktop.records.operator import Second
from desktop.records.stock import CountDraft
from desktop.usecases import distribution, programmes, provisional, safekeeping, stock
from desktop.usecases.provisional import DAILY_CAP
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief, ShiftedClock


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, clock: ShiftedClock) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("provisional"), clock=clock) as made:
        yield made


@pytest.fixture
def relief(office: TestOffice, clock: ShiftedClock) -> Relief:
    return Relief(office, clock)


def helped(
    office: TestOffice, standing: Standing, size: int = 5, reason: str = "no list names them", **changes: Second | None
) -> ProvisionalGiven:
    """By the help desk with the lead beside."""
    beside = changes.get("second", office.second(Role.LEAD)) if changes else office.second(Role.LEAD)
    return provisional.give(office.desk(Role.HELPDESK), standing, size, reason, second=beside)


def counted(office: TestOffice, standing: Standing, item: str, quantity: int) -> None:
    """The lead counts what lies there, for the first time."""
    stock.count(office.desk(Role.LEAD), standing, [CountDraft(item, quantity)])


def on_shelf(office: TestOffice, standing: Standing, item: str) -> int | None:
    """What should lie there now."""
    book = stock.show(office.desk(Role.LEAD), standing)
    return next(line.on_hand for line in book.lines if line.item == item)


def whole(office: TestOffice) -> bool:
    """Whether every row is what the book says."""
    opened = office.opened(Role.AUDITOR)
    return safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad is None


def test_a_family_of_five_gets_what_the_round_gives_five_people(relief: Relief, office: TestOffice) -> None:
    """With a receipt of the desk's own counter, and nobody's name in any row."""
    standing = relief.round()
    (card,) = relief.cards(relief.household())
    given = relief.give(standing, relief.presented(card.credential))
    done = helped(office, standing)
    assert [(line.item, line.quantity) for line in done.items] == [("ATTA20", 4), ("OIL5", 1)]
    assert (done.short, done.left_today, done.receipt) == ((), DAILY_CAP - 1, given.receipt + 1)
    other = relief.household()
    again = relief.give(standing, relief.typed(other.text))
    assert again.receipt == done.receipt + 1
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        row = conn.execute(select(Provisional)).one()
        assert (row.household_id, row.size, row.reason) == (None, 5, "no list names them")
        rows = conn.execute(select(ProvisionalItem.item, ProvisionalItem.quantity)).all()
        assert {row.item: row.quantity for row in rows} == {
            "ATTA20": 4,
            "OIL5": 1,
        }
    assert whole(office)


def test_the_shelf_is_lowered_and_what_is_not_there_is_left_out(relief: Relief, office: TestOffice) -> None:
    """Of six bags four go; then two of four are there; then none, and the oil that nobody counts goes on."""
    standing = relief.round()
    counted(office, standing, "ATTA20", 6)
    assert helped(office, standing).short == ()
    assert on_shelf(office, standing, "ATTA20") == 2
    second = helped(office, standing)
    assert [(line.item, line.quantity) for line in second.items] == [("ATTA20", 2), ("OIL5", 1)]
    assert [(line.item, line.quantity) for line in second.short] == [("ATTA20", 2)]
    assert on_shelf(office, standing, "ATTA20") == 0
    third = helped(office, standing)
    assert [line.item for line in third.items] == ["OIL5"]
    counted(office, standing, "OIL5", 0)
    with pytest.raises(NothingToGive):
        helped(office, standing)
    assert on_shelf(office, standing, "ATTA20") == 0
    assert whole(office)


def test_ten_a_day_and_point_and_the_next_day_again(relief: Relief, office: TestOffice, clock: ShiftedClock) -> None:
    """The eleventh is refused and takes nothing; another point and another day have their own ten."""
    standing = relief.round()
    counted(office, standing, "ATTA20", 1_000)
    for number in range(DAILY_CAP):
        assert helped(office, standing).left_today == DAILY_CAP - 1 - number
    before = on_shelf(office, standing, "ATTA20")
    with pytest.raises(ProvisionalCapReached) as refused:
        helped(office, standing)
    assert refused.value.cap == DAILY_CAP
    assert on_shelf(office, standing, "ATTA20") == before
    assert provisional.left_today(office.desk(Role.HELPDESK), standing) == 0
    assert helped(office, relief.round()).left_today == DAILY_CAP - 1
    clock.by = timedelta(days=1)
    assert helped(office, standing).left_today == DAILY_CAP - 1


def test_nobody_helps_alone(relief: Relief, office: TestOffice) -> None:
    """The help desk with somebody of another role; nobody else at all."""
    standing = relief.round()
    with pytest.raises(SecondNeeded):
        helped(office, standing, second=None)
    with pytest.raises(SecondUnfit):
        helped(office, standing, second=office.second(Role.HELPDESK))
    for role in (Role.SCANNER, Role.LEAD, Role.SUPERVISOR, Role.CLERK):
        with pytest.raises(NotPermitted):
            provisional.give(office.desk(role), standing, 5, "hungry", second=office.second(Role.HELPDESK))
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        assert conn.execute(select(Provisional)).all() == []


def test_where_nothing_is_served_nothing_is_given(relief: Relief, office: TestOffice) -> None:
    """A round that is not open, a point that is closed."""
    waiting = relief.round(opened=False)
    with pytest.raises(NotServingHere):
        helped(office, waiting)
    standing = relief.round()
    desk = office.desk(Role.SUPERVISOR)
    with desk.store.writer.connect() as conn, conn.begin():
        conn.execute(update(DistributionPoint).values(open=False))
    with pytest.raises(NotServingHere):
        helped(office, standing)
    programmes.close_round(desk, standing.round_code)
    with pytest.raises(NotServingHere):
        helped(office, standing)


@pytest.mark.parametrize("size", [-1, 0, 41, 1_000_000])
def test_absurd_sizes_and_empty_reasons_are_refused(size: int, relief: Relief, office: TestOffice) -> None:
    standing = relief.round()
    with pytest.raises(SizeUnlikely):
        helped(office, standing, size)
    with pytest.raises(ReasonMissing):
        helped(office, standing, 4, " \u202e ")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE provisional_item SET quantity = 9 WHERE item = 'ATTA20'",
        "UPDATE provisional SET size = 2",
        "UPDATE provisional SET receipt = 77",
        "DELETE FROM provisional_item",
    ],
)
def test_what_was_changed_behind_the_books_back_is_found(change: str, relief: Relief, office: TestOffice) -> None:
    helped(office, relief.round())
    assert whole(office)
    with office.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
        conn.execute(text(change))
    assert not whole(office)


def test_help_is_no_hand_over(relief: Relief, office: TestOffice) -> None:
    """It stands in no household's way: who was helped so and is registered later draws in the round."""
    standing = relief.round()
    helped(office, standing)
    assert distribution.counts(office.desk(Role.SCANNER), standing).point == 0
