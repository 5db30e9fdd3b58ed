"""Could these two be one person? Each thing known of both speaks for or against, as a log-odds weight; weights add up.

A weight is ln(how often it is so for one person / how often for two): agreeing on a rare name says much, on Muhammad
hardly anything. The sum is compared with a threshold that rises with the register: among ten times as many people
there are ten times as many who agree by chance. People read the reasons, and people decide.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from desktop.matching.companions import ROOM, companions, fathers_at_home
from desktop.matching.name_parts import COMMON_SHARES
from desktop.matching.name_weights import HEARD, OWN, PARENT, SAME, Rarity, at_best, name_weight, same_words
from desktop.matching.names import name_words
from desktop.matching.score import Described, Likeness, Why, numbers_of
from desktop.values.vocabulary import Sex

NEVER = -math.inf
THRESHOLD = 9.5
"""The sum of weights from which somebody is asked about, in a register of MEASURED_AT people.

Found on the tuning seed of `make bench ONE=duplicates`: about two of a hundred new people are asked about in vain.
"""
MEASURED_AT = 100_000

_SPREAD = 6.0  # of the sum over the scale from 0 to 1: with less, whoever is very alike could not be put in order
_FEWEST = 10_000  # below so many people the threshold falls no further
_RARE = 1 / 2_000  # the share taken for a name of which nothing is known
_BELIEVED = 2_000  # people whom a share known beforehand is worth beside those counted
_OF_WOMEN, _OF_MEN = 0.73, 0.18
_MOST_OF_A_WORD = 9.0  # what agreeing on the rarest name is worth

_WRONG_DIGITS, _OTHER_NUMBER, _OTHER_PAPER = (14.0, 9.0, 3.0), -6.0, -1.0
_SAME_PHONE, _OTHER_PHONE = 6.0, -1.0
_SAME_TEHSIL, _VILLAGE_FROM, _VILLAGE_TO = 1.45, 3.75, 4.85
_SAME_FATHER_AND_VILLAGE = -1.15  # brothers and sisters have both in common; the second says less than it seems
_CHILD = 12  # under this age years are remembered better
_NEAR = 5
_YEARS = ((1, 2.75), (3, 1.8), (5, 1.6), (7, -0.45), (10, -2.2), (15, -2.65))
_YEARS_OF_A_CHILD = ((1, 2.75), (3, 1.15), (5, -0.55), (7, -1.55), (10, -2.75), (15, -3.15))
_FURTHER = -4.4
_FATHER_AT_HOME = -1.6  # a man of the household is like a father's name that was told, but less sure
_NAME_AGREES = frozenset({Why.SAME_NAME, Why.SAME_NAME_OTHER_SPELLING, Why.NAME_ALIKE})
_ORDER = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True)
class Commonness:
    """How many people the register has, and how many carry each key that was counted; the rest is known beforehand."""

    people: int = MEASURED_AT
    counted: Mapping[str, int] = field(default_factory=dict[str, int])
    most: int = MEASURED_AT
    """Counting stopped here: so many, and nobody knows how many more."""

    @property
    def threshold(self) -> float:
        """The sum from which two are asked about in a register of this size."""
        return THRESHOLD + math.log(max(self.people, _FEWEST) / MEASURED_AT)

    def share(self, key: str) -> float:
        """The share of people who carry a key, over 0 and at most 1."""
        before = COMMON_SHARES.get(key, _RARE)
        found = self.counted.get(key)
        if found is None:
            return before
        share = min(1.0, (found + before * _BELIEVED) / (self.people + _BELIEVED))
        return max(share, before) if found >= self.most else share

    def rarity(self, key: str) -> float:
        """What agreeing on a key is worth, before it is weighed with the rest."""
        return min(_MOST_OF_A_WORD, -math.log(self.share(key)))

    def of_women(self, key: str) -> float:
        """The rarity among women: half of all people carry names of women, but hardly any as a father's name."""
        return self.rarity(key) - _OF_WOMEN

    def of_men(self, key: str) -> float:
        """The rarity among men, or among fathers: names of men were counted of men and of fathers together."""
        return self.rarity(key) + _OF_MEN


