"""How well a person answers a search: a number to order by, and the reasons as codes.

The number is never shown. Whether two people may be one is weighed in `desktop.matching.duplicates`.
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
    SAME_CHILDREN = "same_children"
    SAME_OTHERS = "same_others"
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
    told_in: int | None = None
    """Year in which the age was told: of a child years are remembered better."""


_SAME = 0.9  # a word score that counts as the same word in another spelling
_ALIKE = 0.78


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


@lru_cache(maxsize=20_000)
def numbers_of(village: str) -> tuple[str, ...]:
    """The numbers in a village's name, in its order."""
    return tuple(word for word in fold(village).split() if word[0].isdigit())
