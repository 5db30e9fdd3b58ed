"""What befalls families at the lanes of the full day, told one by one; a queue lets them happen among each other."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from desktop.errors import NotPermitted, SettledLater
from desktop.records.distribution import Collecting, Presented
from desktop.records.help_desk import ProxyDraft
from desktop.security.card_code import seal, validity
from desktop.usecases import allowances, cards, distribution
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason, CollectionKind, ProxyReason, Verdict, VoidReason
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_families import TODAY
from tests.rigs.relief_day_lanes import Lane, Line, Story
from tests.rigs.relief_day_rules import SIDE
from tests.rigs.relief_day_stock import helped
from tests.security.offices import make_office

NAMED, CARETAKER = Collecting(CollectionKind.NAMED, 1), Collecting(CollectionKind.CARETAKER, 1)
PROXY, DELIVERY = Collecting(CollectionKind.PROXY), Collecting(CollectionKind.DELIVERY)
TOO_LATE = timedelta(minutes=16)
ANOTHER_OFFICE = make_office(practice=False, name="Khanewal")


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


def plain(queue: Queue, family: Family) -> Story:
    """She comes, is served and goes."""
    queue.line.serve(queue.lane(), family, queue.line.card(family))
    yield from ()


def typed(queue: Queue, family: Family) -> Story:
    """Her card does not read, so that the number is typed."""
    queue.line.serve(queue.lane(), family, queue.line.typed(family.code), looks=("typed",))
    yield from ()


def double(queue: Queue, family: Family) -> Story:
    """The same card again, at the next lane."""
    line = queue.line
    line.serve(queue.lane(), family, line.card(family))
    yield 1
    again(queue, family, line.card(family), Verdict.H1, send=True)


def both_cards(queue: Queue, family: Family) -> Story:
    """Two cards of one household, at two lanes."""
    line = queue.line
    line.serve(queue.lane(), family, line.card(family))
    yield 2
    again(queue, family, line.card(family, 2), Verdict.H2)


def forged(queue: Queue, family: Family) -> Story:
    """A card in perfect form under the desk's own key id, signed by a forger; then her own."""
    line = queue.line
    forger = make_office(practice=False).desk.card
    forger.kid = line.desk(Role.CLERK).keys.card.kid
    line.unread(queue.lane(), seal(CardNumber(family.code, 1, 1), *validity(TODAY), forger), "signature", Verdict.H6)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def foreign(queue: Queue, family: Family) -> Story:
    """Another office's card; then her own."""
    line = queue.line
    text = seal(CardNumber(family.code, 1, 1), *validity(TODAY), ANOTHER_OFFICE.desk.card)
    line.unread(queue.lane(), text, "other_office", Verdict.N1)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def lost_card(queue: Queue, family: Family) -> Story:
    """She lost her card and has a new one; who found the old one holds it up."""
    line, old = queue.line, queue.line.card(family)
    assert old.number is not None
    made = cards.replace(line.desk(Role.HELPDESK), old.number, CardReason.LOST, present=True)
    line.books.did.update({"card.replaced": 1, "card.issued": 1})
    family.texts[1] = made.faces[0].credential
    line.away(queue.lane(), old, Verdict.H4, send=True)
    yield 2
    line.serve(queue.lane(), family, line.card(family))


def retry(queue: Queue, family: Family) -> Story:
    """The lane lost the answer and sends the same hand-over again."""
    line, lane = queue.line, queue.lane()
    hand = line.serve(lane, family, line.card(family))
    if hand is not None:
        told = distribution.give(lane.desk, lane.standing, line.card(family), disbursement=hand.id, looked=True)
        line.books.same("the same hand-over again", (told.again, told.receipt), (True, hand.receipt))
    yield from ()


def void_soon(queue: Queue, family: Family) -> Story:
    """*Give* was pressed by mistake; the scanner takes it back, and a little later it is given."""
    line, lane = queue.line, queue.lane()
    hand = line.serve(lane, family, line.card(family))
    yield 1
    if hand is not None:
        line.void(lane, family, hand)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def void_late(queue: Queue, family: Family) -> Story:
    """She brings it back after a quarter of an hour: not the scanner, two people take it back."""
    line, lane = queue.line, queue.lane()
    hand = line.serve(lane, family, line.card(family))
    yield queue.turns(TOO_LATE)
    if hand is not None:
        refused = _refused(lambda: distribution.void(lane.desk, hand.id, VoidReason.CAME_BACK), NotPermitted)
        line.books.same("the scanner's void after a quarter of an hour is refused", refused, True)
        line.void(lane, family, hand, late=True)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def misses(queue: Queue, family: Family) -> Story:
    """Three typed codes that hit nothing, then her own."""
    line, lane = queue.line, queue.lane()
    for serial in range(3):
        line.away(lane, line.typed(HouseholdCode.make("618", serial)), Verdict.N1)
        distribution.note_typed_miss(lane.desk)
    line.books.did["codes.missed"] += 1
    yield 1
    line.serve(queue.lane(), family, line.typed(family.code), looks=("typed",))


