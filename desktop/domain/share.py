"""What a household may be handed over now: by the rules, by what it had before, as far as the shelf goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from desktop.domain.entitlement import Plan, due, unit_of
from desktop.domain.verdict import GivenBefore, Share
from desktop.records.distribution import ItemDraft, ItemDue
from desktop.records.relief_rule import Facts
from desktop.values.period import local_day
from desktop.values.vocabulary import Once


@dataclass(frozen=True)
class OpenLine:
    """A line that an earlier hand-over left open."""

    disbursement: UUID
    item: str
    quantity: int
    day: date
    """Of that hand-over."""


@dataclass(frozen=True)
class Had:
    """An item that was handed over before, in this round or in another one that a rule looks at."""

    disbursement: UUID
    item: str
    here: bool
    """In this round."""
    turn: int
    day: date
    event: bool
    """In a round of the same event."""
    programme: bool
    given: GivenBefore


@dataclass(frozen=True)
class Today:
    """The day that is counted for: of the lane, or with `late` the day on a paper sheet.

    `moved`: by how much the clock was set forward since a hand-over, so that its days are in doubt.
    """

    day: date
    now: datetime
    late: bool = False
    moved: Mapping[UUID, timedelta] = field(default_factory=dict[UUID, timedelta])

    def apart(self, day: date, disbursement: UUID) -> tuple[int, int]:
        """Days since then by the calendar, and how many of them surely passed.

        At a lane a day ahead of the clock counts as today: whoever set a clock back gains no second share by it. A
        sheet may be entered between two hand-overs, and then keeps its distance from both.
        """
        moved = self.moved.get(disbursement, timedelta(0))
        surely = min(self.day, local_day(self.now - moved)) if moved else self.day
        if self.late and day > self.day:
            return (day - self.day).days, (day - self.day).days
        return (self.day - day).days, (surely - day).days


@dataclass(frozen=True)
class Due:
    """The share, and what a hand-over of it has to write.

    `ruled`: whether the rules give the household anything at all; `given`: what stands against a hand-over now;
    `settled`: open lines that it settles, `opens`: lines that it leaves open; `turns`: of items that are due again in
    this round; `nothing_left`: whether the shelf of the point is empty; `doubted`: the hand-over since which too little
    time surely passed, when nothing else is due.
    """

    share: Share
    ruled: bool
    given: GivenBefore | None = None
    settled: tuple[OpenLine, ...] = ()
    opens: tuple[ItemDue, ...] = ()
    turns: Mapping[str, int] | None = None
    nothing_left: bool = False
    doubted: GivenBefore | None = None


def due_now(
    fixed: Plan,
    facts: Facts,
    today: Today,
    *,
    given: GivenBefore | None,
    had: Sequence[Had],
    lines: Sequence[OpenLine],
    levels: Mapping[str, int],
    only_owed: bool = False,
) -> Due:
    """What is due now, cut to what is there. `given` is the first hand-over of this round that stands.

    Once a household received, only what is owed to it and what a rule gives again is due. `only_owed`: it draws no
    share of its own now, but what is owed to it all the same.
    """
    out = {item for item, on_hand in levels.items() if on_hand == 0}
    ruled = due(fixed.items, facts, out)
    rules = {item.code: item for item in fixed.items}
    again = [line for line in ruled if not only_owed and _due_again(rules[line.item], had, lines, today, given)]
    fresh = [line for line in again if not _in_doubt(rules[line.item], had, lines, today)]
    turns = {line.item: _turn(line.item, had) for line in fresh if any(one.here for one in had)}
    nothing_left = bool(fixed.items) and all(item.code in out for item in fixed.items)
    against = None if again else given or _newest(had, {line.item for line in ruled})
    share, settled = _on_the_shelf(fresh, lines, levels, rules)
    if settled:
        against = None
    opened = {line.item for line in (*fresh, *settled)}
    return Due(
        share=share,
        ruled=bool(ruled or (out and due(fixed.items, facts))),
        given=against,
        settled=settled,
        opens=tuple(line for line in share.owed if line.item in opened),
        turns=turns or None,
        nothing_left=nothing_left,
        doubted=None if fresh else _newest(had, {line.item for line in again}),
    )


def _due_again(
    item: ItemDraft, had: Sequence[Had], lines: Sequence[OpenLine], today: Today, given: GivenBefore | None
) -> bool:
    """Whether an item of the rules is due although something was handed over before."""
    mine = [one for one in had if one.item == item.code]
    rule = item.rule
    if rule.once is Once.PROGRAMME and any(one.programme for one in mine):
        return False
    if rule.once is Once.EVENT and any(one.event or one.here for one in mine):
        return False
    if rule.every_days:
        return all(passed >= rule.every_days for passed, _ in _distances(item, had, lines, today))
    return given is None


def _in_doubt(item: ItemDraft, had: Sequence[Had], lines: Sequence[OpenLine], today: Today) -> bool:
    """Whether an item of every so many days is due only because the clock was set forward meanwhile."""
    period = item.rule.every_days
    return bool(period) and any(surely < period for _, surely in _distances(item, had, lines, today))


def _distances(item: ItemDraft, had: Sequence[Had], lines: Sequence[OpenLine], today: Today) -> list[tuple[int, int]]:
    """How far the hand-overs of an item are away. What is owed counts from the day on which it was due: it is given
    later, and is no second share."""
    given = [(one.day, one.disbursement) for one in had if one.item == item.code and one.programme]
    owed = [(one.day, one.disbursement) for one in lines if one.item == item.code]
    return [today.apart(*one) for one in given + owed]


def _turn(item: str, had: Sequence[Had]) -> int:
    return max((one.turn + 1 for one in had if one.item == item and one.here), default=1)


def _newest(had: Sequence[Had], items: set[str]) -> GivenBefore | None:
    found = [one.given for one in had if one.item in items]
    return max(found, key=lambda one: one.at, default=None)


def _on_the_shelf(
    fresh: Sequence[ItemDue], lines: Sequence[OpenLine], levels: Mapping[str, int], rules: Mapping[str, ItemDraft]
) -> tuple[Share, tuple[OpenLine, ...]]:
    """What can be handed over now, what stays owed, and which open lines that settles.

    A line of which nothing is there stays open as it is; one of which a part is there is settled by it and the rest is
    owed anew.
    """
    wanted = {line.item: line.quantity for line in fresh}
    left: dict[str, int] = {}
    for line in lines:  # two lines of one item, where one came with a household that was taken in
        left[line.item] = left.get(line.item, 0) + line.quantity
    items: list[ItemDue] = []
    owed: list[ItemDue] = []
    cut = False
    for item in dict.fromkeys((*wanted, *left)):
        asked = wanted.get(item, 0) + left.get(item, 0)
        now = min(asked, levels.get(item, asked))
        rest = asked - now
        if now:
            items.append(ItemDue(item, now, unit_of(item)))
        if rest and not (item in rules and rules[item].rule.stock_limited):
            owed.append(ItemDue(item, rest, unit_of(item)))
        cut = cut or (rest > 0 and (now > 0 or item in wanted))
    there = {line.item for line in items}
    settled = tuple(line for line in lines if there and (line.item in there or line.item in wanted))
    return Share(tuple(items), tuple(owed), cut, settles=bool(settled)), settled
