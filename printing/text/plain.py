"""Makes any string safe to set, and says which script it is to be set in."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from printing.values import Language

type Script = Literal["nastaliq", "lateef", "sans"]

# Longer than anything a register holds; more would only cost time, since no paper has room for it.
LONGEST = 600

# Marks on one letter beyond this are a flood, not a spelling (Quranic Urdu stacks two or three).
MOST_MARKS = 3

# Latin, Urdu and Sindhi letters without marks, as nearly all names are: nothing to clean.
_HARMLESS = re.compile("[ -~\u0621-\u064a\u0671-\u06d5\u06ee-\u06fc\u060c\u2007]*")

_JOINERS = "\u200c\u200d"
_ISOLATES = "\u2066\u2067\u2068\u2069"
_SINDHI = frozenset("ٻڀٺٽٿڄڃڇڊڌڍڏڙڦڪڳڱڻ۽۾")
_URDU = frozenset("ٹڈڑںہۂۃۓے")


def is_arabic(char: str) -> bool:
    """Whether a character belongs to the Arabic script blocks."""
    code = ord(char)
    return 0x0600 <= code <= 0x06FF or 0x0750 <= code <= 0x077F or 0x0870 <= code <= 0x08FF or 0xFB50 <= code <= 0xFEFC


def clean(text: str) -> str:
    """The text without what could break the setting: control characters, direction overrides, mark floods.

    Isolates (U+2066 to U+2069) stay, they say which part is one unit. Line breaks stay. Characters that are nothing
    (lone surrogates, private use, unassigned) become U+FFFD. Cut at LONGEST characters.
    """
    if len(text) <= LONGEST and _HARMLESS.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text[: LONGEST * 2]):
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MOST_MARKS or 0xFE00 <= ord(char) <= 0xFE0F or not kept:
                continue
        elif char not in _JOINERS:
            marks = 0
        if char in "\n\u2028\u2029":
            kept.append("\n")
        elif char in "\t\r\v\f":
            kept.append(" ")
        elif category == "Cc" or (category == "Cf" and char not in _JOINERS and char not in _ISOLATES):
            continue
        elif category in ("Cs", "Co", "Cn"):
            kept.append("\ufffd")
        else:
            kept.append(char)
    return "".join(kept[:LONGEST])


@lru_cache(maxsize=8192)
def script_of(text: str, language: Language) -> Script:
    """The script to set a string in: by its own letters first, by the paper's language only where they are silent."""
    arabic = sindhi = urdu = False
    for char in text:
        if is_arabic(char):
            arabic = True
            sindhi = sindhi or char in _SINDHI
            urdu = urdu or char in _URDU
    if not arabic:
        return "sans"
    if sindhi or (language == "sd" and not urdu):
        return "lateef"
    return "nastaliq"
