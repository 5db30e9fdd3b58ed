"""Identity-card numbers (CNIC, NICOP, B-Form): thirteen digits read in any script, remarked on, shown 5-7-1, masked.

There is no public check digit, so none is invented. Remarks inform; only a number that is no number stops at its field.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from desktop.values.problem import Weight
from desktop.values.text import western_digits
from desktop.values.vocabulary import Sex

DIGITS = 13

# First digit to province P-code (1 and 2 both lie in Khyber Pakhtunkhwa today). 8 is said to be Azad Kashmir, which no
# source confirmed, so it is accepted and not compared.
_PROVINCE = {"1": "PK5", "2": "PK5", "3": "PK6", "4": "PK7", "5": "PK2", "6": "PK4", "7": "PK3"}
_UNKNOWN_PROVINCE = frozenset("09")

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212./\u200b-\u200f\u061c\u2066-\u2069\ufeff\u06d4]+")
_LOOKS_LIKE = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "i": "1", "S": "5", "B": "8"})
_TYPED_LIMIT = 60  # nobody types more around thirteen digits; a pasted page is not searched for a number


class CnicRemark(StrEnum):
    """What there is to say about a typed number; the first word of the value is its weight."""

    LENGTH = "error_length"
    CHARACTER = "error_char"
    FILLER = "error_placeholder"
    RUN = "warn_placeholder"
    PREFIX = "warn_prefix"
    SEX_DIGIT = "warn_sex_digit"
    OTHER_PROVINCE = "info_other_province"

    @property
    def weight(self) -> Weight | None:
        """Error, warning, or None for what is only good to know."""
        return {"error": Weight.ERROR, "warn": Weight.WARNING}.get(self.value.split("_")[0])


@dataclass(frozen=True)
class CnicReading:
    """What was read: thirteen digits or None, and the remarks, gravest first.

    `missing` is how many digits are still to come (negative when there are too many), `suggestion` thirteen digits in
    which letters that look like digits were read as digits. An empty field has no number and no remark.
    """

    number: str | None
    remarks: tuple[CnicRemark, ...] = ()
    missing: int = 0
    suggestion: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was typed: a person without papers, which is always in order."""
        return self.number is None and not self.remarks


def read_cnic(typed: str, sex: Sex | None = None, pcode: str | None = None) -> CnicReading:
    """Read a typed number; `sex` as recorded and `pcode` of the registration, where known, add remarks.

    The last digit is odd for men and even for women; a person recorded X is never remarked on. A number of another
    province is ordinary for people who migrate: information, never a warning. Never raises.
    """
    bare = _SEPARATORS.sub("", western_digits(typed[: _TYPED_LIMIT + 1]))
    if not bare:
        return CnicReading(None)
    if len(typed) > _TYPED_LIMIT:
        return CnicReading(None, (CnicRemark.LENGTH,), missing=DIGITS - len(bare))
    if not (bare.isascii() and bare.isdigit()):
        return CnicReading(None, (CnicRemark.CHARACTER,), suggestion=_suggestion(bare))
    if len(bare) != DIGITS:
        return CnicReading(None, (CnicRemark.LENGTH,), missing=DIGITS - len(bare))
    if len(set(bare)) == 1:
        return CnicReading(None, (CnicRemark.FILLER,))
    return CnicReading(bare, tuple(_remarks(bare, sex, pcode)))


def _suggestion(bare: str) -> str | None:
    guess = bare.translate(_LOOKS_LIKE)
    return guess if len(guess) == DIGITS and guess.isascii() and guess.isdigit() else None


def _remarks(number: str, sex: Sex | None, pcode: str | None) -> list[CnicRemark]:
    if _is_run(number):
        return [CnicRemark.RUN]
    found: list[CnicRemark] = []
    if number[0] in _UNKNOWN_PROVINCE:
        found.append(CnicRemark.PREFIX)
    odd = int(number[-1]) % 2 == 1
    if (sex is Sex.FEMALE and odd) or (sex is Sex.MALE and not odd):
        found.append(CnicRemark.SEX_DIGIT)
    province = _PROVINCE.get(number[0])
    if province is not None and pcode and not pcode.startswith(province):
        found.append(CnicRemark.OTHER_PROVINCE)
    return found


def _is_run(number: str) -> bool:
    """Whether the digits only count up or down, as when somebody runs a finger along the keys."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(number)}
    return steps in ({1}, {9})


def format_cnic(number: str) -> str:
    """Thirteen digits as 5-7-1. Raises ValueError for anything else."""
    _must_be_thirteen(number)
    return f"{number[:5]}-{number[5:12]}-{number[12]}"


def mask_cnic(number: str) -> str:
    """5-7-1 with all but the last four digits as dots, for where a person must be told apart but not be read off."""
    _must_be_thirteen(number)
    return f"•••••-••••{number[9:12]}-{number[12]}"


def _must_be_thirteen(number: str) -> None:
    if not (len(number) == DIGITS and number.isascii() and number.isdigit()):
        msg = "not thirteen digits"
        raise ValueError(msg)
