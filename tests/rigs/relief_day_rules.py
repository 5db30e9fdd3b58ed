"""What the programme of the full day gives: as the app is told it, and beside it in plain arithmetic of our own."""

from dataclasses import dataclass

from desktop.records.distribution import ItemDraft, StepDraft
from desktop.records.relief_rule import ItemRule
from desktop.values.vocabulary import Category, Once

PROGRAMME = "Winter relief"
HERE, THERE = "PK61701", "PK61702"
"""The tehsils of the two points."""
MAIN, SIDE = "malook", "kot"
SERVES = {MAIN: HERE, SIDE: THERE}
WEEK = 7
SEED = ItemDraft("SEED", (StepDraft(1, 1),), ItemRule(once=Once.PROGRAMME))
ITEMS = (
    ItemDraft("ATTA20", (StepDraft(1, 1), StepDraft(3, 2), StepDraft(5, 3), StepDraft(8, 4))),
    ItemDraft("OIL5", (StepDraft(1, 1), StepDraft(6, 2))),
    ItemDraft("SOAP", rule=ItemRule(per_person=250, most=2000)),
    ItemDraft("DIGNITY", rule=ItemRule(per=((Category.WOMAN, 1),), most=4)),
    ItemDraft("DAL5", rule=ItemRule(per=((Category.INFANT, 1), (Category.DISABLED, 1)))),
    ItemDraft("HYG", (StepDraft(1, 1),), ItemRule(stock_limited=True)),
    ItemDraft("BLANKET", (StepDraft(1, 2),), ItemRule(instead="bedding")),
    ItemDraft("MAT", (StepDraft(1, 3),), ItemRule(instead="bedding")),
    ItemDraft("TARP", (StepDraft(4, 1),), ItemRule(loan=True)),
    ItemDraft("AQUATAB", (StepDraft(1, 2),), ItemRule(every_days=WEEK)),
    SEED,
    ItemDraft("JERRY", (StepDraft(1, 1),), ItemRule(areas=(THERE,))),
    ItemDraft("TEA1", (StepDraft(1, 1),), ItemRule(points=(MAIN,))),
)
NAMES = tuple(item.code for item in ITEMS)
WHILE_THERE = frozenset({"HYG"})
BEDDING = ("BLANKET", "MAT")
"""One of them, the first that is there."""


@dataclass(frozen=True)
class People:
    """Who lives in a household, counted; somebody whom no list knows says only how many they are."""

    size: int
    women: int = 0
    infants: int = 0
    disabled: int = 0
    area: str = ""


def amounts(people: People, point: str, *, seeds: bool = True) -> dict[str, int]:
    """What they are due at a point by the words of the programme, were everything there; `seeds`: not had before."""
    size = people.size
    told = {
        "ATTA20": 4 if size >= 8 else 3 if size >= 5 else 2 if size >= 3 else 1,
        "OIL5": 2 if size >= 6 else 1,
        "SOAP": min(2000, 250 * size),
        "DIGNITY": min(4, people.women),
        "DAL5": people.infants + people.disabled,
        "HYG": 1,
        "BLANKET": 2,
        "MAT": 3,
        "TARP": 1 if size >= 4 else 0,
        "AQUATAB": 2,
        "SEED": 1 if seeds else 0,
        "JERRY": 1 if people.area in ("", THERE) else 0,
        "TEA1": 1 if point == MAIN else 0,
    }
    return {item: quantity for item, quantity in told.items() if quantity}


def chosen(due: dict[str, int], out: frozenset[str] = frozenset()) -> dict[str, int]:
    """Of a choice one: the first that is there, or else the first; and nothing that is given only while it is there."""
    due = {item: quantity for item, quantity in due.items() if not (item in WHILE_THERE and item in out)}
    offered = [item for item in BEDDING if item in due]
    taken = next((item for item in offered if item not in out), offered[0] if offered else "")
    return {item: quantity for item, quantity in due.items() if item not in BEDDING or item == taken}
