"""Columns of foreign lists: what they are guessed to be, and what none of them can ever be."""

import pytest

from desktop.errors import ColumnNeverKept, MapIncomplete, MapWrong
from desktop.exchange import columns, doubts, map_file, plan_maps
from desktop.exchange.sheets.wire import Column, Head
from desktop.records.household import ConsentDraft
from desktop.records.imports import ImportPlan, SavedMap
from desktop.reference.import_words import code_of, field_words, never_words, value_words
from desktop.reference.tables import id_types, relationships
from desktop.values.import_field import ImportField, NeverKept
from desktop.values.vocabulary import ConsentLanguage, ParentRelation, PhoneOwner, Sex, WorkKind

type Samples = tuple[str, ...]


def head(*named: str | tuple[str, Samples]) -> Head:
    """A file of these columns, with some values in them."""
    made = [Column(one, 3, ()) if isinstance(one, str) else Column(one[0], 3, one[1]) for one in named]
    return Head("csv", (), 0, -2, 1, "utf-8", ",", tuple(made), 3, ())


def guessed(*named: str | tuple[str, Samples]) -> dict[str, str]:
    """Heading to field (with the person's number), or the matter for which it is not taken."""
    told: dict[str, str] = {}
    for use in columns.guess(head(*named)):
        if use.never is not None:
            told[use.name] = f"never {use.never.value}"
        elif use.field is not None:
            told[use.name] = f"{use.person}:{use.field.value}" if use.person else use.field.value
    return told


def taken(plan: ImportPlan) -> dict[str, str]:
    """Heading to field, of the columns that are taken."""
    return {use.name: use.field.value for use in plan.columns if use.field is not None}


KNOWN = {
    "Full name": "name",
    "نام": "name",
    "نالو": "name",
    "fatherName": "father",
    "والد کا نام": "father",
    "پيءُ جو نالو": "father",
    "S/O D/O W/O": "parent",
    "Father/Husband Name": "parent",
    "شوہر کا نام": "husband",
    "Gender": "sex",
    "جنس": "sex",
    "Age (years)": "age",
    "عمر": "age",
    "Date of Birth": "birth",
    "تاریخ پیدائش": "birth",
    "CNIC No.": "id_number",
    "شناختی کارڈ نمبر": "id_number",
    "Mobile #": "phone",
    "موبائل نمبر": "phone",
    "Relationship to HoH": "relation",
    "سربراہ سے رشتہ": "relation",
    "Tehsil": "tehsil",
    "تحصیل": "tehsil",
    "Taluka": "tehsil",
    "ADM3_PCODE": "pcode",
    "Village name": "village",
    "گاؤں": "village",
    "ڳوٺ": "village",
    "consent_given": "consent",
    "رضامندی": "consent",
    "_uuid": "submission",
    "meta/instanceID": "submission",
    "group_hh/HH_No": "household",
    "Type of work": "work_kind",
    "کام کی قسم": "work_kind",
    "members/hh_member_name": "name",
    "phone_owner": "phone_owner",
}


@pytest.mark.parametrize("heading", list(KNOWN))
def test_headings_of_three_languages_and_of_forms_are_known(heading: str) -> None:
    """Whatever their spelling, groups and brackets."""
    assert guessed(heading) == {heading: KNOWN[heading]}


@pytest.mark.parametrize(
    "heading",
    [
        "Enumerator name",
        "_index",
        "formhub/uuid",
        "_xform_id_string",
        "rec_id",
        "start",
        "deviceid",
        "Remarks",
        "interviewer age",
        "form name",
    ],
)
def test_other_columns_are_nothing(heading: str) -> None:
    """What somebody else's name is, or nothing of ours."""
    assert guessed(heading) == {}


FORBIDDEN = {
    "Employer": "employer",
    "employer/name": "employer",
    "Name of kiln owner": "employer",
    "Bhatta name": "employer",
    "بھٹہ مالک کا نام": "employer",
    "زمیندار": "employer",
    "منشی کا نام": "employer",
    "مالڪ": "employer",
    "مالکان": "employer",
    "بھٹا نمبر": "employer",
    "Work site": "employer",
    "Owner's phone": "employer",
    "Phone of owner": "employer",
    "Kiln owner phone": "employer",
    "Kiln phone owner": "employer",
    "Owner card no": "employer",
    "kaam ki jagah": "employer",
    "Karza": "debt",
    "Udhaar rupees": "debt",
    "جبری مشقت": "debt",
    "Firqa": "religion",
    "Qoum": "caste",
    "workplace": "employer",
    "Place of work": "employer",
    "Landlord": "employer",
    "Debt amount (Rs)": "debt",
    "Peshgi": "debt",
    "پیشگی رقم": "debt",
    "قرض": "debt",
    "اوڌر": "debt",
    "Advance taken": "debt",
    "loan_from_whom": "debt",
    "Religion": "religion",
    "What is your religion?": "religion",
    "مذہب": "religion",
    "religion/hindu": "religion",
    "Caste": "caste",
    "Biradari": "caste",
    "ذات": "caste",
    "قوم": "caste",
    "tribe/clan": "caste",
    "Nationality": "nationality",
    "شہریت": "nationality",
    "PoR card no": "nationality",
    "Afghan Citizen Card": "nationality",
    "passport_number": "nationality",
    "household/country_origin_h_c": "nationality",
    "residence_status_h_c": "nationality",
}


