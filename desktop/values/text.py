"""Text as people type it: tidied for keeping, folded for matching, and what in it cannot be kept safely."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

type Script = Literal["urdu", "sindhi", "latin"]

NAME_LIMIT = 100  # characters of one name, after tidying

_DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}

# These show nothing, so a name of them alone would look empty. ZWNJ and ZWJ stay: Urdu spelling needs them.
_INVISIBLE = dict.fromkeys([0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])

_OVERRIDES = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
_PASTED_BREAKS = frozenset("\t\n\r")  # a pasted cell may end in one; tidying makes it a space

# One letter, several code points: what an Arabic keyboard types beside what an Urdu or Sindhi keyboard types.
_SAME_LETTER = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی",
    "ك": "ک", "ڪ": "ک",
    "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ە": "ہ", "ھ": "ہ",
    "ٱ": "ا", "ء": "", "ـ": "",
}  # fmt: skip
_FOLDING = str.maketrans(_SAME_LETTER)

_SINDHI_ONLY = frozenset("ٻڀٺٽٿڄڃڇڌڊڍڏڙڦڪڱڳڻ")


class Unsafe(StrEnum):
    """Kinds of character that are refused in a person's data, each named so that a form can say which."""

    NUL = "nul"
    CONTROL = "control"
    DIRECTION = "direction"
    SURROGATE = "surrogate"


@dataclass(frozen=True)
class UnsafeCharacter:
    """One refused character: its kind, where it stands (0 is the first), and its name such as U+202E."""

    kind: Unsafe
    position: int
    code_point: str


def western_digits(text: str) -> str:
    """The text with ۰-۹ and ٠-٩ written as 0-9; everything else unchanged."""
    return text.translate(_DIGITS)


def tidy_name(raw: str) -> str:
    """The name as typed: NFC, no outer blanks, one space between words, no characters that show nothing."""
    return " ".join(unicodedata.normalize("NFC", raw.translate(_INVISIBLE)).split())


def paper_key(typed: str) -> str:
    """The number of a paper as it is compared: letters and digits alone, in one case, digits of any script as 0-9."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in plain if letter.isalnum()
    )


def plain_name(raw: str, limit: int = 60) -> str:
    """A name of staff, cut to `limit` and tidied; what cannot be kept safely is left out of it."""
    unsafe = {one.position for one in unsafe_characters(raw)}
    return tidy_name("".join(letter for place, letter in enumerate(raw) if place not in unsafe))[:limit].strip()


def unsafe_characters(text: str) -> tuple[UnsafeCharacter, ...]:
    """Every NUL, control character, direction override or embedding, and unpaired surrogate, in reading order.

    Tab and line break pass: `tidy_name` turns them into a space. Empty when the text may be kept.
    """
    found: list[UnsafeCharacter] = []
    for position, character in enumerate(text):
        kind = _unsafe_kind(character)
        if kind is not None:
            found.append(UnsafeCharacter(kind, position, f"U+{ord(character):04X}"))
    return tuple(found)


def _unsafe_kind(character: str) -> Unsafe | None:
    if character == "\0":
        return Unsafe.NUL
    if ord(character) in _OVERRIDES:
        return Unsafe.DIRECTION
    category = unicodedata.category(character)
    if category == "Cc" and character not in _PASTED_BREAKS:
        return Unsafe.CONTROL
    return Unsafe.SURROGATE if category == "Cs" else None


def fold(text: str) -> str:
    """The text as used for comparing, never for showing.

    Lower case, digits 0-9, one form for each letter, no vowel marks or joiners, punctuation as one space,
    apostrophes gone. Two spellings of the same letters fold alike; other spellings of a sound do not.
    """
    lowered = unicodedata.normalize("NFKD", western_digits(text)).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered).translate(_FOLDING)  # lowering may compose anew
    return " ".join("".join(map(_folded, decomposed)).split())


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LN":
        return character
    if category in ("Mn", "Cf") or character in "'\u2019\u2018`\u00b4":
        return ""
    return " "


def script_of(text: str) -> Script:
    """The script most letters stand in. Sindhi is known by letters that Urdu lacks; a short name may pass for Urdu."""
    latin = sum(1 for character in text if character.isalpha() and ord(character) < 0x0250)
    arabic = sum(1 for character in text if "\u0600" <= character <= "\u06ff" and character.isalpha())
    if arabic <= latin:
        return "latin"
    return "sindhi" if _SINDHI_ONLY.intersection(text) else "urdu"


def initials(name: str) -> str:
    """Up to two first letters, for a photo frame without a photo; kept apart by U+200C in joined scripts.

    Empty when the name has no letter.
    """
    firsts = [next((letter for letter in word if letter.isalpha()), "") for word in tidy_name(name).split()]
    letters = [letter for letter in firsts if letter][:2]
    if script_of(name) == "latin":
        return "".join(letters).upper()
    return "\u200c".join(letters)
