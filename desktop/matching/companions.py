"""Who else is in two households: children and a wife of the same names tell one family from another.

The men of a household also stand in for a father's or husband's name that was not told, or told otherwise: a woman is
told by her husband at one desk and by her father at the next.
"""

import math
from collections.abc import Iterator, Sequence

from desktop.matching.name_parts import COMMON_SHARES
from desktop.matching.name_weights import COMPANION, HEARD, name_weight
from desktop.matching.score import Described, Why
from desktop.values.vocabulary import Sex

ROOM = 6.5
"""The most that all of a household together can add."""

_LEAST, _MOST = 0.05, 2.35  # of one person who is in both
_MISSED, _MOST_MISSED = -0.75, -1.65  # of one who is in one only, while the other has somebody else instead
_NEAR = 5
_GROWN = 18
_A_GENERATION = 15
_RARE = 1 / 400  # the share of a name that is not of the commonest; counting each in the register changed nothing


def companions(ours: Sequence[Described], theirs: Sequence[Described]) -> tuple[float, set[Why]]:
    """What it says of two people that these others came with the one, and those are with the other."""
    if not ours or not theirs:
        return 0.0, set()
    left, total, alone = list(theirs), 0.0, 0
    why: set[Why] = set()
    for one in ours:
        other, worth = _found_again(one, left)
        if other is None:
            alone += 1
        else:
            left.remove(other)
            total += worth
            why.add(Why.SAME_CHILDREN if _age(one, other) < _GROWN else Why.SAME_OTHERS)
    return min(ROOM, total + max(_MOST_MISSED, _MISSED * min(alone, len(left)))), why


def fathers_at_home(one: Described, household: Sequence[Described]) -> tuple[str, ...]:
    """Names of the men of a household by whom this person may be told: a generation older, or a woman's husband."""
    return tuple(name for man in household if man.sex is Sex.MALE for name in man.names if _may_be_told_by(one, man))


def _may_be_told_by(one: Described, man: Described) -> bool:
    if one.birth_year is None or man.birth_year is None:
        return False
    if one.birth_year - man.birth_year >= _A_GENERATION:
        return True
    return one.sex is Sex.FEMALE and all(_ages_of(somebody) >= _GROWN for somebody in (one, man))


def _ages_of(somebody: Described) -> int:
    if somebody.told_in is None or somebody.birth_year is None:
        return 0
    return somebody.told_in - somebody.birth_year


def _found_again(one: Described, others: Sequence[Described]) -> tuple[Described | None, float]:
    for other in _could_be(one, others):
        named = name_weight(one.names, other.names, _rarity, COMPANION)
        if named.worst >= HEARD:
            return other, max(_LEAST, min(_MOST, named.weight))
    return None, 0.0


def _could_be(one: Described, others: Sequence[Described]) -> Iterator[Described]:
    """Those of the same sex and about the same age, as far as both are known."""
    for other in others:
        near = one.birth_year is None or other.birth_year is None or abs(one.birth_year - other.birth_year) <= _NEAR
        if near and len({one.sex, other.sex} - {None, Sex.X}) < 2:
            yield other


def _age(one: Described, other: Described) -> int:
    """The lower of two ages; a grown one where neither is known."""
    told = [_ages_of(somebody) for somebody in (one, other) if somebody.birth_year is not None and somebody.told_in]
    return min(told, default=_GROWN)


def _rarity(key: str) -> float:
    return -math.log(COMMON_SHARES.get(key, _RARE))
