"""What the benches put beside our matching: Soundex and Metaphone as keys, and single weights for whole fields.

Western sound codes read no Urdu, so they are given it letter by letter in Latin; that is more than they have in the
field. Single weights are those of Fellegi and Sunter as Splink uses them without term frequencies: one for each level
of likeness of a field, learnt from pairs of which it is known who they are.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from importlib import import_module

from rapidfuzz.distance import JaroWinkler

from desktop.matching.score import Described
from desktop.values.text import fold

_CODES = {
    letter: str(code)
    for code, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
    for letter in letters
}
_LETTERS = {
    **dict.fromkeys("اآعأ", "a"), **dict.fromkeys("بٻڀ", "b"), "پ": "p", **dict.fromkeys("تٹطٺٽٿ", "t"),
    **dict.fromkeys("ثسص", "s"), **dict.fromkeys("جڄ", "j"), **dict.fromkeys("چڇ", "ch"), **dict.fromkeys("حہھ", "h"),
    "خ": "kh", **dict.fromkeys("دڈڌڊڍڏ", "d"), **dict.fromkeys("ذزژضظ", "z"), **dict.fromkeys("رڑڙ", "r"), "ش": "sh",
    "غ": "gh", **dict.fromkeys("فڦ", "f"), "ق": "q", "ک": "k", **dict.fromkeys("گڳ", "g"), "ل": "l", "م": "m",
    **dict.fromkeys("نںڻڃڱ", "n"), "و": "o", "ی": "i",
}  # fmt: skip


def in_latin(name: str) -> str:
    """A folded name with each Urdu or Sindhi letter as the Latin one that is usual for it."""
    return "".join(_LETTERS.get(letter, letter) for letter in fold(name))


def soundex(word: str) -> str:
    """American Soundex of a Latin word: its first letter and three digits; empty for a word without letters."""
    letters = [letter for letter in word.lower() if "a" <= letter <= "z"]
    if not letters:
        return ""
    digits: list[str] = []
    before = _CODES.get(letters[0], "")
    for letter in letters[1:]:
        code = _CODES.get(letter, "")
        if code and code != before:
            digits.append(code)
        if letter not in "hw":
            before = code
    return (letters[0].upper() + "".join(digits) + "000")[:4]


def coded_keys(code: Callable[[str], str]) -> Callable[[Described], tuple[int, ...]]:
    """Blocking as it is usual: the number, the phone, and each word of the name with each of the father's, coded."""

    def keys(person: Described) -> tuple[int, ...]:
        own, parents = (_coded(code, names) for names in (person.names, person.parents))
        pieces = [f"{mine}|{theirs}" for mine in own for theirs in parents]
        pieces += [text for text in (str(person.id_mark), person.phone) if text]
        digests = (blake2b(piece.encode(), digest_size=8).digest() for piece in dict.fromkeys(pieces))
        return tuple(int.from_bytes(digest, "big", signed=True) for digest in digests)

    return keys


def _coded(code: Callable[[str], str], names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, (code(word) for name in names for word in in_latin(name).split()))))


class SingleWeights:
    """A weight for each level of each field, from pairs that are one person and pairs that are two."""

    def __init__(self, same: Sequence[tuple[Described, Described]], different: Sequence[tuple[Described, Described]]):
        found = [Counter(level for pair in pairs for level in _levels(*pair)) for pairs in (same, different)]
        self._weights = {
            level: math.log((found[0][level] + 0.5) / (len(same) + 1))
            - math.log((found[1][level] + 0.5) / (len(different) + 1))
            for level in found[0] | found[1]
        }

    def __call__(self, one: Described, other: Described) -> float:
        """The sum of the weights of two people."""
        return sum(self._weights.get(level, 0.0) for level in _levels(one, other))


def _levels(one: Described, other: Described) -> list[tuple[str, str]]:
    """Each field with how alike it is; a field that one side does not tell is left out."""
    found = [("sex", str(one.sex == other.sex)), ("tehsil", str(one.pcode == other.pcode))]
    texts = (("name", one.names, other.names), ("father", one.parents, other.parents))
    texts = (*texts, ("village", (one.village,), (other.village,)))
    for field, ours, theirs in texts:
        if ours and theirs:
            found.append((field, _level(ours, theirs)))
    for field, mine, yours in (("number", str(one.id_mark), str(other.id_mark)), ("phone", one.phone, other.phone)):
        if mine and yours:
            found.append((field, str(mine == yours)))
    if one.birth_year is not None and other.birth_year is not None:
        apart = abs(one.birth_year - other.birth_year)
        found.append(("age", next((str(most) for most in (1, 5, 10) if apart <= most), "more")))
    return found


def _level(names: Sequence[str], others: Sequence[str]) -> str:
    alike = max(JaroWinkler.similarity(in_latin(name), in_latin(other)) for name in names for other in others)
    return next((str(least) for least in (1.0, 0.92, 0.85, 0.75) if alike >= least), "less")


def by_words(code: Callable[[str], str]) -> Callable[[str], str]:
    """A whole name as the codes of its words."""
    return lambda name: " ".join(code(word) for word in in_latin(name).split())


def metaphone() -> Callable[[str], str] | None:
    """Metaphone of a Latin word, when the packages of the benches are installed."""
    try:
        return import_module("jellyfish").metaphone
    except ImportError:
        return None
