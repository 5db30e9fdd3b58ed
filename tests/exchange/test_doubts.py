"""What a list leaves open is asked, never guessed: second names, doubled headings, households, fathers beside names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import MapDoubtful
from desktop.exchange import columns, doubts, map_file, plan_maps
from desktop.exchange.import_drafts import Assembler, Told
from desktop.exchange.sheets.wire import Column, Head
from desktop.records.household import ConsentDraft
from desktop.records.imports import ImportPlan
from desktop.values.import_field import Doubt, Fit, Grouping, ImportField
from desktop.values.vocabulary import ParentRelation

TODAY = date(2026, 11, 24)


def plan(headings: Sequence[str], *rows: Sequence[str]) -> ImportPlan:
    """The plan of a list as it is guessed, at the test place and with consent stated."""
    samples = [tuple(dict.fromkeys(row[place] for row in rows if row[place])) for place in range(len(headings))]
    found = tuple(Column(name, len(rows), some) for name, some in zip(headings, samples, strict=True))
    made = columns.plan_of(Head("csv", (), 0, -2, 1, "", "", found, len(rows), ()), "PK61701")
    return replace(made, consent=ConsentDraft(register=True))


def told(made: ImportPlan, *rows: Sequence[str]) -> list[Told]:
    """The households of these rows."""
    taken = columns.taken(made.columns)
    lines = [(number, [row[place] for place in taken]) for number, row in enumerate(rows, 2)]
    return list(Assembler(made, taken, TODAY, "PK617").households(lines))


def asked(made: ImportPlan) -> list[tuple[Doubt, tuple[str, ...]]]:
    return [(one.doubt, one.columns) for one in doubts.questions(made)]


def names(found: Sequence[Told]) -> list[list[str]]:
    return [[member.name_latin or member.name_as_told for member in one.draft.members] for one in found]


EXCEL = (("نام", "Programme name", "sex", "hh no"), ("سکینہ", "Excel", "F", "1"), ("علی", "Excel", "M", "1"))


def test_a_column_of_programme_names_is_nobodys_name() -> None:
    """Attack: every answer of a search was *Excel*. Control: a column of people's names is asked about, and taken."""
    made = plan(*EXCEL)
    assert {use.name: use.field for use in made.columns}["Programme name"] is None
    assert asked(made) == []
    assert names(told(doubts.accepted(made), *EXCEL[1:])) == [["سکینہ", "علی"]]

    other = plan(("نام", "Name of tool", "sex", "hh no"), *EXCEL[1:])
    assert asked(other) == [(Doubt.SECOND_NAME, ("Name of tool",))]
    with pytest.raises(MapDoubtful):
        doubts.require_answered(other)
    (question,) = doubts.questions(other)
    left = doubts.answered(other, question, yes=False)
    doubts.require_answered(left)
    assert names(told(left, *EXCEL[1:])) == [["سکینہ", "علی"]]
    assert names(told(doubts.answered(other, question, yes=True), *EXCEL[1:])) == [["Excel", "Excel"]]


def test_a_heading_that_stands_twice_is_named_and_asked() -> None:
    """And a map can tell them apart."""
    rows = (("Ali", "Karachi", "M", "1"), ("Zeb", "Lahore", "F", "1"))
    made = plan(("Name", "Name", "sex", "hh no"), *rows)
    assert asked(made) == [(Doubt.SAME_HEADING, ("Name",))]
    assert names(told(doubts.accepted(made), *rows)) == [["Ali", "Zeb"]]
    second = columns.chosen(made, 1, ImportField.NAME)
    assert asked(second) == []
    kept = plan_maps.saved(second)
    assert kept.columns["Name (2)"] == "name"
    again = plan_maps.with_map(made, map_file.read_map(map_file.as_toml(kept)))
    assert names(told(again, *rows)) == [["Karachi", "Lahore"]]


def test_it_is_said_by_what_a_column_is_known() -> None:
    """A known heading, some words of it, what stands in it, or a person's word."""
    made = plan(("Name", "Gender of the person", "col 3"), ("Ali", "M", "45101-0000004-4"))
    assert [use.fit for use in made.columns] == [Fit.HEADING, Fit.WORDS, Fit.CONTENT]
    assert columns.chosen(made, 2, ImportField.PHONE).columns[2].fit is Fit.CHOSEN


