"""Rows of foreign lists become household drafts: shapes of lists, cells in many spellings, what is left out."""

from collections.abc import Sequence
from datetime import date

import pytest

from desktop.exchange import cell_values, columns
from desktop.exchange.import_drafts import MOST_ROWS, Assembler, Told
from desktop.exchange.sheets.wire import Column, Head
from desktop.records.household import ConsentDraft
from desktop.records.imports import ImportPlan
from desktop.values.vocabulary import AgeMethod, ConsentLanguage, ParentRelation, PhoneOwner, Sex, WorkKind

TODAY = date(2026, 11, 24)
AGREED = ConsentDraft(register=True, phone=True)


def told(headings: Sequence[str], *rows: Sequence[str], consent: ConsentDraft | None = AGREED) -> list[Told]:
    """The households of these rows, at the test place when they name none."""
    made = Head("csv", (), 0, -2, 1, "", "", tuple(Column(name, 1, ()) for name in headings), len(rows), ())
    guess = columns.plan_of(made, "PK61701")
    plan = ImportPlan(guess.read, guess.columns, guess.place, consent)
    taken = columns.taken(plan.columns)
    lines = [(number, [row[place] for place in taken]) for number, row in enumerate(rows, 2)]
    return list(Assembler(plan, taken, TODAY, "PK617").households(lines))


def remarks(household: Told) -> list[tuple[int, str, str, bool]]:
    return [(one.row, one.where, one.code, one.stops) for one in household.remarks]


def test_rows_with_one_key_are_one_household() -> None:
    """Blank keys are households of their own."""
    found = told(("hh no", "name", "sex"), ("1", "A", "F"), ("1", "B", "M"), ("", "C", "F"), ("", "D", "M"))
    assert [[member.name_latin for member in one.draft.members] for one in found] == [["A", "B"], ["C"], ["D"]]
    assert [one.rows for one in found] == [(2, 3), (4,), (5,)]


def test_without_a_key_each_row_is_one_person_alone() -> None:
    """The plainest list there is."""
    found = told(("name", "sex"), ("A", "F"), ("B", "M"))
    assert [len(one.draft.members) for one in found] == [1, 1]


def test_numbered_columns_are_the_people_of_one_row() -> None:
    """Whoever is not there is nobody; what is told once holds for all."""
    headings = ("person_1_name", "person_1_sex", "person_2_name", "person_2_sex", "father name", "village")
    (found,) = told(headings, ("Zeb", "F", "Ali", "M", "Noor", "Kot"))
    assert [(one.name_latin, one.parent_latin) for one in found.draft.members] == [("Zeb", "Noor"), ("Ali", "Noor")]
    (alone,) = told(headings, ("Zeb", "F", "", "", "Noor", "Kot"))
    assert len(alone.draft.members) == 1


def test_a_key_that_says_nothing_does_not_make_a_household_of_thousands() -> None:
    """Two hundred rows at most, and they are refused as too many for one hearth."""
    found = told(("hh", "name", "sex"), *(("1", f"N{n}", "F") for n in range(MOST_ROWS + 3)))
    assert [len(one.rows) for one in found] == [MOST_ROWS, 3]
    assert found[0].stops


def test_every_cell_is_read_as_the_register_keeps_it() -> None:
    """Words, three scripts of digits, and the numbers that forms put before words."""
    headings = (
        "نام", "name english", "husband name", "relation", "sex", "age", "id type", "cnic", "phone", "phone owner",
        "safe to call", "work", "disability", "card holder", "village", "consent language",
    )  # fmt: skip
    row = (
        "سکینہ", "Sakina", "Rahim", "1. Head", "عورت", "٣٤ سال", "شناختی کارڈ", "۴۵۱۰۱-۰۰۰۰۰۰۴-۴", "۰۳۰۰-۰۰۰۰۰۰۱",
        "شوہر", "ہاں", "بھٹہ مزدور", "no", "yes", "چک ۱۲", "Sindhi",
    )  # fmt: skip
    (found,) = told(headings, row)
    (member,) = found.draft.members
    assert remarks(found) == []
    assert (member.name_as_told, member.name_latin) == ("سکینہ", "Sakina")
    assert (member.parent_latin, member.parent_relation) == ("Rahim", ParentRelation.WIFE_OF)
    assert (member.relation, member.sex) == ("HEAD", Sex.FEMALE)
    assert (member.age_years, member.age_method, member.age_as_of) == (34, AgeMethod.STATED, TODAY)
    assert (member.id_type, member.id_number) == ("CNIC", "۴۵۱۰۱-۰۰۰۰۰۰۴-۴")
    assert (member.phone_owner, member.safe_to_call) == (PhoneOwner.HUSBAND, True)
    assert (member.work_kind, member.disability, member.holder) == (WorkKind.KILN, False, 1)
    assert found.draft.village == "چک ۱۲"
    assert found.draft.consent.language is ConsentLanguage.SINDHI


def test_what_nobody_understands_is_left_out_and_told() -> None:
    """The person is taken all the same: nobody is refused for a paper, a phone or an age."""
    headings = ("name", "sex", "age", "cnic", "phone", "relation", "work")
    (found,) = told(headings, ("Zeb", "F", "old", "12345", "12", "friend", "magician"))
    assert not found.stops
    (member,) = found.draft.members
    assert (member.age_years, member.id_type, member.id_number, member.phone) == (None, "NONE", "", "")
    assert {(where, code) for _, where, code, _ in remarks(found)} == {
        ("members.age.years", "left_out"),
        ("members.id.number", "cnic_length"),
        ("members.phone.number", "phone_length"),
        ("members.relation", "left_out"),
        ("members.work_kind", "left_out"),
    }
    assert {one.where: one.example for one in found.remarks}["members.id.number"] == "12345"


