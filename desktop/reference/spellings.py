"""How a word of our lists may stand in a text: inflected, written in one with others, spelled by ear, or disguised.

Only for finding what a text speaks of; for comparing names there is `desktop.matching.names`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from desktop.values.text import fold, western_digits

LONG = 5
"""Letters from which a Latin word is known by its sound: shorter ones are too many other words (*mill* and *meel*)."""
SHORTEST_PART = 3

_WORD = re.compile(r"[^\W\d_]+")
DIGITS_AND_WORDS = re.compile(r"\d+|[^\W\d_]+")

_FINAL_E, _KEPT_E = "ے", "ێ"
"""`fold` makes one letter of all forms of yeh; here بھٹے (of a kiln) is another word than بھٹی (a family's name), so
the one is written with a letter of another language, which `fold` leaves alone."""

_LOOKS_LIKE = str.maketrans(
    # Cyrillic, Greek, and a few others, small letters: what NFKC leaves apart from the Latin letter that it looks like
    "авсԁеһіӏјкмнопрԛѕтугхԝүбзαβεικνορτυχγηωıɑɡʟɴʙᴋɪ",
    "abcdehiljkmhonpqstyrxwybzabeiknoptuxynwiaglnbki",
)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words.replace(_FINAL_E, _KEPT_E)).split())


FILLERS = _folded(
    "wala wali wale walay waley walla walli walle walon waloon basti colony worker workers labour labor owner house"
    " side area site par والا والی والے والوں والیوں بستی کالونی پر وارو واري وارا وارن"
)
"""Words that people write in one with the word before or after them. *Pur*, *abad* and *kot* are none: innocent places
are made with them of anything."""

_MONEY = _folded("rs pkr rupee rupees rupay rupaye rupaiye روپے روپیہ روپیے روپئے رپیا رپيا")
_MANY = _folded("k lac lakh lakhs hazar hazaar thousand crore karor لاکھ ہزار کروڑ لک هزار")
_ROUND, _LEAST = 500, 5_000
"""A number without a currency is money when it is round and not small: an advance is, a card's number seldom is."""


def readings(text: str) -> tuple[str, ...]:
    """The text as it may be read: marks that show nothing join two halves of a word, or part two words (ZWNJ)."""
    if not any(unicodedata.category(letter) == "Cf" for letter in text):
        return (text,)
    return text, "".join(" " if unicodedata.category(letter) == "Cf" else letter for letter in text)


def words_of(text: str, pattern: re.Pattern[str] = _WORD) -> list[str]:
    """Its words, folded so that look-alike letters of other scripts are Latin ones."""
    told = unicodedata.normalize("NFKC", text).replace(_FINAL_E, _KEPT_E)
    if pattern is DIGITS_AND_WORDS:
        told = re.sub(r"(?<=\d)[,٬،](?=\d)", "", western_digits(told))
    return pattern.findall(fold(told).translate(_LOOKS_LIKE))


def told_back(words: Sequence[str]) -> str:
    """Such words as `fold` would give them."""
    return " ".join(words).replace(_KEPT_E, "ی")


def inflected(word: str) -> Iterator[str]:
    """A folded word with its plural and oblique forms, in Urdu, Sindhi and their Latin spelling; some are no words."""
    yield word
    stem, last = word[:-1], word[-1]
    if word.isascii():
        endings = {"a": ("e", "on", "ein"), "i": ("yan", "yon", "an", "on"), "y": ("ies",)}
        if last in endings:
            yield from ((word if last == "i" else stem) + end for end in endings[last])
        else:
            yield from (word + "s", word + "on")
    elif last in "ہا":
        yield from (stem + end for end in ("ہ", "ا", _KEPT_E, "وں", "ون"))
    elif last == "و":  # Sindhi: ڀٺو، ڀٺي، ڀٺا، ڀٺن
        yield from (stem + end for end in ("ی", "ا", "ن", _KEPT_E))
    elif last == "ی":
        yield from (word + end for end in ("اں", "ان", "وں", "ون", "ن"))
    else:
        yield from (word + end for end in ("وں", "ون", "یں", "ین", "ن", _KEPT_E))


def sound(word: str) -> str:
    """A Latin spelling by ear: *qarzah* and *karza*, *bhattey* and *bhate* are one."""
    told = word.replace("ee", "i").replace("oo", "u").replace("q", "k").replace("w", "v")
    told = re.sub(r"(.)\1+", r"\1", told)
    return re.sub(r"[ae]y$", "e", re.sub(r"(?<=[aeiou])h$", "", told))


def money_at(told: Sequence[str]) -> Iterator[int]:
    """Where amounts of money stand among words and digits."""
    for place, word in enumerate(told):
        if not word.isdecimal():
            continue
        after = told[place + 1] if place + 1 < len(told) else ""
        before = told[place - 1] if place else ""
        many = int(word) >= _LEAST and int(word) % _ROUND == 0 and len(word) <= 7
        if after in _MANY or after in _MONEY or before in _MONEY or many:
            yield place
