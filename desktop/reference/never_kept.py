"""Matters that no free text may hold: found by whole words in a place, a name or a note, in every script of the lists.

One list, `never_kept.csv`, for headings of foreign lists and for free texts; one rule for every field. It only warns:
a place may truly be called so. Names are read by a shorter list, because many are names of castes and faiths.
How words of the list change in a sentence, and how they are spelled otherwise, is `desktop.reference.spellings`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from desktop.reference.spellings import (
    DIGITS_AND_WORDS,
    FILLERS,
    LONG,
    SHORTEST_PART,
    inflected,
    money_at,
    readings,
    sound,
    told_back,
    words_of,
)
from desktop.reference.tables import rows
from desktop.values.import_field import NeverKept
from desktop.values.text import fold

OWN_WORDS = frozenset(
    {"reason", "note", "document", "number", "other", "origin", "vehicle", "seal", "order", "authority"}
)
"""Under which names the content of an entry holds what staff wrote in their own words."""

_MOST_WORDS = 6
_CHANGES = (NeverKept.EMPLOYER, NeverKept.DEBT)
"""Matters whose words are looked for in every form; the others are names of peoples, alike to names of persons."""
_AS_IT_IS = "="
"""Behind a word of the list: it is another word when it is inflected."""
_LONGEST = 40
"""Letters of a word that is looked at for others in it."""
_OWED_NEAR = 4
"""Words between an amount and *owed*."""


def longest_run[T](told: Sequence[str], words: Mapping[str, T]) -> T | None:
    """What the longest run of whole words means."""
    found = _run(told, words)
    return None if found is None else words[" ".join(told[found])]


def _run(told: Sequence[str], words: Mapping[str, object], least: int = 1) -> slice | None:
    for width in range(min(len(told), _MOST_WORDS), least - 1, -1):
        for start in range(len(told) - width + 1):
            if " ".join(told[start : start + width]) in words:
                return slice(start, start + width)
    return None


@cache
def matters_of(column: str) -> dict[str, NeverKept]:
    """The words of one column of the list (`values` …), folded, with the matter that they name."""
    return {fold(word): matter for word, matter in _listed(column)}


def _listed(column: str) -> Iterator[tuple[str, NeverKept]]:
    for row in rows("never_kept.csv"):
        for word in filter(None, row[column].split("|")):
            yield word, NeverKept(row["matter"])


class _Words:
    """One column of the list as texts are read by it."""

    def __init__(self, column: str) -> None:
        self.phrases: dict[str, NeverKept] = {}
        self.forms: dict[str, NeverKept] = {}
        self.sounds: dict[str, NeverKept] = {}
        for listed, matter in _listed(column):
            told = words_of(listed.removesuffix(_AS_IT_IS))
            self.phrases[" ".join(told)] = matter
            if len(told) == 1:
                changes = matter in _CHANGES and not listed.endswith(_AS_IT_IS)
                for form in inflected(told[0]) if changes else told:
                    self.forms.setdefault(form, matter)
                    if changes and len(form) >= LONG and form.isascii():
                        self.sounds.setdefault(sound(form), matter)
        self.parts = {word for phrase in self.phrases for word in phrase.split()}

    def means(self, word: str) -> NeverKept | None:
        """What a word means: listed, in another form or spelling, or written in one with others."""
        return self._plainly(word) or self._in_one(word)

    def _plainly(self, word: str) -> NeverKept | None:
        found = self.forms.get(word)
        return self.sounds.get(sound(word)) if found is None and len(word) >= LONG else found

    def _in_one(self, word: str) -> NeverKept | None:
        """*Brickkiln*, *kilnwala*: nothing but words of the list that change, and words that go with them."""
        if len(word) > _LONGEST:
            return None
        for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, rest = word[:end], word[end:]
            found = self._plainly(first)
            if found in _CHANGES and (rest in FILLERS or self.means(rest) in _CHANGES):
                return found
            if first in FILLERS and (last := self.means(rest)) in _CHANGES:
                return last
        return None


@cache
def _words(column: str) -> _Words:
    return _Words(column)


def matter_in_text(text: str) -> NeverKept | None:
    """What a place, a reason or a note says that is never kept; digits beside a word do not hide it."""
    return _matter(text, "in_texts") or (NeverKept.DEBT if _owes_money(text) else None)


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
    words = _words("in_names")
    # of two ways to read it the one in which more is found, so that nothing of it is kept
    return min((told_back(_without(words_of(one), words)) for one in readings(name)), key=len)


def _without(told: list[str], words: _Words) -> list[str]:
    told = list(told)
    while (found := _run(told, words.phrases, 2)) is not None:
        del told[found]
    return [word for word in told if words.means(word) is None]


def _matter(text: str, column: str) -> NeverKept | None:
    if not any(_may_tell(word, column) for word in text.split()):
        return None
    words = _words(column)
    for told in map(words_of, readings(text)):
        found = _run(told, words.phrases, 2)
        matter = words.phrases[" ".join(told[found])] if found else next(filter(None, map(words.means, told)), None)
        if matter is not None:
            return matter
    return None


@lru_cache(maxsize=20_000)
def _may_tell(word: str, column: str) -> bool:
    """Whether a word of the list is in this one: words of names come again and again, folding them costs most."""
    words = _words(column)
    return any(
        one in words.parts or words.means(one) is not None for reading in readings(word) for one in words_of(reading)
    )


def _owes_money(text: str) -> bool:
    """An amount of money beside a word for owing: alone neither says anything, and goods of a round are owed too."""
    if not any(letter.isdigit() for letter in text):
        return False
    told = words_of(text, DIGITS_AND_WORDS)
    owing = _words("with_money").phrases
    places = [place for place, word in enumerate(told) if word in owing]
    return any(abs(place - at) <= _OWED_NEAR for at in money_at(told) for place in places)