HEADS = ("Head name", "name", "relation", "sex", "village")
ROWS = (
    ("Rahim Bux", "Rahim Bux", "", "M", "Chak 1"),
    ("Rahim Bux", "Sakina", "wife", "F", "Chak 1"),
    ("rahim  bux", "Ali", "son", "M", "Chak 1"),
    ("Rahim Bux", "Noor", "", "M", "Chak 2"),
    ("", "Zeb", "", "F", "Chak 2"),
)


def test_rows_of_one_head_at_one_place_are_one_household_when_somebody_says_so() -> None:
    """Spaces and capitals do not matter, another village does; who has the head's name leads."""
    made = plan(HEADS, *ROWS)
    assert asked(made) == [(Doubt.BY_HEAD, ("Head name",))]
    (question,) = doubts.questions(made)
    together = told(doubts.answered(made, question, yes=True), *ROWS)
    assert names(together) == [["Rahim Bux", "Sakina", "Ali"], ["Noor"], ["Zeb"]]
    assert [member.relation for member in together[0].draft.members] == ["HEAD", "WIFE", "SON"]
    alone = doubts.answered(made, question, yes=False)
    assert doubts.grouping(alone) is Grouping.ROW
    assert len(told(alone, *ROWS)) == 5


def test_two_heads_of_one_name_at_one_place_are_two_households() -> None:
    """Names are few: the second row that says *head* begins the next family."""
    rows = (
        ("Rahim", "Rahim", "head", "M", "Chak 1"),
        ("Rahim", "Zeb", "wife", "F", "Chak 1"),
        ("Rahim", "Rahim", "head", "M", "Chak 1"),
    )
    assert names(told(doubts.accepted(plan(HEADS, *rows)), *rows)) == [["Rahim", "Zeb"], ["Rahim"]]


def test_a_number_of_the_household_goes_before_its_head() -> None:
    """Nothing is asked then."""
    made = plan(("HH no", *HEADS), *(("7", *row) for row in ROWS))
    assert (doubts.grouping(made), asked(made)) == (Grouping.NUMBER, [])


def test_where_only_the_head_has_a_name_the_head_is_the_person() -> None:
    """One row, one household."""
    made = plan(("Name of head", "sex"), ("Rahim", "M"))
    assert made.columns[0].field is ImportField.NAME
    assert names(told(made, ("Rahim", "M"))) == [["Rahim"]]


def test_a_size_without_names_is_said_and_nobody_is_made_up() -> None:
    """434 people are not 434 households of one without a word."""
    rows = (("Rahim", "M", "6"), ("Zeb", "F", "۴ persons"), ("Ali", "M", ""))
    made = plan(("name", "sex", "Household size"), *rows)
    assert asked(made) == [(Doubt.SIZE, ("Household size",))]
    with pytest.raises(MapDoubtful):
        doubts.require_answered(made)
    found = told(doubts.accepted(made), *rows)
    assert [(len(one.draft.members), one.not_named) for one in found] == [(1, 5), (1, 3), (1, 0)]
    assert [(one.code, one.stops, dict(one.facts)) for one in found[0].remarks] == [
        ("not_named", False, {"named": "1", "size": "6"})
    ]


def test_a_size_that_agrees_with_the_rows_is_no_doubt() -> None:
    """Every row of a household says it; where all are named there is nothing to say."""
    rows = (("1", "A", "F", "2"), ("1", "B", "M", "2"))
    made = plan(("hh no", "name", "sex", "size of family"), *rows)
    assert asked(made) == []
    assert [(one.not_named, one.remarks) for one in told(made, *rows)] == [(0, ())]


def test_a_list_that_says_nothing_of_households_is_asked_about_and_holds_nothing_back() -> None:
    """It may be a list of heads, or of people who live alone."""
    made = plan(("name", "sex"), ("Ali", "M"))
    assert asked(made) == [(Doubt.ALONE, ())]
    doubts.require_answered(made)
    assert asked(doubts.accepted(made)) == []