@pytest.mark.parametrize("heading", list(FORBIDDEN))
def test_columns_on_what_we_do_not_keep_are_known_in_every_language(heading: str) -> None:
    """By any word of the heading, or by the group it stands in."""
    assert guessed(heading) == {heading: f"never {FORBIDDEN[heading]}"}


@pytest.mark.parametrize(
    ("values", "matter"),
    [
        (("Muslim", "Hindu", "Christian"), NeverKept.RELIGION),
        (("مسلم", "ہندو"), NeverKept.RELIGION),
        (("Kolhi", "Bheel", "Meghwar", "?"), NeverKept.CASTE),
        (("Pakistani", "Afghan"), NeverKept.NATIONALITY),
    ],
)
def test_they_are_known_by_what_stands_in_them_too(values: Samples, matter: NeverKept) -> None:
    """A heading like *col 7* hides nothing."""
    (use,) = columns.guess(head(("col 7", values)))
    assert use.never is matter


@pytest.mark.parametrize(
    "heading",
    [
        "Mobile owner",
        "Owner of phone",
        "Phone owner",
        "Owner of the mobile",
        "Work kind (kiln/farm)",
        "National ID",
        "قومی شناختی کارڈ",
        "Family no",
    ],
)
def test_columns_that_only_sound_like_it_are_taken(heading: str) -> None:
    """Whose phone it is, the kind of work, the national card."""
    (use,) = columns.guess(head(heading))
    assert use.never is None
    assert use.field is not None


def test_contents_say_what_a_column_without_a_telling_heading_is() -> None:
    """Numbers of cards and phones, P-codes, sexes, ids of submissions."""
    found = guessed(
        ("A", ("45101-0000004-4", "45101-0000005-5")),
        ("B", ("0300-0000001", "0301-0000002")),
        ("C", ("PK61701", "PK61702")),
        ("D", ("female", "male")),
        ("E", ("8d0f1e1c-0000-4000-8000-000000000001",)),
        ("F", ("wife", "son", "daughter")),
        ("G", ("hello", "there")),
    )
    assert found == {"A": "id_number", "B": "phone", "C": "pcode", "D": "sex", "E": "submission", "F": "relation"}


def test_the_forms_own_id_is_not_the_submissions() -> None:
    """Kobo writes both; by the first, all submissions of a form would be one."""
    assert guessed("formhub/uuid", "_id", "_uuid", "meta/instanceID") == {"_uuid": "submission"}


def test_people_in_numbered_columns_are_told_apart() -> None:
    """One row a household, member by member."""
    found = guessed("village", "person_1_name", "person_1_sex", "person_2_name", "person_2_sex", "cnic 1", "phone 7")
    assert found == {
        "village": "village",
        "person_1_name": "1:name",
        "person_1_sex": "1:sex",
        "person_2_name": "2:name",
        "person_2_sex": "2:sex",
        "cnic 1": "id_number",
        "phone 7": "phone",
    }


def test_a_second_column_of_names_is_the_other_script_or_nothing() -> None:
    """Each field is given away once; which it is, a person says."""
    made = head(("نام", ("علی",)), ("Name", ("Ali",)), ("Full name", ("Ali",)), "Sex", "Gender")
    plan = columns.plan_of(made)
    assert taken(plan) == {"نام": "name", "Sex": "sex"}
    assert taken(doubts.accepted(plan)) == {"نام": "name", "Name": "name_latin", "Sex": "sex"}


def plan(*named: str) -> ImportPlan:
    return columns.plan_of(head(*named))


def test_the_clerk_changes_what_a_column_means() -> None:
    """Whatever meant it before means nothing then."""
    made = columns.chosen(plan("Name", "Other", "Sex"), 1, ImportField.NAME)
    assert [column.field for column in made.columns] == [None, ImportField.NAME, ImportField.SEX]
    made = columns.chosen(made, 1, None)
    assert columns.lacking(made)[0] is ImportField.NAME
    made = columns.chosen(made, 1, ImportField.VILLAGE, 2)
    assert made.columns[1].person == 0, "a village is told of the household"


def test_a_plan_says_what_it_lacks() -> None:
    """Names, sexes, a place, consent: from columns, or stated for all."""
    made = plan("Remarks")
    assert [one.value for one in columns.lacking(made)] == ["name", "sex", "tehsil", "consent"]
    with pytest.raises(MapIncomplete):
        columns.require_whole(made)
    columns.require_whole(plan("Name", "Sex", "District", "Consent"))


