"""Short lines about people: a child without a name, an age by an event, a year of birth with its margin."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.records.household import FoundRegistrant, MemberDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.values.identifiers import HouseholdCode, RegistrantId, new_id
from desktop.values.vocabulary import AgeEvent, AgeMethod, Language, ParentRelation, Sex
from desktop.words import catalogue
from desktop.words.people import (
    born_words,
    collector_words,
    found_name,
    found_note,
    has_disability,
    member_line,
    member_name,
    member_note,
)

INFANT = MemberDraft(
    unnamed=True,
    parent_name="رحیم بخش",
    parent_latin="Rahim Bux",
    parent_relation=ParentRelation.CHILD_OF,
    relation="SON",
    sex=Sex.MALE,
    age_years=0,
)


def plain(text: str) -> str:
    """The text without the marks that keep directions apart."""
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


@pytest.fixture(autouse=True)
def english() -> None:
    catalogue.use(Language.ENGLISH)


def test_a_child_without_a_name_is_the_child_of_its_parent_said_once() -> None:
    assert plain(member_name(INFANT)) == "child of Rahim Bux"
    assert plain(member_line(INFANT)) == "child of Rahim Bux"
    assert plain(member_name(replace(INFANT, name_latin="Ali"))) == "Ali"
    assert member_name(replace(INFANT, unnamed=False)) == "", "a name that was not told yet is no infant's"
    catalogue.use(Language.URDU)
    assert plain(member_name(INFANT)) == "رحیم بخش کی اولاد"
    catalogue.use(Language.ENGLISH)


def test_a_child_without_a_name_is_found_by_its_parent() -> None:
    found = FoundRegistrant(
        registrant=RegistrantId(new_id()),
        household=HouseholdCode.make("617", 1),
        name_as_told="",
        name_latin="",
        parent_name="Rahim Bux",
        sex=Sex.MALE,
        age_years=0,
        pcode="PK61701",
        village="Chak 12",
        score=1.0,
        why=(),
        unnamed=True,
    )
    assert plain(found_name(found)) == "child of Rahim Bux"
    assert "Rahim Bux" not in found_note(found)
    named = replace(found, name_latin="Ali", unnamed=False)
    assert plain(found_name(named)) == "Ali"
    assert "Rahim Bux" in found_note(named)


def test_an_age_by_an_event_is_said_in_years() -> None:
    told = MemberDraft("س", sex=Sex.FEMALE, age_event=AgeEvent.FLOOD_2010, age_then=6, age_as_of=date(2026, 11, 24))
    assert "22 years" in plain(member_note(told))


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (AgeMethod.DOCUMENT, "born 1992 ± 1"),
        (AgeMethod.EVENT, "born 1992 ± 2"),
        (AgeMethod.STATED, "born 1992 ± 3"),
        (AgeMethod.ESTIMATED, "born 1992 ± 5"),
    ],
)
def test_a_year_of_birth_comes_with_how_far_it_may_be_off(method: AgeMethod, words: str) -> None:
    told = MemberDraft("س", age_years=34, age_method=method, age_as_of=date(2026, 11, 24))
    assert born_words(told) == words
    assert born_words(replace(told, age_years=None)) == ""


def test_a_lot_of_difficulty_is_a_disability_also_before_it_is_kept() -> None:
    assert has_disability(replace(INFANT, washington="--3---"))
    assert has_disability(replace(INFANT, disability=True))
    assert not has_disability(replace(INFANT, washington="--2---"))


def test_a_collector_of_the_same_draft_is_called_by_the_member_s_name() -> None:
    assert collector_words(CollectorDraft(member=0), (MemberDraft(name_latin="Rani"),)) == "Rani"
    assert collector_words(CollectorDraft(name_as_told="رانی"), ()) == "رانی"
    assert collector_words(CollectorDraft(member=3, name_latin="Bano"), ()) == "Bano"
