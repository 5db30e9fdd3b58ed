"""The quiet list's rules about days of relief: a thousand innocent days say nothing, each planted day says its own."""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

import pytest

from desktop.domain import quiet_limits as limits

DAY = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=3)
"""08:00 in Pakistan."""
DAYS = 1_000
STAFF = {
    "supervisor": ("sup-1", "sup-2"),
    "lead": ("lead-1", "lead-2"),
    "helpdesk": ("desk-1", "desk-2"),
    "clerk": ("clerk-1", "clerk-2", "clerk-3"),
    "scanner": ("scan-1", "scan-2", "scan-3", "scan-4"),
}
VILLAGES = [f"Chak {number}" for number in range(12)]


class Copied(NamedTuple):
    """A card printed once more: when it was issued, copied, said to have come out well, and how often it was before."""

    issued: datetime
    copied: datetime
    well: datetime | None = None
    before: int = 0


@dataclass
class Day:
    """What one day leaves behind, as the rules read it."""

    lanes: dict[int, list[datetime]] = field(default_factory=dict[int, list[datetime]])
    pairs: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    nights: list[tuple[str, datetime]] = field(default_factory=list[tuple[str, datetime]])
    cards: dict[str, list[datetime]] = field(default_factory=dict[str, list[datetime]])
    collected: Counter[str] = field(default_factory=Counter[str])
    typed: list[datetime] = field(default_factory=list[datetime])
    """Of the lane's hand-overs those on typed codes."""
    given: int = 0
    """Hand-overs of the operator, from whom own voids are judged."""
    copies: list[Copied] = field(default_factory=list[Copied])
    own_voids: Counter[str] = field(default_factory=Counter[str])
    """Taken back and handed over again by who did both, by household."""
    late_lines: list[bool] = field(default_factory=list[bool])
    """Lines entered from paper: whether a second person stood by."""
    returns: Counter[str] = field(default_factory=Counter[str])
    """Goods sent back, by point."""
    split_back: int = 0
    words: int = 0
    shown: int = 0
    acts: int = 0


def innocent(seed: int) -> Day:
    """A day with one very busy lane: rush hours, an operator who saves time, lost cards, neighbours, a late evening."""
    dice = Random(seed)
    day = Day()
    for lane in (2,):
        day.lanes[lane] = _lane(dice)
    for act in range(_poisson(dice, 7)):
        day.pairs.append(_two(dice, act))
    for _ in range(_poisson(dice, 9)):
        at = DAY + timedelta(minutes=dice.uniform(0, 510))
        day.cards.setdefault(dice.choice(VILLAGES), []).append(at)
    for times in day.cards.values():
        times.sort()
    if dice.random() < 0.1:  # a day close that took until eight, a correction that could not wait
        who = dice.choice(STAFF["lead"])
        day.nights += [
            (who, DAY + timedelta(hours=12, minutes=dice.uniform(0, 40))) for _ in range(dice.choice((1, 1, 2)))
        ]
    if dice.random() < 0.3:  # who begins at half past five, before the heat
        day.nights += [
            (dice.choice(STAFF["clerk"]), DAY - timedelta(hours=2, minutes=dice.uniform(0, 29))) for _ in range(6)
        ]
    for home in range(45):
        day.collected[f"neighbour-{home}"] = 1 if dice.random() < 0.8 else 2
    _operator(dice, day)
    return day


def _operator(dice: Random, day: Day) -> None:
    """What else one operator does on such a day, from how often it happens and not from what is counted.

    Each rate is a guess with its reason; there are no days of a real office yet.
    """
    at = list(day.lanes[2])
    day.given = len(at)
    _typed(dice, day, at)
    # a jam or an empty toner once in four days: a geometric number of sheets of ten, half seen next morning
    for _ in range(_poisson(dice, 0.25)):
        issued = DAY - timedelta(days=dice.choice((0, 1)), minutes=dice.uniform(0, 60))
        sheets = 1
        while dice.random() < 0.5:
            sheets += 1
        day.copies += [Copied(issued, DAY + timedelta(hours=4))] * (10 * sheets)
        day.copies += [Copied(issued, DAY + timedelta(hours=5), None, 1)] * _poisson(dice, 1)  # spoilt a second time
    # wet, torn or chewed: one or two a day
    old = DAY - timedelta(days=40)
    day.copies += [Copied(old, DAY + timedelta(hours=3), old)] * _poisson(dice, 1.5)
    # the wrong amount or lane, seen at once: one in a thousand
    day.own_voids = Counter(f"home {dice.randrange(1_500)}" for _ in range(_poisson(dice, len(at) / 1_000)))
    # who came while the laptop started, one or two; a power cut in one day of twenty, entered by two as the manual says
    day.late_lines = [dice.random() < 0.3 for _ in range(_poisson(dice, 1.5))]
    if dice.random() < 0.05:
        day.late_lines += [True] * dice.randint(80, 120)
    # wrong or torn goods now and then, and what is left at the close of up to four points on the last day of a round
    for point in range(4):
        day.returns[f"point {point}"] = _poisson(dice, 0.1)
    if dice.random() < 0.1:
        for point in range(dice.randint(1, 4)):
            day.returns[f"point {point}"] += 1
    # of some thousand families one or two in a month part in anger after a round was made, draw, and make up again
    day.split_back = _poisson(dice, 1.5 / 30)
    # a place that is truly called so; one day in ten among villages with several such places
    day.words = _poisson(dice, 2.5 if dice.random() < 0.1 else 0.3)
    # sixty households ask at the help desk, one in three is found by name among some five; half of them leave an act
    visits = _poisson(dice, 60)
    day.acts = sum(dice.random() < 0.5 for _ in range(visits))
    day.shown = sum(1 + _poisson(dice, 5) if dice.random() < 1 / 3 else 1 for _ in range(visits))


