"""What lies at a point is lowered only as far as it reaches, by whoever comes first."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, select

from desktop.models import stock_write
from desktop.models.place import DistributionPoint
from desktop.models.stock import StockLevel
from desktop.values.permissions import Role
from tests.factories import DISTRICT, TestOffice
from tests.usecases.relief_office import Relief


@contextmanager
def writing(office: TestOffice) -> Generator[Connection]:
    """A writing transaction on the real store."""
    with office.desk(Role.LEAD).store.writer.connect() as conn, conn.begin():
        yield conn


@pytest.fixture
def point(office: TestOffice) -> UUID:
    """The id of a point where nothing is counted yet."""
    Relief(office).round()
    with writing(office) as conn:
        return conn.execute(select(DistributionPoint.id)).scalar_one()


def stocked(conn: Connection, point: UUID, item: str, quantity: int) -> None:
    """So many of an item on the shelf."""
    stock_write.begin(conn, DISTRICT, point, item)
    if quantity:
        stock_write.give_back(conn, DISTRICT, point, item, quantity)


def test_an_item_that_is_not_counted_never_runs_out(office: TestOffice, point: UUID) -> None:
    with writing(office) as conn:
        assert stock_write.draw(conn, DISTRICT, point, "OIL5", 3) is None
        assert not stock_write.draw_whole(conn, DISTRICT, point, "OIL5", 3)
        assert not stock_write.give_back(conn, DISTRICT, point, "OIL5", 3)
        assert not stock_write.tracked(conn, DISTRICT, point, "OIL5")
        assert conn.execute(select(StockLevel.item)).all() == []


def test_a_draw_takes_what_is_there_and_never_more(office: TestOffice, point: UUID) -> None:
    with writing(office) as conn:
        stocked(conn, point, "ATTA20", 5)
        drawn = [stock_write.draw(conn, DISTRICT, point, "ATTA20", quantity) for quantity in (2, 2, 4, 1)]
        assert drawn == [2, 2, 1, 0]
        assert stock_write.on_hand(conn, DISTRICT, point, "ATTA20") == 0
        assert stock_write.tracked(conn, DISTRICT, point, "ATTA20")
        assert stock_write.give_back(conn, DISTRICT, point, "ATTA20", 2)
        assert stock_write.draw(conn, DISTRICT, point, "ATTA20", 9) == 2


def test_a_whole_draw_takes_all_or_nothing(office: TestOffice, point: UUID) -> None:
    with writing(office) as conn:
        stocked(conn, point, "TENT", 3)
        assert not stock_write.draw_whole(conn, DISTRICT, point, "TENT", 4)
        assert stock_write.on_hand(conn, DISTRICT, point, "TENT") == 3
        assert stock_write.draw_whole(conn, DISTRICT, point, "TENT", 3)
        assert stock_write.on_hand(conn, DISTRICT, point, "TENT") == 0


def test_beginning_again_changes_nothing(office: TestOffice, point: UUID) -> None:
    with writing(office) as conn:
        assert stock_write.begin(conn, DISTRICT, point, "TENT")
        stock_write.give_back(conn, DISTRICT, point, "TENT", 3)
        assert not stock_write.begin(conn, DISTRICT, point, "TENT")
        assert stock_write.on_hand(conn, DISTRICT, point, "TENT") == 3


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_and_less_than_nothing_are_never_drawn_or_given_back(
    office: TestOffice, point: UUID, quantity: int
) -> None:
    with writing(office) as conn:
        stocked(conn, point, "TENT", 3)
        for act in (stock_write.draw, stock_write.draw_whole, stock_write.give_back):
            with pytest.raises(ValueError, match="at least one"):
                act(conn, DISTRICT, point, "TENT", quantity)
        assert stock_write.on_hand(conn, DISTRICT, point, "TENT") == 3


def test_a_draw_that_is_covered_is_one_statement(office: TestOffice, point: UUID) -> None:
    seen: list[str] = []
    engine = office.desk(Role.LEAD).store.writer
    with writing(office) as conn:
        stocked(conn, point, "ATTA20", 5)
    event.listen(engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    with writing(office) as conn:
        stock_write.draw(conn, DISTRICT, point, "ATTA20", 5)
    assert [one.split()[0] for one in seen] == ["UPDATE"]


def test_four_who_draw_at_once_share_what_is_there_and_no_more(office: TestOffice, point: UUID) -> None:
    with writing(office) as conn:
        stocked(conn, point, "ATTA20", 61)
    start, drawn = threading.Barrier(4), [0, 0, 0, 0]

    def lane(number: int) -> None:
        start.wait()
        for _ in range(20):
            with writing(office) as conn:
                drawn[number] += stock_write.draw(conn, DISTRICT, point, "ATTA20", 2) or 0

    lanes = [threading.Thread(target=lane, args=(number,)) for number in range(4)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join(60)
    assert sum(drawn) == 61
    with writing(office) as conn:
        assert stock_write.on_hand(conn, DISTRICT, point, "ATTA20") == 0
