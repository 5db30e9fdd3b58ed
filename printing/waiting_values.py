"""What goes onto the list of who still waits at a point: captions, codes and amounts as plain strings."""

from dataclasses import dataclass, field

from printing.values import Fingerprint, Language, Pair


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One household: its code, its village, amounts in the order of the columns; `name` empty on what is posted."""

    code: str
    village: str
    amounts: tuple[str, ...]
    why: Pair
    name: str = ""


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """Who still waits. items: a column each; name: None on a list without names; page: "Page {page} of {pages}"."""

    title: Pair
    place: Pair
    said: Pair
    code: Pair
    village: Pair
    name: Pair | None
    items: tuple[Pair, ...]
    why: Pair
    rows: tuple[WaitingRow, ...]
    nobody: Pair
    note: Pair
    page: str
    printed: str
    fingerprint: Fingerprint
    language: Language = "ur"
    practice: bool = False
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))
