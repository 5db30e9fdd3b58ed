"""Stock on the screen: counted, received and written off by keys, a second person where something is missing."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.distribution import PointDraft, Standing
from desktop.records.stock import ArrivalDraft, BookLine, Goods, WaybillDraft
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.stock.deed_panel import Deed
from desktop.ui.screens.stock.shelf_panel import ItemCard, ShelfPanel
from desktop.ui.screens.stock.stock_page import StockPage
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.workbench import GoStock
from desktop.usecases import stock, waybills
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason, Language
from tests.factories import TestOffice, passphrase_of
from tests.ui.cutting import cut_lines
from tests.ui.screens.conftest import LARGE, Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, here, press, stand_by, write
from tests.usecases.relief_office import MALOOK, Relief

SMALL = QSize(1024, 600)


@pytest.fixture
def standing(office: TestOffice) -> Standing:
    """A point with eighty bags, and a waybill on the way."""
    kot = PointDraft("kot", "Kot")
    standing = Relief(office).round(points=(MALOOK, kot))
    lead = office.desk(Role.LEAD)
    goods = (Goods("ATTA20", 80, "F-1", date(2026, 11, 1)),)
    waybills.receive(lead, standing, ArrivalDraft(goods, document="GRN-1", origin="PDMA store"))
    sent = (Goods("ATTA20", 100, "F-2"), Goods("OIL5", 50))
    waybills.make(lead, standing, WaybillDraft("WB-7", date(2026, 11, 27), "PDMA store", sent))
    return standing


def entered(enter: Enter, role: Role = Role.LEAD, size: QSize = LARGE) -> StockPage:
    page = enter(role, GoStock(), size).page
    assert isinstance(page, StockPage)
    return page


def line(office: TestOffice, standing: Standing, item: str = "ATTA20") -> BookLine:
    found = stock.show(office.desk(Role.LEAD), standing).line(item)
    assert found is not None
    return found


def said(page: StockPage) -> str:
    """Everything that is written on the shelf."""
    return "\n".join(one.text() for kind in (Line, Paragraph) for one in page.findChildren(kind))


def test_a_lead_finds_stock_among_the_tiles(enter: Enter, standing: Standing, qtbot: QtBot) -> None:
    frame = enter(Role.LEAD)
    assert isinstance(frame.page, HomePage)
    frame.show_page(GoStock())
    assert isinstance(frame.page, StockPage)


def test_an_auditor_sees_the_shelf_and_presses_nothing(enter: Enter, standing: Standing) -> None:
    page = entered(enter, Role.AUDITOR)
    assert "80" in said(page)
    assert all(button.isHidden() for button in page.foot.leading())


def test_the_shelf_shows_how_much_is_left_and_which_batch_is_over(enter: Enter, standing: Standing) -> None:
    page = entered(enter)
    cards = [card.accessibleName() for card in page.findChildren(ItemCard)]
    assert cards[0].startswith("Wheat flour 20 kg, 80 bags")
    assert "not counted here" in cards[1]
    assert "80" in said(page)
    assert "F-1" in said(page)
    assert "Set it apart" in said(page)


def test_a_count_that_fits_is_kept_with_a_number_and_enter(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    """The keyboard is at the count; digits of any script; Enter through the form keeps it."""
    page = entered(enter)
    write("۸۰")
    press(ENTER, ENTER, ENTER)
    qtbot.waitUntil(lambda: line(office, standing).last_count is not None)
    assert page.deed.quantity.digits() == ""
    last = line(office, standing).last_count
    assert last is not None
    assert (last.counted, last.difference) == (80, 0)


def test_a_difference_asks_why_then_for_a_second_person(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    page = entered(enter)
    write("77")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: "80" in page.deed.form.row("reason").problem())
    assert line(office, standing).on_hand == 80
    page.deed.reason.set_value(DifferenceReason.TORN.value)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    page.dialog.asked.emit("supervisor", "a wrong one")
    assert line(office, standing).on_hand == 80
    page.dialog.asked.emit("supervisor", passphrase_of(Role.SUPERVISOR))
    qtbot.waitUntil(lambda: line(office, standing).on_hand == 77)
    (moved, *_) = stock.show(office.desk(Role.LEAD), standing).movements
    assert (moved.quantity, moved.second) == (-3, "supervisor")


def test_without_a_count_nothing_is_done(enter: Enter, office: TestOffice, standing: Standing) -> None:
    page = entered(enter)
    page.deed.choose_deed(Deed.DAMAGE)
    page.do()
    assert page.deed.form.row("quantity").problem() != ""
    page.deed.quantity.set_value("99999999")
    page.do()
    assert "more than any store holds" in page.deed.form.row("quantity").problem()
    assert line(office, standing).damaged == 0


@pytest.mark.parametrize(
    ("deed", "column"),
    [(Deed.DAMAGE, "damaged"), (Deed.MOVE, "moved_out"), (Deed.SEND_BACK, "returned"), (Deed.RECEIVE, "received")],
)
def test_each_deed_is_its_own_line_of_the_book(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot, deed: Deed, column: str
) -> None:
    page = entered(enter)
    before = getattr(line(office, standing), column)
    page.deed.choose_deed(deed)
    page.deed.quantity.set_value("5")
    page.deed.texts["document"].set_value("P-1")
    page.deed.texts["origin"].set_value("PDMA store")
    page.do()
    assert getattr(line(office, standing), column) == before, "what goes out, or is awaited by a waybill, is of two"
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))
    qtbot.waitUntil(lambda: getattr(line(office, standing), column) == before + 5)


def test_a_paper_without_its_number_is_asked_at_its_field(enter: Enter, office: TestOffice, standing: Standing) -> None:
    page = entered(enter)
    page.deed.choose_deed(Deed.RECEIVE)
    page.deed.quantity.set_value("5")
    page.do()
    assert page.deed.form.row("document").problem() != ""
    assert line(office, standing).received == 80


def test_a_release_by_order_always_asks_for_the_second_person(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    page = entered(enter)
    page.deed.choose_deed(Deed.RELEASE)
    page.deed.quantity.set_value("20")
    for name, text in (("order", "DC/114"), ("authority", "Deputy Commissioner"), ("why", "a school")):
        page.deed.texts[name].set_value(text)
    page.do()
    assert page.dialog is not None
    page.dialog.asked.emit("supervisor", passphrase_of(Role.SUPERVISOR))
    qtbot.waitUntil(lambda: line(office, standing).released == 20)
    assert line(office, standing).issued == 0
    assert "DC/114" in str([one.order for one in stock.show(office.desk(Role.LEAD), standing).releases])


def test_a_waybill_is_counted_in_line_by_line(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    """The button of the notice, a number in each field, a note, Enter."""
    page = entered(enter)
    notice = page.notices.notices()["waybill"]
    notice.acted.emit()
    assert page.arrival is not None
    write("97")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.wait(150)
    assert page.arrival is not None
    assert page.arrival.form.row("line-2").problem() != ""
    press(ENTER)
    write("50")
    press(ENTER)
    write("three bags short")
    press(ENTER)
    assert [one.received for one in waybills.show(office.desk(Role.LEAD), "WB-7").lines] == [None, None]
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))  # three bags of the waybill did not come
    qtbot.waitUntil(lambda: page.arrival is None)
    seen = waybills.show(office.desk(Role.LEAD), "WB-7")
    assert [one.received for one in seen.lines] == [97, 50]
    assert seen.note == "three bags short"
    assert page.deed.isAncestorOf(here()), "the keyboard is where the next thing is written"
    assert line(office, standing).on_hand == 177
    assert "waybill" not in page.notices.notices()


def test_the_sheet_is_made_shown_and_left_with_escape(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    page = entered(enter)
    press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: page.pdf.startswith(b"%PDF"))
    assert page.foot.print.isVisible()
    press(ESC)
    qtbot.waitUntil(lambda: page.foot.do.isVisible())


def test_a_supervisor_sees_the_shelf_and_has_nothing_to_press_on_it(enter: Enter, standing: Standing) -> None:
    page = entered(enter, Role.SUPERVISOR)
    assert page.findChildren(ItemCard)
    assert not page.foot.do.isVisible()
    assert not page.deed.isVisible()


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU, Language.SINDHI])
def test_no_line_is_cut_and_whatever_takes_the_keyboard_has_a_name(
    enter: Enter, standing: Standing, speak: Callable[..., None], language: Language, size: QSize
) -> None:
    """The shelf, a waybill that is counted in, and a new one: ink within its rectangle, in three languages."""
    speak(language, size)
    page = entered(enter, size=size)
    for look in (lambda: None, lambda: page.notices.notices()["waybill"].acted.emit(), page.begin_truck):
        look()
        QApplication.processEvents()
        lines = [one for one in page.findChildren(Line) if one.isVisible()]
        assert len(lines) > 5
        assert cut_lines(page) == []
        nameless = [type(one).__name__ for one in page.findChildren(QWidget) if takes_keys(one)]
        assert nameless == []
        if page.arrival is not None or page.truck is not None:
            page.escape()


def takes_keys(widget: QWidget) -> bool:
    """Whether a widget takes the keyboard and has no name to say."""
    silent = not widget.accessibleName() and widget.focusProxy() is None
    return widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and silent


def test_a_supervisor_makes_a_waybill_by_keys_and_sees_its_paper(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    """Ctrl+N, the number, from where, Enter past what is not known, the count of the first item: kept and drawn."""
    page = entered(enter, Role.SUPERVISOR)
    press(Qt.Key.Key_N, modifier=CTRL)
    qtbot.waitUntil(lambda: page.truck is not None)
    write("WB-9")
    press(ENTER)
    write("PDMA store")
    press(ENTER, ENTER, ENTER, ENTER)
    write("120")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.pdf.startswith(b"%PDF"))
    made = waybills.show(office.desk(Role.SUPERVISOR), "WB-9")
    assert [(one.item, one.sent) for one in made.lines] == [("ATTA20", 120)]
    assert made.origin == "PDMA store"
    assert page.foot.print.isVisible()


def test_a_waybill_without_its_number_or_with_a_taken_one_says_so_there(
    enter: Enter, office: TestOffice, standing: Standing
) -> None:
    page = entered(enter)
    page.begin_truck()
    truck = page.truck
    assert truck is not None
    truck.lines["ATTA20"][0].set_value("5")
    page.keep_truck()
    assert truck.form.row("number").problem() != ""
    truck.texts["number"].set_value("WB-7")
    truck.texts["origin"].set_value("PDMA store")
    page.keep_truck()
    assert "already" in truck.form.row("number").problem()
    assert page.truck is truck
    page.escape()
    assert page.truck is None
    assert page.foot.do.isVisible()


def test_of_several_waybills_the_later_one_may_be_counted_first(
    enter: Enter, office: TestOffice, standing: Standing, qtbot: QtBot
) -> None:
    """The first truck does not come: Enter on the second line counts that one in."""
    sent = WaybillDraft("WB-8", date(2026, 11, 28), "WFP hub", (Goods("OIL5", 10),))
    waybills.make(office.desk(Role.LEAD), standing, sent)
    page = entered(enter)
    (shelf,) = page.findChildren(ShelfPanel)
    shelf.arrived.emit("WB-8")
    assert page.arrival is not None
    page.arrival.counts[0][1].set_value("0")
    page.keep_arrival()
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))
    qtbot.waitUntil(lambda: page.arrival is None)
    assert [one.received for one in waybills.show(office.desk(Role.LEAD), "WB-8").lines] == [0]
    assert "waybill" in page.notices.notices()
