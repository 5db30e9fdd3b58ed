"""Rules in words, as a supervisor reads them aloud; and whom a round is for, in one sentence to the person."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.records.distribution import ItemDraft, ItemDue, ItemStock
from desktop.records.relief_rule import Criteria, Facts
from desktop.reference.places import COUNTRY, area_line
from desktop.reference.tables import relief_items
from desktop.values.vocabulary import Category, Once
from desktop.words.catalogue import isolated, joined, language, tr, tr_n
from desktop.words.labels import label

_MEASURED = ("g", "PKR")


def item_name(code: str) -> str:
    """An item's name; one that left the shipped list is told by its code."""
    known = relief_items().get(code)
    return known.label.text(language()) if known else isolated(code)


def counted(code: str, quantity: int) -> str:
    """How much of an item: with its unit where it is weighed or paid, else the number of pieces alone."""
    known = relief_items().get(code)
    number = f"{quantity:,}"
    return isolated(f"{number} {known.unit}") if known and known.unit in _MEASURED else number


def items_words(items: Sequence[ItemDue]) -> str:
    """Items with their amounts, one after the other."""
    return joined(*[tr("{item} × {n}", item=item_name(one.item), n=counted(one.item, one.quantity)) for one in items])


def rule_sentence(item: ItemDraft, items: Sequence[ItemDraft] = ()) -> str:
    """A rule as a supervisor reads it aloud; `items` are all of its round, for those that are given instead of it."""
    return f"{item_name(item.code)}: " + joined(*[*_amounts(item), *_limits(item, items)])


def _amounts(item: ItemDraft) -> Iterator[str]:
    yield from _steps(item)
    rule = item.rule
    if rule.per_person:
        yield tr("{quantity} for each person", quantity=counted(item.code, rule.per_person))
    for category, amount in rule.per:
        quantity = counted(item.code, amount)
        yield {
            Category.INFANT: tr("{quantity} for each child under two", quantity=quantity),
            Category.WOMAN: tr("{quantity} for each woman or girl of 12 to 49", quantity=quantity),
            Category.DISABLED: tr("{quantity} for each person with a disability", quantity=quantity),
        }[category]
    if rule.most:
        yield tr("at most {quantity}", quantity=counted(item.code, rule.most))


def _steps(item: ItemDraft) -> Iterator[str]:
    for step, following in pairwise((*item.steps, None)):
        assert step is not None
        quantity = counted(item.code, step.qty)
        if step.min_size == 1 and following is None:
            yield tr("{quantity} for every household", quantity=quantity)
        elif following is None:
            yield tr("{quantity} from {size} people on", quantity=quantity, size=step.min_size)
        else:
            last = following.min_size - 1
            if last == 1:
                yield tr("{quantity} for one person", quantity=quantity)
                continue
            sizes = str(step.min_size) if last == step.min_size else f"{step.min_size}-{last}"
            yield tr("{quantity} for {sizes} people", quantity=quantity, sizes=sizes)


def _limits(item: ItemDraft, items: Sequence[ItemDraft]) -> Iterator[str]:
    rule = item.rule
    if rule.every_days:
        yield tr_n("once in {n} day", "once in {n} days", rule.every_days)
    if rule.once is Once.PROGRAMME:
        yield tr("once in the whole programme")
    if rule.once is Once.EVENT:
        yield tr("once after the event")
    others = [item_name(one.code) for one in items if one.rule.instead == rule.instead and one.code != item.code]
    if rule.instead and others:
        yield tr("or instead of it: {items}", items=joined(*others))
    if rule.areas:
        places = [tr("the whole country") if pcode == COUNTRY else area_line(pcode, language()) for pcode in rule.areas]
        yield tr("only in {places}", places="; ".join(places))
    if rule.points:
        yield tr("only at {points}", points=joined(*rule.points))
    if rule.stock_limited:
        yield tr("while there is some")
    if rule.loan:
        yield tr("it comes back")
    if rule.tolerance == 0:
        yield tr("none of it may be missing")
    elif rule.tolerance is not None:
        yield tr("of a thousand {n} may be missing", n=str(rule.tolerance))


def example_sentence(facts: Facts, items: Sequence[ItemDue]) -> str:
    """What a household would get, as in "A household of 7 people gets: Wheat flour 20 kg 4, Cooking oil 5 L 1"."""
    who = tr_n("A household of {n} person", "A household of {n} people", facts.size)
    with_them = [
        tr_n("{n} child under two", "{n} children under two", facts.infants) if facts.infants else "",
        tr_n("{n} woman or girl of 12 to 49", "{n} women and girls of 12 to 49", facts.women) if facts.women else "",
        tr_n("{n} person with a disability", "{n} people with a disability", facts.disabled) if facts.disabled else "",
    ]
    if any(with_them):
        who = tr("{household} with {people}", household=who, people=joined(*[one for one in with_them if one]))
    if not items:
        return tr("{household} gets nothing.", household=who)
    what = joined(*[f"{item_name(line.item)} × {counted(line.item, line.quantity)}" for line in items])
    return tr("{household} gets: {items}.", household=who, items=what)


def criteria_sentence(criteria: Criteria) -> str:
    """Whom a round is for, as it is told to a person who asks."""
    if criteria.everybody:
        return tr("This round is for every household of its places.")
    who = [label(criterion) for criterion in criteria.any_of]
    if criteria.size_at_least:
        who.append(tr("households of {n} or more people", n=criteria.size_at_least))
    return tr("This round is for {who}.", who=tr(" or ").join(who))


def stock_remarks(stock: Sequence[ItemStock]) -> tuple[str, ...]:
    """What is to be known about stock before a round opens; never a reason to refuse it."""
    if not stock:
        return (tr("Nobody on this list is due anything."),)
    if all(line.on_hand is None for line in stock):
        return (tr("No stock was counted for this round yet. It can open; what will be short is not known."),)
    found = [
        tr(
            "{item}: {there} lie at the points, {wanted} are still to be given. {short} are short.",
            item=item_name(line.item),
            there=counted(line.item, line.on_hand or 0),
            wanted=counted(line.item, line.due - line.given),
            short=counted(line.item, line.short),
        )
        for line in stock
        if line.short
    ]
    uncounted = [item_name(line.item) for line in stock if line.on_hand is None]
    if uncounted:
        found.append(tr("Not counted at any point: {items}.", items=joined(*uncounted)))
    return tuple(found)
