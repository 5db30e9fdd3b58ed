"""The reasons why two people could be one, and what is never enough."""

import pytest

from desktop.matching.duplicates import POSSIBLY_SAME, compare
from desktop.matching.score import Described, Why
from desktop.values.vocabulary import Sex

SAKINA = Described(("سکینہ بی بی", "Sakina Bibi"), ("رحیم بخش",), "Chak 12", "PK61701", Sex.FEMALE, 1992)
SUGHRA = Described(("صغراں مائی", "Sughran Mai"), ("رحیم بخش",), "Chak 12", "PK61701", Sex.FEMALE, 1988)
IQBAL = Described(("محمد اقبال",), ("غلام رسول",), "بستی ملوک", "PK61701", Sex.MALE, 1992)
OTHER_IQBAL = Described(("محمد اقبال",), ("نذیر احمد",), "Kot", "PK63102", Sex.MALE, 1965)


def test_the_same_person_written_otherwise_is_possibly_the_same() -> None:
    again = Described(("Sakeena",), ("Raheem Bux",), "Chak 12", "PK61701", Sex.FEMALE, 1990)
    found = compare(SAKINA, again)
    assert found.score >= POSSIBLY_SAME
    assert set(found.why) == {Why.SAME_NAME_OTHER_SPELLING, Why.SAME_FATHER, Why.SAME_VILLAGE, Why.NEAR_AGE} or (
        Why.NAME_ALIKE in found.why and Why.SAME_FATHER in found.why
    )


def test_a_moved_person_with_the_same_father_is_still_asked_about() -> None:
    moved = Described(("محمد اقبال",), ("Ghulam Rasool",), "Chak 99", "PK61702", Sex.MALE, 1991)
    assert compare(IQBAL, moved).score >= POSSIBLY_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (IQBAL, OTHER_IQBAL),  # one name, another father, place and age
        (SAKINA, SUGHRA),  # sisters: father and village are one
        (IQBAL, Described(("محمد اقبال",))),  # a name alone
        (SAKINA, IQBAL),
    ],
)
def test_other_people_are_not_taken_for_the_same(one: Described, other: Described) -> None:
    assert compare(one, other).score < POSSIBLY_SAME


def test_a_brother_and_sister_are_two() -> None:
    brother = Described(("Nasreen",), ("Karim",), "Chak 12", "PK61701", Sex.MALE, 1992)
    sister = Described(("Nasreen",), ("Karim",), "Chak 12", "PK61701", Sex.FEMALE, 1992)
    assert compare(brother, sister).score < POSSIBLY_SAME


def test_the_same_identity_number_outweighs_everything() -> None:
    one = Described(("Sakina",), id_mark="a1")
    other = Described(("Zainab",), id_mark="a1")
    assert compare(one, other).score == 1.0
    assert compare(one, other).why[0] is Why.SAME_ID


def test_chak_12_is_not_chak_14() -> None:
    one = Described(("Sakina",), village="Chak 12", pcode="PK61701")
    other = Described(("Sakina",), village="Chak 14", pcode="PK61701")
    assert Why.SAME_VILLAGE not in compare(one, other).why
    assert Why.SAME_VILLAGE in compare(one, Described(("Sakina",), village="چک ۱۲", pcode="PK61701")).why


def test_comparing_is_the_same_both_ways() -> None:
    for one in (SAKINA, SUGHRA, IQBAL, OTHER_IQBAL):
        for other in (SAKINA, SUGHRA, IQBAL, OTHER_IQBAL):
            assert compare(one, other).score == pytest.approx(compare(other, one).score)


def test_a_like_sounding_father_is_a_reason_of_its_own() -> None:
    one = Described(("Sakina",), ("Rasool",))
    assert Why.FATHER_ALIKE in compare(one, Described(("Sakina",), ("Rasoolan",))).why


def test_one_phone_brings_two_of_one_name_together() -> None:
    one = Described(("Iqbal",), phone="+923000000000")
    apart, together = Described(("Iqbal",), phone="+923000000001"), Described(("Iqbal",), phone="+923000000000")
    assert Why.SAME_PHONE in compare(one, together).why
    assert compare(one, together).score > compare(one, apart).score


def test_without_any_name_nothing_is_alike() -> None:
    assert compare(Described(()), Described(("Iqbal",))).score < 0.5
    assert compare(Described((".",)), Described(("Iqbal",))).score < 0.5
