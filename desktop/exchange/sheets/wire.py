"""What the closed-off reader of sheets says to the program: typed, counted, limited; the child speaks, nobody answers.

One message is four bytes of length (big-endian) and a MessagePack body. The child may have been taken over by a
hostile file, so what it says is decoded into these types or not at all.
"""

import struct
from typing import IO

import msgspec

from desktop.exchange.sheets.limits import FRAME_LIMIT

_LENGTH = struct.Struct(">I")


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a file is to be read; what is left out is guessed. Numbers only, since others may see a command line."""

    rows: bool = False
    """Also say the rows, not only what there is."""
    sheet: int = -1
    repeat: int = -1
    """Sheet (or list inside a submission) with the people of each household; -2: none."""
    header: int = 0
    """Row of the headings, from 1."""
    encoding: str = ""
    separator: str = ""
    group: tuple[int, ...] = ()
    """Columns by whose values rows are brought together, the first never blank: a number of the household, or its head
    and place."""
    take: tuple[int, ...] | None = None
    """Columns to say, the others stay where they are; None: all."""


class Column(msgspec.Struct, frozen=True):
    """One column: its heading as written, how many rows have something in it, and some different values of it."""

    name: str
    filled: int
    samples: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of a workbook, or one list inside the submissions."""

    name: str
    rows: int


class Head(msgspec.Struct, tag="head", frozen=True):
    """What the file is. `sheet`, `repeat`, `header`, `encoding` and `separator` are as they were read or guessed."""

    kind: str
    """``xlsx``, ``xls``, ``ods``, ``csv`` or ``json``."""
    sheets: tuple[Sheet, ...]
    sheet: int
    repeat: int
    header: int
    encoding: str
    separator: str
    columns: tuple[Column, ...]
    rows: int
    notes: tuple[str, ...]
    """``formulas``, ``macros``, ``links``, ``cut`` (texts too long), ``encoding`` (guessed among several)."""


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row: its number in the file, from 1, and its cells as texts."""

    number: int
    cells: list[str]


class Rows(msgspec.Struct, tag="rows", frozen=True):
    """Some rows, in the order in which they are to be taken."""

    rows: list[Row]


class Refusal(msgspec.Struct, tag="refusal", frozen=True):
    """The file cannot be taken: name of a class in `desktop.errors` and why."""

    kind: str
    why: str


class Done(msgspec.Struct, tag="done", frozen=True):
    """That was all of it."""

    rows: int


type Message = Head | Rows | Refusal | Done

_MESSAGES = msgspec.msgpack.Decoder[Message](Message.__value__)
_READINGS = msgspec.json.Decoder(Reading)


def written(reading: Reading) -> str:
    """A reading as the one argument of the child."""
    return msgspec.json.encode(reading).decode("ascii")


def reading_of(argument: str) -> Reading:
    """What the child is asked."""
    return _READINGS.decode(argument)


def say(message: Message, to: IO[bytes]) -> None:
    """Write one message and flush it."""
    body = msgspec.msgpack.encode(message)
    to.write(_LENGTH.pack(len(body)))
    to.write(body)
    to.flush()


def heard(source: IO[bytes]) -> Message | None:
    """The next message, or None when the child is gone, says too much, or says what is no message."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > FRAME_LIMIT:
        return None
    body = source.read(length)
    if len(body) < length:
        return None
    try:
        return _MESSAGES.decode(body)
    except (msgspec.DecodeError, ValueError):  # ValueError: text that is not UTF-8
        return None
