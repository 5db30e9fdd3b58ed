"""Relief that goes out by order and not by card: two people, an order number and a name, and its own line everywhere.

It is no hand-over: no household's share is touched by it, and nothing of it is counted among what households received.
"""

from dataclasses import replace

from desktop.domain.stock_checks import require_goods, require_text
from desktop.errors import StockShort
from desktop.models import movement_write, stock_write
from desktop.queries.relief import point_days, stock_book, waybills
from desktop.records.distribution import Standing
from desktop.records.operator import Second
from desktop.records.stock import Released, ReleaseDraft, ReleaseView
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import PointId, new_id
from desktop.values.permissions import Permission


def release(desk: Desk, standing: Standing, draft: ReleaseDraft, *, second: Second | None) -> Released:
    """Release goods by order: whole or not at all, and never without a second person.

    Raises SecondNeeded, StockTextWrong without number, authority or reason, StockShort when so much is not there.
    """
    with desk.transaction(Permission.RELEASE, second=second) as work:
        assert work.second is not None
        place = point_days.place(work.conn, work.district, standing)
        kept = _tidied(draft)
        earlier = waybills.releases(work.conn, work.district, order=kept.order)
        _draw(work, place.id, kept)
        made = new_id()
        movement_write.insert_release(
            work.conn,
            work.district,
            kept,
            release=made,
            point=place.id,
            operator=work.person.id,
            second=work.second.person.id,
            at=work.now,
        )
        work.record(
            EntryKind.RELEASED,
            made,
            {
                "point": str(place.id),
                "order": kept.order,
                "authority": kept.authority,
                "reason": kept.reason,
                "second": str(work.second.person.id),
                "items": {one.item: one.quantity for one in kept.goods},
            },
        )
        book = stock_book.whole(work.conn, work.district, place)
    released = next(one for one in book.releases if one.id == made)
    return Released(released, earlier, book, work.entry)


def listed(desk: Desk, standing: Standing) -> tuple[ReleaseView, ...]:
    """The releases of a point, oldest first. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.STOCK_SEE) as conn:
        place = point_days.place(conn, desk.office.district, standing)
        return waybills.releases(conn, desk.office.district, point=place.id)


def _tidied(draft: ReleaseDraft) -> ReleaseDraft:
    goods = tuple(replace(one, batch="", expires=None) for one in draft.goods)
    require_goods(goods)
    return ReleaseDraft(
        order=require_text("order", draft.order),
        authority=require_text("authority", draft.authority),
        reason=require_text("reason", draft.reason),
        goods=goods,
    )


def _draw(work: Work, point: PointId, draft: ReleaseDraft) -> None:
    """Lower what lies there; an item that is not counted there goes out as it does to households."""
    for one in draft.goods:
        if stock_write.draw_whole(work.conn, work.district, point, one.item, one.quantity):
            continue
        there = stock_write.on_hand(work.conn, work.district, point, one.item)
        if there is not None:
            raise StockShort(item=one.item, asked=one.quantity, there=there)
