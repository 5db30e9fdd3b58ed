"""The invented district and what is put beside our matching are what the benches say they are."""

import random
from collections import Counter

import pytest

from benchmarks.arrivals import YEAR, District
from benchmarks.baselines import SingleWeights, coded_keys, in_latin, soundex
from benchmarks.febrl import Files, link
from benchmarks.spellings import NAMES, TOLD_OF, TUNED_ON, mean_block, recall
from desktop.matching.names import skeleton
from desktop.matching.score import Described
from desktop.values.vocabulary import Sex


def test_one_seed_gives_one_district() -> None:
    def told(seed: int) -> list[object]:
        district = District(random.Random(seed))
        return [*map(district.told, district.grow(50)), district.again(3), *district.newcomers(5)]

    assert told(1) == told(1) != told(2)


def test_who_comes_again_is_the_same_person_told_otherwise() -> None:
    district = District(random.Random(1))
    places = district.grow(2_000)
    moved = written_otherwise = numbered = alone = 0
    for who in places:
        first, again = district.told(who).resident, district.again(who)
        told = again.told.resident
        assert again.told.who == who
        assert told.member.sex == first.member.sex
        assert abs((told.member.age_years or 0) - (first.member.age_years or 0)) <= 8
        assert told.member.name_as_told or told.member.name_latin
        moved += told.pcode != first.pcode
        written_otherwise += (told.member.name_as_told, told.member.name_latin) != (
            first.member.name_as_told,
            first.member.name_latin,
        )
        numbered += bool(told.member.id_number)
        alone += not again.others
    assert 0.08 < moved / len(places) < 0.16
    assert written_otherwise / len(places) > 0.6
    assert numbered / len(places) < 0.35
    assert alone / len(places) < 0.2


def test_newcomers_were_never_there_and_many_have_relatives() -> None:
    district = District(random.Random(1))
    district.grow(3_000)
    before = len(district.people)
    fathers = Counter(district.people[who].father for who in district.heads)
    new = list(district.newcomers(500))
    assert len(new) == 500
    assert all(one.told.who >= before for one in new)
    heads = [district.people[who] for who in district.heads if who >= before]
    assert sum(fathers[head.father] > 0 for head in heads) / len(heads) > 0.3
    assert all(0 <= YEAR - person.born <= 65 for person in district.people)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Robert", "R163"),
        ("Rupert", "R163"),
        ("Ashcraft", "A261"),
        ("Ashcroft", "A261"),
        ("Tymczak", "T522"),
        ("Pfister", "P236"),
        ("Honeyman", "H555"),
        ("Lee", "L000"),
        ("۱۲", ""),
    ],
)
def test_soundex_codes_are_those_of_its_description(word: str, code: str) -> None:
    """Vectors of the US National Archives' description."""
    assert soundex(word) == code


def test_the_references_are_given_urdu_in_latin_letters() -> None:
    assert in_latin("محمد رفیق") == "mhmd rfiq"
    one, other = Described(("محمد رفیق",), ("اللہ دتہ",)), Described(("Muhammad Rafiq",), ("Allah Ditta",))
    assert set(coded_keys(soundex)(one)) & set(coded_keys(soundex)(other))


def test_single_weights_tell_one_person_from_two() -> None:
    people = [Described((name,), sex=Sex.MALE) for name in ("Akram", "Rafiq", "Zulfiqar", "Nawaz")]
    weigh = SingleWeights(
        [(one, one) for one in people], [(one, other) for one in people for other in people if one != other]
    )
    assert weigh(people[0], people[0]) > weigh(people[0], people[1])


def test_the_list_of_spellings_is_large_and_each_name_is_there_once() -> None:
    assert sum(len(name.across) + len(name.within) for name in TOLD_OF) >= 400
    assert len({name.urdu for name in NAMES}) == len(NAMES) == len(TUNED_ON) + len(TOLD_OF)
    assert {name.of for name in NAMES} == {"m", "w", "-"}


def test_the_key_keeps_its_goals_on_the_half_it_was_not_tuned_on() -> None:
    pairs = [pair for name in TOLD_OF for pair in (*name.across, *name.within)]
    assert recall(pairs, skeleton) >= 0.95
    assert mean_block(TOLD_OF, skeleton) <= 1.5


def test_linking_records_finds_the_one_that_is_written_otherwise() -> None:
    empty = dict.fromkeys(("address_1", "address_2", "suburb", "postcode", "street_number", "soc_sec_id"), "")
    one = empty | {"names": "mitchell green", "date_of_birth": "19560409", "postcode": "2119"}
    slip = one | {"names": "michell green", "soc_sec_id": "1804974"}
    other = empty | {"names": "toby webb", "date_of_birth": "19940503", "postcode": "3107"}
    dates = random.Random(1).sample(range(10**7, 10**8), 200)
    crowd = [
        empty | {"names": f"{NAMES[n].latin[0]} {NAMES[n + 200].latin[0]}", "date_of_birth": str(dates[n])}
        for n in range(200)
    ]
    assert link(Files([one, slip, other, *crowd], set(), None)) == {(0, 1)}