TOML = """
place = "PK61701"
[columns]
"Name" = "name"
"Sex" = "sex"
"Second" = "2:name"
[consent]
register = true
read_by = "volunteer"
language = "sd"
[read]
header = 3
"""


def test_a_map_is_read_from_toml_and_written_again() -> None:
    """What it says comes back as it was."""
    kept = map_file.read_map(TOML.encode())
    assert kept.columns == {"Name": "name", "Sex": "sex", "Second": "2:name"}
    assert (kept.place, kept.read.header) == ("PK61701", 3)
    assert kept.consent is not None
    assert kept.consent.language is ConsentLanguage.SINDHI
    assert map_file.read_map(map_file.as_toml(kept)) == kept
    assert map_file.kept_map(map_file.written(kept)) == kept
    made = plan_maps.with_map(plan("name", "SEX", "second", "village"), kept)
    assert [(column.field, column.person) for column in made.columns] == [
        (ImportField.NAME, 0),
        (ImportField.SEX, 0),
        (ImportField.NAME, 2),
        (None, 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "columns = 7",
        "[columns]\nA = 'nothing'",
        "[columns]\nA = '0:name'",
        "[columns]\nA = '61:name'",
        "[columns]\nA = 'x:name'",
        "[columns]\nA = 'name'\n[more]\nb = 1",
        "[columns",
        "\udcff",
        "x" * 300_000,
    ],
)
def test_a_map_that_says_something_else_is_refused(text: str) -> None:
    """By the entry that is wrong."""
    with pytest.raises(MapWrong):
        map_file.read_map(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(MapWrong):
        map_file.kept_map(text.encode("utf-8", "surrogateescape"))


def test_a_map_of_a_place_that_is_none_is_refused() -> None:
    """Nobody lives in PK99999."""
    with pytest.raises(MapWrong):
        plan_maps.with_map(plan("Name"), SavedMap({"Name": "name"}, "PK99999"))


def test_a_map_cannot_take_a_column_by_its_content_either() -> None:
    """The heading is harmless, the values are not."""
    made = columns.plan_of(head(("col 7", ("Muslim", "Hindu"))))
    with pytest.raises(ColumnNeverKept):
        plan_maps.with_map(made, SavedMap({"col 7": "village"}))


def test_a_map_keeps_what_was_stated() -> None:
    """Place and consent go along; encoding and sheet are of one file only."""
    made = plan_maps.with_map(plan("Name"), SavedMap({"Name": "name"}, "PK617", ConsentDraft(register=True)))
    assert plan_maps.saved(made).consent == ConsentDraft(register=True)
    assert plan_maps.saved(made).place == "PK617"


def test_no_word_means_a_field_and_a_matter_that_is_never_kept() -> None:
    """What is forbidden is forbidden."""
    assert set(field_words()) & set(never_words()) == set()


def test_the_lists_of_words_name_codes_that_there_are() -> None:
    """Every code of the shipped lists, and every matter."""
    lists = {
        "sex": set(Sex),
        "relation": set(relationships()),
        "parent_relation": set(ParentRelation),
        "work_kind": set(WorkKind),
        "id_type": set(id_types()),
        "phone_owner": set(PhoneOwner),
        "consent_language": set(ConsentLanguage),
        "yes": {"yes", "no"},
    }
    for name, codes in lists.items():
        assert set(value_words(name).values()) <= {str(code) for code in codes}
        assert value_words(name)
    assert set(never_words().values()) == set(NeverKept)
    assert set(field_words().values()) == set(ImportField)


@pytest.mark.parametrize(
    ("name", "told", "code"),
    [
        ("sex", "1. Female", "F"),
        ("sex", "female_1", "F"),
        ("sex", "  MALE ", "M"),
        ("sex", "خاتون", "F"),
        ("sex", "Q", None),
        ("yes", "جی ہاں", "yes"),
        ("yes", "", None),
        ("relation", "Grand-son", "GSON"),
        ("relation", "پٽ", "SON"),
        ("relation", "daughter in law", "DIL"),
    ],
)
def test_values_are_known_in_words_of_several_languages(name: str, told: str, code: str | None) -> None:
    """With numbers before or after them as forms write them."""
    assert code_of(name, told) == code


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("گھرانے کے افراد", "size"),
        ("خاندان کے ارکان کی تعداد", "size"),
        ("گهراڻي جا ڀاتي", "size"),
        ("Members of the household", "size"),
        ("Number of household members", "size"),
        ("گھرانے کے افراد کے نام", "name"),
        ("Name of members of the household", "name"),
        ("Age of household members", "age"),
        ("CNIC of family members", "id_number"),
    ],
)
def test_the_members_of_a_household_are_counted_and_their_names_are_names(heading: str, field: str) -> None:
    """What else such a heading says goes before a count."""
    assert guessed(heading) == {heading: field}
