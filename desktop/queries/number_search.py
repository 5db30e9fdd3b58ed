"""What a search of digits means: a household code or card number, an identity number, a phone, the end of a code."""

from sqlalchemy import Connection

from desktop.matching.score import Why
from desktop.queries.person_lines import Line, of_code, of_code_end, of_ids, with_number, with_phone
from desktop.values.cnic import read_cnic
from desktop.values.identifiers import plain_digits
from desktop.values.phone import read_phone

SAME_CODE, CODE_END = "same_code", "code_end"
_CODE, _CARD = 12, 15
_END = range(4, _CODE)
"""So many last digits of a code are asked for, as people remember or read them off a card."""
_FEWEST_OF_PHONE = 10


def by_number(conn: Connection, district: str, text: str) -> list[tuple[Line, tuple[str, ...]]] | None:
    """People whom digits name, in any script and grouping, with the reason; None when `text` is no such number.

    A phone is kept only where its owner agreed, so nobody is found by one that was withdrawn.
    """
    digits = plain_digits(text)
    if digits is not None and len(digits) in (_CODE, _CARD):
        named = of_code(conn, district, digits[:_CODE])
        if named or (phone := _phone("+" + digits)) is None:
            return [(line, (SAME_CODE,)) for line in named]
        return _with_phone(conn, district, phone)
    if digits is not None and len(digits) in _END:
        phone = _phone(text)  # ten or eleven digits may be the one as well as the other
        by_phone = _with_phone(conn, district, phone) if phone is not None else []
        reached = {line.id for line, _ in by_phone}
        ends = [(line, (CODE_END,)) for line in of_code_end(conn, district, digits) if line.id not in reached]
        return [*by_phone, *ends] or (None if phone is None else [])
    number = read_cnic(text).number
    if number is not None:
        return [(line, (Why.SAME_ID.value,)) for line in of_ids(conn, district, with_number(conn, district, number))]
    phone = _phone(text)
    return None if phone is None else _with_phone(conn, district, phone)


def _phone(text: str) -> str | None:
    digits = plain_digits(text.replace("+", "").replace("(", "").replace(")", ""))
    return None if digits is None or len(digits) < _FEWEST_OF_PHONE else read_phone(text).e164


def _with_phone(conn: Connection, district: str, phone: str) -> list[tuple[Line, tuple[str, ...]]]:
    return [(line, (Why.SAME_PHONE.value,)) for line in of_ids(conn, district, with_phone(conn, district, phone))]
