"""The script's own books of the full day: bags that really lie there, what was done, and who holds what.

Plain sums of what the script did with its own hands. It asks nothing of the program and knows nothing of its code, so
that the two can be held against each other at the end.
"""

from collections import Counter
from dataclasses import dataclass, field

from desktop.values.identifiers import DisbursementId, HouseholdCode
from tests.rigs.relief_day_rules import WHILE_THERE, People, amounts, chosen

CAME = ("received", "moved_in", "loan_back", "counted")
WENT = ("issued", "damaged", "lost", "returned", "released", "provisional", "moved_out")
type Goods = dict[str, int]


@dataclass
class Family:
    """A household as the script knows it, and what became of it."""

    code: HouseholdCode
    people: People
    story: str
    texts: dict[int, str] = field(default_factory=dict[int, str])
    """By slot the text of its card."""
    seeds: bool = True
    owed: Goods = field(default_factory=dict[str, int])
    hands: list["Hand"] = field(default_factory=list["Hand"])
    listed: bool = True
    """Whether the fixed list names it."""
    lent_back: int = 0
    """Tarpaulins that it brought back."""

    @property
    def drawn(self) -> "list[Hand]":
        """Hand-overs that stand."""
        return [hand for hand in self.hands if not hand.voided]

    @property
    def holds(self) -> Counter[str]:
        """What it took home."""
        total: Counter[str] = Counter()
        for hand in self.drawn:
            total.update(hand.items)
        return total


@dataclass(frozen=True)
class Share:
    """What is handed over now, what stays owed, and whether the holder has to be told that it is less."""

    items: Goods
    owed: Goods
    cut: bool


@dataclass
class Hand:
    """One hand-over: what went into whose hands, and what was owed before it."""

    id: DisbursementId
    receipt: int
    point: str
    lane: int
    items: Goods
    owed_before: Goods
    late: bool = False
    voided: bool = False


@dataclass
class Books:
    """Bags and sums, by point and item."""

    pile: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    sums: dict[tuple[str, str], Counter[str]] = field(default_factory=dict[tuple[str, str], Counter[str]])
    did: Counter[str] = field(default_factory=Counter[str])
    """How often each kind of act was done, by the name of its entry."""
    verdicts: Counter[str] = field(default_factory=Counter[str])
    tally: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    """By point and day's figure."""
    envelopes: int = 0
    receipts: list[int] = field(default_factory=list[int])
    differences: list[str] = field(default_factory=list[str])

    # --- bags ---

    def changed(self, point: str, item: str, column: str, quantity: int) -> None:
        """Bags came or went, and why."""
        self.pile[point, item] += quantity if column in CAME else -quantity
        self.sums.setdefault((point, item), Counter())[column] += quantity

    def begin(self) -> None:
        """What lies there now is what the day opens with."""
        self.sums = {key: Counter(opening=quantity) for key, quantity in self.pile.items()}

    def closing(self, point: str, item: str) -> int:
        """What must be left by the sums."""
        sums = self.sums.get((point, item), Counter[str]())
        return sums["opening"] + sum(sums[name] for name in CAME) - sum(sums[name] for name in WENT)

    def out_at(self, point: str) -> frozenset[str]:
        """Items of which nothing is left there."""
        return frozenset(item for (where, item), quantity in self.pile.items() if where == point and quantity == 0)

    # --- shares ---

    def share(self, family: Family, point: str, *, tabs_again: bool = False) -> Share:
        """What a family is handed at this moment; who drew before gets what is owed, and tablets after a week."""
        fresh = chosen(amounts(family.people, point, seeds=family.seeds), self.out_at(point))
        if family.drawn:
            fresh = {item: quantity for item, quantity in fresh.items() if item == "AQUATAB" and tabs_again}
        items: Goods = {}
        owed: Goods = {}
        cut = False
        for item in dict.fromkeys((*fresh, *family.owed)):
            asked = fresh.get(item, 0) + family.owed.get(item, 0)
            now = min(asked, self.pile[point, item])
            rest = asked - now
            items |= {item: now} if now else {}
            owed |= {item: rest} if rest and item not in WHILE_THERE else {}
            cut = cut or (rest > 0 and (now > 0 or item in fresh))
        return Share(items, owed, cut)

    def hand_over(self, family: Family, share: Share, hand: Hand) -> None:
        """It went into their hands."""
        for item, quantity in share.items.items():
            self.changed(hand.point, item, "issued", quantity)
        family.hands.append(hand)
        family.owed = dict(share.owed)
        self.receipts.append(hand.receipt)
        self.did["give"] += 1
        self.tally[hand.point, "handed"] += 1
        if hand.late:
            self.tally[hand.point, "late"] += 1

    def take_back(self, family: Family, hand: Hand) -> None:
        """It lies on the pile again, and what was owed before is owed again."""
        for item, quantity in hand.items.items():
            self.changed(hand.point, item, "issued", -quantity)
        hand.voided = True
        family.owed = dict(hand.owed_before)
        self.did["void"] += 1
        self.tally[hand.point, "voided"] += 1

    # --- holding two things against each other ---

    def same(self, what: str, program: object, script: object) -> bool:
        """Whether both say the same; else it is a difference."""
        if program != script:
            self.differences.append(f"{what}: the program says {program!r}, the script {script!r}")
        return program == script
