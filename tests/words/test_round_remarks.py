"""What is remarked of a round: an empty list, an item for nobody, what cannot be taken of its file."""

from dataclasses import replace

import pytest

from desktop.errors import RoundFileWrong
from desktop.records.distribution import ItemDraft, ItemDue, ItemStock, StepDraft
from desktop.records.relief_rule import ItemRule
from desktop.words.messages import say
from desktop.words.round_remarks import round_remarks
from tests.exchange.test_round_toml import WRONG
from tests.exchange.test_rule_toml import WRONG as WRONG_RULES
from tests.exchange.test_rule_toml import WRONG_ROUND
from tests.words.test_lane_plan import round_of

FLOUR = ItemDraft("ATTA20", (StepDraft(1, 2),))
TENT = ItemDraft("TENT", (StepDraft(50, 1),), ItemRule(instead="roof"))
TARP = ItemDraft("TARP", (StepDraft(1, 2),), ItemRule(instead="roof"))
DUE = (ItemDue("ATTA20", 840, "bag"),)
STOCK = (ItemStock("ATTA20", "bag", 840, 0, 900),)


def test_an_item_that_nobody_on_the_list_is_due_is_remarked_and_the_other_of_a_choice_is_not() -> None:
    one = replace(round_of(), items=(FLOUR,), totals=DUE, stock=STOCK)
    assert round_remarks(one) == ()
    assert round_remarks(replace(one, items=(FLOUR, TENT))) == ("Family tent: nobody on this list is due any of it.",)
    both = (*DUE, ItemDue("TARP", 840, "piece"))
    assert round_remarks(replace(one, items=(FLOUR, TENT, TARP), totals=both)) == ()


def test_a_list_of_nobody_is_remarked_once() -> None:
    assert round_remarks(replace(round_of(), households=0, items=(FLOUR,))) == (
        "Nobody is on this list. Look at its areas and at whom it is for.",
    )
    assert round_remarks(replace(round_of(), items=(FLOUR,))) == ("Nobody on this list is due anything.",)


@pytest.mark.parametrize("told", [told for wrong in (WRONG, WRONG_RULES, WRONG_ROUND) for _, _, told in wrong.values()])
def test_whatever_is_wrong_in_a_file_has_a_sentence_of_its_own_that_names_place_or_value(
    told: tuple[str, str, str],
) -> None:
    where, value, why = told
    what = say(RoundFileWrong(where=where, value=value, why=why)).what
    assert where in what or (value and value in what) or why in ("days", "criteria_frozen")
    fallback = say(RoundFileWrong(where=where, value=value, why="no such thing")).what
    assert what != fallback
