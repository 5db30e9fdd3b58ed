"""Does what is written at the side of the stock page, through the use case of each deed."""

from desktop.records.distribution import Standing
from desktop.records.operator import Second
from desktop.records.stock import ArrivalDraft, CountDraft, ReleaseDraft, StockBook
from desktop.ui.screens.stock.deed_panel import Deed, DeedDraft
from desktop.usecases import releases, stock, waybills
from desktop.usecases.desk import Desk


def carry_out(desk: Desk, standing: Standing, draft: DeedDraft, second: Second | None) -> StockBook:
    """Do it, and give the book after it. Raises whatever the deed refuses; SecondNeeded asks for a second person."""
    texts, goods = draft.texts, (draft.goods,)
    match draft.deed:
        case Deed.COUNT:
            counted = CountDraft(draft.item, draft.quantity or 0, draft.reason, texts["note"])
            return stock.count(desk, standing, (counted,), second=second).book
        case Deed.RECEIVE:
            arrival = ArrivalDraft(goods, document=texts["document"], origin=texts["origin"], note=texts["note"])
            return waybills.receive(desk, standing, arrival, second=second).book
        case Deed.MOVE:
            round_code, _, point = draft.to.partition("/")
            there = Standing(round_code, point)
            return stock.move(desk, standing, there, goods, note=texts["note"], second=second).book
        case Deed.DAMAGE:
            return stock.damage(desk, standing, goods, note=texts["note"], second=second).book
        case Deed.LOSE:
            return stock.lose(desk, standing, goods, note=texts["note"], second=second).book
        case Deed.SEND_BACK:
            paper = {"document": texts["document"], "to": texts["origin"], "note": texts["note"]}
            return stock.send_back(desk, standing, goods, **paper, second=second).book
        case Deed.RELEASE:
            order = ReleaseDraft(texts["order"], texts["authority"], texts["why"], goods)
            return releases.release(desk, standing, order, second=second).book
