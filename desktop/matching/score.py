"""How alike a search and a person, or two persons, are: a number to order by, and the reasons as codes.

The number is never shown. People read the reasons, and people decide; nothing is matched on a name alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from desktop.matching.names import name_words
from desktop.values.text import fold
from desktop.values.vocabulary import Sex


class Why(StrEnum):
    """Why somebody is shown, in the order in which it is said."""

    SAME_ID = "same_id"
    SAME_NAME = "same_name"
    SAME_NAME_OTHER_SPELLING = "same_name_other_spelling"
    NAME_ALIKE = "name_alike"
    SAME_FATHER = "same_father"
    FATHER_ALIKE = "father_alike"
    SAME_PHONE = "same_phone"
    SAME_VILLAGE = "same_village"
    SAME_AREA = "same_area"
    NEAR_AGE = "near_age"


@dataclass(frozen=True)
class Likeness:
    """`score` from 0 (nothing in common) to 1 (the same in everything known), and the reasons."""

    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True)
class Described:
    """What is known of a person for comparing; every field but the names may be missing.

    `names` and `parents` hold all spellings of the own name and of the parent's or spouse's. `id_mark` and `phone` are
    compared for equality only, so a keyed hash serves as well as the number.
    """

    names: tuple[str, ...]
    parents: tuple[str, ...] = ()
    village: str = ""
    pcode: str = ""
    sex: Sex | None = None
    birth_year: int | None = None
    id_mark: str | bytes = ""
    phone: str = ""


POSSIBLY_SAME = 0.75
"""At and above this score two persons are shown as *could this be the same person?*."""

_SAME = 0.9  # a word score that counts as the same word in another spelling
_ALIKE = 0.78
_TEN_YEARS, _FIVE_YEARS = 10, 5


@lru_cache(maxsize=100_000)
def _word_score(word: str, key: str, other: str, other_key: str) -> float:
    """How alike two folded words are, 0 to 1: the spelling where the script is one, the sounds across scripts."""
    if word == other:
        return 1.0
    same_script = (word[:1] < "\u0600") == (other[:1] < "\u0600")
    spelt = JaroWinkler.similarity(word, other) if same_script else 0.0
    if key == other_key:
        return max(0.9 + 0.1 * spelt, 0.95 if not same_script else 0.0)
    if other.startswith(word) and len(word) > 1:
        return 0.85 + 0.1 * len(word) / len(other)
    if len(key) > 1 and other_key.startswith(key):
        return 0.75 + 0.1 * len(key) / len(other_key)
    heard = JaroWinkler.similarity(key, other_key) if min(len(key), len(other_key)) > 1 else 0.0
    return 0.45 * spelt + 0.35 * heard if same_script else 0.7 * heard


type _Words = tuple[tuple[str, str], ...]


def _best(word: tuple[str, str], others: _Words) -> float:
    return max((_word_score(*word, *other) for other in others), default=0.0)


class _Search:
    """The words asked for, and how alike each was found to words met so far: a list holds few different words."""

    def __init__(self, typed: str) -> None:
        self.asked = name_words(typed)
        self._met: dict[tuple[str, str], tuple[float, ...]] = {}

    def best(self, texts: Iterable[str]) -> list[float]:
        """For each word asked, its likeness to the best word of the texts."""
        best = [0.0] * len(self.asked)
        for text in texts:
            for word in name_words(text):
                for place, score in enumerate(self._scores(word)):
                    if score > best[place]:
                        best[place] = score
        return best

    def _scores(self, word: tuple[str, str]) -> tuple[float, ...]:
        scores = self._met.get(word)
        if scores is None:
            scores = self._met[word] = tuple(_word_score(*asked, *word) for asked in self.asked)
        return scores


def likeness(typed: str, person: Described) -> Likeness:
    """How well a person answers a search; each typed word may be of the name, the parent's name or the village.

    Words in any script and order; a last word not yet typed to the end counts nearly as much.
    """
    return _answer(_Search(typed), person)


def _answer(search: _Search, person: Described) -> Likeness:
    if not search.asked:
        return Likeness(0.0, ())
    total, of_name, parent, village = 0.0, list[float](), 0.0, 0.0
    best = zip(search.best(person.names), search.best(person.parents), search.best((person.village,)), strict=True)
    for in_name, in_parent, in_village in best:
        total += max(in_name, 0.95 * in_parent, 0.9 * in_village)
        if in_name >= max(in_parent, in_village):
            of_name.append(in_name)
        elif in_parent >= in_village:
            parent = max(parent, in_parent)
        else:
            village = max(village, in_village)
    longest = max((len(name_words(name)) for name in person.names), default=0)
    score = total / len(search.asked) - 0.02 * max(0, longest - len(of_name))
    why = _name_reasons(of_name)
    if parent >= _ALIKE:
        why.append(Why.SAME_FATHER if parent >= _SAME else Why.FATHER_ALIKE)
    if village >= _SAME:
        why.append(Why.SAME_VILLAGE)
    return Likeness(max(0.0, score), tuple(why))


def _name_reasons(scores: list[float]) -> list[Why]:
    worst = min(scores, default=0.0)
    if worst == 1.0:
        return [Why.SAME_NAME]
    if worst >= _SAME:
        return [Why.SAME_NAME_OTHER_SPELLING]
    return [Why.NAME_ALIKE] if worst >= _ALIKE else []


def rank[T](typed: str, people: Iterable[tuple[T, Described]], limit: int = 20) -> list[tuple[T, Likeness]]:
    """The `limit` people that answer a search best, best first; equal ones stay in the order given."""
    search = _Search(typed)
    scored = [(something, _answer(search, person)) for something, person in people]
    scored.sort(key=lambda pair: -pair[1].score)
    return scored[:limit]


def compare(one: Described, other: Described) -> Likeness:
    """How much two persons could be one. A name alone stays under `POSSIBLY_SAME`; what is unknown counts half."""
    if one.id_mark and one.id_mark == other.id_mark:
        return Likeness(1.0, (Why.SAME_ID, *_name_reasons([_names_alike(one.names, other.names)])))
    name, parent = _names_alike(one.names, other.names), _names_alike(one.parents, other.parents)
    why = _name_reasons([name])
    if one.parents and other.parents:
        if parent >= _SAME:
            why.append(Why.SAME_FATHER)
        elif parent >= _ALIKE:
            why.append(Why.FATHER_ALIKE)
    else:
        parent = 0.5
    if one.phone and one.phone == other.phone:
        why.append(Why.SAME_PHONE)
    place = _place_score(one, other, why)
    age = _age_score(one, other, why)
    score = 0.45 * name + 0.27 * parent + 0.18 * place + 0.1 * age + (0.1 if Why.SAME_PHONE in why else 0.0)
    if one.sex and other.sex and one.sex is not other.sex:
        score *= 0.6
    if name < _ALIKE:
        score *= 0.7  # one household shares father, village and phone; without a like name it is a relative
    return Likeness(min(score, 0.99), tuple(sorted(why, key=list(Why).index)))


def _names_alike(names: tuple[str, ...], others: tuple[str, ...]) -> float:
    return max((_whole_name(name_words(name), name_words(other)) for name in names for other in others), default=0.0)


def _whole_name(words: _Words, others: _Words) -> float:
    """Two whole names: each word's best partner, the longer name asked; a missing second word costs, not kills."""
    if not words or not others:
        return 0.0
    shorter, longer = sorted((words, others), key=len)
    if len(shorter) == len(longer):
        return (_one_way(shorter, longer) + _one_way(longer, shorter)) / 2
    return _one_way(longer, shorter) - min(0.2, 0.1 * (len(longer) - len(shorter)))


