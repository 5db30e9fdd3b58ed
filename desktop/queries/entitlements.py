"""What a household is due in a round: the rule of each item, the areas a round and its points cover."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop.models.place import DistributionPoint, PointArea
from desktop.models.programme import ItemStep, RoundArea, RoundItem
from desktop.records.distribution import ItemDraft, ItemDue, StepDraft
from desktop.reference.places import areas as all_areas
from desktop.reference.places import covers
from desktop.reference.tables import relief_items


def due(items: Sequence[ItemDraft], size: int) -> tuple[ItemDue, ...]:
    """What a household of `size` people may draw: of each item the last step that it reaches; none, no line."""
    found: list[ItemDue] = []
    for item in items:
        reached = [step.qty for step in item.steps if step.min_size <= size]
        if reached:
            found.append(ItemDue(item.code, reached[-1], unit_of(item.code)))
    return tuple(found)


def unit_of(item: str) -> str:
    """The unit an item is counted in; items that left the shipped list are counted in pieces."""
    known = relief_items().get(item)
    return known.unit if known else "piece"


@lru_cache(maxsize=256)
def beneath(areas: tuple[str, ...]) -> frozenset[str]:
    """Every P-code that `areas` cover, themselves too."""
    return frozenset(pcode for pcode in all_areas() if inside(areas, pcode))


def inside(areas: tuple[str, ...], pcode: str) -> bool:
    """Whether the place lies in one of `areas`."""
    return any(covers(area, pcode) for area in areas)


@dataclass(frozen=True)
class PlanPoint:
    """A point of a round and the areas it serves (none: every household of the round)."""

    id: UUID
    code: str
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The parts of a round that never change once it is made: areas, items and points in the order of its file."""

    areas: tuple[str, ...]
    items: tuple[ItemDraft, ...]
    points: tuple[PlanPoint, ...]

    def elsewhere(self, point: UUID, pcode: str) -> str:
        """Name of the point where a household of `pcode` is served instead, or empty when it is served at `point`.

        A point without areas serves everybody. A household that no point serves is served anywhere: a gap in the
        round's file must not become somebody's dead end.
        """
        here = next(found for found in self.points if found.id == point)
        if not here.areas or inside(here.areas, pcode):
            return ""
        others = [found for found in self.points if found.id != point]
        named = next((found.name for found in others if found.areas and inside(found.areas, pcode)), "")
        return named or next((found.name for found in others if not found.areas), "")


_ITEMS = (
    select(RoundItem.item, ItemStep.min_size, ItemStep.quantity)
    .join(
        ItemStep,
        (ItemStep.district_id == RoundItem.district_id)
        & (ItemStep.round_id == RoundItem.round_id)
        & (ItemStep.item == RoundItem.item),
    )
    .where(RoundItem.district_id == bindparam("district"), RoundItem.round_id == bindparam("round"))
    .order_by(RoundItem.place, ItemStep.min_size)
)
_AREAS = (
    select(RoundArea.pcode)
    .where(RoundArea.district_id == bindparam("district"), RoundArea.round_id == bindparam("round"))
    .order_by(RoundArea.pcode)
)
_POINTS = (
    select(DistributionPoint.id, DistributionPoint.code, DistributionPoint.name, PointArea.pcode)
    .outerjoin(
        PointArea,
        (PointArea.district_id == DistributionPoint.district_id) & (PointArea.point_id == DistributionPoint.id),
    )
    .where(DistributionPoint.district_id == bindparam("district"), DistributionPoint.round_id == bindparam("round"))
    .order_by(DistributionPoint.id, PointArea.pcode)  # ids rise in the order of the file
)

_plans: dict[tuple[str, UUID], Plan] = {}
_MOST_PLANS = 64


def plan(conn: Connection, district: str, round_id: UUID) -> Plan:
    """The unchanging parts of a round, read once, because the scan station cannot spare the time."""
    kept = _plans.get((district, round_id))
    if kept is None:
        if len(_plans) >= _MOST_PLANS:
            _plans.clear()
        kept = _plans[district, round_id] = _read_plan(conn, district, round_id)
    return kept


def _read_plan(conn: Connection, district: str, round_id: UUID) -> Plan:
    names = {"district": district, "round": round_id}
    steps: dict[str, list[StepDraft]] = {}
    for item, min_size, quantity in conn.execute(_ITEMS, names):
        steps.setdefault(item, []).append(StepDraft(min_size, quantity))
    points: dict[UUID, PlanPoint] = {}
    for point, code, name, pcode in conn.execute(_POINTS, names):
        before = points.get(point)
        kept = before.areas if before else ()
        points[point] = PlanPoint(point, code, name, kept + ((pcode,) if pcode else ()))
    return Plan(
        areas=tuple(conn.execute(_AREAS, names).scalars()),
        items=tuple(ItemDraft(item, tuple(found)) for item, found in steps.items()),
        points=tuple(points.values()),
    )
