"""Reads a round file (TOML) into a draft, and says which field of a round cannot be taken and why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from desktop.errors import RoundFileWrong
from desktop.records.distribution import ItemDraft, PointDraft, RoundDraft, StepDraft
from desktop.reference.places import COUNTRY, covers, is_area
from desktop.reference.tables import relief_items
from desktop.values.text import NAME_LIMIT, tidy_name, unsafe_characters
from desktop.values.vocabulary import ListKind

FILE_LIMIT = 1_000_000
"""Bytes; a round file is some hundred."""

MOST_OF_AN_ITEM = 1_000_000
"""Grams of soap and rupees are counted one by one, so the bound is wide; it stops a slipped key, not a rule."""

LARGEST_HOUSEHOLD = 200
MOST_ITEMS = 20
MOST_POINTS = 50
MOST_AREAS = 1_000
MOST_STEPS = 20

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class _Step(msgspec.Struct, forbid_unknown_fields=True):
    min_size: int
    qty: int


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    qty: int | None = None
    steps: list[_Step] | None = None


class _Point(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    areas: list[str] = []


class _Round(
    msgspec.Struct, forbid_unknown_fields=True, rename={"list_kind": "list", "from_day": "from", "to_day": "to"}
):
    programme: str
    code: str
    list_kind: ListKind
    areas: list[str]
    from_day: date
    to_day: date
    item: list[_Item]
    point: list[_Point]


def read_round(data: bytes) -> RoundDraft:
    """The draft that a round file says, sound in itself. Raises RoundFileWrong with the field and its value."""
    if len(data) > FILE_LIMIT:
        raise RoundFileWrong(where="", value=str(len(data)), why="size")
    try:
        raw: Any = msgspec.toml.decode(data)
    except ValueError as error:  # TOML that does not parse, or bytes that are not UTF-8
        raise RoundFileWrong(where="", value=_line_of(str(error)), why="toml") from error
    try:
        found = msgspec.convert(raw, _Round)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), raw) from error
    draft = RoundDraft(
        programme=tidy_name(found.programme),
        code=found.code,
        list_kind=found.list_kind,
        areas=tuple(found.areas),
        from_day=found.from_day,
        to_day=found.to_day,
        items=tuple(_item(position, item) for position, item in enumerate(found.item)),
        points=tuple(PointDraft(point.code, tidy_name(point.name), tuple(point.areas)) for point in found.point),
    )
    require_sound(draft)
    return draft


def require_sound(draft: RoundDraft) -> None:
    """Refuse a draft that no round can be made of. Raises RoundFileWrong with the path as in a round file."""
    problem = next(_problems(draft), None)
    if problem is not None:
        raise problem


def _problems(draft: RoundDraft) -> Iterator[RoundFileWrong]:
    yield from _text("programme", draft.programme)
    yield from _code("code", draft.code)
    yield from _count("areas", draft.areas, 1, MOST_AREAS)
    yield from _areas("areas", draft.areas)
    if draft.to_day < draft.from_day:
        yield RoundFileWrong(where="to", value=draft.to_day.isoformat(), why="days")
    yield from _count("item", draft.items, 1, MOST_ITEMS)
    yield from _twice("item[{}].code", (item.code for item in draft.items))
    for position, item in enumerate(draft.items):
        yield from _item_problems(f"item[{position}]", item)
    yield from _count("point", draft.points, 1, MOST_POINTS)
    yield from _twice("point[{}].code", (point.code for point in draft.points))
    for position, point in enumerate(draft.points):
        yield from _point_problems(f"point[{position}]", point, draft.areas)


def _item_problems(where: str, item: ItemDraft) -> Iterator[RoundFileWrong]:
    if item.code not in relief_items():
        yield RoundFileWrong(where=f"{where}.code", value=item.code, why="unknown_item")
    yield from _count(f"{where}.steps", item.steps, 1, MOST_STEPS)
    for number, step in enumerate(item.steps):
        if not 1 <= step.min_size <= LARGEST_HOUSEHOLD:
            yield RoundFileWrong(where=f"{where}.steps[{number}].min_size", value=str(step.min_size), why="number")
        if not 1 <= step.qty <= MOST_OF_AN_ITEM:
            yield RoundFileWrong(where=f"{where}.steps[{number}].qty", value=str(step.qty), why="number")
    for number, (smaller, larger) in enumerate(pairwise(item.steps), start=1):
        if larger.min_size <= smaller.min_size:
            yield RoundFileWrong(where=f"{where}.steps[{number}].min_size", value=str(larger.min_size), why="steps")


def _point_problems(where: str, point: PointDraft, round_areas: Sequence[str]) -> Iterator[RoundFileWrong]:
    yield from _code(f"{where}.code", point.code)
    yield from _text(f"{where}.name", point.name)
    yield from _count(f"{where}.areas", point.areas, 0, MOST_AREAS)
    yield from _areas(f"{where}.areas", point.areas)
    for number, pcode in enumerate(point.areas):
        if pcode not in round_areas and not any(covers(outer, pcode) for outer in round_areas):
            yield RoundFileWrong(where=f"{where}.areas[{number}]", value=pcode, why="outside")


def _areas(where: str, areas: Sequence[str]) -> Iterator[RoundFileWrong]:
    yield from _twice(where + "[{}]", areas)
    for number, pcode in enumerate(areas):
        if pcode != COUNTRY and not is_area(pcode):
            yield RoundFileWrong(where=f"{where}[{number}]", value=pcode, why="unknown_area")


def _code(where: str, code: str) -> Iterator[RoundFileWrong]:
    if not _CODE.fullmatch(code):
        yield RoundFileWrong(where=where, value=code, why="code")


def _text(where: str, text: str) -> Iterator[RoundFileWrong]:
    if not text or len(text) > NAME_LIMIT or unsafe_characters(text):
        yield RoundFileWrong(where=where, value=text, why="text")


def _count(where: str, things: Sequence[object], least: int, most: int) -> Iterator[RoundFileWrong]:
    if not least <= len(things) <= most:
        yield RoundFileWrong(where=where, value=str(len(things)), why="count")


def _twice(where: str, codes: Iterable[str]) -> Iterator[RoundFileWrong]:
    seen: set[str] = set()
    for number, code in enumerate(codes):
        if code in seen:
            yield RoundFileWrong(where=where.format(number), value=code, why="twice")
        seen.add(code)


def _item(position: int, item: _Item) -> ItemDraft:
    """A fixed amount is one step from size 1; both or neither is refused."""
    if (item.qty is None) == (item.steps is None):
        raise RoundFileWrong(where=f"item[{position}]", value=item.code, why="qty_or_steps")
    if item.qty is not None:
        if not 1 <= item.qty <= MOST_OF_AN_ITEM:
            raise RoundFileWrong(where=f"item[{position}].qty", value=str(item.qty), why="number")
        return ItemDraft(item.code, (StepDraft(1, item.qty),))
    assert item.steps is not None
    return ItemDraft(item.code, tuple(StepDraft(step.min_size, step.qty) for step in item.steps))


_PATH = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
_FIELD = re.compile(r"field `([^`]*)`")


def _misfit(message: str, raw: Any) -> RoundFileWrong:
    """The reader's own message holds path and field; the value is looked up, because it stands nowhere in it."""
    path_found, field_found = _PATH.search(message), _FIELD.search(message)
    where = path_found.group(1) if path_found else ""
    if field_found:
        where = f"{where}.{field_found.group(1)}".lstrip(".")
    why = "type"
    if "unknown field" in message:
        why = "unknown_field"
    elif "missing required field" in message:
        why = "missing"
    return RoundFileWrong(where=where, value=_value_at(raw, where), why=why)


def _value_at(raw: Any, where: str) -> str:
    for part in re.findall(r"[^.\[\]]+", where):
        try:
            raw = raw[int(part) if isinstance(raw, list) else part]
        except (KeyError, IndexError, ValueError, TypeError):
            return ""
    return str(raw)[:NAME_LIMIT]


def _line_of(message: str) -> str:
    found = re.search(r"line (\d+)", message)
    return found.group(1) if found else ""
