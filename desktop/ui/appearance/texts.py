"""What has to be known about a text before it is drawn: its script, its direction, its isolates, its digits."""

import html
import unicodedata

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
FIGURE_SPACE = "\u2007"
_DIGITS = {
    ord(digit): str(value) for start in (0x0660, 0x06F0) for value in range(10) for digit in (chr(start + value),)
}
_MARKS = dict.fromkeys(map(ord, LRI + RLI + FSI + PDI))


def isolate(text: str) -> str:
    """The text as a left-to-right island, so that codes, phones and key names never turn round in Urdu."""
    return f"{LRI}{text}{PDI}"


def latin_digits(text: str) -> str:
    """The text with Urdu and Arabic digits written as 0-9."""
    return text.translate(_DIGITS)


def grouped(digits: str, size: int = 4) -> str:
    """Digits in groups with U+2007 between them, isolated; Nastaliq's own space is too narrow to be seen."""
    return isolate(FIGURE_SPACE.join(digits[at : at + size] for at in range(0, len(digits), size)))


def grouped_code(code: str) -> str:
    """A household code of 12 digits as it stands on cards and screens, 4-4-4."""
    return grouped(code)


def without_marks(text: str) -> str:
    """The text without isolates and with ordinary spaces: for the clipboard and for comparing."""
    return text.translate(_MARKS).replace(FIGURE_SPACE, " ")


def has_arabic(text: str) -> bool:
    """True when a letter of the Arabic script is in the text (digits and punctuation do not count)."""
    return any(unicodedata.bidirectional(char) == "AL" for char in text)


def reads_rtl(text: str, otherwise: bool = False) -> bool:
    """Direction by the first strong letter (Unicode UAX #9, P2 and P3); `otherwise` for a text without one.

    Where lines begin at the right (`otherwise`), one letter of the Arabic script is enough: "PDF محفوظ کریں" is an Urdu
    sentence that begins with a Latin word, and is read from the right like the others."""
    depth, strong = 0, list[str]()
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            strong.append(kind)
    if not strong:
        return otherwise
    return strong[0] != "L" or (otherwise and any(kind != "L" for kind in strong))


def initials(name: str) -> str:
    """The first letters of the first and last word of a name, for a person without a photo."""
    words = [word for word in name.split() if word[0].isalpha()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    joiner = " " if has_arabic(name) else ""
    return joiner.join(word[0].upper() for word in chosen)


def as_tooltip(text: str) -> str:
    """Data for a tooltip, as typed: Qt guesses markup in tooltips, so the text is escaped and the guess is forced."""
    return f"<span>{html.escape(text)}</span>" if text else ""
