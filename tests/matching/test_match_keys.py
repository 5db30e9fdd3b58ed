"""Wide keys: two records of one person share one, whatever of them is wrong, missing or written otherwise."""

from dataclasses import replace

import pytest

from desktop.matching.match_keys import asked_keys, kept_keys, search_words
from desktop.matching.score import Described
from desktop.values.vocabulary import Sex

SAKINA = Described(
    names=("سکینہ بی بی", "Sakina Bibi"),
    parents=("رحیم بخش",),
    village="Chak 12",
    pcode="PK61701",
    sex=Sex.FEMALE,
    birth_year=1992,
    id_mark="3630211111122",
    phone="+923001234567",
    told_in=2026,
)


def meet(told: Described, kept: Described) -> bool:
    return not set(asked_keys(told)).isdisjoint(kept_keys(kept))


@pytest.mark.parametrize(
    "told",
    [
        replace(SAKINA, id_mark="", phone=""),
        replace(
            SAKINA, names=("Sakeena",), parents=("Raheem Bux",), id_mark="", phone="", village="Kot", pcode="PK61703"
        ),
        Described(names=("سڪينه",), pcode="PK61701", sex=Sex.FEMALE, birth_year=1988, told_in=2026),
        Described(names=("Sakina",), pcode="PK61701", sex=Sex.FEMALE),
        Described(names=("Zainab",), parents=("Rahim",), village="چک ۱۲", pcode="PK61701", sex=Sex.FEMALE),
        Described(names=("Zainab",), id_mark="3630211111199"),
        Described(names=("Zainab",), id_mark="9999911111122"),
        Described(names=("Zainab",), phone="+923001234567"),
    ],
    ids=["again", "moved", "no father", "no age", "other name", "number first", "number last", "phone"],
)
def test_two_records_of_one_person_meet(told: Described) -> None:
    assert meet(told, SAKINA)
    assert meet(SAKINA, told)


@pytest.mark.parametrize(
    "other",
    [
        Described(
            names=("Zainab Bibi",),
            parents=("Karim",),
            village="Chak 14",
            pcode="PK61701",
            sex=Sex.FEMALE,
            birth_year=1992,
        ),
        Described(names=("Bibi",), parents=("Muhammad",), village="Kot", pcode="PK61701", birth_year=1970),
        Described(names=()),
        replace(SAKINA, parents=(), village="", id_mark="", phone="", birth_year=1962),
    ],
    ids=["neighbour", "titles only", "nobody", "namesake of another age"],
)
def test_others_do_not(other: Described) -> None:
    assert not meet(other, SAKINA)


def test_common_words_alone_are_no_pair() -> None:
    """Else every Muhammad would be looked at whose father is a Ghulam."""
    one = Described(names=("Muhammad",), parents=("Ghulam",))
    assert kept_keys(replace(one, names=("Muhammad Rafiq",))) != kept_keys(one)
    assert not set(kept_keys(replace(one, pcode="PK61702", birth_year=1980))) & set(
        kept_keys(replace(one, pcode="PK61703", birth_year=1990))
    )


def test_a_key_is_a_signed_number_of_64_bits_and_the_same_on_every_machine() -> None:
    keys = kept_keys(SAKINA)
    assert len(set(keys)) == len(keys)
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert kept_keys(Described(names=(), phone="+923001234567")) == (PHONE_KEY,)


PHONE_KEY = 8547298044254546545


def test_few_keys_are_kept_of_a_person() -> None:
    assert len(kept_keys(SAKINA)) <= 14


def test_search_words_are_of_names_father_village_and_area() -> None:
    assert search_words(SAKINA, 40) == ("skn", "bb", "rm", "bkx", "ck", "12", "pk61701")
    assert search_words(Described(names=("bd" * 30,)), 40)[0] == ("bd" * 30)[:40]
