"""What two names say about two people being one: words paired off, each worth its rarity, what is left over against.

Names may have several spellings each; the best pair of spellings counts. Words in two scripts meet by their sounds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from desktop.matching.names import STOP_KEYS, name_words

SAME, HEARD = 1.0, 0.9
"""How alike two words are: the same letters; the same sounds. Less is a slip of the pen, 0 another word."""

_SLIP = 0.7
_ARABIC = "\u0600"  # Latin letters come before, those of Urdu and Sindhi from here on
_JARO_WINKLER = 0.88  # from here a word may be the other with a slip

type Words = tuple[tuple[str, str], ...]
type Rarity = Callable[[str], float]


@dataclass(frozen=True)
class NameRules:
    """What a kind of name is worth; all weights are added."""

    of_rarity: float
    """For each agreeing word, times its rarity."""
    further_word: float
    """For each agreeing word but the first: words of one name are not drawn one by one."""
    whole: float
    """Nothing is left over on either side."""
    left_out: float
    """For each telling word that only one side has."""
    left_out_title: float
    """For each other word that only one side has."""
    contradiction: float
    """Telling words are left over on both sides."""
    title_contradiction: float
    """Words are left over on both sides, on one of them only such as everybody has."""
    nothing: float
    """Not one word agrees; in addition to the contradiction."""
    missing: float
    """One side has no name at all."""
    slip: float
    """For each word that agrees but for a slip of the pen."""
    exchanged: float
    """The words stand in another order."""


OWN = NameRules(0.74, -0.8, 1.75, -0.9, -0.1, -4.4, -3.4, -5.0, -3.0, -1.75, -0.5)
PARENT = NameRules(0.6, -0.65, 2.05, -1.35, -0.1, -3.7, -2.2, -0.85, -0.75, -2.0, -1.2)
COMPANION = NameRules(0.38, -0.5, -0.6, -0.75, -0.55, -4.0, -3.0, -2.0, 0.0, -1.0, -0.4)
_SLIP_RARITY = 2.65


@dataclass(frozen=True)
class NameWeight:
    """The sum for one kind of name, and how many words agree.

    `worst` is how alike the least like pair of words is, 0 when words contradict.
    """

    weight: float
    worst: float
    agreeing: int = 0


def name_weight(names: tuple[str, ...], others: tuple[str, ...], rarity: Rarity, rules: NameRules) -> NameWeight:
    """The best of all spellings of both, spellings in one script first: where nothing agrees, no other script helps."""
    best: NameWeight | None = None
    for name, other in _in_one_script_first(names, others):
        words, other_words = name_words(name), name_words(other)
        if words and other_words:
            found = _weight(words, other_words, rarity, rules)
            if found.worst >= HEARD or not found.agreeing:
                return found
            if best is None or found.weight > best.weight:
                best = found
    return best or NameWeight(rules.missing, 0.0)


def _in_one_script_first(names: tuple[str, ...], others: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = [(name, other) for name in names for other in others]
    if len(pairs) > 1:
        pairs.sort(key=lambda pair: (pair[0][:1] < _ARABIC) is not (pair[1][:1] < _ARABIC))
    return pairs


def at_best(names: tuple[str, ...], rarity: Rarity, rules: NameRules) -> float:
    """The most that any other name could be worth beside these."""
    worth = (sum(max(0.0, rarity(key)) for _, key in name_words(name)) for name in names)
    return max(worth, default=0.0) * rules.of_rarity + rules.whole


def same_words(words: Words, others: Words) -> bool:
    """Whether all words are the same or sound the same, in any order or written as one."""
    keys, other_keys = ([key for _, key in side] for side in (words, others))
    return bool(keys) and (sorted(keys) == sorted(other_keys) or "".join(keys) == "".join(other_keys))


def _weight(words: Words, others: Words, rarity: Rarity, rules: NameRules) -> NameWeight:
    if words == others:
        return NameWeight(_whole(words, rarity, rules), SAME, len(words))
    pairs, left, right = _paired(words, others)
    if left and right and same_words(words, others):  # Mah Noor, Mahnoor
        return NameWeight(_whole(words, rarity, rules), HEARD, len(words))
    total, worst = rules.further_word * max(0, len(pairs) - 1), SAME if pairs else 0.0
    for alike, one, other in pairs:
        total += _agreeing(alike, words[one][1], others[other][1], rarity, rules)
        worst = min(worst, alike)
    if not left and not right:
        total += rules.whole
    else:
        mine, theirs = _over(left), _over(right)
        if left and right:
            total += rules.contradiction if min(mine[0], theirs[0]) else rules.title_contradiction
            worst = 0.0
        if not pairs:
            return NameWeight(total + rules.nothing, 0.0)
        total += rules.left_out * abs(mine[0] - theirs[0]) + rules.left_out_title * abs(mine[1] - theirs[1])
    places = [other for _, _, other in sorted(pairs, key=lambda pair: pair[1])]
    return NameWeight(total + (rules.exchanged if places != sorted(places) else 0.0), worst, len(pairs))


def _whole(words: Words, rarity: Rarity, rules: NameRules) -> float:
    agreeing = sum([rarity(key) for _, key in words])
    return rules.of_rarity * agreeing + rules.further_word * (len(words) - 1) + rules.whole


def _over(words: Words | list[tuple[str, str]]) -> tuple[int, int]:
    """How many words tell something, and how many are such as everybody has."""
    titles = len([key for _, key in words if key in STOP_KEYS])
    return len(words) - titles, titles


def _paired(words: Words, others: Words) -> tuple[list[tuple[float, int, int]], list[tuple[str, str]], Words]:
    """Pairs of places with their likeness, the likest first; and what is left over on each side."""
    alike: list[tuple[float, int, int]] = []
    for one, word in enumerate(words):
        for place, other in enumerate(others):
            found = likeness(*word, *other)
            if found > 0:
                alike.append((-found, one, place))
    if not alike:
        return [], list(words), others
    taken: list[tuple[float, int, int]] = []
    ones, places = set[int](), set[int]()
    for found, one, place in sorted(alike):
        if one not in ones and place not in places:
            taken.append((-found, one, place))
            ones.add(one)
            places.add(place)
    left = [word for one, word in enumerate(words) if one not in ones]
    return taken, left, tuple(other for place, other in enumerate(others) if place not in places)


def _agreeing(alike: float, key: str, other_key: str, rarity: Rarity, rules: NameRules) -> float:
    worth = min(rarity(key), rarity(other_key))
    if alike >= HEARD:
        return rules.of_rarity * worth
    return rules.of_rarity * max(0.0, worth - _SLIP_RARITY) + rules.slip


@lru_cache(maxsize=100_000)
def likeness(word: str, key: str, other: str, other_key: str) -> float:
    """How alike two folded words with their keys are; see SAME."""
    if word == other:
        return SAME
    if key == other_key:
        return HEARD
    same_script = (word[:1] < _ARABIC) == (other[:1] < _ARABIC)
    long_enough = same_script and min(len(word), len(other)) > 3
    if long_enough and JaroWinkler.similarity(word, other) >= _JARO_WINKLER:
        return _SLIP
    return _SLIP if min(len(key), len(other_key)) > 2 and OSA.distance(key, other_key) == 1 else 0.0
