"""What goes onto a waybill or a stock sheet: facts, a table of items and three signatures, filled by the caller."""

from dataclasses import dataclass, field
from typing import Literal

from printing.values import Fingerprint, Language, Pair

type CellKind = Literal["item", "text", "number", "strong", "box"]
"""An item has a drawing and two names; a box is there to be written in, or holds what was counted."""


@dataclass(frozen=True, slots=True)
class StockColumn:
    """A column: its heading, its width in parts of the table's, and what stands in it."""

    caption: Pair
    parts: float
    kind: CellKind = "number"


@dataclass(frozen=True, slots=True)
class StockCell:
    """One cell; `drawing` is "flour", "oil", "blanket" or empty."""

    text: Pair
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class StockFact:
    """One line above the table."""

    caption: Pair
    value: str


@dataclass(frozen=True, slots=True)
class StockPaper:
    """A paper about stock. page: "Page {page} of {pages}"; signatures: who signs, each in a box."""

    title: Pair
    facts: tuple[StockFact, ...]
    columns: tuple[StockColumn, ...]
    rows: tuple[tuple[StockCell, ...], ...]
    signatures: tuple[Pair, ...]
    name_and_day: Pair
    page: str
    printed: str = ""
    note: Pair = field(default=Pair(""))
    fingerprint: Fingerprint | None = None
    landscape: bool = False
    language: Language = "ur"
    practice: bool = False
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))
