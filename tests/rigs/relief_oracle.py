"""Who may draw what at a point, in plain Python: written from the words of the house, and knowing nothing of its code.

It keeps the order of things by counting them, never by a clock: whoever sets a clock back gains nothing by it. Where
the register alone decides (which slot somebody gets, until when a card is good) it is told.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

STEPS = {"ATTA20": ((1, 2), (4, 4)), "OIL5": ((1, 1),)}
"""From so many people on, so much."""
WEEKLY = "ATTA20"
"""The item that comes again every seven local days where a round says so."""
OWN_VOID = timedelta(minutes=15)
REVIEW = timedelta(days=14)
SKIPPED = 10
"""Issues left out after a restore."""
MERGED, MOVED, SPLIT = range(3)
"""How two households were one."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
WEEK = 7
ROWS = 10
"""Lines of one sheet that somebody enters alone."""


def local(moment: datetime) -> date:
    """The day in Pakistan."""
    return (moment.astimezone(UTC) + timedelta(hours=5)).date()


@dataclass
class Card:
    """A printed card."""

    home: int
    slot: int
    issue: int
    expires: datetime
    copies: int = 0
    state: str = "live"
    epoch: int = 1


@dataclass
class Home:
    """A household; `sources` are those whose people are in it, with whether they split off and when.

    `epoch` is that of the book when it came; a restore begins another one.
    """

    pcode: str
    began: date
    members: dict[str, date]
    holders: dict[str, int]
    active: bool = True
    newest: dict[int, int] = field(default_factory=dict[int, int])
    blocks: list[datetime | None] = field(default_factory=list[datetime | None])
    listed: int | None = None
    into: int | None = None
    ever: set[str] = field(default_factory=set[str])
    """Whoever belonged to it once: for one of them it opens again when nobody is left in it."""
    emptied: bool = False
    allowed: tuple[int, int] | None = None
    """For how many two people let it draw, and when."""
    registered: date = date.min
    sources: list[tuple[int, bool, int]] = field(default_factory=list[tuple[int, bool, int]])
    epoch: int = 1


@dataclass
class Line:
    """Something that a hand-over left open."""

    item: str
    quantity: int
    home: int
    settled: bool = False


@dataclass
class HandOver:
    """One hand-over."""

    home: int
    point: str
    slot: int | None
    items: dict[str, int]
    tick: int
    at: datetime
    day: date
    own: bool
    sheet: str
    opened: list[Line]
    settled: list[Line]
    share: bool
    """Whether it gave a share, and not only what earlier ones had left open."""
    shift: timedelta
    """By how much the clock had been set until then."""
    logical: datetime = NEVER
    voided: bool = False


@dataclass
class Shown:
    """What is held up or typed: a home the register does not know is None; `expires` is None for what was typed.

    A card that the register lost at a restore is signed all the same, and its `issue` may be unknown here.
    """

    home: int | None
    slot: int | None = None
    issue: int | None = None
    expires: datetime | None = None


@dataclass
class Answer:
    """The verdict, what to look at, what is handed over now and what stays owed."""

    verdict: str
    looks: tuple[str, ...] = ()
    items: dict[str, int] = field(default_factory=dict[str, int])
    owed: dict[str, int] = field(default_factory=dict[str, int])
    settles: list[Line] = field(default_factory=list[Line])
    opens: dict[str, int] = field(default_factory=dict[str, int])
    share: bool = False
    doubted: bool = False

    @property
    def gives(self) -> bool:
        """Whether something may be handed over."""
        return self.verdict in ("G1", "G2")


