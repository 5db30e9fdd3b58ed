"""Keys of many people in a few megabytes come out in the order of the indexes, and say who carries them."""

import random
from uuid import UUID

import pytest

from desktop.matching import gathered_keys
from desktop.matching.gathered_keys import GatheredKeys
from desktop.values.identifiers import new_id


def gathered(people: int, seed: int = 1) -> tuple[GatheredKeys, list[tuple[UUID, tuple[str, ...], tuple[int, ...]]]]:
    """So many people with a few words and wide keys, some in common."""
    chance = random.Random(seed)
    keys = GatheredKeys()
    told: list[tuple[UUID, tuple[str, ...], tuple[int, ...]]] = []
    for _ in range(people):
        who = new_id()
        words = tuple(dict.fromkeys(chance.choice(("mmd", "rpk", "سڪ", "z", "chak 1")) for _ in range(3)))
        wide = tuple(
            dict.fromkeys(
                chance.randint(-(2**63), 2**63 - 1) if chance.random() < 0.5 else chance.randint(-3, 3)
                for _ in range(4)
            )
        )
        keys.add(who, words, wide)
        told.append((who, words, wide))
    return keys, told


def test_words_and_wide_keys_come_back_person_by_person() -> None:
    """As they were added."""
    keys, told = gathered(50)
    assert len(keys) == 50
    for person, (who, words, wide) in enumerate(told):
        assert keys.id_of(person) == who
        assert keys.words_of(person) == words
        assert tuple(keys.wide_of(person)) == wide


def test_in_blocks_each_block_is_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many people are written block by block; none of them is forgotten between two."""
    monkeypatch.setattr(gathered_keys, "_BLOCK", 7)
    keys, told = gathered(24)
    wide = [pair for some in keys.by_wide_key(1_000) for pair in some]
    assert sorted(wide) == sorted((key, who.bytes) for who, _, found in told for key in found)
    assert [len(some) for some in keys.by_word(1_000)] == [
        sum(len(words) for _, words, _ in told[start : start + 7]) for start in range(0, 24, 7)
    ]
    for some in keys.by_word(1_000):
        assert some == sorted(some, key=lambda pair: (pair[0].encode(), pair[1]))


def test_all_come_out_once_and_in_the_order_of_the_index() -> None:
    """Numbers by their value, texts by their bytes, equal ones by who was first."""
    keys, told = gathered(200)
    wide = [pair for some in keys.by_wide_key(7) for pair in some]
    assert wide == sorted(wide, key=lambda pair: pair[0])
    assert sorted(wide) == sorted((key, who.bytes) for who, _, found in told for key in found)
    words = [pair for some in keys.by_word(7) for pair in some]
    assert words == sorted(words, key=lambda pair: (pair[0].encode(), pair[1]))
    assert len(words) == keys.count_words == sum(len(found) for _, found, _ in told)
    assert keys.count_wide == len(wide)
    keys.forget_wide()
    assert keys.count_wide == 0


def test_carriers_are_named_unless_there_are_too_many() -> None:
    """A key that everybody has says nothing."""
    keys, told = gathered(60)
    asked = [*range(-3, 4), 12345]
    found = keys.carriers(asked, 1_000)
    for key in asked:
        assert found[key] == [person for person, (_, _, wide) in enumerate(told) if key in wide]
    few = keys.carriers(asked, 2)
    assert all(len(many) <= 2 for many in few.values())


def test_words_are_counted() -> None:
    """Each as often as somebody carries it; and again after more came."""
    keys, told = gathered(40)
    counts = keys.word_counts()
    assert counts == {word: sum(word in words for _, words, _ in told) for word in counts}
    keys.add(new_id(), ("new",), (99,))
    assert keys.word_counts()["new"] == 1
    assert keys.carriers([99], 5) == {99: [40]}


def test_nobody_is_nobody() -> None:
    """Empty in, empty out."""
    keys = GatheredKeys()
    assert len(keys) == 0
    assert list(keys.by_wide_key(5)) == list(keys.by_word(5)) == []
    assert keys.carriers([1], 5) == {1: []}
    assert keys.word_counts() == {}
