"""Phone numbers: read in three digit scripts, kept as E.164, shown as people write them."""

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from desktop.values.problem import Weight
from desktop.values.text import western_digits

_REGION = "PK"
_TYPED_LIMIT = 60
_OLD_FIELD = 11
"""Digits that the phone field of the form held until schema revision 0005."""
_MOBILE = re.compile(r"\+923\d{9}")
_COUNTRY_FIRST = re.compile(r"92\d{9,}")
_ALLOWED = re.compile(r"[\d\s()+\-\u2010-\u2015\u2212./\u200b-\u200f\u061c\u2066-\u2069\ufeff]*")


class PhoneRemark(StrEnum):
    """What there is to say about a typed number; the first word of the value is its weight."""

    CHARACTER = "error_char"
    LENGTH = "error_length"
    UNUSUAL = "warn_unusual"

    @property
    def weight(self) -> Weight:
        """Error or warning."""
        return Weight.ERROR if self.value.startswith("error") else Weight.WARNING


@dataclass(frozen=True)
class PhoneReading:
    """What was read: the E.164 number or None, and at most one remark. An empty field has neither."""

    e164: str | None
    remark: PhoneRemark | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was typed, which is always in order."""
        return self.e164 is None and self.remark is None


def read_phone(typed: str) -> PhoneReading:
    """Read a number as written in Pakistan (03XX-XXXXXXX, 0 and an area) or with + and a country. Never raises.

    A number of possible length that no operator is known to use is kept, with a warning.
    """
    plain = western_digits(typed[: _TYPED_LIMIT + 1])
    if not plain.strip():
        return PhoneReading(None)
    if len(typed) > _TYPED_LIMIT:
        return PhoneReading(None, PhoneRemark.LENGTH)
    if _ALLOWED.fullmatch(plain) is None:
        return PhoneReading(None, PhoneRemark.CHARACTER)
    bare = re.sub(r"[^\d+]", "", plain)
    # Without this an incomplete 92 300 12345.. would be taken for a number inside Pakistan and get a second +92.
    return _read(f"+{bare}" if _COUNTRY_FIRST.match(bare) else bare)


def _read(bare: str) -> PhoneReading:
    """Digits, with or without a leading plus, as a number of the region; LENGTH when they are none."""
    try:
        number = phonenumbers.parse(bare, _REGION)
    except NumberParseException:
        return PhoneReading(None, PhoneRemark.LENGTH)
    return _judged(number)


def _judged(number: PhoneNumber) -> PhoneReading:
    # "Possible" for Pakistan also covers local numbers without their area, which nobody elsewhere could dial.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return PhoneReading(None, PhoneRemark.LENGTH)
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not _is_read_as_itself(text):  # +98 0…: each reading would take a zero away
        return PhoneReading(None, PhoneRemark.LENGTH)
    if text.startswith("+923") and _MOBILE.fullmatch(text) is None:
        return PhoneReading(None, PhoneRemark.LENGTH)
    usual = phonenumbers.is_valid_number(number)
    return PhoneReading(text, None if usual else PhoneRemark.UNUSUAL)


def _is_read_as_itself(e164: str) -> bool:
    again = phonenumbers.parse(e164, _REGION)
    return phonenumbers.format_number(again, PhoneNumberFormat.E164) == e164


def format_phone(e164: str) -> str:
    """An E.164 number as people write it: 0300-0000000 for mobiles, 042-… for lines, +44 … for other countries.

    What is given is always read back as the same number. Raises ValueError when the text is no E.164 number.
    """
    if _MOBILE.fullmatch(e164):
        return f"0{e164[3:6]}-{e164[6:]}"
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException as error:
        msg = "not an E.164 number"
        raise ValueError(msg) from error
    inside = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).replace("(", "").replace(") ", "-")
    outside = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    at_home = number.country_code == phonenumbers.country_code_for_region(_REGION)
    candidates = (inside, outside) if at_home else (outside,)
    return next((one for one in candidates if read_phone(one).e164 == e164), e164)


def shown_phone(kept: str) -> str:
    """A phone as a field or a list shows it: E.164 as people write it, anything else as it was typed."""
    try:
        return format_phone(kept)
    except ValueError:
        return kept


def mangled_once(e164: str) -> str:
    """What saving an untouched correction made of a kept number until schema revision 0005; empty: nothing was kept.

    The form showed the first eleven digits without the plus and read them as a number inside Pakistan. It is only
    for finding the numbers that were damaged in this way.
    """
    return _read("".join(filter(str.isdigit, e164))[:_OLD_FIELD]).e164 or ""
