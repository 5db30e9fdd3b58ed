"""What goes onto the paper form after a distribution: captions and codes as plain strings, filled by the caller."""

from dataclasses import dataclass, field

from printing.values import Language, Pair


@dataclass(frozen=True, slots=True)
class MonitoringRow:
    """One household to ask: its code, its village, the point that served it."""

    code: str
    village: str
    point: str


@dataclass(frozen=True, slots=True)
class MonitoringSheet:
    """Whom to ask, in the order in which the seed chose them.

    questions: a column each, with a box in every row; rule: how they were chosen; page: "Page {page} of {pages}".
    """

    title: Pair
    place: Pair
    code: Pair
    village: Pair
    point: Pair
    questions: tuple[Pair, ...]
    consent: Pair
    rows: tuple[MonitoringRow, ...]
    rule: str
    page: str
    language: Language = "ur"
    practice: bool = False
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))