def _typed(dice: Random, day: Day, at: list[datetime]) -> None:
    """One in twenty forgot the card; a reader breaks in one day of fifty, for an hour or so, and typing is slow."""
    begins = DAY + timedelta(minutes=dice.uniform(0, 480))
    ends = begins + timedelta(hours=dice.expovariate(1.0) if dice.random() < 0.02 else 0)
    slow, last = list[datetime](), DAY
    for one in at:
        if begins <= one < ends and one - last >= timedelta(seconds=20):
            slow.append(one)
            last = one
    day.typed = sorted({*slow, *(one for one in at if not begins <= one < ends and dice.random() < 1 / 20)})


def _lane(dice: Random) -> list[datetime]:
    """Hand-overs of eight hours: about 12 s each, in a rush 7 s, and one in thirty right after the one before."""
    at, found = DAY, list[datetime]()
    while at < DAY + timedelta(hours=8):
        rush = 1 <= (at - DAY) / timedelta(hours=1) < 3
        quick = dice.random() < 1 / 30
        seconds = dice.uniform(2, 4) if quick else max(4.0, dice.lognormvariate(math.log(7 if rush else 12), 0.5))
        at += timedelta(seconds=seconds if dice.random() > 0.01 else 600)
        found.append(at)
    return found


def _two(dice: Random, act: int) -> tuple[str, str]:
    """Who did an act that needs two, and with whom: the help desk mostly with the lead who stands beside it."""
    kind = "helpdesk" if act % 3 else dice.choice(("supervisor", "lead", "clerk"))
    other = {"helpdesk": "lead", "supervisor": "lead", "lead": "supervisor", "clerk": "helpdesk"}[kind]
    if dice.random() < 0.3:
        other = dice.choice([role for role in STAFF if role not in (kind, other)])
    return dice.choice(STAFF[kind]), dice.choice(STAFF[other])


def _poisson(dice: Random, mean: float) -> int:
    left, count = math.exp(-mean), 0
    chance = dice.random()
    while chance > left:
        chance *= dice.random()
        count += 1
    return count


def flagged(day: Day) -> list[str]:
    """Which rules speak."""
    found = ["lane" for times in day.lanes.values() for _ in limits.lane_runs(times)]
    found += ["staff" for _ in limits.frequent_pairs(day.pairs)]
    nights = Counter((who, limits.night_of(at)) for who, at in day.nights if limits.night_of(at) is not None)
    found += ["night" for count in nights.values() if count >= limits.NIGHT_ACTS]
    found += ["cards" for times in day.cards.values() for _ in limits.card_runs(times)]
    found += ["typed"] if limits.typed_much(day.typed, sum(map(len, day.lanes.values()))) else []
    found += [kind for kind, much in _operators_day(day).items() if much]
    found += ["collector" for count in day.collected.values() if count > limits.COLLECTS]
    return found


def _operators_day(day: Day) -> dict[str, bool]:
    """Which rules about one operator speak."""
    spoilt = [limits.is_of_spoilt_run(one.issued, one.copied, one.well, one.before) for one in day.copies]
    return {
        "copies": spoilt.count(False) >= limits.COPIES,
        "own_voids": limits.voids_much(day.own_voids, day.given),
        "late_lines": day.late_lines.count(False) >= limits.LATE_LINES,
        "returns": max(day.returns.values(), default=0) >= limits.RETURNS,
        "split_back": day.split_back >= limits.SPLIT_BACK,
        "words": day.words >= limits.WORDS,
        "shown": limits.shown_much(day.shown, day.acts),
    }


