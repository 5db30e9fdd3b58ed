"""Holds days at a point against the book: what their close said, and what was counted."""

from typing import Any

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, plain
from desktop.values.entry_kind import EntryKind

type Words = tuple[str, ...]

_DAYS = text("SELECT id, summary FROM point_day WHERE district_id = :district AND summary <> ''")
_COUNTS = text(
    "SELECT point_day_id, at_close, item, book, counted, reason FROM point_count WHERE district_id = :district"
)
_FIGURES = ("handed", "given", "voided", "late", "referred", "releases", "provisional", "clock_jumps", "unserved")
_ITEMS = ("items", "helped", "released")


class Days:
    """What the lines about a day say, beside its figures and its counts."""

    kinds = frozenset({EntryKind.POINT_OPENED, EntryKind.DAY_CLOSED})

    def __init__(self) -> None:
        self._figures: dict[str, dict[str, object]] = {}
        self._counts: set[Words] = set()

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says; none of these contents is ever erased."""
        told: dict[str, Any] = msgspec.json.decode(content or b"{}")
        at_close = "1" if said.do == EntryKind.DAY_CLOSED else "0"
        if said.do == EntryKind.DAY_CLOSED:
            self._figures[said.ref] = _figures(told)
        self._counts.update(
            (said.ref, at_close, one["item"], plain(one["book"]), plain(one["counted"]), one["reason"])
            for one in told.get("counts", ())
        )

    def misfit(self, conn: Connection, district: str) -> str | None:
        """The first of figures and counts that says something else than the book."""
        names = {"district": district}
        for ref, summary in conn.execute(_DAYS, names):
            if _noted(summary) != self._figures.get(plain(ref)):
                return "day_figures"
        counts = {tuple(plain(value) for value in row) for row in conn.execute(_COUNTS, names)}
        return "point_count" if counts != self._counts else None


def _noted(summary: str) -> dict[str, object]:
    """The figures as the row of a closed day has them, in the shape of an entry."""
    told: dict[str, Any] = msgspec.json.decode(summary)["figures"]
    items = {name: {one["item"]: one["quantity"] for one in told.get(name, ())} for name in _ITEMS}
    return _figures(told | items)


def _figures(told: dict[str, Any]) -> dict[str, object]:
    """What is compared of a close."""
    numbers: dict[str, object] = {name: told.get(name, 0) for name in _FIGURES}
    return numbers | {name: told.get(name, {}) for name in (*_ITEMS, "seconds")}
