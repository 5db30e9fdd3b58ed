"""What goes onto a day sheet: captions and figures as plain strings, already filled by the caller."""

from dataclasses import dataclass, field

from printing.values import Fingerprint, Language, Pair


@dataclass(frozen=True, slots=True)
class DayFact:
    """One figure of the day, or one person: what, and how it stands."""

    what: Pair
    value: str


@dataclass(frozen=True, slots=True)
class DayItem:
    """One kind of relief: what went out, what the book says lies there, what was counted, and why they differ."""

    name: Pair
    given: str
    book: str
    counted: str
    difference: str
    reason: Pair = field(default=Pair(""))


@dataclass(frozen=True, slots=True)
class DayCaptions:
    """Words of a day sheet. page: "Copy {page} of {pages}"; copies: for whom each copy is."""

    title: Pair
    place: Pair
    item: Pair
    given: Pair
    in_book: Pair
    counted: Pair
    difference: Pair
    reason: Pair
    witnesses: Pair
    witness: Pair
    nothing: Pair
    page: str
    copies: tuple[Pair, ...]
    book: str = ""
    keep: str = ""
    sms: str = ""
    printed: str = ""
    practice: Pair = field(default=Pair("PRACTICE", "مشق"))


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A day at a point: one page for each copy."""

    facts: tuple[DayFact, ...]
    people: tuple[DayFact, ...]
    items: tuple[DayItem, ...]
    sms: str
    captions: DayCaptions
    fingerprint: Fingerprint
    language: Language = "ur"
    practice: bool = False
