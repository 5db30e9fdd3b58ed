"""What cells say: ages, days of birth, papers, phones, sexes, relations and yes or no, in three scripts of digits.

Each function answers None where a cell is blank or says nothing that can be used; the caller tells what was left out.
"""

import re
from datetime import date
from functools import lru_cache

from desktop.reference.import_words import code_of, value_words
from desktop.reference.places import DISTRICT, TEHSIL, area, areas, covers, is_area, search_areas
from desktop.reference.tables import id_types, relationships
from desktop.values.text import fold, western_digits
from desktop.values.vocabulary import ConsentLanguage, ParentRelation, PhoneOwner, Sex, WorkKind

_NUMBER = re.compile(r"\s*(\d{1,3})(?:\.\d+)?\s*(?:y|yr|yrs|years?|سال|ورهيه?)?\.?\s*", re.IGNORECASE)
_COUNT = re.compile(r"\s*(\d{1,2})(?:\.0+)?(?!\d)")
_MONTHS_OLD = re.compile(r"\s*(\d{1,2})\s*(?:m|months?|mahine|ماہ|مہینے|مھينا)\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: .*)?")
_SERIAL = re.compile(r"\d{5}")
_GUARDED = re.compile(r"'(?=\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_EXCEL_ZERO = date(1899, 12, 30)
_NO_PAPER = frozenset(("", "0", "na", "n a", "nil", "none", "no", "nahi", "nahin", "نہیں", "کوئی نہیں", "-"))


def plain(cell: str) -> str:
    """The cell without the sign that a file of bad rows puts before what would be a formula."""
    return _GUARDED.sub("", cell, count=1).strip() if cell.startswith("'") else cell.strip()


@lru_cache(maxsize=2_000)
def sex(cell: str) -> Sex | None:
    """Woman, man or other, in words of several languages, letters or 1 and 2."""
    code = code_of("sex", cell)
    return Sex(code) if code else None


@lru_cache(maxsize=2_000)
def yes(cell: str) -> bool | None:
    """Yes or no."""
    code = code_of("yes", cell)
    return None if code is None else code == "yes"


@lru_cache(maxsize=2_000)
def relation(cell: str) -> str | None:
    """The code of a relation to the head."""
    if cell.upper() in relationships():
        return cell.upper()
    return code_of("relation", cell)


@lru_cache(maxsize=2_000)
def parent_relation(cell: str) -> ParentRelation | None:
    """Son, daughter, wife or widow of."""
    code = code_of("parent_relation", cell) or (cell if cell in ParentRelation else None)
    return ParentRelation(code) if code else None


_RELATION_WORDS = 2
"""Words of the longest relation: *daughter of*."""


@lru_cache(maxsize=20_000)
def _begins_relation(word: str) -> bool:
    """Whether a relation begins with this word: nearly no name does, and words of names come again and again."""
    folded = fold(word)
    known = value_words("parent_word")
    return bool(folded) and any(one == folded or one.startswith(f"{folded} ") for one in known)


def parent_alone(cell: str) -> tuple[ParentRelation | None, str]:
    """A father's or husband's name without the relation before it: ``D/O Rahim`` is daughter of, and Rahim."""
    words = cell.split()
    if not words or not _begins_relation(words[0]):
        return None, cell
    for width in range(min(_RELATION_WORDS, len(words) - 1), 0, -1):
        code = value_words("parent_word").get(fold(" ".join(words[:width])))
        if code is not None:
            return ParentRelation(code), " ".join(words[width:]).lstrip(":.- ")
    return None, cell


def name_and_parent(cell: str) -> tuple[str, ParentRelation, str] | None:
    """``Sakina d/o Rahim`` as Sakina, daughter of, Rahim; None where a cell is one name."""
    words = cell.split()
    for start in (place for place in range(1, len(words) - 1) if _begins_relation(words[place])):
        related, parent = parent_alone(" ".join(words[start:]))
        if related is not None:
            return " ".join(words[:start]), related, parent
    return None


@lru_cache(maxsize=2_000)
def work_kind(cell: str) -> WorkKind | None:
    """What kind of work; never where or for whom."""
    code = code_of("work_kind", cell)
    return WorkKind(code) if code else None


@lru_cache(maxsize=2_000)
def phone_owner(cell: str) -> PhoneOwner | None:
    """Whose phone."""
    code = code_of("phone_owner", cell)
    return PhoneOwner(code) if code else None


@lru_cache(maxsize=2_000)
def consent_language(cell: str) -> ConsentLanguage | None:
    """In which language the text was read."""
    code = code_of("consent_language", cell)
    return ConsentLanguage(code) if code else None


@lru_cache(maxsize=2_000)
def id_type(cell: str) -> str | None:
    """The kind of paper."""
    if cell.upper() in id_types():
        return cell.upper()
    return code_of("id_type", cell)


def says_no_number(cell: str) -> bool:
    """Whether a cell for a number says that there is none, in whatever way lists say it."""
    return fold(cell) in _NO_PAPER or set(western_digits(cell)) <= set("0-. ")


@lru_cache(maxsize=200)
def holder(cell: str) -> int | None:
    """The holder place: its number from 1 to 9, 1 for yes, 0 for no."""
    told = western_digits(cell)
    if told.isascii() and told.isdigit() and len(told) == 1:
        return int(told)
    said = yes(cell)
    return None if said is None else int(said)


@lru_cache(maxsize=2_000)
def age(cell: str) -> int | None:
    """Whole years: ``34``, ``۳۴``, ``34 years``; ``8 months`` is nought."""
    told = western_digits(cell)
    if _MONTHS_OLD.fullmatch(told):
        return 0
    found = _NUMBER.fullmatch(told)
    return int(found[1]) if found else None


@lru_cache(maxsize=200)
def count(cell: str) -> int | None:
    """How many people a cell counts: ``6``, ``۶``, ``6 persons``."""
    found = _COUNT.match(western_digits(cell))
    return int(found[1]) if found else None


@lru_cache(maxsize=20_000)
def born(cell: str) -> date | None:
    """A day of birth, day before month, or a year alone (its middle); also the number that spreadsheets keep."""
    told = western_digits(cell).strip()
    if found := _ISO.fullmatch(told):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(told):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _day(year, second, first) or _day(year, first, second)
    if _YEAR.fullmatch(told):
        return date(int(told), 7, 1)
    if _SERIAL.fullmatch(told):
        return date.fromordinal(_EXCEL_ZERO.toordinal() + int(told))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_between(birth: date, today: date) -> int:
    """Whole years from a birth to a day; below zero for a birth to come."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


@lru_cache(maxsize=5_000)
def place(pcode: str, tehsil: str, district: str, within: str) -> str | None:
    """The P-code that these cells mean together, the smallest place first; names are looked for in `within` first.

    None when they name no place, or one of several places of the same name.
    """
    code = pcode.strip().upper()
    if code and is_area(code):
        return code
    around = _named(district, DISTRICT, "PK") if district else None
    if tehsil:
        for outer in filter(None, (around, within if not district else None, "PK" if not district else None)):
            found = _named(tehsil, TEHSIL, outer)
            if found is not None:
                return found
        return None
    return around


def _named(text: str, level: int, within: str) -> str | None:
    asked = fold(text).removesuffix(" tehsil").removesuffix(" taluka").removesuffix(" district").strip()
    exact = [
        code for code, one in areas().items() if one.level == level and asked in _names(code) and covers(within, code)
    ]
    if len(exact) == 1:
        return exact[0]
    if exact:
        return None
    alike = [one.pcode for one in search_areas(text, 5) if one.level == level and covers(within, one.pcode)]
    return alike[0] if len(alike) == 1 else None


@lru_cache(maxsize=2_000)
def _names(code: str) -> frozenset[str]:
    one = area(code)
    return frozenset(fold(name) for name in (one.name.en, one.name.ur, one.name.sd, *one.other_names) if name)