def boy(queue: Queue, family: Family) -> Story:
    """One boy with the cards of six: two are given, two after a closer look, for two the holders come themselves."""
    line, number = queue.line, next(queue.boys)
    if number > 4:
        line.away(queue.lane(), line.card(family), Verdict.H5, collector=NAMED, send=True)
        yield 3
        line.serve(queue.lane(), family, line.card(family))
        return
    looks = ("collector",) if number <= 2 else ("collector", "collects_often")
    line.serve(queue.lane(), family, line.card(family), looks=looks, collector=NAMED)


def named(queue: Queue, family: Family) -> Story:
    """An aunt whom she named."""
    queue.line.serve(queue.lane(), family, queue.line.card(family), looks=("collector",), collector=NAMED)
    yield from ()


def children(queue: Queue, family: Family) -> Story:
    """Children who live alone; a caretaker comes."""
    queue.line.serve(queue.lane(), family, queue.line.card(family), looks=("collector",), collector=CARETAKER)
    yield from ()


def proxy(queue: Queue, family: Family) -> Story:
    """She is ill, and the help desk lets a neighbour collect today."""
    line = queue.line
    draft = ProxyDraft(f"نسرین {family.code.text[-4:]}", "", "SIS", "", ProxyReason.ILL)
    allowances.let_collect(line.desk(Role.HELPDESK), line.round, family.code, draft, second=line.beside(Role.LEAD))
    line.books.did["proxy.let"] += 1
    yield 1
    line.serve(queue.lane(), family, line.card(family), looks=("collector",), collector=PROXY)


def delivery(queue: Queue, family: Family) -> Story:
    """She cannot walk, and our own people bring it home."""
    line = queue.line
    shown = line.typed(family.code)
    line.serve(queue.lane(), family, shown, looks=("typed", "collector"), collector=DELIVERY)
    yield from ()


def blocked(queue: Queue, family: Family) -> Story:
    """Two people decided; she is sent to the help desk like anybody."""
    queue.line.away(queue.lane(), queue.line.card(family), Verdict.H5, send=True)
    yield from ()


def wrong_point(queue: Queue, family: Family) -> Story:
    """She comes to the large point first, and is served where her village is."""
    line = queue.line
    line.away(queue.lane(), line.card(family), Verdict.T1)
    yield 2
    side = next(lane for lane in line.lanes if lane.point == SIDE)
    line.serve(side, family, line.card(family))


def unlisted(queue: Queue, family: Family) -> Story:
    """No list names them; two people help them all the same, by how many they are and without a name."""
    line, lane = queue.line, queue.lane()
    line.away(lane, line.card(family), Verdict.H3, send=True)
    helped(line, lane.standing, family.people.size)
    yield from ()


def back_for_owed(queue: Queue, family: Family) -> Story:
    """What ran out in the morning lies there now; what was given first cannot be taken back any more."""
    line, lane, first = queue.line, queue.lane(), family.drawn[-1]
    line.serve(lane, family, line.card(family))
    lead, beside = line.desk(Role.LEAD), line.office.second(Role.SUPERVISOR)
    void = partial(distribution.void, lead, first.id, VoidReason.WRONG_COUNT, second=beside)
    line.books.same("a void of what was settled since is refused", _refused(void, SettledLater), True)
    yield 1
    again(queue, family, line.card(family), Verdict.H1)


def _refused(act: Callable[[], object], kind: type[Exception]) -> bool:
    try:
        act()
    except kind:
        return True
    return False


TOLD: dict[str, Callable[[Queue, Family], Story]] = {
    "plain": plain, "typed": typed, "double": double, "both_cards": both_cards, "forged": forged, "foreign": foreign,
    "lost_card": lost_card, "retry": retry, "void_soon": void_soon, "void_late": void_late, "misses": misses,
    "boy": boy, "named": named, "children": children, "proxy": proxy, "delivery": delivery, "blocked": blocked,
    "review": blocked, "wrong_point": wrong_point, "proposed": plain, "block_refused": plain, "loan": plain,
    "added": plain, "allowed": plain, "unlisted": unlisted,
}  # fmt: skip
"""By the name of the story; who is served on paper or stays away is told elsewhere."""
