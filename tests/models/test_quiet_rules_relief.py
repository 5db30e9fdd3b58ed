"""The quiet list's rules about days of relief: a thousand innocent days say nothing, each planted day says its own."""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from desktop.models import quiet_rules as rules

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
LEAST = {
    "copies": rules.COPIES,
    "own_voids": rules.OWN_VOIDS,
    "late_lines": rules.LATE_LINES,
    "returns": rules.RETURNS,
    "split_back": rules.SPLIT_BACK,
    "words": rules.WORDS,
}
VILLAGES = [f"Chak {number}" for number in range(12)]


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
    did: Counter[str] = field(default_factory=Counter[str])
    """What one operator did most of: copies, own voids given again, late lines, returns, splits joined again, words."""


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
    """One in twenty forgot the card, a reader is broken for a quarter of an hour; spoilt sheets, slips, a truck."""
    broken = DAY + timedelta(minutes=dice.uniform(0, 400))
    at = list(day.lanes[2])
    slow = [one for one in at if broken <= one < broken + timedelta(minutes=15)][::4]  # typing takes its time
    day.typed = sorted({*slow, *(one for one in at if dice.random() < 1 / 20)})
    day.did["copies"] = dice.choice((0, 0, 0, 1, 2, 10, 20))
    day.did["own_voids"] = min(2, _poisson(dice, 0.2))
    day.did["late_lines"] = 25 if dice.random() < 0.05 else _poisson(dice, 1)
    day.did["returns"] = dice.choice((0, 0, 0, 0, 1, 1, 2))
    day.did["words"] = min(4, _poisson(dice, 0.3))


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
    found = ["lane" for times in day.lanes.values() for _ in rules.lane_runs(times)]
    found += ["staff" for _ in rules.frequent_pairs(day.pairs)]
    nights = Counter((who, rules.night_of(at)) for who, at in day.nights if rules.night_of(at) is not None)
    found += ["night" for count in nights.values() if count >= rules.NIGHT_ACTS]
    found += ["cards" for times in day.cards.values() for _ in rules.card_runs(times)]
    found += ["typed"] if rules.typed_much(day.typed, sum(map(len, day.lanes.values()))) else []
    found += [kind for kind, least in LEAST.items() if day.did[kind] >= least]
    found += ["collector" for count in day.collected.values() if count > rules.COLLECTS]
    return found


def test_a_thousand_innocent_days_say_nothing() -> None:
    """At most one line in all of them; and they are days on which something could have been said."""
    days = [innocent(seed) for seed in range(DAYS)]
    assert sum(len(flagged(day)) for day in days) <= 1
    assert sum(len(day.lanes[2]) for day in days) / DAYS > 1_500
    assert max(len(day.pairs) for day in days) > 12
    assert sum(bool(day.nights) for day in days) > 200
    assert max(len(times) for day in days for times in day.cards.values()) >= 4


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("what", ["lane", "staff", "night", "cards", "collector", "typed", *LEAST])
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
            day.did[what] = {
                "copies": 254,
                "own_voids": 4,
                "late_lines": 146,
                "returns": 6,
                "split_back": 6,
                "words": 9,
            }[what]
    assert flagged(day) == [what]


def test_where_the_numbers_begin() -> None:
    """One fewer, one slower, one later is silent."""
    at = [DAY + timedelta(seconds=3 * number) for number in range(40)]
    assert rules.lane_runs(at[:9]) == []
    assert rules.lane_runs(at[:10]) == [(0, 9)]
    assert rules.lane_runs(at) == [(0, 39)]
    assert rules.lane_runs([DAY + timedelta(seconds=4 * number) for number in range(40)]) == []
    assert rules.lane_runs([]) == []
    pair, other = ("a", "b"), ("a", "c")
    assert rules.frequent_pairs([pair] * 11) == []
    assert rules.frequent_pairs([pair] * 6 + [("b", "a")] * 6) == [(pair, 12)]
    assert rules.frequent_pairs([pair] * 12 + [other] * 4) == []
    assert rules.frequent_pairs([pair] * 13 + [other] * 4) == [(pair, 13)]
    assert rules.frequent_pairs([]) == []
    minutes = [DAY + timedelta(minutes=12 * number) for number in range(6)]
    assert rules.card_runs(minutes) == [(0, 5)]
    assert rules.card_runs([*minutes[:5], minutes[5] + timedelta(seconds=1)]) == []


@pytest.mark.parametrize(
    ("hour", "minute", "night"),
    [(4, 59, -1), (5, 0, None), (12, 0, None), (19, 59, None), (20, 0, 0), (23, 59, 0), (0, 0, -1)],
)
def test_the_night_is_that_of_pakistan(hour: int, minute: int, night: int | None) -> None:
    """From eight in the evening to five in the morning, named by its evening."""
    at = datetime(2026, 11, 24, hour, minute, tzinfo=rules.PAKISTAN)
    day = None if night is None else at.date() + timedelta(days=night)
    assert rules.night_of(at.astimezone(UTC)) == day
