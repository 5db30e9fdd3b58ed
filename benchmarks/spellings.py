"""Pairs of spellings of one name: how many have one key, and how many different names a key brings together.

The names and their spellings were put together for this bench, from memory of how people, clerks and papers write. The
key was tuned on every first name of two; what is told is measured on every second. Beside it Soundex and Metaphone,
which read no Urdu and so are given it letter by letter in Latin.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row
from desktop.matching.names import joined_key, keys, query_keys, skeleton

RECALL, BLOCK = 0.93, 3.0

type Key = Callable[[str], str]


@dataclass(frozen=True)
class Name:
    """One name and how it is written; `of` is m or w for a given name of men or women, - for others."""

    urdu: str
    sindhi: str
    latin: tuple[str, ...]
    of: str

    @property
    def across(self) -> list[tuple[str, str]]:
        """Pairs in two scripts."""
        return [*((self.urdu, latin) for latin in self.latin), *([(self.sindhi, self.latin[0])] * bool(self.sindhi))]

    @property
    def within(self) -> list[tuple[str, str]]:
        """Pairs of Latin spellings."""
        return [(self.latin[0], latin) for latin in self.latin[1:]]


def _read() -> tuple[Name, ...]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Name(row["urdu"], row["sindhi"], tuple(row["latin"].split("/")), row["of"]) for row in csv.DictReader(file)
        )


NAMES = _read()
TUNED_ON, TOLD_OF = NAMES[::2], NAMES[1::2]


def measure() -> Iterator[Row]:
    """One key for both spellings, across scripts and within Latin; and found by a search for the other spelling."""
    from benchmarks.baselines import by_words, metaphone, soundex

    ways: dict[str, Key] = {"Soundex": by_words(soundex)}
    if (other := metaphone()) is not None:
        ways["Metaphone"] = by_words(other)
    across, within = ([pair for name in TOLD_OF for pair in of(name)] for of in (_across, _within))
    block = mean_block(TOLD_OF, skeleton)
    for pairs, kind in ((across, "Urdu or Sindhi and Latin"), (within, "Latin and Latin")):
        share = recall(pairs, skeleton)
        others = ", ".join(
            f"{name} {recall(pairs, key):.2f} at {mean_block(TOLD_OF, key):.1f}" for name, key in ways.items()
        )
        yield Row(
            f"spellings, {kind}, {len(pairs)} pairs",
            f">= {RECALL} at block <= {BLOCK:g}",
            f"{share:.3f} at {block:.2f}",
            others if len(ways) > 1 else f"{others}; Metaphone not installed",
            share >= RECALL and block <= BLOCK,
        )
    every = [*across, *within]
    found = sum(is_found(one, other) and is_found(other, one) for one, other in every) / len(every)
    yield Row("  the same by searching, both ways", f">= {RECALL}", f"{found:.3f}", "", found >= RECALL)


def _across(name: Name) -> list[tuple[str, str]]:
    return name.across


def _within(name: Name) -> list[tuple[str, str]]:
    return name.within


def recall(pairs: Sequence[tuple[str, str]], key: Key) -> float:
    """The share of pairs with one key for both."""
    return sum(key(one) == key(other) for one, other in pairs) / len(pairs)


def mean_block(names: Iterable[Name], key: Key) -> float:
    """How many of these names meet under the key of one of them, itself included, in Urdu and every Latin spelling."""
    listed = list(names)
    carriers: defaultdict[str, set[int]] = defaultdict(set)
    for place, name in enumerate(listed):
        for spelling in (name.urdu, *name.latin):
            carriers[key(spelling)].add(place)
    blocks = [len(carriers[key(spelling)]) for name in listed for spelling in (name.urdu, *name.latin)]
    return sum(blocks) / len(blocks)


def is_found(typed: str, name: str) -> bool:
    """Whether a search for one spelling meets what is kept of the other, as `queries.people.find` asks."""
    asked, kept = query_keys(typed + " "), keys(name)
    joined: Any = joined_key(*asked) if len(asked) == 2 else ""
    return all(key in kept for key in asked) or joined in kept
