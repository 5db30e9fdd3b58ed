"""A full day at two relief points, played from the evening before to the next fortnight through the real use cases.

The script has hands of its own: it keeps its own books of every bag (`relief_day_books`), says what each answer must be
before it asks for it, and never asks the program how much is left. `relief_day_accounts` holds the two against each
other at the end. Nobody in it exists; the same seed plays the same day.
"""

import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

from desktop.opening import sign_in
from desktop.records.accounts import Sample
from desktop.records.distribution import Standing
from desktop.security.vault import Vault
from desktop.usecases import operators
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from tests.factories import CHEAP, TestOffice, office
from tests.rigs import relief_day_accounts as accounts
from tests.rigs import relief_day_close as close
from tests.rigs import relief_day_plan as plan
from tests.rigs import relief_day_point as point
from tests.rigs import relief_day_stock as goods
from tests.rigs.relief_day_books import Books, Family
from tests.rigs.relief_day_families import invented, printed, registered
from tests.rigs.relief_day_lanes import MORNING, DayClock, Lane, Line
from tests.rigs.relief_day_queue import Queue
from tests.rigs.relief_day_rules import MAIN, SIDE, People
from tests.rigs.relief_day_stories import TOLD, back_for_owed, plain

ROUND = "winter-1"
LANES = 3
COME_LATER = 0.45
"""So many of those to whom nothing befalls come in the afternoon."""
COME_BACK = 0.7
"""So many of those who are owed something come back for it."""
READ_FROM_PAPER = 40
NEXT_DAY, FORTNIGHT = 1, 15

type Tamper = Callable[[Line], object]
"""What a control does behind everybody's back."""


