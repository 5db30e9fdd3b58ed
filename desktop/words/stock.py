"""Stock in words: an item's name, so much of it in its unit, and what happened to it."""

from collections.abc import Callable

from desktop.records.stock import Awaited, Movement, Outward
from desktop.reference.tables import Words, relief_items
from desktop.values.vocabulary import MovementKind
from desktop.words.catalogue import isolated, language, mark, tr, tr_n
from desktop.words.labels import label
from desktop.words.rules import items_words

UNITS = {
    "bag": mark("{count} bags"),
    "can": mark("{count} cans"),
    "pack": mark("{count} packs"),
    "parcel": mark("{count} parcels"),
    "piece": mark("{count} pieces"),
    "set": mark("{count} sets"),
    "kit": mark("{count} kits"),
    "strip": mark("{count} strips"),
    "voucher": mark("{count} vouchers"),
    "g": mark("{count} g"),
    "PKR": mark("Rs {count}"),
}

AMOUNTS: dict[str, Callable[[int], str]] = {
    "bag": lambda n: tr_n("{n} bag", "{n} bags", n),
    "can": lambda n: tr_n("{n} can", "{n} cans", n),
    "pack": lambda n: tr_n("{n} pack", "{n} packs", n),
    "parcel": lambda n: tr_n("{n} parcel", "{n} parcels", n),
    "piece": lambda n: tr_n("{n} piece", "{n} pieces", n),
    "set": lambda n: tr_n("{n} set", "{n} sets", n),
    "kit": lambda n: tr_n("{n} kit", "{n} kits", n),
    "strip": lambda n: tr_n("{n} strip", "{n} strips", n),
    "voucher": lambda n: tr_n("{n} voucher", "{n} vouchers", n),
}
"""So many of what is counted by the piece."""

OUTWARD = {
    MovementKind.MOVED_OUT: mark("Moved to another point"),
    MovementKind.RETURNED: mark("Sent back to the store"),
    MovementKind.DAMAGED: mark("Written off: damaged"),
    MovementKind.LOST: mark("Written off: missing"),
    MovementKind.SHORT: mark("On the waybill, not in the truck"),
    MovementKind.LOAN_BROKEN: mark("Lent, came back broken"),
    MovementKind.COUNTED: mark("Fewer counted than in the book"),
}
"""How goods leave a point or go missing, for the account of a day and of a round."""

_OUT = (
    MovementKind.MOVED_OUT,
    MovementKind.DAMAGED,
    MovementKind.LOST,
    MovementKind.RETURNED,
    MovementKind.SHORT,
    MovementKind.LOAN_BROKEN,
)


def item_words(code: str) -> Words:
    """The names of an item; its code where the list does not know it."""
    known = relief_items().get(code)
    return known.label if known else Words(code, code, code)


def item_label(code: str) -> str:
    """An item's name in the language spoken now."""
    return item_words(code).text(language())


def amount_words(quantity: int, unit: str) -> str:
    """So much of a unit: "120 bags"."""
    count = AMOUNTS.get(unit)
    return count(quantity) if count else tr(UNITS.get(unit, "{count}"), count=f"{quantity:,}")


def unit_words(unit: str) -> str:
    """A unit alone, to stand beside a number: "bags"."""
    return tr(UNITS.get(unit, "{count}"), count="").strip()


def signed(quantity: int) -> str:
    """A difference: what is more with a plus, what is less with a minus, nothing as 0."""
    return f"{quantity:+,}".replace("-", "\u2212") if quantity else "0"


def outward_words(one: Outward) -> str:
    """How much of an item left a point or went missing in one way, and how much of it with one person alone."""
    facts = {
        "what": tr(OUTWARD[one.kind]),
        "item": item_label(one.item),
        "amount": amount_words(one.quantity, one.unit),
    }
    if not one.alone:
        return tr("{what}: {item}, {amount}, by two people", **facts)
    return tr("{what}: {item}, {amount}, {alone} by one person alone", alone=f"{one.alone:,}", **facts)


def awaited_words(one: Awaited) -> str:
    """A truck that nobody counted: its waybill, since when it is awaited, and what was sent."""
    return tr(
        "Waybill {number} of {day}, still awaited: {items}",
        number=isolated(one.number),
        day=isolated(one.day.strftime("%d-%m-%Y")),
        items=items_words(one.items),
    )


def movement_words(one: Movement) -> str:
    """What happened: kind, where to or from, reason and document."""
    parts = [label(one.kind), isolated(one.other) if one.other else "", isolated(one.document) if one.document else ""]
    if one.reason is not None:
        parts.append(label(one.reason))
    if one.note:
        parts.append(isolated(one.note))
    return " · ".join(part for part in parts if part)


def movement_amount(one: Movement) -> str:
    """How much came or went, with its sign."""
    return signed(-one.quantity if one.kind in _OUT else one.quantity)
