"""Oracles that each forget one rule: a history in which the program keeps the rule must tell them apart."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import override

from tests.rigs.relief_oracle import Answer, HandOver, Home, Line, Oracle, Shown
from tests.rigs.relief_oracle_desk import By, WholeOracle


class ForgetsVoids(Oracle):
    """Takes nothing back."""

    @override
    def void(self, done: object) -> None:
        """Nothing."""


class ForgetsSplits(Oracle):
    """Does not ask where people were before."""

    @override
    def _shared(self, home: int) -> bool | None:
        return None


class ForgetsBlocks(Oracle):
    """Lets everybody through."""

    @override
    def blocked(self, home: Home, now: datetime) -> bool:
        """Nobody is."""
        return False


class ForgetsWhatIsOwed(Oracle):
    """What was not there is gone."""

    @override
    def _lines(self, home: int) -> list[Line]:
        return []


class ForgetsReplacedCards(Oracle):
    """A replaced card draws like the new one."""

    @override
    def _refused(self, home: Home, shown: Shown, now: datetime) -> str:
        return super()._refused(home, shown, now).replace("H4", "")


class ForgetsTheSheets(Oracle):
    """Takes lines of any number, of any day."""

    @override
    def sheet(self, point: str, number: str, day: date) -> bool:
        """As if each had been printed at each point before."""
        return True


class ForgetsTheRows(Oracle):
    """A lead alone enters as many lines of a sheet as there are."""

    @override
    def alone(self, home: int, number: str, day: date) -> bool:
        """For whoever was registered, and let by others."""
        there = self.homes[home]
        return there.registered <= day and there.allowed is None


class ForgetsWhoLet(Oracle):
    """Who let a household draw enters its line alone."""

    @override
    def alone(self, home: int, number: str, day: date) -> bool:
        """Whoever let it."""
        allowed, self.homes[home].allowed = self.homes[home].allowed, None
        found = super().alone(home, number, day)
        self.homes[home].allowed = allowed
        return found


class ForgetsTheClock(Oracle):
    """Days are those of the wall clock, whoever set it forward."""

    @override
    def _fresh(self, home: int, day: date, now: datetime, *, late: bool) -> tuple[list[str], list[str]]:
        again, _ = super()._fresh(home, day, now, late=late)
        return again, again


class ForgetsThatClocksGoBack(Oracle):
    """A quarter of an hour is one of the wall clock."""

    @override
    def voids(self, done: HandOver, now: datetime, *, scanner: bool) -> bool:
        """By the times that were written."""
        done.logical, kept = done.at, done.logical
        self.latest, newest = now, self.latest
        found = super().voids(done, now, scanner=scanner)
        done.logical, self.latest = kept, newest
        return found


class ForgetsTheSize(Oracle):
    """An allowance is for as many as two people say."""

    @override
    def may_let(self, home: int, size: int, now: datetime, day: date) -> bool:
        """For one, whatever they say."""
        return super().may_let(home, 1, now, day)


class ForgetsTheList(Oracle):
    """Two people let anybody draw."""

    @override
    def may_let(self, home: int, size: int, now: datetime, day: date) -> bool:
        """Whom the list has, too."""
        there = self.homes[home]
        return there.active and size <= len(there.members)


class LeavesOwedBehind(WholeOracle):
    """What a household is owed goes nowhere when it goes into another one."""

    @override
    def merge(self, into: int, gone: int, holders: dict[str, int], day: date) -> None:
        """Without its lines."""
        lines = self._lines(gone)
        super().merge(into, gone, holders, day)
        for line in lines:
            line.home = gone


@dataclass
class ForgetsTheMost(WholeOracle):
    """One person collects for the whole village."""

    most: int = 99


@dataclass
class ForgetsToLook(WholeOracle):
    """Nobody looks at who collects often."""

    looked_at: int = 99


class ForgetsTheDay(WholeOracle):
    """Who was let once collects for ever."""

    @override
    def who(self, home: int, by: By, day: date) -> str | None:
        """On any day."""
        if by.way != "proxy":
            return super().who(home, by, day)
        let = [one for one in self.let if one.home == home]
        return let[-1].person if let else None


class ForgetsWhoStandsBetween(WholeOracle):
    """A munshi brings the cards."""

    @override
    def barred(self, home: int, person: str) -> bool:
        """Nobody is."""
        return False


class ForgetsThatChildrenGrow(WholeOracle):
    """A caretaker collects for anybody."""

    @override
    def _only_children(self, home: int, day: date) -> bool:
        return True


class ForgetsTheDeliveryList(WholeOracle):
    """Everybody is served at home."""

    @override
    def who(self, home: int, by: By, day: date) -> str | None:
        """Also who is on no list."""
        return "" if by.way == "delivery" else super().who(home, by, day)


class ForgetsTheCap(WholeOracle):
    """A point feeds a village past its list."""

    @override
    def help(self, point: str, given: dict[str, int], day: date) -> None:
        """Nobody counts."""
        super().help(point, given, day)
        self.helped.clear()


class ForgetsTheShelf(WholeOracle):
    """What is handed out without a list, or moved, was never there."""

    @override
    def takes(self, point: str, item: str, quantity: int) -> bool:
        """Always."""
        return True


class ForgetsWhatWasHelped(WholeOracle):
    """Help without a list leaves the shelf as it was."""

    @override
    def help(self, point: str, given: dict[str, int], day: date) -> None:
        """Counted, but nothing taken."""
        super().help(point, {}, day)


class ForgetsTheRestore(WholeOracle):
    """Prints after a restore what may have been printed before it."""

    @override
    def restored(self) -> None:
        """As if nothing had been lost."""
        super().restored()
        for home in self.homes:
            home.epoch = self.epoch


class ForgetsTheCopy(WholeOracle):
    """After a restore it believes what came after the copy: nothing of it is kept apart."""

    def __deepcopy__(self, memo: object) -> "ForgetsTheCopy":
        """The copy is the thing itself."""
        return self


class ForgetsWhoSigned(WholeOracle):
    """A card that was lost at a restore is a card that cannot be read."""

    @override
    def scan(self, point: str, shown: Shown, now: datetime, day: date, *, late: bool = False) -> Answer:
        """As if nothing were known of it."""
        known = shown if shown.home is not None else Shown(None)
        return super().scan(point, known, now, day, late=late)


class ForgetsWhoWasCountedElsewhere(WholeOracle):
    """People who left one by one a household that drew draw again in another one."""

    @override
    def _counted_elsewhere(self, home: int) -> bool:
        return False

    @override
    def _most(self, home: int, origin: int) -> bool:
        return False
