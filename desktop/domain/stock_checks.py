"""What may be said about a stock: counts, items, texts, and how much may be missing before a second person looks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.errors import StockCountWrong, StockItemTwice, StockItemUnknown, StockNoItems, StockTextWrong
from desktop.records.stock import Goods
from desktop.reference.tables import relief_items
from desktop.values.text import tidy_name, unsafe_characters
from desktop.values.vocabulary import MovementKind

MOST = {"g": 1_000_000_000, "PKR": 10_000_000_000}
"""The largest count of a unit that is weighed or paid: a thousand tonnes, ten thousand million rupees."""
MOST_PIECES = 1_000_000
"""The largest count of anything else: no store of a district holds a million tents."""

LOOSE = frozenset({"g"})
"""Units of what is weighed out: some of it is always lost on the way."""
LOOSE_PER_THOUSAND = 5
"""Half of one per cent (reconciliation at distribution points); of what is counted in pieces nothing may be missing."""

LIMITS = {
    "number": 40, "origin": 100, "vehicle": 40, "seal": 40, "document": 60, "note": 200, "batch": 40,
    "order": 60, "authority": 100, "reason": 200,
}  # fmt: skip
"""How long each text may be."""


def unit_of(item: str) -> str:
    """What an item is counted in. Raises StockItemUnknown."""
    known = relief_items().get(item)
    if known is None:
        raise StockItemUnknown(item=item)
    return known.unit


def tolerance(unit: str, book: int, per_thousand: int | None = None) -> int:
    """How much may be missing of `book` without a second person; `per_thousand` as the item's rule says, if it does."""
    usual = LOOSE_PER_THOUSAND if unit in LOOSE else 0
    return max(0, book) * (usual if per_thousand is None else per_thousand) // 1000


LEAVES = frozenset({MovementKind.MOVED_OUT, MovementKind.RETURNED})
"""Goods that leave a point on the word of whoever is there: always by two people."""
MISSING = frozenset(
    {
        MovementKind.DAMAGED,
        MovementKind.LOST,
        MovementKind.SHORT,
        MovementKind.LOAN_BROKEN,
        MovementKind.COUNTED,
    }
)
"""Goods that are written off, did not come, came back broken, or lack at a count (where the quantity is below nothing):
by two people when the sum of a point and day is more than the item's rule tolerates."""


def missing(kind: MovementKind, quantity: int, *, first: bool) -> int:
    """How much of an item is missing after a movement; less than nothing when a count found more than the book.

    `first`: the first count of an item differs from nothing.
    """
    if kind not in MISSING or first:
        return 0
    return -quantity if kind is MovementKind.COUNTED else quantity


def require_count(item: str, quantity: int, *, least: int = 1) -> None:
    """A count that can be. Raises StockItemUnknown, StockCountWrong."""
    most = MOST.get(unit_of(item), MOST_PIECES)
    if quantity < 0:
        raise StockCountWrong(item=item, count=str(quantity), why="negative")
    if quantity < least:
        raise StockCountWrong(item=item, count=str(quantity), why="nothing")
    if quantity > most:
        raise StockCountWrong(item=item, count=str(quantity), why="too_many")


def require_goods(goods: Sequence[Goods], *, least: int = 1) -> None:
    """Goods that can be: something, each item and batch once. Raises StockNoItems, StockItemTwice and the above."""
    require_once((one.item, one.batch) for one in goods)
    for one in goods:
        require_count(one.item, one.quantity, least=least)
        require_text("batch", one.batch, needed=False)


def require_once(named: Iterable[tuple[str, str]]) -> None:
    """Something is named, and nothing twice. Raises StockNoItems, StockItemTwice."""
    counts = Counter(named)
    if not counts:
        raise StockNoItems
    twice = next((key for key, count in counts.items() if count > 1), None)
    if twice is not None:
        raise StockItemTwice(item=twice[0])


def require_text(name: str, text: str, *, needed: bool = True) -> str:
    """A text tidied, within its limit and safe to keep. Raises StockTextWrong."""
    tidied = tidy_name(text)
    if needed and not tidied:
        raise StockTextWrong(name=name, why="missing", limit=LIMITS[name])
    if len(tidied) > LIMITS[name]:
        raise StockTextWrong(name=name, why="long", limit=LIMITS[name])
    if unsafe_characters(text):
        raise StockTextWrong(name=name, why="unsafe", limit=LIMITS[name])
    return tidied