@dataclass(frozen=True)
class Weighed:
    """The sum of all weights of two people, and the reasons in the order in which they are said."""

    total: float
    why: tuple[Why, ...]
    of_parents: float = 0.0
    """What of the sum is due to the father's or husband's name."""

    def likeness(self, common: Commonness) -> Likeness:
        """For putting in order and keeping, 0 to 1: one half at the threshold, 1 for the same number."""
        if Why.SAME_ID in self.why:
            return Likeness(1.0, self.why)
        below = (common.threshold - self.total) / _SPREAD
        return Likeness(min(0.999, 1 / (1 + math.exp(min(50.0, below)))), self.why)


POSSIBLY_SAME = 0.5
"""At and above this score two people are shown as *could this be the same person?*."""


def compare(one: Described, other: Described, common: Commonness | None = None) -> Likeness:
    """How much two people could be one, and why. Another sex is another person, unless one is X or not told."""
    common = common or Commonness()
    return Weigher(one, common).weigh(other).likeness(common)


class Weigher:
    """Weighs one person against many: what of the names could be worth at best is known before any is read apart."""

    def __init__(self, one: Described, common: Commonness) -> None:
        self.one = one
        self.common = common
        own = {Sex.FEMALE: common.of_women, Sex.MALE: common.of_men}
        self._own_rarity = _kept(own.get(one.sex or Sex.X, common.rarity))
        self._parent_rarity = _kept(common.of_men)
        self._own_at_best = at_best(one.names, self._own_rarity, OWN)
        self._parents_at_best = at_best(one.parents, self._parent_rarity, PARENT)

    def at_a_glance(self, other: Described) -> float:
        """What is known without reading names: number, phone, age, place; NEVER for another sex."""
        why: list[Why] = []
        return NEVER if self._of_another_sex(other) else self._but_names(other, why)

    def weigh(self, other: Described, least: float = NEVER) -> Weighed:
        """Everything known of both; when the sum cannot come to `least`, names are left aside and it is NEVER."""
        why: list[Why] = []
        if self._of_another_sex(other):
            _number(self.one, other, why)
            return Weighed(NEVER, tuple(why))
        total = self._but_names(other, why)
        if total + self._own_at_best + self._parents_at_best < least:
            return Weighed(NEVER, tuple(why))
        total += _own_name(self.one, other, self._own_rarity, why)
        if total + self._parents_at_best < least:
            return Weighed(NEVER, tuple(why))
        of_parents = _parent_name(self.one, other, self._parent_rarity, why)
        total += of_parents
        if Why.SAME_VILLAGE in why and Why.SAME_FATHER in why:
            total += _SAME_FATHER_AND_VILLAGE
        return Weighed(total, _in_order(why), of_parents)

    def _of_another_sex(self, other: Described) -> bool:
        return len({self.one.sex, other.sex} - {None, Sex.X}) > 1

    def _but_names(self, other: Described, why: list[Why]) -> float:
        one, common = self.one, self.common
        return (
            _number(one, other, why) + _phone(one, other, why) + _age(one, other, why) + _place(one, other, common, why)
        )

    def with_others(
        self,
        found: Weighed,
        other: Described,
        ours: Sequence[Described],
        theirs: Sequence[Described],
    ) -> Weighed:
        """What `weigh` found, once it is known who else is in both households.

        Nothing changes where the own names contradict, as of a brother in the household that came a second time.
        """
        if not _NAME_AGREES.intersection(found.why):
            return found
        more, why = companions(ours, theirs)
        if Why.SAME_FATHER not in found.why:
            fathers = (*self.one.parents, *fathers_at_home(self.one, ours))
            other_fathers = (*other.parents, *fathers_at_home(other, theirs))
            at_home = name_weight(fathers, other_fathers, self._parent_rarity, PARENT)
            more += max(0.0, at_home.weight + _FATHER_AT_HOME - found.of_parents)
            why |= {Why.SAME_FATHER} if at_home.worst >= HEARD else set()
        why |= set(found.why)
        return Weighed(found.total + min(more, ROOM), _in_order(why), found.of_parents)