@dataclass
class Played:
    """The day as it was played: who worked, the script's books, what closes said, and how long each part took."""

    line: Line
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    cards: Counter[str] = field(default_factory=Counter[str])
    closes: list[close.Closed] = field(default_factory=list[close.Closed])
    items: list[accounts.ItemRow] = field(default_factory=list[accounts.ItemRow])
    entries: Counter[str] = field(default_factory=Counter[str])
    sample: Sample | None = None

    @property
    def books(self) -> Books:
        """The script's own."""
        return self.line.books

    def timed[T](self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives; its time is kept."""
        begun = time.perf_counter()
        given = work()
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - begun
        return given


@contextmanager
def played(folder: Path, families: int, *, seed: int = 1, tamper: Tamper | None = None) -> Generator[Played]:
    """The whole of it in a new office in `folder`, which stays open until this is left.

    `tamper` happens after the last hand-over and before the close.
    """
    chance, clock = Random(seed), DayClock()
    with office(folder, clock=clock) as made, ExitStack() as held:
        scanners = [made.desk(Role.SCANNER)]
        scanners += [_another(made, held, f"scanner-{number}", Role.SCANNER) for number in range(2, LANES + 1)]
        closer = _another(made, held, "lead-2", Role.LEAD)
        lanes = [Lane(desk, Standing(ROUND, MAIN, number)) for number, desk in enumerate(scanners, start=1)]
        lanes.append(Lane(scanners[0], Standing(ROUND, SIDE)))
        day = Played(Line(made, clock, Books(), ROUND, lanes, []))
        _evening(day, folder, families, chance)
        _day(day, chance)
        if tamper is not None:
            tamper(day.line)
        day.closes += day.timed("close of both points, day sheets", lambda: close.closed(day.line, closer, folder))
        day.timed("books held against each other", lambda: _held_against(day))
        for days in (NEXT_DAY, FORTNIGHT):
            day.timed("next day and a fortnight later", lambda days=days: close.day_after(day.line, closer, days))
        day.entries = day.timed("check of the whole book", lambda: accounts.checked(day.line, day.closes))
        yield day


def _another(made: TestOffice, held: ExitStack, name: str, role: Role) -> Desk:
    """One more operator, with a desk of their own on the same store."""
    controller, words = made.opened(Role.CONTROLLER), f"copper lantern walnut {name} meadow orbit"
    vault, second = Vault(made.folder, cost=CHEAP), made.second(Role.SUPERVISOR)
    operators.add(controller.desk, vault, controller.unlocked, name, role, words, second=second)
    opened = sign_in(made.folder, name, words, clock=made.clock)
    held.callback(opened.close)
    return opened.desk


def _evening(day: Played, folder: Path, many: int, chance: Random) -> None:
    """Everybody is registered and has a card; the list is fixed; two trucks come."""
    line, clerk = day.line, day.line.desk(Role.CLERK)
    homes = list(invented(many, chance))
    line.families += day.timed("registration", lambda: registered(clerk, line.books, homes))
    read = min(READ_FROM_PAPER, many // 5)
    day.cards = day.timed(
        "cards sealed, drawn, some read", lambda: printed(clerk, line.books, line.families, folder, read=read)
    )
    day.timed("rules, list, trucks", lambda: (plan.planned(line), goods.first_trucks(line)))


def _day(day: Played, chance: Random) -> None:
    """From the opening to the last hand-over."""
    line = day.line
    line.clock.until(MORNING)
    line.books.begin()
    day.timed("duties, rehearsal, opening", lambda: _before_opening(line, chance))
    early, late = _two_halves(line, chance)
    every = timedelta(seconds=max(8, min(60, 16_000 // len(line.families))))
    morning = Queue(line, MORNING + timedelta(minutes=30), every)
    day.timed("lanes until noon", lambda: _through(morning, early, [], chance))
    day.timed("noon: a clock set back, goods", lambda: _noon(line, late[:3], every))
    afternoon = Queue(line, MORNING + timedelta(hours=6, minutes=30), every)
    owed = [family for family in line.families if family.owed and chance.random() < COME_BACK]
    unblocked = plan.lifted(line)
    day.timed("lanes after noon", lambda: _through(afternoon, [*late[3:], *unblocked], owed, chance))
    day.timed("paper, loans, help without a card", lambda: _late(line, chance))
    point.counted_by_lane(line)


def _before_opening(line: Line, chance: Random) -> None:
    plan.blocked(line)
    plan.newcomers(line, chance)
    point.people_at_their_places(line)
    point.rehearsed(line)
    point.opened(line)


def _two_halves(line: Line, chance: Random) -> tuple[list[Family], list[Family]]:
    """Who comes before noon, and who after."""
    coming = [family for family in line.families if family.story in TOLD]
    calm = [family for family in coming if family.story == "plain"]
    late = chance.sample(calm, max(3, round(COME_LATER * len(calm))))
    gone = {family.code for family in late}
    return [family for family in coming if family.code not in gone], late


def _through(queue: Queue, families: list[Family], owed: list[Family], chance: Random) -> None:
    """Everybody in some order, among each other."""
    for family in families:
        again = family.story == "blocked" and queue.line.books.did["block.lifted"]
        story = plain if again else TOLD[family.story]
        queue.join(story(queue, family), chance.randrange(len(families)))
    for family in owed:
        queue.join(back_for_owed(queue, family), chance.randrange(len(families) + len(owed)))
    queue.run()


def _noon(line: Line, served: list[Family], every: timedelta) -> None:
    """Counts agree; the clock is set back while some are served, and set right; goods move; the second truck comes."""
    point.counted_at_noon(line)
    line.clock.moved -= point.SET_BACK
    line.jumps += 1
    queue = Queue(line, MORNING + timedelta(hours=5, minutes=30), every)
    for number, family in enumerate(served):
        queue.join(plain(queue, family), number)
    queue.run()
    line.clock.moved += point.SET_BACK
    line.jumps += 1
    goods.spoilt(line)
    goods.second_truck(line)


def _late(line: Line, chance: Random) -> None:
    """What comes when the queue is gone."""
    point.power_cut(line, chance)
    goods.loans_back(line)
    goods.helped_until_no_more(line, (People(1 + number % 9, women=number % 2) for number in count()))


def _held_against(day: Played) -> None:
    day.items = accounts.items(day.line)
    accounts.households(day.line)
    day.sample = close.told_afterwards(day.line)
