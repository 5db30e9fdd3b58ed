"""A full day at two relief points, played by a script that keeps its own books: they balance to the last bag."""

from pathlib import Path

import pytest
from sqlalchemy import update

from desktop.models.stock import StockLevel
from desktop.usecases import distribution
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from tests.rigs.relief_day import Played, played
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_lanes import Line
from tests.rigs.relief_day_rules import MAIN
from tests.rigs.relief_day_tables import tables

FEW = 40
EVERY_ANSWER = {"G1", "G2", "G9", "H1", "H2", "H3", "H4", "H5", "H6", "T1", "N1", "S1"}


def balanced(day: Played) -> None:
    """No difference anywhere, all twelve answers heard, every family's story told."""
    assert day.books.differences == [], tables(day)
    assert all(row.fits for row in day.items)
    assert set(day.books.verdicts) == EVERY_ANSWER


def test_a_full_day_with_forty_families_balances_to_the_last_bag(tmp_path: Path) -> None:
    with played(tmp_path, FEW) as day:
        balanced(day)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [1, 2])
def test_a_full_day_with_a_thousand_families_balances_to_the_last_bag(tmp_path: Path, seed: int) -> None:
    with played(tmp_path, 1_000, seed=seed) as day:
        balanced(day)


def a_bag_is_carried_off(line: Line) -> None:
    """One bag less lies there, which neither the program nor the script's sums hear of."""
    line.books.pile[MAIN, "DAL5"] -= 1


def a_hand_over_is_not_booked(line: Line) -> None:
    """A family gets its share through the back door: the program hears nothing of it."""
    for item, quantity in line.books.share(absent(line)[0], MAIN).items.items():
        line.books.changed(MAIN, item, "issued", quantity)


def a_hand_over_is_booked_and_not_made(line: Line) -> str:
    """A scanner books a share for somebody who is not there, and keeps it; the household."""
    gone, lane = absent(line)[1], line.lanes[0]
    card, made = line.card(gone), DisbursementId(new_id())
    distribution.give(lane.desk, lane.standing, card, disbursement=made, looked=True)
    return gone.code.text


def the_shelf_is_written_over(line: Line) -> None:
    """Somebody writes another number into the store."""
    with line.desk(Role.LEAD).store.writer.begin() as conn:
        conn.execute(update(StockLevel).where(StockLevel.item == "SOAP").values(on_hand=StockLevel.on_hand - 250))


def absent(line: Line) -> list[Family]:
    """Who never came."""
    return [family for family in line.families if family.story == "absent"]


def test_control_what_is_lost_not_booked_or_not_made_is_a_difference_each(tmp_path: Path) -> None:
    kept: list[str] = []

    def tamper(line: Line) -> None:
        a_bag_is_carried_off(line)
        a_hand_over_is_not_booked(line)
        kept.append(a_hand_over_is_booked_and_not_made(line))
        the_shelf_is_written_over(line)

    with played(tmp_path, FEW, tamper=tamper) as day:
        told = "\n".join(day.books.differences)
    for words in (
        "bags of DAL5 at malook and the script's own sums",
        "issued of ATTA20 at malook",
        f"what {kept[0]} holds",
        "counted of SOAP at malook",
        "first thing that does not fit",
    ):
        assert words in told
