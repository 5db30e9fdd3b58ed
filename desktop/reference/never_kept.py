"""Matters that no free text may hold: found by whole words in a place, a name or a note, in every script of the lists.

One list, `never_kept.csv`, for headings of foreign lists and for free texts; one rule for every field. It only warns:
a place may truly be called so. Names are read by a shorter list, because many are names of castes and faiths.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from desktop.reference.tables import rows
from desktop.values.import_field import NeverKept
from desktop.values.text import fold

OWN_WORDS = frozenset(
    {"reason", "note", "document", "number", "other", "origin", "vehicle", "seal", "order", "authority"}
)
"""Under which names the content of an entry holds what staff wrote in their own words."""

_MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_]+")


def longest_run[T](told: Sequence[str], words: Mapping[str, T]) -> T | None:
    """What the longest run of whole words means."""
    found = _run(told, words)
    return None if found is None else words[" ".join(told[found])]


def _run(told: Sequence[str], words: Mapping[str, object]) -> slice | None:
    for width in range(min(len(told), _MOST_WORDS), 0, -1):
        for start in range(len(told) - width + 1):
            if " ".join(told[start : start + width]) in words:
                return slice(start, start + width)
    return None


@cache
def matters_of(column: str) -> dict[str, NeverKept]:
    """The words of one column of the list (`in_texts`, `in_names` …), folded, with the matter that they name."""
    return {
        fold(word): NeverKept(row["matter"])
        for row in rows("never_kept.csv")
        for word in row[column].split("|")
        if word
    }


def matter_in_text(text: str) -> NeverKept | None:
    """What a place, a reason or a note says that is never kept; digits beside a word do not hide it."""
    return _matter(text, "in_texts")


def matter_at_work(text: str) -> NeverKept | None:
    """What is never kept of a place of work either; that it is one is what the record is for."""
    found = matter_in_text(text)
    return None if found is NeverKept.EMPLOYER else found


def matter_in_name(text: str) -> NeverKept | None:
    """What a name says beside the name that is never kept."""
    return _matter(text, "in_names")


def matters_in(content: Mapping[str, object]) -> dict[str, str]:
    """The matters that staff's own words in the content of an entry speak of, by the name they stand under."""
    found: dict[str, str] = {}
    for name, text in _own_words(content):
        matter = matter_in_text(text)
        if matter is not None:
            found.setdefault(name, matter.value)
    return found


def _own_words(content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in content.items():
        if isinstance(value, str):
            if name in OWN_WORDS:
                yield name, value
        elif isinstance(value, list):
            for one in cast("list[object]", value):
                if isinstance(one, dict):
                    yield from _own_words(cast("dict[str, object]", one))


def name_alone(name: str) -> str:
    """The name as a search knows it: without words on a matter that is never kept."""
    if matter_in_name(name) is None:
        return name
    told, words = _WORD.findall(fold(name)), matters_of("in_names")
    while (found := _run(told, words)) is not None:
        del told[found]
    return " ".join(told)


def _matter(text: str, column: str) -> NeverKept | None:
    if not any(_may_tell(word, column) for word in text.split()):
        return None
    return longest_run(_WORD.findall(fold(text)), matters_of(column))


@lru_cache(maxsize=20_000)
def _may_tell(word: str, column: str) -> bool:
    """Whether a word of the list is in this one: words of names come again and again, folding them costs most."""
    return not _single_words(column).isdisjoint(_WORD.findall(fold(word)))


@cache
def _single_words(column: str) -> frozenset[str]:
    return frozenset(word for told in matters_of(column) for word in told.split())