def _in_order(why: Iterable[Why]) -> tuple[Why, ...]:
    return tuple(sorted(why, key=_ORDER.__getitem__))


def _kept(rarity: Rarity) -> Rarity:
    """The same, asked once for each key: one person's words meet hundreds of others."""
    known: dict[str, float] = {}

    def told(key: str) -> float:
        found = known.get(key)
        if found is None:
            found = known[key] = rarity(key)
        return found

    return told


def _number(one: Described, other: Described, why: list[Why]) -> float:
    first, second = str(one.id_mark), str(other.id_mark)
    if not first or not second:
        return 0.0
    if first == second:
        why.append(Why.SAME_ID)
        return _WRONG_DIGITS[0]
    if len(first) != len(second) or not first.isdigit():
        return _OTHER_PAPER
    wrong = OSA.distance(first, second, score_cutoff=len(_WRONG_DIGITS))
    return _WRONG_DIGITS[wrong] if wrong < len(_WRONG_DIGITS) else _OTHER_NUMBER


def _phone(one: Described, other: Described, why: list[Why]) -> float:
    if not one.phone or not other.phone:
        return 0.0
    if one.phone != other.phone:
        return _OTHER_PHONE
    why.append(Why.SAME_PHONE)
    return _SAME_PHONE


def _own_name(one: Described, other: Described, rarity: Rarity, why: list[Why]) -> float:
    own = name_weight(one.names, other.names, rarity, OWN)
    if own.worst >= SAME:
        why.append(Why.SAME_NAME)
    elif own.worst >= HEARD:
        why.append(Why.SAME_NAME_OTHER_SPELLING)
    elif own.worst > 0:
        why.append(Why.NAME_ALIKE)
    return own.weight


def _parent_name(one: Described, other: Described, rarity: Rarity, why: list[Why]) -> float:
    parent = name_weight(one.parents, other.parents, rarity, PARENT)
    if parent.worst >= HEARD:
        why.append(Why.SAME_FATHER)
    elif parent.worst > 0:
        why.append(Why.FATHER_ALIKE)
    return parent.weight


def _place(one: Described, other: Described, common: Commonness, why: list[Why]) -> float:
    here = bool(one.pcode) and one.pcode == other.pcode
    total = _SAME_TEHSIL if here else 0.0
    if one.village and other.village and same_village(one.village, other.village):
        why.append(Why.SAME_VILLAGE)
        told = sum(common.rarity(key) for _, key in name_words(other.village))
        return total + min(_VILLAGE_TO, max(_VILLAGE_FROM, told))
    if here:
        why.append(Why.SAME_AREA)
    return total


@lru_cache(maxsize=50_000)
def same_village(one: str, other: str) -> bool:
    """Alike in sound and equal in every number: Chak 12 is چک ۱۲ but not Chak 14."""
    return numbers_of(one) == numbers_of(other) and same_words(name_words(one), name_words(other))


def _age(one: Described, other: Described, why: list[Why]) -> float:
    if one.birth_year is None or other.birth_year is None:
        return 0.0
    apart = abs(one.birth_year - other.birth_year)
    if apart <= _NEAR:
        why.append(Why.NEAR_AGE)
    told = one.told_in or other.told_in
    child = told is not None and told - max(one.birth_year, other.birth_year) < _CHILD
    years = _YEARS_OF_A_CHILD if child else _YEARS
    return next((weight for most, weight in years if apart <= most), _FURTHER)
