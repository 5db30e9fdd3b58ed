"""Kobo and ODK: submissions as JSON, and workbooks in which a second sheet holds the people of each submission.

Both become one table with a row for each person: first the number of the submission, by which people belong together,
then the submission's own columns, then those of the list. Group paths keep their slashes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from desktop.errors import SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits
from desktop.exchange.sheets.tables import Line, Table, heading_row, headings, text_of

HOUSEHOLD = "_household"
"""Heading of the column that is put before the others: the number of the submission in the file."""

INDEX, PARENT = "_index", "_parent_index"

_DEEPEST = 12
_HINTS = ("name", "naam", "نام", "نالو", "sex", "gender", "age", "umar", "عمر", "جنس")


@dataclass(frozen=True)
class Joined:
    """A table of people, the lists that could be joined (name, how many), and which one was (-2: none)."""

    table: Table
    lists: tuple[tuple[str, int], ...]
    chosen: int


def from_json(content: bytes, chosen: int = -1) -> Joined:
    """Submissions of a JSON file, a list or ``{"results": [...]}``. Raises `SheetUnread` ``json`` or ``empty``."""
    records = _records(content)
    lists: dict[str, int] = {}
    flat: list[tuple[dict[str, str], dict[str, list[dict[str, str]]]]] = []
    for record in records:
        own: dict[str, str] = {}
        inner: dict[str, list[dict[str, str]]] = {}
        _flatten(record, "", own, inner, 0)
        flat.append((own, inner))
        for name, people in inner.items():
            lists[name] = lists.get(name, 0) + len(people)
    told = tuple(lists.items())
    place = _best([name for name, _ in told], [_keys_of(flat, name) for name, _ in told], chosen)
    wanted = told[place][0] if place >= 0 else ""
    own_names = list(dict.fromkeys(key for own, _ in flat for key in own))
    inner_names = _keys_of(flat, wanted) if wanted else []
    shown = [name if name not in own_names else f"{wanted}/{name}" for name in inner_names]
    if len(own_names) + len(shown) >= limits.COLUMNS:
        raise SheetUnread("", "columns")

    def lines() -> Iterator[Line]:
        yield 1, [HOUSEHOLD, *own_names, *shown]
        for number, (own, inner) in enumerate(flat, 1):
            first = [str(number), *(own.get(name, "") for name in own_names)]
            for person in inner.get(wanted) or [{}]:
                yield number + 1, first + [person.get(name, "") for name in inner_names]

    return Joined(Table("", len(flat), lines), told, place)


def _records(content: bytes) -> list[dict[str, Any]]:
    try:
        value: Any = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, msgspec.MsgspecError) as problem:
        raise SheetUnread("", "json") from problem
    except RecursionError as problem:
        raise SheetUnsafe("", "deep") from problem
    whole = _group(value)
    if whole is not None:
        value = whole.get("results", whole.get("value", whole.get("submissions", whole)))
    one = _group(value)
    listed = [one] if one is not None else _list(value)
    if listed is None:
        raise SheetUnread("", "json")
    found = _groups(listed)
    if not found:
        raise SheetUnread("", "json" if listed else "empty")
    if len(found) > limits.ROWS:
        raise SheetUnsafe("", "rows")
    return found


def _group(value: Any) -> dict[str, Any] | None:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _list(value: Any) -> list[Any] | None:
    return cast("list[Any]", value) if isinstance(value, list) else None


def _groups(values: list[Any]) -> list[dict[str, Any]]:
    return [found for value in values if (found := _group(value)) is not None]


def _flatten(
    value: Mapping[str, Any], path: str, own: dict[str, str], inner: dict[str, list[dict[str, str]]], depth: int
) -> None:
    if depth > _DEEPEST:
        raise SheetUnsafe("", "deep")
    for key, part in value.items():
        name = f"{path}/{key}" if path else key
        group, listed = _group(part), _list(part)
        hidden = key.startswith("_")  # attachments, notes, validation: about the submission, not of it
        if group is not None:
            if not hidden:
                _flatten(group, name, own, inner, depth + 1)
        elif listed is None:
            own[name] = text_of(part)
        elif people := _groups(listed):
            if not hidden:
                inner[name] = [_person(one, name, depth) for one in people]
        else:
            own[name] = text_of(" ".join(text_of(one) for one in listed))


def _person(value: Mapping[str, Any], path: str, depth: int) -> dict[str, str]:
    own: dict[str, str] = {}
    _flatten(value, "", own, {}, depth + 1)  # lists inside lists have no place in a household
    return {key.removeprefix(f"{path}/"): text for key, text in own.items()}


def _keys_of(flat: Sequence[tuple[object, Mapping[str, Sequence[Mapping[str, str]]]]], name: str) -> list[str]:
    return list(dict.fromkeys(key for _, inner in flat for person in inner.get(name, ()) for key in person))


def join(main: Table, others: Sequence[Table], chosen: int = -1) -> Joined | None:
    """The main sheet with the rows of a repeat sheet, by ``_index`` and ``_parent_index``; None when there are none."""
    top = heading_row(main)
    own_names = headings(main, top) if top else []
    if INDEX not in own_names:
        return None
    repeats: list[tuple[Table, int, list[str]]] = []
    for other in others:
        row = heading_row(other)
        names = headings(other, row) if row else []
        if PARENT in names:
            repeats.append((other, row, names))
    if not repeats:
        return None
    told = tuple((other.name, max(0, other.count - row)) for other, row, _ in repeats)
    place = _best([name for name, _ in told], [names for _, _, names in repeats], chosen)
    if place < 0:
        return Joined(main, told, place)
    people, row, names = repeats[place]
    kept = [at for at, name in enumerate(names) if not name.startswith(("_parent", "_submission", INDEX)) or not name]
    shown = [names[at] if names[at] not in own_names else f"{people.name}/{names[at]}" for at in kept]
    parent, index = names.index(PARENT), own_names.index(INDEX)
    wide = len(own_names)

    def lines() -> Iterator[Line]:
        yield 1, [HOUSEHOLD, *own_names, *shown]
        of_parent: dict[str, list[list[str]]] = {}
        for number, cells in people.lines():
            if number > row and any(cells):
                padded = cells + [""] * (len(names) - len(cells))
                of_parent.setdefault(padded[parent], []).append([padded[at] for at in kept])
        blank = [[""] * len(kept)]
        for number, cells in main.lines():
            if number > top and any(cells):
                padded = (cells + [""] * wide)[:wide]
                for person in of_parent.get(padded[index], blank):
                    yield number, [padded[index], *padded, *person]

    return Joined(Table(main.name, main.count + people.count, lines), told, place)


def _best(names: Sequence[str], keys: Sequence[Sequence[str]], chosen: int) -> int:
    """Which list holds people: the one asked for, else the one whose headings speak most of names, sex and age."""
    if chosen == -2 or not names:
        return -2
    if 0 <= chosen < len(names):
        return chosen
    hits = [sum(any(hint in key.lower() for hint in _HINTS) for key in of_list) for of_list in keys]
    best = max(range(len(names)), key=lambda place: hits[place])
    return best if hits[best] else -2
