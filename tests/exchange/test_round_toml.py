"""Round files: what is read, and that each field that cannot be taken is named with its value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import RoundFileWrong
from desktop.exchange.round_toml import FILE_LIMIT, read_round
from desktop.records.distribution import ItemDraft, PointDraft, RoundDraft, StepDraft
from desktop.values.vocabulary import ListKind

FILE = """\
programme = "Flood  flour"
code  = "flour-3"
list  = "open"
areas = ["PK617"]
from  = 2026-11-24
to    = 2026-11-30
item  = [{code = "ATTA20", steps = [{min_size = 1, qty = 2}, {min_size = 4, qty = 4}]}, {code = "OIL5", qty = 1}]
point = [
  {code = "malook", name = "Basti Malook"},
  {code = "kot", name = "کوٹ", areas = ["PK61702"], lanes = 3, on = 2026-12-01},
]
"""


def test_a_round_file_becomes_a_draft_in_which_a_fixed_amount_is_one_step() -> None:
    assert read_round(FILE.encode()) == RoundDraft(
        programme="Flood flour",
        code="flour-3",
        list_kind=ListKind.OPEN,
        areas=("PK617",),
        from_day=date(2026, 11, 24),
        to_day=date(2026, 11, 30),
        items=(
            ItemDraft("ATTA20", (StepDraft(1, 2), StepDraft(4, 4))),
            ItemDraft("OIL5", (StepDraft(1, 1),)),
        ),
        points=(PointDraft("malook", "Basti Malook"), PointDraft("kot", "کوٹ", ("PK61702",), 3, date(2026, 12, 1))),
    )


WRONG = {
    "no TOML": ('"open"', '"open', ("", "3", "toml")),
    "unknown field": ("code  =", 'colour = "red"\ncode  =', ("colour", "red", "unknown_field")),
    "unknown field of a point": ('name = "کوٹ"', 'nam = "کوٹ"', ("point[1].nam", "کوٹ", "unknown_field")),
    "missing": ('list  = "open"\n', "", ("list", "", "missing")),
    "missing in an item": ('code = "OIL5", ', "", ("item[1].code", "", "missing")),
    "wrong kind of list": ('"open"', '"shut"', ("list", "shut", "choice")),
    "half a can": ("qty = 1}", "qty = 1.5}", ("item[1].qty", "1.5", "whole")),
    "a day that is none": ("= 2026-11-24", '= "soon"', ("from", "soon", "day")),
    "capital letters in the code": ("flour-3", "Flour 3", ("code", "Flour 3", "code")),
    "code like an option": ("flour-3", "-3", ("code", "-3", "code")),
    "no programme": ("Flood  flour", " ", ("programme", "", "text")),
    "a name that turns the line": (
        "Basti Malook",
        "Basti \\u202eMalook",
        ("point[0].name", "Basti \u202eMalook", "text"),
    ),
    "a place that is none": ('["PK617"]', '["PK000"]', ("areas[0]", "PK000", "unknown_area")),
    "a place twice": ('["PK617"]', '["PK617", "PK617"]', ("areas[1]", "PK617", "twice")),
    "no place": ('["PK617"]', "[]", ("areas", "0", "count")),
    "the end before the beginning": ("2026-11-30", "2026-11-23", ("to", "2026-11-23", "days")),
    "an item that is none": ("OIL5", "OIL6", ("item[1].code", "OIL6", "unknown_item")),
    "an item twice": ("OIL5", "ATTA20", ("item[1].code", "ATTA20", "twice")),
    "nothing to hand over": ("qty = 1}", "qty = 0}", ("item[1].qty", "0", "number")),
    "a slipped key": ("qty = 1}", "qty = 1000001}", ("item[1].qty", "1000001", "number")),
    "fixed and by steps": ("qty = 1}", "qty = 1, steps = []}", ("item[1]", "OIL5", "qty_or_steps")),
    "neither": (", qty = 1}", "}", ("item[1]", "OIL5", "qty_or_steps")),
    "no step": ("{min_size = 1, qty = 2}, {min_size = 4, qty = 4}", "", ("item[0].steps", "0", "count")),
    "a step of nobody": ("min_size = 1", "min_size = 0", ("item[0].steps[0].min_size", "0", "household")),
    "a step of too much": ("qty = 4", "qty = -4", ("item[0].steps[1].qty", "-4", "number")),
    "steps that do not rise": ("min_size = 4", "min_size = 1", ("item[0].steps[1].min_size", "1", "steps")),
    "two points of one code": ('"kot"', '"malook"', ("point[1].code", "malook", "twice")),
    "a point outside the round": ("PK61702", "PK10101", ("point[1].areas[0]", "PK10101", "outside")),
    "a point without a lane": ("lanes = 3", "lanes = 0", ("point[1].lanes", "0", "lanes")),
    "less than no lane": ("lanes = 3", "lanes = -1", ("point[1].lanes", "-1", "lanes")),
    "a lane for everybody": ("lanes = 3", "lanes = 51", ("point[1].lanes", "51", "lanes")),
    "half a lane": ("lanes = 3", "lanes = 2.5", ("point[1].lanes", "2.5", "whole")),
    "lanes in words": ("lanes = 3", 'lanes = "three"', ("point[1].lanes", "three", "whole")),
    "a day in words": ("on = 2026-12-01", 'on = "Tuesday"', ("point[1].on", "Tuesday", "day")),
    "a day of no month": ("on = 2026-12-01", "on = 2026-02-30", ("", "10", "toml")),
    "a day with an hour": (
        "on = 2026-12-01",
        "on = 2026-12-01T07:00:00",
        ("point[1].on", "2026-12-01 07:00:00", "day"),
    ),
    "one place without brackets": ('["PK617"]', '"PK617"', ("areas", "PK617", "list")),
    "a code that is a number": ('"kot"', "7", ("point[1].code", "7", "quoted")),
    "yes for a number": ("qty = 1}", "qty = true}", ("item[1].qty", "true", "whole")),
    "yes in quotes": ("qty = 1}", 'qty = 1, loan = "yes"}', ("item[1].loan", "yes", "yes_no")),
    "a point nowhere": ("PK61702", "PKXX", ("point[1].areas[0]", "PKXX", "unknown_area")),
}


@pytest.mark.parametrize(("old", "new", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_taken_is_named_with_its_value(old: str, new: str, told: tuple[str, str, str]) -> None:
    changed = FILE.replace(old, new, 1)
    assert changed != FILE
    with pytest.raises(RoundFileWrong) as refused:
        read_round(changed.encode())
    assert (refused.value.where, refused.value.value, refused.value.why) == told


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(RoundFileWrong):
        read_round(data)


def test_a_file_that_is_far_too_large_is_not_even_parsed() -> None:
    with pytest.raises(RoundFileWrong) as refused:
        read_round(b"#" * (FILE_LIMIT + 1))
    assert refused.value.why == "size"
