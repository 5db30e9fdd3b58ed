"""What is hardly so is said at its field, as a warning only, in a form, a file and an import alike."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.household_checks import problems_of
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.values.finding import HINTS, Finding
from desktop.values.kinship import sex_of
from desktop.values.problem import Problem, Weight
from desktop.values.vocabulary import AgeEvent, Language, Sex
from desktop.words import catalogue
from desktop.words.catalogue import tr
from desktop.words.problems import SENTENCES
from tests.factories import child, household, woman

TODAY = date(2026, 12, 2)


def hints(draft: HouseholdDraft) -> list[tuple[str, str]]:
    """Where something is hardly so."""
    found: tuple[Problem, ...] = problems_of(draft, TODAY)
    told = [one for one in found if one.code in HINTS]
    assert all(one.weight is Weight.WARNING for one in told)
    return [(one.where, one.code) for one in told]


def beside(member: MemberDraft, **head: object) -> HouseholdDraft:
    """A household of a woman of 34 and one more."""
    return household(replace(woman(), **head), member)  # pyright: ignore[reportArgumentType]


def spouse(years: int | None, relation: str = "HUSB") -> MemberDraft:
    return MemberDraft(name_as_told="رحیم", sex=sex_of(relation), relation=relation, age_years=years)


NUMBER = "3630212345671"
AGE = "members.1.age.years"


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (beside(child("علی")), []),
        (beside(spouse(9)), [(AGE, Finding.SPOUSE_YOUNG)]),
        (beside(spouse(15, "COWIFE")), [(AGE, Finding.SPOUSE_YOUNG)]),
        (beside(spouse(16)), []),
        (beside(spouse(None)), []),
        (beside(spouse(30), age_years=14), [("members.0.age.years", Finding.SPOUSE_YOUNG)]),
        (beside(replace(spouse(None), age_event=AgeEvent.FLOOD_2022, age_then=5)), [(AGE, Finding.SPOUSE_YOUNG)]),
        (
            beside(child("علی", id_type="CNIC", id_number="3630212345671")),
            [("members.1.id.type", Finding.CNIC_OF_CHILD)],
        ),
        (beside(child("علی", id_type="CRC", id_number=NUMBER)), []),
        (beside(child("علی", id_type="CNIC")), []),
        (beside(child("علی", age_years=23)), [(AGE, Finding.PARENT_TOO_YOUNG)]),
        (beside(child("علی", age_years=22)), []),
        (beside(child("بابا", "FATHER", sex=Sex.MALE, age_years=40)), [(AGE, Finding.PARENT_TOO_YOUNG)]),
        (beside(child("بابا", "FATHER", sex=Sex.MALE, age_years=60)), []),
        (beside(child("نور", sex=Sex.FEMALE)), [("members.1.sex", Finding.SEX_OF_RELATION)]),
        (beside(child("علی", "SISIL", sex=Sex.MALE)), [("members.1.sex", Finding.SEX_OF_RELATION)]),
        (beside(child("علی", "COUSIN", sex=Sex.FEMALE)), []),
        (beside(child("نور", sex=Sex.X)), []),
        (beside(child("علی", parent_name="1")), [("members.1.parent_name", Finding.NAME_HAS_DIGIT)]),
        (beside(child("علی ۲")), [("members.1.name_as_told", Finding.NAME_HAS_DIGIT)]),
        (replace(household(), pcode="PK617"), [("place.pcode", Finding.PLACE_IS_DISTRICT)]),
        (household(village="Kot Addu"), [("place.village", Finding.VILLAGE_IS_TEHSIL)]),
        (household(village=" جلال پور  پیروالا "), [("place.village", Finding.VILLAGE_IS_TEHSIL)]),
        (household(village="Chak 12 Kot Addu"), []),
    ],
)
def test_what_is_hardly_so_is_said_and_never_stops(draft: HouseholdDraft, expected: list[tuple[str, str]]) -> None:
    assert hints(draft) == expected


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
def test_each_hint_is_said_in_the_language_of_the_window(language: Language) -> None:
    catalogue.use(language)
    try:
        said = {tr(SENTENCES[code], years="9", parent="20", child="15") for code in HINTS}
    finally:
        catalogue.use(Language.ENGLISH)
    assert len(said) == len(HINTS)
    assert not any(sentence in SENTENCES.values() for sentence in said)
