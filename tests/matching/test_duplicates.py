"""The reasons why two people could be one, and what is never enough."""

import math
from dataclasses import replace

import pytest

from desktop.matching.duplicates import POSSIBLY_SAME, Commonness, Weigher, compare
from desktop.matching.score import Described, Likeness, Why
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


def test_the_threshold_rises_with_the_logarithm_of_the_register() -> None:
    at = {people: Commonness(people).threshold for people in (10, 10_000, 100_000, 1_000_000)}
    assert at[1_000_000] - at[100_000] == pytest.approx(math.log(10))
    assert at[10] == at[10_000] < at[100_000]


def test_agreeing_on_a_rare_name_says_more() -> None:
    common = Commonness(100_000, {"mmd": 30_000, "zlpkr": 40})
    rare = Described(("Zulfiqar",), sex=Sex.MALE)
    often = Described(("Muhammad",), sex=Sex.MALE)
    assert Weigher(rare, common).weigh(rare).total > Weigher(often, common).weigh(often).total + 3


def test_what_was_counted_to_the_end_is_believed_and_what_was_not_is_at_least_as_common_as_known() -> None:
    assert Commonness(100_000, {"al": 100}).share("al") < 0.01
    assert Commonness(100_000, {"al": 2_000}, most=2_000).share("al") == Commonness().share("al")
    assert Commonness(100_000, {"kbbl": 90_000}, most=100_000).share("kbbl") == pytest.approx(0.88, abs=0.01)


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        ("3630211111122", 13, 15),
        ("3630211111123", 8, 10),
        ("3630211111212", 8, 10),  # two exchanged
        ("3630211119922", 2, 4),
        ("1730155555555", -7, -5),
        ("AB1234567", -2, 0),
    ],
)
def test_digits_of_a_number_may_be_slips(other: str, least: float, most: float) -> None:
    one, other_one = (Described((), id_mark=number) for number in ("3630211111122", other))
    common = Commonness()
    nothing = Weigher(Described(()), common).weigh(Described(())).total
    assert least <= Weigher(one, common).weigh(other_one).total - nothing <= most


def test_another_sex_is_another_person_but_not_with_x_or_where_none_is_told() -> None:
    woman = Described(("Nasreen",), ("Karim",), "Chak 12", "PK61701", Sex.FEMALE, 1992)
    for sex, alike in ((Sex.MALE, False), (Sex.X, True), (None, True)):
        assert (compare(woman, replace(woman, sex=sex)).score >= POSSIBLY_SAME) is alike


def test_the_same_number_is_said_even_of_another_sex() -> None:
    one = Described(("Sakina",), sex=Sex.FEMALE, id_mark="3630211111122")
    other = Described(("Iqbal",), sex=Sex.MALE, id_mark="3630211111122")
    assert compare(one, other) == Likeness(1.0, (Why.SAME_ID,))


def test_what_cannot_come_to_enough_is_given_up_and_nothing_else_is() -> None:
    common = Commonness()
    for one in (SAKINA, SUGHRA, IQBAL, OTHER_IQBAL):
        weigher = Weigher(one, common)
        for other in (SAKINA, SUGHRA, IQBAL, OTHER_IQBAL):
            whole = weigher.weigh(other)
            if whole.total >= common.threshold:
                assert weigher.weigh(other, common.threshold) == whole
            else:
                assert weigher.weigh(other, common.threshold).total < common.threshold


def test_words_in_another_order_and_a_word_left_out_cost_little_another_word_costs_much() -> None:
    one = Described(("Zulfiqar Ali Shah",), ("Karim Bakhsh",), sex=Sex.MALE)

    def told_as(name: str) -> float:
        return Weigher(one, Commonness()).weigh(replace(one, names=(name,))).total

    same = told_as("ذوالفقار علی شاہ")
    assert same - 2 < told_as("Ali Zulfiqar Shah") < same
    assert same - 5 < told_as("Zulfikar Ali Shadh") < same  # a slip of the pen
    assert told_as("Zulfikar Ali") > told_as("Zulfiqar Ali Nawaz") + 1
    assert told_as("Akram") < same - 15


def test_a_child_is_remembered_by_years_better_than_a_grown_person() -> None:
    def apart(born: int, years: int) -> float:
        one = Described(("Ali",), birth_year=born, told_in=2026)
        return Weigher(one, Commonness()).weigh(replace(one, birth_year=born - years)).total

    assert apart(1980, 5) > apart(2020, 5)
    assert apart(1980, 1) > apart(1980, 6) > apart(1980, 20)
