"""What stock there is and where it went is held against the book: whoever changes a row in the store is found."""

from datetime import date

import pytest

from desktop.records.distribution import PointDraft, Standing
from desktop.records.stock import ArrivalDraft, CountDraft, Goods, ReleaseDraft, WaybillDraft
from desktop.usecases import programmes, provisional, releases, safekeeping, stock, waybills
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason
from tests.factories import TestOffice
from tests.usecases.relief_office import MALOOK, Relief

CHANGES = {
    "stock_movement": (
        "UPDATE stock_movement SET quantity = quantity + 1 WHERE kind = 'damaged'",
        "UPDATE stock_movement SET kind = 'damaged' WHERE kind = 'returned'",
        "UPDATE stock_movement SET document = 'GRN-9' WHERE kind = 'received'",
        "UPDATE stock_movement SET reason = 'taken' WHERE kind = 'counted' AND reason = 'wet'",
        "UPDATE stock_movement SET second_id = NULL WHERE kind = 'lost'",
        "DELETE FROM stock_movement WHERE kind = 'moved_in'",
        "UPDATE stock_movement SET second_id = NULL WHERE kind = 'short'",
    ),
    "stock_level": ("UPDATE stock_level SET on_hand = on_hand + 1", "UPDATE stock_level SET on_hand = 0"),
    "waybill": (
        "UPDATE waybill SET origin = 'somewhere else'",
        "UPDATE waybill SET state = 'awaited'",
        "UPDATE waybill SET note = ''",
    ),
    "waybill_line": (
        "UPDATE waybill_line SET sent = sent - 2",
        "UPDATE waybill_line SET received = sent",
        "DELETE FROM waybill_line",
    ),
    "release": (
        "UPDATE release SET order_number = 'another'",
        "UPDATE release SET second_id = operator_id",
    ),
    "release_item": ("UPDATE release_item SET quantity = quantity - 1",),
    "loan_return": ("UPDATE loan_return SET usable = 0", "DELETE FROM loan_return"),
}


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """An office where everything has happened that can happen to stock."""
    relief = Relief(office)
    lead, second = office.desk(Role.LEAD), office.second(Role.SUPERVISOR)
    standing = relief.round(points=(MALOOK, PointDraft("kot", "Kot")))
    day = date(2027, 1, 1)
    waybills.make(lead, standing, WaybillDraft("WB-1", day, "PDMA", (Goods("ATTA20", 50, "F-1", day),)))
    arrival = ArrivalDraft((Goods("ATTA20", 49), Goods("OIL5", 40)), waybill="WB-1", note="one bag short")
    waybills.receive(lead, standing, arrival, second=second)
    given = DisbursementId(new_id())
    relief.give(standing, relief.typed(relief.household(3).text), disbursement=given)
    provisional.give(office.desk(Role.HELPDESK), standing, 2, "came at night", second=second)
    stock.count(lead, standing, (CountDraft("OIL5", 30, DifferenceReason.WET),), second=second)
    stock.damage(lead, standing, (Goods("ATTA20", 1),), second=second)
    stock.lose(lead, standing, (Goods("ATTA20", 1),), second=second)
    stock.send_back(lead, standing, (Goods("ATTA20", 3),), document="RET-1", to="PDMA", second=second)
    stock.move(lead, standing, Standing(standing.round_code, "kot"), (Goods("ATTA20", 4),), second=second)
    stock.loan_back(lead, standing, given, "OIL5", 1, usable=True)
    releases.release(lead, standing, ReleaseDraft("1", "A", "b", (Goods("ATTA20", 2),)), second=second)
    return relief


def first_bad(relief: Relief) -> str:
    """Why the first thing does not fit; empty when all fits."""
    opened = relief.office.opened(Role.LEAD)
    found = safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad
    return "" if found is None else found.why


def test_all_that_can_happen_to_stock_fits_the_book(relief: Relief) -> None:
    assert first_bad(relief) == ""


def test_help_without_a_card_is_a_column_of_its_own(relief: Relief) -> None:
    (one,) = programmes.rounds(relief.office.desk(Role.LEAD))
    book = stock.show(relief.office.desk(Role.LEAD), Standing(one.code, "malook"))
    line = book.line("ATTA20")
    assert line is not None
    assert line.provisional == 2
    assert line.issued == 2
    assert line.closing == line.on_hand


@pytest.mark.parametrize(
    ("table", "statement"), [(table, statement) for table, all_ in CHANGES.items() for statement in all_]
)
def test_control_a_changed_row_is_named_by_its_table(relief: Relief, table: str, statement: str) -> None:
    with relief.office.desk(Role.LEAD).store.writer.connect() as conn, conn.begin():
        assert conn.exec_driver_sql(statement).rowcount > 0
    assert first_bad(relief) == f"stray_{table}"
