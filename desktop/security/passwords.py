"""Passphrases: propose one, say what is weak about one, and turn one into a key (Argon2id).

The measure is four words drawn by lot from the long list of the EFF (7,776 words, 12.92 bits each). Words that a
person chose count less, repeated and ordered words count nothing, and neither does a well known phrase.
"""

import math
import re
import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

LIST_WORDS = 7776
WORD_BITS = math.log2(LIST_WORDS)
NEEDED_BITS = 4 * WORD_BITS
LONGEST = 1000
"""Characters of a passphrase; more is no passphrase but a paste gone wrong."""

_CHOSEN_WORD_BITS = 10.4  # a word that somebody thought of: as if one of 1,350
_LETTER_BITS = 2.6  # and for short ones, what a letter of running text is worth at the very most
_MIXED_BITS = 3.5  # a character of a mixture of letters, digits and signs
_DIGIT_BITS = 2.0  # dates and telephone numbers are not drawn by lot
_NEAR = 16  # neighbours in the alphabetical list are somebody turning its pages

# What people write without thinking, in three scripts; any part of one counts nothing. Folded as `normalise` does.
_WELL_KNOWN = (
    "correct horse battery staple",
    "the quick brown fox jumps over the lazy dog",
    "to be or not to be that is the question",
    "all that glitters is not gold",
    "once upon a time in a land far far away",
    "let me in please open the door",
    "i love you so much my love",
    "i love pakistan", "long live pakistan", "pakistan zindabad", "dil dil pakistan jan jan pakistan",
    "pak sar zamin shad bad", "lab pe aati hai dua ban ke tamanna meri",
    "bismillah ir rahman ir rahim", "la ilaha illallah muhammad rasul allah",
    "one two three four five six seven eight nine ten eleven twelve",
    "first second third fourth fifth sixth seventh eighth ninth tenth",
    "monday tuesday wednesday thursday friday saturday sunday",
    "january february march april may june july august september october november december",
    "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november",
    "red orange yellow green blue indigo violet", "north south east west", "spring summer autumn winter",
    "ek do teen char panch chay saat aath nau das",
    "ایک دو تین چار پانچ چھ سات آٹھ نو دس",
    "بسم اللہ الرحمن الرحیم", "لا الہ الا اللہ محمد رسول اللہ", "پاک سرزمین شاد باد کشور حسین شاد باد",
    "پاکستان زندہ باد", "دل دل پاکستان جان جان پاکستان", "لب پہ آتی ہے دعا بن کے تمنا میری",
    "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
)  # fmt: skip

# One letter, several code points: the same passphrase from an Arabic and an Urdu keyboard. Kept for ever as it is.
_TWINS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ـ": ""})
_DIGITS = str.maketrans({chr(0x0660 + n): str(n) for n in range(10)} | {chr(0x06F0 + n): str(n) for n in range(10)})
_UNSEEN = dict.fromkeys([0x00AD, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])


class Weakness(StrEnum):
    """What is weak about a passphrase."""

    TOO_LONG = "too_long"
    TOO_EASY = "too_easy"
    REPEATED = "repeated"
    ORDERED = "ordered"
    WELL_KNOWN = "well_known"


@dataclass(frozen=True)
class Cost:
    """What one guess costs (Argon2id, RFC 9106, second choice): passes, KiB of memory, lanes."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


@cache
def word_list() -> tuple[str, ...]:
    """The 7,776 words in alphabetical order."""
    return tuple((files("desktop.reference") / "eff_long_wordlist.txt").read_text("ascii").split("\n")[:LIST_WORDS])


@cache
def word_places() -> dict[str, int]:
    """Each word's place in the list."""
    return {word: place for place, word in enumerate(word_list())}


@cache
def _known_runs() -> tuple[str, ...]:
    return tuple(f" {' '.join(_words(normalise(phrase)))} " for phrase in _WELL_KNOWN)


def normalise(text: str) -> str:
    """The passphrase as it is hashed: NFKC, lower case, single spaces, one form for twin letters and digits."""
    folded = unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold().translate(_TWINS).translate(_DIGITS)
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def propose_passphrase(words: int = 4) -> str:
    """Words drawn by lot, with a space between; drawn again in the rare case that they look ordered or repeated."""
    while True:
        proposal = " ".join(secrets.choice(word_list()) for _ in range(words))
        if not (set(check_passphrase(proposal)) - {Weakness.TOO_EASY}):
            return proposal


def check_passphrase(text: str) -> list[Weakness]:
    """What is weak about it; empty when it may be used: four words drawn by lot, or as hard to guess as those."""
    if len(text) > LONGEST:
        return [Weakness.TOO_LONG]
    bits, found = _estimate(_words(normalise(text)))
    if bits >= NEEDED_BITS - 1e-9:
        return []
    return [weakness for weakness in Weakness if weakness in found] or [Weakness.TOO_EASY]


def estimated_bits(text: str) -> float:
    """How hard a guess is, in bits, estimated low: for the strength line under a passphrase field."""
    return _estimate(_words(normalise(text[:LONGEST])))[0]


def stretch(passphrase: str, salt: bytes, cost: Cost, length: int = 32) -> bytes:
    """The key of a passphrase (0.2 to 0.5 s at the usual cost). `salt` is 16 random bytes."""
    return Argon2id(
        salt=salt, length=length, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(normalise(passphrase).encode("utf-8"))


def _words(text: str) -> list[str]:
    """Words of a normalised passphrase. Hyphens part words, and so do digits hung on: "mango7" is mango and 7."""
    found: list[str] = []
    for word in text.split():
        parts = [word] if word in word_places() else re.split(r"[-_.,;:!?/|+]+|(?<=[^\W\d_]{3})(?=\d)", word)
        found += [part for part in parts if part]
    return found


def _estimate(words: list[str]) -> tuple[float, set[Weakness]]:
    found: set[Weakness] = set()
    known = _well_known(words)
    if any(known):
        found.add(Weakness.WELL_KNOWN)
    bits, digits, before, seen = 0.0, "", -LIST_WORDS, set[str]()
    for word, is_known in zip(words, known, strict=True):
        place = word_places().get(word, -LIST_WORDS)
        if is_known:
            pass
        elif word in seen or word[::-1] in seen or (len(set(word)) < 3 and len(word) > 2):
            found.add(Weakness.REPEATED)
        elif place >= 0 and abs(place - before) <= _NEAR:
            found.add(Weakness.ORDERED)
        elif word.isdecimal():
            digits += word
        else:
            bits += _word_bits(word)
        seen.add(word)
        before = place
    return bits + min(_DIGIT_BITS * len(set(digits)), _CHOSEN_WORD_BITS), found


def _well_known(words: list[str]) -> list[bool]:
    """Which words stand in a run of two or more that a well known phrase has too."""
    known = [False] * len(words)
    for start in range(len(words) - 1):
        run = f" {words[start]} {words[start + 1]} "
        if any(run in phrase for phrase in _known_runs()):
            known[start] = known[start + 1] = True
    return known


def _word_bits(word: str) -> float:
    if word in word_places():
        return WORD_BITS
    if all(unicodedata.category(letter)[0] in "LM" for letter in word):
        return min(_LETTER_BITS * len(word), _CHOSEN_WORD_BITS)
    return _MIXED_BITS * len(set(word))
