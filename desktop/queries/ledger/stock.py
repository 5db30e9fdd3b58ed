"""Holds waybills against the entries, and shelves against the sum of all that came and went."""

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, Sums, plain
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import WaybillState

_WAYBILLS = text(
    "SELECT id, number, point_id, day, origin, vehicle, seal, state, note FROM waybill WHERE district_id = :district"
)
_LINES = text(
    "SELECT w.id, l.item, l.batch, l.expires, l.sent, l.received FROM waybill w JOIN waybill_line l"
    " ON l.district_id = w.district_id AND l.waybill_id = w.id WHERE w.district_id = :district"
)
_SHELVES = text("SELECT point_id, item, on_hand FROM stock_level WHERE district_id = :district")
_CHANGES = (
    (
        "SELECT point_id, item, sum(CASE WHEN kind IN ('moved_out', 'damaged', 'lost', 'returned') THEN -quantity"
        " WHEN kind IN ('short', 'loan_broken') THEN 0 ELSE quantity END) FROM stock_movement"
        " WHERE district_id = :district GROUP BY point_id, item"
    ),
    (
        "SELECT d.point_id, i.item, -sum(i.quantity) FROM disbursement d JOIN disbursed_item i"
        " ON i.district_id = d.district_id AND i.disbursement_id = d.id LEFT JOIN void v"
        " ON v.district_id = d.district_id AND v.disbursement_id = d.id"
        " WHERE d.district_id = :district AND v.disbursement_id IS NULL GROUP BY d.point_id, i.item"
    ),
    (
        "SELECT r.point_id, i.item, -sum(i.quantity) FROM release r JOIN release_item i"
        " ON i.district_id = r.district_id AND i.release_id = r.id WHERE r.district_id = :district"
        " GROUP BY r.point_id, i.item"
    ),
    (
        "SELECT p.point_id, i.item, -sum(i.quantity) FROM provisional p JOIN provisional_item i"
        " ON i.district_id = p.district_id AND i.provisional_id = p.id WHERE p.district_id = :district"
        " GROUP BY p.point_id, i.item"
    ),
)


class _Goods(msgspec.Struct):
    item: str
    batch: str
    expires: str
    quantity: int


class _Received(msgspec.Struct):
    waybill: str
    note: str
    lines: list[_Goods]


class _Line(msgspec.Struct):
    """One line of a waybill as the entries say it."""

    expires: str
    sent: int
    received: int | None = None


class Stock:
    """A sum per table, nought where every row says what its entry says."""

    kinds = frozenset({EntryKind.WAYBILL_MADE, EntryKind.STOCK_RECEIVED})

    def __init__(self) -> None:
        self._sums = Sums()
        self._waybills: dict[str, list[str]] = {}
        self._lines: dict[str, dict[tuple[str, str], _Line]] = {}

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says; nothing of a stock is ever erased, it names nobody who was registered."""
        told: dict[str, Any] = msgspec.json.decode(content or b"{}")
        if said.do == EntryKind.WAYBILL_MADE:
            self._made(said, told)
        elif told.get("waybill"):
            self._received(said.ref, msgspec.convert(told, _Received))

    def misfit(self, conn: Connection, district: str) -> str | None:
        """The first table in which a row says something else than its entry, by its name."""
        for waybill, words in self._waybills.items():
            self._sums.turn("waybill", waybill, *words)
            for (item, batch), line in self._lines[waybill].items():
                row = (line.expires, plain(line.sent), plain(line.received))
                self._sums.turn("waybill_line", waybill, item, batch, *row)
        here = {"district": district}
        for name, statement in (("waybill", _WAYBILLS), ("waybill_line", _LINES)):
            for row in conn.execute(statement, here):
                self._sums.turn(name, *(plain(value) for value in row))
        return next(iter(self._sums.left()), None) or _shelf(conn, district)

    def _made(self, said: Said, told: dict[str, Any]) -> None:
        words = [plain(told.get(field)) for field in ("number", "point", "day", "origin", "vehicle", "seal")]
        self._waybills[said.ref] = [*words, WaybillState.AWAITED.value, ""]
        lines = msgspec.convert(told.get("lines", []), list[_Goods])
        self._lines[said.ref] = {(one.item, one.batch): _Line(one.expires, one.quantity) for one in lines}

    def _received(self, waybill: str, told: _Received) -> None:
        if waybill not in self._waybills:
            return
        self._waybills[waybill][-2:] = [WaybillState.RECEIVED.value, told.note]
        lines = self._lines[waybill]
        for line in lines.values():
            line.received = 0
        for one in told.lines:
            lines.setdefault((one.item, one.batch), _Line(one.expires, 0)).received = one.quantity


def _shelf(conn: Connection, district: str) -> str | None:
    """What should lie at a point is the sum of all that came and went there."""
    here = {"district": district}
    sums: Counter[tuple[str, str]] = Counter()
    for statement in _CHANGES:
        for point, item, change in conn.execute(text(statement), here):
            sums[plain(point), item] += change
    wrong = any(sums[plain(point), item] != on_hand for point, item, on_hand in conn.execute(_SHELVES, here))
    return "stock_level" if wrong else None
