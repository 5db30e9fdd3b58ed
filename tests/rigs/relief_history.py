"""Plays a history of households, cards, hand-overs and clocks through use cases, and beside it in the oracle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Self

from desktop.errors import BadInput, Refused
from desktop.ledger.book import last_entry
from desktop.matching.names import skeleton
from desktop.records.block import BlockChanged
from desktop.records.card import CardFaceData
from desktop.records.distribution import Decision, ItemDraft, Presented, RoundDraft, Standing, StepDraft
from desktop.records.distribution import PointDraft as Point
from desktop.records.household import HouseholdView
from desktop.records.relief_rule import PLAIN, ItemRule
from desktop.records.stock import ArrivalDraft, CountDraft, Goods
from desktop.usecases import (
    allowances,
    blocks,
    cards,
    distribution,
    households,
    late_entries,
    point_days,
    programmes,
    registration,
    rosters,
    round_lists,
    stock,
    waybills,
)
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BlockReason,
    CardReason,
    DifferenceReason,
    ListKind,
    PointCheckKind,
    RosterSort,
    Source,
    VoidReason,
)
from tests.factories import household, woman
from tests.rigs.relief_oracle import REVIEW, STEPS, WEEKLY, Answer, Card, HandOver, Oracle, Shown
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import handed_over

POINTS = {"malook": "PK61701", "kot": "PK61702"}
PLACES = (*POINTS.values(), "PK61701", "PK60101")
ALL = tuple(PointCheckKind)
JUMPS = tuple(
    sign * by
    for by in (
        timedelta(minutes=3, seconds=17),
        timedelta(minutes=20, seconds=7),
        timedelta(days=1),
        timedelta(days=8),
        timedelta(days=15),
        timedelta(days=2200),
    )
    for sign in (1, -1)
)
FARTHEST = timedelta(days=3650)
_serial = count(1)
_heard: set[str] = set()


def unlike_others() -> tuple[str, str]:
    """A name that sounds like nobody's, so that nobody is taken for a likely double, or for a munshi of that name."""
    while True:
        number = next(_serial)
        name = "".join("بپتجچدرزسشفکگلمن"[number // 16**power % 16] + "ا" for power in range(5))
        if skeleton(name) not in _heard:
            _heard.add(skeleton(name))
            return name, ""


class Difference(AssertionError):
    """The program and the oracle say two things."""


def same(what: str, program: object, oracle: object) -> None:
    """Raises Difference when they differ."""
    if program != oracle:
        raise Difference(f"{what}: program {program!r}, oracle {oracle!r}")


@dataclass(frozen=True)
class Done:
    """A hand-over as the program and as the oracle keeps it."""

    id: DisbursementId
    receipt: int
    presented: Presented
    handed: HandOver


@dataclass
class History:
    """One round with its own households, and what the oracle makes of the same acts."""

    relief: Relief
    kind: str
    oracle: Oracle
    codes: list[HouseholdCode] = field(default_factory=list[HouseholdCode])
    texts: dict[tuple[int, int, int], str] = field(default_factory=dict[tuple[int, int, int], str])
    done: list[Done] = field(default_factory=list[Done])
    said: set[int | str] = field(default_factory=set[int | str])
    """Receipts, codes and cards that were printed: none of them comes again, whatever is restored."""

    def __post_init__(self) -> None:
        self.relief.clock.by = timedelta(0)
        self.sit_down()
        self.latest()
        self.round = f"history-{next(_serial)}"
        rules = {WEEKLY: ItemRule(every_days=7)} if self.kind == "weekly" else {}
        items = tuple(
            ItemDraft(code, tuple(StepDraft(*step) for step in steps), rules.get(code, PLAIN))
            for code, steps in STEPS.items()
        )
        list_kind = ListKind.FROZEN if self.kind == "frozen" else ListKind.OPEN
        days = (date(2026, 11, 24), date(2026, 11, 30))
        points = tuple(Point(code, code.title(), (area,)) for code, area in POINTS.items())
        programmes.make_round(
            self.supervisor,
            RoundDraft(f"Relief {self.round}", self.round, list_kind, tuple(POINTS.values()), *days, items, points),
        )
        for number in range(3):
            self.register(number, number)
            self.print_cards(number, 0)
        if self.kind == "frozen":
            round_lists.freeze_round(self.supervisor, self.round, second=self.by_lead)
            self.oracle.freeze()
        programmes.open_round(self.supervisor, self.round)
        for point in POINTS:
            point_days.open_point(self.lead, self.at(point), ticked=ALL)
            self.oracle.opened[point] = self.today
            self.print_sheet(3 if point == "kot" else 0, 0)

    def sit_down(self) -> None:
        """Everybody at their desk, in the office as it is now."""
        office = self.relief.office
        self.lead, self.clerk, self.scanner = (office.desk(role) for role in (Role.LEAD, Role.CLERK, Role.SCANNER))
        self.supervisor, self.helper = office.desk(Role.SUPERVISOR), office.desk(Role.HELPDESK)
        self.by_lead, self.by_supervisor = office.second(Role.LEAD), office.second(Role.SUPERVISOR)

    def once(self, printed: int | str) -> None:
        """What was printed is never printed again."""
        same("printed before", printed in self.said, False)
        self.said.add(printed)

    def receipt(self, number: int) -> None:
        """A slip: its number is higher than all before it."""
        same("receipts fall", any(number < one for one in self.said if isinstance(one, int)), False)
        self.once(number)

    def known(self, code: HouseholdCode) -> None:
        """A household of the register, the newest."""
        self.once(code.text)
        self.codes.append(code)

    # --- what is pointed at ---

    @property
    def now(self) -> datetime:
        return self.relief.clock().at

    @property
    def today(self) -> date:
        return local_day(self.now)

    def at(self, point: str) -> Standing:
        return Standing(self.round, point)

    def point(self, number: int) -> str:
        """Mostly the first one."""
        return "kot" if number % 4 == 3 else "malook"

    def home(self, number: int) -> int:
        return number % len(self.codes)

    def card(self, number: int) -> Card | None:
        known = self.oracle.cards
        return known[number % len(known)] if known else None

    def view(self, home: int) -> HouseholdView:
        return registration.show(self.clerk, self.codes[home])

    def holders(self, view: HouseholdView) -> dict[str, int]:
        return {str(one.id): one.slot for one in view.members if one.slot is not None}

    def shown(self, first: int, second: int) -> tuple[Shown, Presented]:
        """A card, or what is typed: a card's number, a household's code, a newer issue, a code of nobody."""
        card = self.card(first)
        way = second % 8
        if card is not None and way < 5:
            text = self.texts[card.home, card.slot, card.issue]
            return Shown(card.home, card.slot, card.issue, card.expires), self.relief.presented(text)
        if card is not None and way == 5:
            number = CardNumber(self.codes[card.home], card.slot, card.issue + second // 8 % 2)
            return Shown(card.home, card.slot, number.issue), self.typed(number)
        if way == 7 and second // 8 == 0:
            code = HouseholdCode.make("618", 77)
            return Shown(None), self.typed(code)
        home = self.home(first)
        return Shown(home), self.typed(self.codes[home])

    def typed(self, code: HouseholdCode | CardNumber) -> Presented:
        if isinstance(code, CardNumber):
            return Presented(code.household, code, Source.TYPED)
        return Presented(code, None, Source.TYPED)

    # --- acts ---

    def scan(self, first: int, second: int) -> None:
        shown, presented = self.shown(first, second)
        point = self.point(first + second)
        said = self.relief.decide(self.at(point), presented)
        self.alike(said, self.oracle.scan(point, shown, self.now, self.today))

    def alike(self, said: Decision, answer: Answer) -> None:
        same("verdict", said.verdict.value, answer.verdict)
        if answer.gives:
            same("looks", {look.value for look in said.looks}, set(answer.looks))
            same("items", {line.item: line.quantity for line in said.items}, answer.items)
            same("owed", {line.item: line.quantity for line in said.owed}, answer.owed)

    def give(self, first: int, second: int) -> None:
        shown, presented = self.shown(first, second)
        point = self.point(first + second)
        answer = self.oracle.scan(point, shown, self.now, self.today)
        self.alike(self.relief.decide(self.at(point), presented), answer)
        given = self.either(lambda: self.relief.give(self.at(point), presented), answer.gives)
        if given is not None:
            same("given", {line.item: line.quantity for line in given.decision.items}, answer.items)
            self.receipt(given.receipt)
            handed = self.oracle.give(answer, point, shown, given.at, local_day(given.at))
            self.done.append(Done(given.disbursement, given.receipt, presented, handed))

    def either[T](self, act: Callable[[], T], may: bool) -> T | None:
        """Do it; whether it was refused must be what the oracle says."""
        try:
            result = act()
        except (Refused, BadInput) as refused:
            if may:
                raise Difference(f"refused: {refused!r}") from refused
            return None
        same("done", True, may)
        return result

    def retry(self, first: int, _second: int) -> None:
        """The lane lost the answer and sends the same hand-over again."""
        if not self.done:
            return
        before = self.done[first % len(self.done)]
        again = self.either(
            lambda: self.relief.give(self.at(before.handed.point), before.presented, disbursement=before.id),
            not before.handed.voided,
        )
        if again is not None:
            same("again", (again.again, again.receipt), (True, before.receipt))

    def void(self, first: int, second: int) -> None:
        if not self.done:
            return
        before = self.done[-1 - first % min(3, len(self.done))]
        scanner = second % 2 == 0
        may = self.oracle.voids(before.handed, self.now, scanner=scanner)
        desk = self.relief.office.desk(Role.SCANNER) if scanner else self.lead
        second_person = None if scanner else self.by_supervisor
        if self.either(lambda: distribution.void(desk, before.id, VoidReason.WRONG_COUNT, second=second_person), may):
            self.oracle.void(before.handed)

    def late(self, first: int, second: int) -> None:
        """A line of a paper sheet; the same line again gives what it gave before."""
        home, point, day = self.home(first), self.point(second), self.today - timedelta(days=(0, 0, 1, 8)[first % 4])
        sheet = [*self.oracle.sheets, "A-7"][-1 - (first + second) % (len(self.oracle.sheets) + 1)]
        answer = self.oracle.scan(point, Shown(home), self.now, day, late=True)
        known = [(one, one.handed) for one in self.done]
        before = [one for one, row in known if (row.home, row.sheet, row.voided) == (home, sheet, False)]
        entered = self.either(
            lambda: late_entries.enter(self.lead, self.at(point), sheet, day, self.codes[home]),
            self.oracle.sheet(point, sheet, day)
            and (bool(before) or (answer.gives and not answer.opens and self.oracle.alone(home, sheet, day))),
        )
        if entered is None:
            return
        same("again", entered.again, bool(before))
        if before:
            same("receipt", entered.receipt, before[0].receipt)
            return
        self.receipt(entered.receipt)
        same("entered", {line.item: line.quantity for line in entered.items}, answer.items)
        handed = self.oracle.give(answer, point, Shown(home), self.now, day, own=False, sheet=sheet)
        self.done.append(Done(entered.disbursement, entered.receipt, self.typed(self.codes[home]), handed))

    def print_sheet(self, first: int, _second: int) -> None:
        """Muster sheets of a point; the first of them is used."""
        point = self.point(first)
        number = f"{rosters.roster(self.lead, self.at(point), sort=RosterSort.CODE).number}-1"
        self.oracle.sheets[number] = (point, self.today)

    def latest(self) -> None:
        """The newest logical clock of the book."""
        with self.lead.store.reader.connect() as conn:
            newest = last_entry(conn, self.lead.office.district, self.lead.office.log)
        assert newest is not None
        self.oracle.latest = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=newest.hlc // 1024)

    def register(self, first: int, second: int) -> None:
        people, pcode = 1 + first % 5, PLACES[second % len(PLACES)]
        told = [
            woman(
                *unlike_others(),
                holder=place + 1 if place < 2 else None,
                relation="SIS" if place else "HEAD",
                age_as_of=self.today,
            )
            for place in range(people)
        ]
        made = registration.register(self.clerk, household(*told, pcode=pcode), different=True).household
        members = [str(one.id) for one in made.members]
        self.oracle.register(pcode, members, self.holders(made), self.today)
        self.known(made.code)

    def print_cards(self, first: int, _second: int) -> None:
        home = self.home(first)
        expected = self.oracle.next_print(home)
        if not expected:
            return
        for face in cards.issue(self.clerk, [self.codes[home]]).faces:
            slot, issue = face.number.slot, face.number.issue
            same("printed", (issue, face.copy), expected.pop(slot))
            self.keep(home, face)
        same("cards not printed", expected, {})

    def keep(self, home: int, face: CardFaceData) -> None:
        slot, issue = face.number.slot, face.number.issue
        if face.copy == 0:
            self.once(face.number.text)
        self.texts[home, slot, issue] = face.credential
        cards.printed(self.clerk, [face.number])
        self.oracle.printed(home, slot, issue, face.renew_after)

    def replace(self, first: int, second: int) -> None:
        card = self.card(first)
        if card is None:
            return
        number = CardNumber(self.codes[card.home], card.slot, card.issue)
        made = self.either(
            lambda: cards.replace(self.clerk, number, CardReason.LOST, present=True), card.state == "live"
        )
        if made is not None:
            same("issue", made.faces[0].number.issue, self.oracle.next_issue(card.home, card.slot))
            card.state = "replaced"
            self.keep(card.home, made.faces[0])

    def revoke(self, first: int, _second: int) -> None:
        card = self.card(first)
        if card is None:
            return
        number = CardNumber(self.codes[card.home], card.slot, card.issue)
        if self.either(
            lambda: cards.revoke(self.supervisor, number, CardReason.STOLEN, second=self.by_lead), card.state == "live"
        ):
            card.state = "revoked"

    def block(self, first: int, second: int) -> None:
        home = self.home(first)
        there = self.oracle.homes[home]
        reason = BlockReason.UNDER_REVIEW if second % 2 else BlockReason.HOLDER_ASKED
        may = there.active and not self.oracle.blocked(there, self.now)
        if self.either(lambda: self._blocked(self.codes[home], reason), may):
            there.blocks.append(self.now + REVIEW if second % 2 else None)

    def _blocked(self, code: HouseholdCode, reason: BlockReason) -> BlockChanged:
        """The holder's own wish is decided at once; anything else is proposed by a third person."""
        if reason is BlockReason.HOLDER_ASKED:
            return blocks.block(self.supervisor, code, reason, second=self.by_lead)
        blocks.propose(self.helper, code, reason)
        return blocks.decide(self.supervisor, code, agreed=True, second=self.by_lead)

    def unblock(self, first: int, _second: int) -> None:
        home = self.home(first)
        there = self.oracle.homes[home]
        may = self.oracle.blocked(there, self.now)
        if self.either(lambda: blocks.lift(self.supervisor, self.codes[home], "seen", second=self.by_lead), may):
            there.blocks = [until for until in there.blocks if until is not None and until <= self.now]

    def split(self, first: int, second: int) -> None:
        home = self.home(first)
        view = self.view(home)
        going = [one.id for one in view.members[1 : 1 + 1 + second % 3]]
        if not going:
            return
        told = [str(one) for one in going]
        done = self.either(
            lambda: households.split(self.clerk, self.codes[home], going, day=self.today, second=self.by_supervisor),
            self.oracle.splits(home, told, self.today),
        )
        if done is not None:
            assert done.other is not None
            self.oracle.split(home, told, self.holders(done.other), self.holders(done.household), self.today)
            self.known(done.other.code)

    def merge(self, first: int, second: int) -> None:
        into, gone = self.home(first), self.home(first + 1 + second)
        done = self.either(
            lambda: households.merge(self.clerk, self.codes[into], self.codes[gone], day=self.today),
            self.oracle.merges(into, gone, self.today),
        )
        if done is not None:
            self.oracle.merge(into, gone, self.holders(done.household), self.today)

    def wander(self, first: int, second: int) -> None:
        """Some, or all, leave a household one by one and join another."""
        here, there = self.home(first), self.home(first + 1 + second // 2)
        if here == there:
            return
        for one in [member.id for member in self.view(here).members][second % 2 : 4]:
            who, day = str(one), self.today
            left = self.either(
                lambda one=one, day=day: households.leave(
                    self.clerk,
                    self.codes[here],
                    one,
                    day=day,
                    card_ends=True,
                    last=True,
                    second=self.by_supervisor,
                ),
                self.oracle.leaves(here, who, day),
            )
            if left is None:
                return
            self.oracle.leave(here, who, self.holders(left.household))
            came = self.either(
                lambda one=one, day=day: households.join(self.clerk, self.codes[there], one, day=day),
                self.oracle.joins(there, who, day),
            )
            if came is not None:
                self.oracle.join(there, who, self.holders(came.household), day)

    def allow(self, first: int, second: int) -> None:
        home = self.home(first)
        size = 1 + second % 6
        done = self.either(
            lambda: allowances.allow(
                self.supervisor, self.round, self.codes[home], size, "seen at the desk", second=self.by_lead
            ),
            self.oracle.may_let(home, size, self.now, self.today),
        )
        if done is not None:
            self.oracle.tick += 1
            self.oracle.shifts[home] = self.oracle.shift
            self.oracle.homes[home].allowed = (size, self.oracle.tick)

    def receive(self, first: int, second: int) -> None:
        point, item, quantity = self.point(first), list(STEPS)[second % 2], 1 + second
        draft = ArrivalDraft((Goods(item, quantity),), document=f"GRN-{next(_serial)}", origin="store")
        waybills.receive(self.lead, self.at(point), draft)
        self.oracle.shelf[point, item] = self.oracle.shelf.get((point, item), 0) + quantity

    def count(self, first: int, second: int) -> None:
        point, item, quantity = self.point(first), list(STEPS)[second % 2], second // 2 % 4
        draft = CountDraft(item, quantity, DifferenceReason.UNEXPLAINED)
        stock.count(self.lead, self.at(point), (draft,), second=self.by_supervisor)
        self.oracle.shelf[point, item] = quantity

    def jump(self, first: int, _second: int) -> None:
        by = self.relief.clock.by + JUMPS[first % len(JUMPS)]
        by = max(-FARTHEST, min(FARTHEST, by))
        self.oracle.shift += by - self.relief.clock.by
        self.relief.clock.by = by

    def shut(self, first: int, _second: int) -> None:
        point = self.point(first)
        may = point not in self.oracle.shut
        if self.either(lambda: point_days.shut_point(self.lead, self.at(point)), may):
            self.oracle.shut.add(point)

    def open(self, first: int, _second: int) -> None:
        point = self.point(first)
        may = point in self.oracle.shut
        if self.either(lambda: point_days.open_point(self.lead, self.at(point), ticked=ALL), may):
            self.oracle.shut.discard(point)
            self.oracle.opened[point] = min(self.today, self.oracle.opened[point])

    # --- at the end ---

    def play(self, acts: list[tuple[str, int, int]]) -> None:
        """Do all, then every household scanned once and held against the books."""
        for name, first, second in acts:
            # nobody merges two households in one hundredth of a second: which entry is whose is told by its moment
            self.relief.clock.passed += timedelta(seconds=1)
            getattr(self, name)(first, second)
            self.latest()
        for home, code in enumerate(self.codes):
            shown, presented = Shown(home), self.typed(code)
            for point in POINTS:
                said = self.relief.decide(self.at(point), presented)
                self.alike(said, self.oracle.scan(point, shown, self.now, self.today))
            holds = handed_over(self.relief, self.at("malook"), code)
            same("holds", holds, dict(self.oracle.holds(home)))
            came = self.oracle.came_with_others(home)
            more = [item for item in holds if holds[item] - came[item] > STEPS[item][-1][1]]
            same("more than the largest share", more if self.kind != "weekly" else [], [])
        for point in POINTS:
            for line in stock.show(self.lead, self.at(point)).lines:
                same("on hand", line.on_hand, self.oracle.shelf.get((point, line.item)))
                if line.on_hand is not None:
                    same("closing", line.closing, line.on_hand)


WEIGHTS = {
    "give": 7,
    "scan": 2,
    "void": 3,
    "jump": 4,
    "retry": 1,
    "late": 3,
    "print_sheet": 1,
    "register": 1,
    "print_cards": 2,
    "replace": 1,
    "revoke": 1,
    "block": 1,
    "unblock": 1,
    "split": 2,
    "merge": 2,
    "allow": 1,
    "receive": 2,
    "count": 2,
    "shut": 1,
    "open": 1,
}
STEPS_OF_ONE = 25
type Acts = list[tuple[str, int, int]]


@dataclass(frozen=True)
class Plan:
    """What happens in one history."""

    kind: str
    acts: Acts

    @classmethod
    def drawn(cls, seed: int, more: Mapping[str, int] | None = None, steps: int = STEPS_OF_ONE) -> Self:
        """Always the same for a seed; `more` acts than those of `WEIGHTS`, by how often they come."""
        chance = Random(seed)
        weights = WEIGHTS | dict(more or {})
        names = chance.choices([*weights], [*weights.values()], k=steps)
        acts = [(name, chance.randrange(12), chance.randrange(16)) for name in names]
        return cls(chance.choice(("open", "open", "frozen", "weekly")), acts)

    def without(self, place: int) -> Self:
        """The same without one act."""
        return replace(self, acts=self.acts[:place] + self.acts[place + 1 :])


type Player = Callable[[Relief, str, Oracle], History]


def difference(
    relief: Relief, plan: Plan, oracle: type[Oracle] = Oracle, player: Player = History
) -> Difference | None:
    """What a history tells apart, if it does."""
    try:
        player(relief, plan.kind, oracle(plan.kind, dict(POINTS))).play(plan.acts)
    except Difference as found:
        return found
    return None


type Differs = Callable[[Plan], Difference | None]


def shortened(plan: Plan, differs: Differs) -> Plan:
    """The acts that are needed for a difference, each tried once."""
    for place in reversed(range(len(plan.acts))):
        if differs(plan.without(place)) is not None:
            plan = plan.without(place)
    return plan
