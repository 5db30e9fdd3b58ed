"""Plays histories in which others collect, the help desk helps, goods go about, and the office is restored."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import cast

from desktop.errors import BadInput
from desktop.records.distribution import Collecting, Presented
from desktop.records.help_desk import ProxyDraft
from desktop.records.stock import Goods
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft
from desktop.usecases import allowances, collectors, distribution, provisional, registration, safekeeping, stock
from desktop.usecases.safekeeping import Proof
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, Intermediary, ProxyReason
from tests.factories import TestOffice, child, household, passphrase_of
from tests.rigs.relief_history import PLACES, Done, History, same, unlike_others
from tests.rigs.relief_oracle import STEPS, Shown
from tests.rigs.relief_oracle_desk import By, Let, WholeOracle

FIRST = Proof("supervisor", passphrase_of(Role.SUPERVISOR))
SECOND = Proof("controller", passphrase_of(Role.CONTROLLER))
_phones = count(1_000_001)
_places = count(1)


@dataclass(frozen=True)
class Person:
    """Somebody of the village who is in no register: by a phone, or by the name alone."""

    key: str
    name: str
    phone: str


@dataclass(frozen=True)
class Lost:
    """A card that was printed after the copy was made: the world has it, the register does not."""

    code: HouseholdCode
    slot: int
    issue: int
    text: str
    expires: datetime


@dataclass
class Saved:
    """A backup, and what the oracle knew then."""

    file: Path
    state: tuple[WholeOracle, list[HouseholdCode], dict[tuple[int, int, int], str], list[Done]]


@dataclass
class WholeHistory(History):
    """`folder` is where copies and restored offices lie; without one nothing is backed up."""

    folder: Path | None = None
    people: list[Person] = field(default_factory=list[Person])
    saved: Saved | None = None
    lost: list[Lost] = field(default_factory=list[Lost])

    def __post_init__(self) -> None:
        phones = [f"0301-{next(_phones)}", f"0301-{next(_phones)}", ""]
        self.people = [Person(f"person-{place}", unlike_others()[0], phone) for place, phone in enumerate(phones)]
        super().__post_init__()

    @property
    def whole(self) -> WholeOracle:
        """The oracle, as what it is here."""
        return cast("WholeOracle", self.oracle)

    # --- who collects ---

    def name(self, first: int, second: int) -> None:
        home, who = self.home(first), self.people[second % len(self.people)]
        place = self.whole.names(home, who.key)
        draft = CollectorDraft(name_as_told=who.name, relation="NEPHEW", phone=who.phone)
        if self.either(lambda: collectors.name_collector(self.clerk, self.codes[home], draft), place is not None):
            assert place is not None
            self.whole.named[home][place] = who.key

    def unname(self, first: int, second: int) -> None:
        home, place = self.home(first), 1 + second % 2
        there = self.whole.named.get(home, {})
        if self.either(lambda: collectors.end_collector(self.clerk, self.codes[home], place), place in there):
            del there[place]

    def let(self, first: int, second: int) -> None:
        home, who = self.home(first), self.people[second % len(self.people)]
        draft = ProxyDraft(who.name, "", "SIS", who.phone, ProxyReason.ILL)
        done = self.either(
            lambda: allowances.let_collect(self.helper, self.round, self.codes[home], draft, second=self.by_lead),
            self.whole.lets(home, who.key),
        )
        if done is not None:
            self.whole.let.append(Let(home, self.today, self.now, who.key))
            same("households", done.households, len(self.whole.serves(who.key)))

    def deliver(self, first: int, _second: int) -> None:
        home = self.home(first)
        may = self.oracle.homes[home].active
        code = self.codes[home]
        if self.either(lambda: allowances.add_delivery(self.helper, self.round, code, ProxyReason.ELDERLY), may):
            self.whole.delivered.add(home)

    def undeliver(self, first: int, _second: int) -> None:
        home = self.home(first)
        there = home in self.whole.delivered
        if self.either(lambda: allowances.end_delivery(self.helper, self.round, self.codes[home]), there):
            self.whole.delivered.discard(home)

    def munshi(self, _first: int, second: int) -> None:
        """Somebody of them is found to stand between workers and owners."""
        who = self.people[second % len(self.people)]
        if second >= 4 or who.key in self.whole.between:
            return
        told = IntermediaryDraft(Intermediary.MUNSHI, who.name, "", who.phone, "PK61701", "Chak 12")
        collectors.note_intermediary(self.clerk, told)
        self.whole.between[who.key] = "" if who.phone else "PK61701"

    def collect(self, first: int, second: int) -> None:
        """Somebody brings a household's card, and is given what is due."""
        card = self.card(first)
        if card is None:
            return
        shown = Shown(card.home, card.slot, card.issue, card.expires)
        presented = self.relief.presented(self.texts[card.home, card.slot, card.issue])
        by, how = self.way(second)
        point = self.point(first)
        answer = self.whole.ask(point, shown, by, self.now, self.today)
        try:
            said = distribution.decide(self.scanner, self.at(point), presented, collector=how)
        except BadInput as unknown:
            same("collector", type(unknown).__name__, "CollectorUnknown" if answer is None else "known")
            return
        if answer is None:
            same("collector", "known", "CollectorUnknown")
            return
        self.alike(said, answer)
        one = DisbursementId(new_id())
        given = self.either(
            lambda: distribution.give(
                self.scanner, self.at(point), presented, disbursement=one, looked=True, collector=how
            ),
            answer.gives,
        )
        if given is None:
            return
        self.receipt(given.receipt)
        handed = self.oracle.give(answer, point, shown, given.at, local_day(given.at))
        person = self.whole.who(card.home, by, self.today)
        if person:
            self.whole.collected.append((handed, person))
        self.done.append(Done(given.disbursement, given.receipt, presented, handed))

    def way(self, number: int) -> tuple[By, int | Collecting]:
        """How somebody collects."""
        if number % 8 == 0:
            return By("slot", 2), 2
        if number % 8 == 1:
            return By("delivery"), Collecting(CollectionKind.DELIVERY)
        if number % 8 == 2:
            return By("caretaker", 1), Collecting(CollectionKind.CARETAKER, 1)
        if number % 8 in (3, 4):
            return By("proxy"), Collecting(CollectionKind.PROXY)
        place = 1 + number % 2
        return By("named", place), Collecting(CollectionKind.NAMED, place)

    def orphans(self, first: int, second: int) -> None:
        """A household of children alone, of whom some are nearly grown."""
        pcode, age = PLACES[second % len(PLACES)], 8 + 3 * (first % 4)
        told = [
            child(
                unlike_others()[0],
                holder=place + 1,
                relation="SIS" if place else "HEAD",
                age_years=age,
                age_as_of=self.today,
            )
            for place in range(1 + first % 2)
        ]
        made = registration.register(self.clerk, household(*told, pcode=pcode), different=True).household
        members = [str(one.id) for one in made.members]
        self.whole.children |= dict.fromkeys(members, (age, self.today))
        self.oracle.register(pcode, members, self.holders(made), self.today)
        self.known(made.code)

    # --- without a list, and from point to point ---

    def help(self, first: int, second: int) -> None:
        """One to four households that no list names."""
        point = self.point(first)
        for number in range(1 + second % 4):
            size = 1 + (first + number) % 7
            expected = self.whole.helps(point, size, self.today)
            done = self.either(
                lambda size=size: provisional.give(
                    self.helper, self.at(point), size, "no list names them", second=self.by_lead
                ),
                expected is not None,
            )
            if done is not None:
                assert expected is not None
                same("helped", {line.item: line.quantity for line in done.items}, expected)
                self.receipt(done.receipt)
                self.whole.help(point, expected, self.today)

    def move(self, first: int, second: int) -> None:
        """Goods of one point are needed at the other."""
        here, there = ("malook", "kot") if first % 2 else ("kot", "malook")
        item, quantity = list(STEPS)[second % 2], 1 + second // 2 % 4
        shelf = self.oracle.shelf
        done = self.either(
            lambda: stock.move(
                self.lead, self.at(here), self.at(there), (Goods(item, quantity),), second=self.by_supervisor
            ),
            self.whole.takes(here, item, quantity),
        )
        if done is not None:
            shelf[here, item] -= quantity
            shelf[there, item] = shelf.get((there, item), 0) + quantity

    def damage(self, first: int, second: int) -> None:
        """A bag is torn, or goes back to the store."""
        point, item = self.point(first), list(STEPS)[second % 2]
        goods = (Goods(item, 1),)
        done = self.either(
            lambda: (
                stock.damage(self.lead, self.at(point), goods, second=self.by_supervisor)
                if second % 4 < 2
                else stock.send_back(
                    self.lead,
                    self.at(point),
                    goods,
                    document=f"R-{next(_places)}",
                    to="store",
                    second=self.by_supervisor,
                )
            ),
            self.whole.takes(point, item, 1),
        )
        if done is not None:
            self.oracle.shelf[point, item] -= 1

    # --- the copy ---

    def shown(self, first: int, second: int) -> tuple[Shown, Presented]:
        """Also a card that the register lost."""
        if self.lost and second % 8 in (1, 6):
            one = self.lost[first % len(self.lost)]
            home = self.codes.index(one.code) if one.code in self.codes else None
            return Shown(home, one.slot, one.issue, one.expires), self.relief.presented(one.text)
        return super().shown(first, second)

    def backup(self, _first: int, _second: int) -> None:
        """A copy on a stick; an older one is forgotten."""
        if self.folder is None:
            return
        opened = self.relief.office.opened(Role.SUPERVISOR)
        file = self.folder / f"copy-{next(_places)}"
        safekeeping.backup(opened.desk, opened.certificates, opened.folder, opened.unlocked.store_key, file)
        self.saved = Saved(file, deepcopy((self.whole, self.codes, self.texts, self.done)))

    def restore(self, _first: int, _second: int) -> None:
        """The laptop is gone: two people begin anew from the copy, once from each."""
        if self.folder is None or self.saved is None:
            return
        before, codes, texts = self.whole, self.codes, self.texts
        folder = self.folder / f"office-{next(_places)}"
        self.relief.office.close()
        restored = safekeeping.restore(
            self.saved.file, folder, FIRST, SECOND, "the laptop fell into the canal", clock=self.relief.clock
        )
        self.relief.office = TestOffice(folder, self.relief.office.made, self.relief.clock)
        self.sit_down()
        self.oracle, self.codes, self.texts, self.done = self.saved.state
        self.saved = None
        self.whole.restored()
        same("epoch", restored.epoch, self.oracle.epoch)
        self.lost += [
            Lost(codes[home], slot, issue, text, _expires(before, home, slot, issue))
            for (home, slot, issue), text in texts.items()
            if (home, slot, issue) not in self.texts or self.texts[home, slot, issue] != text
        ]


def _expires(oracle: WholeOracle, home: int, slot: int, issue: int) -> datetime:
    return next(one.expires for one in oracle.cards if (one.home, one.slot, one.issue) == (home, slot, issue))


OTHERS = {"name": 5, "let": 3, "collect": 9, "unname": 1, "deliver": 1, "undeliver": 1, "munshi": 1, "orphans": 2}
GOODS = {"help": 3, "move": 3, "damage": 1}
COPIES = {"backup": 2, "restore": 2}
