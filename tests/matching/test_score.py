"""Ordering of search results and the reasons why somebody is shown."""

import time

from desktop.matching.score import Described, Why, likeness, rank
from desktop.values.vocabulary import Sex

SAKINA = Described(("سکینہ بی بی", "Sakina Bibi"), ("رحیم بخش",), "Chak 12", "PK61701", Sex.FEMALE, 1992)
SUGHRA = Described(("صغراں مائی", "Sughran Mai"), ("رحیم بخش",), "Chak 12", "PK61701", Sex.FEMALE, 1988)
IQBAL = Described(("محمد اقبال",), ("غلام رسول",), "بستی ملوک", "PK61701", Sex.MALE, 1992)
OTHER_IQBAL = Described(("محمد اقبال",), ("نذیر احمد",), "Kot", "PK63102", Sex.MALE, 1965)


def test_the_person_meant_comes_first() -> None:
    people = [("sughra", SUGHRA), ("iqbal", IQBAL), ("sakina", SAKINA)]
    assert rank("Sakeena", people)[0][0] == "sakina"
    assert rank("اقبال", people)[0][0] == "iqbal"


def test_the_fathers_name_tells_two_of_one_name_apart() -> None:
    people = [("other", OTHER_IQBAL), ("iqbal", IQBAL)]
    (first, likely), _ = rank("Iqbal Ghulam Rasul", people)
    assert first == "iqbal"
    assert Why.SAME_FATHER in likely.why


def test_a_village_word_helps() -> None:
    people = [("other", OTHER_IQBAL), ("iqbal", IQBAL)]
    (first, likely), _ = rank("mohd iqbal malook", people)
    assert first == "iqbal"
    assert Why.SAME_VILLAGE in likely.why


def test_reasons_for_a_name_in_the_same_and_in_another_spelling() -> None:
    assert likeness("Sakina Bibi", SAKINA).why == (Why.SAME_NAME,)
    assert likeness("Sakeena", SAKINA).why == (Why.SAME_NAME_OTHER_SPELLING,)


def test_the_same_spelling_comes_before_another_spelling() -> None:
    people = [("other spelling", Described(("Nadim",))), ("same", Described(("Nadeem",)))]
    assert rank("Nadeem", people)[0][0] == "same"


def test_a_half_typed_name_is_nearly_as_good() -> None:
    assert likeness("Sak", SAKINA).score > likeness("Sak", SUGHRA).score
    assert likeness("Saki", SAKINA).score > 0.8


def test_nothing_typed_is_like_nobody() -> None:
    assert likeness("  ", SAKINA).score == 0.0


def test_no_more_than_the_limit() -> None:
    assert len(rank("iqbal", [(n, IQBAL) for n in range(50)], limit=20)) == 20


def test_three_hundred_candidates_are_ranked_at_once() -> None:
    people = [(n, (SAKINA, SUGHRA, IQBAL, OTHER_IQBAL)[n % 4]) for n in range(300)]
    rank("mohd iqbal", people)
    started = time.process_time()
    rank("mohd iqba", people)
    assert time.process_time() - started < 0.05
