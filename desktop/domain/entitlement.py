"""What a household is due in a round: the rule of each item, the areas that a round and its points cover."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from desktop.records.distribution import ItemDraft, ItemDue
from desktop.records.relief_rule import PLAIN, Facts
from desktop.reference.places import areas as all_areas
from desktop.reference.places import covers
from desktop.reference.tables import relief_items


def due(items: Sequence[ItemDraft], facts: Facts, out: Collection[str] = ()) -> tuple[ItemDue, ...]:
    """What a household of these facts may draw, in the order of `items`; an item that gives it nothing has no line.

    `out` names the items that have run out where it stands: what is given only while there is some is then left out,
    and of a choice the next item is taken. When a whole choice has run out its first item stays, to be owed.
    """
    amounts = [(item, amount_of(item, facts)) for item in items]
    offered = [
        (item, amount) for item, amount in amounts if amount and not (item.rule.stock_limited and item.code in out)
    ]
    chosen: dict[str, str] = {}
    for item, _ in sorted(offered, key=lambda line: line[0].code in out):  # stable: in order, what is there first
        if item.rule.instead:
            chosen.setdefault(item.rule.instead, item.code)
    return tuple(
        ItemDue(item.code, amount, unit_of(item.code))
        for item, amount in offered
        if not item.rule.instead or chosen[item.rule.instead] == item.code
    )


def amount_of(item: ItemDraft, facts: Facts) -> int:
    """How much of one item the household may draw, were it the only one; 0 for none.

    Of steps the last that it reaches counts; amounts for each person and for each of a category are added up.
    """
    rule = item.rule
    if rule.areas and facts.pcode and not inside(rule.areas, facts.pcode):
        return 0
    if rule.points and facts.point_code and facts.point_code not in rule.points:
        return 0
    amount = next((step.qty for step in reversed(item.steps) if step.min_size <= facts.size), 0)
    if rule is not PLAIN:
        amount += rule.per_person * facts.size + sum(qty * facts.of(category) for category, qty in rule.per)
    return min(amount, rule.most) if rule.most else amount


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
    lanes: int = 0
    on_day: date | None = None


@dataclass(frozen=True)
class Plan:
    """The parts of a round that never change once it is made: areas, items and points in the order of its file."""

    areas: tuple[str, ...]
    items: tuple[ItemDraft, ...]
    points: tuple[PlanPoint, ...]
    programme_id: UUID | None = None
    event_id: UUID | None = None
    by_category: bool = False
    """Whether any rule counts infants, women or people with a disability, so that these have to be looked up."""

    def serving(self, pcode: str) -> tuple[str, ...]:
        """Codes of the points where a household of `pcode` is served: any, when its place stands at none."""
        named = [point.code for point in self.points if point.areas and inside(point.areas, pcode)]
        open_to_all = [point.code for point in self.points if not point.areas]
        return tuple(named + open_to_all) or tuple(point.code for point in self.points)

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