@dataclass
class Oracle:
    """One round: `points` serve areas, `kind` is open, frozen or weekly."""

    kind: str
    points: dict[str, str]
    homes: list[Home] = field(default_factory=list[Home])
    cards: list[Card] = field(default_factory=list[Card])
    given: list[HandOver] = field(default_factory=list[HandOver])
    shelf: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    shut: set[str] = field(default_factory=set[str])
    tick: int = 0
    epoch: int = 1
    shift: timedelta = timedelta(0)
    """By how much the clock was set, on the whole."""
    shifts: dict[int, timedelta] = field(default_factory=dict[int, timedelta])
    """The same when a household was let draw."""
    latest: datetime = NEVER
    """The newest moment that the book has seen: it never goes back."""
    sheets: dict[str, tuple[str, date]] = field(default_factory=dict[str, tuple[str, date]])
    """Where and when a muster sheet was printed, by its number."""
    opened: dict[str, date] = field(default_factory=dict[str, date])
    """The first day of each point."""
    came: dict[tuple[str, int], list[int]] = field(default_factory=dict[tuple[str, int], list[int]])
    went: dict[str, list[tuple[int, int]]] = field(default_factory=dict[str, list[tuple[int, int]]])
    """Of whoever came to a household, or left one, by themselves: which, and when."""

    # --- the register ---

    def register(self, pcode: str, members: list[str], holders: dict[str, int], day: date) -> int:
        """A household came."""
        members_on = dict.fromkeys(members, day)
        self.homes.append(Home(pcode, day, members_on, holders, epoch=self.epoch, ever={*members}, registered=day))
        return len(self.homes) - 1

    def freeze(self) -> None:
        """The list is fixed as it is."""
        for home in self.homes:
            if home.active and home.pcode in self.points.values():
                home.listed = len(home.members)

    def card_of(self, home: int, slot: int) -> Card | None:
        """The live card of a slot."""
        return next((one for one in self.cards if (one.home, one.slot, one.state) == (home, slot, "live")), None)

    def next_print(self, home: int) -> dict[int, tuple[int, int]]:
        """By slot: the issue that is printed now, and which copy of it."""
        found: dict[int, tuple[int, int]] = {}
        for slot in self.homes[home].holders.values():
            live = self.card_of(home, slot)
            found[slot] = (live.issue, live.copies + 1) if live else (self.next_issue(home, slot), 0)
        return found

    def next_issue(self, home: int, slot: int) -> int:
        """The first one in a slot after a restore leaves ten out: they may have been printed and lost."""
        printed = [one.epoch for one in self.cards if (one.home, one.slot) == (home, slot)]
        skips = self.homes[home].epoch < self.epoch and max(printed, default=0) < self.epoch
        return self.homes[home].newest.get(slot, 0) + 1 + (SKIPPED if skips else 0)

    def printed(self, home: int, slot: int, issue: int, expires: datetime) -> None:
        """A card came out of the printer."""
        live = self.card_of(home, slot)
        if live:
            live.copies += 1
            return
        self.cards.append(Card(home, slot, issue, expires, epoch=self.epoch))
        self.homes[home].newest[slot] = issue

    def splits(self, home: int, going: list[str], day: date) -> bool:
        """Whether these may begin a household of their own on that day."""
        old = self.homes[home]
        return old.active and 0 < len(going) < len(old.members) and all(old.members[one] <= day for one in going)

    def split(self, home: int, going: list[str], holders: dict[str, int], left: dict[str, int], day: date) -> int:
        """They did; `holders` are theirs from now on, `left` those of who stays."""
        self.tick += 1
        old = self.homes[home]
        for one in going:
            self._end_card(home, old.holders.get(one))
            del old.members[one]
        old.holders = left
        new = self.register(old.pcode, going, holders, day)
        self.homes[new].sources.append((home, True, self.tick))
        return new

    def merges(self, into: int, gone: int, day: date) -> bool:
        """Whether one household may go into another on that day."""
        here, there = self.homes[into], self.homes[gone]
        days = (here.began, *there.members.values())
        return into != gone and here.active and there.active and max(days) <= day

    def merge(self, into: int, gone: int, holders: dict[str, int], day: date) -> None:
        """It did."""
        self.tick += 1
        here, there = self.homes[into], self.homes[gone]
        for slot in there.holders.values():
            self._end_card(gone, slot)
        here.members |= dict.fromkeys(there.members, day)
        here.ever |= {*there.members}
        here.holders = holders
        there.active, there.members, there.holders = False, {}, {}
        there.into = into
        for line in self._lines(gone):
            line.home = into
        here.sources.append((gone, False, self.tick))

    def leaves(self, home: int, who: str, day: date) -> bool:
        """Whether somebody may leave on that day."""
        there = self.homes[home]
        return there.active and who in there.members and there.members[who] <= day

    def leave(self, home: int, who: str, holders: dict[str, int]) -> None:
        """They did, and live nowhere; the last one closes the household."""
        self.tick += 1
        there = self.homes[home]
        self._end_card(home, there.holders.get(who))
        del there.members[who]
        there.holders, there.active, there.emptied = holders, bool(there.members), not there.members
        self.went.setdefault(who, []).append((home, self.tick))

    def joins(self, home: int, who: str, day: date) -> bool:
        """Whether somebody who lives nowhere may come."""
        there = self.homes[home]
        return (there.active or (there.emptied and who in there.ever)) and there.began <= day

    def join(self, home: int, who: str, holders: dict[str, int], day: date) -> None:
        """They did."""
        self.tick += 1
        there = self.homes[home]
        there.members[who] = day
        there.ever.add(who)
        there.holders, there.active, there.emptied = holders, True, False
        self.came.setdefault((who, home), []).append(self.tick)

    def _end_card(self, home: int, slot: int | None) -> None:
        live = None if slot is None else self.card_of(home, slot)
        if live:
            live.state = "revoked"

    # --- the lane ---

    def scan(self, point: str, shown: Shown, now: datetime, day: date, *, late: bool = False) -> Answer:
        """The answer. The first *no* is the verdict."""
        if point in self.shut and not late:
            return Answer("S1")
        if shown.home is None:
            return Answer("N1" if shown.expires is None else "H3")
        home = self.homes[shown.home]
        refused = self._refused(home, shown, now)
        if refused:
            return Answer(refused)
        refused, answer = self._due(shown, point, day, now, late=late)
        if refused:
            return Answer(refused)
        if self.points[point] != home.pcode and home.pcode in self.points.values():
            return Answer("T1")
        if not answer.items:
            return Answer("S1" if all(self.shelf.get((point, item)) == 0 for item in STEPS) else "T1")
        looks = answer.looks
        looks += ("typed",) if shown.expires is None else ()
        looks += ("expired",) if shown.expires and shown.expires <= now else ()
        known = any((one.home, one.slot, one.issue) == (shown.home, shown.slot, shown.issue) for one in self.cards)
        looks += ("newer_issue",) if shown.issue and not known else ()
        answer.verdict, answer.looks = "G2" if looks else "G1", looks
        return answer

    def _refused(self, home: Home, shown: Shown, now: datetime) -> str:
        if not home.active or self.blocked(home, now):
            return "H5"
        card = next((one for one in self.cards if (one.home, one.slot, one.issue)
                     == (shown.home, shown.slot, shown.issue)), None)  # fmt: skip
        if card is not None and card.state == "revoked":
            return "H5"
        if card is not None and card.state == "replaced":
            return "H4"
        if card is None and shown.slot and shown.issue and shown.issue <= home.newest.get(shown.slot, 0):
            return "H4"  # passed over: another one was printed in its place
        return ""

    def _due(self, shown: Shown, point: str, day: date, now: datetime, *, late: bool) -> tuple[str, Answer]:
        """What is due, or the verdict that stands against it; what is owed is due in any case."""
        assert shown.home is not None
        home = self.homes[shown.home]
        listed = self.listed(home)
        own = [one for one in self._drawn(shown.home) if one.share]
        shared = None if own else self._shared(shown.home)
        if shared is None and not own and self._counted_elsewhere(shown.home):
            shared = False
        again, fresh = self._fresh(shown.home, day, now, late=late)
        may = (listed or home.allowed is not None) and shared is None
        answer = self._share(shown.home, point, fresh if may else [])
        if answer.settles:
            return "", answer
        if not listed and not home.allowed:
            return "H3", answer
        if not again:
            told = own if home.sources else self._drawn(shown.home)
            first = min(told, key=lambda one: one.at)  # it is told with its time
            return "H2" if shown.slot and first.slot and shown.slot != first.slot else "H1", answer
        if shared is not None:
            return "H5" if shared else "H2", answer
        if not fresh:
            return "H5", replace(answer, doubted=True)
        return "", answer

    def listed(self, home: Home) -> bool:
        """Whether the list of the round names it."""
        return home.listed is not None if self.kind == "frozen" else home.pcode in self.points.values()

    def may_let(self, home: int, size: int, now: datetime, day: date) -> bool:
        """Whether two people may let it draw for so many: the list lacks it, or it waits at the help desk for that."""
        there = self.homes[home]
        if not there.active or size > len(there.members):
            return False
        if not self.listed(there) or there.allowed is not None:
            return True
        own = any(one.share for one in self._drawn(home))
        waits = not own and (self._shared(home) is not None or self._counted_elsewhere(home))
        again, fresh = self._fresh(home, day, now, late=False)
        return waits or bool(again and not fresh)

    def sheet(self, point: str, number: str, day: date) -> bool:
        """Whether a line of that day may stand on a sheet."""
        where, printed = self.sheets.get(number, ("", date.max))
        return where == point and printed <= day and self.opened.get(point, date.max) <= day

    def alone(self, home: int, number: str, day: date) -> bool:
        """Whether a lead who let households draw enters a line of the household without anybody else."""
        there = self.homes[home]
        lines = [one for one in self.given if one.sheet == number and not one.voided]
        return there.registered <= day and there.allowed is None and len(lines) < ROWS

    def blocked(self, home: Home, now: datetime) -> bool:
        """Whether a block holds."""
        return any(until is None or until > now for until in home.blocks)

    def size(self, home: Home) -> int:
        """So many people are given for."""
        if home.allowed:
            return min(home.allowed[0], len(home.members))
        return home.listed if self.kind == "frozen" and home.listed else len(home.members)

    def _drawn(self, home: int) -> list[HandOver]:
        return [one for one in self.given if one.home == home and not one.voided]

    def _lines(self, home: int) -> list[Line]:
        """What it is owed, by its own hand-overs or by those of households that went into it."""
        open_ones = (line for one in self.given if not one.voided for line in one.opened if not line.settled)
        return [line for line in open_ones if line.home == home]

    def _fresh(self, home: int, day: date, now: datetime, *, late: bool) -> tuple[list[str], list[str]]:
        """What is due by the calendar, and what of it surely: once, or seven days from each one given or owed."""
        own = any(one.share for one in self._drawn(home))
        if self.kind != "weekly":
            again = [] if own else list(STEPS)
            return again, again
        had = self._had(home)
        away = [(one - day).days if late and one > day else (day - one).days for one, _ in had]
        sure = [
            far if late and one > day else (min(day, local(now - moved)) - one).days if moved > timedelta(0) else far
            for far, (one, moved) in zip(away, had, strict=True)
        ]
        again = [item for item in STEPS if (all(far >= WEEK for far in away) if item == WEEKLY else not own)]
        return again, [item for item in again if item != WEEKLY or all(far >= WEEK for far in sure)]

    def _had(self, home: int) -> list[tuple[date, timedelta]]:
        """Days on which the weekly item was given or owed, with by how much the clock was set since.

        What went into the household with another one counts; what two people knew of when they let it draw is no doubt.
        """
        homes = self._taken_in(home)
        mine = [one for here in homes for one in self._drawn(here)
                if WEEKLY in (*one.items, *(line.item for line in one.opened))]  # fmt: skip
        owed = [id(line) for line in self._lines(home) if line.item == WEEKLY]
        mine += [one for one in self.given for line in one.opened if id(line) in owed]
        allowed = self.homes[home].allowed
        known = self.shifts[home] if allowed else None
        return [
            (one.day, self.shift - (known if known is not None and allowed and one.tick < allowed[1] else one.shift))
            for one in mine
        ]

    def _taken_in(self, home: int) -> list[int]:
        """The household and all that went into it."""
        found = [home]
        for here in found:
            found += [other for other, off, _ in self.homes[here].sources if not off and other not in found]
        return found

    def _share(self, home: int, point: str, due: list[str]) -> Answer:
        """What is due afresh or owed, as far as it lies there; the rest stays owed."""
        size = self.size(self.homes[home])
        fresh = {item: [qty for least, qty in STEPS[item] if least <= size][-1] for item in due}
        lines = self._lines(home)
        answer = Answer("")
        cut = False
        for item in STEPS:
            asked = fresh.get(item, 0) + sum(line.quantity for line in lines if line.item == item)
            now = min(asked, self.shelf.get((point, item), asked))
            answer.items |= {item: now} if now else {}
            answer.owed |= {item: asked - now} if asked > now else {}
            cut = cut or (asked > now and (now > 0 or item in fresh))
        if answer.items:
            answer.settles = [line for line in lines if line.item in answer.items or line.item in fresh]
        changed = {*fresh, *(line.item for line in answer.settles)}
        answer.opens = {item: rest for item, rest in answer.owed.items() if item in changed}
        answer.looks = ("partial",) if cut else ()
        answer.share = bool(fresh)
        return answer

    def _shared(self, home: int) -> bool | None:
        """Whether people with whom it was one received; True when a split lies between them."""
        allowed = self.homes[home].allowed
        seen = {(home, 0)}
        waiting = [(home, 0)]
        for here, bond in waiting:
            for other, by in self._links(here):
                step = (other, max(bond, by))
                if step not in seen:
                    seen.add(step)
                    waiting.append(step)
        known = allowed[1] if allowed else 0
        found = [(one.tick, bond) for other, bond in seen if other != home for one in self._drawn(other)]
        found = [one for one in found if one[0] > known]
        return min(found)[1] == SPLIT if found else None

    def _links(self, here: int) -> list[tuple[int, int]]:
        """Households with which one was one, in both directions, and how: became one, most moved, split."""
        found = [(other, SPLIT if off else MERGED) for other, off, _ in self.homes[here].sources]
        for place, there in enumerate(self.homes):
            found += [(place, SPLIT if off else MERGED) for other, off, _ in there.sources if other == here]
            if self.kind != "frozen" and place != here and (self._most(here, place) or self._most(place, here)):
                found.append((place, MOVED))
        return found

    def _most(self, home: int, origin: int) -> bool:
        """Whether more than half of a household left another one by themselves."""
        members = self.homes[home].members
        gone = [who for who in members if any(left == origin for left, _ in self.went.get(who, []))]
        return 2 * len(gone) > len(members)

    def _counted_elsewhere(self, home: int) -> bool:
        """Whether most of its people were given for in households that they left one by one; fixed lists know them."""
        there, found = self.homes[home], dict[str, int]()
        for who in there.members:
            for other, until in self.went.get(who, []):
                since = max((tick for tick in self.came.get((who, other), []) if tick <= until), default=0)
                for one in self._drawn(other) if other != home else []:
                    if since <= one.tick <= until:
                        found[who] = min(one.tick, found.get(who, one.tick))
        if self.kind == "frozen" or 2 * len(found) <= len(there.members):
            return False
        return there.allowed is None or min(found.values()) > there.allowed[1]

    def give(
        self, answer: Answer, point: str, shown: Shown, now: datetime, day: date, *, own: bool = True, sheet: str = ""
    ) -> HandOver:
        """What the answer says is handed over."""
        assert shown.home is not None
        self.tick += 1
        for line in answer.settles:
            line.settled = True
        for item, quantity in answer.items.items():
            if (point, item) in self.shelf:
                self.shelf[point, item] -= quantity
        opened = [Line(item, rest, shown.home) for item, rest in answer.opens.items()]
        done = HandOver(shown.home, point, shown.slot, dict(answer.items), self.tick, now, day, own, sheet, opened,
                        answer.settles, answer.share, self.shift, max(self.latest, now))  # fmt: skip
        self.given.append(done)
        return done

    def voids(self, done: HandOver, now: datetime, *, scanner: bool) -> bool:
        """Whether it may be taken back: once, not when what it owed came since, by a scanner an own one just made."""
        if scanner and (not done.own or max(self.latest, now) - done.logical > OWN_VOID):
            return False
        return not done.voided and not any(line.settled for line in done.opened)

    def void(self, done: HandOver) -> None:
        """It was taken back: it lies on the shelf again, and what it settled is open again."""
        done.voided = True
        for item, quantity in done.items.items():
            if (done.point, item) in self.shelf:
                self.shelf[done.point, item] += quantity
        for line in done.settled:
            line.settled = False
            while (into := self.homes[line.home].into) is not None:
                line.home = into

    def holds(self, home: int) -> Counter[str]:
        """What a household has of the round."""
        total: Counter[str] = Counter()
        for one in self._drawn(home):
            total.update(one.items)
        return total

    def owes(self, home: int) -> Counter[str]:
        """What it is owed still."""
        total: Counter[str] = Counter()
        for line in self._lines(home):
            total[line.item] += line.quantity
        return total

    def came_with_others(self, home: int) -> Counter[str]:
        """What it was given that households were owed which went into it."""
        theirs = {id(line) for one in self.given if one.home != home for line in one.opened}
        total: Counter[str] = Counter()
        for one in self._drawn(home):
            total.update({line.item: line.quantity for line in one.settled if id(line) in theirs})
        return total
