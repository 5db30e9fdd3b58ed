"""Rules of items in round and programme files: what is read, and that each thing that cannot be meant is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.entitlement import due
from desktop.errors import RoundFileWrong, TemplateUnknown
from desktop.exchange.programme_toml import programme_text, read_programme
from desktop.exchange.round_template import template, templates
from desktop.exchange.round_toml import read_round
from desktop.records.distribution import ItemDraft, StepDraft
from desktop.records.programme import ProgrammeDraft, items_content, items_of
from desktop.records.relief_rule import Criteria, Facts, ItemRule
from desktop.reference.places import area
from desktop.values.vocabulary import Category, Criterion, HazardKind, ListKind, Once

PROGRAMME = """\
programme = "Winter  relief"
item = [
  {code = "BLANKET", per_person = 1, most = 6, once = "programme"},
  {code = "SOAP", per_person = 250, every_days = 30, tolerance = 0},
  {code = "RICE5", per = {disabled = 2, infant = 1}, stock_limited = true},
  {code = "TENT", steps = [{min_size = 1, qty = 1}, {min_size = 8, qty = 2}], instead = "shelter", loan = true},
  {code = "TARP", qty = 2, instead = "shelter", areas = ["PK617"], points = ["kot"]},
]
"""
ROUND = """\
programme = "Winter relief"
code = "winter-1"
list = "frozen"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
criteria = ["led_by_woman", "infant"]
size_at_least = 6
event = "cold-26"
point = [{code = "malook", name = "Basti Malook"}]
"""


def test_a_programme_file_becomes_items_with_their_rules() -> None:
    assert read_programme(PROGRAMME.encode()) == ProgrammeDraft(
        "Winter relief",
        (
            ItemDraft("BLANKET", (), ItemRule(per_person=1, most=6, once=Once.PROGRAMME)),
            ItemDraft("SOAP", (), ItemRule(per_person=250, every_days=30, tolerance=0)),
            ItemDraft("RICE5", (), ItemRule(per=((Category.INFANT, 1), (Category.DISABLED, 2)), stock_limited=True)),
            ItemDraft("TENT", (StepDraft(1, 1), StepDraft(8, 2)), ItemRule(instead="shelter", loan=True)),
            ItemDraft("TARP", (StepDraft(1, 2),), ItemRule(instead="shelter", areas=("PK617",), points=("kot",))),
        ),
    )


def test_a_programme_is_written_as_it_is_read() -> None:
    draft = read_programme(PROGRAMME.encode())
    assert read_programme(programme_text(draft).encode()) == draft
    quoted = ProgrammeDraft('سردی "2026" \\ یہاں', draft.items)
    assert read_programme(programme_text(quoted).encode()) == quoted


def test_items_come_back_from_what_a_version_keeps_of_them() -> None:
    items = read_programme(PROGRAMME.encode()).items
    assert items_of(items_content(items)) == items  # pyright: ignore[reportArgumentType]


def test_a_round_file_without_items_leaves_them_to_its_programme_and_tells_whom_it_is_for() -> None:
    found = read_round(ROUND.encode())
    assert (found.items, found.list_kind, found.event) == ((), ListKind.FROZEN, "cold-26")
    assert found.criteria == Criteria((Criterion.LED_BY_WOMAN, Criterion.INFANT), 6)


WRONG = {
    "two amounts": ("per_person = 1,", "per_person = 1, qty = 1,", ("item[0]", "BLANKET", "qty_or_steps")),
    "no amount": ("per_person = 1,", "", ("item[0]", "BLANKET", "qty_or_steps")),
    "nothing for each": ("per_person = 1,", "per_person = 0,", ("item[0].per_person", "0", "number")),
    "less than nothing": ("per_person = 1,", "per_person = -2,", ("item[0].per_person", "-2", "number")),
    "half a blanket": ("per_person = 1,", "per_person = 0.5,", ("item[0].per_person", "0.5", "whole")),
    "a million": ("per_person = 250", "per_person = 1000001", ("item[1].per_person", "1000001", "number")),
    "a million bags": ("qty = 2, instead", "qty = 1000000, instead", ("item[4].qty", "1000000", "number")),
    "more blankets than people": ("per_person = 1,", "per_person = 2001,", ("item[0].per_person", "2001", "number")),
    "a million for many": ("per_person = 250", "per_person = 5001", ("item[1]", "1000200", "million")),
    "nobody's amount": ("per = {disabled = 2, infant = 1}", "per = {}", ("item[2].per", "0", "count")),
    "nothing for infants": ("infant = 1", "infant = 0", ("item[2].per.infant", "0", "number")),
    "unknown people": ("infant = 1", "cousin = 1", ("item[2].per.cousin", "1", "unknown_field")),
    "a cap of nothing": ("most = 6", "most = 0", ("item[0].most", "0", "number")),
    "a cap below all": ("loan = true", "loan = true, most = 1", ("item[3].most", "1", "cap_below_all")),
    "often in two ways": (
        "every_days = 30",
        'every_days = 30, once = "event"',
        ("item[1]", "SOAP", "often_or_once"),
    ),
    "every no day": ("every_days = 30", "every_days = 0", ("item[1].every_days", "0", "every_days")),
    "every two years": ("every_days = 30", "every_days = 731", ("item[1].every_days", "731", "every_days")),
    "once in a life": ('once = "programme"', 'once = "life"', ("item[0].once", "life", "choice")),
    "a choice of one": ('qty = 2, instead = "shelter"', "qty = 2", ("item[3].instead", "shelter", "alone")),
    "a choice like an option": ('instead = "shelter", loan', 'instead = "-x", loan', ("item[3].instead", "-x", "code")),
    "a place that is none": ('areas = ["PK617"]', 'areas = ["PK000"]', ("item[4].areas[0]", "PK000", "unknown_area")),
    "less than nothing missing": ("tolerance = 0", "tolerance = -1", ("item[1].tolerance", "-1", "tolerance")),
    "too much missing": ("tolerance = 0", "tolerance = 51", ("item[1].tolerance", "51", "tolerance")),
    "half of one per cent": ("tolerance = 0", "tolerance = 0.5", ("item[1].tolerance", "0.5", "whole")),
    "a word for it": ("tolerance = 0", 'tolerance = "5 %"', ("item[1].tolerance", "5 %", "whole")),
    "all missing": ("tolerance = 0", "tolerance = 10000000000", ("item[1].tolerance", "10000000000", "tolerance")),
    "food that is lent": ("stock_limited = true", "loan = true", ("item[2].loan", "RICE5", "no_loan")),
    "unknown field": ("most = 6", "least = 6", ("item[0].least", "6", "unknown_field")),
    "no name": ('"Winter  relief"', '""', ("programme", "", "text")),
}


@pytest.mark.parametrize(("old", "new", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_rule_that_cannot_be_meant_is_named_with_its_place(old: str, new: str, told: tuple[str, str, str]) -> None:
    changed = PROGRAMME.replace(old, new, 1)
    assert changed != PROGRAMME
    with pytest.raises(RoundFileWrong) as refused:
        read_programme(changed.encode())
    assert (refused.value.where, refused.value.value, refused.value.why) == told


ITEM = 'item = [{code = "TARP", qty = 2}]\npoint'
WRONG_ROUND = {
    "criteria and an open list": ('"frozen"', '"open"', ("list", "open", "criteria_frozen")),
    "a criterion that is none": ('"infant"]', '"rich"]', ("criteria[1]", "rich", "choice")),
    "a criterion twice": ('"infant"]', '"led_by_woman"]', ("criteria[1]", "led_by_woman", "twice")),
    "a size of one": ("size_at_least = 6", "size_at_least = 1", ("size_at_least", "1", "household")),
    "an event like an option": ('"cold-26"', '"--"', ("event", "--", "code")),
    "a list of no items": ("point =", "item = []\npoint =", ("item", "0", "count")),
    "a point that is none": (
        "point =",
        ITEM.replace("qty = 2", 'qty = 2, points = ["kot"]') + " =",
        ("item[0].points[0]", "kot", "unknown_point"),
    ),
    "only where the round is not": (
        "point =",
        ITEM.replace("qty = 2", 'qty = 2, areas = ["PK618"]') + " =",
        ("item[0].areas[0]", "PK618", "outside"),
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), WRONG_ROUND.values(), ids=WRONG_ROUND.keys())
def test_what_fits_no_round_is_named(old: str, new: str, told: tuple[str, str, str]) -> None:
    changed = ROUND.replace(old, new, 1)
    assert changed != ROUND
    with pytest.raises(RoundFileWrong) as refused:
        read_round(changed.encode())
    assert (refused.value.where, refused.value.value, refused.value.why) == told


def test_a_rule_for_the_whole_province_touches_a_round_of_one_district() -> None:
    province = area("PK617").parent
    rule = f'item = [{{code = "TARP", qty = 2, areas = ["{province}"]}}]\npoint ='
    assert read_round(ROUND.replace("point =", rule, 1).encode()).items[0].rule.areas == (province,)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(RoundFileWrong):
        read_programme(data)


def test_the_shipped_templates_are_sound_and_give_something_to_everybody() -> None:
    assert {found.hazard for found in templates()} == {HazardKind.FLOOD, HazardKind.HEAT, HazardKind.SMOG_CLOSURE}
    for found in templates():
        for size in (1, 7, 40):
            assert due(found.items, Facts(size))


def test_after_a_flood_a_large_family_gets_two_tents_or_tarpaulins_never_both() -> None:
    items = template("flood").items
    shelter = [line for line in due(items, Facts(9)) if line.item in ("TENT", "TARP")]
    assert [(line.item, line.quantity) for line in shelter] == [("TENT", 2)]
    without = [line.item for line in due(items, Facts(9), out={"TENT"}) if line.item in ("TENT", "TARP")]
    assert without == ["TARP"]


def test_a_template_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(TemplateUnknown):
        template("../secret")