@pytest.mark.parametrize("cell", ["", "0", "N/A", "nil", "-", "نہیں", "none", "00000-0000000-0"])
def test_no_number_is_said_in_many_ways(cell: str) -> None:
    """None of them is a fault."""
    (found,) = told(("name", "sex", "cnic", "phone"), ("Zeb", "F", cell, cell))
    assert remarks(found) == []
    assert found.draft.members[0].id_number == ""


def test_a_household_is_refused_for_a_name_a_sex_a_place_or_consent() -> None:
    """And then for all of its rows, each with its reason."""
    (found,) = told(("hh", "name", "sex"), ("1", "", "F"), ("1", "Ali", "?"), ("1", "Zeb", "F"))
    assert found.stops
    assert remarks(found) == [
        (3, "members.sex", "left_out", False),
        (2, "members.name_as_told", "name_missing", True),
        (3, "members.sex", "sex_missing", True),
        (4, "members", "others", True),
    ]
    (nowhere,) = told(("name", "sex", "tehsil"), ("Zeb", "F", "Atlantis"))
    assert [(one.where, one.code, one.example) for one in nowhere.remarks] == [
        ("place.pcode", "place_unknown", "Atlantis")
    ]
    (silent,) = told(("name", "sex"), ("Zeb", "F"), consent=None)
    assert remarks(silent) == [(2, "consent.register", "consent_missing", True)]
    (empty,) = told(("hh", "name", "sex"), ("1", " ", ""))
    assert [one.code for one in empty.remarks] == ["member_missing"]


def test_signs_that_cannot_be_kept_refuse_the_row() -> None:
    """A name that turns its neighbours round, and one of five thousand letters."""
    (found,) = told(("name", "sex"), ("Sakina \u202e ibiB", "F"))
    assert [one.code for one in found.remarks] == ["unsafe_character"]
    (long,) = told(("name", "sex"), ("x" * 5_000, "F"))
    assert [one.code for one in long.remarks] == ["too_long"]


def test_one_no_in_a_household_is_a_no() -> None:
    """A column that says no goes before what was stated for all; blank is as stated."""
    (found,) = told(("hh", "name", "sex", "consent"), ("1", "A", "F", "yes"), ("1", "B", "M", "no"))
    assert not found.draft.consent.register
    (blank,) = told(("name", "sex", "consent"), ("A", "F", ""))
    assert blank.draft.consent.register
    (odd,) = told(("name", "sex", "consent"), ("A", "F", "perhaps"))
    assert not odd.draft.consent.register, "what nobody understands is no consent"


def test_places_are_known_by_name_within_the_district_first() -> None:
    """By code, by tehsil, by district; a name that several places have is asked about."""
    headings = ("name", "sex", "tehsil", "district")
    rows = (
        ("A", "F", "Lahore City", ""),
        ("B", "F", "", "Multan"),
        ("C", "F", "جلال پور پیروالا", "ملتان"),
        ("D", "F", "Shujabad Tehsil", ""),
        ("E", "F", "Jalalpur Pirwala", "Multan District"),
    )
    found = [one.draft.pcode for one in told(headings, *rows)]
    assert found == ["PK61702", "PK622", "PK62201", "PK62204", "PK62201"]
    (coded,) = told(("name", "sex", "pcode"), ("A", "F", "pk61702"))
    assert coded.draft.pcode == "PK61702"


def test_a_submission_is_known_by_its_own_id_or_by_what_it_says() -> None:
    """Equal rows are told apart by the order in which they come."""
    own = told(("_uuid", "name", "sex"), ("uuid:ABC", "A", "F"), ("x" * 200, "B", "F"))
    assert own[0].submission == "u:abc"
    assert len(own[1].submission) <= 80
    twins = told(("name", "sex"), ("A", "F"), ("A", "F"), ("B", "F"))
    assert len({one.submission for one in twins}) == 3
    assert [one.submission for one in twins] == [
        one.submission for one in told(("name", "sex"), ("A", "F"), ("A", "F"), ("B", "F"))
    ]


@pytest.mark.parametrize(
    ("cell", "years"),
    [("34", 34), ("۳۴", 34), ("34 yrs", 34), ("34.0", 34), ("8 months", 0), ("old", None), ("3400", None)],
)
def test_ages(cell: str, years: int | None) -> None:
    """In years, in three scripts; months are nought years."""
    assert cell_values.age(cell) == years


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("1990-05-06", date(1990, 5, 6)),
        ("06/05/1990", date(1990, 5, 6)),
        ("۰۶-۰۵-۱۹۹۰", date(1990, 5, 6)),
        ("05/26/1990", date(1990, 5, 26)),
        ("1990", date(1990, 7, 1)),
        ("32999", date(1990, 5, 6)),
        ("1990-05-06T00:00:00", date(1990, 5, 6)),
        ("31/02/1990", None),
        ("long ago", None),
    ],
)
def test_days_of_birth(cell: str, born: date | None) -> None:
    """Day before month, as it is written here; the other order only where it can be no other."""
    assert cell_values.born(cell) == born


def test_a_birth_to_come_is_no_age() -> None:
    """It is left out."""
    (found,) = told(("name", "sex", "dob"), ("A", "F", "2030-01-01"))
    assert found.draft.members[0].age_years is None
    assert [one.code for one in found.remarks] == ["left_out"]


def test_the_guard_of_a_file_of_bad_rows_comes_off_again() -> None:
    """Only where it stands before what would be a formula."""
    assert cell_values.plain("'=1+1") == "=1+1"
    assert cell_values.plain("' @x") == "@x"
    assert cell_values.plain("'Ali") == "'Ali"
