"""What is to be known about a round before it opens: who is on its list, what nobody is due, stock, lanes, days."""

from collections.abc import Iterator

from desktop.records.distribution import RoundView
from desktop.words.catalogue import tr
from desktop.words.lane_plan import plan_remarks
from desktop.words.rules import item_name, stock_remarks


def round_remarks(one: RoundView) -> tuple[str, ...]:
    """Everything that is remarked of a round; never a reason to refuse it."""
    if not one.households:
        return (tr("Nobody is on this list. Look at its areas and at whom it is for."), *plan_remarks(one))
    return (*stock_remarks(one.stock), *_for_nobody(one), *plan_remarks(one))


def _for_nobody(one: RoundView) -> Iterator[str]:
    """Items of which nobody is due any, while others are; of a choice one of its items is enough."""
    given = {line.item for line in one.totals}
    chosen = {item.rule.instead for item in one.items if item.code in given}
    for item in one.items:
        if given and item.code not in given and not (item.rule.instead and item.rule.instead in chosen):
            yield tr("{item}: nobody on this list is due any of it.", item=item_name(item.code))
