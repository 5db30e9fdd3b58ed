"""Draws the papers of the stock page: the sheet of a point, and the waybill of a truck that is just made."""

from desktop.opening import Opened
from desktop.records.distribution import Standing
from desktop.records.stock import WaybillDraft
from desktop.usecases import stock, waybills
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import Language
from desktop.words.captions.stock import stock_sheet, waybill_sheet
from desktop.words.catalogue import language
from printing.stock import draw_stock_paper


def sheet_of(desk: Desk, opened: Opened, standing: Standing, names: Language) -> bytes:
    """Record the stock sheet of a point and draw it."""
    data = stock.sheet(desk, standing)
    return draw_stock_paper(stock_sheet(data, names, desk.office, opened.certificates.short_of(desk.office.log)))


def waybill_of(desk: Desk, opened: Opened, standing: Standing, draft: WaybillDraft, names: Language) -> bytes:
    """Make a waybill and draw it."""
    made = waybills.make(desk, standing, draft)
    short = opened.certificates.short_of(desk.office.log)
    return draw_stock_paper(waybill_sheet(made.waybill, names, desk.office, made.entry, short))


def paper_language() -> Language:
    """Papers are in the window's language, and in Urdu beside an English window: others read them too."""
    return Language.URDU if language() is Language.ENGLISH else language()
