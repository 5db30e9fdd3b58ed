"""Sentences in the chosen language: the English text is the key, named placeholders are filled after translation.

In Urdu and Sindhi every value without a letter of their script (a code, a number, a Latin name) is set between
U+2066 and U+2069, so that it is not torn apart by the direction of the sentence; in English, Urdu values likewise.
"""

import gettext
import re
import unicodedata
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

from desktop.values.text import unsafe_characters
from desktop.values.vocabulary import Language
from desktop.words.compile_catalogue import DOMAIN, compile_po

type Value = str | int | float | date

LANGUAGES: tuple[Language, ...] = (Language.ENGLISH, Language.URDU, Language.SINDHI)
OWN_NAMES = {Language.ENGLISH: "English", Language.URDU: "اردو", Language.SINDHI: "سنڌي"}
"""Each language's name for itself, never translated."""

_RTL = frozenset((Language.URDU, Language.SINDHI))
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"
_ISOLATES = frozenset("\u2066\u2067\u2068")
_ISLAND = re.compile(f"([{_LRI}{_FSI}][^\u2066-\u2069]*{_PDI})")
_NO_BREAK = str.maketrans("\t\r\n", "   ")


class _Chosen:
    """The language of screens and the command line; one per process, chosen at run time."""

    language = Language.ENGLISH


def use(language: Language | str) -> None:
    """Speak this language from now on (en, ur, sd). Raises ValueError for others. What is shown already stays."""
    _Chosen.language = Language(language)


def language() -> Language:
    """The language spoken now."""
    return _Chosen.language


def is_rtl(of: Language | str | None = None) -> bool:
    """Whether a language, or the one spoken now, is written from the right."""
    return (Language(of) if of else _Chosen.language) in _RTL


def mark(text: str) -> str:
    """The text itself; names it for translation where it stands in a table and is translated later."""
    return text


def tr(source: str, **values: Value) -> str:
    """The sentence in the language spoken now; `{name}` is filled with the value of that name.

    Whole numbers get commas (1,000), so years and codes are passed as text. Raises KeyError for a missing value.
    """
    return tr_in(_Chosen.language, source, **values)


def tr_c(context: str, source: str, **values: Value) -> str:
    """As `tr`, for a word that means different things in different places; `context` says which."""
    return _filled(_Chosen.language, _catalogue(_Chosen.language).pgettext(context, source), values)


def tr_n(one: str, many: str, n: int, **values: Value) -> str:
    """As `tr`, in the plural form that `n` asks for; `{n}` is filled with it."""
    return _filled(_Chosen.language, _catalogue(_Chosen.language).ngettext(one, many, n), {"n": n, **values})


def tr_in(into: Language | str, source: str, **values: Value) -> str:
    """As `tr`, in a given language whatever the screens speak: paper is bilingual."""
    return _filled(Language(into), _catalogue(Language(into)).gettext(source), values)


def isolated(value: Value, into: Language | str | None = None) -> str:
    """A value as it stands in a sentence: control characters gone, and held together where its direction differs."""
    text = _as_text(value)
    if not text or text[0] in (_LRI, _FSI):  # isolated before; a lone mark was taken out above
        return text
    has_rtl_letter = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    if is_rtl(into):
        return text if has_rtl_letter else f"{_LRI}{text}{_PDI}"
    return f"{_FSI}{text}{_PDI}" if has_rtl_letter else text


def comma(into: Language | str | None = None) -> str:
    """The comma of a language, or of the one spoken now, with the space behind it."""
    return "، " if is_rtl(into) else ", "


def joined(*parts: str) -> str:
    """What is not empty, with commas of the language spoken now."""
    return comma().join(part if _ISOLATES.intersection(part) else isolated(part) for part in parts if part)


def _as_text(value: Value) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:,.1f}"
    islands = _ISLAND.split(str(value))  # a list of names holds each of them together already
    return "".join(_cleaned(part) if place % 2 == 0 else _island(part) for place, part in enumerate(islands))


def _island(held: str) -> str:
    return f"{held[0]}{_cleaned(held[1:-1])}{_PDI}"


def _cleaned(text: str) -> str:
    unsafe = {found.position for found in unsafe_characters(text)}
    return "".join(letter for place, letter in enumerate(text) if place not in unsafe).translate(_NO_BREAK)


def _filled(into: Language, sentence: str, values: dict[str, Value]) -> str:
    if not values:
        return sentence
    return _PLACEHOLDER.sub(lambda found: isolated(values[found[1]], into), sentence)


@cache
def _catalogue(of: Language) -> gettext.NullTranslations:
    """The language's catalogue: the compiled one unless it is missing or older than its source."""
    if of is Language.ENGLISH:
        return gettext.NullTranslations()
    return load(files("desktop.words") / "locale" / of.value / "LC_MESSAGES")


def load(folder: Traversable) -> gettext.NullTranslations:
    """The catalogue in a folder, from its .mo, else from its .po compiled in memory. Raises BadCatalogue."""
    source, compiled = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    if _is_current(source, compiled):
        return gettext.GNUTranslations(BytesIO(compiled.read_bytes()))
    return gettext.GNUTranslations(BytesIO(compile_po(source.read_text(encoding="utf-8"))))


def _is_current(source: Traversable, compiled: Traversable) -> bool:
    if not compiled.is_file():
        return False
    if isinstance(source, Path) and isinstance(compiled, Path) and source.exists():
        return compiled.stat().st_mtime_ns > source.stat().st_mtime_ns
    return True
