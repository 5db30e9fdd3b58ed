"""Holds the script's books of the full day against the program's: bag by bag, household by household, line by line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from desktop.ledger.entry import decode
from desktop.models.disbursement import DisbursedItem, Disbursement, Owed, Void
from desktop.models.household import Household
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.mailbox import Envelope
from desktop.models.programme import Round
from desktop.records.stock import BookLine
from desktop.usecases import safekeeping, stock
from desktop.values.permissions import Role
from tests.rigs.relief_day_books import Books, Family
from tests.rigs.relief_day_close import Closed
from tests.rigs.relief_day_lanes import MORNING, Line
from tests.rigs.relief_day_rules import BEDDING, MAIN, SIDE, WHILE_THERE, amounts

COLUMNS = tuple(
    one.name for one in fields(BookLine) if one.name not in ("item", "unit", "on_hand", "last_count")
)  # fmt: skip
OUR_OWN = frozenset({"second"})
"""What the script counts that is no kind of entry."""


@dataclass(frozen=True)
class ItemRow:
    """One item of a point as the script has it, and what lies there by the program's book."""

    point: str
    item: str
    sums: Counter[str]
    closing: int
    pile: int
    on_hand: int | None

    @property
    def fits(self) -> bool:
        """Whether sums, bags and book are one number."""
        return self.closing == self.pile == self.on_hand


def items(line: Line) -> list[ItemRow]:
    """Every column of every item at both points since the morning, and what is left."""
    books, found = line.books, list[ItemRow]()
    for point in (MAIN, SIDE):
        told = {one.item: one for one in stock.show(line.desk(Role.LEAD), line.at(point), since=MORNING).lines}
        own = {item: sums for (where, item), sums in books.sums.items() if where == point}
        counted = {item for item, one in told.items() if one.on_hand is not None}
        books.same(f"items counted at {point}", counted, {item for where, item in books.pile if where == point})
        for item in sorted(counted | set(own)):
            _one(books, point, told[item], own.get(item, Counter[str]()))
            row = ItemRow(point, item, own.get(item, Counter[str]()), books.closing(point, item),
                          books.pile[point, item], told[item].on_hand)  # fmt: skip
            found.append(row)
    return found


def _one(books: Books, point: str, told: BookLine, own: Counter[str]) -> None:
    for column in COLUMNS:
        books.same(f"{column} of {told.item} at {point}", getattr(told, column), own[column])
    closing, pile = books.closing(point, told.item), books.pile[point, told.item]
    books.same(f"closing of {told.item} at {point}", told.closing, closing)
    books.same(f"{told.item} on the shelf of {point}", told.on_hand, pile)
    books.same(f"bags of {told.item} at {point} and the script's own sums", closing, pile)


def households(line: Line) -> None:
    """What each holds and is owed by the rows of the store, by the script, and by the words of the programme."""
    holds = _summed(line, DisbursedItem, Disbursement.id == DisbursedItem.disbursement_id)
    owed = _summed(line, Owed, Disbursement.id == Owed.disbursement_id)
    books = line.books
    for family in line.families:
        code = family.code.text
        books.same(f"what {code} holds", holds.pop(code, {}), dict(family.holds))
        books.same(f"what {code} is owed", owed.pop(code, {}), family.owed if family.drawn else {})
        if family.drawn:
            _entitled(books, family)
    books.same("what others hold", holds, {})
    books.same("what others are owed", owed, {})


def _summed(line: Line, table: type[DisbursedItem | Owed], joined: ColumnElement[bool]) -> dict[str, dict[str, int]]:
    """By household and item; read past the queries of the program."""
    wanted: Select[*tuple[Any, ...]] = (
        select(Household.code, table.item, func.sum(table.quantity).label("sum"))
        .select_from(table)
        .join(Disbursement, joined)
        .join(Household, Household.id == Disbursement.household_id)
        .join(Round, Round.id == Disbursement.round_id)
        .outerjoin(Void, Void.disbursement_id == Disbursement.id)
        .where(Round.code == line.round, Void.disbursement_id.is_(None))
        .group_by(Household.code, table.item)
    )
    if table is Owed:
        wanted = wanted.where(Owed.settled_by.is_(None))
    found: dict[str, dict[str, int]] = {}
    for row in _rows(line, wanted):
        found.setdefault(row.code, {})[row.item] = row.sum
    return found


def _entitled(books: Books, family: Family) -> None:
    """Drawn and owed together are the share, once: one kind of bedding, and a kit where there was one."""
    point = family.drawn[0].point
    due = amounts(family.people, point, seeds=family.seeds)
    total = family.holds + Counter(family.owed)
    bedding = {item: total.pop(item) for item in BEDDING if total[item]}
    kits = {item: total.pop(item) for item in WHILE_THERE if total[item]}
    books.same(f"bedding of {family.code.text}", bedding in [{item: due[item]} for item in BEDDING], True)
    books.same(f"kits of {family.code.text}", kits in ({}, {item: due[item] for item in WHILE_THERE}), True)
    rest = {item: quantity for item, quantity in due.items() if item not in (*BEDDING, *WHILE_THERE)}
    books.same(f"share of {family.code.text}", dict(total), rest)


def checked(line: Line, closes: Sequence[Closed]) -> Counter[str]:
    """The whole book walked, the lines of the SMS held against it; entries, receipts and envelopes counted."""
    books, opened = line.books, line.office.opened(Role.AUDITOR)
    sms = [one.sms for one in closes if one.sms]
    told = safekeeping.check(opened.desk, opened.certificates, line.office.folder, papers=sms)
    books.same("the first thing that does not fit", told.first_bad, None)
    books.same("the lines of the SMS", [one.answer.value for one in told.papers], ["agrees"] * len(sms))
    entries = Counter(decode(bytes(row.line)).do for row in _rows(line, select(LedgerEntry.line)))
    for kind, number in books.did.items():
        if kind not in OUR_OWN:
            books.same(f"entries {kind}", entries[kind], number)
    first = min(books.receipts)
    books.same("receipts", sorted(books.receipts), list(range(first, first + len(books.receipts))))
    (envelopes,) = _rows(line, select(func.count().label("many")).select_from(Envelope))
    books.same("envelopes", envelopes.many, books.envelopes)
    return entries


def _rows(line: Line, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    with line.desk(Role.AUDITOR).store.reader.connect() as conn, conn.begin():
        return list(conn.execute(statement))
