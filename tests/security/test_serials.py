"""The shuffle of serials: each counter has its own serial, on the whole range, and neighbours do not stay together."""

import itertools

import numpy as np
import pytest

from desktop.security.serials import ROUNDS, half_bits, round_value, shuffle_key, shuffled
from desktop.security.signing import new_office_seed
from desktop.values.identifiers import SERIALS

KEY = shuffle_key(bytes(range(32)))


@pytest.mark.parametrize("domain", [1, 2, 3, 10, 97, 1000, 4096, 10_000])
def test_every_serial_of_a_small_domain_comes_once(domain: int) -> None:
    assert sorted(shuffled(KEY, counter, domain) for counter in range(domain)) == list(range(domain))


def test_every_one_of_the_ten_million_serials_comes_once() -> None:
    """The same rounds on all values at once, and the function itself compared on a sample."""
    bits = half_bits(SERIALS)
    tables = [
        np.array([round_value(KEY, number, half, bits) for half in range(1 << bits)], np.uint32)
        for number in range(ROUNDS)
    ]
    values = np.arange(SERIALS, dtype=np.uint32)
    outside = np.arange(SERIALS)
    while outside.size:
        left, right = values[outside] >> bits, values[outside] & ((1 << bits) - 1)
        for table in tables:
            left, right = right, left ^ table[right]
        values[outside] = left << bits | right
        outside = outside[values[outside] >= SERIALS]
    assert np.all(np.bincount(values, minlength=SERIALS) == 1)
    for counter in (0, 1, 99_999, 100_000, 5_000_000, SERIALS - 1, *range(1234, SERIALS, 54_321)):
        assert shuffled(KEY, counter) == values[counter]


def test_neighbours_are_far_apart_and_the_order_is_lost() -> None:
    serials = [shuffled(KEY, counter) for counter in range(2000)]
    distances = [abs(one - other) for one, other in itertools.pairwise(serials)]
    assert 2_500_000 < sum(distances) / len(distances) < 4_200_000  # a third of the range when drawn by lot
    rising = sum(one < other for one, other in itertools.pairwise(serials))
    assert 800 < rising < 1200


def test_another_office_shuffles_otherwise_and_the_same_one_always_alike() -> None:
    other = shuffle_key(new_office_seed(practice=False))
    assert [shuffled(KEY, n) for n in range(20)] != [shuffled(other, n) for n in range(20)]
    assert [shuffled(KEY, n) for n in range(3)] == [1_336_094, 864_982, 7_973_597]  # printed cards depend on it


@pytest.mark.parametrize("counter", [-1, SERIALS])
def test_counters_outside_are_refused(counter: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        shuffled(KEY, counter)
