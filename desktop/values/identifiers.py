"""Names of things: the household code and the card number with their check digits, and typed ids.

Check digits: ISO 7064 MOD 97-10 in the IBAN way, ``98 - body * 100 mod 97``, written as 02 to 98. The pair is computed
and compared; a remainder of 1 alone would let 3 % of the numbers have a second, wrong pair.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NewType, Self
from uuid import UUID

import uuid_utils.compat

from desktop.values.period import PAKISTAN

HouseholdId = NewType("HouseholdId", UUID)
RegistrantId = NewType("RegistrantId", UUID)
RoundId = NewType("RoundId", UUID)
PointId = NewType("PointId", UUID)
DisbursementId = NewType("DisbursementId", UUID)
OperatorId = NewType("OperatorId", UUID)
DeskId = NewType("DeskId", UUID)
WorkplaceId = NewType("WorkplaceId", UUID)
IntermediaryId = NewType("IntermediaryId", UUID)

SERIALS = 10_000_000
"""How many household serials a district has (seven digits)."""

_SEPARATORS = frozenset(" -\u2007\u00a0\u2009\u200e\u200f\u2066\u2067\u2068\u2069\u2013\u2010\u2011")


_SHEET = re.compile(r"(\d{1,9})-(\d{1,9})")
"""Of digits of every script, and few enough for a column of numbers."""


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): ordered by time, made by the client, so that a retry re-sends the same one."""
    return uuid_utils.compat.uuid7()


def new_person_id(day: date) -> UUID:
    """A UUIDv7 of a registrant, ordered by the month of the local `day` alone.

    These ids are shown at every desk and stand in files; one with its millisecond would say when somebody was
    registered, and so beside whom.
    """
    month = int(datetime.combine(day.replace(day=1), time(), PAKISTAN).timestamp() * 1000)
    chance = secrets.randbits(74)
    return UUID(int=month << 80 | 7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1)


def plain_digits(text: str) -> str | None:
    """Digits of any script (0-9, ۰-۹, ٠-٩) as 0-9 without separators, or None when anything else is in it."""
    found: list[str] = []
    for letter in text.strip():
        if letter in _SEPARATORS:
            continue
        digit = unicodedata.digit(letter, None)
        if digit is None or not letter.isdecimal():
            return None
        found.append(str(digit))
    return "".join(found)


def sheet_number(typed: str) -> str | None:
    """The number of a muster sheet, printing and page, in its one form, or None when it is no such number.

    Digits of any script, any hyphen, blanks and noughts before it are one sheet: each form of its own would be a sheet
    of its own with ten more lines for one person.
    """
    plain = unicodedata.normalize("NFKC", typed)
    shown = (letter for letter in plain if not (letter.isspace() or unicodedata.category(letter) == "Cf"))
    found = _SHEET.fullmatch("".join("-" if _is_hyphen(letter) else letter for letter in shown))
    return f"{int(found[1])}-{int(found[2])}" if found else None


def _is_hyphen(letter: str) -> bool:
    return letter == "\N{MINUS SIGN}" or unicodedata.category(letter) == "Pd"


def check_pair(body: str) -> str:
    """The two check digits of `body` (decimal digits), 02 to 98.

    >>> check_pair("3520012345")
    '80'
    """
    return f"{98 - int(body) * 100 % 97:02d}"


class NotANumber(ValueError):
    """The text is no household code or card number; `why` is ``letters``, ``length`` or ``check``."""

    def __init__(self, why: str, digits: int) -> None:
        super().__init__(why)
        self.why = why
        self.digits = digits


@dataclass(frozen=True, order=True)
class HouseholdCode:
    """Twelve digits ``DDD SSSSSSS CC`` that name a household: district of the office, shuffled serial, check digits."""

    text: str

    def __post_init__(self) -> None:
        """Refuse anything but twelve digits with their right pair; raises `NotANumber`."""
        if not (self.text.isascii() and self.text.isdigit()):
            raise NotANumber("letters", len(self.text))
        if len(self.text) != 12:
            raise NotANumber("length", len(self.text))
        if check_pair(self.text[:10]) != self.text[10:]:
            raise NotANumber("check", len(self.text))

    @classmethod
    def make(cls, district: str, serial: int) -> Self:
        """The code of `serial` (0 to 9,999,999) in the three-digit `district`."""
        if not 0 <= serial < SERIALS or len(district) != 3:
            raise NotANumber("length", len(district))
        body = f"{district}{serial:07d}"
        return cls(body + check_pair(body))

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read a typed code: three digit scripts, any grouping. Raises `NotANumber`."""
        digits = plain_digits(typed)
        if digits is None:
            raise NotANumber("letters", len(typed.strip()))
        return cls(digits)

    @property
    def district(self) -> str:
        """The office's district as three digits."""
        return self.text[:3]

    @property
    def grouped(self) -> str:
        """4-4-4 with figure spaces (U+2007), as it stands on cards and screens."""
        return "\u2007".join((self.text[:4], self.text[4:8], self.text[8:]))

    def __str__(self) -> str:
        """The twelve digits."""
        return self.text


@dataclass(frozen=True, order=True)
class CardNumber:
    """Household code, holder slot (1-9) and issue (1-99): fifteen digits, the only content of a card's credential."""

    household: HouseholdCode
    slot: int
    issue: int

    def __post_init__(self) -> None:
        """Refuse a slot outside 1-9 or an issue outside 1-99; raises `NotANumber`."""
        if not (1 <= self.slot <= 9 and 1 <= self.issue <= 99):
            raise NotANumber("length", 15)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read fifteen digits of any of the three scripts. Raises `NotANumber`."""
        digits = plain_digits(typed)
        if digits is None:
            raise NotANumber("letters", len(typed.strip()))
        if len(digits) != 15:
            raise NotANumber("length", len(digits))
        return cls(HouseholdCode(digits[:12]), int(digits[12]), int(digits[13:]))

    @property
    def text(self) -> str:
        """The fifteen digits."""
        return f"{self.household.text}{self.slot}{self.issue:02d}"

    def __str__(self) -> str:
        """The fifteen digits."""
        return self.text
