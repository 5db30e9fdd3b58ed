"""The book of a point after a long round, and what a shelf that is counted adds to a hand-over."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, text

from benchmarks.crowd import Crowd, crowd
from benchmarks.measuring import Row, Spent, Times, interleaved, milliseconds
from desktop.models import stock_write
from desktop.models.disbursement import DisbursedItem, Disbursement
from desktop.models.household import Household
from desktop.models.place import DistributionPoint
from desktop.records.distribution import Standing
from desktop.records.stock import ArrivalDraft, Goods
from desktop.usecases import stock, waybills
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import Source

HOUSEHOLDS = 20_000
ITEMS = (("ATTA20", 2), ("OIL5", 1), ("BLANKET", 2))
BOOKS, DRAWS = 20, 2_000
GOAL_BOOK, GOAL_DRAW = 0.2, 0.001
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def measure() -> Iterator[Row]:
    """The book is read in every act of stock, inside its transaction; the draw stands in the hand-over itself."""
    with crowd(HOUSEHOLDS, 1) as office:
        standing = office.round("stock")
        office.open(standing)
        goods = tuple(Goods(item, HOUSEHOLDS * quantity * 2) for item, quantity in ITEMS)
        waybills.receive(office.lead, standing, ArrivalDraft(goods, document="GRN-1", origin="PDMA"))
        _hand_over(office, standing)
        books, book = Spent(), stock.show(office.lead, standing)
        for _ in range(BOOKS):
            book = books.run(lambda: stock.show(office.lead, standing))
        assert [line.closing - line.on_hand for line in book.lines if line.on_hand is not None] == [0, 0, 0]
        yield Row(
            name=f"book of a point, {HOUSEHOLDS:,} hand-overs",
            goal=f"p99 <= {milliseconds(GOAL_BOOK)} CPU",
            measured=str(books),
            reference=f"plain count of its items {milliseconds(_plain(office))}",
            ok=books.within(GOAL_BOOK),
        )
        drawn, raw = _draws(office, standing)
        yield Row(
            name="shelf lowered in a hand-over, one item",
            goal=f"p95 <= {milliseconds(GOAL_DRAW)}",
            measured=f"p95 {milliseconds(drawn.percentile(95))} (p50 {milliseconds(drawn.percentile(50))})",
            reference=f"plain UPDATE p50 {milliseconds(raw.percentile(50))}",
            ok=drawn.percentile(95) <= GOAL_DRAW,
        )


def _hand_over(office: Crowd, standing: Standing) -> None:
    """A hand-over to every household, put in past the lane, with the shelf lowered by all of it."""
    desk = office.lead
    with desk.store.writer.connect() as conn, conn.begin():
        point = conn.execute(
            select(DistributionPoint.id, DistributionPoint.round_id).where(
                DistributionPoint.code == standing.point_code
            )
        ).one()
        key = {"district_id": desk.office.district, "round_id": point.round_id}
        given: list[dict[str, Any]] = []
        items: list[dict[str, Any]] = []
        for number, household in enumerate(conn.execute(select(Household.id)).scalars(), 1):
            disbursement = new_id()
            given.append(
                {
                    **key,
                    "id": disbursement,
                    "point_id": point.id,
                    "lane": 1,
                    "household_id": household,
                    "slot": 1,
                    "issue": 1,
                    "source": Source.CAMERA,
                    "looked": True,
                    "receipt": number,
                    "operator_id": desk.person.id,
                    "desk_id": desk.office.desk_id,
                    "at": NOW,
                }
            )
            row = {**key, "disbursement_id": disbursement, "household_id": household, "turn": 1}
            items += [{**row, "item": item, "quantity": quantity} for item, quantity in ITEMS]
        conn.execute(insert(Disbursement), given)
        conn.execute(insert(DisbursedItem), items)
        for item, quantity in ITEMS:
            stock_write.draw(conn, desk.office.district, point.id, item, quantity * HOUSEHOLDS)


def _plain(office: Crowd) -> float:
    """Seconds of one plain aggregate over the same rows."""
    with office.lead.store.reader.connect() as conn:
        statement = text("SELECT item, sum(quantity) FROM disbursed_item GROUP BY item")
        found = Spent()
        return interleaved(lambda: found.run(lambda: conn.execute(statement).all()), lambda: None, 5)[0].percentile(50)


def _draws(office: Crowd, standing: Standing) -> tuple[Times, Times]:
    """Draws of one piece, and as many plain statements, one after the other in one transaction."""
    desk = office.lead
    with desk.store.writer.connect() as conn, conn.begin():
        point = conn.execute(
            select(DistributionPoint.id).where(DistributionPoint.code == standing.point_code)
        ).scalar_one()
        plain = text(
            "UPDATE stock_level SET on_hand = on_hand - 1 WHERE district_id = :d AND point_id = :p AND item = :i"
        )
        values = {"d": desk.office.district, "p": point.bytes, "i": "OIL5"}
        return interleaved(
            lambda: stock_write.draw(conn, desk.office.district, point, "ATTA20", 1),
            lambda: conn.execute(plain, values),
            DRAWS,
        )
