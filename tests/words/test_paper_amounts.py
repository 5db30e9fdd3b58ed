"""Amounts on papers that are read from the right: each stands at its own item, whatever Latin stands before."""

from pathlib import Path

import pytest

from desktop.records.stock import Goods, WaybillDraft
from desktop.usecases import accounts, day_close, waybills
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words.captions.accounts import account_sheet
from desktop.words.captions.bilingual import side_by_side
from desktop.words.captions.days import day_sheet
from desktop.words.stock import amount_words
from printing.daysheets import draw_day_sheet
from printing.stock import draw_stock_paper
from tests.factories import TestOffice
from tests.printing.paperwork import from_the_right
from tests.usecases.relief_office import Relief

NUMBERS = ("WB-1058", "20", "500", "5", "250")


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
def test_each_amount_of_a_truck_stands_at_its_own_item(office: TestOffice, tmp_path: Path, language: Language) -> None:
    """By the places of the words: the number of the waybill, flour of 20 kg, its 500, oil of 5 litres, its 250."""
    standing = Relief(office).round()
    lead, supervisor = office.desk(Role.LEAD), office.desk(Role.SUPERVISOR)
    goods = (Goods("ATTA20", 500), Goods("OIL5", 250))
    waybills.make(supervisor, standing, WaybillDraft("WB-1058", local_day(lead.clock().at), "Multan store", goods))
    closed = day_close.close_day(lead, standing, awaited="not here yet")
    told = accounts.reconcile(supervisor, standing.round_code, standing.point_code)
    account = accounts.print_account(supervisor, told, told.points[0])
    for pdf in (
        draw_day_sheet(day_sheet(closed, language, lead.office, "D03")),
        draw_stock_paper(account_sheet(account, language, lead.office, "D03")),
    ):
        row = from_the_right(pdf, tmp_path, "WB-1058")
        assert [text for text in row if text in NUMBERS] == list(NUMBERS)


def test_an_english_paper_has_no_marks_of_direction() -> None:
    assert side_by_side(Language.ENGLISH, "WB-1", "", "Flour: 5") == "WB-1 · Flour: 5"


def test_one_of_a_unit_is_said_as_one() -> None:
    assert amount_words(1, "bag") == "1 bag"
    assert amount_words(1200, "bag") == "1,200 bags"
