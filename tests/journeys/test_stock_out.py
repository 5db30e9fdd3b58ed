"""Oil is out when the next card is held up: the rest is given, the slip says what stays due, and it is settled once."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop.records.stock import Goods, WaybillDraft
from desktop.ui.screens.after.after_page import AfterPage
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.station.verdict_words import item_label
from desktop.ui.screens.stock.stock_page import StockPage
from desktop.ui.widgets.verdict_values import Family
from desktop.usecases import accounts, waybills
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.words.accounts import kind_words
from tests.factories import TestOffice
from tests.journeys.conftest import Journey, Walk
from tests.journeys.lane_steps import SPACE, give, hold_up, next_card, sentence, to_the_lane, verdict, whole
from tests.journeys.sitting import CONTROL, ENTER, ESC, Sitting
from tests.printing.paperwork import words
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import handed_over, on_hand, still_owed, stock

P, R = Qt.Key.Key_P, Qt.Key.Key_R


def printed(at: Sitting, office: TestOffice, name: str) -> str:
    """P shows the slip, Ctrl+P prints it: what can be read on the paper that came out."""
    at.press(P)
    at.until(lambda: isinstance(at.over(), SlipSheet) and at.frame.bench.idle)
    at.picture(name)
    at.press(P, held=CONTROL)
    at.until(lambda: at.over() is None and at.frame.bench.idle)
    at.program.window.activateWindow()
    at.until(at.program.window.isActiveWindow)
    with at.aside():
        paper = (office.folder.parent / "printed.pdf").read_bytes()
        at.keep(f"{name}.pdf", paper)
        return words(paper, office.folder.parent)


def oil_is_out(at: Sitting, office: TestOffice) -> None:
    """Flour now and a slip for the oil; the unserved list has that line; a truck comes, and it is given once."""
    with at.aside():
        relief = Relief(office)
        standing = relief.round()
        stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
        code, other = relief.household(5), relief.household(2)
        card, next_one = (relief.cards(one)[0].credential for one in (code, other))
        oil = item_label("OIL5", at.language)
    page = to_the_lane(at)
    hold_up(at, page, card, "G2")
    at.picture("1-not-all-is-here")
    view = page.verdict.view()
    assert view is not None
    assert (view.family, [item.code for item in view.items]) == (Family.CHECK, ["ATTA20"])
    assert oil in sentence(page), "it is said before it is given"
    give(at, page)
    at.picture("2-given")
    assert oil in sentence(page)
    slip = printed(at, office, "3-slip")
    assert "1 still due to you" in slip
    assert re.search(r"×\s*4", slip)
    assert re.search(r"×\s*0", slip)
    assert code.grouped.replace("\u2007", " ") in slip
    with at.aside():
        assert (handed_over(relief, standing, code), still_owed(relief, standing, code)) == ({"ATTA20": 4}, {"OIL5": 1})
        assert on_hand(relief, standing) == {"ATTA20": 36, "OIL5": 0}
    at.lock()

    home = at.sign_in(Role.LEAD)
    at.press(R)
    after = at.page(AfterPage)
    at.until(lambda: after.waiting.told is not None and at.frame.bench.idle)
    at.picture("4-who-waits")
    told = after.waiting.told
    assert told is not None
    (line,) = [one for one in told.lines if one.owed]
    assert (line.code, [(due.item, due.quantity) for due in line.items]) == (code, [("OIL5", 1)])
    seen = at.read(after.waiting)
    assert kind_words(line) in seen
    assert oil in seen
    with at.aside():
        day = local_day(office.desk(Role.LEAD).clock().at)
        sent = (Goods("OIL5", 3, "O-1"),)
        waybills.make(office.desk(Role.SUPERVISOR), standing, WaybillDraft("WB-2", day, "PDMA", sent))
    home = at.home()
    at.press(Qt.Key(Qt.Key.Key_1 + list(home.tiles).index("stock")))
    shelf = at.page(StockPage)
    (button,) = shelf.notices.notices()["waybill"].findChildren(QAbstractButton)
    at.to(button, Qt.Key.Key_Tab)
    at.press(SPACE)
    at.until(lambda: shelf.arrival is not None)
    at.write("3")
    at.press(ENTER, ENTER)
    at.until(lambda: shelf.arrival is None and at.frame.bench.idle)
    at.picture("5-oil-came")
    at.lock()

    page = to_the_lane(at)
    at.scan(card)
    at.until(lambda: verdict(page) in ("G1", "G2") and at.frame.bench.idle)
    at.picture("6-what-stayed-due")
    view = page.verdict.view()
    assert view is not None
    assert [(item.code, item.count) for item in view.items] == [("OIL5", 1)]
    give(at, page)
    slip = printed(at, office, "7-slip")
    assert "still due" not in slip
    hold_up(at, page, next_one, "G1")
    give(at, page)
    next_card(at, page)
    at.press(ESC, ESC)
    at.home()
    at.lock()
    page = to_the_lane(at)
    hold_up(at, page, card, "H1")
    at.picture("8-once")
    with at.aside():
        assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}
        assert still_owed(relief, standing, code) == {}
        assert on_hand(relief, standing) == {"ATTA20": 34, "OIL5": 1}
        assert accounts.waiting(office.desk(Role.LEAD), standing).lines == ()
        assert whole(office)


def test_what_ran_out_is_owed_and_settled_once(walk: Walk) -> None:
    journey: Journey = oil_is_out
    walk(journey)
