"""The keys of tens of thousands of new people, held in a few megabytes, to be written in the order of the indexes.

Keys written person by person touch a page of the store each; written in their own order a page is touched once. And
people who may be one person are found among the newcomers here, before anybody's keys are in the store.
"""

from array import array
from collections.abc import Iterator, Sequence
from uuid import UUID

import numpy as np

type _Sorted = tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.uint32]]]
"""Keys in order, and the number of the person who carries each."""

_ID = 16
_BLOCK = 5_000
"""People whose keys are written together. Each table of keys has two orders, by key and by person: in one block of all
people every row touched another page of the second, in small blocks another page of the first."""


class GatheredKeys:
    """People by their number in the order in which they were added, from 0."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._ids = bytearray()
        self._known: dict[str, int] = {}
        self._texts: list[str] = []
        self._words = array("I")
        self._words_end = array("I")
        self._wide = array("q")
        self._wide_end = array("I")
        self._sorted: _Sorted | None = None

    def __len__(self) -> int:
        """How many people."""
        return len(self._words_end)

    def add(self, who: UUID, words: Sequence[str], wide: Sequence[int]) -> None:
        """One more person with the words of a search and the wide keys."""
        self._ids += who.bytes
        for word in words:
            number = self._known.get(word)
            if number is None:
                number = self._known[word] = len(self._texts)
                self._texts.append(word)
            self._words.append(number)
        self._wide.extend(wide)
        self._words_end.append(len(self._words))
        self._wide_end.append(len(self._wide))
        self._sorted = None

    @property
    def count_wide(self) -> int:
        """How many wide keys."""
        return len(self._wide)

    @property
    def count_words(self) -> int:
        """How many words, each as often as somebody carries it."""
        return len(self._words)

    def id_of(self, person: int) -> UUID:
        """The registrant's id."""
        return UUID(bytes=bytes(self._ids[person * _ID : (person + 1) * _ID]))

    def words_of(self, person: int) -> tuple[str, ...]:
        """The words by which a search finds somebody."""
        start = self._words_end[person - 1] if person else 0
        return tuple(self._texts[number] for number in self._words[start : self._words_end[person]])

    def wide_of(self, person: int) -> array[int]:
        """The wide keys of somebody."""
        start = self._wide_end[person - 1] if person else 0
        return self._wide[start : self._wide_end[person]]

    def word_counts(self) -> dict[str, int]:
        """How many of these people carry each word."""
        counts = np.bincount(np.frombuffer(self._words, np.uint32), minlength=len(self._texts))
        return {text: int(count) for text, count in zip(self._texts, counts, strict=True)}

    def carriers(self, keys: Sequence[int], most: int) -> dict[int, list[int]]:
        """Who of these people carries each wide key; of a key that more than `most` carry nobody."""
        ordered, people = self._by_wide_key()
        asked = np.asarray(keys, np.int64)
        first, last = np.searchsorted(ordered, asked, "left"), np.searchsorted(ordered, asked, "right")
        found: dict[int, list[int]] = {}
        for key, start, stop in zip(keys, first.tolist(), last.tolist(), strict=True):
            found[key] = people[start:stop].tolist() if stop - start <= most else []
        return found

    def by_wide_key(self, many: int) -> Iterator[list[tuple[int, bytes]]]:
        """Every wide key with the id of who carries it, so many at once: block of people by block, in key order."""
        for start, stop in _blocks(len(self)):
            first, last = _between(self._wide_end, start, stop)
            keys = np.frombuffer(self._wide, np.int64)[first:last]
            people = _owners(self._wide_end, start, stop)
            order = np.argsort(keys, kind="stable")
            for at in range(0, len(order), many):
                some = order[at : at + many]
                pairs = zip(keys[some].tolist(), people[some].tolist(), strict=True)
                yield [(key, self._bytes_of(person)) for key, person in pairs]

    def by_word(self, many: int) -> Iterator[list[tuple[str, bytes]]]:
        """Every word with the id of who carries it, likewise, in the order in which the store compares texts."""
        rank = np.empty(len(self._texts), np.uint32)
        in_order = sorted(range(len(self._texts)), key=lambda number: self._texts[number].encode())
        rank[in_order] = np.arange(len(self._texts), dtype=np.uint32)
        for start, stop in _blocks(len(self)):
            first, last = _between(self._words_end, start, stop)
            words = np.frombuffer(self._words, np.uint32)[first:last]
            people = _owners(self._words_end, start, stop)
            order = np.lexsort((people, rank[words]))
            for at in range(0, len(order), many):
                some = order[at : at + many]
                pairs = zip(words[some].tolist(), people[some].tolist(), strict=True)
                yield [(self._texts[word], self._bytes_of(person)) for word, person in pairs]

    def forget_wide(self) -> None:
        """Let go of the wide keys: they are written."""
        self._sorted = None
        self._wide, self._wide_end = array("q"), array("I")

    def forget_order(self) -> None:
        """Nobody asks for carriers any more."""
        self._sorted = None

    def _bytes_of(self, person: int) -> bytes:
        return bytes(self._ids[person * _ID : (person + 1) * _ID])

    def _by_wide_key(self) -> _Sorted:
        if self._sorted is None:
            wide = np.frombuffer(self._wide, np.int64)
            order = np.argsort(wide, kind="stable")
            self._sorted = wide[order], _owners(self._wide_end, 0, len(self._wide_end))[order]
        return self._sorted


def _blocks(people: int) -> Iterator[tuple[int, int]]:
    for start in range(0, people, _BLOCK):
        yield start, min(people, start + _BLOCK)


def _between(ends: array[int], start: int, stop: int) -> tuple[int, int]:
    """Where the keys of people from `start` to before `stop` lie."""
    return (ends[start - 1] if start else 0), ends[stop - 1]


def _owners(ends: array[int], start: int, stop: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """For each key of these people, in the order in which they were added, whose it is."""
    here = np.frombuffer(ends, np.uint32)[start:stop]
    counts = np.diff(here, prepend=np.uint32(ends[start - 1] if start else 0))
    return np.repeat(np.arange(start, stop, dtype=np.uint32), counts)
