"""Passphrases: four words drawn by lot pass, what people write without thinking does not."""

import math
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.security.passwords import (
    NEEDED_BITS,
    Cost,
    Weakness,
    check_passphrase,
    estimated_bits,
    normalise,
    propose_passphrase,
    stretch,
    word_list,
)


def test_the_list_is_the_long_one_of_the_eff_whole_and_in_order() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 7776
    assert list(words) == sorted(words)
    assert (words[0], words[-1]) == ("abacus", "zoom")
    assert sha256("".join(f"{word}\n" for word in words).encode()).hexdigest().startswith("6d557f0693958fb5")


def test_four_words_are_needed_by_arithmetic() -> None:
    assert math.isclose(NEEDED_BITS, 4 * 12.925, abs_tol=0.01)


def test_proposals_pass_and_differ() -> None:
    proposals = {propose_passphrase() for _ in range(300)}
    assert len(proposals) == 300
    assert all(check_passphrase(one) == [] and len(one.split()) == 4 for one in proposals)
    assert len(propose_passphrase(6).split()) == 6


@pytest.mark.parametrize(
    "phrase",
    [
        "acrobat gloomy unpaid ripcord",
        "Acrobat-Gloomy-Unpaid-Ripcord",
        "drop-down felt-tip t-shirt yo-yo",
        "umbrella pencil mango river sparrow",
        "سکینہ پانی کتاب درخت بازار",
        "سنڌو ماڻهو ڳوٺاڻا ٻيڙيون چانورن",
        "x8#Kq2!vLm9@zR4$Wp7&",
    ],
)
def test_strong_ones_pass_in_any_script(phrase: str) -> None:
    assert check_passphrase(phrase) == []
    assert estimated_bits(phrase) >= NEEDED_BITS - 1e-9


@pytest.mark.parametrize(
    ("phrase", "weakness"),
    [
        ("", Weakness.TOO_EASY),
        ("hunter2", Weakness.TOO_EASY),
        ("acrobat gloomy unpaid", Weakness.TOO_EASY),
        ("umbrella pencil mango river", Weakness.TOO_EASY),
        ("correcthorsebatterystaple", Weakness.TOO_EASY),
        ("12345678901234567890", Weakness.TOO_EASY),
        ("45101-1234567-4 0312-3456789", Weakness.TOO_EASY),
        ("qwertyuiop asdfghjkl zxcvbnm 1234567890", Weakness.TOO_EASY),
        ("پانی پانی", Weakness.REPEATED),
        ("aaaa aaaa aaaa aaaa", Weakness.REPEATED),
        ("aaaa bbbb cccc dddd eeee ffff", Weakness.REPEATED),
        ("acrobat acrobat acrobat acrobat acrobat", Weakness.REPEATED),
        ("mango ognam mango1 mango2 mango3", Weakness.REPEATED),
        ("password password1 password2 password3", Weakness.REPEATED),
        ("abacus abdomen abdominal abide", Weakness.ORDERED),
        ("zoom zoologist zoning zone", Weakness.ORDERED),
        ("correct horse battery staple", Weakness.WELL_KNOWN),
        ("Correct-Horse-Battery-Staple", Weakness.WELL_KNOWN),
        ("quick brown fox jumps", Weakness.WELL_KNOWN),
        ("one two three four five", Weakness.WELL_KNOWN),
        ("monday tuesday wednesday thursday friday", Weakness.WELL_KNOWN),
        ("pakistan zindabad pakistan zindabad", Weakness.WELL_KNOWN),
        ("بسم الله الرحمن الرحيم", Weakness.WELL_KNOWN),
        ("ایک دو تین چار پانچ چھ", Weakness.WELL_KNOWN),
        ("acrobat " * 200, Weakness.TOO_LONG),
    ],
)
def test_weak_ones_are_refused_with_their_weakness(phrase: str, weakness: Weakness) -> None:
    assert weakness in check_passphrase(phrase)


@given(st.lists(st.sampled_from(word_list()), min_size=1, max_size=8))
def test_saying_it_twice_adds_nothing(words: list[str]) -> None:
    phrase = " ".join(words)
    assert math.isclose(estimated_bits(f"{phrase} {phrase}"), estimated_bits(phrase), abs_tol=13.0)
    assert estimated_bits(phrase) <= len(set(words)) * 12.93


@given(st.text(max_size=60))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_the_same_phrase_from_other_keyboards_is_the_same() -> None:
    assert normalise("  Kitab\u00a0 ۱۲٣ ") == "kitab 123"
    assert normalise("كتابي \u200cهاي") == normalise("کتابی ہای")
    assert normalise("ﬁle") == "file"


def test_salt_cost_and_phrase_all_change_the_key() -> None:
    cheap = Cost(1, 64, 1)
    keys = {
        stretch("acrobat gloomy", bytes(16), cheap),
        stretch("acrobat gloomy", bytes(15) + b"\1", cheap),
        stretch("acrobat gloomy", bytes(16), Cost(2, 64, 1)),
        stretch("acrobat gloom", bytes(16), cheap),
    }
    assert len(keys) == 4
    assert stretch("ACROBAT  gloomy ", bytes(16), cheap) in keys
