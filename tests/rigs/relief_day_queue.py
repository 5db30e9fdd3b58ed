"""Families before the lanes of the full day: who comes when, who comes back, and how the time goes on."""

import heapq
from datetime import datetime, timedelta
from itertools import count

from desktop.records.distribution import Presented
from desktop.values.vocabulary import Verdict
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_lanes import Lane, Line, Story


class Queue:
    """Families before three lanes: each turn somebody comes forward, and the time goes on."""

    def __init__(self, line: Line, begins: datetime, every: timedelta) -> None:
        """From this moment on, somebody every so often."""
        self.line, self.begins, self.every = line, begins, every
        self.turn = 0
        self.boys = count(1)
        self._serial = count()
        self._coming: list[tuple[int, int, Story]] = []
        self._back: list[tuple[int, int, Story]] = []

    def join(self, story: Story, place: int) -> None:
        """Waits for its turn; who has a lower place comes first."""
        heapq.heappush(self._coming, (place, next(self._serial), story))

    def run(self) -> None:
        """Until nobody is left; who was told to come back after some turns comes before who still waits."""
        while self._coming or self._back:
            self.turn += 1
            if self._back and not self._coming:
                self.turn = max(self.turn, self._back[0][0])
            due = self._back and self._back[0][0] <= self.turn
            *_, story = heapq.heappop(self._back if due else self._coming)
            self.line.clock.until(self.begins + self.turn * self.every)
            wait = next(story, None)
            if wait is not None:
                heapq.heappush(self._back, (self.turn + wait, next(self._serial), story))

    def lane(self) -> Lane:
        """The next of the large point's lanes."""
        lanes = self.line.at_main()
        return lanes[self.turn % len(lanes)]

    def turns(self, time: timedelta) -> int:
        """So many turns take more than this."""
        return time // self.every + 1


def again(queue: Queue, family: Family, shown: Presented, verdict: Verdict, *, send: bool = False) -> None:
    """They come a second time: to be told so, unless something that was owed lies there now."""
    line, lane = queue.line, queue.lane()
    if line.books.share(family, lane.point).items:
        line.serve(lane, family, shown)
    else:
        line.away(lane, shown, verdict, send=send)