def _plant(day: Day, what: str) -> None:
    """What a tester did on one day, and a little less than that."""
    old = DAY - timedelta(days=40)
    match what:
        case "copies":
            day.copies += [Copied(old, DAY + timedelta(hours=2), old)] * 60
        case "own_voids":
            day.own_voids["the cousin"] += 4
        case "late_lines":
            day.late_lines += [False] * 60
        case "returns":
            day.returns["point 1"] += 6
        case "split_back":
            day.split_back += 3
        case "words":
            day.words += 9
        case "shown":
            day.shown += 284 * 3
        case _:
            raise AssertionError(what)


OPERATORS = tuple(_operators_day(Day()))


def test_a_thousand_innocent_days_say_nothing() -> None:
    """Days on which much could have been said: every rate is argued where it stands, none knows a threshold."""
    days = [innocent(seed) for seed in range(DAYS)]
    told = Counter(kind for day in days for kind in flagged(day))
    assert told == {}
    assert sum(len(day.lanes[2]) for day in days) / DAYS > 1_500
    assert max(len(day.pairs) for day in days) > 12
    assert sum(bool(day.nights) for day in days) > 200
    assert max(len(times) for day in days for times in day.cards.values()) >= 4


def test_the_innocent_days_reach_past_what_is_counted() -> None:
    """Else they would prove nothing: with the plain numbers of before, five of the rules accuse the innocent."""
    days = [innocent(seed) for seed in range(DAYS)]
    assert sum(len(day.copies) >= limits.COPIES for day in days) > 20, "spoilt runs"
    assert sum(day.own_voids.total() >= limits.OWN_VOIDS for day in days) > 100, "slips of the hand"
    assert sum(len(day.late_lines) >= limits.LATE_LINES for day in days) > 20, "power cuts"
    assert sum(day.returns.total() >= limits.OWN_VOIDS for day in days) > 20, "points that close"
    assert sum(day.split_back >= 1 for day in days) > 20, "families that made up again"
    assert sum(day.words >= 5 for day in days) > 2, "villages with such names"


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("what", ["lane", "staff", "night", "cards", "collector", "typed", *OPERATORS])
def test_what_is_planted_in_an_innocent_day_is_shown_alone(what: str, seed: int) -> None:
    """One planted thing, one line."""
    day = innocent(seed)
    match what:
        case "lane":
            begins = day.lanes[2][-1] + timedelta(minutes=1)
            day.lanes[2] += [begins + timedelta(seconds=2.5 * number) for number in range(14)]
        case "staff":
            day.pairs += [("sup-1", "lead-1")] * 60
        case "night":
            day.nights += [("clerk-1", DAY + timedelta(hours=15, minutes=number)) for number in range(4)]
        case "cards":
            day.cards["Kot"] = [DAY + timedelta(minutes=5 * number) for number in range(7)]
        case "typed":
            begins = day.lanes[2][-1] + timedelta(minutes=1)
            day.typed += [begins + timedelta(seconds=4.1 * number) for number in range(24)]
            day.lanes[2] += day.typed[-24:]
        case "collector":
            day.collected["the boy"] = 6
        case _:
            _plant(day, what)
    assert flagged(day) == [what]


def test_where_the_numbers_begin() -> None:
    """One fewer, one slower, one later is silent."""
    at = [DAY + timedelta(seconds=3 * number) for number in range(40)]
    assert limits.lane_runs(at[:9]) == []
    assert limits.lane_runs(at[:10]) == [(0, 9)]
    assert limits.lane_runs(at) == [(0, 39)]
    assert limits.lane_runs([DAY + timedelta(seconds=4 * number) for number in range(40)]) == []
    assert limits.lane_runs([]) == []
    pair, other = ("a", "b"), ("a", "c")
    assert limits.frequent_pairs([pair] * 11) == []
    assert limits.frequent_pairs([pair] * 6 + [("b", "a")] * 6) == [(pair, 12)]
    assert limits.frequent_pairs([pair] * 12 + [other] * 4) == []
    assert limits.frequent_pairs([pair] * 13 + [other] * 4) == [(pair, 13)]
    assert limits.frequent_pairs([]) == []
    minutes = [DAY + timedelta(minutes=12 * number) for number in range(6)]
    assert limits.card_runs(minutes) == [(0, 5)]
    assert limits.card_runs([*minutes[:5], minutes[5] + timedelta(seconds=1)]) == []


@pytest.mark.parametrize(
    ("hour", "minute", "night"),
    [(4, 59, -1), (5, 0, None), (12, 0, None), (19, 59, None), (20, 0, 0), (23, 59, 0), (0, 0, -1)],
)
def test_the_night_is_that_of_pakistan(hour: int, minute: int, night: int | None) -> None:
    """From eight in the evening to five in the morning, named by its evening."""
    at = datetime(2026, 11, 24, hour, minute, tzinfo=limits.PAKISTAN)
    day = None if night is None else at.date() + timedelta(days=night)
    assert limits.night_of(at.astimezone(UTC)) == day