def _one_way(words: _Words, others: _Words) -> float:
    """The mean of the best partners, of as many words as the other name has."""
    matched = sorted((_best(word, others) for word in words), reverse=True)[: len(others)]
    return sum(matched) / len(matched)


def _place_score(one: Described, other: Described, why: list[Why]) -> float:
    if one.village and other.village and _same_village(one.village, other.village):
        why.append(Why.SAME_VILLAGE)
        return 1.0
    if one.pcode and other.pcode:
        if one.pcode == other.pcode:
            why.append(Why.SAME_AREA)
            return 0.7
        return 0.3 if one.pcode[:5] == other.pcode[:5] else 0.0
    return 0.5


def _same_village(one: str, other: str) -> bool:
    """Alike in sound and equal in every number: Chak 12 is چک ۱۲ but not Chak 14."""
    alike = _whole_name(name_words(one), name_words(other)) >= _SAME
    return alike and _numbers(one) == _numbers(other)


def _numbers(village: str) -> list[str]:
    return [word for word in fold(village).split() if word[0].isdigit()]


def _age_score(one: Described, other: Described, why: list[Why]) -> float:
    if one.birth_year is None or other.birth_year is None:
        return 0.5
    apart = abs(one.birth_year - other.birth_year)
    if apart <= _FIVE_YEARS:
        why.append(Why.NEAR_AGE)
        return 1.0 - 0.05 * apart
    return 0.2 if apart <= _TEN_YEARS else -1.0
