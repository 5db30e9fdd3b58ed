"""Reads the items of a round or programme file with their rules, and says which part of a rule cannot be taken."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from desktop.errors import RoundFileWrong
from desktop.exchange.field_checks import code_problems, count_problems, place_problems, twice_problems
from desktop.records.distribution import ItemDraft, StepDraft
from desktop.records.relief_rule import PLAIN, ItemRule
from desktop.reference.places import COUNTRY, covers
from desktop.reference.tables import relief_items
from desktop.values.vocabulary import Category, Once

MOST_OF_AN_ITEM = {"g": 500_000, "PKR": 500_000}
"""Grams of soap and rupees are counted one by one, so their bound is wide; it stops a slipped key, not a rule."""
MOST_PIECES = 2_000
"""Of anything else, for one household: ten for each person of the largest."""

LARGEST_HOUSEHOLD = 200
MOST_ITEMS = 20
MOST_STEPS = 20
MOST_AREAS = 1_000
MOST_DAYS = 366
MOST_MISSING = 50
"""In a thousand: one bag in twenty. Whoever lets more go missing unseen wants no book."""

_NO_LOAN = frozenset(("food", "cash"))
"""What is eaten or spent does not come back; and money that has to come back would be a debt."""


class StepShape(msgspec.Struct, forbid_unknown_fields=True):
    """One step of an item."""

    min_size: int
    qty: int


class PerShape(msgspec.Struct, forbid_unknown_fields=True):
    """So much for each person of a category."""

    infant: int | None = None
    woman: int | None = None
    disabled: int | None = None

    @property
    def told(self) -> tuple[tuple[Category, int], ...]:
        """What was told, in the order of the categories."""
        amounts = ((Category.INFANT, self.infant), (Category.WOMAN, self.woman), (Category.DISABLED, self.disabled))
        return tuple((category, amount) for category, amount in amounts if amount is not None)


class ItemShape(msgspec.Struct, forbid_unknown_fields=True):
    """One item as a file says it: one amount, and what limits it."""

    code: str
    qty: int | None = None
    per_person: int | None = None
    steps: list[StepShape] | None = None
    per: PerShape | None = None
    most: int | None = None
    every_days: int | None = None
    once: Once | None = None
    instead: str = ""
    areas: list[str] = []
    points: list[str] = []
    stock_limited: bool = False
    loan: bool = False
    tolerance: int | None = None


def item_draft(position: int, item: ItemShape) -> ItemDraft:
    """The draft of an item; a fixed amount is one step from size 1. Raises RoundFileWrong unless there is one amount.

    Numbers that the draft could not tell from nothing told are looked at here.
    """
    where, most_of_it = f"item[{position}]", most_of(item.code)
    amounts = (item.qty, item.per_person, item.steps, item.per)
    if sum(amount is not None for amount in amounts) != 1:
        raise RoundFileWrong(where=where, value=item.code, why="qty_or_steps")
    if item.qty is not None and not 1 <= item.qty <= most_of_it:
        raise RoundFileWrong(where=f"{where}.qty", value=str(item.qty), why="number")
    for name, number, most in (
        ("per_person", item.per_person, most_of_it),
        ("most", item.most, most_of_it),
    ):
        if number is not None and not 1 <= number <= most:
            raise RoundFileWrong(where=f"{where}.{name}", value=str(number), why="number")
    if item.every_days is not None and not 1 <= item.every_days <= MOST_DAYS:
        raise RoundFileWrong(where=f"{where}.every_days", value=str(item.every_days), why="every_days")
    if item.per is not None and not item.per.told:
        raise RoundFileWrong(where=f"{where}.per", value="0", why="count")
    steps = (StepDraft(1, item.qty),) if item.qty else tuple(StepDraft(s.min_size, s.qty) for s in item.steps or ())
    rule = ItemRule(
        per_person=item.per_person or 0,
        per=item.per.told if item.per is not None else (),
        most=item.most or 0,
        every_days=item.every_days or 0,
        once=item.once,
        instead=item.instead,
        areas=tuple(item.areas),
        points=tuple(item.points),
        stock_limited=item.stock_limited,
        loan=item.loan,
        tolerance=item.tolerance,
    )
    return ItemDraft(item.code, steps, PLAIN if rule == PLAIN else rule)


def most_of(code: str) -> int:
    """The most of an item that one household can be meant to get."""
    known = relief_items().get(code)
    return MOST_OF_AN_ITEM.get(known.unit, MOST_PIECES) if known is not None else max(MOST_OF_AN_ITEM.values())


def items_problems(
    items: Sequence[ItemDraft], areas: Sequence[str] | None = None, points: Sequence[str] | None = None
) -> Iterator[RoundFileWrong]:
    """Everything that no round can be made of, with its path.

    `areas` and `points` are those of the round; a programme has none, so there its rules of place are looked at only
    for codes that name nothing.
    """
    yield from count_problems("item", items, 1, MOST_ITEMS)
    yield from twice_problems("item[{}].code", (item.code for item in items))
    for position, item in enumerate(items):
        where = f"item[{position}]"
        yield from _amount_problems(where, item)
        yield from _limit_problems(where, item)
        yield from _place_problems(where, item.rule, areas, points)
    yield from _choice_problems(items)


def _amount_problems(where: str, item: ItemDraft) -> Iterator[RoundFileWrong]:
    if item.code not in relief_items():
        yield RoundFileWrong(where=f"{where}.code", value=item.code, why="unknown_item")
    rule = item.rule
    kinds = (bool(item.steps), bool(rule.per_person), bool(rule.per))
    if not any(kinds):
        yield from count_problems(f"{where}.steps", item.steps, 1, MOST_STEPS)
    if sum(kinds) > 1:
        yield RoundFileWrong(where=where, value=item.code, why="qty_or_steps")
    yield from count_problems(f"{where}.steps", item.steps, 0, MOST_STEPS)
    for number, step in enumerate(item.steps):
        if not 1 <= step.min_size <= LARGEST_HOUSEHOLD:
            yield RoundFileWrong(where=f"{where}.steps[{number}].min_size", value=str(step.min_size), why="household")
        if not 1 <= step.qty <= most_of(item.code):
            yield RoundFileWrong(where=f"{where}.steps[{number}].qty", value=str(step.qty), why="number")
    for number, (smaller, larger) in enumerate(pairwise(item.steps), start=1):
        if larger.min_size <= smaller.min_size:
            yield RoundFileWrong(where=f"{where}.steps[{number}].min_size", value=str(larger.min_size), why="steps")
    for category, quantity in rule.per:
        if not 1 <= quantity <= most_of(item.code):
            yield RoundFileWrong(where=f"{where}.per.{category.value}", value=str(quantity), why="number")
    yield from _million(where, item)


def _million(where: str, item: ItemDraft) -> Iterator[RoundFileWrong]:
    """What grows with people is capped, or stays bearable for the largest household that is taken."""
    rule, people = item.rule, LARGEST_HOUSEHOLD
    grown = rule.per_person * people + sum(quantity * people for _, quantity in rule.per)
    if not rule.most and grown > most_of(item.code):
        yield RoundFileWrong(where=where, value=str(grown), why="million")
    if rule.most and item.steps and min(step.qty for step in item.steps) >= rule.most and len(item.steps) > 1:
        yield RoundFileWrong(where=f"{where}.most", value=str(rule.most), why="cap_below_all")
    if rule.most and len(item.steps) == 1 and item.steps[0].qty > rule.most:
        yield RoundFileWrong(where=f"{where}.most", value=str(rule.most), why="cap_below_all")


def _limit_problems(where: str, item: ItemDraft) -> Iterator[RoundFileWrong]:
    rule = item.rule
    if not 0 <= rule.every_days <= MOST_DAYS:
        yield RoundFileWrong(where=f"{where}.every_days", value=str(rule.every_days), why="every_days")
    if rule.tolerance is not None and not 0 <= rule.tolerance <= MOST_MISSING:
        yield RoundFileWrong(where=f"{where}.tolerance", value=str(rule.tolerance), why="tolerance")
    if rule.every_days and rule.once:
        yield RoundFileWrong(where=where, value=item.code, why="often_or_once")
    if rule.instead:
        yield from code_problems(f"{where}.instead", rule.instead)
    known = relief_items().get(item.code)
    if rule.loan and known is not None and known.category in _NO_LOAN:
        yield RoundFileWrong(where=f"{where}.loan", value=item.code, why="no_loan")


def _place_problems(
    where: str, rule: ItemRule, areas: Sequence[str] | None, points: Sequence[str] | None
) -> Iterator[RoundFileWrong]:
    yield from count_problems(f"{where}.areas", rule.areas, 0, MOST_AREAS)
    yield from place_problems(f"{where}.areas", rule.areas)
    yield from twice_problems(f"{where}.points[{{}}]", rule.points)
    for number, code in enumerate(rule.points):
        if points is None:
            yield from code_problems(f"{where}.points[{number}]", code)
        elif code not in points:
            yield RoundFileWrong(where=f"{where}.points[{number}]", value=code, why="unknown_point")
    for number, pcode in enumerate(rule.areas if areas is not None else ()):
        if not any(_touch(outer, pcode) for outer in areas or ()):
            yield RoundFileWrong(where=f"{where}.areas[{number}]", value=pcode, why="outside")


def _touch(one: str, other: str) -> bool:
    """Whether two places have something in common."""
    return one == other or COUNTRY in (one, other) or covers(one, other) or covers(other, one)


def _choice_problems(items: Sequence[ItemDraft]) -> Iterator[RoundFileWrong]:
    names = [item.rule.instead for item in items]
    for position, name in enumerate(names):
        if name and names.count(name) == 1:
            yield RoundFileWrong(where=f"item[{position}].instead", value=name, why="alone")
