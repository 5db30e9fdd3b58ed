"""The oracle of the lane, and beside it what the help desk and a restore may do: who collects, help without a list.

As `relief_oracle`, from the words of the house and knowing nothing of its code.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from tests.rigs.relief_oracle import STEPS, Answer, HandOver, Oracle, Shown

NAMED = 2
"""Collectors of one household."""
CAP = 10
"""Households that a point helps on one day without a list."""
GROWN = 18


@dataclass(frozen=True)
class By:
    """How somebody collects in the holder's place: `slot` of another holder, or `named`, `caretaker` at a place, or
    `proxy`, or `delivery`."""

    way: str
    place: int = 1


@dataclass(frozen=True)
class Let:
    """Somebody whom two people let collect on a day."""

    home: int
    day: date
    at: datetime
    person: str


@dataclass
class WholeOracle(Oracle):
    """`named` are collectors by household and place, `delivered` households that are served at home."""

    named: dict[int, dict[int, str]] = field(default_factory=dict[int, dict[int, str]])
    let: list[Let] = field(default_factory=list[Let])
    delivered: set[int] = field(default_factory=set[int])
    between: dict[str, str] = field(default_factory=dict[str, str])
    """Who stands between workers and owners, and where, for somebody who is known by the name alone."""
    children: dict[str, tuple[int, date]] = field(default_factory=dict[str, tuple[int, date]])
    """Age of who is a child, and when it was told."""
    helped: Counter[tuple[str, date]] = field(default_factory=Counter[tuple[str, date]])
    collected: list[tuple[HandOver, str]] = field(default_factory=list[tuple[HandOver, str]])
    looked_at: int = 2
    """Somebody who collected for so many other households is looked at,"""
    most: int = 4
    """and who did for so many, collects no more."""

    # --- who collects ---

    def names(self, home: int, person: str) -> int | None:
        """The place at which a household may name somebody; None when it may not."""
        taken = self.named.setdefault(home, {})
        free = [place for place in range(1, NAMED + 1) if place not in taken]
        may = self.homes[home].active and free and not self.barred(home, person) and person not in taken.values()
        return free[0] if may else None

    def lets(self, home: int, person: str) -> bool:
        """Whether two people may let somebody collect."""
        few = len(self.serves(person) - {home}) < self.most
        return self.homes[home].active and not self.barred(home, person) and few

    def barred(self, home: int, person: str) -> bool:
        """Whether somebody may collect for no household of this place."""
        return self.between.get(person) in ("", self.homes[home].pcode)

    def serves(self, person: str) -> set[int]:
        """Households for which somebody collected, or may collect on some day."""
        there = {one.home for one, who in self.collected if who == person and not one.voided}
        return there | {one.home for one in self.let if one.person == person}

    def who(self, home: int, by: By, day: date) -> str | None:
        """Who collects, a holder or a delivery being nobody's name; None when nobody does so."""
        match by.way:
            case "slot":
                return "" if by.place in self.homes[home].holders.values() else None
            case "delivery":
                return "" if home in self.delivered else None
            case "proxy":
                today = [one for one in self.let if (one.home, one.day) == (home, day)]
                return max(today, key=lambda one: one.at).person if today else None
            case _:
                alone = by.way != "caretaker" or self._only_children(home, day)
                return self.named.get(home, {}).get(by.place) if alone else None

    def _only_children(self, home: int, day: date) -> bool:
        members = self.homes[home].members
        return bool(members) and all(one in self.children and self._years(one, day) < GROWN for one in members)

    def _years(self, one: str, day: date) -> int:
        told, as_of = self.children[one]
        gone = day.year - as_of.year - ((day.month, day.day) < (as_of.month, as_of.day))
        return told + max(0, gone)

    def ask(self, point: str, shown: Shown, by: By | None, now: datetime, day: date) -> Answer | None:
        """The lane's answer when somebody else holds the card up; None when nobody knows who that is."""
        answer = self.scan(point, shown, now, day)
        if by is None or shown.home is None:
            return answer
        person = self.who(shown.home, by, day)
        if person is None:
            return None
        if not answer.gives:
            return answer
        others = len(self.serves(person) - {shown.home}) if person else 0
        if self.barred(shown.home, person) or others >= self.most:
            return Answer("H5")
        often = ("collects_often",) if others >= self.looked_at else ()
        answer.verdict, answer.looks = "G2", (*answer.looks, *often, "collector")
        return answer

    # --- without a list, and from point to point ---

    def helps(self, point: str, size: int, day: date) -> dict[str, int] | None:
        """What a household of nobody's list gets; None when it gets nothing."""
        if point in self.shut or self.helped[point, day] >= CAP:
            return None
        wanted = {item: [qty for least, qty in STEPS[item] if least <= size][-1] for item in STEPS}
        now = {item: min(qty, self.shelf.get((point, item), qty)) for item, qty in wanted.items()}
        given = {item: qty for item, qty in now.items() if qty}
        return given or None

    def help(self, point: str, given: dict[str, int], day: date) -> None:
        """They got it."""
        self.helped[point, day] += 1
        for item, quantity in given.items():
            if (point, item) in self.shelf:
                self.shelf[point, item] -= quantity

    def takes(self, point: str, item: str, quantity: int) -> bool:
        """Whether so much may be taken away from a point: what is counted there, as far as it reaches."""
        return self.shelf.get((point, item), 0) >= quantity

    # --- after a restore ---

    def restored(self) -> None:
        """This is the copy: what came after it nobody here knows, and what is printed from now on skips it."""
        self.epoch += 1
