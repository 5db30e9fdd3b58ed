"""Reads a small TOML file into a typed shape and says which field does not fit; rounds, programmes and templates."""

import re
from typing import Any

import msgspec

from desktop.errors import RoundFileWrong
from desktop.values.text import NAME_LIMIT

FILE_LIMIT = 1_000_000
"""Bytes; such a file is some hundred."""


def read_shape[Shape](data: bytes, shape: type[Shape]) -> Shape:
    """What the file says, in its shape. Raises RoundFileWrong with the field and its value."""
    if len(data) > FILE_LIMIT:
        raise RoundFileWrong(where="", value=str(len(data)), why="size")
    try:
        raw: Any = msgspec.toml.decode(data)
    except ValueError as error:  # TOML that does not parse, or bytes that are not UTF-8
        raise RoundFileWrong(where="", value=_line_of(str(error)), why="toml") from error
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), raw) from error


_PATH = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
_FIELD = re.compile(r"field `([^`]*)`")


_MISFITS = (
    ("unknown field", "unknown_field"),
    ("missing required field", "missing"),
    ("Invalid enum value", "choice"),
    ("Expected `int", "whole"),
    ("Expected `date", "day"),
    ("RFC3339", "day"),
    ("Expected `bool", "yes_no"),
    ("Expected `array", "list"),
    ("Expected `str", "quoted"),
)
"""What the reader says of a value that does not fit, and what it means for whoever wrote it."""


def _misfit(message: str, raw: Any) -> RoundFileWrong:
    """The reader's own message holds path and field; the value is looked up, because it stands nowhere in it."""
    path_found, field_found = _PATH.search(message), _FIELD.search(message)
    where = path_found.group(1) if path_found else ""
    if field_found:
        where = f"{where}.{field_found.group(1)}".lstrip(".")
    why = next((why for told, why in _MISFITS if told in message), "type")
    return RoundFileWrong(where=where, value=_value_at(raw, where), why=why)


def _value_at(raw: Any, where: str) -> str:
    for part in re.findall(r"[^.\[\]]+", where):
        try:
            raw = raw[int(part) if isinstance(raw, list) else part]
        except (KeyError, IndexError, ValueError, TypeError):
            return ""
    return (str(raw).lower() if isinstance(raw, bool) else str(raw))[:NAME_LIMIT]  # true as TOML writes it


def _line_of(message: str) -> str:
    found = re.search(r"line (\d+)", message)
    return found.group(1) if found else ""