@pytest.mark.parametrize(
    ("cell", "relation", "name"),
    [
        ("D/O Rahim Bux", ParentRelation.DAUGHTER_OF, "Rahim Bux"),
        ("s/o: Karim", ParentRelation.SON_OF, "Karim"),
        ("W/O. Ali", ParentRelation.WIFE_OF, "Ali"),
        ("Daughter of Rahim", ParentRelation.DAUGHTER_OF, "Rahim"),
        ("wd/o Nazir", ParentRelation.WIDOW_OF, "Nazir"),
        ("بنت رحیم بخش", ParentRelation.DAUGHTER_OF, "رحیم بخش"),
        ("ولد کریم", ParentRelation.SON_OF, "کریم"),
        ("زوجہ علی", ParentRelation.WIFE_OF, "علی"),
        ("پٽ رحيم", ParentRelation.SON_OF, "رحيم"),
        ("ڌيءَ رحيم", ParentRelation.DAUGHTER_OF, "رحيم"),
        ("Rahim Bux", None, "Rahim Bux"),
        ("Sohail Doger", None, "Sohail Doger"),
    ],
)
def test_words_of_relation_are_taken_off_a_fathers_name(cell: str, relation: ParentRelation | None, name: str) -> None:
    """They say which relation it is; control: names that only begin alike stay."""
    made = plan(("hh no", "name", "sex", "father/husband name"), ("1", "Zeb", "F", cell))
    (member,) = told(made, ("1", "Zeb", "F", cell))[0].draft.members
    assert (member.parent_name or member.parent_latin, member.parent_relation) == (name, relation)


def test_a_name_with_the_fathers_is_taken_apart_only_when_somebody_says_so() -> None:
    """Until then it stays one name, and is remarked."""
    row = ("1", "Sakina d/o Rahim Bux", "F")
    made = plan(("hh no", "name", "sex"), row)
    assert asked(made) == [(Doubt.NAME_AND_PARENT, ("name",))]
    (left,) = told(made, row)
    assert left.draft.members[0].name_latin == row[1]
    assert [(one.code, one.stops) for one in left.remarks] == [("parent_in_name", False)]
    (apart,) = told(doubts.accepted(made), row)
    (member,) = apart.draft.members
    assert (member.name_latin, member.parent_latin) == ("Sakina", "Rahim Bux")
    assert (member.parent_relation, apart.remarks) == (ParentRelation.DAUGHTER_OF, ())
    (question,) = doubts.questions(made)
    (whole,) = told(doubts.answered(made, question, yes=False), row)
    assert (whole.draft.members[0].name_latin, whole.remarks) == (row[1], ())


def test_a_map_keeps_how_households_and_names_were_told_apart() -> None:
    """So that the next list of the same kind asks nothing."""
    made = replace(doubts.accepted(plan(HEADS, *ROWS)), split_names=True, as_written=True)
    kept = map_file.read_map(map_file.as_toml(plan_maps.saved(made)))
    again = plan_maps.with_map(plan(HEADS, *ROWS), kept)
    assert (doubts.grouping(again), again.split_names, again.as_written, asked(again)) == (
        Grouping.HEAD,
        True,
        True,
        [],
    )


def test_a_village_named_after_a_kiln_is_left_out_unless_somebody_insists() -> None:
    """Attack: the village column names kiln and debt. Control: another village stays."""
    rows = (
        ("1", "Zeb", "F", "Bhatta Ch. X (peshgi50000)"),
        ("2", "Ali (bhatta wala)", "M", "Chak 12"),
        ("3", "Noor Bhatti", "M", "Basti Malook"),
    )
    made = plan(("hh no", "name", "sex", "village"), *rows)
    found = told(made, *rows)
    assert [one.draft.village for one in found] == ["", "Chak 12", "Basti Malook"]
    assert [[(one.where, one.code, one.stops) for one in each.remarks] for each in found] == [
        [("place.village", "never_kept", False)],
        [("members.name_latin", "insisted", False)],
        [],
    ]
    assert all(not one.example for each in found for one in each.remarks)
    kept = told(replace(made, as_written=True), *rows)
    assert [one.draft.village for one in kept] == [row[3] for row in rows]
