"""How many are asked, and who, after a distribution."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.sampling import at_sites, drawn, first_size, sample_size


@pytest.mark.parametrize(("error", "size"), [(5, 384), (10, 96)])
def test_the_first_size_is_that_of_the_handbooks(error: int, size: int) -> None:
    assert first_size(error) == size


@pytest.mark.parametrize(("error", "size"), [(5, 278), (10, 88)])
def test_a_thousand_households_need_so_many(error: int, size: int) -> None:
    assert sample_size(1_000, error) == size


@pytest.mark.parametrize("error", [0, -1, 21])
def test_a_margin_that_is_none_is_refused(error: int) -> None:
    with pytest.raises(ValueError, match="margin"):
        first_size(error)


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 5_000), max_size=6), st.integers(1, 20))
def test_each_site_gives_thirty_or_all_and_never_more_than_it_has(populations: dict[str, int], error: int) -> None:
    found = at_sites(populations, error)
    assert set(found) == {site for site, number in populations.items() if number}
    assert all(min(30, populations[site]) <= number <= populations[site] for site, number in found.items())
    assert sum(found.values()) >= sample_size(sum(populations.values()), error)


@given(st.sets(st.from_regex(r"[0-9]{12}", fullmatch=True), max_size=50), st.integers(0, 10**6), st.integers(0, 60))
def test_the_same_seed_draws_the_same_whatever_the_order(codes: set[str], seed: int, number: int) -> None:
    first = drawn(sorted(codes), number, seed=seed, round_code="r", point_code="p")
    assert first == drawn(sorted(codes, reverse=True), number, seed=seed, round_code="r", point_code="p")
    assert len(first) == min(number, len(codes)) == len(set(first))


def test_anybody_can_repeat_the_draw_from_the_printed_rule() -> None:
    codes = [f"{number:012d}" for number in range(200)]
    by_hand = sorted(
        codes, key=lambda code: hashlib.sha256(f"haqdar-sample/1 7 flour-3 malook {code}".encode()).hexdigest()
    )
    assert drawn(codes, 30, seed=7, round_code="flour-3", point_code="malook") == tuple(by_hand[:30])
