"""The tour through the stock of a point: what lies there, a truck counted in, a new waybill, the sheet to be signed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.practice.relief import FLOUR, MALOOK, SECOND_TRUCK
from desktop.ui.screens.stock.deed_panel import Deed
from desktop.ui.screens.stock.stock_page import StockPage
from desktop.ui.tour.guide import CONTROL, ESC, Guide, type_into
from desktop.ui.workbench import GoStock
from desktop.values.permissions import Role

MISSING = 2


def shelf(guide: Guide) -> None:
    """What must lie there, what happened, and a truck that is awaited."""
    guide.sign_in(Role.LEAD)
    guide.frame.bench.go(GoStock(MALOOK))
    page = guide.page(StockPage)
    guide.until(lambda: page.book is not None, "the book of the point is there")
    assert page.book is not None
    guide.true([one.number for one in page.book.waybills] == [SECOND_TRUCK], "the second truck is awaited")


def arrival(guide: Guide) -> None:
    """It is here: each line is counted beside what was sent, and a note says why two bags are missing."""
    page = guide.page(StockPage)
    (button,) = page.notices.notices()["waybill"].findChildren(QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    guide.until(lambda: page.arrival is not None, "the truck is counted in")
    assert page.arrival is not None
    for line, field in page.arrival.counts:
        type_into(field, str(line.sent - (MISSING if line.item == FLOUR else 0)))
    type_into(page.arrival.note, "two bags wet")
    guide.true(page.arrival.draft() is not None, "every line is counted")


def received(guide: Guide) -> None:
    """Ctrl+S: the shelf is as it was counted."""
    page = guide.page(StockPage)
    assert page.arrival is not None
    assert page.book is not None
    sent = {line.item: line.sent for line in page.arrival.waybill.lines}
    before = {line.item: line.on_hand or 0 for line in page.book.lines}
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.second(Role.SUPERVISOR)  # bags are missing
    guide.until(lambda: page.arrival is None and guide.frame.bench.idle, "the goods are received")
    wanted = {item: there + sent[item] - (MISSING if item == FLOUR else 0) for item, there in before.items()}
    guide.true({line.item: line.on_hand for line in page.book.lines} == wanted, "what was counted lies there")
    guide.true(not page.book.waybills, "no truck is awaited any more")


def order(guide: Guide) -> None:
    """Bags without cards go by order only: number, by whose order, why, and a second person."""
    page = guide.page(StockPage)
    guide.choose(page.deed.deed, Deed.RELEASE.value)
    type_into(page.deed.quantity, "20")
    for name, text in (("order", "DC/2026/114"), ("authority", "Deputy Commissioner"), ("why", "a school")):
        type_into(page.deed.texts[name], text)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: guide.over() is not None, "a second person is asked")


def released(guide: Guide) -> None:
    """It stands apart, as nobody's share."""
    page = guide.page(StockPage)
    guide.second(Role.SUPERVISOR)
    guide.until(lambda: page.book is not None and len(page.book.releases) == 1, "it stands among the releases")


def waybill(guide: Guide) -> None:
    """Ctrl+N: a new waybill."""
    page = guide.page(StockPage)
    guide.press(Qt.Key.Key_N, held=CONTROL)
    guide.until(lambda: page.truck is not None, "a waybill can be written")
    truck = page.truck
    assert truck is not None
    for name, text in (("number", "WB-1060"), ("origin", "Relief depot, Lahore"), ("vehicle", "LEC 4471")):
        type_into(truck.texts[name], text)
    count, batch, _ = truck.lines[FLOUR]
    type_into(count, "120")
    type_into(batch, "F-2612")
    guide.true(truck.draft() is not None, "it can be made")


def waybill_paper(guide: Guide) -> Path:
    """Ctrl+S: its paper, for the driver."""
    page = guide.page(StockPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.truck is None and bool(page.pdf) and guide.frame.bench.idle, "the waybill is drawn")
    guide.true(page.pdf.startswith(b"%PDF"), "it is a paper")
    return guide.keep("waybill.pdf", page.pdf)


def sheet(guide: Guide) -> None:
    """Ctrl+P: the stock sheet, to be signed."""
    page = guide.page(StockPage)
    guide.press(ESC)
    guide.until(page.foot.sheet.isVisible, "back at the shelf")
    before = page.pdf
    guide.press(Qt.Key.Key_P, held=CONTROL)
    guide.until(lambda: page.pdf != before and guide.frame.bench.idle, "the stock sheet is drawn")


def sheet_paper(guide: Guide) -> Path:
    """The sheet as a paper."""
    return guide.keep("stock-sheet.pdf", guide.page(StockPage).pdf)


STEPS = (
    ("stock", shelf),
    ("stock-truck", arrival),
    ("stock-received", received),
    ("stock-order", order),
    ("stock-released", released),
    ("stock-waybill", waybill),
    ("stock-waybill-paper", waybill_paper),
    ("stock-sheet", sheet),
    ("stock-sheet-paper", sheet_paper),
)
