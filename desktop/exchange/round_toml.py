"""Reads a round file (TOML) into a draft, and says which field of a round cannot be taken and why."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from desktop.errors import RoundFileWrong
from desktop.exchange.field_checks import code_problems, count_problems, place_problems, text_problems, twice_problems
from desktop.exchange.rule_toml import LARGEST_HOUSEHOLD, MOST_AREAS, ItemShape, item_draft, items_problems
from desktop.exchange.toml_file import FILE_LIMIT, read_shape
from desktop.records.distribution import PointDraft, RoundDraft
from desktop.records.relief_rule import Criteria
from desktop.reference.places import covers
from desktop.values.lane_budget import MOST_LANES
from desktop.values.text import tidy_name
from desktop.values.vocabulary import Criterion, ListKind

__all__ = ["FILE_LIMIT", "is_round", "read_round", "require_sound"]

MOST_POINTS = 50


class _Point(msgspec.Struct, forbid_unknown_fields=True, rename={"on_day": "on"}):
    code: str
    name: str
    areas: list[str] = []
    lanes: int | None = None
    on_day: date | None = None


class _Round(
    msgspec.Struct, forbid_unknown_fields=True, rename={"list_kind": "list", "from_day": "from", "to_day": "to"}
):
    programme: str
    code: str
    list_kind: ListKind
    areas: list[str]
    from_day: date
    to_day: date
    point: list[_Point]
    item: list[ItemShape] | None = None
    criteria: list[Criterion] = []
    size_at_least: int | None = None
    event: str = ""


def is_round(data: bytes) -> bool:
    """Whether a file means to be a round and not a programme: it says when or where. Raises RoundFileWrong."""
    found = read_shape(data, dict[str, object])
    return any(name in found for name in ("code", "point", "from", "to"))


def read_round(data: bytes) -> RoundDraft:
    """The draft that a round file says, sound in itself. Raises RoundFileWrong with the field and its value.

    Without items it takes those of its programme, which only the store knows.
    """
    found = read_shape(data, _Round)
    if found.item is not None and not found.item:
        raise RoundFileWrong(where="item", value="0", why="count")
    if found.size_at_least is not None and not 2 <= found.size_at_least <= LARGEST_HOUSEHOLD:
        raise RoundFileWrong(where="size_at_least", value=str(found.size_at_least), why="household")
    draft = RoundDraft(
        programme=tidy_name(found.programme),
        code=found.code,
        list_kind=found.list_kind,
        areas=tuple(found.areas),
        from_day=found.from_day,
        to_day=found.to_day,
        items=tuple(item_draft(position, item) for position, item in enumerate(found.item or ())),
        points=tuple(_point(position, point) for position, point in enumerate(found.point)),
        criteria=Criteria(tuple(found.criteria), found.size_at_least or 0),
        event=found.event,
    )
    require_sound(draft)
    return draft


def _point(position: int, point: _Point) -> PointDraft:
    """The draft of a point; no lanes at all, written down, is not the same as no plan."""
    if point.lanes == 0:
        raise RoundFileWrong(where=f"point[{position}].lanes", value="0", why="lanes")
    return PointDraft(point.code, tidy_name(point.name), tuple(point.areas), point.lanes or 0, point.on_day)


def require_sound(draft: RoundDraft) -> None:
    """Refuse a draft that no round can be made of. Raises RoundFileWrong with the path as in a round file."""
    problem = next(_problems(draft), None)
    if problem is not None:
        raise problem


def _problems(draft: RoundDraft) -> Iterator[RoundFileWrong]:
    yield from text_problems("programme", draft.programme)
    yield from code_problems("code", draft.code)
    yield from count_problems("areas", draft.areas, 1, MOST_AREAS)
    yield from place_problems("areas", draft.areas)
    if draft.to_day < draft.from_day:
        yield RoundFileWrong(where="to", value=draft.to_day.isoformat(), why="days")
    if draft.items:
        yield from items_problems(draft.items, draft.areas, [point.code for point in draft.points])
    yield from count_problems("point", draft.points, 1, MOST_POINTS)
    yield from twice_problems("point[{}].code", (point.code for point in draft.points))
    for position, point in enumerate(draft.points):
        yield from _point_problems(f"point[{position}]", point, draft.areas)
    yield from _criteria_problems(draft)
    if draft.event:
        yield from code_problems("event", draft.event)


def _point_problems(where: str, point: PointDraft, round_areas: Sequence[str]) -> Iterator[RoundFileWrong]:
    yield from code_problems(f"{where}.code", point.code)
    yield from text_problems(f"{where}.name", point.name)
    yield from count_problems(f"{where}.areas", point.areas, 0, MOST_AREAS)
    yield from place_problems(f"{where}.areas", point.areas)
    if not 0 <= point.lanes <= MOST_LANES:
        yield RoundFileWrong(where=f"{where}.lanes", value=str(point.lanes), why="lanes")
    for number, pcode in enumerate(point.areas):
        if pcode not in round_areas and not any(covers(outer, pcode) for outer in round_areas):
            yield RoundFileWrong(where=f"{where}.areas[{number}]", value=pcode, why="outside")


def _criteria_problems(draft: RoundDraft) -> Iterator[RoundFileWrong]:
    """Who is chosen is signed by two people before anybody stands in a queue: a list by criteria is a fixed one."""
    yield from twice_problems("criteria[{}]", (criterion.value for criterion in draft.criteria.any_of))
    if not draft.criteria.everybody and draft.list_kind is not ListKind.FROZEN:
        yield RoundFileWrong(where="list", value=draft.list_kind.value, why="criteria_frozen")
