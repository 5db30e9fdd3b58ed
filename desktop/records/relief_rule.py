"""What an item's rule says beside steps by size, and the facts of a household that rules ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from desktop.values.vocabulary import Category, Criterion, Once


@dataclass(frozen=True)
class ItemRule:
    """What steps by size do not say; a rule that says nothing more is the default, and is not kept.

    `every_days` and `once` are told here and kept at the lane, which alone knows what was handed over before.
    """

    per_person: int = 0
    per: tuple[tuple[Category, int], ...] = ()
    """So much for each person of a category; the amounts add up."""
    most: int = 0
    """Never more than this to one household; 0 for no cap."""
    every_days: int = 0
    """Local days between two hand-overs, over all rounds of the programme; 0 for once a round."""
    once: Once | None = None
    instead: str = ""
    """Name of a choice: of the items that bear it, a household draws one."""
    areas: tuple[str, ...] = ()
    """P-codes where it is given; empty for everywhere in the round."""
    points: tuple[str, ...] = ()
    """Codes of the points where it is given; empty for all."""
    stock_limited: bool = False
    """Given only while there is some, and never owed."""
    loan: bool = False
    """Comes back."""
    tolerance: int | None = None
    """So many in a thousand may be missing before a second person looks; None for what is usual of its unit."""


PLAIN = ItemRule()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a household's share is counted from. Without `pcode` or `point_code` a rule of place holds everywhere."""

    size: int
    infants: int = 0
    """Children under two years."""
    women: int = 0
    """Women and girls of 12 to 49 years."""
    disabled: int = 0
    """People with a lot of difficulty in any of the six Washington questions, or who said so."""
    pcode: str = ""
    point_code: str = ""

    def of(self, category: Category) -> int:
        """How many people of a category there are."""
        return {Category.INFANT: self.infants, Category.WOMAN: self.women, Category.DISABLED: self.disabled}[category]


@dataclass(frozen=True, slots=True)
class Among:
    """Of the people of a household that nobody registered, those whom a rule counts, as they were told.

    Nobody is asked for proof; a woman who does not know her age is one of 12 to 49.
    """

    infants: int = 0
    women: int = 0
    disabled: int = 0

    def fits(self, size: int) -> bool:
        """Whether so many people can have them among them; a child under two is no woman of 12 to 49."""
        told = (self.infants, self.women, self.disabled)
        return all(0 <= number <= size for number in told) and self.infants + self.women <= size


NOBODY = Among()


@dataclass(frozen=True)
class Criteria:
    """Whom a round is for within its areas: whoever meets any one of them; everybody when there is none."""

    any_of: tuple[Criterion, ...] = ()
    size_at_least: int = 0
    """So many people meet it as well; 0 leaves size out of it."""

    @property
    def everybody(self) -> bool:
        """Whether nobody is chosen from, the list being everybody of the areas."""
        return not self.any_of and not self.size_at_least


EVERYBODY = Criteria()

type RuleContent = dict[str, Content]
type Content = str | int | list[Content] | dict[str, Content]
"""A rule as entries and the store hold it: no true and false, no nothing."""


def rule_content(rule: ItemRule) -> RuleContent:
    """A rule as content: only what it says."""
    said: RuleContent = {}
    if rule.per:
        said["per"] = {category.value: quantity for category, quantity in rule.per}
    numbers = {"per_person": rule.per_person, "most": rule.most, "every_days": rule.every_days}
    said.update({name: number for name, number in numbers.items() if number})
    words = {"once": rule.once.value if rule.once else "", "instead": rule.instead}
    said.update({name: word for name, word in words.items() if word})
    if rule.tolerance is not None:
        said["tolerance"] = rule.tolerance
    marks = [name for name, holds in (("loan", rule.loan), ("stock_limited", rule.stock_limited)) if holds]
    for name, values in (("areas", rule.areas), ("points", rule.points), ("marks", marks)):
        if values:
            said[name] = list(values)
    return said


def rule_of(content: Mapping[str, object]) -> ItemRule:
    """The rule that a content says; what is not in it is as in `PLAIN`. Raises ValueError for what is no rule."""
    marks = _texts(content, "marks")
    once = _text(content, "once")
    return ItemRule(
        per_person=_number(content, "per_person"),
        per=_per(content),
        most=_number(content, "most"),
        every_days=_number(content, "every_days"),
        once=Once(once) if once else None,
        instead=_text(content, "instead"),
        areas=_texts(content, "areas"),
        points=_texts(content, "points"),
        stock_limited="stock_limited" in marks,
        loan="loan" in marks,
        tolerance=_number(content, "tolerance") if "tolerance" in content else None,
    )


def _number(content: Mapping[str, object], name: str) -> int:
    return _whole(content.get(name, 0))


def _whole(found: object) -> int:
    if not isinstance(found, int):
        msg = "a rule holds whole numbers"
        raise TypeError(msg)
    return found


def _text(content: Mapping[str, object], name: str) -> str:
    return str(content.get(name, ""))


def _texts(content: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in cast("list[object]", content.get(name, [])))


def _per(content: Mapping[str, object]) -> tuple[tuple[Category, int], ...]:
    said = cast("dict[str, object]", content.get("per", {}))
    return tuple((category, _whole(said[category])) for category in Category if category in said)


def criteria_content(criteria: Criteria) -> RuleContent:
    """Criteria as entries and the store hold them."""
    said: RuleContent = {"any": [criterion.value for criterion in criteria.any_of]}
    if criteria.size_at_least:
        said["size_at_least"] = criteria.size_at_least
    return said


def criteria_of(content: Mapping[str, object]) -> Criteria:
    """The criteria that a content says."""
    any_of = tuple(Criterion(name) for name in _texts(content, "any"))
    return Criteria(any_of, _number(content, "size_at_least"))
