"""Small looks at one field of a round, programme or event: each yields what is wrong with its path."""

import re
from collections.abc import Iterable, Iterator, Sequence

from desktop.errors import RoundFileWrong
from desktop.reference.places import COUNTRY, is_area
from desktop.values.text import NAME_LIMIT, unsafe_characters

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def code_problems(where: str, code: str) -> Iterator[RoundFileWrong]:
    """A code has small letters, digits and hyphens, and does not look like an option."""
    if not _CODE.fullmatch(code):
        yield RoundFileWrong(where=where, value=code, why="code")


def text_problems(where: str, text: str) -> Iterator[RoundFileWrong]:
    """A name is there, is no story, and turns no line around."""
    if not text or len(text) > NAME_LIMIT or unsafe_characters(text):
        yield RoundFileWrong(where=where, value=text, why="text")


def count_problems(where: str, things: Sequence[object], least: int, most: int) -> Iterator[RoundFileWrong]:
    """There are neither too few nor too many."""
    if not least <= len(things) <= most:
        yield RoundFileWrong(where=where, value=str(len(things)), why="count")


def twice_problems(where: str, codes: Iterable[str]) -> Iterator[RoundFileWrong]:
    """Nothing stands there twice; `where` has a pair of braces for the position."""
    seen: set[str] = set()
    for number, code in enumerate(codes):
        if code in seen:
            yield RoundFileWrong(where=where.format(number), value=code, why="twice")
        seen.add(code)


def place_problems(where: str, areas: Sequence[str]) -> Iterator[RoundFileWrong]:
    """Every code names a place, once."""
    yield from twice_problems(where + "[{}]", areas)
    for number, pcode in enumerate(areas):
        if pcode != COUNTRY and not is_area(pcode):
            yield RoundFileWrong(where=f"{where}[{number}]", value=pcode, why="unknown_area")
