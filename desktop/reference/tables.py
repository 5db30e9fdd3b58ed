"""The shipped code lists as typed rows, read once; each list's source and licence stands in SOURCES.md."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO

from desktop.values.vocabulary import Language, Verdict


@dataclass(frozen=True)
class Words:
    """One meaning in three languages; Urdu or Sindhi may be empty."""

    en: str
    ur: str
    sd: str

    def text(self, language: str) -> str:
        """The word in `language` (en, ur, sd); Sindhi falls back to Urdu, everything to English."""
        if language == Language.SINDHI:
            return self.sd or self.ur or self.en
        return (self.ur or self.en) if language == Language.URDU else self.en


@dataclass(frozen=True)
class IdType:
    """A kind of identity paper; `pattern` is what its number looks like, kept without separators when 13 digits."""

    code: str
    label: Words
    pattern: re.Pattern[str]
    thirteen_digits: bool


@dataclass(frozen=True)
class Relationship:
    """How a member is related to the head of the household, with the code used in exchange (DCI)."""

    code: str
    label: Words
    dci_code: str


@dataclass(frozen=True)
class Occupation:
    """Work as it is called on kilns and farms. `role_class` is worker, intermediary or none."""

    code: str
    label: Words
    local_term: str
    sector: str
    isco08: str
    role_class: str


@dataclass(frozen=True)
class ReliefItem:
    """Something handed over, counted in `unit` (bag, can, piece, PKR, g)."""

    code: str
    label: Words
    category: str
    unit: str


@dataclass(frozen=True)
class Hotline:
    """A helpline. `test_called_on` is None until somebody called it; such a number is never printed.

    `province` is a P-code or empty for the whole country; `never_alone` numbers are printed only beside another.
    """

    code: str
    number: str
    label: Words
    province: str
    never_alone: bool
    test_called_on: date | None


@dataclass(frozen=True)
class VerdictFace:
    """How one answer of the scan station looks and sounds: colour family, shape, sound and its word."""

    verdict: Verdict
    family: str
    shape: str
    sound: str
    word: Words


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped CSV file (UTF-8, headings in the first line)."""
    text = (files("desktop.reference") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


def _label(row: dict[str, str], stem: str = "label") -> Words:
    return Words(row[f"{stem}_en"], row[f"{stem}_ur"], row[f"{stem}_sd"])


@cache
def id_types() -> dict[str, IdType]:
    """Kinds of identity paper by code, in the order in which they are offered."""
    return {
        row["code"]: IdType(row["code"], _label(row), re.compile(row["pattern"]), row["thirteen_digits"] == "yes")
        for row in rows("id_types.csv")
    }


@cache
def relationships() -> dict[str, Relationship]:
    """Relations to the head by code."""
    return {
        row["code"]: Relationship(row["code"], _label(row), row["dci_code"]) for row in rows("relationship_codes.csv")
    }


@cache
def occupations() -> dict[str, Occupation]:
    """Occupations by code."""
    return {
        row["code"]: Occupation(
            row["code"], _label(row), row["local_term"], row["sector"], row["isco08"], row["role_class"]
        )
        for row in rows("occupations.csv")
    }


@cache
def relief_items() -> dict[str, ReliefItem]:
    """Relief items by code."""
    return {
        row["code"]: ReliefItem(row["code"], _label(row), row["category"], row["unit"])
        for row in rows("relief_items.csv")
    }


@cache
def hotlines() -> dict[str, Hotline]:
    """Helplines by code, tested or not; see `printable_hotlines`."""
    return {
        row["code"]: Hotline(
            row["code"],
            row["number"],
            _label(row),
            row["province"],
            row["never_alone"] == "yes",
            date.fromisoformat(row["test_called_on"]) if row["test_called_on"] else None,
        )
        for row in rows("hotlines.csv")
    }


def printable_hotlines(pcode: str, tested: dict[str, date]) -> list[Hotline]:
    """The helplines that may stand on paper in the office of `pcode`: only those somebody called.

    `tested` maps hotline codes to the day this office called them, beside what the shipped row says. Numbers of other
    provinces are left out, and a number that must not stand alone is left out when it would. For a local addition pass
    its `reports_as`.
    """
    usable = [
        line
        for line in hotlines().values()
        if (line.code in tested or line.test_called_on is not None) and pcode.startswith(line.province)
    ]
    return usable if any(not line.never_alone for line in usable) else []


@cache
def verdict_faces() -> dict[Verdict, VerdictFace]:
    """The twelve answers of the scan station."""
    return {
        Verdict(row["code"]): VerdictFace(
            Verdict(row["code"]), row["family"], row["shape"], row["sound"], _label(row, "word")
        )
        for row in rows("verdicts.csv")
    }
