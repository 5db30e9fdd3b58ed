"""A truck is counted in, and an official's driver asks for bags without cards: in the real window, by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop.records.distribution import Standing
from desktop.records.stock import BookLine, Goods, WaybillDraft
from desktop.ui.screens.stock.deed_panel import Deed
from desktop.ui.screens.stock.shelf_panel import ItemCard
from desktop.ui.screens.stock.stock_page import StockPage
from desktop.ui.second_dialog import SecondDialog
from desktop.usecases import programmes, releases, safekeeping, stock, waybills
from desktop.values.period import local_day
from desktop.values.permissions import Role
from tests.factories import TestOffice, passphrase_of
from tests.journeys.conftest import Journey, Walk
from tests.journeys.sitting import CONTROL, DOWN, ENTER, Sitting
from tests.usecases.relief_office import Relief

NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)


def bags(office: TestOffice, standing: Standing) -> BookLine:
    """The line of flour in the book."""
    found = stock.show(office.desk(Role.LEAD), standing).line("ATTA20")
    assert found is not None
    return found


def stand_by(at: Sitting) -> None:
    """The supervisor chooses their name in the dialog over the window, types their passphrase, Enter."""
    dialog = at.over()
    assert isinstance(dialog, SecondDialog)
    at.to(dialog.panel.names, Qt.Key.Key_Tab)
    for _ in range(dialog.panel.names.count()):
        if dialog.panel.names.value() == Role.SUPERVISOR.value:
            break
        at.press(DOWN)
    at.to(dialog.panel.passphrase, Qt.Key.Key_Tab)
    at.write(passphrase_of(Role.SUPERVISOR))
    at.answer(ENTER)


def bags_without_cards(at: Sitting, office: TestOffice) -> None:
    """A waybill is counted in; twenty bags go by order, only with number, name, reason and a second person."""
    with at.aside():
        relief = Relief(office)
        standing = relief.round()
        relief.give(standing, relief.typed(relief.household(4).text))
        day = local_day(office.desk(Role.LEAD).clock().at)
        sent = (Goods("ATTA20", 100, "F-1"),)
        waybills.make(office.desk(Role.SUPERVISOR), standing, WaybillDraft("WB-1", day, "PDMA", sent))
    home = at.sign_in(Role.LEAD)
    at.press(NUMBERS[list(home.tiles).index("stock")])
    page = at.page(StockPage)
    at.picture("1-shelf")

    (button,) = page.notices.notices()["waybill"].findChildren(QAbstractButton)
    at.to(button, Qt.Key.Key_Tab)
    at.press(Qt.Key.Key_Space)
    at.until(lambda: page.arrival is not None)
    at.write("97")
    at.press(ENTER)
    at.write("three torn")
    at.press(ENTER)
    at.until(lambda: at.over() is not None)
    with at.aside():
        assert bags(office, standing).on_hand is None, "one person alone does not write off three bags"
    stand_by(at)
    at.until(lambda: page.arrival is None and at.frame.bench.idle)
    at.picture("2-received")
    with at.aside():
        assert bags(office, standing).on_hand == 97
    assert any("97" in card.accessibleName() for card in page.findChildren(ItemCard))

    at.to(page.deed.deed, Qt.Key.Key_Backtab)
    at.choose(page.deed.deed, Deed.RELEASE.value)
    at.to(page.deed.quantity)
    at.write("20")
    for name, text in (("order", "DC/2026/114"), ("authority", "Deputy Commissioner"), ("why", "a school")):
        at.to(page.deed.texts[name])
        at.write(text)
    at.picture("3-order")
    at.press(Qt.Key.Key_S, held=CONTROL)
    at.until(lambda: at.over() is not None)
    at.picture("4-second-person")
    with at.aside():
        assert bags(office, standing).released == 0, "one person alone releases nothing"
    stand_by(at)
    at.until(lambda: at.frame.bench.idle)
    at.picture("5-released")

    with at.aside():
        line = bags(office, standing)
        assert (line.released, line.issued, line.on_hand) == (20, 4, 77)
        (release,) = releases.listed(office.desk(Role.SUPERVISOR), standing)
        assert (release.order, release.authority) == ("DC/2026/114", "Deputy Commissioner")
        assert (release.by, release.second) == ("lead", "supervisor")
        (one,) = programmes.rounds(office.desk(Role.LEAD))
        assert one.given == 1, "what went by order is nobody's share"
        opened = office.opened(Role.LEAD)
        assert safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad is None
    assert "DC/2026/114" in at.read(page)


def test_bags_without_cards_go_by_order_alone(walk: Walk) -> None:
    journey: Journey = bags_without_cards
    walk(journey)
