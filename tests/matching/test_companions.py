"""Who else is in both households: what it adds, what it takes away, and whose father a man of the house may be."""

from dataclasses import replace

from desktop.matching.companions import ROOM, companions, fathers_at_home
from desktop.matching.duplicates import Commonness, Weigher
from desktop.matching.score import Described, Why
from desktop.values.vocabulary import Sex


def somebody(name: str, sex: Sex, age: int | None, *parents: str) -> Described:
    return Described((name,), parents, sex=sex, birth_year=None if age is None else 2026 - age, told_in=2026)


FATHER = somebody("Ghulam Rasool", Sex.MALE, 45)
WIFE = somebody("Sakina Bibi", Sex.FEMALE, 40)
CHILDREN = [
    somebody("Zulfiqar", Sex.MALE, 12),
    somebody("Ruqayya", Sex.FEMALE, 9),
    somebody("Shumaila", Sex.FEMALE, 6),
]
SPELT = [
    somebody("ذوالفقار", Sex.MALE, 13),
    somebody("رقیہ", Sex.FEMALE, 9),
    somebody("شمائلہ", Sex.FEMALE, 7),
]


def test_children_of_the_same_names_say_much() -> None:
    weight, why = companions(CHILDREN, SPELT)
    assert weight > 4
    assert why == {Why.SAME_CHILDREN}


def test_a_wife_of_the_same_name_is_said_apart_from_children() -> None:
    _, why = companions([WIFE], [somebody("سکینہ", Sex.FEMALE, 41)])
    assert why == {Why.SAME_OTHERS}


def test_a_common_name_says_little_and_all_together_no_more_than_there_is_room_for() -> None:
    rare, _ = companions(CHILDREN[:1], SPELT[:1])
    common, _ = companions([somebody("Muhammad Ali", Sex.MALE, 9)], [somebody("محمد علی", Sex.MALE, 9)])
    assert 0 < common < rare
    many = [somebody(f"Zulfiqar {letter * 3}", Sex.MALE, 9) for letter in "bcdfgjklmnp"]
    assert companions(many, many)[0] == ROOM


def test_other_people_in_place_of_them_speak_against() -> None:
    strangers = [somebody("Kamla", Sex.FEMALE, 9), somebody("Teju", Sex.MALE, 12), somebody("Heera", Sex.FEMALE, 6)]
    weight, why = companions(CHILDREN, strangers)
    assert weight < -1
    assert why == set()


def test_another_sex_or_age_is_another_child() -> None:
    assert companions(CHILDREN[:1], [replace(SPELT[0], sex=Sex.FEMALE)])[1] == set()
    assert companions(CHILDREN[:1], [replace(SPELT[0], birth_year=1990)])[1] == set()
    assert companions(CHILDREN[:1], [replace(SPELT[0], sex=Sex.X, birth_year=None)])[1] == {Why.SAME_CHILDREN}


def test_who_came_alone_says_nothing() -> None:
    assert companions([], CHILDREN) == companions(CHILDREN, []) == (0.0, set())


def test_a_child_may_be_told_by_a_man_a_generation_older_and_a_woman_by_her_husband() -> None:
    home = [FATHER, WIFE, *CHILDREN]
    assert fathers_at_home(CHILDREN[1], home) == ("Ghulam Rasool",)
    assert fathers_at_home(WIFE, home) == ("Ghulam Rasool",)
    assert fathers_at_home(somebody("Brother", Sex.MALE, 40), home) == ()
    assert fathers_at_home(somebody("Nobody", Sex.MALE, None), home) == ()


def test_a_father_who_was_not_told_is_found_at_home() -> None:
    kept = somebody("Zulfiqar", Sex.MALE, 12, "Ghulam Rasool")
    told = somebody("ذوالفقار", Sex.MALE, 12)
    weigher = Weigher(told, Commonness())
    before = weigher.weigh(kept)
    after = weigher.with_others(before, kept, [FATHER], [])
    assert after.total > before.total + 4
    assert Why.SAME_FATHER in after.why


def test_brothers_are_not_brought_together_by_their_household() -> None:
    """All that speaks for a household that came again speaks for each of its people; the own name must agree first."""
    kept = somebody("Akram", Sex.MALE, 12, "Ghulam Rasool")
    told = somebody("Zulfiqar", Sex.MALE, 12, "Ghulam Rasool")
    weigher = Weigher(told, Commonness())
    found = weigher.weigh(kept)
    assert weigher.with_others(found, kept, CHILDREN[1:], SPELT[1:]) == found
