"""The whole book of a point in one piece: items, batches, what happened last, waybills awaited, releases by order."""

from datetime import datetime

from sqlalchemy import Connection

from desktop.queries.relief import stock, waybills
from desktop.records.point_day import PointPlace
from desktop.records.stock import StockBook


def whole(conn: Connection, district: str, place: PointPlace, *, since: datetime | None = None) -> StockBook:
    """Everything there is to know of the stock of a point; its items from `since` on, or from the beginning."""
    return StockBook(
        round_code=place.round_code,
        programme=place.programme,
        point_code=place.code,
        point_name=place.name,
        lines=stock.book(conn, district, place.id, since=since),
        batches=stock.batches(conn, district, place.id),
        movements=stock.movements(conn, district, place.id),
        waybills=waybills.awaited(conn, district, place.id),
        releases=waybills.releases(conn, district, point=place.id),
    )
