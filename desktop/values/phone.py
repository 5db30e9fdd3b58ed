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
_MOBILE = re.compile(r"\+923\d{9}")
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
    try:
        number = phonenumbers.parse(re.sub(r"[^\d+]", "", plain), _REGION)
    except NumberParseException:
        return PhoneReading(None, PhoneRemark.LENGTH)
    return _judged(number)


def _judged(number: PhoneNumber) -> PhoneReading:
    # "Possible" for Pakistan also covers local numbers without their area, which nobody elsewhere could dial.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return PhoneReading(None, PhoneRemark.LENGTH)
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if text.startswith("+923") and _MOBILE.fullmatch(text) is None:
        return PhoneReading(None, PhoneRemark.LENGTH)
    usual = phonenumbers.is_valid_number(number)
    return PhoneReading(text, None if usual else PhoneRemark.UNUSUAL)


def format_phone(e164: str) -> str:
    """An E.164 number as people write it: 0300-0000000 for mobiles, 042-… for lines, +44 … for other countries.

    Raises ValueError when the text is no E.164 number.
    """
    if _MOBILE.fullmatch(e164):
        return f"0{e164[3:6]}-{e164[6:]}"
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException as error:
        msg = "not an E.164 number"
        raise ValueError(msg) from error
    if number.country_code == phonenumbers.country_code_for_region(_REGION):
        national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        return national.replace("(", "").replace(") ", "-")
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
