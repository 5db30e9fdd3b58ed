"""What goes onto the list for a registration van: rows by village and captions, already filled by the caller.

The list leaves the office: it has no place for a phone, a workplace or a kind of work.
"""

from dataclasses import dataclass, field

from printing.values import Fingerprint, Language, Pair


@dataclass(frozen=True, slots=True)
class VanRow:
    """One person: what paper is wanted, what the person has, and what the household has besides (may be empty)."""

    code: str
    name: str
    relation: str
    sex: str
    age: str
    wanted: str
    has: str = ""
    beside: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class VanVillage:
    """The people of one village; each village begins a page, so that its pages can be handed on alone."""

    place: Pair
    rows: tuple[VanRow, ...]


@dataclass(frozen=True, slots=True)
class VanCaptions:
    """Words of the list. page: "Page {page} of {pages}"; people: "{count} people on this page"."""

    title: Pair
    code: Pair
    name: Pair
    relation: Pair
    sex: Pair
    age: Pair
    wanted: Pair
    has: Pair
    applied: Pair
    received: Pair
    refused: Pair
    token: Pair
    page: str
    people: str
    filled_by: str = ""
    note: str = ""
    printed: str = ""
    practice: Pair = field(default=Pair("PRACTICE", "مشق"))


@dataclass(frozen=True, slots=True)
class VanSheet:
    """The whole list: villages in order, with the state of the book when it was made."""

    villages: tuple[VanVillage, ...]
    captions: VanCaptions
    fingerprint: Fingerprint | None = None
    language: Language = "ur"
    practice: bool = False
