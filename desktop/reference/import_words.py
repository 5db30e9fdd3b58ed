"""Words by which columns of foreign lists and the values in them are known, in several languages, all folded alike."""

import re
from functools import cache

from desktop.reference.never_kept import matters_of
from desktop.reference.tables import rows
from desktop.values.import_field import ImportField, NeverKept
from desktop.values.text import fold

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def heading_words(text: str) -> str:
    """A heading as it is compared: words apart, small letters, one space between; camelCase is two words."""
    return fold(_CAMEL.sub(" ", text))


@cache
def field_words() -> dict[str, ImportField]:
    """Every heading that is known, folded, to its field; where two fields share one the first in the list has it."""
    found: dict[str, ImportField] = {}
    for row in rows("column_words.csv"):
        for word in row["words"].split("|"):
            found.setdefault(heading_words(word), ImportField(row["field"]))
    return found


@cache
def never_words() -> dict[str, NeverKept]:
    """Headings of matters that are never kept, folded."""
    return {
        heading_words(word): NeverKept(row["matter"])
        for row in rows("never_kept.csv")
        for word in row["words"].split("|")
        if word
    }


def never_values() -> dict[str, NeverKept]:
    """Values by which a column on such a matter is known whatever its heading says, folded."""
    return matters_of("values")


@cache
def value_words(name: str) -> dict[str, str]:
    """The words of one list (``sex``, ``yes``, ``relation`` ...), folded, to the code they mean."""
    return {
        fold(word): row["code"]
        for row in rows("value_words.csv")
        if row["list"] == name
        for word in row["words"].split("|")
        if fold(word)
    }


def code_of(name: str, told: str) -> str | None:
    """The code that a value means in a list, or None; codes themselves and words with numbers before them count too.

    "1. Female", "female_1" and "FEMALE" are all F.
    """
    words = value_words(name)
    folded = fold(told)
    if not folded:
        return None
    found = words.get(folded)
    if found is None:
        found = words.get(folded.strip("0123456789 "))
    return found
