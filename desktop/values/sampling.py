"""Drawing a sample that anybody can draw again: how many, how many at each site, and who, from a printed seed.

Post-distribution monitoring asks a few of those who received. The size is that of a proportion of one half at 95 per
cent: ``n0 = z² p (1 - p) / e²`` (384 for five per cent, 96 for ten), corrected for a small population to
``n = N n0 / (N + n0 - 1)``, at least thirty at a site. Who is asked comes from SHA-256 over the seed and the household
code, in one line of text that is printed on the form: no random generator of some program has to be trusted or kept.
"""

import hashlib
from collections.abc import Iterable, Mapping

LEAST_AT_SITE = 30
LEAST_ERROR, MOST_ERROR = 1, 20
MOST_SEED = 2**53 - 1
RULE = "SHA-256(haqdar-sample/1 seed round point code), lowest first"
"""How the order is made, as it is printed; the parts stand in one line with one space between them."""


def first_size(error: int) -> int:
    """`n0` for a margin of `error` per cent: 1.96² × 0.25 / e², rounded. ValueError outside 1 to 20."""
    if not LEAST_ERROR <= error <= MOST_ERROR:
        msg = "a margin from 1 to 20 per cent"
        raise ValueError(msg)
    top, bottom = 9604, error * error
    return (2 * top + bottom) // (2 * bottom)


def sample_size(population: int, error: int) -> int:
    """How many of `population` to ask, rounded up; all of a population that is smaller.

    >>> sample_size(1_000, 5), sample_size(1_000, 10), sample_size(10, 5)
    (278, 88, 10)
    """
    if population <= 0:
        return 0
    n0 = first_size(error)
    return min(population, -(-population * n0 // (population + n0 - 1)))


def at_sites(populations: Mapping[str, int], error: int) -> dict[str, int]:
    """How many to ask at each site: shares by size, rounded up, at least thirty or all of a site that has fewer."""
    everybody = sum(populations.values())
    wanted = sample_size(everybody, error)
    return {
        site: min(number, max(LEAST_AT_SITE, -(-number * wanted // everybody)))
        for site, number in populations.items()
        if number
    }


def drawn(codes: Iterable[str], number: int, *, seed: int, round_code: str, point_code: str) -> tuple[str, ...]:
    """The `number` household codes that the seed chooses at a point, in the order in which it chooses them."""
    return tuple(sorted(codes, key=lambda code: (_mark(seed, round_code, point_code, code), code))[:number])


def _mark(seed: int, round_code: str, point_code: str, code: str) -> str:
    text = " ".join(("haqdar-sample/1", str(seed), round_code, point_code, code))
    return hashlib.sha256(text.encode()).hexdigest()
